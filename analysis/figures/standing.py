"""Scores beside averages: the dumbbell of two averages, and the gaps around zero."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.theme import Palette, band, dots, draw, palette, row_axis, user_line, value_axis, words
from analysis.wording import STATUS_LABELS, shown_standing, signed


def _connectors(rows: pd.DataFrame, colours: Palette) -> list[dict[str, Any]]:
    """Return the lines between the two averages: solid where they separate, dashed where they do not."""
    traces = []
    for separates, dash in ((True, "solid"), (False, "dot")):
        drawn = rows.loc[rows["separation"].notna() & ((rows["separation"] > 0) == separates)]
        x = [
            value
            for pair in zip(drawn["unmatched_mean"], drawn["matched_mean"], strict=True)
            for value in (*pair, None)
        ]
        y = [value for row in drawn.index for value in (row, row, None)]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": x,
                "y": y,
                "line": {"color": colours.connector, "width": 3, "dash": dash},
                "hoverinfo": "skip",
            }
        )
    return traces


def _missing_words(rows: pd.DataFrame, x: float, colours: Palette) -> list[dict[str, Any]]:
    """Return the words in rows that lack an average: none at all, or only the matched one."""
    missing = rows.loc[rows["matched_mean"].isna() & rows["unmatched_mean"].isna()]
    garbled = [place for place in missing.index if "source_garbled" in missing.loc[place, "flags"]]
    absent = [place for place in missing.index if place not in garbled]
    alone = rows.loc[rows["matched_mean"].isna() & rows["unmatched_mean"].notna(), "unmatched_mean"]
    return [
        *(
            note
            for place, unmatched in zip(alone.index, alone, strict=True)
            for note in words(
                unmatched, [place], f"matched: {STATUS_LABELS['not_reported']}", colours, xshift=12
            )
        ),
        *words(x, garbled, STATUS_LABELS["garbled"], colours),
        *words(x, absent, STATUS_LABELS["not_reported"], colours),
    ]


def dumbbell_traces(rows: pd.DataFrame, colours: Palette) -> list[dict[str, Any]]:
    """Return the marks of a dumbbell: connectors, hollow unmatched dots, filled matched dots, values.

    Args:
        rows: `unmatched_mean`, `matched_mean` and `separation` (points) under row numbers from 0.
        colours: the palette of the page.
    """
    unmatched = rows.dropna(subset=["unmatched_mean"])
    matched = rows.dropna(subset=["matched_mean"])
    left = "middle left", "middle right"
    equal = matched["separation"] == 0
    return [
        *_connectors(rows, colours),
        dots(
            unmatched["unmatched_mean"],
            unmatched.index,
            colour=colours.unmatched,
            fill=colours.page,
            name="Unmatched average",
            text=[f"{value:.0f}" for value in unmatched["unmatched_mean"]],
            place=[left[bool(gap < 0)] for gap in unmatched["separation"]],
        ),
        dots(
            matched["matched_mean"],
            matched.index,
            colour=colours.matched,
            name="Matched average",
            # The two values would cover each other where they are equal, so the second is said once.
            text=[
                "both" if same else f"{value:.0f}"
                for value, same in zip(matched["matched_mean"], equal, strict=True)
            ],
            place=[left[not gap < 0] for gap in matched["separation"]],
            size=12,
        ),
    ]


def dumbbell(rows: pd.DataFrame, sem: float, *, dark: bool = False) -> go.Figure:
    """Draw the unmatched and matched average of every specialty, with the person's line and band.

    Args:
        rows: the result of `analysis.stories.standing.rows_to_draw`.
        sem: half width of the band around the score, points.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    rows = rows.reset_index(drop=True)
    score = rows["score"].iloc[0]
    has_score = bool(pd.notna(score))
    traces = dumbbell_traces(rows, colours)
    values = pd.concat([rows["unmatched_mean"], rows["matched_mean"]]).dropna()
    low, high = (values.min(), values.max()) if len(values) else (200.0, 250.0)
    if has_score:
        low, high = min(low, score - sem), max(high, score + sem)
    shapes, notes = [], _missing_words(rows, low - 2, colours)
    if has_score:
        line, label = user_line(score, f"You {score:.0f}", colours)
        shapes, notes = [band(score - sem, score + sem, colours), line], [*notes, label]
    return draw(
        traces,
        len(rows),
        top=58 if has_score else 34,
        xaxis=value_axis(colours, range=[low - 5, high + 5], dtick=10),
        yaxis=row_axis(list(rows["label"]), colours, list(rows["specialty"] == "all_specialties_combined")),
        shapes=shapes,
        annotations=notes,
    )


def gap_dots(rows: pd.DataFrame, sem: float, *, dark: bool = False) -> go.Figure:
    """Draw the gap to the matched average of every specialty as dots around zero.

    Args:
        rows: the result of `analysis.stories.standing.rows_to_draw`, with a score.
        sem: half width of the band around zero, points.
        dark: whether the page is dark.
    """
    colours = palette(dark)
    rows = rows.reset_index(drop=True)
    looks = {
        "above": (colours.above, "circle"),
        "near": (colours.muted, "circle"),
        "below": (colours.below, "circle"),
        "no_verdict": (colours.muted, "diamond-open"),
    }
    shown = pd.Series(
        [shown_standing(*pair).slug for pair in zip(rows["standing"], rows["flags"], strict=True)],
        index=rows.index,
    )
    gaps = rows["gap_to_matched"]
    traces = [
        dots(
            gaps[shown == slug],
            gaps.index[shown == slug],
            colour=colour,
            symbol=symbol,
            name="Gap to matched average",
            text=[signed(gap) for gap in gaps[shown == slug]],
            place=["middle right" if gap >= 0 else "middle left" for gap in gaps[shown == slug]],
        )
        for slug, (colour, symbol) in looks.items()
        if (shown == slug).any()
    ]
    stems = {
        "type": "scatter",
        "mode": "lines",
        "x": [value for gap in gaps.dropna() for value in (0, gap, None)],
        "y": [value for row in gaps.dropna().index for value in (row, row, None)],
        "line": {"color": colours.connector, "width": 2},
        "hoverinfo": "skip",
    }
    reach = max(float(gaps.abs().max()), sem) + 6
    line, label = user_line(0, "matched average", colours)
    return draw(
        [stems, *traces],
        len(rows),
        top=58,
        xaxis=value_axis(colours, range=[-reach, reach], dtick=10),
        yaxis=row_axis(list(rows["label"]), colours, list(rows["specialty"] == "all_specialties_combined")),
        shapes=[band(-sem, sem, colours), line],
        annotations=[*_missing_words(rows, 1, colours), label],
    )
