"""Applicant groups side by side: matched averages of IMGs beside those of US MD seniors."""

import math
from collections.abc import Mapping

import pandas as pd

from analysis.standing.compute import one_match_year
from analysis.wording import SPECIALTY_LABELS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, FILL_GROUPS, SPECIALTIES

Counts = Mapping[tuple[str, str], int]


def _side_by_side(
    table: pd.DataFrame, value: str, groups: tuple[str, ...], suffix: str, counts: Counts | None = None
) -> pd.DataFrame:
    """Return one row per specialty with `{group}{suffix}` and `{group}_count` (matches) for each group."""
    one_match_year(table)
    by_cell = table.set_index(["applicant_group", "specialty"])[value]
    index = pd.Index(slugs(SPECIALTIES), name="specialty")
    return (
        pd.DataFrame(
            {
                f"{group}{suffix}": by_cell.loc[by_cell.index.get_level_values(0) == group]
                .droplevel(0)
                .reindex(index)
                for group in groups
            }
        )
        .reset_index()
        .assign(
            label=lambda rows: rows["specialty"].map(SPECIALTY_LABELS),
            **{
                f"{group}_count": [
                    float((counts or {}).get((specialty, group), math.nan)) for specialty in index
                ]
                for group in groups
            },
        )
    )


def matched_step1_by_group(scores: pd.DataFrame, counts: Counts | None = None) -> pd.DataFrame:
    """Lay the matched Step 1 averages of the three groups side by side.

    Args:
        scores: the `scores` table of one match year.
        counts: NRMP's matches by specialty and group that year (`analysis.counts.compute.matched_counts`).

    Returns:
        One row per specialty (23, vocabulary order): `specialty`, `us_md_senior_mean`, `us_img_mean`,
        `non_us_img_mean` (points, NaN where the source has none), `us_img_minus_senior`,
        `non_us_img_minus_senior` (points), `{group}_count` (matches by NRMP's count, NaN where unknown),
        `label`. The difference describes who matched; it is not a higher bar for anybody.

    Raises:
        ValueError: when `scores` does not hold exactly one match year.
    """
    matched = scores.loc[(scores["exam"] == "step1") & (scores["outcome"] == "matched")]
    return _side_by_side(matched, "score_mean", slugs(APPLICANT_GROUPS), "_mean", counts).assign(
        us_img_minus_senior=lambda rows: rows["us_img_mean"] - rows["us_md_senior_mean"],
        non_us_img_minus_senior=lambda rows: rows["non_us_img_mean"] - rows["us_md_senior_mean"],
    )


def research_by_group(research_output: pd.DataFrame, counts: Counts | None = None) -> pd.DataFrame:
    """Lay the matched research averages of the three groups side by side.

    Args:
        research_output: the `research_output` table of one match year.
        counts: NRMP's matches by specialty and group that year (`analysis.counts.compute.matched_counts`).

    Returns:
        One row per specialty (23): `specialty`, `us_md_senior_mean`, `us_img_mean`, `non_us_img_mean`
        (items listed, NaN where the source has none), `{group}_count` (matches by NRMP's count, NaN where
        unknown), `label`.

    Raises:
        ValueError: when the table does not hold exactly one match year.
    """
    return _side_by_side(research_output, "items_mean", slugs(APPLICANT_GROUPS), "_mean", counts)


def fill_by_group(img_fill: pd.DataFrame) -> pd.DataFrame:
    """Lay the guide's fill shares of the IMG groups side by side.

    Returns:
        One row per specialty (23): `specialty`, `img_pct`, `us_img_pct`, `non_us_img_pct` (percent of the
        guide's compiled sample, which is not NRMP's share of positions filled), `label`.

    Raises:
        ValueError: when the table does not hold exactly one match year.
    """
    rows = _side_by_side(img_fill, "filled_pct", slugs(FILL_GROUPS), "_pct")
    return rows.drop(columns=[f"{group}_count" for group in slugs(FILL_GROUPS)])
