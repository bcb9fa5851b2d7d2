"""The other side of the API's benchmark: bare Starlette that serves one file from memory at every address.

Run with `python -m bench.bare_bytes FILE PORT`.
"""

import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def app(body: bytes) -> Starlette:
    """Return the server that answers with `body`."""

    async def answer(_request: Request) -> Response:
        return Response(body, media_type="text/csv")

    return Starlette(routes=[Route("/{rest:path}", answer)])


if __name__ == "__main__":
    uvicorn.run(
        app(Path(sys.argv[1]).read_bytes()),
        host="127.0.0.1",
        port=int(sys.argv[2]),
        log_level="warning",
        access_log=False,
    )
