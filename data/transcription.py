"""Read the transcribed tables and refuse a row that is not what the page prints.

A guide may print each row as one run of characters, with nothing between the cells. A raw CSV keeps that run
in `row_as_printed` beside the cells it was cut into, so the cut can be proved: label and cells, joined, must
give the run back. Cells stay text here (`"N/A"`, `"17.4%"`, `"14.7"`); `data.assemble` turns them into
numbers.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.editions import EDITIONS
from data.editions.record import ITEMS_CELL, Edition, PrintedCell, PrintedTable
from data.terms import slugs
from data.vocabulary import SPECIALTIES

RAW_DIR = Path(__file__).parent / "raw"

NOT_REPORTED = "N/A"
CROSSWALK_HEADER = ("specialty_as_printed", "specialty")


class TranscriptionError(ValueError):
    """A raw file does not say what its printed page says; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One printed row, proved against its page. `cells` has one text per printed column, in printed order."""

    specialty: str
    row_as_printed: str
    cells: tuple[str, ...]
    garbled: frozenset[str]
    other_readings: tuple[tuple[str, ...], ...]
    reading_note: str


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
        One tuple of cells per reading, the shortest first cell first; empty when there is no reading.
        `"62.615.9"` has two.
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


def read_crosswalk(edition: Edition, raw_dir: Path = RAW_DIR) -> dict[str, str]:
    """Return printed name -> permanent slug for every specialty of an edition, in printed order.

    Raises:
        TranscriptionError: the file cannot be read, a name or a slug stands twice, or a slug is unknown.
    """
    known: dict[str, str] = {}
    for where, row in read_csv_rows(raw_dir / edition.crosswalk, CROSSWALK_HEADER):
        name, slug = row["specialty_as_printed"], row["specialty"]
        if slug not in slugs(SPECIALTIES):
            raise TranscriptionError(f"{where}: {slug!r} is not a specialty of the vocabulary.")
        if name in known or slug in known.values():
            raise TranscriptionError(f"{where}: {name!r} or {slug!r} already has a line.")
        known[name] = slug
    return known


def read_printed_table(
    table: PrintedTable, crosswalk: Mapping[str, str], raw_dir: Path = RAW_DIR
) -> tuple[PrintedRow, ...]:
    """Return the rows of one printed table, in printed order, each proved against its row as printed.

    Args:
        table: what is printed where.
        crosswalk: printed name -> slug of every specialty of its edition, see `read_crosswalk`.
        raw_dir: the folder of the raw files.

    Raises:
        TranscriptionError: a row does not join back to the page, a cell does not have the table's form, a row
            with two readings or garbled cells carries no note, or a specialty is unknown, missing or doubled.
    """
    rows: dict[str, PrintedRow] = {}
    file_name = Path(table.path).name
    for where, raw in read_csv_rows(raw_dir / table.path, table.header):
        label = raw["specialty"]
        if label not in crosswalk:
            raise TranscriptionError(f"{where}: {label!r} is not a specialty of the edition's crosswalk.")
        if label in rows:
            raise TranscriptionError(f"{where}: {label} already has a row in this file.")
        rows[label] = _proved_row(where, table, crosswalk[label], raw)
    absent = [label for label in crosswalk if label not in rows]
    if absent:
        raise TranscriptionError(f"{file_name}: has no row for {', '.join(absent)}.")
    return tuple(rows.values())


def read_printed_tables(raw_dir: Path = RAW_DIR) -> dict[str, tuple[PrintedRow, ...]]:
    """Return source_id -> rows for every printed table, after checking that repeated cells agree.

    Raises:
        TranscriptionError: as `read_printed_table`, or two tables print different values for the same cell.
    """
    rows_of: dict[str, tuple[PrintedRow, ...]] = {}
    for edition in EDITIONS:
        crosswalk = read_crosswalk(edition, raw_dir)
        rows_of |= {
            table.source_id: read_printed_table(table, crosswalk, raw_dir) for table in edition.printed
        }
        for table in edition.printed:
            kept = next((other for other in edition.printed if other.source_id == table.repeated_in), None)
            if kept:
                _refuse_disagreement(table, kept, rows_of)
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
    joined = table.separator.join((label, *cells))
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
    # With something between the cells there is one way to cut a row.
    readings = (
        ()
        if garbled or table.separator
        else possible_readings(printed.removeprefix(label), len(cells), table.cell_form)
    )
    others = tuple(reading for reading in readings if reading != cells)
    if others and not note:
        raise TranscriptionError(
            f"{where}: {printed!r} can be read {len(readings)} ways "
            f"({'; '.join(' / '.join(reading) for reading in readings)}) and carries no reading_note."
        )
    return PrintedRow(specialty, printed, cells, garbled, others, note)


def _refuse_disagreement(
    table: PrintedTable, kept: PrintedTable, rows_of: Mapping[str, tuple[PrintedRow, ...]]
) -> None:
    first, second = (cells_by_key(one, rows_of[one.source_id]) for one in (table, kept))
    for key, (text, _) in first.items():
        if key in second and second[key][0] != text:
            raise TranscriptionError(
                f"{Path(table.path).name} and {Path(kept.path).name} disagree on "
                f"{key[0]}, {key[1].column}: {text!r} and {second[key][0]!r}."
            )
