"""What is to be said of one entry of a log: what keeps it from counting, and what does not fit together."""

from collections.abc import Iterator, Sequence
from typing import Final

from analysis.days import days_said, say_day
from analysis.experience.advice import ExperienceAdvice
from analysis.experience.compute import (
    COUNTED,
    OUTSIDE_THE_US,
    hands_on_kinds,
    overlapping,
    same_again,
)
from analysis.experience.days import Moment, last_day
from analysis.experience.kinds import is_unnamed_employment, named_for_others, named_on_others
from analysis.experience.record import OTHER_STAGE, STAGE_LABELS, VISA_LABELS, ClinicalEntry, ClinicalLog
from analysis.experience.words import entry_name
from analysis.wording import GUIDE_LABELS, listed
from data.guides import Experience, VisaUse

# More entries than this that share days are counted and not named.
NAMED_MOST: Final = 3


def remarks_on(
    place: int,
    log: ClinicalLog,
    moment: Moment,
    advice: ExperienceAdvice,
) -> Iterator[str]:
    """Yield what is to be said of one entry, a sentence each.

    Args:
        place: of the entry in the log, from 0.
        log: the whole log.
        moment: the days it is seen from.
        advice: the guides' tables.
    """
    entry = log.entries[place]
    yield from _of_counting(entry)
    yield from _of_days(entry, moment)
    yield from _of_overlaps(log, place)
    yield from _of_work(entry, hands_on_kinds(advice.kinds))
    yield from _of_stage(entry, log.stage, moment, advice.kinds)
    yield from _of_visa(entry, log.visa, moment, advice.uses)


def _of_counting(entry: ClinicalEntry) -> Iterator[str]:
    """Yield what keeps an entry from counting."""
    lacks = [
        name
        for name, there in (("a first day", entry.start), ("a number of weeks", entry.weeks))
        if not there
    ]
    if lacks:
        yield f"Without {listed(lacks)} it is on no timeline and counts nowhere; it is kept."
    if not entry.kind:
        yield "Without a kind it counts nowhere, and neither does its letter."
    if not entry.specialty:
        yield "Without a specialty it counts for none."


def _of_days(entry: ClinicalEntry, moment: Moment) -> Iterator[str]:
    """Yield what of an entry is still ahead, or comes after programs begin to read."""
    if entry.start is None or entry.end is None:
        return
    reads = f"{say_day(moment.read_on)}, when programs of the {moment.match_year} Match begin to read"
    if entry.start >= moment.read_on:
        counts = "neither it nor its letter counts" if entry.letter else "it does not count"
        yield f"It does not begin before {reads}: for that Match {counts}."
    elif entry.end > moment.read_on:
        later = "; its letter does not" if entry.letter else ""
        yield f"It ends after {reads}: only the weeks before that day count{later}."
    elif entry.start > moment.today:
        yield "It is planned: it counts for the day on which programs begin to read, and not today."


def _of_overlaps(log: ClinicalLog, place: int) -> Iterator[str]:
    """Yield with which entries one shares days, and whether it stands in the log twice."""
    if same_again(log, place):
        letter = " Its letter counts each time." if log.entries[place].letter else ""
        yield f"Another entry has its kind, specialty, place and time: the same entry twice?{letter}"
    shared = [
        f"{entry_name(one.entry)} ({days_said(first, last_day(until))})"
        for one, (first, until) in overlapping(log, place)
    ]
    if shared:
        more = f" and {len(shared) - NAMED_MOST} more" if len(shared) > NAMED_MOST else ""
        named = "; ".join(shared[:NAMED_MOST])
        yield f"It shares days with {named}{more}: weeks that overlap count once."


def _of_work(entry: ClinicalEntry, hands_on: frozenset[str]) -> Iterator[str]:
    """Yield what does not fit together in the work, the letter and the kind."""
    if entry.hands_on and entry.kind and entry.kind not in hands_on:
        yield (
            "No guide calls this kind hands-on, so its CV line does not either. With work on patients under "
            "supervision in the US, it may have been an externship or an elective."
        )
    if entry.kind in hands_on & COUNTED and not entry.hands_on:
        yield "Without work on patients it has the place of an observership, and its CV line says observing."
    if entry.letter and entry.kind in OUTSIDE_THE_US:
        yield "A letter from the home country is no US letter."


def _of_stage(entry: ClinicalEntry, stage: str, moment: Moment, kinds: Sequence[Experience]) -> Iterator[str]:
    """Yield that guides name a kind for the other stage of training alone."""
    guides = named_for_others(entry.kind, stage, kinds)
    if not guides:
        return
    by, other = listed(f"“{GUIDE_LABELS[guide]}”" for guide in guides), OTHER_STAGE[stage]
    # Who has graduated was a student once; not the other way round.
    was_then = stage == "graduate" and entry.start is not None and entry.start <= moment.today
    rest = (
        f"that fits if you were {other} then"
        if was_then
        else f"ask the place whether {STAGE_LABELS[stage]} can have it"
    )
    yield f"This kind is named for {other} only, by {by}: {rest}."


def _of_visa(entry: ClinicalEntry, visa: str, moment: Moment, uses: Sequence[VisaUse]) -> Iterator[str]:
    """Yield that guides name other visas than the one chosen, for what is not over.

    A kind that is employment is named on no visa: that it is one is said beside any other visa.
    """
    is_over = entry.end is not None and entry.end <= moment.today
    named = named_on_others(entry.kind, visa, uses)
    if is_over:
        return
    if named:
        guides = listed(f"“{GUIDE_LABELS[guide]}”" for guide in dict.fromkeys(use.guide for use in named))
        others = " or ".join(dict.fromkeys(f"“{VISA_LABELS[use.visa]}”" for use in named))
        yield (
            f"For this kind {guides} names {others}, not “{VISA_LABELS[visa]}”: ask the hospital’s "
            "international office before you agree to it."
        )
    elif is_unnamed_employment(entry.kind, visa, uses):
        yield (
            f"This kind is employment, and no guide names a visa for it; you chose “{VISA_LABELS[visa]}”: "
            "ask the hospital’s international office before you agree to it. Information, not legal advice."
        )
