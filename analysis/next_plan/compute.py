"""A guide's template as a visitor's own plan: months, days and steps; and a number of applications in parts.

A month of a plan is counted from 1 and is a month of the calendar: it begins on its first day.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Final, Literal

from analysis.cycle.compute import APPLICATION, CycleDate, cycle_dates, date_of
from analysis.next_plan.record import NextPlan, change_of
from data.guides import DateRule, MixPart, PlanStep, Threshold

# The template that is shown to somebody who chose none.
FIRST_TEMPLATE: Final = "months_18"
# The rule that says how long a plan lasts whose steps do not say it.
LENGTH_RULE: Final = "clinical_return.plan.1"
# The step of a template in which the application is handed in, as its plan and its number there.
APPLIES: Final = ("months_18", 7)
# Dates of a cycle that stand among the months of a plan; exams are on the page of dates.
SHOWN_DATES: Final = (
    APPLICATION,
    "mspe",
    "interviews",
    "rank_list_opens",
    "rank_list_deadline",
    "match_day",
    "residency",
)
MONTHS_OF_YEAR: Final = 12

MonthsBy = Literal["guide", "atlas", "own"]


def month_start(start: date, month: int) -> date:
    """Return the first day of a month of a plan; month 1 is the one of `start`."""
    years, place = divmod(start.month - 1 + month - 1, MONTHS_OF_YEAR)
    return date(start.year + years, place + 1, 1)


def month_end(start: date, month: int) -> date:
    """Return the last day of a month of a plan, leap years included."""
    first = month_start(start, month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def month_of(start: date, day: date) -> int:
    """Return the month of a plan in which a day lies; 0 or less before its beginning."""
    return MONTHS_OF_YEAR * (day.year - start.year) + day.month - start.month + 1


def place_of(start: date, day: date) -> float:
    """Return where a day lies on an axis of months whose 0 is the beginning of the plan."""
    return month_of(start, day) - 1 + (day.day - 1) / monthrange(day.year, day.month)[1]


@dataclass(frozen=True, slots=True)
class Task:
    """A step of a visitor's plan.

    Attributes:
        name: what it is.
        first: its first month of the plan, from 1.
        last: its last month.
        months_by: who gives its months: the guide, this app where the guide gives none, or the visitor.
        is_done: whether the visitor has done it.
        step: the step of the template; None for one that the visitor added.
        first_day: the first day; None without a start.
        last_day: the last day; None without a start.
    """

    name: str
    first: int
    last: int
    months_by: MonthsBy
    is_done: bool = False
    step: PlanStep | None = None
    first_day: date | None = None
    last_day: date | None = None


def template_of(record: NextPlan, steps: Iterable[PlanStep]) -> tuple[PlanStep, ...]:
    """Return the steps of the template that is chosen, or of the one shown first, in their order."""
    plan = record.template or FIRST_TEMPLATE
    return tuple(sorted((step for step in steps if step.plan == plan), key=lambda step: step.sort_order))


def has_own_length(template: Iterable[PlanStep]) -> bool:
    """Whether a template leaves its length open: some of its steps last as long as the plan."""
    return any(step.month_to is None for step in template)


def lengths(thresholds: Iterable[Threshold]) -> tuple[int, int]:
    """Return the fewest and the most months of a template without a length of its own."""
    (rule,) = (one for one in thresholds if one.rule == LENGTH_RULE and one.measured == "months")
    return int(rule.lowest or 1), int(rule.highest or 1)


def plan_length(record: NextPlan, template: Sequence[PlanStep], span: tuple[int, int]) -> int:
    """Return how many months the template lasts for a visitor: its own length, or the one they chose.

    `span` has the fewest and the most months; without a choice a template lasts the most.
    """
    if not has_own_length(template):
        return max(step.month_to or 1 for step in template)
    return min(max(record.months or span[1], span[0]), span[1])


def tasks_of(record: NextPlan, template: Sequence[PlanStep], length: int) -> tuple[Task, ...]:
    """Return the steps of a visitor's plan: those of the template with their changes, then their own."""
    tasks = []
    for step in template:
        change = change_of(record, step.plan, step.sort_order)
        if change.is_left_out:
            continue
        first = change.month_from or step.month_from
        last = change.month_to or step.month_to or length
        moved = change.month_from is not None or change.month_to is not None
        by: MonthsBy = "own" if moved else "guide" if step.placed_by == "guide" else "atlas"
        # One of two months may have been changed past the other.
        tasks.append(Task(step.phase, first, max(first, last), by, change.is_done, step))
    own = sorted(record.own, key=lambda one: (one.month_from, one.month_to))
    tasks += [
        Task(one.name, one.month_from, max(one.month_from, one.month_to), "own", one.is_done) for one in own
    ]
    return tuple(_dated(task, record.start) for task in tasks)


def _dated(task: Task, start: date | None) -> Task:
    """Return a task with its days, where there is a start."""
    if start is None:
        return task
    days = month_start(start, task.first), month_end(start, task.last)
    return Task(task.name, task.first, task.last, task.months_by, task.is_done, task.step, *days)


def aim_month(template: Sequence[PlanStep], length: int) -> int:
    """Return the month in which a template has the application: where it says nothing, its last one."""
    applied = [step for step in template if (step.plan, step.sort_order) == APPLIES]
    return max((step.month_to or length for step in applied), default=length)


def proposed_match(start: date, aim: int, rules: Sequence[DateRule]) -> int:
    """Return the Match whose applications begin nearest to the month of a plan that has the application."""
    years = range(start.year, start.year + aim // MONTHS_OF_YEAR + 3)

    def months_apart(match_year: int) -> int:
        begins = date_of(cycle_dates(match_year, rules), APPLICATION).first
        return abs(month_of(start, begins) - aim)

    return min(years, key=months_apart)


def dates_within(dates: Iterable[CycleDate], start: date, length: int) -> tuple[CycleDate, ...]:
    """Return those dates of a cycle that stand among the months of a plan and begin within them."""
    return tuple(
        one for one in dates if one.slug in SHOWN_DATES and 1 <= month_of(start, one.first) <= length
    )


def whole_parts(shares: Sequence[float], total: int) -> tuple[int, ...]:
    """Divide a number into whole parts that add up, by the largest remainder.

    Args:
        shares: percent of each part; they sum to 100.
        total: what is divided, 0 or more.

    Returns:
        Every part rounded down, and one more for those that lost most, the first of equals first.
    """
    exact = [Fraction(str(share)) * total / 100 for share in shares]
    parts = [floor(part) for part in exact]
    lost = sorted(range(len(parts)), key=lambda at: parts[at] - exact[at])
    for at in lost[: total - sum(parts)]:
        parts[at] += 1
    return tuple(parts)


def mix_of(parts: Sequence[MixPart], total: int) -> tuple[tuple[MixPart, int], ...]:
    """Return every kind of program with its whole number of so many applications."""
    counts = whole_parts([part.applications_pct for part in parts], total)
    return tuple(zip(parts, counts, strict=True))


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of one kind: a week, and over all weeks of a plan.

    Attributes:
        name: of the field of the record.
        label: what people read.
        weekly: hours a week; None where nothing was said.
        whole: hours over the plan, to the whole hour; None where nothing was said or there is no start.
    """

    name: str
    label: str
    weekly: int | None
    whole: int | None


HOURS: Final = {
    "clinical_hours": "Clinical work or volunteering",
    "study_hours": "Study",
    "application_hours": "Work on the application",
    "job_hours": "Another job",
}


def days_of(record: NextPlan, length: int) -> int | None:
    """Return how many days the plan lasts; None without a start."""
    return (month_start(record.start, length + 1) - record.start).days if record.start else None


def weekly_hours(record: NextPlan, length: int) -> tuple[Hours, ...]:
    """Return the hours of a week that the visitor plans, and what they come to."""
    days = days_of(record, length)

    def whole(weekly: int | None) -> int | None:
        return None if weekly is None or days is None else round(Fraction(weekly * days, 7))

    return tuple(
        Hours(name, label, getattr(record, name), whole(getattr(record, name)))
        for name, label in HOURS.items()
    )


def cycles_until(record: NextPlan, match_year: int) -> tuple[int, ...]:
    """Return the Matches that the visitor's rule allows: from one on, so many, and none after its year."""
    count = record.stop_cycles or 0
    last = (
        match_year + count - 1 if record.stop_year is None else min(match_year + count - 1, record.stop_year)
    )
    return tuple(range(match_year, last + 1))
