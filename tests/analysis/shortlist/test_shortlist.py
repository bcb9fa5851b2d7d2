import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.profile import Profile
from analysis.shortlist.compute import (
    FAR,
    SHORTLISTABLE,
    average_is_near,
    average_rows,
    map_rows,
    standings_for,
)
from analysis.shortlist.pareto import pareto_front
from analysis.standing.comparable import exams_with_averages
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS

SOME = ("pathology", "otolaryngology", "neurology")


@pytest.fixture(scope="module")
def all_rows(reference):
    """Return a function that gives the rows of the map for a profile and an exam."""
    return lambda profile, exam, chosen=SOME: map_rows(
        standings_for(profile, SHORTLISTABLE, reference), chosen, exam
    )


def test_every_specialty_but_the_total_can_be_shortlisted():
    assert len(SHORTLISTABLE) == 22
    assert "all_specialties_combined" not in SHORTLISTABLE


def test_standings_come_in_the_order_asked_for_with_everything_beside_the_scores(reference):
    rows = standings_for(Profile("non_us_img", 228, 240, 3), SOME, reference)
    assert tuple(row.specialty for row in rows) == SOME
    pathology, otolaryngology, _ = rows
    assert {exam: row.gap_to_matched for exam, row in pathology.exams.items()} == {"step1": -2, "step2_ck": 7}
    assert (pathology.context.matched_count, pathology.context.filled_count) == (185, 568)
    assert (pathology.label, pathology.items, pathology.items_gap) == ("Pathology", 3, -8.5)
    # The lowest over the exams entered: near on Step 1, above on Step 2 CK.
    assert (pathology.standing, pathology.shown, pathology.separates) == ("near", "near", True)
    assert otolaryngology.flags == ("few_matched",)


def test_few_matched_is_flagged_without_a_score_and_other_flags_only_with_one(reference):
    (nobody,) = standings_for(Profile("non_us_img"), ("plastic_surgery",), reference)
    (entered,) = standings_for(Profile("non_us_img", 230), ("plastic_surgery",), reference)
    assert nobody.flags == ("few_matched",)
    assert entered.flags == ("few_matched", "means_equal")
    assert (nobody.separates, entered.separates) == (True, False)


def test_a_specialty_that_is_none_is_refused(reference):
    with pytest.raises(KeyError):
        standings_for(Profile("us_img"), ("phrenology",), reference)


def test_only_exams_of_which_the_group_has_any_average_are_drawn(reference):
    found = {group: exams_with_averages(reference.cohorts[group]) for group in slugs(APPLICANT_GROUPS)}
    both = ("step1", "step2_ck")
    assert found == {"us_md_senior": ("step1",), "do_senior": (), "us_img": both, "non_us_img": both}


def test_average_rows_come_exam_by_exam_in_the_order_chosen(reference):
    standings = standings_for(Profile("us_img", None, 240), ("pediatrics", "orthopaedic_surgery"), reference)
    rows = average_rows(standings, ("step1", "step2_ck"))
    assert [(row.exam, row.specialty) for row in rows] == [
        (exam, specialty)
        for exam in ("step1", "step2_ck")
        for specialty in ("pediatrics", "orthopaedic_surgery")
    ]
    assert [math.isnan(row.score) for row in rows] == [True, True, False, False]
    garbled, close = rows[2], rows[3]
    assert math.isnan(garbled.matched_mean)
    assert garbled.flags == ("source_garbled",)
    # Flags are those of the exam: Step 1 is inverted here, Step 2 CK is not.
    assert close.flags == ("at_or_below_unmatched", "means_close")
    assert (close.gap_to_matched, close.separation) == (-5, 4)
    assert "means_inverted" in rows[1].flags


def test_of_no_exam_there_are_no_average_rows(reference):
    assert average_rows(standings_for(Profile("us_img"), SOME, reference), ()) == []


def test_non_dominated_by_hand():
    gaps = [5, 3, 3, 1, 5, math.nan, 9]
    shares = [1, 4, 2, 4, 1, 9, math.nan]
    # The first and fifth are equal, so neither dominates the other; NaN neither dominates nor is marked.
    assert pareto_front(gaps, shares) == [True, True, False, False, True, False, False]
    assert pareto_front([], []) == []
    assert pareto_front([2], [3]) == [True]
    with pytest.raises(ValueError, match="shorter than argument 1"):
        pareto_front([1, 2], [1])


NUMBERS = st.one_of(st.integers(-4, 4).map(float), st.just(math.nan))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=12))
def test_non_dominated_is_its_definition(pairs):
    def dominates(one, other):
        return one[0] >= other[0] and one[1] >= other[1] and (one[0] > other[0] or one[1] > other[1])

    marked = pareto_front([one for one, _ in pairs], [other for _, other in pairs])
    for pair, mark in zip(pairs, marked, strict=True):
        known = not (math.isnan(pair[0]) or math.isnan(pair[1]))
        assert mark == (known and not any(dominates(other, pair) for other in pairs))
    complete = [pair for pair in pairs if not any(map(math.isnan, pair))]
    assert any(marked) == bool(complete)


def test_the_map_has_every_specialty_and_marks_the_shortlist(all_rows):
    rows = all_rows(Profile("non_us_img", 228), "step1")
    assert tuple(row.compared.specialty for row in rows) == SHORTLISTABLE
    assert {row.compared.specialty for row in rows if row.is_shortlisted} == set(SOME)
    assert {row.compared.specialty for row in rows if row.is_non_dominated} == {
        "family_medicine",
        "pathology",
    }
    (pathology,) = (row for row in rows if row.compared.specialty == "pathology")
    assert (pathology.compared.gap_to_matched, pathology.compared.matched_mean) == (-2, 230)
    assert pathology.share_pct == pytest.approx(100 * 185 / 568)
    assert (pathology.filled_count, pathology.is_drawn) == (568, True)
    undrawn = {row.compared.specialty for row in rows if not row.is_drawn}
    assert undrawn == {"interventional_radiology", "otolaryngology", "radiation_oncology"}


@pytest.mark.parametrize("group", slugs(APPLICANT_GROUPS))
@pytest.mark.parametrize("exam", ["step1", "step2_ck"])
def test_a_score_changes_no_mark(all_rows, group, exam):
    marks = [
        [row.is_non_dominated for row in all_rows(profile, exam)]
        for profile in (Profile(group), Profile(group, 120, 300), Profile(group, 240, 240))
    ]
    assert marks[0] == marks[1] == marks[2]


def test_the_marks_agree_with_gaps_that_are_drawn(all_rows):
    rows = all_rows(Profile("us_md_senior", 236), "step1")
    marks = [row.is_non_dominated for row in rows]
    assert marks == pareto_front(
        [row.compared.gap_to_matched for row in rows], [row.share_pct for row in rows]
    )
    assert sum(marks) == 9


def test_the_flags_of_the_map_are_those_of_its_exam(all_rows):
    flags = {
        exam: {
            row.compared.specialty: row.compared.flags for row in all_rows(Profile("us_img", 238, 245), exam)
        }
        for exam in ("step1", "step2_ck")
    }
    assert "means_inverted" in flags["step1"]["orthopaedic_surgery"]
    assert "means_inverted" not in flags["step2_ck"]["orthopaedic_surgery"]


@pytest.mark.parametrize(("score", "near"), [(None, False), (120, False), (230, True), (300, False)])
def test_the_average_belongs_into_the_picture_when_a_gap_is_small_enough(all_rows, score, near):
    assert average_is_near(all_rows(Profile("non_us_img", score), "step1")) is near


def test_the_average_is_near_up_to_its_limit(all_rows):
    # The highest matched average of non-US IMGs is 246.
    assert average_is_near(all_rows(Profile("non_us_img", 246 + FAR), "step1"))
    assert not average_is_near(all_rows(Profile("non_us_img", 246 + FAR + 1), "step1"))
