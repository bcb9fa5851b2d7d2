"""How rows become series of a chart: labels that keep clear of each other, and words for what is missing."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, floor
from typing import Final

import pandas as pd

from analysis.export.slides.specs import Axis, Cells, Label, Series, numbers
from analysis.export.slides.text import width_of
from analysis.wording import FLAG_BY_SLUG, SHORT_LABELS, STATUS_LABELS

Box = tuple[float, ...]

# More letters than this do not fit one line beside a bar.
LABEL_MOST: Final = 28
SCORE_STEP: Final = 10
# Room above and below the outermost score for its printed value, points.
SCORE_ROOM: Final = 4
# Of a scatter, in inches: about how large the plot is, its marks, and labels of this size in points.
PLOT_SIZE: Final = (11.3, 2.6)
MARK: Final = 0.1
LABEL_SIZE: Final = 12
LABEL_HEIGHT: Final = 0.19
# How far down labels may move, inches, the nearest first.
SHIFTS: Final = (0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4, 0.5, -0.5)


def names_of(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the short names of specialties, or their labels where they are none of the known ones."""
    pairs = zip(rows["specialty"], rows["label"], strict=True)
    return tuple(SHORT_LABELS.get(slug, label) for slug, label in pairs)


def long_names_of(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the labels of specialties, shortened only where they would take two lines beside a bar."""
    pairs = zip(rows["label"], names_of(rows), strict=True)
    return tuple(label if len(label) <= LABEL_MOST else short for label, short in pairs)


def score_axis(*columns: Cells) -> Axis:
    """Return an axis that holds every score with its label; it does not start at zero, so marks are dots."""
    known = [value for column in columns for value in column if value is not None]
    if not known:
        return Axis()
    return Axis(
        floor((min(known) - SCORE_ROOM) / SCORE_STEP) * SCORE_STEP,
        ceil((max(known) + SCORE_ROOM) / SCORE_STEP) * SCORE_STEP,
        SCORE_STEP,
    )


def labels_in_columns(columns: Sequence[Cells]) -> list[tuple[Label | None, ...]]:
    """Return a label for every mark of dots that stand above each other, so that none covers another.

    Args:
        columns: the values of each series; where several have one value, the first of them is labelled.

    Returns:
        Labels per series: the highest of a row above its mark, the lowest below, the rest beside.
    """
    labels: list[list[Label | None]] = [[] for _ in columns]
    for row in zip(*columns, strict=True):
        known = [value for value in row if value is not None]
        for place, value in enumerate(row):
            label = None
            if value is not None and value not in row[:place]:
                label = Label("t" if value == max(known) else "b" if value == min(known) else "r")
            labels[place].append(label)
    return [tuple(of_series) for of_series in labels]


def few_remarks(names: Sequence[str], flags: Sequence[Collection[str]]) -> Iterator[tuple[str, str]]:
    """Yield the rows whose averages are over few people, with the words for it."""
    for name, of_row in zip(names, flags, strict=True):
        if "few_matched" in of_row:
            yield name, FLAG_BY_SLUG["few_matched"].label


def missing_averages(
    names: Sequence[str], matched: Cells, unmatched: Cells, statuses: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the rows that lack an average, with the words for it.

    Args:
        names: of the rows.
        matched: averages of those who matched.
        unmatched: averages of those who did not; all missing where the source has none for anybody.
        statuses: why an average of the row is missing, slugs of cell statuses.
    """
    ever_unmatched = any(value is not None for value in unmatched)
    for name, yes, no, status in zip(names, matched, unmatched, statuses, strict=True):
        words = STATUS_LABELS[status]
        if yes is None and (no is None or not ever_unmatched):
            yield name, words
        elif yes is None:
            yield name, f"matched average {words}"
        elif no is None and ever_unmatched:
            yield name, f"unmatched average {words}"


def averages_series(matched: Cells, unmatched: Cells) -> tuple[Series, ...]:
    """Return two averages as marks above each other, joined where they separate, dashed where they do not."""
    pairs = list(zip(matched, unmatched, strict=True))
    separation = [None if yes is None or no is None else yes - no for yes, no in pairs]
    for_matched, for_unmatched = labels_in_columns([matched, unmatched])
    series = Series(
        "matched average",
        matched,
        "matched",
        labels=for_matched,
        join=upward(None if size is None else -size for size in separation),
        join_dash="sysDash",
    )
    if all(value is None for value in unmatched):
        return (series,)
    others = Series(
        "unmatched average",
        unmatched,
        "unmatched",
        labels=for_unmatched,
        join=upward(separation),
    )
    # The filled mark is drawn over the ring, so that both are seen where they are equal.
    return others, series


def upward(lengths: Iterable[float | None]) -> Cells:
    """Return the lengths that go up, None for the others."""
    return tuple(None if size is None or size <= 0 else size for size in lengths)


def not_separating(names: Sequence[str], matched: Cells, unmatched: Cells) -> Iterator[tuple[str, str]]:
    """Yield the rows whose averages do not separate, with the words for it."""
    for name, yes, no in zip(names, matched, unmatched, strict=True):
        if yes is not None and no is not None and yes <= no:
            yield name, "the averages do not separate"


def score_line(scores: Cells) -> tuple[Series, ...]:
    """Return the person's score as a line across the rows, where there is one; its name has the value."""
    known = [value for value in scores if value is not None]
    return (Series(f"you, {known[0]:g}", scores, "user_line"),) if known else ()


def bridged_line(rows: pd.DataFrame) -> tuple[Series, ...]:
    """Return the score of an era bridge as a dashed line across the rows, where one is drawn."""
    if "bridged_score" not in rows:
        return ()
    cells = numbers(rows["bridged_score"])
    known = [value for value in cells if value is not None]
    said = f"as far from its year’s national average: {known[0]:g}" if known else ""
    return (Series(said, cells, "bridged_line"),) if known else ()


def ends_apart(lasts: Sequence[float], least: float) -> list[str]:
    """Return where the label at the end of each line goes, so that close ends do not cover each other.

    Args:
        lasts: the last value of every line.
        least: of two ends closer than this, the upper one has its label above, the other one beside.
    """
    places = ["r"] * len(lasts)
    for low, high in pairwise(sorted(range(len(lasts)), key=lasts.__getitem__)):
        if lasts[high] - lasts[low] < least:
            places[high] = "t"
    return places


def scatter_labels(
    xs: Sequence[float], ys: Sequence[float], names: Sequence[str], sides: str = "rltb"
) -> tuple[Label | None, ...]:
    """Return a label for the marks of a scatter, where it covers least.

    Args:
        xs: places of the marks, as shares of the width of the plot.
        ys: the same of its height.
        names: texts of the labels; None for an empty one.
        sides: where labels may stand, the best side first.
    """
    marks = [(PLOT_SIZE[0] * x, PLOT_SIZE[1] * y) for x, y in zip(xs, ys, strict=True)]
    dots = [(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in marks]
    # Beside a mark, a label may also move up or down a little.
    places = [(side, shift) for shift in SHIFTS for side in sides if not shift or side in "rl"]
    taken: list[Box] = []
    labels: dict[int, Label] = {}
    # The crowded ones first, while there is still a choice.
    crowd = [sum(abs(x - a) < 1 and abs(y - b) < 3 * LABEL_HEIGHT for a, b in marks) for x, y in marks]
    for at in sorted(range(len(marks)), key=lambda at: (-crowd[at], marks[at])):
        if not names[at]:
            continue
        boxes = _boxes(*marks[at], width_of(names[at], LABEL_SIZE))
        others = [*taken, *(dot for number, dot in enumerate(dots) if number != at)]
        moved = {
            place: tuple(edge - shift * (number % 2) for number, edge in enumerate(boxes[side]))
            for place in places
            for side, shift in (place,)
        }
        # The first of those that cover nothing, which is the nearest.
        best = min(places, key=lambda place: _cost(moved[place], others))
        taken.append(moved[best])
        labels[at] = Label(best[0], names[at], best[1] / PLOT_SIZE[1])
    return tuple(labels.get(at) for at, _ in enumerate(names))


def _cost(box: Box, others: Sequence[Box]) -> float:
    """Return how much a label covers, and how far it leaves the plot."""
    out = sum(max(0.0, -box[at]) + max(0.0, box[at + 2] - PLOT_SIZE[at]) for at in (0, 1))
    return out + sum(_overlap(box, other) for other in others)


def _boxes(x: float, y: float, width: float) -> dict[str, Box]:
    """Return left, bottom, right and top of a label on each side of its mark."""
    high = LABEL_HEIGHT
    return {
        "r": (x + MARK, y - high / 2, x + MARK + width, y + high / 2),
        "l": (x - MARK - width, y - high / 2, x - MARK, y + high / 2),
        "t": (x - width / 2, y + MARK, x + width / 2, y + MARK + high),
        "b": (x - width / 2, y - MARK - high, x + width / 2, y - MARK),
    }


def _overlap(one: Box, other: Box) -> float:
    """Return how much of two boxes overlaps, in square inches."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0) * max(high, 0)
