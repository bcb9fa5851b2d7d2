"""IMG fill: who fills the places by NRMP's counts, how that changes, and the guide's column beside it."""

import streamlit as st

from data.vocabulary import FILL_GROUPS, POSITION_LEVELS, SPECIALTIES, label_of
from pages.ui.address import choose, choose_many, mention_unknown
from pages.ui.count_views import counts_view, difference_view, guide_view, match_years, trend_view
from pages.ui.frame import chart, is_dark, title
from pages.ui.tables import part

VIEWS = {"year": "One year", "trend": "Trend", "guide": "Guide’s column", "difference": "Both"}
GROUPS = label_of(FILL_GROUPS)
ORDERS = {**GROUPS, "name": "Name"}
LEVELS = {"all": "All levels", **label_of(POSITION_LEVELS)}
LABELS = {specialty.slug: specialty.label for specialty in SPECIALTIES if not specialty.is_total}
MOST = 12

title(
    "IMG fill",
    "How many of the places go to international medical graduates, by NRMP’s own counts.",
)
mention_unknown({"show", "year", "level", "order", "group", "specialties"})


@st.fragment
def show() -> None:
    """Show what the selectors ask for; a fragment, so that a selector reruns this part alone."""
    view = choose(st.segmented_control, "Show", "show", VIEWS, "year", required=True)
    with part():
        with st.container(horizontal=True, gap="medium"):
            if view == "year":
                years = {str(year): str(year) for year in match_years()}
                year = choose(st.selectbox, "Match year", "year", years, "2018", width=130)
            if view in {"year", "trend"}:
                level = choose(st.selectbox, "Positions", "level", LEVELS, "all", width=230)
            if view in {"year", "guide"}:
                order = choose(st.segmented_control, "Sort by", "order", ORDERS, "img", required=True)
            if view == "difference":
                group = choose(st.segmented_control, "Group", "group", GROUPS, "img", required=True)
        if view == "year":
            shown = counts_view(int(year), level, order, is_dark())
        elif view == "trend":
            chosen = choose_many(
                "Specialties (the ten largest unless you choose)", "specialties", LABELS, MOST
            )
            shown = trend_view(chosen, level, is_dark())
        elif view == "guide":
            shown = guide_view(order, is_dark())
        else:
            shown = difference_view(group, is_dark())
        chart(shown.figure, shown.story, key=f"fill_{view}")


show()
