"""Where I stand: one person's scores beside the averages of every specialty, and where else to look."""

import streamlit as st

from analysis.standing.comparable import is_passed, without_place, without_score
from pages.registry import BY_PATH
from pages.ui.notes import exams_note, group_note, standing_notes
from pages.ui.page import ViewRequest
from pages.ui.profile import invite
from pages.ui.questions import lead_to_next_steps
from pages.ui.show import show_page


def say_without_score(asked: ViewRequest) -> None:
    """Say whose numbers are shown, what to know before they are read, and what takes a score."""
    exam = asked.choices["exam"]
    if asked.choices["beside"] != "averages":
        if asked.profile.score(exam) is None:
            st.caption(without_place(asked.profile, exam))
        return
    group_note()
    standing_notes(asked.edition)
    exams_note(asked)
    needs_one = asked.choices["view"] != "averages" or is_passed(asked.profile, exam)
    if needs_one and asked.profile.score(exam) is None:
        st.caption(without_score(asked.profile, exam))


show_page(BY_PATH["where-i-stand"], above=invite, beside=say_without_score)
lead_to_next_steps()
