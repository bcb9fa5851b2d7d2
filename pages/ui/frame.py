"""The one chart frame: headline, subtitle, legend, figure, source line, the same in a table, and the data."""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from analysis.editions import averages_years
from analysis.export.chart_data import chart_csv
from analysis.palette import Palette, palette
from analysis.story import Story
from analysis.wording import SPECIALTY_LABELS
from data.vocabulary import TOTAL
from pages.ui.chart_menu import chart_menu, menu_button
from pages.ui.html import html_table
from pages.ui.marks import mark_of
from pages.ui.offer import offer
from pages.ui.once import Described, made_once
from pages.ui.tables import source_line

HERE: Final = Path(__file__).parent
# No zooming, no toolbar: a chart must not catch the finger that scrolls the page.
CHART_CONFIG: Final = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
# Terms that do not break over two lines.
_TERM: Final = re.compile(r"\b(?:(?:[Nn]on-)?US IMGs?|Step (?:1|2 CK))\b")


def style(*, large: bool = False) -> None:
    """Load the style sheet, and the one for a room where it is asked for."""
    st.html(HERE / "style.css")
    if large:
        st.html(HERE / "present.css")
        if is_dark():
            st.html("<style>:root { --paper: #000; --ink: #fff; }</style>")


def is_dark() -> bool:
    """Whether the visitor's page is dark."""
    return st.context.theme.type == "dark"


def title(text: str, lead: str) -> None:
    """Show the title of a page and one sentence on what it answers."""
    st.title(text, anchor=False)
    st.html(f'<p class="lead">{escape(lead)}</p>')


def _unbroken(text: str) -> str:
    """Return text as HTML in which a term of two words keeps to one line."""
    return _TERM.sub(r'<span class="term">\g<0></span>', escape(text))


def _legend(story: Story, colours: Palette) -> str:
    """Return the legend as a line of marks and meanings."""
    marks = "".join(
        f'<span><b aria-hidden="true" style="color:{colour}">{shape}</b>{escape(meaning)}</span>'
        for mark, meaning in story.legend
        for shape, colour in (mark_of(mark, colours),)
    )
    return f'<p class="legend">{marks}</p>' if marks else ""


def _data_address(trace: Iterable[tuple[str, str]]) -> str:
    """Return the address of the observations behind a chart, relative to any page."""
    return "data?" + urlencode([("table", "observations"), *trace], safe=",")


def _row_links(story: Story) -> list[str]:
    """Return where each row of the text table leads: the observations of its specialty, where it has one."""
    if "Specialty" not in story.text_table.columns:
        return []
    # A total that was summed here has no observation of its own: it leads to everything it sums.
    keys = {name: [("specialty", slug)] for slug, name in SPECIALTY_LABELS.items() if slug != TOTAL}
    return [_data_address([*story.trace, *keys.get(name, [])]) for name in story.text_table["Specialty"]]


def finding(story: Story, *, drawn: bool, dark: bool) -> str:
    """Return what stands above a chart as HTML: headline, subtitle, what has to be said, and the legend."""
    context = "".join(f'<p class="beside">{_unbroken(line)}</p>' for line in story.context)
    return (
        f'<header class="finding"><h2>{_unbroken(story.headline)}</h2>'
        f'<p class="subtitle">{escape(story.subtitle)}</p>{context}'
        f"{_legend(story, palette(dark)) if drawn else ''}</header>"
    )


def _below(story: Story, source: str) -> str:
    """Return what stands below a chart as HTML: notes, source, and every value as a table."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in (*story.notes, source))
    text_table = html_table(story.text_table, story.subtitle, _row_links(story))
    return (
        f'<div class="source">{lines}<details><summary>Every value as a table</summary>{text_table}'
        f'<p><a href="{escape(_data_address(story.trace))}" target="_blank" rel="noopener">Trace these '
        "numbers to where they were printed</a> (opens a new tab).</p></details></div>"
    )


def chart(drawn: Described | None, story: Story, *, key: str) -> None:
    """Show one chart in its frame.

    Args:
        drawn: what is drawn, or None when there is nothing to draw and the words say so.
        story: everything around it.
        key: a name for the chart on its page.
    """
    dark = is_dark()
    st.html(
        made_once(
            story,
            ("above", drawn is not None, dark),
            lambda: finding(story, drawn=drawn is not None, dark=dark),
        )
    )
    if drawn is not None:
        st.plotly_chart(drawn, config=CHART_CONFIG, alt=story.alt, key=f"chart_{key}")
    source = source_line(story.source_ids)
    st.html(made_once(story, ("below",), lambda: _below(story, source)))
    with st.container(horizontal=True, gap="medium", key=f"along_{key}"):
        offer(
            "Data of this chart (CSV)",
            lambda: chart_csv(story),
            story.file_name,
            "text/csv",
            key=f"csv_{key}",
            kind="tertiary",
        )
        menu_button(key)
    chart_menu(story, source, key=key, dark=dark)


def footer() -> None:
    """Close every page with what this is and is not."""
    st.html(
        f'<footer class="colophon"><p>Match Atlas shows averages of the {averages_years()} Match, and NRMP’s '
        "counts of who matched. It does not estimate anybody’s chance of matching. It is not affiliated with "
        "NRMP, ECFMG, NBME or any program; figures are cited, and citing them here is no endorsement.</p>"
        "</footer>"
    )
