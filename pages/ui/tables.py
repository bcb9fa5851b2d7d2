"""Cached loads: the data edge, where everything is read once and shared."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape
from typing import TypeVar

import pandas as pd
import streamlit as st

from analysis.caveats import say_sources
from analysis.story import Story
from data.guides import TABLE_OF, read_advice
from data.load import TableError, load_table
from data.own_edition import with_sources

T = TypeVar("T")


@st.cache_resource(show_spinner=False)
def table(name: str) -> pd.DataFrame:
    """Return a table, read once per server and shared by everybody: never change it in place.

    Raises:
        TableError: when the table cannot be read; that is not cached, so a repaired file is picked up.
    """
    return load_table(name)


def advice_rows(kind: type[T]) -> tuple[T, ...]:
    """Return what the guides' table of a kind of record says.

    Raises:
        TableError: when the table cannot be read.
    """
    return read_advice(kind, table(TABLE_OF[kind]))


class TablesAsRead(dict[str, pd.DataFrame]):
    """Tables by name, each read when it is first asked for."""

    def __missing__(self, name: str) -> pd.DataFrame:
        """Read a table.

        Raises:
            TableError: when the table cannot be read.
        """
        return table(name)


def tables(*names: str) -> dict[str, pd.DataFrame]:
    """Return several tables by name."""
    return {name: table(name) for name in names}


@st.cache_resource(show_spinner=False)
def source_line(source_ids: tuple[str, ...]) -> str:
    """Return the sources as one line."""
    return say_sources(table("sources"), source_ids)


def source_html(source_ids: Iterable[str]) -> str:
    """Return the sources of what stands above, beside a chart that has its own, as HTML; each once."""
    found = tuple(dict.fromkeys(source_ids))
    return f'<div class="source"><p>{escape(source_line(found))}</p></div>' if found else ""


def story_sources(story: Story) -> str:
    """Return the sources of a chart as one line; also those that somebody loaded, which no table has."""
    if not story.loaded:
        return source_line(story.source_ids)
    return say_sources(with_sources(table("sources"), story.loaded), story.source_ids)


@contextmanager
def guarded() -> Iterator[None]:
    """Show a part of a page; when one of its tables cannot be read, say so and let the rest work."""
    try:
        yield
    except TableError as error:
        st.error(f"{error} This part of the page is left out.", icon=":material/database_off:")
