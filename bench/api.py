"""Measures the HTTP API: answers per second beside a bare server, and what a burst costs an open page.

The bare server is Starlette and nothing else: the same bytes, from memory, at one address, without a header
that they do not need, on the uvicorn that Streamlit brings.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx

from bench import BenchError, apart
from bench.journeys import OPEN
from bench.protocol import LightSession, open_session
from bench.servers import Server, Side, running
from bench.wire import Connection, connect, get

# 990 rows of 13 columns and their labels.
ADDRESS = "/api/v1/tables/positions.csv"
CLIENTS = 8
BURST = 200
TIMEOUT_S = 120
RATE_TARGET = 0.5
# A tenth of a second is about what a person does not notice.
BURST_TARGET_MS = 100.0


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
        failure: why there is nothing, or empty.
    """

    rate: float = 0.0
    bare_rate: float = 0.0
    alone_ms: float = 0.0
    burst_ms: float = 0.0
    failure: str = ""


def measure(ours: Side, plan: ApiPlan) -> ApiResult:
    """Measure both servers side by side; a failure is a result too."""
    try:
        with running(ours) as server, tempfile.NamedTemporaryFile() as same:
            same.write(_body(server))
            same.flush()
            command = (sys.executable, "-m", "bench.bare_bytes", same.name)
            with running(Side("bare", Path.cwd(), command)) as bare:
                asked = ((server.port, ADDRESS), (bare.port, "/"))
                rounds = [
                    [apart(TIMEOUT_S, _rate, port, path, plan.seconds) for port, path in asked]
                    for _ in range(plan.rounds)
                ]
            reruns = apart(TIMEOUT_S, _reruns, server, plan.reruns)
    except (BenchError, OSError, httpx.HTTPError) as error:
        return ApiResult(failure=str(error))
    return ApiResult(*map(median, zip(*rounds, strict=True)), *reruns)


def _body(server: Server) -> bytes:
    answer = httpx.get(f"http://{server.address}{ADDRESS}", timeout=30)
    # Where there is no API, Streamlit answers any address with its page.
    if not answer.headers["content-type"].startswith("text/csv"):
        raise BenchError(f"the app has nothing at {ADDRESS}")
    return answer.content


@asynccontextmanager
async def _connections(port: int, count: int) -> AsyncIterator[list[Connection]]:
    """Open connections that stay open, until the block ends."""
    opened = [await connect(port) for _ in range(count)]
    try:
        yield opened
    finally:
        for _, writer in opened:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for _, writer in opened), return_exceptions=True)


async def _rate(port: int, path: str, seconds: float) -> float:
    """Count answers: so many clients, each asking again as soon as it has its answer."""
    async with _connections(port, CLIENTS) as opened:
        await asyncio.gather(*(get(connection, path) for connection in opened))
        began = time.perf_counter()
        counts = await asyncio.gather(
            *(_ask_until(connection, path, began + seconds) for connection in opened)
        )
        return sum(counts) / (time.perf_counter() - began)


async def _ask_until(connection: Connection, path: str, end: float) -> int:
    count = 0
    while time.perf_counter() < end:
        await get(connection, path)
        count += 1
    return count


async def _reruns(server: Server, count: int) -> tuple[float, float]:
    """Time reruns of one open page, alone and each together with a burst of requests, in turn."""
    session = await open_session(server.address, OPEN.url_path)
    alone, burst = [], []
    try:
        async with _connections(server.port, BURST) as opened:
            for turn in range(4):
                await _rerun(session, turn)
            await asyncio.gather(*(get(connection, ADDRESS) for connection in opened))
            for turn in range(count):
                alone.append(await _rerun(session, 2 * turn))
                requests = [asyncio.create_task(get(connection, ADDRESS)) for connection in opened]
                # Every request has to be on its way before the page asks.
                await asyncio.sleep(0)
                burst.append(await _rerun(session, 2 * turn + 1))
                await asyncio.gather(*requests)
    finally:
        await session.close()
    return median(alone), median(burst)


async def _rerun(session: LightSession, turn: int) -> float:
    return (await session.change({OPEN.label: OPEN.values[turn % len(OPEN.values)]})).milliseconds
