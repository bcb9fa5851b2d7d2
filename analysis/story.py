"""What stands around a chart: the finding, what is drawn, and the same in words and numbers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from analysis.charts.description import Chart
from data.definitions import Source

# One number a row, each with the place where it was printed.
OBSERVATIONS: Final = "observations"


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table for reading: cells as text, missing ones in words."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __getitem__(self, column: str) -> list[str]:
        """Return the cells of a column.

        Raises:
            ValueError: when there is no such column.
        """
        place = self.columns.index(column)
        return [row[place] for row in self.rows]

    def frame(self) -> pd.DataFrame:
        """Return the same as a frame."""
        return pd.DataFrame(list(self.rows), columns=list(self.columns))


def text_table(columns: Mapping[str, Iterable[object]]) -> TextTable:
    """Return a table out of its columns, which are of one length."""
    cells = ([str(cell) for cell in column] for column in columns.values())
    return TextTable(tuple(columns), tuple(zip(*cells, strict=True)))


def told(say: Callable[..., str], rows: pd.DataFrame, *columns: str) -> list[str]:
    """Return what is said of each row out of some of its columns."""
    return [say(*values) for values in zip(*(rows[name] for name in columns), strict=True)]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Story:
    """The text and data of one chart.

    Attributes:
        kind: which picture this is, a slug.
        headline: the finding, computed from the data.
        subtitle: measure, group and match year.
        alt: a short description for people who do not see the chart.
        text_table: what is drawn as a table for reading.
        rows: makes what is drawn as a table for computing, one row per row of the chart; made when asked for.
        source_ids: keys into the `sources` table.
        file_name: name of the CSV download.
        legend: (mark, meaning) pairs; a mark is one that `pages.ui.marks` has.
        notes: caveats that belong under this chart.
        context: sentences without which the chart misleads; they stand in the open wherever it is shown.
        trace: filters of the table below, (column, values with commas), that give the numbers drawn.
        table: the table that the trace filters.
        chart: what is drawn, for whatever draws it; None where there is nothing to draw.
        compares: names of the numbers of a profile that chart or words set beside others; none where they are
            the same whoever looks.
        loaded: records of those of its sources that stand in no table here, as somebody loaded them.
    """

    kind: str
    headline: str
    subtitle: str
    alt: str
    text_table: TextTable
    rows: Callable[[], pd.DataFrame]
    source_ids: tuple[str, ...]
    file_name: str
    legend: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    trace: tuple[tuple[str, str], ...] = ()
    table: str = OBSERVATIONS
    chart: Chart | None = None
    compares: tuple[str, ...] = ()
    loaded: tuple[Source, ...] = ()

    @property
    def data(self) -> pd.DataFrame:
        """What is drawn as a table for computing."""
        return self.rows()


def without_table(story: Story) -> Story:
    """Return a story of which no number is known: its table would be empty, its sources those of nothing."""
    return replace(story, text_table=TextTable((), ()), source_ids=())
