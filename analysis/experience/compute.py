"""What a log comes to beside the guides: recency, continuity, and what is missing.

Two rules are this app's own and are said wherever they count: four weeks are a month, as the guides count
rotations, and weeks that overlap count once. An entry without a start or a length counts nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from analysis.experience.days import Moment, Period, add_months, blanks, days_of, last_day
from analysis.experience.record import ClinicalEntry, ClinicalLog
from data.guides import Experience, Rule, Threshold

WEEKS_A_MONTH: Final = 4
# Kinds in the US that a guide counts by the month. Research is left out: the guides call it no classic US
# clinical experience. Volunteering has no place in their orders, and work at home is not in the US.
COUNTED: Final = frozenset({"elective", "externship", "resident_level_job", "observership", "shadowing"})
OUTSIDE_THE_US: Final = frozenset({"home_clinical"})
# How long a block of return is: within it a guide counts whatever is in its order, also research and work
# at home.
BLOCK_RULE: Final = "clinical_return.plan.1"
_MONTHS_OF: Final = {"last_us_experience_months": 1, "last_us_experience_years": 12}
_BY_THE_MONTH: Final = frozenset({"us_experience_months", "clinical_months"})
# The pattern of a year or more is about all clinical activity, in the US or not, and not about the last
# experience: its rule counts months alone.
PATTERN_RULE: Final = "clinical_return.experience.5"
_PATTERN_MONTHS: Final = {"months": 1}


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


def is_in_the_us(entry: ClinicalEntry) -> bool:
    """Whether an entry was in the US, by its kind; without one that is not known."""
    return bool(entry.kind) and entry.kind not in OUTSIDE_THE_US


@dataclass(frozen=True, slots=True)
class Counts:
    """What a log has by some day: weeks, and how many."""

    us_weeks: int = 0
    block_weeks: int = 0
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


def counts_by(
    log: ClinicalLog,
    specialty: str,
    until: date,
    kinds: Iterable[Experience],
    block_from: date = date.min,
) -> Counts:
    """Count what lies before a day: weeks of what has begun, letters of what has ended.

    A block of return begins on `block_from`; clinical activity of before is not counted in it. Without a
    specialty nothing is within it.
    """
    kinds, every = tuple(kinds), dated(log)
    hands_on, guide = hands_on_kinds(kinds), BLOCK_RULE.split(".", maxsplit=1)[0]
    of_block = {one.experience_kind for one in kinds if one.guide == guide}
    begun = [one for one in every if one.entry.kind in COUNTED and one.start < until]
    of_specialty = [one for one in begun if specialty and one.entry.specialty == specialty]
    electives = [one for one in begun if one.entry.kind == "elective"]
    lettered = [one for one in every if one.entry.kind and one.entry.letter and one.end <= until]
    from_the_us = [one for one in lettered if is_in_the_us(one.entry)]

    def weeks(some: Iterable[Dated], since: date = date.min) -> int:
        return days_of([one.period for one in some], since, until) // 7

    return Counts(
        us_weeks=weeks(begun),
        block_weeks=weeks(
            (one for one in every if one.entry.kind in of_block and one.start < until), block_from
        ),
        specialty_weeks=weeks(of_specialty),
        hands_on_weeks=weeks(one for one in begun if one.entry.hands_on and one.entry.kind in hands_on),
        elective_weeks=weeks(electives),
        us_letters=len(from_the_us),
        specialty_letters=sum(bool(specialty) and one.entry.specialty == specialty for one in from_the_us),
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
        if one.entry.letter and one.end <= until and is_in_the_us(one.entry)
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
    Ask("clinical_return.plan.2", "block_weeks"),
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
        is_least: whether the guide says at least that much.
        times: how many of what is counted are one of the guide's own unit: weeks in a month, else 1.
        so_far: what there is today; None where the specialty is not chosen.
        by_then: what there is when programs read the file, with what is planned.
    """

    ask: Ask
    rule: Rule
    low: int
    high: int | None
    is_least: bool
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


def block_months(thresholds: Iterable[Threshold]) -> int:
    """Return how many months a block of return has at most."""
    amounts = (one for one in thresholds if (one.rule, one.threshold_role) == (BLOCK_RULE, "amount"))
    return int(next(amounts).highest or 0)


def asked(
    log: ClinicalLog,
    specialty: str,
    moment: Moment,
    kinds: Iterable[Experience],
    rules: Iterable[Rule],
    thresholds: Iterable[Threshold],
) -> tuple[Asked, ...]:
    """Return every number that the guides ask for beside a log, those for the stage of training alone."""
    kinds, thresholds = tuple(kinds), tuple(thresholds)
    by_name = {rule.rule: rule for rule in rules}
    amounts = {one.rule: one for one in thresholds if one.threshold_role == "amount"}
    block = block_months(thresholds)
    so_far, by_then = (
        counts_by(log, specialty, day, kinds, add_months(day, -block))
        for day in (min(moment.today, moment.read_on), moment.read_on)
    )
    found = []
    for ask in ASKS:
        if ask.stage and log.stage and ask.stage != log.stage:
            continue
        amount = amounts[ask.rule]
        times = WEEKS_A_MONTH if amount.measured in _BY_THE_MONTH else 1
        is_known = bool(specialty) or ask.counted not in OF_SPECIALTY
        found.append(
            Asked(
                ask,
                by_name[ask.rule],
                int(amount.lowest or 0) * times,
                None if amount.highest is None else int(amount.highest) * times,
                amount.said_as == "at_least",
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
        months = (_PATTERN_MONTHS if one.rule == PATTERN_RULE else _MONTHS_OF).get(one.measured or "")
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


def overlapping(log: ClinicalLog, place: int) -> tuple[tuple[Dated, Period], ...]:
    """Return the entries that share days with one, and from when to when; the day after the last is excluded.

    Args:
        log: the whole log.
        place: of the entry in the log, from 0.
    """
    every = dated(log)
    own = next((one for one in every if one.place == place), None)
    if own is None:
        return ()
    shared = ((one, (max(one.start, own.start), min(one.end, own.end))) for one in every if one is not own)
    return tuple((one, period) for one, period in shared if period[0] < period[1])
