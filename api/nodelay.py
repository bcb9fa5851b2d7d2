"""Sends every message to a page at once, instead of holding small ones back.

Streamlit binds its socket without naming a protocol, and asyncio turns Nagle's algorithm off only where TCP
is named. So what follows the first message of a rerun waits until the browser has acknowledged that one, and
a browser acknowledges with up to 40 ms of delay: more than the whole rerun takes.
"""

import socket
from asyncio import BaseTransport

from starlette.types import ASGIApp, Receive, Scope, Send


class NoDelayMiddleware:
    """Middleware that turns Nagle's algorithm off for the connection of each websocket."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on; a websocket's is set first, where the server lets it be reached."""
        if scope["type"] == "websocket":
            # uvicorn's `receive` belongs to what has the connection; any other server keeps its own setting.
            transport = getattr(getattr(receive, "__self__", None), "transport", None)
            connection = transport.get_extra_info("socket") if isinstance(transport, BaseTransport) else None
            if connection is not None and connection.family in {socket.AF_INET, socket.AF_INET6}:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)
