"""The numbers a person enters: what is allowed, and what is said about the rest."""

from dataclasses import dataclass
from typing import Final

from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS


@dataclass(frozen=True, slots=True)
class NumberField:
    """One number of the profile: the name in code, the label people read, and the allowed range."""

    name: str
    label: str
    lowest: int
    highest: int

    @property
    def allowed(self) -> str:
        """The allowed range in words."""
        return f"a whole number from {self.lowest} to {self.highest}"


# The USMLE scale is printed as 1-300, but no report of a three-digit score lies under 120: a smaller number
# is a pass code, a percentile or a slip. Research items are a count of things listed.
STEP1: Final = NumberField("step1", "Step 1 score", 120, 300)
STEP2_CK: Final = NumberField("step2_ck", "Step 2 CK score", 120, 300)
RESEARCH_ITEMS: Final = NumberField("research_items", "Research items", 0, 999)
NUMBER_FIELDS: Final = (STEP1, STEP2_CK, RESEARCH_ITEMS)
# Entered where lists are shown; it is in no link, no caseload and no address of the API.
LIST_LENGTH: Final = NumberField("list_length", "Programs you plan to rank", 1, 100)


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's numbers, any of which may be absent.

    Attributes:
        applicant_group: a slug of `data.vocabulary.APPLICANT_GROUPS`.
        step1: three-digit Step 1 score, 120-300; absent for anybody examined since 26 January 2022.
        step2_ck: three-digit Step 2 CK score, 120-300.
        research_items: abstracts, presentations and publications listed, 0-999.
        step1_passed: whether Step 1 is known to be passed; a fact beside any score, False where unknown.
        list_length: programs that the person plans to rank, 1-100.

    Raises:
        ValueError: naming the field, the value and what is allowed.
    """

    applicant_group: str
    step1: int | None = None
    step2_ck: int | None = None
    research_items: int | None = None
    step1_passed: bool = False
    list_length: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is outside the definitions."""
        if self.applicant_group not in slugs(APPLICANT_GROUPS):
            raise ValueError(
                f"applicant_group is {self.applicant_group!r}; allowed is one of "
                f"{', '.join(slugs(APPLICANT_GROUPS))}."
            )
        for field in (*NUMBER_FIELDS, LIST_LENGTH):
            value = getattr(self, field.name)
            whole = isinstance(value, int) and not isinstance(value, bool)
            if value is not None and not (whole and field.lowest <= value <= field.highest):
                raise ValueError(f"{field.name} is {value!r}; allowed is {field.allowed}.")
        if not isinstance(self.step1_passed, bool):
            # One kind of refusal for every field.
            raise ValueError(  # noqa: TRY004
                f"step1_passed is {self.step1_passed!r}; allowed is true or false."
            )

    def score(self, exam: str) -> int | None:
        """Return the score of `exam`, a slug of `data.vocabulary.EXAMS`, or None when absent."""
        return {"step1": self.step1, "step2_ck": self.step2_ck}[exam]

    @property
    def has_score(self) -> bool:
        """Whether at least one exam score was entered."""
        return self.step1 is not None or self.step2_ck is not None
