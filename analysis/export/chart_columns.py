"""What the columns of a chart's data mean: unit, description and the tables they are made of.

A chart's data are made of tables, and beside columns of theirs they hold what was computed. One row here
makes a column known to the workbook and to the data package of every chart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from analysis.wording import GROUP_LABELS
from data.columns import APPLICANT_GROUP, CELL_STATUS, EXAM, MATCH_YEAR, SOURCE_ID, SPECIALTY
from data.definitions import Column, ColumnType

# What stands in the place of a source where a number is the visitor's own.
ENTERED: Final = "entered on this page"


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """One column of a chart's data: its definition, and the tables whose sources it has (none: entered)."""

    column: Column
    tables: tuple[str, ...] = ()


def _column(name: str, dtype: ColumnType, unit: str, description: str, *tables: str) -> ChartColumn:
    return ChartColumn(Column(name, dtype, unit, description, nullable=True), tables)


def _points(name: str, description: str) -> ChartColumn:
    return _column(name, "float", "points", description, "scores")


def _count(name: str, description: str, *tables: str) -> ChartColumn:
    return _column(name, "int", "count", description, *tables)


def _pct(name: str, description: str, *tables: str) -> ChartColumn:
    return _column(name, "float", "percent, 0-100", description, *tables)


def _words(name: str, description: str, *tables: str) -> ChartColumn:
    return _column(name, "str", "text", description, *tables)


def _of_group(slug: str, label: str) -> Iterator[ChartColumn]:
    """Yield the columns that name a group of applicants."""
    yield _count(f"{slug}_count", f"Positions filled by: {label}.", "positions")
    yield _pct(f"{slug}_pct", f"Share of positions filled by: {label}.", "positions")
    yield _column(
        f"{slug}_mean",
        "float",
        "points or items",
        f"Average of those who matched: {label}.",
        "scores",
        "research_output",
    )
    yield _points(f"{slug}_minus_senior", f"Matched average of {label} minus that of US MD seniors.")


_GROUPED: Final = {
    "us_md_senior": GROUP_LABELS["us_md_senior"],
    "us_md_graduate": "previous US MD graduates",
    "do": "DO seniors and graduates",
    "us_img": GROUP_LABELS["us_img"],
    "non_us_img": GROUP_LABELS["non_us_img"],
    "img": "US and non-US IMGs together",
    "other": "all others, Canadian and Fifth Pathway among them",
}
_RATES: Final = "applicants"

CHART_COLUMNS: Final = {
    known.column.name: known
    for known in (
        ChartColumn(MATCH_YEAR, ("every",)),
        ChartColumn(SPECIALTY, ("every",)),
        ChartColumn(replace(APPLICANT_GROUP, allowed=()), ("every",)),
        ChartColumn(EXAM, ("every",)),
        ChartColumn(CELL_STATUS, ("every",)),
        ChartColumn(SOURCE_ID, ("every",)),
        _words("source_ids", "Sources of the row, by their permanent names.", "every"),
        _words("label", "What people read for the specialty; unlike the slug it may change.", "every"),
        _words("applicant_type", "Applicant type as NRMP groups it.", "every"),
        _words(
            "position_level", "Level of the positions: pgy1, pgy2, r, or all of them summed.", "positions"
        ),
        _words("metric", "Measure and cohort the value is about.", "every"),
        _words("weights", "Weights of the three ranks, in the order of their columns.", "scores"),
        _words("flags", "What to bear in mind about the row, as slugs separated by blanks.", "scores"),
        _words("standing", "Where the score lies beside the matched average, as a slug.", "scores"),
        _words("reason", "Most likely reason of the difference.", "img_fill", "positions"),
        _pct("printed_pct", "The rate as printed, where it is known to be wrong.", "match_rates"),
        _words("restated_note", "Why the printed rate is not used; empty where it is.", "match_rates"),
        _words("break_note", "Why the row does not continue the year before; empty where it does.", "every"),
        _column("score", "int", "points", "The score that was entered."),
        _column("items", "int", "items listed", "The number of research items that was entered."),
        _points("matched_mean", "Average score of those who matched to the specialty they ranked first."),
        _points("unmatched_mean", "Average score of those who did not."),
        _points("gap_to_matched", "The score entered minus the matched average."),
        _points(
            "bridged_score",
            "The score as far from the national Step 2 CK average of the averages’ year, in standard "
            "deviations, as the score entered from that of the year it was taken.",
        ),
        _points("bridged_gap", "bridged_score minus the matched average."),
        _points("gap_to_unmatched", "The score entered minus the unmatched average."),
        _points("separation", "Matched average minus unmatched average."),
        _column(
            "position",
            "float",
            "0 to 1",
            "Where the score lies between the two averages; not a chance, not a "
            "percentile; missing where they lie closer than the error of a score.",
            "scores",
        ),
        _column("position_margin", "float", "0 to 1", "The error of a score on the same scale.", "scores"),
        _column(
            "items_mean",
            "float",
            "items listed",
            "Average number of research items of those who matched.",
            "research_output",
        ),
        _count("offered_count", "Positions offered.", "positions"),
        _count("filled_count", "Positions filled.", "positions"),
        _count("unfilled_count", "Positions that stayed unfilled.", "positions"),
        _count("matched_count", "People of the group who matched.", "positions", _RATES),
        _pct("share_pct", "The group's share of the positions filled.", "positions"),
        _pct("guide_pct", "Share of IMGs that the guide prints, of its own sample.", "img_fill"),
        _pct("nrmp_pct", "Share of the positions filled, out of NRMP's counts.", "positions"),
        _column(
            "difference",
            "float",
            "percentage points",
            "The guide's share minus that of NRMP's counts.",
            "img_fill",
            "positions",
        ),
        _pct(
            "of_seniors_and_imgs_pct",
            "Share of US MD seniors and IMGs alone, out of NRMP's counts.",
            "positions",
        ),
        _pct("match_rate_pct", "Matched to PGY-1, of active applicants.", "match_rates", _RATES),
        _count("active_count", "Applicants who handed in a rank order list.", _RATES),
        _count("unmatched_count", "Active applicants who did not match.", _RATES),
        _count("withdrew_count", "Registered applicants who withdrew.", _RATES),
        _count("no_rank_list_count", "Registered applicants without a rank order list.", _RATES),
        _count("registered_count", "Applicants who registered.", _RATES),
        _pct("of_active_pct", "Matched, of those who handed in a rank order list.", _RATES),
        _pct("of_registered_pct", "Matched, of all who registered.", _RATES),
        _column(
            "value", "float", "as the metric says", "The number; missing where the source has none.", "every"
        ),
        _column("rank", "float", "rank, 1 first", "Rank among the specialties, ties averaged.", "every"),
        _count("rank_ties", "Specialties that share the rank, this one included.", "every"),
        _count("ranked_count", "Specialties that are ranked.", "every"),
        _column("step1_rank", "float", "rank, 1 first", "Rank by the seniors' Step 1, high first.", "scores"),
        _column(
            "research_rank",
            "float",
            "rank, 1 first",
            "Rank by the seniors' research, high first.",
            "research_output",
        ),
        _column(
            "img_share_rank", "float", "rank, 1 first", "Rank by the share of IMGs, low first.", "positions"
        ),
        _column(
            "rank_lowest", "float", "rank, 1 first", "Lowest rank number over seven weightings.", "every"
        ),
        _column(
            "rank_highest", "float", "rank, 1 first", "Highest rank number over seven weightings.", "every"
        ),
        _column("is_shortlisted", "bool", "true or false", "Whether it is on the shortlist."),
        _column(
            "is_non_dominated",
            "bool",
            "true or false",
            "Whether no other specialty is better on both axes.",
            "scores",
            "positions",
        ),
        _column(
            "is_secondary",
            "bool",
            "true or false",
            "Whether it was read on a page that repeats NRMP's number.",
            "match_rates",
        ),
        *(column for slug, label in _GROUPED.items() for column in _of_group(slug, label)),
    )
}


def describe_columns(names: Iterable[str]) -> list[ChartColumn]:
    """Return what is known of the columns `names`, in their order.

    Raises:
        KeyError: a chart has a column that no row here describes.
    """
    return [CHART_COLUMNS[name] for name in names]


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a chart's data with whole numbers as whole numbers, also where some are missing.

    Args:
        rows: the data of a story, with columns of `CHART_COLUMNS` only.
    """
    whole = [
        known.column.name for known in describe_columns(map(str, rows.columns)) if known.column.dtype == "int"
    ]
    return rows.astype(dict.fromkeys(whole, "Int64"))
