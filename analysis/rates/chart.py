"""Match rates over the years: one line per applicant type, and one rate under two denominators."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.theme import LABEL_SIZE, VALUE_SIZE, draw, percent_ticks, value_axis
from analysis.counts.trend_chart import every_year, spread
from analysis.palette import Palette, palette
from analysis.wording import GROUP_LABELS

HEIGHT: Final = 470
PLOT_HEIGHT: Final = 400
LABEL_STEP: Final = 16
# The top of the axis of all rates, with room for a mark at 100.
WHOLE: Final = 101
# Room on the right for the label at the end of each line, as a share of the years drawn: a phone needs it.
LABEL_ROOM: Final = 0.52
# Before a room a plot is at least this high, and needs less of its width for labels.
PLOT_HEIGHT_WIDE: Final = 170
LABEL_ROOM_WIDE: Final = 0.3
LINES: Final = {
    "us_md_senior": ("senior", "triangle-up", "solid"),
    "do_senior": ("do", "square", "solid"),
    "us_img": ("us_img", "diamond", "solid"),
    "non_us_img": ("matched", "circle", "solid"),
    "all": ("text", "", "dash"),
}


def _rate_axis(highest: float, colours: Palette) -> dict[str, Any]:
    """Return the axis of a rate, from 0 percent, never cut."""
    return {
        "range": [0, highest],
        **percent_ticks(range(0, int(highest) + 1, 20)),
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
        "tickfont": {"size": VALUE_SIZE, "color": colours.muted},
    }


def _end_labels(
    ends: Sequence[tuple[float, float, str, str]], bold: Sequence[bool], highest: float, wide: bool
) -> dict[str, Any]:
    """Return the labels at the ends of lines, moved apart: (x, y, text, colour) per line."""
    places = spread(
        [y for _, y, _, _ in ends], LABEL_STEP * highest / (PLOT_HEIGHT_WIDE if wide else PLOT_HEIGHT)
    )
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, *_ in ends],
        "y": places,
        "text": [
            f"\u2002<b>{text}</b>" if strong else f"\u2002{text}"
            for (_, _, text, _), strong in zip(ends, bold, strict=True)
        ],
        "textposition": "middle right",
        "textfont": {"size": VALUE_SIZE, "color": [colour for *_, colour in ends]},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _line(
    rows: pd.DataFrame,
    name: str,
    colour: str,
    symbol: str,
    *,
    width: float,
    dash: str = "solid",
    hollow: str = "",
) -> dict[str, Any]:
    """Return one line of yearly rates; hollow marks are second-hand."""
    return {
        "type": "scatter",
        "mode": "lines+markers" if symbol or hollow else "lines",
        "x": list(rows["match_year"]),
        "y": list(rows["match_rate_pct"].round(1)),
        "name": name,
        "line": {"color": colour, "width": width, "dash": dash},
        "marker": {
            "symbol": symbol or "circle",
            # A second-hand line starts at NRMP's own last rate, which keeps its own mark.
            "size": [0, *[7] * (len(rows) - 1)] if hollow else 5,
            "color": hollow or colour,
            "line": {"width": 1.5 if hollow else 0, "color": colour},
        },
        "connectgaps": False,
        "hovertemplate": f"{name}, %{{x}}: %{{y:.1f}}%<extra></extra>",
    }


def rate_lines(
    series: pd.DataFrame,
    events: pd.DataFrame,
    applicant_group: str,
    *,
    dark: bool = False,
    wide: bool = False,
) -> go.Figure:
    """Draw PGY-1 match rates of four decades, one line per applicant type, labelled at its end.

    Args:
        series: `analysis.rates.compute.rate_series`.
        events: the `policy_events` to mark, with `first_match_year`, in the order of their numbers.
        applicant_group: slug of the group whose line is drawn stronger.
        dark: whether the page is dark.
        wide: whether there is the width of a projector.
    """
    colours = palette(dark)
    first, last = int(series["match_year"].min()), int(series["match_year"].max())
    traces, ends = [], []
    for kind, (colour_name, symbol, dash) in LINES.items():
        rows = series.loc[series["applicant_type"] == kind]
        colour = getattr(colours, colour_name)
        width = 4 if kind == applicant_group else 2
        own, second_hand = rows.loc[~rows["is_secondary"]], rows.loc[rows["is_secondary"]]
        name = GROUP_LABELS[kind]
        traces.append(_line(own, name, colour, symbol, width=width, dash=dash))
        if len(second_hand):
            # From the last rate of NRMP's own tables on, so that the line does not break.
            joined = every_year(pd.concat([own.tail(1), second_hand]))
            traces.append(
                _line(
                    joined, f"{name}, second-hand", colour, symbol, width=1, dash="dot", hollow=colours.page
                )
            )
        # A printed rate known to be wrong stands apart as a cross; the line has the restated one.
        odd = rows.dropna(subset=["printed_pct"]).assign(match_rate_pct=lambda wrong: wrong["printed_pct"])
        if len(odd):
            traces.append(
                {
                    **_line(odd, f"{name}, as printed", colour, "x-thin", width=0),
                    "mode": "markers+text",
                    "marker": {"symbol": "x-thin", "size": 9, "line": {"width": 2, "color": colour}},
                    "text": [f"{rate:.1f}" for rate in odd["match_rate_pct"]],
                    "textposition": "bottom right",
                    "cliponaxis": False,
                    "textfont": {"size": VALUE_SIZE, "color": colours.muted},
                }
            )
        end = rows.iloc[-1]
        ends.append(
            (float(end["match_year"]), end["match_rate_pct"], f"{name} {end['match_rate_pct']:.1f}", colour)
        )
    years = list(events["first_match_year"].astype("int64"))
    return draw(
        [*traces, _end_labels(ends, [kind == applicant_group for kind in LINES], WHOLE, wide)],
        0,
        height=HEIGHT,
        margin={"l": 46, "r": 8, "t": 44, "b": 36},
        xaxis=value_axis(
            colours,
            side="bottom",
            range=[first - 1, last + (LABEL_ROOM_WIDE if wide else LABEL_ROOM) * (last - first)],
            tickvals=list(range(first - first % 10 + 10, last + 1, 10)),
            showgrid=False,
        ),
        yaxis=_rate_axis(WHOLE, colours),
        shapes=[
            {
                "type": "line",
                "x0": year,
                "x1": year,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": colours.connector, "width": 1, "dash": "dot"},
                "layer": "below",
            }
            for year in years
        ],
        annotations=[
            {
                "x": year,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                # Two years next to each other are too close for their numbers on a phone.
                "yshift": 13 * (number % 2),
                "showarrow": False,
                "text": f"<b>{number}</b>",
                "font": {"size": LABEL_SIZE, "color": colours.text},
            }
            for number, year in enumerate(years, start=1)
        ],
    )


def denominator_lines(rows: pd.DataFrame, *, dark: bool = False, wide: bool = False) -> go.Figure:
    """Draw the matched of one applicant type under two denominators, over the years.

    Args:
        rows: `analysis.rates.compute.two_denominators`.
        dark: whether the page is dark.
        wide: whether there is the width of a projector.
    """
    colours = palette(dark)
    first, last = int(rows["match_year"].min()), int(rows["match_year"].max())
    kinds = (
        ("of_active_pct", "of those with a list", colours.matched, "circle", "solid"),
        ("of_registered_pct", "of all registered", colours.senior, "diamond", "dash"),
    )
    highest = float(min(WHOLE, rows["of_active_pct"].max() + 15))
    traces = [
        _line(rows.assign(match_rate_pct=rows[column]), name, colour, symbol, width=3, dash=dash)
        for column, name, colour, symbol, dash in kinds
    ]
    ends = [
        (float(last), float(rows[column].iloc[-1]), f"{rows[column].iloc[-1]:.1f}% {name}", colour)
        for column, name, colour, *_ in kinds
    ]
    return draw(
        [*traces, _end_labels(ends, [True, True], highest, wide)],
        0,
        height=HEIGHT - 60,
        margin={"l": 46, "r": 8, "t": 12, "b": 36},
        xaxis=value_axis(
            colours,
            side="bottom",
            range=[first - 0.6, last + (0.45 if wide else 1.05) * (last - first)],
            tickvals=sorted({first, 2018, last}),
            showgrid=False,
        ),
        yaxis=_rate_axis(highest, colours),
    )
