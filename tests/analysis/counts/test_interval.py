import pandas as pd
import pytest

from analysis.counts.interval import wilson_pct


def test_the_interval_of_non_us_imgs_who_ranked_only_internal_medicine_in_2021():
    assert wilson_pct(1743, 3080) == pytest.approx((54.8, 58.3), abs=0.05)


@pytest.mark.parametrize(
    ("matched", "total", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0, 16.11), (1, 29, 0.61, 17.18)],
)
def test_published_intervals(matched, total, low, high):
    assert wilson_pct(matched, total) == pytest.approx((low, high), abs=0.01)


def test_it_covers_as_often_as_it_says():
    """Add up the binomial probabilities of the counts whose interval holds the true share."""
    total, share = 40, 0.3
    counts = pd.Series(range(total + 1), dtype="float64")
    low, high = wilson_pct(counts, pd.Series(total, counts.index))
    weight, probabilities = (1 - share) ** total, []
    for count in range(total + 1):
        probabilities.append(weight)
        weight *= (total - count) / (count + 1) * share / (1 - share)
    covered = pd.Series(probabilities)[(low <= 100 * share) & (100 * share <= high)].sum()
    assert 0.93 < covered < 0.97


def test_series_keep_their_index_and_nobody_has_no_interval():
    low, high = wilson_pct(pd.Series([5, 0, 10], [7, 8, 9]), pd.Series([10, 0, 10], [7, 8, 9]))
    assert low.index.tolist() == high.index.tolist() == [7, 8, 9]
    assert low.isna().tolist() == high.isna().tolist() == [False, True, False]
    assert (high[9], low[7] + high[7]) == pytest.approx((100, 100))
    assert wilson_pct(0, 0) == pytest.approx((float("nan"), float("nan")), nan_ok=True)


@pytest.mark.parametrize(("matched", "total"), [(3, 2), (-1, 2)])
def test_more_matched_than_there_are_is_refused(matched, total):
    with pytest.raises(ValueError, match="matched_count must lie between 0 and total_count"):
        wilson_pct(matched, total)
