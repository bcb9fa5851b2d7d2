"""One specialty: matched and unmatched averages of every group and exam, one row each."""

from math import isnan
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.columns import count_column, count_heading
from analysis.charts.theme import VALUE_SIZE, draw, row_axis, with_halo
from analysis.era.compute import BRIDGED_EXAM, Bridge
from analysis.palette import Palette, palette
from analysis.profile import Profile
from analysis.standing.chart import axis_with_counts, dumbbell_traces, missing_words

# From the middle of a row, how far the person's line reaches up and down.
HALF_ROW: Final = 0.42


def _label(place: int, score: float, said: str, colours: Palette) -> dict[str, Any]:
    """Return the words on top of a person's line, as an annotation."""
    return {
        "x": score,
        "y": place - HALF_ROW,
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"<b>{said}</b>",
        "font": {"size": VALUE_SIZE, "color": colours.user},
    }


def cohorts(
    cohorts_of_specialty: pd.DataFrame, profile: Profile, *, dark: bool = False, bridge: Bridge | None = None
) -> go.Figure:
    """Draw the averages of one specialty, with the person's score on each exam's rows.

    Args:
        cohorts_of_specialty: the result of `analysis.specialty.compute.cohort_rows`.
        profile: the person's scores; the rows of their exam carry a line.
        dark: whether the page is dark.
        bridge: the era bridge, a dashed line on the rows of its exam; none where it is None.
    """
    colours = palette(dark)
    rows = cohorts_of_specialty.to_dict("records")
    entered = [
        (place, score)
        for place, row in enumerate(rows)
        if (score := profile.score(row["exam"])) is not None
        and not (isnan(row["matched_mean"]) and isnan(row["unmatched_mean"]))
    ]
    bridged = [
        (place, bridge.bridged) for place, _ in entered if bridge and rows[place]["exam"] == BRIDGED_EXAM
    ]
    values = [
        value
        for row in rows
        for value in (
            row["matched_mean"],
            row["unmatched_mean"],
            *(score for _, score in (*entered, *bridged)),
        )
        if not isnan(value)
    ]
    low, high = (min(values), max(values)) if values else (200.0, 250.0)
    lines = [
        {
            "type": "line",
            "x0": score,
            "x1": score,
            "y0": place - HALF_ROW,
            "y1": place + HALF_ROW,
            "line": {"color": colours.user, "width": 3, "dash": dash},
            # Below the marks, so that it never covers a printed value.
            "layer": "below",
        }
        for dash, some in (("solid", entered), ("dash", bridged))
        for place, score in some
    ]
    # Once per exam is enough.
    first_of_exam = {rows[place]["exam"]: (place, score) for place, score in reversed(entered)}
    labels = [_label(place, score, f"You {score}", colours) for place, score in first_of_exam.values()]
    if bridge and bridged:
        # Beside each other the two labels lead away from one another.
        place, at = bridged[0]
        left = bridge.shift < 0
        for label in labels:
            if label["x"] == bridge.score and label["y"] == place - HALF_ROW:
                label["xanchor"] = "left" if left else "right"
        labels.append({**_label(place, at, bridge.label, colours), "xanchor": "right" if left else "left"})
    axis, end = axis_with_counts(low, high, colours)
    counts = count_column([row["matched_count"] for row in rows], end, colours)
    return draw(
        with_halo([*dumbbell_traces(rows, colours), *missing_words(rows, low - 4, colours), counts], colours),
        int(len(rows) * 1.5),
        top=34,
        xaxis=axis,
        yaxis=row_axis([row["label"] for row in rows], colours),
        shapes=lines,
        annotations=[*labels, count_heading(end, colours)],
    )
