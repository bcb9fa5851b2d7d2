"""One definition per column, and the tables built from them.

Everything that describes a table is read from here: validation, Parquet types and metadata, the dictionary
and the loader. A column's name says its unit: percentages (0-100) end in `_pct`, means in `_mean`, counts in
`_count`.
"""

from data.definitions import Column, Table
from data.sources import SOURCES
from data.vocabulary import (
    APPLICANT_GROUPS,
    CELL_STATUSES,
    EXAMS,
    FILL_GROUPS,
    OUTCOMES,
    SPECIALTIES,
    slugs,
)

_SOURCE_IDS = tuple(source.source_id for source in SOURCES)
_GRADES = ("A", "A-", "B+", "B", "B-", "C")

_MATCH_YEAR = Column(
    "match_year", "int", "year", "Year of the Main Residency Match.", minimum=1952, maximum=2100
)
_SPECIALTY = Column(
    "specialty",
    "str",
    "slug",
    "Specialty as the source groups it; all_specialties_combined is a total, not a specialty.",
    allowed=slugs(SPECIALTIES),
    references="specialties",
)
_APPLICANT_GROUP = Column(
    "applicant_group",
    "str",
    "slug",
    "Applicants the value is about. NRMP groups IMGs by citizenship.",
    allowed=slugs(APPLICANT_GROUPS),
)
_FILL_GROUP = Column(
    "applicant_group",
    "str",
    "slug",
    "Applicants the share is about; img is both kinds of IMG together.",
    allowed=slugs(FILL_GROUPS),
)
_OUTCOME = Column(
    "outcome",
    "str",
    "slug",
    "matched: to the preferred specialty, the first on the rank order list. unmatched: everyone else, also "
    "those who matched to another specialty.",
    allowed=slugs(OUTCOMES),
)
_EXAM = Column("exam", "str", "slug", "USMLE exam the value is about.", allowed=slugs(EXAMS))
_CELL_STATUS = Column(
    "cell_status",
    "str",
    "slug",
    "Why the value is there or not: only a reported cell has a value, and a missing one is never a zero.",
    allowed=slugs(CELL_STATUSES),
)
_SOURCE_ID = Column(
    "source_id",
    "str",
    "slug",
    "Source the row was transcribed from.",
    allowed=_SOURCE_IDS,
    references="sources",
)
_SORT_ORDER = Column(
    "sort_order", "int", "position", "Place in the printed order, from 1.", minimum=1, maximum=999
)
_READING_NOTE = Column("reading_note", "str", "text", "What a reader must know about how the row was read.")
_TRUST_GRADE = Column(
    "trust_grade",
    "str",
    "grade",
    "How far to trust it: A is the publication itself, B a copy that passes checks, C a copy of unknown "
    "authorship; a sign is half a step.",
    allowed=_GRADES,
)


def _text(name: str, description: str) -> Column:
    return Column(name, "str", "text", description)


_TABLES = (
    Table(
        "specialties",
        "One row per specialty as the 2018 source groups it, and one for all of them combined.",
        (
            Column(
                "specialty", "str", "slug", "Permanent name of the specialty.", allowed=slugs(SPECIALTIES)
            ),
            _text("label", "Name that people read, as the source prints it."),
            Column("is_total", "bool", "true or false", "Whether the row sums up all the others."),
            _SORT_ORDER,
        ),
        key=("specialty",),
    ),
    Table(
        "scores",
        "One row per mean USMLE score printed: a match year, specialty, applicant group, outcome and exam. "
        "The matched Step 1 means of both IMG groups are printed in two tables that agree; their one row "
        "here has the table of matched and unmatched IMGs as its source. No counts and no standard "
        "deviations are printed.",
        (
            _MATCH_YEAR,
            _SPECIALTY,
            _APPLICANT_GROUP,
            _OUTCOME,
            _EXAM,
            Column(
                "score_mean",
                "float",
                "points on the USMLE scale, 1-300",
                "Mean score of the group.",
                nullable=True,
                minimum=1,
                maximum=300,
            ),
            _CELL_STATUS,
            _SOURCE_ID,
        ),
        key=("match_year", "specialty", "applicant_group", "outcome", "exam"),
        value_column="score_mean",
    ),
    Table(
        "research_output",
        "One row per mean number of research items printed: a match year, specialty, applicant group and "
        "outcome. Only matched groups are printed.",
        (
            _MATCH_YEAR,
            _SPECIALTY,
            _APPLICANT_GROUP,
            _OUTCOME,
            Column(
                "items_mean",
                "float",
                "items listed",
                "Mean number of abstracts, presentations and publications, one combined count per applicant.",
                nullable=True,
                minimum=0,
                maximum=999,
            ),
            _CELL_STATUS,
            _SOURCE_ID,
        ),
        key=("match_year", "specialty", "applicant_group", "outcome"),
        value_column="items_mean",
    ),
    Table(
        "img_fill",
        "One row per share printed: a match year, specialty and IMG group. It is the share within the sample "
        "that the guide compiled, whose denominator is unstated, and not NRMP's share of positions filled; "
        "several of its zeros are false.",
        (
            _MATCH_YEAR,
            _SPECIALTY,
            _FILL_GROUP,
            Column(
                "filled_pct",
                "float",
                "percent, 0-100",
                "Share taken by the group, as the guide prints it.",
                nullable=True,
                minimum=0,
                maximum=100,
            ),
            _CELL_STATUS,
            _SOURCE_ID,
        ),
        key=("match_year", "specialty", "applicant_group"),
        value_column="filled_pct",
    ),
    Table(
        "printed_rows",
        "One row per row of a printed table, exactly as printed: the proof of every cell in the "
        "other tables.",
        (
            _SOURCE_ID,
            _SPECIALTY,
            _SORT_ORDER,
            _text("row_as_printed", "Label and cells as the page prints them, nothing between them."),
            _text("other_readings", "Other ways to cut the row into cells; empty for all but two rows."),
            _READING_NOTE,
        ),
        key=("source_id", "specialty"),
    ),
    Table(
        "usmle_norms",
        "One row per exam and period: mean and standard deviation of first takers from US and Canadian "
        "medical schools, from 2025-2026 of US schools only. Periods between the copies are missing.",
        (
            _EXAM,
            _text("period", "Calendar year, or academic year as first-second."),
            Column(
                "norm_mean",
                "float",
                "points on the USMLE scale, 1-300",
                "Mean score.",
                minimum=1,
                maximum=300,
            ),
            Column("norm_sd", "float", "points", "Standard deviation of the scores.", minimum=1, maximum=100),
            _text("copied_from", "Page that the row was read from."),
            _TRUST_GRADE,
            _SOURCE_ID,
        ),
        key=("exam", "period"),
    ),
    Table(
        "sources",
        "One row per printed table or publication that a figure comes from.",
        (
            Column("source_id", "str", "slug", "Permanent name of the source.", allowed=_SOURCE_IDS),
            _text("title", "Title of the publication."),
            _text("publisher", "Who published it."),
            _text("edition", "Edition or date."),
            _text("table_title", "What the table shows."),
            _text(
                "compiled_by", "Who stands between the publisher and this project; empty where nobody does."
            ),
            _text("citation", "How to cite it."),
            _text("url", "Address where it was read."),
            _text("terms", "What the publisher asks of whoever uses it."),
            _TRUST_GRADE,
            _text("trust_note", "Why it has its grade, and what to watch for."),
        ),
        key=("source_id",),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
