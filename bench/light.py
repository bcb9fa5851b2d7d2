"""What light sessions measure: whether a change changes anything, CPU, memory, and latency under load.

The parent process calls `probe`; `measure` runs in a process of its own: a hundred clients.
"""

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice

from bench import BenchError
from bench.journeys import Change, Journey
from bench.plan import Level, Plan, percentile
from bench.protocol import LightSession, Run, open_session
from bench.servers import Server, cpu_seconds, resident_mib

WARM_RERUNS = 4
WARM_SESSIONS = 8
SETTLE_S = 1.5
TIMEOUT_S = 600


@dataclass(frozen=True)
class Probe:
    """What a page turned out to be.

    Attributes:
        kind: The journey's widget, as Streamlit calls it.
        values: The journey's values, starting with one that differs from what the page shows first.
        surface: "chart" or, for a page without a Plotly chart, "dom".
    """

    kind: str
    values: tuple[str, ...]
    surface: str


async def probe(server: Server, journey: Journey) -> Probe:
    """Open the page once, change its widget through every value, and see that each changes what is shown.

    Of the new values it is seen of the last two, which no measurement reaches.

    Raises:
        BenchError: The page, widget or option is missing, or two values show the same.
    """
    session = await _opened(server, journey)
    try:
        widget = session.widget(journey.label)
        values = _rotated(tuple(session.option(widget, value) for value in journey.values), widget.value)
        changes = [*_repeated(replace(journey, values=values)), *journey.new[-2:]]
        runs = [await session.change(change) for change in changes]
        surface = "chart" if any(run.charts for run in runs) else "dom"
        shown = [_shown(run, surface) for run in runs]
        # The last value comes before the first one again.
        for place, before in enumerate([len(values) - 1, *range(len(runs) - 1)]):
            if shown[place] == shown[before]:
                what = "chart" if surface == "chart" else "content"
                raise BenchError(
                    f"page '/{journey.url_path}': from {changes[before]} to {changes[place]} leaves the"
                    f" {what} as it was: nothing to measure. Other values go in bench/journeys.py"
                )
        return Probe(widget.kind, values, surface)
    finally:
        await session.close()


async def measure(server: Server, journey: Journey, plan: Plan) -> dict[str, float]:
    """Measure CPU per rerun, memory per session and latency under load, in this order.

    Memory comes before the heavy levels: what they leave in the allocator would hide the growth. New values
    come after repeated ones: they may leave a page where the repeated ones are not offered.
    """
    numbers: dict[str, float] = {}
    new = cycle(journey.new)
    first, *heavier = plan.levels
    if "cpu" in plan.kinds:
        session = await _opened(server, journey)
        numbers["cpu_ms"] = await _cpu_per_rerun(server, session, cycle(_repeated(journey)), plan.reruns)
        if journey.new:
            numbers["cpu_new_ms"] = await _cpu_per_rerun(server, session, new, plan.reruns)
        await session.close()
    sessions = [await _opened(server, journey)]
    if "load" in plan.kinds:
        await _show_each_value(sessions, journey)
        numbers |= await _under_load(sessions, journey, first, plan)
    if "memory" in plan.kinds:
        numbers["memory_mib"] = await _memory_per_session(server, journey, sessions, plan.sessions)
    shown = 1
    for level in heavier if "load" in plan.kinds else ():
        sessions += [await _opened(server, journey) for _ in range(level.sessions - len(sessions))]
        await _show_each_value(sessions[shown:], journey)
        shown = len(sessions)
        numbers |= await _under_load(sessions, journey, level, plan)
    if "load" in plan.kinds and journey.new:
        taken = await _latencies(sessions, [new] * len(sessions), plan.levels[-1], plan.seed)
        numbers[f"p95_new_{len(sessions)}_ms"] = percentile(taken, 95)
    await asyncio.gather(*(session.close() for session in sessions))
    return numbers


async def _opened(server: Server, journey: Journey) -> LightSession:
    return await open_session(server.address, journey.url_path, journey.query, journey.entered)


async def _show_each_value(sessions: list[LightSession], journey: Journey) -> None:
    """Let each session see every value once where something may be kept of it."""
    for session in sessions if journey.is_kept else ():
        for change in _repeated(journey):
            await session.change(change)


async def _cpu_per_rerun(
    server: Server, session: LightSession, changes: Iterator[Change], reruns: int
) -> float:
    for change in islice(changes, WARM_RERUNS):
        await session.change(change)
    await asyncio.sleep(SETTLE_S)
    before = cpu_seconds(server.pid)
    for change in islice(changes, reruns):
        await session.change(change)
    # Streamlit tidies up after it has said that the run is finished; that belongs to the last rerun too.
    await asyncio.sleep(0.3)
    return (cpu_seconds(server.pid) - before) / reruns * 1000


async def _memory_per_session(
    server: Server, journey: Journey, sessions: list[LightSession], count: int
) -> float:
    """Open `count` more sessions, rerun each once, append them, and return the growth per session."""
    changes = cycle(_repeated(journey))
    for _ in range(WARM_SESSIONS):
        warm = await _opened(server, journey)
        await warm.change({journey.label: journey.values[0]})
        await warm.close()
    await asyncio.sleep(SETTLE_S)
    before = resident_mib(server.pid)
    for change in islice(changes, count):
        sessions.append(await _opened(server, journey))
        await sessions[-1].change(change)
    await asyncio.sleep(SETTLE_S)
    return (resident_mib(server.pid) - before) / count


async def _under_load(
    sessions: list[LightSession], journey: Journey, level: Level, plan: Plan
) -> dict[str, float]:
    """Measure repeated values; the sessions begin with different ones."""
    rng = random.Random(plan.seed)
    changes = [islice(cycle(_repeated(journey)), rng.randrange(len(journey.values)), None) for _ in sessions]
    taken = await _latencies(sessions, changes, level, plan.seed)
    name = f"{level.sessions}_ms"
    return {f"p50_{name}": percentile(taken, 50), f"p95_{name}": percentile(taken, 95)}


async def _latencies(
    sessions: list[LightSession], changes: list[Iterator[Change]], level: Level, seed: int
) -> list[float]:
    """Let every session change, wait, think and change again until the time is up."""
    deadline = time.monotonic() + level.seconds
    taken = await asyncio.gather(
        *(
            _use(session, own, level, deadline, random.Random(seed + place))
            for place, (session, own) in enumerate(zip(sessions, changes, strict=True))
        )
    )
    return [value for values in taken for value in values]


async def _use(
    session: LightSession, changes: Iterator[Change], level: Level, deadline: float, rng: random.Random
) -> list[float]:
    latencies: list[float] = []
    await asyncio.sleep(rng.uniform(0, level.think_s))
    while time.monotonic() < deadline:
        # An answer still on its way at the deadline is waited for and counted: dropping the slowest ones
        # would flatter the slower side.
        run = await session.change(next(changes))
        latencies.append(run.milliseconds)
        await asyncio.sleep(rng.uniform(0.5, 1.5) * level.think_s)
    return latencies


def _repeated(journey: Journey) -> list[Change]:
    return [{journey.label: value} for value in journey.values]


def _rotated(values: tuple[str, ...], current: object) -> tuple[str, ...]:
    shown = current[0] if isinstance(current, tuple) and current else current
    start = values.index(shown) + 1 if shown in values else 0
    return values[start:] + values[:start]


def _shown(run: Run, surface: str) -> frozenset[bytes]:
    return run.charts if surface == "chart" else run.content
