"""What a visitor takes along: the data as CSV, and the page on paper."""

import io
import re

import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import expect

from data.load import load_table

# A4 at 96 dots per inch.
PAPER = {"width": 794, "height": 1123}
GONE_ON_PAPER = (
    "stSidebar",
    "stHeader",
    "stDownloadButton",
    "stButton",
    "stButtonGroup",
    "stSelectbox",
    "stMultiSelect",
    "stPopover",
    "stTextArea",
)
CHART_CSV = "Data of this chart (CSV)"
# Pages printed, by address, with what is folded on them at least.
ON_PAPER = {
    "where-i-stand": 2,
    "specialty": 2,
    "compare?specialties=neurology,pathology": 2,
    "match-rates": 1,
    "img-fill?show=trend": 1,
}
# What the page says outside the drawings, with its colour; what is out of sight has no boxes.
INKS = """() => [...document.querySelectorAll('.stMain h1, .stMain h2, .stMain p, .stMain td, .stMain th, .stMain text')]
    .filter(element => element.getClientRects().length && element.textContent.trim())
    .map(element => {
        const style = getComputedStyle(element);
        const ink = element.tagName === 'text' ? style.fill : style.color;
        return [element.textContent.trim().slice(0, 40), ...ink.match(/\\d+/g).slice(0, 3).map(Number)];
    })"""


def _csv(visitor, button):
    """Download a CSV and read it."""
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename.endswith(".csv")
    return pd.read_csv(download.value.path())


def test_the_csv_of_where_i_stand_holds_the_gap_of_this_visitor(visitor):
    visitor.open("where-i-stand")
    visitor.enter("Step 1 score", "230")
    expect(visitor.chart.get_by_text("You 230")).to_be_visible()
    rows = _csv(visitor, CHART_CSV).set_index("specialty")
    assert rows.loc["internal_medicine", "gap_to_matched"] == -6.0
    assert len(rows) == 23


def test_the_csv_of_img_fill_holds_the_bar_of_pathology_with_its_denominator(visitor):
    visitor.open("img-fill?year=2018")
    expect(visitor.chart.get_by_text("185 + 72 of 568")).to_be_visible()
    rows = _csv(visitor, CHART_CSV).set_index("specialty")
    assert len(rows) == 23
    pathology = rows.loc["pathology"]
    assert (pathology["non_us_img_count"], pathology["us_img_count"]) == (185, 72)
    assert (pathology["filled_count"], pathology["offered_count"]) == (568, 601)
    assert pathology["img_pct"] == pytest.approx(100 * (185 + 72) / 568)
    assert (pathology["match_year"], pathology["position_level"]) == (2018, "all")
    assert pathology["source_id"] == "rd_table2"


def test_the_ledger_downloads_as_one_table(visitor):
    visitor.open("data?part=ledger")
    rows = _csv(visitor, "The ledger (CSV)")
    assert rows["topic"].value_counts()["claims"] == 5
    assert "56.5" in rows.loc[rows["topic"] == "claims", "compared_with"].iloc[0]


def test_a_table_downloads_as_it_is(visitor):
    visitor.open("data?table=scores")
    rows = _csv(visitor, re.compile("^CSV$"))
    expected = load_table("scores")
    assert len(rows) == 207
    # Labels stand beside the slugs; the rest is the table itself.
    own = rows[list(expected.columns)]
    pd.testing.assert_frame_equal(own.astype(expected.dtypes.to_dict()), expected)


@pytest.fixture(scope="module", params=["light", "dark"])
def theme(request):
    return request.param


@pytest.fixture(scope="module")
def somebody(theme, room):
    """Somebody who prints one page after the other."""
    visitor = room(color_scheme=theme)
    visitor.open("match-rates")
    yield visitor
    visitor.leave()


@pytest.fixture(scope="module", params=ON_PAPER)
def printed(request, theme, somebody):
    """A page as it is printed, laid out on paper."""
    somebody.page.emulate_media(media="screen", color_scheme=theme)
    somebody.turn_to(request.param)
    somebody.page.set_viewport_size(PAPER)
    somebody.page.emulate_media(media="print", color_scheme=theme)
    somebody.settle()
    return somebody


def test_a_page_prints_without_controls(printed):
    for test_id in GONE_ON_PAPER:
        for part in printed.page.get_by_test_id(test_id).all():
            expect(part).to_have_css("display", "none")


def test_a_page_prints_dark_on_light(printed):
    inks = printed.page.evaluate(INKS)
    assert len(inks) > 20
    assert [ink for ink in inks if max(ink[1:]) > 0x60] == []
    # The paper itself, as it would come out of the printer: the lightest and the darkest corner must be light.
    shot = Image.open(io.BytesIO(printed.page.screenshot())).convert("L")
    corners = [shot.getpixel((x, y)) for x in (2, PAPER["width"] - 3) for y in (2, PAPER["height"] - 3)]
    assert min(corners) > 0xE0, f"the paper is dark: {corners}"


def test_what_is_folded_and_drawn_is_on_the_paper(printed):
    page = printed.page
    for chart in printed.main.get_by_test_id("stPlotlyChart").all():
        drawing = chart.bounding_box()
        assert drawing["x"] >= 0
        assert drawing["x"] + drawing["width"] <= PAPER["width"]
    folded = page.locator("details:not([open])")
    assert folded.count() >= ON_PAPER[page.url.removeprefix(f"{printed.server.base}/")]
    for details in folded.all():
        content = details.locator(":scope > :not(summary)").first
        assert content.evaluate("element => element.checkVisibility({contentVisibilityAuto: true})")
        assert content.bounding_box()["height"] > 10
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert 1 <= paper.count(b"/Type /Page\n") <= 12


def test_the_changes_behind_the_numbered_lines_are_on_the_paper(room):
    visitor = room()
    visitor.open("match-rates")
    visitor.page.set_viewport_size(PAPER)
    visitor.page.emulate_media(media="print")
    visitor.settle()
    changes = visitor.main.locator("ol > li")
    assert changes.count() == len(load_table("policy_events")["first_match_year"].dropna())
    for number, change in enumerate(changes.all(), start=1):
        expect(visitor.chart.get_by_text(str(number), exact=True)).to_be_visible()
        box = change.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PAPER["width"]
    visitor.leave()
