"""One way through Readiness: answers become levels, outlive a reload, and stand in no address; and its file."""

import json

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
    visitor.pick("Gaps since graduation", "Long gaps without an explanation")
    expect(visitor.headline).to_contain_text("gaps")
    expect(visitor.main.get_by_role("heading", name="What can change a high level")).to_be_visible()
    visitor.main.locator("summary", has_text="Years since graduation").click()
    expect(visitor.main.get_by_text("The year of graduation itself.")).to_be_visible()
    visitor.page.wait_for_function(KEPT)
    visitor.page.reload()
    expect(visitor.headline).to_contain_text("gaps")
    expect(graduation).to_have_count(1)
    expect(graduation).to_have_value("2009")
    assert visitor.address == ("/readiness", {})
    visitor.no_failure()


def test_a_box_takes_a_good_file_after_the_same_broken_one_twice(visitor):
    # Here alone parts are drawn again by themselves; a second refusal says what the first one said.
    visitor.open("readiness")
    good = {
        "format": "match-atlas-next-steps",
        "version": 2,
        "records": {"readiness": {"graduation_year": 2018}},
    }
    for content in ({}, {}, good):
        box = visitor.main.locator("input[type=file]")
        box.evaluate("box => box.dataset.before = ''")
        box.set_input_files(
            {"name": "next.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
        )
        # What was read is let go of: another box takes the place of this one.
        expect(visitor.main.locator("input[data-before]")).to_have_count(0)
        said = "Loaded from “next" if content == good else "is another one"
        expect(visitor.main.get_by_text(said)).to_be_visible()
    expect(visitor.main.get_by_label("Year of graduation", exact=True)).to_have_value("2018")
    visitor.no_failure()
