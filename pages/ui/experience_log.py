"""The log of the page Clinical experience: what it is for, one form for an entry, and the entries.

What stands in the form is no part of the log until it can be read: nothing typed is dropped for a slip.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import partial
from html import escape
from typing import Any, Final

import streamlit as st

from analysis.experience.compute import strength
from analysis.experience.cv import TITLES, cv_line, time_said
from analysis.experience.days import application_day
from analysis.experience.reading import TypedEntry, read_entry, typed_of
from analysis.experience.record import (
    ENTRIES_MOST,
    KIND_LABELS,
    LOG_SPECIALTIES,
    SETTING_LABELS,
    STAGE_LABELS,
    VISA_LABELS,
    ClinicalEntry,
    ClinicalLog,
)
from analysis.experience.words import day_said, entry_name, places_said, remarks_on
from data.guide_terms import GUIDES
from data.terms import label_of
from pages.ui.address import inert
from pages.ui.advice import specialty_link
from pages.ui.experience_views import advice, hands_on, in_order, moment_for, today
from pages.ui.next_steps import entered, held_record, input_key, keep_record

# Which entry stands in the form: its place, NEW, or None where the form is closed.
FORM: Final = "experience_form"
NEW: Final = -1
# What could not be read when the form was handed in: name of a field -> a sentence.
SAID: Final = "experience_said"
# The entry that was removed last, and its place.
REMOVED: Final = "experience_removed"
CYCLES: Final = 3
FIRST_DAY_HELP: Final = "Past, present or planned. A month alone counts from its first day."
_NAME: Final = "experience_{}"
_GUIDE_LABELS: Final = label_of(GUIDES)


def _key(field: str) -> str:
    """Return the key of a field of the form."""
    return f"entry_{field}"


def _keep(name: str) -> None:
    """Keep what was chosen of the whole log."""
    chosen: dict[str, Any] = {name: entered(_NAME.format(name)) or ""}
    keep_record(replace(held_record(ClinicalLog), **chosen))


def _keep_cycle() -> None:
    """Keep the Match applied for."""
    keep_record(replace(held_record(ClinicalLog), match_year=entered(_NAME.format("match_year"))))


def about_you(log: ClinicalLog) -> None:
    """Draw what the log is for: the specialty, student or graduate, the visa, and the Match applied for."""
    upper, lower = st.columns(2), st.columns(2)
    with upper[0]:
        _about(log, "specialty", "Specialty you apply for", LOG_SPECIALTIES)
    with lower[0]:
        _about(log, "stage", "You are", STAGE_LABELS)
    with lower[1]:
        _about(log, "visa", "Visa you would be on", VISA_LABELS)
    moment = moment_for(log, today())
    first = moment_for(ClinicalLog(), today()).match_year
    years = sorted({*range(first, first + CYCLES), moment.match_year})
    days = {year: application_day(advice().dates, year) for year in years}
    with upper[1]:
        st.selectbox(
            "Match you apply for",
            years,
            format_func=lambda year: f"{year}, read from {day_said(days[year])}",
            key=input_key(_NAME.format("match_year"), moment.match_year),
            on_change=_keep_cycle,
            help="Programs read the file from the day on which applications can be submitted: by one guide’s "
            "rule, which was that of the Match of 2019.",
        )


def _about(log: ClinicalLog, name: str, label: str, options: Mapping[str, str]) -> None:
    """Draw one choice of the whole log."""
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder="Not chosen",
        key=input_key(_NAME.format(name), getattr(log, name) or None),
        on_change=_keep,
        args=(name,),
        filter_mode="contains",
    )


def _open(place: int) -> None:
    """Open the form for an entry, or for a new one."""
    st.session_state[FORM], st.session_state[SAID] = place, {}
    log = held_record(ClinicalLog)
    # A new entry is mostly of the specialty applied for.
    typed = TypedEntry(specialty=log.specialty or None) if place == NEW else typed_of(log.entries[place])
    for name, value in asdict(typed).items():
        st.session_state[_key(name)] = value


def _close() -> None:
    """Close the form; the log stays as it is."""
    st.session_state[FORM], st.session_state[SAID] = None, {}


def _typed() -> TypedEntry:
    """Return what stands in the form."""
    usual: dict[str, Any] = asdict(TypedEntry())
    return TypedEntry(**{name: st.session_state.get(_key(name), value) for name, value in usual.items()})


def _hand_in() -> None:
    """Put the entry into the log, or say what of it cannot be read and leave the form as it is."""
    log, place = held_record(ClinicalLog), st.session_state.get(FORM)
    entry, problems = read_entry(_typed())
    if place == NEW and entry in log.entries:
        problems = {**problems, "kind": "The log has this very entry already."}
    st.session_state[SAID] = problems
    if problems or place is None:
        return
    is_new = place == NEW or place >= len(log.entries)
    entries = (*log.entries, entry) if is_new else (*log.entries[:place], entry, *log.entries[place + 1 :])
    _close()
    st.session_state.pop(REMOVED, None)
    keep_record(replace(log, entries=entries[:ENTRIES_MOST]))


def _remove(place: int) -> None:
    """Take an entry out of the log; it can be brought back until the next change."""
    log = held_record(ClinicalLog)
    st.session_state[REMOVED] = (place, log.entries[place])
    _close()
    keep_record(replace(log, entries=(*log.entries[:place], *log.entries[place + 1 :])))


def _bring_back() -> None:
    """Put the entry that was removed last into its place again."""
    place, entry = st.session_state.pop(REMOVED)
    log = held_record(ClinicalLog)
    keep_record(replace(log, entries=(*log.entries[:place], entry, *log.entries[place:])))


def _say(field: str) -> None:
    """Say below a field what of it could not be read."""
    if said := st.session_state.get(SAID, {}).get(field):
        st.error(f"{inert(said)} The form is kept until you correct it.")


def _choice(field: str, label: str, options: Mapping[str, str]) -> None:
    """Draw a field of the form with options."""
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder="Choose",
        key=_key(field),
        persist_state="session",
        filter_mode="contains",
    )
    _say(field)


def _text(field: str, label: str, example: str, help_said: str | None = None) -> None:
    """Draw a field of the form to type into."""
    st.text_input(
        label,
        key=_key(field),
        persist_state="session",
        icon="",
        autocomplete="off",
        placeholder=example,
        help=help_said,
    )
    _say(field)


def _tick(field: str, label: str) -> None:
    """Draw a field of the form to tick."""
    st.checkbox(label, key=_key(field), persist_state="session")


def entry_form(log: ClinicalLog) -> None:
    """Draw the button that opens the form, or the form."""
    place = st.session_state.get(FORM)
    if place is None or (place != NEW and place >= len(log.entries)):
        is_full = len(log.entries) >= ENTRIES_MOST
        st.button(
            "Add an experience",
            icon=":material/add:",
            type="primary",
            key="experience_add",
            disabled=is_full,
            on_click=_open,
            args=(NEW,),
        )
        if is_full:
            st.caption(f"The log has {ENTRIES_MOST} entries, the most it can hold.")
        return
    heading = "A new experience" if place == NEW else f"Change: {entry_name(log.entries[place])}"
    with st.form("experience_entry"):
        st.html(f"<h2>{escape(heading)}</h2>")
        # Row by row, so that a phone and the keyboard have them in order.
        for pair in _FIELDS:
            for column, draw in zip(st.columns(2), pair, strict=True):
                with column:
                    draw()
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                "Add to the log" if place == NEW else "Keep the change", type="primary", on_click=_hand_in
            )
            st.form_submit_button("Cancel", on_click=_close)


# The fields of the form, in rows of two.
_FIELDS: Final[tuple[tuple[Callable[[], None], ...], ...]] = (
    (partial(_choice, "kind", "Kind", KIND_LABELS), partial(_choice, "setting", "Setting", SETTING_LABELS)),
    (
        partial(_choice, "specialty", "Specialty", LOG_SPECIALTIES),
        partial(_text, "place", "Institution", "for the CV line; may stay empty"),
    ),
    (
        partial(_text, "start", "First day", "e.g. 2026-07-06 or July 2026", FIRST_DAY_HELP),
        partial(_text, "weeks", "Weeks", "e.g. 4"),
    ),
    (
        partial(_tick, "hands_on", "I worked on patients under supervision (hands-on)"),
        partial(_tick, "letter", "A letter is there or expected"),
    ),
)


def say_removed() -> None:
    """Say which entry was removed last, with the way back."""
    if REMOVED not in st.session_state:
        return
    _, entry = st.session_state[REMOVED]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="experience_undo"):
        st.html(f'<p role="status">Removed: {escape(entry_name(entry))}.</p>')
        st.button("Bring it back", icon=":material/undo:", on_click=_bring_back, key="experience_back")


def show_entries(log: ClinicalLog) -> None:
    """Draw the entries, the latest on top, each with its CV line and what can be done with it."""
    st.html(
        "<h2>Your log, and a CV line for each entry</h2><p>What stands in brackets is for you to fill in. "
        "Observing is called observing.</p>"
    )
    for place in in_order(log):
        _show_entry(place, log.entries[place])


def _show_entry(place: int, entry: ClinicalEntry) -> None:
    """Draw one entry."""
    day, known = today(), advice()
    with st.container(border=True, key=f"experience_{place}"):
        specialty = f", {specialty_link(entry.specialty)}" if entry.specialty else ""
        title = escape(TITLES.get(entry.kind, "No kind chosen"))
        remarks = "".join(f"<p>⚑ {escape(said)}</p>" for said in remarks_on(entry, hands_on()))
        st.html(
            f"<h3>{title}{specialty}</h3><p>{escape(time_said(entry, day))}. "
            f"{escape(places_said(strength(entry, known.kinds), _GUIDE_LABELS))}</p>{remarks}"
        )
        if entry.kind:
            st.code(cv_line(entry, known.kinds, known.places, day), language=None, wrap_lines=True)
        name = f"{entry_name(entry)}, {time_said(entry, day)}"
        with st.container(horizontal=True, gap="small"):
            for label, icon, change in (("Change", "edit", _open), ("Remove", "delete", _remove)):
                st.button(
                    label,
                    key=f"experience_{label.lower()}_{place}",
                    icon=f":material/{icon}:",
                    type="tertiary",
                    help=f"{label}: {inert(name)}",
                    on_click=change,
                    args=(place,),
                )
