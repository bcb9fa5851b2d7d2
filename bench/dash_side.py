"""Measures the Dash page: what a change and a visit take there, and the CPU time of one answer."""

import sys
import time
from pathlib import Path

import httpx

from bench import browser
from bench.journeys import DASH
from bench.light import Probe
from bench.plan import Plan
from bench.servers import Server, Side, cpu_seconds, running

WARM = 4


def measure(plan: Plan) -> dict[str, float]:
    """Measure the Dash page on a server of its own.

    Raises:
        BenchError: The server or the page did not do what it should.
    """
    with running(Side("dash", Path.cwd(), (sys.executable, "-m", "bench.dash_page"))) as server:
        # The page opens on the first value: changes start with the second.
        values = DASH.values[1:] + DASH.values[:1]
        numbers = browser.measure(server, DASH, Probe("dash", values, "chart"), plan)
        if "cpu" in plan.kinds:
            numbers["cpu_ms"] = _cpu_per_answer(server, plan.reruns)
    return numbers


def _cpu_per_answer(server: Server, count: int) -> float:
    with httpx.Client(base_url=f"http://{server.address}", timeout=30) as client:
        for turn in range(WARM):
            _ask(client, turn)
        time.sleep(1)
        before = cpu_seconds(server.pid)
        for turn in range(count):
            _ask(client, turn)
        return (cpu_seconds(server.pid) - before) / count * 1000


def _ask(client: httpx.Client, turn: int) -> None:
    """Send what the browser sends when the choice changes."""
    asked = {
        "output": "chart.figure",
        "outputs": {"id": "chart", "property": "figure"},
        "inputs": [{"id": "group", "property": "value", "value": DASH.values[turn % len(DASH.values)]}],
        "changedPropIds": ["group.value"],
        "parsedChangedPropsIds": ["group.value"],
    }
    client.post("/_dash-update-component", json=asked).raise_for_status()
