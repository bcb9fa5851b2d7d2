"""Read the transcribed tables and refuse a row that is not what the page prints.

The guide prints each row as one run of characters, with nothing between the cells. A raw CSV keeps that run
in `row_as_printed` beside the cells it was cut into, so the cut can be proved: label and cells, joined, must
give the run back. Cells stay text here (`"N/A"`, `"17.4%"`, `"14.7"`); `data.assemble` turns them into
numbers.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from data.vocabulary import SPECIALTIES

RAW_DIR = Path(__file__).parent / "raw"

NOT_REPORTED = "N/A"
SCORE_CELL = r"\d{3}|N/A"
ITEMS_CELL = r"(?:0|[1-9]\d?)(?:\.\d)?|N/A"
FILL_CELL = r"\d{1,3}\.\d%|N/A"


class TranscriptionError(ValueError):
    """A raw file does not say what its printed page says; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One column of a printed table; `outcome` is empty where the table has none."""

    applicant_group: str
    outcome: str = ""

    @property
    def column(self) -> str:
        """Return the name of the raw CSV's column."""
        return "_".join(filter(None, (self.applicant_group, self.outcome)))


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One printed table: its raw file below `data/raw`, the form of a cell, its cells in printed order."""

    source_id: str
    path: str
    table: str
    match_year: int
    cell_form: str
    cells: tuple[PrintedCell, ...]
    exam: str = ""

    @property
    def cell_columns(self) -> tuple[str, ...]:
        """Return the raw CSV's cell columns, in printed order."""
        return tuple(cell.column for cell in self.cells)

    @property
    def header(self) -> tuple[str, ...]:
        """Return every column of the raw CSV, in order."""
        return ("row_as_printed", "specialty", *self.cell_columns, "garbled_cells", "reading_note")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One printed row, proved against its page. `cells` has one text per printed column, in printed order."""

    specialty: str
    row_as_printed: str
    cells: tuple[str, ...]
    garbled: frozenset[str]
    other_readings: tuple[tuple[str, ...], ...]
    reading_note: str


_MATCHED_THREE = (
    PrintedCell("us_md_senior", "matched"),
    PrintedCell("us_img", "matched"),
    PrintedCell("non_us_img", "matched"),
)
_IMG_FOUR = (
    PrintedCell("us_img", "matched"),
    PrintedCell("us_img", "unmatched"),
    PrintedCell("non_us_img", "matched"),
    PrintedCell("non_us_img", "unmatched"),
)
_FILL_THREE = (PrintedCell("img"), PrintedCell("non_us_img"), PrintedCell("us_img"))

PRINTED_TABLES: tuple[PrintedTable, ...] = (
    PrintedTable(
        "co2018_step1_matched",
        "charting_outcomes_2018/step1_matched.csv",
        "scores",
        2018,
        SCORE_CELL,
        _MATCHED_THREE,
        "step1",
    ),
    PrintedTable(
        "co2018_research_output",
        "charting_outcomes_2018/research_output.csv",
        "research_output",
        2018,
        ITEMS_CELL,
        _MATCHED_THREE,
    ),
    PrintedTable(
        "co2018_img_fill",
        "charting_outcomes_2018/img_fill.csv",
        "img_fill",
        2018,
        FILL_CELL,
        _FILL_THREE,
    ),
    PrintedTable(
        "co2018_step1_img",
        "charting_outcomes_2018/step1_img.csv",
        "scores",
        2018,
        SCORE_CELL,
        _IMG_FOUR,
        "step1",
    ),
    PrintedTable(
        "co2018_step2_ck_img",
        "charting_outcomes_2018/step2_ck_img.csv",
        "scores",
        2018,
        SCORE_CELL,
        _IMG_FOUR,
        "step2_ck",
    ),
)

# Table whose cells are printed a second time -> the table that is kept as their source.
REPEATED_IN: dict[str, str] = {"co2018_step1_matched": "co2018_step1_img"}


def possible_readings(
    printed_cells: str, cell_count: int, cell_form: str = ITEMS_CELL
) -> tuple[tuple[str, ...], ...]:
    """Return every way to cut `printed_cells` into `cell_count` cells.

    Args:
        printed_cells: the printed row without its label, for example `"62.615.9"`.
        cell_count: how many cells the row has.
        cell_form: regular expression of one cell; unless told, a research average: one or two digits without
            a leading zero and at most one decimal, or `N/A`.

    Returns:
        One tuple of cells per reading, the shortest first cell first; empty when there is no reading. Among
        the 2018 research rows only `"62.615.9"` and `"6.7511.5"` have more than one.
    """
    if cell_count == 0:
        return () if printed_cells else ((),)
    return tuple(
        (printed_cells[:end], *rest)
        for end in range(1, len(printed_cells) + 1)
        if re.fullmatch(cell_form, printed_cells[:end], re.ASCII)
        for rest in possible_readings(printed_cells[end:], cell_count - 1, cell_form)
    )


def read_csv_rows(path: Path, header: tuple[str, ...]) -> list[tuple[str, dict[str, str]]]:
    """Return (`"file, line n"`, row) for every row of a raw CSV, all cells as text.

    Raises:
        TranscriptionError: the file is missing, is not UTF-8, its header is not `header`, or a row has too
            many or too few cells.
    """
    try:
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.reader(file)
            lines = [(f"{path.name}, line {reader.line_num}", row) for row in reader]
    except (OSError, UnicodeDecodeError) as error:
        raise TranscriptionError(f"{path.name} cannot be read: {error}") from error
    found = tuple(lines[0][1]) if lines else ()
    if found != header:
        raise TranscriptionError(
            f"{path.name}: the header must be {', '.join(header)}; it is {', '.join(found) or 'empty'}."
        )
    for where, row in lines[1:]:
        if len(row) != len(header):
            raise TranscriptionError(f"{where}: has {len(row)} cells where the header names {len(header)}.")
    return [(where, dict(zip(header, row, strict=True))) for where, row in lines[1:]]


def read_printed_table(table: PrintedTable, raw_dir: Path = RAW_DIR) -> tuple[PrintedRow, ...]:
    """Return the rows of one printed table, in printed order, each proved against its row as printed.

    Raises:
        TranscriptionError: a row does not join back to the page, a cell does not have the table's form, a row
            with two readings or garbled cells carries no note, or a specialty is unknown, missing or doubled.
    """
    slug_of = {specialty.label: specialty.slug for specialty in SPECIALTIES}
    rows: dict[str, PrintedRow] = {}
    file_name = Path(table.path).name
    for where, raw in read_csv_rows(raw_dir / table.path, table.header):
        label = raw["specialty"]
        if label not in slug_of:
            raise TranscriptionError(f"{where}: {label!r} is not a specialty of the vocabulary.")
        if label in rows:
            raise TranscriptionError(f"{where}: {label} already has a row in this file.")
        rows[label] = _proved_row(where, table, slug_of[label], raw)
    absent = [label for label in slug_of if label not in rows]
    if absent:
        raise TranscriptionError(f"{file_name}: has no row for {', '.join(absent)}.")
    return tuple(rows.values())


def read_printed_tables(raw_dir: Path = RAW_DIR) -> dict[str, tuple[PrintedRow, ...]]:
    """Return source_id -> rows for every printed table, after checking that repeated cells agree.

    Raises:
        TranscriptionError: as `read_printed_table`, or two tables print different values for the same cell.
    """
    rows_of = {table.source_id: read_printed_table(table, raw_dir) for table in PRINTED_TABLES}
    for repeated, kept in REPEATED_IN.items():
        _refuse_disagreement(repeated, kept, rows_of)
    return rows_of


def cells_by_key(
    table: PrintedTable, rows: tuple[PrintedRow, ...]
) -> dict[tuple[str, PrintedCell], tuple[str, bool]]:
    """Return (specialty, printed column) -> (cell as printed, whether it is garbled)."""
    return {
        (row.specialty, cell): (text, cell.column in row.garbled)
        for row in rows
        for cell, text in zip(table.cells, row.cells, strict=True)
    }


def _proved_row(where: str, table: PrintedTable, specialty: str, raw: dict[str, str]) -> PrintedRow:
    cells = tuple(raw[column] for column in table.cell_columns)
    label, printed, note = raw["specialty"], raw["row_as_printed"], raw["reading_note"].strip()
    joined = label + "".join(cells)
    if joined != printed:
        raise TranscriptionError(
            f"{where}: the page prints {printed!r}, but label and cells join to {joined!r}."
        )
    garbled = frozenset(raw["garbled_cells"].split())
    unknown = sorted(garbled.difference(table.cell_columns))
    if unknown:
        raise TranscriptionError(
            f"{where}: garbled_cells names {', '.join(unknown)}, not a cell of this table."
        )
    garbled_texts = [raw[column] for column in table.cell_columns if column in garbled]
    if any(garbled_texts[1:]):
        raise TranscriptionError(f"{where}: a garbled stretch stands in the first garbled cell only.")
    if garbled and not note:
        raise TranscriptionError(f"{where}: {printed!r} has garbled cells and carries no reading_note.")
    for column, text in zip(table.cell_columns, cells, strict=True):
        if column not in garbled and not re.fullmatch(table.cell_form, text, re.ASCII):
            raise TranscriptionError(f"{where}: {column} is {text!r}, not the form of a cell in this table.")
    readings = () if garbled else possible_readings(printed.removeprefix(label), len(cells), table.cell_form)
    others = tuple(reading for reading in readings if reading != cells)
    if others and not note:
        raise TranscriptionError(
            f"{where}: {printed!r} can be read {len(readings)} ways "
            f"({'; '.join(' / '.join(reading) for reading in readings)}) and carries no reading_note."
        )
    return PrintedRow(specialty, printed, cells, garbled, others, note)


def _refuse_disagreement(repeated: str, kept: str, rows_of: dict[str, tuple[PrintedRow, ...]]) -> None:
    table_of = {table.source_id: table for table in PRINTED_TABLES}
    first, second = (cells_by_key(table_of[name], rows_of[name]) for name in (repeated, kept))
    for key, (text, _) in first.items():
        if key in second and second[key][0] != text:
            raise TranscriptionError(
                f"{Path(table_of[repeated].path).name} and {Path(table_of[kept].path).name} disagree on "
                f"{key[0]}, {key[1].column}: {text!r} and {second[key][0]!r}."
            )
