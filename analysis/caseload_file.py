"""A caseload as a file: the bytes of a CSV or Excel file in, its filled lines as cells out.

Nothing is written to disk and nothing is logged. What is no such file is refused with one sentence.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from typing import Final

from openpyxl import load_workbook

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 100
# A zip can unpack to thousands of times its size, and each mark of XML costs far more than its bytes.
MOST_UNPACKED: Final = 50 * 1024 * 1024
MOST_PARTS: Final = 2_000
MOST_MARKS: Final = 600_000
MOST_OTHER_MARKS: Final = 150_000
MOST_SHEET_ROWS: Final = 1_048_576
LONGEST_SHOWN: Final = 40
# The other sheets of our own template need no mention.
TEMPLATE_SHEETS: Final = ("caseload", "columns", "allowed")

ALLOWED_FILES: Final = (
    "a CSV file (separated by comma, semicolon or tab) or an Excel workbook (.xlsx) without a password, "
    f"up to {MOST_BYTES // 1024**2} MB"
)
_DELIMITERS: Final = (",", ";", "\t")
_ZIP: Final = b"PK\x03\x04"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_BIG_PARTS: Final = re.compile(r"xl/(worksheets|media)/|xl/sharedStrings\.xml$", re.IGNORECASE)
_UTF16: Final = "is text in the encoding UTF-16, where UTF-8 or Windows-1252 is read"
_SIGNATURES: Final = (
    (b"\xd0\xcf\x11\xe0", "is an old Excel file (.xls) or a workbook with a password"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF8", "is a picture"),
    (b"%PDF", "is a PDF"),
    (b"{\\rtf", "is a text document (RTF)"),
    (b"PAR1", "is a Parquet file"),
    (b"\xff\xfe", _UTF16),
    (b"\xfe\xff", _UTF16),
)
_QUOTES: Final = (
    "The quotation marks of this line do not pair up, or a cell is far too long. Allowed is one pair round a "
    "whole cell, with quotation marks inside it doubled."
)
# A formula that was never calculated: no value, and not the empty text that a calculated one may give.
_UNCALCULATED: Final = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?![^<>]* t="str")[^<>]*><f[ >/][^<]*(?:</f>)?(?:<v ?/>|<v></v>)?</c>'
)


class CaseloadError(ValueError):
    """A file that cannot be read as a caseload: a sentence on what was wrong, and one on what is allowed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as text with single blanks; `odd` says what it holds when that is neither text nor number."""

    text: str
    odd: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its number as a spreadsheet counts, its cells, what keeps it unread."""

    number: int
    cells: tuple[Cell, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file that hold something, the header first, and what is to be said about the file."""

    lines: tuple[Line, ...]
    notices: tuple[str, ...]


def cut(text: str) -> str:
    """Return text short enough for a message."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def read_lines(content: bytes, file_name: str) -> Lines:
    """Read the filled lines of a CSV or Excel file; which of the two it is, its first bytes say.

    Args:
        content: the file.
        file_name: its name, for the messages.

    Raises:
        CaseloadError: when it is neither, is damaged, locked, empty or too large.
    """
    name = f"“{cut(file_name)}”"
    try:
        _refuse_strangers(content, file_name)
        lines, notices = (_workbook_lines if content.startswith(_ZIP) else _csv_lines)(content)
    except _RefusedError as refused:
        raise CaseloadError(f"{name} {refused}. Allowed is {ALLOWED_FILES}.") from None
    if not lines:
        raise CaseloadError(f"{name} holds no line with anything in it. Allowed is {ALLOWED_FILES}.")
    return Lines(tuple(lines), tuple(notices))


class _RefusedError(Exception):
    """What is wrong with the file, as the middle of a sentence."""


def _refuse_strangers(content: bytes, file_name: str) -> None:
    """Refuse what is too large, empty, or plainly some other kind of file."""
    if len(content) > MOST_BYTES:
        raise _RefusedError(f"is too large, with {len(content) / 1024**2:.1f} MB")
    if not content.strip():
        raise _RefusedError("is empty")
    for what in (what for signature, what in _SIGNATURES if content.startswith(signature)):
        raise _RefusedError(what)
    if content.startswith(_ZIP):
        return
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise _RefusedError("is a web page or another text in angle brackets, not a table")
    if b"\0" in content:
        raise _RefusedError("is not text: it holds bytes that no CSV file has")
    if file_name.lower().endswith((".xlsx", ".xlsm")):
        raise _RefusedError("is called an Excel workbook, but is none inside, or is damaged")


def _filled(lines: Iterable[Line]) -> tuple[list[Line], list[str]]:
    """Return the header and the first `MOST_ROWS` filled lines, and the notice that there are more."""
    filled = (line for line in lines if line.fault or line.cells)
    kept = list(islice(filled, MOST_ROWS + 1))
    if kept and len(kept[0].cells) > MOST_COLUMNS:
        raise _RefusedError(f"has more than {MOST_COLUMNS} columns")
    if next(filled, None) is None:
        return kept, []
    return kept, [
        f"The file has more than {MOST_ROWS:,} rows: the first {MOST_ROWS:,} were read, to line "
        f"{kept[-1].number:,}, and the rest was left out. Split the file to read the rest."
    ]


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    """Return cells without the blank ones at the end."""
    while cells and not cells[-1].text:
        cells.pop()
    return tuple(cells)


def _csv_lines(content: bytes) -> tuple[list[Line], list[str]]:
    """Read text as CSV."""
    text, notices = _decoded(content)
    lines, too_many = _filled(_rows_of(list(io.StringIO(text, newline=""))))
    return lines, [*notices, *too_many]


def _decoded(content: bytes) -> tuple[str, list[str]]:
    """Return bytes as text, with a notice when they are not UTF-8."""
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise _RefusedError("is text in an encoding other than UTF-8 and Windows-1252") from None
    return text, [
        "The file is not in UTF-8 and was read as Windows-1252, as older versions of Excel write it: look at "
        "names with accents before you use them."
    ]


def _rows_of(physical: list[str]) -> Iterator[Line]:
    """Yield the rows of a CSV with the number of the line that each begins on.

    A row whose quotation marks do not pair up is a fault of its first line alone; reading goes on behind it.
    """
    delimiter = _delimiter(next((line for line in physical if line.strip()), ""))
    start = 0
    while start < len(physical):
        rest = (physical[place] for place in range(start, len(physical)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
        first = start
        try:
            for row in reader:
                if row:
                    yield Line(first + 1, _trimmed([Cell(" ".join(cell.split())) for cell in row]))
                first = start + reader.line_num
        except csv.Error:
            yield Line(first + 1, (Cell(" ".join(physical[first].split())),), _QUOTES)
            start = first + 1
        else:
            return


def _delimiter(header: str) -> str:
    """Return what separates the columns of the header; a comma when nothing does."""
    return max(_DELIMITERS, key=lambda mark: len(re.sub(r'"[^"]*"', "", header).split(mark)))


def _workbook_lines(content: bytes) -> tuple[list[Line], list[str]]:
    """Read the first sheet of a workbook, row by row."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(archive)
        with warnings.catch_warnings():
            # What openpyxl warns of can name a cell's value, and a warning ends up in the server's log.
            warnings.filterwarnings("ignore", module="openpyxl")
            return _first_sheet(content)
    except _RefusedError:
        raise
    # A damaged workbook can fail in any way at all, deep inside the library.
    except Exception as error:
        raise _RefusedError(
            "cannot be read as an Excel workbook: it is damaged or of another kind"
        ) from error


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    """Refuse a zip that is no workbook, is locked, or would unpack to more than a caseload can be."""
    parts = archive.infolist()
    if _CONTENT_TYPES not in archive.NameToInfo:
        raise _RefusedError("is a zip archive, not an Excel workbook")
    if any(part.flag_bits & 1 for part in parts):
        raise _RefusedError("is locked with a password")
    too_much = _RefusedError("holds far more than a caseload once it is unpacked")
    # A part never unpacks to more than it announces: the rest would not be read.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_much
    marks = {True: 0, False: 0}
    for part in parts:
        with archive.open(part) as unpacked:
            marks[bool(_BIG_PARTS.match(part.filename))] += sum(
                chunk.count(b"<") for chunk in iter(lambda: unpacked.read(1 << 20), b"")
            )
        if marks[True] > MOST_MARKS or marks[False] > MOST_OTHER_MARKS:
            raise too_much


def _first_sheet(content: bytes) -> tuple[list[Line], list[str]]:
    """Return the filled lines of the first sheet."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    # What a sheet says about its own size is sometimes wrong, and rows beyond it would be lost.
    sheet.reset_dimensions()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        uncalculated = _uncalculated(archive.read(sheet._worksheet_path))
    uncalculated_rows = {number for number, _ in uncalculated}
    rows = islice(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), MOST_SHEET_ROWS)
    lines, notices = _filled(
        Line(
            number,
            _trimmed([_cell(value, (number, place) in uncalculated) for place, value in enumerate(row, 1)]),
        )
        for number, row in enumerate(rows, start=1)
        # A sheet can have a million blank rows, and the library counts them out one by one.
        if row.count(None) < len(row) or number in uncalculated_rows
    )
    book.close()
    others = [name for name in book.sheetnames if name not in (sheet.title, *TEMPLATE_SHEETS)]
    if others:
        left = ", ".join(f"“{cut(name)}”" for name in others[:5]) + (" and others" if others[5:] else "")
        notices.append(f"Only the first sheet, “{cut(sheet.title)}”, was read; left out: {left}.")
    return lines, notices


def _uncalculated(sheet: bytes) -> set[tuple[int, int]]:
    """Return row and column of the cells whose formula was saved without a result."""
    found = set()
    for column, row in _UNCALCULATED.findall(sheet):
        place = 0
        for letter in column:
            place = place * 26 + letter - ord("A") + 1
        found.add((int(row), place))
    return found


def _cell(value: object, is_uncalculated: bool = False) -> Cell:
    """Return a value of a workbook as text; a whole number that Excel keeps as 230.0 is 230."""
    match value:
        case None:
            return Cell("=", "a formula without a stored result") if is_uncalculated else Cell("")
        case bool():
            return Cell(str(value).upper(), "a TRUE or FALSE")
        case date() | time() | timedelta():
            return Cell(str(value).removesuffix(" 00:00:00"), "a date or a time")
        case float() if value.is_integer():
            return Cell(str(int(value)))
        case _:
            return Cell(" ".join(str(value).split()))
