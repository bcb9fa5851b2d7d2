"""What a caseload is made of: cells and lines of a file, people, and what could not be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from analysis.wording import listed

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


def said_numbers(numbers: Iterable[int]) -> str:
    """Return rows as a phrase: row 7; rows 3, 4 and 9; rows 2-40; of more than eight runs the first."""
    rows = sorted(set(numbers))
    runs = [[row for _, row in run] for _, run in groupby(enumerate(rows), lambda one: one[1] - one[0])]
    shown = [f"{run[0]}-{run[-1]}" if run[1:] else f"{run[0]}" for run in runs]
    said = f"{', '.join(shown[:8])} and {len(runs) - 8} more" if runs[8:] else listed(shown)
    return f"row{'s' if rows[1:] else ''} {said}"


def how_many(count: int, one: str) -> str:
    """Return a count of things as words: 1 advisee, 2,000 advisees."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"
