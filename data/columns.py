"""Columns that several tables share, and the makers of plain ones."""

from collections.abc import Iterable
from dataclasses import replace

from data import vocabulary as words
from data.definitions import Column
from data.sources import SOURCES
from data.terms import Term, slugs


def text(name: str, description: str) -> Column:
    """Return a column of plain text that is never missing."""
    return Column(name, "str", "text", description)


def slug(name: str, description: str, terms: Iterable[Term] = (), *, nullable: bool = False) -> Column:
    """Return a column of permanent names: those of `terms`, or any where there are none."""
    return Column(name, "str", "slug", description, nullable=nullable, allowed=slugs(terms))


def number(
    name: str, unit: str, description: str, low: float, high: float, *, nullable: bool = False
) -> Column:
    """Return a column of numbers from `low` to `high`."""
    return Column(name, "float", unit, description, nullable=nullable, minimum=low, maximum=high)


def count(name: str, description: str, *, nullable: bool = False) -> Column:
    """Return a column of whole numbers of people or positions."""
    return Column(name, "int", "count", description, nullable=nullable, minimum=0, maximum=99_999)


def percent(name: str, description: str, *, nullable: bool = False) -> Column:
    """Return a column of percentages."""
    return number(name, "percent, 0-100", description, 0, 100, nullable=nullable)


def year(name: str, description: str, *, nullable: bool = False) -> Column:
    """Return a column of match years."""
    return Column(name, "int", "year", description, nullable=nullable, minimum=1952, maximum=2100)


MATCH_YEAR = year("match_year", "Year of the Main Residency Match.")
SPECIALTY = replace(
    slug("specialty", f"Specialty as the source groups it; {words.TOTAL} is a total, not a specialty."),
    allowed=slugs(words.SPECIALTIES),
    references="specialties",
)
AS_PRINTED = text("specialty_as_printed", "Name of the row in NRMP's words.")
MAPPED_SPECIALTY = replace(
    SPECIALTY,
    description="Specialty of the vocabulary that the printed row belongs to, as specialty_names maps it; "
    "missing where it belongs to none.",
    nullable=True,
)
APPLICANT_GROUP = slug(
    "applicant_group",
    "Applicants the value is about. NRMP groups IMGs by citizenship.",
    words.AVERAGED_GROUPS,
)
FILL_GROUP = slug(
    "applicant_group", "Applicants the share is about; img is both kinds of IMG together.", words.FILL_GROUPS
)
APPLICANT_TYPE = slug(
    "applicant_type", "Applicants the row is about. NRMP groups IMGs by citizenship.", words.APPLICANT_TYPES
)
CHOICE_TYPE = slug(
    "applicant_type",
    "Applicants the row is about. independent, up to 2019, is everybody but US MD seniors; NRMP groups IMGs "
    "by citizenship.",
    words.CHOICE_TYPES,
)
POSITION_LEVEL = slug(
    "position_level",
    "Year of training that the position starts in; r is set aside for physicians with earlier training.",
    words.POSITION_LEVELS,
)
OUTCOME = slug(
    "outcome",
    "matched: to the preferred specialty, the first on the rank order list. unmatched: everyone else, also "
    "those who matched to another specialty.",
    words.OUTCOMES,
)
EXAM = slug("exam", "USMLE exam the value is about.", words.EXAMS)
CELL_STATUS = slug(
    "cell_status",
    "Why the value is there or not: only a reported cell has a value, and a missing one is never a zero.",
    words.CELL_STATUSES,
)
# The column that the table of sources itself has; others refer to it, or to it for one thing of the row.
SOURCE = replace(
    slug("source_id", "Permanent name of the source."), allowed=tuple(source.source_id for source in SOURCES)
)
SOURCE_ID = replace(SOURCE, description="Source the row was transcribed from.", references="sources")
SORT_ORDER = Column(
    "sort_order", "int", "position", "Place in the printed order, from 1.", minimum=1, maximum=999
)
READING_NOTE = text("reading_note", "What a reader must know about how the row was read.")
TRUST_GRADE = Column(
    "trust_grade",
    "str",
    "grade",
    "How far to trust it: A is the publication itself, B a copy that passes checks, C a copy of unknown "
    "authorship; a sign is half a step.",
    allowed=("A", "A-", "B+", "B", "B-", "C"),
)
BREAK_COLUMNS = (
    slug(
        "series_break",
        "Set where the row does not continue the one of the year before, and names what breaks there: no "
        "change may be computed across it. specialty breaks at every level, level at this position level "
        "alone (the levels together run on), type is a type of applicant. Missing where the row continues.",
        words.SERIES_BREAKS,
        nullable=True,
    ),
    text("break_note", "Why the row does not continue the year before; empty where it does."),
    replace(
        SOURCE,
        name="break_source_id",
        description="Source of the reason for the break; missing where there is none.",
        nullable=True,
    ),
)
