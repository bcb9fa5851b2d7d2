"""What this visit holds of *Next steps*: every record in session state, and nowhere else.

Nothing of it stands in an address, is logged, or is cached for others. The visitor's tab keeps it, see
`pages.ui.kept`.
"""

from typing import Final

import streamlit as st

from analysis.next_steps.file import Records
from analysis.next_steps.record import R, Record
from analysis.next_steps.records import KINDS

HELD: Final = "next_steps"
# How often all records were replaced at once: inputs that stood there before show what was entered then.
REPLACED: Final = "next_steps_replaced"
# The records of the file that was loaded last.
FROM_FILE: Final = "next_steps_from_file"


def held_record(kind: type[R]) -> R:
    """Return what this visit holds of one record; its defaults where nothing was entered.

    Never within what is cached for everybody: a cached view takes the record as its first argument, see
    `pages.ui.view.per_visit`.
    """
    found: R = st.session_state.get(HELD, {}).get(kind) or kind()
    return found


def hold_record(record: Record) -> None:
    """Hold a record in the place of the one of its kind."""
    st.session_state[HELD] = {**st.session_state.get(HELD, {}), type(record): record}


def held_records() -> Records:
    """Return by name every record in which something was entered."""
    held = {name: held_record(row.kind) for name, row in KINDS.items()}
    return {name: record for name, record in held.items() if record != type(record)()}


def hold_records(records: Records) -> None:
    """Hold these records and no other, and let every input show them."""
    st.session_state[HELD] = {type(record): record for record in records.values()}
    st.session_state[REPLACED] = st.session_state.get(REPLACED, 0) + 1


def hold_file(records: Records) -> None:
    """Hold the records of a file and no other."""
    hold_records(records)
    st.session_state[FROM_FILE] = held_records()


def records_are_in_a_file() -> bool:
    """Whether all that is held is that of the file that was loaded."""
    return bool(st.session_state.get(FROM_FILE)) and held_records() == st.session_state[FROM_FILE]


def input_key(name: str, value: object) -> str:
    """Return the key of an input of *Next steps* that shows `value` when it is drawn.

    The input is drawn without a value of its own, right after; its callback reads `st.session_state` at the
    same name: `st.session_state[input_key(name, None)]`. An entry of a list has its place in its name.
    """
    key = f"next_{st.session_state.get(REPLACED, 0)}_{name}"
    # Only where it is not there yet: written in every run, it would undo what is being typed meanwhile.
    st.session_state.setdefault(key, value)
    return key
