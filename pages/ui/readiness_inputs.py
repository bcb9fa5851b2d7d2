"""The answers of the page Readiness: fields in groups, and the areas of the self-audit.

What is typed stays as it is typed; the record of the visit has what could be read of it.
"""

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from analysis.profile import Profile
from analysis.readiness.audit import Called
from analysis.readiness.audit_words import FILLED_IN
from analysis.readiness.record import ANSWER_BY_NAME, CALLED, Answer, Readiness, read_answer
from pages.ui.next_steps import entered, held_record, input_key, keep_record

# Tab -> the answers in it.
GROUPS: Final = {
    "Work": (
        "graduation_year",
        "last_clinical_year",
        "non_clinical_years",
        "gaps",
        "works_clinically",
        "never_clinical",
    ),
    "Exams": ("exams", "step2_ck_year", "failed_attempts"),
    "Experience": (
        "us_experience_months",
        "last_us_experience_year",
        "us_letters",
        "only_observed",
        "letters_are_recent",
    ),
    "Aim": ("specialty", "visa", "applications", "account", "reading_year"),
}
WIDTH: Final = 300
# What stands in a field before anything is typed, by the end of its name.
EXAMPLES: Final = {"reading_year": "of the next Match", "year": "e.g. 2019", "": "e.g. 2"}


def _name(answer: Answer) -> str:
    return f"readiness_{answer.name}"


def _keep(name: str, value: Any) -> None:  # noqa: ANN401 - whatever the answer may be
    """Keep one answer."""
    keep_record(replace(held_record(Readiness), **{name: value}))


def _typed(answer: Answer) -> None:
    """Keep what was typed, as far as it can be read."""
    _keep(answer.name, read_answer(answer, entered(_name(answer)))[0])


def _chosen(answer: Answer) -> None:
    """Keep what was chosen; nothing chosen is no answer."""
    _keep(answer.name, entered(_name(answer)) or ("" if answer.options else False))


def _number(answer: Answer, value: int | None) -> None:
    """Draw a field for a whole number, and a sentence where what stands in it cannot be read."""
    key = input_key(_name(answer), "" if value is None else str(value))
    with st.container(width=WIDTH):
        st.text_input(
            answer.label,
            key=key,
            type="phone",
            icon="",
            autocomplete="off",
            placeholder=next(said for end, said in EXAMPLES.items() if answer.name.endswith(end)),
            help=answer.help or None,
            on_change=_typed,
            args=(answer,),
        )
        if said := read_answer(answer, st.session_state[key])[1]:
            st.error(f"{said} It is left out until you correct it.")


def _one_of(answer: Answer, value: str) -> None:
    """Draw the options of an answer."""
    st.selectbox(
        answer.label,
        list(answer.options),
        index=None,
        format_func=answer.options.__getitem__,
        placeholder="Not answered",
        key=input_key(_name(answer), value or None),
        help=answer.help or None,
        width=WIDTH,
        filter_mode="contains",
        on_change=_chosen,
        args=(answer,),
    )


def _tick(answer: Answer, value: bool) -> None:
    """Draw the box of an answer of yes and no."""
    st.checkbox(
        answer.label,
        key=input_key(_name(answer), value),
        help=answer.help or None,
        width=WIDTH,
        on_change=_chosen,
        args=(answer,),
    )


def answers(profile: Profile) -> None:
    """Draw every answer in its group."""
    record = held_record(Readiness)
    for tab, names in zip(st.tabs(list(GROUPS)), GROUPS.values(), strict=True):
        with tab:
            if "exams" in names:
                score = "none entered" if profile.step2_ck is None else str(profile.step2_ck)
                st.caption(f"Step 2 CK score: {score}. It stands in the sidebar, with your other numbers.")
            with st.container(horizontal=True, gap="medium"):
                for name in names:
                    answer, value = ANSWER_BY_NAME[name], getattr(record, name)
                    draw: Any = _number if answer.is_number else _one_of if answer.options else _tick
                    draw(answer, value)


def audit_answer(called: Called) -> None:
    """Draw what an area of the self-audit is called, and whether the data called it so."""
    answer = ANSWER_BY_NAME[f"audit_{called.area.audit_area}"]
    own = "" if called.is_from_data else called.called
    st.segmented_control(
        answer.label,
        list(CALLED),
        format_func=CALLED.__getitem__,
        key=input_key(_name(answer), own or None),
        help=called.area.advice,
        on_change=_chosen,
        args=(answer,),
    )
    if called.is_from_data:
        st.caption(f"{CALLED[called.called]}, by the data. {FILLED_IN}")
