"""The native charts of a slide out of the one description: which form, which axes, and where labels stand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import Final

from analysis.charts.description import Chart, Row, known, only
from analysis.charts.description import Series as Described
from analysis.charts.styles import UNSEEN, style_of
from analysis.export.slides.dots import PERCENT_SIGN, dot_specs, value_format, with_count
from analysis.export.slides.scatters import scatter_specs
from analysis.export.slides.specs import (
    BARS_MOST,
    GAP_FORMAT,
    PERCENT,
    Axis,
    ChartSpec,
    Form,
    Label,
    Series,
    said,
)

Specs = Iterator[ChartSpec]
# More letters than this do not fit one line beside a bar.
LABEL_MOST: Final = 28
PERCENT_1: Final = '0.0"%"'
COUNT: Final = "#,##0"
COUNT_1: Final = "#,##0.0"
# Room at both ends of bars for the printed gap, points.
GAP_ROOM: Final = 3
# What the words at the end of bars and on top of columns take, as a multiple of the longest.
ROOM_FOR_COUNTS: Final = 1.7
ROOM_ON_TOP: Final = 1.3
# What the words after boxes take, as a multiple of all months; how long a day is drawn, and in which look.
ROOM_AFTER: Final = 1.4
# Months from tick to tick of a schedule.
MONTHS_APART: Final = 3
DAY: Final = 0.15
DAYS: Final = "plan_period"
# Lines that end closer than this, as a share of the axis, share the room for their labels.
CLOSE_ENDS: Final = 0.09
# Rows of words that fit a slide.
LEVELS_MOST: Final = 5
# So few lines have room for a label at their beginning too.
FEW_LINES: Final = 2


def chart_specs(chart: Chart | None) -> list[ChartSpec]:
    """Return the native charts that show what a chart describes; none where it holds no number to draw."""
    return [] if chart is None else [spec for spec in FORMS[chart.form](chart) if spec.has_numbers]


def _long_name(row: Row) -> str:
    """Return the name of a row, shortened only where it would take two lines beside a bar."""
    return row.label if len(row.label) <= LABEL_MOST else row.name


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
    largest, low = max(known(*(one.cells for one in chart.series)), default=0), chart.axis.low
    # Days do not begin at zero.
    high = low + ROOM_FOR_COUNTS * max(largest - low, 1)
    axis = Axis(low, high, is_shown=False, number_format=PERCENT)
    yield _bars(chart, "stacked_bars", series, axis, PERCENT_1)


def _in_them(one: Described) -> tuple[Label | None, ...]:
    """Return what is printed in the middle of each bar or cell."""
    return tuple(Label("ctr", text) if text else None for text in one.texts)


def _printed_bars(chart: Chart) -> ChartSpec:
    """Return bars with their numbers in them; a slide is so wide that they all have room."""
    series = [Series(one.name, one.cells, one.style, _in_them(one)) for one in chart.series]
    axis = Axis(0, sum_most(chart), is_shown=False)
    return _bars(chart, "stacked_bars", series, axis, value_format(chart), name_of=with_count)


def sum_most(chart: Chart) -> float:
    """Return the length of the longest bar of a stack."""
    return max(sum(known(cells)) for cells in zip(*(one.cells for one in chart.series), strict=True))


def _grid(chart: Chart) -> Specs:
    """Yield a table with a shade and a number in each cell."""
    series = [Series(one.name, one.cells, one.style, _in_them(one), one.hollow) for one in chart.series]
    axis = Axis(chart.axis.low, chart.axis.high)
    yield _bars(chart, "grid", series, axis, value_format(chart), name_of=with_count)


def _levels(chart: Chart) -> Specs:
    """Yield a table with a level a column and words in each cell."""
    series = [Series(one.name, one.cells, one.style, _in_them(one), one.hollow) for one in chart.series]
    yield _bars(
        chart,
        "grid",
        series,
        Axis(),
        COUNT,
        LEVELS_MOST,
        lambda row: f"{row.label}\n{row.beside}",
    )


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
        yield _line_chart(
            chart, Axis(0, 100, 20, PERCENT), 100 * CLOSE_ENDS, value_format(chart, PERCENT_SIGN)
        )
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
    # A label that has a side of its own stays there.
    ended = [one for one in chart.series if (one.end or not any(one.sides)) and known(one.cells)]
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


def _schedule(chart: Chart) -> Specs:
    """Yield boxes along months or days as bars after one that is not seen, which carries them there."""
    rows = range(len(chart.rows))
    boxes: dict[str, tuple[str, dict[int, tuple[float, float]]]] = {}
    words = [""] * len(rows)
    for span in chart.spans:
        ends = zip(span.lows, span.highs, strict=True)
        there = {
            at: (low, high) for at, (low, high) in enumerate(ends) if low is not None and high is not None
        }
        boxes[span.style] = (span.name, there)
    for one in chart.series:
        if style_of(one.style).on_page:
            # A day is a thin bar in the look of a period.
            _, there = boxes.setdefault(DAYS, (one.name, {}))
            there |= {at: (day, day + DAY) for at, day in enumerate(one.cells) if day is not None}
        words = [text or before for text, before in zip(one.texts or words, words, strict=True)]
    # A slide has the room for the days, and no hover in their place.
    words = [", ".join(filter(None, (row.end, text))) for row, text in zip(chart.rows, words, strict=True)]
    # Several boxes of a row follow each other.
    firsts: dict[int, float] = {}
    for _, there in boxes.values():
        firsts |= {at: min(low, firsts.get(at, low)) for at, (low, _) in there.items()}
    label = tuple(Label("inBase", text) if text else None for text in words)
    series = [
        Series("before", tuple(map(firsts.get, rows)), UNSEEN),
        *(
            Series(name, tuple(there[at][1] - there[at][0] if at in there else None for at in rows), style)
            for style, (name, there) in boxes.items()
        ),
        Series("when", (DAY,) * len(rows), UNSEEN, label),
    ]
    axis = Axis(0, ROOM_AFTER * chart.axis.high, is_shown=False)
    if chart.axis.kind == "months":
        # An axis of values has numbers alone: its title says from when they count.
        first = next(iter(chart.axis.names), "")
        from_when = (
            "the first day of the plan" if first.isdigit() or not first else f"the beginning of {first}"
        )
        axis = replace(axis, step=MONTHS_APART, is_shown=True, title=f"months from {from_when}")
    yield _bars(chart, "stacked_bars", series, axis, COUNT)


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
    "rows": dot_specs,
    "gaps": _gaps,
    "bars": _stacked,
    "years": _columns,
    "grid": _grid,
    "levels": _levels,
    "lines": _lines,
    "scatter": scatter_specs,
    "tiles": _tiles,
    "schedule": _schedule,
}
