"""What every comparison of a group stands on: its averages, which exams have any, what is said beside them.

Nothing here depends on more of a visitor than a group, or is as cheap as looking it up.
"""

from functools import lru_cache

import pandas as pd

from analysis.counts.compute import matches_by_specialty
from analysis.editions import WHAT_THERE_IS, say_what_there_is
from analysis.era.compute import BRIDGED_EXAM, NO_YEAR, Bridge, build_bridge, context_sentences, say_rise
from analysis.reference import Reference, build_reference
from analysis.standing.comparable import exams_with_averages, say_unmet
from data.editions import EDITION_BY_SLUG
from data.editions.record import Edition
from data.vocabulary import TOTAL
from pages.ui.page import ViewRequest
from pages.ui.tables import TablesAsRead, table, tables
from pages.ui.view import for_everybody


@for_everybody
def reference(edition: Edition) -> Reference:
    """Lay out the cohorts of every group in one edition, once."""
    return build_reference(edition.over(TablesAsRead()), edition)


@for_everybody
def what_there_is() -> str:
    """Say in two sentences what the data is."""
    specialties = len(set(table("scores")["specialty"]) - {TOTAL})
    return say_what_there_is(specialties, tables(*WHAT_THERE_IS))


@for_everybody
def counts_at(level: str) -> pd.DataFrame:
    """Count positions and matches of every year and specialty at one level, or at all."""
    return matches_by_specialty(table("positions"), level)


def known_exams(applicant_group: str, edition: Edition) -> tuple[str, ...]:
    """Return the exams of which an edition has any average of a group."""
    if edition.slug in EDITION_BY_SLUG:
        return _known_exams(applicant_group, edition.slug)
    return exams_with_averages(reference(edition).cohorts[applicant_group])


# Asked for several times with every number: two words as a key are found faster than an edition.
@lru_cache
def _known_exams(applicant_group: str, edition_slug: str) -> tuple[str, ...]:
    return exams_with_averages(reference(EDITION_BY_SLUG[edition_slug]).cohorts[applicant_group])


@for_everybody
def national_rise(match_year: int) -> tuple[str, ...]:
    """Say how the national Step 2 CK average moved since the year of the averages."""
    return say_rise(table("usmle_norms"), match_year)


def bridge_for(asked: ViewRequest, exam: str) -> Bridge | None:
    """Return the era bridge of a profile's score, where the exam has one and it meets averages."""
    has_one = exam == BRIDGED_EXAM and asked.ck_year != NO_YEAR
    if not has_one or exam not in known_exams(asked.group, asked.edition):
        return None
    match_year = asked.edition.match_year
    return build_bridge(asked.profile.step2_ck, asked.ck_year, table("usmle_norms"), match_year)


def averages_context(asked: ViewRequest, exams: tuple[str, ...], bridge: Bridge | None) -> tuple[str, ...]:
    """Return what stands in the open beside averages: scores that meet none first, then the national rise."""
    unmet = say_unmet(asked.profile, known_exams(asked.group, asked.edition))
    rise = national_rise(asked.edition.match_year)
    return (*unmet, *context_sentences(exams, rise, bridge))


def exam_context(asked: ViewRequest, exam: str, bridge: Bridge | None) -> tuple[str, ...]:
    """Return the same where the averages of one exam are shown, as far as there are any."""
    shown = (exam,) if exam in known_exams(asked.group, asked.edition) else ()
    return averages_context(asked, shown, bridge)
