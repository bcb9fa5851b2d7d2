"""Small screens, fingers, chosen colours and paper: what a picture of a desk does not show."""

import io
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

SMALL = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
FINGER, MOUSE = 44, 24
ADDRESS = "where-i-stand?demo=ada"
PLACES = (ADDRESS, "specialty?demo=ada", "img-fill", "data", "caseload")
# What is pressed; a link within a sentence keeps the height of its line, a field the height of its frame.
TOO_SMALL = """least => [...document.querySelectorAll(
        'button, summary, [role=radio], [role=tab], [data-testid=stPageLink-NavLink], [data-testid=stSidebarNavLink]')]
    .filter(part => part.checkVisibility({visibilityProperty: true}) && !part.closest('[aria-hidden=true]'))
    .map(part => [part.innerText || part.ariaLabel, part.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && Math.min(box.width, box.height) < least - 0.5)
    .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(heading => heading.checkVisibility()).map(heading => Number(heading.tagName[1]))"""
# Where a caution is read without scrolling sideways.
CAUTIONS = """() => [...document.querySelectorAll('.cards td:last-child')].filter(cell => cell.innerText)
    .map(cell => cell.getBoundingClientRect().right)"""


@pytest.mark.parametrize("address", PLACES)
def test_what_is_pressed_is_large_enough(visit, address):
    desk = visit()
    desk.open(address)
    assert desk.page.evaluate(TOO_SMALL, MOUSE) == []
    phone = visit(**SMALL)
    phone.open(address)
    assert phone.page.evaluate(TOO_SMALL, FINGER) == []


@pytest.mark.parametrize("address", ["", *PLACES])
def test_headings_start_with_the_first_level_and_leave_none_out(visitor, address):
    visitor.open(address)
    levels = visitor.page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_standings_are_cards_on_a_phone_and_no_caution_is_cut(visit):
    phone = visit(**SMALL)
    phone.open(ADDRESS)
    row = phone.row("Plastic Surgery")
    expect(row).to_contain_text("fewer than 10 matched")
    rights = phone.page.evaluate(CAUTIONS)
    assert len(rights) > 5
    assert max(rights) <= SMALL["viewport"]["width"]


def test_forced_colours_show_what_is_chosen(visit):
    visitor = visit(forced_colors="active")
    visitor.open(ADDRESS)
    exams = visitor.main.get_by_role("radiogroup", name="Exam").get_by_role("radio")
    papers = exams.evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
    assert len(set(papers)) == 2


def test_tab_lands_on_the_chosen_option(visitor):
    visitor.open(f"{ADDRESS}&view=gaps")
    chosen = visitor.main.get_by_role("radio", name="Gaps", exact=True)
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("() => document.activeElement.closest('[aria-label=Show]') !== null"):
            break
    expect(chosen).to_be_focused()
    visitor.page.keyboard.press("Shift+Tab")
    visitor.page.keyboard.press("Tab")
    expect(chosen).to_be_focused()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_where_i_stand_prints_on_three_pages_and_none_is_empty(visitor, paper):
    visitor.open(ADDRESS)
    pages = PdfReader(io.BytesIO(visitor.page.pdf(format=paper))).pages
    assert len(pages) <= 3
    assert all(len(page.extract_text()) > 200 for page in pages)
