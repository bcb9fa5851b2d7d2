"""Compare: two to six specialties side by side on every measure, and among all."""

import streamlit as st

from analysis.era.compute import BRIDGED_EXAM
from analysis.shortlist.compute import FEWEST
from pages.ui.address import mention_unknown
from pages.ui.downloads import handout_downloads
from pages.ui.frame import chart, is_dark, title
from pages.ui.notes import group_note, standing_notes
from pages.ui.parts import page_part
from pages.ui.profile import invite
from pages.ui.scenes import ViewRequest, compare_view
from pages.ui.selectors import SELECTORS, carried, pick, pick_ck_year
from pages.ui.shortlist import shortlist_picker
from pages.ui.shortlist_views import side_by_side_view
from pages.ui.tables import guarded
from pages.ui.visit import current_profile, current_shortlist, demonstration

PAGE = "compare"

title("Compare", "Your shortlist side by side on every measure, and what differs most between them.")
mention_unknown(SELECTORS[PAGE])


@page_part
def show() -> None:
    """Show the shortlist, again whenever a selector or the sidebar changes it."""
    profile = current_profile()
    invite()
    shortlist_picker("Shortlist", "shortlist_compare")
    shortlist = current_shortlist()
    if len(shortlist) < FEWEST:
        st.info(
            "Choose two to six specialties, here or with “Put on the shortlist” on the page of a specialty.",
            icon=":material/playlist_add:",
        )
        return
    with st.container(horizontal=True, gap="medium"):
        side, sem = pick(PAGE, "side"), carried(PAGE, "sem")
        exam = pick(PAGE, "exam") if side == "map" else BRIDGED_EXAM
        ck_year = pick_ck_year(PAGE, () if side == "trend" else (exam,))
    group_note()
    with guarded():
        choices = {"side": side, "exam": exam, "sem": sem, "ck_year": ck_year}
        asked = ViewRequest(profile, shortlist, choices, is_dark())
        shown = compare_view(asked)
        chart(shown.drawn, shown.story, key=f"compare_{side}")
        if side == "averages":
            both = side_by_side_view(profile, shortlist, float(sem), is_dark(), ck_year)
            st.html(both.measures)
    with guarded(), st.container(key="take_home"):
        handout_downloads(profile, shortlist, float(sem), demonstration(), ck_year)


show()
with guarded():
    standing_notes()
