"""Charts of slides about scores: averages side by side, gaps to them, and the averages of one specialty."""

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from analysis.export.slides.marks import (
    averages_series,
    bridged_line,
    few_remarks,
    long_names_of,
    missing_averages,
    names_of,
    not_separating,
    score_axis,
    score_line,
)
from analysis.export.slides.specs import (
    BARS_MOST,
    DOTS_MOST,
    STANDING_NAMES,
    Axis,
    Cells,
    ChartSpec,
    Label,
    Series,
    numbers,
)
from analysis.specialty.compute import COHORTS
from analysis.story import Story
from analysis.wording import (
    EXAM_LABELS,
    FEW_MATCHED,
    GROUP_LABELS,
    NO_VERDICT,
    shown_standing,
)

Specs = Iterator[ChartSpec]
Remarks = tuple[tuple[str, str], ...]
# Room at both ends of bars for the printed gap, points.
GAP_ROOM: Final = 3
GAP_FORMAT: Final = "+0;\N{MINUS SIGN}0;0"


def _flags(rows: pd.DataFrame) -> list[set[str]]:
    """Return the flags of every row; the data of a story keeps them as text."""
    return [set(flags.split()) for flags in rows["flags"]]


def _statuses(rows: pd.DataFrame) -> list[str]:
    """Return why an average of each row is missing, where one is."""
    return ["garbled" if "source_garbled" in flags else "not_reported" for flags in _flags(rows)]


def _remarks(
    names: Sequence[str], averages: tuple[Cells, Cells], statuses: Sequence[str], flags: Sequence[set[str]]
) -> Remarks:
    """Return what is missing, what does not separate and what is over few people."""
    return (
        *missing_averages(names, *averages, statuses),
        *not_separating(names, *averages),
        *few_remarks(names, flags),
    )


def _two_averages(rows: pd.DataFrame, names: tuple[str, ...], axis: Axis) -> ChartSpec:
    """Return the chart of two averages and the score."""
    both = numbers(rows["matched_mean"]), numbers(rows["unmatched_mean"])
    return ChartSpec(
        "dots",
        names,
        (*score_line(numbers(rows["score"])), *bridged_line(rows), *averages_series(*both)),
        axis,
        remarks=_remarks(names, both, _statuses(rows), _flags(rows)),
        rows_most=DOTS_MOST,
    )


def _axis_of(rows: pd.DataFrame) -> Axis:
    """Return one axis for the scores and averages of all rows."""
    drawn = ("matched_mean", "unmatched_mean", "score", "bridged_score")
    return score_axis(*(numbers(rows[name]) for name in drawn if name in rows))


def averages(story: Story) -> Specs:
    """Yield the averages of one exam, specialty by specialty."""
    yield _two_averages(story.data, names_of(story.data), _axis_of(story.data))


def shortlist_averages(story: Story) -> Specs:
    """Yield the averages of a few specialties, one chart per exam, all on one scale."""
    axis = _axis_of(story.data)
    for exam, rows in story.data.groupby("exam", sort=False):
        names = tuple(f"{name}, {EXAM_LABELS[str(exam)]}" for name in names_of(rows))
        yield _two_averages(rows, names, axis)


def gaps(story: Story) -> Specs:
    """Yield the gaps to the matched average as bars from zero, one series per standing."""
    rows, names = story.data, long_names_of(story.data)
    cells = numbers(rows["gap_to_matched"])
    shown = [shown_standing(*pair).slug for pair in zip(rows["standing"], _flags(rows), strict=True)]
    series = tuple(
        Series(
            name,
            tuple(gap if one == slug else None for gap, one in zip(cells, shown, strict=True)),
            f"{slug}_bar",
            labels=(Label("outEnd"),) * len(cells),
        )
        for slug, name in STANDING_NAMES.items()
        if slug in shown
    )
    reach = max((abs(gap) for gap in cells if gap is not None), default=0) + GAP_ROOM
    no_unmatched = (None,) * len(names)
    yield ChartSpec(
        "bars",
        names,
        series,
        Axis(-reach, reach, is_shown=False),
        label_format=GAP_FORMAT,
        remarks=(
            *missing_averages(names, numbers(rows["matched_mean"]), no_unmatched, _statuses(rows)),
            *(
                (name, NO_VERDICT.short)
                for name, slug in zip(names, shown, strict=True)
                if slug == "no_verdict"
            ),
            *few_remarks(names, _flags(rows)),
        ),
        rows_most=BARS_MOST,
    )


def specialty(story: Story) -> Specs:
    """Yield the averages of one specialty, exam by exam and group by group."""
    cells = story.data.set_index(["metric", "applicant_group"])
    value, status = cells["value"].to_dict(), cells["cell_status"].to_dict()
    names = tuple(f"{EXAM_LABELS[exam]}, {GROUP_LABELS[group]}" for exam, group in COHORTS)
    matched, unmatched = (
        numbers(value.get((f"{exam}_{outcome}", group)) for exam, group in COHORTS)
        for outcome in ("matched", "unmatched")
    )
    garbled = [status.get((f"{exam}_matched", group)) == "garbled" for exam, group in COHORTS]
    few = [value.get(("matched_count", group), FEW_MATCHED) < FEW_MATCHED for _, group in COHORTS]
    yield ChartSpec(
        "dots",
        names,
        averages_series(matched, unmatched),
        score_axis(matched, unmatched),
        remarks=_remarks(
            names,
            (matched, unmatched),
            ["garbled" if is_garbled else "not_reported" for is_garbled in garbled],
            [{"few_matched"} if is_few else set() for is_few in few],
        ),
        rows_most=DOTS_MOST,
    )
