"""What a chart shows, before anything is drawn: the one description that all back-ends draw.

It holds values, words and the names of looks. Pixels, points and inches are the back-ends' own; where labels
stand is reckoned by `analysis.charts.labels` for the size that a back-end has.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor, isnan
from typing import Any, Literal, TypeVar

Cell = TypeVar("Cell")
Crossing = TypeVar("Crossing", "Line", "Band")
Cells = tuple[float | None, ...]
# Rows of marks; marks around zero; bars from zero, stacked; a bar per year; lines over years; a scatter.
Form = Literal["rows", "gaps", "bars", "years", "lines", "scatter"]
Side = Literal["left", "right", "above", "below", ""]
# What kind of numbers an axis has; a back-end that rounds its axes does so by it.
Kind = Literal["points", "gaps", "shares", "counts", "ranks", "items"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row, or one mark of a scatter, or one year.

    Attributes:
        label: its name.
        short: its name where there is little room; empty where it is the same.
        weight: 1 for a total or what was chosen, -1 for what stands back.
        section: what it belongs to, where a chart has several parts; slides show each on its own.
        is_heading: whether it holds nothing but the name of the section below it.
        count: how many matched, for the column of counts; None prints nothing.
        is_named: whether a mark of a scatter carries its name.
        is_doubtful: whether a mark of a scatter is a diamond: its averages do not separate.
        is_new: whether a year does not run on from the one before.
    """

    label: str
    short: str = ""
    weight: int = 0
    section: str = ""
    is_heading: bool = False
    count: float | None = None
    is_named: bool = True
    is_doubtful: bool = False
    is_new: bool = False

    @property
    def name(self) -> str:
        """The short name."""
        return self.short or self.label


@dataclass(frozen=True, slots=True)
class Series:
    """One series: a value per row, exactly as in the data; None where there is none.

    Attributes:
        name: in the middle of a sentence.
        style: its look, by its name in `analysis.charts.styles`.
        cells: one per row, or per x of its chart.
        texts: what is printed beside each value; empty for nothing.
        leads: what is printed before that, in bold.
        tails: what is printed after it.
        sides: on which side they stand: left or right in rows, above or below on lines; empty for the right.
        hollow: which marks are hollow, because they are over few people or at second hand.
        xs: the other coordinate, where it differs from that of its chart.
        end: what is printed at the end of a line.
        strong: whether a line is the one that is looked for.
        hover: what a value is called where the name of its series says too little.
    """

    name: str
    style: str
    cells: Cells
    texts: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    hollow: tuple[bool, ...] = ()
    xs: Cells = ()
    end: str = ""
    strong: bool = False
    hover: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines along some rows, each from a low value to a high one; None where there is none."""

    style: str
    lows: Cells
    highs: Cells


@dataclass(frozen=True, slots=True)
class Line:
    """A line across the rows, or level across a scatter.

    Attributes:
        at: where it lies, in units of the axis.
        label: what stands at its end; empty for nothing.
        style: its look.
        rows: the first and the last row that it crosses; None for all.
        leans: to which side of the line its label goes.
        meaning: its name in a legend.
    """

    at: float
    label: str
    style: str = "user"
    rows: tuple[int, int] | None = None
    leans: Side = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A grey band between two values, across all rows or some."""

    low: float
    high: float
    rows: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What is missing in a row, or what to read with care.

    Attributes:
        row: the row.
        words: for a sentence beside the chart; empty for nothing.
        shown: for the row itself; empty where its marks show it.
        at: where these words start; None for where the rows begin.
        series: which series lacks a value, where they stand apart; -1 for the row as a whole.
        why: why an average is missing.
    """

    row: int
    words: str
    shown: str = ""
    at: float | None = None
    series: int = -1
    why: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of the values.

    Attributes:
        low: its end at the left or the bottom on a page, with room for what is printed there.
        high: its other end.
        ticks: where it has numbers; empty for none.
        suffix: of these numbers.
        title: what is measured.
        kind: of the numbers.
        words: where words in rows without any mark start.
        is_reversed: whether lower values lie higher up.
    """

    low: float = 0
    high: float = 1
    ticks: tuple[float, ...] = ()
    suffix: str = ""
    title: str = ""
    kind: Kind = "points"
    words: float = 0
    is_reversed: bool = False


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Chart:
    """One chart.

    Attributes:
        form: what kind of picture it is.
        rows: from the top; the marks of a scatter; the years of bars. Empty for lines.
        series: what is drawn.
        axis: of the values.
        xs: the years of lines, ascending, or the shares of a scatter, one per row.
        x_axis: of these.
        spans: lines between the marks of a row.
        lines: the person's line and others across the rows.
        bands: what lies around them.
        remarks: what is missing and what to read with care.
        asides: sentences that hold for the whole chart.
        events: numbered years of a chart of lines.
        breaks: where lines may not run on, in years.
        front: the marks that a step line joins, x and y; its name stands first in a legend.
        front_name: the name.
        panels: small charts on one scale, instead of everything above.
        title: of a small chart.
        finding: the second line of that title.
        decimals: of printed values.
        apart: whether a page draws each series in a panel of its own.
        pitch: from row to row, in usual rows.
        has_counts: whether the counts of the rows stand at their right end.
    """

    form: Form
    rows: tuple[Row, ...] = ()
    series: tuple[Series, ...] = ()
    axis: Axis = field(default_factory=Axis)
    xs: Cells = ()
    x_axis: Axis = field(default_factory=Axis)
    spans: tuple[Span, ...] = ()
    lines: tuple[Line, ...] = ()
    bands: tuple[Band, ...] = ()
    remarks: tuple[Remark, ...] = ()
    asides: tuple[str, ...] = ()
    events: tuple[int, ...] = ()
    breaks: tuple[float, ...] = ()
    front: tuple[tuple[float, float], ...] = ()
    front_name: str = ""
    panels: tuple["Chart", ...] = ()
    title: str = ""
    finding: str = ""
    decimals: int = 0
    apart: bool = False
    pitch: float = 1
    has_counts: bool = False

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to draw beside the person's own number."""
        return any(
            value is not None for chart in (self, *self.panels) for one in chart.series for value in one.cells
        )


def number(value: float) -> float | None:
    """Return a number, None where it is missing."""
    return None if isnan(value) else value


def numbers(column: Iterable[Any]) -> Cells:
    """Return a column as plain numbers, None where one is missing."""
    return tuple(None if isnan(value) else value for value in map(_number, column))


def _number(value: Any) -> float:
    """Return a cell as a number; a frame has several things for a missing one."""
    try:
        return float(value)
    except TypeError:
        return float("nan")


def known(*columns: Cells) -> list[float]:
    """Return the values there are."""
    return [value for column in columns for value in column if value is not None]


def tick_range(low: float, high: float, step: int) -> tuple[float, ...]:
    """Return the multiples of `step` from `low` to `high`."""
    return tuple(range(ceil(low / step) * step, floor(high / step) * step + 1, step))


def only(chart: Chart, rows: Sequence[int]) -> Chart:
    """Return a chart with some of its rows, in the order given.

    Args:
        chart: a chart with rows.
        rows: which, counted from 0 at the top.
    """
    place_of = {row: place for place, row in enumerate(rows)}

    def across(one: Crossing) -> Iterator[Crossing]:
        """Yield what crosses rows over those of them that are shown; nothing where none is."""
        if one.rows is None:
            yield one
            return
        first, last = one.rows
        shown = [place for row, place in place_of.items() if first <= row <= last]
        if shown:
            yield replace(one, rows=(shown[0], shown[-1]))

    return replace(
        chart,
        rows=_cut(chart.rows, rows),
        xs=_cut(chart.xs, rows),
        series=tuple(
            replace(
                one,
                cells=_cut(one.cells, rows),
                texts=_cut(one.texts, rows),
                leads=_cut(one.leads, rows),
                tails=_cut(one.tails, rows),
                sides=_cut(one.sides, rows),
                hollow=_cut(one.hollow, rows),
            )
            for one in chart.series
        ),
        spans=tuple(
            replace(one, lows=_cut(one.lows, rows), highs=_cut(one.highs, rows)) for one in chart.spans
        ),
        lines=tuple(kept for line in chart.lines for kept in across(line)),
        bands=tuple(kept for band in chart.bands for kept in across(band)),
        remarks=tuple(replace(one, row=place_of[one.row]) for one in chart.remarks if one.row in place_of),
    )


def _cut(cells: tuple[Cell, ...], rows: Sequence[int]) -> tuple[Cell, ...]:
    """Return the cells of some rows; none where there are none."""
    return tuple(cells[row] for row in rows) if cells else ()
