"""The dates of a match cycle by the guide's rules, for any year.

A rule gives a month and a day of the match year or of the year before, or days before another date. It gives
no weekday, so none is made up: a date that falls on a weekend stays there, and says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import pandas as pd

from data.guides import DateRule

# The exam that there is no more: its dates begin with its name.
ENDED_EXAM: Final = "step_2_cs"
# The day that applications begin: by it a day belongs to a cycle.
APPLICATION: Final = "application"
_SATURDAY: Final = 5

Change = Literal["", "changed", "ended"]


@dataclass(frozen=True, slots=True)
class CycleDate:
    """One date of one cycle.

    Attributes:
        rule: the guide's rule that gives it.
        first: the day, or the first day of a period.
        last: the last day of a period; else the same day.
        change: whether the rules had changed by then: `ended`, what it dates was over; `changed`, a part of
            what the guide says no longer held.
        is_about: whether the day itself is only about right, or is counted from such a day.
    """

    rule: DateRule
    first: date
    last: date
    change: Change = ""
    is_about: bool = False

    @property
    def slug(self) -> str:
        """The permanent name of the rule."""
        return self.rule.date_rule

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


def cycle_dates(
    match_year: int, rules: Iterable[DateRule], events: Mapping[str, date] | None = None
) -> tuple[CycleDate, ...]:
    """Return the dates of the Match of a year, in the order of the days.

    Args:
        match_year: the year of the Match; applications begin in the year before.
        rules: the table `guide_dates` (`read_advice(DateRule, ...)`).
        events: what `event_days` returns; without it no change of the rules is looked at.

    Returns:
        One date for each rule; of one day the guide's order decides.
    """
    by_slug = {rule.date_rule: rule for rule in rules}

    def first(rule: DateRule) -> date:
        if rule.counted_from:
            return first(by_slug[rule.counted_from]) - timedelta(days=rule.days_before or 0)
        return _day(match_year, rule.years_before, rule.month, rule.day)

    def is_about(rule: DateRule) -> bool:
        return rule.date_kind == "about" or (
            rule.counted_from is not None and is_about(by_slug[rule.counted_from])
        )

    found = []
    for rule in by_slug.values():
        begins = first(rule)
        ends = (
            _day(match_year, rule.last_years_before, rule.last_month, rule.last_day)
            if rule.last_month
            else begins
        )
        changed_on = (events or {}).get(rule.event or "")
        is_over = changed_on is not None and begins >= changed_on
        change: Change = (
            "" if not is_over else "ended" if rule.date_rule.startswith(ENDED_EXAM) else "changed"
        )
        found.append(CycleDate(rule, begins, ends, change, is_about(rule)))
    return tuple(sorted(found, key=lambda one: (one.first, one.rule.sort_order)))


def _day(match_year: int, years_before: int | None, month: int | None, day: int | None) -> date:
    return date(match_year - (years_before or 0), month or 1, day or 1)


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
