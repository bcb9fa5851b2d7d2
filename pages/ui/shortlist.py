"""The shortlist: the same picker in the sidebar and on a page, and a button that adds one specialty."""

from functools import cache

import streamlit as st

from analysis.names import named_for_search
from analysis.shortlist.compute import MOST, SHORTLISTABLE
from pages.ui.parts import SHORTLIST_PART, keep_and_redraw, shortlist_part
from pages.ui.visit import SHORTLIST_KEY, current_shortlist


def _take_over(key: str) -> None:
    """Make what one picker holds the shortlist of the visit, and show it wherever it is shown."""
    st.session_state[SHORTLIST_KEY] = tuple(st.session_state[key])
    keep_and_redraw(SHORTLIST_PART)


@cache
def _searchable_labels() -> dict[str, str]:
    """Return slug -> label with the short forms that people search for: Streamlit searches what it shows."""
    return {slug: named_for_search(slug) for slug in SHORTLISTABLE}


def shortlist_picker(label: str, key: str) -> None:
    """Draw one of the pickers of the shortlist, under a key of its own; the list is one for the visit."""
    # Not the widget's own memory: two pickers show one list.
    st.session_state[key] = list(current_shortlist())
    labels = _searchable_labels()
    st.multiselect(
        label,
        SHORTLISTABLE,
        format_func=labels.__getitem__,
        key=key,
        max_selections=MOST,
        # Enter would otherwise take everything that matches what was typed.
        select_all=False,
        on_change=_take_over,
        args=(key,),
        placeholder=f"Two to {MOST}",
    )


@shortlist_part
def sidebar_shortlist() -> None:
    """Draw the shortlist in the sidebar."""
    # No heading: the sidebar comes before the h1 of the page.
    st.html('<p class="side-title">Shortlist</p>')
    shortlist_picker("Specialties to compare", "shortlist_sidebar")
    st.page_link("compare.py", label="Compare them", icon=":material/compare_arrows:")


def _move(specialty: str) -> None:
    """Put a specialty on the shortlist where there is room, or take it off again."""
    listed = current_shortlist()
    left = tuple(slug for slug in listed if slug != specialty)
    st.session_state[SHORTLIST_KEY] = left if specialty in listed else (*listed, specialty)[:MOST]
    keep_and_redraw(SHORTLIST_PART)


def shortlist_button(specialty: str) -> None:
    """Draw the button that puts one specialty on the shortlist, or takes it off again."""
    shortlist = current_shortlist()
    listed = specialty in shortlist
    st.button(
        "Take off the shortlist" if listed else "Put on the shortlist",
        icon=":material/playlist_remove:" if listed else ":material/playlist_add:",
        type="tertiary",
        disabled=not listed and len(shortlist) >= MOST,
        help=f"The shortlist holds up to {MOST} specialties to compare side by side.",
        on_click=_move,
        args=(specialty,),
        key="shortlist_button",
    )
