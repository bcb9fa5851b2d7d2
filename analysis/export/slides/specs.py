"""A native chart before it is drawn: rows, series and labels in parts that fit a slide."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from math import ceil
from typing import Final, Literal

from analysis.charts.description import Cells, Remark
from analysis.wording import capital, listed

Form = Literal["dots", "bars", "stacked_bars", "columns", "lines", "scatter", "grid", "tiles"]

# Names of specialties under dots need this much width each to be read from the back of a room.
DOTS_MOST: Final = 8
BARS_MOST: Final = 12
# Small charts beside each other on one slide.
PANELS_MOST: Final = 6
PANEL_COLUMNS: Final = 3
PERCENT: Final = '0"%"'
GAP_FORMAT: Final = "+0;\N{MINUS SIGN}0;0"
# Looks of what lies across a chart and is no number of its rows.
LINES: Final = frozenset({"user", "bridged", "seen_from", "front"})


@dataclass(frozen=True, slots=True)
class Label:
    """A label of one point.

    Attributes:
        place: a position of DrawingML.
        text: its own text; empty for the value itself.
        shift: how far it is moved down from there, as a share of the height of the plot.
    """

    place: str
    text: str = ""
    shift: float = 0


@dataclass(frozen=True, slots=True)
class Series:
    """One series: a value per row, exactly as in the data; None where there is none.

    Attributes:
        name: for the legend and the workbook.
        cells: one per category.
        style: its look, by its name in `analysis.charts.styles`.
        labels: one per value, None for no label.
        hollow: which marks are drawn hollow.
        join: lengths of a line up from each mark to the one above it, None for no line.
        join_style: the look of these lines.
        is_striped: whether they are striped, because they are over few.
    """

    name: str
    cells: Cells
    style: str
    labels: tuple[Label | None, ...] = ()
    hollow: tuple[bool, ...] = ()
    join: Cells = ()
    join_style: str = "joined"
    is_striped: bool = False

    def part(self, rows: slice) -> "Series":
        """Return the same series for some rows."""
        return replace(
            self,
            cells=self.cells[rows],
            labels=self.labels[rows],
            hollow=self.hollow[rows],
            join=self.join[rows],
        )


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of values: its range and step (None: as the program likes), and how its numbers are written.

    The other axis crosses it at zero, or at its low end where `is_crossed_low`.
    """

    low: float = 0
    high: float = 1
    step: float | None = None
    number_format: str = "0"
    is_log: bool = False
    is_reversed: bool = False
    is_shown: bool = True
    is_crossed_low: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One chart.

    Attributes:
        form: which native chart; bars lie, columns stand, lines run over years; a grid is a table. Tiles are
            native shapes: no program has a chart of squares.
        categories: names of the rows; of the marks in a scatter; the letters of the tiles.
        series: what is drawn.
        axis: of the values.
        xs: the other coordinate of the marks of a scatter.
        x_axis: of that coordinate.
        label_format: how printed values are written.
        remarks: (row, words) pairs said beside the chart: what is missing and what to read with care.
        asides: sentences that hold for the whole chart.
        title: over a small chart; charts with a title share a slide.
        rows_most: how many categories fit a slide; 0 for an axis of years, a scatter or tiles, which stay
            whole.
        places: column and row of each tile.
        together: how many categories after each other stay on one slide.
    """

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis = field(default_factory=Axis)
    xs: Cells = ()
    x_axis: Axis = field(default_factory=Axis)
    label_format: str = "0"
    remarks: tuple[tuple[str, str], ...] = ()
    asides: tuple[str, ...] = ()
    title: str = ""
    rows_most: int = 0
    places: tuple[tuple[int, int], ...] = ()
    together: int = 1

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to draw beside the person's own number."""
        known = (one for one in self.series if one.style not in LINES)
        return any(value is not None for one in known for value in one.cells)

    def parts(self) -> "list[ChartSpec]":
        """Return the chart as charts of at most `rows_most` categories each, as even as possible.

        Where all rows of a part are missing, it is left out, and the one before says what is missing there.
        """
        if not self.rows_most:
            return [self]
        kept: list[ChartSpec] = []
        for whole in even_parts(len(self.categories) // self.together, self.rows_most // self.together):
            rows = slice(whole.start * self.together, whole.stop * self.together)
            names = self.categories[rows]
            series = tuple(one.part(rows) for one in self.series)
            firsts = {name.partition("\n")[0] for name in names}
            remarks = tuple(pair for pair in self.remarks if pair[0] in firsts)
            part = replace(self, categories=names, series=series, remarks=remarks)
            if part.has_numbers or not kept:
                kept.append(part)
            else:
                kept[-1] = replace(kept[-1], remarks=(*kept[-1].remarks, *remarks))
        return kept

    def said(self) -> tuple[str, ...]:
        """Return the remarks as sentences, one for each reason, and the asides."""
        by_words: dict[str, list[str]] = {}
        for name, words in self.remarks:
            by_words.setdefault(words, []).append(name)
        reasons = (
            # Some short names end in a full stop of their own.
            f"{capital(words)}: {listed(dict.fromkeys(names)).removesuffix('.')}."
            for words, names in by_words.items()
        )
        return (*reasons, *self.asides)


def even_parts(count: int, most: int) -> list[slice]:
    """Return parts of at most `most` things each, as even as possible, longer ones first."""
    parts = max(ceil(count / most), 1)
    short, longer = divmod(count, parts)
    ends = [short * place + min(place, longer) for place in range(parts + 1)]
    return [slice(*two) for two in pairwise(ends)]


def said(remarks: Sequence[Remark], names: dict[int, str]) -> tuple[tuple[str, str], ...]:
    """Return what is said of some rows, with the first lines of their names."""
    return tuple(
        (names[one.row].partition("\n")[0], one.words) for one in remarks if one.words and one.row in names
    )


def slides_of(charts: Sequence[ChartSpec]) -> list[list[ChartSpec]]:
    """Return which charts stand on one slide: small ones together, large ones alone and in parts."""
    slides: list[list[ChartSpec]] = []
    for is_panel, run in groupby(charts, key=lambda chart: bool(chart.title)):
        some = list(run)
        if not is_panel:
            slides += [[part] for chart in some for part in chart.parts()]
            continue
        rows = ceil(len(some) / ceil(len(some) / PANELS_MOST))
        slides += [some[start : start + rows] for start in range(0, len(some), rows)]
    return slides
