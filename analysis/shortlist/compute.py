"""A few specialties side by side for one person: every measure in one row per specialty."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Final

from analysis.beyond.compute import NOTHING_BEYOND, Beyond
from analysis.gap_and_share.compute import GapAndShare
from analysis.profile import Profile
from analysis.reference import Context, Reference
from analysis.shortlist.pareto import pareto_front
from analysis.standing.compute import (
    COMPARISON_COLUMNS,
    SEM_DEFAULT,
    Compared,
    Overall,
    compare,
    overall_standing,
)
from data.vocabulary import SPECIALTIES

# What a shortlist can be made of: every specialty but the row that sums them.
SHORTLISTABLE: Final = tuple(specialty.slug for specialty in SPECIALTIES if not specialty.is_total)
FEWEST: Final = 2
MOST: Final = 6

# Where every gap is larger than this, in points, showing zero as well would push all marks together.
FAR: Final = 40

# What of the rows goes into files.
AVERAGE_COLUMNS: Final = tuple(
    name for name in COMPARISON_COLUMNS if name not in {"gap_to_unmatched", "position", "position_margin"}
)
MAP_COLUMNS: Final = (
    "specialty",
    "label",
    "exam",
    "score",
    "gap_to_matched",
    "matched_mean",
    "share_pct",
    "matched_count",
    "filled_count",
    "is_shortlisted",
    "is_non_dominated",
    "flags",
)


@dataclass(frozen=True, slots=True)
class SpecialtyStanding(Overall):
    """Everything known about one specialty beside one person's numbers.

    Few matches are among its flags whether or not a score was entered.

    Attributes:
        applicant_group: slug of the person's group.
        exams: exam slug -> the comparison on it.
        items: the person's research items; NaN where none were entered.
        items_gap: items minus the matched average, 1 decimal; NaN where a side is absent.
        context: what stands beside the scores.
        beyond: what sources beside the edition say.
    """

    applicant_group: str
    exams: Mapping[str, Compared]
    items: float
    items_gap: float
    context: Context
    beyond: Beyond = NOTHING_BEYOND


@dataclass(frozen=True, slots=True)
class MapRow(GapAndShare):
    """One specialty of the map: its matched average beside the group's share of its filled positions.

    Attributes:
        is_shortlisted: whether it is on the shortlist.
        is_non_dominated: whether no other specialty has both a matched average at most as large and a share
            at least as large, one of them strictly so. A score does not change it.
    """

    is_shortlisted: bool
    is_non_dominated: bool

    @property
    def is_drawn(self) -> bool:
        """Whether it has both numbers."""
        return not (isnan(self.compared.matched_mean) or isnan(self.share_pct))


def standings_for(
    profile: Profile, specialties: Iterable[str], reference: Reference, sem: float = SEM_DEFAULT
) -> list[SpecialtyStanding]:
    """Lay everything known about some specialties, in the order given, beside one person's numbers.

    A specialty that the edition does not have has a row without numbers.

    Raises:
        ValueError: when `sem` is out of range.
    """
    return [_standing_of(profile, specialty, reference, sem) for specialty in specialties]


def _standing_of(profile: Profile, specialty: str, reference: Reference, sem: float) -> SpecialtyStanding:
    group = profile.applicant_group
    rows = compare(profile, reference.averages(group, specialty), sem)
    overall, context = overall_standing(rows), reference.context(group, specialty)
    items = nan if profile.research_items is None else float(profile.research_items)
    few = {flag for row in rows for flag in row.flags if flag == "few_matched"}
    return SpecialtyStanding(
        specialty,
        overall.label,
        overall.standing,
        overall.shown,
        tuple(sorted({*overall.flags, *few})),
        overall.separates,
        group,
        {row.exam: row for row in rows},
        items,
        round(items - context.items_mean, 1),
        context,
        reference.beyond(group, specialty),
    )


def average_rows(standings: Sequence[SpecialtyStanding], exams: Iterable[str]) -> list[Compared]:
    """Lay the averages of a few specialties out for the dumbbell, exam by exam."""
    return [standing.exams[exam] for exam in exams for standing in standings]


def map_rows(standings: Sequence[SpecialtyStanding], chosen: Collection[str], exam: str) -> list[MapRow]:
    """Put the matched average of every specialty beside the group's share of its filled positions.

    There is one row for each of the standings, which are those of all of an edition's specialties; `chosen`
    are the slugs of the shortlist.
    """
    front = pareto_front(
        [-standing.exams[exam].matched_mean for standing in standings],
        [standing.context.share_pct for standing in standings],
    )
    return [
        MapRow(
            standing.exams[exam],
            standing.context.share_pct,
            standing.context.filled_count,
            standing.specialty in chosen,
            is_ahead,
        )
        for standing, is_ahead in zip(standings, front, strict=True)
    ]


def average_is_near(rows: Iterable[MapRow]) -> bool:
    """Say whether any gap is so small that the matched average itself belongs into the picture."""
    return any(abs(row.compared.gap_to_matched) <= FAR for row in rows)
