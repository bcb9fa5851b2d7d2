"""The view of a match cycle's dates: the guide's rules, and the visitor's own days beside them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from analysis.cycle.chart import cycle_timeline
from analysis.cycle.compute import event_days
from analysis.cycle.conflicts import Conflict, find_conflicts, loose_ends, needs_of, report_time
from analysis.cycle.record import CycleRecord
from analysis.cycle.words import cycle_story
from analysis.provenance.uses import Read, no_number
from data.guides import (
    TABLE_OF,
    DateRule,
    Guide,
    LeftOut,
    Requirement,
    Rule,
    Side,
    Threshold,
    VisaFacet,
)
from pages.ui.aim_held import DATES_READ, dates_of, match_aimed_at
from pages.ui.page import PageView, ViewRequest
from pages.ui.records_held import held_record
from pages.ui.tables import advice_rows, table
from pages.ui.view import for_everybody, per_visit, view_of
from pages.ui.visit import today

CYCLE_READS: Final = (
    *(
        Read(TABLE_OF[kind], no_number)
        for kind in (DateRule, Guide, LeftOut, Requirement, Rule, Side, Threshold, VisaFacet)
    ),
    *DATES_READ,
    Read("sources"),
)


@dataclass(frozen=True, slots=True)
class CycleAdvice:
    """All that the page shows of the guides, the changes of the rules (event -> its day)."""

    guides: tuple[Guide, ...]
    dates: tuple[DateRule, ...]
    requirements: tuple[Requirement, ...]
    rules: tuple[Rule, ...]
    sides: tuple[Side, ...]
    visas: tuple[VisaFacet, ...]
    left_out: tuple[LeftOut, ...]
    events: dict[str, date]
    report: timedelta

    @property
    def guide(self) -> Guide:
        """The guide whose dates they are."""
        return next(guide for guide in self.guides if guide.guide == self.dates[0].guide)


@for_everybody
def cycle_advice() -> CycleAdvice:
    """Return what the tables of advice say of requirements, dates and visas."""
    return CycleAdvice(
        guides=advice_rows(Guide),
        dates=advice_rows(DateRule),
        requirements=advice_rows(Requirement),
        rules=advice_rows(Rule),
        sides=advice_rows(Side),
        visas=advice_rows(VisaFacet),
        left_out=advice_rows(LeftOut),
        events=event_days(table("policy_events")),
        report=report_time(advice_rows(Threshold)),
    )


def conflicts_of(record: CycleRecord, match_year: int) -> tuple[Conflict, ...]:
    """Return the conflicts of what a visitor planned with the dates of a Match."""
    advice = cycle_advice()
    return find_conflicts(record, dates_of(match_year), advice.requirements, advice.report)


@per_visit
def cycle_view(record: CycleRecord | None, match_year: int, on_day: date | None, dark: bool) -> PageView:
    """Show the dates of a match cycle, with what a visitor planned where there is a record, seen on a day."""
    advice, own = cycle_advice(), record or CycleRecord()
    dates = dates_of(match_year)
    conflicts = find_conflicts(own, dates, advice.requirements, advice.report)
    loose = loose_ends(own, needs_of(advice.requirements, dates), on_day) if on_day else ()
    story = cycle_story(match_year, dates, own, conflicts, advice.report, advice.guide, loose)
    return PageView(view_of(cycle_timeline(dates, own, advice.report), story, dark=dark), "cycle")


def show_cycle(asked: ViewRequest) -> PageView:
    """Show the dates of the Match that the visitor aims at."""
    record = held_record(CycleRecord)
    own, on_day = (record, today()) if record.marks else (None, None)
    return cycle_view(own, match_aimed_at(), on_day, asked.dark)
