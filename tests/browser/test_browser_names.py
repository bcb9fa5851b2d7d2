"""What people type and paste, in a real browser."""

import re

from playwright.sync_api import expect


def test_a_messy_link_in_another_case_opens_the_view(visitor):
    visitor.open("Where_I_Stand?Group=Non-US%20IMG&specialties=IM,%20Peds&EXAM=Step%202%20CK&utm_source=x")
    expect(visitor.page).to_have_url(re.compile(r"/where-i-stand\?.*group=non_us_img"))
    expect(visitor.page).to_have_url(re.compile("utm_source=x"))
    expect(visitor.page.get_by_role("radio", name="Step 2 CK")).to_be_checked()
    expect(visitor.page.get_by_test_id("stAlert")).to_have_count(0)


def test_a_wrong_field_is_invalid_and_described_by_its_sentence(visitor):
    visitor.open("where-i-stand")
    visitor.enter("Step 1 score", "24")
    field = visitor.field("Step 1 score")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("“24” is out of range.*from 120 to 300"))
    expect(visitor.field("Step 2 CK score")).not_to_have_attribute("aria-invalid", "true")
    visitor.enter("Step 1 score", "\u0662\u0663\u0660")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("")
    expect(visitor.chart.get_by_text("You 230")).to_be_visible()
    visitor.no_failure()


def test_the_shortlist_finds_short_forms(visitor):
    visitor.open("compare")
    box = visitor.page.locator(".st-key-shortlist_sidebar input").first
    for typed, found in (("ENT", "Otolaryngology"), ("Gas", "Anesthesiology"), ("PM&R", "Physical Medicine")):
        box.click()
        box.fill(typed)
        expect(visitor.page.get_by_role("option").first).to_contain_text(found)
