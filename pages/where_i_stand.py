"""Where I stand: one person's scores beside the averages of every specialty, and where else to look."""

import streamlit as st

from analysis.profile_words import is_passed, without_score
from pages.ui.address import mention_unknown
from pages.ui.frame import chart, is_dark, title
from pages.ui.lists import open_elsewhere, open_specialties
from pages.ui.notes import group_note, senior_note, standing_notes
from pages.ui.parts import page_part
from pages.ui.profile import invite
from pages.ui.selectors import SELECTORS, pick, pick_ck_year
from pages.ui.tables import guarded
from pages.ui.views import standing_view
from pages.ui.visit import current_profile

PAGE = "where-i-stand"

title(
    "Where I stand",
    "Your scores beside the averages of those who matched and those who did not, in every specialty.",
)
mention_unknown(SELECTORS[PAGE])


@page_part
def show() -> None:
    """Show what the selectors ask for, again whenever a selector or the sidebar changes it."""
    profile = current_profile()
    invite()
    group_note()
    with guarded():
        standing_notes()
    if profile.applicant_group == "us_md_senior":
        senior_note()
    with st.container(horizontal=True, gap="medium"):
        exam, view, sem = pick(PAGE, "exam"), pick(PAGE, "view"), pick(PAGE, "sem")
        ck_year = pick_ck_year(PAGE, (exam,))

    if profile.score(exam) is None and (view != "averages" or is_passed(profile, exam)):
        st.caption(without_score(profile, exam))
    with guarded():
        stand = standing_view(profile, exam, view, float(sem), is_dark(), ck_year=ck_year)
        chart(stand.chart.drawn, stand.chart.story, key="standing")
        if stand.lists:
            st.html(stand.lists)
            open_specialties(stand.links) if stand.is_compared else open_elsewhere()


show()
