"""The parts of the OpenAPI description that are the same whatever the tables: answers, and the comparison."""

from typing import Any, Final

from analysis.profile import NUMBER_FIELDS
from analysis.standing.compute import COMPARISON_COLUMNS, SEM_DEFAULT, SEM_RANGE
from analysis.wording import FLAGS, STANDINGS
from api.compare import BODY_MOST
from api.problems import TITLES
from api.tables import MEDIA_TYPES
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, CELL_STATUSES, EXAMS, SPECIALTIES

Json = dict[str, Any]

_TEXT: Final[Json] = {"type": "string"}
_NUMBER: Final[Json] = {"type": ["number", "null"]}
_COUNT: Final[Json] = {"type": "integer", "minimum": 0}
_SPECIALTY: Final[Json] = {"type": "string", "enum": list(slugs(SPECIALTIES))}

PROBLEM_SCHEMA: Final[Json] = {
    "type": "object",
    "description": "Problem details (RFC 9457); the last three name the parameter at fault.",
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string", "enum": list(TITLES.values())},
        "status": {"type": "integer", "enum": list(TITLES)},
        "detail": _TEXT,
        "parameter": _TEXT,
        "value": _TEXT,
        "allowed": _TEXT,
    },
}


def _object(properties: Json, optional: tuple[str, ...] = ()) -> Json:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in optional],
        "properties": properties,
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


_COLUMN: Final = _object(
    {
        "name": _TEXT,
        "type": {"type": "string", "enum": ["str", "int", "float", "bool"]},
        "unit": _TEXT,
        "description": _TEXT,
        "nullable": {"type": "boolean"},
        "allowed": _list(_TEXT),
        "minimum": _NUMBER,
        "maximum": _NUMBER,
        "references": {"type": ["string", "null"]},
    }
)
_LINKS: Final[Json] = {
    "type": "object",
    "additionalProperties": {"type": "string", "format": "uri-reference"},
}
INDEX_SCHEMA: Final = _object(
    {
        "name": _TEXT,
        "api_version": _TEXT,
        "data_version": _TEXT,
        "links": _LINKS,
        "tables": _list(
            _object(
                {
                    "name": _TEXT,
                    "description": _TEXT,
                    "row_count": {"type": ["integer", "null"]},
                    "unavailable": {"type": ["string", "null"]},
                    "key": _list(_TEXT),
                    "parameters": _list(_TEXT),
                    "columns": _list(_COLUMN),
                    "links": _LINKS,
                }
            )
        ),
    }
)

_ROW_TYPES: Final[Json] = {
    "specialty": _SPECIALTY,
    "label": _TEXT,
    "exam": {"type": "string", "enum": list(slugs(EXAMS))},
    "standing": {"type": "string", "enum": list(slugs(STANDINGS))},
    "flags": _list({"type": "string", "enum": list(slugs(FLAGS))}),
}
_COMPARISON_ROW: Final = _object(
    {
        **{name: _ROW_TYPES.get(name, _NUMBER) for name in COMPARISON_COLUMNS},
        "shown_standing": {
            **_TEXT,
            "description": "The standing in words: near both averages, or none, where they hardly separate.",
        },
    }
)
_RESEARCH_ROW: Final = _object(
    {
        "specialty": _SPECIALTY,
        "label": _TEXT,
        "items": _NUMBER,
        "items_mean": _NUMBER,
        "items_gap": _NUMBER,
        "items_ratio": _NUMBER,
        "cell_status": {"type": "string", "enum": list(slugs(CELL_STATUSES))},
    }
)
_SOURCE: Final = _object(
    dict.fromkeys(
        ("source_id", "title", "table_title", "compiled_by", "citation", "url", "trust_grade"), _TEXT
    )
)
COMPARE_SCHEMAS: Final[Json] = {
    "Numbers": {
        "type": "object",
        "additionalProperties": False,
        "required": ["applicant_group"],
        "properties": {
            "applicant_group": {"type": "string", "enum": list(slugs(APPLICANT_GROUPS))},
            **{
                field.name: {
                    "type": ["integer", "null"],
                    "minimum": field.lowest,
                    "maximum": field.highest,
                    "description": f"{field.label}, {field.allowed}; null or absent where there is none.",
                }
                for field in NUMBER_FIELDS
            },
            "sem": {
                "type": ["number", "null"],
                "minimum": SEM_RANGE[0],
                "maximum": SEM_RANGE[1],
                "default": SEM_DEFAULT,
                "description": "Standard error of measurement of a score, in points.",
            },
        },
    },
    "Comparison": _object(
        {
            "data_version": _TEXT,
            "match_year": {"type": "integer"},
            "applicant_group": {"type": "string", "enum": list(slugs(APPLICANT_GROUPS))},
            "sem": {"type": "number"},
            "note": _TEXT,
            "not_compared": {
                **_list(_TEXT),
                "description": "Scores that meet no average of the group, and of what there are any.",
            },
            "rows": _list(_COMPARISON_ROW),
            "research": _object({"match_year": {"type": "integer"}, "rows": _list(_RESEARCH_ROW)}),
            "standings": {"type": "object", "additionalProperties": _TEXT},
            "flags": {"type": "object", "additionalProperties": _TEXT},
            "sources": _list(_SOURCE),
        }
    ),
}


def _answers(content: Json, statuses: tuple[int, ...], headers: Json) -> Json:
    return {
        "200": {"description": "As asked for.", "headers": headers, "content": content},
        **{str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses},
    }


def document_responses(content: Json) -> Json:
    """Return the answers of an address with one document, whose media types are given."""
    headers = {"ETag": {"$ref": "#/components/headers/ETag"}}
    return {
        **_answers(content, (400, 404, 405, 414, 503), headers),
        "304": {"description": "The client has it already.", "headers": headers},
    }


def table_responses(name: str) -> Json:
    """Return the answers of a table's address."""
    rows = _object(
        {
            "table": {"const": name},
            "data_version": _TEXT,
            "total_count": _COUNT,
            "returned_count": _COUNT,
            "offset": _COUNT,
            "rows": _list({"$ref": f"#/components/schemas/{name}_row"}),
        }
    )
    schemas = {"csv": _TEXT, "json": rows, "parquet": {}}
    content = {MEDIA_TYPES[form].partition(";")[0]: {"schema": schemas[form]} for form in MEDIA_TYPES}
    answers = document_responses(content)
    answers["200"]["headers"]["X-Total-Count"] = {"$ref": "#/components/headers/X-Total-Count"}
    return answers


def compare_operation() -> Json:
    """Return the description of the comparison."""
    numbers = {"schema": {"$ref": "#/components/schemas/Numbers"}}
    found = {"schema": {"$ref": "#/components/schemas/Comparison"}}
    return {
        "operationId": "compare",
        "summary": "One person's numbers beside the averages of their group.",
        "description": "One row per specialty and exam. The numbers go in the body only, so that they stay "
        f"out of addresses and logs; the body has at most {BODY_MOST} bytes. Nothing of it is kept.",
        "requestBody": {"required": True, "content": {"application/json": numbers}},
        "responses": _answers({"application/json": found}, (400, 404, 405, 413, 414, 415, 422, 503), {}),
    }
