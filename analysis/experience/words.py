"""What a log of experience says beside the guides: its story, what is missing, and its text table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import pandas as pd

from analysis.days import say_day
from analysis.experience.advice import ExperienceAdvice
from analysis.experience.compute import (
    COUNTED,
    Asked,
    Dated,
    Window,
    asked,
    counts_by,
    dated,
    in_order,
    is_hands_on,
    is_under_way,
    windows,
)
from analysis.experience.continuity import Continuity, continuity
from analysis.experience.cv import SHORT_TITLES, letter_said, weeks_said
from analysis.experience.days import Moment, add_months, last_day
from analysis.experience.finding import finding, letters_said, months_before
from analysis.experience.kinds import Place
from analysis.experience.record import HOSPITALS, SETTING_LABELS, ClinicalEntry, ClinicalLog
from analysis.story import Story, TextTable
from analysis.wording import SHORT_LABELS, TARGETS, listed
from data.guide_terms import SOURCE_OF_GUIDE

NOT_SAID: Final = "not said"
EXAMPLE: Final = "An example, nobody’s log: "
# What the rows of the guides are called; the months are those of their rules.
RECENT: Final = "Recent: within {} to {} months"
_COUNTED_AS: Final = {
    "us_weeks": "US experience",
    "block_weeks": "Clinical activity in such a block, at home and in research too",
    "specialty_weeks": "US experience in {}",
    "hands_on_weeks": "Hands-on US experience",
    "elective_weeks": "US electives",
    "us_letters": "US letters",
    "specialty_letters": "US letters from {}",
    "letters": "Letters",
    "rotations": "US rotations, observing among them",
    "specialty_rotations": "US rotations in {}, observing among them",
    "lettered_rotations": "US rotations in {} with a letter, observing among them",
    "electives": "US electives",
}
_THE_SPECIALTY: Final = "your specialty"


def entry_name(entry: ClinicalEntry) -> str:
    """Return what an entry is called in a row: its kind, and its specialty in short."""
    kind = SHORT_TITLES.get(entry.kind, "No kind chosen")
    return f"{kind}, {SHORT_LABELS[entry.specialty]}" if entry.specialty else kind


def say_older(log: ClinicalLog, moment: Moment, months: int) -> list[str]:
    """Say which entries, or weeks of them, are older than the longest time that a guide calls recent.

    It stands beside the guides and not at each entry, which is then not drawn again for another Match.
    """
    first = add_months(moment.read_on, -months)
    timed = [(entry, entry.end) for entry in log.entries if entry.start and entry.start < first]
    window = (
        f"the {months} months before {say_day(moment.read_on)}, the longest time that a guide calls recent"
    )
    whole = [entry_name(entry) for entry, end in timed if end and end <= first]
    part = [entry_name(entry) for entry, end in timed if end and end > first]
    return [
        *([f"Older than {window}: {'; '.join(whole)}."] if whole else []),
        *([f"Of these the weeks before {say_day(first)} are older: {'; '.join(part)}."] if part else []),
    ]


def reads_said(moment: Moment) -> str:
    """Return the day from which programs read the file, and that it is only about right where it is."""
    return f"{'about ' if moment.reads.is_about else ''}{say_day(moment.read_on)}"


def say_reads(moment: Moment) -> str:
    """Say from when programs read the file, and who has it so."""
    calendar = moment.reads.calendar
    by = f"the day that {calendar.published_by} set" if calendar else "by one guide’s rule"
    of_another = ", which was that of the Match of 2019: the calendar of the season decides"
    return (
        f"Programs of the {moment.match_year} Match read the file from {reads_said(moment)}, {by}"
        f"{of_another if moment.reads.is_about else ''}."
    )


def counted_said(one: Asked, specialty: str) -> str:
    """Return what of a log is counted beside a number of a guide."""
    return _COUNTED_AS[one.ask.counted].format(TARGETS.get(specialty, _THE_SPECIALTY))


def amount_said(one: Asked, amount: int | None) -> str:
    """Return a count of the log in words; without a specialty some are not known."""
    if amount is None:
        return "choose the specialty"
    return weeks_said(amount) if one.is_weeks else f"{amount}"


def missing_said(one: Asked) -> str:
    """Say what is missing to the numbers of a guide, or nothing; and of what is recent."""
    if one.missing is None:
        return "choose the specialty"
    lower, upper = one.missing
    if not lower:
        said = f"nothing to the lower number; {amount_said(one, upper)} to the upper" if upper else "nothing"
        recent = amount_said(one, one.low - (one.recent or 0))
        return said if one.is_reached else f"{said}; of what is recent, {recent} to the lower number"
    if lower == upper:
        return amount_said(one, lower)
    return f"{amount_said(one, lower)} to the lower number, {amount_said(one, upper)} to the upper"


def settings_said(settings: Sequence[str]) -> str:
    """Say from which settings US letters come; empty where there are none."""
    if not settings:
        return ""
    counts = Counter(SETTING_LABELS.get(setting, "a setting not said") for setting in settings)
    return f"US letters by setting: {'; '.join(f'{label}, {count}' for label, count in counts.items())}."


def hospitals_said(entries: Iterable[ClinicalEntry]) -> str:
    """Say how many entries were in a hospital, of those with a setting; empty where none has one."""
    placed = [entry.setting for entry in entries if entry.setting]
    hospitals = sum(setting in HOSPITALS for setting in placed)
    return f"In a hospital: {hospitals} of {len(placed)} entries with a setting." if placed else ""


def window_said(one: Window) -> str:
    """Say where the last US experience lies in what a guide calls recent, and how much of it is within."""
    if one.last is None:
        return "no US experience logged by then"
    if one.held == "before":
        return f"no: it ends before {say_day(one.from_longer)}"
    parts = ((one.shorter, one.has), (one.longer, one.has_longer))
    return "; ".join(
        f"within {months} months: {weeks_said(has.us_weeks)}, {letters_said(has.us_letters)}"
        for months, has in parts
    )


def continuity_said(one: Continuity) -> str:
    """Say in how many weeks before programs read there is clinical activity, and the longest blank."""
    said = f"activity in {one.weeks:,} of the {one.of_weeks:,} weeks of the last {one.months} months"
    if one.longest_blank is None:
        return f"{said}, without a blank"
    first, until = one.longest_blank
    if one.is_cut:
        return f"{said}; nothing is logged before {say_day(until)}"
    if one.is_open:
        return f"{said}; none since {say_day(last_day(first))} ({_length(first, until)})"
    return (
        f"{said}; the longest blank is {say_day(first)} to {say_day(last_day(until))} "
        f"({_length(first, until)})"
    )


def _length(first: date, until: date) -> str:
    """Return how long a stretch is, in whole weeks, or in days where it is shorter than one."""
    days = (until - first).days
    return weeks_said(days // 7) if days >= 7 else f"{days} day{'' if days == 1 else 's'}"


def places_said(places: Mapping[str, Place | None], labels: Mapping[str, str]) -> str:
    """Say which place an entry has in each guide's order of strength; 1 is the strongest."""
    said = [f"{place.order} of {place.of} ({labels[guide]})" for guide, place in places.items() if place]
    return f"Place in the guides’ order: {listed(said)}." if said else "In no guide’s order of strength."


def open_said(yes: Sequence[str], no: Sequence[str], other: str, labels: Mapping[str, str]) -> str:
    """Say whether guides call a kind open, and which; empty where none says anything.

    Args:
        yes: the guides that say so.
        no: those that name the other stage of training alone.
        other: that stage, in words.
        labels: guide -> its short name.
    """
    parts = [
        f"{word}: {listed(labels[guide] for guide in guides)}"
        for word, guides in (("yes", yes), (f"named for {other} only", no))
        if guides
    ]
    return "; ".join(parts)


def _table(log: ClinicalLog, found: Sequence[Window], moment: Moment, advice: ExperienceAdvice) -> TextTable:
    """Return what is drawn as a table for reading: the guides' stretches, the entries, and those undated."""
    cells = [
        (
            RECENT.format(one.shorter, one.longer),
            say_day(one.from_longer),
            say_day(last_day(moment.read_on)),
            f"from {say_day(one.from_shorter)} within {one.shorter} months",
            "",
            "",
        )
        for one in distinct(found)
    ]
    cells += [
        (
            entry_name(entry),
            say_day(entry.start) if entry.start else NOT_SAID,
            say_day(last_day(entry.end)) if entry.end else NOT_SAID,
            NOT_SAID if entry.weeks is None else weeks_said(entry.weeks),
            "hands-on" if is_hands_on(entry, advice.kinds) else "not marked hands-on",
            letter_said(entry, moment.today),
        )
        for entry in (log.entries[place] for place in in_order(log))
    ]
    return TextTable(("Experience", "From", "To", "Length", "Kind of work", "Letter"), tuple(cells))


def distinct(found: Sequence[Window]) -> tuple[Window, ...]:
    """Return one window for each pair of numbers of months, the shortest first."""
    pairs = {(one.shorter, one.longer): one for one in found}
    return tuple(pairs[pair] for pair in sorted(pairs))


def data_of(log: ClinicalLog, moment: Moment, advice: ExperienceAdvice) -> pd.DataFrame:
    """Return the log as a table for computing, one row per entry in the order of the timeline."""
    return pd.DataFrame(
        [
            {
                "match_year": moment.match_year,
                "experience_kind": entry.kind,
                "setting": SETTING_LABELS.get(entry.setting, ""),
                "specialty": entry.specialty,
                "start_day": entry.start.isoformat() if entry.start else "",
                "end_day": last_day(entry.end).isoformat() if entry.end else "",
                "weeks": entry.weeks,
                "is_hands_on": is_hands_on(entry, advice.kinds),
                "has_letter": entry.letter,
            }
            for entry in (log.entries[place] for place in in_order(log))
        ]
    )


def experience_story(
    log: ClinicalLog, specialty: str, moment: Moment, advice: ExperienceAdvice, *, is_example: bool = False
) -> Story:
    """Tell what a log has by the day programs read it, beside what one guide names.

    Args:
        log: with one entry at least.
        specialty: the one applied for, a slug; empty where none was chosen.
        moment: the days it is seen from.
        advice: the guides' tables.
        is_example: whether it is nobody's.
    """
    rows, found = dated(log), windows(log, moment, advice.rules, advice.thresholds)
    numbers = asked(log, specialty, moment, advice.kinds, advice.rules, advice.thresholds)
    until = (min(moment.today, moment.read_on), moment.read_on)
    now, then = (counts_by(log, specialty, day, advice.kinds) for day in until)
    headline = finding(specialty, moment, (now, then), numbers, found)
    headline = f"{EXAMPLE}{headline[0].lower()}{headline[1:]}" if is_example else headline
    undated = len(log.entries) - len(rows)
    pattern = continuity(log, moment, max(one.longer for one in found))
    last = found[0].last
    ended = (
        "No US experience is logged by then."
        if last is None
        else f"US experience is under way on {say_day(moment.read_on)}."
        if is_under_way(log, moment.read_on)
        else f"The last US experience ends on {say_day(last)}, {months_before(last, moment.read_on)}."
    )
    return Story(
        kind="experience",
        headline=headline,
        subtitle=(
            f"Clinical experience as logged and planned, up to {reads_said(moment)}, when programs of "
            f"the {moment.match_year} Match begin to read; above it what guides call recent: advice, not "
            "NRMP’s data"
        ),
        alt=f"A timeline, entries logged: {len(rows)}. {headline}. Every row is in the table below.",
        text_table=_table(log, found, moment, advice),
        rows=lambda: data_of(log, moment, advice),
        source_ids=tuple(SOURCE_OF_GUIDE[guide.guide] for guide in advice.guides),
        file_name=f"match-atlas_experience{'-example' if is_example else ''}.csv",
        table="guide_thresholds",
        legend=tuple(_legend(rows, found, moment, advice)),
        notes=(
            ended,
            f"Of every kind, research and work at home too: {continuity_said(pattern)}.",
            *(
                [f"{undated} of {len(log.entries)} entries have no first day or length, and are not drawn."]
                if undated
                else []
            ),
            "Four weeks count as a month and weeks that overlap count once: this app’s rules. US experience "
            "here is hands-on work, observerships and shadowing; research and volunteering are drawn and not "
            "added. What a guide names is its author’s advice, not NRMP’s data.",
        ),
    )


def group_of(one: Dated, moment: Moment, advice: ExperienceAdvice) -> str:
    """Return the slug of `GROUPS` by which an entry is drawn."""
    if one.start > moment.today:
        return "planned"
    if one.entry.kind not in COUNTED:
        return "other"
    return "hands_on" if is_hands_on(one.entry, advice.kinds) else "observing"


GROUPS: Final = {
    "hands_on": "hands-on in the US",
    "observing": "observing in the US",
    "other": "research, volunteering, work at home",
    "planned": "still ahead",
}


def _legend(
    rows: Sequence[Dated], found: Sequence[Window], moment: Moment, advice: ExperienceAdvice
) -> Iterator[tuple[str, str]]:
    """Yield what the marks mean, those that are drawn."""
    shorter = sorted({one.shorter for one in found})
    longer = sorted({one.longer for one in found})
    yield "time_recent", f"recent in guides: within {listed(map(str, shorter))} months"
    yield "time_recent_longer", f"or within {' or '.join(map(str, longer))}"
    drawn = {group_of(one, moment, advice) for one in rows}
    yield from ((f"time_{slug}", label) for slug, label in GROUPS.items() if slug in drawn)
    yield "user", f"programs read from {reads_said(moment)} on"
