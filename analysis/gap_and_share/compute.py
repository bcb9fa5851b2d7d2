"""Two things at once: how far a score lies from the matched average, and how many places the group fills."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan, nan
from typing import Final

from analysis.reference import Reference
from analysis.standing.compute import Compared
from data.vocabulary import TOTAL

GAP_AND_SHARE_COLUMNS: Final = (
    "specialty",
    "label",
    "exam",
    "gap_to_matched",
    "share_pct",
    "matched_count",
    "filled_count",
    "standing",
    "flags",
)


@dataclass(frozen=True, slots=True)
class GapAndShare:
    """One specialty: its comparison on an exam, and the group's share of its filled positions.

    Attributes:
        compared: the comparison.
        share_pct: the group's matches in percent of the positions filled; NaN where NRMP lists no such
            specialty, or none was filled. It says nothing about chances: how many applied is in neither
            source.
        filled_count: positions filled; NaN where NRMP lists no such specialty.
    """

    compared: Compared
    share_pct: float
    filled_count: float

    @property
    def is_drawn(self) -> bool:
        """Whether it has both numbers."""
        return not (isnan(self.compared.gap_to_matched) or isnan(self.share_pct))


def gap_and_share(
    comparison: Iterable[Compared], reference: Reference, applicant_group: str, exam: str
) -> list[GapAndShare]:
    """Put the gap to the matched average beside the group's share of the filled positions.

    The comparison has a score for `exam`. There is one row per specialty without the total, in the order of
    the vocabulary.
    """
    return [
        GapAndShare(row, *reference.shares.get((applicant_group, row.specialty), (nan, nan)))
        for row in comparison
        if row.exam == exam and row.specialty != TOTAL
    ]
