"""What each page of *Next steps* shares: the records of the visit, and what saves, loads and clears them.

An input shows what a record holds, and its callback keeps what was entered:

    def _keep_year() -> None:
        keep_record(replace(held_record(Readiness), year=entered("year")))

    held = held_record(Readiness)
    st.number_input("Year", value=None, key=input_key("year", held.year), on_change=_keep_year)

A view that a page's record names takes `held_record` from `pages.ui.records_held`: what keeps a record knows
the pages already.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import streamlit as st

from analysis.echo import echo, visible
from analysis.next_steps.answer import Answer, read_answer
from analysis.next_steps.file import NextStepsError, Records, read_records, records_bytes
from analysis.next_steps.record import Record
from analysis.next_steps.records import KINDS
from pages.ui.address import inert, warn
from pages.ui.offer import offer
from pages.ui.parts import NUMBERS_PART, keep_and_redraw
from pages.ui.records_held import (
    held_record,
    held_records,
    hold_file,
    hold_record,
    hold_records,
    input_key,
    records_now,
    times_replaced,
)
from pages.ui.uploads import box_key, empty_box
from pages.ui.visit import demonstration

__all__ = (
    "clear_button",
    "entered",
    "held_record",
    "input_key",
    "keep_record",
    "keeping_shows",
    "read_number",
    "save_and_load",
    "say_whose",
)

# The key of the button that saves; the tab knows it.
SAVE: Final = "save_next_steps"
BOX: Final = "next_steps_file"
FILE_NAME: Final = "match-atlas_next-steps.json"
# What is said of the file that was put in last.
SAID: Final = "next_steps_said"


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a file until the next change.

    Attributes:
        file: its name.
        refused: why it was refused; empty where it was loaded.
        left_out: what of it was left out, as sentences.
        before: what stood here before it was loaded; of this visit alone.
    """

    file: str
    refused: str
    left_out: tuple[str, ...] = ()
    before: Records = field(default_factory=dict)


def entered(name: str) -> Any:  # noqa: ANN401 - whatever its input returns
    """Return what stands in an input of `input_key`, of a text what is seen of it; in its callback."""
    value = st.session_state[input_key(name, None)]
    return visible(value) if isinstance(value, str) else value


def read_number(answer: Answer, value: int | None) -> tuple[int | None, str]:
    """Read what an input of a whole number shows: what of it is kept, and what is wrong, in our own words.

    The input has no upper end of its own: Streamlit would say in its words what is outside, and not hand it
    over. A lower end it has to have, for its button that adds one.
    """
    kept, said = read_answer(answer, "" if value is None else str(value))
    wrong = f"{said} It is left out until you correct it." if said else ""
    return (kept if type(kept) is int else None), wrong


def keep_record(record: Record) -> None:
    """Keep a record in the visitor's tab, and draw again what it changes; only in a widget's callback."""
    had_any = bool(held_records())
    hold_record(record)
    st.session_state.pop(SAID, None)
    # The sidebar says that there is something.
    keep_and_redraw(*([NUMBERS_PART] if bool(held_records()) != had_any else []))


def _clear() -> None:
    """Forget everything that was entered."""
    hold_records({})
    st.session_state.pop(SAID, None)
    keep_and_redraw(NUMBERS_PART)


def say_whose() -> None:
    """Say whose is what while the numbers are those of an invented person; at the head of every page."""
    if (demo := demonstration()) and held_records():
        st.info(
            f"**{demo.label}.** The group and the numbers are invented. What stands under Next steps is "
            "yours, as you entered it.",
            icon=":material/theater_comedy:",
        )


def clear_button(place: str, *, disabled: bool = False) -> None:
    """Draw the button that forgets everything that was entered, which asks first; once in each place."""
    with st.popover(
        "Clear my next steps", icon=":material/backspace:", disabled=disabled, key=f"clear_{place}"
    ):
        st.button(
            "Clear everything under Next steps",
            on_click=_clear,
            type="primary",
            key=f"clear_next_steps_{place}",
        )


def _load() -> None:
    """Read the file that was put in: it takes the place of what is held, unless it holds no records."""
    # Of a box that was taken away meanwhile nothing is left.
    file = st.session_state.get(box_key(BOX))
    if file is None:
        return
    try:
        loaded = read_records(file.getvalue(), KINDS)
    except NextStepsError as refused:
        st.session_state[SAID] = _Said(file.name, str(refused))
    else:
        before = held_records() if loaded.records else {}
        refused_all = "" if loaded.records else "The file has nothing that can be read."
        st.session_state[SAID] = _Said(file.name, refused_all, loaded.problems, before)
        if loaded.records:
            hold_file(loaded.records)
    empty_box(BOX, file.file_id)
    keep_and_redraw(NUMBERS_PART)


def _bring_back() -> None:
    """Put what stood here before the file was loaded in its place again."""
    hold_records(st.session_state.pop(SAID).before)
    keep_and_redraw(NUMBERS_PART)


def _say() -> None:
    """Say what became of the file that was put in last."""
    if SAID not in st.session_state:
        return
    said: _Said = st.session_state[SAID]
    # By name: a file that is too large never arrives, and what is said of the one before stands below it.
    file = inert(echo(said.file))
    for left_out in said.left_out:
        warn(left_out)
    if said.refused:
        st.error(f"{file}: {inert(said.refused)} What stood here before is as it was.")
        return
    st.success(f"Loaded from {file}.")
    # The file may be the one that was saved here.
    if said.before and said.before != held_records():
        st.button(
            "Bring back what stood here before",
            icon=":material/undo:",
            on_click=_bring_back,
            key="next_steps_back",
            help="Until the next change: the file takes its place.",
        )


def keeping_shows() -> object:
    """Return all that what saves and loads depends on, for a part with it that is not always drawn again."""
    # A file that is refused as the last one was leaves the same sentence, and a new box.
    return bool(held_records()), st.session_state.get(SAID), times_replaced(), box_key(BOX)


def save_and_load() -> None:
    """Draw what saves, loads and clears the records; at a page's foot, in the part that an input redraws."""
    held, now = held_records(), records_now()
    with st.container(key="keep_next_steps"):
        st.html("<h2>Keep what you entered</h2>")
        st.caption(
            "Everything entered under Next steps is kept in this tab only, until you clear it or close the "
            "tab: not stored on the server, not logged, not in the address. One file saves all of it."
        )
        with st.container(horizontal=True, gap="small"):
            # `tab_storage.js` knows the button by its key: what was saved may be left without asking.
            offer(
                "Save my next steps (JSON)",
                lambda: records_bytes(now()),
                FILE_NAME,
                "application/json",
                key=SAVE,
                icon="save",
                disabled=not held,
            )
            clear_button("foot", disabled=not held)
        st.file_uploader(
            "Load what you saved (JSON)",
            type=["json"],
            key=box_key(BOX),
            on_change=_load,
            max_upload_size=1,
            help="It takes the place of everything entered under Next steps.",
        )
        _say()
    st.page_link("where_i_stand.py", label="Back to where I stand", icon=":material/arrow_back:")
