"""Text files: what separates their columns, and their lines as cells."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from analysis.caseload.encodings import ENCODINGS, decoded
from analysis.caseload.kinds import RefusedError
from analysis.caseload.records import MOST_COLUMNS, MOST_ROWS, Cell, Grid, Line, clean, cut

DELIMITERS: Final = (",", ";", "\t", "|")
# Lines beyond are not looked at, filled or not.
MOST_LINES: Final = 250_000
MOST_FAULTS: Final = 200
_SAMPLE_LINES: Final = 30
_SAMPLE_SIZE: Final = 60_000
_SAID_DELIMITER: Final = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_QUOTES: Final = (
    "The quotation marks of this line do not pair up, or a cell is far too long. Allowed is one pair round a "
    "whole cell, with quotation marks inside it doubled."
)


def text_grid(content: bytes, encoding: str = "") -> Grid:
    """Read a text file; `encoding` is a key of `ENCODINGS`, or empty to find out.

    Raises:
        RefusedError: when it is no text, or its first row has far more columns than a caseload.
    """
    text, found = decoded(content, encoding)
    stream = io.StringIO(text, newline="")
    physical = list(islice(stream, MOST_LINES))
    filled = (line for line in _lines(physical) if line.cells or line.fault)
    kept = list(islice(filled, MOST_ROWS + 1))
    if kept and kept[0].fault and len(kept[0].cells) == MOST_COLUMNS:
        raise too_wide()
    notices = []
    if len(kept) <= MOST_ROWS and sum(bool(line.fault) for line in kept) >= MOST_FAULTS:
        notices.append(
            f"So many lines have quotation marks that do not pair up that reading ended at line "
            f"{kept[-1].number:,}."
        )
    elif next(filled, None) is not None or stream.readline():
        notices.append(said_too_many(kept))
    if found != "utf-8-sig":
        notices.append(
            f"The file is not in UTF-8 and was read as {ENCODINGS.get(found, found)}: look at names with "
            "accents before you use them."
        )
    return Grid(tuple(kept), tuple(notices), found)


def too_wide() -> RefusedError:
    """Return why a file is refused whose first row has too many columns."""
    return RefusedError(
        f"has more than {MOST_COLUMNS} columns", "Copy the columns that count into a new file"
    )


def said_too_many(kept: list[Line]) -> str:
    """Return the notice that a file has more rows than are read."""
    last = f", to line {kept[-1].number:,}," if kept else ""
    return (
        f"The file has more than {MOST_ROWS:,} rows: the first {MOST_ROWS:,} were read{last} and the rest "
        "was left out. Split the file to read the rest."
    )


def _lines(physical: list[str]) -> Iterator[Line]:
    """Yield the rows with the number of the line that each begins on.

    A row whose quotation marks do not pair up is a fault of its first line alone; reading goes on behind it.
    """
    said = _SAID_DELIMITER.match(physical[0]) if physical else None
    delimiter = said[1] if said else _delimiter(physical)
    start, faults = int(bool(said)), 0
    while start < len(physical) and faults < MOST_FAULTS:
        rest = islice(physical, start, None)
        reader = csv.reader(rest, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
        first = start
        try:
            for row in reader:
                # Blank cells at the end are none; there can be millions of them.
                while row and (not row[-1] or row[-1].isspace()):
                    row.pop()
                if row:
                    yield _line(first + 1, row)
                first = start + reader.line_num
        except csv.Error:
            yield Line(first + 1, (Cell(cut(clean(physical[first][:1000]))),), _QUOTES)
            start, faults = first + 1, faults + 1
        else:
            return


def _line(number: int, texts: list[str]) -> Line:
    # The first cells are enough to say which line it is.
    cells = tuple(Cell(clean(text)) for text in texts[:MOST_COLUMNS])
    if len(texts) > MOST_COLUMNS:
        said = f"The line has {len(texts):,} cells. Allowed are {MOST_COLUMNS} columns."
        return Line(number, cells, said)
    return Line(number, cells if any(cell.text for cell in cells) else ())


def _delimiter(physical: list[str]) -> str:
    """Return what separates the columns: what cuts most of the first lines into the same number of cells."""
    filled = (line[:_SAMPLE_SIZE] for line in islice(physical, 200) if line.strip(",;|\t \r\n"))
    sample = list(islice(filled, _SAMPLE_LINES))

    def evenness(mark: str) -> int:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=mark, skipinitialspace=True)]
        except csv.Error:
            return 0
        usual = Counter(width for width in widths if width > 1).most_common(1)
        return sum(lines * (width - 1) for width, lines in usual)

    # Of equals the first is taken.
    return max(DELIMITERS, key=evenness)
