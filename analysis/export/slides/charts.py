"""The native charts of a slide out of the one description: which form, which axes, and where labels stand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final

from analysis.charts.description import Cells, Chart, Row, known, only
from analysis.charts.description import Series as Described
from analysis.charts.styles import style_of
from analysis.export.slides.scatters import scatter_specs
from analysis.export.slides.specs import (
    BARS_MOST,
    DOTS_MOST,
    GAP_FORMAT,
    PERCENT,
    Axis,
    ChartSpec,
    Form,
    Label,
    Series,
    said,
)
from analysis.wording import FEW_MARK

Specs = Iterator[ChartSpec]
# More letters than this do not fit one line beside a bar.
LABEL_MOST: Final = 28
PERCENT_1: Final = '0.0"%"'
COUNT: Final = "#,##0"
COUNT_1: Final = "#,##0.0"
# Room above and below the outermost score for its printed value, and the step of its axis, points; below it
# there are the names of the rows.
SCORE_ROOM: Final = 4
SCORE_ROOM_BELOW: Final = 7
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
# Where a label stands on a slide that stands above or below its mark.
SIDES: Final = {"above": "t", "below": "b"}


def chart_specs(chart: Chart | None) -> list[ChartSpec]:
    """Return the native charts that show what a chart describes; none where it holds no number to draw."""
    return [] if chart is None else [spec for spec in FORMS[chart.form](chart) if spec.has_numbers]


def _format(chart: Chart, suffix: str = "") -> str:
    """Return how printed values are written."""
    return ("0.0" if chart.decimals else "0") + suffix


def _unflagged(text: str) -> str:
    """Return a number without the flag that few people have: a slide says in words which those are."""
    return text.replace(FEW_MARK, "").replace("\N{NARROW NO-BREAK SPACE}", "")


def _name_below(row: Row, chart: Chart, section: str) -> str:
    """Return the name of a row below its marks, with what stands beside it and at its end."""
    name = ", ".join(filter(None, (_name_with_count(row, chart), section)))
    first = f"{name} ({_unflagged(row.beside)})" if row.beside else name
    end = row.end.replace("\n", " ")
    return f"{first}\n{end}" if end else first


def _long_name(row: Row) -> str:
    """Return the name of a row, shortened only where it would take two lines beside a bar."""
    return row.label if len(row.label) <= LABEL_MOST else row.name


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
        Label(side, _unflagged(text)) if side and value is not None else None
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
    if kind == "scale":
        # All of it, whatever is drawn, with room for labels at its ends.
        return Axis(chart.axis.ticks[0] - 0.5, chart.axis.ticks[-1] + 0.5, 1, is_shown=False)
    if kind == "shares":
        # A little below zero, so that the label under a mark at zero has room.
        top = ABOVE_ALL * (high or 1)
        return Axis(-BELOW_ZERO * top, top, number_format=PERCENT, is_shown=False)
    if kind == "counts":
        top = ABOVE_ALL * (high or 1)
        return Axis(-BELOW_ZERO * top, top, is_shown=False)
    return Axis(
        floor((low - SCORE_ROOM_BELOW) / SCORE_STEP) * SCORE_STEP,
        ceil((high + SCORE_ROOM) / SCORE_STEP) * SCORE_STEP,
        SCORE_STEP,
    )


def _dots(chart: Chart) -> Specs:
    """Yield marks above each other, row by row; where rows have headings or lanes, one chart for each."""
    lanes = dict.fromkeys(one.lane for one in chart.series)
    if len(lanes) > 1:
        for lane in lanes:
            series = tuple(one for one in chart.series if one.lane == lane)
            spans = tuple(one for one in chart.spans if one.lane == lane)
            yield from _dots_of_a_lane(replace(chart, series=series, spans=spans))
        return
    yield from _dots_of_a_lane(chart)


def _dots_of_a_lane(chart: Chart) -> Specs:
    """Yield marks above each other, row by row."""
    headed = any(row.is_heading for row in chart.rows)
    sections = dict.fromkeys(row.section for row in chart.rows) if headed else [""]
    drawn = replace(chart, series=tuple(one for one in chart.series if known(one.cells)))
    across = tuple(line.at for line in chart.lines)
    kind, axis = chart.axis.kind, _dots_axis(chart, [*(one.cells for one in drawn.series), across])
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
            at: _with_count(row) if kind == "scale" else _name_below(row, chart, section if headed else "")
            for at, row in enumerate(part.rows)
        }
        yield ChartSpec(
            "dots",
            tuple(names.values()),
            (*_crossing(part), *_with_joins(part, series)),
            axis,
            label_format="General" if kind == "ranks" else _format(chart),
            remarks=said(part.remarks, names),
            asides=chart.asides,
            rows_most=DOTS_MOST,
        )


def _with_count(row: Row) -> str:
    """Return the name of a row with how many answered; a program draws no column of counts beside bars."""
    return row.name if row.count is None else f"{row.name} (n {row.count:,.0f})"


def _bars(
    chart: Chart,
    form: Form,
    series: Sequence[Series],
    axis: Axis,
    label_format: str,
    most: int = BARS_MOST,
    name_of: Callable[[Row], str] = _long_name,
) -> ChartSpec:
    """Return bars with the long names of all rows, or what else names them."""
    names = {at: name_of(row) for at, row in enumerate(chart.rows)}
    return ChartSpec(
        form,
        tuple(names.values()),
        tuple(series),
        axis,
        label_format=label_format,
        remarks=said(chart.remarks, names),
        rows_most=most,
    )


def _gaps(chart: Chart) -> Specs:
    """Yield gaps as bars from zero, one series per standing."""
    drawn = [one for one in chart.series if known(one.cells)]
    reach = max(map(abs, known(*(one.cells for one in drawn))), default=0) + GAP_ROOM
    ends = (Label("outEnd"),) * len(chart.rows)
    series = [Series(one.name, one.cells, one.style, ends) for one in drawn]
    yield _bars(chart, "bars", series, Axis(-reach, reach, is_shown=False), GAP_FORMAT)


def _stacked(chart: Chart) -> Specs:
    """Yield bars after each other, with words at the end or numbers inside."""
    if chart.has_counts:
        yield _printed_bars(chart)
        return
    series = []
    for one in chart.series:
        # It starts where the stack ends and is not filled: it only carries the words there.
        ends = tuple(
            Label("inBase", f"{lead}\u2002{text}") if lead else None
            for lead, text in zip(one.leads, one.texts, strict=True)
        )
        series.append(Series(one.name, one.cells, one.style, ends))
    largest = max(known(*(one.cells for one in chart.series)), default=0)
    axis = Axis(0, ROOM_FOR_COUNTS * max(largest, 1), is_shown=False, number_format=PERCENT)
    yield _bars(chart, "stacked_bars", series, axis, PERCENT_1)


def _in_them(one: Described) -> tuple[Label | None, ...]:
    """Return what is printed in the middle of each bar or cell."""
    return tuple(Label("ctr", text) if text else None for text in one.texts)


def _printed_bars(chart: Chart) -> ChartSpec:
    """Return bars with their numbers in them; a slide is so wide that they all have room."""
    series = [Series(one.name, one.cells, one.style, _in_them(one)) for one in chart.series]
    axis = Axis(0, sum_most(chart), is_shown=False)
    return _bars(chart, "stacked_bars", series, axis, _format(chart), name_of=_with_count)


def sum_most(chart: Chart) -> float:
    """Return the length of the longest bar of a stack."""
    return max(sum(known(cells)) for cells in zip(*(one.cells for one in chart.series), strict=True))


def _grid(chart: Chart) -> Specs:
    """Yield a table with a shade and a number in each cell."""
    series = [Series(one.name, one.cells, one.style, _in_them(one), one.hollow) for one in chart.series]
    axis = Axis(chart.axis.low, chart.axis.high)
    yield _bars(chart, "grid", series, axis, _format(chart), name_of=_with_count)


def _columns(chart: Chart) -> Specs:
    """Yield a column per year, the first one on the left."""
    turned = only(chart, range(len(chart.rows))[::-1])
    (one,) = turned.series
    labels = tuple(
        Label("outEnd", f"{lead}\n{tail}") if lead else None
        for lead, tail in zip(one.leads, one.tails, strict=True)
    )
    largest = max(known(one.cells), default=0)
    axis = Axis(0, ROOM_ON_TOP * max(largest, 1), is_shown=False)
    turned = replace(turned, remarks=turned.remarks[::-1])
    yield _bars(turned, "columns", [Series(one.name, one.cells, one.style, labels)], axis, "#,##0", 0)


def ends_apart(lasts: Sequence[float], least: float) -> list[str]:
    """Return where the label at the end of each line goes, so that close ends do not cover each other.

    Of two ends closer than `least` the upper one has its label above, the other one beside.
    """
    places = ["r"] * len(lasts)
    for low, high in pairwise(sorted(range(len(lasts)), key=lasts.__getitem__)):
        if lasts[high] - lasts[low] < least:
            places[high] = "t"
    return places


def _lines(chart: Chart) -> Specs:
    """Yield lines over the years from zero, or a small chart for each panel, all on one scale."""
    is_share = chart.axis.kind == "shares"
    if not chart.panels and is_share:
        yield _line_chart(chart, Axis(0, 100, 20, PERCENT), 100 * CLOSE_ENDS, _format(chart, '"%"'))
        return
    highest = max(
        known(*(one.cells for panel in chart.panels or (chart,) for one in panel.series)), default=0
    )
    top = ceil(1.05 * max(highest, 5) / 10) * 10
    top = min(top, 100) if is_share else top
    label_format = PERCENT if is_share else COUNT_1 if chart.decimals else COUNT
    axis = Axis(0, top, top / 2, PERCENT if is_share else COUNT)
    if not chart.panels:
        yield _line_chart(chart, axis, CLOSE_ENDS * top, label_format)
    for panel in chart.panels:
        spec = _line_chart(panel, axis, 2 * CLOSE_ENDS * top, label_format)
        yield replace(spec, title=f"{panel.title}\n{panel.finding}")


def _line_chart(chart: Chart, axis: Axis, least: float, label_format: str) -> ChartSpec:
    """Return lines over the years; no line crosses a break, so that each span before one is a series."""
    ended = [one for one in chart.series if one.end and known(one.cells)]
    lasts = ends_apart([known(one.cells)[-1] for one in ended], least)
    places = {one.name: place for one, place in zip(ended, lasts, strict=True)}
    years = [int(year or 0) for year in chart.xs]
    bounds = [years[0], *(ceil(year) for year in sorted(chart.breaks)), years[-1] + 1]
    series: list[Series] = []
    for start, stop in pairwise(bounds):
        for one in chart.series:
            cells = tuple(
                value if start <= year < stop else None for year, value in zip(years, one.cells, strict=True)
            )
            there = [at for at, value in enumerate(cells) if value is not None]
            if stop == bounds[-1]:
                labels: dict[int, Label] = {}
                if there and len(chart.series) <= FEW_LINES and not chart.title:
                    labels[there[0]] = Label("t")
                if there:
                    labels[there[-1]] = Label(places.get(one.name, "b" if "below" in one.sides else "t"))
                of_years = tuple(map(labels.get, range(len(years))))
                series.append(Series(one.name, cells, one.style, of_years, one.hollow))
            elif there:
                when = " to ".join(str(year) for year in sorted({years[there[0]], years[there[-1]]}))
                series.append(Series(f"{one.name}, {when}", cells, one.style))
    return ChartSpec(
        "lines",
        tuple(str(year) for year in years),
        tuple(series),
        axis,
        label_format=label_format,
        asides=chart.asides,
    )


def _tiles(chart: Chart) -> Specs:
    """Yield a grid of squares, its numbers printed as on a page."""
    series = []
    for one in chart.series:
        # A square of a slide has no room for the second line.
        firsts = (text.partition("\n")[0] for text in one.texts)
        labels = tuple(Label("ctr", text) if text else None for text in firsts)
        series.append(Series(one.name, one.cells, one.style, labels))
    yield ChartSpec(
        "tiles",
        tuple(row.name for row in chart.rows),
        tuple(series),
        remarks=said(chart.remarks, {at: row.label for at, row in enumerate(chart.rows)}),
        asides=chart.asides,
        places=chart.places,
    )


FORMS: Final[dict[str, Callable[[Chart], Specs]]] = {
    "rows": _dots,
    "gaps": _gaps,
    "bars": _stacked,
    "years": _columns,
    "grid": _grid,
    "lines": _lines,
    "scatter": scatter_specs,
    "tiles": _tiles,
}
