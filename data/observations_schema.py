"""The table of observations: its columns, and which columns of the other tables it is built from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.columns import BREAK_COLUMNS, CELL_STATUS, EXAM, MATCH_YEAR, OUTCOME, SOURCE_ID, SPECIALTY, text
from data.definitions import Column, Table
from data.editions import more_statistics
from data.terms import slugs
from data.vocabulary import MEASURES, OBSERVED_GROUPS, POSITION_LEVELS

# First and last match year with a number; a filter offers those with a row.
FIRST_YEAR = 1982
LAST_YEAR = 2025


@dataclass(frozen=True, slots=True)
class Observed:
    """Columns of one table that become observations.

    Attributes:
        table: name of the table.
        measures: its columns of numbers, each of which becomes a row of its own.
        group: the applicants that the numbers are about, where the column says so and no cell does.
        key: the part of the table's key that the numbers belong to; empty means the whole key. Numbers that
            repeat on several rows of the table become one observation.
        edition: a measure without any value among the rows that agree in these columns was not printed there
            at all, so it is no gap and gives no observation.
    """

    table: str
    measures: tuple[str, ...]
    group: str = ""
    key: tuple[str, ...] = ()
    edition: tuple[str, ...] = ("match_year", "source_id")


def _one_per_group(
    table: str, unit: str, groups: Iterable[str], edition: tuple[str, ...] = Observed("", ()).edition
) -> tuple[Observed, ...]:
    """Return one entry per column that is named after the applicants it is about."""
    return tuple(Observed(table, (f"{group}_{unit}",), group=group, edition=edition) for group in groups)


_PER_SPECIALTY = ("match_year", "specialty_as_printed")
_PER_SOURCE = ("source_id",)

OBSERVED: tuple[Observed, ...] = (
    Observed("scores", ("score_mean", *more_statistics("scores"))),
    Observed("research_output", ("items_mean", *more_statistics("research_output"))),
    Observed("img_fill", ("filled_pct",)),
    Observed("usmle_norms", ("norm_mean", "norm_sd"), edition=_PER_SOURCE),
    Observed("positions", ("offered_count", "filled_count", "unfilled_count")),
    *_one_per_group(
        "positions",
        "count",
        (
            "us_md_senior",
            "us_md_graduate",
            "do",
            "do_senior",
            "do_graduate",
            "us_img",
            "non_us_img",
            "canadian",
            "fifth_pathway",
            "other",
        ),
    ),
    Observed(
        "applicants",
        (
            "active_count",
            "matched_count",
            "unmatched_count",
            "withdrew_count",
            "no_rank_list_count",
            "registered_count",
            "match_rate_pct",
        ),
    ),
    Observed("match_rates", ("offered_count",), edition=_PER_SOURCE),
    Observed("match_rates", ("active_count",), group="all", edition=_PER_SOURCE),
    *_one_per_group(
        "match_rates",
        "pct",
        ("us_md_senior", "do_senior", "us_img", "non_us_img", "other", "all"),
        _PER_SOURCE,
    ),
    Observed("only_choice", ("matched_count", "unmatched_count", "ranked_only_count", "unmatched_pct")),
    Observed(
        "choices",
        ("only_choice_count", "first_choice_count", "not_first_choice_count", "positions_per_applicant"),
    ),
    Observed("choices", ("offered_count",), key=_PER_SPECIALTY),
    Observed("choices", ("positions_per_all_applicants",), group="all", key=_PER_SPECIALTY),
)

_FEW_TABLES = "missing where the table does not distinguish"

OBSERVATIONS = Table(
    "observations",
    "One row per number: the long view of scores, research_output, img_fill, usmle_norms, positions, "
    "applicants, match_rates, only_choice and choices, built from them. What an edition does not print at "
    "all has no row; a gap within what it prints is a row without a value. Numbers of different tables and "
    "sources overlap, so never add up rows of more than one measure, table and source.",
    (
        Column(
            "observation_id",
            "str",
            "slug",
            "Permanent name of the number: table, measure and key, with a dot between.",
        ),
        Column(
            "table_name",
            "str",
            "table",
            "Table of this data set that the number is in.",
            allowed=tuple(dict.fromkeys(observed.table for observed in OBSERVED)),
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
            allowed=tuple(str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)),
        ),
        text("period", "Calendar or academic year of a norm; empty for every other number."),
        replace(
            SPECIALTY,
            description="Specialty that the number belongs to; missing where it belongs to none of the "
            "vocabulary, or to no specialty at all.",
            nullable=True,
        ),
        text("specialty_as_printed", "Name of the row in NRMP's words; empty where the table has none."),
        Column(
            "applicant_group",
            "str",
            "slug",
            "Applicants the number is about; missing where it is about positions of any kind of applicant.",
            nullable=True,
            allowed=slugs(OBSERVED_GROUPS),
        ),
        replace(OUTCOME, description=f"{OUTCOME.description} It is {_FEW_TABLES}.", nullable=True),
        replace(EXAM, description=f"USMLE exam the number is about; {_FEW_TABLES}.", nullable=True),
        Column(
            "position_level",
            "str",
            "slug",
            f"Year of training that the positions start in; {_FEW_TABLES}.",
            nullable=True,
            allowed=slugs(POSITION_LEVELS),
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
