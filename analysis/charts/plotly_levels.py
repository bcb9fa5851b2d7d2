"""A table of levels in Plotly: a row per name, a column per level, words in each cell.

The names stand above their cells, so that these have all the width there is, and words are broken to what is
wide enough on a phone too. Rows are as high as their words: they lie at pixels of a page, not at 0, 1, 2.
"""

from textwrap import wrap
from typing import Any, Final

from analysis.charts.description import Band, Chart, Row
from analysis.charts.look import LABEL_SIZE, NO_HALO, Look, Parts, printed, shape
from analysis.charts.room import VALUE_SIZE
from analysis.charts.shades import ink_on
from analysis.charts.styles import style_of

# Letters of a line in a cell: on a page, where a phone has a third of its width for them, and before a room.
LETTERS: Final = (19, 30)
# Letters of a line of a name.
NAME: Final = 42
# Height of a line in sizes of its type, and the air in a cell and below it in pixels of a page.
LINE: Final = 1.28
IN_CELL: Final = 10
BELOW: Final = 9
# What a guide without such a level has in its place.
NO_SUCH: Final = "no such level"
# How far the words of a cell stand from its edge, as a share of its width.
INDENT: Final = 0.03


def _lines(text: str, look: Look) -> list[str]:
    """Return the words of a cell, line by line."""
    return wrap(text, LETTERS[look.is_room]) or [""]


def _name(row: Row, look: Look) -> str:
    """Return the name of a row with what stands beside it, quieter, on a page in a line of its own."""
    quiet = f'<span style="color:{look.inks.muted};font-size:{look.type(VALUE_SIZE):g}px">{row.beside}</span>'
    if look.is_room:
        return f"<b>{row.label}</b>  {quiet}"
    return "<br>".join([*(f"<b>{line}</b>" for line in wrap(row.label, NAME)), quiet])


def _name_heights(chart: Chart, look: Look) -> list[float]:
    """Return how high the name of each row is."""
    return [LINE * look.type(LABEL_SIZE) * (_name(row, look).count("<br>") + 1) for row in chart.rows]


def row_heights(chart: Chart, look: Look) -> list[float]:
    """Return how high each row is, in pixels: its name, its longest cell, and the air below."""
    line = LINE * look.type(VALUE_SIZE)
    most = (
        max(len(_lines(one.texts[at], look)) for one in chart.series if one.texts)
        for at in range(len(chart.rows))
    )
    air = look.px(IN_CELL) + look.px(BELOW)
    return [name + line * lines + air for name, lines in zip(_name_heights(chart, look), most, strict=True)]


def head_height(look: Look) -> float:
    """Return the height of the heads of the columns, in pixels."""
    return LINE * look.type(LABEL_SIZE) + look.px(IN_CELL)


def _names(chart: Chart, tops: list[float], look: Look) -> dict[str, Any]:
    """Return the names of the rows above their cells."""
    names = [_name(row, look) for row in chart.rows]
    places = [top + name / 2 for top, name in zip(tops, _name_heights(chart, look), strict=True)]
    font = look.font(LABEL_SIZE, "text")
    return printed([0.0] * len(names), places, names, font, textposition="middle right")


def draw_levels(chart: Chart, look: Look, parts: Parts) -> None:
    """Draw a table of levels; the layout gets the height that its rows take."""
    traces, layout = parts
    heights = row_heights(chart, look)
    tops = [sum(heights[:at]) for at in range(len(heights))]
    names, below = _name_heights(chart, look), look.px(BELOW)
    cells = [
        (column, at, tops[at] + names[at], heights[at] - names[at] - below)
        for column, one in enumerate(chart.series)
        for at, value in enumerate(one.cells)
        if value is not None
    ]
    page = look.colours.page
    fills: list[str] = []
    inks: list[str] = []
    lines: list[str] = []
    for column, at, _, _ in cells:
        one = chart.series[column]
        is_own = not (one.hollow and one.hollow[at])
        own = style_of(one.style).colour(look.colours)
        fills.append(own if is_own else page)
        inks.append(ink_on(own) if is_own else look.inks.text)
        lines.append(own if is_own else look.colours.connector)
    # Cells of one look are one shape: to a browser each shape is work, whatever it looks like.
    looks: dict[tuple[str, str], list[str]] = {}
    for (column, _, top, height), fill, line in zip(cells, fills, lines, strict=True):
        box = f"M{column + 0.01},{top:g}H{column + 0.99}V{top + height:g}H{column + 0.01}Z"
        looks.setdefault((fill, line), []).append(box)
    layout["shapes"] += [
        {
            **{"type": "path", "path": "".join(boxes), "xref": "x", "yref": "y", "layer": "below"},
            **{"fillcolor": fill, "line": {"color": line, "width": look.px(1)}},
        }
        for (fill, line), boxes in looks.items()
    ]
    texts = [
        "<br>".join(f"<b>{line}</b>" if fill != page else line for line in _lines(text, look))
        for text, fill in zip(
            (chart.series[column].texts[at] for column, at, *_ in cells), fills, strict=True
        )
    ]
    font = look.font(VALUE_SIZE, "text") | {"color": inks, "shadow": NO_HALO}
    xs, ys = [column + INDENT for column, *_ in cells], [top + height / 2 for _, _, top, height in cells]
    traces.append(printed(xs, ys, texts, font, textposition="middle right"))
    traces.append(_names(chart, tops, look))
    traces += _empty(chart, tops, heights, look)
    layout["shapes"] += [
        _outline(
            one,
            tops[one.rows[0]] + names[one.rows[0]],
            tops[one.rows[1]] + heights[one.rows[1]] - below,
            look,
        )
        for one in chart.bands
        if one.rows
    ]
    layout["annotations"] += [
        look.note(f"<b>{one.name}</b>", LABEL_SIZE, "text", 4, x=column + INDENT, xanchor="left")
        for column, one in enumerate(chart.series)
    ]
    fixed = {"showgrid": False, "zeroline": False, "fixedrange": True, "automargin": False}
    layout["xaxis"] = {"range": [0, len(chart.series)], "showticklabels": False, **fixed}
    layout["yaxis"] = {"range": [sum(heights), 0], "showticklabels": False, **fixed}
    above = head_height(look)
    layout["height"] = round(sum(heights) + above)
    layout["margin"] = {"l": look.px(2), "r": look.px(2), "t": round(above), "b": 0}


def _empty(chart: Chart, tops: list[float], heights: list[float], look: Look) -> list[dict[str, Any]]:
    """Return words where a guide has no such level."""
    names = _name_heights(chart, look)
    empty = [
        (column + INDENT, tops[at] + (names[at] + heights[at] - look.px(BELOW)) / 2)
        for column, one in enumerate(chart.series)
        for at, value in enumerate(one.cells)
        if value is None
    ]
    if not empty:
        return []
    xs, ys = zip(*empty, strict=True)
    font = {**look.font(VALUE_SIZE, "muted"), "style": "italic"}
    return [printed(xs, ys, [NO_SUCH] * len(empty), font, textposition="middle right")]


def _outline(one: Band, top: float, bottom: float, look: Look) -> dict[str, Any]:
    """Return an outline around the cells of some columns."""
    line = {"color": look.colours.user, "width": look.px(2), "dash": "dash"}
    return shape(line, x=(one.low + 0.01, one.high - 0.01), y=(top, bottom), type="rect", layer="above")
