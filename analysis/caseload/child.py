"""Read one sheet of a workbook with calamine: imported where the sheet's size is known, else run apart.

Old and binary kinds of workbook can claim a cell in the last row of the last column in a few bytes, and a
reader then asks for gigabytes. `python -I child.py SHEET` reads such a file from its input under a limit of
memory and time, and writes what it found as JSON; nothing touches the disk.
"""

import datetime
import io
import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum, load_workbook

MOST_MEMORY = 1024**3
MOST_SECONDS = 10
# Rows times columns between the first and the last cell that holds something.
MOST_BOX = 8_000_000
LOCKED, TOO_LARGE = "locked", "too large"


def read_sheet(content: bytes, wanted: str, most_rows: int, most_columns: int) -> dict[str, Any]:
    """Return the sheets of a workbook and the filled rows of one: `wanted`, or the first visible one.

    Returns:
        `visible` and `hidden`: names of sheets; `rows`: (number of the row from 1, its values from the first
        column); `has_more`: whether there are further filled rows; `merged`: ranges as (row, column), both
        from 0; or `refused`: `LOCKED` or `TOO_LARGE`.
    """
    try:
        book = load_workbook(io.BytesIO(content))
    except PasswordError:
        return {"refused": LOCKED}
    sheets = {sheet.name: sheet.visible == SheetVisibleEnum.Visible for sheet in book.sheets_metadata}
    visible = [name for name, shown in sheets.items() if shown]
    name = wanted if wanted in sheets else next(iter(visible or sheets))
    sheet = book.get_sheet_by_name(name)
    if sheet.height * sheet.width > MOST_BOX:
        return {"refused": TOO_LARGE}
    rows = _rows(book, name, most_columns)
    kept = list(islice(rows, most_rows))
    return {
        "visible": visible,
        "hidden": [one for one, shown in sheets.items() if not shown],
        "name": name,
        "rows": kept,
        "has_more": next(rows, None) is not None,
        "merged": (sheet.merged_cell_ranges or [])[:most_rows],
    }


def _rows(book: CalamineWorkbook, name: str, most_columns: int) -> Iterator[tuple[int, list[Any]]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        return
    # Rows come from the first of the sheet on, cells from the first column that holds anything.
    before: list[Any] = [""] * min(sheet.start[1], most_columns)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if any(value != "" for value in row):
            yield number, [*before, *row][: most_columns + 1]


def _plain(value: object) -> object:
    """Return a value that JSON has no word for as text, with a mark in front."""
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return {"odd": str(value)}
    raise TypeError(type(value).__name__)


def _main() -> None:
    try:
        import resource

        for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
            resource.setrlimit(limit, (most, most))
    except (ImportError, ValueError, OSError):
        # Not every system has such limits; the file is small all the same.
        pass
    wanted, most_rows, most_columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    found = read_sheet(sys.stdin.buffer.read(), wanted, most_rows, most_columns)
    sys.stdout.write(json.dumps(found, default=_plain))


if __name__ == "__main__":
    _main()
