"""What a log comes to beside the guides: recency, and what is missing.

Two rules are this app's own and are said wherever they count: four weeks are a month, as the guides count
rotations, and weeks that overlap count once. An entry without a start or a length counts nowhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from analysis.experience.days import Moment, Period, add_months, days_of, last_day
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


def in_order(log: ClinicalLog, *, latest_first: bool = False) -> tuple[int, ...]:
    """Return the places of all entries: by time, the earliest or the latest first, then those without one."""
    known = [one.place for one in dated(log)]
    known = known[::-1] if latest_first else known
    return (*known, *(place for place in range(len(log.entries)) if place not in known))


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
    since: date = date.min,
) -> Counts:
    """Count what lies before a day: weeks of what has begun, letters of what has ended.

    A block of return begins on `block_from`; clinical activity of before is not counted in it. Without a
    specialty nothing is within it. Of what reaches back before `since` only the weeks from then on count, and
    a letter is of the last day.
    """
    kinds, every = tuple(kinds), [one for one in dated(log) if one.end > since]
    guide = BLOCK_RULE.split(".", maxsplit=1)[0]
    of_block = {one.experience_kind for one in kinds if one.guide == guide}
    begun = [one for one in every if one.entry.kind in COUNTED and one.start < until]
    of_specialty = [one for one in begun if specialty and one.entry.specialty == specialty]
    electives = [one for one in begun if one.entry.kind == "elective"]
    lettered = [one for one in every if one.entry.kind and one.entry.letter and one.end <= until]
    from_the_us = [one for one in lettered if is_in_the_us(one.entry)]

    def weeks(some: Iterable[Dated], first: date = since) -> int:
        return days_of([one.period for one in some], first, until) // 7

    return Counts(
        us_weeks=weeks(begun),
        block_weeks=weeks(
            (one for one in every if one.entry.kind in of_block and one.start < until),
            max(block_from, since),
        ),
        specialty_weeks=weeks(of_specialty),
        hands_on_weeks=weeks(one for one in begun if is_hands_on(one.entry, kinds)),
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
        recent: what of it is within the longest time that a guide calls recent.
    """

    ask: Ask
    rule: Rule
    low: int
    high: int | None
    is_least: bool
    times: int
    so_far: int | None
    by_then: int | None
    recent: int | None

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

    @property
    def is_reached(self) -> bool:
        """Whether what is recent comes to the lower number."""
        return (self.recent or 0) >= self.low


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
    so_far, by_then, recent = (
        counts_by(log, specialty, day, kinds, add_months(day, -block), since)
        for day, since in (
            (min(moment.today, moment.read_on), date.min),
            (moment.read_on, date.min),
            (moment.read_on, add_months(moment.read_on, -recent_months(thresholds))),
        )
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
                getattr(recent, ask.counted) if is_known else None,
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
        has: the US experience and letters within the shorter stretch.
        has_longer: those within the longer one.
    """

    rule: Rule
    shorter: int
    longer: int
    from_shorter: date
    from_longer: date
    last: date | None
    has: Counts
    has_longer: Counts

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


def _recent(thresholds: Iterable[Threshold]) -> Iterator[tuple[str, int, int]]:
    """Yield each rule that calls some time recent, with its shorter and its longer number of months."""
    for one in thresholds:
        months = (_PATTERN_MONTHS if one.rule == PATTERN_RULE else _MONTHS_OF).get(one.measured or "")
        if months is None or one.threshold_role != "amount" or one.lowest is None or one.highest is None:
            continue
        yield one.rule, int(one.lowest * months), int(one.highest * months)


def recent_months(thresholds: Iterable[Threshold]) -> int:
    """Return the longest time that a guide calls recent, in months."""
    return max(longer for _, _, longer in _recent(thresholds))


def windows(
    log: ClinicalLog, moment: Moment, rules: Iterable[Rule], thresholds: Iterable[Threshold]
) -> tuple[Window, ...]:
    """Return what each guide calls recent, and what US experience of the log lies in it."""
    by_name, last = {rule.rule: rule for rule in rules}, last_us_day(log, moment.read_on)
    found = []
    for rule, shorter, longer in _recent(thresholds):
        begin, begin_longer = (add_months(moment.read_on, -length) for length in (shorter, longer))
        has, has_longer = (counts_by(log, "", moment.read_on, (), since=day) for day in (begin, begin_longer))
        found.append(Window(by_name[rule], shorter, longer, begin, begin_longer, last, has, has_longer))
    return tuple(found)


def last_us_day(log: ClinicalLog, until: date) -> date | None:
    """Return the last day of US experience before a day; None where there is none."""
    ends = [
        last_day(min(one.end, until)) for one in dated(log) if one.entry.kind in COUNTED and one.start < until
    ]
    return max(ends, default=None)


def is_under_way(log: ClinicalLog, day: date) -> bool:
    """Whether some US experience has begun before a day and goes on then."""
    return any(one.entry.kind in COUNTED and one.start < day < one.end for one in dated(log))


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


def same_again(log: ClinicalLog, place: int) -> int:
    """Return how many other entries of a log are of the same kind, specialty, place and time as one."""

    def what(entry: ClinicalEntry) -> tuple[object, ...]:
        return entry.kind, entry.specialty, entry.place.casefold(), entry.start, entry.weeks

    return sum(what(entry) == what(log.entries[place]) for entry in log.entries) - 1
