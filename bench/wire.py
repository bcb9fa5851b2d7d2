"""A client of HTTP that does no more than it must: it shares two cores with the server it measures.

One that is slower than a bare server would make both sides look alike.
"""

import asyncio

from bench import BenchError
from bench.servers import HOST

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def connect(port: int) -> Connection:
    """Open a connection that stays open."""
    return await asyncio.open_connection(HOST, port, limit=2**20)


async def get(connection: Connection, path: str, encodings: str = "identity") -> int:
    """Ask once, read the whole answer, decompress nothing, and return its bytes as they came.

    Raises:
        BenchError: The answer is neither 200 nor 304.
    """
    reader, writer = connection
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: {encodings}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    fields = head.lower()
    size = len(head)
    if fields.split(None, 2)[1] not in {b"200", b"304"}:
        raise BenchError(f"{path} was answered with {head.decode('latin-1')}")
    _, found, length = fields.partition(b"\r\ncontent-length:")
    if found:
        return size + len(await reader.readexactly(int(length.partition(b"\r\n")[0])))
    if b"transfer-encoding: chunked" in fields:
        chunk = -1
        while chunk:
            line = await reader.readuntil(b"\r\n")
            chunk = int(line, 16)
            size += len(line) + len(await reader.readexactly(chunk + 2))
    return size
