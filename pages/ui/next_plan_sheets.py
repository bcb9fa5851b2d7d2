"""What this visit's plan and log look like on paper: on two sheets of their own, or as pages of a handout."""

from collections.abc import Iterable

from analysis.caveats import say_sources
from analysis.days import say_day
from analysis.experience.record import ClinicalLog
from analysis.export.plan_sheet.log import LogSheet, log_rows
from analysis.export.plan_sheet.page import SheetRequest
from analysis.next_plan.compute import mix_of, weekly_hours
from analysis.next_plan.own_plan import IMPROVEMENTS
from analysis.next_plan.record import NextPlan
from analysis.next_plan.words import NOT_DATA
from analysis.next_steps.aim import Aim
from analysis.story import Story
from pages.ui.aim_held import match_aimed_at
from pages.ui.experience_views import advice as experience_advice
from pages.ui.experience_views import show_experience
from pages.ui.next_plan_views import (
    OF_EVERY,
    mix_view,
    months_view,
    opening,
    own_plan,
    plan_advice,
    show_months,
    show_stop,
    stop_view,
)
from pages.ui.page import ViewRequest
from pages.ui.records_held import held_record
from pages.ui.tables import table
from pages.ui.visit import today


def plan_stories(asked: ViewRequest) -> tuple[Story, ...]:
    """Return the stories of the visitor's plan: its months, the applications, the rule for stopping."""
    views = (
        months_view(*show_months(), asked.dark),
        mix_view(held_record(Aim).applications, asked.dark),
        stop_view(*show_stop(), asked.dark),
    )
    return tuple(view.chart.story for view in views)


def log_story(asked: ViewRequest) -> Story | None:
    """Return the story of the log of clinical experience; None where nothing is logged."""
    return show_experience(asked).chart.story if held_record(ClinicalLog).entries else None


def _said(stories: Iterable[Story]) -> str:
    """Return the sources of stories as one line."""
    cited = dict.fromkeys(one for story in stories for one in story.source_ids)
    return say_sources(table("sources"), tuple(cited))


def log_sheet(asked: ViewRequest) -> LogSheet | None:
    """Return the log for print; None where nothing is logged."""
    story = log_story(asked)
    if story is None:
        return None
    return LogSheet(
        story.headline,
        f"As entered, beside what guides name: {NOT_DATA}",
        log_rows(held_record(ClinicalLog), experience_advice().kinds, today()),
        tuple(story.notes),
        _said([story]),
        say_day(today()),
    )


def plan_sheets(asked: ViewRequest) -> SheetRequest:
    """Return the plan for print, with the log where there is one."""
    record, advice = held_record(NextPlan), plan_advice()
    plan, total = own_plan(record, match_aimed_at(), today()), held_record(Aim).applications or OF_EVERY
    return SheetRequest(
        plan,
        weekly_hours(record),
        mix_of(advice.mix, total),
        total,
        advice.frames["decision"],
        advice.frames["stop_rule"],
        advice.named(IMPROVEMENTS)[0],
        _said(plan_stories(asked)),
        today(),
        log_sheet(asked),
        show_stop()[1],
        opening(),
    )
