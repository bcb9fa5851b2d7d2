"""One definition per column, and the tables built from them.

Everything that describes a table is read from here: validation, Parquet types and metadata, the dictionary
and the loader. A column's name says its unit: percentages (0-100) end in `_pct`, means in `_mean`, counts in
`_count`.
"""

from data.columns import (
    APPLICANT_GROUP,
    CELL_STATUS,
    EXAM,
    FILL_GROUP,
    MATCH_YEAR,
    OUTCOME,
    READING_NOTE,
    SORT_ORDER,
    SOURCE,
    SOURCE_ID,
    SPECIALTY,
    TRUST_GRADE,
    count,
    number,
    percent,
    slug,
    text,
)
from data.competition_schema import COMPETITION_TABLES
from data.definitions import Column, Table
from data.directors_schema import DIRECTOR_TABLES
from data.editions import more_statistics
from data.guides_schema import GUIDE_TABLES
from data.observations_schema import OBSERVATIONS
from data.official_schema import OFFICIAL_TABLES
from data.places_schema import PLACE_TABLES
from data.residents_schema import RESIDENT_TABLES
from data.vocabulary import NAME_KINDS, NAME_ORIGINS, SPECIALTIES

_POINTS = "points on the USMLE scale, 1-300"


def _statistics(table: str, unit: str, maximum: float) -> tuple[Column, ...]:
    """Return a column for each statistic that any edition prints in a table, beside the average."""
    return tuple(
        count(name, f"{words}.", nullable=True)
        if statistic == "n"
        else number(name, unit, f"{words}.", 0, maximum, nullable=True)
        for name, (statistic, words) in more_statistics(table).items()
    )


_TABLES = (
    Table(
        "specialties",
        "One row per specialty of the vocabulary, and one for all of them combined; which of them an edition "
        "has, its printed rows say.",
        (
            slug("specialty", "Permanent name of the specialty.", SPECIALTIES),
            text("label", "Name that people read."),
            Column("is_total", "bool", "true or false", "Whether the row sums up all the others."),
            SORT_ORDER,
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
            MATCH_YEAR,
            SPECIALTY,
            APPLICANT_GROUP,
            OUTCOME,
            EXAM,
            number("score_mean", _POINTS, "Mean score of the group.", 1, 300, nullable=True),
            *_statistics("scores", _POINTS, 300),
            CELL_STATUS,
            SOURCE_ID,
        ),
        key=("match_year", "specialty", "applicant_group", "outcome", "exam"),
        value_column="score_mean",
    ),
    Table(
        "research_output",
        "One row per mean number of research items printed: a match year, specialty, applicant group and "
        "outcome. Only matched groups are printed.",
        (
            MATCH_YEAR,
            SPECIALTY,
            APPLICANT_GROUP,
            OUTCOME,
            number(
                "items_mean",
                "items listed",
                "Mean number of abstracts, presentations and publications, one combined count per applicant.",
                0,
                999,
                nullable=True,
            ),
            *_statistics("research_output", "items listed", 999),
            CELL_STATUS,
            SOURCE_ID,
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
            MATCH_YEAR,
            SPECIALTY,
            FILL_GROUP,
            percent("filled_pct", "Share taken by the group, as the guide prints it.", nullable=True),
            CELL_STATUS,
            SOURCE_ID,
        ),
        key=("match_year", "specialty", "applicant_group"),
        value_column="filled_pct",
    ),
    Table(
        "printed_rows",
        "One row per row of a printed table, exactly as printed: the proof of every cell in the "
        "other tables.",
        (
            SOURCE_ID,
            SPECIALTY,
            SORT_ORDER,
            text("row_as_printed", "Label and cells as the page prints them, nothing between them."),
            text("other_readings", "Other ways to cut the row into cells; empty for all but two rows."),
            READING_NOTE,
        ),
        key=("source_id", "specialty"),
    ),
    Table(
        "usmle_norms",
        "One row per exam and period: mean and standard deviation of first takers from US and Canadian "
        "medical schools, from 2025-2026 of US schools only. Periods between the copies are missing.",
        (
            EXAM,
            text("period", "Calendar year, or academic year as first-second."),
            number("norm_mean", _POINTS, "Mean score.", 1, 300),
            number("norm_sd", "points", "Standard deviation of the scores.", 1, 100),
            text("copied_from", "Page that the row was read from."),
            TRUST_GRADE,
            SOURCE_ID,
        ),
        key=("exam", "period"),
    ),
    Table(
        "names",
        "One row per kind and name: what a word means that people write for a specialty, an applicant group, "
        "a column of a list or a value that is not there. The slugs, labels and short labels of this app and "
        "NRMP's printed names of specialties are in it; the others were collected by hand. Case, accents, "
        'blanks and punctuation do not count, nor do ae for e and a joining "and".',
        (
            slug("kind", "What the name is a name of.", NAME_KINDS),
            text("name", "The name as it is written."),
            text(
                "means",
                "Slug that it means. Several, with a space between, where it is ambiguous; empty where it "
                "is known and nothing here has that slug.",
            ),
            slug("origin", "Where the name is used.", NAME_ORIGINS),
            text("note", "What whoever wrote it must know; empty where it is plain."),
        ),
        key=("kind", "name"),
    ),
    Table(
        "sources",
        "One row per printed table or publication that a figure comes from.",
        (
            SOURCE,
            text("title", "Title of the publication."),
            text("publisher", "Who published it."),
            text("edition", "Edition or date."),
            text("table_title", "What the table shows."),
            text("printed_by", "Who prints the figures as they are carried here, for a sentence."),
            text("page", "Page of the table in the publication; empty where it was not recorded."),
            text(
                "compiled_by", "Who stands between the publisher and this project; empty where nobody does."
            ),
            text("citation", "How to cite it."),
            text("url", "Address where it was read."),
            text("terms", "What the publisher asks of whoever uses it, and what of that was not checked."),
            TRUST_GRADE,
            text("trust_note", "Why it has its grade, and what to watch for."),
        ),
        key=("source_id",),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *_TABLES,
        *OFFICIAL_TABLES,
        *COMPETITION_TABLES,
        *RESIDENT_TABLES,
        *DIRECTOR_TABLES,
        *PLACE_TABLES,
        *GUIDE_TABLES,
        OBSERVATIONS,
    )
}
