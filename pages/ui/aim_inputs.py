"""The inputs of what a visitor aims at: on every page of *Next steps* they show and write one record."""

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from analysis.next_steps.aim import AIM_BY_NAME, Aim
from pages.ui.aim_held import aim_held, match_aimed_at
from pages.ui.next_steps import entered, held_record, input_key, keep_record, read_number
from pages.ui.records_held import shown_in
from pages.ui.visit import current_shortlist

MATCH_WIDTH: Final = 200
# Room for a sentence below a narrow input.
MESSAGE_WIDTH: Final = 340
# What stands in an empty field.
_EXAMPLES: Final = {"applications": "e.g. 100"}


def _name(name: str, page: str) -> str:
    # A widget of the page before that had the same key would keep its value from this one.
    return f"aim_{name}_{page}"


def _keep(name: str, page: str) -> None:
    """Keep one answer; an empty input is none."""
    value, answer = entered(_name(name, page)), AIM_BY_NAME[name]
    if answer.is_number:
        value, _ = read_number(answer, value)
    keep_record(replace(held_record(Aim), **{name: getattr(Aim(), name) if value is None else value}))


def take_aim(name: str, page: str, value: Any) -> None:  # noqa: ANN401 - whatever the answer is
    """Keep an answer that no input gave, and let the input on this page show it; only in a callback."""
    st.session_state[input_key(_name(name, page), value)] = value
    _keep(name, page)


def ask_aim(name: str, page: str, width: Any = "stretch") -> None:  # noqa: ANN401 - Streamlit's own
    """Draw the input of one answer of `AIM_ANSWERS`.

    Args:
        name: of the answer.
        page: on which page, in short.
        width: as Streamlit has it.
    """
    answer, held = AIM_BY_NAME[name], getattr(held_record(Aim), name)
    shown = match_aimed_at() if name == "match_year" else held or None
    key = input_key(_name(name, page), shown)
    # Emptied, the Match year shows the next one again.
    if st.session_state[key] is None:
        st.session_state[key] = shown
    more: dict[str, Any] = {
        "key": key,
        "help": answer.help,
        "width": width,
        "on_change": _keep,
        "args": (name, page),
    }
    if answer.is_number:
        st.number_input(
            answer.label,
            min_value=1,
            value=None,
            step=1,
            placeholder=_EXAMPLES.get(name),
            **more,
        )
        if said := _wrong(name, page):
            st.error(said, width=width if width == "stretch" else max(width, MESSAGE_WIDTH))
        return
    st.selectbox(
        answer.label,
        list(answer.options),
        index=None,
        format_func=answer.options.__getitem__,
        placeholder=_first_listed() if name == "specialty" else "Not answered",
        filter_mode="contains",
        **more,
    )


def aim_shows(page: str) -> object:
    """Return all that the inputs of a page depend on but for what is entered in them."""
    wrong = tuple(_wrong(name, page) for name, answer in AIM_BY_NAME.items() if answer.is_number)
    return _first_listed(), shown_in(_name("match_year", page)) is None, wrong


def _wrong(name: str, page: str) -> str:
    """Say what is wrong with the number that stands in an input; empty where nothing is."""
    return read_number(AIM_BY_NAME[name], shown_in(_name(name, page)))[1]


def _first_listed() -> str:
    """Return what stands in the input of the specialty until one is chosen."""
    first = aim_held(current_shortlist()).specialty
    return f"{AIM_BY_NAME['specialty'].options[first]}, first of your shortlist" if first else "Not chosen"
