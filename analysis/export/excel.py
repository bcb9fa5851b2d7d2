"""A slice as an Excel workbook: its rows, its dictionary and its sources, each on a sheet."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.export.citation import used_sources
from analysis.export.tables import json_rows, slice_column
from data.dictionary import allowed_text
from data.query import Query
from data.schema import TABLES
from data.version import DATA_VERSION

EXCEL_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DICTIONARY_HEAD: Final = ("column", "type", "unit", "meaning", "allowed")
# Name, header and rows.
Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
_NARROWEST: Final = 8
_WIDEST: Final = 60
# The same slice gives the same bytes; a workbook would otherwise carry the time of its making.
CREATED: Final = datetime(2000, 1, 1)
# Text is written as text; nothing is looked at to see whether it might be a formula, a number or a link.
TEXT_STAYS_TEXT: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def excel_bytes(query: Query, rows: pd.DataFrame, sources: pd.DataFrame) -> bytes:
    """Return a workbook of a slice with the sheets `data`, `dictionary` and `sources`.

    Of the `sources` table those that the rows name are listed; all where the slice has no `source_id`.
    """
    table = TABLES[query.table]
    columns = [slice_column(table, str(name)) for name in rows.columns]
    dictionary = [
        (one.name, one.pandas_dtype, one.unit, one.description, allowed_text(one).replace("`", ""))
        for one in columns
    ]
    return workbook_bytes(
        frame_sheet("data", rows),
        ("dictionary", DICTIONARY_HEAD, dictionary),
        frame_sheet("sources", used_sources(rows, sources)),
        title=f"Match Atlas: {query.table}",
        comments=f"{table.description} Data version {DATA_VERSION}.",
    )


def frame_sheet(name: str, frame: pd.DataFrame) -> Sheet:
    """Return a frame as a sheet."""
    return name, [str(column) for column in frame.columns], [[*row.values()] for row in json_rows(frame)]


def workbook_bytes(
    *sheets: Sheet, finish: Callable[[Workbook], object] = lambda workbook: None, **about: str
) -> bytes:
    """Return a workbook: each sheet has a header that stays in view and filters, and columns wide enough.

    Text stays text whatever it begins with; a missing value is an empty cell. `about` are properties of the
    file, and `finish` does what else is to be done.
    """
    file = io.BytesIO()
    with Workbook(file, TEXT_STAYS_TEXT) as workbook:
        workbook.set_properties({**about, "created": CREATED})
        bold = workbook.add_format({"bold": True})
        for name, head, rows in sheets:
            sheet = workbook.add_worksheet(name)
            sheet.add_write_handler(str, Worksheet.write_string)
            sheet.write_row(0, 0, head, bold)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
            for place, column in enumerate(head):
                longest = max((len(str(row[place])) for row in rows), default=0)
                # A header also holds the button of its filter.
                sheet.set_column(place, place, min(_WIDEST, max(_NARROWEST, len(column) + 3, longest + 1)))
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(rows), max(len(head) - 1, 0))
        finish(workbook)
    return file.getvalue()
