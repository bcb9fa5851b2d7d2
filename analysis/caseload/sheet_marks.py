"""What the reader of workbooks does not tell of a sheet, in one pass over its XML, which is guarded before.

Which rows are hidden, which cells struck out, in error or never calculated, and how far the sheet reaches.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from defusedxml import ElementTree
from xlsxwriter.utility import xl_cell_to_rowcol

NOT_CALCULATED: Final = "a formula without a stored result"
IN_ERROR: Final = "an error of the spreadsheet"
# Cells and rows that are formatted and hold nothing: whole columns of them are easily made.
_EMPTY_CELLS: Final = re.compile(rb"<c [^<>]*/>")
_EMPTY_ROWS: Final = re.compile(rb"<row [^<>]*(?:/>|></row>)")
_REFERENCE: Final = re.compile(r"[A-Z]{1,3}\d{1,7}")
_YES: Final = frozenset({"1", "true"})


@dataclass(slots=True)
class SheetMarks:
    """What one pass over a sheet found; rows count from 1, columns from 0.

    Attributes:
        hidden: rows that the sheet does not show.
        hidden_columns: columns that it does not show.
        struck: (row, column) of cells that are struck out.
        odd: row -> column -> text and what the cell holds instead of a value.
        last_row: the last row with anything in it.
        last_column: the last column with anything in it.
    """

    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    odd: dict[int, dict[int, tuple[str, str]]] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0


def without_empty_cells(sheet: bytes) -> bytes:
    """Return the XML of a sheet without cells and rows that hold nothing."""
    return _EMPTY_ROWS.sub(b"", _EMPTY_CELLS.sub(b"", sheet))


def struck_styles(styles: bytes) -> frozenset[str]:
    """Return the numbers of the cell formats that strike out, as a cell names them."""
    root = ElementTree.fromstring(styles)
    marks = [font.find("{*}strike") for font in root.iterfind("{*}fonts/*")]
    struck = {
        str(number)
        for number, mark in enumerate(marks)
        if mark is not None and mark.get("val", "1") not in {"0", "false"}
    }
    formats = enumerate(root.iterfind("{*}cellXfs/*"))
    return frozenset(str(number) for number, one in formats if one.get("fontId") in struck)


def scan_sheet(sheet: bytes, struck: frozenset[str] = frozenset()) -> SheetMarks:
    """Read the marks of a sheet of an Open XML workbook; `struck` is the result of `struck_styles`.

    Raises:
        ValueError: when it declares an entity, which no workbook does.
        xml.parsers.expat.ExpatError: when it is no XML.
    """
    found = SheetMarks()
    row, column = 0, -1
    cell: dict[str, str] = {}
    has_formula, is_value, value = False, False, ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, cell, has_formula, is_value, value
        name = tag.rpartition(":")[2]
        if name == "row":
            number = attributes.get("r", "")
            row, column = int(number) if number.isdecimal() else row + 1, -1
            if attributes.get("hidden") in _YES:
                found.hidden.add(row)
        elif name == "c":
            cell, has_formula, value = attributes, False, ""
            column += 1
            if _REFERENCE.fullmatch(place := attributes.get("r", "")):
                row, column = xl_cell_to_rowcol(place)
                row += 1
        elif name == "f":
            has_formula = True
        elif name in {"v", "t"}:
            is_value = True
        elif name == "col" and attributes.get("hidden") in _YES:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            found.hidden_columns.update(range(first - 1, min(last, first + 200)))

    def text(said: str) -> None:
        nonlocal value
        if is_value:
            value += said[:100]

    def end(tag: str) -> None:
        nonlocal is_value
        name = tag.rpartition(":")[2]
        if name in {"v", "t"}:
            is_value = False
        if name != "c":
            return
        sort = cell.get("t", "n")
        if sort == "e":
            found.odd.setdefault(row, {})[column] = (value or "#ERROR", IN_ERROR)
        elif has_formula and not value and sort != "str":
            found.odd.setdefault(row, {})[column] = ("=", NOT_CALCULATED)
        elif not value:
            return
        found.last_row, found.last_column = max(found.last_row, row), max(found.last_column, column)
        if cell.get("s") in struck:
            found.struck.add((row, column))

    _parse(sheet, start, end, text)
    return found


def hidden_rows_of_ods(content: bytes, sheet: str) -> set[int]:
    """Return the rows that a sheet does not show, counted from 1; `content` is the content.xml of a file."""
    hidden: set[int] = set()
    row, is_inside = 0, False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, is_inside
        if name == "table:table":
            row, is_inside = 0, attributes.get("table:name") == sheet
        elif name == "table:table-row" and is_inside:
            repeated = int(attributes.get("table:number-rows-repeated", "1"))
            if attributes.get("table:visibility", "visible") != "visible" and repeated < 100_000:
                hidden.update(range(row + 1, row + repeated + 1))
            row += repeated

    _parse(content, start)
    return hidden


def _parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    def refuse(*_: object) -> None:
        raise ValueError("An entity is declared.")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.Parse(content, True)
