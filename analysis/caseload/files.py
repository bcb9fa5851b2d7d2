"""A caseload as a file: its bytes in, the filled lines of a text file or of one sheet out.

Nothing is written to disk and nothing is logged. What is no such file is refused with a sentence and how to
save it.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from analysis.caseload.advisees import Advisee
from analysis.caseload.headings import known_headings
from analysis.caseload.kinds import ALLOWED_FILES, Kind, RefusedError, kind_of
from analysis.caseload.mapping import propose
from analysis.caseload.people import read_people
from analysis.caseload.records import CaseloadError, Grid, cut
from analysis.caseload.text import text_grid
from analysis.caseload.workbook import TEMPLATE_SHEETS, Sheets, workbook_grid
from analysis.profile import NUMBER_FIELDS

# So many sheets are opened to look for one with people.
OPENED: Final = 5


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read.

    Attributes:
        name: of the file, cut to be short.
        kind: what it is by its bytes.
        grid: its lines.
        sheets: of a workbook; None for a text file.
        passed_over: the sheet that was open and has no people, where another was read; else empty.
    """

    name: str
    kind: Kind
    grid: Grid
    sheets: Sheets | None = None
    passed_over: str = ""


def read_file(content: bytes, file_name: str, *, sheet: str = "", encoding: str = "") -> ReadFile:
    """Read a file; its name is for the messages.

    Args:
        content: the file.
        file_name: its name.
        sheet: name of a visible sheet of a workbook; empty for the one that was open when it was saved.
        encoding: a key of `analysis.caseload.encodings.ENCODINGS` for a text file; empty to find out.

    Raises:
        CaseloadError: when it is of another kind, damaged, locked, empty or too large.
    """
    return _filled(_opened(content, file_name, sheet, encoding), file_name)


def _opened(content: bytes, file_name: str, sheet: str, encoding: str) -> ReadFile:
    """Read a file whose open sheet may be empty."""
    try:
        kind = kind_of(content, file_name)
        if kind == "text":
            grid, sheets = text_grid(content, encoding), None
        else:
            grid, sheets = workbook_grid(content, kind, sheet)
    except RefusedError as refused:
        raise _refused(file_name, refused.what, refused.advice) from None
    return ReadFile(cut(file_name), kind, grid, sheets)


def _filled(found: ReadFile, file_name: str) -> ReadFile:
    """Return a file that holds anything; its full name is for the message."""
    if not found.grid.lines:
        in_sheet = f"has nothing in its sheet “{cut(found.sheets.read)}”" if found.sheets else ""
        raise _refused(file_name, in_sheet or "holds no line with anything in it")
    return found


def read_list(content: bytes, file_name: str, *, sheet: str = "", encoding: str = "") -> ReadFile:
    """Read a list of people as `read_file` does; where the open sheet has none, the first one that has.

    A sheet with less than two known headings and nobody to compare below them is taken for none, if another
    one has two or more.

    Raises:
        CaseloadError: when it is of another kind, damaged, locked, empty or too large.
    """
    found = _opened(content, file_name, sheet, encoding)
    if sheet or found.sheets is None or _has_people(found):
        return _filled(found, file_name)
    opened = found.sheets.read
    others = [name for name in found.sheets.visible if name not in {opened, *TEMPLATE_SHEETS}]
    for name in others[:OPENED]:
        with suppress(CaseloadError):
            other = read_file(content, file_name, sheet=name)
            if known_headings(other.grid.lines) > 1:
                return replace(other, passed_over=opened)
    return _filled(found, file_name)


def _has_people(found: ReadFile) -> bool:
    """Whether a sheet has headings of a list of people, or somebody of whom anything can be compared."""
    lines = found.grid.lines
    if known_headings(lines) > 1:
        return True
    proposal = propose(lines)
    with suppress(CaseloadError):
        people = read_people(lines, proposal.mapping, proposal.columns).advisees
        return any(one.applicant_group or one.specialties or _has_number(one) for one in people)
    return False


def _has_number(one: Advisee) -> bool:
    return any(getattr(one, number.name) is not None for number in NUMBER_FIELDS)


def _refused(file_name: str, what: str, advice: str = "") -> CaseloadError:
    todo = f" {advice}." if advice else ""
    return CaseloadError(f"“{cut(file_name)}” {what}.{todo} Allowed is {ALLOWED_FILES}.")


def sheet_notices(found: ReadFile) -> tuple[str, ...]:
    """Say which sheet was read, where a workbook has others."""
    if found.sheets is None:
        return ()
    sheets = found.sheets
    others = [name for name in sheets.visible if name not in (sheets.read, *TEMPLATE_SHEETS)]
    read = f"The sheet “{cut(sheets.read)}” was read"
    if found.passed_over:
        read += f", as the open one, “{cut(found.passed_over)}”, has no table of people"
    left = {"left out": others, "hidden in the workbook and not read": sheets.hidden}
    return tuple(f"{read}; {why}: {_named(names)}." for why, names in left.items() if names)


def _named(sheets: Sequence[str]) -> str:
    return ", ".join(f"“{cut(name)}”" for name in sheets[:5]) + (" and others" if sheets[5:] else "")
