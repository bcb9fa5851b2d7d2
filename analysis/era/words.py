"""The era bridge in the tables around a chart: as text for reading, as columns for computing."""

import pandas as pd

from analysis.era.compute import BRIDGED_EXAM, Bridge
from analysis.wording import signed


def bridged_column(bridge: Bridge) -> str:
    """Return the heading of the gaps of the dashed line."""
    return f"Gap of the dashed {bridge.bridged}"


def bridged_gaps(rows: pd.DataFrame, bridge: Bridge) -> list[str]:
    """Return the gap of the dashed line to each matched average as text.

    Args:
        rows: `exam` and `gap_to_matched` (points).
        bridge: the bridge drawn.
    """
    return [
        "no comparison" if pd.isna(gap) else signed(gap) for gap in with_bridge(rows, bridge)["bridged_gap"]
    ]


def with_bridge(rows: pd.DataFrame, bridge: Bridge | None) -> pd.DataFrame:
    """Return rows with two more columns where a bridge is drawn.

    Args:
        rows: `exam` and `gap_to_matched` (points).
        bridge: the bridge drawn, if one is.

    Returns:
        `bridged_score` (points, NaN for other exams) and `bridged_gap` (`bridged_score` minus the matched
        average, NaN where there is none).
    """
    if bridge is None:
        return rows
    is_bridged = rows["exam"] == BRIDGED_EXAM
    score = pd.Series(float(bridge.bridged), index=rows.index)
    return rows.assign(
        bridged_score=score.where(is_bridged),
        bridged_gap=(rows["gap_to_matched"] + bridge.shift).where(is_bridged),
    )
