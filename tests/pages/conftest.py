"""Opening a page the way a visitor's browser does, without a browser."""

import contextlib
import json
import re
import shutil
from dataclasses import dataclass
from functools import cache, partial
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest, local_script_runner

import data.load

ROOT = Path(__file__).parents[2]
MAIN = str(ROOT / "pages" / "main.py")


class _Text(HTMLParser):
    """Collects what a reader would see of a piece of HTML."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_data(self, data):
        self.seen.append(data)


def visible(html):
    reader = _Text()
    # A term within a sentence is no word of its own.
    reader.feed(re.sub(r'<span class="term">(.*?)</span>', r"\1", html))
    return re.sub(r"\s+", " ", " ".join(reader.seen))


@dataclass(frozen=True)
class Frame:
    """A chart in its frame: what stands above it, whether it is drawn, what stands below, and its download."""

    headline: str
    subtitle: str
    is_drawn: bool
    below: str
    download: str


class Page:
    """An open page: its AppTest, and the words and charts on it."""

    def __init__(self, test):
        self.test = test

    def _of_type(self, kind):
        return [element for element in self.test.main if element.type == kind]

    @property
    def text(self):
        """Everything there is to read in the main part, HTML included."""
        found = []
        for element in self.test.main:
            if element.type == "html":
                found.append(visible(element.proto.body))
            elif hasattr(element, "value") and isinstance(element.value, str):
                found.append(element.value)
        return "\n".join(found)

    @property
    def charts(self):
        return [(element.proto, json.loads(element.proto.spec)) for element in self._of_type("plotly_chart")]

    @property
    def frames(self):
        """The charts in their frames, in the order of the page."""
        elements = list(self.test.main)
        found = []
        for place, element in enumerate(elements):
            if element.type != "html" or 'class="finding"' not in element.proto.body:
                continue
            above = re.search(r"<h2>(.*?)</h2><p class=.subtitle.>(.*?)</p>", element.proto.body)
            is_drawn = elements[place + 1].type == "plotly_chart"
            below, *rest = [*elements[place + 1 + is_drawn :], None]
            # Of what no number is known the words above are all there is.
            if (
                below is None
                or below.type != "html"
                or not below.proto.body.startswith('<div class="source">')
            ):
                found.append(Frame(*map(visible, above.groups()), is_drawn, "", ""))
                continue
            download = next(one for one in rest if one.type == "download_button")
            found.append(
                Frame(
                    *map(visible, above.groups()), is_drawn, visible(below.proto.body), download.proto.label
                )
            )
        return found

    def printed(self, row, chart=0):
        """What a chart prints in the row of that name, from the first trace to the last."""
        _, spec = self.charts[chart]
        # A long name may be broken after a slash.
        names = [visible(name).replace("/ ", "/") for name in spec["layout"]["yaxis"]["ticktext"]]
        place = names.index(row)
        return [
            visible(text).strip()
            for trace in spec["data"]
            if isinstance(trace.get("text"), list)
            for text, at in zip(trace["text"], trace["y"], strict=True)
            if at == place and text.strip()
        ]

    def links_to(self, start):
        """The addresses of the links in HTML that start so, in the order of the page."""
        bodies = "".join(element.proto.body for element in self._of_type("html"))
        return [unescape(found) for found in re.findall(r'href="([^"]*)"', bodies) if found.startswith(start)]

    @property
    def problems(self):
        return [box.value for box in (*self.test.error, *self.test.warning)]

    def _settle(self):
        """Run what a change asks for, then the page as a whole: a test sees only what the last run drew."""
        self.test.run()
        self.test.run()
        return self

    def enter(self, **values):
        """Fill in the sidebar: group, step1, step2_ck, research_items."""
        for name, value in values.items():
            if name == "group":
                self.test.sidebar.selectbox(key="profile_group").set_value(value)
            else:
                self.test.sidebar.text_input(key=f"profile_{name}").set_value(value)
        return self._settle()

    def choose(self, name, slug):
        self.selector(name).set_value(slug).run()
        return self

    def selector(self, name):
        """The selector of one choice."""
        widgets = (*self.test.segmented_control, *self.test.selectbox, *self.test.multiselect)
        return next(w for w in widgets if w.key.split("@")[0] == f"choice_{name}")

    @property
    def selectors(self):
        """The choices that have a selector here, and what is chosen."""
        return {
            widget.key.removeprefix("choice_").split("@")[0]: widget.value
            for widget in (*self.test.segmented_control, *self.test.selectbox)
            if widget.key.startswith("choice_")
        }

    @property
    def address(self):
        """What stands in the address."""
        return dict(self.test.query_params)

    def shortlist(self, *slugs, picker="shortlist_sidebar"):
        """Make these specialties the shortlist, with the picker of the sidebar or another."""
        self.test.multiselect(key=picker).set_value(list(slugs))
        return self._settle()

    def press(self, label, at=0):
        """Press a button by what stands on it; the first of several unless said."""
        [button for button in self.test.button if button.label == label][at].click()
        return self._settle()

    def unfold(self, key):
        """Open a fold that has nothing while it is closed."""
        self.test.session_state[key] = True
        return self._settle()

    def open_menu(self):
        """Open the menu of the chart, unless it is open: what nobody opened is not drawn."""
        label = "Picture, data, link, plan"
        return self.press(label) if label in self.buttons() else self

    def buttons(self):
        """What stands on the buttons of the main part that can be pressed."""
        return [button.label for button in self.test.main.button if not button.disabled]

    def invent(self, slug):
        """Pick an invented person from the menu of the sidebar."""
        self.test.sidebar.menu_button(key="demonstration").click(slug)
        return self._settle()

    def go_to(self, file, **address):
        """Go to another page as the navigation does: what stood in the address is gone."""
        self.test.query_params = dict(address)
        return self.arrive(file)

    def go_back(self, **address):
        """Press the back button, to a place on the same page with this address."""
        self.test.query_params = address
        history = partial(RerunData, is_history_navigation=True)
        with pytest.MonkeyPatch.context() as patch:
            # AppTest has no back button.
            patch.setattr(local_script_runner, "RerunData", history)
            self.test.run()
        return self

    def arrive(self, file):
        """Open a page and stay there until the app itself leads elsewhere."""
        self.test.switch_page(file).run()
        # Or every later run would ask for this page again, wherever a button led.
        self.test._page_hash = ""
        return self


@pytest.fixture(scope="session", autouse=True)
def packages_looked_through_once():
    """Let Streamlit look once for components among the installed packages, and not at every start of the app."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture(scope="session")
def reading():
    """Return a function that gives what a reader would see of a piece of HTML."""
    return visible


@pytest.fixture
def downloads(monkeypatch):
    """Return what the page last offered for download: file name -> a function that gives its content.

    A test without a browser has no server to fetch the files from.
    """
    offered = {}
    keep = MediaFileManager.add_deferred

    def add(manager, data_callable, mimetype, coordinates, file_name=None, **more):
        offered[file_name] = data_callable
        return keep(manager, data_callable, mimetype, coordinates, file_name, **more)

    monkeypatch.setattr(MediaFileManager, "add_deferred", add)
    return offered


@pytest.fixture
def in_app(monkeypatch):
    """Return a function that calls another inside the app, where a visit has its caches and its memory."""
    monkeypatch.chdir(ROOT)

    def call_it(call, *args, **kwargs):
        def script(call, args, kwargs):
            import streamlit as st

            st.session_state["returned"] = call(*args, **kwargs)

        known = {"call": call, "args": args, "kwargs": kwargs}
        test = AppTest.from_function(script, default_timeout=60, kwargs=known).run()
        for one in test.exception:
            pytest.fail("\n".join([one.value, *one.stack_trace]))
        return test.session_state["returned"]

    return call_it


@pytest.fixture(scope="session")
def registered():
    """What the first run of the app registers; without it a test cannot start on another page than the first."""
    with contextlib.chdir(ROOT):
        return AppTest.from_file(MAIN, default_timeout=30).run()._registered_pages


@pytest.fixture
def follow(monkeypatch, registered):
    """Return a function that opens a link in a session of its own: no page was shown there before."""
    monkeypatch.chdir(ROOT)

    def follow_it(file, **address):
        test = AppTest.from_file(MAIN, default_timeout=30)
        test._registered_pages = registered
        test.query_params = address
        return Page(test).arrive(file)

    return follow_it


@pytest.fixture
def broken_tables(tmp_path, monkeypatch):
    """Return a function that breaks tables in a copy that the app reads instead."""
    copy = tmp_path / "tables"
    shutil.copytree(data.load.TABLES_DIR, copy)
    monkeypatch.setattr(data.load, "TABLES_DIR", copy)

    def break_them(*names, corrupt=False):
        for name in names:
            file = copy / f"{name}.parquet"
            if corrupt:
                file.write_bytes(b"PAR1 this is no table PAR1")
            else:
                file.unlink()
        # Nothing of the whole tables is remembered, and afterwards nothing of the broken ones.
        st.cache_resource.clear()
        return copy

    yield break_them
    st.cache_resource.clear()


@pytest.fixture
def open_page(monkeypatch, registered):
    """Return a function that opens a page by file name, with an address and the sidebar filled in."""
    monkeypatch.chdir(ROOT)

    def open_it(file, address=None, **values):
        test = AppTest.from_file(MAIN, default_timeout=30)
        # What the app's first run would register: that run would draw another page first.
        test._registered_pages = registered
        if file != "overview.py":
            test.switch_page(file)
        for name, value in (address or {}).items():
            test.query_params[name] = value
        test.run()
        page = Page(test)
        return page.enter(**values) if values else page

    return open_it
