"""The Plotly back-end's scatters: marks with their names beside them, and what lies across."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from analysis.charts.description import Chart, Line, Series, known
from analysis.charts.labels import LABEL_HEIGHT, PLACES, PLACES_WIDE, Box, Place, Plot, aside_of, place_labels
from analysis.charts.look import SYMBOLS, Look, Parts, band, printed, shape, trace
from analysis.charts.room import VALUE_SIZE
from analysis.charts.styles import style_of
from analysis.shortlist.pareto import front_corners
from analysis.wording import capital

# Labels are placed for the width of a phone and for wider pages, where marks stand further apart.
HEIGHT: Final = 640
MARGIN: Final = {"l": 44, "r": 10, "t": 30, "b": 48}
PHONE_WIDTH: Final = 300
PHONE: Final = Plot(PHONE_WIDTH, (1.0, 2.6), PLACES)
# Before a room a chart is at least this wide and high: where labels keep clear of each other there, they do
# so on anything larger, because marks and moved labels draw apart and letters do not grow.
HEIGHT_WIDE: Final = 260
MARGIN_WIDE: Final = {"l": 44, "r": 10, "t": 26, "b": 40}
WIDE: Final = Plot(PHONE_WIDTH, (2.2, 2.5), PLACES_WIDE)
RING: Final = 18
SMALL_PRINT: Final = 11
# A line that runs along a label strikes it out; a shorter one only passes behind its halo. Of the width.
LONG_LINE: Final = 0.1
# The title of the axis keeps clear of the topmost number.
TITLE_LIFT: Final = 6
# A diamond is wider than a circle of its size.
DIAMOND: Final = 0.87


def _stroke(one: tuple[float, float], other: tuple[float, float]) -> Box:
    """Return the box that a thin line from one place to another covers, in pixels."""
    (left, right), (up, low) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return left - 1, up - 1, right + 1, low + 1


def _placed(
    chart: Chart, marks: Sequence[tuple[float, float]], texts: Sequence[str], lines: Sequence[Box], wide: bool
) -> list[tuple[Place, float, float]]:
    """Return the place of every label, and where it stands in units of the axes of x and of y.

    A mark without a label is kept clear of too, and so are lines, two corners each.
    """
    x_axis, axis = chart.x_axis, chart.axis
    plot, margin = (WIDE, MARGIN_WIDE) if wide else (PHONE, MARGIN)
    height = (HEIGHT_WIDE if wide else HEIGHT) - margin["t"] - margin["b"]
    top, bottom = (axis.low, axis.high) if axis.is_reversed else (axis.high, axis.low)
    across, down = PHONE_WIDTH / (x_axis.high - x_axis.low), height / (top - bottom)

    def pixels(x: float, y: float) -> tuple[float, float]:
        return across * (x - x_axis.low), down * (top - y)

    beyond = top - bottom
    # What lies above and below the axes, where a label would not be drawn.
    outside = [(x_axis.low, edge, x_axis.high, edge + way * beyond) for edge, way in ((top, 1), (bottom, -1))]
    places = place_labels(
        [pixels(*mark) for mark in marks],
        texts,
        plot,
        [_stroke(pixels(*line[:2]), pixels(*line[2:])) for line in (*lines, *outside)],
    )
    return [
        (place, x + aside_of(place) / (across * plot.stretches[0]), y - place[1] / down)
        for (x, y), place in zip(marks, places, strict=True)
    ]


def _labels(
    chart: Chart, marks: list[tuple[int, float, float]], kept_clear: Sequence[Box], look: Look, wide: bool
) -> list[dict[str, Any]]:
    """Return the labels of the marks, and the thin lines to those that had to move away."""
    rows = [chart.rows[at] for at, _, _ in marks]
    texts = [row.name if row.is_named else "" for row in rows]
    placed = _placed(chart, [(x, y) for _, x, y in marks], texts, kept_clear, wide)
    moved = [
        ((x, to), (y, up))
        for (_, x, y), (place, to, up) in zip(marks, placed, strict=True)
        if abs(place[1]) > LABEL_HEIGHT or place[2]
    ]
    leaders = trace(
        "lines",
        (x for xs, _ in moved for x in (*xs, None)),
        (y for _, ys in moved for y in (*ys, None)),
        line={"color": look.colours.connector, "width": look.px(1)},
        hoverinfo="skip",
    )
    weights = [row.weight for row in rows]
    font = look.font(VALUE_SIZE, "text", halo=True)
    if any(weights):
        font |= {
            "size": [look.type(VALUE_SIZE if weight >= 0 else SMALL_PRINT) for weight in weights],
            "color": [look.inks.text if weight >= 0 else look.inks.muted for weight in weights],
            "weight": [600 if weight > 0 else 400 for weight in weights],
        }
    labels = printed(
        (to for _, to, _ in placed),
        (up for _, _, up in placed),
        (f"\u2003{text}\u2003" if text else "" for text in texts),
        font,
        textposition=[f"middle {place[0]}" for place, _, _ in placed],
    )
    return [leaders, labels]


def _marks(one: Series, chart: Chart, look: Look) -> dict[str, Any]:
    """Return the marks of one series: hollow where few matched, a diamond where nothing separates."""
    style = style_of(one.style)
    there = [at for at, value in enumerate(one.cells) if value is not None]
    colour, size, page = style.colour(look.colours), style.size, look.colours.page
    diamonds = [chart.rows[at].is_doubtful for at in there]
    return trace(
        "markers",
        (round(chart.xs[at] or 0, 2) for at in there),
        (one.cells[at] for at in there),
        marker={
            "size": [look.px(DIAMOND * size if is_diamond else size) for is_diamond in diamonds],
            # Plotly fades marks of several sizes unless told otherwise.
            "opacity": 1,
            "symbol": ["diamond" if is_diamond else SYMBOLS[style.symbol] for is_diamond in diamonds],
            "color": [page if one.hollow and one.hollow[at] else colour for at in there],
            "line": {"width": look.px(2), "color": colour},
        },
        text=[chart.rows[at].label for at in there],
        hovertemplate=f"%{{text}}: {one.hover}%{{y}}, share %{{x:.1f}}%<extra></extra>",
        cliponaxis=False,
        name=capital(one.name),
    )


def _front(chart: Chart, look: Look) -> tuple[list[dict[str, Any]], list[Box]]:
    """Return the step line and the rings around what it joins, and what of it labels keep clear of."""
    if not chart.front:
        return [], []
    axis, x_axis = chart.axis, chart.x_axis
    bottom = axis.high if axis.is_reversed else axis.low
    corners = front_corners(chart.front, x_axis.low, bottom)
    long, text = LONG_LINE * (x_axis.high - x_axis.low), look.inks.text
    stroke = look.stroke(style_of("front"))
    steps = trace("lines", *zip(*corners, strict=True), line=stroke, hoverinfo="skip", name="Step line")
    ring = {
        "size": look.px(RING),
        "symbol": "circle-open",
        "color": text,
        "line": {"width": look.px(1.5), "color": text},
    }
    skipped: dict[str, Any] = {"hoverinfo": "skip", "cliponaxis": False}
    rings = trace("markers", *zip(*chart.front, strict=True), marker=ring, name="Non-dominated", **skipped)
    return [steps, rings], [(*one, *two) for one, two in pairwise(corners) if two[0] - one[0] > long]


def _label(line: Line, look: Look) -> dict[str, Any]:
    """Return the label of a line across, at its right end; it leads away from where the gaps start."""
    anchor = "bottom" if line.at > 0 else "top"
    right: dict[str, Any] = {
        "xref": "paper",
        "x": 1,
        "xanchor": "right",
        "y": line.at,
        "yref": "y",
        "yanchor": anchor,
    }
    return look.note(line.label, VALUE_SIZE, style_of(line.style), **right)


def draw_scatter(chart: Chart, look: Look, wide: bool) -> Parts:
    """Draw a scatter with a name beside its marks."""
    axis, x_axis = chart.axis, chart.x_axis
    marks = sorted(
        (at, chart.xs[at] or 0, value)
        for one in chart.series
        for at, value in enumerate(one.cells)
        if value is not None
    )
    front, strokes = _front(chart, look)
    kept_clear = [*strokes, *((x_axis.low, line.at, x_axis.high, line.at) for line in chart.lines)]
    leaders, labels = _labels(chart, marks, kept_clear, look, wide)
    left = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": look.px(-40)}
    margin = MARGIN_WIDE if wide else MARGIN
    return [
        *front,
        leaders,
        *(_marks(one, chart, look) for one in chart.series if known(one.cells)),
        labels,
    ], {
        "height": HEIGHT_WIDE if wide else HEIGHT,
        "margin": {side: look.px(size) for side, size in margin.items()},
        "xaxis": look.value_axis(
            x_axis,
            side="bottom",
            showgrid=True,
            showticklabels=True,
            nticks=6,
            ticksuffix=x_axis.suffix,
            title={"text": x_axis.title, "font": look.font(VALUE_SIZE, "muted"), "standoff": look.px(8)},
        ),
        "yaxis": look.value_axis(axis),
        "shapes": [
            *(band(look, y=(one.low, one.high)) for one in chart.bands),
            *(shape(look.stroke(style_of(line.style)), y=(line.at, line.at)) for line in chart.lines),
        ],
        "annotations": [
            look.note(axis.title, VALUE_SIZE, "muted", TITLE_LIFT, **left),
            *(_label(line, look) for line in chart.lines if line.label),
        ],
    }
