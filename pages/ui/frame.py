"""The frame of every page, and of every chart: headline, figure, source line, table, and the data."""

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from analysis.editions import averages_years, say_loaded
from analysis.export.chart_data import chart_csv
from pages.ui.chart_menu import chart_menu, menu_button
from pages.ui.editions import loaded_editions
from pages.ui.html import Ready
from pages.ui.offer import offer
from pages.ui.view import View

HERE: Final = Path(__file__).parent
# No zooming, no toolbar: a chart must not catch the finger that scrolls the page.
CHART_CONFIG: Final = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def style(*, large: bool = False) -> None:
    """Load the style sheet, and the one for a room where it is asked for."""
    st.html(_sheet("style.css"))
    if large:
        st.html(_sheet("present.css"))
        if is_dark():
            st.html("<style>:root { --paper: #000; --ink: #fff; }</style>")


@cache
def _sheet(file_name: str) -> str:
    """Return a style sheet without what a browser does not read: every visit starts with it."""
    plain = re.sub(r"/\*.*?\*/", "", (HERE / file_name).read_text(encoding="utf-8"), flags=re.DOTALL)
    dense = re.sub(r"\s*([{};,])\s*", r"\1", " ".join(plain.split()))
    return f"<style>{dense}</style>"


def is_dark() -> bool:
    """Whether the visitor's page is dark."""
    return st.context.theme.type == "dark"


def chart(view: View, key: str) -> None:
    """Show a chart in its frame, under a name of its own on its page."""
    story = view.story
    st.html(Ready(view.above))
    if view.drawn is not None:
        st.plotly_chart(
            view.drawn.written, theme=None, config=CHART_CONFIG, alt=story.alt, key=f"chart_{key}"
        )
    if not story.text_table.columns:
        # No number is known: the words above say so, and there is nothing to take along.
        return
    st.html(Ready(view.below))
    # A page has one chart at a time: what stands below the next one is not made anew in the browser.
    with st.container(horizontal=True, gap="medium", key="along"):
        offer(
            "Data of this chart (CSV)",
            lambda: chart_csv(story),
            story.file_name,
            "text/csv",
            key="csv",
            kind="tertiary",
        )
        menu_button(key)
    chart_menu(view, key)


def footer() -> None:
    """Close every page with what this is and is not."""
    said = escape(say_loaded(loaded_editions()))
    loaded = f", where chosen also {said}" if said else ""
    st.html(
        f'<footer class="colophon"><p>Match Atlas shows averages of the {averages_years()} Match{loaded}, '
        "NRMP’s counts of who matched, what program directors answered, and the scores of residents. It does "
        "not estimate anybody’s chance of matching. It is not affiliated with NRMP, AAMC, ECFMG, NBME, the "
        "USMLE program or any residency program; figures are cited, and citing them here is no "
        "endorsement.</p></footer>"
    )
