"""Readiness of a caseload on the page: everybody's levels by the guides' tables, apart from the standings."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from analysis.caseload.advisees import Advisee
from analysis.caseload.readiness import OPTIONAL, readiness_headings, readiness_levels, said_readiness
from analysis.caseload.records import how_many
from analysis.cycle.compute import next_match
from analysis.export.caseload import caseload_csv
from analysis.readiness.words import NO_TOTAL, YEARS
from analysis.story import text_table
from data.guides import TABLE_OF, Band, DateRule, Guide, read_advice
from pages.ui.advice import advice_by, attribution
from pages.ui.html import html_table
from pages.ui.offer import offer
from pages.ui.tables import table

FILE_NAME: Final = "match-atlas_caseload_readiness.csv"
_NONE: Final = (
    "“none: by …” is an answer between two bands, in none or in those of two levels: it has no level, and "
    "the bands beside it are named."
)


def show_readiness(advisees: Iterable[Advisee], key: str) -> None:
    """Show the levels of those of whom the file says something of readiness; nothing where it says none."""
    people = said_readiness(advisees)
    if not people:
        return
    bands = read_advice(Band, table(TABLE_OF[Band]))
    used = {band.guide for band in bands}
    guides = [guide for guide in read_advice(Guide, table(TABLE_OF[Guide])) if guide.guide in used]
    dates = read_advice(DateRule, table(TABLE_OF[DateRule]))
    year = next_match(datetime.now(UTC).date(), dates) - 1
    levels = readiness_levels(people, bands, year)
    headings = readiness_headings(bands)
    shown = levels[[name for name in headings if name in levels]]
    who = how_many(len(people), "advisee")
    st.html(f"<h3>Readiness of {who}</h3>{advice_by(guides)}")
    st.dataframe(
        shown.rename(columns=headings),
        hide_index=True,
        height=min(320, 38 + 35 * len(shown)),
        key=key,
        alt=f"Levels of {who} by the guides’ tables of risk.",
    )
    lines = (_NONE, YEARS.format(year=f"{year}, unless the file says another year"), NO_TOTAL)
    st.html(f'<div class="source">{"".join(f"<p>{escape(line)}</p>" for line in lines)}</div>')
    rows = levels.assign(advice="; ".join(map(attribution, guides)))
    offer("Readiness (CSV)", partial(caseload_csv, rows), FILE_NAME, "text/csv", kind="tertiary")


def explain_readiness() -> None:
    """Say which columns of readiness a file may have."""
    rows = text_table(
        {
            "Column": [f"{answer.label}, or {answer.name}" for answer in OPTIONAL],
            "What stands there": [f"{answer.help} Allowed: {answer.allowed}.".strip() for answer in OPTIONAL],
        }
    )
    st.html(
        "<details><summary>Columns for readiness, if you like</summary><p>A file may also have what guides "
        "weigh when they judge how ready an application is. The levels stand in a table of their own, below "
        "the standings: dated advice, not NRMP’s data.</p>"
        f"{html_table(rows, 'Columns of readiness')}</details>"
    )
