"""What a check of printed figures is, and the forms that most of them have.

A check finds each cell that breaks an identity; `data.official_checks` holds the ones there are.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from data.schema import TABLES
from data.states import STATES
from data.terms import label_of
from data.transcription import Frames, TranscriptionError
from data.vocabulary import APPLICANT_TYPES, CHOICE_TYPES, POSITION_LEVELS

# The cells that break an identity, see `findings`.
Found = list[dict[str, str]]
Find = Callable[[Frames], Found]

_LABEL_OF = label_of((*POSITION_LEVELS, *APPLICANT_TYPES, *CHOICE_TYPES, *STATES))
ROUNDING = 0.05 + 1e-9  # a printed decimal may be half a tenth away from the exact value


@dataclass(frozen=True, slots=True)
class Check:
    """One identity: its permanent name, the rule in words, and how to find the cells that break it."""

    name: str
    rule: str
    find: Find


def shown(value: object) -> str:
    """Return a value as the publications print it: counts as they are, all others with one decimal."""
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def findings(rows: pd.DataFrame, column: str, compared_with: Iterable[str]) -> Found:
    """Return one record per cell that breaks a check: its place, what it prints and what the check gives."""
    return [
        {
            "where": row["where"],
            "source_id": row["source_id"],
            "match_year": str(row.get("match_year", row.get("period"))),
            "row_label": _row_label(row),
            "column_name": column,
            "printed": shown(row[column]),
            "compared_with": other,
        }
        for row, other in zip(rows.to_dict("records"), compared_with, strict=True)
    ]


def _row_label(row: Mapping[Hashable, object]) -> str:
    """Return the row's name, level, applicant type and state, or its year where it has none of them."""
    slugs = (row.get("position_level"), row.get("applicant_type"), row.get("state"))
    parts = (row.get("specialty_as_printed"), *(_LABEL_OF.get(str(slug)) for slug in slugs))
    return ", ".join(str(part) for part in parts if part) or str(row["match_year"])


def unequal(rows: pd.DataFrame, column: str, expected: pd.Series) -> Found:
    """Return the cells that are printed and are not as `expected`, which may be missing too."""
    other = rows[column].ne(expected).fillna(False) & rows[column].notna() & expected.notna()
    return findings(rows.loc[other], column, expected.loc[other].astype("object").map(shown))


def compared(rows: pd.DataFrame, keys: list[str], columns: Iterable[str], expected: pd.DataFrame) -> Found:
    """Return what is not as `expected`, whose index is the `keys` of a row."""
    found = rows[keys].join(expected, on=keys)
    return [cell for column in columns for cell in unequal(rows, column, found[column])]


def sums(rows: pd.DataFrame, keys: list[str], columns: Iterable[str]) -> pd.DataFrame:
    """Return the sums of `columns` over the rows that share `keys`; what is not printed adds nothing."""
    names = list(columns)
    # Whole numbers stay whole where a key has no rows.
    return rows.groupby(keys)[names].sum().astype(dict.fromkeys(names, "Int64"))


def refuse_missing(table: str, wanted: pd.DataFrame, rows: pd.DataFrame) -> None:
    """Refuse a key that is wanted and has no row, so that no check passes for want of a row.

    Raises:
        TranscriptionError: the first such key; the keys are the columns of `wanted`.
    """
    keys = list(wanted.columns)
    both = wanted.drop_duplicates().merge(rows[keys].drop_duplicates(), how="left", indicator=True)
    for key in both.loc[both["_merge"] == "left_only", keys].itertuples(index=False):
        raise TranscriptionError(f"{table} has no row for {', '.join(map(str, key))}; checks need it.")


def row_sum(tables: tuple[str, ...], parts: tuple[str, ...], whole: str) -> Find:
    """Return a check that the cells `parts` of a row sum to its cell `whole`."""
    return lambda rows: [
        cell for table in tables for cell in unequal(rows[table], whole, rows[table][list(parts)].sum(axis=1))
    ]


def ratio(table: str, part: str, whole: tuple[str, ...], column: str, over: Iterable[str] = ()) -> Find:
    """Return a check that `column` is `part` over `whole`, to the decimal printed; a `_pct` is of a hundred.

    `whole` is summed over the rows that share the columns `over`, or the table's key if none are given. Where
    it is nobody, 0 is printed.
    """
    keys = list(over or TABLES[table].key)
    factor = 100 if column.endswith("_pct") else 1

    def find(rows: Frames) -> Found:
        frame = rows[table]
        below = frame.groupby(keys)[list(whole)].transform("sum").sum(axis=1)
        exact = (factor * frame[part] / below).where(below > 0, 0.0)
        # A missing cell is not near anything.
        wrong = ~((frame[column] - exact).abs() <= ROUNDING)
        return findings(frame.loc[wrong], column, exact.loc[wrong].map("{:.2f}".format))

    return find
