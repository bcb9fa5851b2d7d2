"""Research output: what those who matched listed, three groups side by side."""

import streamlit as st

from pages.registry import BY_PATH
from pages.ui.page import ViewRequest
from pages.ui.show import show_page


def ask_for_items(asked: ViewRequest) -> None:
    """Say what somebody without research items can do about it."""
    if asked.profile.research_items is None:
        st.caption("Enter your research items in the sidebar to see them beside these averages.")


show_page(BY_PATH["research-output"], below=ask_for_items)
