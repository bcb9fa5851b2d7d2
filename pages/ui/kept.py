"""What a visitor's own tab keeps of a visit, and what comes back of it into a new one.

The tab keeps what its visitor typed or chose: nothing that this module returns is stored on the server beyond
the visit. What the tab sends back is anybody's text: each part of it is checked like an address.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from analysis.demonstration import DEMONSTRATIONS
from analysis.next_steps.file import NextStepsError, Records, read_records, records_content
from analysis.next_steps.record import joined
from analysis.next_steps.records import KINDS
from analysis.parameters import read_demonstration, read_group, read_shortlist
from analysis.plan import Plan, PlanError, plan_content, read_plan
from analysis.profile import LIST_LENGTH, NUMBER_FIELDS
from analysis.score_text import ScoreReading, read_score
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS
from pages.ui.editions import own_edition_held
from pages.ui.plan_state import KNOWN, keep_plan, plan
from pages.ui.records_held import held_records, hold_records
from pages.ui.visit import (
    GROUP_KEY,
    INVENTED,
    SCORE_PARAMETERS,
    SCORES_IN_LINK,
    SCORES_OF_LINK,
    SET_ASIDE,
    SHORTLIST_KEY,
    current_shortlist,
    group_is_chosen,
    number_key,
)

# What a visitor can type that the tab keeps; an address can say the first three alone.
_TYPED: Final = (*NUMBER_FIELDS, LIST_LENGTH)
# Longer than anything that could be meant as a number, and short enough to show with a sentence.
TYPED_MOST: Final = 200
# A caseload was here before the visit began anew, and its file has not been put in again.
CASELOAD_GONE: Final = "caseload_gone"
# An edition was loaded before the visit began anew, and its file has not been put in again.
EDITION_GONE: Final = "own_edition_gone"
# Where a visit holds its caseload, see `pages.ui.caseload`.
CASELOAD_KEY: Final = "caseload"


@dataclass(frozen=True, slots=True)
class CameBack:
    """What came back from the tab, and whether a caseload or an edition is gone.

    Attributes:
        restored: names of what came back, for a sentence.
        caseload_gone: whether the earlier visit held a caseload.
        edition_gone: whether it had loaded an edition.
    """

    restored: tuple[str, ...] = ()
    caseload_gone: bool = False
    edition_gone: bool = False


def has_caseload() -> bool:
    """Whether this visit holds a file of advisees that could be opened."""
    return getattr(st.session_state.get(CASELOAD_KEY), "file", None) is not None


def kept() -> dict[str, Any]:
    """Return what the tab keeps of this visit: only what is there, as JSON can say it."""
    state = st.session_state
    numbers = {field.name: typed for field in _TYPED if (typed := state.get(number_key(field.name)))}
    views, records = plan(), held_records()
    parts = {
        "group": state.get(GROUP_KEY),
        "numbers": numbers,
        "invented": state.get(INVENTED),
        "shortlist": list(current_shortlist()),
        "scores_in_link": bool(state.get(SCORES_IN_LINK)),
        "scores_of_link": bool(state.get(SCORES_OF_LINK)),
        "set_aside": state.get(SET_ASIDE),
        "plan": plan_content(views) if views else None,
        "next_steps": records_content(records) if records else None,
        # That there was one, so that whoever had it is told; nothing of it. So it is with an edition.
        "caseload": has_caseload() or bool(state.get(CASELOAD_GONE)),
        "edition": own_edition_held() is not None or bool(state.get(EDITION_GONE)),
    }
    return {name: part for name, part in parts.items() if part}


def _readable(numbers: Mapping[str, str]) -> dict[str, ScoreReading]:
    """Return what can be read, a number or a pass, by field."""
    read = {field.name: read_score(field, numbers.get(field.name)) for field in NUMBER_FIELDS}
    return {name: found for name, found in read.items() if found.value is not None or found.passed}


def _numbers_of(sent: object) -> dict[str, str]:
    """Return what was typed into the fields, as it was typed."""
    typed = sent if isinstance(sent, dict) else {}
    names = {field.name for field in _TYPED}
    return {
        name: text[:TYPED_MOST]
        for name, text in typed.items()
        if name in names and isinstance(text, str) and text.strip()
    }


def _plan_of(sent: object) -> Plan:
    """Return the plan that was kept; what is no plan is none."""
    try:
        return read_plan(json.dumps(sent).encode(), KNOWN).plan if sent else ()
    except (PlanError, ValueError):
        return ()


def _records_of(sent: object) -> Records:
    """Return the records of Next steps that were kept; what is none is left out."""
    try:
        return read_records(json.dumps(sent).encode(), KINDS).records if sent else {}
    except (NextStepsError, ValueError):
        return {}


def _with_those_since(records: Records) -> Records:
    """Return records with what this visit holds of them already, entered before the tab was there."""
    since = held_records()
    both = {
        name: KINDS[name].checked(joined(record, since[name]))[0]
        for name, record in records.items()
        if name in since
    }
    return {**records, **since, **both}


def _is_overruled(group: str | None, numbers: Mapping[str, str], invented: str | None) -> bool:
    """Whether the address shows somebody else's numbers: a link was opened, which rules."""
    asked = st.query_params
    shown = _readable({name: asked[sent] for name, sent in SCORE_PARAMETERS.items() if sent in asked})
    if shown and shown != _readable(numbers):
        return True
    demo = read_demonstration(asked.get("demo", ""))[0]
    if demo and demo.slug != invented:
        return True
    # Invented numbers are nobody's: they do not become those of a person in the group that the link asks for.
    return invented is not None and _asked_group() not in {None, group}


def _asked_group() -> str | None:
    """Return the group that the address asks for, by whatever name."""
    return read_group(st.query_params.get("group", ""))[0]


def _person_of(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the group and the numbers that were kept, those that are there."""
    group = sent.get("group") if sent.get("group") in slugs(APPLICANT_GROUPS) else None
    parts = {"group": group, "numbers": _numbers_of(sent.get("numbers"))}
    return {name: part for name, part in parts.items() if part}


def _set_aside_of(sent: object) -> dict[str, Any] | None:
    """Return the numbers that an earlier link took the place of, with their group."""
    person = _person_of(sent) if isinstance(sent, dict) else {}
    return person if person.get("numbers") else None


def _bring_back_numbers(sent: Mapping[str, Any]) -> str:
    """Bring back group, numbers and whose they are, unless the address says otherwise.

    Numbers that it takes the place of are set aside; a group that it does not mention stays.

    Returns:
        The name of what came back, empty for nothing.
    """
    state, person = st.session_state, _person_of(sent)
    group, numbers = person.get("group"), person.get("numbers", {})
    invented = sent.get("invented") if sent.get("invented") in slugs(DEMONSTRATIONS) else None
    if aside := _set_aside_of(sent.get("set_aside")):
        state[SET_ASIDE] = aside
    if _is_overruled(group, numbers, invented):
        if invented:
            return ""
        # What was set aside first is the visitor's own; what stood there since was another link's.
        if numbers and not aside:
            state[SET_ASIDE] = person
        if not group or group_is_chosen():
            return ""
        state[GROUP_KEY] = group
        return "your group"
    if group and _asked_group() is None:
        state[GROUP_KEY] = group
    for field, text in numbers.items():
        state[number_key(field)] = text
    state[INVENTED] = invented
    if sent.get("scores_in_link") is True:
        state[SCORES_IN_LINK] = True
        state[SCORES_OF_LINK] = sent.get("scores_of_link") is True
    return "your numbers" if numbers else "your group" if group else ""


def bring_back(sent: object) -> CameBack:
    """Put into this visit what the tab kept of an earlier one; for a callback, before anything is drawn.

    Where the address says something, it rules: a link opened in a tab with numbers shows what it says. Parts
    that are no such thing as `kept` returns are left out.
    """
    if not isinstance(sent, dict):
        return CameBack()
    name = _bring_back_numbers(sent)
    restored = [name] if name else []
    listed = sent.get("shortlist")
    if isinstance(listed, list) and "specialties" not in st.query_params and not current_shortlist():
        known = read_shortlist(",".join(slug for slug in listed if isinstance(slug, str)))[0]
        if known:
            st.session_state[SHORTLIST_KEY] = known
            restored.append("the shortlist")
    views = _plan_of(sent.get("plan"))
    if views and not plan():
        # The fields of the notes take their texts from the plan again.
        for at in range(len(views)):
            st.session_state.pop(f"note_{at}", None)
        keep_plan(views)
        restored.append("the session plan" + (" with its notes" if any(view.note for view in views) else ""))
    if records := _records_of(sent.get("next_steps")):
        hold_records(_with_those_since(records))
        if held_records():
            restored.append("what you entered under Next steps")
    gone = sent.get("caseload") is True and not has_caseload()
    st.session_state[CASELOAD_GONE] = gone
    edition_gone = sent.get("edition") is True and own_edition_held() is None
    st.session_state[EDITION_GONE] = edition_gone
    return CameBack(tuple(restored), gone, edition_gone)
