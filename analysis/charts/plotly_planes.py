"""The Plotly back-end's charts without rows: lines over years, small ones of these, and scatters."""

from collections.abc import Sequence
from itertools import pairwise
from math import nan
from typing import Any, Final

from analysis.charts.description import Axis, Cells, Chart, Line, Series, known
from analysis.charts.labels import (
    LABEL_HEIGHT,
    PLACES,
    PLACES_WIDE,
    Box,
    Place,
    Plot,
    aside_of,
    place_labels,
    spread,
)
from analysis.charts.look import LABEL_SIZE, VALUE_SIZE, Look, wrapped
from analysis.charts.styles import style_of
from analysis.shortlist.pareto import front_corners

# Traces and layout.
Parts = tuple[list[dict[str, Any]], dict[str, Any]]
SYMBOLS: Final = {
    "circle": "circle",
    "square": "square",
    "triangle": "triangle-up",
    "diamond": "diamond",
    "cross": "x-thin",
}

# A chart of lines: its height on a page, and that of its plot there and, at least, before a room.
HEIGHT: Final = 470
PLOT_HEIGHT: Final = 400
PLOT_HEIGHT_WIDE: Final = 170
LABEL_STEP: Final = 16
# Of the width of a plot on a phone and before a room, what a letter of the label at the end of a line takes.
LETTER: Final = 5.8 / 300
LETTER_WIDE: Final = 5.8 / 480

# Small charts: two columns fit a phone; before a room three or five, so that up to ten make two lines.
COLUMNS: Final = 2
COLUMNS_WIDE: Final = (3, 5)
PANEL_HEIGHT: Final = 150
PANEL_GAP: Final = 84
# Before a room all lines of panels share a height, and names keep to one line, the first ones in the margin.
PANELS_HEIGHT_WIDE: Final = 260
PANEL_GAP_WIDE: Final = 62
TITLE_WIDE: Final = 38
BELOW: Final = 20
BELOW_WIDE: Final = 28
COLUMN_GAP: Final = 0.06
# Labels of values at the end of a line need this many years of room.
LABEL_YEARS: Final = 4.5
PANEL_LABEL_STEP: Final = 15

# A scatter: labels are placed for the width of a phone and for wider pages, where marks stand further apart.
SCATTER_HEIGHT: Final = 640
MARGIN: Final = {"l": 44, "r": 10, "t": 30, "b": 48}
PHONE_WIDTH: Final = 300
PHONE: Final = Plot(PHONE_WIDTH, (1.0, 2.6), PLACES)
# Before a room a chart is at least this wide and high: where labels keep clear of each other there, they do
# so on anything larger, because marks and moved labels draw apart and letters do not grow.
SCATTER_HEIGHT_WIDE: Final = 260
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


def dotted(look: Look, role: str = "muted", *, x: float | None = None, y: float | None = None, **more: Any) -> dict[str, Any]:
    """Return a thin dotted line across the plot, upright at `x` or level at `y`, as a shape."""
    upright = {"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"}
    level = {"xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y}
    return {
        "type": "line",
        **(level if x is None else upright),
        "line": {"color": getattr(look.colours, role), "width": look.px(1), "dash": "dot"},
        "layer": "below",
        **more,
    }


def _trimmed(values: Cells) -> range:
    """Return the places from the first value there is to the last one."""
    there = [at for at, value in enumerate(values) if value is not None]
    return range(there[0], there[-1] + 1) if there else range(0)


def _line(one: Series, xs: Cells, breaks: Sequence[float], look: Look, **more: Any) -> dict[str, Any]:
    """Return one line over the years, with a gap at every break and where there is no value."""
    style = style_of(one.style)
    colour = style.colour(look.colours)
    points: list[tuple[float, float | None]] = []
    for at in _trimmed(one.values):
        year = xs[at] or 0
        # A line stops half a year before what does not run on.
        points += [(gap, nan) for gap in breaks if points and year - 1 < gap < year]
        value = one.values[at]
        points.append((year, None if value is None else round(value, 2)))
    name = one.name[:1].upper() + one.name[1:]
    return {
        "type": "scatter",
        "mode": "lines+markers" if style.symbol else "lines",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "name": name,
        "line": {
            "color": colour,
            "width": look.px(style.line * (2 if one.strong else 1)),
            "dash": style.dash,
        },
        "marker": {
            "symbol": SYMBOLS[style.symbol or "circle"],
            "size": look.px(style.size),
            "color": colour,
            "line": {"width": 0, "color": colour},
        },
        "connectgaps": False,
        "hovertemplate": f"{name}, %{{x}}: %{{y:.1f}}%<extra></extra>",
        **more,
    }


def _lines_of(one: Series, chart: Chart, look: Look) -> list[dict[str, Any]]:
    """Return a series over the years: what is at second hand is a thinner line, dotted, with hollow marks."""
    style = style_of(one.style)
    if one.texts:
        line = _line(one, chart.xs, (), look)
        there = [at for at in _trimmed(one.values)]
        return [
            {
                **line,
                "mode": "markers+text",
                "marker": {
                    **line["marker"],
                    "line": {"width": look.px(2), "color": style.colour(look.colours)},
                },
                "text": [one.texts[at] for at in there],
                "textposition": "bottom right",
                "cliponaxis": False,
                "textfont": look.font(VALUE_SIZE, "muted", halo=look.is_room),
            }
        ]
    if not any(one.hollow):
        return [_line(one, chart.xs, chart.breaks, look)]
    first = one.hollow.index(True)
    own = Series(one.name, one.style, one.values[:first], strong=one.strong)
    # From the last rate of its own on, so that the line does not break.
    start = max((at for at in range(first) if one.values[at] is not None), default=first)
    joined = Series(f"{one.name}, second-hand", one.style, one.values[start:])
    line = _line(joined, chart.xs[start:], chart.breaks, look)
    colour = style.colour(look.colours)
    return [
        _line(own, chart.xs, chart.breaks, look),
        {
            **line,
            "mode": "lines+markers",
            "line": {"color": colour, "width": look.px(1), "dash": "dot"},
            "marker": {
                **line["marker"],
                # It starts at the last of its own, which keeps its own mark.
                "size": [0, *[look.px(7)] * (len(line["x"]) - 1)],
                "color": look.colours.page,
                "line": {"width": look.px(1.5), "color": colour},
            },
        },
    ]


def _end_labels(chart: Chart, look: Look, step: float) -> dict[str, Any]:
    """Return the labels at the ends of lines, moved apart."""
    ends = [(one, _trimmed(one.values)[-1]) for one in chart.series if one.end and known(one.values)]
    places = spread([one.values[at] or 0 for one, at in ends], step)
    # A label below the axis would not be drawn.
    low = min(0.0, *places) if chart.axis.low == 0 and places else 0.0
    font = look.font(VALUE_SIZE, "text", halo=look.is_room)
    colours = [style_of(one.style).colour(look.colours) for one, _ in ends]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [chart.xs[at] for _, at in ends],
        "y": [place - low for place in places],
        "text": [f"\u2002<b>{one.end}</b>" if one.strong else f"\u2002{one.end}" for one, _ in ends],
        "textposition": "middle right",
        "textfont": {**font, "color": colours},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def draw_lines(chart: Chart, look: Look, wide: bool) -> Parts:
    """Draw lines over the years, labelled at their ends, and the numbered years of what changed."""
    first, last = chart.xs[0] or 0, chart.xs[-1] or 0
    longest = max((len(one.end) for one in chart.series), default=0)
    share = min(longest * (LETTER_WIDE if wide else LETTER), 0.6)
    low = first - max(0.6, 0.025 * (last - first))
    height = HEIGHT if chart.events else HEIGHT - 60
    step = LABEL_STEP * chart.axis.high / (PLOT_HEIGHT_WIDE if wide else PLOT_HEIGHT)
    x_axis = look.value_axis(
        chart.x_axis, side="bottom", range=[low, last + (last - first) * share / (1 - share)], showgrid=False
    )
    numbered = [
        {
            # Two years next to each other are too close for their numbers on a phone.
            **look.note(f"<b>{number}</b>", LABEL_SIZE, "text", yshift=13 * (number % 2)),
            "x": year,
        }
        for number, year in enumerate(chart.events, start=1)
    ]
    margin = {"l": 46, "r": 8, "t": 44 if chart.events else 12, "b": 36}
    return [
        *(trace for one in chart.series for trace in _lines_of(one, chart, look)),
        _end_labels(chart, look, step),
    ], {
        "height": height,
        "margin": {side: look.px(size) for side, size in margin.items()},
        "xaxis": x_axis,
        "yaxis": look.value_axis(chart.axis),
        "shapes": [dotted(look, "connector", x=year) for year in chart.events],
        "annotations": numbered,
    }


def draw_panels(chart: Chart, look: Look, wide: bool) -> Parts:
    """Draw small charts on one scale, a name and a finding above each."""
    panels = chart.panels
    few, many = COLUMNS_WIDE
    columns = COLUMNS if not wide else few if len(panels) <= 2 * few else many
    width = (1 + COLUMN_GAP) / columns - COLUMN_GAP
    lines = -(-len(panels) // columns)
    panel, gap, title, margin, below = PANEL_HEIGHT, PANEL_GAP, PANEL_GAP - 24, 0, BELOW
    height = lines * (panel + gap)
    if wide:
        gap, title, margin, below = PANEL_GAP_WIDE, 0, TITLE_WIDE, BELOW_WIDE
        height = PANELS_HEIGHT_WIDE - margin - below
        panel = (height - (lines - 1) * gap) // lines
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {
        "height": margin + height + below,
        "margin": {side: look.px(size) for side, size in (("l", 34), ("r", 6), ("t", margin), ("b", below))},
        "shapes": [],
        "annotations": [],
    }
    for place, one in enumerate(panels):
        number = "" if place == 0 else str(place + 1)
        line, column = divmod(place, columns)
        left = column * (width + COLUMN_GAP)
        top = 1 - (line * (panel + gap) + title) / height
        first, last = one.xs[0] or 0, one.xs[-1] or 0
        layout[f"xaxis{number}"] = look.value_axis(
            one.x_axis,
            side="bottom",
            range=[first - 0.5, last + LABEL_YEARS],
            showgrid=False,
            domain=[left, left + width],
            anchor=f"y{number}",
        )
        layout[f"yaxis{number}"] = {
            **look.value_axis(one.axis, showgrid=True),
            "domain": [top - panel / height, top],
            "anchor": f"x{number}",
            "nticks": 4 if panel > 100 else 3,
            "ticksuffix": one.axis.suffix,
            "showticklabels": column == 0,
        }
        axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        layout["shapes"] += [
            dotted(look, x=year, xref=f"x{number}", yref=f"y{number}", y1=one.axis.high)
            for year in one.breaks
        ]
        traces += [_line(series, one.xs, one.breaks, look, **axes) for series in one.series]
        traces.append({**_end_labels(one, look, PANEL_LABEL_STEP * one.axis.high / panel), **axes})
        name = (one.rows[0].name if wide else wrapped(one.title, 22)) if one.rows else one.title
        heading = look.note(f"<b>{name}</b><br>{one.finding}", LABEL_SIZE, "text", yshift=2)
        layout["annotations"].append(
            {**heading, "align": "left", "xref": "paper", "x": left, "xanchor": "left", "y": top}
        )
    return traces, layout


def _stroke(one: tuple[float, float], other: tuple[float, float]) -> Box:
    """Return the box that a thin line from one place to another covers, in pixels."""
    (left, right), (up, low) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return left - 1, up - 1, right + 1, low + 1


def _placed(
    marks: tuple[tuple[float, float], ...],
    labels: tuple[str, ...],
    kept_clear: tuple[tuple[float, float, float, float], ...],
    axes: tuple[Axis, Axis],
    wide: bool,
) -> list[tuple[Place, float, float]]:
    """Return the place of every label, and where it stands in units of the axes.

    Args:
        marks: x and y, in units of the axes.
        labels: their texts; an empty one is a mark without a label, which others still keep clear of.
        kept_clear: what else labels keep clear of: two corners, x and y.
        axes: of x and of y.
        wide: whether there is the width of a projector.
    """
    x_axis, axis = axes
    plot, margin = (WIDE, MARGIN_WIDE) if wide else (PHONE, MARGIN)
    height = (SCATTER_HEIGHT_WIDE if wide else SCATTER_HEIGHT) - margin["t"] - margin["b"]
    top, bottom = (axis.low, axis.high) if axis.is_reversed else (axis.high, axis.low)
    across, down = PHONE_WIDTH / (x_axis.high - x_axis.low), height / (top - bottom)

    def pixels(x: float, y: float) -> tuple[float, float]:
        return across * (x - x_axis.low), down * (top - y)

    beyond = top - bottom
    # What lies above and below the axes, where a label would not be drawn.
    outside = [(x_axis.low, edge, x_axis.high, edge + way * beyond) for edge, way in ((top, 1), (bottom, -1))]
    places = place_labels(
        [pixels(*mark) for mark in marks],
        labels,
        plot,
        [_stroke(pixels(*line[:2]), pixels(*line[2:])) for line in (*kept_clear, *outside)],
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
    texts = tuple(row.name if row.is_named else "" for row in rows)
    placed = _placed(
        tuple((x, y) for _, x, y in marks), texts, tuple(kept_clear), (chart.x_axis, chart.axis), wide
    )
    moved = [
        ((x, to), (y, up))
        for (_, x, y), (place, to, up) in zip(marks, placed, strict=True)
        if abs(place[1]) > LABEL_HEIGHT or place[2]
    ]
    leaders = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for xs, _ in moved for x in (*xs, None)],
        "y": [y for _, ys in moved for y in (*ys, None)],
        "line": {"color": look.colours.connector, "width": look.px(1)},
        "hoverinfo": "skip",
    }
    weights = [row.weight for row in rows]
    font = look.font(VALUE_SIZE, "text", halo=True)
    if any(weights):
        font |= {
            "size": [look.type(VALUE_SIZE if weight >= 0 else SMALL_PRINT) for weight in weights],
            "color": [look.inks.text if weight >= 0 else look.inks.muted for weight in weights],
            "weight": [600 if weight > 0 else 400 for weight in weights],
        }
    labels = {
        "type": "scatter",
        "mode": "text",
        "x": [to for _, to, _ in placed],
        "y": [up for _, _, up in placed],
        "text": [f"\u2003{text}\u2003" if text else "" for text in texts],
        "textposition": [f"middle {place[0]}" for place, _, _ in placed],
        "textfont": font,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return [leaders, labels]


def _marks(one: Series, chart: Chart, look: Look) -> dict[str, Any]:
    """Return the marks of one series: hollow where few matched, a diamond where nothing separates."""
    style = style_of(one.style)
    there = [at for at, value in enumerate(one.values) if value is not None]
    colour, size, page = style.colour(look.colours), style.size, look.colours.page
    diamonds = [chart.rows[at].is_doubtful for at in there]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(chart.xs[at] or 0, 2) for at in there],
        "y": [one.values[at] for at in there],
        "marker": {
            "size": [look.px(DIAMOND * size if is_diamond else size) for is_diamond in diamonds],
            # Plotly fades marks of several sizes unless told otherwise.
            "opacity": 1,
            "symbol": ["diamond" if is_diamond else SYMBOLS[style.symbol] for is_diamond in diamonds],
            "color": [page if one.hollow and one.hollow[at] else colour for at in there],
            "line": {"width": look.px(2), "color": colour},
        },
        "text": [chart.rows[at].label for at in there],
        "hovertemplate": f"%{{text}}: {one.hover}%{{y}}, share %{{x:.1f}}%<extra></extra>",
        "cliponaxis": False,
        "name": one.name[:1].upper() + one.name[1:],
    }


def _front(chart: Chart, look: Look) -> tuple[list[dict[str, Any]], list[Box]]:
    """Return the step line and the rings around what it joins, and what of it labels keep clear of."""
    if not chart.front:
        return [], []
    axis, x_axis = chart.axis, chart.x_axis
    bottom = axis.high if axis.is_reversed else axis.low
    corners = front_corners(chart.front, x_axis.low, bottom)
    style, long = style_of("front"), LONG_LINE * (x_axis.high - x_axis.low)
    steps = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in corners],
        "y": [y for _, y in corners],
        "line": {"color": style.colour(look.colours), "width": look.px(style.line)},
        "hoverinfo": "skip",
        "name": "Step line",
    }
    text = look.inks.text
    rings = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in chart.front],
        "y": [y for _, y in chart.front],
        "marker": {
            "size": look.px(RING),
            "symbol": "circle-open",
            "color": text,
            "line": {"width": look.px(1.5), "color": text},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
        "name": "Non-dominated",
    }
    return [steps, rings], [(*one, *two) for one, two in pairwise(corners) if two[0] - one[0] > long]


def _level(line: Line, look: Look) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Return a line across a scatter as a shape, and its label at its right end."""
    style = style_of(line.style)
    shape = {
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "layer": "below",
        "type": "line",
        "y0": line.at,
        "y1": line.at,
        "line": {"color": style.colour(look.colours), "width": look.px(style.line), "dash": style.dash},
    }
    if not line.label:
        return shape, None
    note = look.note(line.label, VALUE_SIZE, style.role)
    # It leads away from the line where the gaps start.
    anchor = "bottom" if line.at > 0 else "top"
    return shape, {**note, "xref": "paper", "x": 1, "xanchor": "right", "y": line.at, "yref": "y"} | {
        "yanchor": anchor
    }


def draw_scatter(chart: Chart, look: Look, wide: bool) -> Parts:
    """Draw a scatter with a name beside its marks."""
    axis, x_axis = chart.axis, chart.x_axis
    marks = sorted(
        (at, chart.xs[at] or 0, value)
        for one in chart.series
        for at, value in enumerate(one.values)
        if value is not None
    )
    front, strokes = _front(chart, look)
    kept_clear = [*strokes, *((x_axis.low, line.at, x_axis.high, line.at) for line in chart.lines)]
    leaders, labels = _labels(chart, marks, kept_clear, look, wide)
    lines = [_level(line, look) for line in chart.lines]
    title = look.note(axis.title, VALUE_SIZE, "muted", yshift=TITLE_LIFT)
    margin = MARGIN_WIDE if wide else MARGIN
    return [
        *front,
        leaders,
        *(_marks(one, chart, look) for one in chart.series if known(one.values)),
        labels,
    ], {
        "height": SCATTER_HEIGHT_WIDE if wide else SCATTER_HEIGHT,
        "margin": {side: look.px(size) for side, size in margin.items()},
        "xaxis": look.value_axis(
            x_axis,
            side="bottom",
            showgrid=True,
            showticklabels=True,
            nticks=6,
            ticksuffix=x_axis.suffix,
            title={
                "text": x_axis.title,
                "font": look.font(VALUE_SIZE, "muted"),
                "standoff": look.px(8),
            },
        ),
        "yaxis": look.value_axis(axis),
        "shapes": [
            *(
                {
                    "xref": "paper",
                    "x0": 0,
                    "x1": 1,
                    "layer": "below",
                    "type": "rect",
                    "y0": band.low,
                    "y1": band.high,
                    "fillcolor": look.colours.band,
                    "line": {"width": 0},
                }
                for band in chart.bands
            ),
            *(shape for shape, _ in lines),
        ],
        "annotations": [
            {**title, "xref": "paper", "x": 0, "xanchor": "left", "xshift": look.px(-40)},
            *(note for _, note in lines if note),
        ],
    }
