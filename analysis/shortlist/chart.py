"""A shortlist: its averages one below the other, and where it lies among all specialties."""

from collections.abc import Sequence
from itertools import pairwise
from math import isnan, nan
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.columns import count_column, count_heading
from analysis.charts.scatter_axes import around_zero, bridge_label, height_axis, height_title, share_axis
from analysis.charts.theme import VALUE_SIZE, band, draw, halo, row_axis, with_halo
from analysis.era.compute import BRIDGED_EXAM, Bridge
from analysis.gap_and_share.chart import frame_of, label_traces, outside
from analysis.palette import Palette, palette
from analysis.shortlist.compute import average_is_near
from analysis.shortlist.pareto import front_corners
from analysis.standing.chart import axis_with_counts, dumbbell_traces, missing_words
from analysis.wording import EXAM_LABELS, NOT_SEPARATING, SHORT_LABELS

# From the middle of a row, how far what belongs to an exam reaches above its first and below its last row.
HALF_ROW: Final = 0.45
# Names of two lines need more than the usual height of a row, or they run together.
TALLER: Final = 1.2
# A printed value must not touch the name of its row on a phone.
ROOM_ON_THE_LEFT: Final = 4
SMALL: Final = 8
LARGE: Final = 14
RING: Final = 18
SMALL_PRINT: Final = 11
LONG_LINE: Final = 0.1
# Steps between ticks; a score of 1 or 300 stretches an axis to several times its usual length.
STEPS: Final = (5, 10, 20, 50, 100)
TICKS_ACROSS: Final = 5
TICKS_UP: Final = 14

Rows = Sequence[dict[Any, Any]]


def _fewer(ticks: Sequence[int]) -> list[int]:
    """Return the ticks that fit beside each other on a phone, at round numbers."""
    kept = ([tick for tick in ticks if tick % step == 0] for step in STEPS)
    return next(some for some in kept if len(some) <= TICKS_ACROSS)


def _step_up(length: float) -> int:
    """Return the step between the ticks of an axis of points that is as long as the scatter is high."""
    return next(step for step in STEPS if length <= TICKS_UP * step)


def _with_headings(rows: Rows) -> Rows:
    """Return the rows with one that holds only a heading before each exam."""
    empty = {
        "matched_mean": nan,
        "unmatched_mean": nan,
        "separation": nan,
        "matched_count": nan,
        "missing_status": "heading",
    }
    laid_out: list[dict[Any, Any]] = []
    for row in rows:
        if not laid_out or laid_out[-1]["exam"] != row["exam"]:
            laid_out.append({**empty, "exam": row["exam"], "label": EXAM_LABELS[row["exam"]]})
        status = "garbled" if "source_garbled" in row["flags"] else "not_reported"
        laid_out.append({**row, "missing_status": status})
    return laid_out


def _own_score(
    score: float, first: int, last: int, sem: float, colours: Palette
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return band and line of a score over the rows of its exam, and its label in the row of the heading."""
    over = {"yref": "y", "y0": first - HALF_ROW, "y1": last + HALF_ROW}
    line = {
        "type": "line",
        "x0": score,
        "x1": score,
        "line": {"color": colours.user, "width": 2},
        "layer": "below",
        **over,
    }
    label = {
        "x": score,
        "y": first - HALF_ROW,
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"<b>You {score:.0f}</b>",
        "font": {"size": VALUE_SIZE, "color": colours.user},
    }
    return [band(score - sem, score + sem, colours, **over), line], label


def _at(x: float) -> dict[str, float]:
    """Return the place of an upright line."""
    return {"x0": x, "x1": x}


def side_by_side(
    average_rows: pd.DataFrame, sem: float, *, dark: bool = False, bridge: Bridge | None = None
) -> go.Figure:
    """Draw the averages of a few specialties, exam by exam, with the person's line and band on each exam.

    Args:
        average_rows: the result of `analysis.shortlist.compute.average_rows`, with at least one average.
        sem: half width of the band around a score, points.
        dark: whether the page is dark.
        bridge: the era bridge, a dashed line over the rows of its exam; none where it is None.
    """
    colours, rows = palette(dark), _with_headings(average_rows.to_dict("records"))
    values = [
        row[mean] for row in rows for mean in ("matched_mean", "unmatched_mean") if not isnan(row[mean])
    ]
    shapes: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    for exam in dict.fromkeys(row["exam"] for row in rows):
        heading, *places = [place for place, row in enumerate(rows) if row["exam"] == exam]
        score = rows[places[0]]["score"]
        if isnan(score):
            continue
        values += [score - sem, score + sem]
        own, label = _own_score(score, heading + 1, places[-1], sem, colours)
        shapes, labels = [*shapes, *own], [*labels, label]
        if bridge and exam == BRIDGED_EXAM:
            values.append(bridge.bridged)
            left = bridge.shift < 0
            label["xanchor"] = "left" if left else "right"
            shapes.append({**own[-1], **_at(bridge.bridged), "line": {**own[-1]["line"], "dash": "dash"}})
            labels.append(
                {
                    **label,
                    "x": bridge.bridged,
                    "xanchor": "right" if left else "left",
                    "text": f"<b>{bridge.label}</b>",
                }
            )
    low, high = min(values), max(values)
    axis, end = axis_with_counts(low - ROOM_ON_THE_LEFT, high, colours)
    axis["tickvals"] = _fewer([tick for tick in axis["tickvals"] if tick > 0])
    counts = count_column([row["matched_count"] for row in rows], end, colours)
    traces = [*dumbbell_traces(rows, colours), *missing_words(rows, low - 4, colours), counts]
    return draw(
        with_halo(traces, colours),
        round(TALLER * len(rows)),
        top=34,
        xaxis=axis,
        yaxis=row_axis(
            [row["label"] for row in rows], colours, [row["missing_status"] == "heading" for row in rows]
        ),
        shapes=shapes,
        annotations=[*labels, count_heading(end, colours)],
    )


def _marks(rows: Rows, size: int, ink: str, height: str, colours: Palette) -> dict[str, Any]:
    """Return marks of one colour: hollow where few matched, a diamond where the averages do not separate."""
    diamonds = [bool(NOT_SEPARATING.intersection(row["flags"])) for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(row["share_pct"], 2) for row in rows],
        "y": [row[height] for row in rows],
        "marker": {
            # A diamond is wider than a circle of its size.
            "size": [0.87 * size if is_diamond else size for is_diamond in diamonds],
            # Plotly fades marks of several sizes unless told otherwise.
            "opacity": 1,
            "symbol": ["diamond" if is_diamond else "circle" for is_diamond in diamonds],
            "color": [colours.page if "few_matched" in row["flags"] else ink for row in rows],
            "line": {"width": 2, "color": ink},
        },
        "text": [row["label"] for row in rows],
        "hovertemplate": "%{text}: %{y}, share %{x:.1f}%<extra></extra>",
        "cliponaxis": False,
    }


def _front_traces(
    rows: Rows, height: str, corners: Sequence[tuple[float, float]], colours: Palette
) -> list[dict[str, Any]]:
    """Return the step line, and the rings around the non-dominated."""
    steps = {
        "type": "scatter",
        "mode": "lines",
        "x": [share for share, _ in corners],
        "y": [at for _, at in corners],
        "line": {"color": colours.muted, "width": 1},
        "hoverinfo": "skip",
        "name": "Step line",
    }
    rings = {
        "type": "scatter",
        "mode": "markers",
        "x": [row["share_pct"] for row in rows],
        "y": [row[height] for row in rows],
        "marker": {
            "size": RING,
            "symbol": "circle-open",
            "color": colours.text,
            "line": {"width": 1.5, "color": colours.text},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
        "name": "Non-dominated",
    }
    return [steps, rings]


def shortlist_map(
    map_rows: pd.DataFrame,
    sem: float,
    *,
    dark: bool = False,
    wide: bool = False,
    bridge: Bridge | None = None,
) -> go.Figure:
    """Draw where a shortlist lies among all specialties: gap, or average, against the group's share.

    Args:
        map_rows: the result of `analysis.shortlist.compute.map_rows`, with at least one row that has an
            average and a share. Without a score the averages are drawn, lower ones higher up.
        sem: half width of the band around zero, points.
        dark: whether the page is dark.
        wide: whether there is the width of a projector.
        bridge: the era bridge, a dashed line that the gaps of the bridged score start from; none where None.
    """
    colours = palette(dark)
    has_gap = bool(map_rows["gap_to_matched"].notna().any())
    height = "gap_to_matched" if has_gap else "matched_mean"
    drawn = map_rows.dropna(subset=[height, "share_pct"]).to_dict("records")
    heights, shares = [row[height] for row in drawn], [row["share_pct"] for row in drawn]
    around = [-sem, sem] if average_is_near(map_rows) else []
    bridge = bridge if around else None
    around += [-bridge.shift] if bridge else []
    top, bottom = min(heights) - 3, max(heights) + 2
    if has_gap:
        top, bottom = max([*around, *heights]) + 3, min([*around, *heights]) - 2
    widest = 1.06 * max([5.0, *shares])
    left = -0.03 * widest
    ahead = [row for row in drawn if row["is_non_dominated"]]
    corners = front_corners([(row["share_pct"], row[height]) for row in ahead], left, bottom)
    # A line that runs along a label strikes it out; a short one, or one across, only passes behind its halo.
    strokes = [pair for pair in pairwise(corners) if pair[1][0] - pair[0][0] > LONG_LINE * widest]
    kept_clear = [
        *((*one, *other) for one, other in strokes),
        *((left, at, widest, at) for at in (0.0, *around[2:]) if around),
        *outside((top, bottom), widest),
    ]
    named = [row["is_shortlisted"] or row["is_non_dominated"] for row in drawn]
    leaders, labels = label_traces(
        shares,
        heights,
        [SHORT_LABELS[row["specialty"]] if keeps else "" for row, keeps in zip(drawn, named, strict=True)],
        span=(top, bottom),
        widest=widest,
        colours=colours,
        lines=kept_clear,
        wide=wide,
        size=[VALUE_SIZE if row["is_shortlisted"] else SMALL_PRINT for row in drawn],
        color=[colours.text if row["is_shortlisted"] else colours.muted for row in drawn],
        weight=[600 if row["is_shortlisted"] else 400 for row in drawn],
        shadow=halo(colours),
    )
    others = [row for row in drawn if not row["is_shortlisted"]]
    ours = [row for row in drawn if row["is_shortlisted"]]
    tall, margin = frame_of(wide)
    what = "points from the matched average" if has_gap else "matched average, points: lower is higher up"
    return draw(
        [
            *_front_traces(ahead, height, corners, colours),
            leaders,
            {**_marks(others, SMALL, colours.muted, height, colours), "name": "Others"},
            {**_marks(ours, LARGE, colours.matched, height, colours), "name": "Shortlist"},
            labels,
        ],
        0,
        height=tall,
        margin=margin,
        xaxis=share_axis(widest, colours),
        yaxis={**height_axis((top, bottom), colours), "dtick": _step_up(abs(top - bottom))},
        shapes=around_zero(sem, colours, bridge) if around else [],
        annotations=[height_title(what, colours), *bridge_label(bridge, colours)],
    )
