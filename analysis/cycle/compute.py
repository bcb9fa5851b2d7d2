"""The dates of a match cycle, for any year: by AAMC's or NRMP's calendar where it was read, else by rule.

A guide's rule gives a month and a day of the match year or of the year before, or days before another date.
It gives no weekday, so none is made up: a date that falls on a weekend stays there, and says so. NRMP's own
rule for Match Day is a Friday. A day that the calendars have left since stays the guide's, and only about so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import pandas as pd

from data.guides import DateRule

# Years of the Match that dates are worked out for.
FIRST_MATCH: Final = 1985
LAST_MATCH: Final = 2100
# The exam that there is no more: its dates begin with its name.
ENDED_EXAM: Final = "step_2_cs"
# The row of policy_events that says so; it was suspended before.
ENDED_EVENT: Final = "step2_cs_ended"
# The day that applications begin: by it a day belongs to a cycle.
APPLICATION: Final = "application"
_FRIDAY: Final = 4
_SATURDAY: Final = 5
_WEEK: Final = 7

Change = Literal["", "not_yet", "moved", "changed", "ended"]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of a Match as AAMC or NRMP set it, a row of `match_calendars`."""

    match_year: int
    date_rule: str
    day: date
    published_by: str
    label: str
    note: str
    url: str
    trust_grade: str


@dataclass(frozen=True, slots=True)
class CycleDate:
    """One date of one cycle.

    Attributes:
        rule: the guide's rule that gives it.
        first: the day, or the first day of a period.
        last: the last day of a period; else the same day.
        change: whether the rule is that of another time: `ended`, what it dates was over; `changed`, a part
            of what the guide says no longer held; `moved`, the calendars had other days by then; `not_yet`,
            the day is not known to hold so early. Empty too where the day is not the guide's.
        is_about: whether the day itself is only about right, or is counted from such a day.
        calendar: the calendar that gives the day; None where a rule does.
        is_friday: whether NRMP's rule of a Friday gives it.
    """

    rule: DateRule
    first: date
    last: date
    change: Change = ""
    is_about: bool = False
    calendar: CalendarDay | None = None
    is_friday: bool = False

    @property
    def is_set(self) -> bool:
        """Whether AAMC or NRMP set the day, or NRMP's rule gives it; else it is the guide's."""
        return self.calendar is not None or self.is_friday

    @property
    def slug(self) -> str:
        """The permanent name of the rule."""
        return self.rule.date_rule

    @property
    def label(self) -> str:
        """What is on that day: in the words of the calendar that gives it, else in the guide's."""
        return self.calendar.label if self.calendar else self.rule.label

    @property
    def is_period(self) -> bool:
        """Whether it lasts longer than a day."""
        return self.last > self.first

    @property
    def is_weekend(self) -> bool:
        """Whether it is one day, and that is a Saturday or a Sunday."""
        return not self.is_period and self.first.weekday() >= _SATURDAY


def event_days(policy_events: pd.DataFrame) -> dict[str, date]:
    """Return event -> its day, of those changes of the rules that have one."""
    days = pd.to_datetime(policy_events["event_date"], format="%Y-%m-%d", errors="coerce")
    return {
        str(event): day.date()
        for event, day in zip(policy_events["event"], days, strict=True)
        if pd.notna(day)
    }


def calendar_days(match_calendars: pd.DataFrame) -> tuple[CalendarDay, ...]:
    """Return the days that AAMC and NRMP set for one Match, as far as they were read."""
    return tuple(
        CalendarDay(
            match_year=int(row["match_year"]),
            date_rule=str(row["date_rule"]),
            day=date.fromisoformat(str(row["calendar_day"])),
            published_by=str(row["published_by"]),
            label=str(row["calendar_label"]),
            note=str(row["calendar_note"]),
            url=str(row["url"]),
            trust_grade=str(row["trust_grade"]),
        )
        for row in match_calendars.to_dict("records")
    )


def cycle_dates(
    match_year: int,
    rules: Iterable[DateRule],
    events: Mapping[str, date] | None = None,
    calendars: Iterable[CalendarDay] = (),
) -> tuple[CycleDate, ...]:
    """Return the dates of the Match of a year, in the order of the days.

    Args:
        match_year: the year of the Match; applications begin in the year before.
        rules: the table `guide_dates` (`read_advice(DateRule, ...)`).
        events: what `event_days` returns; without it no change of the rules is looked at.
        calendars: what `calendar_days` returns; without it every day is a rule's.

    Returns:
        One date for each rule; of one day the guide's order decides.
    """
    by_slug = {rule.date_rule: rule for rule in rules}
    published = {one.date_rule: one for one in calendars if one.match_year == match_year}

    def dated(rule: DateRule) -> CycleDate:
        begins = _day(match_year, rule.years_before, rule.month, rule.day)
        if calendar := published.get(rule.date_rule):
            return CycleDate(rule, calendar.day, calendar.day, calendar=calendar)
        if rule.friday and match_year >= (rule.holds_from or match_year):
            friday = _friday(begins, rule.friday)
            return CycleDate(rule, friday, friday, is_friday=True)
        base = dated(by_slug[rule.counted_from]) if rule.counted_from else None
        if base:
            begins = base.first - timedelta(days=rule.days_before or 0)
        ends = (
            _day(match_year, rule.last_years_before, rule.last_month, rule.last_day)
            if rule.last_month
            else begins
        )
        change = _change(rule, match_year, begins, events or {})
        is_about = rule.date_kind == "about" or change in {"moved", "not_yet"}
        return CycleDate(rule, begins, ends, change, is_about or (base is not None and base.is_about))

    found = (dated(rule) for rule in by_slug.values())
    return tuple(sorted(found, key=lambda one: (one.first, one.rule.sort_order)))


def guides_day(one: CycleDate) -> date | None:
    """Return the day that the guide's own rule gives; None where it counts from another."""
    rule = one.rule
    if rule.month is None:
        return None
    match_year = one.first.year + (rule.years_before or 0)
    return _day(match_year, rule.years_before, rule.month, rule.day)


def _change(rule: DateRule, match_year: int, begins: date, events: Mapping[str, date]) -> Change:
    """Return how a rule of the guide stands in a cycle whose day it gives."""
    if rule.holds_from and match_year < rule.holds_from:
        return "not_yet"
    changed_on = events.get(rule.event or "")
    if changed_on is None or begins < changed_on:
        return ""
    if rule.date_rule.startswith(ENDED_EXAM):
        return "ended"
    return "moved" if rule.holds_from else "changed"


def _day(match_year: int, years_before: int | None, month: int | None, day: int | None) -> date:
    return date(match_year - (years_before or 0), month or 1, day or 1)


def _friday(day: date, place: int) -> date:
    """Return a Friday of the month of a day, the first one being 1."""
    first = day.replace(day=1)
    return first + timedelta(days=(_FRIDAY - first.weekday()) % _WEEK + _WEEK * (place - 1))


def date_of(dates: Sequence[CycleDate], slug: str) -> CycleDate:
    """Return one date of a cycle by the name of its rule.

    Raises:
        LookupError: the guide has no such rule.
    """
    for one in dates:
        if one.slug == slug:
            return one
    raise LookupError(f"The guide has no date {slug!r}.")


def next_match(today: date, rules: Iterable[DateRule]) -> int:
    """Return the first Match whose applications have not begun before `today`."""
    (rule,) = (rule for rule in rules if rule.date_rule == APPLICATION)
    begins = _day(today.year + (rule.years_before or 0), rule.years_before, rule.month, rule.day)
    return today.year + (rule.years_before or 0) + (begins < today)
