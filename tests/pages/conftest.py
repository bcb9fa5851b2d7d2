"""Opening a page the way a visitor's browser does, without a browser."""

import json
import re
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
        widget = next(
            w for w in (*self.test.segmented_control, *self.test.selectbox) if w.key == f"choice_{name}"
        )
        widget.set_value(slug).run()
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
