"""The entry script: page settings, the shared frame with the profile, and the page that was asked for."""

from pathlib import Path

import streamlit as st

from pages.registry import PAGES
from pages.ui.frame import footer, style
from pages.ui.profile import profile_inputs
from pages.ui.tables import part

# A Material icon would be fetched from another host; this one ships with the app.
ICON = Path(__file__).parent / "static" / "icon.svg"
sections: dict[str, list[st.Page]] = {}
for spec in PAGES:
    page = st.Page(
        spec.file,
        title=spec.title,
        icon=spec.icon,
        url_path=spec.url_path or None,
        default=not spec.url_path,
    )
    sections.setdefault(spec.section, []).append(page)
chosen = st.navigation(sections)
st.set_page_config(page_title=f"{chosen.title} · Match Atlas", page_icon=str(ICON), layout="wide")
style()

with st.sidebar:
    profile_inputs()
with part():
    chosen.run()
footer()
