"""What stood elsewhere in an earlier version of the file of *Next steps*, and where it stands now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from analysis.next_steps.aim import AIM_BY_NAME

# Name of a record -> what its page is called, or what all pages of Next steps share.
PAGES: Final = {
    "aim": "What you aim at",
    "readiness": "Readiness",
    "clinical_experience": "Clinical experience",
    "cycle": "Requirements and dates",
    "plan": "Plan",
}


@dataclass(frozen=True, slots=True)
class Move:
    """A field of one record that is one of another now.

    Attributes:
        record: name of the record that had it.
        name: what it was called there.
        to: name of the record that has it now.
        now: what it is called there.
        more: what is added to the number that stood there.
    """

    record: str
    name: str
    to: str
    now: str
    more: int = 0

    def value(self, value: object) -> object:
        """Return what stood there as it stands now."""
        # What has more digits than a year is wrong, and is said to be.
        return value + self.more if type(value) is int and 0 < value < 10_000 else value


# Version of the file -> what moved after it; of two that go to one place the first that says something.
# A field that said nothing says nothing now.
MOVES: Final[Mapping[int, tuple[Move, ...]]] = {
    1: (
        Move("readiness", "specialty", "aim", "specialty"),
        Move("clinical_experience", "specialty", "aim", "specialty"),
        Move("cycle", "match_year", "aim", "match_year"),
        Move("clinical_experience", "match_year", "aim", "match_year"),
        Move("readiness", "reading_year", "aim", "match_year", 1),
        Move("readiness", "visa", "aim", "visa"),
        Move("plan", "applications", "aim", "applications"),
        Move("readiness", "applications", "aim", "applications"),
    ),
}


def moved(records: Mapping[str, Any], version: int) -> tuple[dict[str, Any], list[str]]:
    """Return the unchecked records of a file as this version has them.

    Args:
        records: name -> what stands there.
        version: of the file.

    Returns:
        The records, and a sentence for each value that gave way to another one.
    """
    found = {name: dict(part) if isinstance(part, dict) else part for name, part in records.items()}
    problems = []
    for move in (move for since in sorted(MOVES) if since >= version for move in MOVES[since]):
        part = found.get(move.record)
        if not isinstance(part, dict) or move.name not in part:
            continue
        value = part.pop(move.name)
        # An empty text, 0 and null were no answer.
        if not value or not isinstance(there := found.setdefault(move.to, {}), dict):
            continue
        given = move.value(value)
        if there.setdefault(move.now, given) != given:
            problems.append(
                f"{PAGES[move.record]}: “{AIM_BY_NAME[move.now].label}” was left out, as the file has "
                "another one: there is one for all of Next steps now."
            )
    return found, problems
