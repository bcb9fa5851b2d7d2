"""Which exam is shown first, and what is said of a score that meets no average."""

import pytest

from analysis.profile import Profile
from analysis.standing.comparable import (
    exams_with_averages,
    first_exam,
    first_exam_in,
    nothing_to_compare,
    say_unmet,
    unmet_exams,
)
from analysis.standing.compute import cohort_means
from data.load import load_table

BOTH = ("step1", "step2_ck")


@pytest.mark.parametrize(
    ("step1", "step2_ck", "known", "first"),
    [
        (None, None, BOTH, "step2_ck"),
        (230, 240, BOTH, "step2_ck"),
        (230, None, BOTH, "step1"),
        (None, 240, BOTH, "step2_ck"),
        (None, 252, ("step1",), "step1"),
        (None, None, ("step1",), "step1"),
        (230, 252, ("step1",), "step1"),
        (230, None, (), "step1"),
        (None, None, (), "step2_ck"),
    ],
)
def test_the_exam_shown_first(step1, step2_ck, known, first):
    assert first_exam(Profile("us_img", step1, step2_ck), known) == first


@pytest.mark.parametrize(
    ("profile", "first"),
    [
        (Profile("us_img"), "step2_ck"),
        (Profile("us_img", 230), "step1"),
        (Profile("us_img", 230, 240), "step2_ck"),
        (Profile("us_md_senior", None, 252), "step1"),
    ],
)
def test_the_exam_shown_first_of_a_comparison(compared, profile, first):
    assert first_exam_in(compared(profile, load_table("scores"))) == first


def test_the_source_has_no_step_2_ck_averages_of_us_md_seniors():
    scores = load_table("scores")
    found = {
        group: exams_with_averages(cohort_means(scores, group))
        for group in ("us_md_senior", "us_img", "non_us_img")
    }
    assert found == {"us_md_senior": ("step1",), "us_img": BOTH, "non_us_img": BOTH}


def test_a_score_without_averages_is_named_with_what_there_is():
    senior = Profile("us_md_senior", step2_ck=252)
    assert unmet_exams(senior, ("step1",)) == ("step2_ck",)
    assert nothing_to_compare(senior, ("step1",))
    (said,) = say_unmet(senior, ("step1",))
    for part in ("Step 2 CK 252", "meets no average of US MD seniors", "Step 1 averages only"):
        assert part in said


def test_where_every_score_meets_one_nothing_is_said():
    for profile in (Profile("us_img"), Profile("us_img", 230), Profile("us_img", 230, 240)):
        assert say_unmet(profile, BOTH) == ()
        assert not nothing_to_compare(profile, BOTH)
    both = Profile("us_md_senior", 230, 252)
    assert not nothing_to_compare(both, ("step1",))
    assert "Step 2 CK 252" in say_unmet(both, ("step1",))[0]
