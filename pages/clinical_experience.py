"""Clinical experience: a log of what somebody did, beside what the guides say of it."""

import streamlit as st

from pages.registry import BY_PATH
from pages.ui.experience_log import ABOUT_YOU, form_of_log
from pages.ui.experience_parts import LOG_PARTS
from pages.ui.experience_views import everything_html
from pages.ui.show import show_page
from pages.ui.tables import guarded

show_page(BY_PATH["clinical-experience"], inputs=ABOUT_YOU, above=form_of_log, more=LOG_PARTS)
# No input changes it.
with guarded(), st.container(key="every_rule"):
    st.html(everything_html())
