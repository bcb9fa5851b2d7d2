"""Credentials of those who matched: a rank out of three averages, with weights that the visitor moves."""

import streamlit as st

from pages.registry import BY_PATH
from pages.ui.page import ViewRequest
from pages.ui.selectors import EDITION
from pages.ui.show import show_page


def say_no_weight(asked: ViewRequest) -> None:
    """Say what is shown where the weights ask for nothing."""
    if {choice for name, choice in asked.choices.items() if name != EDITION.name} == {"0"}:
        st.warning("All three weights are 0, which ranks nothing. Showing equal weights instead.")


show_page(BY_PATH["credentials"], beside=say_no_weight)
