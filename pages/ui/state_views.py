"""Views over positions by state, which are the same for everybody. Cached figures are never changed."""

from typing import Final

import pandas as pd

from analysis.states.chart import state_squares
from analysis.states.compute import MEASURE_BY_SLUG, places_by_state, states_of_year, years_with
from analysis.states.words import ranking_table, states_story
from data.places_schema import NEWEST_YEAR
from data.terms import label_of
from data.vocabulary import TOTAL
from pages.ui.html import html_table
from pages.ui.page import Choices, PageView, Selector, ViewRequest
from pages.ui.tables import table
from pages.ui.view import for_everybody, view_of

TABLES: Final = ("positions_by_state", "filled_by_state")


@for_everybody
def _places(specialty: str) -> pd.DataFrame:
    """Add up the positions of one specialty, or of all, by year and state."""
    return places_by_state(table(TABLES[0]), table(TABLES[1]), specialty)


@for_everybody
def _years(measure: str) -> tuple[int, ...]:
    """Return the match years that have numbers of a measure, newest first."""
    return years_with(_places(TOTAL), MEASURE_BY_SLUG[measure])


@for_everybody
def place_years() -> dict[str, str]:
    """Return the match years of positions by state, newest first."""
    return {str(year): str(year) for year in _years("offered")}


@for_everybody
def states_view(specialty: str, measure: str, match_year: int, dark: bool) -> PageView:
    """Show where the positions of a specialty are, as squares and in order; a share has years of its own."""
    own, shown = _places(specialty), MEASURE_BY_SLUG[measure]
    years = _years(measure)
    year = match_year if match_year in years else years[0]
    rows = states_of_year(own, year, shown)
    sources = table(TABLES[int(year == years[0])])["source_id"]
    story = states_story(rows, specialty, shown, years, str(sources.iloc[0]))
    ranking = html_table(ranking_table(rows, shown), f"States in order: {shown.label}")
    return PageView(
        view_of(state_squares(rows, shown), story, dark=dark),
        "states",
        (f'<div class="ranking"><h2>States in order</h2>{ranking}</div>',),
    )


def show_states(asked: ViewRequest) -> PageView:
    """Show where the positions of the specialty asked for are."""
    choices = asked.choices
    return states_view(choices["specialty"], choices["places"], int(choices["place_year"]), asked.dark)


def _has_years(choices: Choices) -> bool:
    """Return whether the measure chosen is printed for several years."""
    return not MEASURE_BY_SLUG[choices["places"]].is_share


PLACES: Final = Selector(
    "places", "Squares show", label_of(MEASURE_BY_SLUG.values()), "offered", in_line=False
)
PLACE_YEAR: Final = Selector(
    "place_year",
    "Match year",
    place_years,
    str(NEWEST_YEAR),
    in_a_row=False,
    width=130,
    needed=lambda choices, profile: _has_years(choices),
)
