"""Figures over the years: which rows run on from each other, and which do not.

A row whose `break_note` says something does not continue the year before it: what it counts has changed. No
change, trend or difference over the years may be computed across such a row; whatever does so starts here.
"""

from collections.abc import Sequence

import pandas as pd


def spans(rows: pd.DataFrame) -> pd.Series:
    """Number the unbroken spans of one series.

    Args:
        rows: one row per year of one series, `match_year` ascending, with `break_note`.

    Returns:
        One number per row, from 0; rows of one number may be compared with each other.
    """
    return (rows["break_note"].fillna("") != "").cumsum()


def last_span(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the rows of the last unbroken span of each series.

    Args:
        rows: one row per series and year, with `match_year` and `break_note`, in any order.
        by: column that names the series.
    """
    ordered = rows.sort_values("match_year", kind="stable")
    number = (ordered["break_note"].fillna("") != "").groupby(ordered[by]).cumsum()
    return ordered.loc[number == number.groupby(ordered[by]).transform("max")]


def breaks_between(rows: pd.DataFrame, first: int, last: int) -> list[tuple[int, str]]:
    """Return year and reason of each break of one series after `first` and up to `last`, years ascending.

    Args:
        rows: one row per year of one series, with `match_year` and `break_note`, in any order.
        first: the earlier of the two years to be compared.
        last: the later one.
    """
    after = rows.loc[rows["match_year"].between(first + 1, last) & (rows["break_note"].fillna("") != "")]
    ordered = after.sort_values("match_year")
    return [
        (int(year), str(note))
        for year, note in zip(ordered["match_year"], ordered["break_note"], strict=True)
    ]


def with_gaps(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return rows for a line: one for every year, and an empty one half a year before each break.

    Args:
        rows: one row per year of one series, `match_year` ascending, with `break_note`.
        columns: the columns that are drawn.

    Returns:
        `match_year` (a number with a half where a line must stop) and `columns`, NaN where there is no value.
    """
    years = range(int(rows["match_year"].min()), int(rows["match_year"].max()) + 1)
    every = rows.set_index("match_year")[list(columns)].reindex(years)
    broken = rows.loc[rows["break_note"].fillna("") != "", "match_year"]
    gaps = pd.DataFrame(float("nan"), index=[year - 0.5 for year in broken], columns=list(columns))
    drawn = pd.concat([every, gaps]) if len(gaps) else every
    return drawn.sort_index().rename_axis("match_year").reset_index()
