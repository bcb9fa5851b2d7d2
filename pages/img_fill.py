"""Who fills the places: by NRMP's counts, how that changes, and the guide's column beside it."""

import streamlit as st

from analysis.wording import GROUP_PLURALS
from data.groups import GROUP_BY_SLUG
from pages.registry import BY_PATH
from pages.ui.page import ViewRequest
from pages.ui.shortlist import shortlist_picker
from pages.ui.show import show_page
from pages.ui.visit import group_is_chosen


def pick_shortlist(asked: ViewRequest) -> None:
    """Draw the shortlist where it is what the chart shows, and lead on who is of no group that it counts."""
    if group_is_chosen() and "fill" not in GROUP_BY_SLUG[asked.group].roles:
        st.page_link(
            "specialty.py",
            label=f"IMGs are counted here; matches of {GROUP_PLURALS[asked.group]} by year are on Specialty",
            icon=":material/arrow_forward:",
            query_params={"about": "matches"},
        )
    if asked.choices["show"] == "trend":
        shortlist_picker("Shortlist (the ten largest unless you choose)", "shortlist_trend")


show_page(BY_PATH["img-fill"], beside=pick_shortlist)
