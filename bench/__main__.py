"""Measures every page against the bare page and reports; see docs/benchmarks.md for the method.

Run with `python -m bench`. It reports and never judges: the exit code is 0 whenever everything was measured,
and 1 only when something could not be.
"""

import argparse
import asyncio
import importlib
import sys
import time
from pathlib import Path

from bench import BenchError, api, browser, light, report
from bench.journeys import BARE, JOURNEYS, NOT_MEASURED, Journey, default_journey
from bench.plan import FULL, QUICK, Plan
from bench.report import PageResult
from bench.servers import Side, bare_side, running

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "benchmarks.md"


def main() -> int:
    """Run the command line."""
    arguments = _arguments()
    plan = QUICK if arguments.quick else FULL
    ours = Side("app", arguments.app.resolve(), "app.py")
    try:
        chromium = browser.chromium_version()
        journeys = _selected(arguments.pages, registered=ours.folder == ROOT)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1

    began = time.monotonic()
    results: list[PageResult] = []
    with bare_side() as bare:
        for place, journey in enumerate(journeys):
            if place % plan.pages_per_bare == 0:
                print("\nMeasuring the bare page ...", flush=True)
                try:
                    _, bare_numbers = _measure(bare, BARE, plan)
                except BenchError as error:
                    print(f"The bare page could not be measured: {error}", file=sys.stderr)
                    return 1
            print(f"\n/{journey.url_path} ({journey.title})", flush=True)
            results.append(_result(ours, bare_numbers, journey, plan))
            print(results[-1].failure or report.console(results[-1]), flush=True)
    print("\nThe API", flush=True)
    measured = api.measure(ours, api.QUICK if arguments.quick else api.FULL)
    print(report.api_console(measured), flush=True)
    print(f"\n{report.verdict(results)} Took {(time.monotonic() - began) / 60:.1f} minutes.")

    whole = not arguments.quick and not arguments.pages
    out = arguments.out or (OUT if whole else None)
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(
            report.markdown(results, plan, chromium, quick=arguments.quick, api=measured), encoding="utf-8"
        )
        print(f"Wrote {out}.")
    return 1 if measured.failure or any(result.failure for result in results) else 0


def _result(ours: Side, bare_numbers: dict[str, float], journey: Journey, plan: Plan) -> PageResult:
    """Measure one of our pages; a failure is a result too, so that the other pages go on."""
    try:
        surface, numbers = _measure(ours, journey, plan)
    except BenchError as error:
        return PageResult(journey, "chart", {}, bare_numbers, failure=str(error))
    return PageResult(journey, surface, numbers, bare_numbers)


def _measure(side: Side, journey: Journey, plan: Plan) -> tuple[str, dict[str, float]]:
    """Measure one page of one side on its own server; the load comes last, it leaves the most behind."""
    with running(side) as server:
        probe = asyncio.run(light.probe(server, journey))
        numbers = browser.measure(server, journey, probe, plan)
        numbers |= light.measure_apart(server, journey, probe.values, plan)
    return probe.surface, numbers


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
    parser.add_argument("--app", type=Path, default=ROOT, help="folder of the app to measure")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
