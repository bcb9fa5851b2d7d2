"""The room that a presentation is shown to: how large its screen is, and the keys of a clicker.

The screen says its size once, and again when it changes; it is kept in the visit and stands in no address.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from analysis.charts.room import USUAL, Room

KEY: Final = "screen"
ROOM_KEY: Final = "room_size"
# Up to this width a screen is a phone's, in present.css too: it has no place for what is large before a room.
NARROW: Final = 900
# Sizes of screens in pixels, from a phone to a wall; anything else is no screen.
SIZES: Final = range(240, 20_001)

_screen = st.components.v2.component(
    "match_atlas.screen", js=(Path(__file__).parent / "room.js").read_text(encoding="utf-8")
)

# The room was left: True until the page that its visitor returns to has been drawn whole, then False until
# the browser has the new address.
LEFT: Final = "room_left"


def enter_room() -> None:
    """Let the address ask for a room, also for one that was just left."""
    st.session_state.pop(LEFT, None)
    st.query_params["present"] = "1"


def _keep_size() -> None:
    """Remember what the screen said."""
    said = st.session_state[KEY].get("size")
    if isinstance(said, list) and len(said) == 2 and all(isinstance(s, int) and s in SIZES for s in said):
        st.session_state[ROOM_KEY] = Room(*said)


def current_room() -> Room | None:
    """Return the screen of this visit, a usual projector's until it has said its size; None for a phone."""
    said = st.session_state.get(ROOM_KEY, USUAL)
    return said if said.width > NARROW else None


def watch_room(on_end: Callable[[str], None]) -> None:
    """Listen to the screen and its keys; `on_end` hears of Home as `first`, and of End as `last`."""
    room = st.session_state.get(ROOM_KEY, USUAL)
    _screen(
        key=KEY,
        data={"size": [room.width, room.height]},
        on_size_change=_keep_size,
        on_end_change=lambda: on_end(str(st.session_state[KEY].get("end"))),
    )
