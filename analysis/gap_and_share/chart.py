"""A scatter with direct labels: the gap to the matched average against the group's share of the places."""

from collections.abc import Sequence
from math import isnan
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.labels import LABEL_HEIGHT, PLACES, PLACES_WIDE, Box, aside_of, place_labels
from analysis.charts.scatter_axes import around_zero, bridge_label, height_axis, height_title, share_axis
from analysis.charts.theme import VALUE_SIZE, draw
from analysis.era.compute import Bridge
from analysis.palette import Palette, palette
from analysis.wording import SHORT_LABELS, shown_standing

HEIGHT: Final = 640
MARGIN: Final = {"l": 44, "r": 10, "t": 30, "b": 48}
# Labels are placed once for the width of a phone and for wider pages, where marks stand further apart.
PHONE_WIDTH: Final = 300
STRETCHES: Final = (1.0, 2.6)
# Before a room a chart is at least this wide and high: where labels keep clear of each other there, they do
# so on anything larger, because marks and moved labels draw apart and letters do not grow.
HEIGHT_WIDE: Final = 260
STRETCHES_WIDE: Final = (2.2, 2.5)
MARGIN_WIDE: Final = {"l": 44, "r": 10, "t": 26, "b": 40}
# Marks that are no circle, by what is shown of the standing.
SYMBOLS: Final = {"no_verdict": "diamond", "near_both": "square"}


def frame_of(wide: bool) -> tuple[int, dict[str, int]]:
    """Return the height and the margins of a scatter, before a room or on a page."""
    return (HEIGHT_WIDE, MARGIN_WIDE) if wide else (HEIGHT, MARGIN)


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
    height, margin = frame_of(wide)
    plot_height = height - margin["t"] - margin["b"]
    across, down = PHONE_WIDTH / (1.03 * widest), plot_height / (top - bottom)

    def pixels(share: float, height: float) -> tuple[float, float]:
        return across * (share + 0.03 * widest), down * (top - height)

    stretches = STRETCHES_WIDE if wide else STRETCHES
    places = place_labels(
        [pixels(*mark) for mark in zip(shares, heights, strict=True)],
        labels,
        PHONE_WIDTH,
        stretches,
        [_stroke(pixels(*line[:2]), pixels(*line[2:])) for line in lines],
        PLACES_WIDE if wide else PLACES,
    )
    ends = [
        (share + aside_of(place) / (across * stretches[0]), height - place[1] / down)
        for share, height, place in zip(shares, heights, places, strict=True)
    ]
    # A label that had to move away keeps a thin line to its mark.
    moved = [
        ((share, to), (height, up))
        for share, height, (to, up), place in zip(shares, heights, ends, places, strict=True)
        if abs(place[1]) > LABEL_HEIGHT or aside_of(place)
    ]
    leaders = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for xs, _ in moved for x in (*xs, None)],
        "y": [y for _, ys in moved for y in (*ys, None)],
        "line": {"color": colours.connector, "width": 1},
        "hoverinfo": "skip",
    }
    texts = {
        "type": "scatter",
        "mode": "text",
        "x": [to for to, _ in ends],
        "y": [up for _, up in ends],
        "text": [f"\u2003{label}\u2003" if label else "" for label in labels],
        "textposition": [f"middle {place[0]}" for place in places],
        "textfont": {"size": VALUE_SIZE, "color": colours.text, **font},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return [leaders, texts]


def outside(span: tuple[float, float], widest: float) -> list[Box]:
    """Return what lies above and below the axes, where a label would not be drawn, in their units."""
    (top, bottom), left = span, -0.03 * widest
    beyond = top - bottom
    return [(left, top, widest, top + beyond), (left, bottom, widest, bottom - beyond)]


def gap_scatter(
    rows: pd.DataFrame, sem: float, *, dark: bool = False, wide: bool = False, bridge: Bridge | None = None
) -> go.Figure:
    """Draw the gap to the matched average against the group's share of the filled positions.

    Args:
        rows: `analysis.gap_and_share.compute.gap_and_share`.
        sem: half width of the band around zero, points.
        dark: whether the page is dark.
        wide: whether there is the width of a projector.
        bridge: the era bridge, a dashed line that the gaps of the bridged score start from; none where None.
    """
    colours = palette(dark)
    drawn = [
        row
        for row in rows.to_dict("records")
        if not (isnan(row["gap_to_matched"]) or isnan(row["share_pct"]))
    ]
    gaps, shares = [row["gap_to_matched"] for row in drawn], [row["share_pct"] for row in drawn]
    start = [-bridge.shift] if bridge else []
    low, high = min([-sem, *gaps, *start]) - 2, max([sem, *gaps, *start]) + 2
    widest = 1.06 * max([5.0, *shares])
    leaders, labels = label_traces(
        shares,
        gaps,
        [SHORT_LABELS[row["specialty"]] for row in drawn],
        span=(high, low),
        widest=widest,
        colours=colours,
        lines=[
            *((-0.03 * widest, at, widest, at) for at in (0.0, *start)),
            *outside((high, low), widest),
        ],
        wide=wide,
    )
    height, margin = frame_of(wide)
    return draw(
        [leaders, _marks(drawn, colours), labels],
        0,
        height=height,
        margin=margin,
        xaxis=share_axis(widest, colours),
        yaxis=height_axis((high, low), colours),
        shapes=around_zero(sem, colours, bridge),
        annotations=[
            height_title("points from the matched average", colours),
            *bridge_label(bridge, colours),
        ],
    )
