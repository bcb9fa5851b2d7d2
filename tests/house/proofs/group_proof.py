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


@pytest.mark.parametrize("page", [page for page in PAGES if page.view], ids=lambda page: page.url_path)
def test_every_view_is_told(in_app, page):
    for name, selector in {"": None, **page.selectors}.items():
        for slug in list(selector.labels)[:6] if selector else ("",):
            try:
                view, _ = in_app(
                    view_for,
                    page.url_path,
                    {name: slug} if name else {},
                    Profile(GROUP, 230, 240, 3),
                    ("neurology", "pediatrics"),
                    dark=True,
                )
            except EmptyViewError:
                continue
            assert view.story.headline
