"""Days of a log: months counted by the calendar, and how many days some periods cover together."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.cycle.compute import APPLICATION, CycleDate, date_of

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Moment:
    """Which days a log is seen from: today, and the day from which programs of a Match read the file."""

    today: date
    reads: CycleDate
    match_year: int

    @property
    def read_on(self) -> date:
        """The day from which programs read the file."""
        return self.reads.first

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


def moment_of(match_year: int, dates: Sequence[CycleDate], today: date) -> Moment:
    """Return the days for the Match that is applied for, whose dates `cycle_dates` returns."""
    return Moment(today, date_of(dates, APPLICATION), match_year)


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
