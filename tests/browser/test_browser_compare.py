"""Compare: one shortlist wherever it is changed, three views of it, and what a student takes home."""

import io
import re

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from analysis.shortlist.compute import MOST

PICKERS = ("Specialties to compare", "Shortlist")
EMPTY = "Choose two to six specialties"
ANYWHERE = re.compile(
    r"""(?:src|href|action)\s*=\s*["']?(?!["'#]|data:)|url\(\s*["']?(?!["'#]|data:)|@import|<script""", re.I
)


def _one_list(visitor, *specialties):
    """Fail unless the sidebar, the page and the address hold the same shortlist."""
    visitor.settle(chart=len(specialties) > 1)
    chips = visitor.sidebar.locator("[data-tag]")
    expect(chips).to_have_count(len(specialties))
    assert visitor.listed(visitor.sidebar) == list(specialties)
    if visitor.address[0] == "/compare":
        assert visitor.listed(visitor.main) == list(specialties)
    slugs = [name.lower().replace(" ", "_") for name in specialties]
    assert visitor.address[1].get("specialties", "") == ",".join(slugs)


@pytest.fixture(scope="module")
def visitor(room):
    """One visitor who goes through the tests of this file in order."""
    visitor = room()
    yield visitor
    visitor.leave()


def test_a_shortlist_is_one_list_wherever_it_is_changed(visitor):
    visitor.open("compare")
    empty = visitor.main.get_by_text(EMPTY)
    expect(empty).to_be_visible()
    expect(visitor.chart).to_have_count(0)
    visitor.list_up("Shortlist", "Neurology")
    expect(visitor.page).to_have_url(re.compile("specialties=neurology$"))
    _one_list(visitor, "Neurology")
    expect(empty).to_be_visible()
    visitor.list_up("Specialties to compare", "Pathology")
    expect(visitor.headline).to_contain_text("differs most")
    expect(empty).to_have_count(0)
    _one_list(visitor, "Neurology", "Pathology")

    visitor.go("Specialty")
    visitor.choose("Specialty", "Dermatology")
    visitor.main.get_by_role("button", name="Put on the shortlist").click()
    off = visitor.main.get_by_role("button", name="Take off the shortlist")
    expect(off).to_be_visible()
    _one_list(visitor, "Neurology", "Pathology", "Dermatology")
    visitor.sidebar.get_by_role("link", name="Compare them").click()
    visitor.expect_title("Compare")
    _one_list(visitor, "Neurology", "Pathology", "Dermatology")
    visitor.main.get_by_role("button", name="Remove Pathology").click()
    expect(visitor.sidebar.locator("[data-tag]")).to_have_count(2)
    _one_list(visitor, "Neurology", "Dermatology")

    visitor.go("Specialty")
    off.click()
    expect(visitor.main.get_by_role("button", name="Put on the shortlist")).to_be_enabled()
    _one_list(visitor, "Neurology")
    assert visitor.errors == []


def test_a_shortlist_holds_six(visitor):
    six = "anesthesiology,child_neurology,dermatology,neurology,pathology,psychiatry"
    visitor.open(f"specialty?specialty=pediatrics&specialties={six}")
    assert len(visitor.listed(visitor.sidebar)) == MOST
    expect(visitor.main.get_by_role("button", name="Put on the shortlist")).to_be_disabled()
    visitor.choose("Specialty", "Neurology")
    expect(visitor.main.get_by_role("button", name="Take off the shortlist")).to_be_enabled()


def test_the_three_views_compare_the_same_specialties(visitor):
    visitor.open("compare?group=us_img&specialties=neurology,pathology,dermatology&my_step2_ck=233")
    labels = ("Neurology", "Pathology", "Dermatology")
    measures = visitor.main.get_by_role("table", name="Every measure, side by side")
    head = measures.get_by_role("columnheader").all_inner_texts()
    assert head[1:] == list(labels)
    for label in labels:
        expect(visitor.chart.get_by_text(label).first).to_be_visible()
    expect(visitor.chart.get_by_text("You 233").first).to_be_visible()
    differences = visitor.main.locator("h2", has_text="What differs most").locator("~ ul > li")
    assert differences.count() >= 3
    expect(differences.first).to_contain_text(re.compile("|".join(labels)))

    visitor.choose("Show", "Among all")
    expect(visitor.headline).to_contain_text("on the step line")
    # The exam that was entered.
    assert ["Exam", "Step 2 CK"] in visitor.chosen
    expect(visitor.main.locator(".finding .subtitle")).to_contain_text("Step 2 CK")
    # By US IMGs' averages on Step 2 CK; Dermatology has none, and the page says so instead of a mark.
    expect(visitor.chart.get_by_text("Pathology", exact=True).first).to_be_visible()
    expect(visitor.main.locator(".source").first).to_contain_text("Dermatology")
    visitor.choose("Show", "Trend")
    expect(visitor.headline).to_contain_text("3 chosen specialties")
    for label in labels:
        expect(visitor.chart.get_by_text(label).first).to_be_visible()
    visitor.no_failure()
    assert visitor.errors == []


def _saved(visitor, button):
    with visitor.page.expect_download() as download:
        visitor.main.get_by_role("button", name=button).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_a_student_takes_a_handout_and_slides_home(visitor):
    visitor.open("compare?group=us_img&specialties=neurology,pathology,dermatology&my_step2_ck=233")
    note = "We agreed: <b>ask</b> in May & again in June."
    field = visitor.main.get_by_label("Note on the handout")
    field.fill(note)
    # Pressed at once, while the page is drawn again for the note.
    name, handout = _saved(visitor, "Handout (HTML")
    assert re.fullmatch(r"match-atlas_handout_[\w-]+\.html", name)
    text = handout.decode()
    for said in (
        "Neurology",
        "Pathology",
        "Dermatology",
        "233",
        "Source",
        "&lt;b&gt;ask&lt;/b&gt; in May &amp; again",
    ):
        assert said in text
    assert ANYWHERE.findall(text) == []

    name, slides = _saved(visitor, "Slides of the shortlist")
    assert name == "match-atlas_shortlist.pptx"
    shown = [
        "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in Presentation(io.BytesIO(slides)).slides
    ]
    assert len(shown) >= 4
    assert any("on the step line" in text for text in shown)
    assert any("233" in text for text in shown)
    assert visitor.errors == []
