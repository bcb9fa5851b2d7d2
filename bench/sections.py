"""The parts of the report beside the pages: the API, and a class that opens the link at once."""

from collections.abc import Sequence

from bench.api import BURST, BURST_TARGET_MS, CLIENTS, RATE_TARGET, ApiResult
from bench.burst import INSIDE_TARGET, SPREAD_S, TARGETS, BurstResult
from bench.journeys import OPEN
from bench.rows import short, times


def line(cells: Sequence[str]) -> str:
    """Return one row of a table."""
    return f"| {' | '.join(cells)} |"


def rule(columns: int) -> str:
    """Return what parts the head of a table from its body."""
    return line(["---", *["---:"] * (columns - 1)])


def _table(cells: Sequence[Sequence[str]]) -> str:
    head, *body = cells
    return "\n".join([line(head), rule(len(head)), *map(line, body)])


def _api_rows(result: ApiResult) -> list[tuple[str, ...]]:
    rate, added = result.rate / result.bare_rate, max(0.0, result.burst_ms - result.alone_ms)
    return [
        ("Measure", "Ours", "Beside it", "Result", "Target", "Met"),
        (
            "990 rows as CSV, answers per second",
            f"{short(result.rate)}/s",
            f"{short(result.bare_rate)}/s, the same bytes from bare Starlette",
            times(rate),
            f"≥ {RATE_TARGET:g}×",
            "yes" if rate >= RATE_TARGET else "no",
        ),
        (
            f"Rerun of {OPEN.title} with {BURST} requests at once, median",
            f"{short(result.burst_ms)} ms",
            f"{short(result.alone_ms)} ms, alone",
            f"{short(added)} ms more",
            f"≤ {BURST_TARGET_MS:g} ms more",
            "yes" if added <= BURST_TARGET_MS else "no",
        ),
    ]


def api_console(result: ApiResult) -> str:
    """Return the API's table as plain lines."""
    if result.failure:
        return f"Not measured: {result.failure}"
    return "\n".join("  ".join(cells) for cells in _api_rows(result)[1:])


def api_section(result: ApiResult) -> str:
    """Return what the report says of the API."""
    if result.failure:
        return f"Not measured: {result.failure}"
    note = (
        f"Answers: {CLIENTS} clients, each asking again as soon as it has its answer, both servers in turn, "
        "uncompressed. Reruns: one open page, alone and together with the burst, in turn."
    )
    return f"{note}\n\n{_table(_api_rows(result))}"


def burst_rows(result: BurstResult) -> list[tuple[str, ...]]:
    """Return the rows of one size of class: measure, ours, bare, ratio, target, met."""
    ours, bare = result.ours, result.bare

    def beside(label: str, key: str, unit: str) -> tuple[str, ...]:
        ratio, target = (ours[key] / bare[key] if bare[key] else None), TARGETS.get(key)
        met = "" if target is None else "yes" if ratio is not None and ratio <= target else "no"
        said = "" if target is None else f"≤ {target:g}×"
        return (label, f"{short(ours[key])}{unit}", f"{short(bare[key])}{unit}", times(ratio), said, met)

    slower = ours["inside_ms"] / ours["quiet_ms"]
    return [
        beside(f"{result.size} first visits: time to have the files, p95", "files_p95_s", " s"),
        beside(f"{result.size} first visits: bytes of each", "visit_kb", " kB"),
        beside(f"{result.size} first visits: files of each", "requests", ""),
        (
            f"Rerun of somebody inside meanwhile, median ({result.size})",
            f"{short(ours['inside_ms'])} ms",
            f"{short(ours['quiet_ms'])} ms, ours when it is quiet",
            times(slower),
            f"≤ {INSIDE_TARGET:g}×",
            "yes" if slower <= INSIDE_TARGET else "no",
        ),
        beside(f"The slowest rerun of somebody inside ({result.size})", "inside_worst_ms", " ms"),
        beside(f"The slowest health check ({result.size})", "health_worst_ms", " ms"),
    ]


def burst_console(results: Sequence[BurstResult]) -> str:
    """Return the tables of a class as plain lines."""
    return "\n".join(
        f"{result.size} first visits were not measured: {result.failure}"
        if result.failure
        else "\n".join("  ".join(cells) for cells in burst_rows(result))
        for result in results
    )


def burst_section(results: Sequence[BurstResult]) -> str:
    """Return what the report says of a class."""
    note = (
        f"First visits of Where I stand that begin within {SPREAD_S:g} s, each asking for the files that a "
        "first visit in Chromium asks for, over six connections with a browser’s `Accept-Encoding`, and then "
        "opening a session; beside the bare page. The clients share the machine with the server. Somebody "
        "inside changes a score four times a second."
    )
    measured = [result for result in results if not result.failure]
    head = ("Measure", "Ours", "Beside it", "Ratio", "Target", "Met")
    parts = [note]
    if measured:
        parts.append(_table([head, *(cells for result in measured for cells in burst_rows(result))]))
    parts += [f"{one.size} first visits were not measured: {one.failure}" for one in results if one.failure]
    return "\n\n".join(parts)
