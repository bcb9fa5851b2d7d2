"""What a visitor aims at, as every page of *Next steps* reads it; only its inputs read the record itself."""

from dataclasses import replace
from datetime import UTC, datetime

from analysis.next_steps.aim import Aim, match_of
from data.guides import DateRule
from pages.ui.records_held import held_record
from pages.ui.tables import advice_rows
from pages.ui.view import for_everybody


@for_everybody
def date_rules() -> tuple[DateRule, ...]:
    """Return the guide's rules on dates."""
    return advice_rows(DateRule)


def match_aimed_at(aim: Aim | None = None) -> int:
    """Return the Match that the visitor, or somebody else, aims at: the one chosen, or else the next one."""
    return match_of(aim or held_record(Aim), datetime.now(UTC).date(), date_rules())


def aim_held(shortlist: tuple[str, ...]) -> Aim:
    """Return what the visitor aims at; without a specialty the first of the shortlist is one."""
    aim = held_record(Aim)
    return aim if aim.specialty or not shortlist else replace(aim, specialty=shortlist[0])
