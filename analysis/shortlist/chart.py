"""A shortlist: its averages one below the other, and where it lies among all specialties."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from math import isnan
from operator import attrgetter
from typing import Final

from analysis.charts.description import Band, Cells, Chart, Line, Row, Series, known, numbers
from analysis.charts.scatter import around_zero, points_axis, share_axis
from analysis.era.compute import BRIDGED_EXAM, Bridge
from analysis.gap_and_share.chart import share_remarks
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
    ups = numbers(row.compared.gap_to_matched if has_gap else row.compared.matched_mean for row in rows)
    shares = numbers(row.share_pct for row in rows)
    heights: Cells = tuple(None if x is None else y for x, y in zip(shares, ups, strict=True))
    bands, lines = around_zero(sem, bridge) if average_is_near(rows) else ((), ())
    across = [*(edge for band in bands for edge in (band.low, band.high)), *(line.at for line in lines)]
    ends = min([*across, *known(heights)]), max([*across, *known(heights)])
    hollow = tuple("few_matched" in row.compared.flags for row in rows)
    drawn = [x for x, y in zip(shares, heights, strict=True) if x is not None and y is not None]
    return Chart(
        "scatter",
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
        tuple(
            Series(
                name,
                style,
                tuple(
                    y if row.is_shortlisted == wanted else None for y, row in zip(heights, rows, strict=True)
                ),
                hollow=hollow,
            )
            for name, style, wanted in (
                ("other specialties", "other", False),
                ("on the shortlist", "shortlisted", True),
            )
        ),
        points_axis(
            ends[0] - (2 if has_gap else 3),
            ends[1] + (3 if has_gap else 2),
            "points from the matched average" if has_gap else "matched average, points: lower is higher up",
            is_gap=has_gap,
        ),
        xs=shares,
        x_axis=share_axis(drawn),
        lines=lines,
        bands=bands,
        front=tuple(
            (x, y)
            for x, y, row in zip(shares, heights, rows, strict=True)
            if row.is_non_dominated and x is not None and y is not None
        ),
        front_name=STEP_LINE,
        remarks=share_remarks(shares, ups, numbers(row.filled_count for row in rows), hollow),
    )
