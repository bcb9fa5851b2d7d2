"""Where I stand: one person's scores beside the averages of every specialty, and where else to look."""

import streamlit as st

from analysis.standing.comparable import is_passed, without_score
from pages.registry import BY_PATH
from pages.ui.notes import exams_note, group_note, standing_notes
from pages.ui.page import ViewRequest
from pages.ui.profile import invite
from pages.ui.show import show_page


def notes() -> None:
    """Say whose numbers are shown, and what to know before they are read."""
    invite()
    group_note()
    standing_notes()


def say_without_score(asked: ViewRequest) -> None:
    """Say which exams the edition lacks, and what is missing where the view asked for needs a score."""
    exams_note(asked)
    exam = asked.choices["exam"]
    needs_one = asked.choices["view"] != "averages" or is_passed(asked.profile, exam)
    if needs_one and asked.profile.score(exam) is None:
        st.caption(without_score(asked.profile, exam))


show_page(BY_PATH["where-i-stand"], above=notes, beside=say_without_score)
