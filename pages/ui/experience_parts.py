"""What stands below the log's timeline, in parts that are drawn again only when they say something else."""

from typing import Final

import streamlit as st

from analysis.experience.record import ClinicalLog
from pages.ui.aim_held import aim_held, match_aimed_at
from pages.ui.experience_log import entries_show, show_entries
from pages.ui.experience_views import beside_html, frames_html, open_html, whose_html
from pages.ui.html import Ready
from pages.ui.next_steps import held_record, keeping_shows, save_and_load
from pages.ui.page import ViewRequest
from pages.ui.show import Beside
from pages.ui.visit import today


def _whose(asked: ViewRequest) -> None:
    """Draw whose advice stands below."""
    st.html(whose_html())


def _beside_the_guides(asked: ViewRequest) -> None:
    """Draw what the log comes to."""
    log = held_record(ClinicalLog)
    if log.entries:
        specialty = aim_held(asked.shortlist).specialty
        st.html(Ready(beside_html(log, specialty, match_aimed_at(), today())))


def _beside_shows(asked: ViewRequest) -> object:
    """Return all that this depends on."""
    return held_record(ClinicalLog), aim_held(asked.shortlist).specialty, match_aimed_at(), today()


def _open_and_keep(asked: ViewRequest) -> None:
    """Draw what is open to whom, and what saves and loads it all."""
    log = held_record(ClinicalLog)
    st.html(open_html(log.stage, log.visa))
    st.html(frames_html())
    save_and_load()


def _open_shows(asked: ViewRequest) -> object:
    """Return all that this depends on."""
    log = held_record(ClinicalLog)
    return log.stage, log.visa, keeping_shows()


LOG_PARTS: Final = (
    Beside(_whose),
    Beside(show_entries, entries_show),
    Beside(_beside_the_guides, _beside_shows),
    Beside(_open_and_keep, _open_shows),
)
