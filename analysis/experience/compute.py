"""What a log comes to beside the guides: order of strength, recency, continuity, and what is missing.

Two rules are this app's own and are said wherever they count: four weeks are a month, as the guides count
rotations, and weeks that overlap count once. An entry without a start or a length counts nowhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from analysis.experience.days import Moment, Period, add_months, blanks, days_of, last_day
from analysis.experience.record import ClinicalEntry, ClinicalLog
from data.guide_terms import EXPERIENCE_KINDS, STAGES_OF_TRAINING
from data.guides import Experience, Rule, Threshold, VisaUse
from data.terms import slugs

WEEKS_A_MONTH: Final = 4
# Kinds in the US that a guide counts by the month. Research is left out: the guides call it no classic US
# clinical experience. Volunteering has no place in their orders, and work at home is not in the US.
COUNTED: Final = frozenset({"elective", "externship", "resident_level_job", "observership", "shadowing"})
OUTSIDE_THE_US: Final = frozenset({"home_clinical"})
OBSERVING: Final = "observership"
_MONTHS_OF: Final = {"last_us_experience_months": 1, "last_us_experience_years": 12}
# The pattern of a year or more is about all clinical activity, not about the last experience.
PATTERN_RULE: Final = "clinical_return.experience.5"


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry with both days: its place in the log, from 0, its first day, and the day after its last."""

    place: int
    entry: ClinicalEntry
    start: date
    end: date

    @property
    def period(self) -> Period:
        """First day, and the day after the last."""
        return self.start, self.end


def dated(log: ClinicalLog) -> tuple[Dated, ...]:
    """Return the entries that have a start and a length, the earliest first."""
    found = [
        Dated(place, entry, entry.start, entry.end)
        for place, entry in enumerate(log.entries)
        if entry.start is not None and entry.end is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.place)))


def hands_on_kinds(kinds: Iterable[Experience]) -> frozenset[str]:
    """Return the kinds that the guides call work on patients."""
    return frozenset(one.experience_kind for one in kinds if one.hands_on)


def is_hands_on(entry: ClinicalEntry, kinds: Iterable[Experience]) -> bool:
    """Whether an entry was work on patients, by what was logged and by its kind."""
    return entry.hands_on and entry.kind in hands_on_kinds(kinds)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a log has by some day: weeks, and how many."""

    us_weeks: int = 0
    specialty_weeks: int = 0
    hands_on_weeks: int = 0
    elective_weeks: int = 0
    us_letters: int = 0
    specialty_letters: int = 0
    letters: int = 0
    rotations: int = 0
    specialty_rotations: int = 0
    lettered_rotations: int = 0
    electives: int = 0


# What counts within the specialty applied for; unknown while none is chosen.
OF_SPECIALTY: Final = frozenset(
    {"specialty_weeks", "specialty_letters", "specialty_rotations", "lettered_rotations"}
)


def counts_by(log: ClinicalLog, until: date, kinds: Iterable[Experience]) -> Counts:
    """Count what lies before a day: weeks of what has begun, letters of what has ended."""
    hands_on = hands_on_kinds(kinds)
    every = dated(log)
    begun = [one for one in every if one.entry.kind in COUNTED and one.start < until]
    of_specialty = [one for one in begun if log.specialty and one.entry.specialty == log.specialty]
    electives = [one for one in begun if one.entry.kind == "elective"]
    lettered = [one for one in every if one.entry.letter and one.end <= until]
    from_the_us = [one for one in lettered if one.entry.kind not in OUTSIDE_THE_US]

    def weeks(some: Iterable[Dated]) -> int:
        return days_of([one.period for one in some], date.min, until) // 7

    return Counts(
        us_weeks=weeks(begun),
        specialty_weeks=weeks(of_specialty),
        hands_on_weeks=weeks(one for one in begun if one.entry.hands_on and one.entry.kind in hands_on),
        elective_weeks=weeks(electives),
        us_letters=len(from_the_us),
        specialty_letters=sum(
            bool(log.specialty) and one.entry.specialty == log.specialty for one in from_the_us
        ),
        letters=len(lettered),
        rotations=len(begun),
        specialty_rotations=len(of_specialty),
        lettered_rotations=sum(one in lettered for one in of_specialty),
        electives=len(electives),
    )


def letter_settings(log: ClinicalLog, until: date) -> tuple[str, ...]:
    """Return the setting of each US letter that is there or expected before a day; empty where not said."""
    return tuple(
        one.entry.setting
        for one in dated(log)
        if one.entry.letter and one.end <= until and one.entry.kind not in OUTSIDE_THE_US
    )


@dataclass(frozen=True, slots=True)
class Ask:
    """A number that a guide asks for, and what of a log it is held beside.

    Attributes:
        rule: the rule that has the number.
        counted: a field of `Counts`.
        stage: whom alone it is for; empty for everybody.
    """

    rule: str
    counted: str
    stage: str = ""


# What the specialty and letters are held beside comes first.
MONTHS_ASKED: Final = "clinical_experience.experience.30"
LETTERS_ASKED: Final = "clinical_experience.letters.5"
ASKS: Final = (
    Ask(MONTHS_ASKED, "specialty_weeks"),
    Ask(LETTERS_ASKED, "us_letters"),
    Ask(LETTERS_ASKED, "specialty_letters"),
    Ask("clinical_experience.letters.1", "lettered_rotations"),
    Ask("clinical_experience.experience.28", "specialty_rotations"),
    Ask(MONTHS_ASKED, "us_weeks"),
    Ask("clinical_experience.experience.31", "rotations"),
    Ask("clinical_experience.plan.1", "elective_weeks", "student"),
    Ask("clinical_experience.experience.11", "electives", "student"),
    Ask("clinical_return.plan.2", "us_weeks"),
    Ask("clinical_return.experience.1", "hands_on_weeks"),
    Ask("non_clinical_job.experience.6", "us_weeks"),
    Ask("img_guide.experience.1", "us_weeks"),
    Ask("img_guide.letters.1", "letters"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that a guide asks for beside a log; weeks where it is about a time.

    Attributes:
        ask: what is held beside what.
        rule: the guide's rule.
        low: the lower number asked for.
        high: the upper one; None where it is open.
        times: how many of what is counted are one of the guide's own unit: weeks in a month, else 1.
        so_far: what there is today; None where the specialty is not chosen.
        by_then: what there is when programs read the file, with what is planned.
    """

    ask: Ask
    rule: Rule
    low: int
    high: int | None
    times: int
    so_far: int | None
    by_then: int | None

    @property
    def is_weeks(self) -> bool:
        """Whether weeks are counted."""
        return self.ask.counted.endswith("_weeks")

    @property
    def missing(self) -> tuple[int, int] | None:
        """What is missing to the lower and to the upper number; None where it is not known."""
        if self.by_then is None:
            return None
        upper = self.low if self.high is None else self.high
        return max(self.low - self.by_then, 0), max(upper - self.by_then, 0)


def asked(
    log: ClinicalLog,
    moment: Moment,
    kinds: Iterable[Experience],
    rules: Iterable[Rule],
    thresholds: Iterable[Threshold],
) -> tuple[Asked, ...]:
    """Return every number that the guides ask for beside a log, those for the stage of training alone."""
    kinds, by_name = tuple(kinds), {rule.rule: rule for rule in rules}
    amounts = {one.rule: one for one in thresholds if one.threshold_role == "amount"}
    so_far = counts_by(log, min(moment.today, moment.read_on), kinds)
    by_then = counts_by(log, moment.read_on, kinds)
    found = []
    for ask in ASKS:
        if ask.stage and log.stage and ask.stage != log.stage:
            continue
        amount = amounts[ask.rule]
        times = WEEKS_A_MONTH if amount.measured == "us_experience_months" else 1
        is_known = bool(log.specialty) or ask.counted not in OF_SPECIALTY
        found.append(
            Asked(
                ask,
                by_name[ask.rule],
                int(amount.lowest or 0) * times,
                None if amount.highest is None else int(amount.highest) * times,
                times,
                getattr(so_far, ask.counted) if is_known else None,
                getattr(by_then, ask.counted) if is_known else None,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Window:
    """How long before programs read the file a guide calls recent: a shorter and a longer number of months.

    Attributes:
        rule: the guide's rule.
        shorter: months.
        longer: months.
        from_shorter: the first day of the shorter stretch.
        from_longer: the first day of the longer one.
        last: the last day of US experience by then; None where there is none.
    """

    rule: Rule
    shorter: int
    longer: int
    from_shorter: date
    from_longer: date
    last: date | None

    @property
    def held(self) -> str:
        """Slug of where the last day lies: shorter, longer, before or none."""
        if self.last is None:
            return "none"
        return (
            "shorter"
            if self.last >= self.from_shorter
            else "longer"
            if self.last >= self.from_longer
            else "before"
        )


def windows(
    log: ClinicalLog, moment: Moment, rules: Iterable[Rule], thresholds: Iterable[Threshold]
) -> tuple[Window, ...]:
    """Return what each guide calls recent, and where the last US experience lies in it."""
    by_name, last = {rule.rule: rule for rule in rules}, last_us_day(log, moment.read_on)
    found = []
    for one in thresholds:
        months = _MONTHS_OF.get(one.measured or "")
        if months is None or one.threshold_role != "amount" or one.lowest is None or one.highest is None:
            continue
        shorter, longer = (int(bound * months) for bound in (one.lowest, one.highest))
        begin, begin_longer = (add_months(moment.read_on, -length) for length in (shorter, longer))
        found.append(Window(by_name[one.rule], shorter, longer, begin, begin_longer, last))
    return tuple(found)


def last_us_day(log: ClinicalLog, until: date) -> date | None:
    """Return the last day of US experience before a day; None where there is none."""
    ends = [
        last_day(min(one.end, until)) for one in dated(log) if one.entry.kind in COUNTED and one.start < until
    ]
    return max(ends, default=None)


@dataclass(frozen=True, slots=True)
class Continuity:
    """Clinical activity of any kind in the months before programs read the file.

    Attributes:
        months: how many months are looked at.
        active: in how many of them there was any.
        longest_blank: the longest stretch without any; None where there was always some.
    """

    months: int
    active: int
    longest_blank: Period | None


def continuity(log: ClinicalLog, moment: Moment, months: int) -> Continuity:
    """Count the months with clinical activity, back from the day on which programs read the file."""
    periods = [one.period for one in dated(log) if one.entry.kind]
    bounds = [add_months(moment.read_on, -back) for back in range(months, -1, -1)]
    active = sum(days_of(periods, first, until) > 0 for first, until in pairwise(bounds))
    free = blanks(periods, bounds[0], moment.read_on)
    longest = max(free, key=lambda period: period[1] - period[0], default=None)
    return Continuity(months, active, longest)


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a kind in a guide's order of strength: 1 is the strongest of `of`."""

    order: int
    of: int


def weighed_as(entry: ClinicalEntry, kinds: Iterable[Experience]) -> str:
    """Return the kind whose place an entry has: a hands-on kind that was observing, that of observerships."""
    watched = entry.kind in COUNTED & hands_on_kinds(kinds) and not entry.hands_on
    return OBSERVING if watched else entry.kind


def strength(entry: ClinicalEntry, kinds: Iterable[Experience]) -> Mapping[str, Place | None]:
    """Return the place of an entry in each guide's order; None where the guide has no place for it."""
    kinds = tuple(kinds)
    kind = weighed_as(entry, kinds)
    own = {one.guide: one.strength_order for one in kinds if one.experience_kind == kind}
    return {
        guide: Place(own[guide], of) if guide in own else None for guide, of in lowest_places(kinds).items()
    }


def lowest_places(kinds: Iterable[Experience]) -> dict[str, int]:
    """Return the last place of each guide's order of strength."""
    lowest: dict[str, int] = {}
    for one in kinds:
        lowest[one.guide] = max(one.strength_order, lowest.get(one.guide, 0))
    return lowest


@dataclass(frozen=True, slots=True)
class Opening:
    """To whom a kind is open by the guides, and on which visas.

    Attributes:
        kind: slug of the kind.
        open_to: stage of training -> the guides that say it is open, and those that name the other alone.
        visas: what a guide says each visa is used for.
    """

    kind: str
    open_to: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    visas: tuple[VisaUse, ...]


def openings(kinds: Sequence[Experience], uses: Sequence[VisaUse]) -> tuple[Opening, ...]:
    """Return to whom every kind is open, and on which visas, as far as a guide says so."""
    found = []
    for kind in slugs(EXPERIENCE_KINDS):
        said = [one for one in kinds if one.experience_kind == kind and one.open_to]
        open_to = {
            stage: (
                tuple(one.guide for one in said if stage in one.open_to.split()),
                tuple(one.guide for one in said if stage not in one.open_to.split()),
            )
            for stage in slugs(STAGES_OF_TRAINING)
        }
        found.append(Opening(kind, open_to, tuple(use for use in uses if use.experience_kind == kind)))
    return tuple(found)
