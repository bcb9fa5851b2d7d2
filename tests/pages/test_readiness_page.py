"""The page Readiness: answers become levels, rules and changes; nothing of it stands in the address."""

import pytest

from analysis.readiness.record import ANSWERS, Readiness
from pages.ui.records_held import HELD

PAGE = "readiness.py"


@pytest.fixture
def page(open_page):
    return open_page(PAGE, group="non_us_img", step2_ck="221")


def key_of(name):
    return f"next_0_readiness_{name}"


def widgets(page):
    """Every field of the page, by key."""
    test = page.test
    kinds = (test.text_input, test.selectbox, test.checkbox, test.segmented_control)
    return {widget.key: widget for kind in kinds for widget in kind}


def fill(page, **answers):
    """Type or choose answers, one after the other."""
    for name, value in answers.items():
        widgets(page)[key_of(name)].set_value(value)
        page._settle()
    return page


def record(page):
    return page.test.session_state[HELD][Readiness]


def test_nobody_who_typed_nothing_is_called_anything(open_page):
    opened = open_page(PAGE)
    assert not opened.test.exception
    assert not opened.problems
    (frame,) = opened.frames
    assert frame.is_drawn
    assert "High in a guide" not in frame.headline
    assert "None of the" in opened.text
    assert "No answered factor is high" in opened.text
    assert "Choose a target specialty" in opened.text


def test_every_answer_has_a_field(page):
    assert {key_of(answer.name) for answer in ANSWERS} <= set(widgets(page))


def test_answers_become_levels_rules_and_what_can_change_them(page):
    fill(
        page,
        graduation_year="2009",
        never_clinical=True,
        us_experience_months="0",
        gaps="long",
        applications="200",
        specialty="dermatology",
    )
    assert not page.test.exception
    assert not page.problems
    (frame,) = page.frames
    assert "years since graduation" in frame.headline
    assert "structured plan" in page.text
    assert "some 150 applications a year" in page.text
    assert "Step 2 CK below 225" in page.text
    assert "210s or 220s" in page.text
    assert "what can change it, the most first" in page.text
    assert "The year of graduation itself." in page.text
    assert "Leaving the years off the application." in page.text
    assert record(page) == Readiness(
        graduation_year=2009,
        never_clinical=True,
        us_experience_months=0,
        gaps="long",
        applications=200,
        specialty="dermatology",
    )
    assert not {"2009", "long", "dermatology"} & set(page.address.values())
    assert page.links_to("specialty?specialty=dermatology")


def test_the_data_fill_in_the_exam_and_the_visitor_may_say_otherwise(page):
    fill(page, specialty="internal_medicine")
    assert "Step 2 CK 221 in Internal Medicine" in page.text
    assert "below the matched average of non-US IMGs" in page.text
    assert "residents scored lower" in page.text
    assert "positions filled in the" in page.text
    assert "ranked nothing else" in page.text
    assert "Weak: 1, strong: 0" in page.text
    fill(page, audit_usmle="average")
    assert "Weak: 0, strong: 0" in page.text


def test_what_cannot_be_read_is_said_and_costs_itself_alone(page):
    fill(page, us_experience_months="3", graduation_year="next year")
    (said,) = page.problems
    assert "Year of graduation" in said
    assert "next year" in said
    assert record(page) == Readiness(us_experience_months=3)
    fill(page, graduation_year="2020")
    assert not page.problems
    assert record(page).graduation_year == 2020


def test_answers_outlive_another_page(page):
    fill(page, graduation_year="2015", gaps="short", letters_are_recent=True)
    page.go_to("overview.py").go_to(PAGE)
    assert page.test.text_input(key=key_of("graduation_year")).value == "2015"
    assert page.test.selectbox(key=key_of("gaps")).value == "short"
    assert page.test.checkbox(key=key_of("letters_are_recent")).value is True
    assert "years since graduation" in page.frames[0].headline


def test_the_first_of_the_shortlist_is_the_target_until_one_is_chosen(open_page):
    opened = open_page(PAGE, {"specialties": "neurology"}, group="us_img", step2_ck="240")
    assert "Step 2 CK 240 in Neurology" in opened.text
    fill(opened, specialty="psychiatry")
    assert "Step 2 CK 240 in Psychiatry" in opened.text
