"""NRMP's counts: shares of the filled positions as bars, year by year, and beside the guide's column."""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.theme import dots, draw, percent_ticks, printed, row_axis, value_axis, words
from analysis.groups.chart import STACKED, share_bar
from analysis.palette import Palette, palette
from analysis.wording import NONE_FILLED, NOT_LISTED
from data.vocabulary import TOTAL


def _no_share(rows: Sequence[Mapping[Any, Any]], colours: Palette) -> list[dict[str, Any]]:
    """Return the words in rows without a share: not listed that year, or listed and none filled."""
    places = {
        NOT_LISTED: [place for place, row in enumerate(rows) if isnan(row["filled_count"])],
        NONE_FILLED: [place for place, row in enumerate(rows) if row["filled_count"] == 0],
    }
    return [words(0, some, text, colours) for text, some in places.items() if some]


def share_bars(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Draw the IMG shares of filled positions as stacked bars from zero, with the counts printed.

    Args:
        rows: `analysis.counts.compute.of_year`, in drawing order.
        dark: whether the page is dark.
    """
    colours, records = palette(dark), rows.to_dict("records")
    largest = max([row["img_pct"] for row in records if not isnan(row["img_pct"])], default=0.0)
    reach = max(largest, 5.0)
    drawn = [(place, row) for place, row in enumerate(records) if not isnan(row["img_pct"])]
    ends = printed(
        [row["img_pct"] for _, row in drawn],
        [place for place, _ in drawn],
        [
            f"<b>{row['img_pct']:.1f}%</b><br>\u2009\u2009{row['non_us_img_count']:,.0f} + "
            f"{row['us_img_count']:,.0f} of {row['filled_count']:,.0f}"
            for _, row in drawn
        ],
        colours.text,
    )
    return draw(
        [
            *(
                share_bar(group, shape, [row[f"{group}_pct"] for row in records], colours)
                for group, shape in STACKED
            ),
            ends,
            *_no_share(records, colours),
        ],
        len(records),
        top=34,
        barmode="stack",
        # The counts beside the longest bar need more than half of a phone's width.
        xaxis=value_axis(
            colours,
            range=[0, 2.2 * reach],
            **percent_ticks(tick for tick in range(0, 101, 20 if reach > 15 else 5) if tick <= reach),
        ),
        yaxis=row_axis(
            [row["label"] for row in records],
            colours,
            [row["specialty"] == TOTAL for row in records],
        ),
    )


def year_bars(rows: pd.DataFrame, group: str, *, dark: bool = False) -> go.Figure:
    """Draw how many of one group matched in one specialty, year by year, newest on top.

    Args:
        rows: `match_year`, `{group}_count`, `{group}_pct`, `filled_count` and `break_note`, newest first;
            counts NaN where NRMP lists no such specialty. A dotted line stands between two years that do not
            run on from each other.
        group: slug of the group.
        dark: whether the page is dark.
    """
    colours, records = palette(dark), rows.to_dict("records")
    values = [row[f"{group}_count"] for row in records]
    reach = max([value for value in values if not isnan(value)], default=0.0) or 1.0
    drawn = [(place, row) for place, row in enumerate(records) if not isnan(row[f"{group}_pct"])]
    ends = printed(
        [row[f"{group}_count"] for _, row in drawn],
        [place for place, _ in drawn],
        [
            f"<b>{row[f'{group}_count']:,.0f}</b> of {row['filled_count']:,.0f} · {row[f'{group}_pct']:.1f}%"
            for _, row in drawn
        ],
        colours.text,
    )
    return draw(
        [
            {**share_bar(group, "", values, colours), "hovertemplate": "%{x:,} matches<extra></extra>"},
            ends,
            *_no_share(records, colours),
        ],
        len(records),
        top=12,
        height=len(records) * 27 + 24,
        margin={"l": 46, "r": 16, "t": 12, "b": 12},
        xaxis=value_axis(colours, range=[0, 2.3 * reach], showticklabels=False, showgrid=False),
        yaxis=row_axis([str(row["match_year"]) for row in records], colours),
        shapes=[
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": place + 0.5,
                "y1": place + 0.5,
                "line": {"color": colours.muted, "width": 1, "dash": "dot"},
                "layer": "below",
            }
            for place, row in enumerate(records)
            if isinstance(row["break_note"], str) and row["break_note"]
        ],
    )


def guide_and_counts(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Draw the guide's share and NRMP's side by side, joined by a line, one row per specialty.

    Args:
        rows: `analysis.counts.reconcile.reconcile_fill` of one group, in drawing order.
        dark: whether the page is dark.
    """
    colours, records = palette(dark), rows.to_dict("records")
    both = [(place, row) for place, row in enumerate(records) if not isnan(row["difference"])]
    join = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, row in both for x in (row["guide_pct"], row["nrmp_pct"], None)],
        "y": [y for place, _ in both for y in (place, place, None)],
        "line": {"color": colours.connector, "width": 3},
        "hoverinfo": "skip",
    }
    marks = [
        dots(
            [row[value] for _, row in both],
            [place for place, _ in both],
            colour=colour,
            fill=fill,
            symbol=symbol,
            name=name,
            text=[f"{row[value]:.1f}" for _, row in both],
            # The outer side of each mark is free; where the two are equal, the guide's is on the right.
            place=[
                "middle right" if row[value] + (value == "guide_pct") * 1e-9 > row[other] else "middle left"
                for _, row in both
            ],
        )
        for value, other, colour, fill, symbol, name in (
            ("guide_pct", "nrmp_pct", colours.senior, colours.page, "square", "Guide’s column"),
            ("nrmp_pct", "guide_pct", colours.matched, colours.matched, "circle", "NRMP’s counts"),
        )
    ]
    highest = max([max(row["guide_pct"], row["nrmp_pct"]) for _, row in both], default=10.0)
    return draw(
        [join, *marks],
        len(records),
        top=34,
        xaxis=value_axis(
            colours,
            range=[-0.16 * highest, 1.18 * highest],
            **percent_ticks(range(0, int(highest) + 1, 10)),
        ),
        yaxis=row_axis(
            [row["label"] for row in records],
            colours,
            [row["specialty"] == TOTAL for row in records],
        ),
    )
