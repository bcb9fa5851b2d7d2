"""Which of several choices no other one reaches in two numbers at once."""

from collections.abc import Iterable

import numpy as np


def non_dominated(first: Iterable[float], second: Iterable[float]) -> list[bool]:
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
