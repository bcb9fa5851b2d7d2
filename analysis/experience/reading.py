"""Read what was typed about one experience: an entry, and a sentence for each field that cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from unicodedata import decimal

from analysis.days import month_named
from analysis.echo import echo, visible
from analysis.experience.record import (
    FIRST_DAY,
    KIND_LABELS,
    LAST_DAY,
    PLACE_MOST,
    SETTING_LABELS,
    WEEKS_MOST,
    ClinicalEntry,
)
from analysis.wording import TARGETS

# More than anybody writes into one field.
_LONGEST: Final = 400
_MONTHS: Final = 12
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s?[-/.]\s?(\d{1,2})(?:\s?[-/.]\s?(\d{1,2}))?")
_TOGETHER: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_FIRST: Final = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})")
_IN_WORDS: Final = re.compile(r"[a-z]+|\d+")
# What stands around a day in words.
_BESIDE: Final = frozenset({"of", "the", "st", "nd", "rd", "th", "from", "since", "in"})
_WEEKS: Final = re.compile(r"(\d+)(?:\.0+)?\s*(?:w|wk|wks|week|weeks)?\.?", re.IGNORECASE)
_OTHER_UNIT: Final = re.compile(r"\d\s*(?:d|days?|m|mo|mos|months?|y|yrs?|years?|h|hours?)\b", re.IGNORECASE)
HOW_TO_WRITE: Final = "Write it as 2026-07-06, or as July 2026."


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """What stands in the fields of one entry; None where nothing was chosen."""

    kind: str | None = None
    setting: str | None = None
    specialty: str | None = None
    place: str = ""
    start: str = ""
    weeks: str = ""
    hands_on: bool = False
    letter: bool = False


def typed_of(entry: ClinicalEntry) -> TypedEntry:
    """Return what stands in the fields for an entry that is there."""
    return TypedEntry(
        entry.kind or None,
        entry.setting or None,
        entry.specialty or None,
        entry.place,
        entry.start.isoformat() if entry.start else "",
        "" if entry.weeks is None else str(entry.weeks),
        entry.hands_on,
        entry.letter,
    )


def read_entry(typed: TypedEntry) -> tuple[ClinicalEntry, Mapping[str, str]]:
    """Read the fields of one entry.

    Returns:
        The entry with what can be read, and name of a field -> a sentence for everything else. While there is
        one, the fields stay as they are.
    """
    place = visible(typed.place[: 10 * _LONGEST])
    start, start_said = read_day(typed.start)
    weeks, weeks_said = read_weeks(typed.weeks)
    problems = {
        "kind": "" if typed.kind in KIND_LABELS else "Choose what kind of experience it is.",
        "place": (
            f"The name of the place is longer than {PLACE_MOST} characters; shorten it."
            if len(place) > PLACE_MOST
            else ""
        ),
        "start": start_said,
        "weeks": weeks_said,
    }
    entry = ClinicalEntry(
        kind=typed.kind if typed.kind in KIND_LABELS else "",
        setting=typed.setting if typed.setting in SETTING_LABELS else "",
        specialty=typed.specialty if typed.specialty in TARGETS else "",
        place=place[:PLACE_MOST].rstrip(),
        start=start,
        weeks=weeks,
        hands_on=typed.hands_on,
        letter=typed.letter,
    )
    return entry, {name: said for name, said in problems.items() if said}


def _plain(text: str) -> str:
    """Return a text as one line, with the digits of any script as those of a keyboard."""
    return "".join(str(decimal(mark, mark)) for mark in visible(text[: 10 * _LONGEST]))


def read_weeks(text: str) -> tuple[int | None, str]:
    """Read a number of weeks; blank is none.

    Returns:
        The number, and a sentence where something stands there that cannot be read.
    """
    plain = _plain(text)
    if not plain:
        return None, ""
    found = _WEEKS.fullmatch(plain)
    if not found:
        if _OTHER_UNIT.search(plain):
            return None, (f"Weeks: {echo(text)} is not in weeks. Write how many weeks it lasts.")
        return None, f"Weeks: {echo(text)} is no whole number. Allowed is 1 to {WEEKS_MOST}."
    digits = found[1].lstrip("0") or "0"
    if len(digits) > len(str(WEEKS_MOST)) or not 1 <= int(digits) <= WEEKS_MOST:
        return None, f"Weeks: {echo(text)} is out of range. Allowed is 1 to {WEEKS_MOST}."
    return int(digits), ""


def read_day(text: str) -> tuple[date | None, str]:
    """Read a first day; a month alone counts from its first day, and blank is none.

    Returns:
        The day, and a sentence where something stands there that cannot be read or can be read in two ways.
    """
    plain = _plain(text).lower()
    if not plain:
        return None, ""
    if found := _TOGETHER.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain):
        year, month, day = found.groups()
        return _day(text, year, month, day or "1")
    if found := _MONTH_FIRST.fullmatch(plain):
        return _day(text, found[2], found[1], "1")
    if found := _YEAR_LAST.fullmatch(plain):
        return _day_of_two_orders(text, *found.groups())
    return _day_in_words(text, plain)


def _day_of_two_orders(text: str, one: str, other: str, year: str) -> tuple[date | None, str]:
    """Read 7/6/2026 where only one order of day and month is possible, or both give the same day."""
    if int(one) <= _MONTHS and int(other) <= _MONTHS and int(one) != int(other):
        return None, f"First day: {echo(text)} can be read in two ways. {HOW_TO_WRITE}"
    day, month = (one, other) if int(other) <= _MONTHS else (other, one)
    return _day(text, year, month, day)


def _day_in_words(text: str, plain: str) -> tuple[date | None, str]:
    """Read July 2026, 6 July 2026, July 6, 2026 and the like."""
    parts = [part for part in _IN_WORDS.findall(plain) if part not in _BESIDE]
    words, numbers = [part for part in parts if part.isalpha()], [part for part in parts if part.isdigit()]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    months = [month for word in words if (month := month_named(word))]
    if not words and len(years) == len(numbers) == 1:
        return None, f"First day: {echo(text)} is a year alone; the month is missing. {HOW_TO_WRITE}"
    is_day = len(words) == len(months) == len(years) == 1 and len(days) <= 1
    if not is_day or len(years) + len(days) != len(numbers) or re.search(r"[^\w\s.,/'’-]", plain):
        return None, f"First day: {echo(text)} is no day that can be read. {HOW_TO_WRITE}"
    return _day(text, years[0], str(months[0]), days[0] if days else "1")


def _day(text: str, year: str, month: str, day: str) -> tuple[date | None, str]:
    """Return a day of the calendar, within what is allowed."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None, f"First day: {echo(text)} is no day of the calendar. {HOW_TO_WRITE}"
    if not FIRST_DAY <= found <= LAST_DAY:
        return None, f"First day: {echo(text)} is not between {FIRST_DAY.year} and {LAST_DAY.year}."
    return found, ""
