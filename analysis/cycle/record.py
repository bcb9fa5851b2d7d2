"""What a visitor says of their own way to residency: a mark for each step.

It is kept in the visitor's tab and in their own file, never in an address and never on the server.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal

from analysis.cycle.compute import FIRST_MATCH, LAST_MATCH
from data.terms import Term, slugs

# Days that a plan may name.
FIRST_DAY: Final = date(FIRST_MATCH - 1, 1, 1)
LAST_DAY: Final = date(LAST_MATCH, 12, 31)

Exam = Literal["step_1", "step_2_ck"]
MARKS: Final = (Term("open", "Open"), Term("planned", "Planned"), Term("done", "Done"))


@dataclass(frozen=True, slots=True)
class WayStep(Term):
    """One step of the way, which a visitor can mark.

    Attributes:
        rule: the row of `guide_rules` that says what it is; empty where a requirement does.
        requirement: the row of `guide_requirements` that says what it needs; empty where none does.
        short: its name in the middle of a sentence.
        about: what it is, where no row of the guide says so.
    """

    rule: str = ""
    requirement: str = ""
    short: str = ""
    about: str = ""


# In the order in which the guide goes; the steps of certification first.
WAY: Final = (
    WayStep("id", "USMLE/ECFMG number", "img_guide.certification.5", short="the USMLE/ECFMG number"),
    WayStep(
        "certification",
        "Application for certification",
        "img_guide.certification.6",
        "apply_certification",
        "the application for certification",
    ),
    WayStep(
        "school", "Confirmation by the school", "img_guide.certification.7", short="the school’s confirmation"
    ),
    WayStep(
        "exam_application",
        "Application for the exams",
        "img_guide.certification.8",
        "apply_exams",
        "the application for the exams",
    ),
    WayStep("step_1", "Step 1", "img_guide.certification.9", short="Step 1"),
    WayStep("step_2_ck", "Step 2 CK", "img_guide.certification.9", short="Step 2 CK"),
    WayStep(
        "pathway",
        "ECFMG’s Pathway",
        short="the Pathway",
        about="In the place of Step 2 CS; ECFMG says who can use one, and until when.",
    ),
    WayStep("application", "Application for residency", "", "apply_residency", "the residency application"),
    WayStep("rank_list", "Rank order list", "", "rank_list", "the rank order list"),
    WayStep("degree", "Degree, confirmed", "img_guide.certification.10", short="the confirmed degree"),
    WayStep("certificate", "ECFMG certificate", "img_guide.certification.1", short="the certificate"),
    WayStep("residency", "Begin residency", "", "begin_residency", "the beginning of residency"),
    WayStep("step_3", "Step 3", "", "step_3", "Step 3"),
)
WAY_BY_SLUG: Final = {step.slug: step for step in WAY}


@dataclass(frozen=True, slots=True)
class StepMark:
    """The visitor's mark on one step: `open`, `planned` (perhaps on a day) or `done`."""

    step: str = ""
    mark: str = "open"
    planned_on: date | None = field(default=None, metadata={"label": "planned on"})


@dataclass(frozen=True, slots=True)
class CycleRecord:
    """What the visitor says of their way.

    Attributes:
        marks: one for each step that is not open, in the order of `WAY`.
    """

    marks: tuple[StepMark, ...] = ()

    def mark_of(self, step: str) -> StepMark:
        """Return the mark of a step; an open one where there is none."""
        return next((mark for mark in self.marks if mark.step == step), StepMark(step))

    @property
    def planned(self) -> dict[str, date]:
        """Step -> the day it is planned on, in the order of the way."""
        return {
            mark.step: mark.planned_on for mark in self.marks if mark.mark == "planned" and mark.planned_on
        }


def marked(record: CycleRecord, mark: StepMark) -> CycleRecord:
    """Return a record with another mark on one step; an open one needs no place in it."""
    marks = {one.step: one for one in record.marks} | {mark.step: mark}
    return replace(record, marks=_in_order(marks.values()))


def _in_order(marks: Iterable[StepMark]) -> tuple[StepMark, ...]:
    """Return the marks that say something, one for each step, in the order of the way."""
    by_step = {mark.step: mark for mark in marks if mark.mark != "open"}
    return tuple(by_step[step.slug] for step in WAY if step.slug in by_step)


def checked(record: CycleRecord) -> tuple[CycleRecord, tuple[str, ...]]:
    """Return what of a record can be used, and one sentence for each part that cannot."""
    problems, kept = [], dict[str, StepMark]()
    for mark in record.marks:
        step = WAY_BY_SLUG.get(mark.step)
        if step is None:
            problems.append(f"There is no step “{mark.step}”; its mark is left out.")
        elif mark.mark not in slugs(MARKS):
            problems.append(f"{step.label} has the mark “{mark.mark}”, which there is not; it is left open.")
        elif mark.step in kept:
            problems.append(f"{step.label} is marked twice; the first mark counts.")
        elif mark.planned_on and not FIRST_DAY <= mark.planned_on <= LAST_DAY:
            problems.append(
                f"{step.label} is planned on {mark.planned_on.isoformat()}, outside {FIRST_DAY.year} to "
                f"{LAST_DAY.year}; the day is left out."
            )
            kept[mark.step] = replace(mark, planned_on=None)
        else:
            kept[mark.step] = mark if mark.mark == "planned" else replace(mark, planned_on=None)
    return CycleRecord(_in_order(kept.values())), tuple(problems)
