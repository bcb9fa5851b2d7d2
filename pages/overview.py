"""Overview: four questions and the way to their answers, all specialties in one picture, the other pages."""

import streamlit as st

from analysis.editions import say_loaded
from pages.registry import BY_PATH
from pages.ui.address import inert
from pages.ui.context import what_there_is
from pages.ui.editions import loaded_editions
from pages.ui.questions import lead_on, show_besides
from pages.ui.show import show_page

show_page(BY_PATH[""], in_frame=lead_on)
show_besides()
loaded = say_loaded(loaded_editions())
st.caption(inert(f"{what_there_is()}{f' Loaded beside it: averages {loaded}.' if loaded else ''}"))
