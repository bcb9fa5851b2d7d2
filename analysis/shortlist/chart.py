"""A shortlist: its averages one below the other, and where it lies among all specialties."""

from dataclasses import replace
from typing import Final

import pandas as pd

from analysis.charts.description import Band, Chart, Line, Row, Series, known, numbers
from analysis.charts.scatter import around_zero, points_axis, share_axis
from analysis.era.compute import BRIDGED_EXAM, Bridge
from analysis.gap_and_share.chart import share_remarks
from analysis.shortlist.compute import average_is_near
from analysis.shortlist.map_words import STEP_LINE
from analysis.standing.chart import (
    averages_chart,
    bounds,
    person_lines,
    score_axis,
    specialty_rows,
    statuses_of,
)
from analysis.wording import EXAM_LABELS, NOT_SEPARATING, SHORT_LABELS

# Names of two lines need more than the usual height of a row, or they run together.
PITCH: Final = 1.2
# A printed value must not touch the name of its row on a phone.
ROOM_ON_THE_LEFT: Final = 4
TICKS_MOST: Final = 5


def side_by_side(average_rows: pd.DataFrame, sem: float, bridge: Bridge | None = None) -> Chart:
    """Describe the averages of a few specialties, exam by exam, with the person's line and band on each exam.

    Args:
        average_rows: the result of `analysis.shortlist.compute.average_rows`.
        sem: half width of the band around a score, points.
        bridge: the era bridge, a dashed line over the rows of its exam; none where it is None.
    """
    rows: list[Row] = []
    # The row of the table behind each row of the chart; None for a heading.
    source: list[int | None] = []
    lines: list[Line] = []
    bands: list[Band] = []
    mine: list[float] = []
    scores, drawn = numbers(average_rows["score"]), specialty_rows(average_rows)
    exams = list(average_rows["exam"])
    for exam in dict.fromkeys(exams):
        own = [at for at, one in enumerate(exams) if one == exam]
        section, first = EXAM_LABELS[exam], len(rows) + 1
        rows += [
            Row(section, weight=1, section=section, is_heading=True),
            *(replace(drawn[at], section=section, weight=0) for at in own),
        ]
        source += [None, *own]
        score = scores[own[0]]
        if score is None:
            continue
        span = (first, len(rows) - 1)
        bands.append(Band(score - sem, score + sem, span))
        lines += person_lines(score, bridge if exam == BRIDGED_EXAM else None, span)
        mine += [score - sem, score + sem]

    def laid_out(column: str) -> tuple[float | None, ...]:
        cells = numbers(average_rows[column])
        return tuple(None if at is None else cells[at] for at in source)

    matched, unmatched = laid_out("matched_mean"), laid_out("unmatched_mean")
    statuses = statuses_of(average_rows["flags"])
    low, high = bounds((matched, unmatched), [*mine, *(line.at for line in lines)])
    return averages_chart(
        rows,
        matched,
        unmatched,
        ["" if at is None else statuses[at] for at in source],
        axis=score_axis(low, high, TICKS_MOST, ROOM_ON_THE_LEFT),
        lines=tuple(lines),
        bands=tuple(bands),
        pitch=PITCH,
    )


def shortlist_map(map_rows: pd.DataFrame, sem: float, bridge: Bridge | None = None) -> Chart:
    """Describe where a shortlist lies among all specialties: gap, or average, against the group's share.

    Args:
        map_rows: the result of `analysis.shortlist.compute.map_rows`, with at least one row that has an
            average and a share. Without a score the averages are drawn, lower ones higher up.
        sem: half width of the band around zero, points.
        bridge: the era bridge, a dashed line that the gaps of the bridged score start from; none where None.
    """
    has_gap = any(gap is not None for gap in numbers(map_rows["gap_to_matched"]))
    height = "gap_to_matched" if has_gap else "matched_mean"
    shares = numbers(map_rows["share_pct"])
    heights = tuple(None if x is None else y for x, y in zip(shares, numbers(map_rows[height]), strict=True))
    bands, lines = around_zero(sem, bridge) if average_is_near(map_rows) else ((), ())
    across = [*(edge for band in bands for edge in (band.low, band.high)), *(line.at for line in lines)]
    ends = min([*across, *known(heights)]), max([*across, *known(heights)])
    ours, ahead = list(map_rows["is_shortlisted"]), list(map_rows["is_non_dominated"])
    hollow = tuple("few_matched" in flags for flags in map_rows["flags"])
    marks = list(zip(shares, heights, ours, ahead, strict=True))
    drawn = [x for x, y, *_ in marks if x is not None and y is not None]
    return Chart(
        "scatter",
        tuple(
            Row(
                label,
                SHORT_LABELS[slug],
                weight=1 if is_ours else -1,
                is_named=bool(is_ours or is_ahead),
                is_doubtful=bool(NOT_SEPARATING.intersection(flags)),
            )
            for slug, label, is_ours, is_ahead, flags in zip(
                map_rows["specialty"], map_rows["label"], ours, ahead, map_rows["flags"], strict=True
            )
        ),
        tuple(
            Series(
                name,
                style,
                tuple(y if is_ours == wanted else None for _, y, is_ours, _ in marks),
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
        front=tuple((x, y) for x, y, _, is_ahead in marks if is_ahead and x is not None and y is not None),
        front_name=STEP_LINE,
        remarks=share_remarks(map_rows, height, hollow),
    )
