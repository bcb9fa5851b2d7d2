"""A visitor of the app in a real browser, with the usual moves."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Dialog, Locator, Page, TimeoutError, expect

from pages.registry import BY_PATH, PAGES, page_for_path

# How often a key is pressed that may have been lost, and how long each time may take to show.
TRIES = 12
PATIENCE_PER_TRY_MS = 5_000
TITLES = {page.title: page.heading for page in PAGES if page.heading}
# The script has run, nothing is still loading, the footer (drawn last) stands, and every chart has its marks.
UNSETTLED = """wantsChart => {
    const app = document.querySelector('[data-testid="stApp"]');
    const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
    return Object.entries({
        [`the script is ${app?.dataset.testScriptState}`]: app?.dataset.testScriptState !== 'notRunning',
        'something is still loading': document.querySelector('[data-testid="stSkeleton"], [data-testid="stStatusWidget"]'),
        'something is left of the run before': document.querySelector('[data-testid="stMain"] [data-stale="true"]'),
        'the footer is missing': !document.querySelector('.colophon'),
        'the chart is missing': wantsChart && !charts.length,
        'a chart has no marks': !charts.every(chart => chart.querySelector('.main-svg .trace, .main-svg .point')),
    }).filter(([, isSo]) => isSo).map(([what]) => what);
}"""
SETTLED = f"wantsChart => !({UNSETTLED})(wantsChart).length"
# Everything a visitor chose and can see: on the page, in the sidebar, on the shortlist. Nothing while a page is drawn
# again, and what the page before left behind goes a moment later.
CHOSEN = """() => {
    const part = name => document.querySelector(`[data-testid="${name}"]`);
    if (part('stMain').querySelector('[data-stale="true"]')) return null;
    const lists = part => [...part.querySelectorAll('input[role="combobox"]')]
        .map(list => [list.getAttribute('aria-label'), list.value]);
    return [
        ...[...part('stMain').querySelectorAll('[role="radiogroup"]')]
            .map(group => [group.getAttribute('aria-label'), group.querySelector('[aria-checked="true"]')?.innerText]),
        ...lists(part('stMain')),
        ...lists(part('stSidebar')),
        ['shortlist', [...part('stSidebar').querySelectorAll('[data-tag]')].map(tag => tag.ariaLabel).join()],
    ];
}"""
TITLED = "title => document.querySelector('h1')?.innerText.trim() === title"
# Resolved when a run has begun, which may be over before anybody sees it.
TURN = """address => new Promise(then => {
    new MutationObserver((_, watching) => { watching.disconnect(); then(); })
        .observe(document.querySelector('[data-testid="stApp"]'), {attributeFilter: ['data-test-script-state']});
    setTimeout(then, 1000);
    history.pushState({}, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
})"""


def asked(url: str) -> tuple[str, dict[str, str]]:
    """Return the page and the parameters of an address."""
    parts = urlsplit(url)
    return parts.path, dict(parse_qsl(parts.query))


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address and the file that holds all it printed."""

    base: str
    log: Path


class Visitor:
    """One browser page on one server, with the moves that many tests share."""

    def __init__(self, page: Page, server: Server, leave: Callable[["Visitor"], None]) -> None:
        """Watch the page from its first moment: what it complains of, and what it asks for."""
        self.page = page
        self.server = server
        self.errors: list[str] = []
        self.requests: list[str] = []
        # Whether there is something about the tab that cannot be taken back, such as a route.
        self.changed_the_tab = False
        self._leave = leave
        self._listeners = {
            "console": self._on_console,
            "pageerror": lambda error: self.errors.append(str(error)),
            "request": lambda request: self.requests.append(request.url),
            "websocket": lambda socket: self.requests.append(socket.url),
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)

    def on_dialog(self, listener: Callable[[Dialog], None]) -> None:
        """Answer what the page asks, which it does when it is left with something unsaved."""
        self.page.on("dialog", listener)
        self._listeners["dialog"] = listener

    def leave(self) -> None:
        """Give the tab back, once nothing more is to be seen in it."""
        self._leave(self)

    def forget(self) -> None:
        """Stop watching the page."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)

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

    def turn_to(self, address: str) -> None:
        """Go to an address as the back button does, in the visit that is open: nothing is fetched again."""
        self.page.evaluate(TURN, f"/{address}")
        self.settle()

    @staticmethod
    def has_chart(path: str) -> bool:
        """Whether a page has a chart before anything is chosen; a comparison has none without a shortlist."""
        return BY_PATH[page_for_path(path)].view is not None and path != "compare"

    def settle(self, *, chart: bool = True) -> None:
        """Wait until the page is drawn."""
        try:
            self.page.wait_for_function(SETTLED, arg=chart)
        except TimeoutError as error:
            left = self.page.evaluate(UNSETTLED, chart)
            pytest.fail(f"{self.page.url} is not drawn: {'; '.join(left)}. {error}")

    def stand_still(self) -> None:
        """Wait until nothing moves: a fold that opens takes what is pressed from under the mouse."""
        self.page.wait_for_function(
            "() => document.getAnimations().every(one => one.playState !== 'running')"
        )

    def go(self, title: str) -> None:
        """Follow a link of the navigation."""
        self.page.get_by_role("navigation").get_by_role("link", name=title, exact=True).click()
        self.expect_title(title)
        self.settle(chart=self.has_chart(next(page.url_path for page in PAGES if page.title == title)))

    def expect_title(self, title: str) -> None:
        """Wait for the title of a page; the home page asks a question instead."""
        heading = TITLES.get(title, title)
        # It is looked for with every frame; what `expect` finds missing it looks for again up to a second later.
        with contextlib.suppress(TimeoutError):
            self.page.wait_for_function(TITLED, arg=heading)
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def field(self, label: str) -> Locator:
        """Return an input of the sidebar by its label."""
        return self.sidebar.get_by_label(label, exact=True)

    def enter(self, label: str, typed: str) -> None:
        """Type into an input of the sidebar and press Enter."""
        self.field(label).fill(typed)
        self.field(label).press("Enter")

    def pick(self, label: str, option: str) -> None:
        """Choose from a list; only a part of a long one is drawn, so its first letters are typed."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        self._take(box, option, lambda: box.input_value() == option and not self._offered(option).count())

    def _offered(self, option: str) -> Locator:
        return self.page.get_by_role("option", name=option, exact=True)

    def _take(self, box: Locator, option: str, is_taken: Callable[[], bool]) -> None:
        """Type into a list and take what it offers.

        It closes when the page is drawn again, as it may be for what was typed before: then it is opened anew.
        """
        for _ in range(TRIES):
            box.click()
            box.fill(option)
            with contextlib.suppress(TimeoutError):
                return self._offered(option).click(timeout=PATIENCE_PER_TRY_MS)
            self.page.keyboard.press("Escape")
            self.settle(chart=False)
            # The click may have come through although nobody heard of it.
            if is_taken():
                return None
        return self._offered(option).click()

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
    def address(self) -> tuple[str, dict[str, str]]:
        """The page and the parameters of the address, in whatever order and however they are written."""
        return asked(self.page.url)

    @property
    def chosen(self) -> list[list[str]]:
        """Everything that was chosen, as the controls show it."""
        return self.page.wait_for_function(CHOSEN).json_value()

    def list_up(self, label: str, specialty: str) -> None:
        """Put a specialty on the shortlist with one of its pickers; their lists are too long to be drawn whole."""
        picker = self.page.get_by_role("combobox", name=label, exact=True)
        self._take(picker, specialty, lambda: specialty in self.listed(self.sidebar))
        self.page.keyboard.press("Escape")

    def listed(self, part: Locator) -> list[str]:
        """Return what the shortlist picker of a part of the page holds."""
        return part.get_by_test_id("stMultiSelectTagsContainer").locator("[data-tag]").all_inner_texts()

    def open_menu(self) -> Locator:
        """Open the menu of the chart, and return it."""
        self.main.get_by_role("button", name="Picture, data, link, plan").click()
        menu = self.main.locator("[class*=st-key-panel_]")
        expect(
            menu.get_by_text("The session plan has").or_(menu.get_by_text("In the session plan"))
        ).to_be_visible()
        return menu

    def close_menu(self) -> None:
        """Close the menu of the chart."""
        self.page.keyboard.press("Escape")
        expect(self.main.locator("[class*=st-key-panel_]")).to_have_count(0)

    def leave_the_room(self) -> None:
        """Press Escape until the room is left: a key pressed before the page listens is lost."""
        stage = self.page.locator(".st-key-stage")
        for _ in range(TRIES):
            self.page.keyboard.press("Escape")
            with contextlib.suppress(TimeoutError):
                stage.wait_for(state="detached", timeout=PATIENCE_PER_TRY_MS)
                return
        expect(stage).to_have_count(0)

    def row(self, label: str) -> Locator:
        """Return one row of the table of standings."""
        table = self.page.get_by_role("table", name="Standing by specialty").first
        return table.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=label, exact=True))

    def no_failure(self) -> None:
        """Fail when the page shows an exception or the sentence that stands for one."""
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        expect(self.page.get_by_text("because of a fault of ours")).to_have_count(0)
