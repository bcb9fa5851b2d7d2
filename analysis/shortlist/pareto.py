"""Which of several choices no other one reaches in two numbers at once."""

from collections.abc import Iterable, Sequence

import numpy as np


def pareto_front(first: Iterable[float], second: Iterable[float]) -> list[bool]:
    """Mark the choices that no other one dominates, where larger counts as further for both numbers.

    A choice dominates another when both its numbers are at least as large and one of them is larger; two
    equal choices do not dominate each other.

    Args:
        first: one number per choice.
        second: the other number of the same choices, in the same order.

    Returns:
        One truth value per choice, in the order given; False where a number is NaN, which dominates nothing
        either.

    Raises:
        ValueError: when the two differ in length.
    """
    one, other = np.array([*first], dtype="float64"), np.array([*second], dtype="float64")
    if one.shape != other.shape:
        raise ValueError(f"{len(one)} first numbers and {len(other)} second numbers; as many are needed.")
    # Row: the choice that may be dominated; column: the one that may dominate it. NaN compares False.
    as_large = (one >= one[:, None]) & (other >= other[:, None])
    larger = (one > one[:, None]) | (other > other[:, None])
    known = ~(np.isnan(one) | np.isnan(other))
    return [bool(mark) for mark in known & ~(as_large & larger).any(axis=1)]


def front_corners(
    ahead: Sequence[tuple[float, float]], left: float, bottom: float
) -> list[tuple[float, float]]:
    """Return the corners of the step line through the non-dominated, from the left edge to the bottom.

    A step, not a slope: between two choices nothing is reached in both numbers.

    Args:
        ahead: x and y of the non-dominated choices, at least one.
        left: x of the left edge.
        bottom: y of the bottom edge.
    """
    # None dominates another, so from left to right they go down, and two at one x are at one height.
    ahead = sorted(ahead)
    corners = [(left, ahead[0][1])]
    for x, y in ahead:
        corners += [(corners[-1][0], y), (x, y)]
    return [*corners, (corners[-1][0], bottom)]
