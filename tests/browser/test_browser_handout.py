"""The handout in a browser and on paper: one sheet, nothing fetched, readable on a phone and in the dark."""

import contextlib
import io
from dataclasses import dataclass, field
from datetime import date

import pytest
from PIL import Image
from pypdf import PdfReader

from analysis.export.handout.page import HandoutRequest, handout_html
from analysis.profile import Profile
from analysis.reference import build_reference
from analysis.wording import SPECIALTY_LABELS
from data.editions import EDITIONS
from tests.browser.seeing import serious_violations

MADE_ON = date(2026, 11, 22)
LONGEST_NAMES = (
    "physical_medicine_and_rehabilitation",
    "internal_medicine_pediatrics",
    "obstetrics_and_gynecology",
    "interventional_radiology",
    "orthopaedic_surgery",
    "pediatrics",
)
MOST_FLAGS = (
    "orthopaedic_surgery",
    "obstetrics_and_gynecology",
    "plastic_surgery",
    "neurological_surgery",
    "vascular_surgery",
    "internal_medicine_pediatrics",
)
LONG = {"identifier": "Wanda Wimmelbacher-Montgomery, class of 2027", "note": "Ask for a letter. " * 60}


def request(profile, specialties, **more):
    return HandoutRequest(profile, specialties, MADE_ON, **more)


HANDOUTS = {
    "six of a US IMG": request(Profile("us_img", 228, 240, 3), LONGEST_NAMES, **LONG),
    "every flag": request(Profile("non_us_img", 229, 237, 3), MOST_FLAGS, **LONG),
    "wide letters": request(
        Profile("us_img", 120, 240, 999), LONGEST_NAMES, identifier="W" * 99, note="W" * 999 + "\n" * 99
    ),
    "a senior": request(Profile("us_md_senior", 236, 247, 5), LONGEST_NAMES[:3], note="W" * 999),
    "a senior without a score": request(Profile("us_md_senior"), LONGEST_NAMES),
    "a DO senior": request(Profile("do_senior", None, 240, 3), LONGEST_NAMES, **LONG),
    "no score": request(
        Profile("us_img"), ("pediatrics", "neurological_surgery", *MOST_FLAGS[:3], "vascular_surgery"), **LONG
    ),
    "three with flags": request(Profile("non_us_img", 210, 237), MOST_FLAGS[:3], **LONG),
    "one": request(Profile("non_us_img", None, 241), ("neurology",)),
    "invented": request(Profile("non_us_img", 228, 240, 3), MOST_FLAGS, **LONG),
}
# What a page has room for between margins of 11 mm, in mm.
PAPERS = {"A4": (188, 275), "Letter": (193.9, 257.4)}
PIXELS_PER_MM = 96 / 25.4
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# Between them these have every part a handout can have.
SOME = ("six of a US IMG", "a senior", "invented")


@dataclass
class Opened:
    """A handout opened from a file, with all it asked for and complained of."""

    page: object
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def folder(real, tmp_path_factory):
    """A folder with every handout, as somebody would keep them."""
    reference = build_reference(real, EDITIONS[-1])
    kept = tmp_path_factory.mktemp("handouts")
    for name, asked in HANDOUTS.items():
        (kept / f"{name}.html").write_text(handout_html(asked, reference), encoding="utf-8")
    return kept


@pytest.fixture(scope="module")
def tabs(browser):
    """The tabs of a browser that is offline, by their settings: one is enough for many files."""
    opened = {}
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.fixture
def open_file(browser, folder, tabs):
    """Return a function that opens a handout in a browser that is offline."""
    with contextlib.ExitStack() as watching:

        def opened(name, **settings):
            key = repr(sorted(settings.items()))
            if key not in tabs:
                tabs[key] = browser.new_context(offline=True, **settings).new_page()
            page = tabs[key]
            found = Opened(page)
            listeners = {
                "request": lambda request: found.asked.append(request.url),
                "console": lambda message: found.errors.append(message.text),
                "pageerror": lambda error: found.errors.append(str(error)),
            }
            for event, listener in listeners.items():
                page.on(event, listener)
                watching.callback(page.remove_listener, event, listener)
            page.emulate_media(media="null", color_scheme=settings.get("color_scheme", "light"))
            page.goto((folder / f"{name}.html").as_uri(), wait_until="load")
            return found

        yield opened


def read(page):
    """Return the words of a printed page, line breaks as spaces."""
    return " ".join(page.extract_text().split())


every_handout = pytest.mark.parametrize("name", HANDOUTS)


@every_handout
def test_it_asks_for_nothing_and_prints_on_one_sheet(open_file, folder, name):
    opened = open_file(name)
    for paper, width_mm in {"A4": 210, "Letter": 215.9}.items():
        printed = PdfReader(io.BytesIO(opened.page.pdf(format=paper)))
        front, back = (read(page) for page in printed.pages)
        # What belongs together is on one side: the finding, the pictures and every row of the table.
        assert " ".join(opened.page.locator("h1").inner_text().split()) in front
        assert "How to read it." in front
        table = front[front.index("Specialty by specialty") :]
        for slug in HANDOUTS[name].specialties:
            assert SPECIALTY_LABELS[slug] in table
        for heading in ("What these numbers say", "What they do not say", "Sources."):
            assert heading in back
        assert back.startswith("Match Atlas handout, back")
        assert back.endswith("Made on 22 November 2026.")
        # The paper decides the size, not the style sheet.
        assert float(printed.pages[0].mediabox.width) / 72 * 25.4 == pytest.approx(width_mm, abs=0.5)
    assert opened.asked == [(folder / f"{name}.html").as_uri()]
    assert opened.errors == []


@pytest.mark.parametrize("paper", PAPERS)
@every_handout
def test_paper_leaves_room_for_notes_and_for_other_fonts(open_file, name, paper):
    width, height = (round(side * PIXELS_PER_MM) for side in PAPERS[paper])
    page = open_file(name, viewport={"width": width, "height": height}).page
    page.emulate_media(media="print")
    # Whoever has typed a note has less to write.
    lines_mm = 25 if HANDOUTS[name].note else 40
    assert page.locator(".lines").bounding_box()["height"] >= lines_mm * PIXELS_PER_MM - 1
    for side in page.locator(".side").all():
        assert side.bounding_box()["height"] <= height
    # With nothing stretched to the end of the page, a few per cent are to spare.
    page.add_style_tag(content=".side { min-height: 0 !important }")
    spare = [height - side.bounding_box()["height"] for side in page.locator(".side").all()]
    assert min(spare) >= 0.03 * height, spare
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize("name", SOME)
def test_it_prints_ink_on_white_in_the_dark_too(open_file, name):
    page = open_file(name, color_scheme="dark", viewport={"width": 688, "height": 1017}).page
    on_screen = Image.open(io.BytesIO(page.screenshot())).convert("L")
    assert on_screen.getpixel((2, 2)) < 0x30
    page.emulate_media(media="print", color_scheme="dark")
    paper = Image.open(io.BytesIO(page.screenshot())).convert("L")
    assert paper.getpixel((2, 2)) == 0xFF
    # Mostly white, and some of it all but black.
    shades = paper.histogram()
    assert sum(shades[0xF0:]) > 0.8 * sum(shades)
    assert sum(shades[:0x30]) > 500


@pytest.mark.parametrize(("viewport", "theme"), [(DESK, "light"), (DESK, "dark"), (PHONE, "dark")])
@pytest.mark.parametrize("name", SOME)
def test_axe_finds_nothing_serious(open_file, name, viewport, theme):
    page = open_file(name, color_scheme=theme, viewport=viewport).page
    assert serious_violations(page) == []


@every_handout
def test_a_phone_shows_it_without_scrolling_sideways(open_file, name):
    page = open_file(name, viewport=PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # The letters of a picture keep their size: it is drawn about as wide as it is shown.
    for picture in page.locator("svg.picture").all():
        assert picture.bounding_box()["width"] >= 340
    # Each number of a row has its name beside it, for the head of the table is out of sight.
    names = page.eval_on_selector_all(
        "td", "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert all(len(said) > 5 for said in names)
    # Two tables, each with its head.
    assert page.get_by_role("row").count() == 2 * (len(HANDOUTS[name].specialties) + 1)
