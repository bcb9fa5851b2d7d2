"""Specialty: everything the data says about one specialty."""

from pages.registry import BY_PATH
from pages.ui.notes import group_note, standing_notes
from pages.ui.page import ViewRequest
from pages.ui.shortlist import shortlist_button
from pages.ui.show import show_page
from pages.ui.specialty_views import ABOUT


def offer_shortlist(asked: ViewRequest) -> None:
    """Offer to keep the specialty, and say whose averages are shown."""
    shortlist_button(asked.choices["specialty"])
    about = ABOUT[asked.choices["about"]]
    if about.of_a_group:
        group_note(about.what)


def caveats(asked: ViewRequest) -> None:
    """Say what keeps scores and averages apart, where averages are shown."""
    if ABOUT[asked.choices["about"]].what == "averages":
        standing_notes(asked.edition)


show_page(BY_PATH["specialty"], beside=offer_shortlist, below=caveats)
