"""What a person says of their readiness: plain answers, any of which may be absent, and how they are read.

Years are calendar years; they do not go stale where a record is kept. Exam scores are no part of it: those
are the profile's; what is applied for is that of `analysis.next_steps.aim`.
"""

from dataclasses import dataclass
from typing import Final

from analysis.next_steps.answer import Answer, refuse

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
    "missing_step_2_ck": "Step 2 CK is missing",
    "missing_other": "An exam other than Step 2 CK is missing",
    "missing": "An exam is missing",
}
ACCOUNTS: Final = {
    "clear": "Clear, and ties the gap to the present",
    "vague": "Vague",
    "defensive": "Defensive",
    "money": "Money is the only reason",
}
CALLED: Final = {"strong": "Strong", "average": "Average", "weak": "Weak"}


def _year(name: str, label: str, more: str = "") -> Answer:
    return Answer(name, label, 1950, 2099, help=more)


def _called(name: str, label: str) -> Answer:
    return Answer(f"audit_{name}", label, options=CALLED)


ANSWERS: Final = (
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
    Answer("gaps", "Gaps since graduation", options=GAPS),
    _year("step2_ck_year", "Year of Step 2 CK", "The score itself stands in the sidebar."),
    Answer(
        "exams",
        "How your exams stand",
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
    Answer("account", "How your account of the gap reads", options=ACCOUNTS),
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
    audit_usmle: str = ""
    audit_recent_us_experience: str = ""
    audit_graduation_recency: str = ""
    audit_specialty_competition: str = ""
    audit_letter_quality: str = ""

    def __post_init__(self) -> None:
        """Refuse what is outside the definitions."""
        refuse(self, ANSWERS)
