"""One way through Readiness: answers become levels, outlive a reload, and stand in no address."""

from playwright.sync_api import expect

KEPT = (
    "() => JSON.parse(sessionStorage.getItem('match-atlas') || '{}').kept?.next_steps?.records.readiness.gaps"
)


def test_answers_become_levels_outlive_a_reload_and_stand_in_no_address(visitor):
    visitor.open("readiness")
    expect(visitor.headline).to_contain_text("Two guides weigh")
    # By keyboard alone, from one field to the next.
    graduation = visitor.main.get_by_label("Year of graduation", exact=True)
    graduation.fill("2009")
    visitor.page.keyboard.press("Tab")
    expect(visitor.headline).to_contain_text("years since graduation")
    visitor.pick("Gaps in the years since", "Long gaps without an explanation")
    expect(visitor.headline).to_contain_text("gaps")
    expect(visitor.main.get_by_role("heading", name="What can change a high level")).to_be_visible()
    expect(visitor.main.get_by_text("The year of graduation itself.")).to_be_visible()
    visitor.page.wait_for_function(KEPT)
    visitor.page.reload()
    expect(visitor.headline).to_contain_text("gaps")
    expect(graduation).to_have_count(1)
    expect(graduation).to_have_value("2009")
    assert visitor.address == ("/readiness", {})
    visitor.no_failure()
