"""Turns the numbers of both sides into rows, a printed table and docs/benchmarks.md."""

import math
import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from bench.api import BURST, BURST_TARGET_MS, CLIENTS, RATE_TARGET, ApiResult
from bench.journeys import NOT_MEASURED, Journey
from bench.plan import MEASURES, Measure, Plan


@dataclass(frozen=True)
class PageResult:
    """Both sides' numbers for one page; `failure` says why there are none."""

    journey: Journey
    surface: str
    ours: dict[str, float]
    bare: dict[str, float]
    failure: str = ""


@dataclass(frozen=True)
class Row:
    """One page and one measure."""

    measure: Measure
    ours: float
    bare: float

    @property
    def ratio(self) -> float | None:
        """Return ours / bare, or None when the bare side measured nothing to divide by."""
        return self.ours / self.bare if self.bare > 0 else None

    @property
    def met(self) -> str:
        """Return "yes", "no", or "" when there is no target; an undefined ratio never counts as met."""
        if self.measure.target is None:
            return ""
        return "yes" if self.ratio is not None and self.ratio <= self.measure.target else "no"


HEADER = ("Measure", "Ours", "Bare", "Ratio", "Target", "Met")

METHOD = """\
`make bench` writes this file. Both sides run on the same machine in the same run, in turn: the bare page,
{pages_per_bare} pages of the app, the bare page again, and so on; each page is compared with the bare
measurement just before it. Every measurement has a server process of its own, one server at a time. The
bare page (`bench/bare_page.py`) is one selectbox and one Plotly Express bar chart of 23 rows, in a folder
without any configuration, started with plain `streamlit run`. Both sides get the same flags: port, address,
no browser window, no usage statistics. No `STREAMLIT_*` variable and no personal configuration file reaches
either side.

An interaction sets one widget to its values in turn (`bench/journeys.py`). Before anything is timed, the
run checks that each value changes what the page sends; a page where it does not is reported as not
measured. The values repeat: CPU per rerun and repaint are those of values this session has shown before,
with caches warm, and the bare page has none to warm. Under load, a session has shown at most one of the
values before (the single one excepted), so what the app builds per session is built within the measured
time.

- **CPU per rerun**: user and system time of the server process, all threads, over {reruns} reruns of one
  light session, divided by their number. A light session speaks Streamlit's websocket protocol as the
  browser does, message cache included, and draws nothing.
- **Widget change to repaint**: in Chromium, from the click or key that sets the widget to the frame after
  the last chart on the page has drawn something different ({changes} changes). On a page without a chart:
  to the last change of the page's content, on both sides.
- **First visit**: a new browser context with an empty cache, on a server that has served one visit before;
  median of {visits}. From the start of the navigation to the frame after the first chart is drawn (on a
  page without a chart: after the last change of its content). Bytes are HTTP responses as they came over
  the wire plus websocket frames received.
- **Memory per session**: growth of the server's resident memory over {sessions} more open sessions after a
  warm-up, divided by their number.
- **Rerun under load**: {levels}. A session sends a change, waits until the server says the run is finished,
  thinks (mean as given, evenly spread from half to one and a half of it; staggered start, same seed on both
  sides) and repeats. Answers on their way when the time is up are waited for and counted. The clients run
  in a process of their own, on the same machine, so they compete with the server for its cores.
"""


def rows(result: PageResult) -> list[Row]:
    """Return a row for every measure both sides have."""
    keys = [(m, f"{m.key}_{result.surface}" if m.by_surface else m.key) for m in MEASURES]
    both = result.ours.keys() & result.bare.keys()
    return [Row(measure, result.ours[key], result.bare[key]) for measure, key in keys if key in both]


def console(result: PageResult) -> str:
    """Return one page's table in fixed-width columns."""
    cells = [HEADER, *(_cells(row) for row in rows(result))]
    widths = [max(len(line[place]) for line in cells) for place in range(len(HEADER))]
    lines = [
        "  ".join(
            text.ljust(width) if place == 0 else text.rjust(width)
            for place, (text, width) in enumerate(zipped)
        )
        for zipped in (list(zip(line, widths, strict=True)) for line in cells)
    ]
    return "\n".join(lines)


def verdict(results: list[PageResult]) -> str:
    """Return one sentence: how many targets are met, and which pages were not measured."""
    held = [row.met for result in results for row in rows(result) if row.met]
    failed = [f"/{result.journey.url_path}" for result in results if result.failure]
    sentence = f"{held.count('yes')} of {len(held)} targets met on {len(results) - len(failed)} pages."
    return sentence + (f" Not measured: {', '.join(failed)}." if failed else "")


def markdown(
    results: list[PageResult], plan: Plan, chromium: str, *, quick: bool, api: ApiResult | None = None
) -> str:
    """Return the whole of docs/benchmarks.md."""
    levels = "; ".join(
        f"{level.sessions} at once for {level.seconds:g} s, thinking {level.think_s:g} s"
        for level in plan.levels
    )
    method = METHOD.format(**(vars(plan) | {"levels": levels}))
    note = " A quick run with small counts: do not quote it." if quick else ""
    parts = ["# Benchmarks", verdict(results) + note, _machine(chromium), "## Targets", _overview(results)]
    parts += ["## The API", _api(api)] if api else []
    parts += ["## Method", method.rstrip(), "## Every number"]
    for result in results:
        parts += [f"### {result.journey.title} (`/{result.journey.url_path}`)", _page(result)]
    return "\n\n".join(parts) + "\n"


def _api_rows(result: ApiResult) -> list[tuple[str, ...]]:
    rate, added = result.rate / result.bare_rate, max(0.0, result.burst_ms - result.alone_ms)
    return [
        ("Measure", "Ours", "Beside it", "Result", "Target", "Met"),
        (
            "990 rows as CSV, answers per second",
            f"{_short(result.rate)}/s",
            f"{_short(result.bare_rate)}/s, the same bytes from bare Starlette",
            f"{_short(rate)}×",
            f"≥ {RATE_TARGET:g}×",
            "yes" if rate >= RATE_TARGET else "no",
        ),
        (
            f"Rerun of {result.page} with {BURST} requests at once, median",
            f"{_short(result.burst_ms)} ms",
            f"{_short(result.alone_ms)} ms, alone",
            f"{_short(added)} ms more",
            f"≤ {BURST_TARGET_MS:g} ms more",
            "yes" if added <= BURST_TARGET_MS else "no",
        ),
    ]


def api_console(result: ApiResult) -> str:
    """Return the API's table as plain lines."""
    if result.failure:
        return f"Not measured: {result.failure}"
    return "\n".join("  ".join(cells) for cells in _api_rows(result)[1:])


def _api(result: ApiResult) -> str:
    if result.failure:
        return f"Not measured: {result.failure}"
    head, *lines = (list(cells) for cells in _api_rows(result))
    note = (
        f"Answers: {CLIENTS} clients, each asking again as soon as it has its answer, both servers in turn, "
        "uncompressed. Reruns: one open page, alone and together with the burst, in turn."
    )
    return "\n".join([note, "", _line(head), _rule(len(head)), *map(_line, lines)])


def _machine(chromium: str) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "plotly", "pandas"))
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    today = datetime.now(UTC).date().isoformat()
    return f"{today}. {system}. Python {platform.python_version()}, {packages}, Chromium {chromium}."


def _overview(results: list[PageResult]) -> str:
    held = [measure for measure in MEASURES if measure.target is not None]
    head = ["Page", *(f"{measure.label} (≤ {measure.target:g}×)" for measure in held)]
    lines = [_line(head), _rule(len(head))]
    for result in results:
        by_key = {row.measure.key: row for row in rows(result)}
        cells = [_ratio(by_key.get(measure.key)) for measure in held]
        lines.append(_line([result.journey.title, *cells]))
    left_out = "; ".join(f"`/{page}`, {reason}" for page, reason in NOT_MEASURED.items())
    return "\n".join(lines) + f"\n\nNot measured: {left_out}."


def _page(result: PageResult) -> str:
    if result.failure:
        return f"Not measured: {result.failure}"
    shown = (
        "" if result.surface == "chart" else "\n\nThis page has no chart: times run to its settled content."
    )
    lines = [_line(list(HEADER)), _rule(len(HEADER)), *(_line(list(_cells(row))) for row in rows(result))]
    widget = f"Widget: {result.journey.label}, {' → '.join(result.journey.values)}."
    return widget + shown + "\n\n" + "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "–" if row.ratio is None else f"{_short(row.ratio)}×"
    target = "" if row.measure.target is None else f"≤ {row.measure.target:g}×"
    ours, bare = (f"{_short(value)} {row.measure.unit}" for value in (row.ours, row.bare))
    return (row.measure.label, ours, bare, ratio, target, row.met)


def _ratio(row: Row | None) -> str:
    if row is None:
        return "not measured"
    text = "–" if row.ratio is None else f"{_short(row.ratio)}×"
    return text if row.met == "yes" else f"**{text} missed**"


def _short(value: float) -> str:
    """Return three significant digits, never in exponent form."""
    if value == 0:
        return "0"
    return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return _line(["---", *["---:"] * (columns - 1)])
