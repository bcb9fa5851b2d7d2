"""One specialty: matched and unmatched averages of every group and exam, one row each."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from analysis.charts.description import Chart, Line, Row, number
from analysis.era.compute import BRIDGED_EXAM, Bridge
from analysis.profile import Profile
from analysis.specialty.compute import GroupAverages
from analysis.standing.chart import averages_chart, bounds, person_lines, score_axis
from analysis.wording import EXAM_LABELS

# From row to row, in usual rows.
PITCH = 1.5


def cohorts_chart(cohorts: Sequence[GroupAverages]) -> Chart:
    """Describe the averages of one specialty, whoever asks.

    Args:
        cohorts: the result of `analysis.specialty.compute.cohort_rows`.
    """
    return averages_chart(
        [
            Row(row.label, section=row.averages.exam, count=number(row.averages.matched_count))
            for row in cohorts
        ],
        [row.averages for row in cohorts],
        pitch=PITCH,
    )


def with_profile(chart: Chart, profile: Profile, bridge: Bridge | None = None) -> Chart:
    """Return the averages of one specialty with the person's score in the rows of each exam.

    The result of `cohorts_chart` is not changed. An era bridge is a dashed line in the rows of its exam.
    """
    unmatched, matched = chart.series
    lines: list[Line] = []
    labelled: set[str] = set()
    crossed = [
        "" if matched.cells[place] is unmatched.cells[place] is None else row.section
        for place, row in enumerate(chart.rows)
    ]
    # Rows of one exam that follow each other have one line, without a gap that would look like a dash.
    for exam, run in groupby(range(len(crossed)), crossed.__getitem__):
        first, *more = run
        score = profile.score(exam) if exam else None
        if score is None:
            continue
        across = (first, more[-1] if more else first)
        own = tuple(
            replace(line, meaning=f"{line.meaning}, {EXAM_LABELS[exam]}")
            for line in person_lines(score, bridge if exam == BRIDGED_EXAM else None, across)
        )
        # Said once per exam is enough.
        lines += [replace(line, label="") for line in own] if exam in labelled else own
        labelled.add(exam)
    if not lines:
        return chart
    cells = [one.cells for one in chart.series]
    return replace(chart, lines=tuple(lines), axis=score_axis(*bounds(cells, [line.at for line in lines])))
