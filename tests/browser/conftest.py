"""What the browser tests share: real servers and Debian's Chromium."""

import collections
import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, expect, sync_playwright

from tests.browser.visitor import Server, Visitor

ROOT = Path(__file__).parents[2]
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What moves is painted with the page instead of in between, which is a fifth of all work.
    "--disable-threaded-animation",
)
DESKTOP = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light", "accept_downloads": True}
# What a tab can be told at any time; all other settings are those of a browser context.
OF_A_TAB = ("color_scheme", "reduced_motion", "forced_colors")
# Chromium fetches a page's icon at its leisure; what the page asked for is remembered at once.
# So is what its policy stops, also in workers and frames that fail.
REMEMBER = """
    window.stopped = [];
    addEventListener('securitypolicyviolation', event => window.stopped.push(
        `${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile || ''}:${event.lineNumber}`));
    window.iconsAskedFor = [];
    new MutationObserver(() => window.iconsAskedFor.push(
        ...[...document.querySelectorAll('link[rel~="icon"]')].map(link => link.href)
    )).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['href']});
"""
# The machine may be busy with other things; a condition that holds is met at once all the same.
PATIENCE_MS = 60_000
START_SECONDS = 60


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
def _served(root: Path, log: Path, port: int | None = None) -> Iterator[Server]:
    """Run the app that lies under `root` the way a user does."""
    port = port or _free_port()
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


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """Return a context manager that runs a fresh server, of this project or of a copy of it."""

    def start(root: Path = ROOT, port: int | None = None):
        return _served(root, tmp_path_factory.mktemp("server") / "server.log", port)

    return start


@pytest.fixture(scope="session")
def server(serve):
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # The one without windows does the same with an eighth less work.
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.fail(
            "The browser tests need the package 'chromium-headless-shell': install it, then try again."
        )
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield running
        running.close()


def _set_up(page: Page, settings: dict) -> None:
    """Tell a tab what its visitor looks at it with."""
    page.emulate_media(media="null", **{name: settings.get(name, "null") for name in OF_A_TAB})
    page.set_viewport_size(settings["viewport"])


def _is_as_new(visitor: Visitor) -> bool:
    """Take away what a visitor left in a tab, and say whether the next one may have it."""
    page = visitor.page
    if page.is_closed() or visitor.changed_the_tab:
        return False

    def leave_anyway(dialog: Dialog) -> None:
        dialog.accept()

    page.on("dialog", leave_anyway)
    try:
        # A text of the same server: the tab keeps its process, and with it the scripts that were compiled.
        page.goto(f"{visitor.server.base}/_stcore/health")
        page.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")
        page.mouse.move(0, 0)
    except Error:
        return False
    finally:
        page.remove_listener("dialog", leave_anyway)
    return True


@pytest.fixture(scope="session")
def room(browser, server):
    """Return a function that opens a tab for a visitor, on the shared server unless told otherwise.

    Visitors with the same settings share a browser context, so that scripts are fetched once, as by a person
    who comes again; every visitor is a new visit to the app all the same. Who leaves gives the tab back: the
    scripts are compiled once per tab, which is most of the work of a visit.
    """
    contexts, free = {}, collections.defaultdict(list)

    def visitor(on: Server = server, **settings) -> Visitor:
        settings = {**DESKTOP, **settings}
        lasting = {name: value for name, value in settings.items() if name not in {*OF_A_TAB, "viewport"}}
        key = repr(sorted(lasting.items()))
        if key not in contexts:
            contexts[key] = browser.new_context(**lasting)
            contexts[key].set_default_timeout(PATIENCE_MS)
            contexts[key].add_init_script(REMEMBER)

        def leave(left: Visitor) -> None:
            left.forget()
            if on is server and _is_as_new(left):
                free[key].append(left.page)
            else:
                left.page.close()

        tab = free[key].pop() if on is server and free[key] else contexts[key].new_page()
        # A tab behind another one is never painted, and what waits for a frame waits for ever.
        tab.bring_to_front()
        _set_up(tab, settings)
        return Visitor(tab, on, leave)

    yield visitor
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(room):
    """Return a function that opens a tab for a visitor, who leaves it after the test."""
    with contextlib.ExitStack() as leaving:

        def new(on: Server | None = None, **settings) -> Visitor:
            visitor = room(**({} if on is None else {"on": on}), **settings)
            leaving.callback(visitor.leave)
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
