"""The lines of a caseload that are nobody: totals, examples of the template, repeated headings, remarks."""

import re
from collections.abc import Sequence
from typing import Final

from analysis.caseload.cells import read_group, read_specialties
from analysis.caseload.columns import COLUMN_NAMES
from analysis.caseload.mapping import ColumnMapping
from analysis.caseload.records import Line, said_numbers
from analysis.demonstration import DEMONSTRATIONS
from analysis.wording import GROUP_LABELS, SPECIALTY_LABELS

_EXAMPLE_SPECIALTIES: Final = (
    ("internal_medicine", "neurology"),
    ("family_medicine", "psychiatry", "pediatrics"),
    ("general_surgery",),
    ("pathology", "internal_medicine"),
    ("neurology", "family_medicine"),
)
_TOTALS: Final = re.compile(
    r"(grand |sub ?)?"
    r"(totals?|sums?|averages?|avg\.?|means?|medians?|counts?|std\.?( dev\.?)?|sd|min(imum)?|max(imum)?|"
    r"standard deviation|n ?= ?\d*)( \(n ?= ?\d+\))?( of .{1,40})?\s*:?\s*\d*",
    re.IGNORECASE,
)
_HIDDEN: Final = "Not read, because the file hides them, by a filter or by hand, or strikes them out"


def example_rows() -> list[tuple[str | int | None, ...]]:
    """Return the invented people of the template, as rows in the order of its columns."""
    pairs = zip(DEMONSTRATIONS, _EXAMPLE_SPECIALTIES, strict=True)
    return [
        (
            f"example-{number}",
            GROUP_LABELS[demo.profile.applicant_group],
            demo.profile.step1,
            demo.profile.step2_ck,
            demo.profile.research_items,
            "; ".join(SPECIALTY_LABELS[specialty] for specialty in specialties),
        )
        for number, (demo, specialties) in enumerate(pairs, start=1)
    ]


_EXAMPLES: Final = frozenset(
    tuple("" if cell is None else str(cell) for cell in row) for row in example_rows()
)


def sort_lines(
    lines: Sequence[Line], mapping: ColumnMapping, *, with_hidden: bool = False
) -> tuple[list[Line], list[str], list[int]]:
    """Tell the lines below the header that are people from the others.

    Returns:
        The lines of people; sentences on the others; and the numbers of those that are hidden, filtered out
        or struck out, which are others unless `with_hidden` asks for them.
    """
    header = next((line for line in lines if line.number == mapping.header), None)
    below = [line for line in lines if line.number > mapping.header]
    aside: dict[str, list[int]] = {}
    people: list[Line] = []
    hidden = [line.number for line in below if line.is_hidden or line.is_struck]
    skipped = set() if with_hidden else set(hidden)
    for line in below:
        sort = _HIDDEN if line.number in skipped else _sort_of(line, header, mapping)
        if sort:
            aside.setdefault(sort, []).append(line.number)
        else:
            people.append(line)
    while people and _is_remark(people[-1], mapping):
        aside.setdefault("Left out, because it is a remark and nobody", []).append(people.pop().number)
    notices = [
        f"{sort}: {said_numbers(numbers)}{f' ({len(numbers):,})' if sort == _HIDDEN else ''}."
        for sort, numbers in aside.items()
    ]
    if with_hidden and hidden:
        said = "Hidden, filtered or struck out in the file, and read as you asked"
        notices.append(f"{said}: {said_numbers(hidden)}.")
    return people, notices, hidden


def _sort_of(line: Line, header: Line | None, mapping: ColumnMapping) -> str:
    """Return why a line that is nobody is left out; empty for a person."""
    if line.fault:
        return ""
    texts = [cell.text for cell in line.cells]
    if not any(line.cell(place).text for place in mapping.used):
        return "Left out, because nothing stands in the columns that were read"
    if header is not None and texts == [cell.text for cell in header.cells]:
        return "Left out, because the headings stand there again"
    row = tuple("; ".join(line.cell(place).text for place in mapping.of(name)) for name in COLUMN_NAMES)
    if row in _EXAMPLES:
        return "Left out, because they are the template’s invented examples"
    first = next(text for text in texts if text)
    if _TOTALS.fullmatch(first) and not _says_who(line, mapping):
        return "Left out, because it is a total or an average and nobody"
    return ""


def _says_who(line: Line, mapping: ColumnMapping) -> bool:
    """Say whether a line names a group or a specialty, as no line of totals does."""
    groups = (read_group(line.cell(place).text)[0] for place in mapping.of("applicant_group"))
    specialties = (read_specialties(line.cell(place).text).slugs for place in mapping.of("specialties"))
    return any(groups) or any(specialties)


def _is_remark(line: Line, mapping: ColumnMapping) -> bool:
    """Say whether the last line is a remark: one cell of several words, and nothing else."""
    filled = [cell.text for cell in line.cells if cell.text]
    return not line.fault and len(mapping.used) > 2 and len(filled) == 1 and len(filled[0].split()) > 2
