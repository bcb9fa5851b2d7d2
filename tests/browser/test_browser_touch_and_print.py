"""Small screens, fingers, chosen colours and paper: what a picture of a desk does not show."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.seeing import FINGER, TOO_SMALL

SMALL = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
ADDRESS = "where-i-stand?demo=ada"
PLACES = (ADDRESS, "specialty?demo=ada", "img-fill", "data", "caseload")
# Where a caution is read without scrolling sideways.
CAUTIONS = """() => [...document.querySelectorAll('.cards td:last-child')].filter(cell => cell.innerText)
    .map(cell => cell.getBoundingClientRect().right)"""


@pytest.mark.parametrize("address", PLACES)
def test_what_is_pressed_with_a_finger_is_large_enough(visit, address):
    phone = visit(**SMALL)
    phone.open(address)
    assert phone.page.evaluate(TOO_SMALL, FINGER) == []


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
