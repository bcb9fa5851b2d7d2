"""What every schedule is described with: boxes along rows by their looks, and words beside them."""

from collections.abc import Collection, Mapping, Sequence

from analysis.charts.description import Cells, Series, Side, Span


def where(shown: Sequence[bool], cells: Sequence[float | None]) -> Cells:
    """Return the cells of the rows that are shown, and none in the others."""
    return tuple(cell if is_shown else None for cell, is_shown in zip(cells, shown, strict=True))


def boxes(
    looks: Sequence[str],
    lows: Sequence[float | None],
    highs: Sequence[float | None],
    names: Mapping[str, str],
    hollow: Collection[str] = (),
) -> tuple[Span, ...]:
    """Return the boxes of some rows, those of one look together.

    Args:
        looks: of each row; one that has no name here has no box.
        lows: where the box of each row begins.
        highs: where it ends.
        names: look -> what its boxes are called on a slide, in the order in which they are drawn.
        hollow: looks whose boxes are hollow, where any are.
    """
    return tuple(
        Span(
            look,
            where(own, lows),
            where(own, highs),
            hollow=(look in hollow,) * len(own) if hollow else (),
            name=name,
        )
        for look, name in names.items()
        if any(own := [one == look for one in looks])
    )


def words_beside(name: str, side: Side, cells: Cells, words: Sequence[str]) -> Series:
    """Return words at one side of a place in each row; none in a row without a place."""
    shown = tuple("" if cell is None else text for cell, text in zip(cells, words, strict=True))
    return Series(name, "plan_text", cells, shown, sides=(side,) * len(shown))
