"""The header of a file: where it stands, and what its headings say."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from analysis.caseload.cells import GROUPS, read_specialties
from analysis.caseload.readiness_columns import answer_of, is_target
from analysis.caseload.records import Line, cut
from analysis.names import is_missing, is_passed, read_name

# How many filled lines at the top a header is looked for in, and how many values of a column are looked at.
LOOKED_AT: Final = 25
SAMPLE: Final = 60
_MOSTLY: Final = 0.6
_SCORE: Final = re.compile(r"(1[2-9]\d|2\d\d|300)(\.0+)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a file.

    Attributes:
        place: counted from 0.
        text: its heading; empty where it has none.
        slug: what the heading means, a slug of `data.vocabulary.HEADINGS` or the name of an answer of
            readiness; empty where it is not known.
        near: what it may mean.
        holds: what most of its values are: `specialties`, `applicant_group`, `score`, or empty.
        is_filled: whether anything stands below.
    """

    place: int
    text: str
    slug: str = ""
    near: tuple[str, ...] = ()
    holds: str = ""
    is_filled: bool = True

    @property
    def shown(self) -> str:
        """The heading, or the letter of the column where it has none."""
        return cut(self.text) if self.text else f"column {xl_col_to_name(self.place)}"


def header_number(lines: Sequence[Line]) -> int:
    """Return the number of the line with the headings; 0 where the first line is a person already.

    The line with the most known headings of different meanings is taken. Where no heading is known, it is
    the first line with more than one cell, unless that holds values.
    """
    first = [line for line in lines[:LOOKED_AT] if not line.fault]
    if not first:
        return 0
    known = {line.number: len(_known(line)) for line in first}
    best = max(first, key=lambda line: known[line.number])
    if known[best.number] >= 2 or (known[best.number] == 1 and not _has_values(best)):
        return best.number
    wide = next((line for line in first if sum(bool(cell.text) for cell in line.cells) > 1), first[0])
    return 0 if _has_values(wide) else wide.number


def known_headings(lines: Sequence[Line]) -> int:
    """Return how many known headings of different meaning one line has at most that others stand below."""
    return max((len(_known(line)) for line in lines[:-1][:LOOKED_AT] if not line.fault), default=0)


def _known(line: Line) -> set[str]:
    texts = (cell.text for cell in line.cells if cell.text and not cell.odd)
    return {slug for text in texts if (slug := read_name("heading", text).slug)}


def _has_values(line: Line) -> bool:
    """Say whether a line holds what stands below headings: a score, a group, specialties."""
    texts = [cell.text for cell in line.cells if cell.text]
    return any(_SCORE.fullmatch(text) or read_name("applicant_group", text, GROUPS).slug for text in texts)


def headings(lines: Sequence[Line], number: int) -> tuple[Heading, ...]:
    """Return the columns of a file; `number` is that of the line with the headings, 0 for none."""
    header = next((line for line in lines if line.number == number), None)
    below = [line for line in lines if line.number > number and not line.fault]
    width = max([len(line.cells) for line in below[:SAMPLE]] + [len(header.cells) if header else 0])
    found = tuple(_heading(place, header, below) for place in range(width))
    if not any(column.slug == "specialties" and not is_target(column.text) for column in found):
        return found
    # The one applied for, beside those that are thought of.
    return tuple(
        replace(column, slug="specialty", near=(), holds="") if is_target(column.text) else column
        for column in found
    )


def _heading(place: int, header: Line | None, below: Sequence[Line]) -> Heading:
    text = header.cell(place).text if header else ""
    values = [line.cell(place).text for line in below[:SAMPLE] if line.cell(place).text]
    is_filled = bool(values) or any(line.cell(place).text for line in below[SAMPLE:])
    if not text:
        return Heading(place, text, holds=_holds(values), is_filled=is_filled)
    found = read_name("heading", text)
    if not found.slug and (asked := answer_of(text)) and not is_target(text):
        # Of readiness: no number there is a score.
        return Heading(place, text, asked.name, is_filled=is_filled)
    holds = "" if found.slug else _holds(values)
    # Of two columns for one exam the one with scores is the likelier.
    if found.slug and any(map(_SCORE.fullmatch, values)):
        holds = "score"
    return Heading(place, text, found.slug or "", found.proposals, holds, is_filled)


def _holds(values: Sequence[str]) -> str:
    """Say what most values are."""
    said = [value for value in values if not is_missing(value)]

    def mostly(is_one: Callable[[str], object]) -> bool:
        return sum(map(bool, map(is_one, said))) >= _MOSTLY * len(said)

    def is_list(value: str) -> bool:
        # A name of a person is no specialty; nothing is parted to find out.
        return bool(read_specialties(value[:120]).slugs)

    if not said:
        return ""
    if any(map(_SCORE.fullmatch, said)) and mostly(lambda value: _SCORE.fullmatch(value) or is_passed(value)):
        return "score"
    if mostly(lambda value: read_name("applicant_group", value, GROUPS).slug):
        return "applicant_group"
    return "specialties" if mostly(is_list) else ""
