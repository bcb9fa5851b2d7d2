"""Days and months in words, and stretches of them."""

from calendar import month_name
from datetime import date
from functools import lru_cache
from typing import Final

_MONTHS: Final = tuple(name.lower() for name in month_name if name)
_LETTERS_LEAST: Final = 3


def say_day(day: date, *, weekday: bool = False) -> str:
    """Return a day in words, such as 15 September 2027, with its weekday before it where asked."""
    return f"{f'{day:%A} ' if weekday else ''}{day.day} {day:%B %Y}"


@lru_cache(maxsize=256)
def say_month(day: date) -> str:
    """Return a month as people read it."""
    return f"{day:%B %Y}"


def say_span(first: date, last: date, *, short: bool = False) -> str:
    """Return a span of months, the year once where it is one: January to March 2027."""
    form = "%b" if short else "%B"
    between = "–" if short else " to "
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:{form} %Y}"
    begins = f"{first:{form}}" if first.year == last.year else f"{first:{form} %Y}"
    return f"{begins}{between}{last:{form} %Y}"


def days_said(first: date, last: date) -> str:
    """Return two days in little room, what they share once: 6 Jul – 2 Aug 2026."""
    if first == last:
        return f"{last.day} {last:%b %Y}"
    year = "" if first.year == last.year else f" {first.year}"
    month = "" if not year and first.month == last.month else f" {first:%b}"
    return f"{first.day}{month}{year} – {last.day} {last:%b} {last.year}"


def month_named(word: str) -> int | None:
    """Return the month, from 1, that a word in small letters is the beginning of, three letters at least."""
    named = (place for place, name in enumerate(_MONTHS, start=1) if name.startswith(word))
    return next(named, None) if len(word) >= _LETTERS_LEAST else None
