"""A shortlist: its averages one below the other, and where it lies among all specialties."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from math import isnan
from operator import attrgetter
from typing import Final

from analysis.charts.description import Band, Chart, Line, Row, numbers
from analysis.era.compute import BRIDGED_EXAM, Bridge
from analysis.gap_and_share.chart import against_shares, around_zero
from analysis.shortlist.compute import MapRow, average_is_near
from analysis.shortlist.map_words import STEP_LINE
from analysis.standing.chart import (
    averages_chart,
    bounds,
    person_lines,
    score_axis,
    specialty_row,
)
from analysis.standing.compute import Compared
from analysis.wording import EXAM_LABELS, NOT_SEPARATING, SHORT_LABELS

# Names of two lines need more than the usual height of a row, or they run together.
PITCH: Final = 1.2
# A printed value must not touch the name of its row on a phone.
ROOM_ON_THE_LEFT: Final = 4
TICKS_MOST: Final = 5
MARKS: Final = {"other": "other specialties", "shortlisted": "on the shortlist"}


def side_by_side(averages: Sequence[Compared], sem: float, bridge: Bridge | None = None) -> Chart:
    """Describe the averages of a few specialties, exam by exam, with the person's line and band on each exam.

    Args:
        averages: the result of `analysis.shortlist.compute.average_rows`.
        sem: half width of the band around a score, points.
        bridge: the era bridge, a dashed line over the rows of its exam; none where it is None.
    """
    rows: list[Row] = []
    # What stands in each row; None in a heading.
    laid_out: list[Compared | None] = []
    lines: list[Line] = []
    bands: list[Band] = []
    mine: list[float] = []
    for exam, of_exam in groupby(averages, key=attrgetter("exam")):
        own = list(of_exam)
        section, first, score = EXAM_LABELS[exam], len(rows) + 1, own[0].score
        rows += [
            Row(section, weight=1, section=section, is_heading=True),
            *(replace(specialty_row(row), section=section, weight=0) for row in own),
        ]
        laid_out += [None, *own]
        if isnan(score):
            continue
        span = (first, len(rows) - 1)
        bands.append(Band(score - sem, score + sem, span))
        lines += person_lines(score, bridge if exam == BRIDGED_EXAM else None, span)
        mine += [score - sem, score + sem]
    cells = [numbers(getattr(row, mean) for row in averages) for mean in ("matched_mean", "unmatched_mean")]
    low, high = bounds(cells, [*mine, *(line.at for line in lines)])
    return replace(
        averages_chart(rows, laid_out, PITCH),
        axis=score_axis(low, high, TICKS_MOST, ROOM_ON_THE_LEFT),
        lines=tuple(lines),
        bands=tuple(bands),
    )


def shortlist_map(rows: Sequence[MapRow], sem: float, bridge: Bridge | None = None) -> Chart:
    """Describe where a shortlist lies among all specialties: gap, or average, against the group's share.

    Args:
        rows: the result of `analysis.shortlist.compute.map_rows`, with at least one row that has an
            average and a share. Without a score the averages are drawn, lower ones higher up.
        sem: half width of the band around zero, points.
        bridge: the era bridge, a dashed line that the gaps of the bridged score start from; none where None.
    """
    has_gap = any(not isnan(row.compared.gap_to_matched) for row in rows)
    heights = numbers(row.compared.gap_to_matched if has_gap else row.compared.matched_mean for row in rows)
    chart = against_shares(
        rows,
        tuple(
            Row(
                row.compared.label,
                SHORT_LABELS[row.compared.specialty],
                weight=1 if row.is_shortlisted else -1,
                is_named=row.is_shortlisted or row.is_non_dominated,
                is_doubtful=bool(NOT_SEPARATING.intersection(row.compared.flags)),
            )
            for row in rows
        ),
        heights,
        (["shortlisted" if row.is_shortlisted else "other" for row in rows], MARKS),
        around_zero(sem, bridge) if average_is_near(rows) else ((), ()),
        (2, 3) if has_gap else (3, 2),
        is_gap=has_gap,
    )
    front = tuple(
        (x, y)
        for x, y, row in zip(chart.xs, heights, rows, strict=True)
        if row.is_non_dominated and x is not None and y is not None
    )
    return replace(chart, front=front, front_name=STEP_LINE)
