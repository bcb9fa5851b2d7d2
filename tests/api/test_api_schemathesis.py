"""Schemathesis asks what the OpenAPI description allows, and what it does not, and checks every answer."""

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from api.openapi import document
from api.routes import routes
from data.load import load_table

APP = Starlette(routes=routes, middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)])


def complete():
    """Return the description with values where it leaves them out for their number.

    The longest table is asked for a few values of each column: every value there is becomes a request.
    """
    described = document()
    for path, operations in described["paths"].items():
        for parameter in operations.get("get", {}).get("parameters", ()):
            items = parameter.get("schema", {}).get("items", {})
            if items.pop("examples", None):
                table = path.rsplit("/", 1)[1].partition(".")[0]
                items["enum"] = load_table(table)[parameter["name"]].head(5).tolist()
            if "observations" in path and "enum" in items:
                items["enum"] = items["enum"][:5]
    return described


SCHEMA = schemathesis.openapi.from_dict(complete())
SCHEMA.app = APP


@SCHEMA.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
def test_every_answer_is_as_described(case):
    if "observations" in case.path and isinstance(case.query, dict):
        # Checking 14,000 rows against their schema takes a second each time; the rest is checked without.
        case.query.setdefault("limit", 20)
    case.call_and_validate()
