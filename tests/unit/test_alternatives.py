import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.profile import Profile
from analysis.standing.alternatives import find_alternatives
from analysis.standing.compute import compare
from data.load import load_table
from data.vocabulary import SPECIALTIES

SCORES = load_table("scores")


def lists_of(profile, scores=SCORES, counts=None):
    found = find_alternatives(compare(profile, scores, counts=counts))
    return found.at_or_above, found.read_with_care, found.left_out


def test_a_hand_made_table_falls_into_three_sorted_lists(make_scores):
    scores = make_scores(
        ("neurology", "step1", 225, 210),
        ("pathology", "step1", 220, 210),
        ("pediatrics", "step1", 225, 212),
        ("psychiatry", "step1", 228, 226),
        ("dermatology", "step1", 240, 230),
    )
    good, care, left = lists_of(Profile("non_us_img", step1=230), scores)
    assert list(zip(good["label"], good["smallest_gap"], strict=True)) == [
        ("Pathology", 10),
        ("Neurology", 5),
        ("Pediatrics", 5),
    ]
    assert list(care["why"]) == ["averages close together"]
    assert left["why"].iloc[0] == "below the matched average: Step 1 −10"
    assert set(left["why"].iloc[1:]) == {"Step 1: matched average not in the source"}
    assert len(good) + len(care) + len(left) == 22


def test_where_few_matched_is_read_with_care(make_scores):
    scores = make_scores(
        ("neurology", "step1", 225, 210),
        ("pathology", "step1", 220, 210),
        ("plastic_surgery", "step1", 228, 226),
        ("dermatology", "step1", 240, 230),
    )
    counts = {
        (name, "non_us_img"): count
        for name, count in (("neurology", 10), ("pathology", 9), ("plastic_surgery", 3), ("dermatology", 2))
    }
    good, care, left = lists_of(Profile("non_us_img", step1=230), scores, counts)
    assert list(good["label"]) == ["Neurology"]
    assert list(zip(care["label"], care["why"], strict=True)) == [
        ("Pathology", "fewer than 10 matched"),
        ("Plastic Surgery", "fewer than 10 matched; averages close together"),
    ]
    # A specialty that lies above the score is left out for that, however many matched.
    reasons = left.set_index("specialty")["why"]
    assert reasons["dermatology"] == "below the matched average: Step 1 −10"


def test_every_exam_entered_counts(make_scores):
    scores = make_scores(("neurology", "step1", 225, 210), ("neurology", "step2_ck", 245, 230))
    _, _, left = lists_of(Profile("non_us_img", 230, 240), scores)
    assert left.set_index("specialty").loc["neurology", "why"] == "below the matched average: Step 2 CK −5"


def test_a_garbled_average_is_a_reason_of_its_own():
    _, _, left = lists_of(Profile("us_img", step2_ck=260))
    reason = left.set_index("specialty").loc["pediatrics", "why"]
    assert reason == "Step 2 CK: matched average garbled in the source"


def test_without_a_score_every_list_is_empty():
    assert all(rows.empty for rows in lists_of(Profile("non_us_img", research_items=3)))


@given(
    st.sampled_from(["us_md_senior", "us_img", "non_us_img"]),
    st.integers(120, 300),
    st.none() | st.integers(120, 300),
)
def test_every_specialty_is_named_once_and_never_the_total(group, step1, step2_ck):
    named = pd.concat(lists_of(Profile(group, step1, step2_ck)))["specialty"]
    assert sorted(named) == sorted(s.slug for s in SPECIALTIES if not s.is_total)
