"""What stands below a plan: what makes it the visitor's own, and the files that they take along."""

from functools import partial
from typing import Final

import streamlit as st

from analysis.cycle.record import CycleRecord
from analysis.export.calendar import CALENDAR_TYPE, calendar_bytes
from analysis.export.plan_sheet.log import LATEST
from analysis.export.plan_sheet.page import FILE_NAME, sheet_html
from analysis.export.slides.presentation import Slide, slide_count, slides_bytes
from analysis.next_plan.events import plan_events
from analysis.next_plan.own_plan import IMPROVEMENTS
from analysis.next_plan.record import NextPlan
from pages.ui.aim_held import aim_held, match_aimed_at
from pages.ui.next_plan_inputs import ask_improvements, hours_html, make_it_yours
from pages.ui.next_plan_sheets import log_story, plan_sheets, plan_stories
from pages.ui.next_plan_views import plan_advice, rules_of_plans, rules_of_stopping
from pages.ui.next_steps import held_record, keeping_shows, save_and_load
from pages.ui.offer import SLIDES_TYPE, offer
from pages.ui.page import ViewRequest
from pages.ui.records_held import held_records
from pages.ui.tables import table
from pages.ui.visit import today

CALENDAR_FILE: Final = "match-atlas_plan.ics"
SLIDES_FILE: Final = "match-atlas_plan.pptx"
ABOUT_SLIDES: Final = (
    "Steps, months and days of one person’s own, beside dated advice of named guides, which is not NRMP’s "
    "data. Nothing here is anybody’s chance of matching."
)


def more_of_plan(asked: ViewRequest) -> None:
    """Draw what stands below what is shown."""
    record, shown = held_record(NextPlan), asked.choices["show"]
    if shown == "months":
        with st.container(key="panel_make_plan"):
            make_it_yours()
        st.html(hours_html(record) + rules_of_plans())
    if shown == "stop":
        ask_improvements(record)
        st.html(rules_of_stopping())


def files_show(asked: ViewRequest) -> object:
    """Return all that the files of a plan depend on."""
    aim = aim_held(asked.shortlist)
    return held_records(), match_aimed_at(), aim, today(), keeping_shows()


def take_and_keep(asked: ViewRequest) -> None:
    """Draw the files of a plan, and what saves and loads it."""
    # What is a panel is not printed.
    with st.container(key="panel_take_plan"):
        take_plan(asked)
    save_and_load()


def take_plan(asked: ViewRequest) -> None:
    """Draw the files of a plan: a calendar, two sheets to print, and slides; with the log, if any."""
    way, day = held_record(CycleRecord), today()
    log = log_story(asked)
    stories = [*plan_stories(asked), *([log] if log else [])]
    what = "Plan and log" if log else "Plan"
    slides = [Slide(story, is_table=story.chart is None) for story in stories]
    # A file is built in another thread, which knows neither the visit nor the caches.
    sources, sheets = table("sources"), plan_sheets(asked)
    # Kept for it is what the sheets hold too, and not what it would say.
    events = partial(plan_events, sheets.plan, plan_advice().named(IMPROVEMENTS)[0], way)
    st.html("<h2>Take it along</h2>")
    with st.container(horizontal=True, gap="medium", key="take_home_plan"):
        offer(
            "Calendar (.ics)",
            lambda: calendar_bytes(events(), day),
            CALENDAR_FILE,
            CALENDAR_TYPE,
            key="plan_ics",
            icon="event",
            disabled=not events(),
        )
        offer(
            "Two sheets to print (HTML)",
            lambda: sheet_html(sheets).encode(),
            FILE_NAME,
            "text/html",
            key="plan_sheets",
            icon="print",
        )
        offer(
            f"{what} as slides ({slide_count(slides)}, PowerPoint)",
            partial(slides_bytes, slides, sources, title="Plan", made_on=day, about=ABOUT_SLIDES),
            SLIDES_FILE,
            SLIDES_TYPE,
            key="plan_slides",
            icon="co_present",
        )
    st.caption(
        "With a first month the calendar has every step from its first to its last day, the dates of the "
        "cycle and its exams, each with how certain it is, and the days of your own rules; with or without "
        "one it has the days that you planned on Requirements and dates. The steps as CSV stand below the "
        f"chart. The second sheet has the last {LATEST} entries of a log; plan and whole log can be pages of "
        "the handout on Compare."
    )
