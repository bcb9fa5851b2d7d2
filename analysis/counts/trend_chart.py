"""Shares over the years as small multiples, and labels at the end of lines that keep clear of each other."""

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.theme import LABEL_SIZE, VALUE_SIZE, draw, printed, value_axis, wrapped
from analysis.counts.series import with_gaps
from analysis.groups.chart import group_colour
from analysis.palette import Palette, palette
from analysis.wording import GROUP_LABELS, SHORT_LABELS

PANEL_HEIGHT: Final = 150
PANEL_GAP: Final = 84
# Two columns fit a phone; before a room three or five, so that up to ten panels make two lines.
COLUMNS: Final = 2
COLUMNS_WIDE: Final = (3, 5)
# Before a room all lines of panels share a height, and names keep to one line, the first ones in the margin.
HEIGHT_WIDE: Final = 260
PANEL_GAP_WIDE: Final = 62
TITLE_WIDE: Final = 38
BELOW: Final = 20
BELOW_WIDE: Final = 28
COLUMN_GAP: Final = 0.06
# Labels of values at the end of a line need this many years of room.
LABEL_YEARS: Final = 4.5
LABEL_STEP: Final = 15


def every_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with one for every year between the first and the last, so that a gap stays a gap.

    Args:
        rows: one row per `match_year`, ascending.
    """
    years = range(int(rows["match_year"].min()), int(rows["match_year"].max()) + 1)
    return rows.set_index("match_year").reindex(years).rename_axis("match_year").reset_index()


def spread(places: list[float], step: float) -> list[float]:
    """Move labels apart so that neighbours keep `step` between them, each as near its place as that allows.

    Args:
        places: where the labels belong, in any order.
        step: the smallest distance between two labels, in the same unit.

    Returns:
        The new places, in the order given.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = [places[at] for at in order]
    for _ in range(40):
        for low in range(len(moved) - 1):
            overlap = step - (moved[low + 1] - moved[low])
            if overlap > 1e-9:
                moved[low] -= overlap / 2
                moved[low + 1] += overlap / 2
    result = [0.0] * len(places)
    for place, at in zip(moved, order, strict=True):
        result[at] = place
    return result


def trend_panels(
    counts: pd.DataFrame, changes: pd.DataFrame, *, dark: bool = False, wide: bool = False
) -> go.Figure:
    """Draw the shares of US and non-US IMGs over the years, one panel per specialty, all on one scale.

    Args:
        counts: `analysis.counts.compute.matches_by_specialty` of the specialties to draw.
        changes: `analysis.counts.compute.change_over` for both kinds of IMG together, in drawing order.
        dark: whether the page is dark.
        wide: whether there is the width of a projector.
    """
    colours = palette(dark)
    few, many = COLUMNS_WIDE
    columns = COLUMNS if not wide else few if len(changes) <= 2 * few else many
    width = (1 + COLUMN_GAP) / columns - COLUMN_GAP
    first, last = int(counts["match_year"].min()), int(counts["match_year"].max())
    highest = max(counts[["us_img_pct", "non_us_img_pct"]].max().max(), 5.0) * 1.1
    rows_needed = -(-len(changes) // columns)
    panel, gap, title = PANEL_HEIGHT, PANEL_GAP, PANEL_GAP - 24
    margin, below = 0, BELOW
    height = rows_needed * (panel + gap)
    if wide:
        gap, title = PANEL_GAP_WIDE, 0
        margin, below = TITLE_WIDE, BELOW_WIDE
        height = HEIGHT_WIDE - margin - below
        panel = (height - (rows_needed - 1) * gap) // rows_needed
    per_pixel = highest / panel
    by_specialty = dict(list(counts.sort_values("match_year").groupby("specialty")))
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {}
    titles = []
    breaks: list[dict[str, Any]] = []
    for place, change in enumerate(changes.to_dict("records")):
        number = "" if place == 0 else str(place + 1)
        at_row, at_column = divmod(place, columns)
        left = at_column * (width + COLUMN_GAP)
        top = 1 - (at_row * (panel + gap) + title) / height
        layout[f"xaxis{number}"] = value_axis(
            colours,
            side="bottom",
            range=[first - 0.5, last + LABEL_YEARS],
            tickvals=[first, last],
            showgrid=False,
            domain=[left, left + width],
            anchor=f"y{number}",
            tickangle=0,
        )
        layout[f"yaxis{number}"] = {
            "range": [0, highest],
            "domain": [top - panel / height, top],
            "anchor": f"x{number}",
            "nticks": 4 if panel > 100 else 3,
            "ticksuffix": "%",
            "gridcolor": colours.grid,
            "zeroline": False,
            "fixedrange": True,
            "automargin": False,
            "showticklabels": at_column == 0,
            "tickfont": {"size": VALUE_SIZE, "color": colours.muted},
        }
        own = by_specialty[change["specialty"]].dropna(subset=["img_pct"])
        years = with_gaps(own, ["us_img_pct", "non_us_img_pct"])
        axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        breaks += [
            {
                "type": "line",
                "xref": f"x{number}",
                "x0": year,
                "x1": year,
                "yref": f"y{number}",
                "y0": 0,
                "y1": highest,
                "line": {"color": colours.muted, "width": 1, "dash": "dot"},
                "layer": "below",
            }
            for year in years["match_year"]
            if year % 1
        ]
        traces += _panel(years, axes, per_pixel, colours)
        titles.append(
            {
                "text": f"<b>{_name(change, wide)}</b>" + _span(change, first),
                "align": "left",
                "xref": "paper",
                "x": left,
                "xanchor": "left",
                "yref": "paper",
                "y": top,
                "yanchor": "bottom",
                "yshift": 2,
                "showarrow": False,
                "font": {"size": LABEL_SIZE, "color": colours.text},
            }
        )
    return draw(
        traces,
        0,
        height=margin + height + below,
        margin={"l": 34, "r": 6, "t": margin, "b": below},
        annotations=titles,
        shapes=breaks,
        **layout,
    )


def _name(change: dict[Any, Any], wide: bool) -> str:
    """Return the name of a panel: in up to two lines, or a short one."""
    return SHORT_LABELS.get(change["specialty"], change["label"]) if wide else wrapped(change["label"], 22)


def _span(change: dict[Any, Any], first: int) -> str:
    """Return the second line of a panel's title: all IMGs together at both ends of what can be compared."""
    own = f"{change['first_year']}: " if change["first_year"] > first else ""
    return f"<br>{own}{change['first_pct']:.0f}% → {change['last_pct']:.0f}%"


def _panel(
    panel: pd.DataFrame, axes: dict[str, str], per_pixel: float, colours: Palette
) -> list[dict[str, Any]]:
    """Return the two lines of one panel, with the last value printed at their ends."""
    groups = ("non_us_img", "us_img")
    ends = [float(panel[f"{group}_pct"].iloc[-1]) for group in groups]
    labels = spread(ends, LABEL_STEP * per_pixel)
    # A label below the axis would not be drawn.
    low = min(0.0, *labels)
    labels = [place - low for place in labels]
    last = int(panel["match_year"].iloc[-1])
    lines = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": list(panel["match_year"]),
            "y": list(panel[f"{group}_pct"].round(2)),
            "name": GROUP_LABELS[group],
            "line": {"color": group_colour(group, colours), "width": 2.5},
            "marker": {"size": 5, "symbol": symbol, "color": group_colour(group, colours)},
            "hovertemplate": f"{GROUP_LABELS[group]}, %{{x}}: %{{y:.1f}}%<extra></extra>",
            **axes,
        }
        for group, symbol in zip(groups, ("circle", "diamond"), strict=True)
    ]
    values = printed(
        [last, last],
        [],
        [f"{end:.0f}%" for end in ends],
        colours.text,
        y=labels,
        textfont={"size": VALUE_SIZE, "color": [group_colour(group, colours) for group in groups]},
        **axes,
    )
    return [*lines, values]
