"""IMG fill: who fills the places by NRMP's counts, how that changes, and the guide's column beside it."""

import streamlit as st

from pages.ui.address import mention_unknown
from pages.ui.frame import chart, is_dark, title
from pages.ui.parts import page_part
from pages.ui.scenes import ViewRequest, fill_view
from pages.ui.selectors import SELECTORS, pick
from pages.ui.shortlist import shortlist_picker
from pages.ui.tables import guarded
from pages.ui.visit import current_profile, current_shortlist

PAGE = "img-fill"
# Which choices each view needs.
NEEDED = {
    "year": ("year", "level", "order"),
    "trend": ("level",),
    "guide": ("order",),
    "difference": ("share_of",),
}

title(
    "IMG fill",
    "How many of the places go to international medical graduates, by NRMP’s own counts.",
)
mention_unknown(SELECTORS[PAGE])


@page_part
def show() -> None:
    """Show what the selectors ask for, again whenever a selector or the sidebar changes it."""
    view = pick(PAGE, "show")
    with guarded():
        with st.container(horizontal=True, gap="medium"):
            choices = {"show": view, **{name: pick(PAGE, name) for name in NEEDED[view]}}
        if view == "trend":
            shortlist_picker("Shortlist (the ten largest unless you choose)", "shortlist_trend")
        shown = fill_view(ViewRequest(current_profile(), current_shortlist(), choices, is_dark()))
        chart(shown.drawn, shown.story, key=f"fill_{view}")


show()
