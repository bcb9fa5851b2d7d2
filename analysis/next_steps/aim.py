"""What a visitor aims at: one record for all pages of *Next steps*, which show and write the same values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from analysis.cycle.compute import FIRST_MATCH, LAST_MATCH, next_match
from analysis.next_steps.answer import Answer, refuse
from analysis.wording import TARGETS
from data.guides import DateRule

APPLICATIONS_MOST: Final = 2000
# Of residency; the log of clinical experience has the visa before it.
VISAS: Final = {
    "none": "None",
    "j1": "J-1",
    "h1b": "H-1B",
    "either": "J-1 or H-1B",
}
_EVERYWHERE: Final = "The same on every page of Next steps."
AIM_ANSWERS: Final = (
    Answer(
        "specialty",
        "Specialty you apply for",
        options=TARGETS,
        help=f"Until you choose one, the first of your shortlist. {_EVERYWHERE}",
    ),
    Answer(
        "match_year",
        "Match year",
        FIRST_MATCH,
        LAST_MATCH,
        help="The year of Match Day; programs read the file from the year before on. Left empty, it is the "
        f"next Match that can still be applied for. {_EVERYWHERE}",
    ),
    Answer(
        "visa",
        "Visa for residency",
        options=VISAS,
        help=f"Neither table of risk weighs it; a rule asks for it. {_EVERYWHERE}",
    ),
    Answer(
        "applications",
        "Applications in one season",
        1,
        APPLICATIONS_MOST,
        help=f"Neither table of risk weighs them; a rule asks for them. {_EVERYWHERE}",
    ),
)
AIM_BY_NAME: Final = {answer.name: answer for answer in AIM_ANSWERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is applied for; `AIM_ANSWERS` says what each value may be.

    Attributes:
        specialty: slug; empty where none was chosen.
        match_year: year of the Match; None for the next one that can still be applied for.
        visa: slug of `VISAS`; empty where nothing was said.
        applications: how many in one season; None where nothing was said.

    Raises:
        ValueError: naming the field, the value and what is allowed.
    """

    specialty: str = ""
    match_year: int | None = None
    visa: str = ""
    applications: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is outside the definitions."""
        refuse(self, AIM_ANSWERS)


def match_of(aim: Aim, today: date, rules: Iterable[DateRule]) -> int:
    """Return the Match that is aimed at: the one chosen, or the next one that can still be applied for."""
    return aim.match_year or next_match(today, rules)


def read_in(match_year: int) -> int:
    """Return the year in which programs begin to read the file for a Match, up to which years are counted."""
    return match_year - 1
