"""What is said of an exam without a three-digit score."""

from analysis.profile import STEP1, Profile
from analysis.wording import EXAM_LABELS, PASSED


def is_passed(profile: Profile, exam: str) -> bool:
    """Whether an exam is known to be passed and has no three-digit score."""
    return exam == STEP1.name and profile.step1_passed and profile.step1 is None


def without_score(profile: Profile, exam: str) -> str:
    """Return why no gap of an exam is shown, for somebody without a score of it."""
    if is_passed(profile, exam):
        return f"{PASSED}, so there is no gap to show; these are the averages."
    return f"A gap needs your {EXAM_LABELS[exam]} score; showing the averages until you enter it."
