"""Measures the Dash page: what a change and a visit take there, and the CPU time of one answer."""

import json
import sys
import time
import urllib.request
from pathlib import Path

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
    for turn in range(WARM):
        _ask(server, turn)
    time.sleep(1)
    before = cpu_seconds(server.pid)
    for turn in range(count):
        _ask(server, turn)
    return (cpu_seconds(server.pid) - before) / count * 1000


def _ask(server: Server, turn: int) -> None:
    """Send what the browser sends when the choice changes."""
    value = DASH.values[turn % len(DASH.values)]
    asked = {
        "output": "chart.figure",
        "outputs": {"id": "chart", "property": "figure"},
        "inputs": [{"id": "group", "property": "value", "value": value}],
        "changedPropIds": ["group.value"],
        "parsedChangedPropsIds": ["group.value"],
    }
    request = urllib.request.Request(
        f"http://{server.address}/_dash-update-component",
        data=json.dumps(asked).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        answer.read()
