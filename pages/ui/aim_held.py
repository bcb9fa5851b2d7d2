"""What a visitor aims at, as every page of *Next steps* reads it; only its inputs read the record itself."""

from dataclasses import replace
from datetime import date
from typing import Final

from analysis.cycle.compute import CalendarDay, CycleDate, calendar_days, cycle_dates, event_days
from analysis.next_steps.aim import Aim, match_of
from analysis.provenance.uses import Read, no_number
from data.guides import DateRule
from pages.ui.records_held import held_record
from pages.ui.tables import advice_rows, table
from pages.ui.view import for_everybody
from pages.ui.visit import today

# What the dates of a Match are read from beside the guide's rules.
DATES_READ: Final = (Read("policy_events", no_number), Read("match_calendars", no_number))


@for_everybody
def date_rules() -> tuple[DateRule, ...]:
    """Return the guide's rules on dates."""
    return advice_rows(DateRule)


@for_everybody
def _days_set() -> tuple[dict[str, date], tuple[CalendarDay, ...]]:
    """Return the days of every Match that are known beside the guide's rules."""
    return event_days(table("policy_events")), calendar_days(table("match_calendars"))


@for_everybody
def dates_of(match_year: int) -> tuple[CycleDate, ...]:
    """Return the dates of a Match, as far as they are known: for every page the same."""
    return cycle_dates(match_year, date_rules(), *_days_set())


def match_aimed_at(aim: Aim | None = None) -> int:
    """Return the Match that the visitor, or somebody else, aims at: the one chosen, or else the next one."""
    # The rules are looked up only where they decide: it is asked for many times in a run.
    chosen = aim or held_record(Aim)
    return chosen.match_year or match_of(chosen, today(), date_rules())


def aim_held(shortlist: tuple[str, ...]) -> Aim:
    """Return what the visitor aims at; without a specialty the first of the shortlist is one."""
    aim = held_record(Aim)
    return aim if aim.specialty or not shortlist else replace(aim, specialty=shortlist[0])
