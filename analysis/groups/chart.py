"""Applicant groups side by side: a mark per group in a row, a panel per group, stacked shares."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analysis.charts.description import (
    Axis,
    Cells,
    Chart,
    Remark,
    Series,
    Side,
    Span,
    known,
    numbers,
    tick_range,
    written,
)
from analysis.groups.words import groups_of
from analysis.standing.chart import NOT_IN_SOURCE, bounds, person_lines, specialty_rows
from analysis.wording import FEW_MATCHED, FLAG_BY_SLUG, GROUP_PLURALS

# The two kinds of IMG in the order they are stacked.
STACKED: Final = ("non_us_img", "us_img")
# Room on a log scale for the printed value of the largest average, on a phone too.
ROOM_FOR_ITEMS: Final = 13.5
ITEM_TICKS: Final = (2, 10, 50, 250)
# A tick may lie this much beyond the largest number.
ROOM_FOR_TICK: Final = 1.1
# The axis of bars reaches at least this far, percent.
SHARE_LEAST: Final = 5.0
# What the words at the end of bars take, as a multiple of the longest bar: more than half of a phone's width.
ROOM_FOR_WORDS: Final = 2.35


def _hollow(rows: pd.DataFrame, group: str) -> tuple[bool, ...]:
    """Return which averages are over few people."""
    return tuple(count is not None and count < FEW_MATCHED for count in numbers(rows[f"{group}_count"]))


def _outermost(row: Cells) -> list[tuple[str, Side]]:
    """Return what is printed beside the marks of a row: only the outermost have room, each value once."""
    there = known(row)
    ends = {min(there), max(there)} if there else set()
    return [
        (f"{value:.0f}", "right" if value == max(there) else "left")
        if value in ends and value is not None and value not in row[:at]
        else ("", "left")
        for at, value in enumerate(row)
    ]


def _of_groups(rows: pd.DataFrame, *, shown: str = "") -> tuple[list[Cells], tuple[Remark, ...]]:
    """Return the averages of each group, and what is missing or over few people.

    Args:
        rows: `{group}_mean` and `{group}_count`.
        shown: what a row says where a group has no average; empty for nothing.
    """
    groups = groups_of(rows)
    columns = [numbers(rows[f"{group}_mean"]) for group in groups]
    missing, few = [], []
    for number, (group, column) in enumerate(zip(groups, columns, strict=True)):
        hollow, name = _hollow(rows, group), GROUP_PLURALS[group]
        for at, value in enumerate(column):
            if value is None:
                missing.append(Remark(at, f"{NOT_IN_SOURCE}, {name}", shown, series=number))
            elif hollow[at]:
                few.append(Remark(at, f"hollow, {FLAG_BY_SLUG['few_matched'].label}, {name}"))
    return columns, (*missing, *few)


def _marks(
    rows: pd.DataFrame,
    columns: list[Cells],
    texts: Sequence[tuple[str, ...]],
    sides: Sequence[tuple[Side, ...]] = (),
) -> tuple[Series, ...]:
    """Return a series of marks for each group, with what is printed beside them."""
    return tuple(
        Series(
            GROUP_PLURALS[group],
            f"{group}_mark",
            columns[at],
            texts[at],
            sides=sides[at] if sides else (),
            hollow=_hollow(rows, group),
        )
        for at, group in enumerate(groups_of(rows))
    )


def matched_groups(rows: pd.DataFrame, score: int | None) -> Chart:
    """Describe the matched averages of every group on one exam, one row per specialty.

    Args:
        rows: `analysis.groups.compute.matched_by_group`, in drawing order.
        score: the person's score on that exam, or None.
    """
    columns, remarks = _of_groups(rows)
    by_row = list(zip(*columns, strict=True))
    labels = [_outermost(row) for row in by_row]
    groups = range(len(columns))
    low, high = bounds(columns, [] if score is None else [score])
    return Chart(
        "rows",
        specialty_rows(rows),
        _marks(
            rows,
            columns,
            [tuple(of_row[at][0] for of_row in labels) for at in groups],
            [tuple(of_row[at][1] for of_row in labels) for at in groups],
        ),
        Axis(low - 5, high + 5, tick_range(low - 5, high + 5, 10 if high - low < 100 else 20)),
        spans=(
            Span(
                "reach",
                tuple(min(known(row), default=None) for row in by_row),
                tuple(max(known(row), default=None) for row in by_row),
            ),
        ),
        lines=() if score is None else person_lines(score, None),
        remarks=remarks,
    )


def research_panels(rows: pd.DataFrame, items: int | None) -> Chart:
    """Describe the research averages of every group on one log scale, values printed.

    Args:
        rows: `analysis.groups.compute.research_by_group`, in drawing order.
        items: the person's research items, or None; 0 has no place on a log scale and gets no line.
    """
    columns, remarks = _of_groups(rows, shown="not in\nsource")
    top = max(known(*columns, (items,)), default=1.0)
    ticks = tuple(tick for tick in ITEM_TICKS if tick <= ROOM_FOR_TICK * top)
    return Chart(
        "rows",
        specialty_rows(rows),
        _marks(rows, columns, [written(column, "{:.1f}") for column in columns]),
        Axis(10**0.1, ROOM_FOR_ITEMS * top, ticks, kind="items", words=1.3),
        lines=person_lines(items, None) if items else (),
        remarks=remarks,
        decimals=1,
        apart=True,
    )


def share_bars(rows: pd.DataFrame, texts: Sequence[str], why: Sequence[str]) -> Chart:
    """Describe shares of both kinds of IMG as bars from zero, one after the other, with words at their end.

    Args:
        rows: `{group}_pct` of each kind and of both together (`img`), percent, in drawing order.
        texts: what stands at the end of each bar after the share of both together.
        why: why a row has no bar.
    """
    together = numbers(rows["img_pct"])
    reach = max([SHARE_LEAST, *known(together)])
    step = 20 if reach > 15 else 5
    return Chart(
        "bars",
        specialty_rows(rows),
        (
            *(Series(GROUP_PLURALS[kind], f"{kind}_bar", numbers(rows[f"{kind}_pct"])) for kind in STACKED),
            Series(
                "at the end of each bar: all IMGs",
                "total",
                together,
                tuple(texts),
                written(together, "{:.1f}%"),
            ),
        ),
        Axis(0, ROOM_FOR_WORDS * reach, tick_range(0, min(reach, 100), step), "%", kind="shares"),
        remarks=tuple(Remark(at, why[at], why[at]) for at, share in enumerate(together) if share is None),
        decimals=1,
    )


def fill_bars(rows: pd.DataFrame) -> Chart:
    """Describe the guide's fill shares as stacked bars from zero, values printed at their end.

    Args:
        rows: `analysis.groups.compute.fill_by_group`, in drawing order.
    """
    both = zip(*(numbers(rows[f"{kind}_pct"]) for kind in STACKED), strict=True)
    texts = ["" if None in pair else "= {:.1f} + {:.1f}".format(*pair) for pair in both]
    return share_bars(rows, texts, [NOT_IN_SOURCE] * len(rows))
