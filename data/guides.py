"""The guides' advice as frozen records: one class per table of `data.guides_schema`, a field per column.

    bands = read_advice(Band, table("guide_levels"))
    holes_between(bands)

`TABLE_OF` says which table a class is read from. Whoever shows a table keeps it (`pages.ui.tables.table`):
nothing is read from a file here. A missing cell is None, an empty text is "". Every record of a row that a
guide gives has `guide` (slug), `section`, `advice_status` (current, superseded, disputed), `status_note` and
`event` (a row of policy_events that says why, or None); `Guide` alone has author and date, which the
tables repeat in each row (`data.guides_schema.BY_GUIDE`) for whoever copies a row out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Final, Literal, TypeVar

import pandas as pd

Level = Literal["low", "moderate", "high"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One guide. `guide_date` is year-month-day or “not printed”; `dated_by` then says how old it is."""

    guide: str
    title: str
    author: str
    also_by: str
    guide_date: str
    dated_by: str
    about: str
    source_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What every row of advice has: its guide and section, and whether it still stands."""

    guide: str
    section: str
    advice_status: Literal["current", "superseded", "disputed"]
    status_note: str
    event: str | None
    source_id: str


# Without slots: only one base of a class can have them.
@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Bounds in the unit of `measured`, None is no bound.

    Years since something are the difference of two calendar years; all else is in whole units that are over.
    `measured` None: the guide gives no number, and a person decides.
    """

    measured: str | None
    lowest: float | None
    lowest_included: bool
    highest: float | None
    highest_included: bool

    def hold(self, value: float) -> bool:
        """Return whether a value of `measured` is within the bounds."""
        above = self.lowest is None or value > self.lowest or (self.lowest_included and value == self.lowest)
        below = (
            self.highest is None or value < self.highest or (self.highest_included and value == self.highest)
        )
        return self.measured is not None and above and below


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(Advice, Bounds):
    """One alternative of one level of a factor in one guide's table of risk.

    A level holds where any of its alternatives does: bounds and `also` together. `band` is the guide's whole
    cell in our words, the same on all alternatives of the level.
    """

    risk_factor: str
    risk_level: Level
    alternative: int
    also: str
    band: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Whole values of one measure that lie between two bands of a guide's factor, both ends included."""

    guide: str
    risk_factor: str
    measured: str
    lowest: float
    highest: float
    below: Level
    above: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Advice):
    """One rule, number, list, step, caution or statement; `sort_order` is its place in the guide."""

    rule: str
    topic: str
    rule_kind: str
    sort_order: int
    condition: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Bounds):
    """One number of a rule: `threshold_role` is condition (when it applies) or amount (what it advises).

    Conditions with one `alternative` all have to hold; of several alternatives one is enough. `said_as` says
    how the guide gives it: at_least and at_most are open at one end, an example is no limit of the guide's,
    and within an undecided range the guide leaves open whether the rule applies.
    """

    rule: str
    threshold_role: Literal["condition", "amount"]
    alternative: int
    said_as: Literal["exact", "at_least", "at_most", "about", "example", "undecided"]
    source_id: str

    def hold(self, value: float) -> bool:
        """Return whether a value of `measured` is within the bounds, of which one may be open."""
        bounds = replace(
            self,
            said_as="exact",
            lowest=None if self.said_as == "at_most" else self.lowest,
            highest=None if self.said_as == "at_least" else self.highest,
        )
        return Bounds.hold(bounds, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Advice):
    """What a guide says changes a factor, 1 the most; last, not `can_change`, what cannot change it."""

    risk_factor: str
    can_change: bool
    sort_order: int
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience(Advice):
    """A kind of clinical experience in a guide's order of strength, 1 strongest; kinds can share a place.

    `open_to` has student, graduate, both with a space between, or nothing where the guide does not say.
    """

    experience_kind: str
    strength_order: int
    hands_on: bool
    open_to: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisaUse(Advice):
    """A kind of clinical experience that a guide says a visa is used for."""

    visa: str
    experience_kind: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Advice):
    """A step of the way and what it needs."""

    requirement: str
    needs_id: bool
    needs_passing_scores: bool
    needs_certificate: bool
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule(Advice):
    """A date of a match cycle.

    Either `years_before` (0 or 1, before the match year), `month` and `day` are there, with
    `last_years_before`, `last_month` and `last_day` for the end of a period; or `counted_from` (another
    `date_rule`) and `days_before` it. `certainty` is fixed, usually_fixed, varies or advised. A day of
    AAMC's or NRMP's calendars is known to hold from the Match of `holds_from` until the `event`, if there is
    one; where NRMP has the `friday`-th Friday of the month, that holds from then on.
    """

    date_rule: str
    sort_order: int
    label: str
    date_kind: str
    certainty: str
    years_before: int | None
    month: int | None
    day: int | None
    last_years_before: int | None
    last_month: int | None
    last_day: int | None
    counted_from: str | None
    days_before: int | None
    friday: int | None
    holds_from: int | None
    uncertainty: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep(Advice):
    """A step of the plan months_18 or months_6_12, months from 1.

    `month_to` None: as long as the plan. `placed_by` is atlas where the guide gives no months.
    """

    plan: str
    sort_order: int
    month_from: int
    month_to: int | None
    placed_by: str
    phase: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint(Advice):
    """A point of an author's own picture, 0 to 100: an illustration, nobody measured it."""

    month: int
    convincing_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MixPart(Advice):
    """The share of applications that a guide gives a kind of program; the shares sum to 100."""

    program_kind: str
    applications_pct: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TierEntry(Advice):
    """A specialty in a guide's tier; `specialty` None where the vocabulary has no such specialty."""

    tier: str
    sort_order: int
    specialty_named: str
    specialty: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisaFacet(Advice):
    """What a guide says of one visa (j1 or h1b) in one respect; `figure` of `figure_of` where it counts."""

    visa_facet: str
    visa: str
    figure: int | None
    figure_unit: str
    figure_of: int | None
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditArea(Advice):
    """An area of the self-audit, each strong, average or weak."""

    audit_area: str
    sort_order: int
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FramePlace(Advice):
    """An empty place of a frame: its name, and what belongs there."""

    frame: str
    sort_order: int
    place: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a disagreement; `guide` None where NRMP is the side."""

    disagreement: str
    sort_order: int
    label: str
    guide: str | None
    section: str
    advice: str
    event: str | None
    source_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A part of a guide that no other table of advice has, and why."""

    guide: str
    sort_order: int
    section: str
    left_out: str
    reason: str
    source_id: str


TABLE_OF: Final[dict[type, str]] = {
    Guide: "guides",
    Rule: "guide_rules",
    Threshold: "guide_thresholds",
    Band: "guide_levels",
    Change: "guide_changes",
    Experience: "guide_experience",
    VisaUse: "guide_visa_uses",
    Requirement: "guide_requirements",
    DateRule: "guide_dates",
    PlanStep: "guide_plan_steps",
    CurvePoint: "guide_curve",
    MixPart: "guide_mix",
    TierEntry: "guide_tiers",
    VisaFacet: "guide_visas",
    AuditArea: "guide_audit",
    FramePlace: "guide_frames",
    Side: "guide_disagreements",
    LeftOut: "guide_left_out",
}


def read_advice(kind: type[T], rows: pd.DataFrame) -> tuple[T, ...]:
    """Return the rows of the table `TABLE_OF[kind]` as records, in their order."""
    # Dataclasses have no common type that has fields.
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    records = rows[names].astype("object").where(rows[names].notna(), None).to_dict("records")
    return tuple(kind(**{str(name): cell for name, cell in record.items()}) for record in records)


def holes_between(bands: Iterable[Band]) -> tuple[Hole, ...]:
    """Return the whole values that lie between the bands of each guide and factor, and belong to none."""
    found = []
    groups: dict[tuple[str, str, str], list[Band]] = {}
    for band in bands:
        if band.measured:
            groups.setdefault((band.guide, band.risk_factor, band.measured), []).append(band)
    for (guide, factor, measured), group in groups.items():
        ordered = sorted(group, key=lambda band: -1 if band.lowest is None else band.lowest)
        for one, other in pairwise(ordered):
            if one.highest is None or other.lowest is None:
                continue
            low = one.highest + one.highest_included
            high = other.lowest - other.lowest_included
            if low <= high:
                found.append(
                    Hole(
                        guide=guide,
                        risk_factor=factor,
                        measured=measured,
                        lowest=low,
                        highest=high,
                        below=one.risk_level,
                        above=other.risk_level,
                    )
                )
    return tuple(found)
