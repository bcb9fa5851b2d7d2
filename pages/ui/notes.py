"""Standing notes: what a reader must know wherever a recent score meets an average of an older year."""

from collections.abc import Iterable
from html import escape
from typing import Final

import streamlit as st

from analysis.caveats import say_norms, standing_caveats
from analysis.editions import exams_lacking, say_not_in, say_without_group
from data.editions import default_edition
from data.editions.record import Edition
from data.groups import GROUP_BY_SLUG
from data.terms import label_of
from data.vocabulary import APPLICANT_GROUPS
from pages.ui.address import ask_for, inert, is_from_outside, remembered
from pages.ui.choose import key_of
from pages.ui.editions import edition_of_slug, editions_to_choose, loaded_editions
from pages.ui.page import Link, Page, ViewRequest
from pages.ui.selectors import EDITION
from pages.ui.tables import guarded, table
from pages.ui.view import for_everybody
from pages.ui.visit import DEFAULT_GROUP, current_group, group_is_chosen


@for_everybody
def _then_and_now(edition: Edition) -> str:
    """Return what keeps a score of today and an average of the match year apart as HTML."""
    norms = table("usmle_norms")
    caveats = "".join(f"<p>{escape(said)}</p>" for said in standing_caveats(norms, edition))
    # Nothing is known of what came after the averages of a newer edition.
    rise = ", and Step 2 CK scores have risen since" if say_norms(norms, edition.match_year) else ""
    whose = f" ({escape(edition.mark)})" if edition.mark else ""
    return (
        '<details class="note"><summary>'
        f"{edition.match_year} averages{whose}: Step 1 is pass/fail now{rise}</summary>{caveats}</details>"
    )


def standing_notes(edition: Edition) -> None:
    """Say what keeps a score of today and an average of the match year of an edition apart."""
    with guarded():
        st.html(_then_and_now(edition))


def shown_edition() -> Edition:
    """Return the edition that this visit looks at: the one chosen last, or the usual one."""
    usual = default_edition(current_group()).slug
    chosen = remembered(EDITION.name, usual)
    if is_from_outside(EDITION.name):
        chosen = st.query_params.get(EDITION.name, chosen)
    else:
        # What is drawn before the selector hears of a choice before the address does.
        chosen = st.session_state.get(key_of(EDITION, usual), chosen)
    return edition_of_slug(chosen if chosen in editions_to_choose() else usual)


def edition_note(page: Page, asked: ViewRequest) -> bool:
    """Say where the edition shown lacks what is wanted, or averages of the visitor's group; offer others.

    Returns:
        Whether there is something to draw.
    """
    edition, loaded, wanted = asked.edition, loaded_editions(), page.wants(asked)
    said, others = say_not_in(edition, wanted, loaded)
    has_none = False
    is_drawn = not said or not any(one.is_vital and not one.is_in(edition) for one in wanted)
    if group_is_chosen() and is_drawn and asked.group not in edition.groups:
        said, others = say_without_group(edition, asked.group, loaded)
        has_none = not others
    if said:
        _offer(said, others)
    if has_none:
        _lead_elsewhere(page, asked.group)
    if not is_drawn and asked.group not in edition.groups:
        group_note()
    return is_drawn


# What knows of a group that no edition has averages of: the role it takes, and the way there.
_KNOWN_ELSEWHERE: Final = (
    (
        "choice",
        Link(
            "specialty.py",
            "Who ranked a specialty, alone or at all: NRMP, Tables 1A, 13A and 14A",
            {"about": "people"},
        ),
    ),
    ("choice", Link("lists_and_choices.py", "How long their lists were: NRMP’s report on lists")),
    ("director", Link("directors.py", "How often directors interview them: the survey of program directors")),
    ("type", Link("match_rates.py", "How often they match at all: NRMP, Tables 4 and 6")),
    (
        "type",
        Link(
            "specialty.py", "Matches by specialty, where counted apart: NRMP, Table 2", {"about": "matches"}
        ),
    ),
    (
        "type",
        Link(
            "data_and_method.py",
            "Places by state and applicant type: NRMP, latest year",
            {"table": "filled_by_state"},
        ),
    ),
    ("", Link("where_i_stand.py", "Residents, all applicant types together: AAMC", {"beside": "residents"})),
    (
        "",
        Link(
            "where_i_stand.py",
            "Scores that directors named: the same survey",
            {"beside": "directors"},
        ),
    ),
)


def _offer(said: str, others: Iterable[Edition]) -> None:
    """Say what the edition shown has not, and offer those that have it."""
    st.html(f'<aside class="note"><p>{escape(said)}</p></aside>')
    for edition in others:
        st.button(
            f"Show the {inert(edition.label)}",
            on_click=ask_for,
            args=({"edition": edition.slug},),
            key=f"edition_{edition.slug}",
        )


def _lead_elsewhere(page: Page, applicant_group: str) -> None:
    """Lead to each page that has other figures of a group, or of everybody, and name their source."""
    roles = {"", *GROUP_BY_SLUG[applicant_group].roles}
    with st.container(key="known_elsewhere", gap="xxsmall"):
        for link in (link for role, link in _KNOWN_ELSEWHERE if role in roles):
            label, icon = link.label, ":material/arrow_forward:"
            if link.file == page.file:
                # A link to the page that it stands on does not change the address.
                st.button(label, type="tertiary", icon=icon, on_click=ask_for, args=(link.choices,))
            else:
                st.page_link(link.file, label=label, icon=icon, query_params=link.choices)


def group_note(what: str = "averages") -> None:
    """Say which group's averages, or else what of it, is shown while none is chosen."""
    if not group_is_chosen():
        shown = label_of(APPLICANT_GROUPS)[DEFAULT_GROUP]
        st.caption(f"Showing {shown} {what} until you choose your applicant group in the sidebar.")


def exams_note(asked: ViewRequest) -> None:
    """Say plainly which exams the edition lacks for the visitor's group, where it has others of theirs."""
    said = exams_lacking(asked.edition, asked.group)
    if said:
        people, _, rest = said.partition(":")
        st.html(f'<aside class="note"><p><b>{escape(people)}:</b>{escape(rest)}</p></aside>')
