import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.profile import Profile
from analysis.standing.alternatives import find_alternatives
from data.load import load_table
from data.vocabulary import SPECIALTIES

SCORES = load_table("scores")


@pytest.fixture(scope="module")
def lists_of(compared):
    """Return a function that gives the three lists of a profile."""

    def lists(profile, scores=SCORES, counts=None):
        found = find_alternatives(compared(profile, scores, counts=counts))
        return found.at_or_above, found.read_with_care, found.left_out

    return lists


def reasons_of(rows):
    return {row.specialty: row.why for row in rows}


def test_a_hand_made_table_falls_into_three_sorted_lists(lists_of, make_scores):
    scores = make_scores(
        ("neurology", "step1", 225, 210),
        ("pathology", "step1", 220, 210),
        ("pediatrics", "step1", 225, 212),
        ("psychiatry", "step1", 228, 226),
        ("dermatology", "step1", 240, 230),
        ("child_neurology", "step1", None, 230),
        ("anesthesiology", "step1", None, None),
        ("all_specialties_combined", "step1", 225, 215),
    )
    good, care, left = lists_of(Profile("non_us_img", step1=230), scores)
    assert [(row.label, row.smallest_gap) for row in good] == [
        ("Pathology", 10),
        ("Neurology", 5),
        ("Pediatrics", 5),
    ]
    assert [row.why for row in good] == [""] * 3
    assert [row.why for row in care] == ["averages close together"]
    # Where there is no average there is no gap to sort by: those come last, by their names.
    assert [(row.label, row.why) for row in left] == [
        ("Dermatology", "below the matched average: Step 1 −10"),
        ("Anesthesiology", "Step 1: matched average not in the source"),
        ("Child Neurology", "Step 1: matched average not in the source"),
    ]


def test_an_average_that_the_edition_does_not_have_is_no_gap_of_the_source(lists_of, make_scores):
    scores = make_scores(("neurology", "step1", 225, 210))
    _, _, left = lists_of(Profile("non_us_img", 230, 240), scores)
    assert reasons_of(left) == {"neurology": "Step 2 CK: matched average not in this edition"}


def test_where_few_matched_is_read_with_care(lists_of, make_scores):
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
    assert [row.label for row in good] == ["Neurology"]
    assert [(row.label, row.why) for row in care] == [
        ("Pathology", "fewer than 10 matched"),
        ("Plastic Surgery", "fewer than 10 matched; averages close together"),
    ]
    # A specialty that lies above the score is left out for that, however many matched.
    assert reasons_of(left)["dermatology"] == "below the matched average: Step 1 −10"


def test_every_exam_entered_counts(lists_of, make_scores):
    scores = make_scores(("neurology", "step1", 225, 210), ("neurology", "step2_ck", 245, 230))
    _, _, left = lists_of(Profile("non_us_img", 230, 240), scores)
    assert reasons_of(left)["neurology"] == "below the matched average: Step 2 CK −5"


def test_a_garbled_average_is_a_reason_of_its_own(lists_of):
    _, _, left = lists_of(Profile("us_img", step2_ck=260))
    assert reasons_of(left)["pediatrics"] == "Step 2 CK: matched average garbled in the source"


def test_without_a_score_every_list_is_empty(lists_of):
    assert not any(rows for rows in lists_of(Profile("non_us_img", research_items=3)))


@given(
    st.sampled_from(["us_md_senior", "us_img", "non_us_img"]),
    st.integers(120, 300),
    st.none() | st.integers(120, 300),
)
def test_every_specialty_is_named_once_and_never_the_total(lists_of, group, step1, step2_ck):
    named = [row.specialty for rows in lists_of(Profile(group, step1, step2_ck)) for row in rows]
    assert sorted(named) == sorted(s.slug for s in SPECIALTIES if not s.is_total)
