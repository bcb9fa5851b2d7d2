"""What a log of experience says beside the guides: the finding, its text table, and what is to be mended."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import pandas as pd

from analysis.experience.advice import ExperienceAdvice
from analysis.experience.compute import (
    COUNTED,
    LETTERS_ASKED,
    MONTHS_ASKED,
    Asked,
    Continuity,
    Counts,
    Dated,
    Window,
    asked,
    continuity,
    counts_by,
    dated,
    is_hands_on,
    windows,
)
from analysis.experience.cv import SHORT_TITLES, weeks_said
from analysis.experience.days import Moment, last_day, whole_months
from analysis.experience.kinds import Place
from analysis.experience.record import LOG_SPECIALTIES, SETTING_LABELS, ClinicalEntry, ClinicalLog
from analysis.story import Story, TextTable
from analysis.wording import SHORT_LABELS, listed
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


def day_said(day: date) -> str:
    """Return a day as words: 15 September 2027."""
    return f"{day.day} {day:%B} {day.year}"


def entry_name(entry: ClinicalEntry) -> str:
    """Return what an entry is called in a row: its kind, and its specialty in short."""
    kind = SHORT_TITLES.get(entry.kind, "No kind chosen")
    return f"{kind}, {SHORT_LABELS[entry.specialty]}" if entry.specialty else kind


def letters_said(count: int, what: str = "US letter") -> str:
    """Return a number of letters as words; none in words."""
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


def range_said(one: Asked) -> str:
    """Return what a guide names, in its own unit and as it gives it: at least 2 to 3 months."""
    low, high = one.low // one.times, None if one.high is None else one.high // one.times
    numbers = f"{low} or more" if high is None else f"{low}" if low == high else f"{low} to {high}"
    unit = "months" if one.times > 1 else "weeks" if one.is_weeks else ""
    return f"{'at least ' if one.is_least else ''}{numbers} {unit}".rstrip()


def counted_said(one: Asked, specialty: str) -> str:
    """Return what of a log is counted beside a number of a guide."""
    return _COUNTED_AS[one.ask.counted].format(LOG_SPECIALTIES.get(specialty, _THE_SPECIALTY))


def amount_said(one: Asked, amount: int | None) -> str:
    """Return a count of the log in words; without a specialty some are not known."""
    if amount is None:
        return "choose the specialty"
    return weeks_said(amount) if one.is_weeks else f"{amount}"


def missing_said(one: Asked) -> str:
    """Say what is missing to the numbers of a guide, as many as it names, or nothing."""
    if one.missing is None:
        return "choose the specialty"
    lower, upper = one.missing
    if not upper:
        return "nothing"
    if lower == upper:
        return amount_said(one, lower)
    if not lower:
        return f"nothing to the lower number; {amount_said(one, upper)} to the upper"
    return f"{amount_said(one, lower)} to the lower number, {amount_said(one, upper)} to the upper"


def settings_said(settings: Sequence[str]) -> str:
    """Say from which settings US letters come; empty where there are none."""
    if not settings:
        return ""
    counts = Counter(SETTING_LABELS.get(setting, "a setting not said") for setting in settings)
    return f"US letters by setting: {'; '.join(f'{label}, {count}' for label, count in counts.items())}."


def window_said(one: Window) -> str:
    """Say where the last US experience lies in what a guide calls recent."""
    return {
        "shorter": f"yes: within {one.shorter} months",
        "longer": f"within {one.longer} months, not within {one.shorter}",
        "before": f"no: it ends before {day_said(one.from_longer)}",
        "none": "no US experience logged by then",
    }[one.held]


def continuity_said(one: Continuity) -> str:
    """Say in how many months before programs read there is clinical activity, and the longest blank."""
    said = f"activity in {one.active} of the last {one.months} months"
    if one.longest_blank is None:
        return f"{said}, without a blank"
    first, until = one.longest_blank
    return (
        f"{said}; the longest blank is {day_said(first)} to {day_said(last_day(until))} "
        f"({weeks_said((until - first).days // 7)})"
    )


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


def _headline(
    specialty: str,
    moment: Moment,
    counts: tuple[Counts, Counts],
    rows: Sequence[Asked],
    found: Sequence[Window],
) -> str:
    """Return the finding: what the log has when programs read, and what is missing for one guide.

    That all of it is older than any guide calls recent comes first, and what is only planned is called so.

    Args:
        specialty: the one applied for, a slug.
        moment: the days it is seen from.
        counts: what the log has today, and when programs read.
        rows: the numbers of guides.
        found: what guides call recent.
    """
    today, has = counts
    is_planned, is_old = today != has, {one.held for one in found} == {"before"}
    counted = "specialty_weeks" if specialty else "us_weeks"
    months = next(one for one in rows if one.ask.rule == MONTHS_ASKED and one.ask.counted == counted)
    letters = next(one for one in rows if one.ask.rule == LETTERS_ASKED)
    own = f", {weeks_said(has.specialty_weeks)} in {LOG_SPECIALTIES[specialty]}" if specialty else ""
    there = f"{weeks_said(has.us_weeks)} of US experience" if has.us_weeks else "no US experience"
    named = f"one guide names {range_said(months)} and {range_said(letters)} letters"
    parts = [
        said(one.missing[0])
        for one, said in ((months, weeks_said), (letters, letters_said))
        if one.missing and one.missing[0]
    ]
    be = "would be" if is_planned else "are"
    missing = f"{listed(parts)} missing" if parts else f"both {be} there{', of older date' if is_old else ''}"
    last = found[0].last
    old = (
        f"the last US experience ends {_months_before(last, moment.read_on)}, which no guide calls recent; "
        if is_old and last
        else ""
    )
    planned = ", with what is planned" if is_planned else ""
    return (
        f"By {day_said(moment.read_on)}{planned}: {old}{there}{own if has.us_weeks else ''}, "
        f"{letters_said(has.us_letters)}; {named}: {missing}"
    )


def _months_before(last: date, read_on: date) -> str:
    """Say how long before programs read a day lies, in whole months."""
    months = whole_months(last, read_on)
    return (
        f"{months} whole month{'' if months == 1 else 's'} before" if months else "less than a month before"
    )


def _table(
    log: ClinicalLog, rows: Sequence[Dated], found: Sequence[Window], read_on: date, advice: ExperienceAdvice
) -> TextTable:
    """Return what is drawn as a table for reading: the guides' stretches, the entries, and those undated."""
    cells = [
        (
            RECENT.format(one.shorter, one.longer),
            day_said(one.from_longer),
            day_said(last_day(read_on)),
            f"from {day_said(one.from_shorter)} within {one.shorter} months",
            "",
            "",
        )
        for one in distinct(found)
    ]
    cells += [
        (
            entry_name(entry),
            day_said(entry.start) if entry.start else NOT_SAID,
            day_said(last_day(entry.end)) if entry.end else NOT_SAID,
            NOT_SAID if entry.weeks is None else weeks_said(entry.weeks),
            "hands-on" if is_hands_on(entry, advice.kinds) else "no work on patients",
            "letter" if entry.letter else "no letter",
        )
        for entry in ordered(log, rows)
    ]
    return TextTable(("Experience", "From", "To", "Length", "Kind of work", "Letter"), tuple(cells))


def ordered(log: ClinicalLog, rows: Sequence[Dated]) -> Iterator[ClinicalEntry]:
    """Yield the entries of a log: those of a known time first, in its order."""
    yield from (one.entry for one in rows)
    known = {one.place for one in rows}
    yield from (entry for place, entry in enumerate(log.entries) if place not in known)


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
            for entry in ordered(log, dated(log))
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
    headline = _headline(specialty, moment, (now, then), numbers, found)
    headline = f"{EXAMPLE}{headline[0].lower()}{headline[1:]}" if is_example else headline
    undated = len(log.entries) - len(rows)
    pattern = continuity(log, moment, max(one.longer for one in found))
    last = found[0].last
    ended = (
        f"The last US experience ends on {day_said(last)}, {_months_before(last, moment.read_on)}."
        if last
        else "No US experience is logged by then."
    )
    return Story(
        kind="experience",
        headline=headline,
        subtitle=(
            f"Clinical experience as logged and planned, up to {day_said(moment.read_on)}, when programs of "
            f"the {moment.match_year} Match begin to read; above it what guides call recent"
        ),
        alt=f"A timeline, entries logged: {len(rows)}. {headline}. Every row is in the table below.",
        text_table=_table(log, rows, found, moment.read_on, advice),
        rows=lambda: data_of(log, moment, advice),
        source_ids=tuple(SOURCE_OF_GUIDE[guide.guide] for guide in advice.guides),
        file_name=f"match-atlas_experience{'-example' if is_example else ''}.csv",
        table="guide_thresholds",
        legend=tuple(_legend(rows, found, moment, advice)),
        notes=(
            ended,
            f"Clinical {continuity_said(pattern)}.",
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
    yield "user", f"programs read from {day_said(moment.read_on)} on"
