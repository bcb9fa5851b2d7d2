"""Measures every page against the bare page and reports; see docs/benchmarks.md for the method.

Run with `python -m bench`. It reports and never judges: the exit code is 0 whenever everything was measured,
and 1 only when something could not be.
"""

import argparse
import asyncio
import importlib
import sys
import time
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import Any

from bench import BenchError, apart, api, browser, burst, dash_side, light, report, sections, versions
from bench.journeys import BARE, JOURNEYS, NOT_MEASURED, Journey, default_journey
from bench.plan import FULL, KINDS, QUICK, QUICK_KINDS, SLOW_KINDS, Plan
from bench.rows import PageResult, against, verdict
from bench.servers import Side, bare_side, running, streamlit_side

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "benchmarks.md"
# What is measured beside the pages.
OTHERS = ("class", "dash", "api")


def main() -> int:
    """Run the command line."""
    arguments = _arguments()
    began = time.monotonic()
    try:
        wanted = _kinds(arguments.only)
        chromium = browser.chromium_version()
        ours = streamlit_side("app", arguments.app.resolve())
        journeys = _selected(arguments.pages, registered=ours.folder == ROOT)
        # The earlier version, or nothing where none is asked for.
        then = nullcontext() if arguments.base == "none" else versions.before(arguments.base, ROOT)
        with bare_side() as bare, then as before:
            done = _run(arguments, wanted, journeys, (bare, before, ours))
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    results, parts, plan = done
    name = before.name if before else ""
    print(f"\n{against(results, name)}\n{verdict(results)}")
    print(f"Took {(time.monotonic() - began) / 60:.1f} minutes.")
    whole = not arguments.quick and not arguments.pages and not arguments.only
    out = arguments.out or (OUT if whole else None)
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        text = report.markdown(results, plan, chromium, quick=arguments.quick, before=name, **parts)
        out.write_text(text, encoding="utf-8")
        print(f"Wrote {out}.")
    missing = [*results, *parts["bursts"], *([parts["api"]] if parts["api"] else [])]
    return 1 if any(one.failure for one in missing) else 0


def _run(
    arguments: argparse.Namespace,
    wanted: tuple[str, ...],
    journeys: list[Journey],
    sides: tuple[Side, Side | None, Side],
) -> tuple[list[PageResult], dict[str, Any], Plan]:
    """Measure what is wanted: the pages, then a class, the Dash page and the API."""
    bare, before, ours = sides
    quick = arguments.quick
    plan = replace(QUICK if quick else FULL, kinds=tuple(kind for kind in KINDS if kind in wanted))
    results: list[PageResult] = []
    bare_numbers: dict[str, float] = {}
    for place, journey in enumerate(journeys if plan.kinds else ()):
        if place % plan.pages_per_bare == 0 and (slow := _only(plan, SLOW_KINDS)).kinds:
            _say("the bare page: memory and load")
            bare_numbers = _measure(bare, BARE, slow)[1]
        _say(f"{place + 1} of {len(journeys)}: /{journey.url_path} ({journey.title})")
        results.append(_result(sides, bare_numbers, journey, plan))
        print(report.page(results[-1], before.name if before else ""), flush=True)
    parts: dict[str, Any] = {"dash": None, "bursts": [], "api": None}
    if "class" in wanted:
        _say("a class opens the link at once")
        parts["bursts"] = burst.measure(ours, bare, burst.SIZES[:1] if quick else burst.SIZES)
        print(sections.burst_section(parts["bursts"]), flush=True)
    if "dash" in wanted:
        _say("the Dash page")
        parts["dash"] = dash_side.measure(plan if plan.kinds else replace(plan, kinds=KINDS))
        print("  ".join(f"{key} {value:.1f}" for key, value in parts["dash"].items()), flush=True)
    if "api" in wanted:
        _say("the API")
        parts["api"] = api.measure(ours, api.QUICK if quick else api.FULL)
        print(sections.api_section(parts["api"]), flush=True)
    return results, parts, plan


def _say(what: str) -> None:
    print(f"\n{time.strftime('%H:%M:%S')} {what}", flush=True)


def _result(
    sides: tuple[Side, Side | None, Side], bare_numbers: dict[str, float], journey: Journey, plan: Plan
) -> PageResult:
    """Measure one of our pages; a failure is a result too, so that the other pages go on.

    What takes little time is measured of the bare page too, in turn with ours: a machine that is slow for
    some minutes is slow for both.
    """
    bare, before, ours = sides
    problem, failure, surface = "", "", "chart"
    beside: list[dict[str, float]] = []
    then: list[dict[str, float]] = []
    numbers: list[dict[str, float]] = []
    shared = replace(journey, new=())
    earlier = [journey, shared] if before and journey.against_before else []
    for one in _rounds(plan):
        if (quick := _only(one, QUICK_KINDS)).kinds:
            beside.append(_measure(bare, BARE, quick)[1])
        # What gives new values may not be on the earlier version's page; the rest of it can be compared.
        for known in earlier:
            try:
                then.append(_measure(before, known, one)[1])
                earlier, problem = [known], ""
                break
            except BenchError as error:
                problem = str(error)
        if problem:
            earlier = []
        try:
            surface, found = _measure(ours, journey, one)
            numbers.append(found)
        except BenchError as error:
            failure = str(error)
            break
    return PageResult(
        journey,
        surface,
        {} if failure else _mean(numbers),
        bare_numbers | _mean(beside),
        _mean(then),
        failure,
        problem,
    )


def _rounds(plan: Plan) -> list[Plan]:
    """Return what is measured in each round: all in the first, what takes little time in the others."""
    again = _only(plan, QUICK_KINDS)
    return [plan, *[again] * (plan.rounds - 1 if again.kinds else 0)]


def _only(plan: Plan, kinds: tuple[str, ...]) -> Plan:
    """Return a plan of those of its parts that are among some."""
    return replace(plan, kinds=tuple(kind for kind in plan.kinds if kind in kinds))


def _mean(rounds: list[dict[str, float]]) -> dict[str, float]:
    """Return the mean over the rounds that have a number."""
    names = dict.fromkeys(name for numbers in rounds for name in numbers)
    return {name: mean([numbers[name] for numbers in rounds if name in numbers]) for name in names}


def _measure(side: Side, journey: Journey, plan: Plan) -> tuple[str, dict[str, float]]:
    """Measure one page of one side on its own server; the load comes last, it leaves the most behind."""
    numbers: dict[str, float] = {}
    with running(side) as server:
        probe = asyncio.run(light.probe(server, journey))
        if {"visits", "changes"} & set(plan.kinds):
            numbers |= browser.measure(server, journey, probe, plan)
        if {"cpu", "memory", "load"} & set(plan.kinds):
            numbers |= apart(
                light.TIMEOUT_S, light.measure, server, replace(journey, values=probe.values), plan
            )
    return probe.surface, numbers


def _kinds(asked: str | None) -> tuple[str, ...]:
    """Return what to measure.

    Raises:
        BenchError: It is nothing that can be measured.
    """
    known = (*KINDS, *OTHERS)
    wanted = tuple(asked.split(",")) if asked else known
    if unknown := set(wanted) - set(known):
        raise BenchError(f"Nothing is called {sorted(unknown)}; there are {', '.join(known)}.")
    return wanted


def _selected(pages: str | None, *, registered: bool) -> list[Journey]:
    """Return the journeys to run: every registered page, in the registry's order, or those named.

    Raises:
        BenchError: A named page does not exist.
    """
    known = {journey.url_path: journey for journey in JOURNEYS}
    if registered:
        specs = importlib.import_module("pages.registry").PAGES
        known = {
            spec.url_path: known.get(spec.url_path) or default_journey(spec.url_path, spec.title)
            for spec in specs
            if spec.url_path not in NOT_MEASURED
        }
    if pages is None:
        return list(known.values())
    wanted = [page.strip().strip("/") for page in pages.split(",")]
    if unknown := [page for page in wanted if page not in known]:
        raise BenchError(f"No page {unknown}; the pages are {sorted(known)} ('' or '/' is the home page).")
    return [known[page] for page in wanted]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", help="url paths, comma-separated ('/' is the home page); default: all")
    parser.add_argument(
        "--quick", action="store_true", help="small counts: to see that it works, not to quote"
    )
    parser.add_argument(
        "--out", type=Path, help=f"report file; a full run writes {OUT.relative_to(ROOT)} unasked"
    )
    parser.add_argument("--only", help=f"comma-separated, of: {', '.join((*KINDS, *OTHERS))}; default: all")
    parser.add_argument(
        "--base",
        default="",
        help="earlier version: a tag, a commit or a folder, or 'none'; default: the last release",
    )
    parser.add_argument("--app", type=Path, default=ROOT, help="folder of the app to measure")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
