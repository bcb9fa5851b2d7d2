"""The entry script: page settings, the shared frame with the profile, and the page that was asked for."""

from pathlib import Path

import streamlit as st

from pages.registry import BY_GROUP
from pages.ui.address import GIVES_BACK
from pages.ui.frame import footer, is_dark, style
from pages.ui.parts import no_parts_yet
from pages.ui.present import arrived, is_presenting, present
from pages.ui.profile import profile_inputs
from pages.ui.shortlist import sidebar_shortlist
from pages.ui.tab import keep_in_tab, say_what_is_missing
from pages.ui.tables import guarded
from pages.ui.visit import read_visit, write_visit

# A Material icon would be fetched from another host; this one ships with the app.
ICON = Path(__file__).parent / "static" / "icon.svg"
# Before the navigation, or the page's own Material icon becomes the tab's icon and is fetched from elsewhere.
st.set_page_config(page_icon=str(ICON), layout="wide")
presenting = is_presenting()
style(large=presenting)

# That each group is a list with a name is up to `tab_navigation.js`; nothing of it is folded away.
chosen = st.navigation(
    {
        group.label: [
            st.Page(
                page.file, title=page.title, icon=page.icon, url_path=page.url_path, default=not page.url_path
            )
            for page in pages
        ]
        for group, pages in BY_GROUP.items()
    },
    position="hidden" if presenting else "sidebar",
    expanded=True,
)
st.set_page_config(page_title=f"{chosen.title} · Match Atlas")

no_parts_yet()
read_visit(chosen.url_path)
# Also where a room sees no sidebar: whoever leaves it finds the inputs as they were.
with st.sidebar:
    profile_inputs()
    sidebar_shortlist()
write_visit()
# Once the sidebar is drawn: it knows what was typed last.
keep_in_tab(dark=is_dark())
if not presenting:
    say_what_is_missing(chosen.url_path)
with guarded():
    if presenting:
        present(chosen.url_path)
    else:
        chosen.run()
footer()
st.session_state[GIVES_BACK] = False
if not presenting:
    arrived()
