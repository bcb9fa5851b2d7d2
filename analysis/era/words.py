"""The era bridge in the tables around a chart: as text for reading, as columns for computing."""

from collections.abc import Iterable, Sequence
from math import isnan

import pandas as pd

from analysis.era.compute import BRIDGED_EXAM, NORMS_SOURCE, Bridge
from analysis.standing.compute import Compared
from analysis.wording import signed


def bridged_columns(rows: Iterable[Compared], bridge: Bridge | None) -> dict[str, list[str]]:
    """Return a column of the gaps of the dashed line to the matched averages as text, where one is drawn."""
    if bridge is None:
        return {}
    gaps = [
        "no comparison"
        if isnan(row.gap_to_matched) or row.exam != BRIDGED_EXAM
        else signed(row.gap_to_matched + bridge.shift)
        for row in rows
    ]
    return {f"Gap of the dashed {bridge.bridged}": gaps}


def bridge_legend(bridge: Bridge | None) -> tuple[tuple[str, str], ...]:
    """Return what the dashed line means, where one is drawn."""
    return (("era", bridge.meaning),) if bridge else ()


def bridge_sources(bridge: Bridge | None) -> tuple[str, ...]:
    """Return the source of the norms behind the dashed line, where one is drawn."""
    return (NORMS_SOURCE,) if bridge else ()


def with_bridge(frame: pd.DataFrame, exams: Sequence[str], bridge: Bridge | None) -> pd.DataFrame:
    """Return rows, whose exams are given, with two more columns where a bridge is drawn.

    `bridged_score` is in points, NaN for other exams; `bridged_gap` is `bridged_score` minus the matched
    average, NaN where there is none.
    """
    if bridge is None:
        return frame
    is_bridged = pd.Series([exam == BRIDGED_EXAM for exam in exams], index=frame.index)
    score = pd.Series(float(bridge.bridged), index=frame.index)
    return frame.assign(
        bridged_score=score.where(is_bridged),
        bridged_gap=(frame["gap_to_matched"] + bridge.shift).where(is_bridged),
    )
