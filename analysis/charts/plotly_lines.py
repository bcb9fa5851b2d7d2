"""The Plotly back-end's charts of lines over years: one large one, or small ones side by side."""

from collections.abc import Sequence
from typing import Any, Final

from analysis.charts.description import Cells, Chart, Series, known
from analysis.charts.labels import spread
from analysis.charts.look import (
    LABEL_SIZE,
    SYMBOLS,
    Look,
    Parts,
    printed,
    shape,
    trace,
    wrapped,
)
from analysis.charts.room import VALUE_SIZE
from analysis.charts.styles import style_of
from analysis.wording import capital

# A chart of lines: its height on a page, and that of its plot there and, at least, before a room.
HEIGHT: Final = 470
PLOT_HEIGHT: Final = 400
PLOT_HEIGHT_WIDE: Final = 170
LABEL_STEP: Final = 16
# Of the width of a plot on a phone and before a room, what a letter of the label at the end of a line takes.
LETTER: Final = 5.8 / 274
LETTER_WIDE: Final = 5.8 / 480

# Where the value of a single mark stands.
PLACES: Final = {"above": "top center", "below": "bottom center"}

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
# The last value of the last column reaches over its panel where the screen is not much wider than high.
RIGHT_WIDE: Final = 14
COLUMN_GAP: Final = 0.06
# Labels of values at the end of a line need this many years of room.
LABEL_YEARS: Final = 4.5
PANEL_LABEL_STEP: Final = 15


def _trimmed(values: Cells) -> range:
    """Return the places from the first value there is to the last one."""
    there = [at for at, value in enumerate(values) if value is not None]
    return range(there[0], there[-1] + 1) if there else range(0)


def _line(
    one: Series, chart: Chart, look: Look, start: int = 0, *, breaks: Sequence[float] | None = None
) -> dict[str, Any]:
    """Return one line over the years of a chart, with a gap at every break and where there is no value.

    The cells of the line are those of the years from the place `start` on.
    """
    xs, breaks = chart.xs[start:], chart.breaks if breaks is None else breaks
    # Shares have a decimal also where what is printed has none.
    decimals = 1 if chart.axis.suffix else chart.decimals
    style = style_of(one.style)
    stroke = look.stroke(style, style.line if one.strong else 0)
    points: list[tuple[float, float | None]] = []
    for at in _trimmed(one.cells):
        year, value = xs[at] or 0, one.cells[at]
        # A line stops half a year before what does not run on.
        points += [(gap, None) for gap in breaks if points and year - 1 < gap < year]
        points.append((year, None if value is None else round(value, 2)))
    name, colour = capital(one.name), stroke["color"]
    return trace(
        "lines+markers" if style.symbol else "lines",
        (x for x, _ in points),
        (y for _, y in points),
        name=name,
        line=stroke,
        marker={
            "symbol": SYMBOLS[style.symbol or "circle"],
            "size": look.px(style.size),
            "color": colour,
            "line": {"width": 0, "color": colour},
        },
        connectgaps=False,
        # A mark at zero is not cut in half.
        cliponaxis=False,
        hovertemplate=f"{name}, %{{x}}: %{{y:,.{decimals}f}}{chart.axis.suffix}<extra></extra>",
    )


def _lines_of(one: Series, chart: Chart, look: Look) -> list[dict[str, Any]]:
    """Return a series over the years: what is at second hand is a thinner line, dotted, with hollow marks."""
    colour = style_of(one.style).colour(look.colours)
    if one.texts:
        line, there = _line(one, chart, look, breaks=()), _trimmed(one.cells)
        return [
            line
            | {
                "mode": "markers+text",
                "marker": line["marker"] | {"line": {"width": look.px(2), "color": colour}},
                "text": [one.texts[at] for at in there],
                "textposition": [
                    PLACES.get(one.sides[at] if one.sides else "", "bottom right") for at in there
                ],
                "textfont": look.font(VALUE_SIZE, "muted", halo=look.is_room),
            }
        ]
    if not any(one.hollow):
        return [_line(one, chart, look)]
    first = one.hollow.index(True)
    own = Series(one.name, one.style, one.cells[:first], strong=one.strong)
    # From the last rate of its own on, so that the line does not break.
    start = max((at for at in range(first) if one.cells[at] is not None), default=first)
    joined = Series(f"{one.name}, second-hand", one.style, one.cells[start:])
    line = _line(joined, chart, look, start)
    hollow = {
        # It starts at the last of its own, which keeps its own mark.
        "size": [0, *[look.px(7)] * (len(line["x"]) - 1)],
        "color": look.colours.page,
        "line": {"width": look.px(1.5), "color": colour},
    }
    return [
        _line(own, chart, look),
        line
        | {
            "mode": "lines+markers",
            "line": {"color": colour, "width": look.px(1), "dash": "dot"},
            "marker": line["marker"] | hollow,
        },
    ]


def _end_labels(chart: Chart, look: Look, step: float, **more: Any) -> dict[str, Any]:
    """Return the labels at the ends of lines, moved apart."""
    ends = [(one, _trimmed(one.cells)[-1]) for one in chart.series if one.end and known(one.cells)]
    places = spread([one.cells[at] or 0 for one, at in ends], step)
    # A label below the axis would not be drawn.
    low = min(0.0, *places) if chart.axis.low == 0 and places else 0.0
    # Small charts have no room to spare.
    clear = "\u2009\u2009" if chart.title else "\u2002"
    font = look.font(VALUE_SIZE, "text", halo=look.is_room)
    return printed(
        (chart.xs[at] for _, at in ends),
        (place - low for place in places),
        (f"{clear}<b>{one.end}</b>" if one.strong else f"{clear}{one.end}" for one, _ in ends),
        {**font, "color": [look.ink(style_of(one.style)) for one, _ in ends]},
        **more,
    )


def draw_lines(chart: Chart, look: Look, wide: bool) -> Parts:
    """Draw lines over the years, labelled at their ends, and the numbered years of what changed."""
    first, last = chart.xs[0] or 0, chart.xs[-1] or 0
    # With the space before it.
    longest = 1 + max((len(one.end) for one in chart.series), default=0)
    share = min(longest * (LETTER_WIDE if wide else LETTER), 0.6)
    low = first - max(0.6, 0.025 * (last - first))
    height = HEIGHT if chart.events else HEIGHT - 60
    step = LABEL_STEP * chart.axis.high / (PLOT_HEIGHT_WIDE if wide else PLOT_HEIGHT)
    x_axis = look.value_axis(
        chart.x_axis, side="bottom", range=[low, last + (last - first) * share / (1 - share)], showgrid=False
    )
    numbered = [
        # Two years next to each other are too close for their numbers on a phone.
        look.note(f"<b>{number}</b>", LABEL_SIZE, "text", yshift=13 * (number % 2), x=year)
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
        "shapes": [shape(look.dotted("connector"), x=(year, year)) for year in chart.events],
        "annotations": numbered,
    }


def draw_panels(chart: Chart, look: Look, wide: bool) -> Parts:
    """Draw small charts on one scale, a name and a finding above each."""
    panels = chart.panels
    few, many = COLUMNS_WIDE
    columns = COLUMNS if not wide else few if len(panels) <= 2 * few else many
    width = (1 + COLUMN_GAP) / columns - COLUMN_GAP
    lines = -(-len(panels) // columns)
    panel, gap, title, margin, below, right = PANEL_HEIGHT, PANEL_GAP, PANEL_GAP - 24, 0, BELOW, 6
    height = lines * (panel + gap)
    if wide:
        gap, title, margin, below, right = PANEL_GAP_WIDE, 0, TITLE_WIDE, BELOW_WIDE, RIGHT_WIDE
        height = PANELS_HEIGHT_WIDE - margin - below
        panel = (height - (lines - 1) * gap) // lines
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {
        "height": margin + height + below,
        "margin": {
            side: look.px(size) for side, size in (("l", 34), ("r", right), ("t", margin), ("b", below))
        },
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
        layout[f"yaxis{number}"] = look.value_axis(
            one.axis,
            showgrid=True,
            domain=[top - panel / height, top],
            anchor=f"x{number}",
            nticks=4 if panel > 100 else 3,
            ticksuffix=one.axis.suffix,
            showticklabels=column == 0,
        )
        axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        layout["shapes"] += [
            shape(look.dotted(), x=(year, year), y=(0, one.axis.high))
            | {"xref": f"x{number}", "yref": f"y{number}"}
            for year in one.breaks
        ]
        traces += [_line(series, one, look) | axes for series in one.series]
        traces.append(_end_labels(one, look, PANEL_LABEL_STEP * one.axis.high / panel, **axes))
        name = (one.rows[0].name if wide else wrapped(one.title, 22)) if one.rows else one.title
        place_above = {"align": "left", "xref": "paper", "x": left, "xanchor": "left", "y": top}
        # So many names beside each other have no room for larger type.
        size = VALUE_SIZE if columns == many else LABEL_SIZE
        heading = look.note(f"<b>{name}</b><br>{one.finding}", size, "text", 2, **place_above)
        layout["annotations"].append(heading)
    return traces, layout
