"""A scatter with direct labels: the gap to the matched average against the group's share of the places."""

from collections.abc import Sequence
from math import isnan
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.scatter_axes import around_zero, height_axis, height_title, share_axis
from analysis.figures.theme import VALUE_SIZE, draw
from analysis.palette import Palette, palette
from analysis.wording import SHORT_LABELS, shown_standing

HEIGHT: Final = 640
MARGIN: Final = {"l": 44, "r": 10, "t": 30, "b": 48}
# Labels are placed once for the width of a phone and for wider pages, where marks stand further apart.
PHONE_WIDTH: Final = 300
STRETCHES: Final = (1.0, 2.6)
# Before a room the width is a projector's, and the height must leave room for the headline.
HEIGHT_WIDE: Final = 470
STRETCHES_WIDE: Final = (2.4, 3.0)
# Marks closer than this in height compete for the same places.
CROWDED: Final = 40
LABEL_HEIGHT: Final = 14
LETTER_WIDTH: Final = 6.8
REACH: Final = 14

# Marks that are no circle, by what is shown of the standing.
SYMBOLS: Final = {"no_verdict": "diamond", "near_both": "square"}

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
    lines: Sequence[Box] = (),
) -> list[tuple[str, int]]:
    """Choose a place for the label of every mark, so that labels cover neither marks nor each other.

    Args:
        marks: x and y of the marks, in pixels from the left and the top.
        labels: their texts.
        width: width of the plot, in pixels.
        stretches: how many times as wide the plot may be drawn; a place must do for all of them.
        lines: what else labels keep clear of: left, top, right and bottom, in pixels.

    Returns:
        Side (`right` or `left`) and shift (pixels, down is positive) per mark, in the order given. Where
        there is no free place, the one that covers least.
    """
    dots = [[(x * by - 6, y - 6, x * by + 6, y + 6) for x, y in marks] for by in stretches]
    ruled = [[(left * by, up, right * by, low) for left, up, right, low in lines] for by in stretches]
    taken: list[list[Box]] = [[] for _ in stretches]
    chosen: dict[int, tuple[str, int]] = {}

    def boxes(at: int, place: tuple[str, int]) -> list[Box]:
        (x, y), long = marks[at], LETTER_WIDTH * len(labels[at])
        return [_box(x * by, y, *place, long) for by in stretches]

    def cost(at: int, place: tuple[str, int]) -> float:
        total = 0.0
        every = zip(stretches, boxes(at, place), taken, dots, ruled, strict=True)
        for by, box, others, points, strokes in every:
            total += 100 * (max(0.0, -box[0]) + max(0.0, box[2] - width * by))
            total += sum(_overlap(box, other) for other in (*others, *strokes))
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
            "symbol": [SYMBOLS.get(slug, "circle") for slug in shown],
            "color": [colours.page if is_few else colour for colour, is_few in zip(ink, few, strict=True)],
            "line": {"width": 2, "color": ink},
        },
        "text": [row["label"] for row in rows],
        "hovertemplate": "%{text}: gap %{y}, share %{x:.1f}%<extra></extra>",
        "cliponaxis": False,
    }


def _stroke(one: tuple[float, float], other: tuple[float, float]) -> Box:
    """Return the box that a thin line from one place to another covers, in pixels."""
    (left, right), (up, low) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return left - 1, up - 1, right + 1, low + 1


def label_traces(
    shares: Sequence[float],
    heights: Sequence[float],
    labels: Sequence[str],
    *,
    span: tuple[float, float],
    widest: float,
    colours: Palette,
    lines: Sequence[Box] = (),
    wide: bool = False,
    **font: Any,
) -> list[dict[str, Any]]:
    """Return the labels of the marks, and the thin lines to those that had to move away.

    Args:
        shares: x of the marks, percent.
        heights: y of the marks.
        labels: their texts; an empty one is a mark without a label, which others still keep clear of.
        span: y at the top and at the bottom of the plot; the top may be the smaller one.
        widest: the right end of the x axis.
        colours: the palette of the page.
        lines: what else labels keep clear of: two corners, x and y in units of the axes.
        wide: whether there is the width of a projector.
        font: attributes of the text, other than its usual size and colour.
    """
    top, bottom = span
    plot_height = (HEIGHT_WIDE if wide else HEIGHT) - MARGIN["t"] - MARGIN["b"]
    across, down = PHONE_WIDTH / (1.03 * widest), plot_height / (top - bottom)

    def pixels(share: float, height: float) -> tuple[float, float]:
        return across * (share + 0.03 * widest), down * (top - height)

    places = place_labels(
        [pixels(*mark) for mark in zip(shares, heights, strict=True)],
        labels,
        PHONE_WIDTH,
        STRETCHES_WIDE if wide else STRETCHES,
        [_stroke(pixels(*line[:2]), pixels(*line[2:])) for line in lines],
    )
    # A label that had to move away keeps a thin line to its mark.
    moved = [
        (share, height, height - shift / down)
        for share, height, (_, shift) in zip(shares, heights, places, strict=True)
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
    texts = {
        "type": "scatter",
        "mode": "text",
        "x": shares,
        "y": [height - shift / down for height, (_, shift) in zip(heights, places, strict=True)],
        "text": [f"\u2003{label}\u2003" if label else "" for label in labels],
        "textposition": [f"middle {side}" for side, _ in places],
        "textfont": {"size": VALUE_SIZE, "color": colours.text, **font},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return [leaders, texts]


def gap_scatter(rows: pd.DataFrame, sem: float, *, dark: bool = False, wide: bool = False) -> go.Figure:
    """Draw the gap to the matched average against the group's share of the filled positions.

    Args:
        rows: `analysis.gap_and_share.gap_and_share`.
        sem: half width of the band around zero, points.
        dark: whether the page is dark.
        wide: whether there is the width of a projector.
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
    leaders, labels = label_traces(
        shares,
        gaps,
        [SHORT_LABELS[row["specialty"]] for row in drawn],
        span=(high, low),
        widest=widest,
        colours=colours,
        wide=wide,
    )
    return draw(
        [leaders, _marks(drawn, colours), labels],
        0,
        height=HEIGHT_WIDE if wide else HEIGHT,
        margin=MARGIN,
        xaxis=share_axis(widest, colours),
        yaxis=height_axis((high, low), colours),
        shapes=around_zero(sem, colours),
        annotations=[height_title("points from the matched average", colours)],
    )
