"""The questions an applicant comes with, each with its pages: Overview's way in; and the pages besides."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.profile import Profile
from analysis.standing.brief import say_elsewhere, say_standing
from analysis.standing.comparable import nothing_to_compare
from analysis.wording import GROUP_PLURALS, listed
from data.editions.record import Edition
from pages.registry import BY_GROUP, PAGES
from pages.ui.address import remembered
from pages.ui.context import known_exams
from pages.ui.notes import shown_edition
from pages.ui.page import EVERYBODY, NEXT_STEPS, Link, NavigationGroup, Page
from pages.ui.profile import invite
from pages.ui.selectors import SEM
from pages.ui.tables import guarded
from pages.ui.view import per_visit
from pages.ui.views import comparison_of
from pages.ui.visit import current_profile, group_is_chosen

# Finds where somebody stands and where else to look, in a sentence each; empty without a score.
Brief = Callable[[], tuple[str, str]]
ICONS: Final = {page.file: page.icon for page in PAGES}


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an applicant.

    Attributes:
        asked: the question.
        answer: what is said at once to somebody with these numbers, of whom the second argument says more.
        links: the pages that answer it; a link without a label bears the page's title.
        invites: whether it is answered once numbers are entered.
    """

    asked: str
    answer: Callable[[Profile, Brief], str]
    links: tuple[Link, ...]
    invites: bool = False


@per_visit
def _in_brief(profile: Profile, sem: float, edition: Edition) -> tuple[str, str]:
    """Say where a profile with scores stands, and where else its scores are no lower."""
    comparison = comparison_of(profile, sem, edition)
    stands = say_standing(profile, comparison, sem, edition.match_year, edition.mark)
    if nothing_to_compare(profile, known_exams(profile.applicant_group, edition)):
        return stands, ""
    whose = f" of {edition.match_year} ({edition.mark})" if edition.mark else ""
    return stands, say_elsewhere(comparison, whose)


def _brief(profile: Profile) -> tuple[str, str]:
    """Return the same as far as there are scores; with the measurement error of Where I stand."""
    if not profile.has_score:
        return "", ""
    return _in_brief(profile, float(remembered(SEM.name, SEM.default)), shown_edition())


def _where_i_stand(profile: Profile, brief: Brief) -> str:
    return brief()[0] or (
        "Your scores in every specialty: beside the averages of those who matched or did not, among the "
        "residents who got in, or beside the scores that directors named."
    )


def _elsewhere(profile: Profile, brief: Brief) -> str:
    return brief()[1] or "Specialties side by side, and who fills the places of each."


def _people_like_me(profile: Profile, brief: Brief) -> str:
    people = GROUP_PLURALS[profile.applicant_group] if group_is_chosen() else "people of your group"
    return f"How many {people} matched, in each specialty and in the Match as a whole, by NRMP’s counts."


# What is said of Next steps, whoever asks.
NEXT_ANSWER: Final = (
    "How ready the application is, what clinical experience it has, which dates come, and a plan: dated "
    "advice of guides, apart from NRMP’s data."
)

QUESTIONS: Final = (
    Question("Where do I stand?", _where_i_stand, (Link("where_i_stand.py"),), invites=True),
    Question("Where else could I look?", _elsewhere, (Link("compare.py"), Link("img_fill.py"))),
    Question(
        "How do places go to people like me?",
        _people_like_me,
        (
            Link("specialty.py", "Chosen by people like you, in one specialty", {"about": "people"}),
            Link("lists_and_choices.py"),
            Link("match_rates.py"),
        ),
    ),
    NEXT := Question(
        "What do I do next?",
        lambda profile, brief: NEXT_ANSWER,
        tuple(Link(page.file) for page in BY_GROUP[NEXT_STEPS]),
    ),
)


def _draw_ways(question: Question) -> None:
    """Draw the links of a question."""
    for link in question.links:
        st.page_link(link.file, label=link.label or None, icon=ICONS[link.file], query_params=link.choices)


def lead_to_next_steps() -> None:
    """Ask what follows from the numbers, and lead on; below them, in the frame of the page."""
    with st.container(key="next_question"):
        st.html(f"<h2>{escape(NEXT.asked)}</h2><p>{escape(NEXT_ANSWER)}</p>")
        with st.container(horizontal=True):
            _draw_ways(NEXT)


def lead_on() -> Callable[[Profile], None]:
    """Draw the questions and the ways on, which no number changes; in the frame of the page.

    Returns:
        What writes into them, in the page's part, what can be said at once.
    """
    at_first = current_profile()
    said: list[DeltaGenerator] = []
    with st.container(key="questions"):
        for column, question in zip(st.columns(len(QUESTIONS), gap="medium"), QUESTIONS, strict=True):
            with column:
                said.append(st.empty())
                if question.invites:
                    invite(at_first)
                _draw_ways(question)

    def answer(profile: Profile) -> None:
        if profile.has_score != at_first.has_score:
            # A first score, or none any more: the invitation is a part of the frame.
            st.rerun()
        brief = cache(lambda: _brief(profile))
        for place, question in zip(said, QUESTIONS, strict=True):
            with guarded():
                place.html(
                    f"<h2>{escape(question.asked)}</h2><p>{escape(question.answer(profile, brief))}</p>"
                )

    return answer


def pages_besides() -> dict[NavigationGroup, list[Page]]:
    """Return, by group, the pages that no question leads to."""
    led_to = {link.file for question in QUESTIONS for link in question.links}
    left = {
        group: [page for page in pages if page.url_path and page.file not in led_to]
        for group, pages in BY_GROUP.items()
    }
    return {group: pages for group, pages in left.items() if pages}


def _door(page: Page) -> str:
    """Return what the link to a page says: its title, what it is for, and for whom."""
    whom = f"For {listed(page.audience)}"
    is_said = page.audience == EVERYBODY or whom == page.group.label
    return f"**{page.title}** {page.summary}{'' if is_said else f' {whom}.'}"


def show_besides() -> None:
    """Draw a link to every page that no question leads to, below the heading of its group."""
    besides = pages_besides()
    with st.container(key="besides"):
        st.header("The other pages", anchor=False)
        for column, (group, pages) in zip(
            st.columns(len(besides), gap="medium"), besides.items(), strict=True
        ):
            with column:
                st.subheader(group.label, anchor=False)
                for page in pages:
                    st.page_link(page.file, label=_door(page), icon=page.icon)
