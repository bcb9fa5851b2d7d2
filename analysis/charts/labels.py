"""Places for labels beside marks, so that they cover neither marks nor each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

LABEL_HEIGHT: Final = 14
LETTER_WIDTH: Final = 6.8
REACH: Final = 14
# A label that found no free place looks again when all others stand.
ROUNDS: Final = 2

# A box so far away that it covers nothing.
NOWHERE: Final = -1e9
# Places are looked at in steps, as long as none before is free.
STAGES: Final = (0, 2, 12, 42, 1000)

Boxes = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]
# Side of the mark (right, left, above, below), how far down and how much further aside, all in one unit.
Place = tuple[str, float, float]
SHIFTS: Final = (0, *(way * far for far in (9, 15, 20, 25, 31, 37, 43, 50, 58, 66) for way in (-1, 1)))
SIDES: Final = ("right", "left")
# The nearest first.
PLACES: Final[tuple[Place, ...]] = tuple((side, shift, 0) for shift in SHIFTS for side in SIDES)
# Where there is the width, a label may also stand further aside.
PLACES_WIDE: Final[tuple[Place, ...]] = (
    *PLACES,
    *((side, shift, aside) for aside in (25, 50, 80, 110) for shift in SHIFTS for side in SIDES),
)


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot that labels are placed in; any one unit does for all of it.

    Attributes:
        width: of the plot.
        stretches: how many times as wide it may be drawn; a place must do for all of them.
        places: the places to choose from, the best first.
        mark: half the width of a mark.
        reach: from the middle of a mark to its label.
        letters: the height of a label.
        crowded: marks closer than this in height compete for the same places.
        height: of the plot, where labels must keep inside it.
        long: the width of a label.
    """

    width: float
    stretches: tuple[float, ...] = (1.0,)
    places: tuple[Place, ...] = PLACES
    mark: float = 6
    reach: float = REACH
    letters: float = LABEL_HEIGHT
    crowded: float = 40
    height: float = 0
    long: Callable[[str], float] = lambda label: LETTER_WIDTH * len(label)


def aside_of(place: Place) -> float:
    """Return how much further aside than beside its mark a label stands, to the right positive."""
    side, _, aside = place
    return aside if side == "right" else -aside


@lru_cache(maxsize=8)
def _places_of(plot: Plot) -> tuple[Boxes, Boxes]:
    """Return the boxes of a label without width at all places around a mark at 0, for all stretches.

    Returns:
        The boxes (stretch, place, edge), and how many times its width a label reaches further (place, edge).
    """
    half, beside = plot.letters / 2, {"right": (plot.reach, 0.0), "left": (-plot.reach, -1.0)}
    boxes, reaches = np.empty((len(plot.stretches), len(plot.places), 4)), np.zeros((len(plot.places), 4))
    for at, place in enumerate(plot.places):
        side, shift, _ = place
        left, reach = beside.get(side, (0.0, -0.5))
        middle = shift + {"above": -plot.mark - half, "below": plot.mark + half}.get(side, 0)
        reaches[at, 0], reaches[at, 2] = reach, reach + 1
        for number, stretch in enumerate(plot.stretches):
            x = left + stretch / plot.stretches[0] * aside_of(place)
            boxes[number, at] = x, middle - half, x, middle + half
    return boxes, reaches


def _covered(boxes: Boxes, others: Boxes) -> Boxes:
    """Return how much of each box the others cover: stretch, place, edge and stretch, other, edge."""
    left, top, right, low = boxes.transpose(2, 0, 1)[..., None]
    other_left, other_top, other_right, other_low = others.transpose(2, 0, 1)[:, :, None]
    wide = np.minimum(right, other_right) - np.maximum(left, other_left)
    high = np.minimum(low, other_low) - np.maximum(top, other_top)
    return np.asarray((np.maximum(wide, 0) * np.maximum(high, 0)).sum(axis=(0, 2)))


def place_labels(
    marks: Sequence[tuple[float, float]], labels: Sequence[str], plot: Plot, lines: Sequence[Box] = ()
) -> list[Place]:
    """Choose a place for the label of every mark, so that labels cover neither marks nor each other.

    Args:
        marks: x and y of the marks from the left and the top, in the unit of the plot.
        labels: their texts; an empty one takes no room.
        plot: what they stand in.
        lines: what else labels keep clear of: left, top, right and bottom.

    Returns:
        The place of each label, in the order given. Where there is no free one, the one that covers least.
    """
    if not marks:
        return []
    xs, ys = (np.array([mark[axis] for mark in marks], dtype="float64") for axis in (0, 1))
    by = np.array(plot.stretches)[:, None]
    # The middle of every mark, twice, at every stretch; and around it: left, top, right and bottom.
    middles = np.stack([*np.broadcast_arrays(xs * by, ys)] * 2, axis=2)
    dots = middles + plot.mark * np.array([-1, -1, 1, 1])
    strokes = np.array([*lines], dtype="float64").reshape(-1, 4) * by[..., None] ** np.array([1, 0, 1, 0])
    # What stands already: the marks, then the lines, then the labels.
    taken = np.concatenate([dots, strokes, np.full_like(dots, NOWHERE)], axis=1)
    label_at = dots.shape[1] + strokes.shape[1]
    nowhere_wide, reaches = _places_of(plot)
    shapes = [nowhere_wide + (plot.long(label) if label else 0) * reaches for label in labels]
    chosen = [0] * len(marks)

    def costs(at: int, first: int, stop: int) -> Boxes:
        """Return what a label costs at some of its places: what it covers, and how far it leaves the plot."""
        boxes = shapes[at][:, first:stop] + middles[:, at, None]
        out = np.maximum(-boxes[..., 0], 0) + np.maximum(boxes[..., 2] - plot.width * by, 0)
        if plot.height:
            out += np.maximum(-boxes[..., 1], 0) + np.maximum(boxes[..., 3] - plot.height, 0)
        # A label covers neither its own mark nor itself.
        own = taken[:, [at, label_at + at]]
        taken[:, [at, label_at + at]] = NOWHERE
        total = 100 * out.sum(axis=0) + _covered(boxes, taken)
        taken[:, [at, label_at + at]] = own
        return np.asarray(total)

    # The crowded ones first, while there is still a choice.
    crowd = (np.abs(ys[:, None] - ys[None, :]) < plot.crowded).sum(axis=1)
    named = (at for at, label in enumerate(labels) if label)
    order = sorted(named, key=lambda at: (-crowd[at], marks[at]))
    for again in range(ROUNDS):
        for at in order:
            # Whoever has a free place keeps it; the others look for one that has become free.
            if again and not costs(at, chosen[at], chosen[at] + 1)[0]:
                continue
            tried: list[Boxes] = []
            # Mostly the nearest places do, so those further away are looked at later.
            for first, stop in pairwise(STAGES):
                if first >= len(plot.places) or (tried and not tried[-1].min()):
                    break
                tried.append(costs(at, first, stop))
            # The first of the cheapest, which is the nearest free one.
            chosen[at] = int(np.concatenate(tried).argmin())
            taken[:, label_at + at] = shapes[at][:, chosen[at]] + middles[:, at]
    return [plot.places[place] for place in chosen]


def spread(places: Sequence[float], step: float) -> list[float]:
    """Move labels apart so that neighbours keep `step` between them, each as near its place as that allows.

    The places may be in any order; the new ones are in the same.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = [places[at] for at in order]
    for _ in range(40):
        for low in range(len(moved) - 1):
            overlap = step - (moved[low + 1] - moved[low])
            if overlap > 1e-9:
                moved[low] -= overlap / 2
                moved[low + 1] += overlap / 2
    result = [0.0] * len(places)
    for place, at in zip(moved, order, strict=True):
        result[at] = place
    return result
