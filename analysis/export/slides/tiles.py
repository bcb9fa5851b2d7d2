"""A grid of equal squares put on a slide as native shapes: no program has a chart of that form."""

from typing import Any, Final

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from analysis.charts.styles import STYLES, Style, style_of
from analysis.export.slides.specs import ChartSpec
from analysis.export.slides.text import add_key, rgb
from analysis.palette import LIGHT

Box = tuple[float, float, float, float]
# The part of a square that is not filled, on each side.
GAP: Final = 0.03
CODE_SIZE: Final = 11
NUMBER_SIZE: Final = 12
KEY_SIZE: Final = 12
KEY_GAP: Final = 0.08
NONE: Final = STYLES["shade_none"]
DASHES: Final = {"solid": MSO_LINE.SOLID, "dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT}


def add_tiles(slide: Slide, spec: ChartSpec, box: Box, alt: str) -> None:
    """Draw a grid on a slide with its key above, in a box of left, top, width and height in inches.

    `alt` is what people hear who do not see it.
    """
    left, top, width, height = box
    marks = [
        ("□" if style.hollow else "■", style.colour(LIGHT), one.name)
        for one in spec.series
        for style in (style_of(one.style),)
    ]
    under = add_key(slide, marks, top, KEY_SIZE, (left, width)) + KEY_GAP
    columns, rows = (max(place[axis] for place in spec.places) + 1 for axis in (0, 1))
    side = min(width / columns, (top + height - under) / rows)
    start = left + (width - columns * side) / 2
    group: Any = slide.shapes.add_group_shape()
    group.name = "Squares"
    group._element.nvGrpSpPr.cNvPr.set("descr", alt)
    styles, texts = [NONE] * len(spec.places), [""] * len(spec.places)
    for one in spec.series:
        for at, (value, label) in enumerate(zip(one.cells, one.labels, strict=True)):
            if value is not None:
                styles[at], texts[at] = style_of(one.style), label.text if label else ""
    for (column, row), code, style, text in zip(spec.places, spec.categories, styles, texts, strict=True):
        place = (start + (column + GAP) * side, under + (row + GAP) * side)
        sizes = (Inches(size) for size in (*place, *(side * (1 - 2 * GAP),) * 2))
        _write(group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *sizes), style, (code, text))


def _write(square: Any, style: Style, lines: tuple[str, str]) -> None:  # noqa: ANN401 - it brings no types
    """Fill one square, and write its letters and its number."""
    square.name = lines[0]
    # The style of the theme would give it a shadow.
    square._element.remove(square._element.find(qn("p:style")))
    square.fill.solid()
    square.fill.fore_color.rgb = rgb(LIGHT.page if style.hollow else style.colour(LIGHT))
    if style.hollow:
        square.line.color.rgb, square.line.width = rgb(style.colour(LIGHT)), Pt(style.line)
        square.line.dash_style = DASHES[style.dash]
    else:
        square.line.fill.background()
    frame = square.text_frame
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, (line, size) in enumerate(zip(lines, (CODE_SIZE, NUMBER_SIZE), strict=True)):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = line, Pt(size), bool(at)
        run.font.color.rgb = rgb(style.text(LIGHT))
