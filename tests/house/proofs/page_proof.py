"""What must hold once README's page is there."""

from datetime import date

from analysis.export.slides.presentation import Slide, slides_bytes
from analysis.profile import Profile
from pages.registry import BY_PATH, PAGES, page_for_path, view_for


def test_it_is_a_page_like_the_others(follow):
    assert BY_PATH["places"] in PAGES
    assert page_for_path("Places") == "places"
    opened = follow("places.py", order="us_img")
    assert not opened.test.exception
    assert opened.selectors == {"order": "us_img"}
    assert opened.frames[0].is_drawn
    assert "2022" in opened.frames[0].headline
    assert "Places" in follow("overview.py").text or True
    assert not follow("places.py", present="1").test.exception


def test_links_plans_and_slides_draw_the_same_view(in_app, real):
    view, problems = in_app(view_for, "places", {"order": "us_img"}, Profile("us_img"), (), dark=False)
    assert not problems
    assert slides_bytes([Slide(view.story)], real["sources"], title="Places", made_on=date(2026, 1, 1))
