"""Marks above each other on a slide: their axis, their labels, the lines and boxes between them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor, log10
from typing import Final

from analysis.charts.description import Cells, Chart, Row, Span, known, only
from analysis.charts.description import Series as Described
from analysis.charts.styles import style_of
from analysis.export.slides.specs import DOTS_MOST, PERCENT, Axis, ChartSpec, Label, Series, said

PERCENT_SIGN: Final = '"%"'
DAY_FORMAT: Final = "d mmm yyyy"
# Room below and above days for their labels, as a share of the time between the first and the last.
ROOM_FOR_DAYS: Final = 0.18
# Room above and below the outermost score for its printed value, and the step of its axis, points; below it
# there are the names of the rows.
SCORE_ROOM: Final = 4
SCORE_ROOM_BELOW: Final = 7
SCORE_STEP: Final = 10
# Room for labels under a mark at zero and over the highest share, as shares of the largest.
BELOW_ZERO: Final = 0.14
ABOVE_ALL: Final = 1.2
# Steps of an axis of shares, the first with so few of them, and its numbers: none where no share can lie.
SHARE_STEPS: Final = (1, 2, 5, 10, 20)
SHARE_TICKS: Final = 7
SHARES_ALONE: Final = '[<0]"";[>100]"";0"%"'
# How values of some kinds are written.
FORMATS: Final = {"ranks": "General", "days": DAY_FORMAT}
# Where a label stands on a slide that stands above or below its mark.
SIDES: Final = {"above": "t", "below": "b"}


def value_format(chart: Chart, suffix: str = "") -> str:
    """Return how printed values are written."""
    return ("0.0" if chart.decimals else "0") + suffix


def with_count(row: Row) -> str:
    """Return the name of a row with how many answered; a program draws no column of counts beside bars."""
    return row.name if row.count is None else f"{row.name} (n {row.count:,.0f})"


def _name_below(row: Row, chart: Chart, section: str) -> str:
    """Return the name of a row below its marks, with what stands beside it and at its end."""
    name = ", ".join(filter(None, (_name_with_count(row, chart), section)))
    first = f"{name} ({row.beside})" if row.beside else name
    end = row.end.replace("\n", " ")
    return f"{first}\n{end}" if end else first


def _name_with_count(row: Row, chart: Chart) -> str:
    """Return the name of a row of dots; a share has what it is of beside its name."""
    has_count = chart.axis.kind == "shares" and row.count is not None
    return f"{row.name}, n = {row.count:,.0f}" if has_count else row.name


def _crossing(chart: Chart) -> Iterator[Series]:
    """Yield the person's line and others over the rows that they cross; pieces of one line are one series."""
    cells: dict[tuple[str, str], dict[int, float]] = {}
    every = range(len(chart.rows))
    for line in chart.lines:
        first, last = line.rows or (0, len(every))
        own = cells.setdefault((line.meaning, line.style), {})
        own |= {row: line.at for row in every if first <= row <= last}
    for (name, style), at in cells.items():
        if name:
            yield Series(name, tuple(map(at.get, every)), style)


def labels_in_columns(columns: Sequence[Cells]) -> list[tuple[Label | None, ...]]:
    """Return a label for every mark of dots that stand above each other, so that none covers another.

    The highest of a row has it above its mark, the lowest below, the rest beside; where several series have
    one value, the first of them is labelled.
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


def _labels_beside_boxes(one: Described) -> tuple[Label | None, ...]:
    """Return the labels of a series of dots on boxes: on the sides that it has, none where it has none."""
    style, nothing = style_of(one.style), ("",) * len(one.cells)
    # What a page prints without a mark is said in the same words.
    texts = nothing if style.on_page else one.texts or nothing
    sides = (style.slide_at or SIDES.get(side, "") for side in one.sides or nothing)
    return tuple(
        Label(side, text) if side and value is not None else None
        for side, text, value in zip(sides, texts, one.cells, strict=True)
    )


def _with_joins(chart: Chart, series: list[Series]) -> list[Series]:
    """Return series with the lines between their marks, each drawn up from the mark at its low end."""
    joined = list(series)
    for span in chart.spans:
        left = set(range(len(chart.rows))) if style_of(span.style).slide_line else set()
        for at, one in enumerate(joined):
            if one.join:
                # Its lines are those of another span.
                continue
            lengths: dict[int, float] = {}
            for row in left:
                low, high = span.lows[row], span.highs[row]
                if low is not None and high is not None and high > low and one.cells[row] == low:
                    lengths[row] = high - low
            left -= lengths.keys()
            if lengths:
                join = tuple(map(lengths.get, range(len(chart.rows))))
                joined[at] = replace(one, join=join, join_style=span.style)
                if style_of(span.style).box and any(span.hollow):
                    joined[at : at + 1] = _few_apart(joined[at], span)
                    break
    return joined


def _few_apart(one: Series, span: Span) -> tuple[Series, Series]:
    """Return boxes as two series: a program draws all lines of one alike, so those over few stand apart."""

    def some(cells: Cells, *, few: bool) -> Cells:
        return tuple(cell if is_few == few else None for cell, is_few in zip(cells, span.hollow, strict=True))

    many, striped = (
        replace(one, cells=some(one.cells, few=few), join=some(one.join, few=few), is_striped=few)
        for few in (False, True)
    )
    return many, replace(striped, name=span.few)


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
    if kind == "scale":
        # All of it, whatever is drawn, with room for labels at its ends.
        return Axis(chart.axis.ticks[0] - 0.5, chart.axis.ticks[-1] + 0.5, 1, is_shown=False)
    if kind == "shares":
        # A little below zero, so that the label under a mark at zero has room.
        top = ABOVE_ALL * (high or 1)
        if not chart.axis.ticks:
            return Axis(-BELOW_ZERO * top, top, number_format=PERCENT, is_shown=False)
        step = next(step for step in SHARE_STEPS if top <= SHARE_TICKS * step)
        return Axis(-step, ceil(top / step) * step, step, SHARES_ALONE)
    if kind == "days":
        room = ROOM_FOR_DAYS * max(high - low, 1)
        # The labels say the days: a step of as many days would begin no month.
        return Axis(low - room, high + room, is_shown=False, is_crossed_low=True)
    if kind == "counts":
        top = ABOVE_ALL * (high or 1)
        return Axis(-BELOW_ZERO * top, top, is_shown=False)
    return Axis(
        floor((low - SCORE_ROOM_BELOW) / SCORE_STEP) * SCORE_STEP,
        ceil((high + SCORE_ROOM) / SCORE_STEP) * SCORE_STEP,
        SCORE_STEP,
    )


def _side_by_side(chart: Chart) -> Chart:
    """Return a chart whose lanes are rows of their own, those of one row after each other."""
    lanes, places = sorted({one.lane for one in chart.series}), range(len(chart.rows) * len(chart.lanes))
    each = only(chart, [at // len(lanes) for at in places])

    def alone(cells: Cells, lane: float) -> Cells:
        return tuple(cell if lanes[at % len(lanes)] == lane else None for at, cell in enumerate(cells))

    return replace(
        each,
        lanes=(),
        rows=tuple(
            replace(row, end=chart.lanes[at % len(lanes)]) for at, row in zip(places, each.rows, strict=True)
        ),
        series=tuple(replace(one, cells=alone(one.cells, one.lane)) for one in each.series),
        spans=tuple(
            replace(one, lows=alone(one.lows, one.lane), highs=alone(one.highs, one.lane))
            for one in each.spans
        ),
    )


def dot_specs(chart: Chart) -> Iterator[ChartSpec]:
    """Yield marks above each other, row by row; where rows have headings, one chart for each."""
    if chart.lanes:
        yield from (replace(spec, together=len(chart.lanes)) for spec in dot_specs(_side_by_side(chart)))
        return
    headed = any(row.is_heading for row in chart.rows)
    sections = dict.fromkeys(row.section for row in chart.rows) if headed else [""]
    drawn = replace(chart, series=tuple(one for one in chart.series if known(one.cells)))
    across = tuple(line.at for line in chart.lines)
    kind, axis = chart.axis.kind, _dots_axis(chart, [*(one.cells for one in drawn.series), across])
    sign = PERCENT_SIGN if kind == "shares" else ""
    for section in sections:
        rows = enumerate(chart.rows)
        part = only(
            drawn,
            [at for at, row in rows if not row.is_heading and (not headed or row.section == section)],
        )
        # What is drawn last lies on top, and is labelled first.
        boxed = any(style_of(span.style).box for span in part.spans)
        labels = (
            map(_labels_beside_boxes, part.series)
            if boxed
            else reversed(labels_in_columns([one.cells for one in reversed(part.series)]))
        )
        series = [
            Series(one.name, one.cells, one.style, of_series, one.hollow)
            for one, of_series in zip(part.series, labels, strict=True)
        ]
        names = {
            at: with_count(row) if kind == "scale" else _name_below(row, chart, section if headed else "")
            for at, row in enumerate(part.rows)
        }
        yield ChartSpec(
            "dots",
            tuple(names.values()),
            (*_crossing(part), *_with_joins(part, series)),
            axis,
            label_format=FORMATS.get(kind) or value_format(chart, sign),
            remarks=said(part.remarks, names),
            asides=chart.asides,
            rows_most=DOTS_MOST,
        )
