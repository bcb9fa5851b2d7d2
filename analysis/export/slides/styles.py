"""How the series of a native chart look: marks, lines, fills, printed values and the lines between marks."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pptx.chart.chart import Chart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement

from analysis.charts.styles import Style, style_of
from analysis.export.slides.specs import ChartSpec, Label, Series
from analysis.palette import LIGHT

EMU_PER_POINT: Final = 12700
LABEL_SIZE: Final = 14
SMALL_SIZE: Final = 12
NAMES: Final = nsdecls("c", "a")
# What follows the labels of a series in the order of the schema.
AFTER_LABELS: Final = (
    "c:trendline",
    "c:errBars",
    "c:cat",
    "c:xVal",
    "c:val",
    "c:yVal",
    "c:smooth",
    "c:shape",
)
AFTER_JOINS: Final = ("c:cat", "c:xVal", "c:val", "c:yVal", "c:smooth")
AFTER_POINTS: Final = ("c:dLbls", *AFTER_LABELS)
# Left, top, width and height of the plot of a scatter, as shares of the chart.
PLOT: Final = (0.065, 0.11, 0.92, 0.71)
# What points without a label of their own show.
NOTHING_SHOWN: Final = "".join(
    f'<c:{name} val="0"/>'
    for name in (
        *("showLegendKey", "showVal", "showCatName"),
        *("showSerName", "showPercent", "showBubbleSize"),
    )
)
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


def _outline(colour: str, width: float, dash: str = "solid") -> str:
    style = f'{_solid(colour)}<a:prstDash val="{dash}"/><a:round/>'
    return f'<a:ln w="{round(EMU_PER_POINT * width)}" cap="rnd">{style}</a:ln>'


# The colour of the slide, so that lines do not show inside a ring. Written as a pattern, because LibreOffice
# draws no outlines of marks: a solid fill would make rings invisible there, so they come out filled.
_PAGE: Final = f'<a:srgbClr val="{_rgb(LIGHT.page)}"/>'
HOLLOW: Final = f'<a:pattFill prst="pct5"><a:fgClr>{_PAGE}</a:fgClr><a:bgClr>{_PAGE}</a:bgClr></a:pattFill>'
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
    if not marker_of(style) and not (hollow and style.slide_line):
        return '<c:marker><c:symbol val="none"/></c:marker>'
    fill = HOLLOW if hollow or style.hollow else _solid(style.colour(LIGHT))
    size = style.slide[1] if marker_of(style) else 7
    return (
        f'<c:marker><c:symbol val="{marker_of(style) or "circle"}"/><c:size val="{size}"/>'
        f"<c:spPr>{fill}{_outline(style.colour(LIGHT), 2)}</c:spPr></c:marker>"
    )


def _bar_shape(style: Style) -> str:
    """Return the fill of a bar: solid, hatched, outlined or none."""
    colour = style.colour(LIGHT)
    if not colour:
        return f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
    if style.hollow:
        return f"<c:spPr>{_solid(LIGHT.page)}{_outline(colour, 1.5, 'sysDash')}</c:spPr>"
    if style.pattern:
        fore, back = f'<a:srgbClr val="{_rgb(colour)}"/>', f'<a:srgbClr val="{_rgb(LIGHT.page)}"/>'
        return (
            f'<c:spPr><a:pattFill prst="{PATTERNS[style.pattern]}">'
            f"<a:fgClr>{fore}</a:fgClr><a:bgClr>{back}</a:bgClr>"
            f"</a:pattFill>{_outline(colour, 1)}</c:spPr>"
        )
    return f"<c:spPr>{_solid(colour)}{NO_LINE}</c:spPr>"


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
        f'<c:dLblPos val="{label.place}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        f'<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/><c:separator> </c:separator></c:dLbl>'
    )


def _labels(one: Series, spec: ChartSpec) -> str:
    """Return the labels of a series; points without one show nothing."""
    style, wanted = style_of(one.style), dict(enumerate(one.labels))
    known = [at for at, value in enumerate(one.cells) if value is not None]
    if one.last_label and known:
        wanted[known[-1]] = one.last_label
    size = SMALL_SIZE if spec.form == "scatter" or spec.title else LABEL_SIZE
    # No line that runs across the rows may strike a value out.
    behind = _solid(LIGHT.page) if spec.form in {"dots", "scatter"} else "<a:noFill/>"
    labels = "".join(
        _label(at, label, style, spec.label_format, size, behind)
        for at, label in sorted(wanted.items())
        if label is not None and at in known
    )
    moved = any(label and label.shift for label in wanted.values())
    return f"<c:dLbls {NAMES}>{labels}{NOTHING_SHOWN}{LEADERS if moved else ''}</c:dLbls>"


def _numbers(values: tuple[float | None, ...]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    return (
        f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'
    )


def _join(one: Series) -> str:
    """Return the lines from the marks of a series up to those of another."""
    return (
        f'<c:errBars {NAMES}><c:errDir val="y"/><c:errBarType val="plus"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/><c:plus>{_numbers(one.join)}</c:plus><c:minus>{_numbers((0.0,))}</c:minus>'
        f"<c:spPr>{_outline(LIGHT.connector, one.join_width, DASHES[one.join_dash])}</c:spPr></c:errBars>"
    )


def _hollow_points(one: Series, style: Style) -> Iterator[str]:
    """Yield the marks that are hollow while those of their series are not."""
    for at, is_hollow in enumerate(one.hollow):
        if is_hollow and one.cells[at] is not None:
            width = max(style.slide_line - 0.75, 1)
            line = _outline(style.colour(LIGHT), width, "sysDot") if style.slide_line else NO_LINE
            yield (
                f'<c:dPt {NAMES}><c:idx val="{at}"/>{_marker(style, hollow=True)}<c:bubble3D val="0"/>'
                f"<c:spPr>{line}</c:spPr></c:dPt>"
            )


def _put(series: BaseOxmlElement, xml: str, before: tuple[str, ...]) -> None:
    """Insert an element where the schema wants it."""
    element = parse_xml(xml)
    follower = next(child for child in series if child.tag in {qn(name) for name in before})
    follower.addprevious(element)


def _dress_one(series: BaseOxmlElement, one: Series, spec: ChartSpec) -> None:
    """Set the look of one series."""
    style = style_of(one.style)
    for name in ("c:spPr", "c:marker", "c:dLbls", "c:invertIfNegative"):
        for child in series.findall(qn(name)):
            series.remove(child)
    text = series.find(qn("c:tx"))
    if spec.form in {"bars", "stacked_bars", "columns"}:
        # Without this, bars below zero lose their fill.
        text.addnext(parse_xml(f'<c:invertIfNegative {NAMES} val="0"/>'))
        text.addnext(parse_xml(_bar_shape(style).replace("<c:spPr>", f"<c:spPr {NAMES}>", 1)))
    else:
        width, dash = style.slide_line, DASHES[style.dash]
        line = _outline(style.colour(LIGHT), width, dash) if width else NO_LINE
        text.addnext(parse_xml(_marker(style, hollow=False).replace("<c:marker>", f"<c:marker {NAMES}>", 1)))
        text.addnext(parse_xml(f"<c:spPr {NAMES}>{line}</c:spPr>"))
        for point in _hollow_points(one, style):
            _put(series, point, AFTER_POINTS)
    _put(series, _labels(one, spec), AFTER_LABELS)
    if any(one.join):
        _put(series, _join(one), AFTER_JOINS)
    for smooth in series.findall(qn("c:smooth")):
        smooth.set("val", "0")


def dress(chart: Chart, spec: ChartSpec) -> None:
    """Give every series of a chart its look.

    Args:
        chart: the chart of python-pptx, made of `spec`.
        spec: what it shows.
    """
    plot = chart.plots[0]
    for series, one in zip(chart._chartSpace.plotArea.sers, spec.series, strict=True):
        _dress_one(series, one, spec)
    if spec.form in {"bars", "stacked_bars", "columns"}:
        plot.gap_width, plot.overlap = BAR_GAP, 100
