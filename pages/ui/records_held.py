"""What this visit holds of *Next steps*: every record in session state, and nowhere else.

Nothing of it stands in an address, is logged, or is cached for others. The visitor's tab keeps it, see
`pages.ui.kept`.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, ParamSpec, TypeVar

import streamlit as st

from analysis.next_steps.file import Records
from analysis.next_steps.record import R, Record
from analysis.next_steps.records import KINDS

P = ParamSpec("P")
T = TypeVar("T")

HELD: Final = "next_steps"
# How often all records were replaced at once: inputs that stood there before show what was entered then.
REPLACED: Final = "next_steps_replaced"
# What pages keep beside the records: what is made of them, a form that is open.
BESIDE: Final = "next_steps_beside"
# What the keys of a form's inputs begin with: what stands in them is no part of a record yet.
IN_FORM: Final = "entry_"
# The records of the file that was loaded last.
FROM_FILE: Final = "next_steps_from_file"


def _all_held() -> dict[type[Record], Record]:
    """Return the records by kind: always the same mapping, so that a file has what is held by then."""
    held: dict[type[Record], Record] = st.session_state.setdefault(HELD, {})
    return held


def times_replaced() -> int:
    """Return how often all records were replaced at once."""
    return int(st.session_state.get(REPLACED, 0))


def held_record(kind: type[R]) -> R:
    """Return what this visit holds of one record; its defaults where nothing was entered.

    Never within what is cached for everybody: a cached view takes the record as its first argument, see
    `pages.ui.view.per_visit`.
    """
    found: R = st.session_state.get(HELD, {}).get(kind) or kind()
    return found


def hold_record(record: Record) -> None:
    """Hold a record in the place of the one of its kind."""
    _all_held()[type(record)] = record


def held_records() -> Records:
    """Return by name every record in which something was entered."""
    return records_in(_all_held())


def records_now() -> Callable[[], Records]:
    """Return what returns by name every record of this visit, later and in any thread."""
    return partial(records_in, _all_held())


def records_in(held: Mapping[type[Record], Record]) -> Records:
    """Return by name every record in which something was entered, of some by kind."""
    found = {name: held.get(row.kind) for name, row in KINDS.items()}
    return {name: record for name, record in found.items() if record and record != type(record)()}


def hold_records(records: Records) -> None:
    """Hold these records and no other, and let every input show them; nothing typed before stays anywhere.

    Like `forget_inputs` it is for a callback, before anything is drawn.
    """
    held = _all_held()
    held.clear()
    held.update({type(record): record for record in records.values()})
    for name in (BESIDE, FROM_FILE):
        st.session_state.pop(name, None)
    forget_inputs(_inputs())
    forget_inputs(IN_FORM)
    st.session_state[REPLACED] = times_replaced() + 1


def forget_inputs(begin: str) -> None:
    """Forget what stands in the inputs whose keys begin so: Streamlit would keep some of it, unseen."""
    for key in [key for key in st.session_state if str(key).startswith(begin)]:
        del st.session_state[key]


def hold_file(records: Records) -> None:
    """Hold the records of a file and no other."""
    hold_records(records)
    st.session_state[FROM_FILE] = held_records()


def records_are_in_a_file() -> bool:
    """Whether all that is held is that of the file that was loaded."""
    return bool(st.session_state.get(FROM_FILE)) and held_records() == st.session_state[FROM_FILE]


def beside_records() -> dict[str, Any]:
    """Return what pages keep beside the records, by name: it goes once all of them are replaced."""
    kept: dict[str, Any] = st.session_state.setdefault(BESIDE, {})
    return kept


def made_of(name: str, make: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Return what is made of something, and make it again only when that changes; kept in this visit.

    To compare records is much faster than to find them in a cache. `name` is that of its place.
    """
    kept, place = beside_records(), f"made_{name}"
    known = kept.get(place)
    if known is None or known[0] != (given, named):
        known = kept[place] = (given, named), make(*given, **named)
    found: T = known[1]
    return found


def _inputs() -> str:
    """Return what the keys of all inputs begin with that show the records held now."""
    return f"next_{times_replaced()}_"


def shown_in(name: str) -> Any:  # noqa: ANN401 - whatever its input shows
    """Return what an input of `input_key` shows; None where it was not drawn."""
    return st.session_state.get(_inputs() + name)


def input_key(name: str, value: object) -> str:
    """Return the key of an input of *Next steps* that shows `value` when it is drawn.

    The input is drawn without a value of its own, right after; its callback reads `st.session_state` at the
    same name: `st.session_state[input_key(name, None)]`. An entry of a list has its place in its name.
    """
    key = _inputs() + name
    # Only where it is not there yet: written in every run, it would undo what is being typed meanwhile.
    st.session_state.setdefault(key, value)
    return key
