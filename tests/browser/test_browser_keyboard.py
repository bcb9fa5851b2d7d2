"""Keyboard only: everything can be reached, used, and seen to have the focus."""

import re

import pytest
from playwright.sync_api import expect

# More stops than any page has before its first chart.
MOST_STOPS = 40
# How an element and the frame around it mark the focus: an outline, a shadow, or a border that can be seen. The
# frame of a selector of several options lies one box further out.
MARKS = """element => [element, element.parentElement, element.parentElement.parentElement].map(part => {
    const style = getComputedStyle(part);
    return [
        style.outlineStyle === 'none' ? '' : style.outline,
        style.boxShadow,
        style.borderTopWidth === '0px' ? '' : style.borderTopColor,
    ].join(' ');
}).join(' | ')"""


@pytest.fixture
def keys(visitor):
    """Return a function that presses Tab until an element has the focus, and sees that the focus shows."""
    page = visitor.page

    def reach(element, most=MOST_STOPS):
        for _ in range(most):
            page.keyboard.press("Tab")
            if element.count() == 1 and element.evaluate("element => element === document.activeElement"):
                break
        expect(element).to_be_focused(timeout=1000)
        # A colour on its way from one to another would read as a difference, or as none.
        page.add_style_tag(content="*, *::before, *::after { transition: none !important; }")
        focused = element.evaluate(MARKS)
        element.evaluate("element => element.blur()")
        unfocused = element.evaluate(MARKS)
        element.evaluate("element => element.focus({focusVisible: true})")
        assert focused != unfocused, f"the focus on {element} does not show: {focused}"

    return reach


def test_the_main_journey_without_a_mouse(visitor, keys):
    page = visitor.page
    visitor.open()
    group = visitor.field("Applicant group")
    keys(group)
    page.keyboard.type("Non-US")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(group).to_have_value("Non-US IMG")
    keys(visitor.field("Step 1 score"))
    page.keyboard.type("230")
    page.keyboard.press("Enter")
    expect(visitor.chart.get_by_text("You 230")).to_be_visible()

    page.reload()
    visitor.settle()
    keys(page.get_by_role("navigation").get_by_role("link", name="Where I stand"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Where I stand")


def test_a_segmented_control_is_one_stop_with_arrows_inside(visitor, keys):
    page = visitor.page
    visitor.open("where-i-stand")
    step1, step2 = (page.get_by_role("radio", name=name) for name in ("Step 1", "Step 2 CK"))
    keys(step2)
    page.keyboard.press("ArrowLeft")
    expect(step1).to_be_focused()
    page.keyboard.press("Enter")
    expect(step1).to_be_checked()
    expect(page).to_have_url(re.compile(r"\?exam=step1$"))


def test_the_year_selector_is_reached_and_used(visitor, keys):
    page = visitor.page
    visitor.open("img-fill")
    year = page.get_by_role("combobox", name="Match year", exact=True)
    keys(year)
    page.keyboard.type("2012")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(year).to_have_value("2012")
    expect(visitor.headline).to_contain_text("in 2012")
    expect(page).to_have_url(re.compile(r"\?year=2012$"))


def test_specialties_are_chosen_and_removed_by_keyboard(visitor, keys):
    page = visitor.page
    visitor.open("img-fill?show=trend&specialties=neurology")
    keys(visitor.main.get_by_test_id("stMultiSelect").get_by_role("combobox"))
    page.keyboard.type("Path")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(visitor.headline).to_contain_text("2 chosen specialties")
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")
    expect(visitor.headline).to_contain_text("Neurology: IMGs filled")


def test_skip_link_disclosures_tables_and_downloads_are_stops(visitor, keys):
    visitor.open("where-i-stand")
    keys(visitor.page.get_by_role("link", name="Skip to main content"))
    visitor.page.keyboard.press("Enter")
    keys(visitor.page.get_by_role("button", name="Enter your numbers"), most=2)
    keys(visitor.main.locator("summary").filter(has_text="Every value as a table"))
    visitor.page.keyboard.press("Enter")
    keys(visitor.main.locator(".source .box"))
    keys(visitor.page.get_by_role("button", name="Data of this chart (CSV)"))
    with visitor.page.expect_download() as download:
        visitor.page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


def test_a_chart_is_presented_and_left_by_keyboard(visitor, keys):
    page = visitor.page
    visitor.open("where-i-stand?exam=step1&group=us_img")
    keys(page.get_by_role("link", name="Skip to main content"))
    page.keyboard.press("Enter")
    keys(page.get_by_role("button", name="Picture, data, link, plan"))
    page.keyboard.press("Enter")
    menu = page.locator("[class*=st-key-panel_]")
    expect(menu).to_be_visible()
    for button in ("PNG", "SVG", "Present this view"):
        keys(menu.get_by_role("button", name=button))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"&present=1$"))
    visitor.settle()
    keys(page.get_by_role("button", name="On"), most=6)
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"&present=1&rows=2$"))
    visitor.settle()
    visitor.leave_the_room()
    expect(page).to_have_url(re.compile(r"\?exam=step1&group=us_img$"))
    expect(page.get_by_role("radio", name="Step 1")).to_be_checked()
