"""What the dates of a cycle and a visitor's own days say: the finding, conflicts, the table for reading."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

import pandas as pd

from analysis.cycle.compute import APPLICATION, CycleDate, date_of
from analysis.cycle.conflicts import EXAMS, Conflict
from analysis.cycle.record import MARKS, WAY, WAY_BY_SLUG, CycleRecord, StepMark
from analysis.story import Story, TextTable
from analysis.wording import listed
from data.guide_terms import CERTAINTIES
from data.guides import TABLE_OF, DateRule, Guide
from data.terms import label_of

SCORED: Final = "score_with_application"
MATCH_DAY: Final = "match_day"
_NOTICES: Final = "policy_notices"
_CERTAINTY: Final = label_of(CERTAINTIES)
_BEFORE: Final = {"before": "before ", "by": "by ", "from": "from ", "on": "", "about": "about "}
_MARKS: Final = label_of(MARKS)
ENTERED: Final = "entered by you"
ENDED: Final = "ended"


def say_day(day: date, *, weekday: bool = False) -> str:
    """Return a day in words, such as 15 September 2027, with its weekday before it where asked."""
    return f"{f'{day:%A} ' if weekday else ''}{day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """Return a day in the room of a mark, without its year."""
    return f"{day:%a} {day.day} {day:%b}"


def _before(one: CycleDate) -> str:
    """Return what stands before a day: of one that is only about right, that it is."""
    before = _BEFORE[one.rule.date_kind]
    return f"{before}about " if one.is_about and one.rule.date_kind != "about" else before


def say_when(one: CycleDate, *, weekday: bool = False) -> str:
    """Return when a date of a cycle is, in words: before, by, from, on or about a day, or from day to day."""
    if one.is_period:
        return f"{say_day(one.first)} to {say_day(one.last)}"
    # A day that nobody is sure of is on no weekday.
    day = say_day(one.first, weekday=weekday and not one.is_about)
    return f"{_before(one)}{day}"


def short_when(one: CycleDate) -> str:
    """Return the same in the room of a mark."""
    if one.is_period:
        return f"{one.first:%b} to {one.last:%b}"
    day = f"{one.first.day} {one.first:%b}" if one.is_about else short_day(one.first)
    return f"{_before(one)}{day}"


def _weeks(report: timedelta) -> str:
    return f"{report.days // 7} weeks"


def say_conflict(one: Conflict, report: timedelta) -> str:
    """Say one conflict as a sentence."""
    step, day = WAY_BY_SLUG[one.step], say_day(one.day)
    if one.beside is None:
        ready = say_day(one.ready or one.day)
        said = f"may be reported, about {ready}" if one.need in EXAMS else f"is there, on {ready}"
        return f"{step.label} on {day} comes before {WAY_BY_SLUG[one.need].short} {said}."
    rule, when = one.beside.rule, say_when(one.beside)
    if one.kind == "early":
        return f"{step.label} on {day} comes too early: {_lower(rule.label)} {when}."
    if one.ready and one.beside.slug == SCORED:
        begins = one.beside.first + timedelta(days=rule.days_before or 0)
        return (
            f"{step.label} on {day} may be reported only about {say_day(one.ready)}, as a score report takes "
            f"about {_weeks(report)}: it may miss {say_day(begins)}, when applications open."
        )
    if one.ready and one.beside.slug == "passing_scores":
        return (
            f"{step.label} on {day} may be reported only about {say_day(one.ready)}, as a score report takes "
            f"about {_weeks(report)}: it may miss the rank order list, certified about "
            f"{say_day(one.beside.first)}."
        )
    return f"{step.label} on {day} is later than the guide’s “{rule.label}”, {when}."


def _lower(label: str) -> str:
    """Return a label for the middle of a sentence; names keep their capitals."""
    kept = label.startswith(("Step", "MSPE", "ECFMG", "Match"))
    return label if kept else label[:1].lower() + label[1:]


def say_last_exam(dates: Sequence[CycleDate], report: timedelta) -> str:
    """Say after which day an exam may be reported too late for the first day of applications."""
    last, begins = date_of(dates, SCORED), date_of(dates, APPLICATION)
    return (
        f"A score report takes about {_weeks(report)}: an exam after {say_day(last.first)} may miss "
        f"{say_day(begins.first)}, when applications open."
    )


def say_way(record: CycleRecord) -> str:
    """Say how far somebody is, and which step is the next open one."""
    if not record.marks:
        return (
            "Mark what is done, and what is planned on a day: the days then stand among those of the Match, "
            "and each one that does not go with them is named here in a sentence."
        )
    counts = [sum(mark.mark == slug for mark in record.marks) for slug in ("done", "planned")]
    open_ones = [step.short for step in WAY if record.mark_of(step.slug).mark == "open"]
    following = f" Open next: {open_ones[0]}." if open_ones else " Nothing is open."
    return f"{counts[0]} of {len(WAY)} steps are done, {counts[1]} planned.{following}"


def say_requires(marks: Sequence[StepMark]) -> str:
    """Say what a step requires, each with its mark; empty where the guide asks for nothing."""

    def one(mark: StepMark) -> str:
        day = f" for {say_day(mark.planned_on)}" if mark.planned_on else ""
        return f"{WAY_BY_SLUG[mark.step].short} ({_MARKS[mark.mark].lower()}{day})"

    return f"Requires {listed(map(one, marks))}." if marks else ""


def say_change(one: CycleDate) -> str:
    """Say what of a date no longer holds in its cycle; empty where all does."""
    return one.rule.status_note if one.change else ""


def _moves(one: CycleDate) -> bool:
    """Whether a date lies on a weekend and would be moved, if it were by anybody; a bound is none."""
    return one.is_weekend and not one.is_about and one.rule.date_kind in {"by", "from", "on"}


def _uncertain(one: CycleDate) -> str:
    """Return what is uncertain about a date, a weekend included; what is over is not uncertain."""
    if one.change == ENDED:
        return say_change(one)
    weekend = f"A {one.first:%A}; the guide does not say whether it moves." if _moves(one) else ""
    return " ".join(filter(None, (one.rule.uncertainty, weekend, say_change(one)))) or "–"


def _headline(
    match_year: int, dates: Sequence[CycleDate], record: CycleRecord, conflicts: Sequence[Conflict]
) -> str:
    planned = len(record.planned)
    if conflicts:
        steps = len({one.step for one in conflicts})
        days = f"{planned} planned days" if planned > 1 else "planned day"
        of = f"{steps} of your {days}" if planned > 1 else f"Your {days}"
        what = (
            *([f"with the dates of the {match_year} Match"] if any(one.beside for one in conflicts) else []),
            *(["with another of yours"] if any(one.need for one in conflicts) else []),
        )
        return f"{of} {'do' if steps > 1 else 'does'} not go {', or '.join(what)}"
    if not planned:
        begins, ends = date_of(dates, APPLICATION), date_of(dates, MATCH_DAY)
        return (
            f"Applications to the {match_year} Match open on {say_day(begins.first)}; Match Day is "
            f"{say_when(ends)}"
        )
    days = f"All {planned} of your planned days go" if planned > 1 else "Your planned day goes"
    return f"{days} with the dates of the {match_year} Match by the guide’s rules"


def cycle_story(
    match_year: int,
    dates: Sequence[CycleDate],
    record: CycleRecord,
    conflicts: Sequence[Conflict],
    report: timedelta,
    guide: Guide,
) -> Story:
    """Tell the dates of one match cycle, and what a visitor planned beside them.

    Args:
        match_year: the year of the Match.
        dates: `analysis.cycle.compute.cycle_dates`.
        record: the visitor's own marks.
        conflicts: `analysis.cycle.conflicts.find_conflicts`.
        report: how long a score report takes.
        guide: whose rules they are.
    """
    weekends = [one for one in dates if _moves(one)]
    named = "; ".join(f"{_lower(one.rule.label)}, {say_day(one.first, weekday=True)}" for one in weekends)
    headline = _headline(match_year, dates, record, conflicts)
    own = [(WAY_BY_SLUG[step], day) for step, day in record.planned.items()]
    changed = any(one.change for one in dates)
    lines: list[tuple[date, tuple[str, ...]]] = [
        (
            one.first,
            (
                one.rule.label,
                "ended" if one.change == ENDED else say_when(one, weekday=True),
                _CERTAINTY[one.rule.certainty],
                one.rule.advice,
                _uncertain(one),
            ),
        )
        for one in dates
    ]
    lines += [
        (day, (f"Yours: {step.label}", say_day(day, weekday=True), ENTERED, "–", "–")) for step, day in own
    ]
    lines.sort(key=lambda line: line[0])
    heads = ("Date", "Day", "How sure", "The guide’s rule", "Uncertain")
    return Story(
        kind="cycle",
        headline=headline,
        subtitle=(
            f"Dates of the {match_year} Match by the rules of {guide.author}: dated advice, not NRMP’s "
            f"calendar · {guide.title}"
        ),
        alt=(
            f"A line of days from {lines[0][0]:%B %Y} to {lines[-1][0]:%B %Y}, a row for each of "
            f"{len(lines)} dates. {headline}."
        ),
        text_table=TextTable(heads, tuple(cells for _, cells in lines)),
        rows=lambda: cycle_rows(match_year, dates, record),
        source_ids=(guide.source_id, *([_NOTICES] if changed else [])),
        file_name=f"match-atlas_dates_{match_year}.csv",
        legend=(
            ("day_fixed", "fixed, or usually so"),
            ("day_varies", "varies from year to year"),
            ("day_advised", "the guide’s advice"),
            *([("day_changed", "hollow: rules have changed since")] if changed else []),
            *([("day_own", "yours"), ("day_reported", "its score, about")] if own else []),
        ),
        notes=(
            f"How old the guide is: {_lower(guide.dated_by)} Other years can differ: NRMP and ERAS print "
            "the days of each year, and theirs decide.",
            "A rule gives a month and a day, or days before another date; none gives a weekday, so no day is "
            "moved." + (f" On a weekend: {named}." if named else ""),
        ),
        context=tuple(say_conflict(one, report) for one in conflicts) or (say_last_exam(dates, report),),
        table=TABLE_OF[DateRule],
    )


def cycle_rows(match_year: int, dates: Iterable[CycleDate], record: CycleRecord) -> pd.DataFrame:
    """Return what is drawn as a table for computing, in the order of the days.

    Returns:
        One row per date of the cycle and per day of the visitor's own (`is_own`, the rest of it missing):
        `match_year`, `date_rule` (of an own day the step), `day_label`, `first_day`, `last_day`, `weekday`,
        `is_weekend`, `date_kind`, `certainty`, `change`, `uncertainty`, `is_own`, `source_id`.
    """
    rows = [
        {
            "match_year": match_year,
            "date_rule": one.slug,
            "day_label": one.rule.label,
            "first_day": one.first.isoformat(),
            "last_day": one.last.isoformat(),
            "weekday": f"{one.first:%A}",
            "is_weekend": one.is_weekend,
            "date_kind": one.rule.date_kind,
            "certainty": one.rule.certainty,
            "change": one.change,
            "uncertainty": one.rule.uncertainty,
            "is_own": False,
            "source_id": one.rule.source_id,
        }
        for one in dates
    ]
    rows += [
        {
            "match_year": match_year,
            "date_rule": step,
            "day_label": WAY_BY_SLUG[step].label,
            "first_day": day.isoformat(),
            "last_day": day.isoformat(),
            "weekday": f"{day:%A}",
            "is_weekend": day.weekday() >= 5,
            "date_kind": "on",
            "certainty": "",
            "change": "",
            "uncertainty": "",
            "is_own": True,
            "source_id": "",
        }
        for step, day in record.planned.items()
    ]
    return pd.DataFrame(rows).sort_values("first_day", kind="stable", ignore_index=True)
