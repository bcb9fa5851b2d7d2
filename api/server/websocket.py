"""Middleware of the websocket: other origins are refused, and a broken frame closes its connection.

Streamlit looks up the machine's own outside address when an Origin is not its Host, in a blocking request on
the event loop, and logs a traceback of a hundred lines for a frame that it cannot read. Neither is reached.

A part of a page that is asked for while the whole page is still on its way, by a link and a control pressed
in one moment, breaks the page in the browser: Streamlit takes the part out of what is to be sent, but not all
of it. Such a request waits until the page is sent, and is one of that page then.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final, Literal

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from api.server.site import Site, origin_of, origins_of

_LOG: Final = logging.getLogger("match_atlas.server")
# Names of the machine that somebody sits at; only they can have opened such a page.
LOOPBACK_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})
POLICY_VIOLATION, UNSUPPORTED, BROKEN = 1008, 1003, 1007
_SHOWN_MOST: Final = 100
# A page that takes longer is not waited for.
_PATIENCE_SECONDS: Final = 5


@dataclass(frozen=True, slots=True)
class Messages:
    """How the messages of a page are read, by whoever knows their format.

    Attributes:
        asks_for: whether a message of the browser asks for a whole page or for a part, and for which page;
            None where it asks for no run. Raises an exception for a frame that is no message.
        on_page: makes one that asks for a part one of another page.
        ends_page: whether a message of the server says that a run of the whole page is over.
    """

    asks_for: Callable[[bytes], tuple[Literal["page", "part"], str] | None]
    on_page: Callable[[bytes, str], bytes]
    ends_page: Callable[[bytes], bool]


class WebSocketMiddleware:
    """Checks the origin of a websocket before it opens, and its frames before they are passed on."""

    def __init__(self, app: ASGIApp, site: Site, messages: Messages) -> None:
        """Wrap `app`, whose messages are read by `messages`."""
        self.app = app
        self._trusted = origins_of([*site.addresses, *site.origins])
        self._trust_forwarded_host = site.trust_forwarded_host
        self._messages = messages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one connection through, or close it before it opens."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if (origin := headers.get(b"origin")) is not None:
            if not self.is_allowed(origin.decode("latin-1"), headers):
                _LOG.warning("A page of %s was refused a websocket.", _shown(origin.decode("latin-1")))
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
                return
            # Known to be ours, also behind a proxy: as Streamlit sees it, it is the host that was asked.
            ours = origin.split(b"://")[0] + b"://" + headers.get(b"host", b"")
            kept = [pair for pair in scope["headers"] if pair[0] != b"origin"]
            scope = {**scope, "headers": [*kept, (b"origin", ours)]}
        await self._watched(scope, receive, send)

    def is_allowed(self, origin: str, headers: dict[bytes, bytes]) -> bool:
        """Return whether a page of this origin may open the websocket of the host in the headers."""
        scheme, _, _ = origin.partition("://")
        if scheme not in {"http", "https"} or (theirs := origin_of(origin)) is None:
            return False
        hosts = [headers.get(b"host", b"")]
        if self._trust_forwarded_host:
            hosts.append(headers.get(b"x-forwarded-host", b"").split(b",")[0].strip())
        asked = {origin_of(f"{scheme}://{host.decode('latin-1')}") for host in hosts} - {None}
        both_here = theirs[0] in LOOPBACK_HOSTS and any(host and host[0] in LOOPBACK_HOSTS for host in asked)
        return theirs in asked or theirs in self._trusted or both_here

    async def _watched(self, scope: Scope, receive: Receive, send: Send) -> None:
        gone = False
        # The page that was asked for last, when, and whether all of it is sent.
        last_page, last_asked, sent = "", 0.0, asyncio.Event()
        sent.set()

        async def refuse(code: int, why: str) -> Message:
            nonlocal gone
            _LOG.warning("A websocket was closed: %s", why)
            gone = True
            await send({"type": "websocket.close", "code": code})
            return {"type": "websocket.disconnect", "code": code}

        async def receiving() -> Message:
            nonlocal gone, last_page, last_asked
            message = await receive()
            if message["type"] != "websocket.receive":
                gone = gone or message["type"] == "websocket.disconnect"
                return message
            body = message.get("bytes")
            if body is None:
                return await refuse(UNSUPPORTED, "it sent text, which a page never does.")
            try:
                asked = self._messages.asks_for(body)
            except Exception:  # noqa: BLE001 - whatever the reader raises, the frame cannot be read
                return await refuse(BROKEN, f"it sent {len(body)} bytes that are no message of the page.")
            if asked is None:
                return message
            kind, page = asked
            if kind == "page":
                last_page, last_asked = page, monotonic()
                sent.clear()
                return message
            if not sent.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(sent.wait(), _PATIENCE_SECONDS)
                # Waited for once is enough: a run of the page may end as one of its parts.
                sent.set()
            # The browser learns of its new page a moment after it asked for it.
            if last_page and page != last_page and monotonic() - last_asked < _PATIENCE_SECONDS:
                return {**message, "bytes": self._messages.on_page(body, last_page)}
            return message

        async def sending(message: Message) -> None:
            is_last = (
                message["type"] == "websocket.send"
                and not sent.is_set()
                and self._messages.ends_page(message.get("bytes") or b"")
            )
            if gone:
                # Nobody listens any more; Streamlit takes this for what it is, without a line in the log.
                raise WebSocketDisconnect(1006)
            await send(message)
            if is_last:
                sent.set()

        await self.app(scope, receiving, sending)


def _shown(text: str) -> str:
    return repr(text[:_SHOWN_MOST])
