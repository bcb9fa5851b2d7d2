"""Charts of slides that lay two measures against each other, every mark with its name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor
from typing import Final

import numpy as np
import pandas as pd

from analysis.export.slides.marks import names_of, scatter_labels
from analysis.export.slides.specs import STANDING_NAMES, Axis, ChartSpec, Series, numbers
from analysis.shortlist.map_words import STEP_LINE
from analysis.shortlist.pareto import front_corners
from analysis.story import Story
from analysis.wording import FLAG_BY_SLUG, NO_VERDICT, NONE_FILLED, NOT_LISTED, shown_standing

Specs = Iterator[ChartSpec]
# A series of a scatter: name, look, and which rows are in it.
Members = tuple[str, str, pd.Series]

# A line across a scatter: name, look and corners, x and y.
Line = tuple[str, str, list[tuple[float, float]]]

STEP: Final = 5
GAP_FORMAT: Final = "+0;\N{MINUS SIGN}0;0"
# Room above and below the outermost marks for their names, points.
ROOM: Final = 2
# The axis of shares reaches at least this far, percent, and a little further than the largest share.
SHARE_LEAST: Final = 4.0
SHARE_ROOM: Final = 0.04
# It starts at zero unless the smallest share is larger than this part of the largest.
LARGE: Final = 0.5
STEPS: Final = (1, 2, 5, 10, 20)
TICKS_MOST: Final = 8
# More names than this on one scatter cover each other.
NAMES_MOST: Final = 12


def _drawn(story: Story, height: str) -> pd.DataFrame:
    """Return the rows that have both measures, smallest share first."""
    return story.data.dropna(subset=[height, "share_pct"]).sort_values(["share_pct", height], kind="stable")


def _heights(values: Sequence[float], *, is_gap: bool) -> Axis:
    """Return the axis of the measure drawn upwards; lower averages lie higher up, like larger gaps."""
    known = [*values, *([0.0] if is_gap else [])]
    return Axis(
        floor((min(known) - ROOM) / STEP) * STEP,
        ceil((max(known) + ROOM) / STEP) * STEP,
        STEP,
        GAP_FORMAT if is_gap else "0",
        is_reversed=not is_gap,
        title="points from the matched average" if is_gap else "matched average, points",
    )


def _shares(values: Sequence[float]) -> Axis:
    """Return the axis of shares: from zero, unless all of them are large."""
    widest = max(SHARE_LEAST, *values)
    start = min(values) - SHARE_ROOM * widest if min(values) > LARGE * widest else 0
    step = next(step for step in STEPS if (1 + SHARE_ROOM) * widest - start <= TICKS_MOST * step)
    return Axis(
        floor(start / step) * step,
        ceil((1 + SHARE_ROOM) * widest / step) * step,
        step,
        '0"%"',
        title="share of the positions filled",
    )


def _chart(
    rows: pd.DataFrame, height: str, axis: Axis, named: Sequence[bool], members: list[Members]
) -> ChartSpec:
    """Return the scatter of some rows.

    Args:
        rows: some rows of `_drawn`.
        height: the measure drawn upwards.
        axis: its axis.
        named: which marks carry their name.
        members: the series.
    """
    names, xs, ys = names_of(rows), numbers(rows["share_pct"]), numbers(rows[height])
    x_axis = _shares(list(rows["share_pct"]))
    labels = scatter_labels(
        _along(list(rows["share_pct"]), x_axis),
        _along(list(rows[height]), axis),
        [name if is_named else "" for name, is_named in zip(names, named, strict=True)],
        # Programs disagree on what is above a mark where an axis is upside down.
        "rl" if axis.is_reversed else "rltb",
    )
    few = tuple("few_matched" in flags.split() for flags in rows["flags"])
    return ChartSpec(
        "scatter",
        names,
        tuple(
            Series(
                name,
                tuple(y if is_in else None for y, is_in in zip(ys, included, strict=True)),
                style,
                labels=labels,
                hollow=few,
            )
            for name, style, included in members
            if included.any()
        ),
        axis,
        xs=xs,
        x_axis=x_axis,
        label_format=axis.number_format,
        remarks=tuple(
            (name, f"hollow, {FLAG_BY_SLUG['few_matched'].label}")
            for name, is_few in zip(names, few, strict=True)
            if is_few
        ),
    )


def _along(values: Sequence[float], axis: Axis) -> list[float]:
    """Return how far up or across the plot each value lies, as a share of its size."""
    low, high = axis.low or 0, axis.high or 0
    return [((high - value) if axis.is_reversed else (value - low)) / (high - low) for value in values]


def _no_share(story: Story, height: str) -> tuple[tuple[str, str], ...]:
    """Return the rows that lack only a share; the story itself names those without an average."""
    lacking = story.data.loc[story.data["share_pct"].isna() & story.data[height].notna()]
    return tuple(
        (name, NONE_FILLED if filled == 0 else NOT_LISTED)
        for name, filled in zip(names_of(lacking), lacking["filled_count"], strict=True)
    )


def gap_and_share(story: Story) -> Specs:
    """Yield the gap to the matched average against the group's share, one series per standing.

    More names than fit one chart are spread over several, the largest shares first. Each has an axis of its
    own for the shares, so that the many small ones have room too.
    """
    every = _drawn(story, "gap_to_matched")
    parts = np.array_split(np.arange(len(every)), max(ceil(len(every) / NAMES_MOST), 1))
    for picked in reversed(parts):
        rows = every.iloc[picked]
        if rows.empty:
            return
        pairs = zip(rows["standing"], rows["flags"], strict=True)
        shown = pd.Series(
            [shown_standing(standing, flags.split()).slug for standing, flags in pairs], index=rows.index
        )
        chart = _chart(
            rows,
            "gap_to_matched",
            _heights(list(every["gap_to_matched"]), is_gap=True),
            [True] * len(rows),
            [(name, slug, shown == slug) for slug, name in STANDING_NAMES.items()],
        )
        verdicts = zip(chart.categories, shown, strict=True)
        span = f"On this slide: shares from {rows['share_pct'].min():.1f}% to {rows['share_pct'].max():.1f}%."
        yield replace(
            _with_lines(chart, _bridged(rows, chart)),
            remarks=(
                *((name, NO_VERDICT.short) for name, slug in verdicts if slug == NO_VERDICT.slug),
                *chart.remarks,
                *_no_share(story, "gap_to_matched"),
            ),
            asides=(span,) if len(parts) > 1 else (),
        )


def shortlist_map(story: Story) -> Specs:
    """Yield a shortlist among all specialties; without a score the average stands for the gap."""
    height = "gap_to_matched" if story.data["gap_to_matched"].notna().any() else "matched_mean"
    rows = _drawn(story, height)
    if rows.empty:
        return
    ours, ahead = rows["is_shortlisted"].astype("bool"), rows["is_non_dominated"].astype("bool")
    chart = _chart(
        rows,
        height,
        _heights(list(rows[height]), is_gap=height == "gap_to_matched"),
        list(ours | ahead),
        [
            ("other specialties", "other", ~ours),
            ("on the shortlist", "shortlisted", ours),
        ],
    )
    lines = (_front(rows.loc[ahead], height, chart), *_bridged(rows, chart))
    yield replace(_with_lines(chart, lines), remarks=(*chart.remarks, *_no_share(story, height)))


def _with_lines(chart: ChartSpec, lines: Sequence[Line]) -> ChartSpec:
    """Return a scatter with lines across it, whose corners are rows after those of the marks."""
    marks = len(chart.categories)
    corners = [corner for _, _, of_line in lines for corner in of_line]
    drawn, before = [], marks
    for name, style, of_line in lines:
        cells: list[float | None] = [None] * (marks + len(corners))
        cells[before : before + len(of_line)] = [y for _, y in of_line]
        drawn.append(Series(name, tuple(cells), style))
        before += len(of_line)
    no_more = (None,) * len(corners)
    return replace(
        chart,
        categories=(*chart.categories, *(name for name, _, of_line in lines for _ in of_line)),
        xs=(*chart.xs, *(x for x, _ in corners)),
        series=(
            *drawn,
            *(
                replace(one, cells=(*one.cells, *no_more), labels=(*one.labels, *no_more))
                for one in chart.series
            ),
        ),
    )


def _front(ahead: pd.DataFrame, height: str, chart: ChartSpec) -> Line:
    """Return the step line through those that no other specialty reaches in both numbers."""
    left, low, high = chart.x_axis.low or 0.0, chart.axis.low or 0.0, chart.axis.high or 0.0
    marks = zip(ahead["share_pct"].astype(float), ahead[height].astype(float), strict=True)
    corners = front_corners([*marks], left, high if chart.axis.is_reversed else low)
    return STEP_LINE, "front", [(float(x), float(y)) for x, y in corners]


def _bridged(rows: pd.DataFrame, chart: ChartSpec) -> tuple[Line, ...]:
    """Return the dashed line that the gaps of a bridged score start from, where there is an era bridge."""
    if "bridged_gap" not in rows:
        return ()
    shifts = (rows["bridged_gap"] - rows["gap_to_matched"]).dropna()
    if shifts.empty:
        return ()
    start = -float(shifts.iloc[0])
    ends = [(float(x or 0), start) for x in (chart.x_axis.low, chart.x_axis.high)]
    return (("matched average seen from the bridged score", "bridged_line", ends),)
