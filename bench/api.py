"""Measures the HTTP API: answers per second beside a bare server, and what a burst costs an open page.

The bare server is Starlette and nothing else: the same bytes, from memory, at one address, without a header
that they do not need, on the uvicorn that Streamlit brings. The clients run in a process of their own
(`python -m bench.api`, a JSON task in, JSON numbers out), as those of `bench.light` do.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from bench import BenchError
from bench.journeys import JOURNEYS
from bench.protocol import LightSession, open_session
from bench.servers import HOST, Server, Side, bare_process, running

# 990 rows of 13 columns and their labels.
ADDRESS = "/api/v1/tables/positions.csv"
CLIENTS = 8
BURST = 200
CHILD_TIMEOUT_S = 120
RATE_TARGET = 0.5
# A tenth of a second is about what a person does not notice.
BURST_TARGET_MS = 100.0
PAGE = next(journey for journey in JOURNEYS if journey.url_path == "where-i-stand")

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class ApiPlan:
    """How long answers are counted, how often in turn, and how many reruns each median is of."""

    seconds: float
    rounds: int
    reruns: int


FULL = ApiPlan(5.0, 3, 20)
QUICK = ApiPlan(1.0, 1, 5)


@dataclass(frozen=True)
class ApiResult:
    """What was measured.

    Attributes:
        rate: answers per second of the app.
        bare_rate: answers per second of the bare server with the same bytes.
        alone_ms: median time of a rerun of an open page with nothing beside it.
        burst_ms: the same while each rerun starts together with a burst of requests.
        page: title of that page.
        failure: why there is nothing, or empty.
    """

    rate: float = 0.0
    bare_rate: float = 0.0
    alone_ms: float = 0.0
    burst_ms: float = 0.0
    page: str = PAGE.title
    failure: str = ""


def measure(ours: Side, plan: ApiPlan) -> ApiResult:
    """Measure both servers side by side; a failure is a result too."""
    try:
        with running(ours) as server:
            body = _body(server)
            with _bare_server(body) as bare:
                rates = [(_rate(server, ADDRESS, plan), _rate(bare, "/", plan)) for _ in range(plan.rounds)]
            reruns = _apart({"do": "burst", "port": server.port, "plan": asdict(plan)})
    except (BenchError, OSError) as error:
        return ApiResult(failure=str(error))
    return ApiResult(
        rate=median(rate for rate, _ in rates),
        bare_rate=median(rate for _, rate in rates),
        alone_ms=reruns["alone_ms"],
        burst_ms=reruns["burst_ms"],
    )


def _body(server: Server) -> bytes:
    with urllib.request.urlopen(f"http://{server.address}{ADDRESS}", timeout=30) as answer:
        # Where there is no API, Streamlit answers any address with its page.
        if answer.headers.get_content_type() != "text/csv":
            raise BenchError(f"the app has nothing at {ADDRESS}")
        return bytes(answer.read())


@contextmanager
def _bare_server(body: bytes) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="bench-bytes-") as folder:
        path = Path(folder) / "body"
        path.write_bytes(body)
        with bare_process([sys.executable, "-m", "bench.bare_bytes", str(path)]) as server:
            yield server


def _rate(server: Server, path: str, plan: ApiPlan) -> float:
    task = {"do": "rate", "port": server.port, "path": path, "plan": asdict(plan)}
    return _apart(task)["rate"]


def _apart(task: dict[str, object]) -> dict[str, float]:
    """Run a task in a process of its own and return its numbers."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench.api"],
            input=json.dumps(task),
            capture_output=True,
            text=True,
            timeout=CHILD_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BenchError(f"the requests to the API took over {CHILD_TIMEOUT_S} s") from error
    if done.returncode:
        raise BenchError(f"the requests to the API failed: {done.stderr.strip()[-1500:]}")
    return dict(json.loads(done.stdout))


@asynccontextmanager
async def _connections(port: int, count: int) -> AsyncIterator[list[Connection]]:
    """Open connections that stay open, until the block ends."""
    opened = [await asyncio.open_connection(HOST, port) for _ in range(count)]
    try:
        yield opened
    finally:
        for _, writer in opened:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for _, writer in opened), return_exceptions=True)


async def _fetch(connection: Connection, path: str) -> None:
    """Ask once and read the whole answer.

    No HTTP library: the client shares two cores with the server, and one that is slower than a bare server
    would make both sides look alike.
    """
    reader, writer = connection
    # Not compressed: the bare server has no compressed bytes.
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: identity\r\n\r\n".encode())
    status, *fields = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
    if " 200 " not in status:
        raise BenchError(f"the API answered {path} with {status}")
    lengths = [field for field in fields if field.startswith("content-length:")]
    await reader.readexactly(int(lengths[0].partition(":")[2]))


async def _count(port: int, path: str, plan: ApiPlan) -> dict[str, float]:
    """Count answers: so many clients, each asking again as soon as it has its answer."""
    async with _connections(port, CLIENTS) as opened:
        await asyncio.gather(*(_fetch(connection, path) for connection in opened))
        began = time.perf_counter()
        counts = await asyncio.gather(
            *(_ask_until(connection, path, began + plan.seconds) for connection in opened)
        )
        return {"rate": sum(counts) / (time.perf_counter() - began)}


async def _ask_until(connection: Connection, path: str, end: float) -> int:
    count = 0
    while time.perf_counter() < end:
        await _fetch(connection, path)
        count += 1
    return count


async def _reruns(port: int, plan: ApiPlan) -> dict[str, float]:
    """Time reruns of one open page, alone and each together with a burst of requests, in turn."""
    session = await open_session(f"{HOST}:{port}", PAGE.url_path)
    alone, burst = [], []
    try:
        async with _connections(port, BURST) as opened:
            for turn in range(4):
                await _rerun(session, turn)
            await asyncio.gather(*(_fetch(connection, ADDRESS) for connection in opened))
            for turn in range(plan.reruns):
                alone.append(await _rerun(session, 2 * turn))
                requests = [asyncio.create_task(_fetch(connection, ADDRESS)) for connection in opened]
                # Every request has to be on its way before the page asks.
                await asyncio.sleep(0)
                burst.append(await _rerun(session, 2 * turn + 1))
                await asyncio.gather(*requests)
    finally:
        await session.close()
    return {"alone_ms": median(alone), "burst_ms": median(burst)}


async def _rerun(session: LightSession, turn: int) -> float:
    return (await session.change({PAGE.label: PAGE.values[turn % len(PAGE.values)]})).milliseconds


def main() -> None:
    """Read one task from standard input, do it, and print its numbers."""
    task = json.load(sys.stdin)
    plan = ApiPlan(**task["plan"])
    port = task["port"]
    work = _count(port, task["path"], plan) if task["do"] == "rate" else _reruns(port, plan)
    print(json.dumps(asyncio.run(work)))


if __name__ == "__main__":
    main()
