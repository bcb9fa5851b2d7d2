"""A score among the residents of every specialty: who scored lower, out of counts and quantiles as printed.

Nothing is interpolated: a score in a printed bin has a share from the lower bins alone to the lower bins and
its own, and lies between two printed quantiles.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Final

import pandas as pd

from analysis.wording import SPECIALTY_LABELS
from data.residents import SCORE_BINS
from data.vocabulary import TOTAL

# Figures over fewer residents than this are marked.
FEW_RESIDENTS: Final = 30
# The printed quantiles: column of `resident_quantiles` -> percent of residents at or below it.
QUANTILES: Final = {"value_p10": 10, "value_q1": 25, "value_median": 50, "value_q3": 75, "value_p90": 90}
# Column of `resident_scores` that has the bin of an exam.
BIN_OF: Final = {"step1": "step1_bin", "step2_ck": "step2_ck_bin"}


@dataclass(frozen=True, slots=True)
class Spread:
    """What is printed of the scores of one specialty's residents, for one exam.

    Attributes:
        specialty: slug.
        label: what people read for it.
        count: residents behind the quantiles; None without them.
        quantiles: the values at `QUANTILES`, points, ascending; empty where the table lacks the specialty.
        bins: residents per bin of `SCORE_BINS`, ascending; empty where the counts lack the specialty.
        source_ids: where they are printed.
    """

    specialty: str
    label: str
    count: int | None = None
    quantiles: tuple[float, ...] = ()
    bins: tuple[int, ...] = ()
    source_ids: tuple[str, ...] = ()

    @property
    def counted(self) -> int:
        """Residents with both scores, who are counted by bins."""
        return sum(self.bins)

    @property
    def residents(self) -> int | None:
        """Over how many its figures are: those of the quantiles, else those counted; None without any."""
        return self.count if self.count is not None else self.counted or None

    @property
    def median(self) -> float | None:
        """The printed median; None where there is none."""
        return self.quantiles[2] if self.quantiles else None

    @property
    def is_few(self) -> bool:
        """Whether its figures are over few residents."""
        return self.residents is not None and self.residents < FEW_RESIDENTS


@dataclass(frozen=True, slots=True)
class Share:
    """How many residents are in lower bins than a score, in the same, and in higher ones."""

    lower: int
    same: int
    higher: int

    @property
    def total(self) -> int:
        """All of them, at least one."""
        return self.lower + self.same + self.higher

    def pct(self, count: int) -> float:
        """Return percent of all of them."""
        return 100 * count / self.total

    @property
    def least_pct(self) -> float:
        """Percent who scored lower for certain: the lower bins alone."""
        return self.pct(self.lower)

    @property
    def most_pct(self) -> float:
        """Percent who may have scored lower: the lower bins and the same one."""
        return self.pct(self.lower + self.same)


def bin_of(score: int) -> int:
    """Return the place of a score's bin among `SCORE_BINS`."""
    return next(place for place, one in enumerate(SCORE_BINS) if one.high is None or score <= one.high)


def share_of(bins: Sequence[int], score: int) -> Share:
    """Return how many lie in lower bins than a score, in its own, and in higher ones."""
    own = bin_of(score)
    return Share(sum(bins[:own]), bins[own], sum(bins[own + 1 :]))


def place(spread: Spread, score: int | None) -> Share | None:
    """Return where a score lies among the counted residents; None without a score or counts."""
    return None if score is None or not spread.counted else share_of(spread.bins, score)


def spreads(resident_quantiles: pd.DataFrame, resident_scores: pd.DataFrame, exam: str) -> list[Spread]:
    """Gather what is printed of every specialty's residents for one exam.

    Args:
        resident_quantiles: the table of that name (AAMC, Report on Residents, Table B1).
        resident_scores: the table of that name (Table B2): residents per bin of both exams.
        exam: slug of the exam.

    Returns:
        One row per permanent specialty, by name, also where nothing is printed.
    """
    own = resident_quantiles.loc[resident_quantiles["resident_measure"] == exam].dropna(subset=["specialty"])
    printed = {row["specialty"]: row for row in own.to_dict("records")}
    known = resident_scores.dropna(subset=["specialty"])
    source_of = dict(zip(known["specialty"], known["source_id"], strict=True))
    counts = (
        known.pivot_table("resident_count", "specialty", BIN_OF[exam], aggfunc="sum", fill_value=0)
        .reindex(columns=[one.slug for one in SCORE_BINS], fill_value=0)
        .T.to_dict("list")
    )
    return [
        _spread(slug, printed.get(slug), counts.get(slug, ()), source_of.get(slug))
        for slug in SPECIALTY_LABELS
        if slug != TOTAL
    ]


def _spread(
    specialty: str, row: Mapping[Hashable, Any] | None, bins: Iterable[int], counted_in: str | None
) -> Spread:
    """Return the row of one specialty."""
    return Spread(
        specialty,
        SPECIALTY_LABELS[specialty],
        None if row is None else int(row["resident_count"]),
        () if row is None else tuple(float(row[name]) for name in QUANTILES),
        tuple(map(int, bins)),
        tuple(name for name in (row["source_id"] if row else None, counted_in) if name),
    )


def sorted_spreads(found: Iterable[Spread], score: int | None) -> list[Spread]:
    """Put the rows in drawing order.

    With a score by the share that scored lower, largest first (the lower bins, then the same one); without
    one by the median, lowest first. Rows without what they are sorted by come last, by name.
    """

    def key(row: Spread) -> tuple[float, float, str]:
        share = place(row, score)
        if share:
            return -share.least_pct, -share.most_pct, row.label
        by_median = inf if row.median is None else row.median
        return (inf if score is not None else by_median), by_median, row.label

    return sorted(found, key=key)


def side_of_half(spread: Spread, score: int) -> str:
    """Return on which side of half of the residents a score lies, as far as the print settles it.

    Returns:
        `lower`: no more than half scored lower; `upper`: at least half did; `open`: the printed figures leave
        it open; `none`: there are none.
    """
    if spread.median is not None:
        return "lower" if score <= spread.median else "upper"
    share = place(spread, score)
    if share is None:
        return "none"
    return "lower" if share.most_pct <= 50 else "upper" if share.least_pct >= 50 else "open"


@dataclass(frozen=True, slots=True)
class Around:
    """The printed quantiles around a score, percent.

    Attributes:
        at: those whose value is the score.
        below: the highest of those with a lower value; None where there is none.
        above: the lowest of those with a higher value; None where there is none.
    """

    at: tuple[int, ...]
    below: int | None
    above: int | None


def quantiles_around(quantiles: Sequence[float], value: int) -> Around:
    """Return the printed quantiles, those at `QUANTILES`, around a number."""
    pairs = list(zip(quantiles, QUANTILES.values(), strict=True))
    return Around(
        tuple(percent for printed, percent in pairs if printed == value),
        max((percent for printed, percent in pairs if printed < value), default=None),
        min((percent for printed, percent in pairs if printed > value), default=None),
    )
