"""Middleware that answers pages and static files from memory and sets the headers of everything else."""

import gzip
import hashlib
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import anyio.to_thread
import brotli
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.resource import matches
from api.server import page
from api.server.encoding import accepted_encodings
from api.server.files import SUFFIXES, File, FileCache, cache_folder, collect, file_at
from api.server.manifest import ENTRY, FIRST, LATER, files_of, read_manifest
from api.server.policy import (
    COMMON_HEADERS,
    MEDIA_POLICY,
    STANDALONE_POLICY,
    Headers,
    document_headers,
    page_policy,
)
from api.server.site import Site

# What Streamlit and the API answer. Everything else is a file, a page, or not there.
INSIDE: Final = ("_stcore/", "media/", "component/", "api/")
# A proxy in front says in one of these for whom it asks; then the peer is not who asks.
FORWARDING: Final = frozenset({b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip"})
_READ: Final = ("GET", "HEAD")
_CODES: Final = {"br": b"br", "gzip": b"gzip"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A small answer made at the start: its bytes in every encoding, ready to send."""

    status: int
    bodies: dict[str, bytes]
    headers: Headers
    tag: str


def document(status: int, body: str, media_type: str, headers: Headers) -> Prepared:
    """Return a small answer, compressed."""
    raw = body.encode()
    bodies = {"identity": raw, "gzip": gzip.compress(raw, 9, mtime=0), "br": brotli.compress(raw, quality=11)}
    sent = [(b"content-type", media_type.encode()), (b"cache-control", b"no-cache"), *headers]
    return Prepared(status, bodies, sent, hashlib.sha256(raw).hexdigest()[:32])


class StaticMiddleware:
    """Answers pages and static files by itself and passes the rest on to the app."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        """Read the frontend's shell and manifest, and start to compress in the background."""
        self.app = app
        self.site = site
        self._inside = tuple(f"{site.base}/{part}" for part in INSIDE)
        self._metrics = f"{site.base}/_stcore/metrics"
        self._media = f"{site.base}/media/"
        self.cache = file_cache(site)
        self.cache.prepare_in_background()
        self._pages = pages_of(site)
        plain = "text/plain; charset=utf-8"
        html = "text/html; charset=utf-8"
        self._robots = document(200, page.ROBOTS, plain, list(COMMON_HEADERS))
        self._not_found = document(404, page.not_found_html(site), html, document_headers(page.STYLE_POLICY))
        self._nothing = document(404, "Not found\n", plain, list(COMMON_HEADERS))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        if (file := self.cache.files.get(path)) is not None:
            await answer_file(file, scope, send)
        elif path == self._metrics and not is_local(scope):
            await answer(self._nothing, scope, send)
        elif path.startswith(self._inside) or path == f"{self.site.base}/api":
            policy = MEDIA_POLICY if path.startswith(self._media) else None
            await self.app(scope, receive, add_headers(send, policy))
        else:
            await self._page(path, scope, send)

    async def _page(self, path: str, scope: Scope, send: Send) -> None:
        base = self.site.base
        within = path == base or path.startswith(f"{base}/")
        name = path[len(base) + 1 :]
        if within and path != base and name in self._pages:
            await answer(self._pages[name], scope, send)
        elif within and name == "robots.txt":
            await answer(self._robots, scope, send)
        elif name.startswith(("static/", "app/static/")):
            await answer(self._nothing, scope, send)
        elif within and (found := self.site.find_page(name)) is not None:
            query = scope["query_string"]
            target = quote(f"{base}/{found}").encode() + (b"?" + query if query else b"")
            await send_all(
                send, 308, [(b"location", target), (b"cache-control", b"no-cache"), *COMMON_HEADERS], b""
            )
        else:
            await answer(self._not_found, scope, send)


def file_cache(site: Site) -> FileCache:
    """Return the static files of an app, first those that its pages load."""
    own = f"{site.base}/app/static/"
    files = collect(site.frontend / "static", f"{site.base}/static/") | collect(site.own, own)
    if site.preview.exists():
        files[f"{own}preview.png"] = file_at(site.preview)
    icon = files.get(f"{own}icon.png")
    if icon is not None:
        files |= {
            f"{site.base}/{name}": icon for name in ("favicon.ico", "favicon.png", "apple-touch-icon.png")
        }
    manifest = read_manifest(site.frontend)
    first = [
        *(f"{site.base}/{file}" for file in files_of(manifest, [ENTRY])),
        *(f"{own}{font}" for font in page.FONTS),
        *(f"{site.base}/{file}" for file in files_of(manifest, FIRST)),
        *(f"{site.base}/{file}" for file in files_of(manifest, LATER)),
    ]
    return FileCache(files, first, cache_folder())


def pages_of(site: Site) -> dict[str, Prepared]:
    """Return the HTML of every page by its path."""
    tags = page.required_tags(site.frontend)
    tags += page.preloads(site.frontend, tags)
    headers = document_headers(page_policy([page.CONNECT], site.framed_by), site.framed_by)
    return {
        path: document(200, page.page_html(site, path, head, tags), "text/html; charset=utf-8", headers)
        for path, head in site.pages.items()
    }


def is_local(scope: Scope) -> bool:
    """Return whether a program on this machine asks for itself, not a proxy for somebody else."""
    if any(name in FORWARDING for name, _ in scope["headers"]) or not scope.get("client"):
        return False
    try:
        address = ipaddress.ip_address(scope["client"][0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def add_headers(send: Send, policy: str | None) -> Send:
    """Return `send` with the headers that every answer has, where the answer does not have its own."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message["headers"])
            there = {name.lower() for name, _ in headers}
            wanted = [*COMMON_HEADERS, *([(b"content-security-policy", policy.encode())] if policy else [])]
            message = {**message, "headers": [*headers, *(pair for pair in wanted if pair[0] not in there)]}
        await send(message)

    return sending


def header(scope: Scope, name: bytes) -> str | None:
    """Return a request header, its lines joined, or None where there is none."""
    found = [value.decode("latin-1") for key, value in scope["headers"] if key == name]
    return ",".join(found) if found else None


async def answer(found: Prepared, scope: Scope, send: Send) -> None:
    """Send a small answer in the encoding that the client takes, or 304 where it has it already."""
    encoding = next(iter(accepted_encodings(header(scope, b"accept-encoding"))), "identity")
    await _answer(scope, send, found.status, found.bodies[encoding], encoding, found.tag, found.headers)


async def answer_file(file: File, scope: Scope, send: Send) -> None:
    """Send a file in the best encoding that the client takes and that is made already."""
    encoded = file.encoded
    taken = accepted_encodings(header(scope, b"accept-encoding"))
    encoding = next((name for name in taken if name in encoded), "identity")
    if (body := encoded.get(encoding)) is None:
        try:
            body = await anyio.to_thread.run_sync(file.read)
        except OSError:
            await send_all(send, 404, [(b"content-type", b"text/plain"), *COMMON_HEADERS], b"Not found\n")
            return
    headers = [
        (b"content-type", file.media_type.encode()),
        (b"cache-control", file.cache_control),
        *COMMON_HEADERS[:1],
    ]
    if file.media_type.startswith("image/svg"):
        headers.append((b"content-security-policy", STANDALONE_POLICY.encode()))
    await _answer(scope, send, 200, body, encoding, file.tag, headers, varies=file.is_text)


async def _answer(
    scope: Scope,
    send: Send,
    status: int,
    body: bytes,
    encoding: str,
    tag: str,
    headers: Iterable[tuple[bytes, bytes]],
    *,
    varies: bool = True,
) -> None:
    if scope["method"] not in _READ:
        await send_all(send, 405, [(b"allow", b"GET, HEAD"), *COMMON_HEADERS], b"")
        return
    tag = tag if encoding == "identity" else f"{tag}-{encoding}"
    sent = [*headers, (b"etag", f'"{tag}"'.encode())]
    if varies:
        sent.append((b"vary", b"accept-encoding"))
    known = header(scope, b"if-none-match")
    if status == 200 and known is not None and matches([known], tag):
        await send_all(send, 304, sent, None)
        return
    if encoding in SUFFIXES:
        sent.append((b"content-encoding", _CODES[encoding]))
    await send_all(send, status, sent, body, head=scope["method"] == "HEAD")


async def send_all(
    send: Send, status: int, headers: Headers, body: bytes | None, *, head: bool = False
) -> None:
    """Send a whole answer; None as its body says that it has none, not even an empty one."""
    sent = headers if body is None else [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": b"" if head or body is None else body})
