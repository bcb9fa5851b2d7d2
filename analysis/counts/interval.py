"""How far a share can be off when few people stand behind it: the 95% interval of Wilson."""

from typing import Final, overload

import numpy as np
import pandas as pd

# Of the standard normal distribution: 2.5% lie above it.
_Z: Final = 1.959963984540054


@overload
def wilson_pct(matched_count: float, total_count: float) -> tuple[float, float]: ...
@overload
def wilson_pct(matched_count: pd.Series, total_count: pd.Series) -> tuple[pd.Series, pd.Series]: ...
def wilson_pct(
    matched_count: float | pd.Series, total_count: float | pd.Series
) -> tuple[float, float] | tuple[pd.Series, pd.Series]:
    """Return the lower and upper end of the 95% Wilson interval of a share, in percent.

    The interval stays within 0 and 100 and is of use with few people too. It says how much the share could
    vary among as many people who choose alike; it is no interval of one person's result.

    Args:
        matched_count: how many of them matched.
        total_count: how many there are; of nobody (0) there is no interval, and both ends are NaN.

    Returns:
        Two numbers, or two series with the index of `matched_count` where series are given.

    Raises:
        ValueError: more matched than there are, or a count is negative.
    """
    many = isinstance(matched_count, pd.Series)
    index = matched_count.index if isinstance(matched_count, pd.Series) else None
    part = pd.Series(matched_count, index).astype("float64")
    whole = pd.Series(total_count, index).astype("float64")
    if (part > whole).any() or (part < 0).any():
        raise ValueError("matched_count must lie between 0 and total_count.")
    whole = whole.mask(whole == 0)
    share = part / whole
    middle = (share + _Z**2 / (2 * whole)) / (1 + _Z**2 / whole)
    half = _Z * np.sqrt(share * (1 - share) / whole + _Z**2 / (4 * whole**2)) / (1 + _Z**2 / whole)
    # Nobody and everybody leave one end at 0 or 100, but for the last digit of a floating number.
    low, high = (100 * (middle - half)).clip(lower=0), (100 * (middle + half)).clip(upper=100)
    return (low, high) if many else (float(low.iloc[0]), float(high.iloc[0]))
