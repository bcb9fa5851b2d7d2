"""The comparison: one person's scores beside the matched and unmatched averages of every specialty.

Rows are plain values and no frame: this runs for everybody who types a score.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isnan, nan
from operator import attrgetter
from typing import Final, TypeVar

import pandas as pd

from analysis.profile import Profile
from analysis.wording import (
    EDITIONS_COUNT,
    FEW_MATCHED,
    NO_VERDICT,
    NOT_IN_EDITION,
    NOT_SEPARATING,
    NRMPS_COUNT,
    SPECIALTY_LABELS,
    STANDINGS,
    shown_standing,
)
from data.editions.record import statistic_column
from data.terms import slugs
from data.vocabulary import EXAMS, SPECIALTIES

# NBME's guide gives about 6 points as the standard error of measurement of a USMLE score.
SEM_DEFAULT: Final = 6.0
SEM_RANGE: Final = (5.0, 8.0)

# Where one exam has no verdict there is none. A verdict comes before the lack of an average, because an exam
# without one says nothing against the other.
_LOWEST_SHOWN_FIRST: Final = (NO_VERDICT.slug, "below", "near_both", "near", "above", "no_mean", "no_score")
# Where an edition prints of how many its averages are.
_COUNT: Final = statistic_column("scores", "n")
_LOWEST_FIRST: Final = tuple(standing.slug for standing in STANDINGS)

# What of a comparison goes into files and answers.
COMPARISON_COLUMNS: Final = (
    "specialty",
    "label",
    "exam",
    "score",
    "matched_mean",
    "unmatched_mean",
    "matched_count",
    "gap_to_matched",
    "gap_to_unmatched",
    "separation",
    "position",
    "position_margin",
    "standing",
    "flags",
)


@dataclass(frozen=True, slots=True)
class Averages:
    """What an edition prints of one group in one specialty on one exam; the same for everybody.

    Attributes:
        specialty: slug of the specialty.
        label: what people read for it.
        exam: slug of the exam.
        matched_mean: average of those who matched, points; NaN where the edition has none.
        unmatched_mean: average of those who did not, points; NaN where the edition has none.
        separation: matched minus unmatched, points; NaN where one is missing.
        matched_count: how many of the group matched there that year, by NRMP's count, or else by the edition
            itself, of how many the matched average is; NaN where unknown.
        missing: why an average is missing where one is: a slug of `analysis.wording.MISSING_WORDS`.
        source_ids: sources of the two averages.
        counted_by: whose count `matched_count` is, in words.
    """

    specialty: str
    label: str
    exam: str
    matched_mean: float = nan
    unmatched_mean: float = nan
    separation: float = nan
    matched_count: float = nan
    missing: str = NOT_IN_EDITION
    source_ids: tuple[str, ...] = ()
    counted_by: str = NRMPS_COUNT


@dataclass(frozen=True, slots=True)
class Compared(Averages):
    """One person's score beside the averages of one specialty and exam.

    Attributes:
        score: the score, points; NaN where none was entered.
        gap_to_matched: score minus the matched average, points; NaN where a side is absent.
        gap_to_unmatched: score minus the unmatched average, points; NaN where a side is absent.
        position: where the score lies between the averages, 0 to 1, and only where they are at least one
            measurement error apart. Never a percentage or a chance.
        position_margin: measurement error over separation, under the same condition.
        standing: slug of `analysis.wording.STANDINGS`, by the definition of the method.
        shown: slug of `analysis.wording.SHOWN_STANDINGS`: what is said of it.
        flags: sorted slugs of `analysis.wording.FLAGS`.
    """

    score: float = nan
    gap_to_matched: float = nan
    gap_to_unmatched: float = nan
    position: float = nan
    position_margin: float = nan
    standing: str = "no_score"
    shown: str = "no_score"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overall:
    """What a specialty comes to over the exams entered.

    Attributes:
        specialty: slug of the specialty.
        label: what people read for it.
        standing: the lowest standing over the exams entered that have a mean.
        shown: slug of what is shown: the lowest of those shown, or no verdict where one exam has none.
        flags: sorted union of the flags of the exams entered.
        separates: False where an entered exam's averages are equal or inverted, so that no verdict is shown.
    """

    specialty: str
    label: str
    standing: str
    shown: str
    flags: tuple[str, ...]
    separates: bool


Cohort = tuple[Averages, ...]
Row = TypeVar("Row", bound=Averages)


def specialties_in(*tables: pd.DataFrame) -> tuple[str, ...]:
    """Return the specialties that some tables have a row for, in the order of the vocabulary."""
    there = {slug for table in tables for slug in table["specialty"].unique()}
    return tuple(slug for slug in slugs(SPECIALTIES) if slug in there)


def cohort_means(
    scores: pd.DataFrame, applicant_group: str, counts: Mapping[tuple[str, str], int] | None = None
) -> Cohort:
    """Lay the matched and unmatched averages of one group side by side, with how many matched.

    Args:
        scores: the rows of the `scores` table that one edition has.
        applicant_group: slug of the group.
        counts: `analysis.counts.compute.matched_counts` for that year; without it no count is known.

    Returns:
        One row per specialty of the edition and exam, in the order of the vocabulary.

    Raises:
        ValueError: when `scores` holds several match years; a comparison across years would mix scales.
    """
    years = sorted({int(year) for year in scores["match_year"].unique()})
    if len(years) > 1:
        raise ValueError(f"one match year is needed; the table holds {years}.")
    own = scores.loc[scores["applicant_group"] == applicant_group]
    columns = ["specialty", "exam", "outcome", "score_mean", "cell_status", "source_id", _COUNT]
    cells = {
        (specialty, exam, outcome): (float(mean), status, source, nan if pd.isna(count) else float(count))
        for specialty, exam, outcome, mean, status, source, count in own.reindex(columns=columns).itertuples(
            index=False
        )
    }
    return tuple(
        _averages(specialty, exam, cells, float((counts or {}).get((specialty, applicant_group), nan)))
        for specialty in specialties_in(scores)
        for exam in slugs(EXAMS)
    )


def _averages(
    specialty: str,
    exam: str,
    cells: Mapping[tuple[str, str, str], tuple[float, str, str, float]],
    matched_count: float,
) -> Averages:
    """Return one row of a cohort."""
    both = [cells.get((specialty, exam, outcome)) for outcome in ("matched", "unmatched")]
    matched, unmatched = (nan if cell is None else cell[0] for cell in both)
    statuses = {cell[1] for cell in both if cell}
    missing = "garbled" if "garbled" in statuses else "not_reported" if statuses else NOT_IN_EDITION
    # Which sources the averages come from, in the order of the outcomes.
    sources = tuple(dict.fromkeys(cell[2] for cell in both if cell))
    label, counted_by = SPECIALTY_LABELS[specialty], NRMPS_COUNT
    if isnan(matched_count) and both[0] is not None and not isnan(both[0][3]):
        matched_count, counted_by = both[0][3], EDITIONS_COUNT
    separation = matched - unmatched
    return Averages(
        specialty, label, exam, matched, unmatched, separation, matched_count, missing, sources, counted_by
    )


def not_in_edition(specialty: str, exam: str) -> Averages:
    """Return the row of a specialty that an edition does not have."""
    return Averages(specialty, SPECIALTY_LABELS[specialty], exam)


def _standing(gap: float, score: float, matched: float, sem: float) -> str:
    """Return the standing slug of a row, by the definitions of the method."""
    if isnan(score):
        return "no_score"
    if isnan(matched):
        return "no_mean"
    return "below" if gap < -sem else "above" if gap > sem else "near"


def _flags(score: float, averages: Averages, sem: float) -> tuple[str, ...]:
    """Return the sorted flags of a row; nothing that is missing raises one."""
    separation = averages.separation
    conditions = (
        ("at_or_below_unmatched", score <= averages.unmatched_mean and separation > 0),
        ("few_matched", averages.matched_count < FEW_MATCHED),
        ("means_close", 0 < separation < sem),
        ("means_equal", separation == 0),
        ("means_inverted", separation < 0),
        ("source_garbled", averages.missing == "garbled"),
    )
    return tuple(flag for flag, holds in conditions if holds)


def _compared(averages: Averages, score: float, sem: float) -> Compared:
    """Return one row of a comparison."""
    matched, unmatched, separation = averages.matched_mean, averages.unmatched_mean, averages.separation
    gap = score - matched
    standing, flags = _standing(gap, score, matched, sem), _flags(score, averages, sem)
    apart = separation >= sem
    return Compared(
        averages.specialty,
        averages.label,
        averages.exam,
        matched,
        unmatched,
        separation,
        averages.matched_count,
        averages.missing,
        averages.source_ids,
        averages.counted_by,
        score,
        gap,
        score - unmatched,
        nan if not apart or isnan(score) else min(max((score - unmatched) / separation, 0.0), 1.0),
        sem / separation if apart else nan,
        standing,
        shown_standing(standing, flags).slug,
        flags,
    )


def compare(profile: Profile, cohort: Iterable[Averages], sem: float = SEM_DEFAULT) -> list[Compared]:
    """Compare one person's scores with the averages of their group, specialty by specialty.

    Args:
        profile: the person's group and scores.
        cohort: `cohort_means` of that group, or some of its rows; the same for everybody in it.
        sem: standard error of measurement of a score, 5-8 points.

    Returns:
        One row per row of the cohort, in its order, also where nothing can be compared.

    Raises:
        ValueError: when `sem` is out of range.
    """
    if not SEM_RANGE[0] <= sem <= SEM_RANGE[1]:
        raise ValueError(f"sem is {sem!r}; allowed is {SEM_RANGE[0]:g} to {SEM_RANGE[1]:g} points.")
    scores = {exam: nan if (score := profile.score(exam)) is None else float(score) for exam in slugs(EXAMS)}
    return [_compared(averages, scores[averages.exam], sem) for averages in cohort]


def frame_of(rows: Iterable[object], columns: Collection[str]) -> pd.DataFrame:
    """Return some fields of dataclasses as a frame, for files and answers."""
    found = [tuple(getattr(row, name) for name in columns) for row in rows]
    return pd.DataFrame(found, columns=list(columns))


def sources_of(rows: Iterable[Averages]) -> tuple[str, ...]:
    """Return the sources of the averages of some rows, each once, in the order of the rows."""
    return tuple(dict.fromkeys(source for row in rows for source in row.source_ids))


def has_numbers(rows: Iterable[Averages]) -> bool:
    """Say whether any row has an average or a count of matches."""
    return any(
        not (isnan(row.matched_mean) and isnan(row.unmatched_mean) and isnan(row.matched_count))
        for row in rows
    )


def rows_by_specialty(comparison: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Yield each specialty with its rows, one per exam."""
    for specialty, rows in groupby(comparison, key=attrgetter("specialty")):
        yield specialty, list(rows)


def overall_standing(exams: Sequence[Compared]) -> Overall:
    """Summarise the rows of one specialty, of which there is at least one."""
    entered = [row for row in exams if row.standing != "no_score"]
    flags = {flag for row in entered for flag in row.flags}
    return Overall(
        exams[0].specialty,
        exams[0].label,
        min((row.standing for row in entered), key=_LOWEST_FIRST.index, default="no_score"),
        min((row.shown for row in entered), key=_LOWEST_SHOWN_FIRST.index, default="no_score"),
        tuple(sorted(flags)),
        not NOT_SEPARATING.intersection(flags),
    )
