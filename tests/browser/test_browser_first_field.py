"""“Enter your numbers” leads to the first field, at a desk and on a phone, and from the fields on to the answer."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}


@pytest.fixture(params=[{}, PHONE], ids=["desk", "phone"])
def anybody(request, visit):
    visitor = visit(**request.param)
    visitor.open("")
    return visitor


def _press_invitation(visitor):
    button = visitor.page.get_by_role("button", name="Enter your numbers")
    (button.tap if visitor.page.viewport_size["width"] < 800 else button.click)()


def test_the_invitation_leads_into_the_first_field_each_time(anybody):
    first = anybody.sidebar.get_by_role("combobox", name="Applicant group")
    _press_invitation(anybody)
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()
    # The choices do not open by themselves.
    expect(anybody.page.get_by_role("option")).to_have_count(0)
    # At a desk it is only there while the pointer is.
    anybody.sidebar.get_by_test_id("stSidebarCollapseButton").locator("button").dispatch_event("click")
    expect(anybody.sidebar).to_have_attribute("data-collapsed", "true")
    _press_invitation(anybody)
    expect(first).to_be_focused()


def test_on_a_phone_the_sidebar_makes_way(visit):
    # A browser of its own: the sidebar is as it was when it was seen last.
    phone = visit(**PHONE, locale="en-GB")
    phone.open("")
    _press_invitation(phone)
    expect(phone.sidebar).to_have_attribute("data-collapsed", "false")
    phone.field("Step 1 score").fill("231")
    # Not yet sent: the tap on the link does both.
    phone.sidebar.get_by_role("link", name="See where I stand").tap()
    phone.expect_title("Where I stand")
    expect(phone.sidebar).to_have_attribute("data-collapsed", "true")
    expect(phone.headline).to_contain_text("231")
    # The same on the page itself.
    phone.page.get_by_test_id("stExpandSidebarButton").tap()
    expect(phone.sidebar).to_have_attribute("data-collapsed", "false")
    phone.sidebar.get_by_role("link", name="See where I stand").tap()
    expect(phone.sidebar).to_have_attribute("data-collapsed", "true")
    phone.page.get_by_test_id("stExpandSidebarButton").tap()
    phone.page.get_by_role("navigation").get_by_role("link", name="Who fills the places").tap()
    phone.expect_title("Who fills the places")
    expect(phone.sidebar).to_have_attribute("data-collapsed", "true")


def test_at_a_desk_the_sidebar_stays(visitor):
    visitor.open("")
    visitor.enter("Step 1 score", "231")
    visitor.sidebar.get_by_role("link", name="See where I stand").click()
    visitor.expect_title("Where I stand")
    expect(visitor.headline).to_contain_text("231")
    expect(visitor.sidebar).to_have_attribute("data-collapsed", "false")
    assert re.fullmatch(r"/where-i-stand", visitor.address[0])
