"""A log of clinical experience on paper: every entry in a line, the latest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from analysis.experience.compute import dated, is_hands_on
from analysis.experience.cv import weeks_said
from analysis.experience.days import last_day
from analysis.experience.record import SETTING_LABELS, ClinicalEntry, ClinicalLog
from analysis.experience.words import NOT_SAID, entry_name
from data.guides import Experience

# So many entries have room on the second sheet of a plan.
LATEST: Final = 5


@dataclass(frozen=True, slots=True)
class LogSheet:
    """A log for print.

    Attributes:
        headline: what it comes to.
        by: whose advice it is seen beside.
        rows: `log_rows`.
        notes: what belongs to it, as sentences.
        sources: the sources as one line.
        made_on: the day that is printed.
    """

    headline: str
    by: str
    rows: tuple[tuple[str, str, str, str], ...]
    notes: tuple[str, ...]
    sources: str
    made_on: str

    @property
    def latest(self) -> tuple[tuple[str, str, str, str], ...]:
        """The entries that have room on a sheet of other things."""
        return self.rows[:LATEST]

    @property
    def others(self) -> str:
        """Say how many entries have none; empty where all have."""
        left = len(self.rows) - LATEST
        if left <= 0:
            return ""
        return f"{left} of {len(self.rows)} entries more: the handout can carry the whole log."


def log_rows(log: ClinicalLog, kinds: Iterable[Experience]) -> tuple[tuple[str, str, str, str], ...]:
    """Return for each entry what it was, when, how long, and what work and letter it had.

    Args:
        log: the log.
        kinds: the table `guide_experience`.

    Returns:
        The latest first, then those without a start or a length.
    """
    known = list(kinds)
    return tuple(
        (_what(one), _when(one), NOT_SAID if one.weeks is None else weeks_said(one.weeks), _work(one, known))
        for one in _latest_first(log)
    )


def _latest_first(log: ClinicalLog) -> Iterator[ClinicalEntry]:
    """Yield entries of a known time, the latest first, then the others."""
    known = dated(log)
    yield from (one.entry for one in reversed(known))
    places = {one.place for one in known}
    yield from (entry for place, entry in enumerate(log.entries) if place not in places)


def _what(entry: ClinicalEntry) -> str:
    setting = SETTING_LABELS.get(entry.setting, "")
    return f"{entry_name(entry)}; {setting[0].lower()}{setting[1:]}" if setting else entry_name(entry)


def _when(entry: ClinicalEntry) -> str:
    if entry.start is None:
        return NOT_SAID
    if entry.end is None:
        return _short_day(entry.start)
    last = last_day(entry.end)
    is_one_year = last.year == entry.start.year
    first = f"{entry.start.day} {entry.start:%b}" if is_one_year else _short_day(entry.start)
    return f"{first} to {_short_day(last)}"


def _short_day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _work(entry: ClinicalEntry, kinds: Iterable[Experience]) -> str:
    work = "hands-on" if is_hands_on(entry, kinds) else "not hands-on"
    return f"{work}, {'letter' if entry.letter else 'no letter'}"
