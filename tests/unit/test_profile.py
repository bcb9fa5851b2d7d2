import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.profile import NUMBER_FIELDS, RESEARCH_ITEMS, STEP1, Profile, read_number


@pytest.mark.parametrize(
    ("numbers", "named"),
    [
        ({"step1": 0}, "step1 is 0; allowed is a whole number from 120 to 300"),
        ({"step1": 119}, "step1 is 119"),
        ({"step1": 301}, "step1 is 301"),
        ({"step1_passed": 1}, "step1_passed is 1; allowed is true or false"),
        ({"step2_ck": -4}, "step2_ck is -4"),
        ({"step2_ck": 230.0}, "step2_ck is 230.0"),
        ({"step1": True}, "step1 is True"),
        ({"step1": "230"}, "step1 is '230'"),
        ({"research_items": -1}, "research_items is -1; allowed is a whole number from 0 to 999"),
        ({"research_items": 1000}, "research_items is 1000"),
    ],
)
def test_a_profile_refuses_and_names_field_value_and_range(numbers, named):
    with pytest.raises(ValueError, match="allowed is") as caught:
        Profile("us_img", **numbers)
    assert named in str(caught.value)


def test_a_profile_refuses_an_unknown_group():
    with pytest.raises(ValueError, match=r"'img'.*us_md_senior, us_img, non_us_img"):
        Profile("img")


def test_the_ends_of_the_ranges_are_allowed():
    low, high = Profile("us_img", 120, 120, 0), Profile("us_img", 300, 300, 999)
    assert (low.score("step1"), high.score("step2_ck"), low.research_items) == (120, 300, 0)


def test_a_profile_without_scores_says_so():
    assert not Profile("us_img", research_items=3).has_score
    assert Profile("us_img", step2_ck=240).has_score


@pytest.mark.parametrize("typed", [None, "", "   "])
def test_blank_means_absent(typed):
    assert read_number(STEP1, typed) is None


@pytest.mark.parametrize("typed", ["230", " 230 ", "0230"])
def test_a_whole_number_is_read(typed):
    assert read_number(STEP1, typed) == 230


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("abc", "Step 1 score: “abc” is not a whole number. Allowed is a whole number from 120 to 300."),
        ("230.5", "“230.5” is not a whole number"),
        ("-3", "“-3” is not a whole number"),
        ("²³⁰", "is not a whole number"),
        ("٢٣٠", "is not a whole number"),
        ("400", "Step 1 score: 400 is out of range. Allowed is a whole number from 120 to 300."),
        ("0", "Step 1 score: 0 is out of range"),
        ("9" * 5000, "9…"),
    ],
)
def test_bad_input_gets_a_sentence(typed, said):
    with pytest.raises(ValueError, match="Allowed is") as caught:
        read_number(STEP1, typed)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 120


@given(st.integers(-2000, 2000))
def test_a_number_is_read_exactly_where_a_profile_would_take_it(number):
    for field in NUMBER_FIELDS:
        if field.lowest <= number <= field.highest:
            assert read_number(field, str(number)) == number
            assert getattr(Profile("us_img", **{field.name: number}), field.name) == number
        else:
            with pytest.raises(ValueError, match=f"{field.label}.*Allowed is {field.allowed}"):
                read_number(field, str(number))


@given(st.text().filter(lambda text: text.strip() and not re.fullmatch("[0-9]+", text.strip())))
def test_whatever_else_is_typed_is_refused_with_a_sentence(typed):
    with pytest.raises(ValueError, match="is not a whole number"):
        read_number(STEP1, typed)


def test_research_items_may_be_zero():
    assert read_number(RESEARCH_ITEMS, "0") == 0
