"""The finding of a log: what of it is recent when programs read, beside what one guide names."""

from collections.abc import Sequence
from datetime import date

from analysis.days import say_day
from analysis.experience.compute import LETTERS_ASKED, MONTHS_ASKED, Asked, Counts, Window
from analysis.experience.cv import weeks_said
from analysis.experience.days import Moment, whole_months
from analysis.wording import TARGETS, listed


def letters_said(count: int, what: str = "US letter") -> str:
    """Return a number of letters as words; none in words."""
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


def range_said(one: Asked) -> str:
    """Return what a guide names, in its own unit and as it gives it: at least 2 to 3 months."""
    low, high = one.low // one.times, None if one.high is None else one.high // one.times
    numbers = f"{low} or more" if high is None else f"{low}" if low == high else f"{low} to {high}"
    unit = "months" if one.times > 1 else "weeks" if one.is_weeks else ""
    return f"{'at least ' if one.is_least else ''}{numbers} {unit}".rstrip()


def finding(
    specialty: str,
    moment: Moment,
    counts: tuple[Counts, Counts],
    rows: Sequence[Asked],
    found: Sequence[Window],
) -> str:
    """Return the finding: what is recent when programs read, what is older, and what one guide names.

    Only what is recent by the longest time that a guide names is held beside the numbers of that guide. A log
    without US experience is held beside none, and what is only planned is called so.

    Args:
        specialty: the one applied for, a slug.
        moment: the days it is seen from.
        counts: what the log has today, and when programs read.
        rows: the numbers of guides.
        found: what guides call recent.
    """
    today, has = counts
    longest = max(found, key=lambda one: one.longer)
    recent, counted = longest.has_longer, "specialty_weeks" if specialty else "us_weeks"
    months = next(one for one in rows if one.ask.rule == MONTHS_ASKED and one.ask.counted == counted)
    letters = next(one for one in rows if one.ask.rule == LETTERS_ASKED)
    own = f", {_weeks(months.recent or 0)} in {TARGETS[specialty]}" if specialty and recent.us_weeks else ""
    there = f"{weeks_said(recent.us_weeks)} of US experience" if recent.us_weeks else "no US experience"
    planned = ", with what is planned" if today != has else ""
    old = _old(has.us_weeks - recent.us_weeks, has.us_letters - recent.us_letters)
    # What both numbers have is said once.
    same = "at least " if months.is_least and letters.is_least else ""
    named = (
        f"one guide names {range_said(months)}{_status(months)} and "
        f"{range_said(letters).removeprefix(same)} letters{_status(letters)}"
    )
    held = _held(months, letters, is_planned=today != has, is_some_old=bool(old)) if has.us_weeks else ""
    return (
        f"In the {longest.longer} months to {say_day(moment.read_on)}{planned}: {there}{own}, "
        f"{letters_said(recent.us_letters)}{old}; {named}{held}"
    )


def _weeks(weeks: int) -> str:
    return weeks_said(weeks) if weeks else "none"


def _status(one: Asked) -> str:
    """Return how a number of a guide stands, in brackets, where it is not simply current."""
    status = one.rule.advice_status
    return "" if status == "current" else f" ({status})"


def _old(weeks: int, letters: int) -> str:
    """Say what is older than any guide calls recent; empty where nothing is."""
    parts = [
        *([weeks_said(weeks)] if weeks else []),
        *([letters_said(letters)] if letters else []),
    ]
    return f"; older than any guide calls recent: {listed(parts)}" if parts else ""


def _held(months: Asked, letters: Asked, *, is_planned: bool, is_some_old: bool) -> str:
    """Say to which of the two numbers of a guide what is recent comes."""
    there = tuple(name for name, one in (("months", months), ("letters", letters)) if one.is_reached)
    if not there or (is_some_old and len(there) == 1):
        come = f"{'the recent' if is_some_old else 'they'} {'would come' if is_planned else 'come'}"
        return f": {come} to {f'the {there[0]} alone' if there else 'neither'}"
    both = "both" if len(there) > 1 else f"the {there[0]}"
    return f": {both} {'would be' if is_planned else 'are'} there"


def months_before(last: date, read_on: date) -> str:
    """Say how long before programs read a day lies, in whole months."""
    months = whole_months(last, read_on)
    return (
        f"{months} whole month{'' if months == 1 else 's'} before" if months else "less than a month before"
    )
