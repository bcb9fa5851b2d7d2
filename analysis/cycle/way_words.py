"""What a visitor's marks on the way say: how far it is, what a step requires, what is asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from analysis.cycle.compute import CycleDate
from analysis.cycle.conflicts import Conflict, done_ahead
from analysis.cycle.record import MARKS, WAY, WAY_BY_SLUG, CycleRecord, StepMark, WayStep
from analysis.cycle.words import mid_sentence, say_conflict, say_when
from analysis.days import say_day
from analysis.story import TextTable
from analysis.wording import listed
from data.terms import label_of

_MARKS: Final = label_of(MARKS)


def say_way(record: CycleRecord, implied: Mapping[str, str] | None = None) -> str:
    """Say how far somebody is, and which step is the next open one; what a done step implies is not open."""
    if not record.marks:
        return (
            "Mark what is done, and what is planned on a day: the days then stand among those of the Match, "
            "and each one that does not go with them is named here in a sentence."
        )
    counts = [sum(mark.mark == slug for mark in record.marks) for slug in ("done", "planned")]
    implied = implied or {}
    open_ones = [
        step.short for step in WAY if record.mark_of(step.slug).mark == "open" and step.slug not in implied
    ]
    taken = (
        f" Taken as done too, as what follows them is: {listed(WAY_BY_SLUG[step].short for step in implied)}."
        if implied
        else ""
    )
    following = f" Open next: {open_ones[0]}." if open_ones else " Nothing is open."
    return f"{counts[0]} of {len(WAY)} steps are done, {counts[1]} planned.{taken}{following}"


def say_past(step: WayStep, day: date) -> str:
    """Say that a day is over and the step is still planned on it."""
    return (
        f"{step.label} is planned on {say_day(day)}, which is over: mark what was done, or set another day."
    )


def say_ahead(one: CycleDate, match_year: int) -> str:
    """Say that a step is marked as done whose day in the cycle is still to come."""
    return f"Marked as done, though for the {match_year} Match: {mid_sentence(one.label)} {say_when(one)}."


def say_requires(marks: Sequence[StepMark], implied: Mapping[str, str] | None = None) -> str:
    """Say what a step requires, each with its mark; empty where the guide asks for nothing."""
    implied = implied or {}

    def one(mark: StepMark) -> str:
        day = f" for {say_day(mark.planned_on)}" if mark.planned_on else ""
        said = f"done, as {WAY_BY_SLUG[implied[mark.step]].short} is" if mark.step in implied else ""
        return f"{WAY_BY_SLUG[mark.step].short} ({said or _MARKS[mark.mark].lower()}{day})"

    return f"Requires {listed(map(one, marks))}." if marks else ""


def notes_of(
    record: CycleRecord,
    conflicts: Iterable[Conflict],
    dates: Sequence[CycleDate],
    match_year: int,
    on_day: date,
    report: timedelta,
) -> dict[str, list[str]]:
    """Return step -> what is to be said of it: what its day does not go with, done ahead, planned and over.

    Args:
        record: the visitor's marks.
        conflicts: `analysis.cycle.conflicts.find_conflicts`.
        dates: of the Match.
        match_year: its year.
        on_day: the day that it is said on.
        report: how long a score report takes.
    """
    notes: dict[str, list[str]] = {step.slug: [] for step in WAY}
    for conflict in conflicts:
        notes[conflict.step].append(say_conflict(conflict, report))
    for step, ahead in done_ahead(record, dates, on_day).items():
        notes[step].append(say_ahead(ahead, match_year))
    for step, day in record.planned.items():
        if day < on_day:
            notes[step].append(say_past(WAY_BY_SLUG[step], day))
    return notes


def way_table(record: CycleRecord, requires: Mapping[str, str]) -> TextTable:
    """Return the visitor's marks as a table: step, mark, day, and what each requires (`say_requires`)."""

    def cells(step: WayStep) -> tuple[str, ...]:
        mark = record.mark_of(step.slug)
        day = say_day(mark.planned_on, weekday=True) if mark.planned_on else "–"
        return (step.label, _MARKS[mark.mark], day, requires[step.slug] or "–")

    return TextTable(("Step", "Mark", "Planned on", "Requires"), tuple(map(cells, WAY)))
