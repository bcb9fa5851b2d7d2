"""A scatter with direct labels: the gap to the matched average against the group's share of the places."""

from collections.abc import Sequence

from analysis.charts.description import Cells, Chart, Remark, Row, Series, known, numbers
from analysis.charts.scatter import around_zero, points_axis, share_axis
from analysis.era.compute import Bridge
from analysis.gap_and_share.compute import GapAndShare
from analysis.standing.chart import SHOWN
from analysis.wording import FLAG_BY_SLUG, NO_VERDICT, NONE_FILLED, NOT_LISTED, SHORT_LABELS


def share_remarks(shares: Cells, heights: Cells, filled: Cells, hollow: Sequence[bool]) -> tuple[Remark, ...]:
    """Return which marks are hollow, and which rows lack only a share; the story names those without both.

    Args:
        shares: the group's share of the positions filled, percent.
        heights: the measure drawn upwards.
        filled: the positions filled.
        hollow: which marks are over few people.
    """
    few = f"hollow, {FLAG_BY_SLUG['few_matched'].label}"
    cells = list(enumerate(zip(shares, heights, filled, hollow, strict=True)))
    return (
        *(Remark(at, few) for at, (share, y, _, is_few) in cells if is_few and None not in (share, y)),
        *(
            Remark(at, NONE_FILLED if count == 0 else NOT_LISTED)
            for at, (share, y, count, _) in cells
            if share is None and y is not None
        ),
    )


def gap_scatter(rows: Sequence[GapAndShare], sem: float, bridge: Bridge | None = None) -> Chart:
    """Describe the gap to the matched average against the group's share of the filled positions.

    Args:
        rows: `analysis.gap_and_share.compute.gap_and_share`.
        sem: half width of the band around zero, points.
        bridge: the era bridge, a dashed line that the gaps of the bridged score start from; none where None.
    """
    shares, gaps = (
        numbers(row.share_pct for row in rows),
        numbers(row.compared.gap_to_matched for row in rows),
    )
    heights: Cells = tuple(None if x is None else y for x, y in zip(shares, gaps, strict=True))
    shown = [row.compared.shown for row in rows]
    hollow = tuple("few_matched" in row.compared.flags for row in rows)
    bands, lines = around_zero(sem, bridge)
    across = [-sem, sem, *(line.at for line in lines)]
    ends = min([*across, *known(heights)]) - 2, max([*across, *known(heights)]) + 2
    drawn = [x for x, y in zip(shares, heights, strict=True) if x is not None and y is not None]
    return Chart(
        "scatter",
        tuple(
            Row(
                row.compared.label,
                SHORT_LABELS[row.compared.specialty],
                is_doubtful=row.compared.shown == NO_VERDICT.slug,
            )
            for row in rows
        ),
        tuple(
            Series(
                name,
                slug,
                tuple(y if one == slug else None for y, one in zip(heights, shown, strict=True)),
                hollow=hollow,
                hover="gap ",
            )
            for slug, name in SHOWN.items()
        ),
        points_axis(*ends, "points from the matched average", is_gap=True),
        xs=shares,
        x_axis=share_axis(drawn),
        lines=lines,
        bands=bands,
        remarks=(
            *(
                Remark(at, NO_VERDICT.short)
                for at, (y, one) in enumerate(zip(heights, shown, strict=True))
                if y is not None and one == NO_VERDICT.slug
            ),
            *share_remarks(shares, gaps, numbers(row.filled_count for row in rows), hollow),
        ),
    )
