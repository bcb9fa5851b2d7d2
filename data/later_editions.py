"""Cells that several editions print: the latest edition with a number is used, the others stay to compare."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from data.transcription import Frames

# Table -> the columns that an edition may leave empty where an earlier one has a number. The totals of a
# table are a frame of their own.
_REVISED: Final[Mapping[str, tuple[str, ...]]] = {
    "ranked_per_position": ("ranked_mean",),
    "soap": (),
    "soap_totals": (),
}
EARLIER: Final = {name: f"{name}_earlier" for name in _REVISED}


def cell_key(rows: pd.DataFrame) -> list[str]:
    """Return the columns that name a printed row through its editions, whatever it is spelled there."""
    name = "current_name" if "current_name" in rows else "specialty_as_printed"
    return ["match_year", "position_level", name]


def with_latest_editions(rows: Frames) -> dict[str, pd.DataFrame]:
    """Return the tables that several editions print with one row per cell, and the earlier rows apart.

    The names of sources sort as their editions do.
    """
    found: dict[str, pd.DataFrame] = {}
    for table, numbers in _REVISED.items():
        frame = rows[table]
        empty = frame[list(numbers)].isna().any(axis=1)
        # The last row of a key is the one that is used.
        in_order = frame.assign(empty=empty).sort_values(["empty", "source_id"], ascending=[False, True])
        earlier = in_order.duplicated(cell_key(frame), keep="last").reindex(frame.index)
        found |= {table: frame.loc[~earlier], EARLIER[table]: frame.loc[earlier]}
    return found
