"""Applicant groups side by side: three dots a row, three panels on a log scale, stacked shares."""

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.theme import (
    LABEL_SIZE,
    VALUE_SIZE,
    Palette,
    dots,
    draw,
    palette,
    row_axis,
    user_line,
    value_axis,
    words,
    wrapped,
)
from analysis.wording import GROUP_LABELS, STATUS_LABELS
from data.vocabulary import APPLICANT_GROUPS, slugs

GROUPS = slugs(APPLICANT_GROUPS)
SYMBOLS = {"us_md_senior": "triangle-up", "us_img": "diamond", "non_us_img": "circle"}


def _colour(group: str, colours: Palette) -> str:
    """Return the colour of a group's marks."""
    return {"us_md_senior": colours.senior, "us_img": colours.us_img, "non_us_img": colours.matched}[group]


def _rows_axis(rows: pd.DataFrame, colours: Palette) -> dict[str, Any]:
    """Return the row axis with the total in bold."""
    return row_axis(list(rows["label"]), colours, list(rows["specialty"] == "all_specialties_combined"))


def step1_groups(rows: pd.DataFrame, score: int | None, *, dark: bool = False) -> go.Figure:
    """Draw the matched Step 1 averages of three groups, one row per specialty.

    Args:
        rows: `analysis.groups.matched_step1_by_group`, in drawing order.
        score: the person's Step 1 score, or None.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    rows = rows.reset_index(drop=True)
    means = rows[[f"{group}_mean" for group in GROUPS]]
    lowest, highest = means.min(axis="columns"), means.max(axis="columns")
    span = {
        "type": "scatter",
        "mode": "lines",
        "x": [v for pair in zip(lowest, highest, strict=True) for v in (*pair, None)],
        "y": [v for row in rows.index for v in (row, row, None)],
        "line": {"color": colours.connector, "width": 2},
        "hoverinfo": "skip",
    }
    traces = [span]
    for group in GROUPS:
        values = rows[f"{group}_mean"].dropna()
        is_highest, is_lowest = values == highest[values.index], values == lowest[values.index]
        traces.append(
            dots(
                values,
                values.index,
                colour=_colour(group, colours),
                symbol=SYMBOLS[group],
                name=GROUP_LABELS[group],
                # Only the outermost value of a row has room beside its mark; the table has them all.
                text=[
                    f"{value:.0f}" if outer else ""
                    for value, outer in zip(values, is_highest | is_lowest, strict=True)
                ],
                place=["middle right" if right else "middle left" for right in is_highest],
            )
        )
    low, high = means.min().min(), means.max().max()
    shapes, notes = [], []
    if score is not None:
        low, high = min(low, score), max(high, score)
        line, label = user_line(score, f"You {score}", colours)
        shapes, notes = [line], [label]
    return draw(
        traces,
        len(rows),
        top=58 if score is not None else 34,
        xaxis=value_axis(colours, range=[low - 5, high + 5], dtick=10),
        yaxis=_rows_axis(rows, colours),
        shapes=shapes,
        annotations=notes,
    )


def research_panels(rows: pd.DataFrame, items: int | None, *, dark: bool = False) -> go.Figure:
    """Draw the research averages of three groups in three panels with one log scale, values printed.

    Args:
        rows: `analysis.groups.research_by_group`, in drawing order.
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
                colour=_colour(group, colours),
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
                "font": {"size": LABEL_SIZE, "color": _colour(group, colours)},
            }
        )
        missing = list(values.index[values.isna()])
        notes += words(0.12, missing, "not in<br>source", colours, xref=axis, align="left")
        if items:
            line, label = user_line(items, f"You {items}", colours, xref=axis)
            shapes.append(line)
            # Shapes take the value, annotations on a log axis take its logarithm.
            notes.append({**label, "x": _log10(items), "font": {"size": VALUE_SIZE, "color": colours.user}})
    return draw(traces, len(rows), top=92 if items else 72, shapes=shapes, annotations=notes, **layout)


def _log10(value: float) -> float:
    """Return the decimal logarithm; annotations on a log axis are placed by it."""
    return math.log10(value)


def fill_bars(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Draw the guide's fill shares as stacked bars from zero, values printed at their end.

    Args:
        rows: `analysis.groups.fill_by_group`, in drawing order.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    rows = rows.reset_index(drop=True)
    bars = [
        {
            "type": "bar",
            "orientation": "h",
            "x": list(rows[f"{group}_pct"]),
            "y": list(rows.index),
            "name": GROUP_LABELS[group],
            "width": 0.56,
            "marker": {
                "color": _colour(group, colours),
                # The second segment differs by hatching too, not by colour alone.
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
        for group, shape in (("non_us_img", ""), ("us_img", "/"))
    ]
    ends = [
        {
            "x": 0 if pd.isna(row["img_pct"]) else row["img_pct"],
            "y": place,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 6,
            "showarrow": False,
            "text": (
                f"<i>{STATUS_LABELS['not_reported']}</i>"
                if pd.isna(row["img_pct"])
                else f"<b>{row['img_pct']:.1f}</b>  {row['non_us_img_pct']:.1f} + {row['us_img_pct']:.1f}"
            ),
            "font": {"size": VALUE_SIZE, "color": colours.text},
        }
        for place, row in enumerate(rows.to_dict("records"))
    ]
    return draw(
        bars,
        len(rows),
        top=34,
        barmode="stack",
        xaxis=value_axis(colours, range=[0, 108], tickvals=[0, 10, 20, 30, 40, 50], ticksuffix="%"),
        yaxis=_rows_axis(rows, colours),
        annotations=ends,
    )
