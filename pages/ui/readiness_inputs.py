"""The answers of the page Readiness: fields in groups, and the areas of the self-audit.

What is typed stays as it is typed; the record of the visit has what could be read of it.
"""

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from analysis.next_steps.aim import AIM_BY_NAME
from analysis.next_steps.answer import Answer, read_answer
from analysis.readiness.audit import Called
from analysis.readiness.record import ANSWER_BY_NAME, ANSWERS, CALLED, Readiness
from analysis.readiness.words import value_said
from pages.ui.aim_inputs import aim_shows, ask_aim
from pages.ui.next_steps import entered, held_record, input_key, keep_record, keeping_shows, say_whose
from pages.ui.page import ViewRequest
from pages.ui.readiness_views import logged_held
from pages.ui.records_held import shown_in
from pages.ui.visit import demonstration

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
    "Aim": ("specialty", "match_year", "visa", "applications", "account"),
}
WIDTH: Final = 300
NUMBERS: Final = tuple(answer for answer in ANSWERS if answer.is_number)
# What stands in a field before anything is typed, by the end of its name.
EXAMPLES: Final = {"year": "e.g. 2019", "": "e.g. 2"}


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


def _say_logged(answer: Answer, by_log: int | bool, *, is_used: bool) -> None:
    """Say what the log has of an answer, and whether that or what was typed counts."""
    said = value_said(by_log)
    if is_used:
        st.caption(f"From your log: {said}{', unless you type another' * answer.is_number}.")
    else:
        st.caption(f"Your log has {said}; what you typed counts.")


def _number(answer: Answer, value: int | None, by_log: int | bool | None) -> None:
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
        if by_log is not None and by_log != value:
            _say_logged(answer, by_log, is_used=value is None)


def _one_of(answer: Answer, value: str, _: int | bool | None) -> None:
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


def _tick(answer: Answer, value: bool, by_log: int | bool | None) -> None:
    """Draw the box of an answer of yes and no."""
    with st.container(width=WIDTH):
        st.checkbox(
            answer.label,
            key=input_key(_name(answer), value),
            help=answer.help or None,
            on_change=_chosen,
            args=(answer,),
        )
        if by_log and not value:
            _say_logged(answer, by_log, is_used=True)


def answers_show(asked: ViewRequest) -> object:
    """Return all that the answers depend on but for what is entered: what is said of it, and the aim."""
    typed = ((answer, shown_in(_name(answer))) for answer in NUMBERS)
    problems = tuple(read_answer(answer, text)[1] for answer, text in typed)
    record, by_log = held_record(Readiness), logged_held().answers
    beside_log = tuple((name, said, getattr(record, name)) for name, said in by_log.items())
    return problems, beside_log, aim_shows("readiness"), asked.profile, demonstration(), keeping_shows()


def answers(asked: ViewRequest) -> None:
    """Draw every answer in its group."""
    say_whose()
    record, profile, by_log = held_record(Readiness), asked.profile, logged_held().answers
    with st.container(key="readiness_answers"):
        tabs = st.tabs(list(GROUPS))
    for tab, names in zip(tabs, GROUPS.values(), strict=True):
        with tab:
            if "exams" in names:
                score = "none entered" if profile.step2_ck is None else str(profile.step2_ck)
                st.caption(f"Step 2 CK score: {score}. It stands in the sidebar, with your other numbers.")
            with st.container(horizontal=True, gap="medium"):
                for name in names:
                    if name in AIM_BY_NAME:
                        ask_aim(name, "readiness", WIDTH)
                        continue
                    answer, value = ANSWER_BY_NAME[name], getattr(record, name)
                    draw: Any = _number if answer.is_number else _one_of if answer.options else _tick
                    draw(answer, value, by_log.get(name))


def audit_answer(called: Called) -> None:
    """Draw what a person calls an area of the self-audit."""
    answer = ANSWER_BY_NAME[f"audit_{called.area.audit_area}"]
    st.segmented_control(
        answer.label,
        list(CALLED),
        format_func=CALLED.__getitem__,
        key=input_key(_name(answer), called.called or None),
        help=called.area.advice,
        on_change=_chosen,
        args=(answer,),
    )
