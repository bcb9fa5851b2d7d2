"""What the browser tests share: real servers, Debian's Chromium, and a visitor with the usual moves."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from pages.registry import PAGES
from pages.ui.scenes import SCENES

ROOT = Path(__file__).parents[2]
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light", "accept_downloads": True}
TITLES = {"Overview": "How do your numbers sit beside those who matched?"}
# The script has run, nothing is still loading, the footer (drawn last) stands, and every chart has its marks.
SETTLED = """wantsChart => {
    const app = document.querySelector('[data-testid="stApp"]');
    const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
    return app?.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stStatusWidget"]')
        && !!document.querySelector('.colophon')
        && (charts.length > 0 || !wantsChart)
        && charts.every(chart => chart.querySelector('.main-svg .trace, .main-svg .point'));
}"""
# Chromium fetches a page's icon at its leisure; what the page asked for is remembered at once.
REMEMBER_ICONS = """
    window.iconsAskedFor = [];
    new MutationObserver(() => window.iconsAskedFor.push(
        ...[...document.querySelectorAll('link[rel~="icon"]')].map(link => link.href)
    )).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['href']});
"""
# Everything a visitor chose and can see: on the page, in the sidebar, on the shortlist.
CHOSEN = """() => {
    const part = name => document.querySelector(`[data-testid="${name}"]`);
    const lists = part => [...part.querySelectorAll('input[role="combobox"]')]
        .map(list => [list.getAttribute('aria-label'), list.value]);
    return [
        ...[...part('stMain').querySelectorAll('[role="radiogroup"]')]
            .map(group => [group.getAttribute('aria-label'), group.querySelector('[aria-checked="true"]').innerText]),
        ...lists(part('stMain')),
        ...lists(part('stSidebar')),
        ['shortlist', [...part('stSidebar').querySelectorAll('[data-tag]')].map(tag => tag.ariaLabel).join()],
    ];
}"""
# The machine may be busy with other things; a condition that holds is met at once all the same.
PATIENCE_MS = 30_000
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address and the file that holds all it printed."""

    base: str
    log: Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(process: subprocess.Popen, server: Server) -> None:
    """Wait until the server answers, or fail with what it printed."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"{server.base}/_stcore/health", timeout=2),
        ):
            return
        time.sleep(0.05)
    pytest.fail(f"The server did not start. It printed:\n{server.log.read_text()}")


@contextlib.contextmanager
def _served(root: Path, log: Path) -> Iterator[Server]:
    """Run the app that lies under `root` the way a user does."""
    port = _free_port()
    server = Server(f"http://127.0.0.1:{port}", log)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
    command += ["--server.port", str(port), "--server.headless", "true"]
    with (
        log.open("w") as output,
        subprocess.Popen(command, cwd=root, stdout=output, stderr=subprocess.STDOUT) as process,
    ):
        try:
            _wait_until_healthy(process, server)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


class Visitor:
    """One browser page on one server, with the moves that many tests share."""

    def __init__(self, page: Page, server: Server) -> None:
        """Watch the page from its first moment: what it complains of, and what it asks for."""
        self.page = page
        self.server = server
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def _on_console(self, message: ConsoleMessage) -> None:
        # Streamlit asks for /_stcore/ endpoints that a host may or may not have; that is no fault of the page.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def asked_elsewhere(self) -> list[str]:
        """Return every address asked for that is not on this server, page icons included."""
        asked = [*self.requests, *self.page.evaluate("() => window.iconsAskedFor")]
        ours = urlsplit(self.server.base).netloc
        split = [urlsplit(url) for url in dict.fromkeys(asked)]
        return [url.geturl() for url in split if url.scheme not in {"data", "blob"} and url.netloc != ours]

    @property
    def main(self) -> Locator:
        """The part of the page beside the sidebar."""
        return self.page.get_by_test_id("stMain")

    @property
    def sidebar(self) -> Locator:
        """The sidebar with the navigation and the four inputs."""
        return self.page.get_by_test_id("stSidebar")

    @property
    def chart(self) -> Locator:
        """The painted chart; while a page changes, the earlier one may linger below the new one."""
        return self.main.get_by_test_id("stPlotlyChart").first

    @property
    def headline(self) -> Locator:
        """What the chart says, in words."""
        return self.main.locator(".finding h2").first

    def open(self, address: str = "") -> None:
        """Go to an address by typing it."""
        self.page.goto(f"{self.server.base}/{address}")
        path, _, choices = address.partition("?")
        self.settle(chart=self.has_chart(path) or (path == "compare" and "specialties=" in choices))

    @staticmethod
    def has_chart(path: str) -> bool:
        """Whether a page has a chart before anything is chosen; a comparison has none without a shortlist."""
        return path in SCENES and path != "compare"

    def settle(self, *, chart: bool = True) -> None:
        """Wait until the page is drawn."""
        self.page.wait_for_function(SETTLED, arg=chart)

    def go(self, title: str) -> None:
        """Follow a link of the navigation."""
        self.page.get_by_role("navigation").get_by_role("link", name=title, exact=True).click()
        self.expect_title(title)
        self.settle(chart=self.has_chart(next(page.url_path for page in PAGES if page.title == title)))

    def expect_title(self, title: str) -> None:
        """Wait for the title of a page; the home page asks a question instead."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(TITLES.get(title, title))

    def field(self, label: str) -> Locator:
        """Return an input of the sidebar by its label."""
        return self.sidebar.get_by_label(label, exact=True)

    def enter(self, label: str, typed: str) -> None:
        """Type into an input of the sidebar and press Enter."""
        self.field(label).fill(typed)
        self.field(label).press("Enter")

    def pick(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.page.get_by_role("combobox", name=label, exact=True).click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def choose(self, label: str, option: str) -> None:
        """Choose one option of a selector, and wait until the address and the page say so."""
        before = self.page.url
        laid_out = self.main.get_by_role("radiogroup", name=label, exact=True)
        if laid_out.count():
            laid_out.get_by_role("radio", name=option, exact=True).click()
        else:
            self.pick(label, option)
        self.page.wait_for_function("before => location.href !== before", arg=before)
        self.settle()

    @property
    def chosen(self) -> list[list[str]]:
        """Everything that was chosen, as the controls show it."""
        return self.page.evaluate(CHOSEN)

    def list_up(self, label: str, specialty: str) -> None:
        """Put a specialty on the shortlist with one of its pickers; their lists are too long to be drawn whole."""
        picker = self.page.get_by_role("combobox", name=label, exact=True)
        picker.click()
        picker.fill(specialty)
        self.page.get_by_role("option", name=specialty, exact=True).click()
        self.page.keyboard.press("Escape")

    def listed(self, part: Locator) -> list[str]:
        """Return what the shortlist picker of a part of the page holds."""
        return part.get_by_test_id("stMultiSelectTagsContainer").locator("[data-tag]").all_inner_texts()

    def open_menu(self) -> Locator:
        """Open the menu of the chart, and return it."""
        self.main.get_by_role("button", name="Picture, link, plan").click()
        menu = self.page.get_by_test_id("stPopoverBody")
        expect(
            menu.get_by_text("The session plan has").or_(menu.get_by_text("In the session plan"))
        ).to_be_visible()
        return menu

    def close_menu(self) -> None:
        """Close the menu of the chart."""
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_test_id("stPopoverBody")).to_have_count(0)

    def row(self, label: str) -> Locator:
        """Return one row of the table of standings."""
        table = self.page.get_by_role("table", name="Standing by specialty").first
        return table.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=label, exact=True))

    def no_failure(self) -> None:
        """Fail when the page shows an exception or the sentence that stands for one."""
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        expect(self.page.get_by_text("because of a fault of ours")).to_have_count(0)


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """Return a context manager that runs a fresh server, of this project or of a copy of it."""

    def start(root: Path = ROOT):
        return _served(root, tmp_path_factory.mktemp("server") / "server.log")

    return start


@pytest.fixture(scope="session")
def server(serve):
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("The browser tests need Chromium: install the package 'chromium', then try again.")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def room(browser, server):
    """Return a function that opens a new page for a visitor, on the shared server unless told otherwise.

    Visitors with the same settings share a browser context, so that scripts are fetched once, as by a person
    who comes again; every page is a new visit to the app all the same.
    """
    contexts = {}

    def visitor(on: Server = server, **settings) -> Visitor:
        key = repr(sorted(settings.items()))
        if key not in contexts:
            contexts[key] = browser.new_context(**{**DESKTOP, **settings})
            contexts[key].set_default_timeout(PATIENCE_MS)
            contexts[key].add_init_script(REMEMBER_ICONS)
        return Visitor(contexts[key].new_page(), on)

    yield visitor
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(room):
    """Return a function that opens a page for a visitor and closes it after the test."""
    with contextlib.ExitStack() as pages:

        def new(on: Server | None = None, **settings) -> Visitor:
            visitor = room(**({} if on is None else {"on": on}), **settings)
            pages.callback(visitor.page.close)
            return visitor

        yield new


@pytest.fixture
def visitor(visit) -> Visitor:
    """A visitor at a desk, in a light room."""
    return visit()


@pytest.fixture
def project_copy(tmp_path):
    """A copy of what the server needs, to break or to watch."""
    copy = tmp_path / "project"
    copy.mkdir()
    shutil.copy(ROOT / "app.py", copy)
    for folder in (".streamlit", "analysis", "api", "data", "pages"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "raw"))
    return copy
