"""Columns that several tables share, and the makers of plain ones."""

from data.definitions import Column
from data.sources import SOURCES
from data.terms import slugs
from data.vocabulary import (
    APPLICANT_GROUPS,
    CELL_STATUSES,
    EXAMS,
    FILL_GROUPS,
    OUTCOMES,
    SERIES_BREAKS,
    SPECIALTIES,
    TOTAL,
)

SOURCE_IDS = tuple(source.source_id for source in SOURCES)
_GRADES = ("A", "A-", "B+", "B", "B-", "C")

MATCH_YEAR = Column(
    "match_year", "int", "year", "Year of the Main Residency Match.", minimum=1952, maximum=2100
)
SPECIALTY = Column(
    "specialty",
    "str",
    "slug",
    f"Specialty as the source groups it; {TOTAL} is a total, not a specialty.",
    allowed=slugs(SPECIALTIES),
    references="specialties",
)
APPLICANT_GROUP = Column(
    "applicant_group",
    "str",
    "slug",
    "Applicants the value is about. NRMP groups IMGs by citizenship.",
    allowed=slugs(APPLICANT_GROUPS),
)
FILL_GROUP = Column(
    "applicant_group",
    "str",
    "slug",
    "Applicants the share is about; img is both kinds of IMG together.",
    allowed=slugs(FILL_GROUPS),
)
OUTCOME = Column(
    "outcome",
    "str",
    "slug",
    "matched: to the preferred specialty, the first on the rank order list. unmatched: everyone else, also "
    "those who matched to another specialty.",
    allowed=slugs(OUTCOMES),
)
EXAM = Column("exam", "str", "slug", "USMLE exam the value is about.", allowed=slugs(EXAMS))
CELL_STATUS = Column(
    "cell_status",
    "str",
    "slug",
    "Why the value is there or not: only a reported cell has a value, and a missing one is never a zero.",
    allowed=slugs(CELL_STATUSES),
)
SOURCE_ID = Column(
    "source_id",
    "str",
    "slug",
    "Source the row was transcribed from.",
    allowed=SOURCE_IDS,
    references="sources",
)
SORT_ORDER = Column(
    "sort_order", "int", "position", "Place in the printed order, from 1.", minimum=1, maximum=999
)
READING_NOTE = Column("reading_note", "str", "text", "What a reader must know about how the row was read.")
TRUST_GRADE = Column(
    "trust_grade",
    "str",
    "grade",
    "How far to trust it: A is the publication itself, B a copy that passes checks, C a copy of unknown "
    "authorship; a sign is half a step.",
    allowed=_GRADES,
)

SERIES_BREAK = Column(
    "series_break",
    "str",
    "slug",
    "Set where the row does not continue the one of the year before, and names what breaks there: no change "
    "may be computed across it. specialty breaks at every level, level at this position level alone (the "
    "levels together run on), type is a type of applicant. Missing where the row continues.",
    nullable=True,
    allowed=slugs(SERIES_BREAKS),
)
BREAK_NOTE = Column(
    "break_note", "str", "text", "Why the row does not continue the year before; empty where it does."
)
BREAK_SOURCE_ID = Column(
    "break_source_id",
    "str",
    "slug",
    "Source of the reason for the break; missing where there is none.",
    nullable=True,
    allowed=SOURCE_IDS,
)
BREAK_COLUMNS = (SERIES_BREAK, BREAK_NOTE, BREAK_SOURCE_ID)


def text(name: str, description: str) -> Column:
    """Return a column of plain text that is never missing."""
    return Column(name, "str", "text", description)


def count(name: str, description: str, *, nullable: bool = False) -> Column:
    """Return a column of whole numbers of people or positions."""
    return Column(name, "int", "count", description, nullable=nullable, minimum=0, maximum=99_999)


def percent(name: str, description: str, *, nullable: bool = False) -> Column:
    """Return a column of percentages."""
    return Column(name, "float", "percent, 0-100", description, nullable=nullable, minimum=0, maximum=100)
