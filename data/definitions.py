"""What a column, a table and a source are; `data.schema` and `data.sources` hold the ones there are."""

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from data.nrmp import NRMP, NRMP_URL
from data.source_terms import NRMP_TERMS

ColumnType = Literal["str", "int", "float", "bool"]

# Type of a column -> what it is in Parquet, in pandas and in a Table Schema.
_TYPES: dict[ColumnType, tuple[pa.DataType, str, str]] = {
    "str": (pa.string(), "str", "string"),
    "int": (pa.int64(), "int64", "integer"),
    "float": (pa.float64(), "float64", "number"),
    "bool": (pa.bool_(), "bool", "boolean"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, its unit, what a value says and which values it may hold.

    `allowed` is also the order of the rows where the column is part of a key; numbers stand there as text,
    for filters read text. `references` names the table whose key a value must be. `minimum` and `maximum` are
    included.
    """

    name: str
    dtype: ColumnType
    unit: str
    description: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    references: str = ""

    @property
    def allowed_values(self) -> tuple[str | int, ...]:
        """Return `allowed` in the type of the column."""
        return tuple(int(value) for value in self.allowed) if self.dtype == "int" else self.allowed

    @property
    def pandas_dtype(self) -> str:
        """Return the pandas type of the loaded column; integers with gaps are `Int64`, never floats."""
        return "Int64" if self.dtype == "int" and self.nullable else _TYPES[self.dtype][1]

    @property
    def field_type(self) -> str:
        """Return the type of the field in a Table Schema."""
        return _TYPES[self.dtype][2]

    @property
    def arrow_field(self) -> pa.Field:
        """Return the Parquet field, with unit and description as its metadata."""
        metadata = {"unit": self.unit, "description": self.description}
        return pa.field(self.name, _TYPES[self.dtype][0], nullable=self.nullable, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row means, its columns in order, its key.

    Rows stand in the order of the key: match years and periods ascending, slugs as the vocabulary lists them.
    `value_column` is the value that `cell_status` explains, where the table has one.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    value_column: str = ""

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def arrow_schema(self) -> pa.Schema:
        """Return the Parquet schema, with the table's description as its metadata."""
        metadata = {"table": self.name, "description": self.description}
        return pa.schema([column.arrow_field for column in self.columns], metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One printed table or publication; NRMP's own unless another publisher is named.

    `trust_grade` is A (read in the publication itself), B (through copies that pass checks) or C (a copy of
    unknown authorship). `compiled_by` names who stands between the publisher and this project, and is empty
    where nobody does. `printed_by` is who prints the figures as they are carried, for a sentence. `page` is
    empty where it was not recorded.
    """

    source_id: str
    title: str
    publisher: str = NRMP
    edition: str
    table_title: str
    printed_by: str = "NRMP"
    page: str = ""
    compiled_by: str = ""
    citation: str
    url: str = NRMP_URL
    terms: str = NRMP_TERMS
    trust_grade: str
    trust_note: str
