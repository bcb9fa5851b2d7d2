"""Middleware of the websocket: other origins are refused, and a broken frame closes its connection.

Streamlit looks up the machine's own outside address when an Origin is not its Host, in a blocking request on
the event loop, and logs a traceback of a hundred lines for a frame that it cannot read. Neither is reached.

A part of a page that is asked for while the whole page is still on its way, by a link and a control pressed
in one moment, breaks the page in the browser in two ways. Streamlit takes the part out of what is to be sent,
but not all of it: such a request waits until the page is sent. And a browser that did not know yet that it is
on another page, and learns of that and of the part in one breath, throws the page away before it draws the
part: then all of the page is asked for again.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
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
# How long a browser has to draw another page before it hears of a part of it.
_BREATH_SECONDS: Final = 0.3


@dataclass(frozen=True, slots=True)
class Messages:
    """How the messages of a page are read, by whoever knows their format.

    Attributes:
        asks_for: whether a message of the browser asks for a whole page or for a part, the page, and its
            address; None where it asks for no run. Raises an exception for a frame that is no message.
        as_page: makes one that asks for a part ask for a whole page, given the page and its address.
        says: the page of a run that begins, an address that changes, or that all of a page is sent, in a
            message of the server; None where it says something else.
    """

    asks_for: Callable[[bytes], tuple[Literal["page", "part"], str, str] | None]
    as_page: Callable[[bytes, str, str], bytes]
    says: Callable[[bytes], tuple[Literal["page", "address", "over"], str] | None]


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
        # The page that was asked for last, its address, and whether all of it is sent; the page of the run
        # that the browser heard of last, which may still be an earlier one.
        page, address, sent = "", "", asyncio.Event()
        heard = ""
        # Whether the page that is being sent is another one than before, and when all of one was sent.
        is_other, other_sent = False, -inf
        sent.set()

        async def refuse(code: int, why: str) -> Message:
            nonlocal gone
            _LOG.warning("A websocket was closed: %s", why)
            gone = True
            await send({"type": "websocket.close", "code": code})
            return {"type": "websocket.disconnect", "code": code}

        async def receiving() -> Message:
            nonlocal gone, page, address
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
            kind, *there = asked
            if kind == "part":
                if not sent.is_set():
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(sent.wait(), _PATIENCE_SECONDS)
                    # Waited for once is enough: a run of the page may end as one of its parts.
                    sent.set()
                if there[0] == page or not page:
                    return message
                message = {**message, "bytes": self._messages.as_page(body, page, address)}
            else:
                page, address = there
            sent.clear()
            return message

        async def sending(message: Message) -> None:
            nonlocal page, address, heard, is_other, other_sent
            if gone:
                # Nobody listens any more; Streamlit takes this for what it is, without a line in the log.
                raise WebSocketDisconnect(1006)
            said, what = self._messages.says(message.get("bytes") or b"") or ("", "")
            if said == "page":
                # What a browser hears of a page and of its part in one breath it throws away with the page.
                await asyncio.sleep(max(0.0, other_sent + _BREATH_SECONDS - monotonic()))
                # The first page of a connection is the one that the browser opened.
                is_other = is_other or heard not in {"", what}
                heard = what
                page = page or what
            elif said == "address" and heard == page:
                address = what
            await send(message)
            if said == "over" and heard == page:
                if is_other:
                    is_other, other_sent = False, monotonic()
                sent.set()

        await self.app(scope, receiving, sending)


def _shown(text: str) -> str:
    return repr(text[:_SHOWN_MOST])
