"""One specialty: matched and unmatched averages of every group and exam, one row each."""

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.standing import dumbbell_traces
from analysis.figures.theme import VALUE_SIZE, draw, palette, row_axis, value_axis, words
from analysis.profile import Profile
from analysis.specialty import cohort_rows
from analysis.wording import STATUS_LABELS


def cohorts(facts: pd.DataFrame, profile: Profile, *, dark: bool = False) -> go.Figure:
    """Draw the averages of one specialty, with the person's score on each exam's rows.

    Args:
        facts: the result of `analysis.specialty.describe_specialty`.
        profile: the person's scores; the rows of their exam carry a line.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    rows = cohort_rows(facts)
    exams = list(rows["exam"])
    empty = rows["matched_mean"].isna() & rows["unmatched_mean"].isna()
    entered = [
        (place, score)
        for place, (exam, absent) in enumerate(zip(exams, empty, strict=True))
        if (score := profile.score(exam)) is not None and not absent
    ]
    labelled = {exams[place]: place for place, _ in reversed(entered)}
    values = [
        *rows["matched_mean"].dropna(),
        *rows["unmatched_mean"].dropna(),
        *(score for _, score in entered),
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
    labels = [
        {
            "x": score,
            "y": place - 0.42,
            "yanchor": "bottom",
            "showarrow": False,
            "text": f"<b>You {score}</b>",
            "font": {"size": VALUE_SIZE, "color": colours.user},
        }
        for place, score in entered
        # Once per exam is enough.
        if place == labelled[exams[place]]
    ]
    notes = [
        note
        for place, (absent, status) in enumerate(zip(empty, rows["status"], strict=True))
        if absent
        for note in words(low - 3, [place], STATUS_LABELS[status], colours)
    ]
    return draw(
        dumbbell_traces(rows, colours),
        int(len(rows) * 1.5),
        top=34,
        xaxis=value_axis(colours, range=[low - 5, high + 5]),
        yaxis=row_axis(list(rows["label"]), colours),
        shapes=lines,
        annotations=[*notes, *labels],
    )
