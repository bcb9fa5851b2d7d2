"""The scatters of a slide: their axes, the names of their marks, and the lines across them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor
from typing import Final

from analysis.charts.description import Axis as Measured
from analysis.charts.description import Chart, known, only
from analysis.charts.labels import Place, Plot, place_labels
from analysis.export.slides.specs import GAP_FORMAT, PERCENT, Axis, ChartSpec, Label, Series, even_parts, said
from analysis.export.slides.text import width_of
from analysis.shortlist.pareto import front_corners

# Room above and below the outermost marks for their names, points, and the steps of its axes.
ROOM: Final = 2
STEP: Final = 5
STEPS: Final = (1, 2, 5, 10, 20)
TICKS_MOST: Final = 8
# The axis of shares reaches at least this far, percent, and a little further than the largest share.
SHARE_LEAST: Final = 4.0
SHARE_ROOM: Final = 0.04
# It starts at zero unless the smallest share is larger than this part of the largest.
LARGE: Final = 0.5
# More names than this on one scatter cover each other.
NAMES_MOST: Final = 12
# About how large its plot is, and its labels, in inches and points.
PLOT_SIZE: Final = (11.3, 2.6)
LABEL_SIZE: Final = 12
_SHIFTS: Final = (0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4, 0.5, -0.5)
_BESIDE: Final = tuple((side, shift, 0.0) for shift in _SHIFTS for side in ("right", "left"))
_NEAREST: Final = (("right", 0.0, 0.0), ("left", 0.0, 0.0))
# Beside a mark, a label may also move up or down a little. Programs disagree on what is above a mark where
# an axis is upside down.
SCATTER_PLACES: Final[dict[bool, tuple[Place, ...]]] = {
    False: (*_NEAREST, ("above", 0.0, 0.0), ("below", 0.0, 0.0), *_BESIDE),
    True: (*_NEAREST, *_BESIDE),
}
# Positions of DrawingML.
POSITIONS: Final = {"right": "r", "left": "l", "above": "t", "below": "b"}


def _heights(values: Sequence[float], measured: Measured) -> Axis:
    """Return the axis of the measure drawn upwards; lower averages lie higher up, like larger gaps."""
    is_gap = measured.kind == "gaps"
    there = [*values, *([0.0] if is_gap else [])]
    return Axis(
        floor((min(there) - ROOM) / STEP) * STEP,
        ceil((max(there) + ROOM) / STEP) * STEP,
        STEP,
        GAP_FORMAT if is_gap else "0",
        is_reversed=measured.is_reversed,
        title=measured.title,
    )


def _shares(values: Sequence[float], measured: Measured) -> Axis:
    """Return the axis of shares: from zero, unless all of them are large."""
    widest = max(SHARE_LEAST, *values)
    start = min(values) - SHARE_ROOM * widest if min(values) > LARGE * widest else 0
    step = next(step for step in STEPS if (1 + SHARE_ROOM) * widest - start <= TICKS_MOST * step)
    return Axis(
        floor(start / step) * step,
        ceil((1 + SHARE_ROOM) * widest / step) * step,
        step,
        PERCENT,
        title=measured.title,
    )


def scatter_labels(
    xs: Sequence[float], ys: Sequence[float], names: Sequence[str], *, is_reversed: bool = False
) -> tuple[Label | None, ...]:
    """Return a label for the marks of a scatter, where it covers least; none for an empty name.

    Args:
        xs: places of the marks, as shares of the width of the plot.
        ys: the same of its height, from the bottom.
        names: texts of the labels.
        is_reversed: whether the axis is upside down, so that labels stand only beside their marks.
    """
    width, height = PLOT_SIZE
    plot = Plot(
        width,
        places=SCATTER_PLACES[is_reversed],
        mark=0.1,
        reach=0.1,
        letters=0.19,
        crowded=0.57,
        height=height,
        long=lambda name: width_of(name, LABEL_SIZE),
    )
    marks = [(width * x, height * (1 - y)) for x, y in zip(xs, ys, strict=True)]
    places = place_labels(marks, names, plot)
    return tuple(
        Label(POSITIONS[side], name, shift / height) if name else None
        for name, (side, shift, _) in zip(names, places, strict=True)
    )


def scatter_specs(chart: Chart) -> Iterator[ChartSpec]:
    """Yield a scatter with the names of its marks.

    More names than fit one chart are spread over several, the largest shares first. Each has an axis of its
    own for the shares, so that the many small ones have room too.
    """
    heights = {at: y for one in chart.series for at, y in enumerate(one.cells) if y is not None}
    xs = {at: x for at, x in enumerate(chart.xs) if x is not None}
    order = sorted(heights, key=lambda at: (xs[at], heights[at]))
    if not order:
        return
    axis = _heights(list(heights.values()), chart.axis)
    # Where only some have a name, the others show where they lie among all.
    all_named = all(chart.rows[at].is_named for at in order)
    parts = [order[part] for part in even_parts(len(order), NAMES_MOST if all_named else len(order))]
    for rows in reversed(parts):
        spec = _scatter_part(chart, rows, heights, axis)
        if len(parts) > 1:
            low, high = xs[rows[0]], xs[rows[-1]]
            spec = replace(spec, asides=(f"On this slide: shares from {low:.1f}% to {high:.1f}%.",))
        yield spec


def _along(value: float, axis: Axis) -> float:
    """Return how far up or across the plot a value lies, as a share of its size."""
    return ((axis.high - value) if axis.is_reversed else (value - axis.low)) / (axis.high - axis.low)


def _scatter_part(chart: Chart, rows: Sequence[int], heights: dict[int, float], axis: Axis) -> ChartSpec:
    """Return the scatter of some marks, after the lines across it, whose corners are rows of their own."""
    part = only(chart, rows)
    xs = [x or 0.0 for x in part.xs]
    x_axis = _shares(xs, chart.x_axis)
    names = {at: chart.rows[at].name for at in rows}
    labels = scatter_labels(
        [_along(x, x_axis) for x in xs],
        [_along(heights[at], axis) for at in rows],
        [row.name if row.is_named else "" for row in part.rows],
        is_reversed=axis.is_reversed,
    )
    lines = [
        (line.meaning, line.style, [(x_axis.low, line.at), (x_axis.high, line.at)])
        for line in chart.lines
        if line.meaning
    ]
    if chart.front:
        corners = front_corners(chart.front, x_axis.low, axis.high if axis.is_reversed else axis.low)
        lines.insert(0, (chart.front_name, "front", corners))
    beyond = [(name, corner) for name, _, of_line in lines for corner in of_line]
    drawn, no_more, before = [], (None,) * len(beyond), len(rows)
    for name, style, of_line in lines:
        after = len(rows) + len(beyond) - before - len(of_line)
        cells = (*(None,) * before, *(y for _, y in of_line), *(None,) * after)
        drawn.append(Series(name, cells, style))
        before += len(of_line)
    drawn += [
        Series(one.name, (*one.cells, *no_more), one.style, (*labels, *no_more), one.hollow)
        for one in part.series
        if known(one.cells)
    ]
    lacking = {one.row: chart.rows[one.row].name for one in chart.remarks if one.row not in heights}
    return ChartSpec(
        "scatter",
        (*names.values(), *(name for name, _ in beyond)),
        tuple(drawn),
        axis,
        xs=(*xs, *(x for _, (x, _) in beyond)),
        x_axis=x_axis,
        label_format=axis.number_format,
        remarks=said(chart.remarks, names | lacking),
    )
