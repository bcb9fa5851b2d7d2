"""Input that cannot be right, typed or in the address: a clear sentence, and the rest of the page works."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def desk(room):
    """One visitor who corrects every mistake before the next one."""
    visitor = room()
    visitor.open("where-i-stand")
    return visitor


@pytest.mark.parametrize(
    ("label", "typed", "allowed"),
    [
        *(("Step 1 score", typed, "from 120 to 300") for typed in ("abc", "230.5", "-3", "400", "0")),
        ("Step 2 CK score", "²⁴⁰", "from 120 to 300"),
        ("Research items", "-1", "from 0 to 999"),
        ("Step 1 score", "b onload", "from 120 to 300"),
    ],
)
def test_a_number_that_cannot_be_read_is_said_and_left_out(desk, label, typed, allowed):
    desk.enter(label, typed)
    said = desk.sidebar.get_by_test_id("stAlert")
    expect(said).to_have_count(1)
    for part in (label, typed, f"whole number {allowed}"):
        expect(said).to_contain_text(part)
    desk.settle()
    expect(desk.chart).to_be_visible()
    expect(desk.chart.get_by_text("You ")).to_have_count(0)
    desk.no_failure()

    desk.enter(label, "")
    expect(said).to_have_count(0)


def test_one_wrong_number_does_not_take_the_others_along(visitor):
    visitor.open("where-i-stand")
    visitor.enter("Step 1 score", "230")
    visitor.enter("Step 2 CK score", "2400")
    expect(visitor.sidebar.get_by_test_id("stAlert")).to_contain_text("Step 2 CK score: “2400”")
    expect(visitor.row("Internal Medicine")).to_contain_text("−6")
    expect(visitor.chart.get_by_text("You 230")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("where-i-stand?foo=1", ["foo", "does not know"]),
        ("?foo=1", ["foo", "does not know"]),
        ("where-i-stand?exam=step9", ["exam", "step9", "Showing Step 2 CK instead"]),
        ("specialty?specialty=wizardry", ["specialty", "wizardry", "Showing Internal Medicine instead"]),
        ("research-output?order=<b>up", ["order", "b＞up", "Showing Non-US IMG"]),
        ("data?table=../../etc/passwd", ["table", "../../etc/passwd", "instead"]),
    ],
)
def test_an_address_that_asks_for_nonsense_gets_a_notice(visitor, address, said):
    visitor.open(address)
    notice = visitor.main.get_by_test_id("stAlert")
    expect(notice).to_have_count(1)
    # A word joiner, which nobody sees, keeps what somebody else wrote from becoming a link.
    shown = notice.inner_text().replace("\u2060", "")
    assert [part for part in said if part not in shown] == []
    assert notice.get_by_role("link").count() == 0
    visitor.no_failure()


def test_the_page_works_on_after_a_notice(visitor):
    visitor.open("where-i-stand?exam=step9")
    visitor.page.get_by_role("radio", name="Step 1").click()
    expect(visitor.main.get_by_test_id("stAlert")).to_have_count(0)
    expect(visitor.page).to_have_url(re.compile(r"\?exam=step1$"))
    expect(visitor.page.get_by_role("radio", name="Step 1")).to_be_checked()
