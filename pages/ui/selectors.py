"""The choices that several pages share, and what the options of the others are made of."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from analysis.era.compute import BRIDGED_EXAM, NO_YEAR, step2_ck_norms, years_to_choose
from analysis.profile import Profile
from analysis.standing.comparable import first_exam
from data.editions import EDITIONS, default_edition
from data.editions.record import Edition
from data.load import TableError
from data.terms import label_of, slugs
from data.vocabulary import EXAMS, SPECIALTIES
from pages.ui.context import known_exams
from pages.ui.count_views import match_years, years_to_fill
from pages.ui.editions import NOT_HERE, edition_of_slug, editions_to_choose, loaded_editions
from pages.ui.page import Choices, Selector
from pages.ui.tables import table


def by_name(*selectors: Selector) -> dict[str, Selector]:
    """Return the selectors of a page by name."""
    return {selector.name: selector for selector in selectors}


def while_chosen(name: str, *slugs: str) -> Callable[[Choices, Profile], bool]:
    """Return the condition that another choice of the page is one of these."""
    return lambda choices, profile: choices[name] in slugs


def only_while(selector: Selector, name: str, *slugs: str) -> Selector:
    """Return a selector that is drawn only while another choice before it is one of these, as it needs."""
    needed = selector.needed
    return replace(
        selector,
        needed=lambda choices, profile: choices[name] in slugs and needed(choices, profile),
    )


def years_counted() -> dict[str, str]:
    """Return the match years that the places can be counted in."""
    return {str(year): str(year) for year in years_to_fill()}


def usual_year(profile: Profile, choices: Choices) -> str:
    """Return the year of the averages, or the newest one where the counts do not reach it."""
    year = str(default_edition(profile.applicant_group).match_year)
    return year if year in years_counted() else str(match_years()[0])


def match_year(
    name: str,
    years: Callable[[], Mapping[str, str]],
    usual: Callable[[Profile, Choices], str],
    needed: Callable[[Choices, Profile], bool],
) -> Selector:
    """Return the selector of a match year, whose usual one follows from the choices before it."""
    return Selector(
        name,
        "Match year",
        years,
        str(EDITIONS[0].match_year),
        in_a_row=False,
        width=130,
        follows=usual,
        needed=needed,
    )


def weight(name: str, label: str) -> Selector:
    """Return the selector of one weight of the rank."""
    return Selector(name, f"Weight: {label}", {str(weight): str(weight) for weight in range(4)}, "1")


EACH_SPECIALTY: Final = {term.slug: term.label for term in SPECIALTIES if not term.is_total}
EDITION: Final = Selector(
    "edition",
    "Averages of",
    editions_to_choose,
    EDITIONS[-1].slug,
    in_a_row=False,
    width=380,
    follows=lambda profile, choices: default_edition(profile.applicant_group).slug,
    needed=lambda choices, profile: len(editions_to_choose()) > 1,
    is_kept=True,
    absent=NOT_HERE,
)


def edition_of(choices: Choices, profile: Profile) -> Edition:
    """Return the edition chosen on a page, or the usual one where it has no such choice."""
    return edition_of_slug(choices.get(EDITION.name) or EDITION.usual(profile))


def _first_exam(profile: Profile, choices: Choices) -> str:
    """Return the exam shown first; where the averages cannot be read, every exam may come first."""
    try:
        return first_exam(profile, known_exams(profile.applicant_group, edition_of(choices, profile)))
    except TableError:
        return first_exam(profile, slugs(EXAMS))


EXAM: Final = Selector("exam", "Exam", label_of(EXAMS), "step2_ck", follows=_first_exam)
# Residents and directors have figures of every exam.
EXAM_OF_ANY: Final = replace(
    EXAM,
    follows=lambda profile, choices: (
        _first_exam(profile, choices)
        if choices.get("beside", "averages") == "averages"
        else first_exam(profile, slugs(EXAMS))
    ),
)
SEM: Final = Selector(
    "sem",
    "Measurement error",
    {str(sem): f"±{sem}" for sem in range(5, 9)},
    "6",
    help="The standard error of measurement (SEM) of a USMLE score: how far a score may lie from what the "
    "same person would get another day. NBME’s guide gives about 6 points.",
)
# Chosen on Where I stand.
KEPT_SEM: Final = replace(SEM, needed=lambda choices, profile: False, is_kept=True)


@st.cache_resource(show_spinner=False)
def _known_years(match_years: tuple[int, ...]) -> tuple[str, ...]:
    """Return the years that a Step 2 CK score can be taken from to that of some averages."""
    norms = step2_ck_norms(table("usmle_norms"))
    bridged = {slug for year in match_years for slug in years_to_choose(norms, year)}
    return tuple(slug for slug in reversed(norms) if slug in bridged)


def _years_taken() -> dict[str, str]:
    """Return the years to choose from; none while no table can be read, which the page says itself."""
    try:
        years = _known_years(tuple(edition.match_year for edition in (*EDITIONS, *loaded_editions())))
    except TableError:
        years = ()
    return {NO_YEAR: "not chosen", **{slug: slug for slug in years}}


def ck_year(exams_shown: Callable[[Choices], Collection[str]], *, in_line: bool = True) -> Selector:
    """Return the choice of the year of a Step 2 CK score: drawn where one is compared, and kept elsewhere."""

    def is_compared(choices: Choices, profile: Profile) -> bool:
        return (
            BRIDGED_EXAM in exams_shown(choices)
            and profile.score(BRIDGED_EXAM) is not None
            and BRIDGED_EXAM in known_exams(profile.applicant_group, edition_of(choices, profile))
        )

    return Selector(
        "ck_year",
        "The year you took it",
        _years_taken,
        NO_YEAR,
        in_a_row=False,
        width=170,
        help="The national Step 2 CK average has risen. With a year, a second, dashed line shows the score "
        "that was as far from the national average when these people applied. Standings stay those of your "
        "score.",
        needed=is_compared,
        is_kept=True,
        in_line=in_line,
    )
