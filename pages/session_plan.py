"""Session plan: views in the order an advisor will show them, with notes; presented, saved, as slides."""

import streamlit as st

from pages.registry import BY_PATH
from pages.ui.frame import is_dark
from pages.ui.plan_list import load_plan, show_plan, take_plan_home
from pages.ui.plan_state import plan
from pages.ui.show import head
from pages.ui.tables import guarded

head(BY_PATH["session-plan"])
views = plan()
if not views:
    st.info(
        "The plan is empty. On any chart choose “Picture, data, link, plan” and then “Add to the session "
        "plan”; or load a plan you saved.",
        icon=":material/playlist_add:",
    )
with guarded():
    shown = show_plan(views, is_dark())
    if shown:
        take_plan_home(views, shown)
load_plan()
