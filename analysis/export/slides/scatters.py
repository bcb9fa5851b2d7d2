"""The scatters of a slide: their axes, the names of their marks, and the lines across them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor
from typing import Final

from analysis.charts.description import Axis as Measured
from analysis.charts.description import Chart, known
from analysis.charts.labels import Place, Plot, place_labels
from analysis.export.slides.specs import GAP_FORMAT, PERCENT, Axis, ChartSpec, Label, Series, picked, said
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
    """Return a label for the marks of a scatter, where it covers least.

    Args:
        xs: places of the marks, as shares of the width of the plot.
        ys: the same of its height, from the bottom.
        names: texts of the labels; None for an empty one.
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
    count = ceil(len(order) / NAMES_MOST) if all(chart.rows[at].is_named for at in order) else 1
    short, longer = divmod(len(order), count)
    ends = [short * place + min(place, longer) for place in range(count + 1)]
    for start, stop in reversed(list(pairwise(ends))):
        spec = _scatter_part(chart, order[start:stop], heights, axis)
        if count > 1:
            low, high = xs[order[start]], xs[order[stop - 1]]
            spec = replace(spec, asides=(f"On this slide: shares from {low:.1f}% to {high:.1f}%.",))
        yield spec


def _along(value: float, axis: Axis) -> float:
    """Return how far up or across the plot a value lies, as a share of its size."""
    low, high = axis.low or 0, axis.high or 0
    return ((high - value) if axis.is_reversed else (value - low)) / (high - low)


def _scatter_part(chart: Chart, rows: Sequence[int], heights: dict[int, float], axis: Axis) -> ChartSpec:
    """Return the scatter of some marks, after the lines across it, whose corners are rows of their own."""
    xs = [chart.xs[at] or 0.0 for at in rows]
    x_axis = _shares(xs, chart.x_axis)
    names = {at: chart.rows[at].name for at in rows}
    labels = scatter_labels(
        [_along(x, x_axis) for x in xs],
        [_along(heights[at], axis) for at in rows],
        [name if chart.rows[at].is_named else "" for at, name in names.items()],
        is_reversed=axis.is_reversed,
    )
    left, right = x_axis.low or 0.0, x_axis.high or 0.0
    lines = [
        (line.meaning, line.style, [(left, line.at), (right, line.at)])
        for line in chart.lines
        if line.meaning
    ]
    if chart.front:
        bottom = (axis.high if axis.is_reversed else axis.low) or 0.0
        lines.insert(0, (chart.front_name, "front", front_corners(chart.front, left, bottom)))
    corners = [corner for _, _, of_line in lines for corner in of_line]
    no_more = (None,) * len(corners)
    drawn, before = [], len(rows)
    for name, style, of_line in lines:
        cells: list[float | None] = [None] * (len(rows) + len(corners))
        cells[before : before + len(of_line)] = [y for _, y in of_line]
        drawn.append(Series(name, tuple(cells), style))
        before += len(of_line)
    lacking = {
        remark.row: chart.rows[remark.row].name for remark in chart.remarks if remark.row not in heights
    }
    return ChartSpec(
        "scatter",
        (*names.values(), *(name for name, _, of_line in lines for _ in of_line)),
        (
            *drawn,
            *(
                Series(
                    one.name,
                    (*picked(one.cells, rows), *no_more),
                    one.style,
                    labels=(*labels, *no_more),
                    hollow=tuple(one.hollow[at] for at in rows) if one.hollow else (),
                )
                for one in chart.series
                if known(picked(one.cells, rows))
            ),
        ),
        axis,
        xs=(*xs, *(x for x, _ in corners)),
        x_axis=x_axis,
        label_format=axis.number_format,
        remarks=said(chart.remarks, names | lacking),
    )
