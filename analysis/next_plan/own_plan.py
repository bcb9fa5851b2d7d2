"""What the guides' tables say of plans, and a visitor's own plan laid out with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from analysis.cycle.compute import CalendarDay, CycleDate, calendar_days, cycle_dates, event_days
from analysis.next_plan.compute import (
    Task,
    aim_month,
    dates_around,
    has_own_length,
    lengths,
    plan_length,
    proposed_match,
    tasks_of,
    template_of,
)
from analysis.next_plan.record import NextPlan
from data.guides import (
    TABLE_OF,
    CurvePoint,
    DateRule,
    FramePlace,
    Guide,
    MixPart,
    PlanStep,
    Rule,
    Side,
    Threshold,
    TierEntry,
    read_advice,
)

MATCH_DAY: Final = "match_day"
# What a plan reads of the guides.
KINDS: Final = (
    *(CurvePoint, DateRule, FramePlace, Guide, MixPart, PlanStep, Rule, Side, Threshold, TierEntry),
)
# The tables that it reads: theirs, when rules changed, and the days that AAMC and NRMP set.
TABLES: Final = (*(TABLE_OF[kind] for kind in KINDS), "policy_events", "match_calendars")
# The rules whose numbers a plan is held beside, and what they count.
IMPROVEMENTS: Final = ("clinical_return.stopping.1", "improvements")
HOURS_OF_A_JOB: Final = ("clinical_return.plan.6", "weekly_hours")


@dataclass(frozen=True, slots=True)
class PlanAdvice:
    """All that a plan has of the guides; guides by slug, frames by name, days of changed rules by event."""

    guides: Mapping[str, Guide]
    steps: tuple[PlanStep, ...]
    dates: tuple[DateRule, ...]
    thresholds: tuple[Threshold, ...]
    mix: tuple[MixPart, ...]
    tiers: tuple[TierEntry, ...]
    curve: tuple[CurvePoint, ...]
    frames: Mapping[str, tuple[FramePlace, ...]]
    rules: tuple[Rule, ...]
    sides: tuple[Side, ...]
    events: Mapping[str, date]
    calendars: tuple[CalendarDay, ...]

    def named(self, amount: tuple[str, str]) -> tuple[int, int]:
        """Return the lowest and the highest number that a rule names: `IMPROVEMENTS` or `HOURS_OF_A_JOB`.

        They are one where it names one; whether it is advice or an example, `said_as` says.
        """
        one = next(one for one in self.thresholds if (one.rule, one.measured) == amount)
        return int(one.lowest or 0), int(one.highest or one.lowest or 0)

    def cycle(self, match_year: int) -> tuple[CycleDate, ...]:
        """Return the dates of a Match, as far as they are known."""
        return cycle_dates(match_year, self.dates, self.events, self.calendars)


def read_plan_advice(tables: Mapping[str, pd.DataFrame]) -> PlanAdvice:
    """Return what `TABLES`, by name, say of plans, applications, specialties and stopping."""
    frames: dict[str, tuple[FramePlace, ...]] = {}
    for place in read_advice(FramePlace, tables[TABLE_OF[FramePlace]]):
        frames[place.frame] = (*frames.get(place.frame, ()), place)
    return PlanAdvice(
        guides={guide.guide: guide for guide in read_advice(Guide, tables[TABLE_OF[Guide]])},
        steps=read_advice(PlanStep, tables[TABLE_OF[PlanStep]]),
        dates=read_advice(DateRule, tables[TABLE_OF[DateRule]]),
        thresholds=read_advice(Threshold, tables[TABLE_OF[Threshold]]),
        mix=read_advice(MixPart, tables[TABLE_OF[MixPart]]),
        tiers=read_advice(TierEntry, tables[TABLE_OF[TierEntry]]),
        curve=read_advice(CurvePoint, tables[TABLE_OF[CurvePoint]]),
        frames=frames,
        rules=read_advice(Rule, tables[TABLE_OF[Rule]]),
        sides=read_advice(Side, tables[TABLE_OF[Side]]),
        events=event_days(tables["policy_events"]),
        calendars=calendar_days(tables["match_calendars"]),
    )


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """A visitor's plan.

    Attributes:
        record: what the visitor typed.
        template: the steps of the template.
        tasks: the steps of the plan.
        length: its months.
        match_year: the Match that it leads to; None without a start, or where there are no dates of it.
        dates: its dates that stand among the months of the plan.
        before: those that are over when the plan begins.
        after: those that begin when it is over.
        cycle: all of its dates.
        guides: all guides, by slug.
        span: the fewest and the most months that the guide gives a template whose length is open.
        on_day: the day that it is looked at, before which nothing can begin; None for any.
    """

    record: NextPlan
    template: tuple[PlanStep, ...]
    tasks: tuple[Task, ...]
    length: int
    match_year: int | None
    dates: tuple[CycleDate, ...]
    cycle: tuple[CycleDate, ...]
    guides: Mapping[str, Guide]
    before: tuple[CycleDate, ...] = ()
    after: tuple[CycleDate, ...] = ()
    span: tuple[int, int] = (1, 1)
    on_day: date | None = None

    @property
    def guide(self) -> Guide:
        """The guide whose template it is; its steps are of one."""
        return self.guides[self.template[0].guide]

    @property
    def is_late(self) -> bool:
        """Whether it begins after the Match that it leads to."""
        start, days = self.record.start, [one.first for one in self.cycle if one.slug == MATCH_DAY]
        return start is not None and bool(days) and start > max(days)

    @property
    def is_over(self) -> bool:
        """Whether the Match that it leads to is over."""
        days = [one.last for one in self.cycle if one.slug == MATCH_DAY]
        return self.on_day is not None and bool(days) and max(days) < self.on_day

    @property
    def is_own_length(self) -> bool:
        """Whether the visitor chose how long the plan lasts."""
        return self.record.months is not None and has_own_length(self.template)

    @property
    def months_drawn(self) -> int:
        """The last month of the plan, or of a step that lasts longer."""
        return max([self.length, *(task.last for task in self.tasks)])


def lay_out(
    record: NextPlan, advice: PlanAdvice, match_year: int | None = None, on_day: date | None = None
) -> OwnPlan:
    """Return a visitor's plan.

    Args:
        record: what they typed.
        advice: what the guides say.
        match_year: the Match that they aim at; None proposes the one whose applications begin nearest to
            the month that the plan has them in. Without a start there is none.
        on_day: the day that it is looked at; None for any.
    """
    start, template = record.start, template_of(record, advice.steps)
    span = lengths(advice.thresholds)
    length = plan_length(record, template, span)
    tasks = tasks_of(record, template, length)
    year = match_year
    if start and year is None:
        year = proposed_match(start, aim_month(tasks, length), advice.dates)
    if start is None or year is None:
        return OwnPlan(record, template, tasks, length, None, (), (), advice.guides, span=span)
    cycle = advice.cycle(year)
    drawn = max([length, *(task.last for task in tasks)])
    before, within, after = dates_around(cycle, start, drawn)
    return OwnPlan(
        record, template, tasks, length, year, within, cycle, advice.guides, before, after, span, on_day
    )
