"""Readiness of a caseload on the page: everybody's levels, and the rules that hold, in a table apart."""

from collections.abc import Collection
from functools import partial
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from analysis.caseload.advisees import Caseload
from analysis.caseload.readiness import (
    readiness_found,
    readiness_headings,
    readiness_rows,
    rules_held,
    said_readiness,
    shown_columns,
    watched_of,
)
from analysis.caseload.readiness_columns import OPTIONAL, meaning_of, names_of
from analysis.caseload.records import how_many
from analysis.export.caseload import caseload_csv
from analysis.next_steps.aim import Aim, read_in
from analysis.readiness.found import Found
from analysis.readiness.words import FOR_IMGS, NO_TOTAL, YEARS, held_rule
from analysis.story import text_table
from pages.ui.advice import advice_by, advice_html, attribution
from pages.ui.aim_held import match_aimed_at
from pages.ui.caseload_held import Held
from pages.ui.html import html_table
from pages.ui.offer import offer
from pages.ui.readiness_views import advised

FILE_NAME: Final = "match-atlas_caseload_readiness.csv"
_NONE: Final = (
    "“none: by …” is an answer between two bands, in none or in those of two levels: it has no level, and "
    "the bands beside it are named."
)
_RULES: Final = (
    "Rules that hold are those of the guides that do for what the file says, with the Step 2 CK score of the "
    "row; those left open hang on something it does not say, or that the guide leaves open. Without a target "
    "specialty the first of the row counts."
)


def show_readiness(held: Held, read: Caseload, lines: Collection[int]) -> None:
    """Show levels and rules of those of whom the file says something of readiness, of some lines."""
    every, found = _found(held, read)
    if not found:
        return
    rows = every.loc[every["line"].isin(lines)]
    if rows.empty:
        return
    advice = advised()
    bands, match_year = advice.weighing.bands, match_aimed_at(Aim())
    used = {band.guide for band in bands}
    used |= {one.rule.guide for line in rows["line"] for one in rules_held(found[line])}
    guides = [guide for guide in advice.guides if guide.guide in used]
    headings = readiness_headings(bands)
    shown = rows[shown_columns(rows, headings)]
    who = how_many(len(rows), "advisee")
    st.html(f"<h3>Readiness of {who}</h3>{advice_by(guides)}")
    st.dataframe(
        shown.rename(columns=headings),
        hide_index=True,
        height=min(320, 38 + 35 * len(shown)),
        placeholder="not said",
        key=held.key("readiness"),
        alt=f"Levels of {who} by the guides’ tables of risk, and how many of their rules hold.",
    )
    years = YEARS.format(year=f"{read_in(match_year)}, unless the file names another Match")
    lines_below = (_RULES, _NONE, years, NO_TOTAL, FOR_IMGS)
    st.html(f'<div class="source">{"".join(f"<p>{escape(line)}</p>" for line in lines_below)}</div>')
    _show_rules(held, rows, found)
    taken = rows.assign(advice="; ".join(map(attribution, guides)))
    offer("Readiness (CSV)", partial(caseload_csv, taken), FILE_NAME, "text/csv", kind="tertiary")


def _found(held: Held, read: Caseload) -> tuple[pd.DataFrame, dict[int, Found]]:
    """Return what everybody's columns come to, worked out once per file and Match."""
    people, match_year = said_readiness(read.advisees), match_aimed_at(Aim())
    if not people:
        return pd.DataFrame(), {}
    if held.readiness is None or held.readiness[0] != match_year:
        advice = watched_of(advised().weighing)
        with st.spinner(f"Weighing the readiness of {how_many(len(people), 'advisee')}…"):
            found = {one.line: readiness_found(one, match_year, advice) for one in people}
        held.readiness = match_year, readiness_rows(people, list(found.values())), found
    return held.readiness[1:]


def _show_rules(held: Held, rows: pd.DataFrame, found: dict[int, Found]) -> None:
    """Show the rules that hold for one person, with their author; whose, the reader chooses."""
    some = rows.loc[rows["rules_held_count"] > 0]
    if some.empty:
        return
    said = {
        int(line): f"{who}: {how_many(count, 'rule')}"
        for line, who, count in some[["line", "identifier", "rules_held_count"]].itertuples(index=False)
    }
    line = st.selectbox(
        "Rules that hold for one advisee",
        list(said),
        index=None,
        format_func=said.__getitem__,
        placeholder="Choose an advisee",
        key=held.key("rules_of"),
        filter_mode="contains",
    )
    if line in said:
        st.html(advice_html([held_rule(one) for one in rules_held(found[line])], advised().guides))


def explain_readiness() -> None:
    """Say which columns of readiness a file may have."""
    rows = text_table(
        {
            "Column": map(names_of, OPTIONAL),
            "What stands there": map(meaning_of, OPTIONAL),
        }
    )
    st.html(
        "<details><summary>Columns for readiness, if you like</summary><p>A file may also have what guides "
        "weigh when they judge how ready an application is, and what is applied for. The levels, and the "
        "guides’ rules that hold, stand in a table of their own, below the standings: dated advice, not "
        f"NRMP’s data.</p>{html_table(rows, 'Columns of readiness')}</details>"
    )
