"""Describe files of rows as a Frictionless Data Package: the committed tables, and every slice on offer.

The description comes from the definitions of the tables alone and holds no date, so it is the same for the
same data on every machine.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, Final

from data.definitions import Column
from data.schema import TABLES
from data.sources import SOURCES
from data.version import DATA_VERSION

PACKAGE_NAME: Final = "datapackage.json"
PARQUET_MEDIA_TYPE: Final = "application/vnd.apache.parquet"
CSV_MEDIA_TYPE: Final = "text/csv"

# What a package of every table says of itself, as files and behind addresses alike.
ALL_TABLES: Final = {
    "name": "match-atlas",
    "title": "Match Atlas: statistics of the US residency Match",
    "description": "Printed statistics of the US residency Match, transcribed with the source of every "
    "cell. The table observations is the long view of all numbers; DICTIONARY.md describes every column.",
}
# Media type -> how a missing value looks to a validator; frictionless reads Parquet through pandas, where a
# missing number is "nan". No text of the tables is "nan".
_MISSING_VALUES: dict[str, list[str]] = {CSV_MEDIA_TYPE: [""], PARQUET_MEDIA_TYPE: ["", "nan"]}
_LABEL: Final = "_label"


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of rows of one table.

    Attributes:
        path: where the file is, relative to the package.
        table_name: name of the table in `data.schema.TABLES`.
        columns: names of its columns, in order; `{column}_label` is the readable label beside a slug.
        row_count: how many rows it has.
        media_type: media type of the file.
        sha256: its digest in hexadecimal; empty leaves it out.
        byte_count: its size; None leaves it out. Frictionless cannot check it for Parquet and says so.
    """

    path: str
    table_name: str
    columns: tuple[str, ...]
    row_count: int
    media_type: str = CSV_MEDIA_TYPE
    sha256: str = ""
    byte_count: int | None = None


def describe_package(
    resources: Sequence[Resource],
    *,
    name: str,
    title: str,
    description: str,
    homepage: str = "",
    source_ids: Iterable[str] | None = None,
) -> dict[str, Any]:
    """Return the content of `datapackage.json`.

    A foreign key is described only where the package holds the table it points to, which must then be whole.
    `name` is in lower case without blanks; `source_ids` are the sources that the rows come from, all of them
    unless given.
    """
    wanted = None if source_ids is None else set(source_ids)
    sources = [source for source in SOURCES if wanted is None or source.source_id in wanted]
    # A slice without the key of its table cannot be pointed to.
    targets = {one.table_name for one in resources if set(TABLES[one.table_name].key) <= set(one.columns)}
    return {
        "profile": "data-package",
        "name": name,
        "title": title,
        "description": description,
        **({"homepage": homepage} if homepage else {}),
        "version": DATA_VERSION,
        "terms": "\n".join(dict.fromkeys(source.terms for source in sources)),
        "sources": [
            {
                "title": f"{source.publisher}: {source.title}, {source.edition}. {source.table_title}.",
                "path": source.url,
                "source_id": source.source_id,
            }
            for source in sources
        ],
        "resources": [_describe_resource(resource, targets) for resource in resources],
    }


def _table_schema(resource: Resource, targets: Set[str]) -> dict[str, Any]:
    """Return the Table Schema of a resource; `targets` are the tables that a foreign key may point to."""
    table, columns = TABLES[resource.table_name], resource.columns
    described = {column.name: column for column in table.columns}
    foreign = [
        {"fields": [column.name], "reference": {"resource": column.references, "fields": [column.name]}}
        for column in table.columns
        if column.name in columns and column.references in targets
    ]
    return {
        "fields": [
            describe_field(described[name], name in table.key, table.key == (name,))
            if name in described
            else _describe_label(described[name.removesuffix(_LABEL)], name)
            for name in columns
        ],
        "missingValues": _MISSING_VALUES.get(resource.media_type, [""]),
        **({"primaryKey": list(table.key)} if set(table.key) <= set(columns) else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _describe_resource(resource: Resource, targets: Set[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": resource.table_name,
        "path": resource.path,
        "description": TABLES[resource.table_name].description,
        "format": PurePosixPath(resource.path).suffix.removeprefix("."),
        "mediatype": resource.media_type,
        "encoding": "utf-8",
        **({"hash": f"sha256:{resource.sha256}"} if resource.sha256 else {}),
        **({} if resource.byte_count is None else {"bytes": resource.byte_count}),
        "rows": resource.row_count,
        "schema": _table_schema(resource, targets),
    }


def describe_field(column: Column, in_key: bool, alone: bool) -> dict[str, Any]:
    """Return a column as a field of a Table Schema; `in_key`: a part of the key, `alone`: all of it."""
    # Plain text may be empty without being missing, and a file of text cannot tell the two apart.
    required = not column.nullable and (column.unit != "text" or in_key)
    limits = {"minimum": column.minimum, "maximum": column.maximum}
    bounds = {rule: limit for rule, limit in limits.items() if limit is not None}
    constraints = {
        "required": required,
        "unique": alone,
        "enum": list(column.allowed_values),
        **{rule: int(bound) if column.dtype == "int" else bound for rule, bound in bounds.items()},
    }
    return {
        "name": column.name,
        "type": column.field_type,
        "title": column.name.replace("_", " ").capitalize(),
        "description": column.description,
        "unit": column.unit,
        "constraints": {rule: value for rule, value in constraints.items() if value not in (None, False, [])},
    }


def _describe_label(column: Column, name: str) -> dict[str, Any]:
    label = replace(
        column,
        name=name,
        unit="label",
        description=f"What people read for {column.name}; unlike the slug it may change.",
        allowed=(),
    )
    return describe_field(label, in_key=False, alone=False)
