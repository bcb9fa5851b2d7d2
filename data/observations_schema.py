"""The table of observations: its columns, and the tables whose numbers they are."""

from dataclasses import replace

from data.columns import (
    BREAK_COLUMNS,
    CELL_STATUS,
    EXAM,
    MATCH_YEAR,
    OUTCOME,
    POSITION_LEVEL,
    SOURCE_ID,
    SPECIALTY,
    slug,
    text,
)
from data.definitions import Column, Table
from data.editions import EDITIONS
from data.terms import slugs
from data.vocabulary import MEASURES, OBSERVED_GROUPS

# First and last match year with a number; a filter offers those with a row.
FIRST_YEAR = 1982
LAST_YEAR = 2025
# The years of NRMP's counts, and those of the editions of averages.
YEARS = sorted({*range(FIRST_YEAR, LAST_YEAR + 1), *(edition.match_year for edition in EDITIONS)})
# The tables whose columns of numbers become observations.
OBSERVED_TABLES = (
    "scores",
    "research_output",
    "img_fill",
    "usmle_norms",
    "positions",
    "applicants",
    "match_rates",
    "only_choice",
    "choices",
    "resident_quantiles",
    "resident_scores",
    "director_groups",
    "director_scores",
    "director_score_use",
    "director_factors",
    "director_activity",
    "director_response",
    "match_summary",
    "senior_counts",
    "couples",
    "ranked_per_position",
    "soap",
    "list_lengths",
    "program_list_lengths",
    "positions_by_state",
    "filled_by_state",
)

_FEW_TABLES = "missing where the table does not distinguish"

OBSERVATIONS = Table(
    "observations",
    f"One row per number: the long view of {', '.join(OBSERVED_TABLES[:-1])} and {OBSERVED_TABLES[-1]}, "
    "built from them. What an edition does not print at all has no row; a gap within what it prints is a row "
    "without a value. Numbers of different tables and sources overlap, so never add up rows of more than one "
    "measure, table and source.",
    (
        slug("observation_id", "Permanent name of the number: table, measure and key, with a dot between."),
        Column(
            "table_name",
            "str",
            "table",
            "Table of this data set that the number is in.",
            allowed=OBSERVED_TABLES,
        ),
        Column(
            "measure",
            "str",
            "column",
            "Column of that table that holds the number; its description there says what it counts.",
            allowed=slugs(MEASURES),
        ),
        replace(
            MATCH_YEAR,
            description="Year of the Main Residency Match; missing where the number has a period.",
            nullable=True,
            allowed=tuple(map(str, YEARS)),
        ),
        text(
            "period",
            "Calendar or academic year of a norm or of residents; empty where there is a match year.",
        ),
        replace(
            SPECIALTY,
            description="Specialty that the number belongs to; missing where it belongs to none of the "
            "vocabulary, or to no specialty at all.",
            nullable=True,
        ),
        text("specialty_as_printed", "Name of the row in NRMP's words; empty where the table has none."),
        slug(
            "applicant_group",
            "Applicants the number is about; missing where it is about positions of any kind of applicant.",
            OBSERVED_GROUPS,
            nullable=True,
        ),
        replace(OUTCOME, description=f"{OUTCOME.description} It is {_FEW_TABLES}.", nullable=True),
        replace(EXAM, description=f"USMLE exam the number is about; {_FEW_TABLES}.", nullable=True),
        replace(
            POSITION_LEVEL,
            description=f"Year of training that the positions start in; {_FEW_TABLES}.",
            nullable=True,
        ),
        text(
            "detail",
            "What else of its table the number belongs to, each as column: value, with a semicolon between; "
            "empty where the columns here say it all.",
        ),
        Column("value", "float", "as the column unit says", "The number.", nullable=True),
        text("unit", "Unit of the number."),
        CELL_STATUS,
        SOURCE_ID,
        *BREAK_COLUMNS,
    ),
    key=("observation_id",),
    value_column="value",
)
