"""What a person logs of their clinical experience: plain values, any of which may be absent.

It is theirs alone: kept in their tab and in a file that they save, never in an address or on the server.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from analysis.echo import echo
from analysis.next_steps.record import Checked
from analysis.wording import TARGETS
from data.guide_terms import EXPERIENCE_KINDS, STAGES_OF_TRAINING, VISAS
from data.terms import Term, label_of

# Where an experience was: what the guides tell apart when they weigh places, and letters by setting.
SETTINGS: Final = (
    Term("inpatient", "Hospital, inpatient"),
    Term("outpatient", "Hospital, outpatient clinic"),
    Term("office", "Private office"),
    Term("community", "Free clinic or community health"),
    Term("department", "Research department of a hospital"),
)
HOSPITALS: Final = frozenset({"inpatient", "outpatient", "department"})
# Visas on which somebody may be in the US before a residency; those of residency itself are left out.
VISAS_BEFORE: Final = tuple(visa for visa in VISAS if visa.slug not in {"j1", "h1b"})

ENTRIES_MOST: Final = 40
# Ten years: clinical work in the home country can last.
WEEKS_MOST: Final = 520
FIRST_DAY: Final = date(1960, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)
PLACE_MOST: Final = 120


@dataclass(frozen=True, slots=True)
class ClinicalEntry:
    """One experience as it was logged.

    Attributes:
        kind: a slug of `EXPERIENCE_KINDS`; empty where none was chosen.
        setting: a slug of `SETTINGS`; empty where none was chosen.
        specialty: a slug of the vocabulary; empty where none was chosen.
        place: the institution, as it was typed.
        start: its first day; None where it was not said.
        weeks: how long it lasts, 1 to 520; None where it was not said.
        hands_on: whether there was work on patients under supervision.
        letter: whether a letter is there or expected.
    """

    kind: str = ""
    setting: str = ""
    specialty: str = ""
    place: str = ""
    start: date | None = field(default=None, metadata={"label": "first day"})
    weeks: int | None = None
    hands_on: bool = False
    letter: bool = False

    @property
    def end(self) -> date | None:
        """The day after its last one; None where start or weeks are not known."""
        if self.start is None or self.weeks is None:
            return None
        return self.start + timedelta(weeks=self.weeks)


@dataclass(frozen=True, slots=True)
class ClinicalLog:
    """All that a person logged. What they apply for is that of `analysis.next_steps.aim`.

    Attributes:
        entries: in the order in which they were added.
        stage: a slug of `STAGES_OF_TRAINING`; empty where none was chosen.
        visa: before residency, a slug of `VISAS_BEFORE`; empty where none was chosen.
    """

    entries: tuple[ClinicalEntry, ...] = field(default=(), metadata={"label": "log"})
    stage: str = ""
    visa: str = ""


KIND_LABELS: Final = label_of(EXPERIENCE_KINDS)
SETTING_LABELS: Final = label_of(SETTINGS)
STAGE_LABELS: Final = label_of(STAGES_OF_TRAINING)
# Stage -> what the other one is called.
OTHER_STAGE: Final = dict(zip(STAGE_LABELS, reversed(STAGE_LABELS.values()), strict=True))
VISA_LABELS: Final = label_of(VISAS_BEFORE)
_ENTRY_SLUGS: Final = {"kind": KIND_LABELS, "setting": SETTING_LABELS, "specialty": TARGETS}
_LOG_SLUGS: Final = {"stage": STAGE_LABELS, "visa": VISA_LABELS}
_CALLED: Final = {
    "kind": "kind",
    "setting": "setting",
    "specialty": "specialty",
    "stage": "student or graduate",
    "visa": "visa",
}


def read_log(log: ClinicalLog) -> Checked[ClinicalLog]:
    """Return a log that came from outside with what is allowed of it, and a sentence for everything else."""
    problems: list[str] = []
    entries = tuple(_allowed(entry, at, problems) for at, entry in enumerate(log.entries[:ENTRIES_MOST], 1))
    if len(log.entries) > ENTRIES_MOST:
        problems.append(
            f"The log has {len(log.entries)} entries; the first {ENTRIES_MOST} are kept, as many as it holds."
        )
    kept: dict[str, Any] = {
        name: _slug(getattr(log, name), name, known, "The log", problems)
        for name, known in _LOG_SLUGS.items()
    }
    return replace(log, entries=entries, **kept), tuple(problems)


def _allowed(entry: ClinicalEntry, at: int, problems: list[str]) -> ClinicalEntry:
    """Return what is allowed of one entry, and add a sentence for everything else."""
    which = f"Entry {at}"
    kept: dict[str, Any] = {
        name: _slug(getattr(entry, name), name, known, which, problems)
        for name, known in _ENTRY_SLUGS.items()
    }
    weeks, place = entry.weeks, " ".join(entry.place.split())
    if weeks is not None and not 1 <= weeks <= WEEKS_MOST:
        problems.append(f"{which}: {weeks} weeks are not between 1 and {WEEKS_MOST}; left empty.")
        weeks = None
    if len(place) > PLACE_MOST:
        problems.append(f"{which}: the name of the place is cut after {PLACE_MOST} characters.")
        place = place[:PLACE_MOST].rstrip()
    start = _day(entry.start, f"{which}: the start", problems)
    return replace(entry, weeks=weeks, place=place, start=start, **kept)


def _slug(value: str, name: str, known: dict[str, str], which: str, problems: list[str]) -> str:
    if not value or value in known:
        return value
    problems.append(f"{which}: {echo(value)} is no {_CALLED[name]} here; left empty.")
    return ""


def _day(value: date | None, what: str, problems: list[str]) -> date | None:
    if value is None or FIRST_DAY <= value <= LAST_DAY:
        return value
    problems.append(f"{what} is not between {FIRST_DAY.year} and {LAST_DAY.year}; left empty.")
    return None
