"""What a student takes home from a comparison: a handout that prints, and slides."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from analysis.experience.record import ClinicalLog
from analysis.export.handout.page import HandoutRequest, handout_html, handout_name
from analysis.export.slides.presentation import Slide, slides_bytes
from analysis.next_plan.record import NextPlan
from analysis.own_edition.marking import marked
from analysis.shortlist.beyond_table import beyond_story
from analysis.shortlist.compute import standings_for
from analysis.standing.comparable import first_exam
from analysis.story import Story
from pages.ui.context import known_exams, reference
from pages.ui.count_views import trend_view
from pages.ui.next_plan_sheets import log_sheet, plan_sheets
from pages.ui.offer import SLIDES_TYPE, offer
from pages.ui.page import ViewRequest
from pages.ui.records_held import held_record
from pages.ui.shortlist_views import map_story_of, show_averages
from pages.ui.tables import table
from pages.ui.visit import compared_line, demonstration, today, unread_numbers

NOTE_KEY: Final = "handout_note"
ALSO_KEY: Final = "handout_also"
# What of Next steps can be in it.
ALSO: Final = {"plan": "My plan", "log": "My log of clinical experience"}
# Two for the comparison, two for a plan, one or more for a log.
PAGES: Final = {2: "two", 3: "three", 4: "four", 5: "five"}


def _also_in_it() -> Sequence[str]:
    """Draw the choice of pages that the visitor can add to the handout; nothing where none are held."""
    held = {
        "plan": held_record(NextPlan) != NextPlan(),
        "log": bool(held_record(ClinicalLog).entries),
    }
    offered = [name for name, is_held in held.items() if is_held]
    if not offered:
        return ()
    return st.pills(
        "Also in the handout, on pages of their own",
        offered,
        selection_mode="multi",
        format_func=ALSO.__getitem__,
        key=ALSO_KEY,
        help="What you entered under Next steps. It is in the file only if you choose it here.",
    )


def handout_downloads(asked: ViewRequest) -> None:
    """Draw the downloads of a comparison; each is made when it is clicked, and kept nowhere."""
    profile, shortlist = asked.profile, asked.shortlist
    demo = demonstration()
    day, known, sources = today(), reference(asked.edition), table("sources")
    st.html("<h2>Take home</h2>")
    note = st.text_area(
        "Note on the handout",
        key=NOTE_KEY,
        height=80,
        placeholder="Optional: what you agreed on. It is printed on the handout and kept nowhere.",
    )
    also = () if demo else _also_in_it()
    # A file is made in another thread, which does not know what the visit holds.
    plan = plan_sheets(asked) if "plan" in also else None
    log = log_sheet(asked) if "log" in also else None
    invented = demo.slug if demo else ""
    request = HandoutRequest(
        profile,
        shortlist,
        day,
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
        return slides_bytes(findings, sources, title="Shortlist", made_on=day)

    pages = PAGES[2 + 2 * (plan is not None) + (log is not None)]
    # A long log takes more than one.
    about = "about " if log else ""
    with st.container(horizontal=True, gap="medium"):
        offer(
            f"Handout (HTML, prints to {about}{pages} pages)",
            lambda: handout_html(request, known, plan, log).encode(),
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
