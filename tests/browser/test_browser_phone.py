"""A phone, 390 by 844: nothing sideways, everything within reach of a finger."""

import pytest
from playwright.sync_api import expect

from analysis.shortlist.compute import MOST
from data.vocabulary import SPECIALTIES
from pages.registry import PAGES
from tests.browser.seeing import CUT_OFF, MOUSE, SIDEWAYS, STICKS_OUT, TOO_SMALL

# The longest names: as many of them as a shortlist may hold.
LONGEST = ",".join(sorted((s.slug for s in SPECIALTIES if not s.is_total), key=len)[-MOST:])
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
# Texts of a chart that cover each other, but for the same text twice, and texts that are turned on their side.
COVERED = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
    const texts = [...plot.querySelectorAll('.main-svg text')]
        .filter(text => text.textContent.trim() && text.getBoundingClientRect().width > 0)
        .map(text => [text.textContent.trim(), text.getBoundingClientRect()]);
    return texts.flatMap(([one, a], place) => texts.slice(place + 1)
        .filter(([other, b]) => other !== one
            && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
        .map(([other]) => `${one} / ${other}`));
})"""
# Nine columns of words are too narrow for any word: their heads are meant to be turned.
TURNED_HEADS = "ask=factors"
TURNED = """() => [...document.querySelectorAll('.js-plotly-plot .main-svg text')]
    .filter(text => text.textContent.trim() && Math.abs(text.getScreenCTM().b) > 0.01)
    .map(text => text.textContent.trim())"""


@pytest.fixture
def phone(visit):
    return visit(**PHONE)


def _close_sidebar(phone):
    """Put the sidebar away: it covers the whole phone, and typing leaves it open."""
    phone.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").tap()
    expect(phone.field("Step 1 score")).not_to_be_in_viewport()


def _fits(phone, *, is_turned=False):
    """Fail when anything is beyond the screen, cut off, covered, turned, or too small for a finger."""
    assert phone.page.evaluate("() => innerWidth") == PHONE["viewport"]["width"]
    assert phone.page.evaluate(SIDEWAYS) == [0, 0]
    for what in (STICKS_OUT, CUT_OFF, COVERED, *(() if is_turned else (TURNED,))):
        assert phone.page.evaluate(what) == []
    assert phone.page.evaluate(TOO_SMALL, MOUSE) == []


def test_nothing_scrolls_sideways_on_the_way_through_all_pages(phone):
    phone.open("data")
    for spec in PAGES:
        phone.page.get_by_test_id("stExpandSidebarButton").tap()
        link = phone.page.get_by_role("navigation").get_by_role("link", name=spec.title, exact=True)
        expect(phone.sidebar).to_have_attribute("data-collapsed", "false")
        # The finger scrolls to it where it has to: an opened sidebar stands where it stood when it was closed.
        link.tap()
        phone.expect_title(spec.title)
        # It makes way by itself for what was chosen in it.
        expect(phone.sidebar).to_have_attribute("data-collapsed", "true")
        expect(phone.field("Step 1 score")).not_to_be_in_viewport()
        phone.settle(chart=phone.has_chart(spec.url_path))
        _fits(phone)


@pytest.fixture(scope="module")
def reader(room):
    """Somebody with a phone who looks at one view after the other."""
    visitor = room(**PHONE)
    visitor.open("match-rates")
    yield visitor
    visitor.leave()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("img-fill?year=2008&order=name", "in 2008"),
        ("img-fill?show=trend", "largest specialties"),
        (f"img-fill?show=trend&specialties={LONGEST}", "6 chosen specialties"),
        ("img-fill?show=guide", "guide’s sample"),
        ("img-fill?show=difference&share_of=us_img", "The guide’s share"),
        (f"compare?specialties={LONGEST}", "differs most"),
        (f"compare?specialties={LONGEST}&side=map", "on the step line"),
        (f"compare?specialties={LONGEST}&side=trend", "6 chosen specialties"),
        ("match-rates", "with a rank list matched"),
        ("match-rates?show_rates=denominators&type=img", "of all who registered"),
        ("specialty?specialty=internal_medicine", "Internal Medicine"),
        ("specialty?specialty=neurological_surgery", "Neurological Surgery"),
        ("specialty?specialty=child_neurology&about=matches", "Child Neurology: 22 non-US IMGs matched"),
        ("specialty?specialty=internal_medicine&about=people", "Internal Medicine"),
        ("specialty?specialty=internal_medicine&about=residents", "Internal Medicine"),
        ("specialty?specialty=internal_medicine&about=directors", "Internal Medicine"),
        ("specialty?specialty=internal_medicine&about=where", "Internal Medicine"),
        ("where-i-stand?beside=residents", "residents"),
        ("where-i-stand?beside=directors", "middle director"),
        ("directors?ask=factors", "cited most often"),
        ("lists-and-choices?ask=only", "only"),
        ("lists-and-choices?ask=soap", "SOAP"),
    ],
)
def test_every_view_fits(reader, address, said):
    reader.turn_to(address)
    expect(reader.headline).to_contain_text(said)
    reader.settle()
    is_turned = address.endswith(TURNED_HEADS)
    _fits(reader, is_turned=is_turned)
    for disclosure in reader.main.locator("summary").all():
        disclosure.tap()
    _fits(reader, is_turned=is_turned)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_in_presenter_mode(room, scheme):
    visitor = room(**PHONE, color_scheme=scheme)
    visitor.open("match-rates?present=1")
    for page in PAGES:
        if page.view:
            visitor.turn_to(f"{page.url_path}?present=1&specialties={LONGEST}")
            _fits(visitor)
    visitor.leave()


def test_every_part_of_the_data_page_fits(phone):
    phone.open("data?part=passport")
    facts = phone.main.locator(".facts")
    # A long name.
    expect(facts.get_by_text("scores.score_mean.2018")).to_be_visible()
    box = facts.bounding_box()
    assert box["x"] + box["width"] <= phone.page.viewport_size["width"]
    for part in (
        "Dictionary",
        "Sources and terms",
        "Definitions",
        "Data-quality findings",
        "Discrepancies and corrections",
    ):
        phone.page.get_by_role("radio", name=part).tap()
        expect(phone.page.get_by_role("radio", name=part)).to_be_checked()
        expect(phone.page.get_by_test_id("stDataFrame")).to_have_count(0)
        phone.settle(chart=False)
        _fits(phone)


def test_numbers_are_entered_through_the_invitation(phone):
    phone.open("where-i-stand")
    step1 = phone.field("Step 1 score")
    expect(step1).not_to_be_in_viewport()
    phone.page.get_by_role("button", name="Enter your numbers").tap()
    expect(step1).to_be_in_viewport()
    for label in ("Applicant group", "Step 1 score", "Step 2 CK score", "Research items"):
        assert phone.field(label).bounding_box()["height"] >= MOUSE
    # Where only digits are asked for, the phone should bring up its number pad; Step 1 may also be "pass".
    expect(phone.field("Step 2 CK score")).to_have_attribute("type", "tel")
    expect(step1).to_have_attribute("type", "text")
    step1.tap()
    phone.page.keyboard.type("230")
    phone.page.keyboard.press("Enter")
    _close_sidebar(phone)
    expect(phone.row("Internal Medicine")).to_contain_text("−6")
    phone.settle()
    phone.chart.get_by_text("You 230").scroll_into_view_if_needed()
    expect(phone.chart.get_by_text("You 230")).to_be_in_viewport()
    # The person's line and the wide tables came with the numbers.
    for disclosure in phone.main.locator("summary").all():
        disclosure.tap()
    _fits(phone)
    for address, said in (("view=gaps", "230"), ("view=share", "largest share")):
        phone.turn_to(f"where-i-stand?exam=step1&{address}")
        expect(phone.headline).to_contain_text(said)
        phone.settle()
        _fits(phone)
