"""Read the raw files of official figures: one line per printed row, every cell typed, every name mapped."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.breaks import BREAK_NAMES, with_breaks
from data.definitions import Column
from data.guide_rows import added_to, with_guide_sources
from data.guides_schema import ADVICE_TABLES
from data.later_editions import with_latest_editions
from data.official_schema import NAMED_TABLES
from data.places import with_codes, with_preliminary
from data.schema import TABLES
from data.survey_rows import with_slugs
from data.transcription import Frames, read_csv_frame, refuse_row

# Tables whose raw rows include the totals that NRMP prints among them, -> the frame of these; it is no table.
TOTALS = {name: f"{name}_totals" for name in ("positions", "match_summary", "senior_counts", "soap")}
POSITIONS_TOTALS = TOTALS["positions"]
NAMES = "specialty_names"
_NAME = ["printed_in", "specialty_as_printed"]


@dataclass(frozen=True, slots=True)
class RawFile:
    """One raw file and the table it becomes; several files of one table follow each other.

    `added` are the table's columns that the file does not have; with `source_id` the whole file has one
    source.
    """

    table: str
    path: str
    added: tuple[str, ...] = ()
    source_id: str = ""

    @property
    def columns(self) -> dict[str, Column]:
        """Return the file's columns, in order, with what each may hold."""
        return {column.name: column for column in TABLES[self.table].columns if column.name not in self.added}


RAW_FILES: tuple[RawFile, ...] = (
    RawFile(NAMES, "results_and_data/specialty_names.csv", added=("first_match_year", "last_match_year")),
    RawFile("positions", "results_and_data/positions.csv", added=("specialty", *BREAK_NAMES)),
    RawFile("applicants", "results_and_data/applicants.csv", added=BREAK_NAMES),
    RawFile("match_rates", "results_and_data/match_rates.csv"),
    RawFile("only_choice", "results_and_data/only_choice.csv", added=("specialty",)),
    RawFile("choices", "results_and_data/choices.csv", added=("specialty",)),
    RawFile("match_summary", "results_and_data/match_summary.csv", added=("specialty",)),
    RawFile("senior_counts", "results_and_data/senior_counts.csv", added=("specialty",)),
    RawFile("couples", "results_and_data/couples.csv"),
    RawFile("ranked_per_position", "results_and_data/ranked_per_position.csv", added=("specialty",)),
    RawFile("soap", "results_and_data/soap.csv", added=("specialty",)),
    RawFile("list_lengths", "list_lengths_2025/list_lengths.csv"),
    RawFile("program_list_lengths", "list_lengths_2025/program_list_lengths.csv"),
    RawFile("policy_events", "policy/policy_events.csv", added=("source_id",), source_id="policy_notices"),
    RawFile(
        "match_calendars", "policy/match_calendars.csv", added=("source_id",), source_id="policy_notices"
    ),
    RawFile("guide_claims", "guide/guide_claims.csv", added=("source_id",), source_id="guide_text"),
    RawFile(
        "positions_by_state",
        "program_results_2014_2020/positions_by_state.csv",
        added=("specialty_as_printed", "specialty", "position_level", "source_id"),
        source_id="program_results_2014_2020",
    ),
    RawFile(
        "filled_by_state",
        "match_2025/filled_by_state.csv",
        added=("specialty", "position_level", "pools_preliminary", "source_id"),
        source_id="match_2025_by_state",
    ),
    RawFile("source_oddities", "results_and_data/known_oddities.csv"),
    RawFile("restatements", "results_and_data/restatements.csv", added=("match_year",)),
    RawFile(NAMES, "aamc_2020/specialty_names.csv", added=("first_match_year", "last_match_year")),
    RawFile(
        "resident_quantiles",
        "aamc_2020/resident_quantiles.csv",
        added=("specialty", "resident_measure"),
    ),
    RawFile("resident_scores", "aamc_2020/resident_scores.csv", added=("specialty",)),
    RawFile(NAMES, "pd_survey_2020/specialty_names.csv", added=("first_match_year", "last_match_year")),
    RawFile("source_oddities", "pd_survey_2020/known_oddities.csv"),
    RawFile("director_groups", "pd_survey_2020/director_groups.csv", added=("specialty",)),
    RawFile("director_scores", "pd_survey_2020/director_scores.csv", added=("specialty",)),
    RawFile("director_score_use", "pd_survey_2020/director_score_use.csv", added=("specialty",)),
    RawFile("director_factors", "pd_survey_2020/director_factors.csv", added=("specialty", "factor")),
    RawFile("director_activity", "pd_survey_2020/director_activity.csv", added=("specialty",)),
    RawFile("director_response", "pd_survey_2020/director_response.csv", added=("specialty",)),
    *(RawFile(name, f"guides/{name}.csv", added=added_to(name)) for name in ADVICE_TABLES),
)

# Type of a column -> form of a cell, and the form in words.
_FORMS = {
    "int": (r"[0-9]+", "a whole number"),
    "float": (r"[0-9]+(?:\.[0-9]+)?", "a number"),
    "bool": ("true|false", "true or false"),
}


def read_official(raw_dir: Path) -> Frames:
    """Return table -> rows for every table of official figures, and the printed totals of some.

    Every row says in `where` which line of which file it is, and every row of a table that NAMED_TABLES names
    has `specialty` and `current_name`.

    Raises:
        TranscriptionError: a file is missing or has another header, a cell has not its column's form, a
            printed name has no mapping, or a mapping no printed name.
    """
    rows = _read_files(raw_dir)
    for table, totals in TOTALS.items():
        is_total = rows[table]["position_level"] == "total"
        rows |= {totals: rows[table].loc[is_total], table: rows[table].loc[~is_total]}
    rows |= with_codes(rows, raw_dir)
    names = rows[NAMES]
    doubled = names.duplicated(_NAME)
    refuse_row(names, doubled, "{specialty_as_printed!r} of {printed_in} already has a mapping.")
    for table, family in NAMED_TABLES.items():
        mapping = names.loc[names["printed_in"] == family].set_index("specialty_as_printed")
        rows[table] = rows[table].join(mapping[["specialty", "current_name"]], on="specialty_as_printed")
        unmapped = rows[table]["current_name"].isna()
        refuse_row(rows[table], unmapped, f"{{specialty_as_printed!r}} has no mapping in {NAMES}.csv.")
    # The rows of some tables have a period for a year.
    named = pd.concat(
        [
            rows[table].reindex(columns=["specialty_as_printed", "match_year"]).assign(printed_in=family)
            for table, family in NAMED_TABLES.items()
        ]
    )
    years = named.groupby(_NAME)["match_year"].agg(first_match_year="min", last_match_year="max")
    rows[NAMES] = names.join(years.astype("Int64"), on=_NAME)
    unused = pd.Series(~pd.MultiIndex.from_frame(names[_NAME]).isin(years.index), index=names.index)
    refuse_row(names, unused, "no row of {printed_in} is named {specialty_as_printed!r}.")
    return {
        **rows,
        **with_slugs(rows),
        **with_breaks(rows, raw_dir),
        **with_latest_editions(rows),
        **with_preliminary(rows),
        **with_guide_sources(rows),
    }


def _read_files(raw_dir: Path) -> Frames:
    """Return table -> rows of all its files, one file after the other."""
    found: dict[str, list[pd.DataFrame]] = {}
    for file in RAW_FILES:
        found.setdefault(file.table, []).append(_read(file, raw_dir))
    return {table: pd.concat(parts, ignore_index=True) for table, parts in found.items()}


def _read(file: RawFile, raw_dir: Path) -> pd.DataFrame:
    columns = file.columns
    rows = read_csv_frame(raw_dir / file.path, tuple(columns))
    cells = {name: _cells(rows, name, column) for name, column in columns.items()}
    source = {"source_id": file.source_id} if file.source_id else {}
    typed = {name: column.pandas_dtype for name, column in columns.items()}
    return pd.DataFrame({"where": rows["where"], **cells, **source}, index=rows.index).astype(typed)


def _cells(rows: pd.DataFrame, name: str, column: Column) -> pd.Series:
    """Return the texts of a column, each in its form; an empty cell is missing where it may be."""
    texts = rows[name].mask(rows[name].eq("")) if column.nullable else rows[name]
    if column.dtype not in _FORMS:
        return texts
    form, words = _FORMS[column.dtype]
    wrong = texts.notna() & ~texts.str.fullmatch(form).fillna(False)
    refuse_row(rows, wrong, f"{name} is {{{name}!r}}, not {words}.")
    return texts.eq("true") if column.dtype == "bool" else texts
