"""How many residents of one specialty have a Step 1 score in one bin and a Step 2 CK score in another."""

from dataclasses import dataclass
from itertools import product
from typing import Final

import pandas as pd

from analysis.profile import Profile
from analysis.residents.compute import BIN_OF, QUANTILES, Share, bin_of, share_of
from data.residents import RESIDENT_MEASURES, SCORE_BINS

# What a visitor's numbers are called among the measures of residents.
OWN: Final = ("step1", "step2_ck", "research_items")


@dataclass(frozen=True, slots=True)
class Grid:
    """The joint counts of one specialty.

    Attributes:
        cells: residents per Step 1 bin, ascending, and within it per Step 2 CK bin, ascending; 0 where the
            table says that there are none.
        source_id: where they are printed.
    """

    cells: tuple[tuple[int, ...], ...]
    source_id: str

    @property
    def total(self) -> int:
        """All residents with both scores."""
        return sum(map(sum, self.cells))

    def counts(self, exam: str) -> list[int]:
        """Return residents per bin of one exam."""
        return [sum(row) for row in (self.cells if exam == "step1" else zip(*self.cells, strict=True))]

    def share(self, exam: str, score: int) -> Share:
        """Return how many are in lower bins than a score, in its own and in higher ones."""
        return share_of(self.counts(exam), score)

    @property
    def fullest(self) -> tuple[int, int]:
        """The places of the two bins that most residents are in."""
        bins = range(len(self.cells))
        return max(product(bins, bins), key=lambda places: self.cells[places[0]][places[1]])


def joint_counts(resident_scores: pd.DataFrame, specialty: str) -> Grid | None:
    """Return the joint counts of one specialty; None where the table lacks it.

    `resident_scores` is the table of that name (AAMC, Report on Residents, Table B2).
    """
    own = resident_scores.loc[resident_scores["specialty"] == specialty]
    if own.empty:
        return None
    step1, step2_ck = own[BIN_OF["step1"]], own[BIN_OF["step2_ck"]]
    found = dict(zip(zip(step1, step2_ck, strict=True), own["resident_count"], strict=True))
    cells = tuple(
        tuple(int(found.get((one.slug, other.slug), 0)) for other in SCORE_BINS) for one in SCORE_BINS
    )
    return Grid(cells, str(own["source_id"].iloc[0]))


def own_bins(profile: Profile) -> tuple[int | None, int | None]:
    """Return the places of the bins of a person's Step 1 and Step 2 CK scores, None where there is none."""
    step1, step2_ck = (
        None if score is None else bin_of(score) for score in (profile.step1, profile.step2_ck)
    )
    return step1, step2_ck


@dataclass(frozen=True, slots=True)
class Brought:
    """One measure of one specialty's residents.

    Attributes:
        measure: slug of `data.residents.RESIDENT_MEASURES`.
        label: what people read for it.
        count: residents behind it.
        quantiles: the values at `analysis.residents.compute.QUANTILES`.
        source_id: where they are printed.
    """

    measure: str
    label: str
    count: int
    quantiles: tuple[float, ...]
    source_id: str


def brought(resident_quantiles: pd.DataFrame, specialty: str) -> list[Brought]:
    """Return every measure that is printed of one specialty's residents, in the order of the vocabulary.

    `resident_quantiles` is the table of that name (AAMC, Report on Residents, Table B1).
    """
    own = resident_quantiles.loc[resident_quantiles["specialty"] == specialty]
    rows = {row["resident_measure"]: row for row in own.to_dict("records")}
    return [
        Brought(
            measure.slug,
            measure.label,
            int(rows[measure.slug]["resident_count"]),
            tuple(float(rows[measure.slug][name]) for name in QUANTILES),
            rows[measure.slug]["source_id"],
        )
        for measure in RESIDENT_MEASURES
        if measure.slug in rows
    ]
