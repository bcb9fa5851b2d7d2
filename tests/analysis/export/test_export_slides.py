"""The deck: one finding per slide, native charts whose numbers are the story's, notes, sources, and safe text."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches, Pt

from analysis.caveats import say_sources
from analysis.charts.description import only
from analysis.export.slides.charts import chart_specs
from analysis.export.slides.presentation import Slide, slides_bytes
from analysis.export.slides.specs import slides_of
from analysis.export.slides.text import fit_title, wrapped
from analysis.profile import Profile
from tests.telling import every_story, stories_of_groups, stories_of_scores

MADE_ON = date(2025, 10, 3)
NOTE = "=cmd|' /C calc'!A0 and then a question for the room."
CONTEXT = "With the scores Step 1 228, Step 2 CK 240 · Invented numbers of nobody"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
# Size of the smallest text that is read from a slide, points; the source alone is smaller.
READ_LEAST = 11


@pytest.fixture(scope="module")
def stories(real):
    return every_story(real)


@pytest.fixture(scope="module")
def make(real):
    """Return a function that makes a deck and opens it."""

    def made(*slides, title="Advising evening"):
        return Presentation(io.BytesIO(slides_bytes(slides, real["sources"], title=title, made_on=MADE_ON)))

    return made


@pytest.fixture(scope="module")
def deck(stories, make):
    """A deck with every kind, its first slide left out: (story, charts drawn, slide) per slide."""
    pages = list(make(*(Slide(story, NOTE, CONTEXT) for story in stories)).slides)[1:]
    drawn = [(story, charts) for story in stories for charts in slides_of(chart_specs(story.chart))]
    return [(*told, page) for told, page in zip(drawn, pages, strict=True)]


def charts_of(page):
    return [shape for shape in page.shapes if shape.has_chart]


def native(charts):
    """Return those that a program has a chart for: squares are shapes, and a grid of numbers is a table."""
    return [chart for chart in charts if chart.form not in {"tiles", "grid"}]


def texts_of(page):
    """Return name -> text of every box of a slide."""
    return {shape.name: shape.text_frame.text for shape in page.shapes if shape.has_text_frame}


def notes_of(page):
    return page.notes_slide.notes_text_frame.text


def book_of(chart):
    blob = chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(blob))["Sheet1"]


def columns_of(sheet):
    """Return the columns of a sheet, each its head and its cells."""
    return [[cell.value for cell in column] for column in sheet.iter_cols()]


def test_the_deck_is_wide_and_says_what_it_is(make, stories):
    deck = make(Slide(stories[0]), title="Advising evening")
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    first = deck.slides[0]
    assert first.shapes.title.text_frame.text == "Advising evening"
    about = first.placeholders[1].text_frame.text
    assert about.startswith("Match Atlas · 3 October 2025\n")
    assert "Nothing here is anybody’s chance of matching." in about
    assert "Not affiliated with NRMP" in about
    properties = deck.core_properties
    assert (properties.title, properties.author) == ("Advising evening", "Match Atlas")
    assert properties.created == properties.modified == datetime(2025, 10, 3)


def test_a_deck_without_findings_has_its_first_slide(make):
    assert len(make().slides) == 1


def test_one_finding_per_slide_with_its_words(deck, real):
    of_story = {id(story): [] for story, _, _ in deck}
    for story, _, page in deck:
        of_story[id(story)].append(page)
    for story, _, page in deck:
        pages = of_story[id(story)]
        part = f" ({pages.index(page) + 1} of {len(pages)})" if len(pages) > 1 else ""
        assert page.shapes.title.text_frame.text == story.headline + part
        texts = texts_of(page)
        assert texts["Subtitle"] == story.subtitle
        assert texts["Context"] == CONTEXT
        assert texts["Source"] == say_sources(real["sources"], story.source_ids)


def test_slides_are_numbered_by_a_field(deck):
    for number, (_, _, page) in enumerate(deck, start=2):
        (field,) = page.shapes._spTree.xpath(".//a:fld")
        assert field.get("type") == "slidenum"
        assert field.xpath("string(a:t)") == str(number)


def test_notes_begin_with_the_advisors_own_and_hold_every_caveat(deck, real):
    for story, charts, page in deck:
        lines = notes_of(page).split("\n\n")
        assert lines[:2] == [NOTE, CONTEXT]
        assert lines[-1] == say_sources(real["sources"], story.source_ids)
        said = [sentence for chart in charts for sentence in chart.said()]
        assert set(lines) == {NOTE, CONTEXT, *story.context, *said, *story.notes, lines[-1]}


def test_caveats_stand_on_the_slide_as_far_as_they_fit(deck):
    for story, charts, page in deck:
        shown = texts_of(page).get("Caveats", "")
        said = [*dict.fromkeys(sentence for chart in charts for sentence in chart.said()), *story.notes]
        whole = " ".join(said)
        cut = shown.removesuffix(" More in the speaker notes.")
        assert whole.startswith(cut)
        assert shown == whole or shown.endswith("More in the speaker notes.")
        # What is missing in the picture is always on it.
        assert all(sentence in shown for chart in charts for sentence in chart.said()), story.kind


def test_charts_are_native_and_have_the_alternative_text(deck):
    for story, charts, page in deck:
        frames = [*charts_of(page), *(shape for shape in page.shapes if shape.has_table)]
        of_frames = [chart for chart in charts if chart.form != "tiles"]
        assert len(frames) == len(of_frames)
        for frame, chart in zip(frames, of_frames, strict=True):
            said = frame._element.nvGraphicFramePr.cNvPr.get("descr")
            name = chart.title.split("\n")[0]
            assert said == (f"{name}. {story.alt}" if name else story.alt)


def test_chart_and_workbook_hold_exactly_the_numbers(deck):
    for story, charts, page in deck:
        for frame, spec in zip(charts_of(page), native(charts), strict=True):
            plot, sheet = frame.chart.plots[0], columns_of(book_of(frame.chart))
            cells = [list(one.cells) for one in spec.series]
            assert [series.name for series in plot.series] == [one.name for one in spec.series]
            assert [list(series.values) for series in plot.series] == cells, story.kind
            first = 2 if spec.form == "scatter" else 1
            names = [str(cell.year) if isinstance(cell, datetime) else cell for cell in sheet[0][1:]]
            assert names == list(spec.categories)
            assert [column[0] for column in sheet[first:]] == [one.name for one in spec.series]
            assert [column[1:] for column in sheet[first:]] == cells, story.kind
            if spec.form == "scatter":
                assert sheet[1][1:] == list(spec.xs)


def test_charts_look_for_their_numbers_where_the_workbook_has_them(deck):
    for _, _, page in deck:
        for frame in charts_of(page):
            sheet = book_of(frame.chart)
            for series in frame.chart._chartSpace.iter(f"{CHART}ser"):
                for place in series.iter(f"{CHART}numRef", f"{CHART}strRef"):
                    cells = sheet[place.find(f"{CHART}f").text.removeprefix("Sheet1!").replace("$", "")]
                    found = [cell[0].value for cell in cells] if isinstance(cells, tuple) else [cells.value]
                    count = int(next(place.iter(f"{CHART}ptCount")).get("val"))
                    assert len(found) == count
                    for point in place.iter(f"{CHART}pt"):
                        value, text = found[int(point.get("idx"))], point.find(f"{CHART}v").text
                        if isinstance(value, str):
                            assert text == value
                        elif not isinstance(value, datetime):
                            assert float(text) == value


# The order that the schema of charts (ECMA-376, part 1, 21.2) prescribes; PowerPoint repairs what is out of it.
_SHARED = "idx order tx spPr"
_AXIS = "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt"
_LABEL = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
ORDER = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr externalData printSettings userShapes extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax extLst",
    "plotArea": "layout lineChart barChart scatterChart catAx dateAx valAx dTable spPr",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "scatterChart": "scatterStyle varyColors ser dLbls axId",
    "lineChart/ser": f"{_SHARED} marker dPt dLbls trendline errBars cat val smooth",
    "barChart/ser": f"{_SHARED} invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape",
    "scatterChart/ser": f"{_SHARED} marker dPt dLbls trendline errBars xVal yVal smooth",
    "marker": "symbol size spPr",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "dLbls": f"dLbl delete {_LABEL} showLeaderLines leaderLines extLst",
    "dLbl": f"idx delete layout tx {_LABEL} extLst",
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "scaling": "logBase orientation max min",
    "catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "dateAx": f"{_AXIS} auto lblOffset baseTimeUnit majorUnit majorTimeUnit minorUnit minorTimeUnit",
    "valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "title": "tx layout overlay spPr txPr",
    "manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
}
# Where a label may stand depends on the chart.
PLACES = {
    "lineChart": {"t", "b", "l", "r", "ctr"},
    "scatterChart": {"t", "b", "l", "r", "ctr"},
    "clustered": {"outEnd", "inEnd", "ctr", "inBase"},
    "stacked": {"inEnd", "ctr", "inBase"},
}


def test_charts_keep_to_the_schema(deck):
    checked = set()
    for story, _, page in deck:
        for frame in charts_of(page):
            for element in frame.chart._chartSpace.iter(f"{CHART}*"):
                name, parent = element.tag.removeprefix(CHART), element.xpath("local-name(..)")
                order = ORDER.get(f"{parent}/{name}", ORDER.get(name, "")).split()
                if order:
                    places = [order.index(child.tag.removeprefix(CHART)) for child in element]
                    assert places == sorted(places), (story.kind, name)
                    checked |= {f"{parent}/{name}", name} & set(ORDER)
    assert checked == set(ORDER)


def test_labels_stand_only_where_their_chart_allows(deck):
    for story, _, page in deck:
        for frame in charts_of(page):
            (plot,) = frame.chart._chartSpace.xpath("//c:lineChart|//c:barChart|//c:scatterChart")
            name = plot.tag.split("}")[1]
            kind = plot.xpath("string(c:grouping/@val)") if name == "barChart" else name
            assert set(plot.xpath(".//c:dLblPos/@val")) <= PLACES[kind], story.kind


def test_a_missing_number_is_an_empty_cell_and_never_zero(deck):
    empty = 0
    for _, charts, page in deck:
        for frame, spec in zip(charts_of(page), native(charts), strict=True):
            sheet = book_of(frame.chart)
            first = 3 if spec.form == "scatter" else 2
            for column, one in enumerate(spec.series, start=first):
                for row, value in enumerate(one.cells, start=2):
                    assert (sheet.cell(row, column).value is None) == (value is None)
                    empty += value is None
            blanks = frame.chart._chartSpace.chart.xpath("c:dispBlanksAs/@val")
            assert blanks == ["span" if spec.form == "scatter" else "gap"]
    assert empty > 100


def test_no_cell_is_a_formula_whatever_the_labels_say(real, make):
    story = next(stories_of_scores(real))
    nasty = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "{=1}", "http://127.0.0.1/"]
    chart = only(story.chart, range(len(nasty)))
    named = tuple(replace(row, label=label, short="") for row, label in zip(chart.rows, nasty, strict=True))
    hostile = replace(
        story, chart=replace(chart, rows=named), headline="=1+1", subtitle="@x", notes=("=2",), alt='<&">'
    )
    (_, page) = make(Slide(hostile, note="=HYPERLINK(1)", whose="-x"), title="=1").slides
    (frame,) = charts_of(page)
    sheet = book_of(frame.chart)
    assert [sheet.cell(row, 1).value for row in range(2, 2 + len(nasty))] == nasty
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert cell.hyperlink is None
    assert list(frame.chart.plots[0].categories) == nasty
    assert page.shapes.title.text_frame.text == "=1+1"
    assert notes_of(page).startswith("=HYPERLINK(1)\n\n-x")
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == '<&">'


def test_findings_with_many_rows_go_on_with_the_same_title(real, make):
    (step1,) = (story for story in stories_of_groups(real) if story.kind == "step1_groups")
    pages = list(make(Slide(step1)).slides)[1:]
    titles = [page.shapes.title.text_frame.text for page in pages]
    assert titles == [f"{step1.headline} ({number} of 3)" for number in (1, 2, 3)]
    names = [name for page in pages for name in charts_of(page)[0].chart.plots[0].categories]
    assert len(names) == 23
    assert names[0] == "All Specialties Combined"
    axes = {
        (c.value_axis.minimum_scale, c.value_axis.maximum_scale)
        for c in (charts_of(p)[0].chart for p in pages)
    }
    assert len(axes) == 1, "a finding keeps its scale from slide to slide"


def test_named_rows_are_twelve_at_most(deck):
    for _, charts, _ in deck:
        for chart in native(charts):
            is_time = chart.form in {"lines", "columns"}
            # The map of a shortlist names few of its marks.
            named = {label.text for one in chart.series for label in one.labels if label and label.text}
            assert is_time or len(named if chart.form == "scatter" else chart.categories) <= 12


def test_a_story_without_numbers_says_so_without_a_chart(real, make):
    nothing = next(stories_of_scores(real, Profile("us_md_senior", None, 240), "step2_ck"))
    (_, page) = make(Slide(nothing)).slides
    assert charts_of(page) == []
    assert page.shapes.title.text_frame.text == "The source has no Step 2 CK averages for US MD seniors"
    assert texts_of(page)["Nothing"] == "Nothing is drawn here: the source holds no such number."


def test_nothing_leaves_the_slide_and_boxes_do_not_overlap(deck):
    for story, _, page in deck:
        boxes = [shape for shape in page.shapes if not shape.is_placeholder or shape == page.shapes.title]
        for shape in boxes:
            assert shape.left >= 0
            assert shape.left + shape.width <= Inches(13.333), (story.kind, shape.name)
            assert shape.top + shape.height <= Inches(7.5), (story.kind, shape.name)
            assert shape.height > 0
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
                down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
                # A hundredth of an inch is rounding.
                assert across <= Inches(0.01) or down <= Inches(0.01), (story.kind, one.name, other.name)


def test_text_is_large_enough_to_read(deck):
    for story, charts, page in deck:
        for shape in page.shapes:
            if shape.has_text_frame and not shape.is_placeholder and shape.name != "Source":
                # PowerPoint reads the size of runs only.
                sizes = [run.font.size for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
                assert min(sizes) >= Pt(READ_LEAST), (story.kind, shape.name)
        assert page.shapes.title.text_frame.paragraphs[0].runs[0].font.size >= Pt(20)
        for frame in charts_of(page):
            sizes = {int(size) for size in frame.chart._chartSpace.xpath("//@sz")}
            assert min(sizes) >= 1200, story.kind
            assert frame.height >= Inches(1.2 if charts[0].title else 3)


def test_titles_shrink_and_end_in_an_ellipsis_at_last():
    assert fit_title("Short", 12.23) == ("Short", 30, 1)
    text, size, lines = fit_title("word " * 30, 12.23, " (1 of 2)")
    assert (lines, text.endswith(" (1 of 2)")) == (2, True)
    assert size < 30
    for long in ("word " * 300, "x" * 5000, "W" * 5000):
        text, size, lines = fit_title(long, 12.23, " (2 of 3)")
        assert (size, lines) == (16, 3)
        assert text.endswith(" … (2 of 3)")
        assert len(wrapped(text, 16, 12.23, bold=True)) == 3


def test_a_title_that_was_cut_stands_whole_in_the_notes(real, make):
    story = replace(next(stories_of_scores(real)), headline="A finding of many words, " * 30)
    pages = list(make(Slide(story)).slides)[1:]
    assert pages[0].shapes.title.text_frame.text.endswith("… (1 of 3)")
    assert story.headline in notes_of(pages[0])


def test_the_same_input_gives_the_same_bytes(real, stories):
    slides = [Slide(story) for story in stories[:3]]
    first, second = (slides_bytes(slides, real["sources"], title="T", made_on=MADE_ON) for _ in range(2))
    assert first == second
    later = slides_bytes(slides, real["sources"], title="T", made_on=date(2025, 10, 4))
    assert later != first


def test_the_deck_carries_no_macros_and_no_links_elsewhere(real, stories):
    slides = [Slide(story, NOTE, CONTEXT) for story in stories]
    file = zipfile.ZipFile(io.BytesIO(slides_bytes(slides, real["sources"], title="T", made_on=MADE_ON)))
    assert file.testzip() is None
    assert not [name for name in file.namelist() if "vba" in name.lower()]
    for name in file.namelist():
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in file.read(name), name


def test_tables_are_not_changed(real, make):
    stories = every_story(real)
    before = [story.data.copy() for story in stories]
    make(*(Slide(story) for story in stories))
    for story, data in zip(stories, before, strict=True):
        pd.testing.assert_frame_equal(story.data, data)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=st.text(max_size=300), context=st.text(max_size=80), title=st.text(max_size=700))
def test_any_text_makes_a_deck_that_opens(real, make, stories, note, context, title):
    deck = make(Slide(stories[0], note, context), title=title)
    assert len(deck.slides) == 4
    shown = [letter for letter in note if letter.isalnum()]
    assert [letter for letter in notes_of(deck.slides[1]) if letter.isalnum()][: len(shown)] == shown
