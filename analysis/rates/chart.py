"""Match rates over the years: one line per applicant type, and one rate under two denominators."""

from typing import Final

import pandas as pd

from analysis.charts.description import (
    Axis,
    Cells,
    Chart,
    Series,
    Side,
    every_year,
    known,
    numbers,
    tick_range,
    written,
)
from analysis.rates.compute import RATE_TYPES
from analysis.rates.words import second_hand_words
from analysis.wording import GROUP_LABELS

# The top of the axis of all rates, with room for a mark at 100.
WHOLE: Final = 101
DENOMINATORS: Final = {
    "of_active": ("of those with a rank list", "of those with a list"),
    "of_registered": ("of all who registered", "of all registered"),
}


def _by_year(rows: pd.DataFrame, column: str, years: tuple[int, ...]) -> Cells:
    """Return one value per year, None where the rows have none: a gap stays a gap."""
    return numbers(rows.set_index("match_year")[column].reindex(list(years)))


def _axis(highest: float) -> Axis:
    """Return the axis of a rate, from 0 percent, never cut."""
    return Axis(0, highest, tick_range(0, highest, 20), "%", kind="shares")


def rate_lines(series: pd.DataFrame, events: pd.DataFrame, applicant_group: str) -> Chart:
    """Describe PGY-1 match rates of four decades, one line per applicant type, labelled at its end.

    Args:
        series: `analysis.rates.compute.rate_series`.
        events: the `policy_events` to mark, with `first_match_year`, in the order of their numbers.
        applicant_group: slug of the group whose line is drawn stronger.
    """
    years = every_year(series)
    own = series.loc[(series["applicant_type"] == applicant_group) & ~series["is_secondary"]]
    last_own = int(own["match_year"].max())
    lines, misprints = [], []
    for kind in RATE_TYPES:
        rows = series.loc[series["applicant_type"] == kind]
        if rows.empty:
            continue
        name, values = GROUP_LABELS[kind], _by_year(rows, "match_rate_pct", years)
        copied = set(rows.loc[rows["is_secondary"], "match_year"])
        lines.append(
            Series(
                name,
                f"{kind}_line",
                values,
                hollow=tuple(year in copied for year in years),
                end=f"{name} {known(values)[-1]:.1f}",
                strong=kind == applicant_group,
            )
        )
        # A printed rate known to be wrong stands apart as a cross; the line has the restated one.
        printed = _by_year(rows, "printed_pct", years)
        if known(printed):
            texts = written(printed, "{:.1f}")
            # Away from its own line.
            sides: tuple[Side, ...] = tuple(
                "" if wrong is None else "above" if right is None or wrong > right else "below"
                for wrong, right in zip(printed, values, strict=True)
            )
            style = f"{kind}_misprint"
            misprints.append(Series(f"{name}, as printed", style, printed, texts, sides=sides))
    return Chart(
        "lines",
        series=(*lines, *misprints),
        axis=_axis(WHOLE),
        xs=years,
        x_axis=Axis(years[0], years[-1], tick_range(years[0] + 1, years[-1], 10)),
        events=tuple(int(year) for year in events["first_match_year"]),
        asides=(f"Hollow marks, {second_hand_words(last_own)}.",) if any(series["is_secondary"]) else (),
        decimals=1,
    )


def denominator_lines(rows: pd.DataFrame, match_year: int) -> Chart:
    """Describe the matched of one applicant type under two denominators, over the years.

    Args:
        rows: `analysis.rates.compute.two_denominators`.
        match_year: the year that the headline is about, named on the axis beside the first and the last.
    """
    years = every_year(rows)
    columns = {name: _by_year(rows, f"{name}_pct", years) for name in DENOMINATORS}
    return Chart(
        "lines",
        series=tuple(
            Series(
                DENOMINATORS[name][0],
                name,
                values,
                end=f"{known(values)[-1]:.1f}% {DENOMINATORS[name][1]}",
                strong=True,
            )
            for name, values in columns.items()
        ),
        axis=_axis(min(WHOLE, max(known(*columns.values()), default=0) + 15)),
        xs=years,
        x_axis=Axis(years[0], years[-1], tuple(sorted({years[0], match_year, years[-1]}))),
        decimals=1,
    )
