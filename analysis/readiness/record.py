"""What a person says of their readiness: plain answers, any of which may be absent, and how they are read.

Years are calendar years; they do not go stale where a record is kept. Exam scores are no part of it: those
are the profile's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from analysis.echo import echo, visible
from analysis.names import is_nothing
from analysis.wording import SPECIALTY_LABELS
from data.name_records import name_key
from data.vocabulary import TOTAL

LONGEST_SHOWN: Final = 20
_YES_OR_NO: Final = {
    **dict.fromkeys(("yes", "y", "true", "1", "x"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
GAPS: Final = {
    "continuous": "No gaps: continuous activity",
    "explained": "Gaps, all of them explained",
    "short": "Short gaps without an explanation",
    "long": "Long gaps without an explanation",
}
EXAMS: Final = {
    "recent": "Recent",
    "old": "Old",
    "borderline": "Borderline",
    "missing": "An exam is missing",
}
ACCOUNTS: Final = {
    "clear": "Clear, and ties the gap to the present",
    "vague": "Vague",
    "defensive": "Defensive",
    "money": "Money is the only reason",
}
VISAS: Final = {
    "none": "None",
    "j1": "J-1",
    "h1b": "H-1B",
    "either": "J-1 or H-1B",
}
CALLED: Final = {"strong": "Strong", "average": "Average", "weak": "Weak"}
TARGETS: Final = {slug: label for slug, label in SPECIALTY_LABELS.items() if slug != TOTAL}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a whole number in a range, one of some options, or yes and no where it has neither.

    Attributes:
        name: of its field in `Readiness`; permanent, as it stands in saved files.
        label: what people read.
        lowest: of a whole number.
        highest: of a whole number.
        options: slug -> label.
        help: what is meant by it.
    """

    name: str
    label: str
    lowest: int = 0
    highest: int = 0
    options: Mapping[str, str] = field(default_factory=dict)
    help: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it is a whole number."""
        return self.highest > 0

    @property
    def allowed(self) -> str:
        """What may stand there, in words."""
        if self.is_number:
            return f"a whole number from {self.lowest} to {self.highest}, or nothing"
        return f"one of {', '.join(self.options)}, or nothing" if self.options else "yes or no"

    def holds(self, value: object) -> bool:
        """Whether a value of the record is allowed."""
        if self.is_number:
            whole = isinstance(value, int) and not isinstance(value, bool)
            return value is None or (whole and value in range(self.lowest, self.highest + 1))
        if self.options:
            return isinstance(value, str) and (not value or value in self.options)
        return isinstance(value, bool)


def _year(name: str, label: str, more: str = "") -> Answer:
    return Answer(name, label, 1950, 2099, help=more)


def _called(name: str, label: str) -> Answer:
    return Answer(f"audit_{name}", label, options=CALLED)


ANSWERS: Final = (
    Answer(
        "specialty",
        "Target specialty",
        options=TARGETS,
        help="Until you choose one, the first of your shortlist.",
    ),
    _year(
        "reading_year",
        "Programs read the file in",
        "Years are counted up to it; this year unless you say another.",
    ),
    _year("graduation_year", "Year of graduation"),
    _year("last_clinical_year", "Year of the last clinical work", "Work with patients, in any country."),
    Answer("never_clinical", "No clinical work since graduation"),
    Answer("works_clinically", "Clinical work at present"),
    Answer(
        "non_clinical_years",
        "Years outside clinical work",
        0,
        60,
        help="Whole years that are over; less than one is 0.",
    ),
    Answer("gaps", "Gaps in the years since", options=GAPS),
    _year("step2_ck_year", "Year of Step 2 CK", "The score itself stands in the sidebar."),
    Answer(
        "exams",
        "Exams, as you call them",
        options=EXAMS,
        help="The guide gives no age and no score for old, recent and borderline: you decide.",
    ),
    Answer("failed_attempts", "Failed attempts at USMLE exams", 0, 20),
    Answer(
        "us_experience_months",
        "Months of US clinical experience",
        0,
        240,
        help="Whole months that are over, all of them together; less than one is 0.",
    ),
    _year("last_us_experience_year", "Year of the last US clinical experience"),
    Answer("only_observed", "US experience was observerships alone"),
    Answer("us_letters", "Letters from the US", 0, 20),
    Answer("letters_are_recent", "US letters are solid and recent"),
    Answer("account", "Account of the way, as it reads", options=ACCOUNTS),
    Answer("visa", "Visa required", options=VISAS, help="Neither table weighs it; a rule asks for it."),
    Answer(
        "applications",
        "Applications a year",
        0,
        2000,
        help="Neither table weighs them; a rule asks for them.",
    ),
    _called("usmle", "USMLE performance"),
    _called("recent_us_experience", "Recent US clinical experience"),
    _called("graduation_recency", "Recency of graduation"),
    _called("specialty_competition", "Competitiveness of the specialty"),
    _called("letter_quality", "Quality of letters"),
)
ANSWER_BY_NAME: Final = {answer.name: answer for answer in ANSWERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """One person's answers; None, an empty text or False is no answer. `ANSWERS` says what each may be.

    Raises:
        ValueError: naming the field, the value and what is allowed.
    """

    specialty: str = ""
    reading_year: int | None = None
    graduation_year: int | None = None
    last_clinical_year: int | None = None
    never_clinical: bool = False
    works_clinically: bool = False
    non_clinical_years: int | None = None
    gaps: str = ""
    step2_ck_year: int | None = None
    exams: str = ""
    failed_attempts: int | None = None
    us_experience_months: int | None = None
    last_us_experience_year: int | None = None
    only_observed: bool = False
    us_letters: int | None = None
    letters_are_recent: bool = False
    account: str = ""
    visa: str = ""
    applications: int | None = None
    audit_usmle: str = ""
    audit_recent_us_experience: str = ""
    audit_graduation_recency: str = ""
    audit_specialty_competition: str = ""
    audit_letter_quality: str = ""

    def __post_init__(self) -> None:
        """Refuse what is outside the definitions."""
        for answer in ANSWERS:
            value = getattr(self, answer.name)
            if not answer.holds(value):
                shown = echo(str(value), LONGEST_SHOWN)
                raise ValueError(f"{answer.label} ({answer.name}) is {shown}; allowed is {answer.allowed}.")


def read_answer(answer: Answer, text: str | None) -> tuple[int | str | bool | None, str]:
    """Read an answer as somebody typed it, in a field or in a cell of a file; never an exception.

    An option is known by its slug or its label, yes and no by the usual words.

    Returns:
        The value for the record, that of no answer where there is none, and what is wrong; empty where all is
        well.
    """
    typed = visible(text or "")
    nothing: int | str | bool | None = None if answer.is_number else "" if answer.options else False
    if not typed or is_nothing(typed):
        return nothing, ""
    key = name_key(typed)
    if answer.is_number and typed.isascii() and typed.isdigit() and len(typed) <= 4:
        if answer.holds(int(typed)):
            return int(typed), ""
    elif answer.options:
        names = {name_key(name): slug for slug, label in answer.options.items() for name in (label, slug)}
        if key in names:
            return names[key], ""
    elif not answer.is_number and key in _YES_OR_NO:
        return _YES_OR_NO[key], ""
    return nothing, f"{answer.label}: {echo(typed, LONGEST_SHOWN)} is not {answer.allowed}."
