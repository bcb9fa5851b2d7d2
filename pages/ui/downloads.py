"""What a student takes home from a comparison: a handout that prints, and slides."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from analysis.export.handout.page import HandoutRequest, handout_html, handout_name
from analysis.export.slides.presentation import Slide, slides_bytes
from analysis.own_edition.marking import marked
from analysis.shortlist.beyond_table import beyond_story
from analysis.shortlist.compute import standings_for
from analysis.standing.comparable import first_exam
from analysis.story import Story
from pages.ui.context import known_exams, reference
from pages.ui.count_views import trend_view
from pages.ui.offer import SLIDES_TYPE, offer
from pages.ui.page import ViewRequest
from pages.ui.shortlist_views import map_story_of, show_averages
from pages.ui.tables import table
from pages.ui.visit import compared_line, demonstration, unread_numbers

NOTE_KEY: Final = "handout_note"


def handout_downloads(asked: ViewRequest) -> None:
    """Draw the downloads of a comparison; each is made when it is clicked, and kept nowhere."""
    profile, shortlist = asked.profile, asked.shortlist
    demo = demonstration()
    today, known, sources = datetime.now(UTC).date(), reference(asked.edition), table("sources")
    st.html("<h2>Take home</h2>")
    note = st.text_area(
        "Note on the handout",
        key=NOTE_KEY,
        height=80,
        placeholder="Optional: what you agreed on. It is printed on the handout and kept nowhere.",
    )
    invented = demo.slug if demo else ""
    request = HandoutRequest(
        profile,
        shortlist,
        today,
        sem=asked.sem,
        note=note or "",
        demonstration=invented,
        ck_year=asked.ck_year,
        unread=unread_numbers(),
    )
    side_by_side = marked(show_averages(asked).chart.story, asked.edition)

    def slide(story: Story, *, is_table: bool = False) -> Slide:
        return Slide(story, whose=compared_line(story, profile, demo), is_table=is_table)

    def slides() -> bytes:
        # The exams on which the shortlist is shown among all: those that meet averages.
        averages = known_exams(profile.applicant_group, asked.edition)
        first = first_exam(profile, averages)
        exams = [first, *(exam for exam in averages if exam != first and profile.score(exam) is not None)]
        trend = trend_view(shortlist, "all", False).story
        maps = [
            marked(map_story_of(replace(asked, choices={**asked.choices, "exam": exam})), asked.edition)
            for exam in exams
        ]
        beyond = beyond_story(standings_for(profile, shortlist, known), profile)
        findings = [
            slide(side_by_side),
            slide(beyond, is_table=True),
            *map(slide, (*maps, trend)),
        ]
        return slides_bytes(findings, sources, title="Shortlist", made_on=today)

    with st.container(horizontal=True, gap="medium"):
        offer(
            "Handout (HTML, prints to two pages)",
            lambda: handout_html(request, known).encode(),
            handout_name(request),
            "text/html",
            icon="description",
            key="handout",
        )
        offer(
            "Slides of the shortlist (PowerPoint)",
            slides,
            "match-atlas_shortlist.pptx",
            SLIDES_TYPE,
            icon="co_present",
            key="slides_shortlist",
        )
    st.caption("Both hold the scores that are in the sidebar, and open without this app.")
