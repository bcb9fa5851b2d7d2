"""The rank of credentials: a dot for the rank, a line for its range over the weightings."""

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.theme import dots, draw, printed, row_axis, value_axis
from analysis.palette import palette


def rank_range(ranked: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Draw the rank of every specialty and its range.

    Args:
        ranked: the result of `analysis.credentials.compute.rank_credentials`.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    rows = ranked.reset_index(drop=True)
    lines = {
        "type": "scatter",
        "mode": "lines",
        "x": [
            v for pair in zip(rows["rank_lowest"], rows["rank_highest"], strict=True) for v in (*pair, None)
        ],
        "y": [v for row in rows.index for v in (row, row, None)],
        "line": {"color": colours.connector, "width": 5},
        "hoverinfo": "skip",
    }
    ranges = printed(
        rows["rank_highest"],
        rows.index,
        [
            f"\u2002{rank:g} ({low:g}–{high:g})"
            for rank, low, high in zip(rows["rank"], rows["rank_lowest"], rows["rank_highest"], strict=True)
        ],
        colours.text,
    )
    return draw(
        [
            lines,
            dots(
                rows["rank"],
                rows.index,
                colour=colours.matched,
                name="Rank",
                size=11,
            ),
            ranges,
        ],
        len(rows),
        top=34,
        xaxis=value_axis(colours, range=[0, 34], tickvals=[1, 5, 10, 15, 20]),
        yaxis=row_axis(list(rows["label"]), colours),
    )
