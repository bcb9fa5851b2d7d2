"""Bytes of a file to an edition: its record with its rows, and every cell that could not be read, and why.

A cell that cannot be read costs that cell. Nothing is guessed: of two figures for one cell neither is taken.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from analysis.caseload.advisees import WHOLE_LINE, Problem
from analysis.caseload.files import ReadFile, read_file, sheet_notices
from analysis.caseload.headings import LOOKED_AT
from analysis.caseload.records import CaseloadError, Cell, Line, cut, said_numbers
from analysis.echo import visible
from analysis.own_edition.cells import is_blank, read_count, read_value, read_word
from analysis.own_edition.columns import (
    COLUMNS,
    FIRST_YEAR,
    HEAD,
    LAST_YEAR,
    LONGEST_CITATION,
    LONGEST_TITLE,
    NEEDED,
    QUANTILES,
    SHEETS,
)
from analysis.wording import listed
from data.editions.record import Statistic
from data.name_records import name_key
from data.own_edition import Figure, Head, OwnEdition, own_edition

# Specialty, group, outcome and measure: what the statistics of one cohort have in common.
Cohort = tuple[str, str, str, str]
_KEY: Final = ("specialty", "group", "outcome", "measure", "statistic")
_UNMATCHED_RESEARCH: Final = (
    "Research items of people who did not match are shown nowhere here. Allowed with research items: Matched."
)


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """What a file came to.

    Attributes:
        name: of the file, cut to be short.
        edition: what was read; None where it is no edition.
        refused: why there is none; empty where there is one.
        problems: the cells that could not be read.
        notices: sentences about the file as a whole.
        blank_count: rows without a value, which is no mistake: the publication has none.
        sheets: names of the sheets that can be read instead, of a workbook with several.
        sheet: the one that was read.
        encoding: of a text file, as it was read.
    """

    name: str
    edition: OwnEdition | None = None
    refused: str = ""
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    blank_count: int = 0
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """One figure of the file, where it stands, and its text."""

    line: int
    column: str
    figure: Figure
    text: str


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
        return replace(
            read,
            refused=f"“{read.name}” has no row with the headings "
            f"{listed(column.label for column in NEEDED)}. Fill in the template, or name the columns so.",
        )
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
    found: list[_Found] = []
    problems: list[Problem] = []
    blank = 0
    for line in below:
        if line.is_hidden or line.is_struck:
            continue
        figures, faults = _line(line, places)
        found.extend(figures)
        problems.extend(faults)
        blank += not figures and not faults
    kept, conflicts = _settled(found)
    problems.extend(conflicts)
    problems.sort(key=lambda problem: problem.line)
    read = replace(read, problems=tuple(problems), notices=notices, blank_count=blank)
    if not kept:
        why = "none of its figures could be read" if problems else "no row of it has a value"
        return replace(read, refused=f"“{read.name}”: {why}.")
    return replace(read, edition=own_edition(head, kept, fingerprint))


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


def _line(line: Line, places: Mapping[str, int]) -> tuple[list[_Found], list[Problem]]:
    """Return the figures of a line, its value and its number of people, and what of it cannot be read."""
    if line.fault:
        return [], [Problem(line.number, WHOLE_LINE, cut(line.cells[0].text), line.fault)]
    cells = {name: line.cell(place) for name, place in places.items()}
    value, count = cells["value"], cells.get("n", Cell(""))
    if is_blank(value) and is_blank(count):
        return [], []
    labels = {column.name: column.label for column in COLUMNS}

    def problem(name: str, sentence: str) -> Problem:
        return Problem(line.number, labels[name], cut(cells[name].text), sentence)

    words = {name: read_word(name, cells[name]) for name in _KEY}
    problems = [problem(name, sentence) for name, (_, sentence) in words.items() if sentence]
    if problems:
        return [], problems
    specialty, group, outcome, measure, statistic = (words[name][0] for name in _KEY)
    if measure == "research_items" and outcome != "matched":
        return [], [problem("outcome", _UNMATCHED_RESEARCH)]
    found = []
    if not is_blank(value):
        number, wrong = read_value(value, measure, statistic)
        figure = Figure(specialty, group, outcome, measure, statistic, number)  # type: ignore[arg-type]
        found += [] if wrong else [_Found(line.number, labels["value"], figure, cut(value.text))]
        problems += [problem("value", wrong)] if wrong else []
    if not is_blank(count):
        number, wrong = read_count(count)
        figure = Figure(specialty, group, outcome, measure, "n", number)
        found += [] if wrong else [_Found(line.number, labels["n"], figure, cut(count.text))]
        problems += [problem("n", wrong)] if wrong else []
    return found, problems


def _settled(found: Sequence[_Found]) -> tuple[list[Figure], list[Problem]]:
    """Return each figure once, and those that contradict another one of the file, which are left out."""
    same: dict[tuple[object, ...], list[_Found]] = {}
    for one in found:
        same.setdefault(one.figure[:-1], []).append(one)
    kept: list[_Found] = []
    problems = []
    for several in same.values():
        if len({one.figure.value for one in several}) == 1:
            kept.append(several[0])
            continue
        rows = said_numbers(one.line for one in several)
        said = f"Two figures for one cell, in {rows}: neither was read. Allowed is one."
        if len({one.line for one in several}) == 1:
            said = "Two figures for one cell, in this row: neither was read. Allowed is one."
        problems += [Problem(one.line, one.column, one.text, said) for one in several]
    by_cohort: dict[Cohort, dict[Statistic, _Found]] = {}
    for one in kept:
        by_cohort.setdefault(one.figure[:4], {})[one.figure.statistic] = one
    falling: set[int] = set()
    for statistics in by_cohort.values():
        quantiles = [statistics[name] for name in QUANTILES if name in statistics]
        values = [one.figure.value for one in quantiles]
        if values != sorted(values):
            falling.update(map(id, quantiles))
            said = (
                "The percentiles of this cohort fall from one to the next: none of them was read. Allowed is "
                "10th, 25th, median, 75th, 90th in rising order."
            )
            problems += [Problem(one.line, one.column, one.text, said) for one in quantiles]
    return [one.figure for one in kept if id(one) not in falling], problems
