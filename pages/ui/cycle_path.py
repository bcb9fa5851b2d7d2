"""The visitor's way: a mark for each step, what each step requires, and two visas side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from typing import Final
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from analysis.cycle.compute import ENDED_EXAM
from analysis.cycle.conflicts import Conflict, needs_of
from analysis.cycle.record import (
    FIRST_DAY,
    FIRST_MATCH,
    LAST_DAY,
    LAST_MATCH,
    MARKS,
    WAY,
    CycleRecord,
    StepMark,
    WayStep,
    marked,
)
from analysis.cycle.words import say_conflict, say_day, say_requires, say_way
from analysis.profile import Profile
from data.guide_terms import REQUIREMENTS, VISA_FACETS, VISAS
from data.guides import Requirement, VisaFacet
from data.terms import label_of
from pages.ui.advice import advice_html, advice_table
from pages.ui.cycle_views import CycleAdvice, conflicts_of, cycle_advice, match_year_of
from pages.ui.html import html_list
from pages.ui.next_steps import entered, held_record, input_key, keep_record, save_and_load
from pages.ui.page import ViewRequest
from pages.ui.tables import table

_MARKS: Final = label_of(MARKS)
_YEAR: Final = "cycle_year"
# The step that Step 2 CS stood behind.
_BEFORE_ENDED: Final = "step_2_ck"
_VISAS: Final = ("j1", "h1b")
_ABOUT: Final = frozenset({"certification", "exams"})


def _keep_year() -> None:
    keep_record(replace(held_record(CycleRecord), match_year=entered(_YEAR)))


def _keep_mark(step: str) -> None:
    record = held_record(CycleRecord)
    mark = entered(f"way_{step}") or "open"
    day = record.mark_of(step).planned_on if mark == "planned" else None
    keep_record(marked(record, StepMark(step, mark, day)))


def _keep_day(step: str) -> None:
    keep_record(marked(held_record(CycleRecord), StepMark(step, "planned", entered(f"way_day_{step}"))))


def pick_cycle(profile: Profile) -> None:
    """Draw the choice of a match year."""
    st.number_input(
        "Match year",
        min_value=FIRST_MATCH,
        max_value=LAST_MATCH,
        step=1,
        width=160,
        key=input_key(_YEAR, match_year_of(held_record(CycleRecord))),
        on_change=_keep_year,
        help="The year of Match Day. Applications begin in the year before.",
    )


def show_way(asked: ViewRequest) -> None:
    """Draw the visitor's own way, what the guide says of it, the visas, and what saves it all."""
    advice, record = cycle_advice(), held_record(CycleRecord)
    st.html(f"<h2>Your way</h2><p>{escape(say_way(record))}</p>")
    requires, found = needs_of(advice.requirements), conflicts_of(record)
    for step in WAY:
        own = [one for one in found if one.step == step.slug]
        _show_step(step, record, requires[step.slug], own, advice)
        if step.slug == _BEFORE_ENDED:
            st.html(_ended(advice, table("policy_events")))
    _say_guide(advice)
    _say_visas(advice)
    save_and_load()


def _show_step(
    step: WayStep,
    record: CycleRecord,
    requires: Sequence[str],
    found: Iterable[Conflict],
    advice: CycleAdvice,
) -> None:
    """Draw one step: its mark, its day where it is planned, what it requires, and its conflicts."""
    mark = record.mark_of(step.slug)
    with st.container(key=f"step_{step.slug}", gap=None):
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            st.segmented_control(
                step.label,
                list(_MARKS),
                format_func=_MARKS.__getitem__,
                key=input_key(f"way_{step.slug}", mark.mark),
                required=True,
                on_change=_keep_mark,
                args=(step.slug,),
            )
            if mark.mark == "planned":
                st.date_input(
                    f"{step.label}: planned on",
                    min_value=FIRST_DAY,
                    max_value=LAST_DAY,
                    format="YYYY-MM-DD",
                    width=200,
                    key=input_key(f"way_day_{step.slug}", mark.planned_on),
                    on_change=_keep_day,
                    args=(step.slug,),
                )
        if said := say_requires([record.mark_of(one) for one in requires]):
            st.caption(said)
        for one in found:
            st.html(f'<p class="note">{escape(say_conflict(one, advice.report))}</p>')


def _ended(advice: CycleAdvice, events: pd.DataFrame) -> str:
    """Say that an exam ended, and where that was read."""
    event = next(rule.event for rule in advice.dates if rule.date_rule.startswith(ENDED_EXAM))
    (row,) = events.loc[events["event"] == event].astype("str").to_dict("records")
    ended_on = advice.events[event or ""]
    return (
        f'<p class="note"><b>{escape(row["label"])}, {say_day(ended_on)}.</b> '
        f'{escape(row["description"])} <a href="{escape(row["url"])}" target="_blank" '
        f'rel="noopener noreferrer">Read at {escape(urlsplit(row["url"]).netloc)}</a> (trust grade '
        f"{escape(row['trust_grade'])}).</p>"
    )


def _say_guide(advice: CycleAdvice) -> None:
    """Draw the guide's own table of what is required, and its rules on certification and exams."""
    steps, tick = label_of(REQUIREMENTS), {True: "yes", False: "–"}

    def cells(row: Requirement) -> tuple[str, ...]:
        marks = (row.needs_id, row.needs_passing_scores, row.needs_certificate)
        return (steps[row.requirement], *(tick[one] for one in marks))

    required = advice_table(
        ("To …", "USMLE/ECFMG number", "Passed exams", "ECFMG certificate"),
        [(row, cells(row)) for row in advice.requirements],
        advice.guides,
        "What each step requires",
    )
    rules = advice_html((rule for rule in advice.rules if rule.topic in _ABOUT), advice.guides)
    sides = html_list(side.advice for side in advice.sides if side.disagreement == "step_2_ck_date")
    st.html(
        f"<h2>What the guides say</h2>{required}"
        f"<details><summary>Every rule on certification and exams</summary>{rules}"
        '<section class="advice" aria-label="When to take Step 2 CK"><p>When to take Step 2 CK, one guide '
        f"answers in several ways:</p>{sides}</section></details>"
    )


def _say_visas(advice: CycleAdvice) -> None:
    """Draw the two visas of residency side by side, the guide's own caution first."""
    facets = label_of(VISA_FACETS)
    by_facet: dict[str, dict[str, VisaFacet]] = {}
    for row in advice.visas:
        by_facet.setdefault(row.visa_facet, {})[row.visa] = row
    rows = []
    for facet, both in by_facet.items():
        # The row that says what no longer stands, if one does not.
        said = next((one for one in both.values() if one.advice_status != "current"), None)
        texts = (both[visa].advice if visa in both else "–" for visa in _VISAS)
        rows.append((said or next(iter(both.values())), (facets[facet], *texts)))
    heads = label_of(VISAS)
    side_by_side = advice_table(
        ("", *(heads[visa] for visa in _VISAS)), rows, advice.guides, "J-1 and H-1B for residency"
    )
    of_guide = (rule for rule in advice.rules if rule.topic == "visas" and rule.guide == advice.guide.guide)
    caution = sorted(of_guide, key=lambda rule: rule.rule_kind != "caution")
    left = html_list(
        f"{one.left_out}: {one.reason}"
        for one in advice.left_out
        if one.section == "Visas" and one.guide == advice.guide.guide
    )
    st.html(
        "<h2>J-1 and H-1B</h2><p>Dated information of one guide, not legal advice.</p>"
        f"{advice_html(caution, advice.guides)}{side_by_side}<details>"
        f"<summary>What the guide says of visas and is left out here</summary>{left}</details>"
    )
