"""The native charts of a slide out of the one description: which form, which axes, and where labels stand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final

from analysis.charts.description import Axis as Measured
from analysis.charts.description import Cells, Chart, Remark, Row, known
from analysis.charts.description import Series as Described
from analysis.charts.labels import Place, Plot, place_labels
from analysis.charts.styles import style_of
from analysis.export.slides.specs import BARS_MOST, DOTS_MOST, Axis, ChartSpec, Form, Label, Series
from analysis.export.slides.text import width_of
from analysis.shortlist.pareto import front_corners

Specs = Iterator[ChartSpec]
Remarks = tuple[tuple[str, str], ...]
# More letters than this do not fit one line beside a bar.
LABEL_MOST: Final = 28
PERCENT: Final = '0"%"'
PERCENT_1: Final = '0.0"%"'
GAP_FORMAT: Final = "+0;\N{MINUS SIGN}0;0"
# Room above and below the outermost score for its printed value, and the step of its axis, points.
SCORE_ROOM: Final = 4
SCORE_STEP: Final = 10
# Room at both ends of bars for the printed gap, points.
GAP_ROOM: Final = 3
# What the words at the end of bars and on top of columns take, as a multiple of the longest.
ROOM_FOR_COUNTS: Final = 1.7
ROOM_ON_TOP: Final = 1.3
# Room for labels under a mark at zero and over the highest share, as shares of the largest.
BELOW_ZERO: Final = 0.14
ABOVE_ALL: Final = 1.2
# Lines that end closer than this, as a share of the axis, share the room for their labels.
CLOSE_ENDS: Final = 0.09
# So few lines have room for a label at their beginning too.
FEW_LINES: Final = 2
# A scatter: room above and below the outermost marks for their names, points, and the steps of its axes.
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


def chart_specs(chart: Chart | None) -> list[ChartSpec]:
    """Return the native charts that show what a chart describes; none where it holds no number to draw."""
    return [] if chart is None else [spec for spec in FORMS[chart.form](chart) if spec.has_numbers]


def _format(chart: Chart, suffix: str = "") -> str:
    """Return how printed values are written."""
    return ("0.0" if chart.decimals else "0") + suffix


def _long_name(row: Row) -> str:
    """Return the name of a row, shortened only where it would take two lines beside a bar."""
    return row.label if len(row.label) <= LABEL_MOST else row.name


def _said(remarks: Sequence[Remark], names: dict[int, str]) -> Remarks:
    """Return what is said of some rows, with their names."""
    return tuple((names[one.row], one.words) for one in remarks if one.words and one.row in names)


def _picked(cells: Cells, rows: Sequence[int]) -> Cells:
    """Return the cells of some rows."""
    return tuple(cells[row] for row in rows)


def _crossing(chart: Chart, rows: Sequence[int]) -> Iterator[Series]:
    """Yield the person's line and others over those rows that they cross; pieces of one line are one series."""
    cells: dict[tuple[str, str], dict[int, float]] = {}
    for line in chart.lines:
        first, last = line.rows or (rows[0], rows[-1])
        own = cells.setdefault((line.meaning, line.style), {})
        own |= {row: line.at for row in rows if first <= row <= last}
    for (name, style), at in cells.items():
        if name and at:
            yield Series(name, tuple(at.get(row) for row in rows), style)


def labels_in_columns(columns: Sequence[Cells]) -> list[tuple[Label | None, ...]]:
    """Return a label for every mark of dots that stand above each other, so that none covers another.

    Args:
        columns: the values of each series; where several have one value, the first of them is labelled.

    Returns:
        Labels per series: the highest of a row above its mark, the lowest below, the rest beside.
    """
    labels: list[list[Label | None]] = [[] for _ in columns]
    for row in zip(*columns, strict=True):
        there = known(row)
        for place, value in enumerate(row):
            label = None
            if value is not None and value not in row[:place]:
                label = Label("t" if value == max(there) else "b" if value == min(there) else "r")
            labels[place].append(label)
    return [tuple(of_series) for of_series in labels]


def _with_joins(chart: Chart, series: list[Series], rows: Sequence[int]) -> list[Series]:
    """Return series with the lines between their marks, each drawn up from the mark at its low end."""
    joined = list(series)
    for span in chart.spans:
        style, left = style_of(span.style), set(range(len(rows)))
        for at, one in enumerate(joined):
            lengths: list[float | None] = [None] * len(rows)
            for place in sorted(left):
                low, high = span.lows[rows[place]], span.highs[rows[place]]
                if low is not None and high is not None and high > low and one.cells[place] == low:
                    lengths[place] = high - low
                    left.discard(place)
            if any(lengths):
                joined[at] = replace(
                    one,
                    join=tuple(lengths),
                    join_dash=style.dash,
                    join_width=style.slide_line or one.join_width,
                )
    return joined


def _dots_axis(chart: Chart, cells: Sequence[Cells]) -> Axis:
    """Return the axis of dots, the same on all slides of a chart; it need not start at zero."""
    values = known(*cells)
    kind = chart.axis.kind
    if not values:
        return Axis()
    low, high = min(values), max(values)
    if kind == "items":
        return Axis(10.0 ** floor(log10(low)), 10.0 ** (floor(log10(high)) + 1), is_log=True)
    if kind == "ranks":
        # Programs disagree on what is above a mark where an axis is upside down, so this one is not.
        return Axis(-1, ceil(high) + 2, is_shown=False, is_crossed_low=True)
    if kind == "shares":
        # A little below zero, so that the label under a mark at zero has room.
        top = ABOVE_ALL * (high or 1)
        return Axis(-BELOW_ZERO * top, top, number_format=PERCENT, is_shown=False)
    return Axis(
        floor((low - SCORE_ROOM) / SCORE_STEP) * SCORE_STEP,
        ceil((high + SCORE_ROOM) / SCORE_STEP) * SCORE_STEP,
        SCORE_STEP,
    )


def _dots(chart: Chart) -> Specs:
    """Yield marks above each other, row by row; where rows have headings, one chart for each of them."""
    rows = [at for at, row in enumerate(chart.rows) if not row.is_heading]
    headed = len(rows) < len(chart.rows)
    parts = [rows]
    if headed:
        sections = dict.fromkeys(row.section for row in chart.rows)
        parts = [[at for at in rows if chart.rows[at].section == section] for section in sections]
    drawn = [one for one in chart.series if known(one.values)]
    lines = [line.at for line in chart.lines]
    axis = _dots_axis(chart, [*(one.values for one in drawn), tuple(lines)])
    for part in parts:
        names = {
            at: f"{row.name}, {row.section}" if headed else row.name
            for at, row in enumerate(chart.rows)
            if at in part
        }
        cells = [_picked(one.values, part) for one in drawn]
        # What is drawn last lies on top, and is labelled first.
        labels = reversed(labels_in_columns(cells[::-1]))
        series = [
            Series(
                one.name,
                values,
                one.style,
                labels=of_series,
                hollow=tuple(one.hollow[at] for at in part) if one.hollow else (),
            )
            for one, values, of_series in zip(drawn, cells, labels, strict=True)
        ]
        yield ChartSpec(
            "dots",
            tuple(names.values()),
            (*_crossing(chart, part), *_with_joins(chart, series, part)),
            axis,
            label_format="General" if chart.axis.kind == "ranks" else _format(chart),
            remarks=_said(chart.remarks, names),
            asides=chart.asides,
            rows_most=DOTS_MOST,
        )


def _bars(
    chart: Chart, form: Form, series: Sequence[Series], axis: Axis, label_format: str, most: int = BARS_MOST
) -> ChartSpec:
    """Return bars with the long names of all rows."""
    names = {at: _long_name(row) for at, row in enumerate(chart.rows)}
    return ChartSpec(
        form,
        tuple(names.values()),
        tuple(series),
        axis,
        label_format=label_format,
        remarks=_said(chart.remarks, names),
        rows_most=most,
    )


def _gaps(chart: Chart) -> Specs:
    """Yield gaps as bars from zero, one series per standing."""
    drawn = [one for one in chart.series if known(one.values)]
    reach = max(map(abs, known(*(one.values for one in drawn))), default=0) + GAP_ROOM
    ends = (Label("outEnd"),) * len(chart.rows)
    series = [Series(one.name, one.values, one.style, labels=ends) for one in drawn]
    yield _bars(chart, "bars", series, Axis(-reach, reach, is_shown=False), GAP_FORMAT)


def _stacked(chart: Chart) -> Specs:
    """Yield bars after each other, with words at the end."""

    def end(one: Described, at: int) -> Label | None:
        lead = one.leads[at] if one.leads else ""
        # Starts where the stack ends and is not filled: it only carries the words there.
        return Label("inBase", f"{lead}   {one.texts[at]}") if lead else None

    series = [
        Series(
            one.name,
            one.values,
            one.style,
            labels=tuple(end(one, at) for at in range(len(one.values))) if one.leads else (),
        )
        for one in chart.series
    ]
    largest = max(known(*(one.values for one in chart.series)), default=0)
    axis = Axis(0, ROOM_FOR_COUNTS * max(largest, 1), is_shown=False, number_format=PERCENT)
    yield _bars(chart, "stacked_bars", series, axis, PERCENT_1)


def _columns(chart: Chart) -> Specs:
    """Yield a column per year, the first one on the left."""
    (one,) = chart.series
    labels = tuple(
        Label("outEnd", f"{lead}\n{tail}") if lead else None
        for lead, tail in zip(one.leads, one.tails, strict=True)
    )
    largest = max(known(one.values), default=0)
    last = len(chart.rows) - 1
    turned = replace(
        chart,
        rows=chart.rows[::-1],
        remarks=tuple(replace(remark, row=last - remark.row) for remark in chart.remarks[::-1]),
    )
    series = Series(one.name, one.values[::-1], one.style, labels=labels[::-1])
    axis = Axis(0, ROOM_ON_TOP * max(largest, 1), is_shown=False)
    yield _bars(turned, "columns", [series], axis, "#,##0", 0)


def ends_apart(lasts: Sequence[float], least: float) -> list[str]:
    """Return where the label at the end of each line goes, so that close ends do not cover each other.

    Args:
        lasts: the last value of every line.
        least: of two ends closer than this, the upper one has its label above, the other one beside.
    """
    places = ["r"] * len(lasts)
    for low, high in pairwise(sorted(range(len(lasts)), key=lasts.__getitem__)):
        if lasts[high] - lasts[low] < least:
            places[high] = "t"
    return places


def _lines(chart: Chart) -> Specs:
    """Yield lines over the years from zero percent, or a small chart for each panel, all on one scale."""
    if not chart.panels:
        yield _line_chart(chart, Axis(0, 100, 20, PERCENT), 100 * CLOSE_ENDS, _format(chart, '"%"'))
        return
    highest = max(known(*(one.values for panel in chart.panels for one in panel.series)), default=0)
    top = min(ceil(1.05 * max(highest, 5) / 10) * 10, 100)
    for panel in chart.panels:
        spec = _line_chart(panel, Axis(0, top, top / 2, PERCENT), 2 * CLOSE_ENDS * top, PERCENT)
        yield replace(spec, title=f"{panel.title}\n{panel.finding}")


def _first_labelled(values: Cells) -> tuple[Label | None, ...]:
    """Return a label above the first value there is."""
    first = next((at for at, value in enumerate(values) if value is not None), None)
    return tuple(Label("t") if at == first else None for at, _ in enumerate(values))


def _line_chart(chart: Chart, axis: Axis, least: float, label_format: str) -> ChartSpec:
    """Return lines over the years; no line crosses a break, so that each span before one is a series."""
    ended = [one for one in chart.series if one.end and known(one.values)]
    places = dict(
        zip(
            (one.name for one in ended),
            ends_apart([known(one.values)[-1] for one in ended], least),
            strict=True,
        )
    )
    years = [int(year or 0) for year in chart.xs]
    bounds = [years[0], *(ceil(year) for year in sorted(chart.breaks)), years[-1] + 1]
    before: list[Series] = []
    for start, stop in pairwise(bounds[:-1]):
        for one in chart.series:
            cells = tuple(
                value if start <= year < stop else None for year, value in zip(years, one.values, strict=True)
            )
            there = [year for year, value in zip(years, cells, strict=True) if value is not None]
            if there:
                when = f"{there[0]}" if len(there) == 1 else f"{there[0]} to {there[-1]}"
                before.append(Series(f"{one.name}, {when}", cells, one.style))
    last = [
        Series(
            one.name,
            tuple(
                None if year < bounds[-2] else value for year, value in zip(years, one.values, strict=True)
            ),
            one.style,
            hollow=one.hollow,
            labels=_first_labelled(one.values) if len(chart.series) <= FEW_LINES and not chart.title else (),
            last_label=Label(places.get(one.name, "t")),
        )
        for one in chart.series
    ]
    return ChartSpec(
        "lines",
        tuple(str(year) for year in years),
        (*before, *last),
        axis,
        label_format=label_format,
        asides=chart.asides,
    )


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


def _scatter(chart: Chart) -> Specs:
    """Yield a scatter with the names of its marks.

    More names than fit one chart are spread over several, the largest shares first. Each has an axis of its
    own for the shares, so that the many small ones have room too.
    """
    heights = {at: y for one in chart.series for at, y in enumerate(one.values) if y is not None}
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
                    (*_picked(one.values, rows), *no_more),
                    one.style,
                    labels=(*labels, *no_more),
                    hollow=tuple(one.hollow[at] for at in rows) if one.hollow else (),
                )
                for one in chart.series
                if known(_picked(one.values, rows))
            ),
        ),
        axis,
        xs=(*xs, *(x for x, _ in corners)),
        x_axis=x_axis,
        label_format=axis.number_format,
        remarks=_said(chart.remarks, names | lacking),
    )


FORMS: Final[dict[str, Callable[[Chart], Specs]]] = {
    "rows": _dots,
    "gaps": _gaps,
    "bars": _stacked,
    "years": _columns,
    "lines": _lines,
    "scatter": _scatter,
}
