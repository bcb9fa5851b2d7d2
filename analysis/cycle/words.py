"""What the dates of a cycle and a visitor's own days say: the finding, conflicts, the table for reading."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

import pandas as pd

from analysis.cycle.compute import APPLICATION, CalendarDay, CycleDate, date_of, guides_day
from analysis.cycle.conflicts import EXAMS, Conflict, LooseEnd
from analysis.cycle.record import WAY_BY_SLUG, CycleRecord
from analysis.days import say_day
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
ENTERED: Final = "entered by you"
ENDED: Final = "ended"
# How a rule stands whose day the calendars did not have in a cycle -> why not.
OTHER_DAYS: Final = {
    "not_yet": "it is not known how early they began",
    "moved": "the calendars have had other days since",
}
# What the first day of applications is in a calendar.
PROGRAMS_READ: Final = "programs begin to read applications"
_NOTHING: Final = "–"


def short_day(day: date) -> str:
    """Return a day in the room of a mark, without its year."""
    return f"{day:%a} {day.day} {day:%b}"


def _kind(one: CycleDate) -> str:
    """Return what a day is: where a rule has it about, and it was set, it is on that day."""
    return "on" if one.rule.date_kind == "about" and not one.is_about else one.rule.date_kind


def _before(one: CycleDate) -> str:
    """Return what stands before a day: of one that is only about right, that it is."""
    before = _BEFORE[_kind(one)]
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


def _opens(begins: CycleDate) -> str:
    """Say what happens on the first day of applications of a cycle, and whether only the guide has it."""
    by_rule = " by the guide’s rule" if begins.change in OTHER_DAYS else ""
    return f"{PROGRAMS_READ if begins.calendar else 'applications open'}{by_rule}"


def say_conflict(one: Conflict, report: timedelta) -> str:
    """Say one conflict as a sentence."""
    step, day = WAY_BY_SLUG[one.step], say_day(one.day)
    if one.beside is None:
        ready = say_day(one.ready or one.day)
        said = f"may be reported, about {ready}" if one.need in EXAMS else f"is there, on {ready}"
        return f"{step.label} on {day} comes before {WAY_BY_SLUG[one.need].short} {said}."
    beside, when = one.beside, say_when(one.beside)
    label = mid_sentence(beside.label) if beside.calendar else f"the guide’s “{beside.label}”"
    decides = "; the calendar of that Match decides" if beside.change in OTHER_DAYS else ""
    if one.kind == "early":
        how = f"is earlier than {label}," if decides else f"comes too early: {mid_sentence(beside.label)}"
        return f"{step.label} on {day} {how} {when}{decides}."
    if one.ready and one.opens and beside.slug == SCORED:
        begins = one.opens.first
        when_opens = f"{say_day(begins)}, when {_opens(one.opens)}"
        if one.day >= begins:
            return f"{step.label} on {day} comes after {when_opens}."
        return (
            f"{step.label} on {day} may be reported only about {say_day(one.ready)}, as a score report takes "
            f"about {_weeks(report)}: it may miss {when_opens}."
        )
    if one.ready and beside.slug == "passing_scores":
        return (
            f"{step.label} on {day} may be reported only about {say_day(one.ready)}, as a score report takes "
            f"about {_weeks(report)}: it may miss the rank order list, certified {when}."
        )
    return f"{step.label} on {day} is later than {label}, {when}{decides}."


def say_loose(one: LooseEnd, record: CycleRecord) -> str:
    """Say why a step is not clear, without a full stop: it is a headline too."""
    step = WAY_BY_SLUG[one.step].label
    if one.kind == "past":
        return f"{step} is planned on {say_day(record.planned[one.step])}, which is over"
    names = [WAY_BY_SLUG[need].short for need in one.needs]
    if one.kind == "no_day":
        return f"{step} is planned, and requires {listed(names)}: not done, and without a day"
    days = (record.mark_of(need).planned_on for need in one.needs)
    planned = listed(
        f"{name}, planned{f' for {say_day(day)}' if day else ''}"
        for name, day in zip(names, days, strict=True)
    )
    return f"{step} is marked as done, though it requires {planned}"


def mid_sentence(label: str) -> str:
    """Return a label for the middle of a sentence; names keep their capitals."""
    kept = label.startswith(("Step", "MSPE", "ECFMG", "Match"))
    return label if kept else label[:1].lower() + label[1:]


def say_last_exam(dates: Sequence[CycleDate], report: timedelta) -> str:
    """Say after which day an exam may be reported too late for the first day of applications."""
    last, begins = date_of(dates, SCORED), date_of(dates, APPLICATION)
    return (
        f"A score report takes about {_weeks(report)}: an exam after {say_day(last.first)} may miss "
        f"{say_day(begins.first)}, when {_opens(begins)}."
    )


def say_change(one: CycleDate) -> str:
    """Say what of a date does not hold in its cycle; empty where all does."""
    if one.change == "not_yet":
        return f"Known for the Matches from {one.rule.holds_from} on, not for earlier ones."
    return one.rule.status_note if one.change or one.is_friday else ""


def source_of(one: CycleDate) -> str:
    """Return the source of a day: that of the notices of AAMC and NRMP, or the guide's."""
    return _NOTICES if one.is_set else one.rule.source_id


def say_sure(one: CycleDate) -> str:
    """Say how sure a day is in its cycle: who set it, or how sure the guide is of its rule."""
    if one.calendar:
        return f"set by {one.calendar.published_by}"
    if one.is_friday:
        return "NRMP’s rule"
    if one.change in OTHER_DAYS:
        return "the guide’s day of another Match"
    if one.is_about and one.rule.counted_from:
        return "as the day that it counts from"
    return _CERTAINTY[one.rule.certainty]


def _read_at(one: CycleDate, calendar: CalendarDay) -> str:
    """Say what a calendar has beside its day, how the guide's rule differs, and where it was read."""
    by_rule = guides_day(one)
    differs = by_rule is not None and by_rule != one.first
    about = "about " if one.rule.date_kind == "about" else ""
    return " ".join(
        filter(
            None,
            (
                calendar.note,
                f"The guide’s rule gives {about}{say_day(by_rule)}." if differs and by_rule else "",
                f"Read at {urlsplit(calendar.url).netloc} (trust grade {calendar.trust_grade}).",
            ),
        )
    )


def _moves(one: CycleDate) -> bool:
    """Whether a date lies on a weekend and would be moved, if it were by anybody; a bound is none."""
    is_bound = one.rule.date_kind not in {"by", "from", "on"}
    return one.is_weekend and not (one.is_about or one.calendar or is_bound)


def say_uncertain(one: CycleDate) -> str:
    """Return what is uncertain about a date, a weekend included, or who set it; empty where nothing is."""
    if one.calendar:
        return _read_at(one, one.calendar)
    if one.change == ENDED or one.change in OTHER_DAYS or one.is_friday:
        return say_change(one)
    weekend = f"A {one.first:%A}; the guide does not say whether it moves." if _moves(one) else ""
    return " ".join(filter(None, (one.rule.uncertainty, weekend, say_change(one))))


def _headline(
    match_year: int,
    dates: Sequence[CycleDate],
    record: CycleRecord,
    conflicts: Sequence[Conflict],
    loose: Sequence[LooseEnd],
) -> str:
    planned = len(record.planned)
    if conflicts:
        steps = len({one.step for one in conflicts})
        every = "Neither" if planned == 2 else "None"
        of = f"{every if steps == planned else steps} of your {planned} planned days"
        of = of if planned > 1 else "Your planned day"
        what = (
            *([f"with the dates of the {match_year} Match"] if any(one.beside for one in conflicts) else []),
            *(["with another of yours"] if any(one.need for one in conflicts) else []),
        )
        how = "goes" if planned > 1 and steps == planned else "do not go" if steps > 1 else "does not go"
        return f"{of} {how} {', or '.join(what)}"
    if loose:
        more = f"; and {len(loose) - 1} more" if loose[1:] else ""
        return f"{say_loose(loose[0], record)}{more}"
    if not planned:
        begins, ends = date_of(dates, APPLICATION), date_of(dates, MATCH_DAY)
        day, match_day = say_day(begins.first), f"Match Day is {say_when(ends)}"
        if begins.calendar:
            return f"Programs read applications to the {match_year} Match from {day}; {match_day}"
        if begins.change in OTHER_DAYS:
            return f"By the guide’s rule applications to the {match_year} Match open about {day}; {match_day}"
        return f"Applications to the {match_year} Match open on {day}; {match_day}"
    both = "Both" if planned == 2 else f"All {planned}"
    days = f"{both} of your planned days go" if planned > 1 else "Your planned day goes"
    return f"{days} with every rule that is checked here for the {match_year} Match"


def _say_calendars(match_year: int, dates: Sequence[CycleDate]) -> str:
    """Say which days AAMC or NRMP set, or that their calendar of this Match was not read."""
    set_ones = [f"“{one.label}”" for one in dates if one.calendar]
    said = []
    if set_ones:
        said.append(f"As AAMC or NRMP set them for the {match_year} Match: {listed(set_ones)}.")
    for change, why in OTHER_DAYS.items():
        if others := [f"“{one.label}”" for one in dates if one.change == change]:
            said.append(
                f"No calendar of the {match_year} Match was read for {listed(others)}: the guide’s days "
                f"stand there, hollow, and {why}."
            )
    return " ".join(said)


def cycle_story(
    match_year: int,
    dates: Sequence[CycleDate],
    record: CycleRecord,
    conflicts: Sequence[Conflict],
    report: timedelta,
    guide: Guide,
    loose: Sequence[LooseEnd] = (),
) -> Story:
    """Tell the dates of one match cycle, and what a visitor planned beside them.

    Args:
        match_year: the year of the Match.
        dates: `analysis.cycle.compute.cycle_dates`.
        record: the visitor's own marks.
        conflicts: `analysis.cycle.conflicts.find_conflicts`.
        report: how long a score report takes.
        guide: whose rules they are.
        loose: `analysis.cycle.conflicts.loose_ends`.
    """
    weekends = [one for one in dates if _moves(one)]
    named = "; ".join(
        f"{mid_sentence(one.rule.label)}, {say_day(one.first, weekday=True)}" for one in weekends
    )
    headline = _headline(match_year, dates, record, conflicts, loose)
    own = [(WAY_BY_SLUG[step], day) for step, day in record.planned.items()]
    is_exam = [step.slug in EXAMS for step, _ in own]
    changed = any(one.change for one in dates)
    set_count = sum(one.calendar is not None for one in dates)
    by_calendar = any(one.is_set for one in dates)
    lines: list[tuple[date, tuple[str, ...]]] = [
        (
            one.first,
            (
                one.label,
                "ended" if one.change == ENDED else say_when(one, weekday=True),
                say_sure(one),
                one.rule.advice,
                say_uncertain(one) or _NOTHING,
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
            (
                f"Dates of the {match_year} Match: {set_count} of {len(dates)} as AAMC or NRMP set them, the "
                f"others by the rules of {guide.author}, dated advice · {guide.title}"
            )
            if set_count
            else f"Dates of the {match_year} Match by the rules of {guide.author}: dated advice, not NRMP’s "
            f"calendar · {guide.title}"
        ),
        alt=(
            f"A line of days from {lines[0][0]:%B %Y} to {lines[-1][0]:%B %Y}, a row for each of "
            f"{len(lines)} dates. {headline}."
        ),
        text_table=TextTable(heads, tuple(cells for _, cells in lines)),
        rows=lambda: cycle_rows(match_year, dates, record),
        source_ids=(guide.source_id, *([_NOTICES] if changed or by_calendar else [])),
        file_name=f"match-atlas_dates_{match_year}.csv",
        legend=(
            ("day_fixed", "fixed, or usually so"),
            ("day_varies", "varies from year to year"),
            ("day_advised", "the guide’s advice"),
            *([("day_changed", "hollow: another rule in this cycle")] if changed else []),
            *([("day_own", "yours")] if own else []),
            *([("day_reported", "its score, reported about then")] if any(is_exam) else []),
        ),
        notes=(
            f"How old the guide is: {mid_sentence(guide.dated_by)} Other years can differ: NRMP and ERAS "
            "print the days of each year, and theirs decide.",
            *filter(None, (_say_calendars(match_year, dates),)),
            "A rule of the guide gives a month and a day, or days before another date, and no weekday, so no "
            "day is moved." + (f" On a weekend: {named}." if named else ""),
        ),
        context=(
            *(say_conflict(one, report) for one in conflicts),
            # Without a conflict the first one is the headline.
            *(f"{say_loose(one, record)}." for one in loose[not conflicts :]),
        )
        or (say_last_exam(dates, report),),
        table=TABLE_OF[DateRule],
    )


def cycle_rows(match_year: int, dates: Iterable[CycleDate], record: CycleRecord) -> pd.DataFrame:
    """Return what is drawn as a table for computing, in the order of the days.

    Returns:
        One row per date of the cycle and per day of the visitor's own (`is_own`, the rest of it missing):
        `match_year`, `date_rule` (of an own day the step), `day_label`, `first_day`, `last_day`, `weekday`,
        `is_weekend`, `date_kind`, `certainty`, `change`, `published_by`, `uncertainty`, `is_own`,
        `source_id`.
    """
    rows = [
        {
            "match_year": match_year,
            "date_rule": one.slug,
            "day_label": one.label,
            "first_day": one.first.isoformat(),
            "last_day": one.last.isoformat(),
            "weekday": f"{one.first:%A}",
            "is_weekend": one.is_weekend,
            "date_kind": _kind(one),
            "certainty": "" if one.is_set else one.rule.certainty,
            "change": one.change,
            "published_by": one.calendar.published_by if one.calendar else "",
            "uncertainty": say_uncertain(one),
            "is_own": False,
            "source_id": source_of(one),
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
            "published_by": "",
            "uncertainty": "",
            "is_own": True,
            "source_id": "",
        }
        for step, day in record.planned.items()
    ]
    return pd.DataFrame(rows).sort_values("first_day", kind="stable", ignore_index=True)
