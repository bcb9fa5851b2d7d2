"""The profile in the sidebar: four inputs that live for this visit only."""

from typing import Final

import streamlit as st

from analysis.profile import NUMBER_FIELDS, Profile, read_number
from data.vocabulary import APPLICANT_GROUPS, label_of

GROUP_KEY: Final = "profile_group"
# Shown until a group is chosen: the largest group among those who ask.
DEFAULT_GROUP: Final = "non_us_img"
EXAMPLES: Final = {"step1": "e.g. 230", "step2_ck": "e.g. 240", "research_items": "e.g. 4"}


def _key(field_name: str) -> str:
    """Return the session key of a number field."""
    return f"profile_{field_name}"


def _clear() -> None:
    """Forget everything that was entered."""
    st.session_state[GROUP_KEY] = None
    for field in NUMBER_FIELDS:
        st.session_state[_key(field.name)] = ""


def profile_inputs() -> None:
    """Draw the inputs, with a sentence under each one that cannot be read."""
    st.subheader("Your numbers", anchor=False)
    labels = label_of(APPLICANT_GROUPS)
    st.selectbox(
        "Applicant group",
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder="Choose a group",
        key=GROUP_KEY,
        help="NRMP groups by citizenship: with a green card and no US citizenship you are a non-US IMG.",
    )
    for field in NUMBER_FIELDS:
        st.text_input(
            field.label,
            key=_key(field.name),
            # The numeric keypad on a phone; a number field would drop wrong input without a word.
            type="phone",
            icon="",
            autocomplete="off",
            placeholder=EXAMPLES[field.name],
        )
        try:
            read_number(field, st.session_state[_key(field.name)])
        except ValueError as problem:
            st.error(f"{problem} It is left out until you correct it.")
    st.button("Clear my numbers", on_click=_clear, icon=":material/backspace:")
    st.caption("Kept for this visit only: not stored, not logged, not in the address.")


def current_profile() -> Profile:
    """Return what the sidebar holds; numbers that cannot be read count as absent."""
    numbers: dict[str, int | None] = {}
    for field in NUMBER_FIELDS:
        try:
            numbers[field.name] = read_number(field, st.session_state.get(_key(field.name)))
        except ValueError:
            numbers[field.name] = None
    return Profile(st.session_state.get(GROUP_KEY) or DEFAULT_GROUP, **numbers)


def invite() -> None:
    """Invite a visitor without scores to enter them; on a phone the button opens the sidebar."""
    if current_profile().has_score:
        return
    with st.container(key="invite"):
        if st.button("Enter your numbers", type="primary", icon=":material/edit:"):
            st.set_page_config(initial_sidebar_state="expanded")


def group_is_chosen() -> bool:
    """Whether the visitor chose a group, or sees the default one."""
    return st.session_state.get(GROUP_KEY) is not None
