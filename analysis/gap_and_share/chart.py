"""A scatter with direct labels: the gap to the matched average against the group's share of the places."""

import pandas as pd

from analysis.charts.description import Chart, Remark, Row, Series, known, numbers
from analysis.charts.scatter import around_zero, points_axis, share_axis
from analysis.era.compute import Bridge
from analysis.standing.chart import SHOWN, shown_of
from analysis.wording import FLAG_BY_SLUG, NO_VERDICT, NONE_FILLED, NOT_LISTED, SHORT_LABELS


def share_remarks(rows: pd.DataFrame, height: str, hollow: tuple[bool, ...]) -> tuple[Remark, ...]:
    """Return which marks are hollow, and which rows lack only a share; the story names those without both.

    Args:
        rows: `share_pct`, `filled_count` and the measure drawn upwards.
        height: the name of that measure.
        hollow: which marks are over few people.
    """
    few = f"hollow, {FLAG_BY_SLUG['few_matched'].label}"
    shares, heights, filled = (numbers(rows[name]) for name in ("share_pct", height, "filled_count"))
    cells = list(enumerate(zip(shares, heights, filled, hollow, strict=True)))
    return (
        *(Remark(at, few) for at, (share, y, _, is_few) in cells if is_few and None not in (share, y)),
        *(
            Remark(at, NONE_FILLED if count == 0 else NOT_LISTED)
            for at, (share, y, count, _) in cells
            if share is None and y is not None
        ),
    )


def gap_scatter(rows: pd.DataFrame, sem: float, bridge: Bridge | None = None) -> Chart:
    """Describe the gap to the matched average against the group's share of the filled positions.

    Args:
        rows: `analysis.gap_and_share.compute.gap_and_share`.
        sem: half width of the band around zero, points.
        bridge: the era bridge, a dashed line that the gaps of the bridged score start from; none where None.
    """
    shares, gaps = numbers(rows["share_pct"]), numbers(rows["gap_to_matched"])
    heights = tuple(None if x is None else y for x, y in zip(shares, gaps, strict=True))
    shown, hollow = shown_of(rows), tuple("few_matched" in flags for flags in rows["flags"])
    bands, lines = around_zero(sem, bridge)
    across = [-sem, sem, *(line.at for line in lines)]
    ends = min([*across, *known(heights)]) - 2, max([*across, *known(heights)]) + 2
    drawn = [x for x, y in zip(shares, heights, strict=True) if x is not None and y is not None]
    return Chart(
        "scatter",
        tuple(
            Row(label, SHORT_LABELS[slug], is_doubtful=one == NO_VERDICT.slug)
            for slug, label, one in zip(rows["specialty"], rows["label"], shown, strict=True)
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
            *share_remarks(rows, "gap_to_matched", hollow),
        ),
    )
