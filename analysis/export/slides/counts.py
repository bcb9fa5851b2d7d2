"""Charts of slides about counts: shares and matches as bars from zero, and two shares side by side."""

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from analysis.counts.words import broken_years
from analysis.export.slides.marks import labels_in_columns, long_names_of, names_of, upward
from analysis.export.slides.specs import BARS_MOST, DOTS_MOST, Axis, ChartSpec, Label, Series, numbers
from analysis.story import Story
from analysis.wording import GROUP_PLURALS, NO_CONTINUATION, NONE_FILLED, NOT_LISTED, STATUS_LABELS

Specs = Iterator[ChartSpec]
PERCENT: Final = '0"%"'
PERCENT_1: Final = '0.0"%"'
STACKED: Final = ("non_us_img", "us_img")
# What the words at the end of bars take, as a multiple of the longest bar.
ROOM_FOR_COUNTS: Final = 1.7
# Room for labels under a mark at zero and over the highest, as shares of the largest value.
BELOW_ZERO: Final = 0.14
ABOVE_ALL: Final = 1.2


def _share_bars(rows: pd.DataFrame, ends: Sequence[str | None], absent: Sequence[tuple[str, str]]) -> Specs:
    """Yield the shares of both kinds of IMG stacked, with words at the end of each bar.

    Args:
        rows: `label`, `img_pct` and the shares of both kinds.
        ends: what stands at the end of each bar.
        absent: (row, words) where there is no bar.
    """
    largest = max((share for share in numbers(rows["img_pct"]) if share is not None), default=0)
    yield ChartSpec(
        "stacked_bars",
        long_names_of(rows),
        (
            *(
                Series(GROUP_PLURALS[group], numbers(rows[f"{group}_pct"]), f"{group}_bar")
                for group in STACKED
            ),
            # Starts where the stack ends and is not filled: it only carries the words there.
            Series(
                "at the end of each bar: all IMGs",
                numbers(rows["img_pct"]),
                "invisible",
                labels=tuple(None if text is None else Label("inBase", text) for text in ends),
            ),
        ),
        Axis(0, ROOM_FOR_COUNTS * max(largest, 1), is_shown=False, number_format=PERCENT),
        label_format=PERCENT_1,
        remarks=tuple(absent),
        rows_most=BARS_MOST,
    )


def fill_guide(story: Story) -> Specs:
    """Yield the guide's fill column."""
    rows = story.data
    ends = [
        None
        if pd.isna(row["img_pct"])
        else f"{row['img_pct']:.1f}% = {row['non_us_img_pct']:.1f} + {row['us_img_pct']:.1f}"
        for row in rows.to_dict("records")
    ]
    absent = [
        (name, STATUS_LABELS["not_reported"])
        for name, end in zip(long_names_of(rows), ends, strict=True)
        if end is None
    ]
    yield from _share_bars(rows, ends, absent)


def _why_no_share(filled: float) -> str:
    """Say why a row has no share of the filled positions."""
    return NOT_LISTED if pd.isna(filled) else NONE_FILLED


def fill_year(story: Story) -> Specs:
    """Yield the shares of the filled positions in one year, with the counts behind them."""
    rows = story.data
    ends = [
        None
        if pd.isna(row["img_pct"])
        else f"{row['img_pct']:.1f}%   {row['non_us_img_count']:,.0f} + {row['us_img_count']:,.0f} of "
        f"{row['filled_count']:,.0f}"
        for row in rows.to_dict("records")
    ]
    absent = [
        (name, _why_no_share(row["filled_count"]))
        for name, row in zip(long_names_of(rows), rows.to_dict("records"), strict=True)
        if pd.isna(row["img_pct"])
    ]
    yield from _share_bars(rows, ends, absent)


def fill_difference(story: Story) -> Specs:
    """Yield the guide's share and NRMP's as two marks per specialty, on an axis from zero."""
    rows, names = story.data, names_of(story.data)
    guide, nrmp = numbers(rows["guide_pct"]), numbers(rows["nrmp_pct"])
    of_nrmp, of_guide = labels_in_columns([nrmp, guide])
    top = ABOVE_ALL * max((value for value in (*guide, *nrmp) if value is not None), default=1)
    yield ChartSpec(
        "dots",
        names,
        (
            Series(
                "guide’s column",
                guide,
                "guide",
                labels=of_guide,
                join=upward(numbers(-rows["difference"])),
            ),
            Series(
                "NRMP’s counts", nrmp, "matched", labels=of_nrmp, join=upward(numbers(rows["difference"]))
            ),
        ),
        # A little below zero, so that the label under a mark at zero has room.
        Axis(-BELOW_ZERO * top, top, number_format=PERCENT, is_shown=False),
        label_format="0.0",
        remarks=tuple(
            (name, f"no share {side}")
            for side, values in (("in the guide", guide), ("by NRMP’s counts", nrmp))
            for name, value in zip(names, values, strict=True)
            if value is None
        ),
        rows_most=DOTS_MOST,
    )


def people(story: Story) -> Specs:
    """Yield the matches of one group in one specialty as columns, year by year."""
    rows = story.data.sort_values("match_year")
    # The story is about one group and holds all of them: its trace names the counts that it tells.
    group = dict(story.trace)["measure"].split(",")[-1].removesuffix("_count")
    years, counts = tuple(str(year) for year in rows["match_year"]), numbers(rows[f"{group}_count"])
    labels = tuple(
        None if count is None or share is None else Label("outEnd", f"{count:,.0f}\n{share:.1f}%")
        for count, share in zip(counts, numbers(rows[f"{group}_pct"]), strict=True)
    )
    largest = max((count for count in counts if count is not None), default=0)
    yield ChartSpec(
        "columns",
        years,
        (Series(f"matches of {GROUP_PLURALS[group]}", counts, f"{group}_bar", labels=labels),),
        Axis(0, 1.3 * max(largest, 1), is_shown=False),
        label_format="#,##0",
        remarks=(
            *(
                (year, _why_no_share(filled))
                for year, filled, label in zip(years, rows["filled_count"], labels, strict=True)
                if label is None
            ),
            *((str(year), NO_CONTINUATION) for _, year, _ in broken_years(rows)),
        ),
    )
