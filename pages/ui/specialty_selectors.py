"""The choices of the page Specialty, and what it reads."""

from typing import Final

from analysis.era.compute import BRIDGED_EXAM
from analysis.provenance.uses import Read, of_a_specialty, of_ours, spread_of_residents
from analysis.provenance.uses_of_choices import (
    choices_of_a_group,
    latest_places,
    latest_soap,
    only_choice_of_a_group,
)
from pages.ui.choice_views import PLACES_TABLES
from pages.ui.director_views import DIRECTORS_OF_ONE
from pages.ui.page import Selector
from pages.ui.selectors import EACH_SPECIALTY, EDITION, KEPT_SEM, by_name, ck_year, only_while
from pages.ui.shared_reads import PAPERS, STATES_READS
from pages.ui.specialty_views import ABOUT
from pages.ui.state_views import PLACE_YEAR, PLACES

SPECIALTY_SELECTORS: Final = by_name(
    EDITION,
    Selector(
        "specialty",
        "Specialty",
        EACH_SPECIALTY,
        "internal_medicine",
        in_a_row=False,
        in_line=False,
    ),
    Selector(
        "about",
        "Show",
        {slug: about.label for slug, about in ABOUT.items()},
        "averages",
        in_line=False,
    ),
    *(only_while(selector, "about", "where") for selector in (PLACES, PLACE_YEAR)),
    KEPT_SEM,
    ck_year(lambda choices: (BRIDGED_EXAM,) if choices["about"] == "averages" else (), in_line=False),
)

SPECIALTY_READS: Final = (
    Read("scores"),
    Read("research_output"),
    Read("img_fill"),
    Read("positions"),
    Read("choices", choices_of_a_group),
    Read("only_choice", only_choice_of_a_group),
    *(Read(name, latest_places) for name in PLACES_TABLES),
    Read("soap", latest_soap),
    Read("printed_rows"),
    Read("resident_quantiles", spread_of_residents),
    Read("resident_scores", of_ours),
    *(Read(name, of_a_specialty) for name in DIRECTORS_OF_ONE),
    Read("director_response", of_ours),
    *STATES_READS,
    *PAPERS,
)
