"""The joint counts of one specialty's residents as a grid of shaded numbers, a person's bins outlined."""

from typing import Final

from analysis.charts.description import Axis, Band, Chart, Row, Series
from analysis.joint_scores.compute import Grid
from analysis.joint_scores.words import BIN_LABELS, NONE, said_bin
from data.residents import SCORE_BINS

# What stands behind the person's bins: a room has no more width for a head, and the rows say who that is.
OWN: Final = " ◂"
YOU: Final = f"{OWN} you"
# The same above the person's bin of Step 2 CK.
DOWN: Final = "▾"
# What the columns and the rows are.
SIDES: Final = "Step 2 CK →\nStep 1 ↓"


def _head(place: int) -> str:
    """Return the first and the last score of a bin in lines as narrow as a column on a phone."""
    low, high = SCORE_BINS[place].low, SCORE_BINS[place].high
    if low is None:
        return f"to\n{high}"
    return f"from\n{low}" if high is None else f"{low}\nto\n{high}"


def joint_grid(grid: Grid, own: tuple[int | None, int | None]) -> Chart:
    """Describe the grid: Step 1 upwards, Step 2 CK to the right.

    Args:
        grid: the result of `analysis.joint_scores.compute.joint_counts`.
        own: the places of the person's bins, Step 1 and Step 2 CK, None where there is none.
    """
    step1, step2_ck = own
    bins = range(len(BIN_LABELS))
    # The highest on top.
    order = tuple(reversed(bins))
    series = tuple(
        Series(
            said_bin("step2_ck", column, short=True) + (OWN if column == step2_ck else ""),
            "shaded",
            tuple(float(grid.cells[row][column]) if grid.cells[row][column] else None for row in order),
            tuple(f"{grid.cells[row][column]:,}" if grid.cells[row][column] else NONE for row in order),
            strong=column == step2_ck,
        )
        for column in bins
    )
    rows = tuple(
        Row(BIN_LABELS[row] + (YOU if row == step1 else ""), weight=int(row == step1)) for row in order
    )
    outlines = []
    if step1 is not None:
        place = order.index(step1)
        outlines.append(Band(0, len(bins), (place, place)))
    if step2_ck is not None:
        outlines.append(Band(step2_ck, step2_ck + 1, (0, len(bins) - 1)))
    highest = max(max(row) for row in grid.cells)
    heads = tuple(_head(column) + (f"\n{DOWN}" if column == step2_ck else "") for column in bins)
    axis = Axis(0, highest, kind="counts")
    return Chart("grid", rows, series, axis, x_axis=Axis(title=SIDES), bands=tuple(outlines), heads=heads)
