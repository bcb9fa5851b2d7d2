"""The era bridge in the tables around a chart: as text for reading, as columns for computing."""

from collections.abc import Iterable, Sequence
from math import isnan

import pandas as pd

from analysis.era.compute import BRIDGED_EXAM, Bridge
from analysis.standing.compute import Compared
from analysis.wording import signed


def bridged_column(bridge: Bridge) -> str:
    """Return the heading of the gaps of the dashed line."""
    return f"Gap of the dashed {bridge.bridged}"


def bridged_gaps(rows: Iterable[Compared], bridge: Bridge) -> list[str]:
    """Return the gap of the dashed line to each matched average as text.

    Args:
        rows: rows of a comparison.
        bridge: the bridge drawn.
    """
    return [
        "no comparison"
        if isnan(row.gap_to_matched) or row.exam != BRIDGED_EXAM
        else signed(row.gap_to_matched + bridge.shift)
        for row in rows
    ]


def with_bridge(frame: pd.DataFrame, exams: Sequence[str], bridge: Bridge | None) -> pd.DataFrame:
    """Return rows with two more columns where a bridge is drawn.

    Args:
        frame: `gap_to_matched` (points).
        exams: slug of the exam of each row.
        bridge: the bridge drawn, if one is.

    Returns:
        `bridged_score` (points, NaN for other exams) and `bridged_gap` (`bridged_score` minus the matched
        average, NaN where there is none).
    """
    if bridge is None:
        return frame
    is_bridged = pd.Series([exam == BRIDGED_EXAM for exam in exams], index=frame.index)
    score = pd.Series(float(bridge.bridged), index=frame.index)
    return frame.assign(
        bridged_score=score.where(is_bridged),
        bridged_gap=(frame["gap_to_matched"] + bridge.shift).where(is_bridged),
    )
