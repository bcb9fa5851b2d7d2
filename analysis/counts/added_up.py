"""A year that NRMP counts by state alone, added up over the states like the rows of its table by specialty.

Some of its rows hold preliminary positions, which that table prints apart: they stay within the total, and
their specialties have no row of their own, because nothing could be compared with it.
"""

import pandas as pd

from analysis.counts.compute import GROUP_COLUMNS, PLACES, matches_by_specialty, of_year


def as_positions(filled_by_state: pd.DataFrame) -> pd.DataFrame:
    """Return `filled_by_state` as rows of the table `positions`, as far as counts of matches need them."""
    counted = {column for columns in GROUP_COLUMNS.values() for column in columns}
    return filled_by_state.assign(
        specialty=filled_by_state["specialty"].mask(filled_by_state["pools_preliminary"]),
        unfilled_count=filled_by_state["offered_count"] - filled_by_state["filled_count"],
        series_break=None,
        break_note="",
        # A column that is not printed adds nothing.
        **dict.fromkeys(counted - set(filled_by_state.columns), 0),
    )


def added_up(filled_by_state: pd.DataFrame, match_year: int, level: str = "all") -> pd.DataFrame:
    """Return one such year with a row for every specialty, as `analysis.counts.compute.of_year` does.

    Returns:
        The columns of `of_year`, and `pools_preliminary`: whether a specialty has no counts for holding
        preliminary positions.
    """
    counts = matches_by_specialty(as_positions(filled_by_state), level)
    pooled = filled_by_state.loc[filled_by_state["pools_preliminary"], "specialty"].unique()
    rows = of_year(counts, match_year)
    return rows.assign(pools_preliminary=rows["specialty"].isin(pooled) & rows[PLACES[0]].isna())
