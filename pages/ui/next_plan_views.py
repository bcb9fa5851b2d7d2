"""The views of a visitor's own plan: its months, the parts of the applications, tiers, and when to stop."""

from datetime import date
from itertools import chain
from typing import Final

import pandas as pd

from analysis.counts.added_up import added_up
from analysis.counts.compute import of_year
from analysis.cycle.compute import APPLICATION, CycleDate, date_of
from analysis.next_plan.chart import cycles_chart, mix_chart, plan_chart, tiers_chart
from analysis.next_plan.compute import mix_of, stop_of
from analysis.next_plan.own_plan import KINDS, TABLES, OwnPlan, PlanAdvice, lay_out, read_plan_advice
from analysis.next_plan.parts_words import mix_story, say_disputed, say_near, tiers_story, tiers_table
from analysis.next_plan.record import OF_MONTHS, OF_RULE, NextPlan, part_of
from analysis.next_plan.stop_words import stop_story
from analysis.next_plan.tiers import tiers_beside
from analysis.next_plan.words import plan_story
from analysis.next_steps.aim import Aim
from analysis.provenance.uses import Number, Read, Tables, no_number
from data.guides import TABLE_OF
from pages.ui.advice import sides_html
from pages.ui.aim_held import DATES_READ, dates_of, match_aimed_at
from pages.ui.context import counts_at
from pages.ui.count_views import match_years
from pages.ui.next_plan_advice import (
    curve_html,
    frames_html,
    near_html,
    rules_html,
    stop_frames_html,
    tiers_html,
)
from pages.ui.page import PageView, ViewRequest
from pages.ui.records_held import held_record
from pages.ui.tables import table, tables
from pages.ui.view import for_everybody, per_visit, view_of
from pages.ui.visit import today

# What a plan is shown of, by the slug of the choice `show`.
SHOWN: Final = {
    "months": "Months",
    "applications": "Applications",
    "specialties": "Specialties",
    "stop": "When to stop",
}
# Applications that the shares are shown of before a visitor sets a number.
OF_EVERY: Final = 100
# Frames of the guides that show a file before and after.
FRAMES: Final = ("one_page", "file_before", "rebuilt_file")


def of_a_tier(number: Number, tables: Tables) -> bool:
    """Return whether the number counts who filled the places of a specialty that a guide puts in a tier."""
    named = set(tables["guide_tiers"]["specialty"].dropna())
    counted = number["measure"] in {"filled_count", "us_img_count", "non_us_img_count"}
    return counted and number["specialty"] in named


NEXT_PLAN_READS: Final = (
    *(Read(TABLE_OF[kind], no_number) for kind in KINDS),
    Read("positions", of_a_tier),
    Read("filled_by_state", of_a_tier),
    *DATES_READ,
    Read("sources"),
)


@for_everybody
def plan_advice() -> PlanAdvice:
    """Return what the tables of advice say of plans, applications, specialties and stopping."""
    return read_plan_advice(tables(*TABLES))


def own_plan(record: NextPlan, match_year: int | None = None, on_day: date | None = None) -> OwnPlan:
    """Return all of a visitor's plan, with the Match that they aim at, or the one that it proposes."""
    return lay_out(record, plan_advice(), match_year, on_day)


def opening() -> CycleDate | None:
    """Return when applications to the next Match begin; None before a first month or a Match is chosen."""
    is_dated = held_record(NextPlan).start or held_record(Aim).match_year
    return date_of(dates_of(match_aimed_at()), APPLICATION) if is_dated else None


@per_visit
def months_view(record: NextPlan | None, match_year: int | None, on_day: date | None, dark: bool) -> PageView:
    """Show a plan along its months, seen on a day, and the picture that a guide drew of them."""
    advice, plan = plan_advice(), own_plan(record or NextPlan(), match_year, on_day)
    curve = curve_html(advice.curve, advice.guides, is_other=advice.curve[0].guide != plan.guide.guide)
    return PageView(view_of(plan_chart(plan), plan_story(plan), dark=dark), "next_plan", (curve,))


@for_everybody
def rules_of_plans() -> str:
    """Return what the guides say of plans, as HTML."""
    advice = plan_advice()
    sides = sides_html(advice.sides, advice.guides, "time_ahead")
    frames = frames_html([advice.frames[name] for name in FRAMES], advice.guides)
    return rules_html("plan", advice.rules, advice.guides, sides + frames)


@per_visit
def mix_view(applications: int | None, dark: bool) -> PageView:
    """Show so many applications by kind of program, or those of every hundred."""
    advice, total = plan_advice(), applications or OF_EVERY
    mix = mix_of(advice.mix, total)
    story = mix_story(mix, total, advice.guides, own=applications is not None)
    rules = rules_html("applications", advice.rules, advice.guides)
    return PageView(view_of(mix_chart(mix), story, dark=dark), "next_mix", (rules,))


@for_everybody
def _tiers_of(match_year: int) -> pd.DataFrame:
    """Return the guide's tiers beside the counts of a year."""
    tiers = plan_advice().tiers
    if match_year in match_years():
        return tiers_beside(tiers, of_year(counts_at("all"), match_year), match_year)
    counts = added_up(table("filled_by_state"), match_year)
    pooled = counts.loc[counts["pools_preliminary"], "specialty"]
    return tiers_beside(tiers, counts, match_year, tuple(pooled))


@for_everybody
def tiers_view(match_year: int, dark: bool) -> PageView:
    """Show the guide's tiers of specialties beside the share of IMGs in their places in one year."""
    advice, rows = plan_advice(), _tiers_of(match_year)
    first = advice.tiers[0]
    newest = match_years()[0]
    years = {match_year: rows, newest: _tiers_of(newest)}
    newer = years[newest] if newest > match_year else None
    story = tiers_story(rows, advice.guides[first.guide], first.source_id, newer)
    return PageView(
        view_of(tiers_chart(rows), story, dark=dark),
        "next_tiers",
        (
            near_html(
                [*chain.from_iterable(map(say_near, years.values())), *say_disputed(advice.tiers)],
                sides_html(advice.sides, advice.guides, "anesthesiology"),
            ),
            tiers_html(tiers_table(years), list(rows["specialty"])),
            rules_html("specialties", advice.rules, advice.guides),
        ),
    )


@per_visit
def stop_view(record: NextPlan | None, match_year: int | None, dark: bool) -> PageView:
    """Show the visitor's rule for stopping, and the cycles that it allows."""
    advice, own = plan_advice(), record or NextPlan()
    decisions, frame = advice.frames["decision"], advice.frames["stop_rule"]
    story = stop_story(own, decisions, frame, match_year, advice.guides[frame[0].guide])
    days, stop = [], stop_of(own, match_year)
    for year in stop.cycles:
        dates = dates_of(year)
        days.append((year, date_of(dates, APPLICATION).first, date_of(dates, "match_day").first))
    chart = cycles_chart(days, has_end=stop.end is not None) if days else None
    return PageView(view_of(chart, story, dark=dark), "next_stop")


@for_everybody
def rules_of_stopping() -> str:
    """Return what the guides say of stopping, as HTML: what belongs in writing, and every rule."""
    advice = plan_advice()
    parts = stop_frames_html((advice.frames["decision"], advice.frames["stop_rule"]), advice.guides)
    sides = sides_html(advice.sides, advice.guides, "cycles")
    return parts + rules_html("stopping", advice.rules, advice.guides, sides)


def _or_nobody(record: NextPlan) -> NextPlan | None:
    """Return a record in which something was entered; None, which is everybody's, where nothing was."""
    return None if record == NextPlan() else record


def show_months() -> tuple[NextPlan | None, int | None, date | None]:
    """Return what the view of the months is asked with."""
    record = part_of(held_record(NextPlan), OF_MONTHS)
    aimed, on_day = (match_aimed_at(), today()) if record.start else (None, None)
    return _or_nobody(record), aimed, on_day


def show_stop() -> tuple[NextPlan | None, int | None]:
    """Return what the view of the rule for stopping is asked with."""
    rule = part_of(held_record(NextPlan), OF_RULE)
    year = match_aimed_at() if rule != NextPlan() else None
    return _or_nobody(rule), year


def show_next_plan(asked: ViewRequest) -> PageView:
    """Show what is asked for of the visitor's plan."""
    views = {
        "months": lambda: months_view(*show_months(), asked.dark),
        "applications": lambda: mix_view(held_record(Aim).applications, asked.dark),
        "specialties": lambda: tiers_view(int(asked.choices["tier_year"]), asked.dark),
        "stop": lambda: stop_view(*show_stop(), asked.dark),
    }
    return views[asked.choices["show"]]()
