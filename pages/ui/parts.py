"""The parts of a page that are drawn again by themselves: a typed number rebuilds neither frame nor sidebar.

The frame (title, navigation, what nobody’s numbers change) is drawn when a page is opened. What depends on
the visitor stands in fragments: what the page shows, and in the sidebar the numbers and the shortlist. A
widget's callback names those to draw again.
"""

from collections.abc import Callable
from functools import cache
from typing import Final, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui.address import catch_up
from pages.ui.tab import keep_now
from pages.ui.visit import write_visit

PAGE_PART: Final = "page"
NUMBERS_PART: Final = "numbers"
SHORTLIST_PART: Final = "shortlist"
# Where much is entered: what a page has above its part and below, drawn again when it shows other things.
ABOVE_PART: Final = "above"
BELOW_PART: Final = "below"
DRAWN: Final = "parts_drawn"
DRAWN_PAGE: Final = "parts_page"
# Part above or below -> what it is asked for, what tells what it shows then, and what that was when drawn.
SHOWS: Final = "parts_shows"
# An input was changed, and the visitor's tab has not heard of it.
CHANGED: Final = "parts_changed"

T = TypeVar("T")


def _page() -> str:
    """Return which page this run or callback belongs to."""
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def no_parts_yet() -> None:
    """Forget which parts were drawn; at the start of a run of the whole page."""
    st.session_state[DRAWN], st.session_state[DRAWN_PAGE], st.session_state[SHOWS] = set(), _page(), {}


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


def draw_part(
    key: str, show: Callable[[], None], asks: Callable[[], T], shows: Callable[[T], object]
) -> None:
    """Draw the part above or below that of a page.

    Args:
        key: `ABOVE_PART`, or one that begins with `BELOW_PART`.
        show: draws it.
        asks: returns what it is asked for; one function for all that are asked for the same.
        shows: returns all that it depends on but for what is entered in it, to be compared.
    """

    def show_and_remember() -> None:
        show()
        st.session_state[SHOWS][key] = asks, shows, shows(asks())

    _part(key)(show_and_remember)()


def is_drawn(key: str) -> bool:
    """Whether a part above or below was drawn since the page was opened."""
    return key in st.session_state.get(SHOWS, {})


def _outdated() -> list[str]:
    """Return the parts above and below that show something else by now."""
    # Many parts are asked for the same: it is looked up once.
    asked = cache(lambda asks: asks())
    drawn = st.session_state.get(SHOWS, {}).items()
    return [key for key, (asks, shows, shown) in drawn if shows(asked(asks)) != shown]


def keep_and_redraw(*also: str, whole: bool = False) -> None:
    """Keep a changed input for other pages and in the address; only in a widget's callback.

    The page's part is drawn again, and those above, below and in the sidebar that say something else; a page
    without such a part is run as a whole.

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
    if whole or not st.session_state.get(DRAWN, set()) >= {PAGE_PART, NUMBERS_PART, SHORTLIST_PART}:
        st.rerun()
    st.session_state[CHANGED] = True
    st.rerun([*also, *_outdated(), PAGE_PART])
