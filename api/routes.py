"""The addresses of the API; the server mounts `routes` beside the pages."""

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.catalogue import BASE, answer_datapackage, answer_dictionary, answer_index
from api.compare import answer_compare
from api.openapi import answer_openapi
from api.problems import Problem
from api.resource import Resource
from api.tables import answer_table
from api.views import answer_docs


async def nothing_here(_request: Request) -> Response:
    """Answer every other address below the API's, whatever the method."""
    raise Problem(404, f"There is nothing at this address; {BASE}/ lists what there is.")


async def lead_to_docs(_request: Request) -> Response:
    """Lead from the API's front door to its documentation."""
    return RedirectResponse(f"{BASE}/docs", 308)


async def lead_to_index(_request: Request) -> Response:
    """Lead from the address without its slash to the list of tables."""
    return RedirectResponse(f"{BASE}/", 308)


routes: Final[list[BaseRoute]] = [
    Route("/api", Resource(lead_to_docs)),
    Route("/api/", Resource(lead_to_docs)),
    Route(BASE, Resource(lead_to_index)),
    Route(f"{BASE}/", Resource(answer_index)),
    Route(f"{BASE}/tables/{{table}}.{{format}}", Resource(answer_table, parameters=True)),
    Route(f"{BASE}/datapackage.json", Resource(answer_datapackage)),
    Route(f"{BASE}/dictionary", Resource(answer_dictionary)),
    Route(f"{BASE}/openapi.json", Resource(answer_openapi)),
    Route(f"{BASE}/docs", Resource(answer_docs)),
    Route(f"{BASE}/compare", Resource(answer_compare, methods=("POST", "OPTIONS"))),
    Route("/api/{rest:path}", Resource(nothing_here, methods=(), parameters=True)),
]
