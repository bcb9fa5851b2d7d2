"""Who fills the places: by NRMP's counts, how that changes, and the guide's column beside it."""

from pages.registry import BY_PATH
from pages.ui.page import ViewRequest
from pages.ui.shortlist import shortlist_picker
from pages.ui.show import show_page


def pick_shortlist(asked: ViewRequest) -> None:
    """Draw the shortlist where it is what the chart shows."""
    if asked.choices["show"] == "trend":
        shortlist_picker("Shortlist (the ten largest unless you choose)", "shortlist_trend")


show_page(BY_PATH["img-fill"], beside=pick_shortlist)
