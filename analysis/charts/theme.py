"""One layout for every figure; its colours are in `analysis.palette`.

Text takes the page's own colour, so only marks and coloured labels need a dark variant.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from analysis.palette import Palette

ROW_HEIGHT: Final = 34
FONT: Final = "IBM Plex Sans, sans-serif"
LABEL_SIZE: Final = 13
LABEL_WIDTH: Final = 142
VALUE_SIZE: Final = 12


def wrapped(label: str, width: int = 20) -> str:
    """Break a long label into two lines, so that it fits beside a chart on a phone."""
    if len(label) <= width:
        return label
    words = label.replace("/", "/ ").split(" ")
    breaks = range(1, len(words))
    best = min(breaks, key=lambda at: max(len(" ".join(words[:at])), len(" ".join(words[at:]))))
    return f"{' '.join(words[:best])}<br>{' '.join(words[best:])}"


def row_axis(labels: Sequence[str], colours: Palette, bold: Sequence[bool] | None = None) -> dict[str, Any]:
    """Return a y axis with one row per label, first label on top; rows sit at 0, 1, 2 ..."""
    marks = bold or [False] * len(labels)
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": [
            f"<b>{wrapped(label)}</b>" if strong else wrapped(label)
            for label, strong in zip(labels, marks, strict=True)
        ],
        "range": [len(labels) - 0.4, -0.6],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        # The labels are wrapped to a known width: measuring them for a margin draws everything twice.
        "automargin": False,
        "tickfont": {"size": LABEL_SIZE, "color": colours.text},
        "ticklabelstandoff": 6,
    }


def value_axis(colours: Palette, **more: Any) -> dict[str, Any]:
    """Return an x axis on top of the rows, with a light grid and no zooming."""
    return {
        "side": "top",
        "showgrid": True,
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
        "tickfont": {"size": VALUE_SIZE, "color": colours.muted},
        **more,
    }


def percent_ticks(values: Iterable[int]) -> dict[str, Any]:
    """Return the tick marks of an axis of percentages; a suffix would not show beside chosen ticks."""
    ticks = list(values)
    return {"tickvals": ticks, "ticktext": [f"{tick}%" for tick in ticks], "tickangle": 0}


def draw(
    traces: Sequence[dict[str, Any]],
    rows: int,
    *,
    top: int = 44,
    **layout: Any,
) -> go.Figure:
    """Return a figure of `traces` that is `rows` rows high.

    Built out of plain dictionaries in one go, which costs a tenth of adding traces one by one; no template,
    because the page's own theme supplies type and background.
    """
    return go.Figure(
        {
            "data": list(traces),
            "layout": {
                "template": "none",
                "height": rows * ROW_HEIGHT + top + 12,
                "margin": {"l": LABEL_WIDTH, "r": 16, "t": top, "b": 12},
                "showlegend": False,
                "dragmode": False,
                "hovermode": "closest",
                "paper_bgcolor": "rgba(0,0,0,0)",
                "plot_bgcolor": "rgba(0,0,0,0)",
                "font": {"family": FONT, "size": LABEL_SIZE},
                **{
                    # No label is looked for that lies outside: each look lays the whole page out again.
                    name: {"ticklabeloverflow": "allow"} | part if "axis" in name else part
                    for name, part in layout.items()
                },
            },
        }
    )


def dots(
    x: Iterable[Any],
    y: Iterable[Any],
    *,
    colour: str,
    symbol: str = "circle",
    name: str,
    text: Sequence[str] | None = None,
    place: Sequence[str] | str = "middle right",
    size: int = 11,
    fill: str | list[str] | None = None,
    ink: str | None = None,
    hover: str = "%{x}",
    **more: Any,
) -> dict[str, Any]:
    """Return a trace of markers with printed values beside them."""
    return {
        "type": "scatter",
        "mode": "markers" if text is None else "markers+text",
        "x": list(x),
        "y": list(y),
        "name": name,
        # The spaces keep a value clear of its mark on either side.
        "text": None if text is None else [f"\u2009{value}\u2009\u2009" for value in text],
        "textposition": place if isinstance(place, str) else list(place),
        "textfont": {"size": VALUE_SIZE, "color": ink or colour},
        "marker": {
            "color": fill or colour,
            "symbol": symbol,
            "size": size,
            "line": {"width": 2, "color": colour},
        },
        "hovertemplate": f"{name}: {hover}<extra></extra>",
        "cliponaxis": False,
        **more,
    }


def printed(
    x: Iterable[Any], rows: Iterable[int], text: Iterable[str], colour: str, **more: Any
) -> dict[str, Any]:
    """Return a trace of plain text to the right of its places; it costs a third of as many annotations."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": list(rows),
        "text": [f"\u2009\u2009{value}" for value in text],
        "textposition": "middle right",
        "textfont": {"size": VALUE_SIZE, "color": colour},
        "hoverinfo": "skip",
        "cliponaxis": False,
        **more,
    }


def words(x: float, rows: Sequence[int], text: str, colours: Palette, **more: Any) -> dict[str, Any]:
    """Return a trace that says in words, in italics, why rows hold no mark."""
    font = {"size": VALUE_SIZE, "color": colours.muted, "style": "italic"}
    return printed([x] * len(rows), rows, [text] * len(rows), colours.muted, **{"textfont": font, **more})


def user_line(
    value: float, label: str, colours: Palette, **more: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the person's own line across all rows, as a shape, and its label on top, as an annotation."""
    shape = {
        "type": "line",
        "x0": value,
        "x1": value,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": colours.user, "width": 2},
        # Below the marks, so that it never covers a printed value.
        "layer": "below",
        **more,
    }
    note = {
        "x": value,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 20,
        "showarrow": False,
        "text": f"<b>{label}</b>",
        "font": {"size": LABEL_SIZE, "color": colours.user},
        **{key: value_ for key, value_ in more.items() if key == "xref"},
    }
    return shape, note


def halo(colours: Palette) -> str:
    """Return a text shadow in the colour of the page: lines that pass below stay out of the letters."""
    return ", ".join([f"0 0 2px {colours.page}"] * 4)


def with_halo(traces: Iterable[dict[str, Any]], colours: Palette) -> list[dict[str, Any]]:
    """Return traces whose printed values keep clear of the lines that pass below them."""
    shadow = {"shadow": halo(colours)}
    return [
        {**trace, "textfont": {**trace["textfont"], **shadow}} if "textfont" in trace else trace
        for trace in traces
    ]


def two_lines(
    value: float, label: str, other: float, other_label: str, colours: Palette
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a solid line and a dashed one across all rows, with labels that lead away from each other."""
    shapes, notes = [], []
    for at, said, beyond, dash in ((value, label, other, "solid"), (other, other_label, value, "dash")):
        line, note = user_line(at, said, colours)
        left = at < beyond or (at == beyond and dash == "solid")
        shapes.append({**line, "line": {**line["line"], "dash": dash}})
        notes.append({**note, "xanchor": "right" if left else "left", "xshift": 4 if left else -4})
    return shapes, notes


def band(low: float, high: float, colours: Palette, **more: Any) -> dict[str, Any]:
    """Return a grey vertical band from `low` to `high`, below the marks."""
    return {
        "type": "rect",
        "x0": low,
        "x1": high,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": colours.band,
        "line": {"width": 0},
        "layer": "below",
        **more,
    }
