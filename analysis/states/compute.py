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
        One row per match year and state that has a row in the source, both ascending: `match_year`, `state`,
        `state_name`, `specialty`, `offered_count`, `filled_count`, `unfilled_count`, `program_count` and
        `unfilled_program_count` (NaN in years that count no programs), `{group}_count` and `{group}_pct` of
        `SHARED` and of US IMGs (of the positions filled; NaN in years that count no types, and where none was
        filled), `pools_preliminary` (whether they include preliminary positions, which every other source
        counts apart) and `source_id`.
    """
    by_type, by_group = (
        rows if specialty == TOTAL else rows.loc[rows["specialty"] == specialty]
        for rows in (positions_by_state, filled_by_state)
    )
    groups = {slug: list(GROUP_BY_SLUG[slug].count_columns) for slug in ("us_img", *SHARED)}
    by_group = by_group.assign(
        **{f"{slug}_count": by_group[names].sum(axis=1) for slug, names in groups.items()}
    )
    counts = [f"{slug}_count" for slug in groups]
    together = [
        _summed(by_type, (*_COUNTED, *_PROGRAMS)).assign(pools_preliminary=False),
        _summed(by_group, (*_COUNTED, *counts)).assign(
            # All positions together include preliminary ones in every year.
            pools_preliminary=specialty != TOTAL and bool(by_group["pools_preliminary"].any())
        ),
    ]
    rows = pd.concat(together, ignore_index=True).reindex(
        columns=[*_KEY, *_COUNTED, *_PROGRAMS, *counts, "pools_preliminary", "source_id"]
    )
    filled = rows["filled_count"].where(rows["filled_count"] > 0)
    return rows.assign(
        state_name=rows["state"].map({slug: state.label for slug, state in STATE_BY_SLUG.items()}),
        specialty=specialty,
        unfilled_count=rows["offered_count"] - rows["filled_count"],
        **{f"{slug}_pct": 100 * rows[f"{slug}_count"] / filled for slug in groups},
    )


def _summed(rows: pd.DataFrame, counts: Sequence[str]) -> pd.DataFrame:
    how: dict[Hashable, Any] = {**dict.fromkeys(counts, "sum"), "source_id": "first"}
    return rows.groupby(_KEY, as_index=False).agg(how)


def states_of_year(places: pd.DataFrame, match_year: int, measure: PlaceMeasure) -> pd.DataFrame:
    """Return one year with a row for every state, the largest number first, then by name.

    Args:
        places: what `places_by_state` returns.
        match_year: the year.
        measure: what is shown.

    Returns:
        The columns of `places_by_state`, NaN where a state has no row; `has_preliminary`, whether any year
        has preliminary positions among them; and `shade`: of its square, `1` for the lowest numbers to `5`,
        or why it has none: `zero`, `few` (a share of few positions) or `none`.
    """
    year = places.loc[places["match_year"] == match_year].set_index("state")
    rows = year.reindex(list(STATE_BY_SLUG))
    return (
        rows.reset_index(names="state")
        .assign(
            match_year=match_year,
            state_name=[state.label for state in STATE_BY_SLUG.values()],
            specialty=places["specialty"].iloc[0] if len(places) else "",
            pools_preliminary=bool(year["pools_preliminary"].any()),
            has_preliminary=bool(places["pools_preliminary"].any()),
            shade=_shades(rows, measure),
            # The states stand by their names, and those with one number stay so.
        )
        .sort_values(measure.column, ascending=False, kind="stable", ignore_index=True)
    )


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
    added = values.dropna().sort_values(ascending=False).cumsum()
    return int((added < added.max() / 2).sum()) + 1 if len(added) else 0
