"""A comparison in one sentence each: where somebody stands, and where else their scores are no lower."""

from collections.abc import Iterable

from analysis.profile import Profile
from analysis.standing.alternatives import find_alternatives
from analysis.standing.comparable import exams_with_averages, first_exam_in, nothing_to_compare, say_unmet
from analysis.standing.compute import Compared
from analysis.standing.words import rows_to_draw, say_headline
from analysis.wording import EXAM_LABELS, GROUP_PLURALS, listed

# So many specialties are named; Where I stand lists all.
NAMED = 3


def say_standing(
    profile: Profile, comparison: Iterable[Compared], sem: float, match_year: int, mark: str = ""
) -> str:
    """Say in how many specialties a score is above, near and below the matched average.

    It is the exam that is shown first. Where no score meets an average, the sentence says so. `mark` is what
    has to be said of the edition.
    """
    rows = list(comparison)
    known, people = exams_with_averages(rows), GROUP_PLURALS[profile.applicant_group]
    if nothing_to_compare(profile, known):
        return " ".join(say_unmet(profile, known))
    exam = first_exam_in(rows)
    said = say_headline(rows_to_draw(rows, exam), people, EXAM_LABELS[exam], sem)
    return f"{said} (matched {people}, {match_year} Match{f', {mark}' if mark else ''})."


def say_elsewhere(comparison: Iterable[Compared], whose: str = "") -> str:
    """Say how many specialties have all their matched averages at or below the scores entered.

    Rows to be read with care are only counted: their averages hardly separate, or are of few people. `whose`
    goes on from the average where it is not one of this data set.
    """
    alternatives = find_alternatives(comparison)
    found, care = alternatives.at_or_above, len(alternatives.read_with_care)
    careful = f" {care} more {'is' if care == 1 else 'are'} to be read with care." if care else ""
    if not found:
        return (
            f"No specialty has a matched average{whose} at or below your score on every exam you entered."
            f"{careful}"
        )
    names = [row.label for row in found]
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    some = "1 specialty" if len(names) == 1 else f"{len(names)} specialties"
    return (
        f"On every exam you entered you are at or above the matched average{whose} in {some}: "
        f"{listed([*names[:NAMED], *more])}.{careful}"
    )
