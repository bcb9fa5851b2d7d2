"""The residents of every specialty as strips: most as a line, the middle half as a box, and the median."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analysis.charts.description import Axis, Cells, Chart, Remark, Row, Series, Side, Span, written
from analysis.residents.compute import QUANTILES, Spread, place
from analysis.residents.words import FEW_WORDS, IN_THE_SOURCE, said_count, share_range, why_missing
from analysis.standing.chart import bounds, person_lines, score_axis
from analysis.wording import SHORT_LABELS

# What scores of any evidence lie between mostly, points: the axis is the same where they do.
USUAL: Final = (196.0, 264.0)
# More numbers than this touch on a phone.
TICKS_MOST: Final = 5
# A row has the printed median above its strip; in usual rows.
PITCH: Final = 1.2
_P10, _Q1, _MEDIAN, _Q3, _P90 = range(len(QUANTILES))


def strip_axis(*cells: Cells) -> Axis:
    """Return the axis of strips and boxes: the same for both where their values are the usual ones."""
    return score_axis(*bounds(cells, USUAL), TICKS_MOST)


def strips(rows: Sequence[Spread]) -> Chart:
    """Describe the spread of every specialty's residents, whoever asks.

    Args:
        rows: the result of `analysis.residents.compute.sorted_spreads`.
    """

    def at(place: int) -> Cells:
        return tuple(row.quantiles[place] if row.quantiles else None for row in rows)

    low, first, median, third, high = (at(place) for place in (_P10, _Q1, _MEDIAN, _Q3, _P90))
    above: tuple[Side, ...] = tuple("above" for _ in rows)
    below: tuple[Side, ...] = tuple("below" for _ in rows)
    missing = [
        Remark(place, why, why.removesuffix(IN_THE_SOURCE))
        for place, row in enumerate(rows)
        if (why := why_missing(row))
    ]
    few = [Remark(place, FEW_WORDS) for place, row in enumerate(rows) if row.is_few]
    return Chart(
        "rows",
        tuple(
            Row(row.label, SHORT_LABELS.get(row.specialty, row.label), beside=said_count(row)) for row in rows
        ),
        (
            Series("10th percentile", "strip_end", low, sides=below),
            Series("pale box: 25th to 75th percentile", "quarter", first),
            Series("90th percentile", "strip_end", high, sides=above),
            Series("median", "median", median, written(median, "{:.0f}"), sides=above),
        ),
        spans=(Span("most", low, high), Span("middle_half", first, third)),
        remarks=(*missing, *few),
        axis=strip_axis(low, high),
        pitch=PITCH,
    )


def with_person(chart: Chart, rows: Sequence[Spread], score: int | None) -> Chart:
    """Return strips with the person's line, and the share that scored lower at the end of every row.

    Args:
        chart: the result of `strips` for the same rows; it is not changed.
        rows: the rows.
        score: the person's score; None leaves the chart as it is.
    """
    if score is None:
        return chart
    shares = [place(row, score) for row in rows]
    return replace(
        chart,
        rows=tuple(
            replace(row, end=f"{share_range(share)}\nof {share.total:,}" if share else "")
            for row, share in zip(chart.rows, shares, strict=True)
        ),
        lines=person_lines(float(score), None),
        axis=strip_axis(*(one.cells for one in chart.series), (float(score),)),
        ends="lower",
    )
