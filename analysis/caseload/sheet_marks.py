"""What the reader of workbooks does not tell of a sheet, in one pass over its XML, which is guarded before.

Which rows are hidden, which cells struck out, in error or never calculated, and how far the sheet reaches.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from defusedxml import ElementTree

NOT_CALCULATED: Final = "a formula without a stored result"
IN_ERROR: Final = "an error of the spreadsheet"
# Cells and rows that are formatted and hold nothing: whole columns of them are easily made.
_EMPTY_CELLS: Final = re.compile(rb"<c [^<>]*/>")
_EMPTY_ROWS: Final = re.compile(rb"<row [^<>]*(?:/>|></row>)")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class SheetMarks:
    """What one pass over a sheet found; rows count from 1, columns from 0.

    Attributes:
        hidden: rows that the sheet does not show.
        hidden_columns: columns that it does not show.
        struck: (row, column) of cells that are struck out.
        odd: (row, column) -> text and what the cell holds instead of a value.
        last_row: the last row with anything in it.
        last_column: the last column with anything in it.
    """

    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    odd: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0


def without_empty_cells(sheet: bytes) -> bytes:
    """Return the XML of a sheet without cells and rows that hold nothing."""
    return _EMPTY_ROWS.sub(b"", _EMPTY_CELLS.sub(b"", sheet))


def struck_styles(styles: bytes) -> frozenset[str]:
    """Return the numbers of the cell formats that strike out, as a cell names them."""
    root = ElementTree.fromstring(styles)
    parts = {child.tag.rpartition("}")[2]: child for child in root}

    def is_struck(font: Any) -> bool:  # noqa: ANN401 - an element of the standard library
        marks = [mark for mark in font if mark.tag.rpartition("}")[2] == "strike"]
        return bool(marks) and marks[0].get("val", "1") not in {"0", "false"}

    struck = {str(number) for number, font in enumerate(parts.get("fonts", ())) if is_struck(font)}
    formats = enumerate(parts.get("cellXfs", ()))
    return frozenset(str(number) for number, one in formats if one.get("fontId") in struck)


def scan_sheet(sheet: bytes, struck: frozenset[str] = frozenset()) -> SheetMarks:
    """Read the marks of a sheet of an Open XML workbook.

    Args:
        sheet: its XML.
        struck: the result of `struck_styles`.

    Raises:
        ValueError: when it declares an entity, which no workbook does.
        xml.parsers.expat.ExpatError: when it is no XML.
    """
    scan = _Scan(struck)
    parser = _parser(scan.start, scan.end)
    parser.CharacterDataHandler = scan.text
    parser.Parse(sheet, True)
    return scan.found


def hidden_rows_of_ods(content: bytes, sheet: str) -> set[int]:
    """Return the rows that a sheet of an OpenDocument file does not show, counted from 1.

    Args:
        content: its content.xml.
        sheet: name of the sheet.
    """
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

    _parser(start, lambda _: None).Parse(content, True)
    return hidden


def _parser(start: Callable[[str, dict[str, str]], None], end: Callable[[str], None]) -> expat.XMLParserType:
    def refuse(*_: object) -> None:
        raise ValueError("An entity is declared.")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    return parser


class _Scan:
    """The state of the pass: the row and the cell that it stands in."""

    def __init__(self, struck: frozenset[str]) -> None:
        self.found = SheetMarks()
        self._struck = struck
        self._row, self._column = 0, -1
        self._cell: dict[str, str] = {}
        self._has_formula, self._is_value, self._value = False, False, ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = -1
            if attributes.get("hidden") in {"1", "true"}:
                self.found.hidden.add(self._row)
        elif name == "c":
            self._cell, self._has_formula, self._value = attributes, False, ""
            place = _REFERENCE.fullmatch(attributes.get("r", ""))
            if place:
                self._column = _column(place[1])
                self._row = int(place[2])
            else:
                self._column += 1
        elif name == "f":
            self._has_formula = True
        elif name in {"v", "t"}:
            self._is_value = True
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.found.hidden_columns.update(range(first - 1, min(last, first + 200)))

    def text(self, text: str) -> None:
        if self._is_value:
            self._value += text[:100]

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in {"v", "t"}:
            self._is_value = False
        elif name == "c":
            self._end_of_cell()

    def _end_of_cell(self) -> None:
        sort = self._cell.get("t", "n")
        where = (self._row, self._column)
        if sort == "e":
            self.found.odd[where] = (self._value or "#ERROR", IN_ERROR)
        elif self._has_formula and not self._value and sort != "str":
            self.found.odd[where] = ("=", NOT_CALCULATED)
        elif not self._value:
            return
        self.found.last_row = max(self.found.last_row, self._row)
        self.found.last_column = max(self.found.last_column, self._column)
        if self._cell.get("s") in self._struck:
            self.found.struck.add(where)


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
