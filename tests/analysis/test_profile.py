import pytest

from analysis.profile import Profile


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
    with pytest.raises(ValueError, match=r"'img'.*us_md_senior, do_senior, us_img, non_us_img"):
        Profile("img")


def test_the_ends_of_the_ranges_are_allowed():
    low, high = Profile("us_img", 120, 120, 0), Profile("us_img", 300, 300, 999)
    assert (low.score("step1"), high.score("step2_ck"), low.research_items) == (120, 300, 0)


def test_a_profile_without_scores_says_so():
    assert not Profile("us_img", research_items=3).has_score
    assert Profile("us_img", step2_ck=240).has_score
