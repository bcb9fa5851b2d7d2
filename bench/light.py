"""What light sessions measure: whether a change changes anything, CPU, memory, and latency under load.

The parent process calls `probe`; `measure` runs in a process of its own (`python -m bench.light`, a JSON task
in, JSON numbers out), so that a hundred clients share neither the server's interpreter nor the browser's.
"""

import asyncio
import json
import random
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

from bench import BenchError
from bench.journeys import Journey
from bench.plan import Level, Plan, percentile
from bench.protocol import LightSession, Run, open_session
from bench.servers import Server, cpu_seconds, resident_mib

WARM_RERUNS = 4
WARM_SESSIONS = 8
SETTLE_S = 1.5
CHILD_TIMEOUT_S = 600


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

    Raises:
        BenchError: The page, widget or option is missing, or two values show the same.
    """
    session = await open_session(server.address, journey.url_path, journey.query)
    try:
        widget = session.widget(journey.label)
        if widget.options and (wrong := set(journey.values) - set(widget.options)):
            raise BenchError(
                f"page '/{journey.url_path}': {journey.label!r} has no {sorted(wrong)},"
                f" only {list(widget.options)}"
            )
        values = _rotated(journey.values, widget.value)
        runs = {value: await session.change(journey.label, value) for value in values}
        surface = "chart" if any(run.charts for run in runs.values()) else "dom"
        shown = {value: _shown(run, surface) for value, run in runs.items()}
        for first, second in zip(values, values[1:] + values[:1], strict=True):
            if shown[first] == shown[second]:
                what = "chart" if surface == "chart" else "content"
                raise BenchError(
                    f"page '/{journey.url_path}': {journey.label!r} from {first!r} to {second!r}"
                    f" leaves the {what} as it was: nothing to measure. Other values go in bench/journeys.py"
                )
        return Probe(widget.kind, values, surface)
    finally:
        await session.close()


def measure_apart(server: Server, journey: Journey, values: tuple[str, ...], plan: Plan) -> dict[str, float]:
    """Run `measure` in a process of its own and return its numbers."""
    task = {"port": server.port, "pid": server.pid, "journey": asdict(journey), "plan": asdict(plan)}
    task["journey"]["values"] = values
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench.light"],
            input=json.dumps(task),
            capture_output=True,
            text=True,
            timeout=CHILD_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BenchError(f"the load on page '/{journey.url_path}' took over {CHILD_TIMEOUT_S} s") from error
    if done.returncode:
        raise BenchError(
            f"the load process failed on page '/{journey.url_path}': {done.stderr.strip()[-1500:]}"
        )
    return dict(json.loads(done.stdout))


async def measure(server: Server, journey: Journey, plan: Plan) -> dict[str, float]:
    """Measure CPU per rerun, memory per session and latency under load, in this order.

    Memory comes before the heavy levels: what they leave in the allocator would hide the growth.
    """
    numbers: dict[str, float] = {}
    first, *heavier = plan.levels
    sessions = [await open_session(server.address, journey.url_path, journey.query)]
    if "cpu" in plan.kinds:
        numbers["cpu_ms"] = await _cpu_per_rerun(server, journey, sessions[0], plan.reruns)
        # The bare page keeps nothing: to it every value is new.
        numbers["cpu_new_ms"] = (
            await _cpu_per_new(server, journey, sessions[0]) if journey.new else numbers["cpu_ms"]
        )
    if "load" in plan.kinds:
        await _show_each_value(sessions, journey)
        numbers |= await _latencies(sessions, journey, first, plan)
    if "memory" in plan.kinds:
        numbers["memory_mib"] = await _memory_per_session(server, journey, sessions, plan.sessions)
    shown = 1
    for level in heavier if "load" in plan.kinds else ():
        sessions += [
            await open_session(server.address, journey.url_path, journey.query)
            for _ in range(level.sessions - len(sessions))
        ]
        await _show_each_value(sessions[shown:], journey)
        shown = len(sessions)
        numbers |= await _latencies(sessions, journey, level, plan)
    await asyncio.gather(*(session.close() for session in sessions))
    return numbers


async def _show_each_value(sessions: list[LightSession], journey: Journey) -> None:
    """Let each session see every value once: what a new one costs is measured apart."""
    for session in sessions:
        for value in journey.values:
            await session.change(journey.label, value)


async def _cpu_per_new(server: Server, journey: Journey, session: LightSession) -> float:
    before = cpu_seconds(server.pid)
    for value in journey.new:
        await session.change(journey.label, value)
    await asyncio.sleep(0.3)
    return (cpu_seconds(server.pid) - before) / len(journey.new) * 1000


async def _cpu_per_rerun(server: Server, journey: Journey, session: LightSession, reruns: int) -> float:
    for turn in range(WARM_RERUNS):
        await session.change(journey.label, _value(journey, turn))
    await asyncio.sleep(SETTLE_S)
    before = cpu_seconds(server.pid)
    for turn in range(reruns):
        await session.change(journey.label, _value(journey, WARM_RERUNS + turn))
    # Streamlit tidies up after it has said that the run is finished; that belongs to the last rerun too.
    await asyncio.sleep(0.3)
    return (cpu_seconds(server.pid) - before) / reruns * 1000


async def _memory_per_session(
    server: Server, journey: Journey, sessions: list[LightSession], count: int
) -> float:
    """Open `count` more sessions, rerun each once, append them, and return the growth per session."""
    for _ in range(WARM_SESSIONS):
        warm = await open_session(server.address, journey.url_path, journey.query)
        await warm.change(journey.label, journey.values[0])
        await warm.close()
    await asyncio.sleep(SETTLE_S)
    before = resident_mib(server.pid)
    for turn in range(count):
        sessions.append(await open_session(server.address, journey.url_path, journey.query))
        await sessions[-1].change(journey.label, _value(journey, turn))
    await asyncio.sleep(SETTLE_S)
    return (resident_mib(server.pid) - before) / count


async def _latencies(
    sessions: list[LightSession], journey: Journey, level: Level, plan: Plan
) -> dict[str, float]:
    """Let every session change, wait, think and change again until the time is up."""
    deadline = time.monotonic() + level.seconds
    taken = await asyncio.gather(
        *(
            _use(session, journey, level, deadline, random.Random(plan.seed + place))
            for place, session in enumerate(sessions[: level.sessions])
        )
    )
    latencies = [value for values in taken for value in values]
    name = f"{level.sessions}_ms"
    return {f"p50_{name}": percentile(latencies, 50), f"p95_{name}": percentile(latencies, 95)}


async def _use(
    session: LightSession, journey: Journey, level: Level, deadline: float, rng: random.Random
) -> list[float]:
    latencies: list[float] = []
    await asyncio.sleep(rng.uniform(0, level.think_s))
    turn = rng.randrange(len(journey.values))
    while time.monotonic() < deadline:
        # An answer still on its way at the deadline is waited for and counted: dropping the slowest ones
        # would flatter the slower side.
        run = await session.change(journey.label, _value(journey, turn))
        latencies.append(run.milliseconds)
        turn += 1
        await asyncio.sleep(rng.uniform(0.5, 1.5) * level.think_s)
    return latencies


def _value(journey: Journey, turn: int) -> str:
    return journey.values[turn % len(journey.values)]


def _rotated(values: tuple[str, ...], current: object) -> tuple[str, ...]:
    shown = current[0] if isinstance(current, tuple) and current else current
    start = values.index(shown) + 1 if shown in values else 0
    return values[start:] + values[:start]


def _shown(run: Run, surface: str) -> frozenset[bytes]:
    return run.charts if surface == "chart" else run.content


def main() -> None:
    """Read one task from standard input, measure, and print the numbers."""
    task = json.load(sys.stdin)
    levels = tuple(Level(**level) for level in task["plan"].pop("levels"))
    lists = {name: tuple(task["journey"][name]) for name in ("values", "new")}
    journey = Journey(**{**task["journey"], **lists})
    server = Server(task["port"], task["pid"])
    print(json.dumps(asyncio.run(measure(server, journey, Plan(**task["plan"], levels=levels)))))


if __name__ == "__main__":
    main()
