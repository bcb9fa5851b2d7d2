"""The picture of the handout: two averages per specialty as a dumbbell, and the person's line across them.

Drawn here and not with Plotly, because a handout is made thousands of times in a row, holds no script, and
must read the same on a phone and on paper. It is as wide as half a printed page, which is also as wide as a
phone, so that its letters keep their size in both places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isnan
from typing import Final

from markupsafe import Markup, escape

from analysis.era.compute import Bridge
from analysis.palette import LIGHT
from analysis.wording import FEW_MARK

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


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """One specialty of the picture.

    Attributes:
        label: its name.
        matched_mean: points, NaN where the source has none.
        unmatched_mean: points, NaN where the source has none.
        missing: in words, why an average is missing.
        few: whether the name carries the mark of few matches.
    """

    label: str
    matched_mean: float
    unmatched_mean: float
    missing: str
    few: bool = False

    @property
    def means(self) -> tuple[float, ...]:
        """The averages the source has."""
        return tuple(mean for mean in (self.unmatched_mean, self.matched_mean) if not isnan(mean))


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


def dumbbell_svg(
    name: str,
    title: str,
    rows: Sequence[DumbbellRow],
    score: int | None = None,
    sem: float = 0.0,
    bridge: Bridge | None = None,
) -> Markup:
    """Draw one exam: a row per specialty, the unmatched average hollow, the matched one filled.

    Where the averages do not separate, the line between them is dotted; where one is missing, words say so.

    Args:
        name: a slug that no other picture of the page has; its parts are named after it.
        title: what is drawn, for whoever does not see it.
        rows: at least one, top to bottom.
        score: the person's score, drawn as a dark line with its band; None leaves both out.
        sem: half width of the band, points.
        bridge: the era bridge of the score, drawn as a dashed line; None leaves it out.
    """
    scale = _scale(rows, score, sem, bridge)
    top = 2 if score is None else _ABOVE
    bottom = top + _ROW * len(rows)
    parts = [
        f'<svg class="picture drawn" viewBox="0 0 {WIDTH} {bottom + _AXIS}" role="img" font-size="11"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-desc">',
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-desc">{escape(describe(rows, score, sem, bridge))}</desc>',
        _grid(scale, top, bottom),
        "" if score is None else _person(scale, score, sem, top, bottom, bridge),
        *(_row(row, scale, top + _ROW * place) for place, row in enumerate(rows)),
        "</svg>",
    ]
    return Markup("").join(Markup(part) for part in parts)


def describe(rows: Sequence[DumbbellRow], score: int | None, sem: float, bridge: Bridge | None = None) -> str:
    """Return what the picture shows as sentences, row by row.

    Args:
        rows: as drawn.
        score: the person's score, if one is drawn.
        sem: half width of its band, points.
        bridge: its era bridge, if one is drawn.
    """
    said = [_said(row) for row in rows]
    if score is not None:
        said.insert(0, f"Your score {score}, with a band of ±{sem:g} points.")
    if bridge is not None:
        said.insert(1, f"A dashed line, {bridge.meaning}.")
    return " ".join(said)


def _said(row: DumbbellRow) -> str:
    """Return one row as a sentence."""
    if not row.means:
        return f"{row.label}: {row.missing}."
    matched, unmatched = (
        f"{word} average {f'{mean:.0f}' if not isnan(mean) else row.missing}"
        for word, mean in (("matched", row.matched_mean), ("unmatched", row.unmatched_mean))
    )
    return f"{row.label}: {matched}, {unmatched}."


def score_is_drawn(rows: Sequence[DumbbellRow], score: int | None, sem: float) -> bool:
    """Whether the picture has the person's line and band; far from every average it has an arrow instead."""
    return score is not None and _scale(rows, score, sem).holds(score)


def _scale(
    rows: Sequence[DumbbellRow], score: int | None, sem: float, bridge: Bridge | None = None
) -> _Scale:
    """Return the scale that holds every average, and the score with its band unless it is far from them."""
    means = [mean for row in rows for mean in row.means]
    if not means:
        means = list(_EMPTY) if score is None else [score - sem, score + sem]
    low, high = min(means), max(means)
    if score is not None:
        low, high = min(low, max(score - sem, low - _FAR)), max(high, min(score + sem, high + _FAR))
    if bridge is not None:
        low, high = min(low, max(bridge.bridged, low - _FAR)), max(high, min(bridge.bridged, high + _FAR))
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


def _bridged(scale: _Scale, bridge: Bridge, top: int, bottom: int) -> str:
    """Return the dashed line of an era bridge with its label; beyond the scale there is neither."""
    if not scale.holds(bridge.bridged):
        return ""
    x, anchor = scale.x(bridge.bridged), "end" if bridge.shift < 0 else "start"
    return (
        f'<path class="person" d="M{x:g} {top - 3}V{bottom}" stroke="{LIGHT.user}" stroke-width="1.6"'
        f' stroke-dasharray="4 3"/><text class="you" x="{x + (3 if bridge.shift < 0 else -3):g}"'
        f' y="{top - 6}" fill="{LIGHT.user}" text-anchor="{anchor}">{escape(bridge.label)}</text>'
    )


def _person(
    scale: _Scale, score: int, sem: float, top: int, bottom: int, bridge: Bridge | None = None
) -> str:
    """Return the person's band, line and label; beyond the scale an arrow at the edge says where it lies."""
    x, label, anchor, line = scale.x(score), f"You {score}", "middle", ""
    if bridge is not None and scale.holds(score):
        # The two labels lead away from each other.
        anchor = "start" if bridge.shift < 0 else "end"
        x_label = x - 3 if bridge.shift < 0 else x + 3
    else:
        x_label = x
    if scale.holds(score):
        left, right = scale.x(score - sem), scale.x(score + sem)
        line = (
            f'<rect class="band" x="{left:g}" y="{top}" width="{right - left:g}" height="{bottom - top}"'
            f' fill="{LIGHT.band}"/>'
            f'<path class="person" d="M{x:g} {top - 3}V{bottom}" stroke="{LIGHT.user}" stroke-width="1.6"/>'
        )
    elif score < scale.low:
        x_label, label, anchor = 0, f"◂ You {score}, left of this scale", "start"
    else:
        x_label, label, anchor = WIDTH, f"You {score}, right of this scale ▸", "end"
    return (
        f"{line}{'' if bridge is None else _bridged(scale, bridge, top, bottom)}"
        f'<text class="you" x="{x_label:g}" y="{top - 6}" fill="{LIGHT.user}" font-weight="700"'
        f' text-anchor="{anchor}">{label}</text>'
    )


def _row(row: DumbbellRow, scale: _Scale, top: int) -> str:
    """Return the name and the marks of one specialty."""
    middle = top + _LINE
    few = f" {FEW_MARK}" if row.few else ""
    name = _text(0, top + _NAME, f"{row.label}{few}", LIGHT.text, "name")
    if not row.means:
        return name + _text(_SIDE - 16, middle + 4, row.missing, LIGHT.muted, "muted")
    return (
        name + _connector(row, scale, middle) + _unmatched(row, scale, middle) + _matched(row, scale, middle)
    )


def _separation(row: DumbbellRow) -> float:
    return row.matched_mean - row.unmatched_mean


def _connector(row: DumbbellRow, scale: _Scale, middle: int) -> str:
    """Return the line between the two averages: dotted where they do not separate."""
    if len(row.means) < 2:
        return ""
    dotted = ' stroke-dasharray="0 5" stroke-linecap="round"' if _separation(row) <= 0 else ""
    low, high = sorted(scale.x(mean) for mean in row.means)
    # Close averages would hide their dots: the line then goes on a little past both.
    low, high = (low - 16, high + 16) if dotted and high - low < 26 else (low, high)
    return (
        f'<path class="connector" d="M{low:g} {middle}H{high:g}" stroke="{LIGHT.connector}"'
        f' stroke-width="2.6"{dotted}/>'
    )


def _unmatched(row: DumbbellRow, scale: _Scale, middle: int) -> str:
    """Return the hollow circle with its value on the outer side."""
    if isnan(row.unmatched_mean):
        return ""
    x, equal = scale.x(row.unmatched_mean), _separation(row) == 0
    # Around the filled circle where both lie on one spot, so that both are seen.
    radius = _RADIUS + 2.6 if equal else _RADIUS
    mark = (
        f'<circle class="unmatched" cx="{x:g}" cy="{middle}" r="{radius}" fill="{LIGHT.page}"'
        f' stroke="{LIGHT.unmatched}" stroke-width="2"/>'
    )
    # Where both are equal the value is said once, beside the filled circle.
    if equal:
        return mark
    outer = 1 if _separation(row) < 0 else -1
    value = _value(x + outer * _gap(row, scale), middle, f"{row.unmatched_mean:.0f}", outer, "unmatched")
    if not isnan(row.matched_mean):
        return mark + value
    # The words stand where there is more room; on the left the value lies between.
    place, side = (x + 10, 1) if x < WIDTH / 2 else (x - 32, -1)
    return mark + value + _value(place, middle, "no matched average", side, "none")


def _matched(row: DumbbellRow, scale: _Scale, middle: int) -> str:
    """Return the filled circle with its value on the outer side."""
    if isnan(row.matched_mean):
        return ""
    x, separation = scale.x(row.matched_mean), _separation(row)
    said, outer = f"{row.matched_mean:.0f}", -1 if separation < 0 else 1
    if separation == 0:
        said, outer = f"{said} both", 1 if x < WIDTH / 2 else -1
    mark = f'<circle class="matched" cx="{x:g}" cy="{middle}" r="{_RADIUS}" fill="{LIGHT.matched}"/>'
    return mark + _value(x + outer * _gap(row, scale), middle, said, outer, "matched")


def _gap(row: DumbbellRow, scale: _Scale) -> float:
    """Return how far a value stands from the middle of its circle: past a dotted line that goes on."""
    if len(row.means) == 2 and _separation(row) <= 0:
        apart = abs(scale.x(row.matched_mean) - scale.x(row.unmatched_mean))
        return 20 if apart < 26 else 8
    return 8


def _value(x: float, middle: int, said: str, outer: int, kind: str) -> str:
    """Return a printed value that starts or ends at `x`."""
    ink = {"matched": LIGHT.matched, "unmatched": LIGHT.unmatched_text, "none": LIGHT.muted}[kind]
    anchor = ' text-anchor="end"' if outer < 0 else ""
    return _text(x, middle + 4, said, ink, f"{kind}-value", anchor)


def _text(x: float, y: int, said: str, ink: str, kind: str, more: str = "") -> str:
    """Return words with a rim in the colour of the page, so that lines behind them do not cross them out."""
    return (
        f'<text class="rim {kind}" x="{x:g}" y="{y}" fill="{ink}" stroke="{LIGHT.page}" stroke-width="3"'
        f' paint-order="stroke"{more}>{escape(said)}</text>'
    )
