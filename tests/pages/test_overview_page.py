"""Overview: four questions, the picture, and every page one press away."""

import re

import pytest

from pages.registry import BY_GROUP, PAGES
from pages.ui.page import NAVIGATION
from pages.ui.questions import QUESTIONS, pages_besides


def ways(opened):
    """The addresses of the links in the main part, in their order."""
    return [link.proto.page for link in opened.test.main.page_link]


def test_every_page_is_one_press_away_once(open_page):
    found = ways(open_page("overview.py"))
    assert sorted(found) == sorted(page.url_path for page in PAGES if page.url_path)


def test_the_doors_stand_in_the_groups_of_the_navigation(open_page):
    opened = open_page("overview.py")
    besides = pages_besides()
    assert [heading.value for heading in opened.test.subheader] == [group.label for group in besides]
    assert ways(opened)[-sum(map(len, besides.values())) :] == [
        page.url_path for pages in besides.values() for page in pages
    ]


def test_every_page_is_in_one_group():
    assert tuple(BY_GROUP) == NAVIGATION
    assert all(BY_GROUP.values())
    assert sorted(page.file for pages in BY_GROUP.values() for page in pages) == sorted(
        page.file for page in PAGES
    )


def test_the_questions_come_before_the_picture(open_page):
    text = open_page("overview.py").text
    places = [text.index(question.asked) for question in QUESTIONS]
    assert places == sorted(places)
    assert places[-1] < text.index("matched non-US IMGs averaged")


def test_without_numbers_a_visitor_is_invited_and_told_no_standing(open_page):
    opened = open_page("overview.py")
    assert "Enter your numbers" in opened.buttons()
    assert "people of your group" in opened.text
    assert "is above the matched average in" not in opened.text


def test_numbers_are_answered_at_once_as_where_i_stand_does(open_page):
    opened = open_page("overview.py", group="us_img", step1="225", step2_ck="235")
    assert "Enter your numbers" not in opened.buttons()
    assert "How many US IMGs matched" in opened.text
    (frame,) = open_page("where_i_stand.py", group="us_img", step1="225", step2_ck="235").frames
    assert frame.headline in opened.text
    assert re.search(r"at or above the matched average in \d+ specialties: Psychiatry", opened.text)


def test_a_score_without_averages_is_said_and_leads_nowhere_else(open_page):
    opened = open_page("overview.py", group="us_md_senior", step2_ck="250")
    assert "Step 2 CK 250 meets no average of US MD seniors" in opened.text
    assert "No specialty has" not in opened.text


def test_the_measurement_error_chosen_on_where_i_stand_is_that_of_the_answer(open_page):
    opened = open_page("where_i_stand.py", {"sem": "8"}, group="us_img", step1="225")
    (frame,) = opened.frames
    opened.go_to("overview.py")
    assert frame.headline in opened.text


@pytest.mark.parametrize("page", ["overview.py", "research_output.py"])
@pytest.mark.parametrize(
    ("group", "said", "unsaid"),
    [
        (None, ("matched non-US IMGs", "; matched US IMGs in"), ()),
        ("us_img", ("specialties, matched US IMGs",), ("non-US IMGs",)),
        ("non_us_img", ("specialties, matched non-US IMGs",), (" US IMGs",)),
        ("us_md_senior", ("specialties, matched US MD seniors", "beside matched US IMGs, in"), ()),
    ],
)
def test_the_headline_is_about_the_group_that_was_chosen_or_about_all(open_page, page, group, said, unsaid):
    (frame,) = open_page(page, group=group).frames
    assert all(part in frame.headline for part in said)
    assert not any(part in frame.headline for part in unsaid)
