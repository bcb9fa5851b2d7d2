"""Turn the proved transcriptions into the tables of `data.schema`, in memory."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from data.definitions import Table
from data.editions import EDITIONS
from data.editions.record import Edition, PrintedTable, statistic_column
from data.name_records import name_records
from data.observations import observation_rows
from data.oddities import refuse_unexplained
from data.official import RAW_FILES, read_official
from data.restatements import refuse_unproved, with_years
from data.schema import TABLES
from data.sources import SOURCES
from data.survey_rows import without_garbled
from data.transcription import (
    NOT_REPORTED,
    RAW_DIR,
    Frames,
    PrintedRow,
    cells_by_key,
    read_csv_frame,
    read_printed_tables,
    refuse_row,
)
from data.vocabulary import SPECIALTIES

Record = dict[str, object]

NORMS_PATH = "usmle/norms.csv"
_NORMS_HEADER = ("exam", "period", "norm_mean", "norm_sd", "copied_from", "trust_grade")


def assemble_tables(raw_dir: Path = RAW_DIR) -> dict[str, pd.DataFrame]:
    """Return table name -> typed frame for every table of the schema, in the schema's order.

    No printed cell is dropped: a cell without a value keeps its row, and `cell_status` says why. The cells
    that two tables repeat become one row.

    Raises:
        TranscriptionError: a raw file is not what its page prints, or a figure contradicts another one and
            the list of oddities does not say why.
    """
    rows_of = read_printed_tables(raw_dir)
    official = read_official(raw_dir)
    refuse_unexplained(official)
    specialties = pd.DataFrame(SPECIALTIES).rename(columns={"slug": "specialty"})
    cells: dict[str, list[Record]] = {}
    for edition in EDITIONS:
        for printed in edition.printed:
            cells.setdefault(printed.table, []).extend(_cell_records(edition, printed, rows_of))
    untyped = {
        "specialties": specialties.assign(sort_order=range(1, len(specialties) + 1)),
        **{name: pd.DataFrame(rows) for name, rows in cells.items()},
        "printed_rows": pd.DataFrame(_printed_row_records(rows_of)),
        "names": pd.DataFrame(name_records(raw_dir, official)),
        "usmle_norms": _norms(raw_dir),
        "sources": pd.DataFrame(SOURCES),
        **{file.table: _official_frame(file.table, official) for file in RAW_FILES},
    }
    frames = {name: _typed(TABLES[name], rows) for name, rows in untyped.items()}
    frames["observations"] = _typed(TABLES["observations"], observation_rows(frames))
    refuse_unproved(official["restatements"], frames["observations"])
    return {name: frames[name] for name in TABLES}


def _typed(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with the table's columns, types and row order."""
    rank_of = {
        column.name: {value: rank for rank, value in enumerate(column.allowed)}
        for column in table.columns
        if column.allowed
    }
    return (
        rows.reindex(columns=list(table.column_names))
        .astype({column.name: column.pandas_dtype for column in table.columns})
        .sort_values(
            list(table.key),
            key=lambda values: values.map(rank_of[values.name]) if values.name in rank_of else values,
            ignore_index=True,
        )
    )


def _cell_records(
    edition: Edition, printed: PrintedTable, rows_of: dict[str, tuple[PrintedRow, ...]]
) -> Iterable[Record]:
    """Yield one record per specialty, group and outcome of a printed table, its statistics side by side."""
    kept = edition.cells_kept(printed)
    found: dict[tuple[str, str, str], Record] = {}
    for (specialty, cell), (text, garbled) in cells_by_key(printed, rows_of[printed.source_id]).items():
        if cell not in kept:
            continue
        reported = not garbled and text != NOT_REPORTED
        status = "reported" if reported else "garbled" if garbled else "not_reported"
        record = found.setdefault(
            (specialty, cell.applicant_group, cell.outcome),
            {
                "match_year": edition.match_year,
                "specialty": specialty,
                "applicant_group": cell.applicant_group,
                "outcome": cell.outcome,
                "exam": printed.exam,
                "cell_status": status,
                "source_id": printed.source_id,
            },
        )
        number = float(text.removesuffix("%").replace(",", "")) if reported else None
        record[statistic_column(printed.table, cell.statistic)] = number
        # The status of a row is that of its average, or of its first statistic where it has none.
        if cell.statistic == "mean":
            record["cell_status"] = status
    yield from found.values()


def _printed_row_records(rows_of: dict[str, tuple[PrintedRow, ...]]) -> Iterable[Record]:
    for source_id, rows in rows_of.items():
        for position, row in enumerate(rows, start=1):
            yield {
                "source_id": source_id,
                "specialty": row.specialty,
                "sort_order": position,
                "row_as_printed": row.row_as_printed,
                "other_readings": "; ".join(" / ".join(reading) for reading in row.other_readings),
                "reading_note": row.reading_note,
            }


def _official_frame(table: str, official: Frames) -> pd.DataFrame:
    rows = official[table]
    if table == "only_choice":
        # Where nobody ranked only the specialty, Table 14 prints the share of nobody as 0.0.
        return rows.assign(unmatched_pct=rows["unmatched_pct"].mask(rows["ranked_only_count"] == 0))
    if table == "director_factors":
        return without_garbled(rows)
    return with_years(rows) if table == "restatements" else rows


def _norms(raw_dir: Path) -> pd.DataFrame:
    rows = read_csv_frame(raw_dir / NORMS_PATH, _NORMS_HEADER)
    for column in ("norm_mean", "norm_sd"):
        refuse_row(rows, ~rows[column].str.isdecimal(), f"{column} is {{{column}!r}}, not a whole number.")
    return rows.assign(source_id="usmle_norms")
