"""What of a profile can be compared at all: exams with averages of the group, and which is shown first."""

from collections.abc import Collection, Iterable
from math import isnan
from typing import Final

from analysis.profile import Profile
from analysis.standing.compute import Averages, Compared
from analysis.wording import EXAM_LABELS, GROUP_PLURALS, listed
from data.terms import slugs
from data.vocabulary import EXAMS

# Step 2 CK is the exam that people still have a score of.
_FIRST_WHERE_EQUAL: Final = tuple(reversed(slugs(EXAMS)))


def exams_with_averages(cohort: Iterable[Averages]) -> tuple[str, ...]:
    """Return the exams of which an edition has any average of a group.

    Args:
        cohort: the result of `analysis.standing.compute.cohort_means` for the group.
    """
    known = {row.exam for row in cohort if not (isnan(row.matched_mean) and isnan(row.unmatched_mean))}
    return tuple(exam for exam in slugs(EXAMS) if exam in known)


def first_exam(profile: Profile, known: Collection[str]) -> str:
    """Return the exam that is shown first: the one entered, and Step 2 CK where both or none are.

    Args:
        profile: the person's scores.
        known: the exams with averages of the person's group; only they come first, unless there is none.
    """
    return _first({exam for exam in EXAM_LABELS if profile.score(exam) is not None}, known)


def first_exam_in(comparison: Iterable[Compared]) -> str:
    """Return the exam that is shown first of a comparison.

    Args:
        comparison: the result of `analysis.standing.compute.compare`.
    """
    rows = list(comparison)
    return _first({row.exam for row in rows if not isnan(row.score)}, exams_with_averages(rows))


def _first(entered: Collection[str], known: Collection[str]) -> str:
    """Return the one entered out of those known; the last to be taken where that leaves a choice."""
    possible = [exam for exam in _FIRST_WHERE_EQUAL if exam in known] or [*_FIRST_WHERE_EQUAL]
    return next((exam for exam in possible if exam in entered), possible[0])


def unmet_exams(profile: Profile, known: Collection[str]) -> tuple[str, ...]:
    """Return the exams that were entered and of which the source has no average of the group."""
    return tuple(exam for exam in EXAM_LABELS if profile.score(exam) is not None and exam not in known)


def nothing_to_compare(profile: Profile, known: Collection[str]) -> bool:
    """Whether scores were entered and none of them meets any average of the group."""
    return profile.has_score and not any(profile.score(exam) is not None for exam in known)


def say_unmet(profile: Profile, known: Collection[str], whose: str = "Your ") -> tuple[str, ...]:
    """Say which scores meet no average of the group, and of what there are averages.

    Args:
        profile: the person's group and scores.
        known: the exams with averages of the group.
        whose: what stands before the scores; empty where nobody is spoken to.

    Returns:
        One sentence, or none where every score meets an average.
    """
    unmet = unmet_exams(profile, known)
    if not unmet:
        return ()
    scores = listed(f"{EXAM_LABELS[exam]} {profile.score(exam)}" for exam in unmet)
    has = (
        f"it has their {listed(EXAM_LABELS[exam] for exam in EXAM_LABELS if exam in known)} averages only"
        if known
        else "it has no score averages of theirs"
    )
    meet = "meets" if len(unmet) == 1 else "meet"
    people = GROUP_PLURALS[profile.applicant_group]
    return (f"{whose}{scores} {meet} no average of {people} in this source: {has}.",)
