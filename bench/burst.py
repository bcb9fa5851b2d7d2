"""A class opens the link at once: so many first visits within two seconds, and somebody inside meanwhile.

A visit asks for the page, then for every file that a browser's first visit asks for, over six connections
as a browser does, with a browser's `Accept-Encoding`, and then opens the session.
"""

import asyncio
import time
from dataclasses import dataclass
from statistics import median

from bench import BenchError, apart, browser
from bench.journeys import BARE, OPEN, Journey
from bench.plan import Measure, percentile
from bench.protocol import LightSession, open_session
from bench.servers import Server, Side, running
from bench.wire import connect, get

SPREAD_S = 2.0
CONNECTIONS = 6
QUIET_S = 3.0
THINK_S = 0.25
TIMEOUT_S = 180
ENCODINGS = "gzip, deflate, br, zstd"
SIZES = (30, 100)
MEASURES = (
    Measure("files_p95_s", "Time to have the files, p95", "s", 0.3),
    Measure("visit_kb", "Bytes of each", "kB", 0.33),
    Measure("requests", "Files of each", ""),
    # Beside our own when it is quiet.
    Measure(
        "inside_ms",
        "Rerun of somebody inside meanwhile, beside a quiet time, median",
        "ms",
        2.0,
        bare_key="quiet_ms",
    ),
    Measure("inside_worst_ms", "The slowest rerun of somebody inside", "ms"),
    Measure("health_worst_ms", "The slowest health check", "ms"),
)


@dataclass(frozen=True)
class BurstResult:
    """Both sides' numbers for one size of class; `failure` says why there are none.

    Attributes:
        size: how many first visits.
        ours: `files_p95_s` from a visit's start until it has its files, `visit_kb` of one visit,
            `requests`, `quiet_ms` and `inside_ms`: median rerun of somebody inside before and meanwhile,
            `inside_worst_ms`, `health_worst_ms`.
        bare: the same of the bare page.
        failure: why there is nothing, or empty.
    """

    size: int
    ours: dict[str, float]
    bare: dict[str, float]
    failure: str = ""


def measure(ours: Side, bare: Side, sizes: tuple[int, ...] = SIZES) -> list[BurstResult]:
    """Measure each size of class on both sides in turn; a failure is a result too."""
    results = []
    for size in sizes:
        try:
            results.append(BurstResult(size, _side(ours, OPEN, size), _side(bare, BARE, size)))
        except (BenchError, OSError) as error:
            results.append(BurstResult(size, {}, {}, failure=str(error)))
    return results


def _side(side: Side, journey: Journey, size: int) -> dict[str, float]:
    """Let a class come to one side, on a server that one browser has visited."""
    with running(side) as server:
        files = browser.files_of_a_visit(server, journey.address)
        return apart(TIMEOUT_S, _class, server, journey, files, size)


async def _worker(port: int, waiting: list[str]) -> int:
    """Take files from the list until it is empty, over one connection."""
    connection = await connect(port)
    size = 0
    try:
        while waiting:
            size += await get(connection, waiting.pop(0), ENCODINGS)
    finally:
        connection[1].close()
    return size


async def _visit(server: Server, journey: Journey, files: list[str], start_s: float) -> tuple[float, float]:
    """Visit once; return how long it took to have the files, and their bytes."""
    await asyncio.sleep(start_s)
    began = time.perf_counter()
    size = await _worker(server.port, files[:1])
    waiting = list(files[1:])
    size += sum(await asyncio.gather(*(_worker(server.port, waiting) for _ in range(CONNECTIONS))))
    taken = time.perf_counter() - began
    session = await open_session(server.address, journey.url_path, journey.query)
    await session.close()
    return taken, float(size)


async def _inside(session: LightSession, journey: Journey, over: asyncio.Event) -> list[float]:
    """Rerun a page again and again until it is over."""
    taken = []
    while not over.is_set():
        value = journey.values[len(taken) % len(journey.values)]
        taken.append((await session.change({journey.label: value})).milliseconds)
        await asyncio.sleep(THINK_S)
    return taken


async def _health(port: int, over: asyncio.Event) -> list[float]:
    """Ask for the health check until it is over."""
    taken = []
    while not over.is_set():
        began = time.perf_counter()
        await _worker(port, ["/_stcore/health"])
        taken.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(THINK_S)
    return taken


async def _class(server: Server, journey: Journey, files: list[str], size: int) -> dict[str, float]:
    session = await open_session(server.address, journey.url_path, journey.query)
    await _visit(server, journey, files, 0)
    quiet = asyncio.Event()
    asyncio.get_running_loop().call_later(QUIET_S, quiet.set)
    alone = await _inside(session, journey, quiet)
    over = asyncio.Event()
    context = [
        asyncio.create_task(_inside(session, journey, over)),
        asyncio.create_task(_health(server.port, over)),
    ]
    visits = await asyncio.gather(
        *(_visit(server, journey, files, SPREAD_S * place / size) for place in range(size))
    )
    over.set()
    meanwhile, health = await asyncio.gather(*context)
    await session.close()
    return {
        "files_p95_s": percentile([taken for taken, _ in visits], 95),
        "visit_kb": median(sent for _, sent in visits) / 1000,
        "requests": float(len(files)),
        "quiet_ms": median(alone),
        "inside_ms": median(meanwhile),
        "inside_worst_ms": max(meanwhile),
        "health_worst_ms": max(health),
    }
