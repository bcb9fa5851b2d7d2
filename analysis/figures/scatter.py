"""A scatter with direct labels: the gap to the matched average against the group's share of the places."""

from collections.abc import Sequence
from math import isnan
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.theme import VALUE_SIZE, draw, value_axis
from analysis.palette import Palette, palette
from analysis.wording import SHORT_LABELS, shown_standing

HEIGHT: Final = 640
MARGIN: Final = {"l": 44, "r": 10, "t": 30, "b": 48}
# Labels are placed once for the width of a phone and for wider pages, where marks stand further apart.
PHONE_WIDTH: Final = 300
STRETCHES: Final = (1.0, 2.6)
# Marks closer than this in height compete for the same places.
CROWDED: Final = 40
LABEL_HEIGHT: Final = 14
LETTER_WIDTH: Final = 6.8
REACH: Final = 14

Box = tuple[float, float, float, float]
# Where a label may stand: side of its mark and how far up or down, in pixels, the nearest first.
PLACES: Final = tuple(
    (side, shift)
    for shift in (0, -9, 9, -15, 15, -23, 23, -31, 31, -43, 43, -55, 55)
    for side in ("right", "left")
)


def _box(x: float, y: float, side: str, shift: float, width: float) -> Box:
    """Return left, top, right and bottom of a label, in pixels."""
    left = x + REACH if side == "right" else x - REACH - width
    return left, y + shift - LABEL_HEIGHT / 2, left + width, y + shift + LABEL_HEIGHT / 2


def _overlap(one: Box, other: Box) -> float:
    """Return how much of two boxes overlaps, in square pixels."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0) * max(high, 0)


def place_labels(
    marks: Sequence[tuple[float, float]],
    labels: Sequence[str],
    width: float,
    stretches: Sequence[float] = (1.0,),
) -> list[tuple[str, int]]:
    """Choose a place for the label of every mark, so that labels cover neither marks nor each other.

    Args:
        marks: x and y of the marks, in pixels from the left and the top.
        labels: their texts.
        width: width of the plot, in pixels.
        stretches: how many times as wide the plot may be drawn; a place must do for all of them.

    Returns:
        Side (`right` or `left`) and shift (pixels, down is positive) per mark, in the order given. Where
        there is no free place, the one that covers least.
    """
    dots = [[(x * by - 6, y - 6, x * by + 6, y + 6) for x, y in marks] for by in stretches]
    taken: list[list[Box]] = [[] for _ in stretches]
    chosen: dict[int, tuple[str, int]] = {}

    def boxes(at: int, place: tuple[str, int]) -> list[Box]:
        (x, y), long = marks[at], LETTER_WIDTH * len(labels[at])
        return [_box(x * by, y, *place, long) for by in stretches]

    def cost(at: int, place: tuple[str, int]) -> float:
        total = 0.0
        for by, box, others, points in zip(stretches, boxes(at, place), taken, dots, strict=True):
            total += 100 * (max(0.0, -box[0]) + max(0.0, box[2] - width * by))
            total += sum(_overlap(box, other) for other in others)
            total += sum(_overlap(box, dot) for number, dot in enumerate(points) if number != at)
        return total

    # The crowded ones first, while there is still a choice.
    crowd = [sum(abs(y - other) < CROWDED for _, other in marks) for _, y in marks]
    for at in sorted(range(len(marks)), key=lambda at: (-crowd[at], marks[at])):
        costs: dict[tuple[str, int], float] = {}
        for place in PLACES:
            costs[place] = cost(at, place)
            # The nearest free place is the best one.
            if not costs[place]:
                break
        chosen[at] = min(costs, key=costs.__getitem__)
        for others, box in zip(taken, boxes(at, chosen[at]), strict=True):
            others.append(box)
    return [chosen[at] for at in range(len(marks))]


def _marks(rows: Sequence[dict[Any, Any]], colours: Palette) -> dict[str, Any]:
    """Return the marks: coloured by standing, hollow where few matched, a diamond where nothing separates."""
    inks = {"above": colours.above, "near": colours.muted, "below": colours.below}
    shown = [shown_standing(row["standing"], row["flags"]).slug for row in rows]
    ink = [inks.get(slug, colours.muted) for slug in shown]
    few = ["few_matched" in row["flags"] for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(row["share_pct"], 2) for row in rows],
        "y": [row["gap_to_matched"] for row in rows],
        "marker": {
            "size": 11,
            "symbol": ["diamond" if slug == "no_verdict" else "circle" for slug in shown],
            "color": [colours.page if is_few else colour for colour, is_few in zip(ink, few, strict=True)],
            "line": {"width": 2, "color": ink},
        },
        "text": [row["label"] for row in rows],
        "hovertemplate": "%{text}: gap %{y}, share %{x:.1f}%<extra></extra>",
        "cliponaxis": False,
    }


def gap_scatter(rows: pd.DataFrame, sem: float, *, dark: bool = False) -> go.Figure:
    """Draw the gap to the matched average against the group's share of the filled positions.

    Args:
        rows: `analysis.gap_and_share.gap_and_share`.
        sem: half width of the band around zero, points.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    drawn = [
        row
        for row in rows.to_dict("records")
        if not (isnan(row["gap_to_matched"]) or isnan(row["share_pct"]))
    ]
    gaps, shares = [row["gap_to_matched"] for row in drawn], [row["share_pct"] for row in drawn]
    low, high = min([-sem, *gaps]) - 2, max([sem, *gaps]) + 2
    widest = 1.06 * max([5.0, *shares])
    plot_height = HEIGHT - MARGIN["t"] - MARGIN["b"]
    across, down = PHONE_WIDTH / (1.03 * widest), plot_height / (high - low)
    places = place_labels(
        [
            (across * (share + 0.03 * widest), down * (high - gap))
            for share, gap in zip(shares, gaps, strict=True)
        ],
        [SHORT_LABELS[row["specialty"]] for row in drawn],
        PHONE_WIDTH,
        STRETCHES,
    )
    labels = {
        "type": "scatter",
        "mode": "text",
        "x": shares,
        "y": [gap - shift / down for gap, (_, shift) in zip(gaps, places, strict=True)],
        "text": [f"\u2003{SHORT_LABELS[row['specialty']]}\u2003" for row in drawn],
        "textposition": [f"middle {side}" for side, _ in places],
        "textfont": {"size": VALUE_SIZE, "color": colours.text},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    # A label that had to move away keeps a thin line to its mark.
    moved = [
        (share, gap, gap - shift / down)
        for share, gap, (_, shift) in zip(shares, gaps, places, strict=True)
        if abs(shift) > LABEL_HEIGHT
    ]
    leaders = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for share, *_ in moved for x in (share, share, None)],
        "y": [y for _, *ends in moved for y in (*ends, None)],
        "line": {"color": colours.connector, "width": 1},
        "hoverinfo": "skip",
    }
    title = {"size": VALUE_SIZE, "color": colours.muted}
    return draw(
        [leaders, _marks(drawn, colours), labels],
        0,
        height=HEIGHT,
        margin=MARGIN,
        xaxis=value_axis(
            colours,
            side="bottom",
            range=[-0.03 * widest, widest],
            nticks=6,
            ticksuffix="%",
            title={"text": "share of the positions filled", "font": title, "standoff": 8},
        ),
        yaxis={
            "range": [low, high],
            "dtick": 5,
            "gridcolor": colours.grid,
            "zeroline": False,
            "fixedrange": True,
            "automargin": False,
            "tickfont": {"size": VALUE_SIZE, "color": colours.muted},
        },
        shapes=[
            {
                "type": "rect",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": -sem,
                "y1": sem,
                "fillcolor": colours.band,
                "line": {"width": 0},
                "layer": "below",
            },
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": 0,
                "y1": 0,
                "line": {"color": colours.user, "width": 1.5},
                "layer": "below",
            },
        ],
        annotations=[
            {
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "xshift": -40,
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "showarrow": False,
                "text": "points from the matched average",
                "font": title,
            },
        ],
    )
