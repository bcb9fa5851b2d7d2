"""The OpenAPI 3.1 description of the API: the schemas of its models, and paths made from the tables."""

from typing import Any, Final

from pydantic.json_schema import models_json_schema

from analysis.export.tables import slice_column
from api.catalogue import BASE
from api.compare import MAX_BODY_BYTES
from api.models import Comparison, Index, Numbers, Schema
from api.problems import TITLES, ProblemDetails
from api.tables import MEDIA_TYPES, indexed_table
from data.definitions import Column, Table
from data.load import TableError
from data.query import LIMIT_MOST, NONE, column_names, filter_columns
from data.schema import TABLES
from data.version import DATA_VERSION

Json = dict[str, Any]
JSON: Final = "application/json"
NAME: Final = "Match Atlas"

ABOUT: Final = (
    "The tables of Match Atlas as CSV, JSON and Parquet, and one person's numbers beside the averages. "
    "Reading needs no account and no key, and any site may do it. Every answer to GET carries a strong "
    "ETag: send it back as If-None-Match and get 304 while nothing has changed. HEAD answers as GET does, "
    "without a body; OPTIONS lists what is allowed. Several values of a column are alternatives, several "
    "columns must all hold; a value can be repeated or separated by commas. Nothing here is a chance of "
    "matching."
)
# More values than this are not listed: the names of 14,000 observations would be most of the document.
MAX_ENUM: Final = 200
_TYPES: Final = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_READ_STATUSES: Final = (400, 404, 405, 414, 503)
_IF_NONE_MATCH: Final[Json] = {"$ref": "#/components/parameters/IfNoneMatch"}


def document() -> Json:
    """Return the whole description."""
    anything, text = {"type": "object"}, {"type": "string"}
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
            f"{BASE}/": _document(
                "list_tables", "The tables there are, with their columns.", JSON, _ref("schemas", "Index")
            ),
            **{f"{BASE}/tables/{name}.{{format}}": _rows(table) for name, table in TABLES.items()},
            f"{BASE}/compare": _compare(),
            f"{BASE}/datapackage.json": _document(
                "data_package", "The tables as a Frictionless Data Package.", JSON, anything
            ),
            f"{BASE}/dictionary": _document(
                "dictionary", "What each table, column and word means.", "text/markdown", text
            ),
            f"{BASE}/openapi.json": _document("openapi", "This description.", JSON, anything),
            f"{BASE}/docs": _document("docs", "This description for people.", "text/html", text),
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
            "schemas": _schemas(),
            "responses": {
                str(status): {
                    "description": f"{title}.",
                    "content": {"application/problem+json": {"schema": _ref("schemas", "Problem")}},
                    **({"headers": {"Allow": _ref("headers", "Allow")}} if status == 405 else {}),
                }
                for status, title in TITLES.items()
            },
        },
    }


def _ref(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}


def _schemas() -> Json:
    """Return the schemas of the bodies, and one for the rows of each table."""
    _, found = models_json_schema(
        [(Index, "serialization"), (Numbers, "validation"), (Comparison, "serialization")],
        ref_template="#/components/schemas/{model}",
        schema_generator=Schema,
    )
    return {
        "Problem": ProblemDetails.model_json_schema(schema_generator=Schema),
        **found["$defs"],
        **{f"{name}_row": _row_schema(table) for name, table in TABLES.items()},
    }


def _responses(content: Json, statuses: tuple[int, ...], headers: tuple[str, ...] = ()) -> Json:
    sent = {name: _ref("headers", name) for name in headers}
    known = {"304": {"description": "The client has it already.", "headers": sent}} if sent else {}
    return {
        "200": {"description": "As asked for.", "headers": sent, "content": content},
        **{str(status): _ref("responses", str(status)) for status in statuses},
        **known,
    }


def _document(name: str, summary: str, media_type: str, schema: Json) -> Json:
    """Return the description of an address with one document."""
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [_IF_NONE_MATCH],
            "responses": _responses({media_type: {"schema": schema}}, _READ_STATUSES, ("ETag",)),
        }
    }


def _compare() -> Json:
    return {
        "post": {
            "operationId": "compare",
            "summary": "One person's numbers beside the averages of their group.",
            "description": "One row per specialty and exam. The numbers go in the body only, so that they "
            f"stay out of addresses and logs; the body has at most {MAX_BODY_BYTES} bytes. Nothing of it is "
            "kept.",
            "requestBody": {"required": True, "content": {JSON: {"schema": _ref("schemas", "Numbers")}}},
            "responses": _responses({JSON: {"schema": _ref("schemas", "Comparison")}}, tuple(TITLES)),
        }
    }


def _rows(table: Table) -> Json:
    """Return the description of the address of a table."""
    count = {"type": "integer", "minimum": 0}
    properties = {
        "table": {"const": table.name},
        "data_version": {"type": "string"},
        **dict.fromkeys(("total_count", "returned_count", "offset"), count),
        "rows": {"type": "array", "items": _ref("schemas", f"{table.name}_row")},
    }
    rows = _object(properties, required=[*properties])
    schemas: dict[str, Json] = {"csv": {"type": "string"}, "json": rows, "parquet": {}}
    content = {media.partition(";")[0]: {"schema": schemas[form]} for form, media in MEDIA_TYPES.items()}
    enum = {"type": "string", "enum": [*column_names(table)]}
    return {
        "get": {
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
                _list_of("columns", "Columns to return, in order; all of them unless given.", enum),
                _whole("limit", "How many rows at the most.", 1),
                _whole("offset", "How many rows to leave out at the start.", 0),
                _IF_NONE_MATCH,
            ],
            "responses": _responses(content, _READ_STATUSES, ("ETag", "X-Total-Count")),
        }
    }


def _list_of(name: str, description: str, items: Json) -> Json:
    schema = {"type": "array", "minItems": 1, "items": items}
    described = {"name": name, "in": "query", "description": description}
    return {**described, "style": "form", "explode": False, "schema": schema}


def _whole(name: str, description: str, lowest: int) -> Json:
    schema = {"type": "integer", "minimum": lowest, "maximum": LIMIT_MOST}
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _filters(table: Table) -> list[Json]:
    """Return a parameter per column that can be filtered, with the values that have rows.

    Where the table cannot be loaded, the values of the vocabulary stand in for them.
    """
    try:
        options = indexed_table(table.name).options
    except TableError:
        options = {column.name: column.allowed for column in filter_columns(table)}
    return [
        _list_of(
            column.name,
            f"{column.description} Unit: {column.unit}."
            + (f" “{NONE}” asks for the rows where it is empty." if NONE in options[column.name] else ""),
            _items(column, options[column.name]),
        )
        for column in filter_columns(table)
    ]


def _items(column: Column, options: tuple[str, ...]) -> Json:
    # A comma separates values, so one with a comma in it cannot be asked for.
    usable = [option for option in options if "," not in option]
    if len(usable) > MAX_ENUM:
        return {"type": "string", "examples": usable[:3]}
    if column.dtype == "int" and all(option.isdecimal() for option in usable):
        return {"type": "integer"} | ({"enum": [int(option) for option in usable]} if usable else {})
    return {"type": "string"} | ({"enum": usable} if usable else {})


def _object(properties: Json, **more: object) -> Json:
    return {**more, "type": "object", "additionalProperties": False, "properties": properties}


def _row_schema(table: Table) -> Json:
    columns = [slice_column(table, name) for name in column_names(table)]
    properties = {
        column.name: {
            "type": [_TYPES[column.dtype], *(["null"] if column.nullable else [])],
            "description": f"{column.description} Unit: {column.unit}.",
        }
        for column in columns
    }
    return _object(properties, description=table.description)
