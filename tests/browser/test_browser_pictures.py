"""Pictures of a chart from its own menu: complete, legible anywhere, and in need of nothing and nobody."""

import base64
import html
import io
import re
from dataclasses import dataclass

import pytest
from defusedxml import ElementTree
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import expect

SVG = "{http://www.w3.org/2000/svg}"
# Address, name of the file, what its chart must say: rows, a scatter, small multiples.
CHARTS = {
    "rows": (
        "where-i-stand?demo=ada&exam=step1",
        "match-atlas_step1_non_us_img_2018",
        "Interventional Radiology",
    ),
    "scatter": (
        "where-i-stand?demo=ada&exam=step1&view=share",
        "match-atlas_gap_and_share_step1_non_us_img_2018",
        "Neurosurgery",
    ),
    "panels": (
        "img-fill?show=trend&specialties=neurology,pathology,dermatology",
        "match-atlas_img_share_all_by_year",
        "Dermatology",
    ),
}
PAPER = {"light": (253, 252, 250), "dark": (20, 24, 28)}
# A PNG has twice the pixels of its drawing, for a slide or a print.
PNG_SCALE = 2
MATCH_YEAR = re.compile(r"\b20\d\d Match\b")


@dataclass(frozen=True)
class Taken:
    """A chart as it stood on the page, and what was saved of it."""

    headline: str
    subtitle: str
    below: list[str]
    alt: str
    files: dict[str, bytes]
    errors: list[str]
    elsewhere: list[str]


@pytest.fixture(scope="module", params=PAPER)
def theme(request):
    return request.param


@pytest.fixture(scope="module", params=CHARTS)
def chart(request):
    return request.param


@pytest.fixture(scope="module")
def somebody(room, theme):
    """Somebody who saves the pictures of one chart after the other."""
    visitor = room(color_scheme=theme)
    visitor.open("match-rates")
    yield visitor
    visitor.leave()


@pytest.fixture(scope="module")
def taken(somebody, chart):
    """Save both pictures of a chart."""
    visitor = somebody
    visitor.errors.clear()
    if "demo=" in visitor.page.url:
        # Or whoever was shown before goes along.
        visitor.sidebar.get_by_role("button", name="Clear my numbers and group").click()
        expect(visitor.page).not_to_have_url(re.compile("demo="))
        expect(visitor.field("Step 2 CK score")).to_have_value("")
        visitor.settle()
    visitor.turn_to(CHARTS[chart][0])
    menu, files = visitor.open_menu(), {}
    for kind in ("PNG", "SVG"):
        with visitor.page.expect_download() as download:
            menu.get_by_role("button", name=kind, exact=True).click()
        name = download.value.suggested_filename
        files[name] = download.value.path().read_bytes()
        expect(menu.get_by_role("status").filter(has_text=f"Saved {name}")).to_be_visible()
    visitor.close_menu()
    return Taken(
        visitor.headline.inner_text(),
        visitor.main.locator(".finding .subtitle").inner_text(),
        visitor.main.locator(".source > p").all_inner_texts(),
        visitor.main.get_by_role("figure").first.get_attribute("aria-label"),
        files,
        list(visitor.errors),
        visitor.asked_elsewhere(),
    )


@pytest.fixture
def png(taken, chart):
    return Image.open(io.BytesIO(taken.files[f"{CHARTS[chart][1]}.png"])).convert("RGB")


@pytest.fixture
def svg_text(taken, chart):
    return taken.files[f"{CHARTS[chart][1]}.svg"].decode()


@pytest.fixture
def svg(svg_text):
    return ElementTree.fromstring(svg_text)


def _size(svg):
    return int(svg.get("width")), int(svg.get("height"))


def test_the_files_bear_the_name_of_the_chart_and_nobody_else_is_asked(taken, chart):
    stem = CHARTS[chart][1]
    assert list(taken.files) == [f"{stem}.png", f"{stem}.svg"]
    assert taken.errors == []
    assert taken.elsewhere == []


def test_the_png_is_a_picture_on_the_paper_of_the_page(png, svg, theme):
    width, height = _size(svg)
    assert png.size == (PNG_SCALE * width, PNG_SCALE * height)
    corners = [(x, y) for x in (1, png.width - 2) for y in (1, png.height - 2)]
    assert {png.getpixel(corner) for corner in corners} == {PAPER[theme]}
    # The upper, the middle and the lower part all have something on them, and margins have nothing.
    third = png.height // 3
    for top in (0, third, 2 * third):
        part = png.crop((0, top, png.width, top + third))
        assert len(part.getcolors(maxcolors=png.width * png.height)) > 20
    drawn = ImageChops.difference(png, Image.new("RGB", png.size, PAPER[theme])).getbbox()
    assert drawn[0] >= 10
    assert drawn[2] <= png.width - 10


def test_the_svg_says_everything_the_page_says(svg, taken, chart):
    lines = [" ".join(" ".join(text.itertext()).split()) for text in svg.iter(f"{SVG}text")]
    said = " ".join(lines)
    for part in (taken.headline, taken.subtitle, *taken.below):
        assert " ".join(part.split()) in said
    assert "Source: National Resident Matching Program" in said
    assert MATCH_YEAR.search(said)
    assert CHARTS[chart][2] in said
    assert svg.findtext(f"{SVG}title") == taken.headline
    assert svg.findtext(f"{SVG}desc") == taken.alt
    # Whoever meets the picture elsewhere must not take these numbers for somebody's.
    assert ("Invented: Ada" in said) == ("demo=ada" in CHARTS[chart][0])


def test_the_svg_needs_nothing_from_outside(svg, svg_text):
    assert svg.tag == f"{SVG}svg"
    assert svg.get("viewBox") == "0 0 {} {}".format(*_size(svg))
    links = [
        value
        for element in svg.iter()
        for name, value in element.attrib.items()
        if name.split("}")[-1] in {"href", "src"}
    ]
    painted = [ref.strip("\"'") for ref in re.findall(r"url\(([^)]*)\)", html.unescape(svg_text))]
    assert len(painted) > 1
    assert [ref for ref in (*links, *painted) if not ref.startswith(("#", "data:"))] == []
    # Names of the two languages of a drawing look like addresses, and nothing is fetched from there.
    assert not re.search(r"https?://|@import", re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", svg_text))
    tags = {element.tag.split("}")[-1] for element in svg.iter()}
    assert not tags & {"script", "foreignObject", "image", "iframe"}
    font = re.search(r"@font-face\{[^}]*url\(data:font/woff2;base64,([^)]*)\)", svg_text)
    assert base64.b64decode(font[1]).startswith(b"wOF2")


def test_the_svg_looks_the_same_offline_on_a_page_of_its_own(svg, svg_text, png, browser):
    width, height = _size(svg)
    context = browser.new_context(
        offline=True,
        device_scale_factor=PNG_SCALE,
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    source = base64.b64encode(svg_text.encode()).decode()
    page.set_content(
        f'<body style="margin:0"><img style="display:block" src="data:image/svg+xml;base64,{source}">'
    )
    image = page.locator("img")
    size = image.evaluate(
        "async image => { await image.decode(); return [image.naturalWidth, image.naturalHeight]; }"
    )
    assert tuple(size) == (width, height)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    assert asked == []
    assert shot.size == png.size
    # One was painted by a canvas and the other by the page; edges of letters differ by a shade.
    assert max(ImageStat.Stat(ImageChops.difference(shot, png)).mean) < 1
