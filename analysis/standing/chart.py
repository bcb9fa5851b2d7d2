"""Scores beside averages: the dumbbell of two averages, and the gaps around zero."""

import math
from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.columns import count_column, count_heading
from analysis.charts.theme import (
    band,
    dots,
    draw,
    row_axis,
    two_lines,
    user_line,
    value_axis,
    with_halo,
    words,
)
from analysis.era.compute import Bridge
from analysis.palette import Palette, palette
from analysis.wording import STATUS_LABELS, shown_standing, signed
from data.vocabulary import TOTAL

# Rows as plain mappings: over two dozen rows they are drawn in a fifth of the time a frame takes.
Records = Sequence[Mapping[Any, Any]]


def _connectors(rows: Records, colours: Palette) -> list[dict[str, Any]]:
    """Return the lines between the two averages: solid where they separate, dashed where they do not."""
    drawn = [(place, row) for place, row in enumerate(rows) if not isnan(row["separation"])]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [x for _, row in some for x in (row["unmatched_mean"], row["matched_mean"], None)],
            "y": [y for place, _ in some for y in (place, place, None)],
            "line": {"color": colours.connector, "width": 3, "dash": dash},
            "hoverinfo": "skip",
        }
        for dash, some in (
            ("solid", [pair for pair in drawn if pair[1]["separation"] > 0]),
            ("dot", [pair for pair in drawn if pair[1]["separation"] <= 0]),
        )
        if some
    ]


def missing_words(rows: Records, x: float, colours: Palette) -> list[dict[str, Any]]:
    """Return the words in rows that lack an average: none at all, or only the matched one.

    Args:
        rows: `matched_mean`, `unmatched_mean` and `missing_status`, why a row has no matched average.
        x: where the words start in rows without any mark.
        colours: the palette of the page.
    """
    traces = []
    for status, label in STATUS_LABELS.items():
        lacking = [
            place
            for place, row in enumerate(rows)
            if isnan(row["matched_mean"]) and row["missing_status"] == status
        ]
        empty = [place for place in lacking if isnan(rows[place]["unmatched_mean"])]
        alone = [place for place in lacking if place not in empty]
        if empty:
            traces.append(words(x, empty, label, colours))
        if alone:
            # Right of the unmatched mark, whose own value stands on its left.
            traces.append(
                {
                    **words(0, alone, "\u2002no matched<br>\u2002\u2009\u2009average", colours),
                    "x": [rows[place]["unmatched_mean"] for place in alone],
                }
            )
    return traces


def dumbbell_traces(rows: Records, colours: Palette) -> list[dict[str, Any]]:
    """Return the marks of a dumbbell: connectors, hollow unmatched dots, filled matched dots, values.

    Args:
        rows: `unmatched_mean`, `matched_mean` and `separation` (points), one mapping per row.
        colours: the palette of the page.
    """
    unmatched = [(place, row) for place, row in enumerate(rows) if not isnan(row["unmatched_mean"])]
    matched = [(place, row) for place, row in enumerate(rows) if not isnan(row["matched_mean"])]
    return [
        *_connectors(rows, colours),
        dots(
            [row["unmatched_mean"] for _, row in unmatched],
            [place for place, _ in unmatched],
            colour=colours.unmatched,
            fill=colours.page,
            ink=colours.unmatched_text,
            name="Unmatched average",
            text=[f"{row['unmatched_mean']:.0f}" for _, row in unmatched],
            place=["middle right" if row["separation"] < 0 else "middle left" for _, row in unmatched],
        ),
        dots(
            [row["matched_mean"] for _, row in matched],
            [place for place, _ in matched],
            colour=colours.matched,
            name="Matched average",
            # The two values would cover each other where they are equal, so the second is said once.
            text=["both" if row["separation"] == 0 else f"{row['matched_mean']:.0f}" for _, row in matched],
            place=["middle left" if row["separation"] < 0 else "middle right" for _, row in matched],
            size=12,
        ),
    ]


def _records(rows: pd.DataFrame) -> Records:
    """Return the drawn rows as plain mappings, each with the reason why it may lack an average."""
    return [
        {**row, "missing_status": "garbled" if "source_garbled" in row["flags"] else "not_reported"}
        for row in rows.to_dict("records")
    ]


def _rows_axis(rows: Records, colours: Palette) -> dict[str, Any]:
    """Return the row axis with the total in bold."""
    return row_axis(
        [row["label"] for row in rows],
        colours,
        [row["specialty"] == TOTAL for row in rows],
    )


def dumbbell(
    comparison_rows: pd.DataFrame, sem: float, *, dark: bool = False, bridge: Bridge | None = None
) -> go.Figure:
    """Draw the unmatched and matched average of every specialty, with the person's line and band.

    Args:
        comparison_rows: the result of `analysis.standing.words.rows_to_draw`.
        sem: half width of the band around the score, points.
        dark: whether the page is dark.
        bridge: the era bridge, a second line, dashed; none where it is None.
    """
    colours, rows = palette(dark), _records(comparison_rows)
    score = rows[0]["score"]
    has_score = not isnan(score)
    values = [
        row[mean] for row in rows for mean in ("unmatched_mean", "matched_mean") if not isnan(row[mean])
    ]
    low, high = (min(values), max(values)) if values else (200.0, 250.0)
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    if has_score:
        low, high = min(low, score - sem), max(high, score + sem)
        lines, notes = user_lines(score, f"You {score:.0f}", bridge, colours)
        shapes = [band(score - sem, score + sem, colours), *lines]
        if bridge:
            low, high = min(low, bridge.bridged), max(high, bridge.bridged)
    axis, end = axis_with_counts(low, high, colours)
    counts = count_column([row["matched_count"] for row in rows], end, colours)
    return draw(
        with_halo([*dumbbell_traces(rows, colours), *missing_words(rows, low - 3, colours), counts], colours),
        len(rows),
        top=58 if has_score else 34,
        xaxis=axis,
        yaxis=_rows_axis(rows, colours),
        shapes=shapes,
        annotations=[*notes, count_heading(end, colours)],
    )


def user_lines(
    value: float, label: str, bridge: Bridge | None, colours: Palette
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the person's line as shapes and labels: with a bridge also a dashed one, each with its label."""
    if bridge is None:
        line, note = user_line(value, label, colours)
        return [line], [note]
    return two_lines(value, label, bridge.bridged, bridge.label, colours)


def axis_with_counts(low: float, high: float, colours: Palette) -> tuple[dict[str, Any], float]:
    """Return a score axis with room for the column of counts, and where that column ends.

    Args:
        low: the smallest score drawn.
        high: the largest score drawn.
        colours: the palette of the page.
    """
    # Two fifths more on the right: printed values and counts stay apart on a phone too.
    start, end = low - 9, high + 5 + 0.38 * (high - low + 10)
    ticks = list(range(math.ceil(start / 10) * 10, math.floor(high / 10) * 10 + 1, 10))
    return value_axis(colours, range=[start, end], tickvals=ticks), end


def gap_dots(
    comparison_rows: pd.DataFrame, sem: float, *, dark: bool = False, bridge: Bridge | None = None
) -> go.Figure:
    """Draw the gap to the matched average of every specialty as dots around zero.

    Args:
        comparison_rows: the result of `analysis.standing.words.rows_to_draw`, with a score.
        sem: half width of the band around zero, points.
        dark: whether the page is dark.
        bridge: the era bridge, a dashed line that the gaps of the bridged score start from; none where None.
    """
    colours, rows = palette(dark), _records(comparison_rows)
    styles = {
        "above": (colours.above, "circle"),
        "near": (colours.muted, "circle"),
        "near_both": (colours.muted, "square"),
        "below": (colours.below, "circle"),
        "no_verdict": (colours.muted, "diamond-open"),
    }
    gaps = [
        (place, row["gap_to_matched"], shown_standing(row["standing"], row["flags"]).slug)
        for place, row in enumerate(rows)
        if not isnan(row["gap_to_matched"])
    ]
    traces = []
    for slug, (colour, symbol) in styles.items():
        some = [(place, gap) for place, gap, shown in gaps if shown == slug]
        traces.append(
            dots(
                [gap for _, gap in some],
                [place for place, _ in some],
                colour=colour,
                symbol=symbol,
                name="Gap to matched average",
                text=[signed(gap) for _, gap in some],
                place=["middle right" if gap >= 0 else "middle left" for _, gap in some],
            )
        )
    stems = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, gap, _ in gaps for x in (0, gap, None)],
        "y": [y for place, _, _ in gaps for y in (place, place, None)],
        "line": {"color": colours.connector, "width": 2},
        "hoverinfo": "skip",
    }
    reach = max([sem, *(abs(gap) for _, gap, _ in gaps)]) + 6
    if bridge is None:
        line, label = user_line(0, "matched average", colours)
        lines, labels = [line], [label]
    else:
        reach = max(reach, abs(bridge.shift) + 6)
        lines, labels = two_lines(0, "matched average", -bridge.shift, f"seen from {bridge.label}", colours)
    # A gap has no place in a row without a matched average, whatever else the row has.
    without = [{**row, "unmatched_mean": math.nan} for row in rows]
    end = 1.6 * reach
    counts = count_column([row["matched_count"] for row in rows], end, colours)
    return draw(
        [stems, *(trace for trace in traces if trace["x"]), *missing_words(without, 0, colours), counts],
        len(rows),
        top=58,
        xaxis=value_axis(
            colours, range=[-reach, end], tickvals=[t for t in range(-300, 301, 10) if abs(t) <= reach]
        ),
        yaxis=_rows_axis(rows, colours),
        shapes=[band(-sem, sem, colours), *lines],
        annotations=[*labels, count_heading(end, colours)],
    )
