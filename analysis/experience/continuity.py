"""How continuous a log is before programs read: weeks with clinical activity, and the longest blank."""

from dataclasses import dataclass

from analysis.experience.compute import dated
from analysis.experience.days import Moment, Period, add_months, blanks, days_of
from analysis.experience.record import ClinicalLog


@dataclass(frozen=True, slots=True)
class Continuity:
    """Clinical activity of any kind in the months before programs read the file.

    Attributes:
        months: how many months are looked at.
        of_weeks: how many whole weeks they have.
        weeks: how many weeks of activity there are in them.
        longest_blank: the longest stretch without any, from where it began; None where there was always some.
        is_cut: whether nothing is logged before that stretch, which then begins with the months.
        is_open: whether that stretch lasts until programs read the file.
    """

    months: int
    of_weeks: int
    weeks: int
    longest_blank: Period | None
    is_cut: bool
    is_open: bool


def continuity(log: ClinicalLog, moment: Moment, months: int) -> Continuity:
    """Count the weeks with clinical activity, back from the day on which programs read the file."""
    periods = [one.period for one in dated(log) if one.entry.kind]
    first, until = add_months(moment.read_on, -months), moment.read_on
    before = max((end for _, end in periods if end <= first), default=None)
    free = [
        (before if start == first and before else start, end) for start, end in blanks(periods, first, until)
    ]
    longest = max(free, key=lambda period: period[1] - period[0], default=None)
    return Continuity(
        months,
        (until - first).days // 7,
        days_of(periods, first, until) // 7,
        longest,
        longest is not None and longest[0] == first and before is None,
        longest is not None and longest[1] == until,
    )
