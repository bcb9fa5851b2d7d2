"""Specialty: everything the data says about one specialty."""

from pages.registry import BY_PATH
from pages.ui.notes import group_note, standing_notes
from pages.ui.page import ViewRequest
from pages.ui.shortlist import shortlist_button
from pages.ui.show import show_page


def offer_shortlist(asked: ViewRequest) -> None:
    """Offer to keep the specialty, and say whose averages are shown."""
    shortlist_button(asked.choices["specialty"])
    group_note()


show_page(BY_PATH["specialty"], beside=offer_shortlist)
standing_notes()
