"""Who types faster than answers come sees what they typed last, and what they chose."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Server
from tests.browser.wire import wired

# Longer than it takes to type the next number.
DELAY_SECONDS = 0.4


@pytest.fixture
def far_away(visit, server):
    """Return a function that opens a page, from which on every answer takes its time."""
    with wired(urlsplit(server.base).port) as wire:

        def opened(address):
            visitor = visit(Server(f"http://127.0.0.1:{wire.port}", server.log), service_workers="block")
            visitor.open(address)
            wire.delay_seconds = DELAY_SECONDS
            return visitor

        yield opened


def exam(visitor, label):
    """One option of the selector of exams; that of the page before may linger below it."""
    visitor.settle()
    return visitor.main.get_by_role("radio", name=label, exact=True).first


def test_the_exam_entered_last_is_not_taken_for_one_that_was_chosen(far_away):
    visitor = far_away("where-i-stand")
    visitor.enter("Step 1 score", "230")
    visitor.enter("Step 2 CK score", "241")
    visitor.enter("Research items", "4")
    expect(visitor.headline).to_contain_text("241")
    expect(visitor.page).not_to_have_url(re.compile("exam="))
    expect(exam(visitor, "Step 2 CK")).to_be_checked()
    visitor.page.reload()
    expect(visitor.headline).to_contain_text("241")


def test_the_only_number_that_can_be_read_is_shown(far_away):
    visitor = far_away("where-i-stand")
    visitor.enter("Step 1 score", "231")
    visitor.enter("Step 2 CK score", "24x")
    visitor.field("Research items").fill("7")
    expect(visitor.headline).to_contain_text("231")
    expect(exam(visitor, "Step 1")).to_be_checked()


def test_a_chosen_exam_stays_whatever_is_typed(far_away):
    visitor = far_away("where-i-stand?exam=step1")
    visitor.enter("Step 1 score", "232")
    expect(visitor.headline).to_contain_text("232")
    visitor.enter("Step 2 CK score", "241")
    visitor.enter("Research items", "4")
    expect(visitor.chart.get_by_text("You 232")).to_be_visible()
    expect(exam(visitor, "Step 1")).to_be_checked()
    visitor.go("Match rates")
    visitor.go("Where I stand")
    expect(exam(visitor, "Step 1")).to_be_checked()
    exam(visitor, "Step 2 CK").click()
    expect(visitor.page).not_to_have_url(re.compile("exam="))
