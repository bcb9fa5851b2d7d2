"""A guide's template as a visitor's own plan: months, days and steps; and a number of applications in parts.

A month of a plan is counted from 1 and is a month of the calendar: it begins on its first day.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor
from typing import Final, Literal

from analysis.cycle.compute import APPLICATION, FIRST_MATCH, LAST_MATCH, CycleDate, cycle_dates, date_of
from analysis.next_plan.record import NextPlan, StepChange, change_of
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
# Months that can be chosen as the first: so many before this one, and after it.
MONTHS_BEFORE: Final = 18
MONTHS_AHEAD: Final = 24

MonthsBy = Literal["guide", "atlas", "own"]


def month_start(start: date, month: int) -> date:
    """Return the first day of a month of a plan; month 1 is the one of `start`."""
    years, place = divmod(start.month - 1 + month - 1, MONTHS_OF_YEAR)
    return date(start.year + years, place + 1, 1)


def first_months(day: date, chosen: date | None) -> list[date]:
    """Return the months in which a plan can begin, and the one that was chosen, in their order."""
    this = day.replace(day=1)
    around = [month_start(this, month) for month in range(1 - MONTHS_BEFORE, MONTHS_AHEAD + 2)]
    return sorted({*around, *([chosen] if chosen else [])})


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
        ordinal: of one that the visitor added, what tells it from others of its name.
        first_day: the first day; None without a start.
        last_day: the last day; None without a start.
    """

    name: str
    first: int
    last: int
    months_by: MonthsBy
    is_done: bool = False
    step: PlanStep | None = None
    ordinal: int = 0
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

    `span` has the fewest and the most months that the guide gives; without a choice it lasts the most.
    """
    if not has_own_length(template):
        return max(step.month_to or 1 for step in template)
    return record.months or span[1]


def months_of(step: PlanStep, change: StepChange, length: int) -> tuple[int, int]:
    """Return the first and the last month of a step: the visitor's where they changed one, or the guide's.

    Where one of them was changed past the other, the other one moves along.
    """
    first = change.month_from or step.month_from
    last = change.month_to or step.month_to or length
    if change.month_from is None and change.month_to is not None:
        first = min(first, last)
    return first, max(first, last)


def tasks_of(record: NextPlan, template: Sequence[PlanStep], length: int) -> tuple[Task, ...]:
    """Return the steps of a visitor's plan: those of the template with their changes, then their own."""
    tasks = []
    for step in template:
        change = change_of(record, step.plan, step.sort_order)
        if change.is_left_out:
            continue
        first, last = months_of(step, change, length)
        moved = change.month_from is not None or change.month_to is not None
        by: MonthsBy = "own" if moved else "guide" if step.placed_by == "guide" else "atlas"
        tasks.append(Task(step.phase, first, last, by, change.is_done, step))
    own = sorted(record.own, key=lambda one: (one.month_from, one.month_to))
    tasks += [
        Task(
            *(one.name, one.month_from, max(one.month_from, one.month_to), "own", one.is_done),
            ordinal=one.ordinal,
        )
        for one in own
    ]
    return tuple(_dated(task, record.start) for task in tasks)


def _dated(task: Task, start: date | None) -> Task:
    """Return a task with its days, where there is a start."""
    if start is None:
        return task
    return replace(task, first_day=month_start(start, task.first), last_day=month_end(start, task.last))


def aim_month(tasks: Sequence[Task], length: int) -> int:
    """Return the month in which a plan has the application: where no step of it is one, its last month."""
    applied = [task.last for task in tasks if task.step and (task.step.plan, task.step.sort_order) == APPLIES]
    return max(applied, default=length)


def proposed_match(start: date, aim: int, rules: Sequence[DateRule]) -> int | None:
    """Return the Match whose applications begin nearest to the month of a plan that has the application.

    None where that is a year for which no dates are worked out.
    """
    years = range(start.year, start.year + aim // MONTHS_OF_YEAR + 3)

    def months_apart(match_year: int) -> int:
        begins = date_of(cycle_dates(match_year, rules), APPLICATION).first
        return abs(month_of(start, begins) - aim)

    nearest = min(years, key=months_apart)
    return nearest if FIRST_MATCH <= nearest <= LAST_MATCH else None


def dates_around(
    dates: Iterable[CycleDate], start: date, length: int
) -> tuple[tuple[CycleDate, ...], tuple[CycleDate, ...], tuple[CycleDate, ...]]:
    """Return those dates of a cycle that stand beside a plan: before its months, among them, and after them.

    A period that lies partly within stands among them.
    """
    shown = [one for one in dates if one.slug in SHOWN_DATES]
    before = tuple(one for one in shown if month_of(start, one.last) < 1)
    after = tuple(one for one in shown if month_of(start, one.first) > length)
    return before, tuple(one for one in shown if one not in (*before, *after)), after


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
    """Hours of one kind in a week.

    Attributes:
        name: of the field of the record.
        label: what people read.
        weekly: hours a week; None where nothing was said.
    """

    name: str
    label: str
    weekly: int | None


HOURS: Final = {
    "clinical_hours": "Clinical work or volunteering",
    "study_hours": "Study",
    "application_hours": "Work on the application",
    "job_hours": "Another job",
}


def weekly_hours(record: NextPlan) -> tuple[Hours, ...]:
    """Return the hours of a week that the visitor plans."""
    return tuple(Hours(name, label, getattr(record, name)) for name, label in HOURS.items())


@dataclass(frozen=True, slots=True)
class Stop:
    """What a rule for stopping comes to: the Matches that it still allows, and the one that it ends with.

    Without a number of cycles no Match is counted out; `end` is None where nobody wrote a year: cycles need
    not follow one another.
    """

    cycles: tuple[int, ...] = ()
    end: int | None = None


def stop_of(record: NextPlan, match_year: int | None) -> Stop:
    """Return what the visitor's rule comes to: with a year it ends then, or before with its last cycle.

    Args:
        record: what they wrote.
        match_year: the Match of the first cycle; None where nobody knows.
    """
    end = record.stop_year
    if match_year is None or not record.stop_cycles:
        return Stop((), end)
    last = match_year + record.stop_cycles - 1
    if end is None:
        return Stop(tuple(range(match_year, last + 1)))
    return Stop(tuple(range(match_year, min(last, end) + 1)), min(last, end))
