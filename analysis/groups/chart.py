"""Applicant groups side by side: three dots a row, three panels on a log scale, stacked shares."""

import math
from collections.abc import Iterable, Sequence
from math import isnan
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.theme import (
    LABEL_SIZE,
    VALUE_SIZE,
    dots,
    draw,
    percent_ticks,
    printed,
    row_axis,
    user_line,
    value_axis,
    words,
    wrapped,
)
from analysis.palette import Palette, palette
from analysis.wording import FEW_MATCHED, GROUP_LABELS, STATUS_LABELS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, TOTAL

GROUPS = slugs(APPLICANT_GROUPS)
# The two kinds of IMG in the order they are stacked, with their hatching.
STACKED = (("non_us_img", ""), ("us_img", "/"))
SYMBOLS = {"us_md_senior": "triangle-up", "us_img": "diamond", "non_us_img": "circle"}


def group_colour(group: str, colours: Palette) -> str:
    """Return the colour of a group's marks."""
    return {"us_md_senior": colours.senior, "us_img": colours.us_img, "non_us_img": colours.matched}[group]


def _fills(counts: Iterable[float], colour: str, colours: Palette) -> list[str]:
    """Return the fill of each mark: hollow where few matched."""
    return [colours.page if count < FEW_MATCHED else colour for count in counts]


def share_bar(group: str, shape: str, shares: list[float], colours: Palette) -> dict[str, Any]:
    """Return one segment of horizontal bars; the second of a stack is hatched, so not by colour alone."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": shares,
        "y": list(range(len(shares))),
        "name": GROUP_LABELS[group],
        "width": 0.56,
        "marker": {
            "color": group_colour(group, colours),
            "pattern": {
                "shape": shape,
                "fillmode": "overlay",
                "fgcolor": colours.page,
                "size": 6,
                "solidity": 0.3,
            },
        },
        "hovertemplate": f"{GROUP_LABELS[group]}: %{{x:.1f}}%<extra></extra>",
    }


def _outermost(means: Sequence[float], at: int, ends: tuple[float | None, float | None]) -> str:
    """Return the value of the mark `at` where it is the outermost of its row, and no mark before has it."""
    return f"{means[at]:.0f}" if means[at] in ends and means[at] not in means[:at] else ""


def _rows_axis(rows: pd.DataFrame, colours: Palette) -> dict[str, Any]:
    """Return the row axis with the total in bold."""
    return row_axis(list(rows["label"]), colours, list(rows["specialty"] == TOTAL))


def step1_groups(rows: pd.DataFrame, score: int | None, *, dark: bool = False) -> go.Figure:
    """Draw the matched Step 1 averages of three groups, one row per specialty.

    Args:
        rows: `analysis.groups.compute.matched_step1_by_group`, in drawing order.
        score: the person's Step 1 score, or None.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    records = rows.to_dict("records")
    means = [[row[f"{group}_mean"] for group in GROUPS] for row in records]
    there = [[value for value in row if not isnan(value)] for row in means]
    ends = [(min(values), max(values)) if values else (None, None) for values in there]
    span = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for pair in ends for x in (*pair, None)],
        "y": [y for place in range(len(records)) for y in (place, place, None)],
        "line": {"color": colours.connector, "width": 2},
        "hoverinfo": "skip",
    }
    traces = [span]
    for at, group in enumerate(GROUPS):
        marks = [(place, row[at]) for place, row in enumerate(means) if not isnan(row[at])]
        traces.append(
            dots(
                [value for _, value in marks],
                [place for place, _ in marks],
                colour=group_colour(group, colours),
                fill=_fills(
                    [records[place][f"{group}_count"] for place, _ in marks],
                    group_colour(group, colours),
                    colours,
                ),
                symbol=SYMBOLS[group],
                name=GROUP_LABELS[group],
                # Only the outermost value of a row has room beside its mark; the table has them all.
                text=[_outermost(means[place], at, ends[place]) for place, _ in marks],
                place=[
                    "middle right" if value == ends[place][1] else "middle left" for place, value in marks
                ],
            )
        )
    known = [value for pair in ends for value in pair if value is not None]
    low, high = (min(known), max(known)) if known else (200.0, 250.0)
    shapes, notes = [], []
    if score is not None:
        low, high = min(low, score), max(high, score)
        line, label = user_line(score, f"You {score}", colours)
        shapes, notes = [line], [label]
    return draw(
        traces,
        len(records),
        top=58 if score is not None else 34,
        xaxis=value_axis(colours, range=[low - 5, high + 5], dtick=10),
        yaxis=_rows_axis(rows, colours),
        shapes=shapes,
        annotations=notes,
    )


def research_panels(rows: pd.DataFrame, items: int | None, *, dark: bool = False) -> go.Figure:
    """Draw the research averages of three groups in three panels with one log scale, values printed.

    Args:
        rows: `analysis.groups.compute.research_by_group`, in drawing order.
        items: the person's research items, or None; 0 has no place on a log scale and gets no line.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    rows = rows.reset_index(drop=True)
    layout: dict[str, Any] = {"yaxis": _rows_axis(rows, colours)}
    traces, shapes, notes = [], [], []
    for place, group in enumerate(GROUPS):
        axis = "x" if place == 0 else f"x{place + 1}"
        values = rows[f"{group}_mean"]
        there = values.dropna()
        traces.append(
            dots(
                there,
                there.index,
                colour=group_colour(group, colours),
                fill=_fills(rows.loc[there.index, f"{group}_count"], group_colour(group, colours), colours),
                symbol=SYMBOLS[group],
                name=GROUP_LABELS[group],
                text=[f"{value:.1f}" for value in there],
                xaxis=axis,
            )
        )
        left = place * 0.345
        layout[axis.replace("x", "xaxis")] = value_axis(
            colours,
            type="log",
            # Room on the right for the printed value of the largest average, on a phone too.
            range=[0.1, 2.8],
            tickvals=[2, 10, 50],
            tickangle=0,
            domain=[left, left + 0.31],
            anchor="y",
        )
        notes.append(
            {
                "text": f"<b>{wrapped(GROUP_LABELS[group], 8)}</b>",
                "align": "left",
                "xref": f"{axis} domain",
                "x": 0,
                "xanchor": "left",
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "yshift": 42 if items else 22,
                "showarrow": False,
                "font": {"size": LABEL_SIZE, "color": group_colour(group, colours)},
            }
        )
        missing = list(values.index[values.isna()])
        if missing:
            traces.append(words(1.3, missing, "not in<br>\u2009\u2009source", colours, xaxis=axis))
        if items:
            line, label = user_line(items, f"You {items}", colours, xref=axis)
            shapes.append(line)
            # Shapes take the value, annotations on a log axis take its logarithm.
            font = {"size": VALUE_SIZE, "color": colours.user}
            notes.append({**label, "x": math.log10(items), "font": font})
    return draw(traces, len(rows), top=92 if items else 72, shapes=shapes, annotations=notes, **layout)


def fill_bars(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Draw the guide's fill shares as stacked bars from zero, values printed at their end.

    Args:
        rows: `analysis.groups.compute.fill_by_group`, in drawing order.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    rows = rows.reset_index(drop=True)
    bars = [share_bar(group, shape, list(rows[f"{group}_pct"]), colours) for group, shape in STACKED]
    ends = printed(
        [0 if pd.isna(row["img_pct"]) else row["img_pct"] for row in rows.to_dict("records")],
        rows.index,
        [
            STATUS_LABELS["not_reported"]
            if pd.isna(row["img_pct"])
            else f"{row['img_pct']:.1f} = {row['non_us_img_pct']:.1f} + {row['us_img_pct']:.1f}"
            for row in rows.to_dict("records")
        ],
        colours.text,
    )
    return draw(
        [*bars, ends],
        len(rows),
        top=34,
        barmode="stack",
        xaxis=value_axis(colours, range=[0, 108], **percent_ticks(range(0, 51, 25))),
        yaxis=_rows_axis(rows, colours),
    )
