"""Scatters with direct labels: a measure, such as the gap, against the group's share of the places."""

from collections.abc import Mapping, Sequence

from analysis.charts.description import (
    Axis,
    Band,
    Cells,
    Chart,
    Line,
    Remark,
    Row,
    Series,
    numbers,
    tick_range,
)
from analysis.era.compute import Bridge
from analysis.gap_and_share.compute import GapAndShare
from analysis.shortlist.compute import MapRow
from analysis.standing.chart import SHOWN
from analysis.wording import FLAG_BY_SLUG, NO_VERDICT, SHORT_LABELS, why_no_count

# What lies around the matched average: the band of the measurement error, and lines.
Around = tuple[tuple[Band, ...], tuple[Line, ...]]
# Steps between ticks; a score of 1 or 300 stretches an axis to several times its usual length.
STEPS = (5, 10, 20, 50, 100)
TICKS_UP = 14


def around_zero(sem: float, bridge: Bridge | None) -> Around:
    """Return the band of the measurement error around zero, and the line of the matched average.

    With an era bridge a dashed line lies where the gaps of the bridged score start from.
    """
    lines = [Line(0, "", "zero")]
    if bridge:
        name = "matched average seen from the bridged score"
        lines.append(Line(-bridge.shift, f"seen from {bridge.label}", "seen_from", meaning=name))
    return (Band(-sem, sem),), tuple(lines)


def against_shares(
    rows: Sequence[GapAndShare | MapRow],
    marks: tuple[Row, ...],
    heights: Cells,
    looks: tuple[Sequence[str], Mapping[str, str]],
    around: Around,
    room: tuple[float, float],
    *,
    is_gap: bool = True,
    hover: str = "",
    remarks: tuple[Remark, ...] = (),
) -> Chart:
    """Describe a scatter against the group's share of the positions filled, percent.

    The remarks tell which marks are hollow, and which rows lack only a share; the story names the others.

    Args:
        rows: the specialties.
        marks: their names.
        heights: the measure drawn upwards, points; without a share it is not drawn.
        looks: the name of each mark's look, and the name of the series of each look.
        around: the result of `around_zero`; nothing where that is far away.
        room: below and above what is drawn, points.
        is_gap: whether gaps are drawn; lower averages lie higher up.
        hover: what a value is called.
        remarks: what else is to be said.
    """
    shares, filled = numbers(row.share_pct for row in rows), numbers(row.filled_count for row in rows)
    few, hollow = FLAG_BY_SLUG["few_matched"], tuple("few_matched" in row.compared.flags for row in rows)
    cells = list(enumerate(zip(shares, heights, strict=True)))
    drawn = {at: (x, y) for at, (x, y) in cells if x is not None and y is not None}
    bands, lines = around
    across = [*(edge for band in bands for edge in (band.low, band.high)), *(line.at for line in lines)]
    ups = [*across, *(y for _, y in drawn.values())]
    low, high = min(ups) - room[0], max(ups) + room[1]
    step = next(step for step in STEPS if high - low <= TICKS_UP * step)
    # From just left of zero to a little more than the largest.
    widest = 1.06 * max([5.0, *(x for x, _ in drawn.values())])
    return Chart(
        "scatter",
        marks,
        tuple(
            Series(
                name,
                look,
                tuple(y if at in drawn and looks[0][at] == look else None for at, (_, y) in cells),
                hollow=hollow,
                hover=hover,
            )
            for look, name in looks[1].items()
        ),
        Axis(
            low,
            high,
            tick_range(low, high, step),
            title="points from the matched average"
            if is_gap
            else "matched average, points: lower is higher up",
            kind="gaps" if is_gap else "points",
            is_reversed=not is_gap,
        ),
        xs=shares,
        x_axis=Axis(-0.03 * widest, widest, suffix="%", title="share of the positions filled", kind="shares"),
        lines=lines,
        bands=bands,
        remarks=(
            *remarks,
            *(Remark(at, f"hollow, {few.label}") for at in drawn if hollow[at]),
            *(
                Remark(at, why_no_count(filled[at]))
                for at, (share, y) in cells
                if share is None and y is not None
            ),
        ),
    )


def gap_scatter(rows: Sequence[GapAndShare], sem: float, bridge: Bridge | None = None) -> Chart:
    """Describe the gap to the matched average against the group's share of the filled positions.

    Args:
        rows: `analysis.gap_and_share.compute.gap_and_share`.
        sem: half width of the band around zero, points.
        bridge: the era bridge, a dashed line that the gaps of the bridged score start from; none where None.
    """
    shown = [row.compared.shown for row in rows]
    doubtful = [slug == NO_VERDICT.slug for slug in shown]
    return against_shares(
        rows,
        tuple(
            Row(row.compared.label, SHORT_LABELS[row.compared.specialty], is_doubtful=is_doubtful)
            for row, is_doubtful in zip(rows, doubtful, strict=True)
        ),
        numbers(row.compared.gap_to_matched for row in rows),
        (shown, SHOWN),
        around_zero(sem, bridge),
        (2, 2),
        hover="gap ",
        remarks=tuple(
            Remark(at, NO_VERDICT.short) for at, row in enumerate(rows) if doubtful[at] and row.is_drawn
        ),
    )
