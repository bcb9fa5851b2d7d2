"""Those who ranked one specialty and nothing else: how many of them matched, by group and year.

A share of people who chose so is not a chance: those who rank one specialty alone differ from the others.
"""

from collections.abc import Collection
from typing import Final

import pandas as pd

from analysis.counts.interval import wilson_pct
from analysis.wording import SPECIALTY_LABELS
from data.groups import GROUPS
from data.terms import slugs
from data.vocabulary import SPECIALTIES

# Where rows come from that are copied from somewhere else than NRMP's own table.
SECOND_HAND: Final = "only_choice_secondary"
# Everybody but US MD seniors: where NRMP counts no other group apart, all others are in it.
TOGETHER: Final = "independent"
SENIORS: Final = "us_md_senior"
# Of fewer people no share is taken.
FEW: Final = 10


def types_by_year(only_choice: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    """Return match year -> the applicant types that it counts, as groups are ordered; years ascending."""
    years = sorted({int(year) for year in only_choice["match_year"]})
    types = {
        year: set(only_choice.loc[only_choice["match_year"] == year, "applicant_type"]) for year in years
    }
    return {
        year: tuple(group.slug for group in GROUPS if group.slug in found) for year, found in types.items()
    }


def counted_as(applicant_group: str, types: Collection[str]) -> str | None:
    """Return the type under which a year counts a group: its own, else all others together, else None."""
    if applicant_group in types:
        return applicant_group
    return TOGETHER if TOGETHER in types and applicant_group != SENIORS else None


def only_choice_shares(only_choice: pd.DataFrame) -> pd.DataFrame:
    """Take the share that matched of those who ranked one specialty only.

    Args:
        only_choice: the `only_choice` table (NRMP, Results and Data, Tables 14, 14A and 14B, and a copy of
            what followed).

    Returns:
        One row per match year, specialty of the vocabulary and applicant type: `match_year`, `specialty`,
        `label`, `applicant_type`, `matched_count`, `unmatched_count`, `ranked_only_count`, `matched_pct`
        (percent of those who ranked only it) with its 95% Wilson interval, `low_pct` to `high_pct`, all
        three NaN where fewer than `FEW` did; `is_secondary` and `source_id`.
    """
    rows = only_choice.dropna(subset=["specialty"])
    enough = rows["ranked_only_count"] >= FEW
    low, high = wilson_pct(rows["matched_count"], rows["ranked_only_count"])
    columns = ["match_year", "specialty", "applicant_type", "matched_count", "unmatched_count"]
    return rows[[*columns, "ranked_only_count", "source_id"]].assign(
        label=rows["specialty"].map(SPECIALTY_LABELS),
        matched_pct=(100 * rows["matched_count"] / rows["ranked_only_count"].where(enough)).astype("float64"),
        low_pct=low.where(enough),
        high_pct=high.where(enough),
        is_secondary=rows["source_id"] == SECOND_HAND,
    )


def of_year(shares: pd.DataFrame, match_year: int, applicant_type: str) -> pd.DataFrame:
    """Return the specialties of one year and type, highest share first, then those with few people.

    The total comes first; counts are NaN where the source has no row of the specialty, and those come last.
    """
    own = shares.loc[(shares["match_year"] == match_year) & (shares["applicant_type"] == applicant_type)]
    return (
        own.set_index("specialty")
        .reindex(slugs(SPECIALTIES))
        .rename_axis("specialty")
        .reset_index()
        .assign(
            label=lambda rows: rows["specialty"].map(SPECIALTY_LABELS),
            match_year=match_year,
            applicant_type=applicant_type,
            total=lambda rows: rows["specialty"].isin({one.slug for one in SPECIALTIES if one.is_total}),
        )
        .sort_values(
            ["total", "matched_pct", "ranked_only_count", "label"],
            ascending=[False, False, False, True],
            ignore_index=True,
        )
        .drop(columns="total")
    )


def by_year(only_choice: pd.DataFrame, specialty: str, applicant_group: str) -> pd.DataFrame:
    """Return one group in one specialty, year by year, newest first, as each year counts the group.

    Returns:
        The columns of `only_choice_shares`, a row per year of the table that counts the group apart or
        within all others; `applicant_type` says which.
    """
    kinds = {
        year: kind
        for year, types in types_by_year(only_choice).items()
        if (kind := counted_as(applicant_group, types))
    }
    shares = only_choice_shares(only_choice.loc[only_choice["specialty"] == specialty])
    own = shares.loc[
        [
            kinds.get(year) == kind
            for year, kind in zip(shares["match_year"], shares["applicant_type"], strict=True)
        ]
    ]
    return own.sort_values("match_year", ascending=False, ignore_index=True)
