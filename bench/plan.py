"""How much is measured (two plans), and what each number is called, compared and held to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """One load level: so many sessions at once, thinking so long on average, for so many seconds."""

    sessions: int
    think_s: float
    seconds: float


# Parts of the measurement of a page, for development: a report has all of them.
# What takes little time is measured in every round, in turn with the bare page; the rest once.
QUICK_KINDS = ("visits", "changes", "cpu")
SLOW_KINDS = ("memory", "load")
KINDS = (*QUICK_KINDS, *SLOW_KINDS)


@dataclass(frozen=True)
class Plan:
    """The counts of one run.

    Attributes:
        reruns: Reruns of one light session for the CPU time, in each round.
        changes: Widget changes in the browser, in each round.
        visits: First visits, each in a browser context with an empty cache, and as many reloads, in each
            round.
        sessions: Light sessions opened for the memory measurement.
        levels: Load levels, from few sessions to many.
        pages_per_bare: How many of our pages share one measurement of what takes long on the bare page, made
            just before them.
        seed: Seeds the think times, the same on both sides.
        kinds: What is measured, of `KINDS`.
        rounds: How often the bare page and the versions of a page take turns in what takes little time: a
            machine is slower in one minute than in the next. Memory and load are measured in the first alone.
    """

    reruns: int
    changes: int
    visits: int
    sessions: int
    levels: tuple[Level, ...]
    pages_per_bare: int = 8
    seed: int = 20
    kinds: tuple[str, ...] = KINDS
    rounds: int = 1


# The clock of CPU time has ticks of 10 ms, and a rerun may take less than one: many are needed.
# One session alone thinks shortly: with 2 s it would give too few samples for a percentile.
FULL = Plan(48, 12, 1, 24, (Level(1, 0.3, 3.0), Level(50, 2.0, 6.0), Level(100, 2.0, 6.0)), rounds=2)
QUICK = Plan(10, 5, 1, 10, (Level(1, 0.3, 3.0), Level(50, 2.0, 6.0)))


@dataclass(frozen=True)
class Measure:
    """One number per page and side.

    Attributes:
        key: Its name in the results of a side.
        label: Its name in the report.
        unit: Unit of the two sides' numbers.
        target: The ratio ours / bare must not exceed this; None reports without a target.
        by_surface: The page's kind picks the number: `<key>_chart` or, without a chart, `<key>_dom`.
        noise: Two runs of the same code differ by up to this share of the smaller number.
        bare_key: The bare page's number to compare with, where it has none of this name: it keeps nothing,
            so every value is new to it.
    """

    key: str
    label: str
    unit: str
    target: float | None = None
    by_surface: bool = False
    noise: float = 0.15
    bare_key: str = ""


MEASURES = (
    Measure("cpu_ms", "CPU per rerun", "ms", 0.12, noise=0.1),
    Measure("cpu_new_ms", "CPU per rerun, new values", "ms", 0.2, noise=0.1, bare_key="cpu_ms"),
    Measure("repaint_ms", "Widget change to repaint, median", "ms", 0.8, by_surface=True),
    Measure("repaint_p95_ms", "Widget change to repaint, p95", "ms", by_surface=True, noise=0.4),
    Measure("first_visit_ms", "First visit to painted page", "ms", 1.0, by_surface=True),
    Measure("first_visit_kb", "First visit, bytes received", "kB", 0.4, noise=0.02),
    Measure("first_visit_requests", "First visit, requests", "", noise=0.02),
    Measure("reload_ms", "Reload in a warm browser", "ms", 0.9, by_surface=True),
    Measure("memory_mib", "Memory per open session", "MiB", 2.5, noise=0.25),
    Measure("p50_1_ms", "Rerun, 1 session, p50", "ms"),
    Measure("p95_1_ms", "Rerun, 1 session, p95", "ms", noise=0.4),
    Measure("p50_50_ms", "Rerun, 50 sessions, p50", "ms", noise=0.4),
    Measure("p95_50_ms", "Rerun, 50 sessions, p95", "ms", 0.1, noise=0.4),
    Measure("p50_100_ms", "Rerun, 100 sessions, p50", "ms", noise=0.4),
    Measure("p95_100_ms", "Rerun, 100 sessions, p95", "ms", 0.2, noise=0.4),
    Measure(
        "p95_new_100_ms", "Rerun, 100 sessions, new values, p95", "ms", 0.3, noise=0.4, bare_key="p95_100_ms"
    ),
)


def percentile(values: list[float], percent: float) -> float:
    """Return the nearest-rank percentile: always a value that was measured."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * percent / 100))]
