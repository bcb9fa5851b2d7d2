"""What a visitor's plan says: its steps, their months, and where these and the dates of a cycle part."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import pandas as pd

from analysis.cycle.compute import APPLICATION, CycleDate, date_of
from analysis.cycle.words import say_sure, say_uncertain, source_of
from analysis.days import say_day, say_month, say_span
from analysis.next_plan.compute import APPLIES, Task, month_of, month_start
from analysis.next_plan.own_plan import OwnPlan
from analysis.story import Story, text_table
from analysis.wording import listed
from data.guide_terms import PLANS, PROGRAM_KINDS
from data.guides import Guide
from data.terms import label_of

PLAN_LABELS: Final = label_of(PLANS)
PROGRAM_LABELS: Final = label_of(PROGRAM_KINDS)
MONTHS_BY: Final = {
    "guide": "the guide",
    "atlas": "this app: the guide gives none",
    "own": "you",
}
DATES_BY: Final = "the guide’s dates"
# Steps of a template, as its plan and their number there, and the date of a cycle that they are about.
ABOUT_DATES: Final = {("months_18", 9): "interviews", ("months_18", 10): "match_day"}
NOT_DATA: Final = "advice, not NRMP’s data"
ROW_COLUMNS: Final = (
    *("plan_step", "month_from", "month_to", "first_day", "last_day", "months_by", "is_done"),
    *("step_advice", "advised_by", "guide_date", "source_id"),
)


def say_author(guide: Guide) -> str:
    """Say whose advice it is, and of when, in a few words."""
    author = "an author who is not named" if guide.author == "not named" else guide.author
    dated = guide.guide_date if guide.guide_date[:1].isdigit() else "no date printed"
    return f"{author}, {dated}"


def say_months(first: int, last: int, *, short: bool = False) -> str:
    """Return months of a plan by their numbers."""
    if first == last:
        return f"month {first}"
    return f"months {first}{'–' if short else ' to '}{last}"


def say_when(task: Task, *, short: bool = False) -> str:
    """Return when a step of a plan is: in months of the calendar, or by their numbers without a start."""
    if task.first_day and task.last_day:
        return say_span(task.first_day, task.last_day, short=short)
    return say_months(task.first, task.last, short=short)


def say_date(one: CycleDate) -> str:
    """Return a date of a cycle as people read it, and how sure it is."""
    day = say_span(one.first, one.last) if one.is_period else say_day(one.first)
    return f"{'about ' if one.is_about else ''}{day}"


def said_of(one: CycleDate) -> str:
    """Return the guide's advice of a date, which need not hold of a calendar's day, and what is uncertain."""
    return " ".join(filter(None, ("" if one.calendar else one.rule.advice, say_uncertain(one))))


def say_setter(one: CycleDate, guides: Mapping[str, Guide]) -> str:
    """Say whose day it is: that of AAMC or NRMP, or advice of a guide."""
    if one.calendar:
        return one.calendar.published_by
    return "NRMP" if one.is_set else say_author(guides[one.rule.guide])


def plan_headline(plan: OwnPlan) -> str:
    """Say what the plan is, in one line."""
    done = sum(task.is_done for task in plan.tasks)
    count = f"{len(plan.tasks)} step{'' if len(plan.tasks) == 1 else 's'}"
    start = plan.record.start
    if start is None:
        return f"The guide’s plan of {plan.length} months has {count}; a start month makes it yours"
    span = say_span(start, month_start(start, plan.length))
    said = f", {done} of them done" if done else ""
    how = "; it begins after" if plan.is_late else ", toward"
    leads = f"{how} the Match of {plan.match_year}" if plan.match_year else ""
    return f"Your plan: {count} from {span}{said}{leads}"


def say_own_length(plan: OwnPlan) -> str:
    """Say how long the plan lasts by the visitor's choice, beside the guide's months; empty without one."""
    if not plan.is_own_length:
        return ""
    count = f"{plan.length} month{'' if plan.length == 1 else 's'}"
    fewest, most = plan.span
    beside = "within" if fewest <= plan.length <= most else "outside"
    return f"{count}, your own length, {beside} the guide’s {fewest} to {most}"


def plan_rows(plan: OwnPlan) -> pd.DataFrame:
    """Return a plan as a table for computing: its steps, then the dates of the cycle among its months."""
    steps = [
        {
            "plan_step": task.name,
            "month_from": task.first,
            "month_to": task.last,
            "first_day": task.first_day.isoformat() if task.first_day else "",
            "last_day": task.last_day.isoformat() if task.last_day else "",
            "months_by": task.months_by,
            "is_done": task.is_done,
            "step_advice": task.step.advice if task.step else "",
            "advised_by": say_author(plan.guides[task.step.guide]) if task.step else "",
            "guide_date": plan.guides[task.step.guide].guide_date if task.step else "",
            "source_id": task.step.source_id if task.step else "",
        }
        for task in plan.tasks
    ]
    # There are none without a start.
    start = plan.record.start or date.min
    days = [
        {
            "plan_step": one.label,
            "month_from": month_of(start, one.first),
            "month_to": month_of(start, one.last),
            "first_day": one.first.isoformat(),
            "last_day": one.last.isoformat(),
            "months_by": "cycle",
            "is_done": False,
            "step_advice": said_of(one),
            "advised_by": say_setter(one, plan.guides),
            "guide_date": "" if one.is_set else plan.guides[one.rule.guide].guide_date,
            "source_id": source_of(one),
        }
        for one in plan.dates
    ]
    rows = pd.DataFrame([*steps, *days], columns=list(ROW_COLUMNS))
    return rows.assign(match_year=plan.match_year) if plan.match_year else rows


def plan_table(plan: OwnPlan) -> dict[str, list[str]]:
    """Return a plan as columns for reading."""
    return {
        "Step": [*(task.name for task in plan.tasks), *(one.label for one in plan.dates)],
        "When": [*map(say_when, plan.tasks), *map(say_date, plan.dates)],
        "What": [
            *(task.step.advice if task.step else "added by you" for task in plan.tasks),
            *(say_uncertain(one) or one.rule.advice for one in plan.dates),
        ],
        "Months by": [
            *(MONTHS_BY[task.months_by] for task in plan.tasks),
            *(
                f"{say_sure(one) if one.is_set else DATES_BY}, Match of {plan.match_year}"
                for one in plan.dates
            ),
        ],
        "Done": [*("done" if task.is_done else "not yet" for task in plan.tasks), *("–" for _ in plan.dates)],
    }


def plan_story(plan: OwnPlan) -> Story:
    """Tell a plan: which steps, in which months, by whose advice."""
    sources = dict.fromkeys(
        [
            *(task.step.source_id for task in plan.tasks if task.step),
            *map(source_of, plan.dates),
        ]
    )
    toward = (f"{plan.match_year} Match",) if plan.match_year else ()
    legend = {"plan_guide": "months of the guide", "plan_atlas": "months of this app: the guide gives none"}
    kinds = {f"plan_{task.months_by}" for task in plan.tasks if not task.is_done}
    kinds |= {"plan_done"} if any(task.is_done for task in plan.tasks) else set()
    kinds |= {"plan_date"} if plan.dates else set()
    legend |= {"plan_own": "your own months", "plan_done": "done", "plan_date": "date of the cycle"}
    return Story(
        kind="next_plan",
        headline=plan_headline(plan),
        subtitle=" · ".join(
            filter(
                None,
                (
                    PLAN_LABELS[plan.template[0].plan],
                    say_own_length(plan),
                    *toward,
                    say_author(plan.guide),
                    NOT_DATA,
                ),
            )
        ),
        alt=(
            f"A chart of {len(plan.tasks)} steps along {plan.length} months, each a box from its first to "
            f"its last month. {plan_headline(plan)}. The table has every step with its months."
        ),
        text_table=text_table(plan_table(plan)),
        rows=lambda: plan_rows(plan),
        source_ids=tuple(sources),
        file_name="match-atlas_plan.csv",
        table="guide_plan_steps",
        legend=tuple((mark, said) for mark, said in legend.items() if mark in kinds),
        notes=tuple(plan_checks(plan)),
    )


def _steps_apart(plan: OwnPlan) -> Iterator[str]:
    """Yield for each step of a template that is about a date of the cycle where both are not together."""
    for task in plan.tasks:
        slug = ABOUT_DATES.get((task.step.plan, task.step.sort_order)) if task.step else None
        if slug is None or task.first_day is None or task.last_day is None:
            continue
        one = date_of(plan.cycle, slug)
        # A step about a day follows it; one about a period has its months.
        is_early = task.first_day < one.first.replace(day=1)
        is_apart = one.is_period and (task.first_day > one.first or task.last_day < one.last)
        if is_apart or (is_early and not one.is_period):
            yield f"{one.label}: {say_date(one)}; but your step “{task.name}” is {say_when(task)}."


def plan_checks(plan: OwnPlan) -> list[str]:
    """Say where the months of a plan and the dates of its cycle do not go together."""
    start = plan.record.start
    if start is None or plan.match_year is None:
        return []
    begins = date_of(plan.cycle, APPLICATION)
    opens = begins.first
    said = []
    month = month_of(start, opens)
    applied = [task for task in plan.tasks if task.step and (task.step.plan, task.step.sort_order) == APPLIES]
    where = (
        f"in month {month} of your plan"
        if 1 <= month <= plan.length
        else "before your plan begins"
        if month < 1
        else f"{month - plan.length} month{'' if month - plan.length == 1 else 's'} after your plan ends"
    )
    what = (
        f"Programs read applications to the Match of {plan.match_year}"
        if begins.calendar
        else f"Applications for the Match of {plan.match_year} can be submitted"
    )
    opening = f"{what} from {say_date(begins)}, {where}"
    for task in applied:
        if task.first <= month <= task.last:
            goes_on = ", which goes on after that day," if month < task.last else ""
            opening += f"; your step “{task.name}”{goes_on} is {say_when(task)}"
        else:
            earliest, latest = (
                month_start(start, month - task.last + 1),
                month_start(start, month - task.first + 1),
            )
            opening += f"; but your step “{task.name}” is {say_when(task)}"
            # A month that is over is no way out.
            this = plan.on_day.replace(day=1) if plan.on_day else earliest
            if latest >= this:
                together = say_span(max(earliest, this), latest)
                opening += f". A plan that begins in {together} has both together"
    said.append(f"{opening}.")
    said += _steps_apart(plan)
    for outside, where in (
        (plan.before, "Over before your plan begins"),
        (plan.after, f"After your plan, which lasts to {say_month(month_start(start, plan.months_drawn))}"),
    ):
        # The sentence above says where applications begin.
        named = [f"{one.label} ({say_date(one)})" for one in outside if one.slug != APPLICATION]
        if named:
            said.append(f"{where}: {listed(named)}.")
    later = [one for one in plan.dates if one.is_about]
    if later:
        names = listed(dict.fromkeys(one.label for one in later))
        said.append(f"Only about right: {names}. The calendars of AAMC and NRMP have the days of the year.")
    return said
