"""Type, colours and sizes of a Plotly chart: those of a page, or those that can be read from the back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from analysis.charts.days import month_name
from analysis.charts.description import Axis
from analysis.charts.room import VALUE_SIZE, Room
from analysis.charts.styles import Style
from analysis.palette import Palette, palette

# Traces and layout.
Parts = tuple[list[dict[str, Any]], dict[str, Any]]
Ends = tuple[float, float]
# The names that Plotly has for shapes.
SYMBOLS: Final = {
    "circle": "circle",
    "square": "square",
    "triangle": "triangle-up",
    "diamond": "diamond",
    "cross": "x-thin",
    "tick": "line-ns",
}
ROW_HEIGHT: Final = 34
FONT: Final = "IBM Plex Sans, sans-serif"
LABEL_SIZE: Final = 13
# A shadow that nobody sees: by it style sheets know letters that stand on a shade and need no rim.
NO_HALO: Final = "0 0 0 transparent"

# A break inside a printed value, with the spaces that indent its second line.
_BREAK: Final = re.compile("<br>[\u2002\u2009]*")


@dataclass(frozen=True, slots=True)
class Look:
    """What a chart is drawn with.

    Attributes:
        colours: of marks.
        inks: of type; before a room quiet type is as strong as any other.
        scale: how many times as large as on a page everything is.
        least: the smallest type, pixels.
        is_room: whether it is drawn for a room.
    """

    colours: Palette
    inks: Palette
    scale: float = 1
    least: int = 0
    is_room: bool = False

    @staticmethod
    @lru_cache(maxsize=16)
    def of(dark: bool, room: Room | None) -> "Look":
        """Return the look of a page, or of a chart before a room."""
        colours = palette(dark)
        if room is None:
            return Look(colours, colours)
        strong = replace(colours, page="#000000" if dark else "#FFFFFF")
        return Look(strong, replace(strong, muted=colours.text), room.scale, room.value_size, is_room=True)

    def px(self, size: float) -> float:
        """Return a size in pixels; some have to be whole, and none needs more."""
        return round(size * self.scale) if self.is_room else size

    def type(self, size: float) -> float:
        """Return a size of type in pixels."""
        return max(self.least, self.px(size))

    def ink(self, colour: str | Style) -> str:
        """Return a colour of type: by its name in the palette, or that of what is printed beside a mark."""
        return colour.text(self.inks) if isinstance(colour, Style) else str(getattr(self.inks, colour))

    def font(self, size: float, colour: str | Style, *, halo: bool = False) -> dict[str, Any]:
        """Return a font: its size, its colour, and a halo of the page where lines pass behind it."""
        font = {"size": self.type(size), "color": self.ink(colour)}
        if halo:
            width = 3 if self.is_room else 2
            font["shadow"] = ", ".join([f"0 0 {width}px {self.colours.page}"] * 4)
        return font

    def lines(self, text: str) -> str:
        """Return a text that takes two lines on a phone; before a room it takes one."""
        return _BREAK.sub(" ", text) if self.is_room else text

    def note(
        self, text: str, size: float, colour: str | Style, yshift: float = 0, **more: Any
    ) -> dict[str, Any]:
        """Return an annotation above the plot."""
        return {
            "text": text,
            "font": self.font(size, colour),
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": self.px(yshift),
            "showarrow": False,
            **more,
        }

    def hover(self) -> dict[str, Any]:
        """Return how what is pointed at is said."""
        font = {"family": FONT, "size": self.type(VALUE_SIZE), "color": self.inks.text}
        return {"bgcolor": self.colours.page, "bordercolor": self.inks.muted, "font": font}

    def stroke(self, style: Style, more: float = 0) -> dict[str, Any]:
        """Return how a line is drawn, `more` pixels wider than usual."""
        width = self.px(style.line + more)
        return {"color": style.colour(self.colours), "width": width, "dash": style.dash}

    def filling(self, style: Style) -> str:
        """Return what a box is filled with, which lets lines behind it through."""
        red, green, blue = bytes.fromhex(style.colour(self.colours).removeprefix("#"))
        return f"rgba({red},{green},{blue},{style.fill:g})"

    def dotted(self, role: str = "muted") -> dict[str, Any]:
        """Return a thin dotted line."""
        return {"color": getattr(self.colours, role), "width": self.px(1), "dash": "dot"}

    def value_axis(self, axis: Axis, **more: Any) -> dict[str, Any]:
        """Return an axis of values with a light grid and no zooming."""
        plain: dict[str, Any] = {
            "range": [axis.low, axis.high][:: -1 if axis.is_reversed else 1],
            "showgrid": bool(axis.ticks),
            "gridcolor": self.colours.grid,
            "zeroline": False,
            "fixedrange": True,
            "automargin": False,
            "tickfont": self.font(VALUE_SIZE, "muted"),
        }
        if axis.ticks:
            # A suffix would not show beside chosen ticks.
            plain |= {"tickvals": list(axis.ticks), "tickangle": 0}
            if axis.names:
                plain["ticktext"] = list(axis.names)
            elif axis.kind == "days":
                plain["ticktext"] = [month_name(tick) for tick in axis.ticks]
            elif axis.suffix:
                plain["ticktext"] = [f"{tick:g}{axis.suffix}" for tick in axis.ticks]
        else:
            plain["showticklabels"] = False
        return plain | more


def wrapped(label: str, width: int = 20) -> str:
    """Break a long label into two lines, so that it fits beside a chart on a phone."""
    if len(label) <= width:
        return label
    words = label.replace("/", "/ ").split(" ")
    breaks = range(1, len(words))
    if not breaks:
        return f"{label[: len(label) // 2]}<br>{label[len(label) // 2 :]}"
    best = min(breaks, key=lambda at: max(len(" ".join(words[:at])), len(" ".join(words[at:]))))
    return f"{' '.join(words[:best])}<br>{' '.join(words[best:])}"


def shape(
    line: Mapping[str, Any], *, x: Ends | None = None, y: Ends | None = None, **more: Any
) -> dict[str, Any]:
    """Return a line, or a rectangle, between two ends along each axis; without ends it crosses the plot.

    It lies below the marks, so that it never covers a printed value.
    """
    x0, x1 = x or (0, 1)
    y0, y1 = y or (0, 1)
    across = {"xref": "x" if x else "paper", "x0": x0, "x1": x1}
    up = {"yref": "y" if y else "paper", "y0": y0, "y1": y1}
    return {"type": "line", **across, **up, "line": line, "layer": "below", **more}


def band(look: Look, **reach: Any) -> dict[str, Any]:
    """Return a grey band between two ends."""
    return shape({"width": 0}, type="rect", fillcolor=look.colours.band, **reach)


def trace(mode: str, x: Iterable[Any], y: Iterable[Any], **more: Any) -> dict[str, Any]:
    """Return marks, lines or text; what is not pointed at says so by `hoverinfo`."""
    return {"type": "scatter", "mode": mode, "x": list(x), "y": list(y), **more}


def printed(
    x: Iterable[Any], y: Iterable[Any], text: Iterable[str], font: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """Return plain text to the right of its places; it costs a third of as many annotations."""
    plain = {"text": list(text), "textposition": "middle right", "textfont": font, "hoverinfo": "skip"}
    return trace("text", x, y, **plain, cliponaxis=False) | more
