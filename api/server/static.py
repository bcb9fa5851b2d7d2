"""Middleware that answers pages and static files from memory and sets the headers of everything else."""

import ipaddress
from typing import Final
from urllib.parse import quote

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.resource import matches
from api.server import page
from api.server.encoding import accepted_encodings
from api.server.files import File, FileCache, cache_folder, collect, document, file_at
from api.server.manifest import ENTRY, FIRST, LATER, files_of, read_manifest
from api.server.policy import COMMON_HEADERS, MEDIA_POLICY, document_headers, page_policy
from api.server.site import Site

# What Streamlit and the API answer. Everything else is a file, a page, or not there.
INSIDE: Final = ("_stcore/", "media/", "component/", "api/")
# A proxy in front says in one of these for whom it asks; then the peer is not who asks.
FORWARDING: Final = frozenset({b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip"})
PLAIN: Final = "text/plain; charset=utf-8"
HTML: Final = "text/html; charset=utf-8"


class StaticMiddleware:
    """Answers pages and static files by itself and passes the rest on to the app."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        """Read the frontend's shell and manifest, and start to compress in the background."""
        self.app = app
        self.site = site
        self._inside = tuple(f"{site.base}/{part}" for part in INSIDE)
        cache = file_cache(site)
        cache.prepare_in_background()
        self._not_found = document(page.not_found_html(site), HTML, document_headers(page.STYLE_POLICY), 404)
        self._nothing = document("Not found\n", PLAIN, COMMON_HEADERS, 404)
        robots = {f"{site.base}/robots.txt": document(page.ROBOTS, PLAIN, COMMON_HEADERS)}
        self._files = {**cache.files, **robots, **pages_of(site)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path: str = scope.get("path", "")
        if scope["type"] == "http" and (found := self._own_answer(path, scope)) is not None:
            try:
                response = await respond(found, scope) if isinstance(found, File) else found
            except OSError:
                response = await respond(self._nothing, scope)
            await response(scope, receive, send)
        elif scope["type"] == "http":
            policy = MEDIA_POLICY if path.startswith(f"{self.site.base}/media/") else None
            await self.app(scope, receive, add_headers(send, policy))
        else:
            await self.app(scope, receive, send)

    def _own_answer(self, path: str, scope: Scope) -> File | Response | None:
        """Return what is answered here at a path, None where the app answers."""
        base = self.site.base
        if (file := self._files.get(path)) is not None:
            return file
        if path == f"{base}/_stcore/metrics" and not is_local(scope):
            return self._nothing
        if path.startswith(self._inside) or path == f"{base}/api":
            return None
        name = path[len(base) + 1 :]
        if name.startswith(("static/", "app/static/")):
            return self._nothing
        within = path == base or path.startswith(f"{base}/")
        if within and (found := self.site.find_page(name)) is not None:
            query = scope["query_string"].decode("latin-1")
            target = quote(f"{base}/{found}") + (f"?{query}" if query else "")
            return Response(b"", 308, {"location": target, "cache-control": "no-cache", **COMMON_HEADERS})
        return self._not_found


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


def pages_of(site: Site) -> dict[str, File]:
    """Return the HTML of every page by its address."""
    tags = page.required_tags(site.frontend)
    tags += page.preloads(site.frontend, tags)
    headers = document_headers(page_policy([page.CONNECT], site.framed_by), site.framed_by)
    return {
        f"{site.base}/{path}": document(page.page_html(site, path, head, tags), HTML, headers)
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
    wanted = COMMON_HEADERS | ({"content-security-policy": policy} if policy else {})

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in wanted.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


async def respond(file: File, scope: Scope) -> Response:
    """Return a file in the best encoding that the client takes and that is made, or 304 where it has it.

    Raises:
        OSError: the file went away.
    """
    if scope["method"] not in {"GET", "HEAD"}:
        return Response(b"", 405, {"allow": "GET, HEAD", **COMMON_HEADERS})
    asked = Headers(scope=scope)
    taken = accepted_encodings(",".join(asked.getlist("accept-encoding")))
    encoding = next((name for name in taken if name in file.encoded), "identity")
    if (body := file.encoded.get(encoding)) is None:
        body = await anyio.to_thread.run_sync(file.read)
    tag = file.tag if encoding == "identity" else f"{file.tag}-{encoding}"
    headers = {
        "content-type": file.media_type,
        "cache-control": file.cache_control,
        **file.headers,
        "etag": f'"{tag}"',
        **({"vary": "accept-encoding"} if file.is_text else {}),
    }
    if file.status == 200 and matches(asked.getlist("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    if encoding != "identity":
        headers["content-encoding"] = encoding
    return Response(body, file.status, headers)
