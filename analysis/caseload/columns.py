"""The columns of a caseload: what each holds, and what a reader may look for in a file."""

from dataclasses import dataclass
from typing import Final

from analysis.profile import RESEARCH_ITEMS, STEP1, STEP2_CK
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES

LONGEST_IDENTIFIER: Final = 60
# The total over all specialties is nobody's specialty.
ALLOWED_SPECIALTIES: Final = tuple(specialty for specialty in SPECIALTIES if not specialty.is_total)

_GROUPS_ALLOWED: Final = (
    f"{', '.join(f'{term.label} ({term.slug})' for term in APPLICANT_GROUPS)}, or a usual name of one of "
    "them, MD and DO alone as seniors; other groups are kept, without averages to compare with"
)
_SPECIALTIES_ALLOWED: Final = (
    f"any of the {len(ALLOWED_SPECIALTIES)} specialties by name, usual short form or slug, separated by ; , "
    "| or a new line"
)


@dataclass(frozen=True, slots=True)
class CaseloadColumn:
    """One column of a caseload.

    Attributes:
        name: slug, and its heading in the template.
        label: what people read.
        meaning: what it holds.
        allowed: what may stand in a cell.
        is_in_template: whether the template has it.
        takes_several: whether several columns of a file may make it up.
    """

    name: str
    label: str
    meaning: str
    allowed: str
    is_in_template: bool = True
    takes_several: bool = False


COLUMNS: Final = (
    CaseloadColumn(
        "identifier",
        "Identifier",
        "Tells people apart; a number or a code will do. Rows with the same one are one person.",
        f"a text of at most {LONGEST_IDENTIFIER} characters; without one a person is called by the row, as "
        "in “row 7”",
    ),
    CaseloadColumn(
        "person_name",
        "Name",
        "Shown beside the identifier, and on a handout only where that is asked for.",
        "any text",
        is_in_template=False,
        takes_several=True,
    ),
    CaseloadColumn(
        "applicant_group",
        "Applicant group",
        "NRMP groups by citizenship: with a green card and no US citizenship a graduate from abroad is a "
        "non-US IMG.",
        _GROUPS_ALLOWED,
        takes_several=True,
    ),
    CaseloadColumn(
        "step1",
        "Step 1",
        "Three-digit Step 1 score, or “pass”; blank where there is none.",
        f"{STEP1.allowed}, pass, or blank",
    ),
    CaseloadColumn(
        "step2_ck",
        "Step 2 CK",
        "Three-digit Step 2 CK score; blank where there is none.",
        f"{STEP2_CK.allowed}, or blank",
    ),
    CaseloadColumn(
        "research_items",
        "Research items",
        "Abstracts, presentations and publications, counted together; blank where unknown.",
        f"{RESEARCH_ITEMS.allowed}, or blank",
        takes_several=True,
    ),
    CaseloadColumn(
        "specialties",
        "Specialties",
        "What the person thinks of applying to; several rows of one person are joined.",
        _SPECIALTIES_ALLOWED,
        takes_several=True,
    ),
)
COLUMN_BY_NAME: Final = {column.name: column for column in COLUMNS}
TEMPLATE_COLUMNS: Final = tuple(column for column in COLUMNS if column.is_in_template)
COLUMN_NAMES: Final = tuple(column.name for column in TEMPLATE_COLUMNS)
