"""A caseload as a file: its bytes in, the filled lines of a text file or of one sheet out.

Nothing is written to disk and nothing is logged. What is no such file is refused with a sentence and how to
save it.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from analysis.caseload.headings import known_headings
from analysis.caseload.kinds import ALLOWED_FILES, Kind, RefusedError, kind_of
from analysis.caseload.records import CaseloadError, Grid, cut
from analysis.caseload.text import text_grid
from analysis.caseload.workbook import TEMPLATE_SHEETS, Sheets, workbook_grid

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
    try:
        kind = kind_of(content, file_name)
        if kind == "text":
            grid, sheets = text_grid(content, encoding), None
        else:
            grid, sheets = workbook_grid(content, kind, sheet)
    except RefusedError as refused:
        raise _refused(file_name, refused.what, refused.advice) from None
    if not grid.lines:
        in_sheet = f"has nothing in its sheet “{cut(sheets.read)}”" if sheets else ""
        raise _refused(file_name, in_sheet or "holds no line with anything in it")
    return ReadFile(cut(file_name), kind, grid, sheets)


def read_list(content: bytes, file_name: str, *, sheet: str = "", encoding: str = "") -> ReadFile:
    """Read a list of people as `read_file` does; where the open sheet has none, the first one that has.

    A sheet without any known heading is taken for none, if another one has two or more.

    Raises:
        CaseloadError: when it is of another kind, damaged, locked, empty or too large.
    """
    found = read_file(content, file_name, sheet=sheet, encoding=encoding)
    if sheet or found.sheets is None or known_headings(found.grid.lines):
        return found
    opened = found.sheets.read
    others = [name for name in found.sheets.visible if name not in {opened, *TEMPLATE_SHEETS}]
    for name in others[:OPENED]:
        with suppress(CaseloadError):
            other = read_file(content, file_name, sheet=name)
            if known_headings(other.grid.lines) > 1:
                return replace(other, passed_over=opened)
    return found


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
