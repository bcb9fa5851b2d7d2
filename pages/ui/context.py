"""What every comparison of a group stands on: its averages, which exams have any, what is said beside them.

Nothing here depends on more of a visitor than a group, or is as cheap as looking it up.
"""

import pandas as pd

from analysis.counts.compute import matched_counts, matches_by_specialty
from analysis.era.compute import BRIDGED_EXAM, NO_YEAR, Bridge, build_bridge, context_sentences, say_rise
from analysis.profile import Profile
from analysis.standing.comparable import exams_with_averages, say_unmet
from analysis.standing.compute import cohort_means, one_match_year
from pages.ui.tables import table
from pages.ui.view import for_everybody


@for_everybody
def matches_of_averages_year() -> dict[tuple[str, str], int]:
    """Count who matched, by specialty and group, in the year of the averages."""
    return matched_counts(table("positions"), one_match_year(table("scores")))


@for_everybody
def counts_at(level: str) -> pd.DataFrame:
    """Count positions and matches of every year and specialty at one level, or at all."""
    return matches_by_specialty(table("positions"), level)


@for_everybody
def cohort_of(applicant_group: str) -> pd.DataFrame:
    """Lay the averages of one group side by side."""
    return cohort_means(table("scores"), applicant_group, matches_of_averages_year())


@for_everybody
def known_exams(applicant_group: str) -> tuple[str, ...]:
    """Return the exams of which the source has any average of a group."""
    return exams_with_averages(cohort_of(applicant_group))


@for_everybody
def national_rise() -> tuple[str, ...]:
    """Say how the national Step 2 CK average moved since the year of the averages."""
    return say_rise(table("usmle_norms"), one_match_year(table("scores")))


def bridge_for(profile: Profile, exam: str, ck_year: str) -> Bridge | None:
    """Return the era bridge of a profile's score, where the exam has one and it meets averages."""
    if exam != BRIDGED_EXAM or ck_year == NO_YEAR or exam not in known_exams(profile.applicant_group):
        return None
    year = one_match_year(table("scores"))
    return build_bridge(profile.step2_ck, ck_year, table("usmle_norms"), year)


def shown_exams(profile: Profile, exam: str) -> tuple[str, ...]:
    """Return the exam asked for, where there are averages of it to show."""
    return (exam,) if exam in known_exams(profile.applicant_group) else ()


def averages_context(
    profile: Profile, exams: tuple[str, ...], bridge: Bridge | None = None
) -> tuple[str, ...]:
    """Return what stands in the open beside averages: scores that meet none first, then the national rise."""
    unmet = say_unmet(profile, known_exams(profile.applicant_group))
    return (*unmet, *context_sentences(exams, national_rise(), bridge))
