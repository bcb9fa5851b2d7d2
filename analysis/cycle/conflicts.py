"""Where a visitor's own days and the dates of a cycle, or two of their own days, do not go together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from analysis.cycle.compute import APPLICATION, CycleDate
from analysis.cycle.record import WAY, CycleRecord
from data.guides import Requirement, Threshold

# What is reported some weeks after its day.
EXAMS: Final = ("step_1", "step_2_ck")
# The rule that says how long a report takes, in weeks at the most.
REPORT_RULE: Final = "img_guide.exams.3"
# Step -> the guide's dates that it should not come after.
_LATEST: Final[Mapping[str, tuple[str, ...]]] = {
    "step_1": ("step_1_ideal", "step_1_required", "score_with_application", "passing_scores"),
    "step_2_ck": ("step_2_ck_ideal", "score_with_application", "step_2_ck_required", "passing_scores"),
    # A Pathway has the place of the exam that ended.
    "pathway": ("passing_scores", "certificate"),
    "application": ("mspe", "rank_list_deadline", "match_day"),
    "rank_list": ("rank_list_deadline",),
    "certificate": ("certificate",),
}
# Step -> the guide's date that it cannot come before.
_EARLIEST: Final = {"application": "application", "rank_list": "rank_list_opens", "residency": "residency"}
# Dates by which a score has to be reported, while the others are about the day of the exam.
_OF_REPORTS: Final = frozenset({"passing_scores"})
# Step -> what has to come before it by the guide's steps of certification (4 to 7); what its table of
# requirements says comes on top.
_AFTER: Final[Mapping[str, tuple[str, ...]]] = {
    "exam_application": ("certification",),
    "step_1": ("school", "exam_application"),
    "step_2_ck": ("school", "exam_application"),
    "certificate": (*EXAMS, "pathway", "degree"),
}
# What requires a Pathway too in a cycle in which the exam before it is over.
_WITHOUT_EXAM: Final[Mapping[str, tuple[str, ...]]] = {"rank_list": ("pathway",)}
# Step -> what has to come before it by the order of a cycle, whatever else it requires.
_FOLLOWS: Final[Mapping[str, tuple[str, ...]]] = {"rank_list": ("application",), "residency": ("rank_list",)}

Kind = Literal["late", "early", "order"]
Loose = Literal["past", "undone", "no_day"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict of a planned day.

    Attributes:
        kind: `late` or `early` beside a date of the cycle, or in the wrong `order` with another own day.
        step: what is planned.
        day: when.
        beside: the date of the cycle; None where it is an own day.
        need: the step that has to come first; empty where it is a date of the cycle.
        ready: when that is there, or when the exam of `step` is reported; None where that does not matter.
        opens: the cycle's first day of applications, of what comes too late; else None.
    """

    kind: Kind
    step: str
    day: date
    beside: CycleDate | None = None
    need: str = ""
    ready: date | None = None
    opens: CycleDate | None = None


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """Why nothing is clear of a step, though no day of it is in conflict.

    Attributes:
        kind: `past`, it is planned on a day that is over; `undone`, it is done, and what it requires is only
            planned; `no_day`, it is planned on a day, and what it requires is not done and has no day.
        step: which one.
        needs: what it requires of that kind, in the order of the way; none of a `past` one.
    """

    kind: Loose
    step: str
    needs: tuple[str, ...] = ()


def report_time(thresholds: Iterable[Threshold]) -> timedelta:
    """Return how long the guide says a score report takes at the most.

    Raises:
        LookupError: the guide does not say it.
    """
    for one in thresholds:
        if one.rule == REPORT_RULE and one.measured == "weeks" and one.highest is not None:
            return timedelta(weeks=one.highest)
    raise LookupError(f"The rule {REPORT_RULE} has no number of weeks.")


def find_conflicts(
    record: CycleRecord,
    dates: Sequence[CycleDate],
    requirements: Iterable[Requirement],
    report: timedelta,
) -> tuple[Conflict, ...]:
    """Return the conflicts of what a visitor planned, in the order of the way.

    Args:
        record: the visitor's marks; only steps planned on a day can be in conflict.
        dates: of the cycle, `analysis.cycle.compute.cycle_dates`.
        requirements: the table `guide_requirements`.
        report: how long a score report takes, `report_time`.

    Returns:
        For a step at most one conflict with a date that it comes too late for, the last of those, one with a
        date that it comes too early for, and one for each own day that has to come first and does not.
    """
    by_slug = {one.slug: one for one in dates if one.change != "ended"}
    needs = needs_of(requirements, dates)
    found: list[Conflict] = []
    for step, day in record.planned.items():
        reported = day + report if step in EXAMS else None
        late = [
            by_slug[slug]
            for slug in _LATEST.get(step, ())
            if slug in by_slug
            and _is_late(by_slug[slug], reported if reported and slug in _OF_REPORTS else day)
        ]
        if late:
            worst = max(late, key=lambda one: (one.first, one.rule.sort_order))
            found.append(Conflict("late", step, day, worst, ready=reported, opens=by_slug.get(APPLICATION)))
        first = by_slug.get(_EARLIEST.get(step, ""))
        # A calendar has the day on which programs begin to read; what is sent before waits until then.
        if first and day < first.first and not (step == APPLICATION and first.calendar):
            found.append(Conflict("early", step, day, first))
        found += _out_of_order(step, day, _planned_before(step, record, needs), record.planned, report)
    return tuple(found)


def _planned_before(step: str, record: CycleRecord, needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what is planned and has to come before a step, over open steps between them too.

    What is only before something else that is planned is named beside that.
    """

    def direct(step: str) -> set[str]:
        every = {*needs.get(step, ()), *_FOLLOWS.get(step, ())}
        return {need for need in every if record.mark_of(need).mark != "done"}

    def before(step: str) -> set[str]:
        return direct(step).union(*map(before, direct(step)))

    planned = before(step) & set(record.planned)
    named = planned.difference(*map(before, planned)) | (planned & direct(step))
    return [each.slug for each in WAY if each.slug in named]


def implied_by(record: CycleRecord, needs: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return open step -> the first step that is done and cannot be without it."""
    found: dict[str, str] = {}

    def look(step: str, done: str) -> None:
        for need in (*needs.get(step, ()), *_FOLLOWS.get(step, ())):
            if record.mark_of(need).mark == "open" and need not in found:
                found[need] = done
                look(need, done)

    for mark in record.marks:
        if mark.mark == "done":
            look(mark.step, mark.step)
    return {step.slug: found[step.slug] for step in WAY if step.slug in found}


def loose_ends(record: CycleRecord, needs: Mapping[str, Sequence[str]], today: date) -> tuple[LooseEnd, ...]:
    """Return why a way is not clear whatever its days: those of one kind together, in the order of the way.

    Args:
        record: the visitor's marks.
        needs: `needs_of`.
        today: a day before it is over.
    """
    marks, implied = {step.slug: record.mark_of(step.slug) for step in WAY}, implied_by(record, needs)

    def direct(step: str) -> list[str]:
        every = {*needs.get(step, ()), *_FOLLOWS.get(step, ())}
        return [need.slug for need in WAY if need.slug in every]

    def planned_below(step: str) -> set[str]:
        of = direct(step)
        open_ones = (need for need in of if marks[need].mark == "open")
        return {need for need in of if marks[need].mark == "planned"}.union(*map(planned_below, open_ones))

    def without_day(step: str) -> list[str]:
        return [
            need
            for need in direct(step)
            if marks[need].mark != "done" and need not in record.planned and need not in implied
        ]

    past = (LooseEnd("past", step) for step, day in record.planned.items() if day < today)
    done = ((step, planned_below(step)) for step, mark in marks.items() if mark.mark == "done")
    undone = (
        LooseEnd("undone", step, tuple(need for need in marks if need in below))
        for step, below in done
        if below
    )
    no_day = (LooseEnd("no_day", step, tuple(of)) for step in record.planned if (of := without_day(step)))
    return (*past, *undone, *no_day)


def done_ahead(record: CycleRecord, dates: Sequence[CycleDate], today: date) -> dict[str, CycleDate]:
    """Return step -> its date in a cycle, still to come, of those that a visitor says are done."""
    by_slug = {one.slug: one for one in dates}
    return {
        step: by_slug[slug]
        for step, slug in _EARLIEST.items()
        if step != APPLICATION and record.mark_of(step).mark == "done" and by_slug[slug].first > today
    }


def _is_late(one: CycleDate, day: date) -> bool:
    """Whether a day comes after what a date of the cycle asks for."""
    return day >= one.first if one.rule.date_kind == "before" else day > one.last


def needs_of(
    requirements: Iterable[Requirement], dates: Iterable[CycleDate] = ()
) -> dict[str, tuple[str, ...]]:
    """Return step -> the steps that have to come first, each once and in the order of the way.

    Args:
        requirements: the table `guide_requirements`.
        dates: of the cycle, which say whether an exam of it is over.
    """
    also = _WITHOUT_EXAM if any(one.change == "ended" for one in dates) else {}
    of_table = {
        one.requirement: (
            *(("id",) if one.needs_id else ()),
            *(EXAMS if one.needs_passing_scores else ()),
            *(("certificate",) if one.needs_certificate else ()),
        )
        for one in requirements
    }
    places = {step.slug: place for place, step in enumerate(WAY)}
    return {
        step.slug: tuple(
            sorted(
                {
                    *of_table.get(step.requirement, ()),
                    *_AFTER.get(step.slug, ()),
                    *also.get(step.slug, ()),
                },
                key=places.__getitem__,
            )
        )
        for step in WAY
    }


def _out_of_order(
    step: str, day: date, needs: Iterable[str], planned: Mapping[str, date], report: timedelta
) -> Iterator[Conflict]:
    for need in needs:
        if need in planned:
            ready = planned[need] + (report if need in EXAMS else timedelta())
            if ready > day:
                yield Conflict("order", step, day, need=need, ready=ready)
