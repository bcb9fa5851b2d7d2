"""Series breaks: which rows do not continue the year before, out of a reviewed list.

A break is a property of the row it stands in, so whoever compares years can see it there. The list names the
row as it is printed; the build refuses a break that no row has, and one with nothing before it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from data.columns import BREAK_COLUMNS
from data.transcription import Frames, read_csv_frame, refuse_row

BREAK_NAMES: Final = tuple(column.name for column in BREAK_COLUMNS)
_PATH: Final = "results_and_data/series_breaks.csv"
_HEADER: Final = ("table_name", "match_year", "position_level", "row", *BREAK_NAMES)
# Table -> the columns that name a printed row, and those that name its series through the years, whatever its
# row is printed as.
_ROW: Final = {
    "positions": ("match_year", "position_level", "specialty_as_printed"),
    "applicants": ("match_year", "applicant_type"),
}
_SERIES: Final = {"positions": ["position_level", "specialty"], "applicants": ["applicant_type"]}


def with_breaks(rows: Frames, raw_dir: Path) -> dict[str, pd.DataFrame]:
    """Return the tables that have series, every row with its break or without one.

    Raises:
        TranscriptionError: the list names a table without series or a row that there is not, names a row
            twice, gives no reason, or breaks a series that has no row before.
    """
    listed = read_csv_frame(raw_dir / _PATH, _HEADER)
    strange = ~listed["table_name"].isin(_ROW)
    refuse_row(listed, strange, f"{{table_name!r}} has no series; {', '.join(_ROW)} have.")
    refuse_row(listed, listed["break_note"].str.strip().eq(""), "{match_year}, {row} has no reason.")
    found = {}
    for table, columns in _ROW.items():
        breaks = listed.loc[listed["table_name"] == table]
        breaks = breaks.assign(key=_key(breaks, (*columns[:-1], "row")))
        frame = rows[table].assign(key=_key(rows[table], columns))
        refuse_row(breaks, breaks["key"].duplicated(), "{key} already has a break.")
        refuse_row(breaks, ~breaks["key"].isin(frame["key"]), f"no row of {table} is {{key}}.")
        frame = frame.merge(breaks[["key", *BREAK_NAMES]], on="key", how="left").fillna({"break_note": ""})
        years = frame.groupby(_SERIES[table], dropna=False)["match_year"]
        first = frame["match_year"] == years.transform("min")
        # There is nothing that the first year of a series could break with.
        refuse_row(frame, first & frame["series_break"].notna(), "{key} breaks in its first year.")
        found[table] = frame
    return found


def _key(rows: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    first, *others = columns
    return rows[first].astype("str").str.cat(rows[others].astype("str"), sep=", ")
