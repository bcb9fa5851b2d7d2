"""Requirements and dates: a year, a mark and a day on a phone; nothing of it stands in the address."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def phone(visit):
    visitor = visit(**PHONE)
    visitor.open("requirements-and-dates")
    return visitor


def test_a_late_exam_is_named_and_stands_in_no_address(phone):
    year = phone.main.get_by_label("Match year", exact=True)
    year.fill("2028")
    year.press("Enter")
    expect(phone.headline).to_contain_text("15 September 2027")
    way = phone.main.get_by_role("radiogroup", name="Step 2 CK")
    way.get_by_role("radio", name="Planned").click()
    day = phone.main.get_by_role("group", name=re.compile("Step 2 CK: planned on"))
    expect(day).to_be_visible()
    phone.settle()
    # The fields of a day take the keys after each other.
    day.get_by_role("spinbutton").first.click()
    phone.page.keyboard.type("20270819", delay=50)
    # The day counts once its calendar is closed.
    phone.page.keyboard.press("Escape")
    expect(phone.headline).to_contain_text("does not go with the dates of the 2028 Match")
    phone.settle()
    assert phone.address == ("/requirements-and-dates", {})
    across = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert phone.page.evaluate(across) <= 0
    assert not phone.errors
