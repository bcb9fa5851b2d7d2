"""Where I stand: one person's scores beside the averages of every specialty, and where else to look."""

import streamlit as st

from data.vocabulary import EXAMS, label_of
from pages.ui.address import choose, mention_unknown
from pages.ui.frame import chart, is_dark, title
from pages.ui.lists import open_specialties
from pages.ui.notes import group_note, senior_note, standing_notes
from pages.ui.profile import current_profile, invite
from pages.ui.tables import part
from pages.ui.views import standing_view

VIEWS = {"averages": "Averages", "gaps": "Gaps", "share": "Gap and share"}
SEMS = {"5": "±5", "6": "±6", "7": "±7", "8": "±8"}
SEM_HELP = (
    "The standard error of measurement (SEM) of a USMLE score: how far a score may lie from what the same "
    "person would get another day. NBME’s guide gives about 6 points."
)

title(
    "Where I stand",
    "Your scores beside the averages of those who matched and those who did not, in every specialty.",
)
mention_unknown({"exam", "view", "sem"})
profile = current_profile()
invite()
group_note()
with part():
    standing_notes()
if profile.applicant_group == "us_md_senior":
    senior_note()


@st.fragment
def show() -> None:
    """Show what the selectors ask for; a fragment, so that a selector reruns this part alone."""
    with st.container(horizontal=True, gap="medium"):
        exam = choose(st.segmented_control, "Exam", "exam", label_of(EXAMS), "step1", required=True)
        view = choose(st.segmented_control, "Show", "view", VIEWS, "averages", required=True)
        sem = choose(
            st.segmented_control, "Measurement error", "sem", SEMS, "6", required=True, help=SEM_HELP
        )

    if view != "averages" and profile.score(exam) is None:
        st.caption(
            f"A gap needs your {label_of(EXAMS)[exam]} score; showing the averages until you enter it."
        )
    with part():
        stand = standing_view(profile, exam, view, float(sem), is_dark())
        chart(stand.chart.figure, stand.chart.story, key="standing")
        if stand.lists:
            st.html(stand.lists)
            open_specialties(stand.links)


show()
