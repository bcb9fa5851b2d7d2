"""Days on an axis: numbers as spreadsheets count them, so that a slide's own axis reads them too."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

# The day that spreadsheets count from.
_ZERO: Final = date(1899, 12, 30)
_MONTHS: Final = 12


def day_number(day: date) -> float:
    """Return a day as a number of an axis of the kind `days`."""
    return float((day - _ZERO).days)


def day_at(number: float) -> date:
    """Return the day that a number of such an axis lies in."""
    return _ZERO + timedelta(days=int(number))


def month_name(number: float) -> str:
    """Return a month and its year in the room of a tick."""
    return f"{day_at(number):%b ’%y}"


def month_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Return first days of months between two numbers: every month, or as few as `most` asks for."""
    firsts = tuple(_firsts(day_at(low), day_at(high)))
    inside = [first for first in firsts if low <= day_number(first) <= high]
    # Months counted from January, so that the same ones have a tick in every year.
    steps = (1, 2, 3, 4, 6, _MONTHS, 2 * _MONTHS, 5 * _MONTHS, 10 * _MONTHS, 20 * _MONTHS, 50 * _MONTHS)
    for step in steps:
        ticks = tuple(
            day_number(first) for first in inside if (_MONTHS * first.year + first.month - 1) % step == 0
        )
        if len(ticks) <= most:
            return ticks
    return ()


def _firsts(first: date, last: date) -> Iterator[date]:
    """Yield the first day of every month from that of one day to that of another."""
    month = _MONTHS * first.year + first.month - 1
    while month <= _MONTHS * last.year + last.month - 1:
        yield date(month // _MONTHS, month % _MONTHS + 1, 1)
        month += 1
