"""What an edition is: one publication's figures, with everything that the rest of the house asks about it.

Nothing outside an edition's record knows a year, which groups and exams it has, or how many specialties.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

import pandas as pd

from data.definitions import Source

Statistic = Literal["mean", "n", "sd", "p10", "q1", "median", "q3", "p90", "min", "max", "share"]

# Statistic -> what the name of its column ends in (counts in `_count`, percentages in `_pct`), and its words.
STATISTICS: Final[dict[Statistic, tuple[str, str]]] = {
    "mean": ("mean", "Mean"),
    "n": ("count", "Number of people"),
    "sd": ("sd", "Standard deviation"),
    "p10": ("p10", "10th percentile"),
    "q1": ("q1", "25th percentile"),
    "median": ("median", "Median"),
    "q3": ("q3", "75th percentile"),
    "p90": ("p90", "90th percentile"),
    "min": ("min", "Lowest value"),
    "max": ("max", "Highest value"),
    "share": ("pct", "Share"),
}
# The statistic that an edition's cells usually are: it has a column of its own in every table.
USUAL: Final[frozenset[Statistic]] = frozenset({"mean", "share"})
# Table of averages -> what the names of its columns of numbers begin with.
PREFIXES: Final = {"scores": "score", "research_output": "items", "img_fill": "filled"}


def statistic_column(table: str, statistic: Statistic) -> str:
    """Return the column of a table of averages that holds a statistic."""
    return f"{PREFIXES[table]}_{STATISTICS[statistic][0]}"


# Forms of a printed cell.
SCORE_CELL: Final = r"\d{3}|N/A"
ITEMS_CELL: Final = r"(?:0|[1-9]\d?)(?:\.\d)?|N/A"
FILL_CELL: Final = r"\d{1,3}\.\d%|N/A"
NUMBER_CELL: Final = r"\d{1,3}(?:,?\d{3})*(?:\.\d+)?|N/A"


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One column of a printed table; `outcome` is empty where the table has none."""

    applicant_group: str
    outcome: str = ""
    statistic: Statistic = "mean"

    @property
    def column(self) -> str:
        """Return the name of the raw CSV's column: group, outcome, and the statistic if it is unusual."""
        statistic = "" if self.statistic in USUAL else self.statistic
        return "_".join(filter(None, (self.applicant_group, self.outcome, statistic)))


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One printed table of an edition.

    Attributes:
        source_id: its source.
        path: its raw file below `data/raw`.
        table: the table of this data set that its cells become rows of.
        cells: its columns in printed order.
        exam: the exam that it is about, where it is about one.
        cell_form: regular expression of one cell.
        separator: what stands between the label and the cells of a row as printed; nothing in the guide.
        repeated_in: source of the table that prints the same cells again and is kept as their source.
    """

    source_id: str
    path: str
    table: str
    cells: tuple[PrintedCell, ...]
    exam: str = ""
    cell_form: str = SCORE_CELL
    separator: str = ""
    repeated_in: str = ""

    @property
    def cell_columns(self) -> tuple[str, ...]:
        """Return the raw CSV's cell columns, in printed order."""
        return tuple(cell.column for cell in self.cells)

    @property
    def header(self) -> tuple[str, ...]:
        """Return every column of the raw CSV, in order."""
        return ("row_as_printed", "specialty", *self.cell_columns, "garbled_cells", "reading_note")


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One publication's figures.

    Attributes:
        slug: permanent name; stands in addresses and names its folder below `data/raw`.
        publication: its title, as people cite it.
        match_year: year of the Main Residency Match that its figures are of.
        order: its place in time; of two editions the later one has the larger number.
        printed: its printed tables.
        sources: the records of their sources.
    """

    slug: str
    publication: str
    match_year: int
    order: int
    printed: tuple[PrintedTable, ...]
    sources: tuple[Source, ...] = field(repr=False)

    @property
    def label(self) -> str:
        """What people choose it by: its year and its publication."""
        return f"{self.match_year} Match · {self.publication}"

    @property
    def mark(self) -> str:
        """Words that go wherever its figures go; empty for an edition of this data set."""
        return ""

    @property
    def citation_note(self) -> str:
        """Sentence that goes wherever its figures go; empty for an edition of this data set."""
        return ""

    def over(self, tables: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
        """Return the tables that hold where this edition is shown: those of this data set."""
        return tables

    @property
    def crosswalk(self) -> str:
        """Path below `data/raw` of the reviewed list of its specialties: printed name -> permanent slug."""
        return f"{self.slug}/crosswalk.csv"

    @cached_property
    def source_ids(self) -> frozenset[str]:
        """The sources of its rows."""
        return frozenset(source.source_id for source in self.sources)

    @cached_property
    def groups(self) -> frozenset[str]:
        """Slugs of the applicant groups that it has averages of."""
        return frozenset(
            cell.applicant_group for printed in self.printed for cell in printed.cells if cell.outcome
        )

    @cached_property
    def statistics(self) -> frozenset[Statistic]:
        """The statistics that it prints."""
        return frozenset(cell.statistic for printed in self.printed for cell in printed.cells)

    def groups_of(self, table: str, exam: str = "") -> frozenset[str]:
        """Return the slugs of the groups that it prints cells of in one table, or about one exam of it."""
        return frozenset(
            cell.applicant_group
            for printed in self.printed
            if printed.table == table and (not exam or printed.exam == exam)
            for cell in printed.cells
        )

    def sources_of(self, table: str, exam: str = "") -> tuple[str, ...]:
        """Return the sources of its rows of one table, or about one exam of it, in printed order."""
        return tuple(
            printed.source_id
            for printed in self.printed
            if printed.table == table and (not exam or printed.exam == exam) and self.cells_kept(printed)
        )

    def cells_kept(self, printed: PrintedTable) -> frozenset[PrintedCell]:
        """Return the columns of a printed table that rows are made of: those that no other repeats."""
        again = (other.cells for other in self.printed if other.source_id == printed.repeated_in)
        return frozenset(printed.cells).difference(*again)
