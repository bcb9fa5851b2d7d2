"""The sidebar: four inputs, invented people for a room full of others, and the shortlist."""

from typing import Final

import streamlit as st

from analysis.demonstration import DEMONSTRATIONS, INVENTED_NOTE
from analysis.profile import NUMBER_FIELDS, STEP1, NumberField, Profile
from analysis.score_text import ScoreReading, read_score
from analysis.wording import PASSED
from data.terms import label_of
from data.vocabulary import APPLICANT_GROUPS
from pages.ui.next_steps import clear_button
from pages.ui.parts import NUMBERS_PART, keep_and_redraw, numbers_part
from pages.ui.records_held import held_records
from pages.ui.visit import (
    GROUP_KEY,
    SCORES_IN_LINK,
    SCORES_OF_LINK,
    demonstration,
    fill_in,
    forget_numbers,
    forget_set_aside,
    keep_out_of_address,
    number_key,
    show_filled,
)
from pages.ui.wrong_fields import mark_wrong

EXAMPLES: Final = {"step1": "e.g. 230, or pass", "step2_ck": "e.g. 240", "research_items": "e.g. 4"}
DEMO_KEY: Final = "demonstration"
# What stood beside the inputs when they were last drawn.
SAID: Final = "profile_said"


def _read(field: NumberField) -> ScoreReading:
    """Return what stands in a field."""
    return read_score(field, st.session_state.get(number_key(field.name)))


def _says() -> tuple[object, ...]:
    """Return what there is to say about the inputs."""
    read = [_read(field) for field in NUMBER_FIELDS]
    return (
        demonstration(),
        bool(st.session_state.get(SCORES_IN_LINK)),
        bool(st.session_state.get(SCORES_OF_LINK)),
        tuple((reading.passed, reading.sentence) for reading in read),
    )


def _changed() -> None:
    """Show what an input changes: the page's part, and the inputs where they say something else now."""
    keep_and_redraw(*([] if _says() == st.session_state.get(SAID) else [NUMBERS_PART]))


def _typed() -> None:
    """Show what a number changes, which is the visitor's own whatever link was opened before."""
    keep_out_of_address()
    if forget_set_aside():
        # The sentence about them stands outside the parts.
        keep_and_redraw(whole=True)
    else:
        _changed()


def _clear() -> None:
    """Forget what was entered."""
    had_more = forget_set_aside()
    forget_numbers()
    keep_and_redraw(NUMBERS_PART, whole=had_more)


def _use_demonstration() -> None:
    """Fill in the invented profile that was picked from the menu."""
    picked = st.session_state[DEMO_KEY]
    fill_in(next(demo for demo in DEMONSTRATIONS if demo.slug == picked))
    st.session_state[SCORES_IN_LINK] = False
    keep_and_redraw(NUMBERS_PART, whole=forget_set_aside())


@numbers_part
def profile_inputs() -> None:
    """Draw the inputs that every page shares, with a sentence under each one that cannot be read."""
    st.session_state[SAID] = _says()
    # No heading: the sidebar comes before the h1 of the page.
    st.html('<p class="side-title">Your numbers</p>')
    if demo := demonstration():
        st.info(f"**{demo.label}.** {INVENTED_NOTE}", icon=":material/theater_comedy:")
    labels = label_of(APPLICANT_GROUPS)
    show_filled()
    st.selectbox(
        "Applicant group",
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder="Choose a group",
        key=GROUP_KEY,
        persist_state="session",
        on_change=_changed,
        help="NRMP groups by citizenship: with a green card and no US citizenship you are a non-US IMG. "
        "No source here has averages of DO seniors’ scores or research: pages of averages say so, and name "
        "those that have other figures of theirs.",
        # Letters in order are not enough: “DO” would find “US MD senior”.
        filter_mode="contains",
    )
    wrong = []
    for field in NUMBER_FIELDS:
        st.text_input(
            field.label,
            key=number_key(field.name),
            persist_state="session",
            # The numeric keypad on a phone, where no word is typed; a number field would drop wrong input
            # without a word.
            type="default" if field == STEP1 else "phone",
            icon="",
            autocomplete="off",
            placeholder=EXAMPLES[field.name],
            on_change=_typed,
        )
        read = _read(field)
        if read.sentence:
            wrong.append(field.name)
            with st.container(key=f"wrong_{field.name}"):
                st.error(f"{read.sentence} It is left out until you correct it.")
        elif read.passed and read.value is None:
            st.caption(f"{PASSED}.")
    fields = {number_key(name): f"wrong_{name}" for name in wrong}
    mark_wrong("wrong_fields", '[data-testid="stSidebar"]', fields)
    st.page_link("where_i_stand.py", label="See where I stand", icon=":material/straighten:")
    with st.container(horizontal=True, gap="small"):
        st.button("Clear my numbers and group", on_click=_clear, icon=":material/backspace:")
        st.menu_button(
            "Invented",
            [demo.slug for demo in DEMONSTRATIONS],
            format_func={demo.slug: demo.label for demo in DEMONSTRATIONS}.__getitem__,
            key=DEMO_KEY,
            on_click=_use_demonstration,
            icon=":material/theater_comedy:",
            help="Fill in an invented person, so that a room sees how the app works and nobody’s numbers.",
        )
    st.caption(
        "The scores of the link that was opened are in the address; they leave it when you change one."
        if st.session_state.get(SCORES_OF_LINK)
        else "Your scores are in the address because you asked for it: anybody with the link can read them."
        if st.session_state.get(SCORES_IN_LINK)
        else "Your scores are kept in this tab only, until you clear or close it: not stored on the server, "
        "not logged, not in the address."
    )
    if held_records():
        st.caption("What you entered under Next steps is in this tab too.")
        clear_button("sidebar")


def invite(profile: Profile) -> None:
    """Invite a visitor without scores to enter them; on a phone the button opens the sidebar."""
    if profile.has_score:
        return
    with st.container(key="invite"):
        if st.button("Enter your numbers", type="primary", icon=":material/edit:"):
            st.set_page_config(initial_sidebar_state="expanded")
