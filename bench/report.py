"""Turns the numbers of all sides into printed tables and docs/benchmarks.md."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from bench.api import ApiResult
from bench.burst import BurstResult
from bench.journeys import NOT_MEASURED
from bench.plan import MEASURES, Plan
from bench.rows import PageResult, Row, against, cells, rows, table, times, verdict
from bench.sections import api_section, burst_section

HEADER = ("Measure", "Ours", "Bare", "Ratio", "Target", "Met", "Before", "Ours / before")

METHOD = """\
`make bench` writes this file. All sides run on the same machine in the same run, in turn. What takes little
time, which is CPU, repaint, first visit and reload, is measured of the bare page just before each page of
the app, in every round; memory and load of the bare page once for each {pages_per_bare} pages. On some pages
an earlier version is measured just before this one: the last released version, or `make bench BASE=` a tag,
a commit or a folder; it runs in a folder of its own with the same libraries. What is called worse is larger
by more than two runs of one version differ here: 2% of bytes and requests, 10% of CPU time, 15% of a median,
25% of memory, 40% of what depends on the load of the machine. A load figure moves with the machine, which
saturates or does not: CPU per rerun carries over.

Every measurement has a server process of its own, one server at a time. In {rounds} round(s) the bare page,
the earlier version of a page and this one take turns, because a machine is slower in one minute than in the
next: CPU, repaint, first visit and reload are means over the rounds, memory and load those of the first. The
bare page (`bench/bare_page.py`) is one selectbox and one Plotly Express bar chart of 23 rows, in a folder
without any configuration, started with plain `streamlit run`. All sides get the same flags: port, address,
no browser window, no usage statistics. No `STREAMLIT_*` variable and no personal configuration file reaches
any side. The Dash page (`bench/dash_page.py`) is the same choice and chart, run as Dash runs by itself.

An interaction sets one widget to its values in turn (`bench/journeys.py`). Before anything is timed, the
run checks that each value changes what the page sends; a page where it does not is reported as not
measured. The values repeat: CPU per rerun, repaint and reruns under load are those of values this session
has shown before, with caches warm; under load every session has shown each value once before the time
begins.

The pages of *Next steps* are measured as somebody sees them who entered something there: each session is
given what `bench/next_steps.json` holds, the file that such a visitor saves, the way a tab gives back what it
kept. Their first visit and reload are those of somebody who entered nothing.

**New values** are measured apart: a score, an applicant group, a number of research items or a shortlist
that no session has shown before. Each is taken once, by whichever session comes next: scores from 190 to
270 in every group, and shortlists of four specialties; on Compare a score and a shortlist in turn, on IMG
fill the trends of a shortlist, on Data the rows of four specialties. Match rates depends on no score: it is
drawn again for one, with another of its six charts; so is Plan. On Readiness years of graduation come with
months of experience, on Clinical experience and on Requirements and dates Match years with another choice.
Credentials has 64 weightings, so under load a
weighting is new to its session and not to every other. The bare page keeps nothing of a value: to it each
is new, and its numbers stand beside both.

- **CPU per rerun**: user and system time of the server process, all threads, over {reruns} reruns of one
  light session in each round, divided by their number. A light session speaks Streamlit's websocket
  protocol as the browser does, message cache included, and draws nothing. New values: the same over as many
  of them.
- **Widget change to repaint**: in Chromium, from the click or key that sets the widget to the frame after
  the last chart on the page has drawn something different ({changes} changes
  in each round). On a page without a chart:
  to the last change of the page's content, on both sides.
- **First visit**: a new browser context with an empty cache, on a server that has served one visit before;
  {visits} in each round. From the start of the navigation to the frame after the first chart is drawn (on a
  page without a chart: after the last change of its content). Bytes are HTTP responses as they came over
  the wire plus websocket frames received.
- **Reload**: the same page again in the same browser, its cache warm, from the start of the navigation to
  the same frame; after each first visit.
- **Memory per session**: growth of the server's resident memory over {sessions} more open sessions after a
  warm-up, divided by their number.
- **Rerun under load**: {levels}. A session sends a change, waits until the server says the run is finished,
  thinks (mean as given, evenly spread from half to one and a half of it; staggered start, same seed on both
  sides) and repeats. Answers on their way when the time is up are waited for and counted. The clients run
  in a process of their own, on the same machine, so they compete with the server for its cores. New
  values: the same sessions once more at the heaviest level.
"""


def markdown(
    results: Sequence[PageResult],
    plan: Plan,
    chromium: str,
    *,
    quick: bool,
    before: str = "",
    dash: Mapping[str, float] | None = None,
    api: ApiResult | None = None,
    bursts: Sequence[BurstResult] = (),
) -> str:
    """Return the whole of docs/benchmarks.md.

    `chromium` is the browser's version, `before` the name of the earlier version, empty when there is none;
    `quick` says that the counts were too small to quote.
    """
    levels = "; ".join(
        f"{level.sessions} at once for {level.seconds:g} s, thinking {level.think_s:g} s"
        for level in plan.levels
    )
    method = METHOD.format(**(vars(plan) | {"levels": levels}))
    note = " A quick run with small counts: do not quote it." if quick else ""
    parts = ["# Benchmarks", against(results, before) + note, verdict(results), _machine(chromium)]
    parts += ["## Targets", _overview(results, dash)]
    parts += ["## A class opens the link at once", burst_section(bursts)] if bursts else []
    parts += ["## The API", api_section(api)] if api else []
    parts += ["## Method", method.rstrip(), "## Every number"]
    for result in results:
        parts += [f"### {result.journey.title} (`/{result.journey.url_path}`)", page(result, before)]
    return "\n\n".join(parts) + "\n"


def _machine(chromium: str) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "plotly", "pandas"))
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    today = datetime.now(UTC).date().isoformat()
    return f"{today}. {system}. Python {platform.python_version()}, {packages}, Chromium {chromium}."


def _overview(results: Sequence[PageResult], dash: Mapping[str, float] | None) -> str:
    held = [measure for measure in MEASURES if measure.target is not None]
    head = ["Page", *(f"{measure.label} (≤ {measure.target:g}×)" for measure in held)]
    lines = [head]
    for result in results:
        by_key = {row.measure.key: row for row in rows(result)}
        lines.append([result.journey.title, *(_ratio(by_key.get(measure.key)) for measure in held)])
    if dash and results:
        bare = results[0].bare
        keys = [f"{m.key}_chart" if m.by_surface else m.bare_key or m.key for m in held]
        ratios = [times(dash[key] / bare[key]) if key in dash and bare.get(key) else "–" for key in keys]
        lines.append(["*A Dash page, for comparison*", *ratios])
    left_out = "; ".join(f"`/{page}`, {reason}" for page, reason in NOT_MEASURED.items())
    return f"{table(lines)}\n\nNot measured: {left_out}."


def page(result: PageResult, before: str) -> str:
    """Return every number of a page, beside those of the version named `before` where it has some."""
    if result.failure:
        return f"Not measured: {result.failure}"
    said = [f"Widget: {result.journey.label}, {' → '.join(result.journey.values)}."]
    if result.surface != "chart":
        said.append("This page has no chart: times run to its settled content.")
    if result.before:
        said.append(f"Before: {before}.")
    if result.before_failure:
        said.append(f"{before} was not measured: {result.before_failure}")
    columns = len(HEADER) if result.before else len(HEADER) - 2
    numbers = table([HEADER[:columns], *(cells(row)[:columns] for row in rows(result))])
    return f"{' '.join(said)}\n\n{numbers}"


def _ratio(row: Row | None) -> str:
    if row is None:
        return "not measured"
    return times(row.ratio) if row.met == "yes" else f"**{times(row.ratio)} missed**"
