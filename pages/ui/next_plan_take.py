"""What stands below a plan: what makes it the visitor's own, and the files that they take along."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Final

import streamlit as st

from analysis.caveats import say_sources
from analysis.cycle.compute import cycle_dates, date_of
from analysis.cycle.record import CycleRecord
from analysis.experience.record import ClinicalLog
from analysis.export.calendar import CALENDAR_TYPE, calendar_bytes
from analysis.export.plan_sheet.page import FILE_NAME, SheetRequest, sheet_html
from analysis.export.slides.presentation import Slide, slides_bytes
from analysis.next_plan.compute import mix_of, weekly_hours
from analysis.next_plan.events import plan_events
from analysis.next_plan.own_plan import IMPROVEMENTS
from analysis.next_plan.record import NextPlan
from analysis.story import Story
from pages.registry import BY_PATH
from pages.ui.next_plan_inputs import ask_hours, ask_improvements, change_steps
from pages.ui.next_plan_views import (
    OF_EVERY,
    mix_view,
    months_view,
    own_plan,
    plan_advice,
    rules_of_plans,
    rules_of_stopping,
    show_months,
    show_stop,
    stop_view,
)
from pages.ui.next_steps import held_record, save_and_load
from pages.ui.offer import SLIDES_TYPE, offer
from pages.ui.page import ViewRequest, read_choices
from pages.ui.tables import table
from pages.ui.visit import current_profile

CALENDAR_FILE: Final = "match-atlas_plan.ics"
SLIDES_FILE: Final = "match-atlas_plan.pptx"


def more_of_plan(asked: ViewRequest) -> None:
    """Draw what stands below what is shown."""
    record, shown = held_record(NextPlan), asked.choices["show"]
    if shown == "months":
        change_steps(record)
        ask_hours(record)
        st.html(rules_of_plans())
    if shown == "stop":
        ask_improvements(record)
        st.html(rules_of_stopping())
    take_plan(record, asked)
    save_and_load()


def _log(asked: ViewRequest) -> Iterable[Story]:
    """Yield the story of the log of clinical experience, where something is logged."""
    if held_record(ClinicalLog).entries:
        page, profile = BY_PATH["clinical-experience"], current_profile()
        choices, _ = read_choices(page.selectors, {}, profile)
        yield page.shown(ViewRequest(profile, (), choices, asked.dark)).chart.story


def take_plan(record: NextPlan, asked: ViewRequest) -> None:
    """Draw the files of a plan: a calendar, two sheets to print, and slides with the log."""
    advice, match_year = plan_advice(), held_record(CycleRecord).match_year
    plan, today = own_plan(record, match_year), datetime.now(UTC).date()
    least = advice.least(IMPROVEMENTS)
    total = record.applications or OF_EVERY
    views = (
        months_view(*show_months(), asked.dark),
        mix_view(record.applications, asked.dark),
        stop_view(*show_stop(), asked.dark),
    )
    stories = [*(view.chart.story for view in views), *_log(asked)]
    what = "Plan and log" if len(stories) > len(views) else "Plan"
    slides = [Slide(story, is_table=story.chart is None) for story in stories]
    # A file is built in another thread, which knows neither the visit nor the caches.
    sources = table("sources")
    said = say_sources(sources, tuple(dict.fromkeys(one for story in stories for one in story.source_ids)))
    last = (
        date_of(cycle_dates(record.stop_year, advice.dates), "match_day").first if record.stop_year else None
    )
    request = SheetRequest(
        plan,
        weekly_hours(record, plan.length),
        mix_of(advice.mix, total),
        total,
        advice.frames["decision"],
        advice.frames["stop_rule"],
        least,
        said,
        today,
    )
    st.html("<h2>Take it along</h2>")
    with st.container(horizontal=True, gap="medium", key="take_home_plan"):
        offer(
            "Calendar (.ics)",
            lambda: calendar_bytes(plan_events(plan, least, last), today),
            CALENDAR_FILE,
            CALENDAR_TYPE,
            key="plan_ics",
            icon="event",
            disabled=record.start is None,
        )
        offer(
            "Two sheets to print (HTML)",
            lambda: sheet_html(request).encode(),
            FILE_NAME,
            "text/html",
            key="plan_sheets",
            icon="print",
        )
        offer(
            f"{what} as slides ({len(slides)}, PowerPoint)",
            partial(slides_bytes, slides, sources, title="Plan", made_on=today),
            SLIDES_FILE,
            SLIDES_TYPE,
            key="plan_slides",
            icon="co_present",
        )
    st.caption(
        "The calendar takes a first month. It has every step from its first to its last day, the dates of "
        "the cycle among them, and the days of your own rules. The steps as CSV stand below the chart."
    )
