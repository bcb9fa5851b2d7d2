"""A log of clinical experience on paper: every entry in a line, the latest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from analysis.days import days_said
from analysis.experience.compute import in_order, is_hands_on
from analysis.experience.cv import letter_said, weeks_said
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


def log_rows(
    log: ClinicalLog, kinds: Iterable[Experience], today: date
) -> tuple[tuple[str, str, str, str], ...]:
    """Return for each entry what it was, when, how long, and what work and letter it had.

    Args:
        log: the log.
        kinds: the table `guide_experience`.
        today: what begins after it is called planned, and the letter of what is not over expected.

    Returns:
        The latest first, then those without a start or a length.
    """
    known = list(kinds)
    return tuple(
        (
            _what(one),
            _when(one),
            NOT_SAID if one.weeks is None else weeks_said(one.weeks),
            _work(one, known, today),
        )
        for one in (log.entries[place] for place in in_order(log, latest_first=True))
    )


def _what(entry: ClinicalEntry) -> str:
    setting = SETTING_LABELS.get(entry.setting, "")
    return f"{entry_name(entry)}; {setting[0].lower()}{setting[1:]}" if setting else entry_name(entry)


def _when(entry: ClinicalEntry) -> str:
    if entry.start is None:
        return NOT_SAID
    return days_said(entry.start, entry.start if entry.end is None else last_day(entry.end))


def _work(entry: ClinicalEntry, kinds: Iterable[Experience], today: date) -> str:
    is_ahead, worked = entry.start is not None and entry.start > today, is_hands_on(entry, kinds)
    # In one line: the sheet has no room for more.
    work = {
        (True, True): "planned: hands-on",
        (True, False): "planned",
        (False, True): "hands-on",
        (False, False): "not marked hands-on",
    }[is_ahead, worked]
    return f"{work}, {letter_said(entry, today)}"
