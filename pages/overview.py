"""Overview: what the app answers, all specialties in one picture, and doors to the other pages."""

import streamlit as st

from pages.registry import PAGES
from pages.ui.address import mention_unknown
from pages.ui.frame import chart, is_dark, title
from pages.ui.parts import page_part
from pages.ui.profile import invite
from pages.ui.tables import guarded
from pages.ui.views import overview_view
from pages.ui.visit import current_profile

title(
    "How do your numbers sit beside those who matched?",
    "Match Atlas shows the averages of people who matched and did not match in the US residency Match, "
    "specialty by specialty, beside your own numbers, and says where every number comes from.",
)
mention_unknown()


@page_part
def show() -> None:
    """Show all specialties beside the visitor's line, again whenever the sidebar changes it."""
    invite()
    with guarded():
        view = overview_view(current_profile().step1, is_dark())
        chart(view.drawn, view.story, key="overview")


show()
st.header("Look closer", anchor=False)
doors = [page for page in PAGES if page.url_path]
for start in range(0, len(doors), 3):
    for column, page in zip(st.columns(3), doors[start : start + 3], strict=False):
        with column.container(border=True, height="stretch"):
            st.page_link(page.file, label=f"**{page.title}**", icon=page.icon)
            st.caption(page.summary)
st.caption(
    "The data: 2018 averages of 22 specialties, compiled from NRMP’s Charting Outcomes by a guide, without "
    "standard deviations and with some cells the source does not print; NRMP’s own counts of positions and "
    "matches, 2008 to 2022; and match rates from 1982."
)
