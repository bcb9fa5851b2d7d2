"""What a caseload is made of: cells and lines of a file, people, and what could not be read."""

import re
from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 100
LONGEST_SHOWN: Final = 40

# Characters that nobody sees, as copying from web pages and exports leaves them: a number with one is a
# number.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


class CaseloadError(ValueError):
    """A file that cannot be read as a caseload: a sentence on what is wrong, and one on what to do."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as text with single blanks.

    Attributes:
        text: what stands there.
        odd: what the cell holds when that is neither text nor number, such as a date.
        is_struck: whether it is struck out.
    """

    text: str
    odd: str = ""
    is_struck: bool = False


BLANK: Final = Cell("")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something.

    Attributes:
        number: of the line in the file, as a spreadsheet counts.
        cells: from the first column to the last that holds something.
        fault: what keeps the whole line unread.
        is_hidden: whether the sheet does not show it, by a filter or by hand.
    """

    number: int
    cells: tuple[Cell, ...]
    fault: str = ""
    is_hidden: bool = False

    def cell(self, place: int) -> Cell:
        """Return the cell in a column, counted from 0; a blank one beyond the last."""
        return self.cells[place] if place < len(self.cells) else BLANK

    @property
    def is_struck(self) -> bool:
        """Whether everything in it is struck out."""
        return any(cell.is_struck for cell in self.cells) and all(
            cell.is_struck for cell in self.cells if cell.text
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a text file or of one sheet that hold something.

    Attributes:
        lines: in the order of the file.
        notices: sentences about the file as a whole.
        encoding: of a text file, the name of its encoding; empty for a workbook.
    """

    lines: tuple[Line, ...]
    notices: tuple[str, ...] = ()
    encoding: str = ""


def cut(text: str) -> str:
    """Return text short enough for a message."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def clean(text: str) -> str:
    """Return text with single blanks and without characters that nobody sees."""
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


def column_letter(place: int) -> str:
    """Return the letters of a column as a spreadsheet has them; `place` counts from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def said_numbers(numbers: tuple[int, ...], one: str = "row", most: int = 8) -> str:
    """Return rows as a phrase: row 7; rows 3, 4 and 9; rows 2-40."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [f"{first}" if first == last else f"{first}-{last}" for first, last in runs[:most]]
    more = f" and {len(runs) - most} more" if runs[most:] else ""
    plural = "" if len(set(numbers)) == 1 else "s"
    if more or len(shown) == 1:
        return f"{one}{plural} {', '.join(shown)}{more}"
    return f"{one}{plural} {', '.join(shown[:-1])} and {shown[-1]}"
