"""Clinical experience: a log of what somebody did, beside what the guides say of it."""

import streamlit as st

from analysis.experience.record import ClinicalLog
from analysis.profile import Profile
from pages.registry import BY_PATH
from pages.ui.experience_log import about_you, entry_form, say_removed, show_entries
from pages.ui.experience_views import beside_html, everything_html, frames_html, open_html, today
from pages.ui.next_steps import held_record, save_and_load
from pages.ui.page import ViewRequest
from pages.ui.show import show_page
from pages.ui.tables import guarded


def log_above(profile: Profile) -> None:
    """Draw what the log is for, and the form."""
    log = held_record(ClinicalLog)
    about_you(log)
    say_removed()
    entry_form(log)


def beside_the_guides(asked: ViewRequest) -> None:
    """Draw the entries, what they come to, what is open to whom, and what saves and loads it all."""
    log = held_record(ClinicalLog)
    if log.entries:
        show_entries(log)
        st.html(beside_html(log, today()))
    st.html(open_html(log.stage, log.visa))
    st.html(frames_html())
    save_and_load()


show_page(BY_PATH["clinical-experience"], above=log_above, below=beside_the_guides)
# No input changes it.
with guarded():
    st.html(everything_html())
