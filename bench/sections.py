"""The parts of the report beside the pages: the API, and a class that opens the link at once."""

from collections.abc import Sequence

from bench.api import BURST, BURST_TARGET_MS, CLIENTS, RATE_TARGET, ApiResult
from bench.burst import MEASURES, SPREAD_S, BurstResult
from bench.journeys import OPEN
from bench.rows import Row, cells, short, table, times


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


def api_section(result: ApiResult) -> str:
    """Return what the report says of the API."""
    if result.failure:
        return f"Not measured: {result.failure}"
    note = (
        f"Answers: {CLIENTS} clients, each asking again as soon as it has its answer, both servers in turn, "
        "uncompressed. Reruns: one open page, alone and together with the burst, in turn."
    )
    return f"{note}\n\n{table(_api_rows(result))}"


def burst_rows(result: BurstResult) -> list[Row]:
    """Return the rows of one size of class."""
    return [
        Row(one, result.ours[one.key], result.ours[one.bare_key] if one.bare_key else result.bare[one.key])
        for one in MEASURES
    ]


def burst_section(results: Sequence[BurstResult]) -> str:
    """Return what the report says of a class."""
    note = (
        f"First visits of Where I stand that begin within {SPREAD_S:g} s, each asking for the files that a "
        "first visit in Chromium asks for, over six connections with a browser’s `Accept-Encoding`, and then "
        "opening a session; beside the bare page. The clients share the machine with the server. Somebody "
        "inside changes a score four times a second."
    )
    columns = ("Ours", "Beside it", "Ratio", "Target", "Met")
    tables = [
        f"{result.size} first visits were not measured: {result.failure}"
        if result.failure
        else table(
            [(f"{result.size} first visits", *columns), *(cells(row)[:6] for row in burst_rows(result))]
        )
        for result in results
    ]
    return "\n\n".join([note, *tables])
