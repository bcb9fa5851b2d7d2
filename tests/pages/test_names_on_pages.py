"""Messy links and passes: the page reads what people write, and scolds nobody."""

import pytest

MESSY = {
    "group": ("Non-US IMG", "NON_US_IMG", "non us img", "non-citizen IMG"),
    "specialties": (
        "internal_medicine, pediatrics",
        "IM, Peds",
        "Internal Medicine,PEDIATRICS,",
        "Internal Medicine (Categorical),paediatrics",
    ),
    "exam": ("step1", "Step 1", "STEP1", " step1 "),
}


@pytest.mark.parametrize("way", range(4))
def test_a_messy_link_opens_the_view_without_a_word(open_page, way):
    address = {name: ways[way] for name, ways in MESSY.items()}
    strangers = {"utm_source": "mail", "fbclid": "x", "gclid": "y"}
    opened = open_page("where_i_stand.py", {**address, **strangers})
    assert not opened.problems
    assert opened.test.sidebar.selectbox[0].value == "non_us_img"
    assert opened.test.sidebar.multiselect[0].value == ["internal_medicine", "pediatrics"]
    assert opened.selectors["exam"] == "step1"
    # The strangers stay, and what was read stands there as slugs.
    assert opened.address == {
        "group": "non_us_img",
        "specialties": "internal_medicine,pediatrics",
        "exam": "step1",
        **strangers,
    }


def test_capitals_in_the_names_of_parameters(open_page):
    opened = open_page("where_i_stand.py", {"Group": "US IMG", "EXAM": "step2_ck", "my-step1": "231"})
    assert not opened.problems
    assert opened.test.sidebar.selectbox[0].value == "us_img"
    assert opened.selectors["exam"] == "step2_ck"
    assert opened.address["my_step1"] == "231"


def test_a_pass_is_shown_where_a_score_would_be(open_page):
    opened = open_page("where_i_stand.py", {"exam": "step1"}, group="us_img", step1="P/F")
    assert not opened.problems
    said = "Step 1: passed; no three-digit score"
    assert any(said in caption.value for caption in opened.test.sidebar.caption)
    assert said in opened.text
    assert "my_step1" not in opened.address
    assert said in open_page("specialty.py", group="us_img", step1="Pass").text


def test_a_link_carries_a_pass(open_page):
    opened = open_page("where_i_stand.py", {"my_step1": "PASS", "group": "us_img"})
    assert opened.address == {"my_step1": "pass", "group": "us_img"}
    assert not opened.problems


def test_a_do_graduate_is_told_what_the_sources_have(open_page):
    (said,) = open_page("where_i_stand.py", {"group": "DO graduate"}).problems
    assert "Match rates (Table 4)" in said
    assert "US MD senior, DO senior, US IMG, Non-US IMG" in said


@pytest.mark.parametrize(
    ("typed", "said"), [("1", "code for pass or fail"), ("24", "digit missing"), ("85", "percentile")]
)
def test_an_impossible_score_is_no_score(open_page, typed, said):
    opened = open_page("where_i_stand.py", group="non_us_img", step1=typed)
    (problem,) = opened.problems
    assert said in problem
    assert "You " not in opened.text
