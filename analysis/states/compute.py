"""Positions by state: of one specialty or of all, year by year, and the shade that each number has.

Two documents that do not continue each other: one by type of position, a later one by type of applicant.
What a state has no row of is not offered there as far as the source says, and is no zero.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.wording import FEW_MATCHED
from data.groups import GROUP_BY_SLUG
from data.states import STATE_BY_SLUG
from data.terms import Term
from data.vocabulary import TOTAL

# The groups whose shares a state can be coloured by.
SHARED: Final = ("img", "non_us_img")
# How many shades there are; each holds about as many states.
SHADES: Final = 5
_KEY: Final = ["match_year", "state"]
_PROGRAMS: Final = ("program_count", "unfilled_program_count")
_COUNTED: Final = ("offered_count", "filled_count")


@dataclass(frozen=True, slots=True)
class PlaceMeasure(Term):
    """What a square can show.

    Attributes:
        column: its number in `places_by_state`.
        part: of a share the count behind it; empty for a count.
        noun: of a share whose it is, for the middle of a sentence.
    """

    column: str
    part: str = ""
    noun: str = ""

    @property
    def is_share(self) -> bool:
        """Whether it is a share of the positions filled, percent."""
        return bool(self.part)


PLACE_MEASURES: Final = (
    PlaceMeasure("offered", "Positions", "offered_count"),
    PlaceMeasure("unfilled", "Unfilled positions", "unfilled_count"),
    *(
        PlaceMeasure(
            slug,
            f"Share of {GROUP_BY_SLUG[slug].plural}",
            f"{slug}_pct",
            f"{slug}_count",
            GROUP_BY_SLUG[slug].plural,
        )
        for slug in SHARED
    ),
)
MEASURE_BY_SLUG: Final = {measure.slug: measure for measure in PLACE_MEASURES}


def places_by_state(
    positions_by_state: pd.DataFrame, filled_by_state: pd.DataFrame, specialty: str
) -> pd.DataFrame:
    """Add up the positions of one specialty, or of every one the source has, by year and state.

    Args:
        positions_by_state: the table (NRMP, Program Results).
        filled_by_state: the table (NRMP, Match Results by Specialty, State and Applicant Type).
        specialty: its slug; the total counts every row, preliminary and transitional positions too.

    Returns:
        One row per match year of the source and state, by year, then as `data.states` has them: `match_year`,
        `state`, `state_name`, `specialty`, `offered_count`, `filled_count`, `unfilled_count`, `program_count`
        and `unfilled_program_count` (NaN in years that count no programs), `{group}_count` and `{group}_pct`
        of `SHARED` and of US IMGs (of the positions filled; NaN in years that count no types, and where none
        was filled), `source_id`, all NaN where a state has no row; `pools_preliminary` (whether the positions
        of the year include preliminary ones, which every other source counts apart) and `has_preliminary`,
        whether those of any year do.
    """
    years = sorted({*positions_by_state["match_year"], *filled_by_state["match_year"]})
    by_type, by_group = (
        rows if specialty == TOTAL else rows.loc[rows["specialty"] == specialty]
        for rows in (positions_by_state, filled_by_state)
    )
    groups = {slug: list(GROUP_BY_SLUG[slug].count_columns) for slug in ("us_img", *SHARED)}
    by_group = by_group.assign(
        **{f"{slug}_count": by_group[names].sum(axis=1) for slug, names in groups.items()}
    )
    counts = [f"{slug}_count" for slug in groups]
    # All positions together include preliminary ones in every year.
    pooled = by_group.loc[by_group["pools_preliminary"] & (specialty != TOTAL), "match_year"].unique()
    rows = (
        pd.concat([_summed(by_type, (*_COUNTED, *_PROGRAMS)), _summed(by_group, (*_COUNTED, *counts))])
        .reindex(
            index=pd.MultiIndex.from_product([years, list(STATE_BY_SLUG)], names=_KEY),
            columns=[*_COUNTED, *_PROGRAMS, *counts, "source_id"],
        )
        .reset_index()
    )
    filled = rows["filled_count"].where(rows["filled_count"] > 0)
    return rows.assign(
        state_name=rows["state"].map({slug: state.label for slug, state in STATE_BY_SLUG.items()}),
        specialty=specialty,
        pools_preliminary=rows["match_year"].isin(pooled),
        has_preliminary=len(pooled) > 0,
        unfilled_count=rows["offered_count"] - rows["filled_count"],
        **{f"{slug}_pct": 100 * rows[f"{slug}_count"] / filled for slug in groups},
    )


def _summed(rows: pd.DataFrame, counts: Sequence[str]) -> pd.DataFrame:
    how: dict[Hashable, Any] = {**dict.fromkeys(counts, "sum"), "source_id": "first"}
    return rows.groupby(_KEY).agg(how)


def states_of_year(places: pd.DataFrame, match_year: int, measure: PlaceMeasure) -> pd.DataFrame:
    """Return one year with the states in order, the largest number first, then by name.

    Args:
        places: what `places_by_state` returns.
        match_year: one of its years.
        measure: what is shown.

    Returns:
        The columns of `places_by_state`, and `shade`: of its square, `1` for the lowest numbers to `5`, or
        why it has none: `zero`, `few` (a share of few positions) or `none`.
    """
    at = np.flatnonzero(places["match_year"] == match_year)
    # The states stand by their names, and those with one number stay so; no number comes last.
    order = np.argsort(-places[measure.column].to_numpy()[at], kind="stable")
    rows = places.iloc[at[order]].reset_index(drop=True)
    return rows.assign(shade=_shades(rows, measure))


def _shades(rows: pd.DataFrame, measure: PlaceMeasure) -> np.ndarray:
    """Return the shade of each square: of the numbers above zero each shade has about as many."""
    values, filled = (rows[name].to_numpy("float64") for name in (measure.column, "filled_count"))
    few = (filled < FEW_MATCHED) & ~np.isnan(values) & measure.is_share
    is_shaded = (values > 0) & ~few
    in_order = np.sort(values[is_shaded])
    parts = -(-SHADES * np.searchsorted(in_order, values, side="right") // max(len(in_order), 1))
    return np.select([is_shaded, few, values == 0], [parts.astype(str), "few", "zero"], "none")


def years_with(places: pd.DataFrame, measure: PlaceMeasure) -> tuple[int, ...]:
    """Return the match years that have any number of a measure, newest first."""
    counted = places.loc[places[measure.part or measure.column].notna(), "match_year"]
    return tuple(sorted(map(int, counted.unique()), reverse=True))


def half_of(values: pd.Series) -> int:
    """Return how many of some numbers, largest first, add up to at least half of all."""
    there = values.to_numpy()
    added = np.sort(there[~np.isnan(there)])[::-1].cumsum()
    return int((added < added[-1] / 2).sum()) + 1 if len(added) else 0
