"""The tables of what NRMP's printed figures say otherwise elsewhere: contradictions, and restated figures."""

from data.columns import MATCH_YEAR, SOURCE_ID, SOURCE_IDS, count, text
from data.definitions import Column, Table
from data.terms import slugs
from data.vocabulary import SHOWN


def _figure(name: str, description: str) -> Column:
    return Column(name, "float", "as the measure of the observation", description, minimum=0, maximum=99_999)


CORRECTION_TABLES = (
    Table(
        "source_oddities",
        "One row per printed cell that contradicts another one, with what is known of the reason. The build "
        "refuses a contradiction without a row here, and a row without its contradiction.",
        (
            Column("check_name", "str", "slug", "Check that the cell breaks."),
            SOURCE_ID,
            MATCH_YEAR,
            text("row_label", "Row of the cell: its printed name, applicant type or year."),
            text("column_name", "Column of the cell, as the table of this data set names it."),
            text("printed", "The cell as printed."),
            text("compared_with", "What the check gives instead."),
            text("reason", "What is known of the reason, or that nothing is."),
            Column(
                "reason_source_id",
                "str",
                "slug",
                "Source that gives the reason; missing where none does.",
                nullable=True,
                allowed=SOURCE_IDS,
            ),
            text("reason_page", "Page of it; empty where it was not recorded or there is none."),
        ),
        key=("check_name", "source_id", "match_year", "row_label", "column_name"),
    ),
    Table(
        "restatements",
        "One row per printed number that another edition gives otherwise, or gives without what it includes. "
        "Both figures are kept: the printed one stays in its own table, and charts use the one that shown "
        "names. The build proves the printed one.",
        (
            Column("observation_id", "str", "slug", "Permanent name of the printed number in observations."),
            MATCH_YEAR,
            text("about", "What the restated figure counts."),
            _figure("printed_value", "The number as its own table prints it."),
            _figure("restated_value", "The number as restated."),
            count("part_count", "Count that a restated share is of; missing for counts.", nullable=True),
            count("whole_count", "Count that it is taken out of; missing for counts.", nullable=True),
            Column(
                "shown",
                "str",
                "slug",
                "Which of the two charts and sentences use.",
                allowed=slugs(SHOWN),
            ),
            SOURCE_ID,
            text("page", "Page of the restated figure; empty where it was not recorded."),
            text("reason", "Why the two differ."),
        ),
        key=("observation_id",),
    ),
)
