"""The choices of the page Lists and choices, and what it reads."""

from typing import Final

from analysis.competition.compute import EVERYBODY
from analysis.provenance.uses import Read
from analysis.provenance.uses_of_choices import measured, only_choice_shown, places_shown
from pages.ui.choice_views import (
    LISTS_OF,
    MEASURES,
    MINE,
    ONLY_OF,
    PER_PLACE,
    PLACES_OF,
    PLACES_TABLES,
    QUESTIONS,
    SIDE_BY_SIDE,
    only_years,
    places_years,
    usual_only_year,
    usual_places_year,
)
from pages.ui.page import Selector
from pages.ui.selectors import by_name, match_year, while_chosen

LISTS_SELECTORS: Final = by_name(
    Selector("ask", "Show", QUESTIONS, "lists", in_line=False),
    Selector(
        "lists_of",
        "Lists of",
        LISTS_OF,
        SIDE_BY_SIDE,
        in_a_row=False,
        width=260,
        needed=while_chosen("ask", "lists"),
    ),
    Selector(
        "only_of",
        "Applicants",
        ONLY_OF,
        MINE,
        in_a_row=False,
        width=260,
        needed=while_chosen("ask", "only"),
    ),
    match_year("only_year", only_years, usual_only_year, while_chosen("ask", "only")),
    Selector("places_by", "Measure", MEASURES, "applicants", needed=while_chosen("ask", "places")),
    Selector(
        "places_of",
        "Applicants",
        PLACES_OF,
        EVERYBODY,
        needed=lambda choices, profile: choices["ask"] == "places" and choices["places_by"] == PER_PLACE,
    ),
    match_year("places_year", places_years, usual_places_year, while_chosen("ask", "places")),
)

LISTS_READS: Final = (
    Read(
        "list_lengths",
        measured("matched_length_mean", "unmatched_length_mean", "matched_count", "unmatched_count"),
    ),
    Read(
        "program_list_lengths",
        measured(
            *(f"{which}_per_position_mean" for which in ("filled", "unfilled")),
            *(f"{which}_program_count" for which in ("filled", "unfilled")),
        ),
    ),
    Read("only_choice", only_choice_shown),
    *(Read(name, places_shown) for name in PLACES_TABLES),
    Read("couples"),
    Read("soap", measured("available_count", "filled_count")),
    Read("sources"),
)
