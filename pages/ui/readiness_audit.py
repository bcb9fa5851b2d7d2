"""The self-audit of the page Readiness: its areas to call, what the data know, and the rule about them."""

from collections.abc import Iterator
from html import escape
from typing import Final

import streamlit as st

from analysis.readiness.audit import Called, counts_of
from analysis.readiness.record import Readiness
from pages.ui.advice import advice_html, attribution, specialty_link, with_links
from pages.ui.page import ViewRequest
from pages.ui.readiness_inputs import audit_answer
from pages.ui.readiness_views import SPECIALTY_AREA, Found, advised, answered, found_for, this_year
from pages.ui.tables import source_html

# The rule about the areas of the self-audit.
AUDIT_RULE: Final = "non_clinical_job.readiness.6"


def _outcome(called: tuple[Called, ...]) -> str:
    """Say how many areas are called what."""
    weak, strong, left = counts_of(called)
    return f"Weak: {weak}, strong: {strong}, not called anything: {left}, of {len(called)} areas."


def _said_of(called: Called, found: Found, record: Readiness) -> Iterator[str]:
    """Yield what stands below an area of the self-audit, as HTML."""
    area = called.area.audit_area
    if facts := found.facts.get(area):
        yield f"<ul>{''.join(f'<li>{with_links(fact)}</li>' for fact in facts)}</ul>"
    if area == SPECIALTY_AREA and found.tier:
        guide = next(one for one in advised().guides if one.guide == called.area.guide)
        placed = f"{specialty_link(record.specialty)} is “{escape(found.tier.lower())}”"
        yield (
            '<section class="advice" aria-label="How the guide places the specialty"><p class="advice-by">'
            f"<b>Advice, not NRMP’s data.</b> {escape(attribution(guide))}</p><p>For IMGs who apply late, "
            f"from a job outside clinical work: {placed}.</p></section>"
        )


def self_audit(asked: ViewRequest) -> None:
    """Draw the areas of the self-audit, what the data know of them, and the rule about them."""
    record = answered(asked.shortlist)
    found = found_for(record, asked.profile, this_year())
    st.html(
        "<h2>Self-audit</h2><p>Call each area strong, average or weak. What the data know stands beside it; "
        "the rest is yours to say.</p>"
    )
    for called in found.called:
        with st.container(key=f"audit_{called.area.audit_area}"):
            audit_answer(called)
            if said := "".join(_said_of(called, found, record)):
                st.html(said)
    rule = next(one for one in found.asked if one.rule.rule == AUDIT_RULE)
    holds = {
        True: "The rule holds now.",
        False: "The rule does not hold now.",
        None: "Whether the rule holds is not known yet.",
    }
    outcome = f"{source_html(found.sources)}<p>{escape(_outcome(found.called))} {holds[rule.holds]}</p>"
    st.html(outcome + advice_html([rule.rule], advised().guides))
