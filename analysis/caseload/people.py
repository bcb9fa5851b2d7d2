"""Lines become people: each cell is read for itself, and a cell that cannot be read costs that cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from analysis.caseload.advisees import WHOLE_LINE, Caseload, Problem
from analysis.caseload.asides import sort_lines
from analysis.caseload.cells import SpecialtiesReading, apart_from_sitting, read_identifier, read_specialties
from analysis.caseload.columns import COLUMN_BY_NAME
from analysis.caseload.derived_group import PARTS, derived_group
from analysis.caseload.headings import Heading, said_together
from analysis.caseload.joining import Draft, joined
from analysis.caseload.mapping import ColumnMapping, spare_columns
from analysis.caseload.records import CaseloadError, Cell, Line, cut, said_numbers
from analysis.echo import echo
from analysis.names import is_missing
from analysis.profile import NUMBER_FIELDS, NumberField
from analysis.score_text import read_score
from analysis.wording import EXAM_LABELS

_STRUCK: Final = "The cell is struck out in the file and was not read."


def read_people(
    lines: Sequence[Line],
    mapping: ColumnMapping,
    columns: Sequence[Heading],
    *,
    file_name: str = "the file",
    with_hidden: bool = False,
) -> Caseload:
    """Read everybody in a file; `with_hidden` also what is hidden, filtered out or struck out.

    Raises:
        CaseloadError: when there is nobody below the headings of `file_name`.
    """
    people, asides, hidden = sort_lines(lines, mapping, with_hidden=with_hidden)
    if together := said_together(lines, mapping.header):
        asides = [together, *asides]
    kept = spare_columns(mapping, columns)
    width = max((column.place + 1 for column in columns if column.text), default=0)
    reader = _Reader(mapping, {column.place: column for column in columns}, width, with_hidden)
    drafts = [reader.draft(line, kept) for line in people]
    if not drafts and not hidden:
        said = " ".join(asides)
        nobody = f"“{cut(file_name)}” has no person below its headings. {said} Allowed is one person a row."
        raise CaseloadError(nobody.replace("  ", " "))
    # What stands beside a score is kept along as a column of its own, behind those of the file.
    noted = [name for name in EXAM_LABELS if any(name in draft.remarks for draft in drafts)]
    for draft in drafts:
        if draft.kept or not kept:
            draft.kept = (*draft.kept, *(draft.remarks.get(name, "") for name in noted))
    advisees, problems, notices = joined(drafts, reader.heading, len(kept) + len(noted))
    if nameless := [draft.line for draft in drafts if not draft.values.get("identifier")]:
        notices.append(f"Without an identifier, and called by their row: {said_numbers(nameless)}.")
    return Caseload(
        tuple(advisees),
        tuple(problems),
        (*asides, *notices),
        (*(column.shown for column in kept), *(f"{reader.heading(name)}: remark" for name in noted)),
        has_names=bool(mapping.of("person_name")),
        hidden_lines=tuple(hidden),
    )


def _not_read(text: str) -> str:
    """Say in a clause that a cell was not read, and what stands in it."""
    return f"cell not read, {echo(text)}" if text else "cell not read"


@dataclass(slots=True)
class _Reader:
    """Reads lines, with what every line has in common."""

    mapping: ColumnMapping
    columns: Mapping[int, Heading]
    width: int
    with_hidden: bool
    # What was read once in this file; nothing of it outlives the reader.
    specialties_in: Callable[[str], SpecialtiesReading] = field(
        default_factory=lambda: cache(read_specialties)
    )
    group_of: Callable[[tuple[tuple[str, str], ...]], tuple[str, str]] = field(
        default_factory=lambda: cache(lambda parts: derived_group(dict(parts)))
    )

    def heading(self, name: str) -> str:
        """Return what the file calls a column of a caseload."""
        places = self.mapping.of(name)
        label = COLUMN_BY_NAME[name].label
        return " + ".join(self.columns[place].shown for place in places[:3] if place in self.columns) or label

    def draft(self, line: Line, kept: Sequence[Heading]) -> Draft:
        """Read one line."""
        draft = Draft(line.number)
        line, fault = self._in_order(line)
        if fault:
            shown = cut(" ".join(cell.text for cell in line.cells if cell.text))
            draft.problems.append(Problem(line.number, WHOLE_LINE, shown, fault))
            first = self.mapping.of("identifier")[:1]
            if first == (0,) and not line.fault:
                draft.values["identifier"] = read_identifier(line.cell(0).text)[0]
            return draft
        draft.kept = tuple(line.cell(column.place).text for column in kept)
        self._identity(line, draft)
        self._group(line, draft)
        for number in NUMBER_FIELDS:
            self._number(number, line, draft)
        self._specialties(line, draft)
        return draft

    def _in_order(self, line: Line) -> tuple[Line, str]:
        """Return a line that is as wide as its header, or what is wrong with it.

        A list of specialties in the last column, separated by what separates the columns, is put together
        again.
        """
        if line.fault:
            return line, line.fault
        if not self.mapping.header or len(line.cells) <= self.width:
            return line, ""
        last = self.width - 1
        beyond = [cell.text for cell in line.cells[last:] if cell.text]
        if self.mapping.of("specialties") == (last,) and all(
            self.specialties_in(text).slugs for text in beyond
        ):
            return replace(line, cells=(*line.cells[:last], Cell("; ".join(beyond)))), ""
        if all(place < self.width for place, column in self.columns.items() if column.is_filled):
            return line, ""
        return line, (
            f"The row has {len(line.cells)} cells where the headings have {self.width}, so its cells cannot "
            "be told apart. In a text file a cell that holds the separator of the columns needs quotation "
            "marks round it."
        )

    def _cells(self, name: str, line: Line, draft: Draft) -> list[tuple[int, str]]:
        """Return place and text of the cells of a column that can be looked at; what cannot is said."""
        found = []
        for place in self.mapping.of(name):
            cell = line.cell(place)
            is_struck = cell.is_struck and not self.with_hidden
            if is_struck or cell.odd:
                said = f"The cell holds {cell.odd}. Allowed is {COLUMN_BY_NAME[name].allowed}."
                said = _STRUCK if is_struck else said
                self._say(draft, self.columns[place].shown, cell.text, said)
                draft.unread.setdefault(name, _not_read(cell.text))
            elif cell.text:
                found.append((place, cell.text))
        return found

    def _say(self, draft: Draft, column: str, text: str, sentence: str) -> None:
        draft.problems.append(Problem(draft.line, column, cut(text), sentence))

    def _identity(self, line: Line, draft: Draft) -> None:
        for place, text in self._cells("identifier", line, draft):
            if is_missing(text) and not text.isalnum():
                continue
            draft.values["identifier"], said = read_identifier(text)
            if said:
                self._say(draft, self.columns[place].shown, text, said)
        draft.values["name"] = " ".join(text for _, text in self._cells("person_name", line, draft))

    def _group(self, line: Line, draft: Draft) -> None:
        if not self.mapping.of("applicant_group"):
            draft.values["applicant_group"] = self.mapping.everybody
            return
        parts: dict[str, str] = {}
        for place, text in self._cells("applicant_group", line, draft):
            slug = self.columns[place].slug
            parts.setdefault(slug if slug in PARTS else "applicant_group", text)
        draft.values["applicant_group"], said = self.group_of(tuple(parts.items()))
        if said:
            self._say(draft, self.heading("applicant_group"), ", ".join(parts.values()), said)

    def _number(self, number: NumberField, line: Line, draft: Draft) -> None:
        values = []
        for place, text in self._cells(number.name, line, draft):
            digits, remark = apart_from_sitting(text) if number.name in EXAM_LABELS else (text, "")
            found = read_score(number, digits)
            if remark and not found.sentence:
                draft.remarks[number.name] = remark
            if found.sentence:
                self._say(draft, self.columns[place].shown, text, found.sentence)
                draft.unread.setdefault(number.name, _not_read(text))
            if found.passed:
                draft.values["passed_step1"] = True
            if found.value is not None:
                values.append(found.value)
        # A sum of which a part is unknown is unknown.
        if not values or number.name in draft.unread:
            return
        total = sum(values)
        if total <= number.highest:
            draft.values[number.name] = total
        else:
            said = f"The sum is {total:,}. Allowed is {number.allowed}."
            self._say(draft, self.heading(number.name), f"{total:,}", said)
            draft.unread[number.name] = f"sum out of range, {echo(f'{total:,}')}"

    def _specialties(self, line: Line, draft: Draft) -> None:
        found: dict[str, None] = {}
        for place, text in self._cells("specialties", line, draft):
            reading = self.specialties_in(text)
            found.update(dict.fromkeys(reading.slugs))
            for sentence in reading.sentences:
                self._say(draft, self.columns[place].shown, text, sentence)
        draft.values["specialties"] = tuple(found)
