"""What each page with averages wants of the edition shown: without it there is nothing to draw, or less."""

from collections.abc import Sequence
from typing import Final

from analysis.editions import Wanted, averages_wanted
from analysis.groups.compute import SENIORS
from analysis.wording import SPECIALTY_LABELS
from data.editions.record import Edition
from pages.ui.context import reference
from pages.ui.page import ViewRequest
from pages.ui.tables import table


def _is_counted(edition: Edition) -> bool:
    """Whether NRMP's counts of who filled the places reach the year of an edition."""
    return bool((table("positions")["match_year"] == edition.match_year).any())


_SCORES: Final = (averages_wanted("scores", outcome="matched"),)
_RESEARCH: Final = (averages_wanted("research_output", outcome="matched"),)
_RANK: Final = (
    averages_wanted("scores", exam="step1", applicant_group=SENIORS, outcome="matched"),
    averages_wanted("research_output", applicant_group=SENIORS, outcome="matched"),
    Wanted("NRMP count of who filled the places in its year", _is_counted),
)


def scores_wanted(asked: ViewRequest) -> Sequence[Wanted]:
    """Overview shows score averages of every group."""
    return _SCORES


def research_wanted(asked: ViewRequest) -> Sequence[Wanted]:
    """Research output shows research averages of every group."""
    return _RESEARCH


def rank_wanted(asked: ViewRequest) -> Sequence[Wanted]:
    """The rank of credentials is made of three parts, and nothing is imputed."""
    return _RANK


def exam_wanted(asked: ViewRequest) -> Sequence[Wanted]:
    """Where I stand shows the averages of one exam for the visitor's group."""
    if asked.choices["beside"] != "averages":
        return ()
    return (averages_wanted("scores", exam=asked.choices["exam"], applicant_group=asked.group),)


def side_wanted(asked: ViewRequest) -> Sequence[Wanted]:
    """Compare shows the same among all; side by side it has other measures as well."""
    if asked.choices["side"] == "map":
        exam = asked.choices["exam"]
        return (averages_wanted("scores", exam=exam, applicant_group=asked.group, outcome="matched"),)
    if asked.choices["side"] == "trend":
        return ()
    return (averages_wanted("scores", applicant_group=asked.group, is_vital=False),)


def specialty_wanted(asked: ViewRequest) -> Sequence[Wanted]:
    """Specialty has counts and other measures beside the averages."""
    if asked.choices["about"] != "averages":
        return ()
    specialty = asked.choices["specialty"]
    return (
        Wanted(
            f"averages of {SPECIALTY_LABELS[specialty]}",
            lambda edition: specialty in reference(edition).specialties,
            is_vital=False,
        ),
    )
