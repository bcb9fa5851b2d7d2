"""Credentials of those who matched: a rank out of three averages, and how far it depends on the weights."""

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd

from analysis.counts.compute import matches_by_specialty, of_year
from analysis.groups.compute import SENIORS, matched_by_group, research_by_group
from data.vocabulary import TOTAL

WEIGHTS_DEFAULT: Final = (1.0, 1.0, 1.0)
# The range of a rank is taken over these weightings of Step 1, research and IMG share.
WEIGHTINGS: Final = ((1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (1, 1, 0), (1, 0, 1), (0, 1, 1))
COMPONENT_RANKS: Final = ("step1_rank", "research_rank", "img_share_rank")


def _final_rank(components: pd.DataFrame, weights: Sequence[float]) -> pd.Series:
    """Return the rank of the weighted mean of the component ranks, ties averaged.

    A specialty that lacks a component with weight has no rank: nothing is imputed.
    """
    total = sum(weights)
    weighted = sum(
        components[column] * (weight / total)
        for column, weight in zip(COMPONENT_RANKS, weights, strict=True)
        if weight
    )
    # Rounding keeps a tie a tie when the weights have no exact binary form.
    return pd.Series(weighted, index=components.index).round(9).rank(method="average")


def _seniors(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the seniors' averages alone, under a name; missing where the edition has none of them."""
    column = f"{SENIORS}_mean"
    own = rows if column in rows else rows.assign(**{column: math.nan})
    return own[["specialty", "label", column]].set_axis(["specialty", "label", name], axis="columns")


def credential_components(
    scores: pd.DataFrame, research_output: pd.DataFrame, positions: pd.DataFrame, match_year: int
) -> pd.DataFrame:
    """Lay what the rank of credentials is made of side by side, and how far the rank can move.

    Args:
        scores: the rows of `scores` that the edition has.
        research_output: the rows of `research_output` that it has.
        positions: the `positions` table.
        match_year: match year of the edition.

    Returns:
        One row per specialty of the edition without the total: `specialty`, `label`, `us_md_senior_mean`
        (points), `items_mean`, `img_pct` (`img_count` of `filled_count`), `step1_rank` and `research_rank`
        (high first), `img_share_rank` (low first; of the positions filled by NRMP's counts, levels summed),
        `rank_lowest` and `rank_highest` (over `WEIGHTINGS`).
    """
    shares = of_year(matches_by_specialty(positions), match_year)
    components = (
        _seniors(matched_by_group(scores, "step1"), "us_md_senior_mean")
        .merge(
            _seniors(research_by_group(research_output), "items_mean").drop(columns="label"), on="specialty"
        )
        .merge(shares[["specialty", "img_pct", "img_count", "filled_count"]], on="specialty")
        .loc[lambda rows: rows["specialty"] != TOTAL]
        .assign(
            step1_rank=lambda rows: rows["us_md_senior_mean"].rank(ascending=False),
            research_rank=lambda rows: rows["items_mean"].rank(ascending=False),
            img_share_rank=lambda rows: rows["img_pct"].rank(),
        )
    )
    over_weightings = pd.DataFrame(
        {str(weighting): _final_rank(components, weighting) for weighting in WEIGHTINGS}
    )
    return components.assign(
        rank_lowest=over_weightings.min(axis="columns"), rank_highest=over_weightings.max(axis="columns")
    )


def rank_credentials(components: pd.DataFrame, weights: Sequence[float] = WEIGHTS_DEFAULT) -> pd.DataFrame:
    """Rank the specialties of an edition by the averages of those who matched in them.

    The weighted mean of the ranks of the components is ranked again; ties are averaged. The rank says what
    the people who matched had in common, not how hard it is to match.

    Args:
        components: the result of `credential_components`.
        weights: weights of Step 1, research and IMG share; none negative, not all zero.

    Returns:
        The rows of the components with their `rank`, best first, then by label.

    Raises:
        ValueError: when the weights are not three finite numbers of at least 0 with one above 0.
    """
    usable = len(weights) == 3 and all(math.isfinite(w) and w >= 0 for w in weights) and any(weights)
    if not usable:
        raise ValueError(f"weights are {tuple(weights)}; allowed are three numbers from 0 up, not all 0.")
    ranked = components.assign(rank=_final_rank(components, weights))
    return ranked.sort_values(["rank", "label"]).reset_index(drop=True)
