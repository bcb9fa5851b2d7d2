"""The shortlist: the same picker in the sidebar and on a page, and a button that adds one specialty."""

import streamlit as st

from analysis.shortlist import MOST, SHORTLISTABLE
from pages.ui.selectors import SPECIALTY_LABELS
from pages.ui.visit import (
    SHORTLIST_KEY,
    current_shortlist,
    put_on_shortlist,
    take_off_shortlist,
)

MOVED = "shortlist_moved"


def _take_over(key: str) -> None:
    """Make what one picker holds the shortlist of the visit."""
    st.session_state[SHORTLIST_KEY] = tuple(st.session_state[key])
    st.session_state[MOVED] = key


def shortlist_picker(label: str, key: str) -> None:
    """Draw a picker of the shortlist.

    Args:
        label: what people read above it.
        key: a name for this picker; the list itself is one for the visit.
    """
    # Not the widget's own memory: two pickers show one list.
    st.session_state[key] = list(current_shortlist())
    st.multiselect(
        label,
        SHORTLISTABLE,
        format_func=SPECIALTY_LABELS.__getitem__,
        key=key,
        max_selections=MOST,
        # Enter would otherwise take everything that matches what was typed.
        select_all=False,
        on_change=_take_over,
        args=(key,),
        placeholder=f"Two to {MOST}",
    )


def show_in_sidebar() -> None:
    """After a change on the page, run the whole page: the sidebar shows the shortlist too."""
    if st.session_state.pop(MOVED, None):
        st.rerun(scope="app")


def sidebar_shortlist() -> None:
    """Draw the shortlist in the sidebar."""
    st.subheader("Shortlist", anchor=False)
    shortlist_picker("Specialties to compare", "shortlist_sidebar")
    st.session_state.pop(MOVED, None)
    st.page_link("compare.py", label="Compare them", icon=":material/compare_arrows:")


def shortlist_button(specialty: str) -> None:
    """Draw the button that puts one specialty on the shortlist, or takes it off again."""
    shortlist = current_shortlist()
    listed = specialty in shortlist
    pressed = st.button(
        "Take off the shortlist" if listed else "Put on the shortlist",
        icon=":material/playlist_remove:" if listed else ":material/playlist_add:",
        type="tertiary",
        disabled=not listed and len(shortlist) >= MOST,
        help=f"The shortlist holds up to {MOST} specialties to compare side by side.",
        on_click=take_off_shortlist if listed else put_on_shortlist,
        args=(specialty,),
        key="shortlist_button",
    )
    if pressed:
        st.rerun(scope="app")
