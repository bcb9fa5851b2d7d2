"""Places for labels beside marks, so that they cover neither marks nor each other."""

from collections.abc import Sequence
from typing import Final

# Marks closer than this in height compete for the same places.
CROWDED: Final = 40
LABEL_HEIGHT: Final = 14
LETTER_WIDTH: Final = 6.8
REACH: Final = 14
# A label that found no free place looks again when all others stand.
ROUNDS: Final = 2

Box = tuple[float, float, float, float]
SHIFTS: Final = (0, *(way * far for far in (9, 15, 20, 25, 31, 37, 43, 50, 58, 66) for way in (-1, 1)))
SIDES: Final = ("right", "left")
# A place for a label: side of its mark, how far down and how much further aside, in pixels.
Place = tuple[str, int] | tuple[str, int, int]
# The nearest first.
PLACES: Final[tuple[Place, ...]] = tuple((side, shift) for shift in SHIFTS for side in SIDES)
# Where there is the width, a label may also stand further aside.
PLACES_WIDE: Final[tuple[Place, ...]] = (
    *PLACES,
    *((side, shift, aside) for aside in (25, 50, 80, 110) for shift in SHIFTS for side in SIDES),
)


def aside_of(place: Place) -> float:
    """Return how much further aside than beside its mark a label stands, to the right positive."""
    side, _, *aside = place
    return sum(aside) if side == "right" else -sum(aside)


def _box(x: float, y: float, place: Place, width: float, stretch: float) -> Box:
    """Return left, top, right and bottom of a label, in pixels."""
    side, shift, *_ = place
    left = (x + REACH if side == "right" else x - REACH - width) + stretch * aside_of(place)
    return left, y + shift - LABEL_HEIGHT / 2, left + width, y + shift + LABEL_HEIGHT / 2


def _overlap(one: Box, other: Box) -> float:
    """Return how much of two boxes overlaps, in square pixels."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0) * max(high, 0)


def place_labels(
    marks: Sequence[tuple[float, float]],
    labels: Sequence[str],
    width: float,
    stretches: Sequence[float] = (1.0,),
    lines: Sequence[Box] = (),
    places: Sequence[Place] = PLACES,
) -> list[Place]:
    """Choose a place for the label of every mark, so that labels cover neither marks nor each other.

    Args:
        marks: x and y of the marks, in pixels from the left and the top.
        labels: their texts.
        width: width of the plot, in pixels.
        stretches: how many times as wide the plot may be drawn; a place must do for all of them.
        lines: what else labels keep clear of: left, top, right and bottom, in pixels.
        places: the places to choose from, the best first; what is further aside draws apart with the plot.

    Returns:
        Side (`right` or `left`) and shift (pixels, down is positive) per mark, in the order given, and how
        far aside where `places` say so. Where there is no free place, the one that covers least.
    """
    dots = [[(x * by - 6, y - 6, x * by + 6, y + 6) for x, y in marks] for by in stretches]
    ruled = [[(left * by, up, right * by, low) for left, up, right, low in lines] for by in stretches]
    taken: list[dict[int, Box]] = [{} for _ in stretches]
    chosen: dict[int, Place] = {}

    def boxes(at: int, place: Place) -> list[Box]:
        (x, y), long = marks[at], LETTER_WIDTH * len(labels[at])
        return [_box(x * by, y, place, long, by / stretches[0]) for by in stretches]

    def cost(at: int, place: Place) -> float:
        total = 0.0
        every = zip(stretches, boxes(at, place), taken, dots, ruled, strict=True)
        for by, box, others, points, strokes in every:
            total += 100 * (max(0.0, -box[0]) + max(0.0, box[2] - width * by))
            total += sum(_overlap(box, other) for number, other in others.items() if number != at)
            total += sum(_overlap(box, stroke) for stroke in strokes)
            total += sum(_overlap(box, dot) for number, dot in enumerate(points) if number != at)
        return total

    # The crowded ones first, while there is still a choice.
    crowd = [sum(abs(y - other) < CROWDED for _, other in marks) for _, y in marks]
    order = sorted(range(len(marks)), key=lambda at: (-crowd[at], marks[at]))
    for again in range(ROUNDS):
        for at in order:
            # Whoever has a free place keeps it; the others look for one that has become free.
            if again and not cost(at, chosen[at]):
                continue
            costs: dict[Place, float] = {}
            for place in places:
                costs[place] = cost(at, place)
                # The nearest free place is the best one.
                if not costs[place]:
                    break
            chosen[at] = min(costs, key=costs.__getitem__)
            for others, box in zip(taken, boxes(at, chosen[at]), strict=True):
                others[at] = box
    return [chosen[at] for at in range(len(marks))]
