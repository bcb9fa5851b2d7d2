"""Which of several choices no other one reaches in two numbers at once."""

from collections.abc import Iterable, Sequence
from math import isnan


def pareto_front(first: Iterable[float], second: Iterable[float]) -> list[bool]:
    """Mark the choices that no other one dominates, where larger counts as further for both numbers.

    A choice dominates another when both its numbers are at least as large and one of them is larger; two
    equal choices do not dominate each other. One with a NaN is not marked, and dominates nothing either.

    Args:
        first: one number per choice.
        second: the other number of the same choices, in the same order.

    Raises:
        ValueError: when the two differ in length.
    """
    choices = list(zip(first, second, strict=True))
    # NaN compares False.
    return [
        not (isnan(one) or isnan(other))
        and not any(x >= one and y >= other and (x > one or y > other) for x, y in choices)
        for one, other in choices
    ]


def front_corners(
    ahead: Sequence[tuple[float, float]], left: float, bottom: float
) -> list[tuple[float, float]]:
    """Return the corners of the step line through the non-dominated, of which there is at least one.

    It goes from the left edge to the bottom, in steps and not in slopes: between two choices nothing is
    reached in both numbers.
    """
    # None dominates another, so from left to right they go down, and two at one x are at one height.
    ahead = sorted(ahead)
    corners = [(left, ahead[0][1])]
    for x, y in ahead:
        corners += [(corners[-1][0], y), (x, y)]
    return [*corners, (corners[-1][0], bottom)]
