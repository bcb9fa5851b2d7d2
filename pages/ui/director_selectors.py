"""The choices of the page Directors, and what it reads."""

from typing import Final

from analysis.provenance.uses import Read, not_of_the_others
from analysis.wording import capital
from data.directors import FACTORS, STAGES
from data.groups import groups_with
from data.terms import label_of
from data.vocabulary import SPECIALTIES
from pages.ui.device import is_phone
from pages.ui.page import Selector
from pages.ui.selectors import by_name, while_chosen

DIRECTORS_SELECTORS: Final = by_name(
    Selector("ask", "Show", {"groups": "Applicant groups", "factors": "Factors"}, "groups"),
    Selector("stage", "When", label_of(STAGES), "interview"),
    Selector(
        "applicants",
        "Answers about",
        {
            "mine": "Your applicant group",
            **{group.slug: capital(group.plural) for group in groups_with("director")},
        },
        "mine",
        in_a_row=False,
        width=260,
        needed=while_chosen("ask", "groups"),
    ),
    Selector(
        "figure",
        "Figure",
        {"cited": "Percent citing", "importance": "Mean importance"},
        "cited",
        needed=while_chosen("ask", "factors"),
    ),
    Selector(
        "by",
        "Lay out",
        {"all": "All together", "factor": "One factor", "specialty": "One specialty"},
        "all",
        # Nine columns are too many for a phone to begin with.
        here=lambda: "factor" if is_phone() else "all",
        needed=while_chosen("ask", "factors"),
    ),
    Selector(
        "factor",
        "Factor",
        label_of(FACTORS),
        FACTORS[0].slug,
        in_a_row=False,
        width=360,
        needed=lambda choices, profile: (choices["ask"], choices["by"]) == ("factors", "factor"),
    ),
    Selector(
        "specialty",
        "Specialty",
        {term.slug: term.label for term in SPECIALTIES},
        "internal_medicine",
        in_a_row=False,
        width=300,
        needed=lambda choices, profile: (choices["ask"], choices["by"]) == ("factors", "specialty"),
    ),
)

DIRECTORS_READS: Final = (
    Read("director_groups"),
    Read("director_factors"),
    Read("director_response", not_of_the_others),
    Read("sources"),
)
