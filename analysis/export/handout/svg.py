"""The picture of the handout: two averages per specialty as a dumbbell, and the person's line across them.

It draws the same description as the pages, and not with Plotly, because a handout is made thousands of times
in a row, holds no script, and must read the same on a phone and on paper. It is as wide as half a printed
page, which is also as wide as a phone, so that its letters keep their size in both places.
"""

from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from markupsafe import Markup, escape

from analysis.charts.description import Chart, Line, Series, known
from analysis.charts.styles import STYLES, Style
from analysis.palette import LIGHT
from analysis.wording import FEW_MARK, FEW_MATCHED

WIDTH: Final = 340
# Room beside the outermost averages for the values printed there.
_SIDE: Final = 38
_ROW: Final = 31
# From the top of a row to the baseline of its name, and to the line that its marks stand on.
_NAME: Final = 11
_LINE: Final = 21
_ABOVE: Final = 17
_AXIS: Final = 19
# A score further than this from every average stands at the edge, or the averages would shrink to one spot.
_FAR: Final = 30.0
_NARROWEST: Final = 20.0
_RADIUS: Final = 4.6
_EMPTY: Final = (200.0, 250.0)
# Widths of lines here, as parts of those on a page.
_THIN: Final = 0.8
_CONNECTOR: Final = 2.6
_DASHES: Final = {
    "solid": "",
    "dash": ' stroke-dasharray="4 3"',
    "dot": ' stroke-dasharray="0 5" stroke-linecap="round"',
}


def _circle(style: Style, kind: str, x: float, y: float, radius: float) -> str:
    """Return a mark: filled, or a ring with the colour of the page inside."""
    colour = style.colour(LIGHT)
    look = f'fill="{LIGHT.page}" stroke="{colour}" stroke-width="2"' if style.hollow else f'fill="{colour}"'
    return f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius:g}" {look}/>'


def _path(style: Style, kind: str, d: str, width: float) -> str:
    """Return a line."""
    return (
        f'<path class="{kind}" d="{d}" stroke="{style.colour(LIGHT)}" stroke-width="{width:g}"'
        f"{_DASHES[style.dash]}/>"
    )


def _upright(style: Style, d: str) -> str:
    """Return a line that belongs to the person."""
    return _path(style, "person", d, _THIN * style.line)


# The marks of the pictures for their legend, each on a field of 26 by 10.
LEGEND_MARKS: Final = {
    name: Markup(mark)
    for name, mark in {
        "matched": _circle(STYLES["matched"], "matched", 13, 5, 4.2),
        "unmatched": _circle(STYLES["unmatched"], "unmatched", 13, 5, 3.8),
        "dotted": _path(STYLES["not_separating"], "connector", "M3 5H24", _CONNECTOR),
        "you": f'<path class="band" d="M3 0H23V10H3Z" fill="{LIGHT.band}"/>'
        + _upright(STYLES["user"], "M13 0V10"),
        "era": _upright(STYLES["bridged"], "M13 0V10").replace("4 3", "3 2"),
    }.items()
}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a number of points lies across the picture."""

    low: float
    high: float

    def x(self, points: float) -> float:
        """Return the place of `points`; what lies beyond the scale stands at its edge."""
        share = (min(max(points, self.low), self.high) - self.low) / (self.high - self.low)
        return round(_SIDE + share * (WIDTH - 2 * _SIDE), 1)

    def holds(self, points: float) -> bool:
        """Whether `points` lies on the scale."""
        return self.low <= points <= self.high


def _person_of(chart: Chart) -> tuple[Line | None, Line | None, float]:
    """Return the person's line, that of an era bridge, and the half width of the band around the first."""
    own = next((line for line in chart.lines if line.style == "user"), None)
    bridged = next((line for line in chart.lines if line.style == "bridged"), None)
    return own, bridged, (chart.bands[0].high - chart.bands[0].low) / 2 if chart.bands else 0.0


def dumbbell_svg(name: str, title: str, chart: Chart) -> Markup:
    """Draw one exam: a row per specialty, the unmatched average hollow, the matched one filled.

    Where the averages do not separate, the line between them is dotted; where one is missing, words say so.
    No other picture of the page has the same `name`, and `title` is for whoever does not see it.
    """
    own, bridged, _ = _person_of(chart)
    scale = _scale(chart)
    top = 2 if own is None else _ABOVE
    bottom = top + _ROW * len(chart.rows)
    parts = [
        f'<svg class="picture drawn" viewBox="0 0 {WIDTH} {bottom + _AXIS}" role="img" font-size="11"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-desc">',
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-desc">{escape(describe(chart))}</desc>',
        _grid(scale, top, bottom),
        "" if own is None else _person(chart, own, bridged, scale, top, bottom),
        *(_row(chart, place, scale, top + _ROW * place) for place in range(len(chart.rows))),
        "</svg>",
    ]
    return Markup("").join(Markup(part) for part in parts)


def describe(chart: Chart) -> str:
    """Return what the picture shows as sentences, row by row."""
    own, bridged, sem = _person_of(chart)
    said = []
    if own is not None:
        said.append(f"Your score {own.at:g}, with a band of ±{sem:g} points.")
    if bridged is not None:
        said.append(f"A dashed line, {bridged.meaning}.")
    unmatched, matched = chart.series
    for place, row in enumerate(chart.rows):
        yes, no, why = matched.cells[place], unmatched.cells[place], _why(chart, place)
        averages = [
            f"{word} average {why if mean is None else f'{mean:.0f}'}"
            for word, mean in (("matched", yes), ("unmatched", no))
        ]
        said.append(f"{row.label}: {why if yes is no is None else ', '.join(averages)}.")
    return " ".join(said)


def _why(chart: Chart, place: int) -> str:
    """Return why a row lacks an average."""
    return next((one.why for one in chart.remarks if one.row == place and one.why), "")


def score_is_drawn(chart: Chart) -> bool:
    """Whether the picture has the person's line and band; far from every average it has an arrow instead."""
    own, *_ = _person_of(chart)
    return own is not None and _scale(chart).holds(own.at)


def _scale(chart: Chart) -> _Scale:
    """Return the scale that holds every average, and the score with its band unless it is far from them."""
    own, bridged, sem = _person_of(chart)
    means = known(*(one.cells for one in chart.series))
    if not means:
        means = [*_EMPTY] if own is None else [own.at - sem, own.at + sem]
    low, high = min(means), max(means)
    for line, around in ((own, sem), (bridged, 0.0)):
        if line is not None:
            low = min(low, max(line.at - around, low - _FAR))
            high = max(high, min(line.at + around, high + _FAR))
    lacking = max(0.0, _NARROWEST - (high - low)) / 2
    return _Scale(low - lacking, high + lacking)


def _grid(scale: _Scale, top: int, bottom: int) -> str:
    """Return the lines and numbers of the axis, every 10 points or wider where that would crowd."""
    step = 10 if scale.high - scale.low <= 70 else 20
    ticks = range(ceil(scale.low / step) * step, floor(scale.high / step) * step + 1, step)
    lines = "".join(f"M{scale.x(tick):g} {top}V{bottom}" for tick in ticks)
    numbers = "".join(f'<text x="{scale.x(tick):g}" y="{bottom + 13}">{tick}</text>' for tick in ticks)
    return (
        f'<path class="grid" d="{lines}M0 {bottom}H{WIDTH}" stroke="{LIGHT.grid}" fill="none"/>'
        f'<g class="muted" fill="{LIGHT.muted}" font-size="10" text-anchor="middle">{numbers}</g>'
    )


def _label(line: Line, x: float, top: int, beyond: str = "") -> str:
    """Return the words above a line, so that two of them lead away from each other.

    Where it lies beyond the picture, `x` is the edge, and `beyond` is said there instead.
    """
    at, anchor = {"left": (x + 3, "end"), "right": (x - 3, "start")}.get(line.leans, (x, "middle"))
    if beyond:
        at, anchor = x, "end" if x else "start"
    style = STYLES[line.style]
    weight = "" if style.dash == "dash" else ' font-weight="700"'
    return (
        f'<text class="you" x="{at:g}" y="{top - 6}" fill="{style.text(LIGHT)}"{weight}'
        f' text-anchor="{anchor}">{escape(beyond or line.label)}</text>'
    )


def _person(chart: Chart, own: Line, bridged: Line | None, scale: _Scale, top: int, bottom: int) -> str:
    """Return the person's band, line and label; beyond the scale an arrow at the edge says where it lies."""
    parts = []
    if scale.holds(own.at):
        (band,) = chart.bands
        left, right, x = scale.x(band.low), scale.x(band.high), scale.x(own.at)
        parts = [
            f'<rect class="band" x="{left:g}" y="{top}" width="{right - left:g}" height="{bottom - top}"'
            f' fill="{LIGHT.band}"/>',
            _upright(STYLES[own.style], f"M{x:g} {top - 3}V{bottom}"),
        ]
        label = _label(own, x, top)
    elif own.at < scale.low:
        label = _label(own, 0, top, f"◂ {own.label}, left of this scale")
    else:
        label = _label(own, WIDTH, top, f"{own.label}, right of this scale ▸")
    # A dashed line beyond the scale has neither line nor label.
    if bridged is not None and scale.holds(bridged.at):
        x = scale.x(bridged.at)
        parts += [_upright(STYLES[bridged.style], f"M{x:g} {top - 3}V{bottom}"), _label(bridged, x, top)]
    return "".join((*parts, label))


def _row(chart: Chart, place: int, scale: _Scale, top: int) -> str:
    """Return the name and the marks of one specialty."""
    row, middle = chart.rows[place], top + _LINE
    few = f" {FEW_MARK}" if row.count is not None and row.count < FEW_MATCHED else ""
    name = _text(0, top + _NAME, f"{row.label}{few}", LIGHT.text, "name")
    unmatched, matched = chart.series
    no, yes = unmatched.cells[place], matched.cells[place]
    if no is None and yes is None:
        return name + _text(_SIDE - 16, middle + 4, _why(chart, place), LIGHT.muted, "muted")
    x_no, x_yes = (None if mean is None else scale.x(mean) for mean in (no, yes))
    # How far a value stands from the middle of its circle: past a dotted line that goes on.
    gap, parts = 8, [name]
    if x_no is not None and x_yes is not None and yes is not None and no is not None:
        low, high = sorted((x_no, x_yes))
        style = STYLES["joined" if yes > no else "not_separating"]
        # Close averages would hide their dots: the line then goes on a little past both.
        if yes <= no and high - low < 26:
            low, high, gap = low - 16, high + 16, 20
        parts.append(_path(style, "connector", f"M{low:g} {middle}H{high:g}", _CONNECTOR))
    if x_no is not None:
        parts.append(
            _unmatched(unmatched, place, x_no, middle, gap, is_equal=yes == no, is_alone=yes is None)
        )
    if x_yes is not None:
        said, outer = matched.texts[place], -1 if matched.sides[place] == "left" else 1
        if yes == no:
            # Where both are equal the value is said once, beside the filled circle.
            said, outer = f"{unmatched.texts[place]} {said}", 1 if x_yes < WIDTH / 2 else -1
        parts.append(_circle(STYLES["matched"], "matched", x_yes, middle, _RADIUS))
        parts.append(_value(x_yes + outer * gap, middle, said, outer, "matched"))
    return "".join(parts)


def _unmatched(
    one: Series, place: int, x: float, middle: int, gap: int, *, is_equal: bool, is_alone: bool
) -> str:
    """Return the hollow circle with its value on the outer side."""
    # Around the filled circle where both lie on one spot, so that both are seen.
    mark = _circle(STYLES["unmatched"], "unmatched", x, middle, _RADIUS + 2.6 if is_equal else _RADIUS)
    if is_equal:
        return mark
    outer = -1 if one.sides[place] == "left" else 1
    value = _value(x + outer * gap, middle, one.texts[place], outer, "unmatched")
    if not is_alone:
        return mark + value
    # The words stand where there is more room; on the left the value lies between.
    at, side = (x + 10, 1) if x < WIDTH / 2 else (x - 32, -1)
    return mark + value + _value(at, middle, "no matched average", side, "none")


def _value(x: float, middle: int, said: str, outer: int, kind: str) -> str:
    """Return a printed value that starts or ends at `x`."""
    ink = LIGHT.muted if kind == "none" else STYLES[kind].text(LIGHT)
    anchor = ' text-anchor="end"' if outer < 0 else ""
    return _text(x, middle + 4, said, ink, f"{kind}-value", anchor)


def _text(x: float, y: int, said: str, ink: str, kind: str, more: str = "") -> str:
    """Return words with a rim in the colour of the page, so that lines behind them do not cross them out."""
    return (
        f'<text class="rim {kind}" x="{x:g}" y="{y}" fill="{ink}" stroke="{LIGHT.page}" stroke-width="3"'
        f' paint-order="stroke"{more}>{escape(said)}</text>'
    )
