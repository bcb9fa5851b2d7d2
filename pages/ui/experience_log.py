"""The log of the page Clinical experience: what it is for, one form for an entry, and the entries.

What stands in the form is no part of the log until it can be read: nothing typed is dropped for a slip.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import partial
from html import escape
from typing import Any, Final

import streamlit as st

from analysis.experience.compute import in_order
from analysis.experience.cv import TITLES, cv_line, time_said
from analysis.experience.kinds import strength
from analysis.experience.reading import TypedEntry, read_entry, typed_of
from analysis.experience.record import (
    ENTRIES_MOST,
    KIND_LABELS,
    SETTING_LABELS,
    STAGE_LABELS,
    VISA_LABELS,
    ClinicalLog,
)
from analysis.experience.remarks import remarks_on
from analysis.experience.words import entry_name, places_said, say_reads
from analysis.profile import Profile
from analysis.wording import GUIDE_LABELS, TARGETS
from pages.ui.address import inert
from pages.ui.advice import specialty_link
from pages.ui.aim_held import aim_held, match_aimed_at
from pages.ui.aim_inputs import aim_shows, ask_aim
from pages.ui.experience_views import advice, moment_for
from pages.ui.next_steps import entered, held_record, input_key, keep_record, keeping_shows, say_whose
from pages.ui.page import ViewRequest
from pages.ui.parts import keep_and_redraw
from pages.ui.records_held import IN_FORM, beside_records, forget_inputs
from pages.ui.show import Beside
from pages.ui.visit import current_shortlist, demonstration, today
from pages.ui.wrong_fields import mark_wrong

# Kept beside the records. Which entry stands in the form: its place, NEW, or None where it is closed.
FORM: Final = "experience_form"
NEW: Final = -1
# What could not be read when the form was handed in: name of a field -> a sentence.
SAID: Final = "experience_said"
# The entry that was removed last, and its place.
REMOVED: Final = "experience_removed"
FIRST_DAY_HELP: Final = "Past, present or planned. A month alone counts from its first day."
_NAME: Final = "experience_{}"
# The key of the sentence below a field of the form.
_SENTENCE: Final = "wrong_entry_{}"


def _key(field: str) -> str:
    """Return the key of a field of the form."""
    return f"{IN_FORM}{field}"


def _keep(name: str) -> None:
    """Keep what was chosen of the whole log."""
    chosen: dict[str, Any] = {name: entered(_NAME.format(name)) or ""}
    keep_record(replace(held_record(ClinicalLog), **chosen))


def _about_you_shows(asked: ViewRequest) -> object:
    """Return all that this depends on but for what is chosen there."""
    return aim_shows("experience"), demonstration(), keeping_shows()


def _about_you(asked: ViewRequest) -> None:
    """Draw what the log is for: the specialty, student or graduate, the visa, and the Match applied for."""
    say_whose()
    log = held_record(ClinicalLog)
    upper, lower = st.columns(2), st.columns(2)
    with upper[0]:
        ask_aim("specialty", "experience")
    with upper[1]:
        ask_aim("match_year", "experience")
    with lower[0]:
        _about(log, "stage", "You are", STAGE_LABELS)
    with lower[1]:
        _about(log, "visa", "Visa you would be on", VISA_LABELS)


ABOUT_YOU: Final = Beside(_about_you, _about_you_shows)


def form_of_log(profile: Profile) -> None:
    """Draw from when programs read the file, what was removed last, and the form."""
    _say_when_read()
    _say_removed()
    _entry_form(held_record(ClinicalLog))


def _say_when_read() -> None:
    """Say from when programs read the file."""
    st.caption(say_reads(moment_for(match_aimed_at(), today())))


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
    beside_records().update({FORM: place, SAID: {}})
    log, own = held_record(ClinicalLog), aim_held(current_shortlist()).specialty
    # A new entry is mostly of the specialty applied for.
    typed = TypedEntry(specialty=own or None) if place == NEW else typed_of(log.entries[place])
    for name, value in asdict(typed).items():
        st.session_state[_key(name)] = value
    # The entries stand in another part than the form.
    keep_and_redraw()


def _close() -> None:
    """Close the form, and forget what stands in it; the log stays as it is."""
    beside_records().update({FORM: None, SAID: {}})
    forget_inputs(IN_FORM)


def _typed() -> TypedEntry:
    """Return what stands in the form."""
    usual: dict[str, Any] = asdict(TypedEntry())
    return TypedEntry(**{name: st.session_state.get(_key(name), value) for name, value in usual.items()})


def _hand_in() -> None:
    """Put the entry into the log, or say what of it cannot be read and leave the form as it is."""
    log, place = held_record(ClinicalLog), beside_records().get(FORM)
    entry, problems = read_entry(_typed())
    if place == NEW and entry in log.entries:
        problems = {**problems, "kind": "The log has this very entry already."}
    beside_records()[SAID] = problems
    if problems or place is None:
        return
    is_new = place == NEW or place >= len(log.entries)
    entries = (*log.entries, entry) if is_new else (*log.entries[:place], entry, *log.entries[place + 1 :])
    _close()
    beside_records().pop(REMOVED, None)
    keep_record(replace(log, entries=entries[:ENTRIES_MOST]))


def _remove(place: int) -> None:
    """Take an entry out of the log; it can be brought back until another is, or one is put in."""
    log = held_record(ClinicalLog)
    beside_records()[REMOVED] = (place, log.entries[place])
    _close()
    keep_record(replace(log, entries=(*log.entries[:place], *log.entries[place + 1 :])))


def _bring_back() -> None:
    """Put the entry that was removed last into its place again."""
    place, entry = beside_records().pop(REMOVED)
    log = held_record(ClinicalLog)
    keep_record(replace(log, entries=(*log.entries[:place], entry, *log.entries[place:])))


def _say(field: str) -> None:
    """Say below a field what of it could not be read."""
    if said := beside_records().get(SAID, {}).get(field):
        with st.container(key=_SENTENCE.format(field)):
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


def _entry_form(log: ClinicalLog) -> None:
    """Draw the button that opens the form, or the form."""
    place = beside_records().get(FORM)
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
    wrong = {_key(field): _SENTENCE.format(field) for field in beside_records().get(SAID, {})}
    mark_wrong("wrong_entry_fields", '[data-testid="stForm"]', wrong)


# The fields of the form, in rows of two.
_FIELDS: Final[tuple[tuple[Callable[[], None], ...], ...]] = (
    (partial(_choice, "kind", "Kind", KIND_LABELS), partial(_choice, "setting", "Setting", SETTING_LABELS)),
    (
        partial(_choice, "specialty", "Specialty", TARGETS),
        partial(_text, "place", "Institution", "for the CV line; may stay empty"),
    ),
    (
        partial(_text, "start", "First day", "e.g. 2026-07-06 or July 2026", FIRST_DAY_HELP),
        partial(_text, "weeks", "Weeks", "e.g. 4"),
    ),
    (
        partial(_tick, "hands_on", "Hands-on, under supervision"),
        partial(_tick, "letter", "A letter is there or expected"),
    ),
)


def _say_removed() -> None:
    """Say which entry was removed last, with the way back."""
    if REMOVED not in beside_records():
        return
    _, entry = beside_records()[REMOVED]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="experience_undo"):
        st.html(f'<p role="status">Removed: {escape(entry_name(entry))}.</p>')
        st.button("Bring it back", icon=":material/undo:", on_click=_bring_back, key="experience_back")


def entries_show(asked: ViewRequest) -> object:
    """Return all that the entries depend on."""
    log, day = held_record(ClinicalLog), today()
    moment, known = moment_for(match_aimed_at(), day), advice()
    said = [list(remarks_on(place, log, moment, known)) for place in range(len(log.entries))]
    return log.entries, day, said, keeping_shows()


def show_entries(asked: ViewRequest) -> None:
    """Draw the entries, the latest on top, each with its CV line and what can be done with it."""
    log = held_record(ClinicalLog)
    if not log.entries:
        return
    st.html(
        "<h2>Your log, and a CV line for each entry</h2><p>What stands in brackets is for you to fill in. "
        "Observing is called observing.</p>"
    )
    for place in in_order(log, latest_first=True):
        _show_entry(place, log)


def _show_entry(place: int, log: ClinicalLog) -> None:
    """Draw one entry."""
    entry, day, known = log.entries[place], today(), advice()
    with st.container(border=True, key=f"experience_{place}"):
        specialty = f", {specialty_link(entry.specialty)}" if entry.specialty else ""
        title = escape(TITLES.get(entry.kind, "No kind chosen"))
        said = remarks_on(place, log, moment_for(match_aimed_at(), day), known)
        remarks = "".join(f"<p>⚑ {escape(sentence)}</p>" for sentence in said)
        st.html(
            f"<h3>{title}{specialty}</h3><p>{escape(time_said(entry, day))}. "
            f"{escape(places_said(strength(entry, known.kinds), GUIDE_LABELS))}</p>{remarks}"
        )
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
