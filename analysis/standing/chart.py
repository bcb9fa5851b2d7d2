"""Scores beside averages: the dumbbell of two averages, and the gaps around zero.

A new score costs next to nothing: what the averages say is described once for everybody, and the person's
line, band and label are laid over it.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan
from typing import Final

import pandas as pd

from analysis.charts.description import (
    Axis,
    Band,
    Cells,
    Chart,
    Line,
    Remark,
    Row,
    Series,
    Side,
    Span,
    known,
    number,
    numbers,
    tick_range,
    written,
)
from analysis.era.compute import Bridge
from analysis.standing.compute import Averages
from analysis.wording import (
    FEW_MATCHED,
    FLAG_BY_SLUG,
    MISSING_WORDS,
    NEAR_BOTH,
    NO_VERDICT,
    SHORT_LABELS,
    STATUS_LABELS,
    signed,
)
from data.vocabulary import TOTAL

# Where a source has no average at all, points.
EMPTY: Final = (200.0, 250.0)
# What words beside an unmatched mark take more than a printed value does, points.
WORDS_ROOM: Final = 10
# At most so many numbers stand on an axis; a score of 1 or 300 stretches it to several times its length.
TICKS_MOST: Final = 10
STEPS: Final = (10, 20, 50, 100)
# Series of the gaps, by what is shown of a standing.
SHOWN: Final = {
    "above": "above",
    "near": "near",
    "near_both": NEAR_BOTH.short,
    "below": "below",
    "no_verdict": "no verdict",
}
NOT_IN_SOURCE: Final = STATUS_LABELS["not_reported"]
DO_NOT_SEPARATE: Final = "the averages do not separate"


def score_axis(low: float, high: float, most: int = TICKS_MOST, left: float = 0) -> Axis:
    """Return an axis from the smallest to the largest score drawn, with room for the column of counts.

    It has at most so many numbers, and `left` points more room than usual on the left.
    """
    start = low - left - 9
    # Two fifths more on the right: printed values and counts stay apart on a phone too.
    end = high + 5 + 0.42 * (high - low + left + 10)
    return Axis(start, end, _ticks(max(start, 1), high, most), words=low - 3)


def _ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return at most so many numbers for an axis, as close as that allows."""
    return next(some for step in STEPS if len(some := tick_range(low, high, step)) <= most)


def bounds(cells: Sequence[Cells], line: Sequence[float] = ()) -> tuple[float, float]:
    """Return the smallest and the largest of some values and of what belongs to a person."""
    values = known(*cells) or [*EMPTY]
    return min([*values, *line]), max([*values, *line])


def _ends_of_words(remarks: Sequence[Remark]) -> list[float]:
    """Return where a mark would stand that needs as much room as the words beside another one."""
    return [one.at + WORDS_ROOM for one in remarks if one.at is not None]


def averages_series(matched: Cells, unmatched: Cells) -> tuple[Series, ...]:
    """Return two averages with their values on the outer side, the second said once where they are equal."""
    pairs = list(zip(matched, unmatched, strict=True))
    sides: list[tuple[Side, Side]] = [
        ("right", "left") if yes is not None and no is not None and yes < no else ("left", "right")
        for yes, no in pairs
    ]
    outer, inner = tuple(one for one, _ in sides), tuple(other for _, other in sides)
    texts = written(matched, "{:.0f}")
    said = tuple("both" if text and yes == no else text for (yes, no), text in zip(pairs, texts, strict=True))
    return (
        Series("unmatched average", "unmatched", unmatched, written(unmatched, "{:.0f}"), sides=outer),
        Series("matched average", "matched", matched, said, sides=inner),
    )


def averages_spans(matched: Cells, unmatched: Cells) -> tuple[Span, ...]:
    """Return the lines between the two averages: solid where they separate, dotted where they do not."""
    pairs = list(zip(matched, unmatched, strict=True))

    def some(style: str, *, apart: bool) -> Span:
        kept = [
            (no, yes) if yes is not None and no is not None and (yes > no) == apart else (None, None)
            for yes, no in pairs
        ]
        return Span(style, tuple(low for low, _ in kept), tuple(high for _, high in kept))

    return some("joined", apart=True), some("not_separating", apart=False)


def averages_remarks(rows: Sequence[Row], averages: Sequence[Averages | None]) -> tuple[Remark, ...]:
    """Return what is missing in rows of averages, what does not separate, and what is over few people."""
    ever_unmatched = any(one and not isnan(one.unmatched_mean) for one in averages)
    missing, inverted, few = [], [], []
    for place, (row, one) in enumerate(zip(rows, averages, strict=True)):
        if one is None:
            continue
        has_matched, has_unmatched = not isnan(one.matched_mean), not isnan(one.unmatched_mean)
        words = MISSING_WORDS[one.missing]
        if not (has_matched or has_unmatched):
            missing.append(Remark(place, words, words, why=words))
        elif not has_matched:
            # Right of the unmatched mark, whose own value stands on its left.
            said = f"matched average {words}"
            missing.append(Remark(place, said, "no matched\naverage", one.unmatched_mean, why=words))
        elif not has_unmatched:
            # Where nobody has one, that is no news of this row.
            missing.append(Remark(place, f"unmatched average {words}" if ever_unmatched else "", why=words))
        elif one.separation <= 0:
            inverted.append(Remark(place, DO_NOT_SEPARATE))
        if row.count is not None and row.count < FEW_MATCHED:
            few.append(Remark(place, FLAG_BY_SLUG["few_matched"].label))
    return (*missing, *inverted, *few)


def averages_chart(rows: Sequence[Row], averages: Sequence[Averages | None], pitch: float = 1) -> Chart:
    """Describe two averages in every row: marks, what joins them, what is missing, and how many matched.

    Args:
        rows: the rows, with their counts.
        averages: what stands in each, points; None in a heading.
        pitch: from row to row, in usual rows.
    """
    matched: Cells = tuple(None if one is None else number(one.matched_mean) for one in averages)
    unmatched: Cells = tuple(None if one is None else number(one.unmatched_mean) for one in averages)
    remarks = averages_remarks(rows, averages)
    return Chart(
        "rows",
        tuple(rows),
        averages_series(matched, unmatched),
        spans=averages_spans(matched, unmatched),
        remarks=remarks,
        axis=score_axis(*bounds((matched, unmatched), _ends_of_words(remarks))),
        pitch=pitch,
        has_counts=any(row.count is not None for row in rows),
    )


def specialty_row(row: Averages) -> Row:
    """Return the row of a specialty, the total in bold."""
    short = SHORT_LABELS.get(row.specialty, row.label)
    return Row(row.label, short, int(row.specialty == TOTAL), count=number(row.matched_count))


def specialty_rows(rows: pd.DataFrame) -> tuple[Row, ...]:
    """Return the rows of a table of specialties: `specialty`, `label`, `matched_count` where there is one."""
    counts = numbers(rows["matched_count"]) if "matched_count" in rows else (None,) * len(rows)
    return tuple(
        Row(label, SHORT_LABELS.get(slug, label), int(slug == TOTAL), count=count)
        for slug, label, count in zip(rows["specialty"], rows["label"], counts, strict=True)
    )


def cohort_chart(rows: Sequence[Averages]) -> Chart:
    """Describe the averages of every specialty for one group and exam, whoever asks.

    Args:
        rows: the result of `analysis.standing.words.rows_to_draw`, whatever the score.
    """
    return averages_chart([specialty_row(row) for row in rows], rows)


def person_lines(
    score: float, bridge: Bridge | None, rows: tuple[int, int] | None = None
) -> tuple[Line, ...]:
    """Return the person's line, and the dashed one of an era bridge; their labels lead away from each other.

    They cross from the first to the last of some rows, or all of them.
    """
    own, other = apart(score, bridge.bridged) if bridge else ("", "")
    lines = [Line(score, f"You {score:.0f}", "user", rows, own, f"you, {score:g}")]
    if bridge:
        meaning = f"as far from its year’s national average: {bridge.bridged:g}"
        lines.append(Line(bridge.bridged, bridge.label, "bridged", rows, other, meaning))
    return tuple(lines)


def apart(one: float, other: float) -> tuple[Side, Side]:
    """Return to which sides the labels of two lines lean: away from each other."""
    return ("left", "right") if one <= other else ("right", "left")


def with_score(chart: Chart, score: float | None, sem: float, bridge: Bridge | None = None) -> Chart:
    """Return the averages with a person's line and band, and the dashed line of an era bridge if any.

    Args:
        chart: the result of `cohort_chart`; it is not changed.
        score: the person's score; None leaves the chart as it is.
        sem: half width of the band around it, points.
        bridge: the era bridge of the score.
    """
    if score is None:
        return chart
    mine = [score - sem, score + sem, *([bridge.bridged] if bridge else []), *_ends_of_words(chart.remarks)]
    return replace(
        chart,
        axis=score_axis(*bounds([one.cells for one in chart.series], mine)),
        lines=person_lines(score, bridge),
        bands=(Band(score - sem, score + sem),),
    )


def gaps(chart: Chart, score: float, sem: float, shown: Sequence[str], bridge: Bridge | None = None) -> Chart:
    """Describe the gaps of a score to the matched averages, around zero.

    Args:
        chart: the averages, the result of `cohort_chart`.
        score: the person's score.
        sem: half width of the band around zero, points.
        shown: what is shown of the standing in each row, slugs of `analysis.wording.SHOWN_STANDINGS`.
        bridge: its era bridge, a dashed line that its gaps start from; none where it is None.
    """
    (matched,) = (one.cells for one in chart.series if one.style == "matched")
    distances: Cells = tuple(None if mean is None else score - mean for mean in matched)
    sides: tuple[Side, ...] = tuple("left" if (gap or 0) < 0 else "right" for gap in distances)
    texts = tuple("" if gap is None else signed(gap) for gap in distances)
    reach = max([sem, *(abs(gap) for gap in known(distances)), abs(bridge.shift) if bridge else 0]) + 6
    own, other = apart(0, -bridge.shift) if bridge else ("", "")
    lines = [Line(0, "matched average", "user", None, own)]
    if bridge:
        # The year stands in the legend: with it the label would not fit a phone.
        lines.append(Line(-bridge.shift, f"seen from {bridge.bridged}", "bridged", None, other))
    return replace(
        chart,
        form="gaps",
        series=tuple(
            Series(
                name,
                slug,
                tuple(gap if one == slug else None for gap, one in zip(distances, shown, strict=True)),
                texts,
                sides=sides,
                hover="gap to matched average",
            )
            for slug, name in SHOWN.items()
        ),
        axis=Axis(
            -reach,
            # On a phone the last number and the heading of the counts keep apart.
            1.75 * reach,
            _ticks(-reach, reach, 2 * TICKS_MOST),
            kind="gaps",
            # As far to the left as they can, so that they keep clear of the counts.
            words=-reach,
        ),
        spans=(Span("reach", tuple(None if gap is None else 0 for gap in distances), distances),),
        lines=tuple(lines),
        bands=(Band(-sem, sem),),
        remarks=(
            # A gap has no place in a row without a matched average, whatever else the row has.
            *(Remark(one.row, one.why, one.why) for one in chart.remarks if one.shown),
            *(Remark(at, NO_VERDICT.short) for at, slug in enumerate(shown) if slug == NO_VERDICT.slug),
            *(one for one in chart.remarks if one.words == FLAG_BY_SLUG["few_matched"].label),
        ),
    )
