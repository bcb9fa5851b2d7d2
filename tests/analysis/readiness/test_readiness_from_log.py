"""What a log says of readiness: by today, with what was typed before it."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.cycle.compute import cycle_dates
from analysis.experience.days import moment_of
from analysis.experience.record import WEEKS_MOST, ClinicalEntry, ClinicalLog
from analysis.readiness.from_log import Logged, read_log_of
from analysis.readiness.record import ANSWER_BY_NAME, Readiness
from analysis.readiness.words import say_logged
from data.guides import TABLE_OF, DateRule, Experience, read_advice
from data.load import load_table

TODAY = date(2026, 11, 28)
DATES, KINDS = (read_advice(kind, load_table(TABLE_OF[kind])) for kind in (DateRule, Experience))
ELECTIVE = ClinicalEntry("elective", start=date(2025, 3, 3), weeks=4, hands_on=True, letter=True)
OBSERVED = ClinicalEntry("observership", start=date(2026, 7, 6), weeks=5, letter=True)
AT_HOME = ClinicalEntry("home_clinical", start=date(2024, 1, 1), weeks=40, hands_on=True, letter=True)
PLANNED = ClinicalEntry("externship", start=date(2027, 2, 1), weeks=12, hands_on=True, letter=True)


def of_log(*entries, match_year=2028):
    return read_log_of(
        ClinicalLog(entries), moment_of(match_year, cycle_dates(match_year, DATES), TODAY), KINDS
    )


@pytest.mark.parametrize(
    ("entries", "answers"),
    [
        ((), {}),
        # Work at home is no US experience, and a log without any says nothing of it.
        ((AT_HOME,), {}),
        # Nor does what lies ahead, or has no day.
        ((PLANNED, replace(ELECTIVE, start=None)), {}),
        # Nine weeks are two whole months of four.
        (
            (ELECTIVE, OBSERVED, AT_HOME, PLANNED),
            {"us_experience_months": 2, "last_us_experience_year": 2026, "us_letters": 2},
        ),
        (
            (OBSERVED,),
            {
                "us_experience_months": 1,
                "last_us_experience_year": 2026,
                "us_letters": 1,
                "only_observed": True,
            },
        ),
        # An elective without work on patients was observing.
        (
            (replace(ELECTIVE, hands_on=False, letter=False),),
            {
                "us_experience_months": 1,
                "last_us_experience_year": 2025,
                "us_letters": 0,
                "only_observed": True,
            },
        ),
    ],
)
def test_a_log_gives_what_is_over_by_today(entries, answers):
    assert of_log(*entries).answers == answers
    assert of_log(*entries).until == TODAY


def test_for_a_match_that_is_over_it_gives_what_was_there_when_programs_read():
    found = of_log(ELECTIVE, OBSERVED, match_year=2026)
    assert found.until == date(2025, 9, 15)
    assert found.answers == {"us_experience_months": 1, "last_us_experience_year": 2025, "us_letters": 1}


def test_what_was_typed_counts_before_it():
    found = of_log(OBSERVED)
    typed = Readiness(us_experience_months=0, us_letters=3)
    assert found.used(typed) == ("last_us_experience_year", "only_observed")
    assert found.filled(typed) == Readiness(
        us_experience_months=0, us_letters=3, last_us_experience_year=2026, only_observed=True
    )
    (said,) = say_logged(found, typed)
    for part in ("28 November 2026", "“Year of the last US clinical experience” 2026", "alone” yes"):
        assert part in said
    assert "Letters" not in said
    assert say_logged(Logged({}, TODAY), typed) == ()


def test_a_log_never_gives_more_than_can_be_typed():
    whole = replace(ELECTIVE, weeks=WEEKS_MOST)
    many = [replace(whole, start=date(1970 + 11 * place, 1, 1)) for place in range(6)]
    found = of_log(*many, *[replace(ELECTIVE, weeks=1)] * 30)
    assert found.answers["us_experience_months"] == ANSWER_BY_NAME["us_experience_months"].highest
    assert found.answers["us_letters"] == ANSWER_BY_NAME["us_letters"].highest
    assert found.filled(Readiness())
