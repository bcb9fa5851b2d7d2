"""What every scatter of points against shares of the positions has: its axes and what lies across it."""

from collections.abc import Sequence

from analysis.charts.description import Axis, Band, Line, tick_range
from analysis.era.compute import Bridge

# Steps between ticks; a score of 1 or 300 stretches an axis to several times its usual length.
STEPS = (5, 10, 20, 50, 100)
TICKS_UP = 14


def share_axis(shares: Sequence[float]) -> Axis:
    """Return the axis of shares, from just left of zero to a little more than the largest, percent."""
    widest = 1.06 * max([5.0, *shares])
    return Axis(-0.03 * widest, widest, suffix="%", title="share of the positions filled", kind="shares")


def points_axis(low: float, high: float, title: str, *, is_gap: bool) -> Axis:
    """Return the axis of gaps, or of averages, of which lower ones lie higher up."""
    step = next(step for step in STEPS if high - low <= TICKS_UP * step)
    ticks = tick_range(low, high, step)
    return Axis(low, high, ticks, title=title, kind="gaps" if is_gap else "points", is_reversed=not is_gap)


def around_zero(sem: float, bridge: Bridge | None) -> tuple[tuple[Band, ...], tuple[Line, ...]]:
    """Return the band of the measurement error around zero, and the line of the matched average.

    With an era bridge a dashed line lies where the gaps of the bridged score start from.
    """
    lines = [Line(0, "", "zero")]
    if bridge:
        name = "matched average seen from the bridged score"
        lines.append(Line(-bridge.shift, f"seen from {bridge.label}", "seen_from", meaning=name))
    return (Band(-sem, sem),), tuple(lines)
