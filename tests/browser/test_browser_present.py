"""Presenter mode: one chart for the back of a room, some rows at a time, its colours, and the way back.

That every view fits every screen is measured in test_browser_rooms.py.
"""

import re

import pytest
from playwright.sync_api import expect

from data.vocabulary import SPECIALTIES
from tests.browser.seeing import (
    CHART_TEXTS,
    CUT_OFF,
    ENOUGH_CONTRAST,
    SIDEWAYS,
    STICKS_OUT,
    contrast,
    serious_violations,
)

# One of each kind of chart: rows, a scatter, small multiples, a shortlist, lines, bars of rows, a grid.
SHOWN = (
    "where-i-stand?view=gaps&demo=ada",
    "where-i-stand?view=share&demo=ada",
    "img-fill?show=trend&specialties=neurology,pathology,dermatology",
    "compare?group=us_img&specialties=neurology,pathology,dermatology",
    "match-rates?group=us_img",
    "img-fill?group=us_img",
    "directors?ask=factors",
)
ROOM = {"width": 1280, "height": 720}
MOST_ROWS = 12
FIT = """most => {
    const rows = document.querySelector('[data-testid="stMain"] .js-plotly-plot')?.querySelectorAll('.ytick text');
    return rows?.length > 0 && rows.length <= most;
}"""
COLOURS = {"light": ("rgb(255, 255, 255)", "rgb(0, 0, 0)"), "dark": ("rgb(0, 0, 0)", "rgb(255, 255, 255)")}
# What is said around a chart, with its ink; the marks of the legend have inks of their own.
WORDS = """() => [...document.querySelectorAll('.finding h2, .finding .subtitle, .finding .legend > span, .source > p')]
    .map(element => {
        const style = getComputedStyle(element);
        return [element.textContent.trim().slice(0, 40), style.color, style.opacity];
    })"""
PAPER = "() => getComputedStyle(document.querySelector('[data-testid=\"stMain\"]')).backgroundColor"


def _rows(visitor):
    """Return the names of the rows that are drawn, once all that stand on the page fit: the page shows more."""
    visitor.page.wait_for_function(FIT, arg=MOST_ROWS)
    return [" ".join(name.split()) for name in visitor.chart.locator(".ytick text").all_text_contents()]


def _button(visitor, name):
    return visitor.page.locator(".st-key-stage").get_by_role("button", name=name)


def test_a_view_is_presented_row_by_row_and_left_as_it_was(visitor):
    page = visitor.page
    visitor.open("where-i-stand?exam=step1&sem=8&group=us_img&specialties=neurology,pathology")
    visitor.enter("Step 1 score", "243")
    expect(visitor.headline).to_contain_text("243")
    (path, parameters), chosen, headline = visitor.address, visitor.chosen, visitor.headline.inner_text()

    visitor.open_menu().get_by_role("button", name="Present this view").click()
    expect(page).to_have_url(re.compile(r"&present=1$"))
    assert visitor.address == (path, parameters | {"present": "1"})
    expect(_button(visitor, "Leave")).to_be_visible()
    visitor.settle()
    for gone in (visitor.sidebar, page.get_by_test_id("stHeader"), page.locator(".colophon")):
        expect(gone).not_to_be_visible()
    expect(visitor.headline).to_have_text(headline)
    expect(page.get_by_role("radio")).to_have_count(0)

    parts = [_rows(visitor)]
    expect(_button(visitor, "Back")).to_be_disabled()
    while _button(visitor, "On").is_enabled():
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(re.compile(rf"&rows={len(parts) + 1}$"))
        visitor.settle()
        parts.append(_rows(visitor))
    assert all(0 < len(rows) <= MOST_ROWS for rows in parts)
    shown = [name.replace("/ ", "/") for rows in parts for name in rows]
    assert sorted(shown) == sorted(specialty.label for specialty in SPECIALTIES)
    # After the last rows nothing comes, neither of this chart nor another one.
    last = page.url
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    visitor.settle()
    assert (page.url, _rows(visitor)) == (last, parts[-1])
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(rf"&rows={len(parts) - 1}$"))
    visitor.settle()
    assert _rows(visitor) == parts[-2]
    _button(visitor, "Shortlist").click()
    expect(page).to_have_url(re.compile(r"&rows=shortlist$"))
    visitor.settle()
    assert sorted(_rows(visitor)) == ["Neurology", "Pathology"]

    visitor.leave_the_room()
    expect(visitor.sidebar).to_be_visible()
    visitor.settle()
    assert visitor.address == (path, parameters)
    assert (visitor.chosen, visitor.headline.inner_text()) == (chosen, headline)
    expect(visitor.field("Step 1 score")).to_have_value("243")
    # Whoever follows from here finds the scores nowhere.
    assert not [url for url in visitor.requests if "my_step" in url]
    assert visitor.errors == []


@pytest.fixture(scope="module", params=COLOURS)
def room_of(request, room):
    """Somebody who follows links into a light or a dark room."""
    visitor = room(color_scheme=request.param, locale="en-GB", viewport=ROOM)
    visitor.open("match-rates?present=1")
    yield visitor, *COLOURS[request.param]
    visitor.leave()


@pytest.mark.parametrize("address", SHOWN)
def test_a_link_into_a_room_can_be_read_from_the_back(room_of, address):
    visitor, paper, ink = room_of
    page = visitor.page
    visitor.errors.clear()
    visitor.turn_to(f"{address}&present=1")
    expect(visitor.sidebar).not_to_be_visible()
    assert page.evaluate(PAPER) == paper
    words = page.evaluate(WORDS)
    assert len(words) >= 3
    assert [word for word in words if word[1:] != [ink, "1"]] == []
    assert page.evaluate(SIDEWAYS) == [0, 0]
    assert page.evaluate(STICKS_OUT) == []
    assert page.evaluate(CUT_OFF) == []
    assert len(_rows(visitor)) <= MOST_ROWS
    texts = page.evaluate(CHART_TEXTS)
    assert len(texts) > 5
    assert [
        text for text in texts if contrast(text["fill"], text["solid"], text["on"] or paper) < ENOUGH_CONTRAST
    ] == []
    assert [
        (found["id"], [node["html"] for node in found["nodes"]]) for found in serious_violations(page)
    ] == []
    visitor.no_failure()
    assert visitor.errors == []
    if "demo=" in address:
        expect(visitor.main.locator(".source")).to_contain_text("Invented numbers of nobody")


def test_a_page_without_a_chart_says_so_and_can_be_left(visitor):
    visitor.page.goto(f"{visitor.server.base}/session-plan?present=1")
    expect(visitor.main.get_by_text("This page has no chart to present")).to_be_visible()
    visitor.settle(chart=False)
    visitor.leave_the_room()
    visitor.expect_title("Session plan")
    expect(visitor.sidebar).to_be_visible()
    expect(visitor.page).to_have_url(f"{visitor.server.base}/session-plan")
