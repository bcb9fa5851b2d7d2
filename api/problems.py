"""Errors as problem details for HTTP APIs (RFC 9457)."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import Field
from starlette.responses import Response

from analysis.parameters import read_choice
from api.models import Model
from data.load import TableError
from data.query import QueryError

PROBLEM_TYPE: Final = "application/problem+json"
# Each type leads to the place in the documentation that explains it.
TYPE_ADDRESS: Final = "/api/v1/docs#problem-{status}"

TITLES: Final = {
    400: "The request cannot be read",
    404: "There is nothing here",
    405: "This method is not allowed here",
    413: "The body is too large",
    414: "The query is too long",
    415: "The body is of another type",
    422: "A field is not allowed",
    503: "A table cannot be shown",
}
MEANINGS: Final = {
    400: "A query parameter or its value is not known, or the body is not JSON.",
    404: "There is no such address, table or format.",
    405: "The address exists and answers other methods; the Allow header lists them.",
    413: "The body has more bytes than a comparison needs.",
    414: "The query string has more bytes than the API reads.",
    415: "The body has to be application/json.",
    422: "The body is JSON, and a field of it is missing, unknown or out of its range.",
    503: "The file of a table is missing or damaged on the server; the others still work.",
}


class ProblemDetails(Model):
    """Problem details (RFC 9457); the last three name the parameter at fault."""

    type: str = Field(json_schema_extra={"format": "uri-reference"})
    title: str = Field(json_schema_extra={"enum": list[Any](TITLES.values())})
    status: int = Field(json_schema_extra={"enum": list[Any](TITLES)})
    detail: str
    parameter: str = ""
    value: str = ""
    allowed: str = ""


class Problem(Exception):  # noqa: N818 - named as in RFC 9457
    """An answer that is an error; `details` is its body."""

    def __init__(
        self, status: int, detail: str, headers: Mapping[str, str] | None = None, **fault: str
    ) -> None:
        """Say in one sentence what was wrong; `fault` is `parameter`, `value` and `allowed` where one is."""
        self.headers = dict(headers or {})
        kind, title = TYPE_ADDRESS.format(status=status), TITLES[status]
        self.details = ProblemDetails(type=kind, title=title, status=status, detail=detail, **fault)
        super().__init__(detail)


def not_allowed(
    status: int, parameter: str, value: str, allowed: str, options: tuple[str, ...] = ()
) -> Problem:
    """Return the problem of one parameter, in the words of `data.query`."""
    return _of_query(status, QueryError(parameter, value, allowed, options))


def _of_query(status: int, error: QueryError) -> Problem:
    """Return the problem; a name that the pages read, such as IM, is followed by the slug it stands for."""
    slug = read_choice(error.parameter, error.value, {option: option for option in error.options})
    said = f"{error} “{error.value}” is {slug} here." if slug else str(error)
    return Problem(status, said, parameter=error.parameter, value=error.value, allowed=error.allowed)


def problem_response(error: Problem | QueryError | TableError) -> Response:
    """Return the answer; `parameter`, `value` and `allowed` are there where a parameter is at fault."""
    if isinstance(error, QueryError):
        error = _of_query(400, error)
    elif isinstance(error, TableError):
        error = Problem(503, str(error), {"Retry-After": "60"})
    body = error.details.model_dump_json(exclude_unset=True)
    headers = {"Cache-Control": "no-store", **error.headers}
    return Response(body, error.details.status, headers, PROBLEM_TYPE)
