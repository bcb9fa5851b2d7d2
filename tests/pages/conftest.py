"""Opening a page the way a visitor's browser does, without a browser."""

import json
import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


class _Text(HTMLParser):
    """Collects what a reader would see of a piece of HTML."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_data(self, data):
        self.seen.append(data)


def visible(html):
    reader = _Text()
    reader.feed(html)
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
            below, download = elements[place + 1 + is_drawn :][:2]
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

    def enter(self, **values):
        """Fill in the sidebar: group, step1, step2_ck, research_items."""
        for name, value in values.items():
            if name == "group":
                self.test.sidebar.selectbox(key="profile_group").set_value(value)
            else:
                self.test.sidebar.text_input(key=f"profile_{name}").set_value(value)
        self.test.run()
        return self

    def choose(self, name, slug):
        widgets = (*self.test.segmented_control, *self.test.selectbox, *self.test.multiselect)
        next(w for w in widgets if w.key == f"choice_{name}").set_value(slug).run()
        return self


@pytest.fixture
def open_page(monkeypatch):
    """Return a function that opens a page by file name, with an address and the sidebar filled in."""
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()

    def open_it(file, address=None, **values):
        test = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=30).run()
        if file != "overview.py":
            test.switch_page(file)
        for name, value in (address or {}).items():
            test.query_params[name] = value
        test.run()
        page = Page(test)
        return page.enter(**values) if values else page

    yield open_it
    st.cache_resource.clear()
