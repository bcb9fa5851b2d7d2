"""Clinical experience in a browser: an entry by keyboard, a slip that loses nothing, and a reload that keeps it."""

import re

from playwright.sync_api import expect

PAGE = "clinical-experience"


def test_an_entry_by_keyboard_is_kept_and_stands_in_no_address(visitor):
    visitor.open(PAGE)
    expect(visitor.headline).to_contain_text("An example, nobody’s log")
    add = visitor.main.get_by_role("button", name="Add an experience")
    add.focus()
    visitor.page.keyboard.press("Enter")
    visitor.pick("Kind", "Observership")
    visitor.pick("Specialty", "Neurology")
    start = visitor.main.get_by_label("First day", exact=True)
    start.fill("next summer")
    weeks = visitor.main.get_by_label("Weeks", exact=True)
    weeks.fill("2 months")
    visitor.page.keyboard.press("Enter")
    expect(visitor.main.get_by_text("no day that can be read")).to_be_visible()
    expect(start).to_have_value("next summer")
    for field, said in ((start, "no day that can be read"), (weeks, "not in weeks")):
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(said))
    weeks.fill("4")
    visitor.page.keyboard.press("Enter")
    expect(visitor.main.get_by_text("not in weeks")).to_have_count(0)
    expect(weeks).not_to_have_attribute("aria-invalid", "true")
    expect(start).to_have_attribute("aria-invalid", "true")
    # What is not yet in the log is on no sheet.
    visitor.page.emulate_media(media="print")
    expect(visitor.main.get_by_role("heading", name="A new experience")).to_be_hidden()
    visitor.page.emulate_media(media="screen")
    start.fill("July 2026")
    visitor.page.keyboard.press("Enter")
    expect(visitor.headline).to_contain_text("4 weeks of US experience")
    visitor.settle()
    expect(visitor.chart.get_by_text("Observership,")).to_be_visible()
    expect(visitor.main.get_by_text("Observing: no work on patients")).to_be_visible()
    assert visitor.address == (f"/{PAGE}", {})
    visitor.page.reload()
    expect(visitor.headline).to_contain_text("4 weeks of US experience")
    visitor.main.get_by_role("button", name="Remove").click()
    expect(visitor.headline).to_contain_text("An example")
    visitor.main.get_by_role("button", name="Bring it back").click()
    expect(visitor.headline).to_contain_text("4 weeks of US experience")
    assert visitor.errors == []
    visitor.no_failure()
