"""Positions by state: what the raw files leave to be told from codes and names, and what the sums must be."""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from data.identities import Check, Found, compared, refuse_missing, row_sum, sums
from data.places_schema import PLACE_TABLES
from data.states import SLUG_BY_NAME
from data.transcription import Frames, read_csv_frame, refuse_row
from data.vocabulary import POSITION_TYPES

CODES_PATH: Final = "program_results_2014_2020/specialty_codes.csv"
_CODES_HEADER: Final = ("specialty_code", "specialty_as_printed")
_BY_CODE, _BY_NAME = (table.name for table in PLACE_TABLES)
_PRELIMINARY: Final = "preliminary"
# Level as printed names end -> as this data set names it.
_LEVELS: Final = {"PGY-1": "pgy1", "PGY-2": "pgy2", "Physician": "r"}
# Positions of every other type start in the first year.
_LEVEL_OF_TYPE: Final = {"advanced": "pgy2", "physician": "r"}
_PLACE: Final = ["match_year", "state", "specialty_as_printed"]
_COUNTS: Final = ("offered_count", "filled_count")


def with_codes(rows: Frames, raw_dir: Path) -> dict[str, pd.DataFrame]:
    """Return the tables by state with slugs for what is printed, before their names are mapped.

    Raises:
        TranscriptionError: a state, a code of a specialty or a letter of a type is unknown, or a code stands
            twice in the list of codes.
    """
    codes = read_csv_frame(raw_dir / CODES_PATH, _CODES_HEADER)
    refuse_row(codes, codes["specialty_code"].duplicated(), "{specialty_code} already has a name.")
    name_of = dict(zip(codes["specialty_code"], codes["specialty_as_printed"], strict=True))
    by_code, by_name = (
        _mapped(rows[table], "state", SLUG_BY_NAME, "a state") for table in (_BY_CODE, _BY_NAME)
    )
    by_code = by_code.assign(specialty_as_printed=by_code["specialty_code"])
    by_code = _mapped(by_code, "specialty_as_printed", name_of, "the code of a specialty")
    by_code = _mapped(by_code, "position_type", {one.letter: one.slug for one in POSITION_TYPES}, "a type")
    counts = [name for name in by_name if str(name).endswith("_count")]
    # A name that was cut off can stand twice.
    how: dict[Hashable, str] = {**dict.fromkeys(by_name, "first"), **dict.fromkeys(counts, "sum")}
    by_name = by_name.groupby(_PLACE, sort=False, as_index=False).agg(how)
    ending = by_name["specialty_as_printed"].str.extract(r"\(([^()]+)\)$", expand=False)
    return {
        _BY_CODE: by_code.assign(position_level=by_code["position_type"].map(_LEVEL_OF_TYPE).fillna("pgy1")),
        _BY_NAME: by_name.assign(position_level=ending.map(_LEVELS)),
    }


def with_preliminary(rows: Frames) -> dict[str, pd.DataFrame]:
    """Return the tables by state with preliminary positions told apart, once their names are mapped."""
    by_code, by_name = rows[_BY_CODE], rows[_BY_NAME]
    is_preliminary = by_code["position_type"] == _PRELIMINARY
    pooled = set(by_code.loc[is_preliminary, "specialty"].dropna())
    return {
        _BY_CODE: by_code.assign(specialty=by_code["specialty"].mask(is_preliminary)),
        _BY_NAME: by_name.assign(pools_preliminary=by_name["specialty"].isin(pooled)),
    }


def _mapped(rows: pd.DataFrame, column: str, means: Mapping[str, str], what: str) -> pd.DataFrame:
    """Return rows with what the words of a column mean."""
    refuse_row(rows, ~rows[column].isin(means.keys()), f"{{{column}!r}} is not {what}.")
    return rows.assign(**{column: rows[column].map(dict(means))})


def _states_sum(rows: Frames, key: list[str]) -> Found:
    """Compare the sums over the states with those of Table 2 that share a key."""
    by_state, years = rows[_BY_CODE], set(rows[_BY_CODE]["match_year"])
    table_2 = rows["positions"].loc[rows["positions"]["match_year"].isin(years)]
    refuse_missing(_BY_CODE, table_2[key].dropna(), by_state)
    first = by_state.dropna(subset=key).drop_duplicates(key)
    added = first[[*key, "where", "source_id", *({"specialty_as_printed"} - set(key))]]
    added = added.merge(sums(by_state, key, _COUNTS).reset_index(), on=key)
    return compared(added, key, _COUNTS, sums(table_2, key, _COUNTS))


CHECKS: Final = (
    Check(
        "positions_by_state_of_table_2",
        "the positions of a specialty and level, summed over the states, are those of Table 2",
        lambda rows: _states_sum(rows, ["match_year", "position_level", "specialty"]),
    ),
    Check(
        "positions_by_state_of_level",
        "all positions of a level, summed over the states, are those of Table 2",
        lambda rows: _states_sum(rows, ["match_year", "position_level"]),
    ),
    Check(
        "filled_by_state_types_sum",
        "the applicant types sum to the positions filled",
        row_sum(
            (_BY_NAME,),
            tuple(
                name
                for name in PLACE_TABLES[1].column_names
                if name.endswith("_count") and name not in _COUNTS
            ),
            "filled_count",
        ),
    ),
)
