"""What must hold once README's group is there, which no edition has averages of."""

import pytest

from analysis.profile import Profile
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS
from pages.registry import PAGES, view_for
from pages.ui.page import EmptyViewError

GROUP = "us_md_fellow"


def test_visitors_can_be_of_it():
    assert GROUP in slugs(APPLICANT_GROUPS)
    assert Profile(GROUP, None, 240).applicant_group == GROUP


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_every_page_opens_and_says_what_there_is_not(follow, page):
    address = {"group": GROUP, "my_step2_ck": "240", "specialties": "neurology,pediatrics"}
    opened = follow(page.file, **address)
    assert not opened.test.exception
    assert not opened.test.error
    assert not follow(page.file, **address, present="1").test.exception
    if page.url_path == "where-i-stand":
        assert "US MD fellows" in opened.text


def headlines(path, selectors):
    """Say what each choice of a page shows first, or why it shows nothing."""
    profile, shortlist = Profile(GROUP, 230, 240, 3), ("neurology", "pediatrics")
    for choice in ({}, *({name: slug} for name, one in selectors.items() for slug in list(one.labels)[:6])):
        try:
            yield view_for(path, choice, profile, shortlist, dark=True)[0].story.headline
        except EmptyViewError as empty:
            yield str(empty)


@pytest.mark.parametrize("page", [page for page in PAGES if page.view], ids=lambda page: page.url_path)
def test_every_view_is_told(in_app, page):
    assert all(in_app(lambda: list(headlines(page.url_path, page.selectors))))
