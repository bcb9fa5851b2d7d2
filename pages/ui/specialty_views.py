"""What the page Specialty can show about one specialty: one record each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from pages.ui.choice_views import chosen_view
from pages.ui.count_views import people_view
from pages.ui.director_views import directors_view
from pages.ui.evidence_views import residents_of_view
from pages.ui.page import PageView, ViewRequest
from pages.ui.state_views import show_states
from pages.ui.views import specialty_view


@dataclass(frozen=True, slots=True)
class About:
    """One thing to show about a specialty.

    Attributes:
        label: what the choice says.
        view: what shows it, asked for the specialty in the choice `specialty`.
        of_a_group: whether it is about the visitor's applicant group, which the page then names.
        what: what is shown, of that group or of everybody.
    """

    label: str
    view: Callable[[ViewRequest], PageView]
    of_a_group: bool = True
    what: str = "averages"


def _averages(asked: ViewRequest) -> PageView:
    """Show every average and every measure."""
    return specialty_view(asked.only(*asked.choices))


def _chosen(asked: ViewRequest) -> PageView:
    """Show how people like the visitor chose it, and what places there were."""
    return chosen_view(asked.choices["specialty"], asked.group, asked.dark)


def _matches(asked: ViewRequest) -> PageView:
    """Show how many people like the visitor matched there, year by year."""
    return people_view(asked.choices["specialty"], asked.group, asked.edition.match_year, asked.dark)


def _directors(asked: ViewRequest) -> PageView:
    """Show what its program directors said."""
    return directors_view(asked.choices["specialty"], asked.group, asked.dark)


def _residents(asked: ViewRequest) -> PageView:
    """Show the residents who got in there."""
    return residents_of_view(asked.profile, asked.choices["specialty"], asked.dark)


# By the slug of the choice `about`, in the order of the page.
ABOUT: Final[Mapping[str, About]] = {
    "averages": About("Averages", _averages),
    "people": About("Chosen by people like you", _chosen, what="figures"),
    "residents": About("Residents", _residents, of_a_group=False, what="residents"),
    "directors": About("Directors", _directors, what="answers"),
    "where": About("Where", show_states, of_a_group=False, what="positions"),
    "matches": About("Matches by year", _matches, what="matches"),
}


def show_specialty(asked: ViewRequest) -> PageView:
    """Show what is asked for about a specialty."""
    return ABOUT[asked.choices["about"]].view(asked)
