"""A plan as one HTML file that opens offline and prints on two sheets: no script, nothing fetched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from analysis.cycle.compute import CycleDate
from analysis.days import say_day
from analysis.export.paper.environment import environment
from analysis.export.plan_sheet.log import LogSheet
from analysis.next_plan.compute import Hours, Task, place_of
from analysis.next_plan.own_plan import OwnPlan
from analysis.next_plan.record import Improvement
from analysis.next_plan.stop_words import hours_table, rule_checks, say_improvements, say_rule, stop_table
from analysis.next_plan.words import (
    NOT_DATA,
    PROGRAM_LABELS,
    plan_checks,
    plan_headline,
    say_author,
    say_date,
    say_own_length,
    say_when,
)
from data.guides import FramePlace, MixPart

FILE_NAME: Final = "match-atlas_plan_two-sheets.html"
# The narrowest box, in months: that of a day.
DAY: Final = 0.12
TICK_MONTHS: Final = 3
LISTED: Final = "those above"

_ENVIRONMENT: Final = environment(Path(__file__).parent)


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """What stands on the two sheets.

    Attributes:
        plan: the plan.
        hours: `analysis.next_plan.compute.weekly_hours`.
        mix: `analysis.next_plan.compute.mix_of`.
        applications: how many applications the parts are of.
        decisions: the guide's frame `decision`.
        frame: the guide's frame `stop_rule`.
        least: how many improvements the guide asks for.
        sources: the sources as one line.
        made_on: the day that is printed.
        log: the log of clinical experience; None where there is none.
        next_match: the Match of the next cycle, for a plan that has no start; None where nothing says it.
        opens: when applications to the next Match begin; None where nothing says it.
    """

    plan: OwnPlan
    hours: tuple[Hours, ...]
    mix: tuple[tuple[MixPart, int], ...]
    applications: int
    decisions: tuple[FramePlace, ...]
    frame: tuple[FramePlace, ...]
    least: int
    sources: str
    made_on: date
    log: LogSheet | None = None
    next_match: int | None = None
    opens: CycleDate | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the first sheet; `box` says whether it is done, None where there is nothing to do."""

    name: str
    said: str
    when: str
    first: float
    width: float
    look: str
    box: bool | None


def _of_task(task: Task) -> _Row:
    look = "done" if task.is_done else task.months_by
    said = task.step.advice if task.step else ""
    return _Row(
        task.name, said, say_when(task), task.first - 1, task.last - task.first + 1, look, task.is_done
    )


def _of_date(one: CycleDate, start: date, length: float) -> _Row:
    # A period may have begun before the plan.
    first = max(0, place_of(start, one.first))
    last = min(place_of(start, one.last), length)
    return _Row(one.label, "", say_date(one), first, max(last - first, DAY), "date", None)


def sheet_html(asked: SheetRequest) -> str:
    """Return the two sheets as one HTML document that needs nothing else."""
    return _ENVIRONMENT.get_template("sheet.html").render(plan=plan_parts(asked), log=asked.log)


def plan_parts(asked: SheetRequest) -> dict[str, object]:
    """Return what the two sheets print of a plan, by the names that `paper/plan.html` knows."""
    plan, record = asked.plan, asked.plan.record
    length, first_match = plan.months_drawn, plan.match_year or asked.next_match
    dates = [_of_date(one, record.start, length) for one in plan.dates] if record.start else []
    guide = plan.guides[asked.mix[0][0].guide]
    named = [one for one in record.improvements if one.what]
    # They stand in a list of their own.
    listed = (Improvement(LISTED),) if named else ()
    return {
        "made_on": say_day(asked.made_on),
        "headline": plan_headline(plan),
        "by": ". ".join(filter(None, (f"{say_author(plan.guide)}: {NOT_DATA}", say_own_length(plan)))),
        "rows": [*map(_of_task, plan.tasks), *dates],
        "length": length,
        "ticks": range(0, length + 1, TICK_MONTHS),
        "scale": f"Months 1 to {length}; a line every {TICK_MONTHS} months",
        "checks": plan_checks(plan),
        "hours": _lines(hours_table(asked.hours)),
        "mix_head": f"{asked.applications} applications",
        "mix": [
            (PROGRAM_LABELS[part.program_kind], count, f"{part.applications_pct:g}%")
            for part, count in asked.mix
        ],
        "mix_by": say_author(guide),
        "improvements": named,
        "improvements_said": say_improvements(record.improvements, asked.least, asked.opens),
        "rule": say_rule(replace(record, improvements=()), first_match),
        "rule_checks": rule_checks(record, first_match),
        "stop": _lines(stop_table(replace(record, improvements=listed), asked.decisions, asked.frame)),
        "sources": asked.sources,
    }


def _lines(columns: dict[str, list[str]]) -> Sequence[tuple[str, ...]]:
    """Return columns as rows."""
    return list(zip(*columns.values(), strict=True))
