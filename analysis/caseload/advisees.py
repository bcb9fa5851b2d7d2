"""What a file comes to: people, what could not be read of them, and what was left aside."""

from dataclasses import dataclass, field
from typing import Final

from analysis.caseload.cells import COMPARED_GROUPS
from analysis.next_steps.aim import Aim
from analysis.profile import Profile
from analysis.readiness.record import Readiness

WHOLE_LINE: Final = "whole row"


@dataclass(frozen=True, slots=True)
class Advisee:
    """One person of a caseload.

    Attributes:
        line: number of the (first) row in the file, as a spreadsheet counts.
        identifier: whatever tells people apart, unique in the file; “row 7” where the file has none.
        applicant_group: a slug of `analysis.caseload.cells.GROUPS`, also of a group without averages; empty
            for none.
        step1: three-digit score, or None.
        step2_ck: three-digit score, or None.
        research_items: a count, or None.
        specialties: slugs, in the order of the file, each once; none where none could be read.
        passed_step1: whether the file says that Step 1 was passed.
        name: of the person, where the file has it.
        kept: what stands in the other columns of the file, in the order of `Caseload.kept`.
        unread: column -> why it has no value although something stands in its cells, as a clause that shows
            what.
        readiness: what the file says of it; None where it has no such column.
        aim: what the file says of what they apply for.
    """

    line: int
    identifier: str
    applicant_group: str = ""
    step1: int | None = None
    step2_ck: int | None = None
    research_items: int | None = None
    specialties: tuple[str, ...] = ()
    passed_step1: bool = False
    name: str = ""
    kept: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    readiness: Readiness | None = None
    aim: Aim = field(default_factory=Aim)

    def why_unread(self, column: str) -> str:
        """Return why a column has no value although something stands there; empty where nothing does."""
        return dict(self.unread).get(column, "")

    @property
    def profile(self) -> Profile | None:
        """The numbers as a profile; None where there are no averages of the group."""
        if self.applicant_group not in COMPARED_GROUPS:
            return None
        return Profile(
            self.applicant_group,
            self.step1,
            self.step2_ck,
            self.research_items,
            step1_passed=self.passed_step1,
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell that could not be read, or a row whose cells cannot be told apart. The person stays.

    Attributes:
        line: number of the row in the file, as a spreadsheet counts.
        column: heading of the column in the file, or `WHOLE_LINE`.
        value: what stands there, cut to be short; empty when nothing does.
        sentence: what is wrong, and what is allowed.
    """

    line: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Caseload:
    """What a file holds.

    Attributes:
        advisees: everybody, in the order of the file.
        problems: the cells that could not be read.
        notices: sentences about the file and what was left aside of it.
        kept: headings of the columns that are only kept along.
        has_names: whether a column of names was read.
        weighed: what of `kept` was read for readiness: what it asks, and its place there.
        hidden_lines: rows that are hidden, filtered out or struck out, read or not.
    """

    advisees: tuple[Advisee, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    kept: tuple[str, ...] = ()
    has_names: bool = False
    weighed: tuple[tuple[str, int], ...] = ()
    hidden_lines: tuple[int, ...] = ()
