"""What a visitor enters of their plan: each input keeps its field of the record when it changes."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any, Final

import streamlit as st

from analysis.cycle.compute import LAST_MATCH
from analysis.days import say_month
from analysis.next_plan.compute import (
    FIRST_TEMPLATE,
    HOURS,
    first_months,
    has_own_length,
    lengths,
    months_of,
    template_of,
    weekly_hours,
)
from analysis.next_plan.own_plan import HOURS_OF_A_JOB, IMPROVEMENTS
from analysis.next_plan.record import (
    IMPROVEMENTS_MOST,
    MONTHS_MOST,
    OWN_MOST,
    RANGES,
    TEXT_MOST,
    Improvement,
    NextPlan,
    OwnStep,
    change_of,
    told_apart,
    with_change,
)
from analysis.next_plan.stop_words import say_hours, say_improvements
from analysis.next_plan.words import PLAN_LABELS
from analysis.next_steps.aim import Aim
from analysis.next_steps.answer import Answer
from data.guides import PlanStep
from pages.ui.aim_held import match_aimed_at
from pages.ui.aim_inputs import MATCH_WIDTH, aim_shows, ask_aim, take_aim
from pages.ui.html import html_list
from pages.ui.next_plan_views import opening, own_plan, plan_advice
from pages.ui.next_steps import (
    entered,
    held_record,
    input_key,
    keep_record,
    keeping_shows,
    read_number,
    say_whose,
)
from pages.ui.page import ViewRequest
from pages.ui.records_held import beside_records, shown_in
from pages.ui.show import Beside
from pages.ui.visit import demonstration, today

# Inputs for improvements that stand there before any is named.
IMPROVEMENTS_SHOWN: Final = 2
# The step that is being changed; its input has another name for every list of steps.
_EDITED: Final = "plan_edited_step"
_NEW_NAME: Final = "plan_new_name"
_FOLD: Final = "plan_fold"
_FOLD_LABEL: Final = "**Make it yours**: what is done, other months, steps of your own, hours of a week"
# Of the inputs of whole numbers.
LABELS: Final = {
    "months": "Months",
    **HOURS,
    "stop_cycles": "Cycles, from the next on",
    "stop_year": "At the latest, the Match of",
}
_FIRST_KEPT: Final = f"the first {TEXT_MOST} are kept."


def _keep(field: str) -> None:
    """Keep what an input of this field shows."""
    value = entered(f"plan_{field}")
    if isinstance(value, int) and field in RANGES:
        value, _ = read_number(_answer(field), value)
    usual = getattr(NextPlan(), field)
    if isinstance(value, str) and field == "stop_then":
        value = value[:TEXT_MOST]
    keep_record(replace(held_record(NextPlan), **{field: usual if value is None else value}))


def _say_too_long(name: str, what_then: str) -> None:
    """Say below an input that its text is longer than it may be; a box with a limit would drop a paste."""
    typed = shown_in(name)
    if isinstance(typed, str) and len(typed) > TEXT_MOST:
        st.error(f"At most {TEXT_MOST} characters are allowed, and here are {len(typed):,}: {what_then}")


def _answer(field: str) -> Answer:
    """Return what may stand in the input of a whole number."""
    return Answer(field, LABELS[field], *RANGES[field])


def _say_outside(*fields: str) -> None:
    """Say below a row of inputs which numbers are outside what is taken."""
    for field in fields:
        if said := read_number(_answer(field), shown_in(f"plan_{field}"))[1]:
            st.error(said)


def _number(field: str, label: str, record: NextPlan, **more: Any) -> None:  # noqa: ANN401 - Streamlit's own
    """Draw the input of a whole number, which may be left empty; `_say_outside` says what is wrong."""
    st.number_input(
        label,
        **{"min_value": RANGES[field][0], "value": None, "width": 220, **more},
        step=1,
        key=input_key(f"plan_{field}", getattr(record, field)),
        on_change=_keep,
        args=(field,),
    )


def _shown(name: str, value: object) -> str:
    """Return the key of an input that shows what is held, also where another input changed it."""
    key = input_key(name, value)
    if st.session_state[key] != value:
        st.session_state[key] = value
    return key


def _has_months(record: NextPlan) -> bool:
    """Whether how long the plan takes is the visitor's to say."""
    return has_own_length(template_of(record, plan_advice().steps))


def _ask_months(asked: ViewRequest) -> None:
    """Draw the choice of a template, its first month, and the Match that it leads to."""
    say_whose()
    record = held_record(NextPlan)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.segmented_control(
            "Plan",
            list(PLAN_LABELS),
            format_func=PLAN_LABELS.__getitem__,
            key=input_key("plan_template", record.template or FIRST_TEMPLATE),
            required=True,
            on_change=_keep,
            args=("template",),
        )
        st.selectbox(
            "First month",
            first_months(today(), record.start),
            index=None,
            format_func=say_month,
            placeholder="Choose a month",
            width=220,
            key=input_key("plan_start", record.start),
            on_change=_keep,
            args=("start",),
        )
        if _has_months(record):
            fewest, most = lengths(plan_advice().thresholds)
            _number(
                "months",
                f"Months (guide: {fewest} to {most})",
                record,
                placeholder=str(most),
                width=180,
                help=f"The guide gives {fewest} to {most}. Another length, up to {MONTHS_MOST}, is your own.",
            )
    _say_outside("months")
    if record.start:
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            ask_aim("match_year", "plan", MATCH_WIDTH)
            for said, match_year in _offered(record).items():
                st.button(said, type="tertiary", on_click=take_aim, args=("match_year", "plan", match_year))


def _offered(record: NextPlan) -> dict[str, int | None]:
    """Return by what is said the Match that the months of a plan lead to, and none, to aim at instead."""
    plan, aimed, offered = own_plan(record, on_day=today()), match_aimed_at(), dict[str, int | None]()
    # A Match that is over is nothing to aim at, and one after it begins none that its months lead to.
    proposed = None if plan.is_over or plan.is_late else plan.match_year
    # Neither the Match that is aimed at already, nor the next one where it is, chosen or not.
    if proposed and proposed != aimed:
        offered[f"Aim at {proposed}, to which its months lead"] = proposed
    if aimed != match_aimed_at(Aim()):
        offered["Back to the next Match"] = None
    return offered


def _months_show(asked: ViewRequest) -> object:
    """Return all that this depends on but for what is entered in it."""
    record = held_record(NextPlan)
    wrong = read_number(_answer("months"), shown_in("plan_months"))[1] if _has_months(record) else None
    match = (_offered(record), aim_shows("plan")) if record.start else None
    return wrong, match, first_months(today(), record.start), demonstration(), keeping_shows()


OWN_MONTHS: Final = Beside(_ask_months, _months_show)


def _done(keys: Sequence[str], name: str) -> None:
    """Keep which of some steps are done."""
    record, done = held_record(NextPlan), set(entered(name) or ())
    plan = record.template or FIRST_TEMPLATE
    for key in keys:
        kind, _, number = key.partition(".")
        if kind == "step":
            change = change_of(record, plan, int(number))
            record = with_change(record, replace(change, is_done=key in done))
    own = tuple(replace(one, is_done=f"own.{at}" in done) for at, one in enumerate(record.own))
    keep_record(replace(record, own=own))


def _names(record: NextPlan, template: tuple[PlanStep, ...]) -> dict[str, str]:
    """Return key -> name of every step of a plan, also those that were left out of it."""
    return {
        **{f"step.{step.sort_order}": step.phase for step in template},
        **{f"own.{at}": one.name for at, one in enumerate(record.own)},
    }


def _edit_step(step: PlanStep, field: str, name: str) -> None:
    """Keep a change to a step of the template."""
    record = held_record(NextPlan)
    change = replace(change_of(record, step.plan, step.sort_order), **{field: entered(name)})
    first, last = change.month_from, change.month_to
    if first and last and first > last:
        # The other month moves along.
        change = replace(change, **{"month_to" if field == "month_from" else "month_from": entered(name)})
    keep_record(with_change(record, change))


def _edit_own(at: int, field: str, name: str) -> None:
    """Keep a change to a step that the visitor added."""
    record = held_record(NextPlan)
    one = replace(record.own[at], **{field: entered(name)})
    if one.month_from > one.month_to:
        # The other month moves along.
        one = replace(one, month_from=entered(name), month_to=entered(name))
    keep_record(replace(record, own=(*record.own[:at], one, *record.own[at + 1 :])))


def _remove_own(at: int) -> None:
    """Take out a step that the visitor added."""
    record = held_record(NextPlan)
    beside_records()[_EDITED] = None
    keep_record(replace(record, own=(*record.own[:at], *record.own[at + 1 :])))


def _new_name(record: NextPlan) -> str:
    """Return the name of the input for another step: an empty one after each that was added."""
    return f"{_NEW_NAME}_{len(record.own)}"


def _add_own() -> None:
    """Add a step of the visitor's own, in the first month; what it is called stands in its input."""
    record = held_record(NextPlan)
    name = " ".join(str(entered(_new_name(record)) or "").split())
    if not name or len(name) > TEXT_MOST or len(record.own) >= OWN_MOST:
        return
    beside_records()[_EDITED] = f"own.{len(record.own)}"
    keep_record(replace(record, own=told_apart((*record.own, OwnStep(name)))))


def make_it_yours() -> None:
    """Draw the fold of what makes a template a visitor's own: many inputs, for whoever asks for them."""
    record, is_open = held_record(NextPlan), beside_records().get(_FOLD, False)
    with st.expander(_FOLD_LABEL, key=input_key(_FOLD, is_open), on_change="rerun") as fold:
        # It stays open for whoever looks at another part of the page in between.
        beside_records()[_FOLD] = fold.open
        if fold.open:
            _change_steps(record)
            _ask_hours(record)


def _change_steps(record: NextPlan) -> None:
    """Draw what is done, other months, and other steps."""
    template = template_of(record, plan_advice().steps)
    names = _names(record, template)
    plan = template[0].plan
    changes = {f"step.{step.sort_order}": change_of(record, plan, step.sort_order) for step in template}
    gone = {key for key, change in changes.items() if change.is_left_out}
    # One that is left out can be neither marked nor unmarked.
    offered = [key for key in names if key not in gone]
    done = [key for key, change in changes.items() if change.is_done]
    done += [f"own.{at}" for at, one in enumerate(record.own) if one.is_done]
    # Another list of steps makes other inputs: what the last ones show may be none of these.
    of_list = f"{plan}_{len(names)}_{len(gone)}"
    edited = beside_records().get(_EDITED)
    st.pills(
        "Done",
        offered,
        selection_mode="multi",
        format_func=names.__getitem__,
        key=input_key(f"plan_done_{of_list}", [key for key in done if key not in gone]),
        on_change=_done,
        args=(offered, f"plan_done_{of_list}"),
    )
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        chosen = st.selectbox(
            "A step to change",
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder="Choose a step",
            width=280,
            key=input_key(f"plan_edit_{of_list}", edited if edited in names else None),
        )
        beside_records()[_EDITED] = chosen
        if chosen:
            _edit(chosen, record, template)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.text_input(
            "A step of your own",
            key=input_key(_new_name(record), ""),
            width=280,
            autocomplete="off",
        )
        st.button(
            "Add this step", icon=":material/add:", on_click=_add_own, disabled=len(record.own) >= OWN_MOST
        )
    _say_too_long(_new_name(record), "the step is added once its name is shorter. The text is kept here.")


def _edit(chosen: str, record: NextPlan, template: tuple[PlanStep, ...]) -> None:
    """Draw what can be changed of one step."""
    kind, _, number = chosen.partition(".")
    if kind == "own":
        at = int(number)
        one = record.own[at]
        for field, label in (("month_from", "From month"), ("month_to", "To month")):
            name = f"plan_own_{len(record.own)}_{at}_{field}"
            st.number_input(
                label,
                min_value=1,
                max_value=MONTHS_MOST,
                step=1,
                width=130,
                key=_shown(name, getattr(one, field)),
                on_change=_edit_own,
                args=(at, field, name),
            )
        st.button("Remove it", icon=":material/delete:", type="tertiary", on_click=_remove_own, args=(at,))
        return
    step = next(step for step in template if step.sort_order == int(number))
    change = change_of(record, step.plan, step.sort_order)
    # What is drawn stands in an input that was left empty.
    first, last = months_of(step, change, own_plan(record).length)
    for field, label, drawn in (("month_from", "From month", first), ("month_to", "To month", last)):
        name = f"plan_{step.plan}_{chosen}_{field}"
        st.number_input(
            label,
            min_value=1,
            max_value=MONTHS_MOST,
            value=None,
            step=1,
            width=130,
            placeholder=str(drawn),
            key=_shown(name, getattr(change, field)),
            on_change=_edit_step,
            args=(step, field, name),
        )
    name = f"plan_{step.plan}_{chosen}_left_out"
    st.checkbox(
        "Not in my plan",
        key=input_key(name, change.is_left_out),
        on_change=_edit_step,
        args=(step, "is_left_out", name),
    )


def _ask_hours(record: NextPlan) -> None:
    """Draw the hours of a week."""
    st.html("<h2>Hours of a week</h2>")
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        for field, label in HOURS.items():
            _number(field, label, record, width=200)
    _say_outside(*HOURS)


def hours_html(record: NextPlan) -> str:
    """Return what the hours of a week come to, where there are any."""
    said = say_hours(weekly_hours(record), plan_advice().named(HOURS_OF_A_JOB))
    return f"<h2>Your week</h2>{html_list(said)}" if said else ""


def _keep_improvement(at: int, field: str, name: str) -> None:
    """Keep one improvement, or whether it is there."""
    record = held_record(NextPlan)
    held = [*record.improvements, *[Improvement()] * (at + 1 - len(record.improvements))]
    typed = entered(name)
    change: dict[str, Any] = {
        field: " ".join(typed.split())[:TEXT_MOST] if isinstance(typed, str) else bool(typed)
    }
    held[at] = replace(held[at], **change)
    while held and held[-1] == Improvement():
        held.pop()
    keep_record(replace(record, improvements=tuple(held)))


def _ask_stop(record: NextPlan) -> None:
    """Draw the parts of a rule for stopping, and the improvements before the next cycle."""
    advice = plan_advice()
    decisions = {place.sort_order: place.place for place in advice.frames["decision"]}
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.selectbox(
            "Decision in writing",
            list(decisions),
            index=None,
            format_func=decisions.__getitem__,
            placeholder="Not made yet",
            width=220,
            key=input_key("plan_decision", record.decision),
            on_change=_keep,
            args=("decision",),
        )
        _number("stop_cycles", LABELS["stop_cycles"], record, width=200)
        # An earlier one of a file is kept; the chart's notes say that it is over.
        first = min(match_aimed_at(), record.stop_year or LAST_MATCH)
        _number("stop_year", LABELS["stop_year"], record, width=220, min_value=first)
    _say_outside("stop_cycles", "stop_year")
    st.text_input(
        "And then",
        key=input_key("plan_stop_then", record.stop_then),
        autocomplete="off",
        placeholder="What you do then, in your own words",
        on_change=_keep,
        args=("stop_then",),
    )
    _say_too_long("plan_stop_then", _FIRST_KEPT)
    st.checkbox(
        "Somebody I trust has read it",
        key=input_key("plan_is_shown", record.is_shown),
        on_change=_keep,
        args=("is_shown",),
    )


def ask_improvements(record: NextPlan) -> None:
    """Draw what is to be better before the next cycle, and whether the guide's number of them is there."""
    least, _ = plan_advice().named(IMPROVEMENTS)
    said = say_improvements(record.improvements, least, opening())
    st.html(f"<h2>Before the next cycle</h2><p>{escape(said)}</p>")
    shown = min(max(IMPROVEMENTS_SHOWN, len(record.improvements) + 1), IMPROVEMENTS_MOST)
    for at in range(shown):
        one = record.improvements[at] if at < len(record.improvements) else Improvement()
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            name = f"plan_improvement_{at}"
            st.text_input(
                f"Improvement {at + 1}",
                key=input_key(name, one.what),
                autocomplete="off",
                width=420,
                placeholder="New experience, a new letter, research, language",
                on_change=_keep_improvement,
                args=(at, "what", name),
            )
            there = f"plan_improvement_there_{at}"
            st.checkbox(
                f"Improvement {at + 1} is there",
                key=input_key(there, one.is_there),
                on_change=_keep_improvement,
                args=(at, "is_there", there),
            )
        _say_too_long(name, _FIRST_KEPT)


def ask_plan(asked: ViewRequest) -> None:
    """Draw the inputs of what is shown alone."""
    if asked.choices["show"] == "applications":
        ask_aim("applications", "plan", 240)
    if asked.choices["show"] == "stop":
        _ask_stop(held_record(NextPlan))
