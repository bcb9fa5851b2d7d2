"""Compare: two to six specialties side by side on every measure, and among all."""

import streamlit as st

from analysis.profile import Profile
from analysis.shortlist.compute import FEWEST
from analysis.wording import SPECIALTY_LABELS
from pages.registry import BY_PATH
from pages.ui.downloads import handout_downloads
from pages.ui.notes import group_note, shown_edition, standing_notes
from pages.ui.page import EmptyViewError, ViewRequest
from pages.ui.profile import invite
from pages.ui.shortlist import shortlist_picker
from pages.ui.show import show_page
from pages.ui.tables import guarded
from pages.ui.visit import current_shortlist


def pick_shortlist(profile: Profile) -> None:
    """Draw the shortlist, without which there is nothing else to choose."""
    invite(profile)
    shortlist_picker("Shortlist", "shortlist_compare")
    if len(current_shortlist()) < FEWEST:
        standing_notes(shown_edition())
        # Somebody who opened a link with one sees that it was read.
        so_far = "".join(f" So far {SPECIALTY_LABELS[slug]} alone is chosen." for slug in current_shortlist())
        raise EmptyViewError(
            "Choose two to six specialties, here or with “Put on the shortlist” on the page of a "
            f"specialty.{so_far}"
        )


def take_home(asked: ViewRequest) -> None:
    """Offer the handout and the slides, and say what keeps scores and averages apart."""
    with guarded(), st.container(key="take_home"):
        handout_downloads(asked)
    standing_notes(asked.edition)


show_page(BY_PATH["compare"], above=pick_shortlist, beside=lambda _: group_note(), below=take_home)
