"""What is said of editions: which one is shown, what it has not, and which others have it."""

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from analysis.wording import EXAM_LABELS, GROUP_PLURALS, listed
from data.editions import EDITIONS, editions_with
from data.editions.record import Edition

_LACKING: Final = {"sd": "standard deviations", "n": "sample sizes"}


def lacking(edition: Edition) -> list[str]:
    """Return in words which statistics an edition does not print, of those that people look for."""
    return [words for statistic, words in _LACKING.items() if statistic not in edition.statistics]


def say_what_there_is(
    specialty_count: int,
    positions: pd.DataFrame,
    match_rates: pd.DataFrame,
    editions: Sequence[Edition] = EDITIONS,
) -> str:
    """Say in one sentence what the data is; so many specialties have averages."""
    compiled = {source.compiled_by for edition in editions for source in edition.sources} - {""}
    missing = [lacking(edition) for edition in editions]
    without = [words for words in _LACKING.values() if all(words in one for one in missing)]
    counted, rated = positions["match_year"], match_rates["match_year"]
    parts = [
        f"The data: {averages_years(editions)} averages of {specialty_count} specialties from NRMP’s "
        "Charting Outcomes",
        *(["compiled by a guide"] if compiled else []),
        *([f"without {listed(without)}"] if without else []),
        "with some cells that the source does not print; NRMP’s own counts of positions and matches",
        f"{counted.min()} to {counted.max()}; and match rates from {rated.min()}.",
    ]
    return ", ".join(parts)


def averages_years(editions: Iterable[Edition] = EDITIONS) -> str:
    """Return the match years of the averages as a phrase."""
    return listed(str(edition.match_year) for edition in editions)


def say_without_group(
    edition: Edition, applicant_group: str, loaded: Iterable[Edition] = ()
) -> tuple[str, tuple[Edition, ...]]:
    """Say that an edition has no averages of a group, and return the editions that have.

    Args:
        edition: the one shown.
        applicant_group: slug of the group.
        loaded: editions there are beside those of this data set.

    Returns:
        A sentence, empty where the edition has averages of the group; and the editions to offer.
    """
    if applicant_group in edition.groups:
        return "", ()
    more = (other for other in loaded if applicant_group in other.groups)
    others = (*editions_with(applicant_group), *more)
    people = GROUP_PLURALS[applicant_group]
    has = listed(plural for slug, plural in GROUP_PLURALS.items() if slug in edition.groups)
    no_other = "" if others else " No edition here has any; NRMP’s counts and match rates are on other pages."
    return f"{edition.label} has averages of {has}, and none of {people}.{no_other}", others


def exams_lacking(edition: Edition, applicant_group: str) -> str:
    """Say which averages an edition lacks of a group of which it has others; empty where it lacks none."""
    own = [exam for exam in EXAM_LABELS if applicant_group in edition.groups_of("scores", exam)]
    others = [label for exam, label in EXAM_LABELS.items() if exam not in own]
    if not own or not others:
        return ""
    people = GROUP_PLURALS[applicant_group]
    has = listed(EXAM_LABELS[exam] for exam in own)
    cells = (cell for printed in edition.printed if printed.table == "scores" for cell in printed.cells)
    matched_only = {cell.outcome for cell in cells if cell.applicant_group == applicant_group} == {"matched"}
    return (
        f"{people[0].upper()}{people[1:]}: this edition has their {'matched ' * matched_only}{has} averages, "
        f"and no {'unmatched averages and no ' * matched_only}{listed(others)} averages for this group, so "
        f"there is nothing to hold a {listed(others)} score against"
        f"{', and no way to see how far matched and unmatched lie apart' * matched_only}."
    )


def widest_exam(edition: Edition) -> str:
    """Return the exam of which an edition has averages of the most groups, the earlier one where they tie."""
    return max(EXAM_LABELS, key=lambda exam: len(edition.groups_of("scores", exam)))
