"""The Plotly back-end: a chart as a plain dictionary, for a page or for the back of a room.

No figure object is made: checking one costs more than all the rest. Few traces, because each one is laid out
by itself. No template, neither Plotly's nor Streamlit's: what a chart looks like all stands in it, and a
template that is laid over a chart that was drawn has all of it drawn a second time.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import log10
from typing import Any, Final

from analysis.charts.days import day_at
from analysis.charts.description import Chart, Line, Series, known, only
from analysis.charts.look import (
    FONT,
    LABEL_SIZE,
    ROW_HEIGHT,
    SYMBOLS,
    Ends,
    Look,
    Parts,
    band,
    printed,
    shape,
    trace,
    wrapped,
)
from analysis.charts.plotly_bars import bars, name_of, texts_of
from analysis.charts.plotly_grid import draw_grid, head_height, names_width
from analysis.charts.plotly_levels import draw_levels, row_heights
from analysis.charts.plotly_levels import head_height as levels_head
from analysis.charts.plotly_lines import draw_lines, draw_panels
from analysis.charts.plotly_names import ABOVE_FIRST, row_axis, row_ends
from analysis.charts.plotly_scatter import draw_scatter
from analysis.charts.plotly_spans import draw_spans
from analysis.charts.plotly_tiles import draw_tiles
from analysis.charts.room import VALUE_SIZE, Room
from analysis.charts.styles import style_of
from analysis.wording import FEW_MARK, FEW_MATCHED

LABEL_WIDTH: Final = 142
# What a number beside the names takes more.
BESIDE_WIDTH: Final = 8
# Width of a letter of a row's name, in pixels of a page.
LETTER_WIDTH: Final = 0.56 * LABEL_SIZE
# What is drawn never changes, as another figure is another chart: told so, Plotly draws it again only in
# another size or other colours, and not each time the page says the same.
UNCHANGED: Final = 1
# From the plot to the labels of its axes, in pixels of a page.
AXIS_PAD: Final = 8
# From the middle of a row, how far what belongs to some rows reaches above the first and below the last.
HALF_ROW: Final = 0.45
# What has no rows to show some of.
WHOLE: Final = {"lines": draw_lines, "scatter": draw_scatter, "tiles": draw_tiles}
# Above the rows: the ticks, the labels of lines, the names of panels in two lines.
ABOVE: Final = {"plain": 34, "labels": 58, "panels": 72, "panels_labels": 92, "years": 12}
YEAR_HEIGHT: Final = 27
PANEL_WIDTH: Final = 0.31
# What a row with two lines of type takes before a room, in rows with one.
TWO_LINES: Final = 1.6
# Where what is printed stands beside a mark of a row.
_TEXT_AT: Final = {
    "": "middle right",
    "right": "middle right",
    "left": "middle left",
    "above": "top center",
    "below": "bottom center",
}
# A line of type in sizes of it, what ticks above the rows need, and the air above all; before a room.
LINE: Final = 1.35
TICKS: Final = 22
AIR: Final = 4


def row_names(chart: Chart | None) -> tuple[str, ...]:
    """Return the names of the rows of a chart from the top; empty where it has none."""
    return () if chart is None or not has_rows(chart) else tuple(row.label for row in chart.rows)


def has_rows(chart: Chart) -> bool:
    """Whether a chart has rows one below the other, of which some can be shown alone."""
    return chart.form in {"rows", "gaps", "bars", "years", "grid", "schedule", "levels"}


def figure(
    chart: Chart,
    *,
    dark: bool = False,
    wide: bool = False,
    room: Room | None = None,
    rows: Sequence[int] = (),
    height: int | None = None,
) -> dict[str, Any]:
    """Return a chart as the description of a Plotly figure, `data` and `layout`.

    Args:
        chart: what to draw.
        dark: whether the page is dark.
        wide: whether there is the width of a projector.
        room: the screen before a room; None for a page. Type, marks and margins grow with it.
        rows: which rows to show, counted from 0 at the top; all unless given. Ignored without rows.
        height: pixels that the figure gets before a room; two thirds of the screen unless given.
    """
    look = Look.of(dark, room)
    if has_rows(chart):
        parts = _rows(only(chart, rows) if rows else chart, look)
    else:
        draw = draw_panels if chart.panels else WHOLE[chart.form]
        parts = draw(chart, look, wide or room is not None)
    traces, layout = parts
    if room:
        layout["height"] = height or round(room.height * 2 / 3)
    for name, part in layout.items():
        if "axis" in name:
            # No label is looked for that lies outside: each look lays the whole page out again.
            part["ticklabeloverflow"] = "allow"
    return {
        "data": traces,
        "layout": {
            "datarevision": UNCHANGED,
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": look.type(LABEL_SIZE), "color": look.inks.muted},
            "hoverlabel": look.hover(),
            **layout,
            "margin": {"pad": AXIS_PAD, **layout["margin"]},
        },
    }


def rows_most(chart: Chart, room: Room, height: int) -> int:
    """Return how many rows of a chart can be read at once in `height` pixels before a room, at least one."""
    if chart.form == "levels":
        look = Look.of(False, room)
        return max(1, int((height - levels_head(look)) / max(row_heights(chart, look))))
    margin = _rows(chart, Look.of(False, room))[1]["margin"] if has_rows(chart) else {"t": 0, "b": 0}
    return room.rows_within((height - margin["t"] - margin["b"]) / (TWO_LINES if _two_lines(chart) else 1))


def _two_lines(chart: Chart) -> bool:
    """Whether two lines of type stand in a row: two lanes, or values above marks."""
    return len({one.lane for one in chart.series}) > 1 or any("above" in one.sides for one in chart.series)


def _there(one: Series) -> list[int]:
    """Return the rows in which a series has a value."""
    return [at for at, value in enumerate(one.cells) if value is not None]


def _dots(one: Series, look: Look, *, is_of_days: bool = False, **more: Any) -> dict[str, Any]:
    """Return the marks of a series with the values printed beside them."""
    style, colours, there = style_of(one.style), look.colours, _there(one)
    colour = style.colour(colours)
    fill: Any = colours.page if style.hollow else colour
    stroke = style.line if style.symbol == "tick" else 2
    if one.hollow:
        fill = [colours.page if one.hollow[at] else fill for at in there]
    marker = {
        "color": fill,
        "symbol": SYMBOLS[style.symbol],
        "size": look.px(style.size),
        "line": {"width": look.px(stroke), "color": colour},
    }
    name, value = name_of(one), "%{x}"
    if is_of_days:
        days = [day_at(one.cells[at] or 0) for at in there]
        more["customdata"], value = [f"{day:%a} {day.day} {day:%b %Y}" for day in days], "%{customdata}"
    if one.texts:
        more |= {
            # The spaces keep a value clear of its mark on either side.
            "text": [
                "<br>".join(f"\u2009{line}\u2009\u2009" for line in text.split("<br>"))
                for text in texts_of(one, there, look, "<br>")
            ],
            "textposition": [_TEXT_AT[one.sides[at] if one.sides else ""] for at in there],
            "textfont": look.font(VALUE_SIZE, style, halo=True),
        }
    return trace(
        "markers+text" if one.texts else "markers",
        [one.cells[at] for at in there],
        [at + one.lane for at in there],
        name=name,
        marker=marker,
        hovertemplate=f"{name}: {value}<extra></extra>",
        cliponaxis=False,
        **more,
    )


def _as_one(traces: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return as one trace what is drawn in one way: to a browser each is work, however few marks it has."""
    alike: dict[str, list[dict[str, Any]]] = {}
    for one in traces:
        alike.setdefault(one["mode"], []).append(one)
    return [_joined(some) if len(some) > 1 else some[0] for some in alike.values()]


def _joined(traces: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return traces of one kind as one, without a name: what is pointed at says its own."""
    nameless = [{name: part for name, part in one.items() if name != "name"} for one in traces]
    joined: dict[str, Any] = _of_all(nameless, [len(one["x"]) for one in traces])
    if "marker" in joined:
        # Marks of several sizes let through what is below them, unless they are told.
        joined["marker"]["opacity"] = 1
    return joined


def _of_all(parts: Sequence[Any], counts: Sequence[int]) -> Any:
    """Return what several traces hold as one: what they share, or a list with what each mark has."""
    first = parts[0]
    if isinstance(first, dict):
        return {name: _of_all([part[name] for part in parts], counts) for name in first}
    if not isinstance(first, list) and all(part == first for part in parts):
        return first
    held = [
        part if isinstance(part, list) else [part] * count for part, count in zip(parts, counts, strict=True)
    ]
    return [*chain.from_iterable(held)]


def _values(one: Series, look: Look) -> dict[str, Any]:
    """Return the printed values of a series whose marks a page does not need, on either side of them."""
    there = [at for at in _there(one) if one.texts[at]]
    # Above and below are sides for slides, whose names of rows stand below the marks.
    sides = ["left" if one.sides and one.sides[at] == "left" else "right" for at in there]
    clear = "\u2009\u2009\u2002"
    texts = [
        "<br>".join(f"{line}{clear}" if side == "left" else f"{clear}{line}" for line in text.split("<br>"))
        for side, text in zip(sides, texts_of(one, there, look, "<br>"), strict=True)
    ]
    font = look.font(VALUE_SIZE, style_of(one.style), halo=True)
    places = [f"middle {side}" for side in sides]
    rows = [at + one.lane for at in there]
    return printed([one.cells[at] for at in there], rows, texts, font, textposition=places)


def _words(chart: Chart, look: Look, series: int = -1, **more: Any) -> list[dict[str, Any]]:
    """Return what is said in words, in italics, in rows that lack a mark."""
    said = [one for one in chart.remarks if one.shown and one.series == series]
    if not said:
        return []
    font = {**look.font(VALUE_SIZE, "muted", halo=look.is_room or has_halo(chart)), "style": "italic"}
    # Beside a mark it keeps clear of it.
    clear = ["\u2009\u2009" if one.at is None else "\u2009\u2009\u2002" for one in said]
    texts = [
        look.lines(space + one.shown.replace("\n", f"<br>{space}"))
        for space, one in zip(clear, said, strict=True)
    ]
    starts = [chart.axis.words if one.at is None else one.at for one in said]
    return [printed(starts, [one.row for one in said], texts, font, **more)]


def has_halo(chart: Chart) -> bool:
    """Whether lines may pass behind the type of a chart with rows."""
    return chart.form in {"rows", "gaps", "schedule"}


def _counts(chart: Chart, look: Look) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return how many matched at the right end of every row, a flag where they are few, and the heading."""
    shown = [(place, row.count) for place, row in enumerate(chart.rows) if row.count is not None]
    end, inks = chart.axis.high, look.inks
    font = look.font(VALUE_SIZE, "muted", halo=True)
    font["color"] = [inks.unmatched_text if count < FEW_MATCHED else inks.muted for _, count in shown]
    texts = [f"{FEW_MARK if count < FEW_MATCHED else ''}{count:,.0f}" for _, count in shown]
    places = [place for place, _ in shown]
    column = printed([end] * len(shown), places, texts, font, textposition="middle left")
    return column, look.note(chart.counted, VALUE_SIZE, "muted", yshift=3, x=end, xanchor="right")


def _line(line: Line, look: Look, xref: str = "") -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a line across rows as a shape, and its label as an annotation if it has one."""
    style, rows = style_of(line.style), line.rows
    # A piece of a line, in one row, is thicker.
    stroke = look.stroke(style, int(rows is not None and rows[0] == rows[1]))
    drawn = shape(stroke, x=(line.at, line.at), y=_heights(rows)) | {"xref": xref or "x"}
    if rows is not None and _starts_on_top(line):
        drawn["y0"] = -ABOVE_FIRST
    if not line.label:
        return drawn, []
    size = LABEL_SIZE if rows is None and not xref else VALUE_SIZE
    note = look.note(f"<b>{line.label}</b>", size, style, yshift=20, x=line.at, xref=xref or "x")
    if rows is not None and not _starts_on_top(line):
        note |= {"y": rows[0] - HALF_ROW, "yref": "y", "yshift": 0}
    if line.leans:
        # What leans to the left ends at its line.
        left = line.leans == "left"
        note |= {"xanchor": "right" if left else "left", "xshift": look.px(4 if left else -4)}
    return drawn, [note]


def _starts_on_top(line: Line) -> bool:
    """Whether a line crosses the first row, so that its label stands above the ticks."""
    return line.rows is None or line.rows[0] == 0


def _heights(rows: tuple[int, int] | None) -> Ends | None:
    """Return from where to where something upright reaches: across all rows, or some."""
    return None if rows is None else (rows[0] - HALF_ROW, rows[1] + HALF_ROW)


def _panels_of_series(chart: Chart, look: Look, parts: Parts) -> None:
    """Draw each series in a panel of its own, all on one log scale."""
    traces, layout = parts
    axis, count, notes = chart.axis, len(chart.series), layout["annotations"]
    step = (1 - PANEL_WIDTH) / max(count - 1, 1) if count <= 3 else 1 / count
    width = PANEL_WIDTH if count <= 3 else 0.9 / count
    for place, one in enumerate(chart.series):
        name = f"x{place + 1}" if place else "x"
        traces.append(_dots(one, look, xaxis=name))
        layout[f"xaxis{name[1:]}"] = look.value_axis(
            axis,
            side="top",
            type="log",
            range=[log10(axis.low), log10(axis.high)],
            domain=[place * step, place * step + width],
            anchor="y",
        )
        heading, lift = look.lines(f"<b>{wrapped(name_of(one), 8)}</b>"), 42 if chart.lines else 22
        left = {"align": "left", "xref": f"{name} domain", "x": 0, "xanchor": "left"}
        notes.append(look.note(heading, LABEL_SIZE, style_of(one.style), lift, **left))
        traces += _words(chart, look, place, xaxis=name)
        for line in chart.lines:
            drawn, labels = _line(line, look, name)
            layout["shapes"].append(drawn)
            # Shapes take the value, annotations on a log axis take its logarithm.
            notes += [{**note, "x": log10(line.at)} for note in labels]


def _rows(chart: Chart, look: Look) -> Parts:
    """Draw a chart with rows."""
    layout: dict[str, Any] = {"yaxis": row_axis(chart.rows, look), "shapes": [], "annotations": []}
    shapes, notes = layout["shapes"], layout["annotations"]
    traces = draw_spans(chart, look)
    if chart.form == "levels":
        draw_levels(chart, look, (traces, layout))
        return traces, layout
    if chart.apart:
        _panels_of_series(chart, look, (traces, layout))
    elif chart.form == "grid":
        draw_grid(chart, look, (traces, layout))
    else:
        layout["xaxis"] = look.value_axis(chart.axis, side="top")
        shapes += [band(look, x=(one.low, one.high), y=_heights(one.rows)) for one in chart.bands]
        for line in chart.lines:
            drawn, labels = _line(line, look)
            shapes.append(drawn)
            notes += labels
        if chart.form in {"bars", "years"}:
            traces += bars(chart, look)
            layout["barmode"] = "stack"
        else:
            is_of_days = chart.axis.kind == "days"
            marks = [
                _dots(one, look, is_of_days=is_of_days) if style_of(one.style).on_page else _values(one, look)
                for one in chart.series
                if known(one.cells) and (one.texts or style_of(one.style).on_page)
            ]
            is_of_time = chart.form == "schedule" or chart.axis.kind == "days"
            traces += _as_one(marks) if is_of_time else marks
        traces += _words(chart, look)
    if chart.has_counts and chart.form != "grid":
        column, heading = _counts(chart, look)
        traces.append(column)
        notes.append(heading)
    if chart.ends:
        column, heading = row_ends(chart, look)
        traces.append(column)
        notes.append(heading)
    is_years = chart.form == "years"
    if is_years:
        new = [place + 0.5 for place, row in enumerate(chart.rows) if row.is_new]
        shapes += [shape(look.dotted(), y=(at, at)) for at in new]
    labelled = any(line.label and _starts_on_top(line) for line in chart.lines)
    kind = "panels" if chart.apart else "years" if is_years else "labels" if labelled else "plain"
    top = ABOVE[f"{kind}_labels" if chart.apart and labelled else kind]
    named = LABEL_WIDTH + BESIDE_WIDTH * any(row.beside for row in chart.rows)
    left, pitch = (46, YEAR_HEIGHT) if is_years else (named, chart.pitch * ROW_HEIGHT)
    if chart.form == "grid":
        top, left = head_height(chart, look), names_width(chart)
    layout |= {
        "height": round(len(chart.rows) * pitch) + top + 12,
        "margin": {"l": left, "r": look.px(16), "t": top, "b": look.px(12)},
    }
    if look.is_room:
        longest = max(len(row.long_name) for row in chart.rows)
        names = look.scale * (16 + LETTER_WIDTH * longest)
        layout["margin"] |= {"l": names, "t": top if chart.form == "grid" else _room_above(layout, look)}
    return traces, layout


def _room_above(layout: Mapping[str, Any], look: Look) -> int:
    """Return the height above the rows before a room: no more than notes and ticks need."""
    axes = [axis for key, axis in layout.items() if key.startswith("xaxis")]
    has_ticks = any(axis.get("showticklabels", True) for axis in axes)
    above = [note for note in layout["annotations"] if note["yref"] == "paper"]
    needed = [note["yshift"] + LINE * note["font"]["size"] for note in above]
    most: float = max([look.px(TICKS) if has_ticks else 0, *needed])
    return round(most + look.px(AIR))
