"""What Chromium measures: the first visit, and the time from a widget change to the repainted page."""

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from playwright.sync_api import TimeoutError as WaitedTooLong

from bench import BenchError
from bench.journeys import Journey
from bench.light import Probe
from bench.plan import Plan, percentile
from bench.servers import Server

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
VIEWPORT = {"width": 1280, "height": 900}
QUIET_MS = 300
FIRST_QUIET_MS = 1000
TIMEOUT_MS = 30_000
WARM_CHANGES = 2


def chromium_version() -> str:
    """Return Chromium's version.

    Raises:
        BenchError: Chromium is missing or does not start.
    """
    if not CHROMIUM.exists():
        raise BenchError(f"Chromium is missing: {CHROMIUM} is not there. `make browser` installs it.")
    try:
        with _chromium() as browser:
            return browser.version
    except Error as error:
        raise BenchError(f"Chromium does not start: {error.message.splitlines()[0]}") from error


@contextmanager
def _chromium() -> Iterator[Browser]:
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS) as browser,
    ):
        yield browser


def measure(server: Server, journey: Journey, probe: Probe, plan: Plan) -> dict[str, float]:
    """Measure first visits, then widget changes on one open page.

    One visit goes before and is not counted, so that no number holds the server's own first imports.

    Raises:
        BenchError: The page or its widget did not do in the browser what it did over the websocket.
    """
    url = f"http://{server.address}/{journey.address}"
    numbers: dict[str, float] = {}
    with _chromium() as browser:
        try:
            _first_visit(browser, url, probe, 0)
            if "visits" in plan.kinds:
                visits = [_first_visit(browser, url, probe, 1) for _ in range(plan.visits)]
                numbers |= {key: median(visit[key] for visit in visits) for key in visits[0]}
            if "changes" in plan.kinds:
                for surface, times in _changes(browser, url, journey, probe, plan.changes).items():
                    numbers[f"repaint_ms_{surface}"] = median(times)
                    numbers[f"repaint_p95_ms_{surface}"] = percentile(times, 95)
        except Error as error:
            raise BenchError(
                f"page '/{journey.url_path}' in Chromium: {error.message.splitlines()[0]}"
            ) from error
    return numbers


def _context(browser: Browser, entered: Mapping[str, Any] | None = None) -> BrowserContext:
    context = browser.new_context(viewport=VIEWPORT, color_scheme="light", locale="en-US", timezone_id="UTC")
    context.set_default_timeout(TIMEOUT_MS)
    context.add_init_script(path=Path(__file__).with_name("collector.js"))
    if entered:
        stored = json.dumps(json.dumps({"visit": "earlier", "kept": entered}))
        context.add_init_script(f"sessionStorage.setItem('match-atlas', {stored})")
    return context


def _first_visit(browser: Browser, url: str, probe: Probe, reloads: int) -> dict[str, float]:
    """Open the page with an empty cache, count what arrives until it has been quiet, and reload it."""
    with _context(browser) as context:
        page = context.new_page()
        received, asked = _count_bytes(context, page)
        page.goto(url, wait_until="commit")
        _wait_until_settled(page, probe.surface, FIRST_QUIET_MS)
        page.wait_for_load_state("networkidle")
        seen = _times(page, "first_visit_ms")
        seen |= {"first_visit_kb": sum(received) / 1000, "first_visit_requests": float(len(asked))}
        for _ in range(reloads):
            page.reload(wait_until="commit")
            _wait_until_settled(page, probe.surface, FIRST_QUIET_MS)
            seen |= _times(page, "reload_ms")
    return seen


def _times(page: Page, key: str) -> dict[str, float]:
    """Return when the first chart was painted and the content last changed, since the navigation."""
    times = page.evaluate("({chart: __bench.firstChart, dom: __bench.dom})")
    return {f"{key}_{surface}": value for surface, value in times.items() if value is not None}


def _count_bytes(context: BrowserContext, page: Page) -> tuple[list[int], list[str]]:
    """Collect the size of every response as it came over the wire and of every websocket frame received.

    Returns:
        The sizes, and the address of every request.
    """
    received: list[int] = []
    asked: list[str] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    network.on(
        "Network.webSocketFrameReceived", lambda event: received.append(_frame_bytes(event["response"]))
    )
    return received, asked


def files_of_a_visit(server: Server, path: str) -> list[str]:
    """Return the paths that a first visit of a page asks for by GET, in order, the page itself first."""
    origin = f"http://{server.address}"
    with _chromium() as browser, _context(browser) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if request.method == "GET" else None)
        page.goto(f"{origin}/{path}", wait_until="commit")
        _wait_until_settled(page, "chart", FIRST_QUIET_MS)
        page.wait_for_load_state("networkidle")
    return [url.removeprefix(origin) for url in dict.fromkeys(asked) if url.startswith(f"{origin}/")]


def _frame_bytes(frame: dict[str, str | int]) -> int:
    payload = str(frame["payloadData"])
    return len(payload.encode() if frame["opcode"] == 1 else base64.b64decode(payload))


def _changes(
    browser: Browser, url: str, journey: Journey, probe: Probe, count: int
) -> dict[str, list[float]]:
    """Change the widget again and again; return the times to the painted chart and to the settled content."""
    times: dict[str, list[float]] = {"chart": [], "dom": []}
    with _context(browser, journey.entered) as context:
        page = context.new_page()
        page.goto(url, wait_until="commit")
        _wait_until_settled(page, probe.surface, FIRST_QUIET_MS)
        for turn in range(WARM_CHANGES + count):
            value = probe.values[turn % len(probe.values)]
            commit = OPERATE[probe.kind](page, journey.label, value)
            page.evaluate("__bench.reset()")
            commit()
            _wait_until_settled(page, probe.surface, QUIET_MS)
            seen = page.evaluate("({input: __bench.input, chart: __bench.chart, dom: __bench.dom})")
            if turn >= WARM_CHANGES:
                for surface, taken in times.items():
                    if seen[surface] is not None:
                        taken.append(seen[surface] - seen["input"])
    return {surface: taken for surface, taken in times.items() if taken}


def _wait_until_settled(page: Page, surface: str, quiet_ms: int) -> None:
    """Wait until the chart (or content) has changed, the script has run, and nothing changes any more."""
    try:
        page.wait_for_function(
            "([surface, quiet]) => window.__bench?.settled(surface, quiet)",
            arg=[surface, quiet_ms],
            polling=100,
        )
    except WaitedTooLong as error:
        state = page.evaluate("JSON.stringify(window.__bench)")
        raise BenchError(
            f"{page.url} repainted no {surface} within {TIMEOUT_MS / 1000:g} s: {state}"
        ) from error


def _pick_option(page: Page, label: str, value: str) -> Callable[[], None]:
    box = page.get_by_role("combobox", name=label)
    box.click()
    option = page.get_by_role("option", name=value, exact=True)
    if not option.count():  # a long list is drawn only in part: typing narrows it
        box.fill(value)
    option.wait_for()
    return option.click


def _pick_in_dash(page: Page, label: str, value: str) -> Callable[[], None]:
    page.locator(f"button#{label}").click()
    option = page.locator(".dash-dropdown-option", has_text=re.compile(f"^{re.escape(value)}$"))
    option.wait_for()
    return option.click


def _press_segment(page: Page, label: str, value: str) -> Callable[[], None]:
    group = page.get_by_role("group", name=label).or_(page.get_by_role("radiogroup", name=label))
    choice = group.get_by_role("radio", name=value, exact=True)
    button = choice.or_(group.get_by_role("button", name=value, exact=True))
    return button.first.click


def _press_radio(page: Page, label: str, value: str) -> Callable[[], None]:
    group = page.get_by_role("radiogroup", name=label)
    return group.get_by_text(value, exact=True).click


def _type_text(page: Page, label: str, value: str) -> Callable[[], None]:
    field = page.get_by_label(label, exact=True)
    field.fill(value)
    return lambda: field.press("Enter")


# Each brings the widget to the last step before the change and returns that step.
OPERATE: dict[str, Callable[[Page, str, str], Callable[[], None]]] = {
    "selectbox": _pick_option,
    "button_group": _press_segment,
    "radio": _press_radio,
    "text_input": _type_text,
    "number_input": _type_text,
    "dash": _pick_in_dash,
}
