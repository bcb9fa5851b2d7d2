"""Read the transcribed tables and refuse a row that is not what the page prints.

A guide may print each row as one run of characters, with nothing between the cells. A raw CSV keeps that run
in `row_as_printed` beside the cells it was cut into, so the cut can be proved: label and cells, joined, must
give the run back. Cells stay text here (`"N/A"`, `"17.4%"`, `"14.7"`); `data.assemble` turns them into
numbers.
"""

import csv
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.editions import EDITIONS
from data.editions.record import ITEMS_CELL, Edition, PrintedCell, PrintedTable
from data.terms import slugs
from data.vocabulary import SPECIALTIES

RAW_DIR = Path(__file__).parent / "raw"

# Table -> rows read from its raw file; `where` says which line of which file a row is.
Frames = dict[str, pd.DataFrame]

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
    """Return every way to cut a printed row without its label into cells, the shortest first cell first.

    `cell_form` is the regular expression of one cell; unless told, a research average: one or two digits
    without a leading zero and at most one decimal, or `N/A`. `"62.615.9"` has two readings of three cells.
    """
    if cell_count == 0:
        return () if printed_cells else ((),)
    return tuple(
        (printed_cells[:end], *rest)
        for end in range(1, len(printed_cells) + 1)
        if re.fullmatch(cell_form, printed_cells[:end], re.ASCII)
        for rest in possible_readings(printed_cells[end:], cell_count - 1, cell_form)
    )


def read_csv_frame(path: Path, header: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows of a raw CSV, all cells as text, with their file and line in `where`.

    Raises:
        TranscriptionError: the file is missing, is not UTF-8, its header is not `header`, or a row has too
            many or too few cells.
    """
    try:
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.reader(file)
            lines = [(f"{path.name}, line {reader.line_num}", *row) for row in reader]
    except (OSError, UnicodeDecodeError) as error:
        raise TranscriptionError(f"{path.name} cannot be read: {error}") from error
    found = lines[0][1:] if lines else ()
    if found != header:
        raise TranscriptionError(
            f"{path.name}: the header must be {', '.join(header)}; it is {', '.join(found) or 'empty'}."
        )
    for where, *cells in lines[1:]:
        if len(cells) != len(header):
            raise TranscriptionError(f"{where}: has {len(cells)} cells where the header names {len(header)}.")
    return pd.DataFrame(lines[1:], columns=["where", *header], dtype="str")


def refuse_row(rows: pd.DataFrame, wrong: pd.Series, sentence: str) -> None:
    """Refuse the first row that is wrong, if any; `sentence` names its cells in braces.

    Raises:
        TranscriptionError: where the row is, and the sentence.
    """
    if wrong.any():
        row = rows.loc[wrong].head(1).to_dict("records")[0]
        raise TranscriptionError(f"{row['where']}: {sentence.format_map(row)}")


def read_crosswalk(edition: Edition, raw_dir: Path = RAW_DIR) -> dict[str, str]:
    """Return printed name -> permanent slug for every specialty of an edition, in printed order.

    Raises:
        TranscriptionError: the file cannot be read, a name or a slug stands twice, or a slug is unknown.
    """
    rows = read_csv_frame(raw_dir / edition.crosswalk, CROSSWALK_HEADER)
    names, found = rows["specialty_as_printed"], rows["specialty"]
    unknown = ~found.isin(slugs(SPECIALTIES))
    refuse_row(rows, unknown, "{specialty!r} is not a specialty of the vocabulary.")
    doubled = names.duplicated() | found.duplicated()
    refuse_row(rows, doubled, "{specialty_as_printed!r} or {specialty!r} already has a line.")
    return dict(zip(names, found, strict=True))


def read_printed_table(
    table: PrintedTable, crosswalk: Mapping[str, str], raw_dir: Path = RAW_DIR
) -> tuple[PrintedRow, ...]:
    """Return the rows of one printed table, in printed order, each proved against its row as printed.

    `crosswalk` gives the slug of every specialty of its edition, see `read_crosswalk`.

    Raises:
        TranscriptionError: a row does not join back to the page, a cell does not have the table's form, a row
            with two readings or garbled cells carries no note, or a specialty is unknown, missing or doubled.
    """
    rows = read_csv_frame(raw_dir / table.path, table.header)
    names = rows["specialty"]
    unknown = ~names.isin(crosswalk)
    refuse_row(rows, unknown, "{specialty!r} is not a specialty of the edition's crosswalk.")
    refuse_row(rows, names.duplicated(), "{specialty} already has a row in this file.")
    proved = tuple(_proved_row(table, crosswalk[row["specialty"]], row) for row in rows.to_dict("records"))
    if absent := [label for label in crosswalk if label not in set(names)]:
        raise TranscriptionError(f"{Path(table.path).name}: has no row for {', '.join(absent)}.")
    return proved


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


def _proved_row(table: PrintedTable, specialty: str, raw: Mapping[Hashable, str]) -> PrintedRow:
    cells = {column: raw[column] for column in table.cell_columns}
    label, printed, note = raw["specialty"], raw["row_as_printed"], raw["reading_note"].strip()
    joined = table.separator.join((label, *cells.values()))
    garbled = frozenset(raw["garbled_cells"].split())
    unknown = sorted(garbled.difference(cells))
    misread = [
        f"{column} is {text!r}, not the form of a cell in this table."
        for column, text in cells.items()
        if column not in garbled and not re.fullmatch(table.cell_form, text, re.ASCII)
    ]
    # With something between the cells there is one way to cut a row.
    one_way = bool(garbled or table.separator or joined != printed)
    readings = () if one_way else possible_readings(printed.removeprefix(label), len(cells), table.cell_form)
    others = tuple(reading for reading in readings if reading != tuple(cells.values()))
    ways = "; ".join(" / ".join(reading) for reading in readings)
    for wrong, sentence in (
        (joined != printed, f"the page prints {printed!r}, but label and cells join to {joined!r}."),
        (unknown, f"garbled_cells names {', '.join(unknown)}, not a cell of this table."),
        (
            any([text for column, text in cells.items() if column in garbled][1:]),
            "a garbled stretch stands in the first garbled cell only.",
        ),
        (garbled and not note, f"{printed!r} has garbled cells and carries no reading_note."),
        (misread, "".join(misread[:1])),
        (
            others and not note,
            f"{printed!r} can be read {len(readings)} ways ({ways}) and carries no reading_note.",
        ),
    ):
        if wrong:
            raise TranscriptionError(f"{raw['where']}: {sentence}")
    return PrintedRow(specialty, printed, tuple(cells.values()), garbled, others, note)


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
