"""Both guides' tables of risk on both sides of every boundary, by hand, and what lies in none of their bands."""

import pytest

from analysis.readiness.compute import ALSO, high_factors, levels, measures, years_after
from analysis.readiness.record import Readiness
from data.guide_terms import GUIDES, RISK_FACTORS
from data.guides import TABLE_OF, Band, read_advice
from data.load import load_table
from data.terms import slugs

RETURN, JOB, *_ = slugs(GUIDES)
YEAR = 2026
BANDS = read_advice(Band, load_table(TABLE_OF[Band]))


def level(guide, factor, score=None, **answers):
    found = levels(Readiness(**answers), score, YEAR, BANDS)
    (one,) = (one for one in found if (one.guide, one.factor) == (guide, factor))
    return one


# Guide and factor -> answers, and the level read off the guide's table by hand.
EXPECTED = [
    *(
        (guide, "graduation", {"graduation_year": YEAR - years}, status)
        for guide, by_years in (
            (RETURN, {-1: "low", 0: "low", 3: "low", 4: "between", 6: "between", 7: "high", 30: "high"}),
            (JOB, {-1: "low", 0: "low", 3: "low", 4: "moderate", 6: "moderate", 7: "high", 30: "high"}),
        )
        for years, status in by_years.items()
    ),
    *(
        (RETURN, "last_clinical_work", {"last_clinical_year": YEAR - years}, status)
        for years, status in {0: "low", 2: "low", 3: "between", 4: "between", 5: "high", 9: "high"}.items()
    ),
    (RETURN, "last_clinical_work", {"works_clinically": True}, "low"),
    (RETURN, "last_clinical_work", {"never_clinical": True}, "high"),
    (RETURN, "last_clinical_work", {"never_clinical": True, "last_clinical_year": YEAR}, "high"),
    (RETURN, "last_clinical_work", {}, "open"),
    *(
        (JOB, "us_experience", {"us_experience_months": months}, status)
        for months, status in {0: "high", 1: "moderate", 2: "moderate", 3: "low", 24: "low"}.items()
    ),
    (RETURN, "us_experience", {"us_experience_months": 0}, "high"),
    (RETURN, "us_experience", {"us_experience_months": 1}, "open"),
    (RETURN, "us_experience", {"us_letters": 2, "letters_are_recent": True}, "low"),
    (
        RETURN,
        "us_experience",
        {"us_letters": 1, "letters_are_recent": True, "us_experience_months": 1},
        "open",
    ),
    *(
        (
            RETURN,
            "us_experience",
            {
                "us_experience_months": 2,
                "us_letters": letters,
                "letters_are_recent": recent,
                "last_us_experience_year": YEAR - years,
                "only_observed": observed,
            },
            status,
        )
        for letters, recent, years, observed, status in (
            (2, True, 3, True, "low"),
            (2, False, 3, True, "between"),
            (1, True, 3, True, "between"),
            (1, True, 4, True, "high"),
            (1, True, 4, False, "between"),
            # Both bands hold: recent letters, and observerships of long ago.
            (2, True, 4, True, "between"),
        )
    ),
    *(
        (JOB, "failed_attempts", {"failed_attempts": attempts}, status)
        for attempts, status in {0: "low", 1: "moderate", 2: "high", 5: "high"}.items()
    ),
    *(
        (JOB, "non_clinical_time", {"non_clinical_years": years}, status)
        for years, status in {0: "low", 1: "moderate", 3: "moderate", 4: "high"}.items()
    ),
    *(
        (JOB, "gaps", {"gaps": gaps}, status)
        for gaps, status in {
            "continuous": "low",
            "short": "moderate",
            "long": "high",
            "explained": "between",
            "": "open",
        }.items()
    ),
    *(
        (RETURN, "exams", {"score": score, "exams": exams}, status)
        for score, exams, status in (
            (240, "recent", "low"),
            (239, "recent", "between"),
            (260, "", "open"),
            (None, "recent", "open"),
            (260, "old", "high"),
            (260, "borderline", "high"),
            (None, "missing", "high"),
            (None, "missing_other", "high"),
            (None, "missing_step_2_ck", "high"),
        )
    ),
    *(
        (RETURN, "account", {"account": account}, status)
        for account, status in {
            "clear": "low",
            "vague": "high",
            "defensive": "high",
            "money": "high",
            "": "open",
        }.items()
    ),
]


@pytest.mark.parametrize(("guide", "factor", "answers", "status"), EXPECTED)
def test_a_level_on_both_sides_of_every_boundary(guide, factor, answers, status):
    one = level(guide, factor, **answers)
    assert one.status == status
    assert bool(one.near) == (status == "between")
    assert bool(one.asked) == (status == "open")
    assert bool(one.band) == (status not in {"between", "open"})


def test_the_expectations_know_every_factor_of_both_tables():
    assert {(guide, factor) for guide, factor, *_ in EXPECTED} == {
        (band.guide, band.risk_factor) for band in BANDS
    }


def test_nothing_answered_gives_no_level_and_each_factor_its_bands():
    found = levels(Readiness(), None, YEAR, BANDS)
    assert {one.status for one in found} == {"open"}
    assert [one.factor for one in found] == sorted(
        (one.factor for one in found), key=slugs(RISK_FACTORS).index
    )
    assert {len(one.bands) for one in found if one.guide == RETURN} == {2}
    assert {len(one.bands) for one in found if one.guide == JOB} == {3}


def test_a_hole_names_both_bands_and_its_own_values():
    one = level(RETURN, "graduation", graduation_year=YEAR - 5)
    assert (one.near, one.hole) == (("low", "high"), (4, 6, "graduation_years"))
    assert level(JOB, "gaps", gaps="explained").near == ("low", "moderate", "high")
    assert level(RETURN, "exams", 230, exams="recent").hole is None


def test_every_band_that_asks_for_more_than_bounds_has_an_answer():
    asked = {(one.guide, one.risk_factor, one.risk_level, one.alternative) for one in BANDS if one.also}
    assert asked == set(ALSO)


def test_years_are_counted_up_to_the_year_in_which_programs_read_the_file():
    record = Readiness(graduation_year=2020, last_clinical_year=2027, step2_ck_year=2022)
    assert measures(record, 231, YEAR) == {"graduation_years": 6, "step2_ck_years": 4, "step2_ck_score": 231}
    assert years_after(record, YEAR) == ("last_clinical_year",)
    later = Readiness(graduation_year=2020, last_clinical_year=2027)
    assert measures(later, None, 2028) == {"graduation_years": 8, "last_clinical_years": 1}


def test_high_factors_are_counted_in_one_table():
    found = levels(Readiness(graduation_year=2010, us_experience_months=0, gaps="long"), None, YEAR, BANDS)
    assert (high_factors(found, RETURN), high_factors(found, JOB)) == (2, 3)
