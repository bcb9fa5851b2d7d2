"""Credentials of those who matched: a rank out of three averages, with weights that the visitor moves."""

import streamlit as st

from pages.ui.address import choose, mention_unknown
from pages.ui.frame import chart, is_dark, title
from pages.ui.lists import show_association
from pages.ui.tables import part
from pages.ui.views import credentials_view

WEIGHTS = {"0": "0", "1": "1", "2": "2", "3": "3"}
COMPONENTS = {"step1": "Senior Step 1", "research": "Senior research", "img": "Low IMG share"}

title(
    "Credentials of those who matched",
    "A rank by what those who matched had: Step 1 and research of US MD seniors, and a low share of IMGs.",
)
mention_unknown(COMPONENTS)


@st.fragment
def show() -> None:
    """Show the rank with the weights asked for; a fragment, so that a selector reruns this part alone."""
    with st.container(horizontal=True, gap="medium"):
        weights = tuple(
            float(choose(st.segmented_control, f"Weight: {label}", name, WEIGHTS, "1", required=True))
            for name, label in COMPONENTS.items()
        )
    if not any(weights):
        st.warning("All three weights are 0, which ranks nothing. Showing equal weights instead.")
        weights = (1.0, 1.0, 1.0)

    with part():
        view = credentials_view(weights, is_dark())
        chart(view.chart.figure, view.chart.story, key="credentials")
        show_association(view.association)


show()
