"""The view of a match cycle's dates: the guide's rules, and the visitor's own days beside them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from analysis.cycle.chart import cycle_timeline
from analysis.cycle.compute import cycle_dates, event_days, next_match
from analysis.cycle.conflicts import Conflict, find_conflicts, report_time
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
    read_advice,
)
from pages.ui.page import PageView, ViewRequest
from pages.ui.records_held import held_record
from pages.ui.tables import table
from pages.ui.view import for_everybody, per_visit, view_of

CYCLE_READS: Final = (
    *(
        Read(TABLE_OF[kind], no_number)
        for kind in (DateRule, Guide, LeftOut, Requirement, Rule, Side, Threshold, VisaFacet)
    ),
    Read("policy_events", no_number),
    Read("sources"),
)


@dataclass(frozen=True, slots=True)
class CycleAdvice:
    """All that the page shows of the guides, and the changes of the rules: event -> its day."""

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
        guides=read_advice(Guide, table(TABLE_OF[Guide])),
        dates=read_advice(DateRule, table(TABLE_OF[DateRule])),
        requirements=read_advice(Requirement, table(TABLE_OF[Requirement])),
        rules=read_advice(Rule, table(TABLE_OF[Rule])),
        sides=read_advice(Side, table(TABLE_OF[Side])),
        visas=read_advice(VisaFacet, table(TABLE_OF[VisaFacet])),
        left_out=read_advice(LeftOut, table(TABLE_OF[LeftOut])),
        events=event_days(table("policy_events")),
        report=report_time(read_advice(Threshold, table(TABLE_OF[Threshold]))),
    )


def coming_match() -> int:
    """Return the next Match that can still be applied for."""
    return next_match(datetime.now(UTC).date(), cycle_advice().dates)


def match_year_of(record: CycleRecord) -> int:
    """Return the Match that a visitor aims at, or else the next one."""
    return record.match_year or coming_match()


def conflicts_of(record: CycleRecord) -> tuple[Conflict, ...]:
    """Return the conflicts of what a visitor planned."""
    advice = cycle_advice()
    dates = cycle_dates(match_year_of(record), advice.dates, advice.events)
    return find_conflicts(record, dates, advice.requirements, advice.report)


@per_visit
def cycle_view(record: CycleRecord | None, match_year: int, dark: bool) -> PageView:
    """Show the dates of a match cycle, with what a visitor planned where there is a record."""
    advice, own = cycle_advice(), record or CycleRecord()
    dates = cycle_dates(match_year, advice.dates, advice.events)
    conflicts = find_conflicts(own, dates, advice.requirements, advice.report)
    story = cycle_story(match_year, dates, own, conflicts, advice.report, advice.guide)
    return PageView(view_of(cycle_timeline(dates, own, advice.report), story, dark=dark), "cycle")


def show_cycle(asked: ViewRequest) -> PageView:
    """Show the dates of the Match that the visitor aims at."""
    record = held_record(CycleRecord)
    return cycle_view(record if record.marks else None, match_year_of(record), asked.dark)
