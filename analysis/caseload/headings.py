"""The header of a file: where it stands, and what its headings say."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from analysis.caseload.cells import GROUPS, read_specialties
from analysis.caseload.readiness_columns import answer_of, is_target, unsure_answer
from analysis.caseload.records import Cell, Line, cut
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
    the first line with more than one cell, unless that holds values. Of two rows of headings it is the lower.
    """
    first = [line for line in lines[:LOOKED_AT] if not line.fault]
    if not first:
        return 0
    known = {line.number: len(_known(line)) for line in first}
    best = max(first, key=lambda line: known[line.number])
    for number in (best.number, best.number + 1):
        if heading_above(lines, number):
            return number
    if known[best.number] >= 2 or (known[best.number] == 1 and not _has_values(best)):
        return best.number
    wide = next((line for line in first if sum(bool(cell.text) for cell in line.cells) > 1), first[0])
    return 0 if _has_values(wide) else wide.number


def heading_above(lines: Sequence[Line], number: int) -> Line | None:
    """Return the row above the headings that is read with them, as cells merged over columns leave it.

    Only where it is certain: no cell of either row can be a value; the lower row fills gaps of the upper one,
    and otherwise stands below the heading of a group; and both have headings of their own that are known.
    """
    upper, lower = (next((line for line in lines if line.number == at), None) for at in (number - 1, number))
    if upper is None or lower is None or not (_may_be_headings(upper) and _may_be_headings(lower)):
        return None
    pairs = _pairs(upper, lower)
    added = [(pair, after) for pair, after in pairwise([*pairs, ("", "")]) if pair[1] not in {"", pair[0]}]
    are_groups = all(after[1] and not after[0] for pair, after in added if pair[0])
    own = {_meaning(above) for above, below in pairs if below in {"", above}} - {""}
    texts = _joined(upper, lower)
    meant = {
        _meaning(text) for text, (above, below) in zip(texts, pairs, strict=True) if below not in {"", above}
    } - {""}
    has_gaps = any(not pair[0] for pair, _ in added)
    return upper if has_gaps and are_groups and own and len(meant) > 1 else None


def said_together(lines: Sequence[Line], number: int) -> str:
    """Say that two rows were read as the headings; empty where it was one."""
    above = heading_above(lines, number)
    return f"Rows {above.number} and {number} were read together as the headings." if above else ""


def _may_be_headings(line: Line) -> bool:
    """Whether no cell of a line can be a value: each has letters, and none is a group or says nothing."""
    texts = [cell.text for cell in line.cells if cell.text]
    is_plain = not line.fault and not any(cell.odd for cell in line.cells) and not _has_values(line)
    return is_plain and not any(is_missing(text) or not re.search(r"[^\W\d_]", text) for text in texts)


def _pairs(upper: Line, lower: Line) -> list[tuple[str, str]]:
    """Return for each column what stands in both rows."""
    width = max(len(upper.cells), len(lower.cells))
    return [(upper.cell(place).text, lower.cell(place).text) for place in range(width)]


def _joined(upper: Line, lower: Line) -> list[str]:
    """Return the heading of each column out of two rows: below the heading of a group with that before it.

    A heading that is known without its group and not with it stands alone, unless there are several of it.
    """
    texts, group = list[str](), ""
    lowers = [cell.text for cell in lower.cells]
    for above, below in _pairs(upper, lower):
        if below in {"", above}:
            group = ""
            texts.append(above)
            continue
        group = above or group
        whole = f"{group} – {below}" if group else below
        is_known = _meaning(below) and lowers.count(below) == 1
        texts.append(below if is_known and not _meaning(whole) else whole)
    return texts


def _meaning(text: str) -> str:
    """Return what a heading is known to mean, or may mean in readiness; empty for none."""
    unsure = unsure_answer(text)
    asked = answer_of(text) or (unsure[0] if unsure else None)
    return read_name("heading", text).slug or (asked.name if asked else "")


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
    """Return the columns of a file; `number` is that of the (lower) line with the headings, 0 for none."""
    header = next((line for line in lines if line.number == number), None)
    if header and (above := heading_above(lines, number)):
        header = replace(header, cells=tuple(map(Cell, _joined(above, header))))
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
