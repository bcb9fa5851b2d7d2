"""Match rates: how often each type of applicant matches at all, and what a rate is taken of."""

from pages.registry import BY_PATH
from pages.ui.notes import group_note
from pages.ui.page import ViewRequest
from pages.ui.show import show_page


def say_group(asked: ViewRequest) -> None:
    """Say which group is shown where the visitor's is meant."""
    if asked.choices["show_rates"] == "decades" or asked.choices["type"] == "mine":
        group_note("rates")


show_page(BY_PATH["match-rates"], beside=say_group)
