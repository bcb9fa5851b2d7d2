"""Bytes of a file to an edition: its record with its rows, and every cell that could not be read, and why.

A cell that cannot be read costs that cell. Nothing is guessed: of two figures for one cell neither is taken.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.caseload.advisees import Problem
from analysis.caseload.files import ReadFile, read_file, sheet_notices
from analysis.caseload.headings import LOOKED_AT
from analysis.caseload.records import CaseloadError, Line, cut, said_numbers
from analysis.echo import visible
from analysis.own_edition.columns import (
    COLUMNS,
    FIRST_YEAR,
    HEAD,
    LAST_YEAR,
    LONGEST_CITATION,
    LONGEST_TITLE,
    NEEDED,
    SHEETS,
)
from analysis.own_edition.rows import Tally, read_rows
from analysis.wording import listed
from data.name_records import name_key
from data.own_edition import Head, OwnEdition, own_edition


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """What a file came to.

    Attributes:
        name: of the file, cut to be short.
        edition: what was read; None where it is no edition.
        refused: why there is none; empty where there is one.
        problems: the cells that could not be read.
        notices: sentences about the file as a whole.
        tallies: how many cells of each measure and statistic were read, and how many not.
        sheets: names of the sheets that can be read instead, of a workbook with several.
        sheet: the one that was read.
        encoding: of a text file, as it was read.
    """

    name: str
    edition: OwnEdition | None = None
    refused: str = ""
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    tallies: tuple[Tally, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""

    @property
    def blank_count(self) -> int:
        """Rows without a value, which is no mistake: the publication has none."""
        return sum(tally.blank_count for tally in self.tallies)


def read_edition(content: bytes, file_name: str, *, sheet: str = "", encoding: str = "") -> ReadEdition:
    """Read the file of an edition: a workbook or a text file, in the form of the template.

    Never an exception: what is no edition comes back with the reason.
    """
    name = cut(visible(file_name))
    try:
        found = _open(content, name, sheet, encoding)
    except CaseloadError as refused:
        return ReadEdition(name, refused=str(refused))
    read = ReadEdition(
        name,
        notices=(*sheet_notices(found), *found.grid.notices),
        sheets=found.sheets.visible if found.sheets else (),
        sheet=found.sheets.read if found.sheets else "",
        encoding=found.grid.encoding,
    )
    return _read(read, found.grid.lines, hashlib.sha256(content).hexdigest())


def _open(content: bytes, name: str, sheet: str, encoding: str) -> ReadFile:
    found = read_file(content, name, sheet=sheet, encoding=encoding)
    first, *others = SHEETS
    # Whoever saved the template with its list of words open means the edition.
    if not sheet and found.sheets and found.sheets.read in others and first in found.sheets.visible:
        return read_file(content, name, sheet=first)
    return found


def _read(read: ReadEdition, lines: Sequence[Line], fingerprint: str) -> ReadEdition:
    header = _header(lines)
    if header is None:
        said = (
            f"“{read.name}” has no row with the headings {listed(column.label for column in NEEDED)}. Fill "
            "in the template, or name the columns so."
        )
        faults = (f" Row {line.number}: {line.fault}" for line in lines[:LOOKED_AT] if line.fault)
        return replace(read, refused=f"{said}{next(faults, '')}")
    head, wrong = _head(line for line in lines if line.number < header.number)
    if head is None:
        return replace(
            read,
            refused=f"“{read.name}”: {' '.join(wrong)} The lines of the head stand above the headings, the "
            "name of each in the first column.",
        )
    places = _places(header)
    below = [line for line in lines if line.number > header.number]
    hidden = [line.number for line in below if line.is_hidden or line.is_struck]
    notices = read.notices
    if hidden:
        notices = (
            *notices,
            f"Not read, because the file hides them or strikes them out: {said_numbers(hidden)}.",
        )
    rows = read_rows((line for line in below if not (line.is_hidden or line.is_struck)), places)
    read = replace(read, problems=rows.problems, notices=notices, tallies=rows.tallies)
    if not rows.figures:
        why = "none of its figures could be read" if rows.problems else "no row of it has a value"
        return replace(read, refused=f"“{read.name}”: {why}.")
    return replace(read, edition=own_edition(head, rows.figures, fingerprint))


def _header(lines: Sequence[Line]) -> Line | None:
    """Return the first line that names every column that is needed."""
    for line in lines[:LOOKED_AT]:
        if not line.fault and {column.name for column in NEEDED} <= set(_places(line)):
            return line
    return None


def _places(header: Line) -> Mapping[str, int]:
    """Return column -> its place; the first of two with one name."""
    keys = [name_key(cell.text) if cell.text else "" for cell in header.cells]
    return {
        column.name: place
        for column in COLUMNS
        for place in [next((at for at, key in enumerate(keys) if key in column.keys), None)]
        if place is not None
    }


def _head(lines: Iterable[Line]) -> tuple[Head | None, list[str]]:
    """Return the head, or what is missing in it."""
    said: dict[str, str] = {}
    for line in lines:
        texts = [cell.text for cell in line.cells if cell.text]
        if len(texts) == 1:
            # Publication: Charting Outcomes, in one cell.
            texts = [part for part in texts[0].partition(":")[::2] if part.strip()]
        for part in HEAD:
            if len(texts) > 1 and name_key(texts[0]) in part.keys:
                # A citation without quotation marks is parted by its commas.
                said.setdefault(part.name, visible(", ".join(texts[1:])))
    year = said.get("year", "").removesuffix(".0")
    fits = {
        "publication": 0 < len(said.get("publication", "")) <= LONGEST_TITLE,
        "year": year.isdecimal() and year.isascii() and FIRST_YEAR <= int(year[:9]) <= LAST_YEAR,
        "citation": 0 < len(said.get("citation", "")) <= LONGEST_CITATION,
    }
    wrong = [
        f"{part.label} is {f'“{cut(said[part.name])}”' if part.name in said else 'missing'}; allowed is "
        f"{part.allowed}."
        for part in HEAD
        if not fits[part.name]
    ]
    if wrong:
        return None, wrong
    return Head(said["publication"], int(year), said["citation"]), []
