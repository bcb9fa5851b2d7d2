"""Days of a log: months counted by the calendar, and how many days some periods cover together."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.cycle.compute import APPLICATION, cycle_dates, date_of
from data.guides import DateRule

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Moment:
    """Which days a log is seen from: today, and the day from which programs of a Match read the file."""

    today: date
    read_on: date
    match_year: int

    @property
    def is_ahead(self) -> bool:
        """Whether programs have not begun to read."""
        return self.read_on > self.today


def add_months(day: date, months: int) -> date:
    """Return the same day of a month so many months later, or the last one of a month that has none."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def whole_months(first: date, last: date) -> int:
    """Return how many whole months are over from one day to a later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (add_months(first, months) > last)


def application_day(rules: Iterable[DateRule], match_year: int) -> date:
    """Return the day from which applications of a Match can be submitted, by the guide's rule."""
    return date_of(cycle_dates(match_year, rules), APPLICATION).first


def moment_of(match_year: int, rules: Iterable[DateRule], today: date) -> Moment:
    """Return the days for the Match that is applied for."""
    return Moment(today, application_day(rules, match_year), match_year)


def within(periods: Iterable[Period], first: date, until: date) -> tuple[Period, ...]:
    """Return what lies within two days, the second one excluded, in order and without overlaps."""
    joined: list[Period] = []
    for start, end in sorted((max(start, first), min(end, until)) for start, end in periods):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def days_of(periods: Iterable[Period], first: date, until: date) -> int:
    """Return how many days some periods cover within two days; what overlaps counts once."""
    return sum((end - start).days for start, end in within(periods, first, until))


def blanks(periods: Iterable[Period], first: date, until: date) -> tuple[Period, ...]:
    """Return the stretches within two days that no period covers."""
    free, at = [], first
    for start, end in within(periods, first, until):
        if start > at:
            free.append((at, start))
        at = end
    return (*free, *([(at, until)] if at < until else []))


def last_day(end: date) -> date:
    """Return the last day of a period whose end is excluded."""
    return end - timedelta(days=1)


def days_said(first: date, last: date) -> str:
    """Return two days in little room, what they share once: 6 Jul – 2 Aug 2026."""
    if first == last:
        return f"{last.day} {last:%b %Y}"
    year = "" if first.year == last.year else f" {first.year}"
    month = "" if not year and first.month == last.month else f" {first:%b}"
    return f"{first.day}{month}{year} – {last.day} {last:%b} {last.year}"
