"""Dots with what they are over beside them: the value in bold, its counts below, on the free side."""

from collections.abc import Sequence

from analysis.charts.description import Cells, Series, Side


def free_sides(cells: Cells, low: float, high: float) -> tuple[Side, ...]:
    """Return the side of each mark on which there is more room between two ends of an axis."""
    middle = (low + high) / 2
    return tuple("left" if value is not None and value > middle else "right" for value in cells)


def labels_at_ends(
    cells: Cells,
    reaches: tuple[Cells, Cells],
    labels: tuple[Sequence[str], Sequence[str]],
    axis: tuple[float, float],
    names: tuple[str, str],
) -> tuple[Series, Series]:
    """Return what is printed beside dots with an interval, past its ends.

    Args:
        cells: the values of the dots.
        reaches: the lower and the upper ends of their intervals.
        labels: what is printed in bold for each row, and the counts below it.
        axis: its two ends.
        names: what the lower and the upper ends are called.

    Returns:
        A series at the lower ends, with the labels to their left, and one at the upper ends, with those to
        their right; a page shows the labels alone.
    """
    sides = free_sides(cells, *axis)

    def printed(side: Side, ends: Cells, name: str) -> Series:
        shown = [one == side and value is not None for one, value in zip(sides, cells, strict=True)]
        leads, texts = (
            tuple(text if is_shown else "" for text, is_shown in zip(column, shown, strict=True))
            for column in labels
        )
        return Series(name, "range_end", ends, texts, leads=leads, sides=(side,) * len(cells))

    return printed("left", reaches[0], names[0]), printed("right", reaches[1], names[1])
