"""Figures over the years: which rows run on from each other, and which do not.

A row whose `break_note` says something does not continue the year before it: what it counts has changed. No
change, trend or difference over the years may be computed across such a row; whatever does so starts here.
"""

import pandas as pd


def last_span(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the rows, one per series and year, of the last unbroken span of each series that `by` names."""
    ordered = rows.sort_values("match_year", kind="stable")
    number = (ordered["break_note"].fillna("") != "").groupby(ordered[by]).cumsum()
    return ordered.loc[number == number.groupby(ordered[by]).transform("max")]


def breaks_between(rows: pd.DataFrame, first: int = 0, last: int = 9999) -> list[tuple[int, str]]:
    """Return year and reason of each break of one series after the year `first` and up to `last`."""
    within = rows.loc[rows["match_year"].between(first + 1, last)].sort_values("match_year")
    breaks = within.loc[within["break_note"].fillna("") != "", ["match_year", "break_note"]]
    return list(breaks.itertuples(index=False, name=None))
