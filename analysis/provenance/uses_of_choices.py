"""Which numbers of the tables of lists, choices and places a page shows or uses."""

from typing import Any, Final

import pandas as pd

from analysis.competition.compute import EVERYBODY, SENIORS, places
from analysis.only_choice.compute import SECOND_HAND, TOGETHER
from analysis.provenance.uses import Condition, Number, Tables, choices_summed, latest_only_choice
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, TOTAL

_OF_PROGRAMS: Final = frozenset({"program_count", "unfilled_program_count"})
_PER_PLACE: Final = frozenset({"applicant_count", "offered_count"})
# Of the groups that are counted apart in the row of a place.
_OF_GROUP: Final = frozenset({"applicant_count", "matched_count"})
_SHARES: Final = frozenset({"matched_count", "ranked_only_count"})
_RANKED: Final = frozenset({"only_choice_count", "first_choice_count", "not_first_choice_count"})
# The groups that a visitor can be of, and those among whom some of them are counted.
_ASKED: Final = frozenset({*slugs(APPLICANT_GROUPS), TOGETHER})


def measured(*measures: str) -> Condition:
    """Return the condition that the number is of one of these measures."""
    return lambda number, tables: number["measure"] in measures


def only_choice_shown(number: Number, tables: Tables) -> bool:
    """Return whether the number makes a share of those who ranked one specialty of the vocabulary only."""
    return number["specialty"] is not None and number["measure"] in _SHARES


def _place_of(number: Number, tables: Tables) -> tuple[dict[str, Any] | None, bool]:
    """Return the row of places of the year and specialty of a number, and whether it is the latest."""
    rows = places(
        tables["match_summary"],
        tables["senior_counts"],
        tables["ranked_per_position"],
        tables["specialty_names"],
    )
    own = rows.loc[rows["specialty"] == number["specialty"]]
    found = own.loc[own["match_year"] == number["match_year"]].to_dict("records")
    if not found:
        return None, False
    # The page of a specialty shows NRMP's own numbers alone.
    has = own.loc[~own["is_secondary"]]
    if number["measure"] == "ranked_mean":
        has = has.dropna(subset=["ranked_mean"])
    row = {str(name): value for name, value in found[0].items()}
    return row, bool(has["match_year"].max() == number["match_year"])


def _is_of(number: Number, row: dict[str, Any]) -> bool:
    """Return whether a number is one of those that make a row of places."""
    if (number["table_name"] == "senior_counts") != row["is_secondary"]:
        return number["table_name"] == "ranked_per_position" and not row["is_secondary"]
    if number["measure"] in _OF_PROGRAMS:
        return True
    same_row = number["position_level"] == row["position_level"]
    if number["measure"] == "ranked_mean":
        return bool(same_row and number["value"] == row["ranked_mean"])
    same_row = same_row and number["specialty_as_printed"] == row["specialty_as_printed"]
    if number["applicant_group"] in SENIORS:
        return bool(same_row and number["measure"] in _OF_GROUP)
    return bool(
        same_row and number["measure"] in _PER_PLACE and number["applicant_group"] in {None, EVERYBODY}
    )


def places_shown(number: Number, tables: Tables) -> bool:
    """Return whether the number is one of the largest row of a specialty, or counts its programs."""
    row, _ = _place_of(number, tables)
    return row is not None and _is_of(number, row)


def latest_places(number: Number, tables: Tables) -> bool:
    """Return whether the number is one that the page of a specialty shows of its places or its applicants.

    Groups that are counted apart stand there year by year, with the positions of each.
    """
    row, is_latest = _place_of(number, tables)
    if row is None:
        return False
    of_every_year = number["applicant_group"] in SENIORS or number["measure"] == "offered_count"
    return (is_latest or of_every_year) and _is_of(number, row)


def latest_soap(number: Number, tables: Tables) -> bool:
    """Return whether the number is of the latest year of SOAP, and of one specialty."""
    is_latest = number["match_year"] == int(tables["soap"]["match_year"].max())
    is_shown = number["measure"] in {"available_count", "filled_count"}
    return bool(number["specialty"] is not None and is_latest and is_shown)


def only_choice_of_a_group(number: Number, tables: Tables) -> bool:
    """Return whether the page of a specialty shows the number for any group that a visitor can be of."""
    is_one = number["specialty"] not in {None, TOTAL}
    is_shared = number["measure"] in _SHARES and number["applicant_group"] in _ASKED
    return (is_one and is_shared) or latest_only_choice(number, tables)


def choices_of_a_group(number: Number, tables: Tables) -> bool:
    """Return whether the page of a specialty shows the number, of the latest year or that of the averages."""
    choices: pd.DataFrame = tables["choices"]
    is_one = number["specialty"] not in {None, TOTAL} and number["applicant_group"] in _ASKED - {TOGETHER}
    latest = number["match_year"] == int(choices["match_year"].max())
    return (is_one and latest and number["measure"] in _RANKED) or choices_summed(number, tables)


def latest_of_our_groups(number: Number, tables: Tables) -> bool:
    """Return whether the number counts those who ranked a specialty alone, in NRMP's own latest year."""
    rows = tables["only_choice"]
    own = rows.loc[(rows["source_id"] != SECOND_HAND) & rows["applicant_type"].isin(slugs(APPLICANT_GROUPS))]
    return bool(
        number["specialty"] not in {None, TOTAL}
        and number["measure"] in {"matched_count", "ranked_only_count"}
        and number["applicant_group"] in set(own["applicant_type"])
        and number["match_year"] == own["match_year"].max()
    )
