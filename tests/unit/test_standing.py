import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.profile import Profile
from analysis.standing.compute import COMPARISON_COLUMNS, compare, overall_standing
from analysis.wording import shown_standing
from data.load import load_table

SCORES = load_table("scores")


def row_of(comparison, specialty, exam="step1"):
    rows = comparison.set_index(["specialty", "exam"]).to_dict("index")
    return rows[(specialty, exam)]


def test_one_row_for_each_specialty_and_exam_with_exactly_these_columns(make_scores):
    comparison = compare(Profile("non_us_img"), make_scores(("neurology", "step1", 236, 224)))
    assert tuple(comparison.columns) == COMPARISON_COLUMNS
    assert len(comparison) == 46
    assert comparison["specialty"].nunique() == 23
    assert list(comparison["exam"].iloc[:2]) == ["step1", "step2_ck"]
    assert comparison["label"].iloc[-1] == "All Specialties Combined"


def test_every_column_of_a_row_by_hand(make_scores):
    comparison = compare(Profile("non_us_img", step1=230), make_scores(("neurology", "step1", 236, 224)))
    row = row_of(comparison, "neurology")
    assert (row["score"], row["matched_mean"], row["unmatched_mean"]) == (230, 236, 224)
    assert (row["gap_to_matched"], row["gap_to_unmatched"], row["separation"]) == (-6, 6, 12)
    assert (row["position"], row["position_margin"]) == (0.5, 0.5)
    assert (row["standing"], row["flags"]) == ("near", [])


@pytest.mark.parametrize(
    ("score", "standing"), [(229, "below"), (230, "near"), (236, "near"), (242, "near"), (243, "above")]
)
def test_near_reaches_one_sem_to_both_sides(make_scores, score, standing):
    comparison = compare(Profile("non_us_img", step1=score), make_scores(("neurology", "step1", 236, 224)))
    assert row_of(comparison, "neurology")["standing"] == standing


def test_a_wider_sem_widens_near(make_scores):
    scores, profile = make_scores(("neurology", "step1", 236, 224)), Profile("non_us_img", step1=228)
    assert row_of(compare(profile, scores, sem=5), "neurology")["standing"] == "below"
    assert row_of(compare(profile, scores, sem=8), "neurology")["standing"] == "near"


@pytest.mark.parametrize("sem", [4.9, 8.1, -6, math.nan])
def test_a_sem_out_of_range_is_refused(make_scores, sem):
    with pytest.raises(ValueError, match="allowed is 5 to 8"):
        compare(Profile("non_us_img"), make_scores(("neurology", "step1", 236, 224)), sem=sem)


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
def test_flags_and_position_by_hand(make_scores, matched, unmatched, flags, position):
    comparison = compare(
        Profile("non_us_img", step1=230), make_scores(("neurology", "step1", matched, unmatched))
    )
    row = row_of(comparison, "neurology")
    assert row["flags"] == flags
    assert math.isnan(row["position"]) if position is None else row["position"] == position


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
def test_few_matched_is_fewer_than_ten_of_this_group_and_specialty(make_scores, counts, matched_count, flags):
    comparison = compare(
        Profile("non_us_img", step1=230), make_scores(("neurology", "step1", 236, 224)), counts=counts
    )
    row = row_of(comparison, "neurology")
    assert row["matched_count"] == pytest.approx(matched_count, nan_ok=True)
    assert row["flags"] == flags
    # A count marks the row; it does not change where the score lies.
    assert (row["standing"], row["position"]) == ("near", 0.5)


def test_few_matched_stands_with_the_other_flags_in_order(make_scores):
    scores = make_scores(("neurology", "step1", 230, 230))
    counts = {("neurology", "non_us_img"): 4}
    overall = overall_standing(compare(Profile("non_us_img", step1=230), scores, counts=counts))
    row = overall.set_index("specialty").loc["neurology"]
    assert row["flags"] == ["few_matched", "means_equal"]
    assert not row["separates"]
    few_alone = compare(Profile("non_us_img", 230), make_scores(("neurology", "step1", 236, 224)), 6, counts)
    assert overall_standing(few_alone).set_index("specialty").loc["neurology", "separates"]


def test_no_score_and_no_mean_are_told_apart(make_scores):
    scores = make_scores(("neurology", "step1", 236, 224), ("pathology", "step1", None, None))
    with_score = compare(Profile("non_us_img", step1=230), scores)
    assert row_of(with_score, "neurology", "step2_ck")["standing"] == "no_score"
    assert row_of(with_score, "pathology")["standing"] == "no_mean"
    assert row_of(compare(Profile("non_us_img"), scores), "pathology")["standing"] == "no_score"


def test_a_garbled_cell_is_flagged_and_not_filled(make_scores):
    scores = make_scores(("pediatrics", "step2_ck", None, None), garbled={("pediatrics", "step2_ck")})
    row = row_of(compare(Profile("non_us_img", step2_ck=240), scores), "pediatrics", "step2_ck")
    assert (row["standing"], row["flags"]) == ("no_mean", ["source_garbled"])
    assert math.isnan(row["gap_to_matched"])


def test_two_match_years_are_refused(make_scores):
    scores = make_scores(("neurology", "step1", 236, 224)).assign(match_year=[2018, 2020])
    with pytest.raises(ValueError, match="2018, 2020"):
        compare(Profile("non_us_img"), scores)


def test_the_done_sentence_of_the_issue():
    comparison = compare(Profile("non_us_img", step1=230), SCORES)
    medicine, plastic = row_of(comparison, "internal_medicine"), row_of(comparison, "plastic_surgery")
    assert (medicine["gap_to_matched"], medicine["standing"]) == (-6, "near")
    assert plastic["flags"] == ["means_equal"]
    assert shown_standing(plastic["standing"], plastic["flags"]).slug == "no_verdict"


def test_overall_is_the_lowest_over_the_exams_entered(make_scores):
    scores = make_scores(
        ("neurology", "step1", 220, 210),
        ("neurology", "step2_ck", 250, 240),
        ("pathology", "step1", 220, 220),
    )
    overall = overall_standing(compare(Profile("non_us_img", 230, 230), scores)).set_index("specialty")
    assert overall.loc["neurology", "standing"] == "below"
    # A missing Step 2 CK average does not count against Pathology, and equal averages bar a verdict.
    assert overall.loc["pathology", "standing"] == "above"
    assert not overall.loc["pathology", "separates"]
    assert overall.loc["dermatology", "standing"] == "no_mean"
    assert (overall_standing(compare(Profile("non_us_img"), scores))["standing"] == "no_score").all()


@given(
    group=st.sampled_from(["us_md_senior", "us_img", "non_us_img"]),
    step1=st.none() | st.integers(120, 300),
    step2_ck=st.none() | st.integers(120, 300),
    sem=st.floats(5, 8),
)
def test_whatever_is_entered_the_definitions_hold(group, step1, step2_ck, sem):
    comparison = compare(Profile(group, step1, step2_ck), SCORES, sem)
    assert len(comparison) == 46
    for row in comparison.to_dict("records"):
        gap, separation = row["gap_to_matched"], row["separation"]
        if math.isnan(row["score"]):
            assert row["standing"] == "no_score"
        elif math.isnan(row["matched_mean"]):
            assert row["standing"] == "no_mean"
        else:
            assert row["standing"] == ("below" if gap < -sem else "above" if gap > sem else "near")
        assert row["flags"] == sorted(row["flags"])
        if not math.isnan(row["position"]):
            assert 0 <= row["position"] <= 1
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
def test_near_is_never_shown_at_or_below_the_unmatched_average(make_scores, matched, unmatched, score, slug):
    scores = make_scores(("neurology", "step2_ck", matched, unmatched))
    comparison = compare(Profile("non_us_img", step2_ck=score), scores)
    row = row_of(comparison, "neurology", "step2_ck")
    shown = shown_standing(row["standing"], row["flags"])
    assert shown.slug == slug
    overall = overall_standing(comparison).set_index("specialty")["shown"]
    assert overall["neurology"] == slug


def test_near_both_says_so_in_the_words_of_the_method():
    shown = shown_standing("near", ["at_or_below_unmatched", "means_close"])
    assert (shown.slug, shown.label) == NEAR_BOTH


@pytest.mark.parametrize(
    ("step2_ck", "shown"), [(247, "near_both"), (230, "below"), (240, "near_both")], ids=str
)
def test_over_two_exams_each_is_shown_for_itself_and_the_lowest_counts(make_scores, step2_ck, shown):
    # Step 1 is near both of its averages; Step 2 CK is above, below, near: its own flags stay its own.
    scores = make_scores(("neurology", "step1", 232, 229), ("neurology", "step2_ck", 240, 225))
    comparison = compare(Profile("non_us_img", step1=229, step2_ck=step2_ck), scores)
    overall = overall_standing(comparison).set_index("specialty")["shown"]
    assert overall["neurology"] == shown
