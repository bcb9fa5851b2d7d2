"""Lists and choices: how long lists are, who chose what alone, and how many there were for each place."""

from pages.registry import BY_PATH
from pages.ui.list_length import list_length_input
from pages.ui.notes import group_note
from pages.ui.page import ViewRequest
from pages.ui.shortlist import shortlist_picker
from pages.ui.show import show_page


def ask_more(asked: ViewRequest) -> None:
    """Draw what one question alone needs: a planned length, the shortlist, or whose group is meant."""
    choices = asked.choices
    if choices["ask"] == "lists" and choices["lists_of"] != "programs":
        list_length_input()
    if choices["ask"] == "soap":
        shortlist_picker(
            "Shortlist (those with most positions in SOAP, all years summed, unless you choose)",
            "shortlist_soap",
        )
    if choices["ask"] == "only" and choices["only_of"] == "mine":
        group_note("figures")


show_page(BY_PATH["lists-and-choices"], beside=ask_more)
