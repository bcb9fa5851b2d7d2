"""A slice as an Excel workbook: its rows, its dictionary and its sources, each on a sheet."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.export.citation import used_sources
from analysis.export.tables import json_rows, slice_column
from data.dictionary import allowed_text
from data.query import Query
from data.schema import TABLES
from data.version import DATA_VERSION

EXCEL_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DICTIONARY_HEAD: Final = ("column", "type", "unit", "meaning", "allowed")
_NARROWEST: Final = 8
_WIDEST: Final = 60
# The same slice gives the same bytes; a workbook would otherwise carry the time of its making.
_CREATED: Final = datetime(2000, 1, 1)
# Text is written as text; nothing is looked at to see whether it might be a formula, a number or a link.
TEXT_STAYS_TEXT: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def excel_bytes(query: Query, rows: pd.DataFrame, sources: pd.DataFrame) -> bytes:
    """Return a workbook with the sheets `data`, `dictionary` and `sources`.

    Text stays text whatever it begins with; a missing value is an empty cell.

    Args:
        query: what the rows answer.
        rows: the slice.
        sources: the `sources` table; those that the rows name are listed. Where the slice has no column
            `source_id`, all that are given are listed.
    """
    table = TABLES[query.table]
    columns = [slice_column(table, str(name)) for name in rows.columns]
    dictionary = [
        [
            column.name,
            column.pandas_dtype,
            column.unit,
            column.description,
            allowed_text(column).replace("`", ""),
        ]
        for column in columns
    ]
    named = used_sources(rows, sources)
    file = io.BytesIO()
    with Workbook(file, TEXT_STAYS_TEXT) as workbook:
        workbook.set_properties(
            {
                "title": f"Match Atlas: {query.table}",
                "comments": f"{table.description} Data version {DATA_VERSION}.",
                "created": _CREATED,
            }
        )
        bold = workbook.add_format({"bold": True})
        for name, head, cells in (
            ("data", [column.name for column in columns], _cells(rows)),
            ("dictionary", DICTIONARY_HEAD, dictionary),
            ("sources", [str(name) for name in named.columns], _cells(named)),
        ):
            fill_sheet(workbook.add_worksheet(name), head, cells, bold)
    return file.getvalue()


def _cells(frame: pd.DataFrame) -> list[list[Any]]:
    return [list(row.values()) for row in json_rows(frame)]


def fill_sheet(sheet: Worksheet, head: Sequence[str], cells: list[list[Any]], bold: Format) -> None:
    """Write one sheet: a header that stays in view and filters, and columns wide enough to read."""
    for place, name in enumerate(head):
        sheet.write_string(0, place, name, bold)
    for number, row in enumerate(cells, start=1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            elif isinstance(value, bool):
                sheet.write_boolean(number, place, value)
            elif value is not None:
                sheet.write_number(number, place, value)
    for place, name in enumerate(head):
        longest = max((len(str(row[place])) for row in cells), default=0)
        # A header also holds the button of its filter.
        sheet.set_column(place, place, min(_WIDEST, max(_NARROWEST, len(name) + 3, longest + 1)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(cells), max(len(head) - 1, 0))
