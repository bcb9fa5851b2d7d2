"""How the series of a native chart look: marks, lines, fills, printed values and the lines between marks."""

import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pptx.chart.chart import Chart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from analysis.charts.description import Cells
from analysis.charts.styles import Style, style_of
from analysis.export.slides.specs import ChartSpec, Label, Series
from analysis.palette import LIGHT

EMU_PER_POINT: Final = 12700
LABEL_SIZE: Final = 14
SMALL_SIZE: Final = 12
NAMES: Final = nsdecls("c", "a")
# The parts of a series in the order of the schema.
ORDER: Final = (
    *("c:spPr", "c:invertIfNegative", "c:marker", "c:dPt", "c:dLbls", "c:errBars"),
    *("c:cat", "c:xVal", "c:val", "c:yVal", "c:smooth"),
)
BARS: Final = frozenset({"bars", "stacked_bars", "columns"})
# Left, top, width and height of the plot of a scatter, as shares of the chart.
PLOT: Final = (0.065, 0.11, 0.92, 0.71)
_SHOWN: Final = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
# What points without a label of their own show, and those with one.
NOTHING_SHOWN: Final = "".join(f'<c:{name} val="0"/>' for name in _SHOWN)
VALUE_SHOWN: Final = NOTHING_SHOWN.replace('showVal val="0"', 'showVal val="1"')
# Thin lines from labels that had to move to their marks; an extension that PowerPoint has since 2013.
LEADERS: Final = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="1"/>'
    "</c:ext></c:extLst>"
)
# Bars: how much of a bar's width lies between two of them, percent.
BAR_GAP: Final = 45


def _rgb(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{_rgb(colour)}"/></a:solidFill>'


def _outline(colour: str, width: float, dash: str = "solid", cap: str = "rnd") -> str:
    style = f'{_solid(colour)}<a:prstDash val="{dash}"/><a:round/>'
    return f'<a:ln w="{round(EMU_PER_POINT * width)}" cap="{cap}">{style}</a:ln>'


def _pale(style: Style) -> str:
    """Return the colour of a box, mixed with that of the slide as far as the box is filled."""
    parts = zip(
        bytes.fromhex(style.colour(LIGHT).removeprefix("#")),
        bytes.fromhex(LIGHT.page.removeprefix("#")),
        strict=True,
    )
    return f"#{bytes(round(style.fill * own + (1 - style.fill) * page) for own, page in parts).hex()}"


def _pattern(name: str, colour: str) -> str:
    fore, back = (f'<a:srgbClr val="{_rgb(one)}"/>' for one in (colour, LIGHT.page))
    return f'<a:pattFill prst="{name}"><a:fgClr>{fore}</a:fgClr><a:bgClr>{back}</a:bgClr></a:pattFill>'


# The colour of the slide, so that lines do not show inside a ring. Written as a pattern, because LibreOffice
# draws no outlines of marks: a solid fill would make rings invisible there, so they come out filled.
HOLLOW: Final = _pattern("pct5", LIGHT.page)
NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"


# The names of DrawingML.
MARKERS: Final = {"cross": "x"}
DASHES: Final = {"solid": "solid", "dash": "dash", "dot": "sysDash"}
PATTERNS: Final = {"hatched": "wdUpDiag", "dotted": "pct30", "upright": "dkVert"}


def marker_of(style: Style) -> str:
    """Return the name of the symbol of a mark; empty for none."""
    symbol = style.slide[0]
    return MARKERS.get(symbol, symbol)


def _marker(style: Style, *, hollow: bool) -> str:
    """Return a marker; a hollow one keeps the background of the slide inside, so that lines do not show."""
    symbol, size = (marker_of(style), style.slide[1]) if marker_of(style) else ("circle", 7)
    if not marker_of(style) and not (hollow and style.slide_line):
        return '<c:marker><c:symbol val="none"/></c:marker>'
    fill = HOLLOW if hollow or style.hollow else _solid(style.colour(LIGHT))
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{fill}{_outline(style.colour(LIGHT), 2)}</c:spPr></c:marker>"
    )


def _bar_shape(style: Style) -> str:
    """Return the fill of a bar: solid, hatched, outlined or none."""
    colour = style.colour(LIGHT)
    fill, line = f"{_solid(colour)}", NO_LINE
    if not colour:
        fill = "<a:noFill/>"
    elif style.hollow:
        fill, line = _solid(LIGHT.page), _outline(colour, 1.5, "sysDash")
    elif style.pattern:
        fill, line = _pattern(PATTERNS[style.pattern], colour), _outline(colour, 1)
    return f"<c:spPr>{fill}{line}</c:spPr>"


def _text(ink: str, size: int) -> str:
    return f'<a:defRPr sz="{size * 100}" b="1">{_solid(ink)}</a:defRPr>'


def _label(at: int, label: Label, style: Style, number_format: str, size: int, behind: str) -> str:
    """Return the label of one point, in the order of the schema."""
    ink = style.text(LIGHT)
    own = ""
    if label.shift:
        down = label.shift * PLOT[3]
        own = f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{down:.4f}"/></c:manualLayout></c:layout>'
    if label.text:
        lines = "".join(
            f'<a:p><a:pPr>{_text(ink, size)}</a:pPr><a:r><a:rPr lang="en-US" sz="{size * 100}" b="0">'
            f"{_solid(ink)}</a:rPr><a:t>{escape(line)}</a:t></a:r></a:p>"
            for line in label.text.split("\n")
        )
        own += f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{lines}</c:rich></c:tx>'
    return (
        f'<c:dLbl><c:idx val="{at}"/>{own}'
        f'<c:numFmt formatCode={quoteattr(number_format)} sourceLinked="0"/>'
        f"<c:spPr>{behind}{NO_LINE}</c:spPr>"
        f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>{_text(ink, size)}</a:pPr>'
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
        f'<c:dLblPos val="{label.place}"/>{VALUE_SHOWN}<c:separator> </c:separator></c:dLbl>'
    )


def _labels(one: Series, spec: ChartSpec) -> str:
    """Return the labels of a series; points without one show nothing."""
    style = style_of(one.style)
    size = SMALL_SIZE if spec.form == "scatter" or spec.title else LABEL_SIZE
    # No line that runs across the rows may strike a value out.
    behind = _solid(LIGHT.page) if spec.form in {"dots", "scatter"} else "<a:noFill/>"
    labels = "".join(
        _label(at, label, style, spec.label_format, size, behind)
        for at, label in enumerate(one.labels)
        if label is not None and one.cells[at] is not None
    )
    moved = any(label and label.shift for label in one.labels)
    return f"<c:dLbls>{labels}{NOTHING_SHOWN}{LEADERS if moved else ''}</c:dLbls>"


def _numbers(values: Cells) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    count = f'<c:ptCount val="{len(values)}"/>'
    return f"<c:numLit><c:formatCode>General</c:formatCode>{count}{points}</c:numLit>"


def _stripes(line: str) -> str:
    """Return a thick line cut into stripes across it, a quarter of its width each."""
    dash = '<a:custDash><a:ds d="25000" sp="25000"/></a:custDash>'
    return line.replace('<a:prstDash val="solid"/>', dash)


def _join(one: Series) -> str:
    """Return the lines from the marks of a series up to those of another."""
    style = style_of(one.join_style)
    # A box ends where its values do.
    line = (
        _outline(_pale(style), style.slide_line, cap="flat")
        if style.box
        else _outline(style.colour(LIGHT), style.slide_line, DASHES[style.dash])
    )
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="plus"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/><c:plus>{_numbers(one.join)}</c:plus><c:minus>{_numbers((0.0,))}</c:minus>'
        f"<c:spPr>{_stripes(line) if one.is_striped else line}</c:spPr></c:errBars>"
    )


def _hollow_points(one: Series, style: Style) -> Iterator[str]:
    """Yield the marks that are hollow while those of their series are not."""
    width = max(style.slide_line - 0.75, 1)
    line = _outline(style.colour(LIGHT), width, "sysDot") if style.slide_line else NO_LINE
    for at, is_hollow in enumerate(one.hollow):
        if is_hollow and one.cells[at] is not None:
            yield (
                f'<c:dPt><c:idx val="{at}"/>{_marker(style, hollow=True)}<c:bubble3D val="0"/>'
                f"<c:spPr>{line}</c:spPr></c:dPt>"
            )


def _look(one: Series, spec: ChartSpec) -> Iterator[str]:
    """Yield what the look of a series is made of."""
    style = style_of(one.style)
    if spec.form in BARS:
        yield _bar_shape(style)
        # Without this, bars below zero lose their fill.
        yield '<c:invertIfNegative val="0"/>'
    else:
        line = _outline(style.colour(LIGHT), style.slide_line, DASHES[style.dash])
        yield f"<c:spPr>{line if style.slide_line else NO_LINE}</c:spPr>"
        yield _marker(style, hollow=False)
        yield from _hollow_points(one, style)
    yield _labels(one, spec)
    if any(one.join):
        yield _join(one)


def dress(chart: Chart, spec: ChartSpec) -> None:
    """Give every series of a chart of python-pptx, made of `spec`, its look."""
    for series, one in zip(chart._chartSpace.plotArea.sers, spec.series, strict=True):
        series.remove_all("c:spPr", "c:marker", "c:dLbls", "c:invertIfNegative")
        for xml in _look(one, spec):
            name = "c:" + re.split("\\W", xml, maxsplit=3)[2]
            element = parse_xml(xml.replace(name, f"{name} {NAMES}", 1))
            series.insert_element_before(element, *ORDER[ORDER.index(name) + 1 :])
        for smooth in series.findall(qn("c:smooth")):
            smooth.set("val", "0")
    if spec.form in BARS:
        chart.plots[0].gap_width, chart.plots[0].overlap = BAR_GAP, 100
