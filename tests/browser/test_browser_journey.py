"""The main journey: choose a group, type a score, see every specialty, move on, clear."""

import re

from playwright.sync_api import expect

from pages.registry import PAGES


def test_a_non_us_img_with_230_sees_where_they_stand_and_where_else_to_look(visitor):
    visitor.open()
    visitor.pick("Applicant group", "Non-US IMG")
    visitor.enter("Step 1 score", "230")
    expect(visitor.chart.get_by_text("You 230")).to_be_visible()
    visitor.go("Where I stand")

    internal_medicine = visitor.row("Internal Medicine")
    expect(internal_medicine).to_contain_text("−6")
    expect(internal_medicine).to_contain_text("near")
    plastic_surgery = visitor.row("Plastic Surgery")
    expect(plastic_surgery).to_contain_text("no verdict")
    expect(plastic_surgery).not_to_contain_text("near")

    found = visitor.page.get_by_role("table", name="At or above the matched average").first
    expect(found.get_by_role("rowheader", name="Family Medicine", exact=True)).to_be_visible()
    expect(found).not_to_contain_text("Internal Medicine")

    visitor.page.get_by_text(re.compile(r"^Left out, and why")).click()
    left_out = visitor.page.get_by_role("table", name="Left out", exact=True).first
    radiology = left_out.get_by_role("row").filter(has_text="Interventional Radiology")
    expect(radiology).to_contain_text("not in the source")

    # The whole address: no number, no choice that was not made; the exam shown, which it would not open alone.
    assert visitor.address == ("/where-i-stand", {"group": "non_us_img", "exam": "step1"})
    visitor.no_failure()


def test_numbers_stay_from_page_to_page_and_clear_empties_all(visitor):
    visitor.open("where-i-stand")
    typed = {"Step 1 score": "230", "Step 2 CK score": "241", "Research items": "4"}
    visitor.pick("Applicant group", "US IMG")
    for label, number in typed.items():
        visitor.enter(label, number)
    for page in (*PAGES, PAGES[1]):
        visitor.go(page.title)
        expect(visitor.field("Applicant group")).to_have_value("US IMG")
        for label, number in typed.items():
            expect(visitor.field(label)).to_have_value(number)
        assert not re.search(r"230|241", visitor.page.url.removeprefix(visitor.server.base))
    # Of two scores, the page opens on the exam that people have now.
    expect(visitor.chart.get_by_text("You 241")).to_be_visible()

    visitor.sidebar.get_by_role("button", name="Clear my numbers and group").click()
    for label in ("Applicant group", *typed):
        expect(visitor.field(label)).to_have_value("")
    expect(visitor.chart.get_by_text("You ")).to_have_count(0)
    expect(visitor.page.get_by_role("table", name="Standing by specialty")).to_have_count(0)


def test_a_reload_keeps_numbers_and_group_and_another_tab_knows_neither(visitor, visit):
    visitor.open("where-i-stand")
    visitor.pick("Applicant group", "US IMG")
    visitor.enter("Step 1 score", "230")
    expect(visitor.chart.get_by_text("You 230")).to_be_visible()
    visitor.page.reload()
    expect(visitor.field("Step 1 score")).to_have_value("230")
    expect(visitor.field("Applicant group")).to_have_value("US IMG")
    expect(visitor.chart.get_by_text("You 230")).to_be_visible()
    assert visitor.address == ("/where-i-stand", {"group": "us_img", "exam": "step1"})
    other = visit()
    other.open("where-i-stand")
    for label in ("Applicant group", "Step 1 score", "Step 2 CK score", "Research items"):
        expect(other.field(label)).to_have_value("")
    expect(other.chart.get_by_text("You ")).to_have_count(0)


def test_a_us_md_senior_is_told_what_the_source_lacks(visitor):
    visitor.open("where-i-stand")
    visitor.pick("Applicant group", "US MD senior")
    note = visitor.main.get_by_role("complementary")
    expect(note).to_contain_text("no unmatched averages and no Step 2 CK averages for this group")
    visitor.enter("Step 1 score", "230")
    expect(visitor.chart.get_by_text("You 230")).to_be_visible()
    visitor.page.get_by_role("radio", name="Step 2 CK").click()
    # Nothing to draw, and the words say so instead of an empty chart.
    expect(visitor.chart).to_have_count(0)
    expect(note).to_be_visible()
    visitor.no_failure()
