"""The rules that hold for what was answered, on both sides of their numbers, and the self-audit."""

import pytest

from analysis.next_steps.aim import AIM_BY_NAME, Aim
from analysis.profile import Profile
from analysis.readiness.audit import called_areas, counts_of
from analysis.readiness.found import Weighing, readiness_of
from analysis.readiness.record import Readiness
from analysis.readiness.rules import HARDER, WATCHED
from data.guide_terms import AUDIT_AREAS, TIERS
from data.guides import TABLE_OF, AuditArea, Band, Rule, Threshold, TierEntry, read_advice
from data.load import load_table
from data.terms import slugs

YEAR = 2026
ADVICE = Weighing(
    *(read_advice(kind, load_table(TABLE_OF[kind])) for kind in (Band, AuditArea, Rule, Threshold, TierEntry))
)
PLAN, MANY, AUDIT = (
    "clinical_return.readiness.2",
    "non_clinical_job.readiness.3",
    "non_clinical_job.readiness.6",
)
EXAM = "clinical_return.exams.2"
HIGH = {"graduation_year": YEAR - 7, "never_clinical": True}


def asked(rule, profile=None, **answers):
    aim = Aim(**{name: answers.pop(name) for name in AIM_BY_NAME.keys() & answers.keys()})
    found = readiness_of(Readiness(**answers), aim, profile or Profile("non_us_img"), YEAR + 1, ADVICE)
    (one,) = (one for one in found.watched if one.rule.rule == rule)
    return one


def holds(rule, *given, **answers):
    return asked(rule, *given, **answers).holds


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
        # Older than 4 to 5 years: between them the guide leaves it open.
        (225, 4, None),
        (225, 5, True),
        (224, 4, True),
        (224, 0, True),
        (225, None, None),
        (None, 5, True),
        (None, 3, None),
        (None, None, None),
    ],
)
def test_step_2_ck_below_225_or_older_than_four_to_five_years(score, years, expected):
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


def test_an_area_is_what_a_person_calls_it():
    areas = called_areas(Readiness(audit_usmle="strong", audit_letter_quality="average"), ADVICE.areas)
    assert {one.area.audit_area: one.called for one in areas if one.called} == {
        "usmle": "strong",
        "letter_quality": "average",
    }
    assert counts_of(areas) == (0, 1, 3)


def test_a_score_counts_as_nothing_before_it_is_called():
    low = Profile("non_us_img", step2_ck=205)
    weak = audit(letter_quality="weak", graduation_recency="weak")
    assert holds(AUDIT, low, specialty="dermatology", **weak) is None
    assert holds(AUDIT, low, specialty="dermatology", **weak, **audit(usmle="weak")) is True


@pytest.mark.parametrize(
    ("rule", "answers", "expected"),
    [
        ("non_clinical_job.readiness.4", {"graduation_year": YEAR - 5}, False),
        ("non_clinical_job.readiness.4", {"graduation_year": YEAR - 6}, True),
        ("non_clinical_job.readiness.5", {"last_clinical_year": YEAR - 4, "us_experience_months": 0}, False),
        ("non_clinical_job.readiness.5", {"last_clinical_year": YEAR - 5, "us_experience_months": 0}, True),
        # It is about work in another country: which it was has to be known.
        ("non_clinical_job.readiness.5", {"last_clinical_year": YEAR - 5}, None),
        (
            "non_clinical_job.readiness.5",
            {"last_clinical_year": YEAR - 5, "last_us_experience_year": YEAR - 6},
            True,
        ),
        (
            "non_clinical_job.readiness.5",
            {"last_clinical_year": YEAR - 5, "last_us_experience_year": YEAR - 1},
            False,
        ),
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
        # It is about Step 2 CK alone.
        ("clinical_return.exams.1", {"exams": "missing_step_2_ck"}, True),
        ("clinical_return.exams.1", {"exams": "missing_step_2_ck", "step2_ck_year": YEAR}, False),
        ("clinical_return.exams.1", {"exams": "missing"}, None),
        ("clinical_return.exams.1", {"exams": "missing_other"}, None),
        ("clinical_return.exams.1", {"exams": "missing", "step2_ck_year": YEAR}, False),
        ("clinical_return.exams.1", {"exams": "recent"}, False),
        ("clinical_return.exams.1", {}, None),
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


@pytest.mark.parametrize(
    ("step1", "step2_ck", "expected"),
    [(222, 250, True), (250, 222, True), (230, 209, False), (222, None, True), (None, None, None)],
)
def test_a_rule_on_scores_reads_each_exam(step1, step2_ck, expected):
    person = Profile("non_us_img", step1=step1, step2_ck=step2_ck)
    found = asked("non_clinical_job.specialties.1", person, specialty="dermatology")
    assert found.holds is expected
    assert all(str(score) in found.because for score in (step1, step2_ck) if score)


def test_between_the_bounds_of_the_guides_own_range_a_rule_is_left_open():
    person = Profile("us_img", step2_ck=240)
    found = {years: asked(EXAM, person, step2_ck_year=YEAR - years) for years in (3, 4, 5)}
    assert [one.holds for one in found.values()] == [False, None, True]
    assert "between 4 and 5 years since Step 2 CK" in found[4].left_open
    assert not found[3].left_open
    assert not found[5].left_open
    # With a low score the age decides nothing any more.
    assert not asked(EXAM, Profile("us_img", step2_ck=224), step2_ck_year=YEAR - 4).left_open


def test_every_rule_that_is_looked_at_is_one_of_the_guides():
    assert set(WATCHED) <= {rule.rule for rule in ADVICE.rules}
    assert slugs(TIERS)[0] not in HARDER
