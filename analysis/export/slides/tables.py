"""Native tables on a slide, which can be edited as any other: a grid of shaded numbers, or cells of words."""

from typing import Any, Final

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from analysis.charts.shades import ink_on, shade
from analysis.charts.styles import style_of
from analysis.export.slides.specs import ChartSpec
from analysis.export.slides.text import height_of, plain, rgb, wrapped
from analysis.palette import LIGHT
from analysis.story import TextTable
from analysis.wording import capital

# The column of names, inches, and the height of the heads as so many rows.
NAMES: Final = 2.9
HEADS: Final = 2
TEXT_SIZE: Final = 14
HEAD_SIZE: Final = 12
# The look of columns whose cells have a shade for each number.
SHADED: Final = "shaded"
# What stands in a cell without a number; why, the slide says below.
NOTHING: Final = "–"


# Sizes of words in cells, the first at which all rows fit; their margins, inches.
WORD_SIZES: Final = (14, 13, 12, 11)
BESIDE: Final = 4 / 72
ABOVE: Final = 0.06
STRIPE: Final = "#F1EFEB"


def _write(cell: Any, text: str, size: int, ink: str, fill: str, *, middle: bool) -> None:  # noqa: ANN401
    """Write a cell of a table; the library has no types."""
    cell.margin_left = cell.margin_right = Pt(4)
    cell.margin_top = cell.margin_bottom = Pt(0)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(fill)
    cell.text_frame.text = plain(text)
    for paragraph in cell.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.CENTER if middle else PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), False, rgb(ink)


def add_grid(slide: Slide, spec: ChartSpec, box: tuple[float, float, float, float], alt: str) -> None:
    """Draw a grid as a table in a box of left, top, width and height in inches; `alt` is what people hear."""
    width, height = box[2:]
    rows, columns = len(spec.categories), len(spec.series)
    frame: Any = slide.shapes.add_table(rows + 1, columns + 1, *(Inches(size) for size in box))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    table.horz_banding = False
    table.columns[0].width = Inches(NAMES)
    for place in range(columns):
        table.columns[place + 1].width = Inches((width - NAMES) / columns)
    # Names of two lines go with words in the cells, whose heads take no more than a row.
    is_words = any("\n" in name for name in spec.categories)
    heads, size = (1, HEAD_SIZE) if is_words else (HEADS, TEXT_SIZE)
    one_row = height / (rows + heads)
    for place in range(rows + 1):
        table.rows[place].height = Emu(Inches(one_row if place else heads * one_row))
    _write(table.cell(0, 0), "", HEAD_SIZE, LIGHT.text, LIGHT.page, middle=False)
    for at, name in enumerate(spec.categories, start=1):
        _write(table.cell(at, 0), name, size, LIGHT.text, LIGHT.page, middle=False)
    for column, one in enumerate(spec.series, start=1):
        head = capital(one.name)
        _write(table.cell(0, column), head, HEAD_SIZE, LIGHT.text, LIGHT.page, middle=True)
        for at, (value, label) in enumerate(zip(one.cells, one.labels, strict=True), start=1):
            fill, ink, text = LIGHT.page, LIGHT.muted, NOTHING
            if value is not None and label is not None:
                text, is_hollow = label.text, bool(one.hollow) and one.hollow[at - 1]
                fill = fill if is_hollow else _fill(one.style, value, spec)
                ink = LIGHT.text if is_hollow else ink_on(fill)
            _write(table.cell(at, column), text, size, ink, fill, middle=True)


def _fill(style: str, value: float, spec: ChartSpec) -> str:
    """Return the colour of a cell: the shade of its number, or that of its column."""
    return (
        style_of(style).colour(LIGHT)
        if style != SHADED
        else shade(value, spec.axis.low, spec.axis.high, dark=False)
    )


def add_words(slide: Slide, table: TextTable, box: tuple[float, float, float, float], alt: str) -> None:
    """Write a table of words into a box as in `add_grid`, its first column the names of the rows."""
    rows, width = (table.columns, *table.rows), (box[2] - NAMES) / (len(table.columns) - 1)
    widths = (NAMES, *(width,) * (len(table.columns) - 1))

    def heights(size: int) -> list[float]:
        """Return how high each row is with words of a size."""
        return [
            2 * ABOVE
            + max(
                height_of(len(wrapped(text, size, across - 2 * BESIDE)), size)
                for text, across in zip(row, widths, strict=True)
            )
            for row in rows
        ]

    size = next((size for size in WORD_SIZES if sum(heights(size)) <= box[3]), WORD_SIZES[-1])
    frame: Any = slide.shapes.add_table(
        len(rows), len(widths), *(Inches(one) for one in (*box[:3], sum(heights(size))))
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    for column, across in zip(frame.table.columns, widths, strict=True):
        column.width = Inches(across)
    for place, (row, height) in enumerate(zip(rows, heights(size), strict=True)):
        frame.table.rows[place].height = Inches(height)
        ink, fill = LIGHT.text if place else LIGHT.muted, STRIPE if place % 2 else LIGHT.page
        for column, text in enumerate(row):
            _write(frame.table.cell(place, column), text, size, ink, fill, middle=False)
