"""The entry script: page settings, the shared frame with the profile, and the page that was asked for."""

from pathlib import Path

import streamlit as st

from pages.registry import PAGES
from pages.ui.frame import footer, style
from pages.ui.profile import profile_inputs
from pages.ui.tables import part

# A Material icon would be fetched from another host; this one ships with the app.
ICON = Path(__file__).parent / "static" / "icon.svg"
# Before the navigation, or the page's own Material icon becomes the tab's icon and is fetched from elsewhere.
st.set_page_config(page_icon=str(ICON), layout="wide")
style()

# One flat list: with sections Streamlit nests its list items so that a screen reader loses the list.
chosen = st.navigation(
    [
        st.Page(
            spec.file,
            title=spec.title,
            icon=spec.icon,
            url_path=spec.url_path or None,
            default=not spec.url_path,
        )
        for spec in PAGES
    ]
)
st.set_page_config(page_title=f"{chosen.title} · Match Atlas")

with st.sidebar:
    profile_inputs()
with part():
    chosen.run()
footer()
