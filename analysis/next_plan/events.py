"""What a calendar gets of a plan: its steps, the dates of its cycle, the days of its rules, as whole days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.cycle.compute import APPLICATION, CycleDate, date_of
from analysis.next_plan.compute import Task
from analysis.next_plan.own_plan import OwnPlan
from analysis.next_plan.stop_words import say_rule
from analysis.next_plan.words import NOT_DATA, say_author
from data.guides import Guide


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


def _of_task(task: Task, plan: OwnPlan, place: int) -> Iterator[PlanEvent]:
    """Yield the entry of a step; nothing without a start."""
    if task.first_day is None or task.last_day is None:
        return
    step = task.step
    key = f"step.{step.plan}.{step.sort_order}" if step else f"own.{place}.{task.name}"
    said = f"{step.advice} {_by(plan.guides[step.guide])}" if step else "A step of your own."
    done = "Done: " if task.is_done else ""
    yield PlanEvent(key, f"{done}{task.name}", task.first_day, task.last_day, said)


def _of_date(one: CycleDate, plan: OwnPlan) -> PlanEvent:
    """Return the entry of a date of the cycle."""
    rule = one.rule
    about = "About this day: " if rule.certainty == "varies" else ""
    said = " ".join(filter(None, (rule.advice, rule.uncertainty, _by(plan.guides[rule.guide]))))
    name = f"{about}{rule.label} (Match of {plan.match_year})"
    return PlanEvent(f"cycle.{plan.match_year}.{one.slug}", name, one.first, one.last, said)


def plan_events(plan: OwnPlan, least: int, last_day: date | None = None) -> tuple[PlanEvent, ...]:
    """Return the entries of a plan in the order of their days; none without a start.

    Args:
        plan: the plan.
        least: how many improvements the guide asks for before the next applications.
        last_day: Match Day of the year by which the visitor stops; None where none is written.
    """
    events = [event for place, task in enumerate(plan.tasks) for event in _of_task(task, plan, place)]
    events += [_of_date(one, plan) for one in plan.dates]
    if plan.record.start and plan.match_year:
        opens = date_of(plan.cycle, APPLICATION).first
        named = [one.what for one in plan.record.improvements if one.what]
        said = f"Named so far: {'; '.join(named)}." if named else "None is named so far."
        check = f"Check before applications: at least {least} improvements"
        month = opens.replace(day=1)
        events.append(PlanEvent(f"check.{plan.match_year}", check, month, month, said))
    if plan.record.start and last_day and plan.record.stop_year:
        rule = say_rule(plan.record, plan.match_year)
        name = f"About this day: the end in your rule, Match of {plan.record.stop_year}"
        events.append(PlanEvent(f"stop.{plan.record.stop_year}", name, last_day, last_day, rule))
    return _in_order(events)


def _in_order(events: Sequence[PlanEvent]) -> tuple[PlanEvent, ...]:
    """Return events in the order of their days."""
    return tuple(sorted(events, key=lambda event: (event.first, event.last)))
