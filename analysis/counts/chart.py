"""NRMP's counts: shares of the positions as bars, year by year, beside the guide's, and over the years."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analysis.charts.description import (
    Axis,
    Chart,
    Remark,
    Row,
    Series,
    Side,
    Span,
    known,
    lacking,
    numbers,
    tick_range,
    written,
)
from analysis.counts.compute import FillTrend
from analysis.groups.chart import SHARE_LEAST, STACKED, share_bars
from analysis.standing.chart import specialty_rows
from analysis.wording import GROUP_PLURALS, NO_CONTINUATION, POOLED, SHORT_LABELS, why_no_count

# Room to the left of the lowest share and to the right of the highest for printed values.
BELOW_ZERO: Final = 0.16
ABOVE_ALL: Final = 1.18
# What the words at the end of a bar of one year take, as a multiple of the longest.
ROOM_FOR_WORDS: Final = 2.3


def _no_share(filled: float | None, *, is_pooled: bool = False) -> str:
    """Say why a row has no share of the filled positions: not listed that year, none filled, or not alone."""
    return POOLED if is_pooled else why_no_count(filled)


def year_shares(rows: pd.DataFrame) -> Chart:
    """Describe the IMG shares of filled positions as stacked bars from zero, with the counts printed.

    Args:
        rows: `analysis.counts.compute.of_year` or `analysis.counts.added_up.added_up`, in drawing order.
    """
    filled = numbers(rows["filled_count"])
    counts = zip(*(numbers(rows[f"{group}_count"]) for group in STACKED), filled, strict=True)
    texts = [
        "" if share is None else "{:,.0f} + {:,.0f} of {:,.0f}".format(*of_row)
        for share, of_row in zip(numbers(rows["img_pct"]), counts, strict=True)
    ]
    pooled = rows["pools_preliminary"] if "pools_preliminary" in rows else [False] * len(rows)
    why = [_no_share(count, is_pooled=bool(own)) for count, own in zip(filled, pooled, strict=True)]
    return share_bars(rows, texts, why)


def year_bars(rows: pd.DataFrame, group: str) -> Chart:
    """Describe how many of one group matched in one specialty, year by year, newest on top.

    Args:
        rows: `match_year`, `{group}_count`, `{group}_pct`, `filled_count` and `break_note`, newest first;
            counts NaN where NRMP lists no such specialty.
        group: slug of the group.
    """
    counts, shares = numbers(rows[f"{group}_count"]), numbers(rows[f"{group}_pct"])
    filled = numbers(rows["filled_count"])
    new = [bool(note) and isinstance(note, str) for note in rows["break_note"]]
    cells = list(enumerate(zip(counts, shares, filled, strict=True)))
    return Chart(
        "years",
        tuple(Row(str(year), is_new=is_new) for year, is_new in zip(rows["match_year"], new, strict=True)),
        (
            Series(
                f"matches of {GROUP_PLURALS[group]}",
                f"{group}_bar",
                counts,
                tuple("" if share is None else f"of {of:,.0f}" for _, (_, share, of) in cells),
                tuple("" if share is None else f"{count:,.0f}" for _, (count, share, _) in cells),
                written(shares, "{:.1f}%"),
                hover="matches",
            ),
        ),
        Axis(0, ROOM_FOR_WORDS * (max(known(counts), default=0) or 1), kind="counts"),
        remarks=(
            *(
                Remark(at, _no_share(of), _no_share(of) if count in (None, 0) else "")
                for at, (count, share, of) in cells
                if share is None
            ),
            *(Remark(at, NO_CONTINUATION) for at, is_new in enumerate(new) if is_new),
        ),
    )


def guide_and_counts(rows: pd.DataFrame) -> Chart:
    """Describe the guide's share and NRMP's side by side, joined by a line, one row per specialty.

    Args:
        rows: `analysis.counts.reconcile.reconcile_fill` of one group, in drawing order.
    """
    guide, nrmp = numbers(rows["guide_pct"]), numbers(rows["nrmp_pct"])
    pairs = list(zip(guide, nrmp, strict=True))
    # The outer side of each mark is free; where the two are equal, the guide's is on the right.
    ahead = [one is None or other is None or one >= other for one, other in pairs]
    sides: tuple[tuple[Side, ...], tuple[Side, ...]] = (
        tuple("right" if is_ahead else "left" for is_ahead in ahead),
        tuple("left" if is_ahead else "right" for is_ahead in ahead),
    )
    highest = max(known(guide, nrmp), default=10.0)
    return Chart(
        "rows",
        specialty_rows(rows),
        (
            Series("guide’s column", "guide", guide, written(guide, "{:.1f}"), sides=sides[0]),
            Series("NRMP’s counts", "matched", nrmp, written(nrmp, "{:.1f}"), sides=sides[1]),
        ),
        Axis(-BELOW_ZERO * highest, ABOVE_ALL * highest, tick_range(0, highest, 10), "%", kind="shares"),
        spans=(
            Span(
                "joined",
                tuple(None if None in pair else min(known(pair)) for pair in pairs),
                tuple(None if None in pair else max(known(pair)) for pair in pairs),
            ),
        ),
        remarks=(
            *lacking(guide, "no share in the guide", nrmp),
            *lacking(nrmp, "no share by NRMP’s counts", guide),
        ),
        decimals=1,
    )


def trend_panels(trends: Sequence[FillTrend]) -> Chart:
    """Describe the shares of US and non-US IMGs over the years, a small chart per specialty, on one scale.

    The trends are those of `analysis.counts.compute.fill_trends`, in drawing order, one at least.
    """
    first, last = min(one.years[0] for one in trends), max(one.years[-1] for one in trends)
    years = tuple(range(first, last + 1))
    highest = max(SHARE_LEAST, *(max(one.shares[group].values()) for one in trends for group in STACKED))
    axis = Axis(0, 1.1 * highest, suffix="%", kind="shares")
    x_axis = Axis(first, last, (first, last))
    return Chart("lines", panels=tuple(_trend_panel(one, years, axis, x_axis) for one in trends), axis=axis)


def _trend_panel(trend: FillTrend, years: tuple[int, ...], axis: Axis, x_axis: Axis) -> Chart:
    label, span = trend.label, trend.span
    since = f"{span['first_year']}: " if span["first_year"] > years[0] else ""
    cells_of = {group: tuple(map(trend.shares[group].get, years)) for group in STACKED}
    return Chart(
        "lines",
        (Row(label, SHORT_LABELS.get(trend.specialty, label)),),
        tuple(
            Series(GROUP_PLURALS[group], f"{group}_panel", cells, end=f"{known(cells)[-1]:.0f}%")
            for group, cells in cells_of.items()
        ),
        axis,
        xs=years,
        x_axis=x_axis,
        breaks=tuple(year - 0.5 for year, _ in trend.breaks),
        asides=tuple(f"{label}: {year} {NO_CONTINUATION}." for year, _ in trend.breaks),
        title=label,
        finding=f"{since}{span['first_pct']:.0f}% → {span['last_pct']:.0f}%",
    )
