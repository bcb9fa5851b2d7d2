"""What a check of printed figures is, and the forms that most of them have.

A check finds each cell that breaks an identity; `data.official_checks` holds the ones there are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from data.official_row import OfficialRow, OfficialRows
from data.terms import label_of
from data.transcription import TranscriptionError
from data.vocabulary import APPLICANT_TYPES, CHOICE_TYPES, POSITION_LEVELS

Key = tuple[object, ...]
Found = TypeVar("Found")

_LABEL_OF = label_of((*POSITION_LEVELS, *APPLICANT_TYPES, *CHOICE_TYPES))
_ROUNDING = 0.05 + 1e-9  # a printed decimal may be half a tenth away from the exact value


@dataclass(frozen=True, slots=True)
class Finding:
    """A cell that breaks a check, and what the check gives instead."""

    row: OfficialRow
    column: str
    compared_with: str

    @property
    def printed(self) -> str:
        """Return the cell as printed."""
        return shown(self.row.cells[self.column])

    @property
    def row_label(self) -> str:
        """Return the row's name, level and applicant type, or its year where it has none of them."""
        slugs = (self.row.cells.get(column) for column in ("position_level", "applicant_type"))
        parts = (self.row.cells.get("specialty_as_printed"), *(_LABEL_OF.get(str(slug)) for slug in slugs))
        return ", ".join(str(part) for part in parts if part) or self.row.text("match_year")


Find = Callable[[OfficialRows], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """One identity: its permanent name, the rule in words, and how to find the cells that break it."""

    name: str
    rule: str
    find: Find


def shown(value: float | str | None) -> str:
    """Return a value as the publications print it: counts as they are, all others with one decimal."""
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def is_there(row: OfficialRow, column: str) -> bool:
    """Return whether the row has a value in `column`."""
    return row.cells[column] is not None


def total_of(rows: Iterable[OfficialRow], *columns: str) -> float:
    """Return the sum of `columns` over `rows`; what an edition does not print adds nothing."""
    return sum(row.number(column) for row in rows for column in columns if is_there(row, column))


def grouped(rows: Iterable[OfficialRow], *columns: str) -> dict[Key, list[OfficialRow]]:
    """Return cells of `columns` -> the rows that share them, in the order of the rows."""
    groups: dict[Key, list[OfficialRow]] = defaultdict(list)
    for row in rows:
        groups[tuple(row.cells[column] for column in columns)].append(row)
    return groups


def needed(found: Mapping[Key, Found], key: Key, table: str) -> Found:
    """Return the value of `key`.

    Raises:
        TranscriptionError: there is none, so that a check would pass for want of a row.
    """
    if key not in found:
        raise TranscriptionError(f"{table} has no row for {', '.join(map(str, key))}; checks need it.")
    return found[key]


def unequal(row: OfficialRow, column: str, other: float) -> Iterator[Finding]:
    """Yield the cell if it is printed and is not `other`."""
    if is_there(row, column) and row.number(column) != other:
        yield Finding(row, column, shown(other))


def row_sum(tables: tuple[str, ...], parts: tuple[str, ...], whole: str) -> Find:
    """Return a check that the cells `parts` of a row sum to its cell `whole`."""
    return lambda rows: (
        finding
        for table in tables
        for row in rows[table]
        for finding in unequal(row, whole, total_of([row], *parts))
    )


def ratio(
    table: str, part: str, whole: tuple[str, ...], column: str, *, factor: int = 1, over: tuple[str, ...]
) -> Find:
    """Return a check that `column` is `factor` times `part` over `whole`, to the decimal printed.

    `whole` is summed over the rows that share the columns `over`. Where it is nobody, 0 is printed.
    """

    def find(rows: OfficialRows) -> Iterator[Finding]:
        for group in grouped(rows[table], *over).values():
            below = total_of(group, *whole)
            for row in group:
                exact = factor * row.number(part) / below if below else 0.0
                if abs(row.number(column) - exact) > _ROUNDING:
                    yield Finding(row, column, f"{exact:.2f}")

    return find
