"""A chart for the back of a room: the same figure with large type and marks, a dozen rows at a time.

Works on any figure of this package, so that no chart needs a second version of itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor
from typing import Any, Final

import plotly.graph_objects as go

from analysis.figures.theme import LABEL_SIZE, VALUE_SIZE
from analysis.palette import palette

# The smallest type of a chart becomes this many pixels; everything else grows with it.
SMALLEST_TYPE: Final = 18
SCALE: Final = SMALLEST_TYPE / VALUE_SIZE
ROWS_MOST: Final = 12
ROW_HEIGHT: Final = 50
# Pixels per letter of a row's name at its size, and the least room the names get.
LETTER_WIDTH: Final = 0.56 * LABEL_SIZE * SCALE
# Sizes in pixels, by the name of the dictionary they stand in; anywhere else these words mean other things.
PIXELS: Final[Mapping[str, frozenset[str]]] = {
    "margin": frozenset({"l", "r", "t", "b"}),
    "line": frozenset({"width"}),
}
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


def _scaled(value: Any, within: str = "") -> Any:
    """Return a part of a figure with every size in pixels grown."""
    if isinstance(value, dict):
        least = SMALLEST_TYPE if within.endswith("font") else 0
        return {
            key: _grown(part, least)
            if key in PIXELS_ANYWHERE or key in PIXELS.get(within, ())
            else _scaled(part, key)
            for key, part in value.items()
        }
    if isinstance(value, list):
        # Data has no sizes in it; only lists of dictionaries (traces, shapes, annotations) are walked.
        return [_scaled(part) for part in value] if value and isinstance(value[0], dict) else value
    return value


def _grown(size: Any, least: int) -> Any:
    """Return a size, or a list of them, grown, and no smaller than `least`."""
    if isinstance(size, (list, tuple)):
        return [_grown(one, least) for one in size]
    # Some sizes have to be whole pixels, and none needs more.
    return max(least, round(size * SCALE)) if isinstance(size, (int, float)) else size


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


def presented(figure: go.Figure, rows: Sequence[int] = (), *, dark: bool = False) -> go.Figure:
    """Return a figure with type of at least `SMALLEST_TYPE` pixels, strong colours and only some of its rows.

    Args:
        figure: any figure of this package; it is not changed.
        rows: which rows to show, counted from 0 at the top; all unless given. Ignored by a figure without
            rows.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    spec = _strong(figure.to_plotly_json(), {colours.muted: colours.text}, {colours.page: _paper(dark)})
    names = row_names(figure)
    if not names:
        layout = spec["layout"]
        layout = {**_scaled(layout), "height": layout["height"] * SCALE}
        return go.Figure({"data": _scaled(spec["data"]), "layout": layout})
    shown = list(rows) or list(range(len(names)))
    place_of = {row: place for place, row in enumerate(shown)}
    layout = dict(spec["layout"])
    axis = dict(layout["yaxis"])
    texts = [f"<b>{names[row]}</b>" if "<b>" in axis["ticktext"][row] else names[row] for row in shown]
    axis.update(tickvals=list(range(len(shown))), ticktext=texts, range=[len(shown) - 0.4, -0.6])
    layout["yaxis"] = axis
    for part in ("shapes", "annotations"):
        layout[part] = list(_moved_shapes(layout.get(part, ()), place_of))
    layout = _scaled(layout)
    margin = layout["margin"]
    layout["margin"] = {**margin, "l": 24 + LETTER_WIDTH * max(len(names[row]) for row in shown)}
    layout["height"] = len(shown) * ROW_HEIGHT + margin["t"] + margin["b"]
    return go.Figure({"data": [_scaled(_kept(trace, place_of)) for trace in spec["data"]], "layout": layout})


def _paper(dark: bool) -> str:
    """Return the background of a page that is shown to a room."""
    return "#000000" if dark else "#FFFFFF"
