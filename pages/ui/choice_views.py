"""Views of lists and choices: lengths of lists, only choice, places, couples, SOAP, and one specialty's own.

Only the planned length of a list is a visitor's number; everything else is cached for everybody. Cached
figures are never changed.
"""

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from analysis.chosen.compute import CHOSEN_TABLES, chosen
from analysis.chosen.words import chosen_story, facts_table, row_names, seniors_table
from analysis.competition.chart import couple_lines, place_dots, soap_panels
from analysis.competition.compute import (
    EVERYBODY,
    couple_shares,
    most_in_soap,
    of_year,
    places,
    soap_by_specialty,
)
from analysis.competition.words import (
    MATCHED_HERE,
    PLACE_MEASURES,
    SENIOR_MEASURES,
    PlaceMeasure,
    couples_story,
    places_story,
    soap_story,
)
from analysis.lists.chart import length_lines, length_panels
from analysis.lists.compute import (
    LIST_TYPES,
    PROGRAMS,
    PROGRAMS_LABEL,
    Lengths,
    list_lengths,
    program_lengths,
)
from analysis.lists.words import beside_planned, lists_story
from analysis.only_choice import compute as only_choice
from analysis.only_choice.chart import specialty_dots, year_dots
from analysis.only_choice.words import not_counted_story, only_story
from analysis.profile import Profile
from analysis.story import Story
from analysis.wording import GROUP_LABELS, SPECIALTY_LABELS
from data.vocabulary import CHOICE_TYPES
from pages.ui.html import html_table
from pages.ui.page import Choices, PageView, ViewRequest
from pages.ui.tables import source_html, table, tables
from pages.ui.view import View, for_everybody, per_visit, view_of

# What the page can show, and the choices that say of whom and when.
QUESTIONS: Final = {
    "lists": "Length of lists",
    "only": "Only choice",
    "places": "Places",
    "couples": "Couples",
    "soap": "SOAP",
}
# The measure of places that counts applicants.
PER_PLACE: Final = "applicants"
SENIORS_HEADING: Final = "Seniors who ranked it, year by year"
MINE: Final = "mine"
SIDE_BY_SIDE: Final = "each"
LISTS_OF: Final = {
    SIDE_BY_SIDE: "All types side by side",
    **{kind: GROUP_LABELS[kind] for kind in LIST_TYPES},
    PROGRAMS: PROGRAMS_LABEL,
}
ONLY_OF: Final = {MINE: "Your applicant group", **{one.slug: one.label for one in CHOICE_TYPES}}
# In the order in which places are made of them.
PLACES_TABLES: Final = ("match_summary", "senior_counts", "ranked_per_position", "specialty_names")
MEASURES: Final = {slug: measure.label for slug, measure in PLACE_MEASURES.items()}
PLACES_OF: Final = {
    EVERYBODY: "All applicants",
    **{group: f"{GROUP_LABELS[group]}s" for group in SENIOR_MEASURES},
}


def _of_group(group: str) -> tuple[str, ...]:
    """Return the types of lists with that of a group first, where it is one."""
    return (*((group,) if group in LIST_TYPES else ()), *(kind for kind in LIST_TYPES if kind != group))


@for_everybody
def _lengths(kinds: tuple[str, ...]) -> tuple[tuple[Lengths, ...], Story]:
    """Lay out the lists of some types, and tell what they say of nobody's own."""
    found = list_lengths(table("list_lengths"), kinds)
    return tuple(found), lists_story(found)


@per_visit
def lists_view(planned: int | None, kind: str, group: str, dark: bool, wide: bool = False) -> View:
    """Show the mean lengths of lists, of one kind or of all types with the visitor's group first."""
    if kind == PROGRAMS:
        programs = program_lengths(table("program_list_lengths"))
        return view_of(length_lines(programs, None), lists_story([programs]), dark=dark, wide=wide)
    found, story = _lengths(_of_group(group) if kind == SIDE_BY_SIDE else (kind,))
    drawn = length_panels(found, planned) if kind == SIDE_BY_SIDE else length_lines(found[0], planned)
    return view_of(drawn, beside_planned(story, found[0], planned), dark=dark, wide=wide)


@for_everybody
def _types() -> dict[int, tuple[str, ...]]:
    """Return which applicant types each year of only choice counts."""
    return only_choice.types_by_year(table("only_choice"))


@for_everybody
def _shares() -> pd.DataFrame:
    """Take all shares of those who ranked one specialty only."""
    return only_choice.only_choice_shares(table("only_choice"))


def only_years() -> dict[str, str]:
    """Return the match years of only choice, newest first."""
    return {str(year): str(year) for year in reversed(_types())}


def _asked_group(profile: Profile, choices: Choices) -> str:
    """Return the group that only choice is asked for."""
    return profile.applicant_group if choices["only_of"] == MINE else choices["only_of"]


def usual_only_year(profile: Profile, choices: Choices) -> str:
    """Return the newest year of NRMP's own in which the group is counted apart, else the newest of all."""
    group, shares = _asked_group(profile, choices), _shares()
    own = shares.loc[(shares["applicant_type"] == group) & ~shares["is_secondary"], "match_year"]
    return str(int(own.max())) if len(own) else next(iter(only_years()))


@for_everybody
def only_view(group: str, match_year: int, dark: bool) -> View:
    """Show only choice by specialty, of one group and year, as that year counts the group."""
    kind = only_choice.counted_as(group, _types()[match_year])
    if kind is None:
        return view_of(None, not_counted_story(table("only_choice"), group, match_year, _types()), dark=dark)
    rows = only_choice.of_year(_shares(), match_year, kind)
    return view_of(specialty_dots(rows), only_story(rows, group, _types()), dark=dark)


@for_everybody
def _places() -> pd.DataFrame:
    """Lay applicants and places of every year and specialty side by side."""
    return places(*tables(*PLACES_TABLES).values())


def places_years() -> dict[str, str]:
    """Return the match years of places, newest first."""
    years = sorted(_places()["match_year"].unique(), reverse=True)
    return {str(year): str(year) for year in years}


def _measure(measure: str, group: str) -> PlaceMeasure:
    """Return a measure of places, of one group where it counts applicants."""
    return (
        SENIOR_MEASURES.get(group, PLACE_MEASURES[measure])
        if measure == PER_PLACE
        else PLACE_MEASURES[measure]
    )


def _last_year(measure: PlaceMeasure) -> int:
    """Return the newest year of NRMP's own that has a measure."""
    rows = _places()
    return int(rows.loc[rows[measure.column].notna() & ~rows["is_secondary"], "match_year"].max())


def usual_places_year(profile: Profile, choices: Choices) -> str:
    """Return the newest year of NRMP's own that has the measure asked for."""
    return str(_last_year(_measure(choices["places_by"], choices["places_of"])))


@for_everybody
def places_view(measure: str, group: str, match_year: int, dark: bool) -> View:
    """Show one measure of the places of every specialty in one year, of some group of applicants."""
    asked = _measure(measure, group)
    rows = of_year(_places(), match_year, asked.column)
    return view_of(place_dots(rows, asked), places_story(rows, asked, _last_year(asked)), dark=dark)


@for_everybody
def couples_view(dark: bool, wide: bool = False) -> View:
    """Show how couples fared over the years."""
    rows = couple_shares(table("couples"))
    return view_of(couple_lines(rows), couples_story(rows), dark=dark, wide=wide)


@for_everybody
def _soap() -> pd.DataFrame:
    """Add up the positions of SOAP by year and specialty."""
    return soap_by_specialty(table("soap"))


@for_everybody
def soap_view(shortlist: tuple[str, ...], dark: bool, wide: bool = False) -> View:
    """Show what SOAP had and filled over the years, for some specialties or those with the most."""
    rows = _soap()
    shown = shortlist or most_in_soap(rows)
    story = soap_story(rows, shown, chosen=bool(shortlist))
    return view_of(soap_panels(rows, shown), story, dark=dark, wide=wide)


def _lists(asked: ViewRequest) -> View:
    return lists_view(
        asked.profile.list_length, asked.choices["lists_of"], asked.group, asked.dark, asked.wide
    )


def _only(asked: ViewRequest) -> View:
    group = _asked_group(asked.profile, asked.choices)
    return only_view(group, int(asked.choices["only_year"]), asked.dark)


def _places_asked(asked: ViewRequest) -> View:
    choices = asked.choices
    return places_view(choices["places_by"], choices["places_of"], int(choices["places_year"]), asked.dark)


_VIEWS: Final[Mapping[str, Callable[[ViewRequest], View]]] = {
    "lists": _lists,
    "only": _only,
    "places": _places_asked,
    "couples": lambda asked: couples_view(asked.dark, asked.wide),
    "soap": lambda asked: soap_view(asked.shortlist, asked.dark, asked.wide),
}


def show_lists(asked: ViewRequest) -> PageView:
    """Show what is asked for of lists and choices."""
    question = asked.choices["ask"]
    return PageView(_VIEWS[question](asked), f"lists_{question}")


@for_everybody
def chosen_view(specialty: str, applicant_group: str, dark: bool) -> PageView:
    """Show how people of one group chose one specialty, and what places there were."""
    known = chosen(tables(*CHOSEN_TABLES), _places(), _soap(), specialty, applicant_group)
    facts = html_table(facts_table(known), f"Choices and places, {SPECIALTY_LABELS[specialty]}", cards=True)
    seniors = ""
    if len(known.seniors):
        rows = html_table(seniors_table(known), f"{SENIORS_HEADING}, {SPECIALTY_LABELS[specialty]}")
        sources = source_html(known.seniors["source_id"].unique())
        seniors = f"<h2>{SENIORS_HEADING}</h2>{rows}<p>{MATCHED_HERE}</p>{sources}"
    drawn = year_dots(known.years, row_names(known)) if len(known.years) else None
    return PageView(
        view_of(drawn, chosen_story(known), dark=dark),
        "chosen",
        (f"<h2>Who ranked it, and the places</h2>{facts}{source_html(known.fact_sources)}{seniors}",),
    )
