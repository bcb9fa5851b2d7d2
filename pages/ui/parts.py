"""The parts of a page that are drawn again by themselves: a typed number rebuilds neither frame nor sidebar.

The frame (title, navigation, what nobody’s numbers change) is drawn when a page is opened. What depends on
the visitor stands in fragments: what the page shows, and in the sidebar the numbers and the shortlist. A
widget's callback names those to draw again.
"""

from collections.abc import Callable
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui.address import catch_up
from pages.ui.tab import keep_now
from pages.ui.visit import write_visit

PAGE_PART: Final = "page"
NUMBERS_PART: Final = "numbers"
SHORTLIST_PART: Final = "shortlist"
DRAWN: Final = "parts_drawn"
DRAWN_PAGE: Final = "parts_page"
# An input was changed, and the visitor's tab has not heard of it.
CHANGED: Final = "parts_changed"


def _page() -> str:
    """Return which page this run or callback belongs to."""
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def no_parts_yet() -> None:
    """Forget which parts were drawn; at the start of a run of the whole page."""
    st.session_state[DRAWN], st.session_state[DRAWN_PAGE] = set(), _page()


def _part(key: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Return a decorator that makes a function a part with this key."""

    def make(show: Callable[[], None]) -> Callable[[], None]:
        def show_and_keep() -> None:
            catch_up()
            show()
            if key == PAGE_PART and st.session_state.pop(CHANGED, False):
                keep_now(key)

        drawn = st.fragment(show_and_keep, key=key)

        def draw() -> None:
            st.session_state[DRAWN].add(key)
            # A place of its own: a part asked for while the whole page is still waiting to be sent takes its
            # blocks out of what is sent, and what stands below, the footer, would move up and be overwritten.
            with st.container():
                drawn()

        return draw

    return make


# A page has one such function at most: what its selectors and the visitor's numbers change.
page_part: Final = _part(PAGE_PART)
numbers_part: Final = _part(NUMBERS_PART)
shortlist_part: Final = _part(SHORTLIST_PART)


def keep_and_redraw(*also: str, whole: bool = False) -> None:
    """Keep a changed input for other pages and in the address; only in a widget's callback.

    The page's part is drawn again, and those of the sidebar that say something else; a page without such a
    part is run as a whole.

    Args:
        also: the parts of the sidebar to draw again.
        whole: run the whole page, for what stands outside its parts.
    """
    catch_up()
    write_visit()
    if st.session_state.get(DRAWN_PAGE) != _page():
        # Another page was asked for at once, by a link after an input: its run draws everything, and parts of
        # this page drawn into that one would break it.
        return
    if whole or st.session_state.get(DRAWN) != {PAGE_PART, NUMBERS_PART, SHORTLIST_PART}:
        st.rerun()
    st.session_state[CHANGED] = True
    st.rerun([*also, PAGE_PART])
