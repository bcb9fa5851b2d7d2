"""A grid of shaded numbers in Plotly: a row per name, a column per series, a number in each cell.

The cells are bars of one length, because what is printed on bars can have a colour of its own on each.
"""

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from analysis.charts.description import Band, Chart
from analysis.charts.look import LABEL_SIZE, NO_HALO, Look, Parts, printed, shape, wrapped
from analysis.charts.room import VALUE_SIZE
from analysis.charts.shades import ink_on, shade
from analysis.palette import DARK
from analysis.wording import FEW_MARK, FEW_MATCHED, capital

# How much of the height of a row a cell takes; the rest is the page between two.
CELL: Final = 0.94
# What a letter of a head takes along it, in sizes of its type, and the air around a head in pixels of a page.
LETTER: Final = 0.54
AIR: Final = 14
# The height of a line of a head that stands upright, in sizes of its type.
LINE: Final = 1.3
# How much wider bold letters are.
BOLD: Final = 1.1
# Letters of a head that stay on one line before a room, and of a short name on a page; and how wide one of
# these is at most, in sizes of its type.
ROOM_HEAD: Final = 12
NAMES: Final = 15
LETTER_WIDE: Final = 0.57
# What the column of counts takes, as a share of all columns.
COUNTS: Final = 0.14


def head_height(chart: Chart, look: Look) -> int:
    """Return the height that the heads of the columns take: on their side no width is too small for them."""
    if chart.heads:
        lines = max(head.count("\n") + 1 for head in chart.heads)
        return round(LINE * look.type(VALUE_SIZE) * lines + look.px(AIR))
    names = [(_head(one.name, look), BOLD if one.strong else 1) for one in chart.series]
    longest = max(wide * len(line) for name, wide in names for line in name.split("<br>"))
    return round(LETTER * look.type(LABEL_SIZE) * longest + look.px(AIR))


def _head(name: str, look: Look) -> str:
    """Return the head of a column: on one line on a page, on two where a room has the width and no height."""
    return wrapped(capital(name), ROOM_HEAD) if look.is_room else capital(name)


def _lines(text: str) -> str:
    """Return text of several lines as Plotly takes it."""
    return escape(text).replace("\n", "<br>")


def names_width(chart: Chart) -> int:
    """Return the width that the short names of the rows take on a page, in two lines at most."""
    longest = max(len(line) for row in chart.rows for line in wrapped(row.name, NAMES).split("<br>"))
    return round(LETTER_WIDE * LABEL_SIZE * longest + AIR)


def _heads(chart: Chart, look: Look) -> dict[str, Any]:
    """Return the axis with the heads of the columns, the column of counts last."""
    count = len(chart.series)
    heads = [_lines(head) for head in chart.heads] or [_head(one.name, look) for one in chart.series]
    names = [f"<b>{head}</b>" if one.strong else head for head, one in zip(heads, chart.series, strict=True)]
    places = [column + 0.5 for column in range(count)]
    if chart.has_counts:
        names.append(f"<i>{capital(chart.counted)}</i>")
        places.append(_counts_at(chart))
    return {
        "tickmode": "array",
        "tickvals": places,
        "ticktext": names,
        "tickangle": 0 if chart.heads else -90,
        "tickfont": look.font(VALUE_SIZE if chart.heads else LABEL_SIZE, "text"),
        "side": "top",
        "range": [0, count * (1 + COUNTS * chart.has_counts)],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
    }


def _counts_at(chart: Chart) -> float:
    """Return where the column of counts stands."""
    return len(chart.series) * (1 + COUNTS / 2)


def _counts(chart: Chart, look: Look) -> dict[str, Any]:
    """Return how many answered, row by row, flagged where they are few."""
    rows = [(row, one.count) for row, one in enumerate(chart.rows) if one.count is not None]
    few = [count < FEW_MATCHED for _, count in rows]
    font = look.font(VALUE_SIZE, "muted")
    font["color"] = [look.inks.unmatched_text if is_few else look.inks.muted for is_few in few]
    texts = [
        f"{FEW_MARK if is_few else ''}{count:,.0f}" for (_, count), is_few in zip(rows, few, strict=True)
    ]
    places = [row for row, _ in rows]
    return printed([_counts_at(chart)] * len(rows), places, texts, font, textposition="middle center")


def _cells(chart: Chart) -> Iterator[tuple[int, int, float]]:
    """Yield column, row and value of each cell that has one."""
    for column, one in enumerate(chart.series):
        for row, value in enumerate(one.cells):
            if value is not None:
                yield column, row, value


def _drawn(chart: Chart, look: Look) -> dict[str, Any]:
    """Return the cells with their numbers."""
    low, high, dark = chart.axis.low, chart.axis.high, look.colours.text == DARK.text
    cells = list(_cells(chart))
    shades = [shade(value, low, high, dark=dark) for _, _, value in cells]
    hollow = [
        bool(chart.series[column].hollow) and chart.series[column].hollow[row] for column, row, _ in cells
    ]
    page = look.colours.page
    fills = [page if is_hollow else own for own, is_hollow in zip(shades, hollow, strict=True)]
    lines = [look.colours.connector if is_hollow else page for is_hollow in hollow]
    inks = [
        look.inks.text if is_hollow else ink_on(own) for own, is_hollow in zip(shades, hollow, strict=True)
    ]
    texts = [chart.series[column].texts[row] for column, row, _ in cells]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [column for column, _, _ in cells],
        "x": [1] * len(cells),
        "y": [row for _, row, _ in cells],
        "width": CELL,
        "marker": {"color": fills, "line": {"color": lines, "width": look.px(1)}},
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"size": look.type(VALUE_SIZE), "color": inks, "shadow": NO_HALO},
        "hovertext": [
            f"{chart.rows[row].label}<br>{capital(chart.series[column].name)}: {text}{chart.axis.suffix}"
            for (column, row, _), text in zip(cells, texts, strict=True)
        ],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _empty(chart: Chart, look: Look) -> list[dict[str, Any]]:
    """Return a dash in each cell that has no number; why, the words around the chart say."""
    empty = [
        (column + 0.5, row)
        for column, one in enumerate(chart.series)
        for row, value in enumerate(one.cells)
        if value is None
    ]
    if not empty:
        return []
    xs, ys = zip(*empty, strict=True)
    font = look.font(VALUE_SIZE, "muted")
    return [printed(xs, ys, ["–"] * len(empty), font, textposition="middle center")]


def _outline(one: Band, count: int, look: Look) -> dict[str, Any]:
    """Return an outline around some columns, in some rows or all."""
    first, last = one.rows or (0, count - 1)
    ends = (first - CELL / 2, last + CELL / 2)
    line = {"color": look.colours.user, "width": look.px(2)}
    return shape(line, x=(one.low, one.high), y=ends, type="rect", layer="above")


def draw_grid(chart: Chart, look: Look, parts: Parts) -> None:
    """Draw a grid: its cells, the heads of its columns, and how many answered."""
    traces, layout = parts
    layout |= {"xaxis": _heads(chart, look), "barmode": "overlay"}
    if not look.is_room:
        names = [wrapped(row.name, NAMES) for row in chart.rows]
        layout["yaxis"]["ticktext"] = [
            f"<b>{name}</b>" if row.weight > 0 else name for name, row in zip(names, chart.rows, strict=True)
        ]
    traces += [_drawn(chart, look), *_empty(chart, look)]
    if chart.x_axis.title:
        left = {"x": 0, "xref": "paper", "xanchor": "right", "xshift": look.px(-6), "align": "right"}
        layout["annotations"].append(look.note(_lines(chart.x_axis.title), VALUE_SIZE, "muted", 4, **left))
    layout["shapes"] += [_outline(one, len(chart.rows), look) for one in chart.bands]
    if chart.has_counts:
        traces.append(_counts(chart, look))
