"""Credentials of those who matched: a rank out of three averages, with weights that the visitor moves."""

import streamlit as st

from pages.ui.address import mention_unknown
from pages.ui.frame import chart, is_dark, title
from pages.ui.parts import page_part
from pages.ui.scenes import weights_of
from pages.ui.selectors import SELECTORS, pick
from pages.ui.tables import guarded
from pages.ui.views import credentials_view

PAGE = "credentials"

title(
    "Credentials of those who matched",
    "A rank by what those who matched had: Step 1 and research of US MD seniors, and a low share of IMGs.",
)
mention_unknown(SELECTORS[PAGE])


@page_part
def show() -> None:
    """Show the rank with the weights asked for, again whenever a selector or the sidebar changes it."""
    with st.container(horizontal=True, gap="medium"):
        choices = {name: pick(PAGE, name) for name in SELECTORS[PAGE]}
    if set(choices.values()) == {"0"}:
        st.warning("All three weights are 0, which ranks nothing. Showing equal weights instead.")

    with guarded():
        view = credentials_view(weights_of(choices), is_dark())
        chart(view.chart.drawn, view.chart.story, key="credentials")
        st.html(view.association)


show()
