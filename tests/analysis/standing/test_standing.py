import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.profile import Profile
from analysis.standing.compute import (
    COMPARISON_COLUMNS,
    Averages,
    compare,
    frame_of,
    overall_standing,
    rows_by_specialty,
    sources_of,
)
from analysis.wording import shown_standing
from data.load import load_table
from data.terms import slugs
from data.vocabulary import SPECIALTIES

SCORES = load_table("scores")


def row_of(comparison, specialty, exam="step1"):
    (row,) = (row for row in comparison if (row.specialty, row.exam) == (specialty, exam))
    return row


def overall_of(comparison):
    """Return specialty -> what it comes to over the exams entered."""
    return {specialty: overall_standing(rows) for specialty, rows in rows_by_specialty(comparison)}


def test_one_row_for_each_specialty_of_the_edition_and_exam(compared):
    comparison = compared(Profile("non_us_img"), SCORES)
    assert len(comparison) == 46
    assert list(dict.fromkeys(row.specialty for row in comparison)) == list(slugs(SPECIALTIES))
    assert [row.exam for row in comparison[:2]] == ["step1", "step2_ck"]
    assert comparison[-1].label == "All Specialties Combined"


def test_an_edition_has_no_row_for_a_specialty_that_it_does_not_print(compared, make_scores):
    comparison = compared(Profile("us_img", step1=230), make_scores(("neurology", "step1", 236, 224)))
    assert [(row.specialty, row.exam) for row in comparison] == [
        ("neurology", "step1"),
        ("neurology", "step2_ck"),
    ]
    # Another group has averages of it; this one has none, and no gap of the source is claimed.
    assert {row.missing for row in comparison} == {"not_in_edition"}
    assert row_of(comparison, "neurology").standing == "no_mean"


def test_the_frame_of_a_comparison_has_exactly_these_columns(compared, make_scores):
    comparison = compared(Profile("non_us_img", 230), make_scores(("neurology", "step1", 236, 224)))
    frame = frame_of(comparison, COMPARISON_COLUMNS)
    assert tuple(frame.columns) == COMPARISON_COLUMNS
    assert len(frame) == 2
    assert list(frame["flags"]) == [(), ()]
    assert frame.loc[0, ["score", "matched_mean", "gap_to_matched"]].tolist() == [230, 236, -6]
    assert tuple(frame_of([], COMPARISON_COLUMNS).columns) == COMPARISON_COLUMNS


def test_hand_made_averages_are_compared_without_any_table():
    cohort = (
        Averages("neurology", "Neurology", "step1", 236.0, 224.0, 12.0, 9.0, "reported", ("one",)),
        Averages("neurology", "Neurology", "step2_ck", unmatched_mean=230.0, missing="garbled"),
        Averages("dermatology", "Dermatology", "step2_ck"),
    )
    first, second, third = compare(Profile("non_us_img", 230, 240), cohort)
    assert (first.gap_to_matched, first.gap_to_unmatched, first.position) == (-6, 6, 0.5)
    assert (first.standing, first.shown, first.flags) == ("near", "near", ("few_matched",))
    assert (first.source_ids, second.source_ids) == (("one",), ())
    assert (second.standing, second.flags, second.gap_to_unmatched) == ("no_mean", ("source_garbled",), 10)
    assert (third.standing, third.flags, third.missing) == ("no_mean", (), "not_in_edition")
    assert all(math.isnan(number) for number in (third.gap_to_matched, third.position, third.matched_count))
    # The averages themselves are the same for everybody.
    assert [row.score for row in compare(Profile("us_img", 210), cohort[:1])] == [210]
    assert sources_of((first, second, first)) == ("one",)


def test_every_column_of_a_row_by_hand(compared, make_scores):
    comparison = compared(Profile("non_us_img", step1=230), make_scores(("neurology", "step1", 236, 224)))
    row = row_of(comparison, "neurology")
    assert (row.score, row.matched_mean, row.unmatched_mean) == (230, 236, 224)
    assert (row.gap_to_matched, row.gap_to_unmatched, row.separation) == (-6, 6, 12)
    assert (row.position, row.position_margin) == (0.5, 0.5)
    assert (row.standing, row.flags) == ("near", ())


@pytest.mark.parametrize(
    ("score", "standing"), [(229, "below"), (230, "near"), (236, "near"), (242, "near"), (243, "above")]
)
def test_near_reaches_one_sem_to_both_sides(compared, make_scores, score, standing):
    comparison = compared(Profile("non_us_img", step1=score), make_scores(("neurology", "step1", 236, 224)))
    assert row_of(comparison, "neurology").standing == standing


def test_a_wider_sem_widens_near(compared, make_scores):
    scores, profile = make_scores(("neurology", "step1", 236, 224)), Profile("non_us_img", step1=228)
    assert row_of(compared(profile, scores, sem=5), "neurology").standing == "below"
    assert row_of(compared(profile, scores, sem=8), "neurology").standing == "near"


@pytest.mark.parametrize("sem", [4.9, 8.1, -6, math.nan])
def test_a_sem_out_of_range_is_refused(compared, make_scores, sem):
    with pytest.raises(ValueError, match="allowed is 5 to 8"):
        compared(Profile("non_us_img"), make_scores(("neurology", "step1", 236, 224)), sem=sem)


@pytest.mark.parametrize(
    ("matched", "unmatched", "flags", "position"),
    [
        (236, 224, [], 0.5),
        (236, 230, ["at_or_below_unmatched"], 0.0),
        (233, 228, ["means_close"], None),
        (230, 230, ["means_equal"], None),
        (228, 231, ["means_inverted"], None),
        (234, 231, ["at_or_below_unmatched", "means_close"], None),
        (236, None, [], None),
    ],
)
def test_flags_and_position_by_hand(compared, make_scores, matched, unmatched, flags, position):
    comparison = compared(
        Profile("non_us_img", step1=230), make_scores(("neurology", "step1", matched, unmatched))
    )
    row = row_of(comparison, "neurology")
    assert row.flags == tuple(flags)
    assert math.isnan(row.position) if position is None else row.position == position


@pytest.mark.parametrize(
    ("counts", "matched_count", "flags"),
    [
        ({("neurology", "non_us_img"): 0}, 0, ["few_matched"]),
        ({("neurology", "non_us_img"): 9}, 9, ["few_matched"]),
        ({("neurology", "non_us_img"): 10}, 10, []),
        ({("neurology", "us_img"): 3, ("pathology", "non_us_img"): 3}, math.nan, []),
        (None, math.nan, []),
    ],
)
def test_few_matched_is_fewer_than_ten_of_this_group_and_specialty(
    compared, make_scores, counts, matched_count, flags
):
    comparison = compared(
        Profile("non_us_img", step1=230), make_scores(("neurology", "step1", 236, 224)), counts=counts
    )
    row = row_of(comparison, "neurology")
    assert row.matched_count == pytest.approx(matched_count, nan_ok=True)
    assert row.flags == tuple(flags)
    # A count marks the row; it does not change where the score lies.
    assert (row.standing, row.position) == ("near", 0.5)


def test_few_matched_stands_with_the_other_flags_in_order(compared, make_scores):
    scores = make_scores(("neurology", "step1", 230, 230))
    counts = {("neurology", "non_us_img"): 4}
    row = overall_of(compared(Profile("non_us_img", step1=230), scores, counts=counts))["neurology"]
    assert row.flags == ("few_matched", "means_equal")
    assert not row.separates
    few_alone = compared(Profile("non_us_img", 230), make_scores(("neurology", "step1", 236, 224)), 6, counts)
    assert overall_of(few_alone)["neurology"].separates


def test_no_score_and_no_mean_are_told_apart(compared, make_scores):
    scores = make_scores(("neurology", "step1", 236, 224), ("pathology", "step1", None, None))
    with_score = compared(Profile("non_us_img", step1=230), scores)
    assert row_of(with_score, "neurology", "step2_ck").standing == "no_score"
    assert row_of(with_score, "pathology").standing == "no_mean"
    assert row_of(compared(Profile("non_us_img"), scores), "pathology").standing == "no_score"


def test_a_garbled_cell_is_flagged_and_not_filled(compared, make_scores):
    scores = make_scores(("pediatrics", "step2_ck", None, None), garbled={("pediatrics", "step2_ck")})
    row = row_of(compared(Profile("non_us_img", step2_ck=240), scores), "pediatrics", "step2_ck")
    assert (row.standing, row.flags) == ("no_mean", ("source_garbled",))
    assert math.isnan(row.gap_to_matched)


def test_two_match_years_are_refused(compared, make_scores):
    scores = make_scores(("neurology", "step1", 236, 224)).assign(match_year=[2018, 2020])
    with pytest.raises(ValueError, match="2018, 2020"):
        compared(Profile("non_us_img"), scores)


def test_the_done_sentence_of_the_issue(compared):
    comparison = compared(Profile("non_us_img", step1=230), SCORES)
    medicine, plastic = row_of(comparison, "internal_medicine"), row_of(comparison, "plastic_surgery")
    assert (medicine.gap_to_matched, medicine.standing) == (-6, "near")
    assert plastic.flags == ("means_equal",)
    assert shown_standing(plastic.standing, plastic.flags).slug == "no_verdict"


def test_overall_is_the_lowest_over_the_exams_entered(compared, make_scores):
    scores = make_scores(
        ("neurology", "step1", 220, 210),
        ("neurology", "step2_ck", 250, 240),
        ("pathology", "step1", 220, 220),
        ("dermatology", "step1", None, None),
    )
    overall = overall_of(compared(Profile("non_us_img", 230, 230), scores))
    assert overall["neurology"].standing == "below"
    # A missing Step 2 CK average does not count against Pathology, and equal averages bar a verdict.
    assert overall["pathology"].standing == "above"
    assert not overall["pathology"].separates
    assert overall["dermatology"].standing == "no_mean"
    nobody = overall_of(compared(Profile("non_us_img"), scores))
    assert {row.standing for row in nobody.values()} == {"no_score"}


@given(
    group=st.sampled_from(["us_md_senior", "us_img", "non_us_img"]),
    step1=st.none() | st.integers(120, 300),
    step2_ck=st.none() | st.integers(120, 300),
    sem=st.floats(5, 8),
)
def test_whatever_is_entered_the_definitions_hold(compared, group, step1, step2_ck, sem):
    comparison = compared(Profile(group, step1, step2_ck), SCORES, sem)
    assert len(comparison) == 46
    for row in comparison:
        gap, separation = row.gap_to_matched, row.separation
        if math.isnan(row.score):
            assert row.standing == "no_score"
        elif math.isnan(row.matched_mean):
            assert row.standing == "no_mean"
        else:
            assert row.standing == ("below" if gap < -sem else "above" if gap > sem else "near")
        assert row.flags == tuple(sorted(row.flags))
        if not math.isnan(row.position):
            assert 0 <= row.position <= 1
            assert separation >= sem


NEAR_BOTH = ("near_both", "near both averages: they are closer together than the error of a score")


@pytest.mark.parametrize(
    ("matched", "unmatched", "score", "slug"),
    [
        (232, 229, 229, "near_both"),
        (232, 229, 228, "near_both"),
        (232, 229, 230, "near"),
        (232, 226, 226, "below"),
        (232, 229, 225, "below"),
        (232, 232, 232, "no_verdict"),
        (232, 240, 232, "no_verdict"),
        (232, None, 229, "near"),
        (None, 229, 229, "no_mean"),
        (232, 229, 239, "above"),
    ],
)
def test_near_is_never_shown_at_or_below_the_unmatched_average(
    compared, make_scores, matched, unmatched, score, slug
):
    scores = make_scores(("neurology", "step2_ck", matched, unmatched))
    comparison = compared(Profile("non_us_img", step2_ck=score), scores)
    row = row_of(comparison, "neurology", "step2_ck")
    shown = shown_standing(row.standing, row.flags)
    assert shown.slug == slug
    assert (row.shown, overall_of(comparison)["neurology"].shown) == (slug, slug)


def test_near_both_says_so_in_the_words_of_the_method():
    shown = shown_standing("near", ["at_or_below_unmatched", "means_close"])
    assert (shown.slug, shown.label) == NEAR_BOTH


@pytest.mark.parametrize(
    ("step2_ck", "shown"), [(247, "near_both"), (230, "below"), (240, "near_both")], ids=str
)
def test_over_two_exams_each_is_shown_for_itself_and_the_lowest_counts(
    compared, make_scores, step2_ck, shown
):
    # Step 1 is near both of its averages; Step 2 CK is above, below, near: its own flags stay its own.
    scores = make_scores(("neurology", "step1", 232, 229), ("neurology", "step2_ck", 240, 225))
    comparison = compared(Profile("non_us_img", step1=229, step2_ck=step2_ck), scores)
    assert overall_of(comparison)["neurology"].shown == shown
