"""Places as dots, how couples fared as lines, and what SOAP placed as small charts over the years."""

from collections.abc import Sequence
from math import ceil
from typing import Final

import pandas as pd

from analysis.charts.counted import free_sides
from analysis.charts.description import (
    Axis,
    Chart,
    Remark,
    Row,
    Series,
    every_year,
    known,
    numbers,
    tick_range,
    written,
)
from analysis.competition.compute import EVERYBODY
from analysis.competition.words import COUPLE_NAMES, PlaceMeasure, matched_here, place_names, why_missing
from analysis.wording import SHORT_LABELS, SPECIALTY_LABELS

# Room above the highest number.
ABOVE_ALL: Final = 1.05
# Of a group there are about as many as places at most: room for the column at the right, and the ticks.
BESIDE_ENDS: Final = 1.45
HALVES: Final = (0, 0.5, 1)
_COUPLE_STYLES: Final = {"both": "line_matched", "one": "line_between", "neither": "line_unmatched"}


def place_dots(rows: pd.DataFrame, measure: PlaceMeasure) -> Chart:
    """Describe one measure of the places, a row per specialty.

    Args:
        rows: `analysis.competition.compute.of_year`, in drawing order.
        measure: what is drawn.
    """
    cells = numbers(rows[measure.column])
    records = rows.to_dict("records")
    second_hand = bool(rows["is_secondary"].eq(True).any())
    is_of_group = measure.group != EVERYBODY
    most = ABOVE_ALL * max(known(cells), default=1.0)
    top = most * BESIDE_ENDS if is_of_group else most
    counts = ["" if cell is None else measure.counts(row) for cell, row in zip(cells, records, strict=True)]
    return Chart(
        "rows",
        tuple(Row(*place_names(row, measure), end=matched_here(row, measure)) for row in records),
        (
            Series(
                measure.label.lower(),
                "place",
                cells,
                tuple(counts),
                leads=written(cells, measure.value),
                sides=free_sides(cells, most / 5 if is_of_group else 0, most),
                hollow=tuple(rows["is_secondary"].eq(True)),
            ),
        ),
        Axis(
            0,
            top,
            tuple(tick for tick in HALVES if tick <= most)
            if is_of_group
            else tick_range(0, top, max(1, ceil(top / 6)) if not measure.suffix else 10),
            measure.suffix,
            kind="shares" if measure.suffix else "counts",
        ),
        remarks=tuple(
            Remark(at, said, said)
            for at, (cell, row) in enumerate(zip(cells, records, strict=True))
            if cell is None and (said := why_missing(row, measure, second_hand))
        ),
        decimals=2 if is_of_group else 1,
        ends="matched" if is_of_group else "",
    )


def couple_lines(rows: pd.DataFrame) -> Chart:
    """Describe the shares of couples of whom both, one or neither matched: `couple_shares`."""
    years = every_year(rows)
    by_year = rows.set_index("match_year").reindex(list(years))
    cells = {slug: numbers(by_year[f"{slug}_pct"]) for slug in COUPLE_NAMES}
    return Chart(
        "lines",
        series=tuple(
            Series(
                name,
                _COUPLE_STYLES[slug],
                cells[slug],
                end=f"{known(cells[slug])[-1]:.1f}% {name}",
                strong=slug == "both",
            )
            for slug, name in COUPLE_NAMES.items()
        ),
        axis=Axis(0, 101, tick_range(0, 100, 20), "%", kind="shares"),
        xs=years,
        x_axis=Axis(years[0], years[-1], tick_range(years[0] + 1, years[-1], 10)),
        decimals=1,
    )


def soap_panels(rows: pd.DataFrame, shown: Sequence[str]) -> Chart:
    """Describe the positions in SOAP and those filled there, a small chart per specialty, on one scale.

    Args:
        rows: `analysis.competition.compute.soap_by_specialty`.
        shown: the specialties to draw, in drawing order, one at least.
    """
    drawn = rows.loc[rows["specialty"].isin(set(shown))]
    axis = Axis(0, 1.1 * max(int(drawn["available_count"].max()), 1), kind="counts")
    years = every_year(rows)
    return Chart(
        "lines",
        panels=tuple(_soap_panel(drawn.loc[drawn["specialty"] == slug], slug, years, axis) for slug in shown),
        axis=axis,
    )


def _soap_panel(rows: pd.DataFrame, slug: str, years: tuple[int, ...], axis: Axis) -> Chart:
    by_year = rows.set_index("match_year").reindex(list(years))
    available, filled = (numbers(by_year[f"{name}_count"]) for name in ("available", "filled"))
    label = SPECIALTY_LABELS[slug]
    return Chart(
        "lines",
        (Row(label, SHORT_LABELS[slug]),),
        (
            Series("positions in SOAP", "line_between", available, end=f"{available[-1] or 0:,.0f}"),
            Series("filled there", "line_matched", filled),
        ),
        axis,
        xs=years,
        x_axis=Axis(years[0], years[-1], (years[0], years[-1])),
        title=label,
        finding=f"{years[-1]}: {filled[-1] or 0:,.0f} of {available[-1] or 0:,.0f}",
    )
