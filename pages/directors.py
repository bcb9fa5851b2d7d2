"""Directors: whom program directors said that they interview and rank, and which factors they cite."""

from pages.registry import BY_PATH
from pages.ui.notes import group_note
from pages.ui.page import ViewRequest
from pages.ui.show import show_page


def say_group(asked: ViewRequest) -> None:
    """Say which group is shown where the visitor's is meant."""
    if asked.choices["ask"] == "groups" and asked.choices["applicants"] == "mine":
        group_note("answers")


show_page(BY_PATH["directors"], beside=say_group)
