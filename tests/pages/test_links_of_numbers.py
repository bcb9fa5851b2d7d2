"""Group, shortlist and numbers in an address: what a link fills in, what stays out, and what back undoes."""

from itertools import cycle

import pytest

from analysis.demonstration import DEMONSTRATIONS
from analysis.profile import NUMBER_FIELDS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS
from pages.registry import PAGES
from pages.ui.visit import typed
from tests.pages.links import CLEAR, LISTED, SCORES, link_in_menu, sidebar


@pytest.mark.parametrize(
    ("page", "group"),
    list(zip(PAGES, cycle(slugs(APPLICANT_GROUPS)), strict=False)),
    ids=lambda one: getattr(one, "file", one),
)
def test_group_shortlist_and_scores_of_a_link_fill_the_sidebar_of_every_page(follow, page, group):
    address = {"group": group, "specialties": "neurology,pathology", **SCORES}
    opened = follow(page.file, **address)
    assert not opened.test.exception
    assert not opened.problems
    assert sidebar(opened) == (group, "231", "241", "4", ["neurology", "pathology"])
    assert opened.address == address
    said = " ".join(caption.value for caption in opened.test.sidebar.caption)
    assert "The scores of the link that was opened are in the address" in said


@pytest.mark.parametrize(
    ("page", "demo"),
    list(zip(PAGES, cycle(DEMONSTRATIONS), strict=False)),
    ids=lambda one: getattr(one, "file", getattr(one, "slug", "")),
)
def test_an_invented_profile_of_a_link_fills_the_sidebar_of_every_page(follow, page, demo):
    opened = follow(page.file, demo=demo.slug)
    assert not opened.test.exception
    assert not opened.problems
    numbers = [typed(demo.profile, field) for field in NUMBER_FIELDS]
    assert sidebar(opened) == (demo.profile.applicant_group, *numbers, [])
    # Nobody's numbers: the name alone says them.
    assert opened.address == {"demo": demo.slug}
    assert demo.label in opened.test.sidebar.info[0].value


def test_the_scores_of_a_link_are_used(follow):
    opened = follow("specialty.py", specialty="pathology", group="us_img", my_step1="231")
    assert "Your Step 1 of 231" in opened.text
    assert "Your Step 2 CK" not in opened.text
    assert opened.address == {"specialty": "pathology", "group": "us_img", "my_step1": "231"}


def test_scores_without_a_group_are_compared_with_the_usual_group(follow):
    opened = follow("where_i_stand.py", my_step1="230")
    assert "Internal Medicine −6 ● near" in opened.text
    assert "Showing Non-US IMG averages until you choose" in opened.text
    assert opened.address == {"my_step1": "230"}
    assert sidebar(opened)[:2] == (None, "230")


def test_what_is_typed_after_a_link_with_scores_is_in_no_address(follow):
    opened = follow("where_i_stand.py", exam="step1", group="us_img", my_step1="240", my_step2_ck="250")
    opened.enter(step1="231")
    assert opened.address == {"exam": "step1", "group": "us_img"}
    assert sidebar(opened)[1:3] == ("231", "250")
    said = " ".join(caption.value for caption in opened.test.sidebar.caption)
    assert "not in the address" in said
    # By the visitor's own wish they are.
    opened.open_menu().test.checkbox(key="scores_in_link").check().run()
    opened.enter(step1="232")
    assert opened.address["my_step1"] == "232"


def test_a_score_with_blanks_and_zeros_is_read_as_typed(follow):
    opened = follow("where_i_stand.py", my_step1=" 0230 ")
    assert not opened.problems
    assert "Internal Medicine −6 ● near" in opened.text
    assert opened.address == {"my_step1": "230"}


def test_one_score_of_a_link_may_be_wrong_and_the_others_are_used(follow):
    opened = follow("where_i_stand.py", group="non_us_img", my_step1="230", my_step2_ck="400")
    (said,) = opened.problems
    assert "Step 2 CK score: “400” is out of range" in said
    assert "Allowed is a whole number from 120 to 300" in said
    assert "It was left out" in said
    assert opened.address == {"group": "non_us_img", "my_step1": "230"}
    assert sidebar(opened)[1:3] == ("230", "")


def test_own_scores_in_a_link_win_over_an_invented_profile_which_is_none_any_more(follow):
    opened = follow("where_i_stand.py", demo="ada", my_step1="200")
    assert sidebar(opened) == ("non_us_img", "200", "240", "3", [])
    assert not opened.test.sidebar.info
    numbers = {"my_step1": "200", "my_step2_ck": "240", "my_research_items": "3"}
    assert opened.address == {"group": "non_us_img", **numbers}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_what_is_typed_is_in_no_address(open_page, page):
    opened = open_page(page.file, group="us_img", step1="231", step2_ck="241", research_items="4")
    opened.shortlist("pathology", "neurology")
    assert opened.address == {"group": "us_img", "specialties": "pathology,neurology"}
    said = " ".join(caption.value for caption in opened.test.sidebar.caption)
    assert "not in the address" in said
    for other in (PAGES[PAGES.index(page) - 1], page):
        opened.go_to(other.file)
        assert opened.address == {"group": "us_img", "specialties": "pathology,neurology"}
        assert sidebar(opened)[1:4] == ("231", "241", "4")


def test_an_empty_score_in_a_link_is_no_wish_to_have_scores_in_it(follow):
    opened = follow("where_i_stand.py", my_step1="", my_step2_ck=" ")
    assert not opened.problems
    opened.enter(group="us_img", step1="231")
    # The exam entered is shown, and named: without the score the address would open on the other.
    assert opened.address == {"group": "us_img", "exam": "step1"}


def test_a_wrong_score_in_a_link_is_no_wish_to_have_scores_in_it(follow):
    opened = follow("where_i_stand.py", my_step1="400")
    opened.enter(group="us_img", step1="231")
    # The exam entered is shown, and named: without the score the address would open on the other.
    assert opened.address == {"group": "us_img", "exam": "step1"}


def test_the_tick_puts_the_scores_into_link_and_address_and_takes_them_out_again(open_page):
    opened = open_page("where_i_stand.py", {"exam": "step1"}, group="us_img", step1="231", step2_ck="241")
    here = {"exam": "step1", "group": "us_img"}
    with_scores = {**here, "my_step1": "231", "my_step2_ck": "241"}
    assert link_in_menu(opened) == ("/where-i-stand", here)
    opened.test.checkbox(key="scores_in_link").check().run()
    assert link_in_menu(opened) == ("/where-i-stand", with_scores)
    assert opened.address == with_scores
    assert "whoever has them can read them" in opened.text
    # What is typed later is part of the wish.
    opened.enter(research_items="4")
    assert opened.address == {**with_scores, "my_research_items": "4"}
    # Its run draws the page's part and the sidebar, the next one the page as a whole.
    opened.test.checkbox(key="scores_in_link").uncheck().run().run()
    assert link_in_menu(opened) == ("/where-i-stand", here)
    assert opened.address == here
    assert sidebar(opened)[1:4] == ("231", "241", "4")


def test_without_numbers_there_is_nothing_to_tick(open_page):
    opened = open_page("where_i_stand.py", group="us_img")
    assert not opened.open_menu().test.checkbox
    invented = open_page("where_i_stand.py", {"demo": "ada"}).open_menu()
    assert not invented.test.checkbox
    assert link_in_menu(invented) == ("/where-i-stand", {"demo": "ada"})


def test_clearing_takes_the_numbers_out_of_the_address(follow):
    opened = follow("where_i_stand.py", exam="step1", group="us_img", **LISTED, **SCORES).press(CLEAR)
    assert opened.address == {"exam": "step1", **LISTED}
    assert sidebar(opened) == (None, "", "", "", ["pathology", "neurology"])
    # The wish went with the numbers.
    opened.enter(group="us_img", step1="200")
    assert opened.address == {"exam": "step1", "group": "us_img", **LISTED}


def test_clearing_takes_an_invented_profile_out_of_the_address(follow):
    opened = follow("where_i_stand.py", demo="ben").press(CLEAR)
    assert opened.address == {}
    assert sidebar(opened) == (None, "", "", "", [])
    assert not opened.test.sidebar.info


def gone_back(opened, **address):
    """The visitor pressed the back button, and this is the address now."""
    opened.go_back(**address)
    assert not opened.test.exception
    assert not opened.problems
    return opened


def test_a_link_to_the_page_that_is_open_undoes_nothing(open_page):
    opened = open_page("where_i_stand.py", {"view": "gaps"}, group="us_img", step1="231")
    opened.shortlist("pathology")
    there = opened.address
    assert there == {"view": "gaps", "exam": "step1", "group": "us_img", "specialties": "pathology"}
    opened.test.query_params = {}
    opened.test.run()
    assert opened.address == there
    assert opened.selectors["view"] == "gaps"
    assert sidebar(opened) == ("us_img", "231", "", "", ["pathology"])


def test_back_takes_away_what_the_last_step_added(open_page):
    opened = open_page("where_i_stand.py")
    opened.enter(group="us_img").shortlist("pathology")
    assert opened.address == {"group": "us_img", "specialties": "pathology"}
    assert sidebar(gone_back(opened, group="us_img")) == ("us_img", "", "", "", [])
    assert sidebar(gone_back(opened)) == (None, "", "", "", [])
    assert opened.address == {}


def test_back_changes_a_group_and_a_shortlist_to_those_before(open_page):
    opened = open_page(
        "where_i_stand.py", {"group": "us_img", "specialties": "pathology"}, group="us_md_senior"
    )
    opened.shortlist("pathology", "neurology")
    gone_back(opened, group="us_img", specialties="pathology")
    assert sidebar(opened) == ("us_img", "", "", "", ["pathology"])


def test_back_undoes_the_tick_and_not_what_was_typed(open_page):
    opened = open_page("where_i_stand.py", group="us_img", step1="231").open_menu()
    opened.test.checkbox(key="scores_in_link").check().run()
    assert opened.address == {"group": "us_img", "my_step1": "231"}
    gone_back(opened, group="us_img", exam="step1")
    assert opened.address == {"group": "us_img", "exam": "step1"}
    assert sidebar(opened)[:2] == ("us_img", "231")


def test_back_undoes_an_invented_profile(open_page):
    opened = open_page("where_i_stand.py").invent("ada")
    assert opened.address == {"demo": "ada"}
    gone_back(opened)
    assert sidebar(opened) == (None, "", "", "", [])
    assert opened.address == {}


def test_a_selection_of_the_page_goes_back_too(open_page):
    opened = open_page("where_i_stand.py", {"exam": "step1"}).choose("view", "gaps")
    gone_back(opened, exam="step1")
    assert opened.selectors == {"beside": "averages", "exam": "step1", "view": "averages", "sem": "6"}
