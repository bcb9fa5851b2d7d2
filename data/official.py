"""Read the raw files of official figures: one line per printed row, every cell typed, every name mapped."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.breaks import BREAK_NAMES, with_breaks
from data.definitions import Column
from data.official_row import Cell, OfficialRow, OfficialRows
from data.official_schema import NAMED_TABLES
from data.schema import TABLES
from data.terms import slugs
from data.transcription import TranscriptionError, read_csv_rows
from data.vocabulary import CHOICE_TYPES

# Not a table: the total rows that NRMP prints among the rows of `positions`.
POSITIONS_TOTALS = "positions_totals"
NAMES = "specialty_names"


@dataclass(frozen=True, slots=True)
class RawFile:
    """One raw file and the table it becomes.

    `added` are the table's columns that the file does not have; with `source_id` the whole file has one
    source. `per_choice_type` are printed once per choice type and become one row for each.
    """

    table: str
    path: str
    added: tuple[str, ...] = ()
    per_choice_type: tuple[str, ...] = ()
    source_id: str = ""

    @property
    def columns(self) -> dict[str, Column]:
        """Return the file's columns, in order, with what each may hold; one choice type after the other."""
        once = [column for column in TABLES[self.table].columns if column.name not in self.added]
        start = next((at for at, column in enumerate(once) if column.name in self.per_choice_type), 0)
        spread = [column for column in once if column.name in self.per_choice_type]
        rest = [column for column in once if column.name not in self.per_choice_type]
        return {
            **{column.name: column for column in rest[:start]},
            **{f"{slug}_{column.name}": column for slug in slugs(CHOICE_TYPES) for column in spread},
            **{column.name: column for column in rest[start:]},
        }


RAW_FILES: tuple[RawFile, ...] = (
    RawFile(NAMES, "results_and_data/specialty_names.csv", added=("first_match_year", "last_match_year")),
    RawFile("positions", "results_and_data/positions.csv", added=("specialty", *BREAK_NAMES)),
    RawFile("applicants", "results_and_data/applicants.csv", added=BREAK_NAMES),
    RawFile("match_rates", "results_and_data/match_rates.csv"),
    RawFile(
        "only_choice",
        "results_and_data/only_choice.csv",
        added=("specialty", "applicant_type"),
        per_choice_type=("matched_count", "unmatched_count", "ranked_only_count", "unmatched_pct"),
    ),
    RawFile(
        "choices",
        "results_and_data/choices.csv",
        added=("specialty", "applicant_type"),
        per_choice_type=(
            "only_choice_count",
            "first_choice_count",
            "not_first_choice_count",
            "positions_per_applicant",
        ),
    ),
    RawFile("policy_events", "policy/policy_events.csv", added=("source_id",), source_id="policy_notices"),
    RawFile("guide_claims", "guide/guide_claims.csv", added=("source_id",), source_id="guide_text"),
    RawFile("source_oddities", "results_and_data/known_oddities.csv"),
    RawFile("restatements", "results_and_data/restatements.csv", added=("match_year",)),
)

# Type of a column -> form of a cell, what makes the cell a number, and the form in words.
_FORMS: dict[str, tuple[str, Callable[[str], int | float], str]] = {
    "int": (r"\d+", int, "a whole number"),
    "float": (r"\d+(?:\.\d+)?", float, "a number"),
}


def read_official(raw_dir: Path) -> OfficialRows:
    """Return table -> rows for every table of official figures, and the printed totals of `positions`.

    Every row of a table named in NRMP's words carries `specialty` and `current_name`.

    Raises:
        TranscriptionError: a file is missing or has another header, a cell has not its column's form, a
            printed name has no mapping, or a mapping no printed name.
    """
    rows = {file.table: tuple(_read(file, raw_dir)) for file in RAW_FILES}
    printed = rows["positions"]
    totals = tuple(row for row in printed if row.cells["position_level"] == "total")
    rows["positions"] = tuple(row for row in printed if row.cells["position_level"] != "total")
    mapping = _mapping(rows[NAMES])
    for table in NAMED_TABLES:
        rows[table] = tuple(_named(row, table, mapping) for row in rows[table])
    rows[NAMES] = tuple(_dated(row, rows) for row in rows[NAMES])
    rows |= with_breaks(rows, raw_dir)
    return {**rows, POSITIONS_TOTALS: totals}


def _read(file: RawFile, raw_dir: Path) -> Iterator[OfficialRow]:
    columns = file.columns
    fixed = {"source_id": file.source_id} if file.source_id else {}
    for where, raw in read_csv_rows(raw_dir / file.path, tuple(columns)):
        cells = {name: _cell(where, name, column, raw[name]) for name, column in columns.items()}
        for each in _by_choice_type(cells) if file.per_choice_type else (cells,):
            yield OfficialRow(where, {**each, **fixed})


def _cell(where: str, name: str, column: Column, text: str) -> Cell:
    if not text and column.nullable:
        return None
    if column.dtype not in _FORMS:
        return text
    form, number, words = _FORMS[column.dtype]
    if not re.fullmatch(form, text, re.ASCII):
        raise TranscriptionError(f"{where}: {name} is {text!r}, not {words}.")
    return number(text)


def _by_choice_type(cells: Mapping[str, Cell]) -> Iterator[dict[str, Cell]]:
    prefixes = tuple(f"{slug}_" for slug in slugs(CHOICE_TYPES))
    shared = {name: cell for name, cell in cells.items() if not name.startswith(prefixes)}
    for slug, prefix in zip(slugs(CHOICE_TYPES), prefixes, strict=True):
        own = {name.removeprefix(prefix): cell for name, cell in cells.items() if name.startswith(prefix)}
        yield {**shared, "applicant_type": slug, **own}


def _mapping(names: Iterable[OfficialRow]) -> dict[tuple[str, str], OfficialRow]:
    mapping: dict[tuple[str, str], OfficialRow] = {}
    for row in names:
        key = (row.text("printed_in"), row.text("specialty_as_printed"))
        if key in mapping:
            raise TranscriptionError(f"{row.where}: {key[1]!r} of {key[0]} already has a mapping.")
        mapping[key] = row
    return mapping


def _named(row: OfficialRow, table: str, mapping: Mapping[tuple[str, str], OfficialRow]) -> OfficialRow:
    name = row.text("specialty_as_printed")
    if (table, name) not in mapping:
        raise TranscriptionError(f"{row.where}: {name!r} has no mapping in {NAMES}.csv.")
    found = mapping[table, name].cells
    return OfficialRow(
        row.where, {**row.cells, "specialty": found["specialty"], "current_name": found["current_name"]}
    )


def _dated(name: OfficialRow, rows: OfficialRows) -> OfficialRow:
    years = [
        row.number("match_year")
        for row in rows.get(name.text("printed_in"), ())
        if row.cells["specialty_as_printed"] == name.cells["specialty_as_printed"]
    ]
    if not years:
        table, printed = name.text("printed_in"), name.text("specialty_as_printed")
        raise TranscriptionError(f"{name.where}: no row of {table} is named {printed!r}.")
    return OfficialRow(
        name.where, {**name.cells, "first_match_year": int(min(years)), "last_match_year": int(max(years))}
    )
