"""The deck in a real office program: it opens, has every slide and chart, and survives being saved again."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import pytest
from pptx import Presentation
from pypdf import PdfReader

from analysis.export.slides.presentation import Slide, slides_bytes
from analysis.wording import FEW_MARK
from tests.telling import every_story

# One conversion takes about ten seconds on two cores.
TIMEOUT_SECONDS = 240
CONTEXT = "With the scores Step 1 228, Step 2 CK 240 · Invented numbers of nobody"


@pytest.fixture(scope="module")
def content(real):
    """The bytes of a deck with every kind of story."""
    slides = [Slide(story, "A note of the advisor.", CONTEXT) for story in every_story(real)]
    return slides_bytes(slides, real["sources"], title="Advising evening", made_on=date(2025, 10, 3))


@pytest.fixture(scope="module")
def convert(content, tmp_path_factory):
    """Return a function that converts a deck with LibreOffice, in a profile of its own."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail(
            "LibreOffice is not installed, so nobody has opened the slides; `make office` installs it."
        )
    home = tmp_path_factory.mktemp("office")
    (home / "deck.pptx").write_bytes(content)

    def converted(ending, source="deck.pptx"):
        place = home / f"as_{ending}"
        command = [
            *(office, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore"),
            *("--convert-to", ending, "--outdir", str(place), str(home / source)),
        ]
        run = subprocess.run(command, capture_output=True, timeout=TIMEOUT_SECONDS, text=True)
        made = place / f"deck.{ending}"
        assert run.returncode == 0, run.stderr
        assert made.exists(), f"LibreOffice made no {ending}: {run.stdout} {run.stderr}"
        return made.read_bytes()

    return converted


def plain(text):
    """Return text with white space as single blanks and none after a hyphen, where a line may break."""
    return re.sub(r"(?<=-) ", "", re.sub(r"\s+", " ", text))


@pytest.fixture(scope="module")
def pages(convert):
    """The text of every page of the deck as PDF, plain."""
    reader = PdfReader(io.BytesIO(convert("pdf")))
    return [plain(page.extract_text()) for page in reader.pages]


def test_the_pdf_has_every_slide_with_its_title_and_source(content, pages):
    slides = Presentation(io.BytesIO(content)).slides
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        assert plain(slide.shapes.title.text_frame.text) in page
        for shape in slide.shapes:
            if shape.has_text_frame and shape.name in {"Subtitle", "Context", "Caveats", "Source"}:
                assert plain(shape.text_frame.text) in page


def test_what_the_charts_say_can_be_read_in_the_pdf(content, pages):
    """Names of rows and names of series are drawn, not only stored."""
    for page, slide in zip(pages, Presentation(io.BytesIO(content)).slides, strict=True):
        # A name may be broken at any place.
        letters = re.sub(r"\s", "", page)
        for frame in (shape for shape in slide.shapes if shape.has_chart):
            plot, space = frame.chart.plots[0], frame.chart._chartSpace
            # What only carries words is left out of the legend.
            out = {int(place) for place in space.xpath("//c:legendEntry[c:delete]/c:idx/@val")}
            series = enumerate(plot.series) if frame.chart.has_legend else ()
            named = [one.name for place, one in series if place not in out]
            # An axis of years leaves some of them out.
            rows = list(plot.categories) if space.xpath("//c:catAx") else []
            printed = [text.text for text in space.xpath("//c:dLbl//a:t")]
            for name in (*named, *rows, *printed):
                # The flag is of another typeface, and so a text of its own.
                for part in name.split(FEW_MARK):
                    assert re.sub(r"\s", "", part) in letters, name


def test_the_deck_can_be_saved_again_with_all_its_charts(content, convert):
    before = Presentation(io.BytesIO(content)).slides
    after = Presentation(io.BytesIO(convert("pptx"))).slides
    assert len(after) == len(before)
    for one, same in zip(before, after, strict=True):
        charts = [[shape.chart for shape in slide.shapes if shape.has_chart] for slide in (one, same)]
        assert len(charts[1]) == len(charts[0])
        for ours, theirs in zip(*charts, strict=True):
            for series, saved in zip(ours.plots[0].series, theirs.plots[0].series, strict=True):
                assert saved.name == series.name
                assert list(saved.values) == pytest.approx(list(series.values))
        assert one.shapes.title.text_frame.text in [
            shape.text_frame.text for shape in same.shapes if shape.has_text_frame
        ]


def test_the_deck_becomes_an_open_document_with_all_its_charts(content, convert):
    charts = sum(
        shape.has_chart for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes
    )
    with zipfile.ZipFile(io.BytesIO(convert("odp"))) as file:
        assert file.testzip() is None
        objects = [name for name in file.namelist() if re.fullmatch(r"Object \d+/content\.xml", name)]
        assert len(objects) == charts
        assert all(b"<chart:series" in file.read(name) for name in objects)
