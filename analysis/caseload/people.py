"""A caseload: many people's numbers out of one file, and a sentence on every row that cannot be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any, Final
from unicodedata import category

from analysis.caseload_file import CaseloadError, Cell, Line, cut, read_lines
from analysis.profile import RESEARCH_ITEMS, STEP1, STEP2_CK, NumberField, Profile, read_number
from analysis.shortlist import MOST
from analysis.wording import listed
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES, Term, label_of

__all__ = ["COLUMNS", "Advisee", "Caseload", "CaseloadError", "Problem", "read_caseload"]

LONGEST_IDENTIFIER: Final = 60
WHOLE_LINE: Final = "whole line"


@dataclass(frozen=True, slots=True)
class CaseloadColumn:
    """One column of a caseload: its name in the header, what it holds, and whether a file must have it."""

    name: str
    meaning: str
    allowed: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Advisee:
    """One person of a caseload.

    Attributes:
        line: number of the line in the file, as a spreadsheet counts; the header is line 1.
        identifier: whatever tells people apart, unique in the file.
        profile: group and numbers.
        specialties: one to six slugs, in the order of the file, each once.
    """

    line: int
    identifier: str
    profile: Profile
    specialties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that kept a row out.

    Attributes:
        line: number of the line in the file, as a spreadsheet counts; the header is line 1.
        column: name of the column, or `WHOLE_LINE`.
        value: what stands there, cut to be short; empty when nothing does.
        sentence: what is wrong, and what is allowed.
    """

    line: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Caseload:
    """What a file holds: every filled line below the header is in one of the first two.

    Attributes:
        advisees: the rows that could be read, in the order of the file.
        problems: what is wrong with the others; a row may have several.
        notices: sentences about the file as a whole, such as columns that were ignored.
    """

    advisees: tuple[Advisee, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]


def _key(text: str) -> str:
    """Return what is compared when a word is looked up: its letters and digits, in small letters."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _terms(terms: tuple[Term, ...]) -> dict[str, str]:
    """Return key -> slug for slugs and labels alike."""
    return {_key(word): term.slug for term in terms for word in (term.slug, term.label)}


# The total over all specialties is nobody's specialty.
ALLOWED_SPECIALTIES: Final = tuple(specialty for specialty in SPECIALTIES if not specialty.is_total)
_GROUPS: Final = _terms(APPLICANT_GROUPS)
_SPECIALTIES: Final = _terms(ALLOWED_SPECIALTIES)
_LABELS: Final = label_of(ALLOWED_SPECIALTIES)
_GROUPS_ALLOWED: Final = f"one of {', '.join(f'{term.slug} ({term.label})' for term in APPLICANT_GROUPS)}"
_SPECIALTIES_ALLOWED: Final = (
    f"1 to {MOST} of the {len(_LABELS)} specialties by slug or name, separated by ; or |"
)
_IDENTIFIER_ALLOWED: Final = (
    f"a different text of at most {LONGEST_IDENTIFIER} characters in every row, such as a number or a code"
)


def _identifier(cell: Cell) -> str:
    """Read what tells people apart."""
    if not cell.text:
        raise ValueError(f"The identifier is missing. Allowed is {_IDENTIFIER_ALLOWED}.")
    if len(cell.text) > LONGEST_IDENTIFIER:
        raise ValueError(
            f"The identifier has {len(cell.text):,} characters. Allowed is {_IDENTIFIER_ALLOWED}."
        )
    if any(category(character) in {"Cc", "Cs"} for character in cell.text):
        raise ValueError(
            f"The identifier has characters that cannot be shown. Allowed is {_IDENTIFIER_ALLOWED}."
        )
    return cell.text


def _group(cell: Cell) -> str:
    """Read an applicant group."""
    if not cell.text:
        raise ValueError(f"The applicant group is missing. Allowed is {_GROUPS_ALLOWED}.")
    if _key(cell.text) not in _GROUPS:
        raise ValueError(f"“{cut(cell.text)}” is no applicant group. Allowed is {_GROUPS_ALLOWED}.")
    return _GROUPS[_key(cell.text)]


def _number(field: NumberField, cell: Cell) -> int | None:
    """Read a number; 230.0, as spreadsheets and statistics programs write it, is 230."""
    whole, point, decimals = cell.text.partition(".")
    text = whole if whole and point and decimals and not decimals.strip("0") else cell.text
    # So long a text is no number of ours, whatever Python could make of it.
    return read_number(field, cut(text))


def _specialties(cell: Cell) -> tuple[str, ...]:
    """Read specialties; one named twice counts once."""
    words = [word.strip() for word in cell.text.replace("|", ";").split(";") if word.strip()]
    if not words:
        raise ValueError(f"No specialty is named. Allowed are {_SPECIALTIES_ALLOWED}.")
    unknown = [word for word in words if _key(word) not in _SPECIALTIES]
    if unknown:
        raise ValueError(
            f"{listed(f'“{cut(word)}”' for word in unknown[:MOST])} "
            f"{'is no specialty' if len(unknown) == 1 else 'are no specialties'} of this data"
            f"{_closest(unknown[0])}. Allowed are {_SPECIALTIES_ALLOWED}."
        )
    slugs = tuple(dict.fromkeys(_SPECIALTIES[_key(word)] for word in words))
    if len(slugs) > MOST:
        raise ValueError(f"{len(slugs)} specialties are named. Allowed are {_SPECIALTIES_ALLOWED}.")
    return slugs


def _closest(word: str) -> str:
    """Return the specialty that a word may have meant, as the end of a clause."""
    found = get_close_matches(_key(word)[:LONGEST_IDENTIFIER], _SPECIALTIES, n=1, cutoff=0.75)
    return f"; the closest is “{_LABELS[_SPECIALTIES[found[0]]]}”" if found else ""


COLUMNS: Final = (
    CaseloadColumn(
        "identifier", "Tells people apart; a number or a code will do.", _IDENTIFIER_ALLOWED, True
    ),
    CaseloadColumn(
        "applicant_group",
        "NRMP groups by citizenship: with a green card and no US citizenship a graduate from abroad is a "
        "non-US IMG.",
        _GROUPS_ALLOWED,
        True,
    ),
    CaseloadColumn(
        "step1", "Three-digit Step 1 score; blank where there is none.", f"{STEP1.allowed}, or blank"
    ),
    CaseloadColumn(
        "step2_ck", "Three-digit Step 2 CK score; blank where there is none.", f"{STEP2_CK.allowed}, or blank"
    ),
    CaseloadColumn(
        "research_items",
        "Abstracts, presentations and publications, counted together; blank where unknown.",
        f"{RESEARCH_ITEMS.allowed}, or blank",
    ),
    CaseloadColumn("specialties", "What the person thinks of applying to.", _SPECIALTIES_ALLOWED, True),
)
COLUMN_NAMES: Final = tuple(column.name for column in COLUMNS)
_READERS: Final[Mapping[str, Callable[[Cell], object]]] = {
    "identifier": _identifier,
    "applicant_group": _group,
    "step1": partial(_number, STEP1),
    "step2_ck": partial(_number, STEP2_CK),
    "research_items": partial(_number, RESEARCH_ITEMS),
    "specialties": _specialties,
}
# A header may also say what the sidebar says.
_HEADERS: Final = {
    **{_key(name): name for name in COLUMN_NAMES},
    **{_key(field.label): field.name for field in (STEP1, STEP2_CK, RESEARCH_ITEMS)},
}


def read_caseload(content: bytes, file_name: str) -> Caseload:
    """Read a caseload out of a CSV or Excel file.

    Args:
        content: the file: a header with the names in `COLUMNS`, in any order, then one person a line.
        file_name: its name, for the messages.

    Returns:
        Everybody who could be read, what is wrong with the other rows, and notices about the file. Wholly
        blank lines are skipped; rows beyond `analysis.caseload_file.MOST_ROWS` are left out with a notice.

    Raises:
        CaseloadError: when nothing in the file can be read as a caseload.
    """
    found = read_lines(content, file_name)
    header, *lines = found.lines
    places, notices = _places(header, lines, f"“{cut(file_name)}”")
    advisees: list[Advisee] = []
    problems: list[Problem] = []
    first_lines: dict[str, int] = {}
    for line in lines:
        values, wrong = _read(line, places, len(header.cells))
        identifier = values.get("identifier", "")
        first = first_lines.setdefault(identifier, line.number) if identifier else line.number
        if first != line.number:
            said = f"This identifier already stands in line {first}. Allowed is {_IDENTIFIER_ALLOWED}."
            wrong.insert(0, Problem(line.number, "identifier", cut(identifier), said))
        problems += wrong
        if not wrong:
            specialties = values.pop("specialties")
            del values["identifier"]
            advisees.append(Advisee(line.number, identifier, Profile(**values), specialties))
    return Caseload(tuple(advisees), tuple(problems), (*found.notices, *notices))


def _places(header: Line, lines: list[Line], name: str) -> tuple[dict[str, int], list[str]]:
    """Return where each known column stands, and notices about those that are unknown or absent."""
    allowed = f"Allowed is a first line with the column names {listed(COLUMN_NAMES)}, in any order."
    if header.fault:
        raise CaseloadError(f"The header of {name} cannot be read. {header.fault} {allowed}")
    places: dict[str, int] = {}
    unknown = []
    for place, cell in enumerate(header.cells):
        column = _HEADERS.get(_key(cell.text))
        if column in places:
            raise CaseloadError(f"The header of {name} has the column {column} twice. {allowed}")
        if column is not None:
            places[column] = place
        elif cell.text or any(line.cells[place : place + 1] for line in lines):
            unknown.append(f"“{cut(cell.text)}”" if cell.text else f"number {place + 1}, without a name")
    if not places:
        raise CaseloadError(f"The first line of {name} has none of the column names of a caseload. {allowed}")
    missing = [column.name for column in COLUMNS if column.is_required and column.name not in places]
    if missing:
        plural = "s" if missing[1:] else ""
        raise CaseloadError(f"The header of {name} lacks the column{plural} {listed(missing)}. {allowed}")
    if not lines:
        raise CaseloadError(f"{name} has a header and no person below it. Allowed is one person a line.")
    absent = [column for column in COLUMN_NAMES if column not in places]
    more = f" and {len(unknown) - 10} others" if unknown[10:] else ""
    named = f"{', '.join(unknown[:10])}{more}"
    notices = [f"Columns that a caseload does not know were ignored: {named}."] if unknown else []
    if absent:
        plural = "s" if absent[1:] else ""
        notices.append(f"Without the column{plural} {listed(absent)}, nobody has a number there.")
    return places, notices


def _value(column: CaseloadColumn, cell: Cell) -> object:
    """Read one cell."""
    if cell.odd:
        raise ValueError(f"The cell holds {cell.odd}. Allowed is {column.allowed}.")
    return _READERS[column.name](cell)


def _read(line: Line, places: Mapping[str, int], width: int) -> tuple[dict[str, Any], list[Problem]]:
    """Read one line: the values that can be read by column, and what is wrong with the others."""
    fault = line.fault
    if len(line.cells) > width:
        fault = (
            f"The line has {len(line.cells)} cells. Allowed are the {width} of the header; in a CSV file a "
            "cell that holds the separator of the columns needs quotation marks round it."
        )
    if fault:
        shown = cut(" ".join(cell.text for cell in line.cells if cell.text))
        return {}, [Problem(line.number, WHOLE_LINE, shown, fault)]
    values: dict[str, Any] = {}
    wrong = []
    for column in (column for column in COLUMNS if column.name in places):
        place = places[column.name]
        cell = line.cells[place] if place < len(line.cells) else Cell("")
        try:
            values[column.name] = _value(column, cell)
        except ValueError as unread:
            wrong.append(Problem(line.number, column.name, cut(cell.text), str(unread)))
    return values, wrong
