"""Positions by state as a grid of equal squares: a map of areas would show land, not places."""

import pandas as pd

from analysis.charts.description import Chart, Remark, Row, Series, number
from analysis.states.compute import PlaceMeasure
from analysis.states.words import FEW_SIGN, NO_POSITIONS, in_square, shade_words
from analysis.wording import NONE_FILLED
from data.states import STATE_BY_SLUG


def _printed(value: float, filled: float | None, measure: PlaceMeasure) -> str:
    """Return the number of a square; below a share stands what it is of."""
    return in_square(value, measure) + (f"\n{filled:,.0f}" if measure.is_share else "")


def state_squares(rows: pd.DataFrame, measure: PlaceMeasure) -> Chart:
    """Describe one year's numbers as a square per state, in the order of the rows.

    The rows are those of `analysis.states.compute.states_of_year`.
    """
    states = [STATE_BY_SLUG[slug] for slug in rows["state"]]
    shades, values = list(rows["shade"]), [number(value) for value in rows[measure.column]]
    offered, filled = ([number(value) for value in rows[name]] for name in ("offered_count", "filled_count"))

    def of_shade(shade: str, name: str) -> Series:
        """Return the squares of one shade."""
        cells = tuple(value if own == shade else None for own, value in zip(shades, values, strict=True))
        return Series(
            name,
            f"shade_{shade}",
            cells,
            tuple(
                "" if value is None else _printed(value, of_filled, measure)
                for value, of_filled in zip(cells, filled, strict=True)
            ),
            tails=tuple(
                ""
                if value is None
                else f"{value:.1f}% of {of_filled:,.0f} filled"
                if measure.is_share
                else f"{value:,.0f} of {of_offered:,.0f} positions"
                if measure.slug == "unfilled"
                else f"{value:,.0f} positions"
                for value, of_offered, of_filled in zip(cells, offered, filled, strict=True)
            ),
        )

    lacking = [at for at, value in enumerate(values) if value is None]
    return Chart(
        "tiles",
        tuple(
            Row(state.label, state.code + (FEW_SIGN if shade == "few" else ""))
            for state, shade in zip(states, shades, strict=True)
        ),
        tuple(of_shade(shade, name) for shade, name in shade_words(rows, measure).items() if shade != "none"),
        remarks=tuple(Remark(at, NO_POSITIONS if offered[at] is None else NONE_FILLED) for at in lacking),
        decimals=int(measure.is_share),
        places=tuple((state.column, state.row) for state in states),
    )
