"""The answers of program directors as charts: stacked shares, a grid of factors, and sorted rows."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analysis.charts.description import (
    Axis,
    Chart,
    Remark,
    Row,
    Series,
    Side,
    lacking,
    number,
    numbers,
    tick_range,
    written,
)
from analysis.directors.compute import ANSWERS, COUNTED, FEW_PROGRAMS, FIGURES
from analysis.directors.words import FEW, NOBODY
from analysis.wording import GROUP_PLURALS, SHORT_LABELS, capital
from data.directors import FACTORS
from data.vocabulary import TOTAL

# A part of a bar shorter than this is too short for its number on a phone, percent.
PRINTED_LEAST: Final = 5
# The axis of shares: room at the left for the number of a part that is too short, at the right for counts.
SHARES: Final = Axis(-8, 119, (0, 50), "%", kind="shares")
# From 1, not at all, to 5, very important.
SCALE: Final = Axis(0.8, 6.9, tick_range(1, 5, 1), kind="scale", words=1)
ANSWERED: Final = "programs"
# Names of factors inside a picture.
SHORT_FACTORS: Final = {factor.slug: factor.short or factor.label for factor in FACTORS}


def _row(label: str, slug: object, count: float) -> Row:
    """Return the row of a specialty, all together in bold."""
    return Row(label, SHORT_LABELS.get(str(slug), label), int(slug == TOTAL), count=number(count))


def _specialties(rows: pd.DataFrame, counted: str = COUNTED["cited"]) -> tuple[Row, ...]:
    """Return a row per specialty with how many programs answered, or another count."""
    return tuple(map(_row, rows["label"], rows["specialty"], rows[counted]))


def _few(rows: tuple[Row, ...]) -> tuple[Remark, ...]:
    """Return the rows over few programs."""
    return tuple(
        Remark(at, FEW) for at, row in enumerate(rows) if row.count is not None and row.count < FEW_PROGRAMS
    )


def _side(answer: str, value: float | None) -> Side:
    """Return where the number of an answer stands: beside the bar where its part is too short."""
    if value is None or value >= PRINTED_LEAST:
        return ""
    return "left" if answer == ANSWERS[0] else "right"


def _answers(rows: pd.DataFrame, names: tuple[Row, ...]) -> Chart:
    """Describe the three answers as bars from zero with the percents printed."""
    series = []
    for answer in ANSWERS:
        cells = numbers(rows[f"{answer}_pct"])
        # Nobody says often is news; the other answers then fill the bar and say the rest.
        texts = tuple(
            "" if value is None or (not value and answer != ANSWERS[0]) else f"{value:.0f}" for value in cells
        )
        series.append(
            Series(
                answer,
                answer,
                cells,
                texts,
                sides=tuple(_side(answer, value) for value in cells),
                # The first answer says it for the row: of three hollow parts none could be told from another.
                hollow=_hollow(names) if answer == ANSWERS[0] else (),
            )
        )
    return Chart(
        "bars",
        names,
        tuple(series),
        SHARES,
        remarks=_few(names),
        has_counts=True,
        counted=ANSWERED,
    )


def answers_by_specialty(rows: pd.DataFrame) -> Chart:
    """Describe how often the programs of each specialty say that they interview or rank one group.

    Args:
        rows: `analysis.directors.compute.group_rows`, in drawing order.
    """
    return _answers(rows, _specialties(rows))


def answers_by_group(rows: pd.DataFrame, applicant_group: str) -> Chart:
    """Describe how often the programs of one specialty say that they interview or rank each group.

    Args:
        rows: `analysis.directors.compute.groups_of_specialty`, in drawing order.
        applicant_group: slug of the group in bold.
    """
    names = tuple(
        Row(
            capital(GROUP_PLURALS[group]),
            capital(GROUP_PLURALS[group].removeprefix("earlier ").removesuffix(" applicants")),
            weight=int(group == applicant_group),
            count=number(count),
        )
        for group, count in zip(rows["applicant_group"], rows["program_count"], strict=True)
    )
    return _answers(rows, names)


def factor_grid(rows: pd.DataFrame, counts: pd.DataFrame, shown: Sequence[str], figure: str) -> Chart:
    """Describe the factors cited most as a grid of shaded numbers, a row per specialty.

    Args:
        rows: `analysis.directors.compute.grid_rows` of the figure, in drawing order.
        counts: the same of the programs that each number is over.
        shown: slugs of the factors, in order.
        figure: slug of `FIGURES`.
    """
    names = _specialties(rows)
    form, axis = ("{:.0f}", Axis(0, 100, suffix="%")) if figure == "cited" else ("{:.1f}", Axis(3, 5))
    columns = {factor: numbers(rows[factor]) for factor in shown}
    return Chart(
        "grid",
        names,
        tuple(
            Series(
                SHORT_FACTORS[factor],
                "shaded",
                cells,
                written(cells, form),
                hollow=_few_of(counts[factor]),
            )
            for factor, cells in columns.items()
        ),
        axis,
        remarks=_few(names),
        decimals=int(figure != "cited"),
        has_counts=True,
        counted=ANSWERED,
    )


def _sorted_rows(rows: pd.DataFrame, names: tuple[Row, ...], figure: str) -> Chart:
    """Describe one figure as sorted rows: shares as bars from zero, means of a scale as marks on it."""
    shares, means = numbers(rows[FIGURES["cited"]]), numbers(rows[FIGURES["importance"]])
    if figure == "cited":
        one = Series(
            "cite it",
            "cited",
            shares,
            written(shares, "{:.0f}"),
            sides=tuple("" if value is None or value >= PRINTED_LEAST else "right" for value in shares),
            hollow=_hollow(names),
        )
        return Chart("bars", names, (one,), SHARES, remarks=_few(names), has_counts=True, counted=ANSWERED)
    return Chart(
        "rows",
        names,
        (
            Series(
                "mean importance",
                "matched",
                means,
                written(means, "{:.1f}"),
                hollow=_hollow(names),
            ),
        ),
        SCALE,
        remarks=(*_few(names), *lacking(means, NOBODY)),
        decimals=1,
        has_counts=True,
        counted=ANSWERED,
    )


def _hollow(names: tuple[Row, ...]) -> tuple[bool, ...]:
    """Return which rows are over few programs."""
    return tuple(row.count is not None and row.count < FEW_PROGRAMS for row in names)


def _few_of(counts: pd.Series) -> tuple[bool, ...]:
    """Return which numbers are over few programs."""
    return tuple(bool(count < FEW_PROGRAMS) for count in counts)


def one_factor(rows: pd.DataFrame, figure: str) -> Chart:
    """Describe one factor over all specialties.

    Args:
        rows: `analysis.directors.compute.of_factor`, in drawing order.
        figure: slug of `FIGURES`.
    """
    return _sorted_rows(rows, _specialties(rows, COUNTED[figure]), figure)


def factors_of_specialty(rows: pd.DataFrame, figure: str) -> Chart:
    """Describe the factors of one specialty.

    Args:
        rows: `analysis.directors.compute.of_specialty`, in drawing order.
        figure: slug of `FIGURES`.
    """
    names = tuple(
        Row(SHORT_FACTORS[slug], count=number(count))
        for slug, count in zip(rows["factor"], rows[COUNTED[figure]], strict=True)
    )
    return _sorted_rows(rows, names, figure)
