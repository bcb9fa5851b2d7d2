"""Standing notes: what a reader must know wherever a recent score meets an average of an older year."""

from html import escape

import streamlit as st

from analysis.caveats import standing_caveats
from analysis.editions import exams_lacking, say_without_group
from data.editions import EDITION_BY_SLUG, default_edition
from data.terms import label_of
from data.vocabulary import APPLICANT_GROUPS
from pages.ui.address import ask_for, remembered
from pages.ui.page import ViewRequest
from pages.ui.tables import guarded, table
from pages.ui.visit import DEFAULT_GROUP, current_profile, group_is_chosen


@st.cache_resource(show_spinner=False)
def _then_and_now(edition: str) -> str:
    """Return what keeps a score of today and an average of the match year apart as HTML."""
    shown = EDITION_BY_SLUG[edition]
    caveats = "".join(f"<p>{escape(said)}</p>" for said in standing_caveats(table("usmle_norms"), shown))
    return (
        '<details class="note"><summary>'
        f"{shown.match_year} averages: Step 1 is pass/fail now, and Step 2 CK scores have risen since"
        f"</summary>{caveats}</details>"
    )


def standing_notes() -> None:
    """Say what keeps a score of today and an average of the match year apart."""
    with guarded():
        st.html(_then_and_now(shown_edition()))


def shown_edition() -> str:
    """Return the slug of the edition that this visit looks at: the one chosen last, or the usual one."""
    usual = default_edition(current_profile().applicant_group).slug
    chosen = remembered("edition", usual)
    asked = st.query_params.get("edition", chosen)
    return asked if asked in EDITION_BY_SLUG else usual


def edition_note(asked: ViewRequest) -> None:
    """Say where the edition shown has no averages of the visitor's group, and offer those that have."""
    said, others = say_without_group(EDITION_BY_SLUG[asked.edition], asked.group)
    if not said or not group_is_chosen():
        return
    st.html(f'<aside class="note"><p>{escape(said)}</p></aside>')
    for edition in others:
        st.button(
            f"Show the {edition.label}",
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
    said = exams_lacking(EDITION_BY_SLUG[asked.edition], asked.group)
    if said:
        people, _, rest = said.partition(":")
        st.html(f'<aside class="note"><p><b>{escape(people)}:</b>{escape(rest)}</p></aside>')
