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


_GROUPED: Final = {
    "us_md_senior": GROUP_LABELS["us_md_senior"],
    "us_md_graduate": "previous US MD graduates",
    "do": "DO seniors and graduates",
    "us_img": GROUP_LABELS["us_img"],
    "non_us_img": GROUP_LABELS["non_us_img"],
    "img": "US and non-US IMGs together",
    "other": "all others, Canadian and Fifth Pathway among them",
}
# Type, unit and tables -> what each column of them is; {} stands for every group.
_DESCRIBED: Final[dict[tuple[ColumnType, str, str], dict[str, str]]] = {
    ("bool", "true or false", ""): {"is_shortlisted": "Whether it is on the shortlist."},
    ("bool", "true or false", "match_rates"): {
        "is_secondary": "Whether it was read on a page that repeats NRMP's number."
    },
    ("bool", "true or false", "scores positions"): {
        "is_non_dominated": "Whether no other specialty is better on both axes."
    },
    ("float", "0 to 1", "scores"): {
        "position": "Where the score lies between the two averages; not a chance, not a percentile; "
        "missing where they lie closer than the error of a score.",
        "position_margin": "The error of a score on the same scale.",
    },
    ("float", "as the metric says", "every"): {"value": "The number; missing where the source has none."},
    ("float", "items listed", "research_output"): {
        "items_mean": "Average number of research items of those who matched."
    },
    ("float", "percent, 0-100", "applicants"): {
        "of_active_pct": "Matched, of those who handed in a rank order list.",
        "of_registered_pct": "Matched, of all who registered.",
    },
    ("float", "percent, 0-100", "img_fill"): {
        "guide_pct": "Share of IMGs that the guide prints, of its own sample."
    },
    ("float", "percent, 0-100", "match_rates"): {
        "printed_pct": "The rate as printed, where it is known to be wrong."
    },
    ("float", "percent, 0-100", "match_rates applicants"): {
        "match_rate_pct": "Matched to PGY-1, of active applicants."
    },
    ("float", "percent, 0-100", "positions"): {
        "{}_pct": "Share of positions filled by: {}.",
        "share_pct": "The group's share of the positions filled.",
        "nrmp_pct": "Share of the positions filled, out of NRMP's counts.",
        "of_seniors_and_imgs_pct": "Share of US MD seniors and IMGs alone, out of NRMP's counts.",
    },
    ("float", "percentage points", "img_fill positions"): {
        "difference": "The guide's share minus that of NRMP's counts."
    },
    ("float", "points or items", "scores research_output"): {"{}_mean": "Average of those who matched: {}."},
    ("float", "points", "scores"): {
        "{}_minus_senior": "Matched average of {} minus that of US MD seniors.",
        "matched_mean": "Average score of those who matched to the specialty they ranked first.",
        "unmatched_mean": "Average score of those who did not.",
        "gap_to_matched": "The score entered minus the matched average.",
        "bridged_score": "The score as far from the national Step 2 CK average of the averages’ year, in "
        "standard deviations, as the score entered from that of the year it was taken.",
        "bridged_gap": "bridged_score minus the matched average.",
        "gap_to_unmatched": "The score entered minus the unmatched average.",
        "separation": "Matched average minus unmatched average.",
    },
    ("float", "rank, 1 first", "every"): {
        "rank": "Rank among the specialties, ties averaged.",
        "rank_lowest": "Lowest rank number over seven weightings.",
        "rank_highest": "Highest rank number over seven weightings.",
    },
    ("float", "rank, 1 first", "positions"): {"img_share_rank": "Rank by the share of IMGs, low first."},
    ("float", "rank, 1 first", "research_output"): {
        "research_rank": "Rank by the seniors' research, high first."
    },
    ("float", "rank, 1 first", "scores"): {"step1_rank": "Rank by the seniors' Step 1, high first."},
    ("int", "count", "applicants"): {
        "active_count": "Applicants who handed in a rank order list.",
        "unmatched_count": "Active applicants who did not match.",
        "withdrew_count": "Registered applicants who withdrew.",
        "no_rank_list_count": "Registered applicants without a rank order list.",
        "registered_count": "Applicants who registered.",
    },
    ("int", "count", "every"): {
        "rank_ties": "Specialties that share the rank, this one included.",
        "ranked_count": "Specialties that are ranked.",
    },
    ("int", "count", "positions"): {
        "{}_count": "Positions filled by: {}.",
        "offered_count": "Positions offered.",
        "filled_count": "Positions filled.",
        "unfilled_count": "Positions that stayed unfilled.",
    },
    ("int", "count", "positions applicants"): {"matched_count": "People of the group who matched."},
    ("int", "items listed", ""): {"items": "The number of research items that was entered."},
    ("int", "points", ""): {"score": "The score that was entered."},
    ("str", "text", "every"): {
        "source_ids": "Sources of the row, by their permanent names.",
        "label": "What people read for the specialty; unlike the slug it may change.",
        "applicant_type": "Applicant type as NRMP groups it.",
        "metric": "Measure and cohort the value is about.",
        "break_note": "Why the row does not continue the year before; empty where it does.",
    },
    ("str", "text", "img_fill positions"): {"reason": "Most likely reason of the difference."},
    ("str", "text", "match_rates"): {"restated_note": "Why the printed rate is not used; empty where it is."},
    ("str", "text", "positions"): {
        "position_level": "Level of the positions: pgy1, pgy2, r, or all of them summed."
    },
    ("str", "text", "scores"): {
        "weights": "Weights of the three ranks, in the order of their columns.",
        "flags": "What to bear in mind about the row, as slugs separated by blanks.",
        "standing": "Where the score lies beside the matched average, as a slug.",
    },
}


def _chart_columns() -> Iterator[ChartColumn]:
    """Yield every column: those of the tables, then what was computed."""
    for column in (MATCH_YEAR, SPECIALTY, replace(APPLICANT_GROUP, allowed=()), EXAM, CELL_STATUS, SOURCE_ID):
        yield ChartColumn(column, ("every",))
    for (dtype, unit, tables), described in _DESCRIBED.items():
        for name, said in described.items():
            for slug, label in _GROUPED.items() if "{}" in name else [("", "")]:
                column = Column(name.format(slug), dtype, unit, said.format(label), nullable=True)
                yield ChartColumn(column, tuple(tables.split()))


CHART_COLUMNS: Final = {known.column.name: known for known in _chart_columns()}


def describe_columns(names: Iterable[str]) -> list[ChartColumn]:
    """Return what is known of the columns `names`, in their order.

    Raises:
        KeyError: a chart has a column that no row here describes.
    """
    return [CHART_COLUMNS[name] for name in names]


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a chart's data with whole numbers as whole numbers, also where some are missing."""
    whole = [
        known.column.name for known in describe_columns(map(str, rows.columns)) if known.column.dtype == "int"
    ]
    return rows.astype(dict.fromkeys(whole, "Int64"))
