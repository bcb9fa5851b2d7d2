"""Match rates: how often each type of applicant matches at all, and what a rate is taken of."""

import streamlit as st

from pages.ui.address import mention_unknown
from pages.ui.count_views import denominators_view, rates_view
from pages.ui.frame import chart, is_dark, title
from pages.ui.lists import show_events
from pages.ui.notes import group_note
from pages.ui.parts import page_part
from pages.ui.selectors import SELECTORS, pick
from pages.ui.tables import guarded
from pages.ui.visit import current_profile

PAGE = "match-rates"

title(
    "Match rates",
    "How often people match to a first-year position at all, and out of how many.",
)
mention_unknown(SELECTORS[PAGE])


@page_part
def show() -> None:
    """Show what the selectors ask for, again whenever a selector or the sidebar changes it."""
    group = current_profile().applicant_group
    with st.container(horizontal=True, gap="medium"):
        view = pick(PAGE, "show_rates")
        if view == "denominators":
            kind = pick(PAGE, "type")
    if view == "decades" or kind == "mine":
        group_note("rates")
    with guarded():
        if view == "decades":
            rates = rates_view(group, is_dark())
            chart(rates.chart.drawn, rates.chart.story, key="rates")
            show_events(rates.events)
        else:
            shown = denominators_view(group if kind == "mine" else kind, is_dark())
            chart(shown.drawn, shown.story, key="denominators")


show()
