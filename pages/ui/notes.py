"""Standing notes: what a reader must know wherever a recent score meets a 2018 average."""

from html import escape

import streamlit as st

from analysis.caveats import standing_caveats
from analysis.standing.compute import one_match_year
from data.terms import label_of
from data.vocabulary import APPLICANT_GROUPS
from pages.ui.tables import table
from pages.ui.visit import DEFAULT_GROUP, group_is_chosen


@st.cache_resource(show_spinner=False)
def _then_and_now() -> str:
    """Return what keeps a score of today and an average of the match year apart as HTML."""
    match_year = one_match_year(table("scores"))
    caveats = "".join(f"<p>{escape(said)}</p>" for said in standing_caveats(table("usmle_norms")))
    return (
        '<details class="note"><summary>'
        f"{match_year} averages: Step 1 is pass/fail now, and Step 2 CK scores have risen since</summary>"
        f"{caveats}</details>"
    )


def standing_notes() -> None:
    """Say what keeps a score of today and an average of the match year apart."""
    st.html(_then_and_now())


def group_note(what: str = "averages") -> None:
    """Say which group is shown while none is chosen.

    Args:
        what: what of the group is shown.
    """
    if not group_is_chosen():
        shown = label_of(APPLICANT_GROUPS)[DEFAULT_GROUP]
        st.caption(f"Showing {shown} {what} until you choose your applicant group in the sidebar.")


def senior_note() -> None:
    """Say plainly what the source lacks for US MD seniors."""
    st.html(
        '<aside class="note"><p><b>US MD seniors:</b> the source has their matched Step 1 averages only. It '
        "has no unmatched averages and no Step 2 CK averages for this group, so there is nothing to hold a "
        "Step 2 CK score against, and no way to see how far matched and unmatched lie apart.</p></aside>"
    )
