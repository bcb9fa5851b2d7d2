"""The line between a visitor and a server, which a test can slow down, cut and mend."""

import contextlib
import select
import socket
import threading
import time
from collections.abc import Iterator


class Wire:
    """Passes bytes between a port of its own and a server's; cut, it drops every connection and takes no new one."""

    def __init__(self, server_port: int) -> None:
        """Listen on a free port."""
        self._server_port = server_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._is_whole, self._is_open = True, True
        # How long an answer of the server is on its way.
        self.delay_seconds = 0.0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while self._is_open:
            try:
                visitor, _ = self._listener.accept()
                if not self._is_whole:
                    visitor.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self._server_port))
            except OSError:
                continue
            pair = (visitor, server)
            self._pairs.add(pair)
            threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, visitor: socket.socket, server: socket.socket) -> None:
        other = {visitor: server, server: visitor}
        with contextlib.suppress(OSError, ValueError):
            while True:
                for ready in select.select([visitor, server], [], [], 60)[0]:
                    content = ready.recv(65536)
                    if not content:
                        return self._close(visitor, server)
                    if ready is server:
                        time.sleep(self.delay_seconds)
                    other[ready].sendall(content)
        return self._close(visitor, server)

    def _close(self, *pair: socket.socket) -> None:
        self._pairs.discard(pair)
        for end in pair:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def cut(self) -> None:
        """Drop every connection, and refuse new ones."""
        self._is_whole = False
        for pair in list(self._pairs):
            self._close(*pair)

    def mend(self) -> None:
        """Take connections again."""
        self._is_whole = True

    def close(self) -> None:
        """End everything."""
        self._is_open = False
        self.cut()
        self._listener.close()


@contextlib.contextmanager
def wired(server_port: int) -> Iterator[Wire]:
    """Lay a wire to a server, and take it up again afterwards."""
    wire = Wire(server_port)
    try:
        yield wire
    finally:
        wire.close()
