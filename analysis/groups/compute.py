"""Applicant groups side by side: matched averages of IMGs beside those of US MD seniors."""

import math
from collections.abc import Mapping
from typing import Final

import pandas as pd

from analysis.standing.compute import specialties_in
from analysis.wording import SPECIALTY_LABELS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, FILL_GROUPS

# NRMP's matches by specialty and group in a year (`analysis.counts.compute.matched_counts`).
Counts = Mapping[tuple[str, str], int]

# The group that the others stand beside.
SENIORS: Final = "us_md_senior"


def groups_in(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the applicant groups that a table has rows of, in the order of their records."""
    there = set(table["applicant_group"].unique())
    return tuple(group for group in slugs(APPLICANT_GROUPS) if group in there)


def _side_by_side(
    table: pd.DataFrame, value: str, groups: tuple[str, ...], suffix: str, counts: Counts | None = None
) -> pd.DataFrame:
    """Return one row per specialty with `{group}{suffix}` and `{group}_count` (matches) for each group."""
    specialties = specialties_in(table)
    return (
        table.pivot_table(value, "specialty", "applicant_group", aggfunc="first")
        .reindex(index=pd.Index(specialties, name="specialty"), columns=list(groups))
        .add_suffix(suffix)
        .rename_axis(columns=None)
        .reset_index()
        .assign(
            label=[SPECIALTY_LABELS[slug] for slug in specialties],
            **{
                f"{group}_count": [float((counts or {}).get((slug, group), math.nan)) for slug in specialties]
                for group in groups
            },
        )
    )


def matched_by_group(scores: pd.DataFrame, exam: str, counts: Counts | None = None) -> pd.DataFrame:
    """Lay the matched averages of one exam side by side, out of the rows of `scores` that one edition has.

    Returns:
        One row per specialty of the edition, in the order of the vocabulary: `specialty`, `{group}_mean`
        (points, NaN where the source has none) for each group that it has, `{group}_minus_senior` (points)
        for each but US MD seniors where it has these, `{group}_count` (matches by NRMP's count, NaN where
        unknown), `label`. The difference describes who matched; it is not a higher bar for anybody.
    """
    matched = scores.loc[(scores["exam"] == exam) & (scores["outcome"] == "matched")]
    groups = groups_in(matched)
    rows = _side_by_side(matched, "score_mean", groups, "_mean", counts)
    if SENIORS not in groups:
        return rows
    return rows.assign(
        **{
            f"{group}_minus_senior": rows[f"{group}_mean"] - rows[f"{SENIORS}_mean"]
            for group in groups
            if group != SENIORS
        }
    )


def research_by_group(research_output: pd.DataFrame, counts: Counts | None = None) -> pd.DataFrame:
    """Lay the matched research averages side by side, out of the rows that one edition has.

    Returns:
        One row per specialty of the edition: `specialty`, `{group}_mean` (items listed, NaN where the source
        has none) and `{group}_count` (matches by NRMP's count, NaN where unknown) for each group that it has,
        `label`.
    """
    matched = research_output.loc[research_output["outcome"] == "matched"]
    return _side_by_side(matched, "items_mean", groups_in(matched), "_mean", counts)


def fill_by_group(img_fill: pd.DataFrame) -> pd.DataFrame:
    """Lay the guide's fill shares of the IMG groups side by side, out of the rows that one edition has.

    Returns:
        One row per specialty: `specialty`, `img_pct`, `us_img_pct`, `non_us_img_pct` (percent of the
        guide's compiled sample, which is not NRMP's share of positions filled), `label`.
    """
    rows = _side_by_side(img_fill, "filled_pct", slugs(FILL_GROUPS), "_pct")
    return rows.drop(columns=[f"{group}_count" for group in slugs(FILL_GROUPS)])
