"""The rank of credentials: a dot for the rank, a line for its range over the weightings."""

import pandas as pd

from analysis.charts.description import Axis, Chart, Remark, Series, Span, known, numbers
from analysis.standing.chart import specialty_rows

# Room on the right for the printed range, as a share of the ranks.
ROOM = 0.55


def rank_range(ranked: pd.DataFrame) -> Chart:
    """Describe the rank of every specialty and its range.

    Args:
        ranked: the result of `analysis.credentials.compute.rank_credentials`.
    """
    rank, low, high = (numbers(ranked[name]) for name in ("rank", "rank_lowest", "rank_highest"))
    last = max(known(rank, high), default=1.0)
    texts = tuple(
        "" if None in ends else "{:g} ({:g}–{:g})".format(*ends) for ends in zip(rank, low, high, strict=True)
    )
    return Chart(
        "rows",
        specialty_rows(ranked),
        (
            Series("highest number over seven weightings", "range_end", high, texts),
            Series("lowest number over seven weightings", "range_end", low),
            Series("rank with these weights", "rank", rank, hover="rank"),
        ),
        Axis(0, (1 + ROOM) * last, (1, *range(5, int(last) + 1, 5)), kind="ranks"),
        spans=(Span("range", low, high),),
        remarks=tuple(
            Remark(at, "no rank, because a component is missing", "no rank")
            for at, value in enumerate(rank)
            if value is None
        ),
        asides=("Rank 1 is at the bottom.",),
    )
