"""Clinical experience in a browser: an entry by keyboard, a slip that loses nothing, and a reload that keeps it."""

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
    visitor.main.get_by_label("Weeks", exact=True).fill("4")
    visitor.page.keyboard.press("Enter")
    expect(visitor.main.get_by_text("no day that can be read")).to_be_visible()
    expect(start).to_have_value("next summer")
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
