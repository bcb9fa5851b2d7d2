"""One printed row of official figures, as it is read before it becomes a row of a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.transcription import TranscriptionError

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One row of a table to be: `where` is its file and line, `cells` go by the table's columns."""

    where: str
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """Return a cell as text; a missing one is empty."""
        value = self.cells[column]
        return "" if value is None else str(value)

    def number(self, column: str) -> float:
        """Return a cell as a number.

        Raises:
            TranscriptionError: the cell is missing.
        """
        value = self.cells[column]
        if not isinstance(value, int | float):
            raise TranscriptionError(f"{self.where}: {column} is missing.")
        return value


OfficialRows = Mapping[str, tuple[OfficialRow, ...]]
