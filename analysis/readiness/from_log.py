"""What the log of clinical experience says of readiness; what somebody typed counts before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from analysis.experience.compute import (
    COUNTED,
    WEEKS_A_MONTH,
    counts_by,
    dated,
    is_hands_on,
    last_us_day,
)
from analysis.experience.days import Moment
from analysis.experience.record import ClinicalLog
from analysis.readiness.record import ANSWER_BY_NAME, Readiness
from data.guides import Experience


@dataclass(frozen=True, slots=True)
class Logged:
    """What a log says of readiness.

    Attributes:
        answers: name of an answer -> its value by the log, of those that the log gives.
        until: the day up to which the log counts.
    """

    answers: Mapping[str, int | bool]
    until: date

    def used(self, record: Readiness) -> tuple[str, ...]:
        """Return the names of the answers that are taken from the log: nothing was typed there."""
        return tuple(name for name in self.answers if getattr(record, name) == getattr(Readiness(), name))

    def filled(self, record: Readiness) -> Readiness:
        """Return what was answered, with the values of the log where nothing was typed."""
        taken: dict[str, Any] = {name: self.answers[name] for name in self.used(record)}
        return replace(record, **taken)


def read_log_of(log: ClinicalLog, moment: Moment, kinds: Iterable[Experience]) -> Logged:
    """Return what a log says of readiness by today, or by the day on which programs read, if that is over.

    What is planned is no experience yet. A log in which no US experience has begun gives letters from the US
    where it has any, and nothing else: it may not be whole. A tick that the log would leave empty is none
    either.
    """
    kinds, until = tuple(kinds), min(moment.today, moment.read_on)
    us = [one for one in dated(log) if one.entry.kind in COUNTED and one.start < until]
    has, last = counts_by(log, "", until, kinds), last_us_day(log, until)
    values: dict[str, int | bool] = {}
    if us and last:
        values |= {
            "us_experience_months": has.us_weeks // WEEKS_A_MONTH,
            "last_us_experience_year": last.year,
        }
    if us or has.us_letters:
        values["us_letters"] = has.us_letters
    if us and not any(is_hands_on(one.entry, kinds) for one in us):
        values["only_observed"] = True
    # No more than what somebody could type.
    most = {name: ANSWER_BY_NAME[name].highest for name in values}
    return Logged({name: min(value, most[name] or value) for name, value in values.items()}, until)
