"""The self-audit of the page Readiness: its areas to call, what the data know, and the rule about them."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from analysis.next_steps.aim import AIM_ANSWERS, Aim
from analysis.readiness.audit import SPECIALTY_AREA, Called
from analysis.readiness.audit_words import audit_table, say_outcome
from analysis.readiness.found import Found
from pages.ui.advice import advice_html, attribution, specialty_link, with_links
from pages.ui.aim_held import aim_held, match_aimed_at
from pages.ui.html import html_table
from pages.ui.notes import group_note
from pages.ui.page import ViewRequest
from pages.ui.readiness_inputs import audit_answer
from pages.ui.readiness_views import Known, advised, found_for, held_answers, kept_sem
from pages.ui.records_held import held_record
from pages.ui.tables import source_html
from pages.ui.visit import group_is_chosen

# The rule about the areas of the self-audit.
AUDIT_RULE: Final = "non_clinical_job.readiness.6"


def _said_of(called: Called, found: Found, known: Known, specialty: str) -> Iterator[str]:
    """Yield what stands below an area of the self-audit, as HTML."""
    area = called.area.audit_area
    if facts := known.facts.get(area):
        yield f"<ul>{''.join(f'<li>{with_links(fact)}</li>' for fact in facts)}</ul>"
        yield source_html(known.sources.get(area, ()))
    if area == SPECIALTY_AREA:
        yield _placed(called, found, specialty)


def _placed(called: Called, found: Found, specialty: str) -> str:
    """Return how the guide places the specialty, as HTML; empty where it does not."""
    if not found.tier:
        return ""
    guide = next(one for one in advised().guides if one.guide == called.area.guide)
    placed = f"{specialty_link(specialty)} is “{escape(found.tier.lower())}”"
    return (
        '<section class="advice" aria-label="How the guide places the specialty"><p class="advice-by">'
        f"<b>Advice, not NRMP’s data.</b> {escape(attribution(guide))}</p><p>For IMGs who apply late, "
        f"from a job outside clinical work: {placed}.</p></section>"
    )


def _aimed_at(aim: Aim) -> str:
    """Say what is applied for: always the Match, and of a specialty whether nobody chose it."""
    aim = replace(aim, match_year=match_aimed_at())
    listed = "" if held_record(Aim).specialty else ", first of your shortlist"
    answered = ((answer, getattr(aim, answer.name)) for answer in AIM_ANSWERS)
    return " · ".join(
        f"{answer.label}: {answer.options.get(value, value)}{listed if answer.name == 'specialty' else ''}"
        for answer, value in answered
        if value
    )


def _on_paper(found: Found, known: Known, aim: Aim) -> str:
    """Return the self-audit as it is printed: what was called and what the data say, as HTML."""
    sources = (source for own in known.sources.values() for source in own)
    placed = "".join(
        _placed(called, found, aim.specialty)
        for called in found.called
        if called.area.audit_area == SPECIALTY_AREA
    )
    table = html_table(audit_table(found.called, known.facts), "Self-audit")
    return f'<div class="on-paper"><p>{escape(_aimed_at(aim))}</p>{table}{source_html(sources)}{placed}</div>'


def audit_shows(asked: ViewRequest) -> object:
    """Return all that the self-audit depends on."""
    aim = aim_held(asked.shortlist)
    found, known = found_for(held_answers(), aim, asked.profile, match_aimed_at(), kept_sem())
    rule = next(one for one in found.watched if one.rule.rule == AUDIT_RULE)
    aimed = aim, held_record(Aim).specialty, match_aimed_at()
    return aimed, group_is_chosen(), found.called, found.tier, known, rule


def self_audit(asked: ViewRequest) -> None:
    """Draw the areas of the self-audit, what the data know of them, and the rule about them."""
    record, aim = held_answers(), aim_held(asked.shortlist)
    found, known = found_for(record, aim, asked.profile, match_aimed_at(), kept_sem())
    st.html(
        "<h2>Self-audit</h2><p>Call each area strong, average or weak: only what you call counts for the "
        "guide’s rule. What the data know of an area stands below it, and calls it nothing.</p>"
    )
    group_note("figures")
    for called in found.called:
        with st.container(key=f"audit_{called.area.audit_area}"):
            audit_answer(called)
            if said := "".join(_said_of(called, found, known, aim.specialty)):
                st.html(said)
    rule = next(one for one in found.watched if one.rule.rule == AUDIT_RULE)
    holds = {
        True: "The rule holds now.",
        False: "The rule does not hold now.",
        None: "Whether the rule holds is not known yet.",
    }
    outcome = f"<p>{escape(say_outcome(found.called))} {holds[rule.holds]}</p>"
    advice = advice_html([rule.rule], advised().guides)
    if rule.holds is not True:
        advice = f"<details><summary>What the rule says</summary>{advice}</details>"
    st.html(_on_paper(found, known, aim) + outcome + advice)
