"""One specialty as people of one group chose it: only choice by year, choices, and what places there were."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analysis.competition.compute import SENIORS
from analysis.only_choice.compute import by_year, counted_as, types_by_year

Record = Mapping[Hashable, Any]
# The tables that are read as they are.
CHOSEN_TABLES: Final = ("only_choice", "choices", "match_summary")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is known of one group in one specialty; None where the source has no row.

    Attributes:
        specialty: its slug.
        applicant_group: slug of the group.
        years: `analysis.only_choice.compute.by_year`, newest first.
        types: `analysis.only_choice.compute.types_by_year`.
        choices: the row of `choices` of the latest year that counts the group, apart or within all others.
        ranked: the row of `match_summary` of the latest year that counts the applicants of the group.
        place: the latest row of `analysis.competition.compute.places` that is NRMP's own.
        ranked_per_place: the latest one with `ranked_mean`.
        seniors: the rows of `places` that count seniors apart, newest first.
        soap: the latest row of `analysis.competition.compute.soap_by_specialty`.
        year_sources: where the years were printed; where there are none, all that was looked through.
    """

    specialty: str
    applicant_group: str
    years: pd.DataFrame
    types: Mapping[int, tuple[str, ...]]
    choices: Record | None
    ranked: Record | None
    place: Record | None
    ranked_per_place: Record | None
    seniors: pd.DataFrame
    soap: Record | None
    year_sources: tuple[str, ...]

    @property
    def fact_sources(self) -> tuple[str, ...]:
        """Where everything but the years was printed."""
        found = [row["source_id"] for row in (self.choices, self.ranked, self.place, self.soap) if row]
        if self.ranked_per_place:
            found.append(self.ranked_per_place["ranked_source_id"])
        return tuple(dict.fromkeys(found))


def _latest(rows: pd.DataFrame) -> Record | None:
    """Return the row of the newest year."""
    return rows.sort_values("match_year").iloc[-1].to_dict() if len(rows) else None


def chosen(
    tables: Mapping[str, pd.DataFrame],
    places_by_year: pd.DataFrame,
    soap_by_year: pd.DataFrame,
    specialty: str,
    applicant_group: str,
) -> Chosen:
    """Gather what the tables know of one group in one specialty.

    Args:
        tables: those of `CHOSEN_TABLES`, by name.
        places_by_year: `analysis.competition.compute.places`.
        soap_by_year: `analysis.competition.compute.soap_by_specialty`.
        specialty: slug of the specialty.
        applicant_group: slug of the group.
    """
    choices, summary, place, soap = (
        rows.loc[rows["specialty"] == specialty]
        for rows in (tables["choices"], tables["match_summary"], places_by_year, soap_by_year)
    )
    kinds = {
        year: counted_as(applicant_group, types) for year, types in types_by_year(tables["choices"]).items()
    }
    is_own = choices["match_year"].map(kinds) == choices["applicant_type"]
    printed = place.loc[~place["is_secondary"]]
    latest = _latest(printed)
    years = by_year(tables["only_choice"], specialty, applicant_group)
    return Chosen(
        specialty,
        applicant_group,
        years,
        types_by_year(tables["only_choice"]),
        _latest(choices.loc[is_own]),
        _latest(_same_row(summary.loc[summary["applicant_type"] == applicant_group], latest)),
        latest,
        _latest(printed.dropna(subset=["ranked_mean"])),
        _with_seniors(place),
        _latest(soap),
        tuple((years if len(years) else tables["only_choice"])["source_id"].unique()),
    )


def _with_seniors(place: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of places that count any group of seniors apart, newest first."""
    counted = place[[f"{group}_applicant_count" for group in SENIORS]].notna().any(axis="columns")
    return place.loc[counted].sort_values("match_year", ascending=False)


def _same_row(summary: pd.DataFrame, place: Record | None) -> pd.DataFrame:
    """Return the rows of the summary that are the printed row of a place; none where there is no place."""
    if place is None:
        return summary.iloc[:0]
    names = ("match_year", "position_level", "specialty_as_printed")
    return summary.loc[(summary[list(names)] == [place[name] for name in names]).all(axis="columns")]
