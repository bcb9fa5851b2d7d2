"""Shares of those who ranked one specialty only: dots with their interval, and the two counts beside them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from analysis.charts.counted import labels_at_ends
from analysis.charts.description import Axis, Chart, Remark, Row, Series, Span, numbers, tick_range, written
from analysis.only_choice.words import in_short, why_no_share
from analysis.wording import GROUP_PLURALS, SHORT_LABELS
from data.vocabulary import TOTAL

_WHOLE: Final = 100
# So that the last number of the axis is not cut at its edge.
_ROOM: Final = 3
_ENDS: Final = ("lower end of the 95% interval", "upper end of the 95% interval")


def _dots(rows: pd.DataFrame, named: Sequence[Row]) -> Chart:
    """Describe shares as dots, a series per applicant type, in rows that are named already."""
    share, low, high = (numbers(rows[name]) for name in ("matched_pct", "low_pct", "high_pct"))
    matched, ranked = (numbers(rows[f"{name}_count"]) for name in ("matched", "ranked_only"))
    counts = [in_short(*pair) for pair in zip(matched, ranked, strict=True)]
    # Of few people and of none there is no share: what there is stands in the row, in words.
    words = [
        "" if one is not None else why_no_share(part, whole)
        for one, part, whole in zip(share, matched, ranked, strict=True)
    ]
    kinds = list(rows["applicant_type"])
    hollow = tuple(rows["is_secondary"].eq(True))
    return Chart(
        "rows",
        tuple(replace(row, count=whole) for row, whole in zip(named, ranked, strict=True)),
        (
            *labels_at_ends(share, (low, high), (written(share, "{:.1f}%"), counts), (0, _WHOLE), _ENDS),
            *(
                Series(
                    f"{GROUP_PLURALS[kind]} who matched",
                    f"{kind}_mark",
                    tuple(one if kinds[at] == kind else None for at, one in enumerate(share)),
                    hollow=hollow,
                    hover="matched, %",
                )
                for kind in dict.fromkeys(kinds)
            ),
        ),
        Axis(0, _WHOLE + _ROOM, tick_range(0, _WHOLE, 20), "%", kind="shares"),
        spans=(Span("range", low, high),),
        remarks=tuple(Remark(at, said, said) for at, said in enumerate(words) if said),
        decimals=1,
    )


def specialty_dots(rows: pd.DataFrame) -> Chart:
    """Describe the shares of one group and year, a row per specialty.

    Args:
        rows: `analysis.only_choice.compute.of_year`, in drawing order.
    """
    named = [
        Row(label, SHORT_LABELS[slug], int(slug == TOTAL))
        for slug, label in zip(rows["specialty"], rows["label"], strict=True)
    ]
    return _dots(rows, named)


def year_dots(rows: pd.DataFrame, names: Sequence[str]) -> Chart:
    """Describe the shares of one specialty, a row per year.

    Args:
        rows: `analysis.only_choice.compute.by_year`, newest first.
        names: what each row is called: the year, and who is counted.
    """
    return _dots(rows, [Row(name) for name in names])
