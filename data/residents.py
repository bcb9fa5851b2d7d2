"""The words of AAMC's Report on Residents: what is measured, and the bins that scores are counted in."""

from dataclasses import dataclass
from typing import Final

from data.terms import Term

_WIDTH: Final = 10  # scores in a bin


@dataclass(frozen=True, slots=True)
class ResidentMeasure(Term):
    """What a row of quantiles is about.

    `printed` is the name in the report's words, `unit` that of its values, and `exam` the slug of the USMLE
    exam it is a score of; empty where it is none.
    """

    printed: str = ""
    unit: str = ""
    exam: str = ""


@dataclass(frozen=True, slots=True)
class ScoreBin(Term):
    """Scores from `low` to `high`, both included; None where the bin is open."""

    low: int | None = None
    high: int | None = None

    @property
    def middle(self) -> float:
        """Return the score in its middle; an open bin is taken to be as wide as the others."""
        low = self.low if self.low is not None else (self.high or 0) - _WIDTH + 1
        return low + (_WIDTH - 1) / 2


_POINTS: Final = "points on the USMLE scale, 1-300"
_COMLEX: Final = "points on the COMLEX scale"

# The unit of a column of values of every measure.
UNIT_BY_MEASURE: Final = "as resident_measure says"

RESIDENT_MEASURES: Final = (
    ResidentMeasure("step1", "Step 1 score", "USMLE STEP 1 Score", _POINTS, "step1"),
    ResidentMeasure("step2_ck", "Step 2 CK score", "USMLE STEP 2 CK Score", _POINTS, "step2_ck"),
    ResidentMeasure("comlex_1", "COMLEX Level 1 score", "COMLEX Level 1 Score", _COMLEX),
    ResidentMeasure("comlex_2_ce", "COMLEX Level 2 CE score", "COMLEX Level 2-CE Score", _COMLEX),
    ResidentMeasure(
        "research_experiences", "Research experiences", "Number of research experiences", "experiences"
    ),
    ResidentMeasure(
        "research_items",
        "Abstracts, presentations and publications",
        "Number of abstracts, presentations, and publications",
        "items listed",
    ),
    ResidentMeasure("work_experiences", "Work experiences", "Number of work experiences", "experiences"),
    ResidentMeasure(
        "volunteer_experiences", "Volunteer experiences", "Number of volunteer experiences", "experiences"
    ),
)
UNIT_OF_MEASURE: Final = {measure.slug: measure.unit for measure in RESIDENT_MEASURES}
MEASURE_OF_PRINTED: Final = {measure.printed: measure.slug for measure in RESIDENT_MEASURES}

SCORE_BINS: Final = (
    ScoreBin("below_190", "Below 190", high=189),
    *(
        ScoreBin(f"{low}_{low + _WIDTH - 1}", f"{low}\N{EN DASH}{low + _WIDTH - 1}", low, low + _WIDTH - 1)
        for low in range(190, 260, _WIDTH)
    ),
    ScoreBin("above_259", "Above 259", low=260),
)

# The columns of numbers of its tables, as observations name them.
RESIDENT_COLUMNS: Final = (
    Term("resident_count", "Residents"),
    Term("value_mean", "Mean of the residents"),
    Term("value_sd", "Standard deviation of the residents"),
    Term("value_p10", "10th percentile of the residents"),
    Term("value_q1", "25th percentile of the residents"),
    Term("value_median", "Median of the residents"),
    Term("value_q3", "75th percentile of the residents"),
    Term("value_p90", "90th percentile of the residents"),
)
