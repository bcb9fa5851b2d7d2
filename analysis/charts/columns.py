"""The column of counts at the right end of a chart: how many matched, with a flag where they are few."""

from collections.abc import Iterable
from math import isnan
from typing import Any

from analysis.charts.theme import VALUE_SIZE, printed
from analysis.palette import Palette
from analysis.wording import FEW_MARK, FEW_MATCHED


def count_column(counts: Iterable[float], x: float, colours: Palette) -> dict[str, Any]:
    """Return a trace that prints how many matched at the right end of every row, a flag where they are few.

    Args:
        counts: number of matches per row from the top; NaN prints nothing.
        x: where the column ends, in units of the x axis.
        colours: the palette of the page.
    """
    shown = [(row, count) for row, count in enumerate(counts) if not isnan(count)]
    few = [count < FEW_MATCHED for _, count in shown]
    return {
        **printed([x] * len(shown), [row for row, _ in shown], [], colours.muted),
        "text": [
            f"{FEW_MARK if is_few else ''}{count:,.0f}" for (_, count), is_few in zip(shown, few, strict=True)
        ],
        "textposition": "middle left",
        "textfont": {
            "size": VALUE_SIZE,
            "color": [colours.unmatched_text if is_few else colours.muted for is_few in few],
        },
    }


def count_heading(x: float, colours: Palette) -> dict[str, Any]:
    """Return the heading of the column of counts, as an annotation."""
    return {
        "x": x,
        "xanchor": "right",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "text": "matches",
        "font": {"size": VALUE_SIZE, "color": colours.muted},
    }
