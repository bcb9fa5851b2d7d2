"""The axes of a scatter of points against shares, and what is drawn across it."""

from typing import Any, Final

from analysis.charts.theme import VALUE_SIZE, value_axis
from analysis.era.compute import Bridge
from analysis.palette import Palette

# The title of the y axis keeps clear of the topmost number.
TITLE_LIFT: Final = 6


def share_axis(widest: float, colours: Palette) -> dict[str, Any]:
    """Return the x axis of shares, from just left of zero to `widest` percent."""
    return value_axis(
        colours,
        side="bottom",
        range=[-0.03 * widest, widest],
        nticks=6,
        ticksuffix="%",
        title={
            "text": "share of the positions filled",
            "font": {"size": VALUE_SIZE, "color": colours.muted},
            "standoff": 8,
        },
    )


def height_axis(span: tuple[float, float], colours: Palette) -> dict[str, Any]:
    """Return the y axis of points, with its top and its bottom given."""
    top, bottom = span
    return {
        "range": [bottom, top],
        "dtick": 5,
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
        "tickfont": {"size": VALUE_SIZE, "color": colours.muted},
    }


def height_title(text: str, colours: Palette) -> dict[str, Any]:
    """Return the title of the y axis, lying above it, as an annotation."""
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -40,
        "yshift": TITLE_LIFT,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "text": text,
        "font": {"size": VALUE_SIZE, "color": colours.muted},
    }


def around_zero(sem: float, colours: Palette, bridge: Bridge | None = None) -> list[dict[str, Any]]:
    """Return the band of the measurement error around zero and the line of the average, as shapes.

    With an era bridge a dashed line lies where the gaps of the bridged score start from.
    """
    bridged = [
        {
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "layer": "below",
            "type": "line",
            "y0": -bridge.shift,
            "y1": -bridge.shift,
            "line": {"color": colours.user, "width": 1.5, "dash": "dash"},
        }
        for bridge in ([bridge] if bridge else [])
    ]
    across = {"xref": "paper", "x0": 0, "x1": 1, "layer": "below"}
    return [
        {
            **across,
            "type": "rect",
            "y0": -sem,
            "y1": sem,
            "fillcolor": colours.band,
            "line": {"width": 0},
        },
        {**across, "type": "line", "y0": 0, "y1": 0, "line": {"color": colours.user, "width": 1.5}},
        *bridged,
    ]


def bridge_label(bridge: Bridge | None, colours: Palette) -> list[dict[str, Any]]:
    """Return the words at the dashed line of an era bridge, at its right end, as annotations."""
    if bridge is None:
        return []
    return [
        {
            "xref": "paper",
            "x": 1,
            "xanchor": "right",
            "y": -bridge.shift,
            "yanchor": "bottom" if bridge.shift < 0 else "top",
            "showarrow": False,
            "text": f"seen from {bridge.label}",
            "font": {"size": VALUE_SIZE, "color": colours.user},
        }
    ]
