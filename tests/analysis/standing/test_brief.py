"""A comparison in one sentence each."""

import pytest

from analysis.profile import Profile
from analysis.standing.brief import say_elsewhere, say_standing

SEM = 6


@pytest.fixture
def scores(make_scores):
    return make_scores(
        ("neurology", "step1", 225, 210),
        ("pathology", "step1", 220, 205),
        ("pediatrics", "step1", 229, 210),
        ("psychiatry", "step1", 215, 200),
        ("dermatology", "step1", 245, 230),
        ("all_specialties_combined", "step1", 225, 215),
    )


def test_the_standing_counts_specialties_and_names_group_and_year(compared, scores):
    profile = Profile("non_us_img", step1=232)
    said = say_standing(profile, compared(profile, scores, SEM), SEM, 2018)
    assert "Step 1 232 is above the matched average in 3 specialties, near it in 1, below it in 1" in said
    assert "non-US IMGs" in said
    assert "2018" in said


def test_a_score_that_meets_no_average_is_said_to_meet_none(compared, scores):
    profile = Profile("non_us_img", step2_ck=250)
    assert "Step 2 CK 250 meets no average" in say_standing(profile, compared(profile, scores), SEM, 2018)


@pytest.mark.parametrize(
    ("step1", "said"),
    [
        (232, "4 specialties: Psychiatry, Pathology, Neurology and 1 more."),
        (221, "2 specialties: Psychiatry and Pathology."),
        (216, "1 specialty: Psychiatry."),
        (190, "No specialty has a matched average at or below your score"),
    ],
)
def test_elsewhere_names_the_first_few(compared, scores, step1, said):
    assert said in say_elsewhere(compared(Profile("non_us_img", step1=step1), scores))
