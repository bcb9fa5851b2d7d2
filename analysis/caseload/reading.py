"""A file to a caseload in one go, where nothing has to be asked."""

from analysis.caseload.advisees import Caseload
from analysis.caseload.files import read_file, sheet_notices
from analysis.caseload.mapping import propose
from analysis.caseload.people import read_people


def read_caseload(content: bytes, file_name: str, *, with_hidden: bool = False) -> Caseload:
    """Read a caseload with the columns that are proposed for it.

    Args:
        content: the file.
        file_name: its name, for the messages.
        with_hidden: whether lines and cells that are hidden, filtered out or struck out are read.

    Raises:
        CaseloadError: when it is no file of a caseload, or there is nobody in it.
    """
    found = read_file(content, file_name)
    proposal = propose(found.grid.lines)
    read = read_people(
        found.grid.lines, proposal.mapping, proposal.columns, file_name=found.name, with_hidden=with_hidden
    )
    return with_notices(read, *sheet_notices(found), *found.grid.notices)


def with_notices(read: Caseload, *notices: str) -> Caseload:
    """Return a caseload with sentences about its file before its own."""
    return Caseload(
        read.advisees,
        read.problems,
        (*notices, *read.notices),
        read.kept,
        read.has_names,
        read.hidden_lines,
    )
