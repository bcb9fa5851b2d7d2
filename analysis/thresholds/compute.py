"""A score beside those that program directors named, specialty by specialty, as boxes of their answers."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any, Final

import pandas as pd

from analysis.wording import SPECIALTY_LABELS
from data.vocabulary import TOTAL

# Answers of fewer programs than this are marked and hollow.
FEW_PROGRAMS: Final = 10
BELOW: Final = "below"
ABOVE: Final = "above"


@dataclass(frozen=True, slots=True)
class Box:
    """The middle half of the scores that programs named.

    Attributes:
        programs: how many named one.
        q1: 25th percentile of them, points.
        median: 50th percentile.
        q3: 75th percentile.
        source_id: where it is printed.
    """

    programs: int
    q1: float
    median: float
    q3: float
    source_id: str

    @property
    def is_few(self) -> bool:
        """Whether few programs named one."""
        return self.programs < FEW_PROGRAMS


@dataclass(frozen=True, slots=True)
class Answers:
    """What the directors of one specialty named for one exam.

    Attributes:
        specialty: slug.
        label: what people read for it.
        below: scores below which interviews are rarely granted; None where no box is printed.
        above: scores above which they are almost always granted; None where no box is printed.
        sent: programs that were sent the survey; None where the survey does not list the specialty.
        responding: programs that responded.
        response_pct: share of those sent that responded, percent.
        source_ids: where it is printed.
    """

    specialty: str
    label: str
    below: Box | None = None
    above: Box | None = None
    sent: int | None = None
    responding: int | None = None
    response_pct: float | None = None
    source_ids: tuple[str, ...] = ()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes that are printed."""
        return tuple(box for box in (self.below, self.above) if box)

    @property
    def is_few(self) -> bool:
        """Whether a box of it is over few programs."""
        return any(box.is_few for box in self.boxes)


def answers(director_scores: pd.DataFrame, director_response: pd.DataFrame, exam: str) -> list[Answers]:
    """Gather what directors named for one exam.

    Args:
        director_scores: the table of that name (NRMP, Program Director Survey).
        director_response: the table of that name, for how many responded.
        exam: slug of the exam.

    Returns:
        One row per permanent specialty, lowest median of `below` first, then of `above`, then by name; those
        without any box last.
    """
    boxes = {
        (row["specialty"], row["threshold"]): Box(
            int(row["program_count"]),
            float(row["named_q1"]),
            float(row["named_median"]),
            float(row["named_q3"]),
            row["source_id"],
        )
        for row in director_scores.loc[director_scores["exam"] == exam].to_dict("records")
    }
    responses = {row["specialty"]: row for row in director_response.to_dict("records")}
    found = [
        _answers(slug, boxes.get((slug, BELOW)), boxes.get((slug, ABOVE)), responses.get(slug))
        for slug in SPECIALTY_LABELS
        if slug != TOTAL
    ]
    return sorted(found, key=_place)


def everybody(director_response: pd.DataFrame) -> Answers | None:
    """Return how many programs of all specialties responded; None where the survey has no such row."""
    own = director_response.loc[director_response["specialty"] == TOTAL].to_dict("records")
    return _answers(TOTAL, None, None, own[0]) if own else None


def _answers(
    specialty: str, below: Box | None, above: Box | None, response: Mapping[Hashable, Any] | None
) -> Answers:
    """Return the row of one specialty."""
    printed_in = [box.source_id for box in (below, above) if box]
    if response is None:
        return Answers(specialty, SPECIALTY_LABELS[specialty], below, above, source_ids=tuple(printed_in))
    return Answers(
        specialty,
        SPECIALTY_LABELS[specialty],
        below,
        above,
        int(response["surveys_sent_count"]),
        int(response["programs_responding_count"]),
        float(response["response_rate_pct"]),
        tuple(dict.fromkeys([*printed_in, response["source_id"]])),
    )


def _place(row: Answers) -> tuple[float, float, str]:
    below, above = (inf if box is None else box.median for box in (row.below, row.above))
    return below, above, row.label


def counted_against(rows: Iterable[Answers], score: int) -> tuple[int, int, int, int]:
    """Count the specialties in which a score reaches the middle answers.

    Returns:
        In how many the score lies below the median of `below`, of how many; in how many it lies at or above
        the median of `above`, of how many.
    """
    below = [row.below.median for row in rows if row.below]
    above = [row.above.median for row in rows if row.above]
    return sum(score < one for one in below), len(below), sum(score >= one for one in above), len(above)
