"""Specialty: everything the data says about one specialty."""

import streamlit as st

from analysis.era.compute import BRIDGED_EXAM
from pages.ui.address import mention_unknown
from pages.ui.count_views import matches_said, people_view
from pages.ui.frame import chart, is_dark, title
from pages.ui.html import html_flags, html_list, html_table
from pages.ui.lists import open_specialties
from pages.ui.notes import group_note, standing_notes
from pages.ui.parts import page_part
from pages.ui.selectors import SELECTORS, carried, pick, pick_ck_year
from pages.ui.shortlist import shortlist_button
from pages.ui.tables import guarded
from pages.ui.views import specialty_view
from pages.ui.visit import current_profile

PAGE = "specialty"

title("Specialty", "Everything the data says about one specialty: every measure, every group, every caveat.")
mention_unknown(SELECTORS[PAGE])


@page_part
def show() -> None:
    """Show the specialty asked for, again whenever a selector or the sidebar changes it."""
    profile = current_profile()
    specialty, about, sem = pick(PAGE, "specialty"), pick(PAGE, "about"), carried(PAGE, "sem")
    ck_year = pick_ck_year(PAGE, (BRIDGED_EXAM,) if about == "averages" else ())
    shortlist_button(specialty)
    group_note()
    with guarded():
        if about == "people":
            people = people_view(specialty, profile.applicant_group, is_dark())
            chart(people.chart.drawn, people.chart.story, key="people")
            st.html(f"<h2>How many people like you</h2>{html_list(people.sentences)}")
            st.html(f"<h2>Who filled the positions</h2>{html_table(people.who_fills, 'Who filled them')}")
            return
        view = specialty_view(profile, specialty, float(sem), is_dark(), ck_year)
        chart(view.chart.drawn, view.chart.story, key="specialty")
        said = [*view.sentences, matches_said(specialty, profile.applicant_group)]
        st.html(f"<h2>What can be said</h2>{html_flags(view.flags)}{html_list(said)}{view.tables}")
        if view.links:
            open_specialties(view.links)
        st.html(view.printed)


show()
with guarded():
    standing_notes()
