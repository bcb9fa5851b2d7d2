"""Selections live in the address: reload, back and links agree with what the controls show."""

import re

from playwright.sync_api import expect


def test_a_choice_goes_into_the_address_and_survives_a_reload(visitor):
    visitor.open("where-i-stand")
    step1 = visitor.page.get_by_role("radio", name="Step 1")
    step1.click()
    expect(visitor.page).to_have_url(re.compile(r"/where-i-stand\?exam=step1$"))
    expect(visitor.headline).to_contain_text("Step 1")
    visitor.page.reload()
    visitor.settle()
    expect(step1).to_be_checked()
    expect(visitor.headline).to_contain_text("Step 1")
    expect(visitor.page).to_have_url(re.compile(r"/where-i-stand\?exam=step1$"))


def test_back_and_forward_move_address_control_and_chart_together(visitor):
    visitor.open("where-i-stand")
    step1, step2 = (visitor.page.get_by_role("radio", name=name) for name in ("Step 1", "Step 2 CK"))
    step1.click()
    expect(visitor.headline).to_contain_text("Step 1")
    expect(visitor.page).to_have_url(re.compile(r"\?exam=step1$"))
    visitor.page.go_back()
    expect(step2).to_be_checked()
    expect(visitor.headline).to_contain_text("Step 2 CK")
    expect(visitor.page).to_have_url(re.compile(r"/where-i-stand$"))
    visitor.page.go_forward()
    expect(step1).to_be_checked()
    expect(visitor.headline).to_contain_text("Step 1")
    expect(visitor.page).to_have_url(re.compile(r"\?exam=step1$"))


def test_a_choice_and_a_link_to_a_specialty_keep_the_numbers(visitor):
    visitor.open("where-i-stand")
    visitor.enter("Step 1 score", "230")
    expect(visitor.chart.get_by_text("You 230")).to_be_visible()
    for error, standing in (("±5", "▼ below"), ("±6", "● near")):
        visitor.page.get_by_role("radio", name=error).click()
        expect(visitor.row("Internal Medicine")).to_contain_text(standing)
        expect(visitor.field("Step 1 score")).to_have_value("230")
    visitor.main.get_by_role("link", name="Open Family Medicine").click()
    visitor.expect_title("Specialty")
    expect(visitor.headline).to_contain_text("Family Medicine")
    expect(visitor.page).to_have_url(re.compile(r"/specialty\?specialty=family_medicine$"))
    expect(visitor.field("Step 1 score")).to_have_value("230")


def test_a_link_to_a_specialty_opens_it_and_back_returns_to_it(visitor):
    visitor.open("specialty?specialty=neurology")
    choice = visitor.page.get_by_role("combobox", name="Specialty", exact=True)
    expect(choice).to_have_value("Neurology")
    expect(visitor.headline).to_contain_text("Neurology")
    visitor.pick("Specialty", "Dermatology")
    expect(visitor.headline).to_contain_text("Dermatology")
    expect(visitor.page).to_have_url(re.compile(r"\?specialty=dermatology$"))
    visitor.page.go_back()
    expect(choice).to_have_value("Neurology")
    expect(visitor.headline).to_contain_text("Neurology")
    expect(visitor.page).to_have_url(re.compile(r"\?specialty=neurology$"))


def test_a_choice_is_remembered_on_the_way_through_other_pages(visitor):
    visitor.open("where-i-stand")
    visitor.page.get_by_role("radio", name="Gaps").click()
    expect(visitor.page).to_have_url(re.compile(r"\?view=gaps$"))
    visitor.go("Who fills the places")
    expect(visitor.page).to_have_url(re.compile(r"/img-fill$"))
    visitor.go("Where I stand")
    expect(visitor.page.get_by_role("radio", name="Gaps")).to_be_checked()
    expect(visitor.page).to_have_url(re.compile(r"/where-i-stand\?view=gaps$"))


def test_back_and_reload_keep_the_year_of_img_fill(visitor):
    visitor.open("img-fill?year=2012")
    year = visitor.page.get_by_role("combobox", name="Match year", exact=True)
    expect(year).to_have_value("2012")
    expect(visitor.headline).to_contain_text("in 2012")
    visitor.pick("Match year", "2021")
    expect(visitor.headline).to_contain_text("in 2021")
    expect(visitor.page).to_have_url(re.compile(r"/img-fill\?year=2021$"))
    visitor.page.reload()
    visitor.settle()
    expect(year).to_have_value("2021")
    expect(visitor.headline).to_contain_text("in 2021")
    visitor.page.go_back()
    expect(year).to_have_value("2012")
    expect(visitor.headline).to_contain_text("in 2012")
    expect(visitor.page).to_have_url(re.compile(r"/img-fill\?year=2012$"))


def test_back_and_reload_keep_the_specialties_of_a_trend(visitor):
    visitor.open("img-fill?show=trend&specialties=neurology,pathology")
    chosen = visitor.main.get_by_test_id("stMultiSelect")
    both = re.compile(r"\?show=trend&specialties=neurology(,|%2C)pathology$")
    three = re.compile(r"\?show=trend&specialties=neurology(,|%2C)pathology(,|%2C)dermatology$")
    expect(visitor.headline).to_contain_text("2 chosen specialties")
    chosen.get_by_role("combobox").click()
    visitor.page.get_by_role("option", name="Dermatology", exact=True).click()
    expect(visitor.headline).to_contain_text("3 chosen specialties")
    expect(visitor.page).to_have_url(three)
    visitor.page.reload()
    visitor.settle()
    expect(visitor.headline).to_contain_text("3 chosen specialties")
    for name in ("Neurology", "Pathology", "Dermatology"):
        expect(chosen).to_contain_text(name)
    visitor.page.go_back()
    expect(visitor.headline).to_contain_text("2 chosen specialties")
    expect(chosen).not_to_contain_text("Dermatology")
    expect(visitor.page).to_have_url(both)
    visitor.page.go_forward()
    expect(visitor.headline).to_contain_text("3 chosen specialties")
    expect(chosen).to_contain_text("Dermatology")
