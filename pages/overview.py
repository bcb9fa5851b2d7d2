"""Overview: what the app answers, all specialties in one picture, and doors to the other pages."""

from itertools import groupby

import streamlit as st

from analysis.wording import listed
from pages.registry import BY_PATH, PAGES
from pages.ui.context import what_there_is
from pages.ui.page import EVERYBODY
from pages.ui.profile import invite
from pages.ui.show import show_page

IN_A_ROW = 4

show_page(BY_PATH[""], above=invite)
st.header("Look closer", anchor=False)
doors = [page for page in PAGES if page.url_path]
for group, pages in groupby(doors, key=lambda page: page.group):
    st.subheader(group.capitalize(), anchor=False)
    for place, page in enumerate(pages):
        if place % IN_A_ROW == 0:
            columns = st.columns(IN_A_ROW)
        with columns[place % IN_A_ROW].container(border=True, height="stretch"):
            st.page_link(page.file, label=f"**{page.title}**", icon=page.icon)
            whom = "" if page.audience == EVERYBODY else f" For {listed(page.audience)}."
            st.caption(f"{page.summary}{whom}")
st.caption(what_there_is())
