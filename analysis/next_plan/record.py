"""What a visitor typed of their own plan: a template with its months, the changes to it, numbers, a rule.

None and empty text are “not said”. Everything is of the visitor's own tab, and stands in no address. The
number of applications and the Match that it leads to are those of `analysis.next_steps.aim`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

from analysis.cycle.compute import FIRST_MATCH, LAST_MATCH
from analysis.cycle.record import FIRST_DAY, LAST_DAY
from analysis.next_steps.record import outside, without
from data.guide_terms import PLANS
from data.terms import slugs

# Longer than any plan of a guide.
MONTHS_MOST: Final = 36

# Lowest and highest number that is taken, by field; what is advised stands in the guides' tables.
RANGES: Final = {
    "months": (1, MONTHS_MOST),
    "clinical_hours": (0, 100),
    "application_hours": (0, 100),
    "study_hours": (0, 100),
    "job_hours": (0, 100),
    "decision": (1, 9),
    "stop_cycles": (1, 9),
    "stop_year": (FIRST_MATCH, LAST_MATCH),
}
# What each of them is, to begin a sentence.
_CALLED: Final = {
    "months": "The length of the plan, in months,",
    "clinical_hours": "Clinical work, in hours a week,",
    "application_hours": "Work on the application, in hours a week,",
    "study_hours": "Study, in hours a week,",
    "job_hours": "Other work, in hours a week,",
    "decision": "The decision",
    "stop_cycles": "The number of cycles",
    "stop_year": "The year of the end",
}
# Of a text, letters; of steps and improvements, how many.
TEXT_MOST: Final = 200
OWN_MOST: Final = 12
IMPROVEMENTS_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class StepChange:
    """What the visitor made of one step of a template.

    Attributes:
        plan: slug of the template.
        step: number of the step in it (`sort_order`).
        month_from: own first month of the plan, from 1; None leaves the template's.
        month_to: own last month; None leaves the template's.
        is_done: whether it is done.
        is_left_out: whether it is no part of the plan.
    """

    plan: str = ""
    step: int = 0
    month_from: int | None = None
    month_to: int | None = None
    is_done: bool = False
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step that the visitor added.

    Attributes:
        name: what it is.
        month_from: its first month of the plan, from 1.
        month_to: its last month.
        is_done: whether it is done.
        ordinal: tells steps of one name apart, for good: a calendar knows a step by its name and this.
    """

    name: str = ""
    month_from: int = 1
    month_to: int = 1
    is_done: bool = False
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Improvement:
    """Something that is to be better before the next cycle, in the visitor's words; and whether it is."""

    what: str = ""
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class NextPlan:
    """A visitor's own plan.

    Attributes:
        template: slug of `data.guide_terms.PLANS`; empty where none is chosen.
        start: first day of the first month.
        months: how many months a template lasts that gives no length of its own.
        changes: what was made of steps of the templates.
        own: steps added.
        clinical_hours: hours a week of clinical work or volunteering.
        application_hours: hours a week of work on the application.
        study_hours: hours a week of study.
        job_hours: hours a week of another job.
        decision: number of the decision in writing (place in the guide's frame).
        stop_cycles: how many cycles more.
        stop_year: the year by which it ends.
        stop_then: what then, in the visitor's words.
        is_shown: whether somebody else has seen the rule.
        improvements: what is to be better before the next cycle.
    """

    template: str = ""
    start: date | None = field(default=None, metadata={"label": "first month"})
    months: int | None = None
    changes: tuple[StepChange, ...] = ()
    own: tuple[OwnStep, ...] = ()
    clinical_hours: int | None = None
    application_hours: int | None = None
    study_hours: int | None = None
    job_hours: int | None = None
    decision: int | None = None
    stop_cycles: int | None = None
    stop_year: int | None = None
    stop_then: str = ""
    is_shown: bool = False
    improvements: tuple[Improvement, ...] = ()


# What the months of a plan go by, and what a rule for stopping is; hours of a week are in neither.
OF_MONTHS: Final = ("template", "start", "months", "changes", "own")
OF_RULE: Final = ("decision", "stop_cycles", "stop_year", "stop_then", "is_shown", "improvements")
T = TypeVar("T")


def _at_most(what: str, entries: tuple[T, ...], most: int) -> tuple[tuple[T, ...], list[str]]:
    """Return the first entries, and a sentence where there are more."""
    said = f"There are {len(entries)} {what}; the first {most} are kept, as many as a plan holds."
    return entries[:most], [said] if len(entries) > most else []


def _short(text: str) -> str:
    """Return text on one line, as long as it may be."""
    return " ".join(text.split())[:TEXT_MOST]


def told_apart(steps: Iterable[OwnStep]) -> tuple[OwnStep, ...]:
    """Return steps with the first free ordinal where an earlier step has their name and ordinal."""
    taken = set[tuple[str, int]]()
    kept = []
    for step in steps:
        ordinal = next(at for at in (step.ordinal, *range(OWN_MOST + 1)) if (step.name, at) not in taken)
        taken.add((step.name, ordinal))
        kept.append(replace(step, ordinal=ordinal))
    return tuple(kept)


def _are_months(first: int | None, last: int | None) -> bool:
    """Whether two months of a plan are some that there can be, in their order."""
    given = [month for month in (first, last) if month is not None]
    return given == sorted(given) and all(1 <= month <= MONTHS_MOST for month in given)


def checked(record: NextPlan) -> tuple[NextPlan, tuple[str, ...]]:
    """Return what of a record can be used, and one sentence for each part that cannot."""
    kept, refused = without(
        record, {name: outside(_CALLED[name], getattr(record, name), *RANGES[name]) for name in RANGES}
    )
    problems = list(refused)
    if kept.template and kept.template not in slugs(PLANS):
        problems.append(f"There is no plan called “{kept.template[:40]}”; none is chosen.")
        kept = replace(kept, template="")
    if kept.start and not FIRST_DAY <= kept.start <= LAST_DAY:
        problems.append(f"The plan begins outside {FIRST_DAY.year} to {LAST_DAY.year}; no month is chosen.")
        kept = replace(kept, start=None)
    changes: list[StepChange] = []
    for change in kept.changes:
        if change.plan not in slugs(PLANS) or not _are_months(change.month_from, change.month_to):
            problems.append("A change to a step is of no plan or has no such months; the step is as it was.")
        elif (change.plan, change.step) not in {(one.plan, one.step) for one in changes}:
            changes.append(change)
    named = [one for one in kept.own if _short(one.name) and _are_months(one.month_from, one.month_to)]
    if len(named) < len(kept.own):
        problems.append("Steps of your own without a name, or without months that there are, are left out.")
    own, too_many = _at_most("steps of your own", tuple(named), OWN_MOST)
    better, also_many = _at_most("improvements", kept.improvements, IMPROVEMENTS_MOST)
    return replace(
        kept,
        start=kept.start and kept.start.replace(day=1),
        changes=tuple(changes),
        own=told_apart(replace(one, name=_short(one.name)) for one in own),
        improvements=tuple(replace(one, what=_short(one.what)) for one in better),
        stop_then=_short(kept.stop_then),
    ), (*problems, *too_many, *also_many)


def part_of(record: NextPlan, names: Iterable[str]) -> NextPlan:
    """Return of a record some fields alone, such as `OF_MONTHS`; the others are empty."""
    return NextPlan(**{name: getattr(record, name) for name in names})


def change_of(record: NextPlan, plan: str, step: int) -> StepChange:
    """Return what was made of a step; nothing but its name where that is nothing."""
    of_step = (one for one in record.changes if (one.plan, one.step) == (plan, step))
    return next(of_step, StepChange(plan, step))


def with_change(record: NextPlan, change: StepChange) -> NextPlan:
    """Return a record with another change to a step; one that changes nothing has no place in it."""
    others = tuple(one for one in record.changes if (one.plan, one.step) != (change.plan, change.step))
    is_change = change != StepChange(change.plan, change.step)
    return replace(record, changes=(*others, change) if is_change else others)
