"""What a chart shows, before anything is drawn: the one description that all back-ends draw.

It holds values, words and the names of looks. Pixels, points and inches are the back-ends' own; where labels
stand is reckoned by `analysis.charts.labels` for the size that a back-end has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor
from typing import Any, Literal

import pandas as pd

Cells = tuple[float | None, ...]
# Rows of marks; marks around zero; bars from zero, stacked; a bar per year; a grid of shaded numbers; lines
# over years; a scatter; a map of equal squares; boxes along months or days; a table of levels, words in
# its cells.
Form = Literal["rows", "gaps", "bars", "years", "grid", "lines", "scatter", "tiles", "schedule", "levels"]
Side = Literal["left", "right", "above", "below", ""]
# What kind of numbers an axis has; a back-end that rounds its axes does so by it. Days are those of
# `analysis.charts.days`; months are those of a plan, from its beginning.
Kind = Literal["points", "gaps", "shares", "counts", "ranks", "items", "scale", "days", "months"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row, or one mark of a scatter, or one year, or one square.

    Attributes:
        label: its name.
        short: its name where there is little room; empty where it is the same.
        weight: 1 for a total or what was chosen, -1 for what stands back.
        section: what it belongs to, where a chart has several parts; slides show each on its own.
        is_heading: whether it holds nothing but the name of the section below it.
        count: how many matched or answered, for the column of counts; None prints nothing.
        beside: what stands beside its name in quieter type: over how many it is.
        end: what is printed at its right end, in a column that `Chart.ends` names; a second line says over
            how many it is. Of a schedule: its days in words, for a slide alone.
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
    beside: str = ""
    end: str = ""
    is_named: bool = True
    is_doubtful: bool = False
    is_new: bool = False

    @property
    def name(self) -> str:
        """The short name."""
        return self.short or self.label

    @property
    def long_name(self) -> str:
        """The name with what stands beside it."""
        return f"{self.label} {self.beside}".rstrip()


@dataclass(frozen=True, slots=True)
class Series:
    """One series: a value per row, exactly as in the data; None where there is none. A column of a grid.

    Attributes:
        name: in the middle of a sentence.
        style: its look, by its name in `analysis.charts.styles`.
        cells: one per row, or per x of its chart.
        texts: what is printed beside each value; empty for nothing. In bars without `leads` they are inside.
            In a square a second line says over how many it is; it stands where there is room.
        leads: what is printed before that, in bold.
        tails: what is printed after it; of a square what is said of it when it is pointed at.
        sides: on which side they stand: left or right in rows, above or below on lines; empty for the right.
            Of numbers in bars: left or right of the whole bar where a part is too short; empty for inside.
        hollow: which marks are hollow, because they are over few people or at second hand.
        end: what is printed at the end of a line.
        strong: whether a line is the one that is looked for.
        hover: what a value is called where the name of its series says too little.
        lane: how far below the middle of its row it lies, in rows; slides show lanes beside each other.
    """

    name: str
    style: str
    cells: Cells
    texts: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    hollow: tuple[bool, ...] = ()
    end: str = ""
    strong: bool = False
    hover: str = ""
    lane: float = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Lines or boxes along some rows, each from a low value to a high one; None where there is none.

    Attributes:
        style: the look of them, by its name in `analysis.charts.styles`; one with a `box` makes boxes.
        lows: where they begin, one per row.
        highs: where they end.
        hollow: which boxes are hollow, because they are over few.
        few: what these are called in a legend of a slide, which has stripes in their place.
        lane: how far below the middle of their row they lie, in rows.
        name: what they are, in the legend of a schedule on a slide.
    """

    style: str
    lows: Cells
    highs: Cells
    hollow: tuple[bool, ...] = ()
    few: str = ""
    lane: float = 0
    name: str = ""


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
    """A grey band between two values, across all rows or some; in a grid an outline around some columns."""

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
        names: what stands at the ticks in the place of their numbers.
    """

    low: float = 0
    high: float = 1
    ticks: tuple[float, ...] = ()
    suffix: str = ""
    title: str = ""
    kind: Kind = "points"
    words: float = 0
    is_reversed: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Chart:
    """One chart.

    Attributes:
        form: what kind of picture it is.
        rows: from the top; the marks of a scatter; the years of bars; the squares of a map. Empty for lines.
        series: what is drawn; of a map one for each shade, with the values that have it.
        axis: of the values; in a grid its ends are the lightest and the darkest shade.
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
        places: column and row of each square of a grid, counted from 0 at the upper left.
        has_counts: whether the counts of the rows stand at their right end.
        counted: what they count, above them.
        ends: what is printed at the right end of the rows, above that column; empty where nothing is.
        lanes: what the lanes of a row are called, from the top.
        heads: what stands upright above the columns of a grid, in lines as narrow as a number in a cell;
            empty where the names of the series stand there, on their side. The title of `x_axis` stands
            beside them.
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
    places: tuple[tuple[int, int], ...] = ()
    has_counts: bool = False
    counted: str = "matches"
    ends: str = ""
    lanes: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to draw beside the person's own number."""
        return any(
            value is not None for chart in (self, *self.panels) for one in chart.series for value in one.cells
        )


def number(value: Any) -> float | None:
    """Return a cell as a plain number, None where it is missing; a frame has several things for that."""
    return None if value is None or value is pd.NA or value != value else float(value)


def numbers(column: Iterable[Any]) -> Cells:
    """Return a column as plain numbers, None where one is missing."""
    return tuple(map(number, column))


def written(cells: Cells, form: str) -> tuple[str, ...]:
    """Return what is printed beside values; nothing where there is none."""
    return tuple("" if value is None else form.format(value) for value in cells)


def lacking(cells: Cells, words: str, at: Cells = ()) -> tuple[Remark, ...]:
    """Return why rows without a value have none; in the row the words start `at` a place of its own."""
    return tuple(
        Remark(row, words, words, at[row] if at else None) for row, value in enumerate(cells) if value is None
    )


def known(*columns: Cells) -> list[float]:
    """Return the values there are."""
    return [value for column in columns for value in column if value is not None]


def every_year(rows: pd.DataFrame) -> tuple[int, ...]:
    """Return every `match_year` from the first to the last."""
    return tuple(range(int(rows["match_year"].min()), int(rows["match_year"].max()) + 1))


def tick_range(low: float, high: float, step: int) -> tuple[float, ...]:
    """Return the multiples of `step` from `low` to `high`."""
    return tuple(range(ceil(low / step) * step, floor(high / step) * step + 1, step))


def only(chart: Chart, rows: Sequence[int]) -> Chart:
    """Return a chart with some of its rows, counted from 0 at the top, in the order given."""
    place_of = {row: place for place, row in enumerate(rows)}

    def cut(one: Any, *names: str) -> Any:
        """Return something with those of its cells that stand in these rows; what has none keeps none."""
        kept = {name: tuple(cells[row] for row in rows) for name in names if (cells := getattr(one, name))}
        return replace(one, **kept)

    def across(some: Iterable[Any]) -> tuple[Any, ...]:
        """Return what crosses rows over those of them that are shown; nothing where none is."""
        kept = []
        for one in some:
            first, last = one.rows or (0, len(chart.rows))
            places = [place for row, place in place_of.items() if first <= row <= last]
            if one.rows is None:
                kept.append(one)
            elif places:
                kept.append(replace(one, rows=(places[0], places[-1])))
        return tuple(kept)

    per_row = ("cells", "texts", "leads", "tails", "sides", "hollow")
    shown: Chart = cut(chart, "rows", "xs")
    return replace(
        shown,
        series=tuple(cut(one, *per_row) for one in chart.series),
        spans=tuple(cut(one, "lows", "highs", "hollow") for one in chart.spans),
        lines=across(chart.lines),
        bands=across(chart.bands),
        remarks=tuple(replace(one, row=place_of[one.row]) for one in chart.remarks if one.row in place_of),
    )
