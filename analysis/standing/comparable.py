"""What of a profile can be compared at all: exams with averages of the group, and which is shown first."""

from collections.abc import Collection, Iterable
from math import isnan
from typing import Final

from analysis.profile import STEP1, Profile
from analysis.standing.compute import Averages, Compared
from analysis.wording import EXAM_LABELS, GROUP_PLURALS, PASSED, listed
from data.terms import slugs
from data.vocabulary import EXAMS

# Step 2 CK is the exam that people still have a score of.
_FIRST_WHERE_EQUAL: Final = tuple(reversed(slugs(EXAMS)))


def exams_with_averages(cohort: Iterable[Averages]) -> tuple[str, ...]:
    """Return the exams of which an edition has any average of the group whose cohort it is."""
    known = {row.exam for row in cohort if not (isnan(row.matched_mean) and isnan(row.unmatched_mean))}
    return tuple(exam for exam in slugs(EXAMS) if exam in known)


def first_exam(profile: Profile, known: Collection[str]) -> str:
    """Return the exam that is shown first: the one entered, and Step 2 CK where both or none are.

    Only an exam that is `known` to have averages of the person's group comes first, unless there is none.
    """
    return _first({exam for exam in EXAM_LABELS if profile.score(exam) is not None}, known)


def first_exam_in(comparison: Iterable[Compared]) -> str:
    """Return the exam that is shown first of a comparison."""
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

    Returns:
        One sentence, or none where every score meets an average. What stands before the scores, `whose`, is
        empty where nobody is spoken to.
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


def is_passed(profile: Profile, exam: str) -> bool:
    """Whether an exam is known to be passed and has no three-digit score."""
    return exam == STEP1.name and profile.step1_passed and profile.step1 is None


def without_score(profile: Profile, exam: str) -> str:
    """Return why no gap of an exam is shown, for somebody without a score of it."""
    if is_passed(profile, exam):
        return f"{PASSED}, so there is no gap to show; these are the averages."
    return f"A gap needs your {EXAM_LABELS[exam]} score; showing the averages until you enter it."


def without_place(profile: Profile, exam: str) -> str:
    """Return why no line of an exam is drawn, for somebody without a score of it."""
    if is_passed(profile, exam):
        return f"{PASSED}, so there is no line to draw; choose the other exam to see yours."
    return f"Enter your {EXAM_LABELS[exam]} score, and a line shows where it lies."
