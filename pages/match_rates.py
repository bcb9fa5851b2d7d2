"""Match rates: how often each type of applicant matches at all, and what a rate is taken of."""

import streamlit as st

from analysis.match_rates import COUNTED_TYPES
from analysis.wording import GROUP_LABELS
from pages.ui.address import choose, mention_unknown
from pages.ui.count_views import denominators_view, rates_view
from pages.ui.frame import chart, is_dark, title
from pages.ui.lists import show_events
from pages.ui.notes import group_note
from pages.ui.profile import current_profile
from pages.ui.tables import part

VIEWS = {"decades": "Four decades", "denominators": "Two denominators"}
TYPES = {"mine": "Your applicant group", **{kind: GROUP_LABELS[kind] for kind in COUNTED_TYPES}}

title(
    "Match rates",
    "How often people match to a first-year position at all, and out of how many.",
)
mention_unknown({"show_rates", "type"})


@st.fragment
def show() -> None:
    """Show what the selectors ask for; a fragment, so that a selector reruns this part alone."""
    group = current_profile().applicant_group
    with st.container(horizontal=True, gap="medium"):
        view = choose(st.segmented_control, "Show", "show_rates", VIEWS, "decades", required=True)
        if view == "denominators":
            kind = choose(st.selectbox, "Applicant type", "type", TYPES, "mine", width=260)
    if view == "decades" or kind == "mine":
        group_note("rates")
    with part():
        if view == "decades":
            rates = rates_view(group, is_dark())
            chart(rates.chart.figure, rates.chart.story, key="rates")
            show_events(rates.events)
        else:
            shown = denominators_view(group if kind == "mine" else kind, is_dark())
            chart(shown.figure, shown.story, key="denominators")


show()
