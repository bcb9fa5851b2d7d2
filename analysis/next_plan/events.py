"""What a calendar gets of a plan, as whole days: steps, dates of the cycle, own days, the rule's end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from analysis.cycle.compute import APPLICATION, CycleDate, cycle_dates, date_of
from analysis.cycle.record import WAY_BY_SLUG, CycleRecord
from analysis.cycle.words import say_sure, say_uncertain
from analysis.next_plan.compute import Task, stop_of
from analysis.next_plan.own_plan import OwnPlan
from analysis.next_plan.stop_words import say_rule
from analysis.next_plan.words import NOT_DATA, say_author, say_date
from data.guides import Guide

NO_WAY: Final = CycleRecord()


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """One entry of a calendar.

    Attributes:
        key: names it for good: a calendar that is loaded again replaces its entries.
        name: its title.
        first: first day.
        last: last day, included.
        said: its text.
    """

    key: str
    name: str
    first: date
    last: date
    said: str


def _by(guide: Guide) -> str:
    """Say whose advice it is."""
    return f"By {say_author(guide)}; {NOT_DATA}."


def _of_task(task: Task, plan: OwnPlan) -> Iterator[PlanEvent]:
    """Yield the entry of a step; nothing without a start."""
    if task.first_day is None or task.last_day is None:
        return
    step = task.step
    key = f"step.{step.plan}.{step.sort_order}" if step else f"own.{task.ordinal}.{task.name}"
    said = f"{step.advice} {_by(plan.guides[step.guide])}" if step else "A step of your own."
    done = "Done: " if task.is_done else ""
    yield PlanEvent(key, f"{done}{task.name}", task.first_day, task.last_day, said)


def _of_date(one: CycleDate, plan: OwnPlan) -> PlanEvent:
    """Return the entry of a date of the cycle."""
    rule = one.rule
    said = (
        "" if one.calendar else rule.advice,
        f"Certainty of the day: {say_sure(one)}.",
        say_uncertain(one),
        "" if one.is_set else _by(plan.guides[rule.guide]),
    )
    name = f"{_title_of_day(one)}{one.label} (Match of {plan.match_year})"
    key = f"cycle.{plan.match_year}.{one.slug}"
    return PlanEvent(key, name, one.first, one.last, " ".join(filter(None, said)))


def _title_of_day(one: CycleDate) -> str:
    """Return what the day is to what is dated, to stand before its name; or nothing."""
    about = "about " if one.is_about else ""
    bounds = {"before": "Before", "by": "By"}
    if one.rule.date_kind in bounds:
        return f"{bounds[one.rule.date_kind]} {about}this day: "
    return "About this day: " if about else ""


def _of_own_day(step: str, day: date) -> PlanEvent:
    """Return the entry of a day that the visitor planned a step of their way on."""
    said = "Certainty of the day: your own plan, as marked on Requirements and dates; no guide gives it."
    return PlanEvent(f"way.{step}", f"Planned: {WAY_BY_SLUG[step].label}", day, day, said)


def _of_stop(plan: OwnPlan) -> Iterator[PlanEvent]:
    """Yield the Match Day with which the visitor's rule ends; nothing where no part of it says when."""
    end = stop_of(plan.record, plan.match_year).end
    if end is not None:
        last = date_of(cycle_dates(end, [one.rule for one in plan.cycle]), "match_day")
        name = f"{_title_of_day(last)}End in your rule, Match of {end}"
        yield PlanEvent("stop", name, last.first, last.last, say_rule(plan.record, plan.match_year))


def plan_events(plan: OwnPlan, least: int, way: CycleRecord = NO_WAY) -> tuple[PlanEvent, ...]:
    """Return the entries of a plan in the order of their days; without a start only the days of the way.

    Args:
        plan: the plan.
        least: how many improvements the guide asks for before the next applications.
        way: what the visitor planned of their way to residency.
    """
    events = [event for task in plan.tasks for event in _of_task(task, plan)]
    # A calendar has room for the dates of exams too, and for what lies beyond the plan.
    events += [_of_date(one, plan) for one in plan.cycle if one.change != "ended"]
    events += [_of_own_day(step, day) for step, day in way.planned.items()]
    if plan.record.start and plan.match_year:
        begins = date_of(plan.cycle, APPLICATION)
        opens = begins.first
        named = [one.what for one in plan.record.improvements if one.what]
        said = f"Named so far: {'; '.join(named)}." if named else "None is named so far."
        check = f"Check before applications: at least {least} improvements"
        # Of a plan that begins after that, its first day.
        day = max(opens.replace(day=1), plan.record.start)
        said = f"{begins.label} from {say_date(begins)} on. {said}"
        events.append(PlanEvent(f"check.{plan.match_year}", check, day, day, said))
        events += _of_stop(plan)
    return _in_order(events)


def _in_order(events: Sequence[PlanEvent]) -> tuple[PlanEvent, ...]:
    """Return events in the order of their days."""
    return tuple(sorted(events, key=lambda event: (event.first, event.last)))
