"""Overview: what the app answers, all specialties in one picture, and doors to the other pages."""

import streamlit as st

from pages.registry import BY_PATH, PAGES
from pages.ui.profile import invite
from pages.ui.show import show_page

show_page(BY_PATH[""], above=invite)
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
