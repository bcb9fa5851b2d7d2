"""Overview: three questions and the way to their answers, all specialties in one picture, the other pages."""

import streamlit as st

from pages.registry import BY_PATH
from pages.ui.context import what_there_is
from pages.ui.questions import lead_on, show_besides
from pages.ui.show import show_page

show_page(BY_PATH[""], above=lead_on)
show_besides()
st.caption(what_there_is())
