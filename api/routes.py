"""The addresses of the API; the server mounts `routes` beside the pages."""

from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.catalogue import BASE, answer_dictionary, catalogue, document_handler, package
from api.compare import answer_compare
from api.openapi import document
from api.problems import Problem
from api.resource import REVALIDATE, Handler, Resource
from api.tables import MEDIA_TYPES, answer_table
from api.views import HEADERS, docs_html
from data.schema import TABLES


async def nothing_here(request: Request) -> Response:
    """Answer every other address below the API's, whatever the method."""
    name = request.url.path.removeprefix(f"{BASE}/tables/")
    if name in TABLES:
        *some, last = (f".{form}" for form in MEDIA_TYPES)
        raise Problem(404, f"The table {name} is there: add {', '.join(some)} or {last}.")
    raise Problem(404, f"There is nothing at this address; {BASE}/ lists what there is.")


def redirect_to(address: str) -> Handler:
    """Return the handler of an address that leads on to another one."""

    async def answer(_request: Request) -> Response:
        return RedirectResponse(address, 308)

    return answer


_index = document_handler("index", lambda: catalogue().model_dump_json().encode(), Cache_Control=REVALIDATE)
_package = document_handler("datapackage.json", lambda: orjson.dumps(package()), Cache_Control=REVALIDATE)
_openapi = document_handler("openapi", lambda: orjson.dumps(document()))
_docs = document_handler("docs", docs_html, "text/html; charset=utf-8", **HEADERS)
routes: Final[list[BaseRoute]] = [
    Route("/api", Resource(redirect_to(f"{BASE}/docs"))),
    Route("/api/", Resource(redirect_to(f"{BASE}/docs"))),
    Route(BASE, Resource(redirect_to(f"{BASE}/"))),
    Route(f"{BASE}/", Resource(_index)),
    Route(f"{BASE}/tables/{{table}}.{{format}}", Resource(answer_table, parameters=True)),
    Route(f"{BASE}/datapackage.json", Resource(_package)),
    Route(f"{BASE}/dictionary", Resource(answer_dictionary)),
    Route(f"{BASE}/openapi.json", Resource(_openapi)),
    Route(f"{BASE}/docs", Resource(_docs)),
    Route(f"{BASE}/compare", Resource(answer_compare, methods=("POST", "OPTIONS"))),
    Route("/api/{rest:path}", Resource(nothing_here, methods=(), parameters=True)),
]
