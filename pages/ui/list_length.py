"""The length of the list that a visitor plans: typed on the page of lists, kept like the numbers beside it.

It lives in the visit and in the visitor's own tab, goes with “Clear my numbers and group”, and stands in no
address.
"""

import streamlit as st

from analysis.profile import LIST_LENGTH
from analysis.score_text import read_score
from pages.ui.parts import keep_and_redraw
from pages.ui.visit import LIST_FILLED, number_key


def list_length_input() -> None:
    """Draw the input, and a sentence where what stands in it cannot be read."""
    key = number_key(LIST_LENGTH.name)
    if st.session_state.pop(LIST_FILLED, False):
        # What the app put into a field reaches the browser only when it is given again.
        st.session_state[key] = st.session_state.get(key)
    st.text_input(
        LIST_LENGTH.label,
        key=key,
        persist_state="session",
        type="phone",
        icon="",
        autocomplete="off",
        placeholder="e.g. 12",
        on_change=keep_and_redraw,
        width=220,
        help="Drawn as a line across the chart. It is kept in this tab only, like the numbers of the "
        "sidebar: not stored on the server, not in the address.",
    )
    if said := read_score(LIST_LENGTH, st.session_state.get(key)).sentence:
        st.error(f"{said} It is left out until you correct it.")
