"""Standing notes: what a reader must know wherever a recent score meets an average of an older year."""

from html import escape

import streamlit as st

from analysis.caveats import say_norms, standing_caveats
from analysis.editions import exams_lacking, say_without_group
from data.editions import default_edition
from data.editions.record import Edition
from data.terms import label_of
from data.vocabulary import APPLICANT_GROUPS
from pages.ui.address import ask_for, inert, remembered
from pages.ui.editions import edition_of_slug, editions_to_choose, loaded_editions
from pages.ui.page import ViewRequest
from pages.ui.tables import guarded, table
from pages.ui.view import for_everybody
from pages.ui.visit import DEFAULT_GROUP, current_profile, group_is_chosen


@for_everybody
def _then_and_now(edition: Edition) -> str:
    """Return what keeps a score of today and an average of the match year apart as HTML."""
    norms = table("usmle_norms")
    caveats = "".join(f"<p>{escape(said)}</p>" for said in standing_caveats(norms, edition))
    # Nothing is known of what came after the averages of a newer edition.
    rise = ", and Step 2 CK scores have risen since" if say_norms(norms, edition.match_year) else ""
    return (
        '<details class="note"><summary>'
        f"{edition.match_year} averages: Step 1 is pass/fail now{rise}</summary>{caveats}</details>"
    )


def standing_notes() -> None:
    """Say what keeps a score of today and an average of the match year apart."""
    with guarded():
        st.html(_then_and_now(shown_edition()))


def shown_edition() -> Edition:
    """Return the edition that this visit looks at: the one chosen last, or the usual one."""
    usual = default_edition(current_profile().applicant_group).slug
    chosen = remembered("edition", usual)
    asked = st.query_params.get("edition", chosen)
    return edition_of_slug(asked if asked in editions_to_choose() else usual)


def edition_note(asked: ViewRequest) -> None:
    """Say where the edition shown has no averages of the visitor's group, and offer those that have."""
    said, others = say_without_group(asked.edition, asked.group, loaded_editions())
    if not said or not group_is_chosen():
        return
    st.html(f'<aside class="note"><p>{escape(said)}</p></aside>')
    for edition in others:
        st.button(
            f"Show the {inert(edition.label)}",
            on_click=ask_for,
            args=({"edition": edition.slug},),
            key=f"edition_{edition.slug}",
        )


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
