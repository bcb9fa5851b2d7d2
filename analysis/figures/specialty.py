"""One specialty: matched and unmatched averages of every group and exam, one row each."""

from math import isnan

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.columns import count_column, count_heading
from analysis.figures.standing import axis_with_counts, dumbbell_traces, missing_words
from analysis.figures.theme import VALUE_SIZE, draw, row_axis
from analysis.palette import palette
from analysis.profile import Profile


def cohorts(cohorts_of_specialty: pd.DataFrame, profile: Profile, *, dark: bool = False) -> go.Figure:
    """Draw the averages of one specialty, with the person's score on each exam's rows.

    Args:
        cohorts_of_specialty: the result of `analysis.specialty.cohort_rows`.
        profile: the person's scores; the rows of their exam carry a line.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    rows = cohorts_of_specialty.to_dict("records")
    entered = [
        (place, score)
        for place, row in enumerate(rows)
        if (score := profile.score(row["exam"])) is not None
        and not (isnan(row["matched_mean"]) and isnan(row["unmatched_mean"]))
    ]
    values = [
        value
        for row in rows
        for value in (row["matched_mean"], row["unmatched_mean"], *(score for _, score in entered))
        if not isnan(value)
    ]
    low, high = (min(values), max(values)) if values else (200.0, 250.0)
    lines = [
        {
            "type": "line",
            "x0": score,
            "x1": score,
            "y0": place - 0.42,
            "y1": place + 0.42,
            "line": {"color": colours.user, "width": 3},
        }
        for place, score in entered
    ]
    # Once per exam is enough.
    first_of_exam = {rows[place]["exam"]: (place, score) for place, score in reversed(entered)}
    labels = [
        {
            "x": score,
            "y": place - 0.42,
            "yanchor": "bottom",
            "showarrow": False,
            "text": f"<b>You {score}</b>",
            "font": {"size": VALUE_SIZE, "color": colours.user},
        }
        for place, score in first_of_exam.values()
    ]
    axis, end = axis_with_counts(low, high, colours)
    counts = count_column([row["matched_count"] for row in rows], end, colours)
    return draw(
        [*dumbbell_traces(rows, colours), *missing_words(rows, low - 4, colours), counts],
        int(len(rows) * 1.5),
        top=34,
        xaxis=axis,
        yaxis=row_axis([row["label"] for row in rows], colours),
        shapes=lines,
        annotations=[*labels, count_heading(end, colours)],
    )
