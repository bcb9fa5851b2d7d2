"""A chart for the back of a room: the same figure with large type and marks, and only the rows that fit.

Works on any figure of this package, so that no chart needs a second version of itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor
from typing import Any, Final

import plotly.graph_objects as go

from analysis.charts.room import USUAL, Room
from analysis.charts.theme import LABEL_SIZE
from analysis.palette import palette

# Width of a letter of a row's name, in pixels of a page.
LETTER_WIDTH: Final = 0.56 * LABEL_SIZE
# Sizes in pixels, by the name of the dictionary they stand in; anywhere else these words mean other things.
PIXELS: Final[Mapping[str, frozenset[str]]] = {
    "margin": frozenset({"l", "r", "t", "b"}),
    "line": frozenset({"width"}),
}
# Pixels of a page: a line of type in sizes of it, what the ticks above the rows need, and the air above all.
LINE: Final = 1.35
TICKS: Final = 22
AIR: Final = 4
# A break inside a printed value, with the spaces that indent its second line.
BREAK: Final = re.compile("<br>[\u2002\u2009]*")
PIXELS_ANYWHERE: Final = frozenset({"size", "xshift", "yshift", "standoff", "ticklabelstandoff"})


def row_names(figure: go.Figure) -> tuple[str, ...]:
    """Return the names of the rows of a figure from the top, without markup; empty where it has no rows."""
    axis = figure.layout.yaxis
    if axis.tickmode != "array" or axis.ticktext is None:
        return ()
    return tuple(_plain(name) for name in axis.ticktext)


def _plain(name: str) -> str:
    """Return the name of a row on one line and without markup."""
    bare = name.replace("<b>", "").replace("</b>", "")
    return bare.replace("/<br>", "/").replace("<br>", " ").replace("/ ", "/")


def _scaled(value: Any, room: Room, within: str = "") -> Any:
    """Return a part of a figure with every size in pixels grown."""
    if isinstance(value, dict):
        least = room.value_size if within.endswith("font") else 0
        return {
            key: _grown(part, room.scale, least)
            if key in PIXELS_ANYWHERE or key in PIXELS.get(within, ())
            else _scaled(part, room, key)
            for key, part in value.items()
        }
    if isinstance(value, list):
        # Data has no sizes in it; only lists of dictionaries (traces, shapes, annotations) are walked.
        return [_scaled(part, room) for part in value] if value and isinstance(value[0], dict) else value
    return value


def _grown(size: Any, scale: float, least: int) -> Any:
    """Return a size, or a list of them, grown, and no smaller than `least`."""
    if isinstance(size, (list, tuple)):
        return [_grown(one, scale, least) for one in size]
    # Some sizes have to be whole pixels, and none needs more.
    return max(least, round(size * scale)) if isinstance(size, (int, float)) else size


def _tight(layout: dict[str, Any]) -> dict[str, Any]:
    """Return a layout with notes on one line, and above the rows no more room than notes and ticks need."""
    notes = [{**note, "text": BREAK.sub(" ", note.get("text", ""))} for note in layout["annotations"]]
    above = [note for note in notes if note.get("yref") == "paper" and note.get("y") == 1]
    sides = [axis for key, axis in layout.items() if key.startswith("xaxis")]
    has_ticks = any(axis.get("side") == "top" and axis.get("showticklabels", True) for axis in sides)
    needed = [note.get("yshift", 0) + LINE * note["font"]["size"] for note in above]
    top = max([TICKS if has_ticks else 0, *needed]) + AIR
    return {**layout, "annotations": notes, "margin": {**layout["margin"], "t": top}}


def rows_most(figure: go.Figure, room: Room, height: int) -> int:
    """Return how many rows of a figure can be read at once, at least one.

    Args:
        figure: a figure with rows, as large as on a page.
        room: the screen.
        height: pixels that the figure gets.
    """
    layout = figure.layout.to_plotly_json()
    margin = _tight({"annotations": (), **layout})["margin"]
    return room.rows_within(height - room.scale * (margin["t"] + margin["b"]))


def _on_one_line(trace: dict[str, Any]) -> dict[str, Any]:
    """Return a trace whose texts, in two lines for a phone, stand on one."""
    texts = trace.get("text")
    if not isinstance(texts, (list, tuple)):
        return trace
    return {**trace, "text": [BREAK.sub(" ", text) if isinstance(text, str) else text for text in texts]}


def _with_halo(trace: dict[str, Any], dark: bool) -> dict[str, Any]:
    """Return a trace whose texts keep lines that pass behind them out of their letters."""
    if "textfont" not in trace:
        return trace
    halo = ", ".join([f"0 0 3px {_paper(dark)}"] * 4)
    return {**trace, "textfont": {**trace["textfont"], "shadow": halo}}


def _strong(value: Any, ink: Mapping[str, str], paper: Mapping[str, str], within: str = "") -> Any:
    """Return a part of a figure with strong colours.

    Args:
        value: the part.
        ink: quiet colour of text -> strong one; marks keep theirs.
        paper: colour of the page -> colour of the page before a room.
        within: the name of the dictionary that the part stands in.
    """
    if isinstance(value, dict):
        return {
            key: _strong(part, ink, paper, within if within.endswith("font") else key)
            for key, part in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_strong(part, ink, paper, within) for part in value]
    if not isinstance(value, str):
        return value
    return ink.get(value, value) if within.endswith("font") else paper.get(value, value)


def _kept(trace: dict[str, Any], place_of: Mapping[int, int]) -> dict[str, Any]:
    """Return a trace with the points of some rows alone, moved to their new places."""
    ys = trace.get("y")
    if ys is None:
        return trace
    # A gap between two lines has no row and stays where it is.
    keep = [at for at, y in enumerate(ys) if y is None or y in place_of]

    def cut(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: cut(part) for key, part in value.items()}
        if isinstance(value, (list, tuple)) and len(value) == len(ys):
            return [value[at] for at in keep]
        return value

    return {**cut(trace), "y": [None if ys[at] is None else place_of[ys[at]] for at in keep]}


def _moved_shapes(parts: Sequence[dict[str, Any]], place_of: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    """Yield shapes and notes: what spans all rows as it is, anything else with those of its rows shown."""
    for part in parts:
        if part.get("yref") == "paper" or ("y" not in part and "y0" not in part):
            yield part
            continue
        low, high = sorted((part["y"], part["y"]) if "y" in part else (part["y0"], part["y1"]))
        # What lies between two rows, such as a label, belongs to one of them.
        first, last = (round(low), round(high)) if high - low < 1 else (ceil(low), floor(high))
        rows = [row for row in place_of if first <= row <= last]
        if not rows:
            continue
        ends = (place_of[rows[0]] + low - first, place_of[rows[-1]] + high - last)
        yield {**part, **({"y": ends[0]} if "y" in part else {"y0": ends[0], "y1": ends[1]})}


def presented(
    figure: go.Figure,
    rows: Sequence[int] = (),
    *,
    dark: bool = False,
    room: Room = USUAL,
    height: int | None = None,
) -> go.Figure:
    """Return a figure with type that can be read from the back, strong colours and only some of its rows.

    Args:
        figure: any figure of this package; it is not changed.
        rows: which rows to show, counted from 0 at the top; all unless given. Ignored by a figure without
            rows.
        dark: whether the page is dark.
        room: the screen.
        height: pixels of height that the figure gets; two thirds of the screen unless given.
    """
    colours = palette(dark)
    spec = _strong(figure.to_plotly_json(), {colours.muted: colours.text}, {colours.page: _paper(dark)})
    tall = {"height": height or round(room.height * 2 / 3)}
    names = row_names(figure)
    if not names:
        traces = [_with_halo(_scaled(trace, room), dark) for trace in spec["data"]]
        return go.Figure({"data": traces, "layout": {**_scaled(spec["layout"], room), **tall}})
    shown = list(rows) or list(range(len(names)))
    place_of = {row: place for place, row in enumerate(shown)}
    layout = dict(spec["layout"])
    axis = dict(layout["yaxis"])
    texts = [f"<b>{names[row]}</b>" if "<b>" in axis["ticktext"][row] else names[row] for row in shown]
    axis.update(tickvals=list(range(len(shown))), ticktext=texts, range=[len(shown) - 0.4, -0.6])
    layout["yaxis"] = axis
    for part in ("shapes", "annotations"):
        layout[part] = list(_moved_shapes(layout.get(part, ()), place_of))
    layout = _scaled(_tight(layout), room)
    left = room.scale * (16 + LETTER_WIDTH * max(len(names[row]) for row in shown))
    layout = {**layout, **tall, "margin": {**layout["margin"], "l": left}}
    traces = [_with_halo(_scaled(_on_one_line(_kept(trace, place_of)), room), dark) for trace in spec["data"]]
    return go.Figure({"data": traces, "layout": layout})


def _paper(dark: bool) -> str:
    """Return the background of a page that is shown to a room."""
    return "#000000" if dark else "#FFFFFF"
