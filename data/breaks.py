"""Series breaks: which rows do not continue the year before, out of a reviewed list.

A break is a property of the row it stands in, so whoever compares years can see it there. The list names the
row as it is printed; the build refuses a break that no row has, and one with nothing before it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from data.columns import BREAK_COLUMNS
from data.official_row import OfficialRow, OfficialRows
from data.transcription import TranscriptionError, read_csv_rows

BREAK_NAMES: Final = tuple(column.name for column in BREAK_COLUMNS)
_PATH: Final = "results_and_data/series_breaks.csv"
_HEADER: Final = ("table_name", "match_year", "position_level", "row", *BREAK_NAMES)
# Table -> the columns that name a printed row beside its year, and those that name its series through the
# years, whatever its row is printed as.
_ROW: Final = {"positions": ("position_level", "specialty_as_printed"), "applicants": ("applicant_type",)}
_SERIES: Final = {"positions": ("position_level", "specialty"), "applicants": ("applicant_type",)}
_NONE: Final = {"series_break": None, "break_note": "", "break_source_id": None}

Key = tuple[str, ...]


def with_breaks(rows: OfficialRows, raw_dir: Path) -> dict[str, tuple[OfficialRow, ...]]:
    """Return the tables that have series, every row with its break or without one.

    Raises:
        TranscriptionError: the list names a table without series or a row that there is not, names a row
            twice, gives no reason, or breaks a series that has no row before.
    """
    listed = _listed(raw_dir)
    found = {
        table: tuple(
            OfficialRow(row.where, {**row.cells, **listed.get(_key(table, row), ("", _NONE))[1]})
            for row in rows[table]
        )
        for table in _ROW
    }
    there = {_key(table, row) for table in _ROW for row in rows[table]}
    for key, (where, _) in listed.items():
        if key not in there:
            raise TranscriptionError(f"{where}: no row of {key[0]} is {', '.join(key[1:])}.")
    for table, of_table in found.items():
        _refuse_first(table, of_table)
    return found


def _key(table: str, row: OfficialRow) -> Key:
    return table, row.text("match_year"), *(row.text(name) for name in _ROW[table])


def _listed(raw_dir: Path) -> dict[Key, tuple[str, Mapping[str, str]]]:
    """Return key of a row -> where the list names it, and its break."""
    listed: dict[Key, tuple[str, Mapping[str, str]]] = {}
    for where, line in read_csv_rows(raw_dir / _PATH, _HEADER):
        table = line["table_name"]
        if table not in _ROW:
            raise TranscriptionError(f"{where}: {table!r} has no series; {', '.join(_ROW)} have.")
        level = (line["position_level"],) if table == "positions" else ()
        key = (table, line["match_year"], *level, line["row"])
        if key in listed:
            raise TranscriptionError(f"{where}: {', '.join(key)} already has a break.")
        if not line["break_note"].strip():
            raise TranscriptionError(f"{where}: {', '.join(key)} has no reason.")
        listed[key] = (where, {name: line[name] for name in BREAK_NAMES})
    return listed


def _refuse_first(table: str, rows: tuple[OfficialRow, ...]) -> None:
    """Refuse a break in the first year of a series: there is nothing that it could break with."""
    first: dict[Key, float] = {}
    for row in rows:
        series = tuple(row.text(name) for name in _SERIES[table])
        first[series] = min(first.get(series, row.number("match_year")), row.number("match_year"))
    for row in rows:
        series = tuple(row.text(name) for name in _SERIES[table])
        if row.cells["series_break"] is not None and row.number("match_year") == first[series]:
            raise TranscriptionError(f"{row.where}: {', '.join(series)} breaks in its first year.")
