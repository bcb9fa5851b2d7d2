"""What every address of the API has in common: methods, conditions, encodings and who may read it.

Encoding and entity tags: Streamlit's gzip middleware would change the bytes under a strong tag. So the API
compresses by itself, once, in a worker thread, and gives the compressed bytes a tag of their own (`-gzip`);
the middleware leaves an answer alone that already has a Content-Encoding. Both say Vary: Accept-Encoding; on
uncompressed bytes the middleware says it once more, which means the same.
"""

import gzip
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.problems import Problem, not_allowed, problem_response
from api.server.encoding import accepted_encodings
from data.load import TableError
from data.query import QueryError
from data.version import DATA_VERSION

MAX_QUERY_BYTES: Final = 8 * 1024
# As Streamlit sets its middleware: below this, gzip makes an answer longer.
MIN_GZIP_BYTES: Final = 1000
GZIP_LEVEL: Final = 6

READ_METHODS: Final = ("GET", "HEAD", "OPTIONS")
# As ASGI has them, because they go to every answer.
_HEADERS: Final = ((b"x-content-type-options", b"nosniff"),)
_CORS_HEADERS: Final = (
    *_HEADERS,
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, X-Total-Count, Content-Disposition"),
)
# For an hour, unless an answer says otherwise.
CACHED: Final = {"Cache-Control": "public, max-age=3600"}
REVALIDATE: Final = "no-cache"


@dataclass(frozen=True, slots=True)
class Representation:
    """The bytes of an answer and how they are to be read.

    Attributes:
        body: the bytes.
        media_type: their type.
        tag: what stands between the quotes of the entity tag.
        gzipped: the bytes compressed, empty where that would not pay.
        headers: further headers.
    """

    body: bytes
    media_type: str
    tag: str
    gzipped: bytes
    headers: Mapping[str, str]

    @property
    def size(self) -> int:
        """Return how many bytes it keeps in memory."""
        return len(self.body) + len(self.gzipped)


Handler = Callable[[Request], Awaitable[Representation | Response]]


def represent(body: bytes, media_type: str, code: str, **headers: str) -> Representation:
    """Compress and tag some bytes; to be called in a worker thread.

    Args:
        body: the bytes.
        media_type: their type.
        code: which representation of what it is (table, format, query). The tag is made of it, the version
            of the data and the bytes, so that another encoder under the same version has another tag.
        headers: further headers, with underscores for hyphens.
    """
    digest = hashlib.sha256(f"{DATA_VERSION}\n{code}\n".encode())
    digest.update(body)
    # No time in the header: the same bytes have to give the same bytes.
    gzipped = gzip.compress(body, GZIP_LEVEL, mtime=0) if len(body) >= MIN_GZIP_BYTES else b""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return Representation(body, media_type, digest.hexdigest()[:32], gzipped, CACHED | more)


@dataclass(frozen=True, slots=True)
class Resource:
    """An address: an ASGI application that answers `methods` with what `handler` gives.

    Attributes:
        handler: gives the answer to every method but OPTIONS.
        methods: what is allowed here, OPTIONS included; none where the handler is asked whatever the method.
        parameters: whether the handler reads the query; where it does not, any parameter is refused.
    """

    handler: Handler
    methods: tuple[str, ...] = READ_METHODS
    parameters: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; an error becomes problem details."""
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except (Problem, QueryError, TableError) as error:
            response = problem_response(error)
        response.raw_headers.extend(_HEADERS if "POST" in self.methods else _CORS_HEADERS)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        """Return the answer to any method.

        HEAD takes the way of GET, so that it cannot have other headers; servers send no body with it.
        """
        if len(request.scope["query_string"]) > MAX_QUERY_BYTES:
            raise Problem(414, f"The query string has more than {MAX_QUERY_BYTES} bytes, which is the most.")
        if request.method == "OPTIONS" and self.methods:
            return _options(self.methods)
        if self.methods and request.method not in self.methods:
            allowed = ", ".join(self.methods)
            raise Problem(405, f"Allowed here is {allowed}.", headers={"Allow": allowed})
        if not self.parameters and request.query_params:
            name = next(iter(request.query_params))
            raise not_allowed(400, "parameter", name, "none at this address")
        found = await self.handler(request)
        return _conditional(request, found) if isinstance(found, Representation) else found


def _options(methods: tuple[str, ...]) -> Response:
    """Return what is allowed here, to anybody and to a browser that asks before reading across origins.

    Across origins anybody may read; nobody may post, as no other site has to ask for a comparison.
    """
    headers = {"Allow": ", ".join(methods), "Cache-Control": "public, max-age=86400"}
    if "GET" in methods:
        headers |= {
            "Access-Control-Allow-Methods": "GET, HEAD",
            "Access-Control-Allow-Headers": "If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
    return Response(status_code=204, headers=headers)


def _conditional(request: Request, found: Representation) -> Response:
    """Return the bytes in the encoding that the client takes, or 304 where it has them already."""
    accepted = request.headers.get("accept-encoding", "")
    compressed = bool(found.gzipped) and "gzip" in accepted_encodings(accepted)
    tag = f"{found.tag}-gzip" if compressed else found.tag
    headers = {"ETag": f'"{tag}"', "Vary": "Accept-Encoding", **found.headers}
    if matches(request.headers.getlist("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    if compressed:
        headers["Content-Encoding"] = "gzip"
    elif found.gzipped and "gzip" in accepted:
        # The middleware compresses wherever it reads "gzip", also in "gzip;q=0"; this keeps it from that.
        headers["Content-Encoding"] = "identity"
    return Response(found.gzipped if compressed else found.body, 200, headers, found.media_type)


def matches(headers: list[str], tag: str) -> bool:
    """Return whether If-None-Match names `tag`: weak comparison, lists and `*` (RFC 9110, 13.1.2).

    The list is parted at its commas, as Starlette does for files: no tag of ours holds one.
    """
    listed = [entry.strip().removeprefix("W/") for entry in ",".join(headers).split(",")]
    return listed == ["*"] or f'"{tag}"' in listed
