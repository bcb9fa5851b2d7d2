"""Where else to look: specialties whose matched averages lie at or below the scores entered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, isnan, nan

from analysis.standing.compute import Compared, rows_by_specialty
from analysis.wording import EXAM_LABELS, READ_WITH_CARE, flag_labels, listed, missing_in_source, signed
from data.vocabulary import TOTAL


@dataclass(frozen=True, slots=True)
class Alternative:
    """One specialty of a list.

    Attributes:
        specialty: slug of the specialty.
        label: what people read for it.
        smallest_gap: points to the matched average, the smallest over the exams entered; NaN where one is
            missing.
        flags: sorted slugs.
        why: the reason for care, or for leaving out; empty where neither is needed.
    """

    specialty: str
    label: str
    smallest_gap: float
    flags: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Three lists that together name each specialty of the edition once."""

    at_or_above: tuple[Alternative, ...] = ()
    read_with_care: tuple[Alternative, ...] = ()
    left_out: tuple[Alternative, ...] = ()


def _reason(exams: Sequence[Compared]) -> str:
    """Say why a specialty is left out: averages that are missing, then averages that lie higher."""
    missing = [row for row in exams if isnan(row.matched_mean)]
    if missing:
        named = listed(EXAM_LABELS[row.exam] for row in missing)
        return f"{named}: matched average {missing_in_source(row.missing for row in missing)}"
    gaps = [
        f"{EXAM_LABELS[row.exam]} {signed(row.gap_to_matched)}" for row in exams if row.gap_to_matched < 0
    ]
    return f"below the matched average: {listed(gaps)}"


def find_alternatives(comparison: Iterable[Compared]) -> Alternatives:
    """Sort the specialties into alternatives, those to read with care, and those left out.

    Returns:
        Alternatives have a matched average for every exam entered and a gap of at least 0 on each; they
        are sorted by smallest gap, largest first, then name. With no score entered all lists are empty.
    """
    found: dict[str, list[Alternative]] = {}
    for specialty, every_exam in rows_by_specialty(comparison):
        exams = [row for row in every_exam if row.standing != "no_score"]
        if not exams or specialty == TOTAL:
            continue
        gaps = [row.gap_to_matched for row in exams]
        flags = tuple(sorted({flag for row in exams for flag in row.flags}))
        fits = all(gap >= 0 for gap in gaps)
        care = fits and bool(READ_WITH_CARE.intersection(flags))
        kind = "read_with_care" if care else "at_or_above" if fits else "left_out"
        # A missing gap must stay missing: min() would pass over it.
        smallest = nan if any(map(isnan, gaps)) else min(gaps)
        why = flag_labels(flags) if care else "" if fits else _reason(exams)
        found.setdefault(kind, []).append(Alternative(specialty, exams[0].label, smallest, flags, why))
    return Alternatives(**{kind: tuple(sorted(rows, key=_place)) for kind, rows in found.items()})


def _place(row: Alternative) -> tuple[float, str]:
    # A missing gap sorts last; NaN in the key would leave the order to chance.
    return inf if isnan(row.smallest_gap) else -row.smallest_gap, row.label
