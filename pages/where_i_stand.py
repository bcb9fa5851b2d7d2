"""Where I stand: one person's scores beside the averages of every specialty, and where else to look."""

import streamlit as st

from analysis.profile_words import is_passed, without_score
from pages.registry import BY_PATH
from pages.ui.notes import group_note, senior_note, standing_notes
from pages.ui.page import ViewRequest
from pages.ui.profile import invite
from pages.ui.show import show_page
from pages.ui.visit import current_profile


def notes() -> None:
    """Say whose numbers are shown, and what to know before they are read."""
    invite()
    group_note()
    standing_notes()
    if current_profile().applicant_group == "us_md_senior":
        senior_note()


def say_without_score(asked: ViewRequest) -> None:
    """Say what is missing where the view asked for needs a score."""
    exam = asked.choices["exam"]
    needs_one = asked.choices["view"] != "averages" or is_passed(asked.profile, exam)
    if needs_one and asked.profile.score(exam) is None:
        st.caption(without_score(asked.profile, exam))


show_page(BY_PATH["where-i-stand"], above=notes, beside=say_without_score)
