"""Errors as the API says them: problem details for HTTP APIs (RFC 9457)."""

from collections.abc import Mapping
from typing import Final

import orjson
from starlette.responses import Response

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


class Problem(Exception):  # noqa: N818 - named as in RFC 9457
    """An answer that is an error.

    Attributes:
        status: HTTP status, one of `TITLES`.
        detail: one sentence for whoever asked.
        parameter: the parameter or field at fault, empty where none is.
        value: what it was, cut to a readable length.
        allowed: what it may be, in words.
        headers: further headers of the answer.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        parameter: str = "",
        value: str = "",
        allowed: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Say what was wrong and, where a parameter is at fault, what is allowed."""
        self.status, self.detail, self.headers = status, detail, dict(headers or {})
        self.parameter, self.value, self.allowed = parameter, value, allowed
        super().__init__(detail)


def not_allowed(status: int, parameter: str, value: str, allowed: str) -> Problem:
    """Return the problem of one parameter, in the words of `data.query`."""
    error = QueryError(parameter, value, allowed)
    return Problem(status, str(error), parameter=error.parameter, value=error.value, allowed=error.allowed)


def problem_of(error: Problem | QueryError | TableError) -> Problem:
    """Return what the API says about an error of the tables."""
    if isinstance(error, QueryError):
        return Problem(400, str(error), parameter=error.parameter, value=error.value, allowed=error.allowed)
    if isinstance(error, TableError):
        return Problem(503, str(error), headers={"Retry-After": "60"})
    return error


def problem_response(problem: Problem) -> Response:
    """Return the answer; `parameter`, `value` and `allowed` are there where a parameter is at fault."""
    document: dict[str, str | int] = {
        "type": TYPE_ADDRESS.format(status=problem.status),
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.parameter:
        document |= {"parameter": problem.parameter, "value": problem.value, "allowed": problem.allowed}
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(orjson.dumps(document), problem.status, headers, PROBLEM_TYPE)
