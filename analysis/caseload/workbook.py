"""Workbooks: the sheet that is open in them as lines of cells, with what is hidden or struck out in it."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, Final

from defusedxml import ElementTree
from xlsxwriter.utility import xl_col_to_name

from analysis.caseload import child
from analysis.caseload.kinds import DAMAGED, TOO_MUCH, Kind, RefusedError
from analysis.caseload.records import BLANK, MOST_COLUMNS, MOST_ROWS, Cell, Grid, Line, clean, cut
from analysis.caseload.sheet_marks import (
    SheetMarks,
    hidden_rows_of_ods,
    scan_sheet,
    struck_styles,
    without_empty_cells,
)
from analysis.caseload.text import said_too_many, too_wide

MOST_MARKS: Final = 600_000
MOST_OTHER_MARKS: Final = 150_000
# The other sheets of our own template need no mention.
TEMPLATE_SHEETS: Final = ("caseload", "columns", "allowed")
_BIG_PARTS: Final = re.compile(r"xl/(worksheets|media)/|xl/sharedStrings\.xml$|content\.xml$", re.IGNORECASE)
_WORKBOOK: Final = re.compile(r"xl/[^/]*workbook[^/]*\.xml", re.IGNORECASE)
_ACTIVE_IN_ODS: Final = re.compile(rb'config:name="ActiveTable"[^>]*>([^<]*)<')
_DATE_AT_MIDNIGHT: Final = " 00:00:00"


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a workbook: those it shows, in order, those it hides, and the one that was read."""

    visible: tuple[str, ...]
    hidden: tuple[str, ...]
    read: str


def workbook_grid(content: bytes, kind: Kind, sheet: str = "") -> tuple[Grid, Sheets]:
    """Read one sheet of a workbook: `sheet`, or the one that was open when it was saved.

    Raises:
        RefusedError: when it is damaged, locked or holds far more than a caseload.
    """
    try:
        return _open_xml(content, sheet) if kind == "xlsx" else _other(content, kind, sheet)
    except (RefusedError, KeyboardInterrupt, SystemExit):
        raise
    # A damaged workbook can fail in any way at all, deep inside a library; one in Rust panics beyond
    # Exception.
    except BaseException as error:
        raise RefusedError(*DAMAGED) from error


def _open_xml(content: bytes, wanted: str) -> tuple[Grid, Sheets]:
    """Read .xlsx and .xlsm, also in the Strict form."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts, active = _sheet_parts(archive)
        shown = [name for name, (_, is_shown) in parts.items() if is_shown] or list(parts)
        name = next((one for one in (wanted, active) if one in shown), shown[0])
        if not wanted and name in TEMPLATE_SHEETS[1:] and TEMPLATE_SHEETS[0] in shown:
            name = TEMPLATE_SHEETS[0]
        path = parts[name][0]
        _refuse_bombs(archive, except_for=path)
        xml = archive.read(path)
        if xml.count(b"<") > MOST_MARKS:
            xml = without_empty_cells(xml)
            if xml.count(b"<") > MOST_MARKS:
                raise RefusedError(*TOO_MUCH)
            content = _repacked(archive, path, xml)
        styles = b"".join(
            archive.read(part) for part in archive.namelist() if part.lower() == "xl/styles.xml"
        )
    marks = scan_sheet(xml, struck_styles(styles) if b"strike" in styles else frozenset())
    if marks.last_row * (marks.last_column + 1) > child.MOST_BOX:
        raise RefusedError(*TOO_MUCH)
    found = child.read_sheet(content, name, MOST_ROWS + 1, MOST_COLUMNS)
    _refuse(found)
    hidden = tuple(other for other, (_, is_shown) in parts.items() if not is_shown)
    columns = [xl_col_to_name(place) for place in sorted(marks.hidden_columns) if place <= marks.last_column]
    said = (
        f"The sheet does not show every column ({', '.join(columns[:10])}); those were looked at like the "
        "others."
    )
    return _grid(found, marks, (said,) if columns else ()), Sheets(tuple(shown), hidden, name)


def _other(content: bytes, kind: Kind, wanted: str) -> tuple[Grid, Sheets]:
    """Read .xls, .xlsb and .ods in a process of its own, which may run out of memory without harm."""
    if kind == "ods":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(archive)
            xml = archive.read("content.xml")
            settings = archive.read("settings.xml") if "settings.xml" in archive.namelist() else b""
        active = _ACTIVE_IN_ODS.search(settings)
        wanted = wanted or (active[1].decode() if active else "")
    found = _apart(content, wanted)
    hidden = hidden_rows_of_ods(xml, found["name"]) if kind == "ods" else set()
    untold = (
        f"Whether rows are hidden or struck out cannot be told of a workbook of this kind (.{kind}); saved "
        "as .xlsx it can."
    )
    grid = _grid(found, SheetMarks(hidden), () if kind == "ods" else (untold,))
    return grid, Sheets(tuple(found["visible"] or [found["name"]]), tuple(found["hidden"]), found["name"])


def _apart(content: bytes, wanted: str) -> dict[str, Any]:
    """Run the reader in a process of its own."""
    command = [sys.executable, "-I", child.__file__, wanted, str(MOST_ROWS + 1), str(MOST_COLUMNS)]
    done = subprocess.run(
        command,
        input=content,
        capture_output=True,
        timeout=2 * child.MOST_SECONDS,
        check=False,
        cwd=Path.cwd().anchor,
    )
    if done.returncode < 0 or b"MemoryError" in done.stderr or b"memory allocation" in done.stderr:
        raise RefusedError(*TOO_MUCH)
    found: dict[str, Any] = json.loads(done.stdout)
    _refuse(found)
    return found


def _refuse(found: Mapping[str, Any]) -> None:
    if found.get("refused") == child.LOCKED:
        raise RefusedError("is locked with a password", "Open it, take the password away and save it")
    if found.get("refused"):
        raise RefusedError(*TOO_MUCH)


def _sheet_parts(archive: zipfile.ZipFile) -> tuple[dict[str, tuple[str, bool]], str]:
    """Return name -> part and whether it is shown, and the name of the sheet that was open."""
    at = next(part for part in archive.namelist() if _WORKBOOK.fullmatch(part))
    folder, _, file = at.rpartition("/")
    links = {
        link.get("Id"): str(link.get("Target"))
        for link in ElementTree.fromstring(archive.read(f"{folder}/_rels/{file}.rels"))
    }
    root = ElementTree.fromstring(archive.read(at))
    sheets = {str(sheet.get("name")): sheet for sheet in root.iterfind(".//{*}sheet")}
    parts: dict[str, tuple[str, bool]] = {}
    for name, sheet in sheets.items():
        key = next((value for attribute, value in sheet.items() if attribute.endswith("}id")), "")
        target = links.get(key, "")
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        if "/worksheets/" in path and path in archive.NameToInfo:
            parts[name] = (path, sheet.get("state", "visible") == "visible")
    open_one = [int(view.get("activeTab", "0")) for view in root.iterfind(".//{*}workbookView")][-1:]
    return parts, next(iter([*sheets][place] for place in open_one if 0 <= place < len(sheets)), "")


def _refuse_bombs(archive: zipfile.ZipFile, except_for: str = "") -> None:
    """Refuse a workbook whose parts hold more marks than one of a caseload does."""
    marks = {True: 0, False: 0}
    for part in archive.infolist():
        # Sheets that are not read are not unpacked either.
        if except_for and part.filename.lower().startswith("xl/worksheets/"):
            continue
        with archive.open(part) as unpacked:
            is_big = bool(_BIG_PARTS.match(part.filename))
            marks[is_big] += sum(chunk.count(b"<") for chunk in iter(lambda: unpacked.read(1 << 20), b""))
        if marks[True] > MOST_MARKS or marks[False] > MOST_OTHER_MARKS:
            raise RefusedError(*TOO_MUCH)


def _repacked(archive: zipfile.ZipFile, path: str, xml: bytes) -> bytes:
    """Return the workbook with one sheet replaced, and without the others' contents."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as smaller:
        for part in archive.namelist():
            if part == path:
                smaller.writestr(part, xml)
            elif not part.lower().startswith(("xl/worksheets/", "xl/media/")):
                smaller.writestr(part, archive.read(part))
    return file.getvalue()


def _grid(found: Mapping[str, Any], marks: SheetMarks, notices: tuple[str, ...]) -> Grid:
    """Lay what was read and what was marked together."""
    rows = {int(number): values for number, values in found["rows"]}
    last = max(rows, default=0)
    for row, odd in marks.odd.items():
        # The reader takes these for blank, and a row of nothing else for none.
        if row not in rows and (not found["has_more"] or row < last) and min(odd) <= MOST_COLUMNS:
            rows[row] = []
    has_merged = _fill_merged(rows, found["merged"])
    lines = [
        Line(number, cells, is_hidden=number in marks.hidden)
        for number in sorted(rows)
        if (cells := _cells(number, rows[number], marks))
    ]
    if any(len(line.cells) > MOST_COLUMNS for line in lines[:1]):
        raise too_wide()
    if found["has_more"] or len(lines) > MOST_ROWS + 1:
        lines = lines[: MOST_ROWS + 1]
        notices = (*notices, said_too_many(lines))
    if has_merged:
        notices = (*notices, "A cell that spans several rows counts for each of them.")
    return Grid(tuple(lines), notices)


def _fill_merged(rows: dict[int, list[Any]], merged: list[Any]) -> bool:
    """Write the value of a cell that spans rows into each row that holds anything else; say if any did."""
    is_filled = False
    for (first_row, column), (last_row, _) in merged:
        values = rows.get(first_row + 1, [])
        value = values[column] if column < len(values) else ""
        if value == "" or last_row - first_row > MOST_ROWS:
            continue
        for number in range(first_row + 2, last_row + 2):
            row = rows.get(number)
            if row is not None:
                row.extend([""] * (column + 1 - len(row)))
                row[column] = value
                is_filled = True
    return is_filled


def _cells(number: int, values: list[Any], marks: SheetMarks) -> tuple[Cell, ...]:
    cells = [_cell(value) for value in values]
    for column, (text, odd) in marks.odd.get(number, {}).items():
        if column <= MOST_COLUMNS:
            cells.extend([BLANK] * (column + 1 - len(cells)))
            cells[column] = Cell(cut(text), odd)
    if marks.struck:
        cells = [
            replace(cell, is_struck=True) if (number, place) in marks.struck else cell
            for place, cell in enumerate(cells)
        ]
    while cells and not cells[-1].text:
        cells.pop()
    return tuple(cells)


def _cell(value: object) -> Cell:
    """Return a value of a workbook as text; a whole number that Excel keeps as 230.0 is 230."""
    match value:
        case bool():
            return Cell(str(value).upper(), "a TRUE or FALSE")
        case float() if value.is_integer():
            return Cell(str(int(value)))
        case {"odd": odd} | (date() | time() | timedelta() as odd):
            return Cell(str(odd).removesuffix(_DATE_AT_MIDNIGHT), "a date or a time")
        case _:
            return Cell(clean(str(value)))
