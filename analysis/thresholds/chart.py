"""The scores that directors named as two boxes in each row: rarely below, and almost always above."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analysis.charts.description import Chart, Remark, Row, Series, Side, Span
from analysis.residents.chart import strip_axis
from analysis.standing.chart import person_lines
from analysis.thresholds.compute import Answers, Box
from analysis.thresholds.words import FEW_WORDS, said_programs, why_missing
from analysis.wording import SHORT_LABELS

# Two boxes below each other need more than a usual row.
PITCH: Final = 1.45
# What is printed beside the upper box stands clear of the median of the lower one.
LANE: Final = 0.23
# Looks of the two boxes, what they are called, and how far below the middle of their row they lie.
BOXES: Final = (
    ("rarely", "interviews rarely granted below", -LANE),
    ("almost_always", "interviews almost always granted above", LANE),
)
# The same in short.
LANES: Final = ("rarely below", "almost always above")


def _series(
    boxes: Sequence[Box | None], style: str, name: str, lane: float
) -> tuple[tuple[Series, ...], Span]:
    """Return the marks of one box per row, and the boxes."""
    first, median, third = (
        tuple(None if box is None else float(getattr(box, part)) for box in boxes)
        for part in ("q1", "median", "q3")
    )
    above: tuple[Side, ...] = tuple("above" for _ in boxes)
    hollow = tuple(box is not None and box.is_few for box in boxes)
    texts = tuple("" if box is None else f"{box.median:.0f} · {said_programs(box)}" for box in boxes)
    return (
        Series("pale box: middle half of the answers", f"{style}_end", first, lane=lane),
        Series(f"{name}: 75th percentile", f"{style}_end", third, texts, sides=above, lane=lane),
        Series(f"{name}, median", f"{style}_median", median, hollow=hollow, lane=lane),
    ), Span(style, first, third, hollow, f"striped: {FEW_WORDS}", lane)


def boxes(rows: Sequence[Answers]) -> Chart:
    """Describe what the directors of every specialty named, whoever asks.

    Args:
        rows: the result of `analysis.thresholds.compute.answers`.
    """
    columns = ([row.below for row in rows], [row.above for row in rows])
    drawn = [_series(column, *look) for column, look in zip(columns, BOXES, strict=True)]
    series = tuple(one for some, _ in drawn for one in some)
    missing = [Remark(place, why, why) for place, row in enumerate(rows) if (why := why_missing(row))]
    few = [Remark(place, FEW_WORDS) for place, row in enumerate(rows) if row.is_few]
    return Chart(
        "rows",
        tuple(Row(row.label, SHORT_LABELS.get(row.specialty, row.label)) for row in rows),
        series,
        spans=tuple(span for _, span in drawn),
        remarks=(*missing, *few),
        axis=strip_axis(*(one.cells for one in series)),
        pitch=PITCH,
        lanes=LANES,
    )


def with_person(chart: Chart, score: int | None) -> Chart:
    """Return boxes with the person's line; `chart`, the result of `boxes`, is not changed."""
    if score is None:
        return chart
    return replace(
        chart,
        lines=person_lines(float(score), None),
        axis=strip_axis(*(one.cells for one in chart.series), (float(score),)),
    )
