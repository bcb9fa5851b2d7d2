"""The rules that hold for what was answered, on both sides of their numbers, and the self-audit."""

import pytest

from analysis.profile import Profile
from analysis.readiness.audit import called_areas, counts_of
from analysis.readiness.compute import levels
from analysis.readiness.record import Readiness
from analysis.readiness.rules import HARDER, WATCHED, asked_rules, gather
from data.guide_terms import AUDIT_AREAS, TIERS
from data.guides import TABLE_OF, AuditArea, Band, Rule, Threshold, TierEntry, read_advice
from data.load import load_table
from data.terms import slugs

YEAR = 2026
BANDS, RULES, NUMBERS, TIER_ROWS, AREAS = (
    read_advice(kind, load_table(TABLE_OF[kind])) for kind in (Band, Rule, Threshold, TierEntry, AuditArea)
)
PLAN, MANY, AUDIT = (
    "clinical_return.readiness.2",
    "non_clinical_job.readiness.3",
    "non_clinical_job.readiness.6",
)
EXAM = "clinical_return.exams.2"
HIGH = {"graduation_year": YEAR - 7, "never_clinical": True}


def holds(rule, profile=None, shown="", **answers):
    record, person = Readiness(**answers), profile or Profile("non_us_img")
    found = levels(record, person.step2_ck, YEAR, BANDS)
    facts = gather(record, person, YEAR, found, called_areas(record, AREAS, shown), TIER_ROWS)
    (one,) = (one for one in asked_rules(facts, RULES, NUMBERS) if one.rule.rule == rule)
    return one.holds


def audit(**called):
    return {f"audit_{name}": value for name, value in called.items()}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({**HIGH, "us_experience_months": 0}, True),
        # Two are high, and what is not answered could be.
        (HIGH, None),
        ({**HIGH, "us_letters": 2, "letters_are_recent": True, "exams": "recent", "account": "clear"}, None),
        ({**HIGH, "us_letters": 2, "letters_are_recent": True, "account": "clear"}, None),
        ({}, None),
        # Between two bands is not high.
        ({**HIGH, "graduation_year": YEAR - 5, "us_experience_months": 0, "account": "clear"}, None),
    ],
)
def test_more_than_two_high_factors_ask_for_a_structured_plan(answers, expected):
    assert holds(PLAN, **answers) is expected


def test_two_high_factors_and_no_more_do_not():
    answers = {**HIGH, "us_experience_months": 4, "us_letters": 2, "letters_are_recent": True}
    person = Profile("non_us_img", step2_ck=245)
    assert holds(PLAN, person, **answers, exams="recent", account="clear") is False
    assert holds(PLAN, person, **answers, exams="old", account="clear") is True


@pytest.mark.parametrize(
    ("years", "applications", "working", "expected"),
    [
        (5, 150, False, True),
        (9, 400, False, True),
        (4, 150, False, False),
        (5, 149, False, False),
        (5, 150, True, False),
        (5, None, False, None),
        (4, None, False, False),
    ],
)
def test_five_years_out_without_clinical_work_and_many_applications(years, applications, working, expected):
    answers = {"graduation_year": YEAR - years, "applications": applications, "works_clinically": working}
    assert holds(MANY, **answers, last_clinical_year=YEAR - 1) is expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [({}, None), ({"last_clinical_year": YEAR}, None), ({"never_clinical": True}, True)],
)
def test_a_tick_that_is_not_there_is_no_answer(work, expected):
    assert holds(MANY, graduation_year=YEAR - 5, applications=150, **work) is expected


@pytest.mark.parametrize(
    ("score", "years", "expected"),
    [
        (224, None, True),
        (225, 3, False),
        (225, 4, True),
        (224, 0, True),
        (225, None, None),
        (None, 4, True),
        (None, 3, None),
        (None, None, None),
    ],
)
def test_step_2_ck_below_225_or_of_four_years_ago(score, years, expected):
    person = Profile("us_img", step2_ck=score)
    year = None if years is None else YEAR - years
    assert holds(EXAM, person, step2_ck_year=year) is expected


@pytest.mark.parametrize(
    ("specialty", "called", "expected"),
    [
        ("dermatology", {"usmle": "weak", "letter_quality": "weak", "graduation_recency": "weak"}, True),
        ("anesthesiology", {"usmle": "weak", "letter_quality": "weak", "graduation_recency": "weak"}, True),
        ("family_medicine", {"usmle": "weak", "letter_quality": "weak", "graduation_recency": "weak"}, False),
        # Neither guide nor visitor says whether it is competitive.
        ("", {"usmle": "weak", "letter_quality": "weak", "graduation_recency": "weak"}, None),
        ("", {"usmle": "weak", "letter_quality": "weak", "specialty_competition": "weak"}, True),
        ("dermatology", {"usmle": "weak"}, None),
        (
            "dermatology",
            {"usmle": "strong", "letter_quality": "strong", "graduation_recency": "strong"},
            False,
        ),
        ("dermatology", dict.fromkeys(slugs(AUDIT_AREAS), "average"), False),
    ],
)
def test_more_weak_than_strong_areas_for_a_competitive_specialty(specialty, called, expected):
    assert holds(AUDIT, specialty=specialty, **audit(**called)) is expected


@pytest.mark.parametrize(
    ("shown", "own", "called", "by_data"),
    [
        ("above", "", "strong", True),
        ("near", "", "average", True),
        ("near_both", "", "average", True),
        ("below", "", "weak", True),
        ("below", "strong", "strong", False),
        ("no_verdict", "", "", False),
        ("no_mean", "", "", False),
        ("", "", "", False),
    ],
)
def test_the_data_call_the_exam_and_nothing_else(shown, own, called, by_data):
    areas = called_areas(Readiness(audit_usmle=own), AREAS, shown)
    first, *others = areas
    assert (first.area.audit_area, first.called, first.is_from_data) == ("usmle", called, by_data)
    assert not any(one.called for one in others)
    assert sum(counts_of(areas)) + (called == "average") == len(AREAS)


@pytest.mark.parametrize(
    ("rule", "answers", "expected"),
    [
        ("non_clinical_job.readiness.4", {"graduation_year": YEAR - 5}, False),
        ("non_clinical_job.readiness.4", {"graduation_year": YEAR - 6}, True),
        ("non_clinical_job.readiness.5", {"last_clinical_year": YEAR - 4}, False),
        ("non_clinical_job.readiness.5", {"last_clinical_year": YEAR - 5}, True),
        # Nobody said when, and the guide not how low a score is.
        ("non_clinical_job.readiness.5", {"never_clinical": True}, None),
        ("non_clinical_job.exams.1", {"failed_attempts": 0}, None),
        ("non_clinical_job.exams.1", {"failed_attempts": 1}, True),
        ("non_clinical_job.applications.1", {"graduation_year": YEAR - 4, "non_clinical_years": 1}, True),
        ("non_clinical_job.applications.1", {"graduation_year": YEAR - 3, "non_clinical_years": 1}, False),
        ("clinical_return.applications.1", {"graduation_year": YEAR - 7}, True),
        ("clinical_return.applications.1", {"gaps": "continuous"}, False),
        ("img_guide.applications.4", {"visa": "j1"}, True),
        ("img_guide.applications.4", {"visa": "none"}, False),
        ("img_guide.applications.4", {}, None),
        ("clinical_return.exams.1", {"exams": "missing"}, True),
    ],
)
def test_other_rules_on_both_sides(rule, answers, expected):
    assert holds(rule, **answers) is expected


def test_a_rule_on_low_scores_names_its_specialties():
    rule = "non_clinical_job.specialties.1"
    for score, specialty, expected in (
        (229, "dermatology", True),
        (210, "orthopaedic_surgery", True),
        (230, "dermatology", False),
        (209, "dermatology", False),
        (229, "psychiatry", False),
    ):
        assert holds(rule, Profile("us_img", step2_ck=score), specialty=specialty) is expected
    assert holds(rule, Profile("us_md_senior", step2_ck=229), specialty="dermatology") is False


def test_every_rule_that_is_looked_at_is_one_of_the_guides():
    assert set(WATCHED) <= {rule.rule for rule in RULES}
    assert slugs(TIERS)[0] not in HARDER
