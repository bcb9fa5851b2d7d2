"""Kinds of experience in the guides' tables: the order of strength, to whom each is open, on which visas."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analysis.experience.compute import COUNTED, hands_on_kinds
from analysis.experience.record import ClinicalEntry
from data.guide_terms import EXPERIENCE_KINDS, STAGES_OF_TRAINING
from data.guides import Experience, VisaUse
from data.terms import slugs

OBSERVING: Final = "observership"
# The kind that is a job, and the visa that is for jobs.
EMPLOYMENT_KINDS: Final = frozenset({"resident_level_job"})
EMPLOYMENT_VISA: Final = "employment"


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a kind in a guide's order of strength: 1 is the strongest of `of`."""

    order: int
    of: int


def weighed_as(entry: ClinicalEntry, kinds: Iterable[Experience]) -> str:
    """Return the kind whose place an entry has: a hands-on kind that was observing, that of observerships."""
    watched = entry.kind in COUNTED & hands_on_kinds(kinds) and not entry.hands_on
    return OBSERVING if watched else entry.kind


def strength(entry: ClinicalEntry, kinds: Iterable[Experience]) -> Mapping[str, Place | None]:
    """Return the place of an entry in each guide's order; None where the guide has no place for it."""
    kinds = tuple(kinds)
    kind = weighed_as(entry, kinds)
    own = {one.guide: one.strength_order for one in kinds if one.experience_kind == kind}
    return {
        guide: Place(own[guide], of) if guide in own else None for guide, of in lowest_places(kinds).items()
    }


def lowest_places(kinds: Iterable[Experience]) -> dict[str, int]:
    """Return the last place of each guide's order of strength."""
    lowest: dict[str, int] = {}
    for one in kinds:
        lowest[one.guide] = max(one.strength_order, lowest.get(one.guide, 0))
    return lowest


@dataclass(frozen=True, slots=True)
class Opening:
    """To whom a kind is open by the guides, and on which visas.

    Attributes:
        kind: slug of the kind.
        open_to: stage of training -> the guides that say it is open, and those that name the other alone.
        visas: what a guide says each visa is used for.
    """

    kind: str
    open_to: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    visas: tuple[VisaUse, ...]


def openings(kinds: Sequence[Experience], uses: Sequence[VisaUse]) -> tuple[Opening, ...]:
    """Return to whom every kind is open, and on which visas, as far as a guide says so."""
    found = []
    for kind in slugs(EXPERIENCE_KINDS):
        said = [one for one in kinds if one.experience_kind == kind and one.open_to]
        open_to = {
            stage: (
                tuple(one.guide for one in said if stage in one.open_to.split()),
                tuple(one.guide for one in said if stage not in one.open_to.split()),
            )
            for stage in slugs(STAGES_OF_TRAINING)
        }
        found.append(Opening(kind, open_to, tuple(use for use in uses if use.experience_kind == kind)))
    return tuple(found)


def named_for_others(kind: str, stage: str, kinds: Iterable[Experience]) -> tuple[str, ...]:
    """Return the guides that name a kind for the other stage of training alone, where none names it for this.

    Args:
        kind: slug of the kind.
        stage: of training; empty where it is not known.
        kinds: the guides' orders of strength.
    """
    said = {one.guide: one.open_to.split() for one in kinds if one.experience_kind == kind and one.open_to}
    return tuple(said) if stage and not any(stage in stages for stages in said.values()) else ()


def named_on_others(kind: str, visa: str, uses: Iterable[VisaUse]) -> tuple[VisaUse, ...]:
    """Return for which visas guides name a kind where none names it for this one.

    Args:
        kind: slug of the kind.
        visa: slug; empty where it is not known.
        uses: what the guides say a visa is used for.
    """
    found = tuple(use for use in uses if use.experience_kind == kind)
    return found if visa and all(use.visa != visa for use in found) else ()


def is_unnamed_employment(kind: str, visa: str, uses: Iterable[VisaUse]) -> bool:
    """Whether a kind is employment that guides name on no visa, and the visa chosen is for none."""
    is_named = any(use.experience_kind == kind for use in uses)
    return kind in EMPLOYMENT_KINDS and bool(visa) and visa != EMPLOYMENT_VISA and not is_named
