"""What is said of editions: which one is shown, what it has not, and which others have it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from analysis.wording import EXAM_LABELS, GROUP_PLURALS, capital, listed
from data.editions import EDITIONS, editions_with
from data.editions.record import USUAL, Edition

# The tables that `say_what_there_is` reads the years of, and the one that has a period instead. Not the
# largest, places by state before the newest year: a first visit would wait for it.
_DATED: Final = (
    "positions",
    "match_rates",
    "only_choice",
    "list_lengths",
    "filled_by_state",
    "director_response",
)
WHAT_THERE_IS: Final = (*_DATED, "resident_quantiles")

_LACKING: Final = {"sd": "standard deviations", "n": "sample sizes"}


def lacking(edition: Edition) -> list[str]:
    """Return in words which statistics an edition does not print, of those that people look for."""
    return [words for statistic, words in _LACKING.items() if statistic not in edition.statistics]


def _span(years: pd.Series) -> str:
    """Return first and last of a column of years as a phrase; one of them where they are the same."""
    return " to ".join(map(str, dict.fromkeys((years.min(), years.max()))))


def say_what_there_is(
    specialty_count: int, tables: Mapping[str, pd.DataFrame], editions: Sequence[Edition] = EDITIONS
) -> str:
    """Say in two sentences what the data is.

    Args:
        specialty_count: how many specialties have averages.
        tables: those of `WHAT_THERE_IS`, by name.
        editions: those whose averages there are.
    """
    compiled = {source.compiled_by for edition in editions for source in edition.sources} - {""}
    missing = [lacking(edition) for edition in editions]
    without = [words for words in _LACKING.values() if all(words in one for one in missing)]
    years = {name: tables[name]["match_year"] for name in _DATED}
    parts = [
        f"The data: {averages_years(editions)} averages of {specialty_count} specialties from NRMP’s "
        "Charting Outcomes",
        *(["compiled by a guide"] if compiled else []),
        *([f"without {listed(without)}"] if without else []),
        "with some cells that the source does not print; NRMP’s own counts of positions and matches",
        f"{_span(years['positions'])}; and match rates from {years['match_rates'].min()}.",
    ]
    others = (
        f"people who ranked one specialty only ({_span(years['only_choice'])})",
        f"lengths of lists ({_span(years['list_lengths'])})",
        f"places by state (up to {years['filled_by_state'].max()})",
        f"NRMP’s survey of program directors ({_span(years['director_response'])})",
        f"AAMC’s residents ({_span(tables['resident_quantiles']['period'])})",
    )
    return f"{', '.join(parts)} Also: {listed(others)}."


def averages_years(editions: Iterable[Edition] = EDITIONS) -> str:
    """Return the match years of the averages as a phrase."""
    return listed(str(edition.match_year) for edition in editions)


def say_loaded(loaded: Iterable[Edition]) -> str:
    """Say of which editions there are averages beside those of this data set; nothing without any."""
    return listed(
        f"of the {edition.match_year} Match out of {edition.publication} ({edition.mark})"
        for edition in loaded
    )


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
    no_other = "" if others else f" No edition here has any. Other figures of {people}, by source:"
    return f"{edition.label} has averages of {has}, and none of {people}.{no_other}", others


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page shows of an edition.

    Attributes:
        what: in words that go on from "no".
        is_in: whether an edition has it.
        is_vital: whether without it there is nothing to draw.
    """

    what: str
    is_in: Callable[[Edition], bool]
    is_vital: bool = True


def averages_wanted(
    table: str, *, exam: str = "", applicant_group: str = "", outcome: str = "", is_vital: bool = True
) -> Wanted:
    """Return averages of one table as what is wanted: of an exam, a group or an outcome, or of any."""

    def is_in(edition: Edition) -> bool:
        return any(
            cell.statistic in USUAL
            and applicant_group in ("", cell.applicant_group)
            and outcome in ("", cell.outcome)
            for printed in edition.printed
            if printed.table == table and exam in ("", printed.exam)
            for cell in printed.cells
        )

    of_what = EXAM_LABELS.get(exam, "score") if table == "scores" else "research"
    people = GROUP_PLURALS.get(applicant_group, "")
    of_whom = (
        f"matched {people}" if people and outcome else people or ("those who matched" if outcome else "")
    )
    return Wanted(f"{of_what} averages{f' of {of_whom}' if of_whom else ''}", is_in, is_vital)


def say_not_in(
    edition: Edition, wanted: Sequence[Wanted], loaded: Iterable[Edition] = ()
) -> tuple[str, tuple[Edition, ...]]:
    """Say what an edition has not of all that is wanted, and return the editions that have all of it.

    Of an edition of this data set that nothing here has more of, a chart says itself what is missing.

    Args:
        edition: the one shown.
        wanted: what is needed, of which it may have some.
        loaded: editions there are beside those of this data set.

    Returns:
        A sentence, empty where there is nothing to say; and the editions to offer, the latest of this data
        set first.
    """
    lacks = [f"no {one.what}" for one in wanted if not one.is_in(edition)]
    others = tuple(
        other for other in (*reversed(EDITIONS), *loaded) if all(one.is_in(other) for one in wanted)
    )
    if not lacks or not (others or edition.mark):
        return "", ()
    has = f"{listed(other.label for other in others)} {'has' if len(others) == 1 else 'have'} them."
    return (
        f"Not in this edition: {edition.label} has {listed(lacks)}. "
        f"{has if others else 'No edition here has them.'}",
        others,
    )


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
        f"{capital(people)}: this edition has their {'matched ' * matched_only}{has} averages, "
        f"and no {'unmatched averages and no ' * matched_only}{listed(others)} averages for this group, so "
        f"there is nothing to hold a {listed(others)} score against"
        f"{', and no way to see how far matched and unmatched lie apart' * matched_only}."
    )


def widest_exam(edition: Edition) -> str:
    """Return the exam of which an edition has averages of the most groups, the earlier one where they tie."""
    return max(EXAM_LABELS, key=lambda exam: len(edition.groups_of("scores", exam)))
