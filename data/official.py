"""Read the raw files of official figures: one line per printed row, every cell typed, every name mapped."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.breaks import BREAK_NAMES, with_breaks
from data.definitions import Column
from data.official_schema import NAMED_TABLES
from data.schema import TABLES
from data.terms import slugs
from data.transcription import Frames, read_csv_frame, refuse_row
from data.vocabulary import CHOICE_TYPES

# Not a table: the total rows that NRMP prints among the rows of `positions`.
POSITIONS_TOTALS = "positions_totals"
NAMES = "specialty_names"
_NAME = ["printed_in", "specialty_as_printed"]


@dataclass(frozen=True, slots=True)
class RawFile:
    """One raw file and the table it becomes.

    `added` are the table's columns that the file does not have; with `source_id` the whole file has one
    source. `per_choice_type` are printed once per choice type and become one row for each.
    """

    table: str
    path: str
    added: tuple[str, ...] = ()
    per_choice_type: tuple[str, ...] = ()
    source_id: str = ""

    @property
    def columns(self) -> dict[str, Column]:
        """Return the file's columns, in order, with what each may hold; one choice type after the other."""
        own = {column.name: column for column in TABLES[self.table].columns if column.name not in self.added}
        spread = {
            f"{slug}_{name}": own[name] for slug in slugs(CHOICE_TYPES) for name in self.per_choice_type
        }
        start = list(own).index(self.per_choice_type[0]) if spread else 0
        once = [(name, column) for name, column in own.items() if name not in self.per_choice_type]
        return dict([*once[:start], *spread.items(), *once[start:]])


RAW_FILES: tuple[RawFile, ...] = (
    RawFile(NAMES, "results_and_data/specialty_names.csv", added=("first_match_year", "last_match_year")),
    RawFile("positions", "results_and_data/positions.csv", added=("specialty", *BREAK_NAMES)),
    RawFile("applicants", "results_and_data/applicants.csv", added=BREAK_NAMES),
    RawFile("match_rates", "results_and_data/match_rates.csv"),
    RawFile(
        "only_choice",
        "results_and_data/only_choice.csv",
        added=("specialty", "applicant_type"),
        per_choice_type=("matched_count", "unmatched_count", "ranked_only_count", "unmatched_pct"),
    ),
    RawFile(
        "choices",
        "results_and_data/choices.csv",
        added=("specialty", "applicant_type"),
        per_choice_type=(
            "only_choice_count",
            "first_choice_count",
            "not_first_choice_count",
            "positions_per_applicant",
        ),
    ),
    RawFile("policy_events", "policy/policy_events.csv", added=("source_id",), source_id="policy_notices"),
    RawFile("guide_claims", "guide/guide_claims.csv", added=("source_id",), source_id="guide_text"),
    RawFile("source_oddities", "results_and_data/known_oddities.csv"),
    RawFile("restatements", "results_and_data/restatements.csv", added=("match_year",)),
)

# Type of a column -> form of a cell, and the form in words.
_FORMS = {"int": (r"[0-9]+", "a whole number"), "float": (r"[0-9]+(?:\.[0-9]+)?", "a number")}


def read_official(raw_dir: Path) -> Frames:
    """Return table -> rows for every table of official figures, and the printed totals of `positions`.

    Every row says in `where` which line of which file it is, and every row of a table named in NRMP's words
    has `specialty` and `current_name`.

    Raises:
        TranscriptionError: a file is missing or has another header, a cell has not its column's form, a
            printed name has no mapping, or a mapping no printed name.
    """
    rows = {file.table: _read(file, raw_dir) for file in RAW_FILES}
    total = rows["positions"]["position_level"] == "total"
    rows |= {POSITIONS_TOTALS: rows["positions"].loc[total], "positions": rows["positions"].loc[~total]}
    names = rows[NAMES]
    doubled = names.duplicated(_NAME)
    refuse_row(names, doubled, "{specialty_as_printed!r} of {printed_in} already has a mapping.")
    for table in NAMED_TABLES:
        mapping = names.loc[names["printed_in"] == table].set_index("specialty_as_printed")
        rows[table] = rows[table].join(mapping[["specialty", "current_name"]], on="specialty_as_printed")
        unmapped = rows[table]["current_name"].isna()
        refuse_row(rows[table], unmapped, f"{{specialty_as_printed!r}} has no mapping in {NAMES}.csv.")
    named = pd.concat([rows[table].assign(printed_in=table) for table in NAMED_TABLES])
    years = named.groupby(_NAME)["match_year"].agg(first_match_year="min", last_match_year="max")
    rows[NAMES] = names.join(years, on=_NAME)
    unused = rows[NAMES]["first_match_year"].isna()
    refuse_row(names, unused, "no row of {printed_in} is named {specialty_as_printed!r}.")
    return {**rows, **with_breaks(rows, raw_dir)}


def _read(file: RawFile, raw_dir: Path) -> pd.DataFrame:
    rows = read_csv_frame(raw_dir / file.path, tuple(file.columns))
    for name, column in file.columns.items():
        rows[name] = _cells(rows, name, column)
    rows = rows.astype({name: column.pandas_dtype for name, column in file.columns.items()})
    if file.source_id:
        rows["source_id"] = file.source_id
    if not file.per_choice_type:
        return rows
    own = {slug: {f"{slug}_{name}": name for name in file.per_choice_type} for slug in slugs(CHOICE_TYPES)}
    shared = [name for name in rows if not any(name in names for names in own.values())]
    return pd.concat(
        [
            rows[[*shared, *names]].rename(columns=names).assign(applicant_type=slug)
            for slug, names in own.items()
        ],
        ignore_index=True,
    )


def _cells(rows: pd.DataFrame, name: str, column: Column) -> pd.Series:
    """Return the texts of a column, each in its form; an empty cell is missing where it may be."""
    texts = rows[name].mask(rows[name].eq("") & column.nullable)
    if column.dtype not in _FORMS:
        return texts
    form, words = _FORMS[column.dtype]
    wrong = texts.notna() & ~texts.str.fullmatch(form).fillna(False)
    refuse_row(rows, wrong, f"{name} is {{{name}!r}}, not {words}.")
    return texts
