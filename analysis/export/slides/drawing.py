"""A native, editable chart put on a slide: its axes, its legend and the room for its plot."""

from typing import Any, Final

from pptx.chart.axis import CategoryAxis, DateAxis, ValueAxis
from pptx.chart.chart import Chart
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from analysis.charts.styles import UNSEEN, style_of
from analysis.export.slides.specs import Axis, ChartSpec
from analysis.export.slides.styles import PLOT, dress
from analysis.export.slides.tables import add_grid
from analysis.export.slides.text import rgb
from analysis.export.slides.workbook import chart_data, point_to_columns
from analysis.palette import LIGHT

TYPES: Final = {
    "dots": XL_CHART_TYPE.LINE_MARKERS,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked_bars": XL_CHART_TYPE.BAR_STACKED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "scatter": XL_CHART_TYPE.XY_SCATTER,
}
LYING: Final = frozenset({"bars", "stacked_bars"})
TEXT_SIZE: Final = 14
SMALL_SIZE: Final = 12
GRID: Final = "#E4E3E0"
# More labels of years than this under one chart would touch.
YEARS_MOST: Final = 12
PANEL_YEARS_MOST: Final = 3

Box = tuple[float, float, float, float]


def add_chart(slide: Slide, spec: ChartSpec, box: Box, alt: str) -> None:
    """Draw a chart on a slide, in a box of left, top, width and height in inches.

    `alt` is what people hear who do not see it.
    """
    if spec.form == "grid":
        add_grid(slide, spec, box, alt)
        return
    left, top, width, height = (Inches(size) for size in box)
    # The library says that it returns the chart; it returns the frame around it.
    frame: Any = slide.shapes.add_chart(TYPES[spec.form], left, top, width, height, chart_data(spec))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart: Chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(TEXT_SIZE), rgb(LIGHT.text)
    chart.has_title = False
    _legend(chart, spec)
    _value_axis(chart.value_axis, spec.axis)
    if spec.form == "scatter":
        _value_axis(chart.category_axis, spec.x_axis)
        _below_the_plot(chart, spec)
        point_to_columns(chart, spec)
    else:
        _names_axis(chart.category_axis, spec)
    dress(chart, spec)


def _names_axis(axis: CategoryAxis | DateAxis, spec: ChartSpec) -> None:
    """Set the axis of names or years: upright text, the first name on top where bars lie."""
    axis.format.line.color.rgb = rgb(LIGHT.connector)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = spec.form == "dots"
    axis.tick_labels.font.size = Pt(TEXT_SIZE if spec.form in LYING else SMALL_SIZE)
    # Bars below zero would otherwise run through the names.
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.reverse_order = spec.form in LYING
    if spec.form in LYING:
        # Every row has its name, also where one takes two lines.
        last = axis._element.find(qn("c:noMultiLvlLbl"))
        if last is not None:
            last.addprevious(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))
    if spec.form == "dots":
        axis.major_gridlines.format.line.color.rgb = rgb(GRID)
        axis._element.txPr.bodyPr.set("rot", "0")
    if spec.form == "lines":
        _every_few_years(axis, len(spec.categories), PANEL_YEARS_MOST if spec.title else YEARS_MOST)


def _every_few_years(axis: CategoryAxis | DateAxis, count: int, most: int) -> None:
    """Label so few years that their labels keep apart, the last one among them where that divides."""
    steps = [step for step in range(1, count + 1) if (count - 1) // step < most]
    step = next((step for step in steps if (count - 1) % step == 0 and step < 2 * steps[0]), steps[0])
    base = axis._element.find(qn("c:baseTimeUnit"))
    base.set("val", "years")
    for name, value in (("c:majorTimeUnit", "years"), ("c:majorUnit", str(step))):
        base.addnext(axis._element.makeelement(qn(name), {"val": value}))


def _value_axis(axis: ValueAxis, wanted: Axis) -> None:
    """Set an axis of values."""
    axis.minimum_scale, axis.maximum_scale = wanted.low, wanted.high
    axis.major_unit = None if wanted.is_log else wanted.step
    axis.reverse_order = wanted.is_reversed
    axis.has_major_gridlines = wanted.is_shown
    axis.major_tick_mark = XL_TICK_MARK.NONE
    labels = axis.tick_labels
    labels.font.size, labels.font.color.rgb = Pt(SMALL_SIZE), rgb(LIGHT.muted)
    labels.number_format, labels.number_format_is_linked = wanted.number_format, False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.format.line.fill.background()
    axis.visible = wanted.is_shown
    if wanted.is_shown:
        axis.major_gridlines.format.line.color.rgb = rgb(GRID)
    if wanted.is_log:
        scaling = axis._element.scaling
        scaling.insert(0, scaling.makeelement(qn("c:logBase"), {"val": "10"}))
    if wanted.is_reversed or wanted.is_crossed_low:
        # The other axis stays at the bottom.
        axis.crosses = XL_AXIS_CROSSES.MAXIMUM if wanted.is_reversed else XL_AXIS_CROSSES.MINIMUM
    if wanted.title:
        text = axis.axis_title.text_frame
        text.text = wanted.title
        for run in text.paragraphs[0].runs:
            run.font.size, run.font.bold = Pt(SMALL_SIZE), False


def _legend(chart: Chart, spec: ChartSpec) -> None:
    """Name the series on top of the chart, where there are several; small charts share one key above them."""
    chart.has_legend = len(spec.series) > 1 and not spec.title
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(TEXT_SIZE)
        named: set[str] = set()
        for place, one in enumerate(spec.series):
            style = style_of(one.style)
            carries = one.style == UNSEEN or (
                spec.form == "dots" and not (style.slide[0] or style.slide_line or any(one.join))
            )
            # What only carries words has no name there, and what is named already no second one.
            if not carries and one.name and one.name not in named:
                named.add(one.name)
            else:
                entry = (
                    f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
                )
                chart.legend._element.insert_element_before(
                    parse_xml(entry), "c:layout", "c:overlay", "c:spPr", "c:txPr"
                )


def _below_the_plot(chart: Chart, spec: ChartSpec) -> None:
    """Give the plot of a scatter the size that its labels were placed for, the axis of x at its bottom."""
    if spec.axis.is_reversed:
        # The low end of the other axis is on top.
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    area, (left, top, width, height) = chart._chartSpace.plotArea, PLOT
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            '<c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{left}"/><c:y val="{top}"/><c:w val="{width}"/><c:h val="{height}"/>'
            "</c:manualLayout></c:layout>"
        ),
    )
