"""Overview: what the app answers, all specialties in one picture, and doors to the other pages."""

import streamlit as st

from pages.registry import BY_PATH, PAGES
from pages.ui.context import what_there_is
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
st.caption(what_there_is())
