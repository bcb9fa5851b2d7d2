"""A file to a caseload: with the columns that are proposed for it, or as they stand."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.caseload.advisees import Caseload
from analysis.caseload.files import ReadFile, read_list, sheet_notices
from analysis.caseload.headings import Heading
from analysis.caseload.mapping import ColumnMapping, propose, spare_columns
from analysis.caseload.people import read_people
from analysis.caseload.readiness_columns import with_readiness


def read_caseload(content: bytes, file_name: str, *, with_hidden: bool = False) -> Caseload:
    """Read a caseload in one go, where nothing has to be asked.

    Raises:
        CaseloadError: when it is no file of a caseload, or there is nobody in it.
    """
    found = read_list(content, file_name)
    proposal = propose(found.grid.lines)
    read = read_everybody(found, proposal.mapping, proposal.columns, with_hidden=with_hidden)
    return with_answers(read, proposal.mapping, proposal.columns)


def with_answers(read: Caseload, mapping: ColumnMapping, columns: Sequence[Heading]) -> Caseload:
    """Return a caseload with what its columns say of readiness, by their headings or as somebody chose."""
    places = [column.place for column in spare_columns(mapping, columns)]
    chosen = {
        name: places.index(place) if place in places else None for name, place in mapping.answers.items()
    }
    return with_readiness(read, chosen)


def read_everybody(
    found: ReadFile, mapping: ColumnMapping, columns: Sequence[Heading], *, with_hidden: bool = False
) -> Caseload:
    """Read everybody with a mapping of its columns, and nothing yet of what the others say of readiness.

    Sentences about the file stand before the others.

    Raises:
        CaseloadError: when there is nobody below the headings.
    """
    read = read_people(found.grid.lines, mapping, columns, file_name=found.name, with_hidden=with_hidden)
    notices = (*sheet_notices(found), *found.grid.notices, *read.notices)
    return replace(read, notices=notices)
