"""The description of the API for programs: OpenAPI 3.1, made from the definitions of the tables."""

from typing import Any, Final

import orjson
from starlette.requests import Request

from analysis.export.tables import slice_column
from api.catalogue import BASE, every_state
from api.openapi_parts import (
    COMPARE_SCHEMAS,
    INDEX_SCHEMA,
    PROBLEM_SCHEMA,
    compare_operation,
    document_responses,
    table_responses,
)
from api.problems import TITLES
from api.resource import Representation, represent
from api.tables import ANSWERS, MEDIA_TYPES, frame_of
from data.definitions import Column, Table
from data.load import TableError
from data.query import LIMIT_MOST, NONE, column_names, filter_columns, filter_options
from data.schema import TABLES
from data.version import DATA_VERSION

Json = dict[str, Any]

ABOUT: Final = (
    "The tables of Match Atlas as CSV, JSON and Parquet, and one person's numbers beside the averages. "
    "Reading needs no account and no key, and any site may do it. Every answer to GET carries a strong "
    "ETag: send it back as If-None-Match and get 304 while nothing has changed. HEAD answers as GET does, "
    "without a body; OPTIONS lists what is allowed. Several values of a column are alternatives, several "
    "columns must all hold; a value can be repeated or separated by commas. Nothing here is a chance of "
    "matching."
)
# More values than this are not listed: the names of 14,000 observations would be most of the document.
ENUM_MOST: Final = 200
_TYPES: Final = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_IF_NONE_MATCH: Final[Json] = {"$ref": "#/components/parameters/IfNoneMatch"}


async def answer_openapi(_request: Request) -> Representation:
    """Answer `/openapi.json`."""
    return await ANSWERS.get(("openapi", every_state()), _represent)


def _represent() -> Representation:
    return represent(orjson.dumps(document()), "application/json", "openapi")


def document() -> Json:
    """Return the whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Match Atlas",
            "version": "1",
            "description": ABOUT,
            "x-data-version": DATA_VERSION,
        },
        "servers": [{"url": "/"}],
        "paths": {
            f"{BASE}/": {"get": _index()},
            **{
                f"{BASE}/tables/{name}.{{format}}": {"get": _table_operation(table)}
                for name, table in TABLES.items()
            },
            f"{BASE}/compare": {"post": compare_operation()},
            **_files(),
        },
        "components": {
            "parameters": {
                "IfNoneMatch": {
                    "name": "If-None-Match",
                    "in": "header",
                    "description": "Entity tags that the client has, or *.",
                    "schema": {"type": "string"},
                }
            },
            "headers": {
                "ETag": {"description": "Strong entity tag.", "schema": {"type": "string"}},
                "X-Total-Count": {
                    "description": "Rows that hold, before limit and offset.",
                    "schema": {"type": "integer", "minimum": 0},
                },
                "Allow": {"description": "Methods allowed here.", "schema": {"type": "string"}},
            },
            "schemas": {
                "Problem": PROBLEM_SCHEMA,
                "Index": INDEX_SCHEMA,
                **COMPARE_SCHEMAS,
                **{f"{name}_row": _row_schema(table) for name, table in TABLES.items()},
            },
            "responses": {
                str(status): {
                    "description": f"{title}.",
                    "content": {
                        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                    },
                    **({"headers": {"Allow": _header("Allow")}} if status == 405 else {}),
                }
                for status, title in TITLES.items()
            },
        },
    }


def _header(name: str) -> Json:
    return {"$ref": f"#/components/headers/{name}"}


def _index() -> Json:
    return {
        "operationId": "list_tables",
        "summary": "The tables there are, with their columns.",
        "parameters": [_IF_NONE_MATCH],
        "responses": document_responses(
            {"application/json": {"schema": {"$ref": "#/components/schemas/Index"}}}
        ),
    }


def _files() -> Json:
    files = (
        (
            "datapackage.json",
            "data_package",
            "The tables as a Frictionless Data Package.",
            "application/json",
        ),
        ("dictionary", "dictionary", "What each table, column and word means.", "text/markdown"),
        ("openapi.json", "openapi", "This description.", "application/json"),
        ("docs", "docs", "This description for people.", "text/html"),
    )
    return {
        f"{BASE}/{path}": {
            "get": {
                "operationId": name,
                "summary": summary,
                "parameters": [_IF_NONE_MATCH],
                "responses": document_responses(
                    {media: {"schema": {"type": "object" if media == "application/json" else "string"}}}
                ),
            }
        }
        for path, name, summary, media in files
    }


def _table_operation(table: Table) -> Json:
    return {
        "operationId": f"table_{table.name}",
        "summary": f"Rows of {table.name}.",
        "description": table.description,
        "parameters": [
            {
                "name": "format",
                "in": "path",
                "required": True,
                "description": "How the rows are written.",
                "schema": {"type": "string", "enum": list(MEDIA_TYPES)},
            },
            *_filters(table),
            _parameter("columns", "Columns to return, in order; all of them unless given.", _columns(table)),
            _parameter("limit", "How many rows at the most.", _whole(1)),
            _parameter("offset", "How many rows to leave out at the start.", _whole(0)),
            _IF_NONE_MATCH,
        ],
        "responses": table_responses(table.name),
    }


def _parameter(name: str, description: str, schema: Json) -> Json:
    form = {"style": "form", "explode": False} if schema["type"] == "array" else {}
    return {"name": name, "in": "query", "description": description, **form, "schema": schema}


def _columns(table: Table) -> Json:
    return {"type": "array", "minItems": 1, "items": {"type": "string", "enum": [*column_names(table)]}}


def _whole(lowest: int) -> Json:
    return {"type": "integer", "minimum": lowest, "maximum": LIMIT_MOST}


def _filters(table: Table) -> list[Json]:
    """Return a parameter per column that can be filtered, with the values that have rows.

    Where the table cannot be loaded, the values of the vocabulary stand in for them.
    """
    try:
        options = filter_options(table, frame_of(table.name))
    except TableError:
        options = {column.name: column.allowed for column in filter_columns(table)}
    return [
        _parameter(
            column.name,
            f"{column.description} Unit: {column.unit}."
            + (f" “{NONE}” asks for the rows where it is empty." if NONE in options[column.name] else ""),
            {"type": "array", "minItems": 1, "items": _items(column, options[column.name])},
        )
        for column in filter_columns(table)
    ]


def _items(column: Column, options: tuple[str, ...]) -> Json:
    # A comma separates values, so one with a comma in it cannot be asked for.
    usable = [option for option in options if "," not in option]
    if len(usable) > ENUM_MOST:
        return {"type": "string", "examples": usable[:3]}
    if column.dtype == "int" and all(option.isdecimal() for option in usable):
        return {"type": "integer"} | ({"enum": [int(option) for option in usable]} if usable else {})
    return {"type": "string"} | ({"enum": usable} if usable else {})


def _row_schema(table: Table) -> Json:
    columns = [slice_column(table, name) for name in column_names(table)]
    return {
        "type": "object",
        "description": table.description,
        "additionalProperties": False,
        "properties": {
            column.name: {
                "type": [_TYPES[column.dtype], *(["null"] if column.nullable else [])],
                "description": f"{column.description} Unit: {column.unit}.",
            }
            for column in columns
        },
    }
