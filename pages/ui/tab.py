"""The visitor's own tab: it keeps what was typed, says when the connection is lost, and follows the theme.

One component without anything to see does all of it, with the scripts beside this file. They come into the
page the way Streamlit brings every component's script (a module from a `blob:` address), ask no other host
for anything, and write no element with inline script or style attributes.
"""

import re
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

import streamlit as st

from analysis.wording import listed
from pages.ui.address import GIVES_BACK
from pages.ui.editions import own_edition_held
from pages.ui.kept import CASELOAD_GONE, EDITION_GONE, CameBack, bring_back, has_caseload, kept
from pages.ui.page import Link
from pages.ui.plan_state import FROM_FILE, plan
from pages.ui.records_held import records_are_in_a_file
from pages.ui.visit import FILLED, SET_ASIDE, take_set_aside

HERE: Final = Path(__file__).parent
SCRIPTS: Final = (
    "history.js",
    "tab_storage.js",
    "tab_links.js",
    "tab_connection.js",
    "tab_navigation.js",
    "tab_sidebar.js",
    "tab_keyboard.js",
    "tab.js",
)
TAB_KEY: Final = "tab"
# A name for this visit, to tell it from an earlier one whose page is still open; it opens nothing.
VISIT: Final = "tab_visit"
# Whether the tab was asked what it kept, and answered.
ANSWERED: Final = "tab_answered"
SAID: Final = "tab_said"
# What the tab was last given to keep, and how many times that changed.
GIVEN: Final = "tab_given"
SERIAL: Final = "tab_serial"


def _script() -> str:
    """Return the scripts as one, without the comments and indents that would travel with every run."""
    text = "\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return re.sub(r"^\s*(//.*)?\n?", "", text, flags=re.MULTILINE)


_tab = st.components.v2.component("match_atlas.tab", js=_script())
# A component's script travels with every run that draws it: the one for changes hands its data to the other.
_change = st.components.v2.component("match_atlas.change", js=(HERE / "tab_change.js").read_text("utf-8"))


def words_of(came_back: CameBack, *, again: bool) -> str:
    """Say what came back from the tab and what did not.

    Only where the page had stayed open did its visitor see a connection come back `again`; after a reload
    only what is missing is worth a word.
    """
    said = []
    if again:
        said.append("Connected again, in a new visit.")
        if came_back.restored:
            said.append(f"Back from this tab: {listed(came_back.restored)}.")
    gone = {"the caseload": came_back.caseload_gone, "the loaded edition": came_back.edition_gone}
    if again and any(gone.values()):
        what = listed(name for name, is_gone in gone.items() if is_gone)
        said.append(f"Not back: {what}, of which nothing was kept.")
    return " ".join(said)


def _bring_back() -> None:
    """Take what the tab kept of an earlier visit."""
    sent = st.session_state[TAB_KEY].get("back") or {}
    came_back = bring_back(sent.get("kept"))
    st.session_state[ANSWERED] = st.session_state[FILLED] = st.session_state[GIVES_BACK] = True
    st.session_state[SAID] = words_of(came_back, again=sent.get("again") is True)


def _notes_are_in_a_file() -> bool:
    """Whether the plan's notes are those of the file that was loaded."""
    loaded = st.session_state.get(FROM_FILE)
    return loaded is not None and {view.note for view in plan()} <= {view.note for view in loaded.plan} | {""}


def _data() -> dict[str, Any]:
    """Return what the tab keeps of this visit."""
    state, now = st.session_state, kept()
    if now != state.get(GIVEN):
        state[GIVEN], state[SERIAL] = now, state.get(SERIAL, 0) + 1
    return {
        "visit": state.setdefault(VISIT, token_hex(8)),
        "serial": state.get(SERIAL, 0),
        # The one that is held, not its twin: what is drawn outlasts the run.
        "kept": state[GIVEN],
        "in_file": _notes_are_in_a_file(),
        "steps_in_file": records_are_in_a_file(),
    }


def keep_in_tab(*, dark: bool) -> None:
    """Let the tab keep what this visit holds, and bring back what it kept of an earlier one.

    Streamlit calls the script in the browser only when this data or the theme changes. When the tab finds
    another theme than this run draws for, it asks for another run.
    """
    _tab(
        key=TAB_KEY,
        data=_data()
        | {
            "dark": dark,
            "answered": bool(st.session_state.get(ANSWERED)),
            "said": st.session_state.get(SAID, ""),
        },
        on_back_change=_bring_back,
        # The run itself is what the tab asked for, after a change of theme or of the connection.
        on_again_change=lambda: None,
    )


def keep_now(key: str) -> None:
    """Let the tab keep a change that was made in a part of the page, whose run does not reach `keep_in_tab`.

    Not the other way round, `keep_in_tab` in such a part: a visit that began anew has no parts to run yet.
    """
    _change(key=f"tab_{key}", data=_data())


def _say_what_was_set_aside() -> None:
    """Say that a link took the place of numbers, which a button brings back."""
    if not st.session_state.get(SET_ASIDE):
        return
    with st.container(key=SET_ASIDE):
        st.info(
            "The link that was opened carries other numbers; those that stood in this tab before were set "
            "aside.",
            icon=":material/link:",
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button("Bring mine back", on_click=take_set_aside, icon=":material/undo:")
            st.button(
                "Stay with the link’s",
                on_click=st.session_state.update,
                args=({SET_ASIDE: None},),
                type="tertiary",
            )


def say_what_is_missing(page: str) -> None:
    """Tell whose numbers a link took the place of, or whose caseload or edition is gone, and what to do.

    Drawn for nobody else. That something is gone is said on the page where its file is put in, and elsewhere
    once: on the page that is open when it is found gone.
    """
    _say_what_was_set_aside()
    if _is_gone(CASELOAD_GONE, is_here=has_caseload()) and _is_due(CASELOAD_GONE, page, "caseload"):
        _say_gone(
            CASELOAD_GONE,
            "Your caseload",
            "Put its file in again on the page Caseload.",
            Link("caseload.py", "Go to Caseload"),
        )
    if _is_gone(EDITION_GONE, is_here=own_edition_held() is not None) and _is_due(EDITION_GONE, page, "data"):
        _say_gone(
            EDITION_GONE,
            "The edition you loaded",
            "Put its file in again on the page Data and method.",
            Link("data_and_method.py", "Load it again", {"part": "load"}),
        )


def _is_gone(flag: str, *, is_here: bool) -> bool:
    """Whether something is gone and its file was not put in again."""
    if is_here:
        st.session_state[flag] = False
    return bool(st.session_state.get(flag))


def _is_due(flag: str, page: str, home: str) -> bool:
    """Whether something gone is told on this page: its `home`, or where it is told for the first time."""
    told = f"{flag}_told_on"
    if st.session_state.setdefault(told, page) != page:
        st.session_state[told] = None
    return page == home or st.session_state[told] == page


def _say_gone(flag: str, what: str, todo: str, way: Link) -> None:
    """Tell that something is gone, with the way to its page."""
    with st.container(key=f"gone_{flag}"):
        st.warning(
            f"**{what} is not here any more.** A reload or a lost connection ended the visit that held it, "
            f"and nothing of it is kept. {todo}",
            icon=":material/folder_off:",
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(way.file, label=way.label, icon=":material/upload_file:", query_params=way.choices)
            st.button(
                "I don’t need it",
                on_click=st.session_state.update,
                args=({flag: False},),
                key=f"unneeded_{flag}",
                type="tertiary",
            )
