"""The one way from a page's record to the screen: its selectors, the view they ask for, and its own parts.

Presenting, plans, slides and links ask the same view, see `pages.registry.view_for`.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from html import escape

import streamlit as st

from analysis.profile import Profile
from data.load import TableError
from pages.ui.address import DRAWN, held, mention_unknown
from pages.ui.choose import carry, choose
from pages.ui.editions import request_of
from pages.ui.frame import chart, is_dark
from pages.ui.html import Ready
from pages.ui.notes import edition_note
from pages.ui.page import EmptyViewError, Link, Page, PageView, ViewRequest
from pages.ui.parts import ABOVE_PART, BELOW_PART, draw_part, page_part
from pages.ui.selectors import EDITION
from pages.ui.tables import guarded
from pages.ui.visit import current_profile, current_shortlist


def _asked() -> ViewRequest:
    """Return what a page without selectors is asked for."""
    return request_of(current_profile(), current_shortlist(), {}, dark=is_dark())


@dataclass(frozen=True, slots=True)
class Beside:
    """What a page has above or below its part, in a part of its own; it sees no choices of selectors.

    Attributes:
        draw: draws it.
        shows: returns all that it depends on but for what is entered in it; while that is the same, it is not
            drawn again. Usually it depends on nothing.
    """

    draw: Callable[[ViewRequest], object]
    shows: Callable[[ViewRequest], object] = lambda asked: None

    def show(self, key: str) -> None:
        """Draw it as a part with this key."""

        def draw() -> None:
            with guarded():
                self.draw(_asked())

        def shows(asked: ViewRequest) -> object:
            try:
                return self.shows(asked)
            except TableError as broken:
                return str(broken)

        draw_part(key, draw, _asked, shows)


def head(page: Page, *more: str) -> None:
    """Draw the heading of a page, and what in the address it does not know but for `more` parameters."""
    st.title(page.heading or page.title, anchor=False)
    st.html(f'<p class="lead">{escape(page.lead)}</p>')
    mention_unknown({*page.selectors, *more})


def pick_all(page: Page, profile: Profile) -> dict[str, str]:
    """Draw the selectors that the choices before them and the visitor's numbers need.

    Returns:
        Name -> slug of every choice of the page; the usual one where there was nothing to choose.
    """
    choices, line = dict[str, str](), None
    for name, selector in page.selectors.items():
        if selector.needed(choices, profile):
            if selector.in_line:
                line = line or st.container(horizontal=True, gap="medium")
            with line if selector.in_line and line else nullcontext():
                choices[name] = choose(selector, profile, choices)
            continue
        # A link names what is drawn.
        held(DRAWN).pop(name, None)
        # What is usual may take a table to know, and nothing that is shown depends on it.
        choices[name] = carry(selector, profile, choices) if selector.is_kept else selector.default
    return choices


def draw(shown: PageView) -> None:
    """Draw a view: its chart in the frame, and what stands below."""
    chart(shown.chart, shown.key)
    draw_blocks(shown.below)


def draw_blocks(blocks: Iterable[str | tuple[Link, ...]]) -> None:
    """Draw HTML and rows of links below each other."""
    for block in blocks:
        if isinstance(block, str):
            st.html(Ready(block))
            continue
        with st.container(horizontal=True):
            for link in block:
                st.page_link(
                    link.file,
                    label=link.label or None,
                    icon=":material/arrow_forward:",
                    query_params=link.choices,
                )


def _is_of_averages(page: Page, asked: ViewRequest) -> bool:
    """Whether a page shows averages, and no other evidence that it can show."""
    others = (asked.choices.get(name, "averages") for name in ("beside", "about"))
    return EDITION.name in page.selectors and all(other == "averages" for other in others)


def show_page(
    page: Page,
    *,
    in_frame: Callable[[], Callable[[Profile], None]] | None = None,
    above: Callable[[Profile], None] | None = None,
    beside: Callable[[ViewRequest], None] | None = None,
    below: Callable[[ViewRequest], None] | None = None,
    inputs: Beside | None = None,
    more: Sequence[Beside] = (),
) -> None:
    """Show a page with a view; what its selectors or the sidebar change is drawn again by itself.

    Args:
        page: its record.
        in_frame: draws what it has above all, which is not drawn again; returns `above`.
        above: draws what the page alone has above its selectors, for a profile; where there is nothing to
            choose yet it raises `EmptyViewError`, whose sentence stands in place of the rest.
        beside: draws what it has between selectors and chart.
        below: draws what it has below.
        inputs: what it has above all, in a part of its own.
        more: what it has below all, each in a part of its own.
    """
    head(page)
    if inputs:
        inputs.show(ABOVE_PART)
    if in_frame:
        above = in_frame()

    @page_part
    def show() -> None:
        try:
            with guarded():
                profile = current_profile()
                if above:
                    above(profile)
                chosen = pick_all(page, profile)
                asked = request_of(profile, current_shortlist(), chosen, dark=is_dark())
                if _is_of_averages(page, asked) and not edition_note(page, asked):
                    return
                if beside:
                    # However much it draws, the chart has the same place.
                    with st.container():
                        beside(asked)
                with guarded():
                    draw(page.shown(asked))
                if below:
                    below(asked)
        except EmptyViewError as nothing:
            st.info(str(nothing), icon=":material/playlist_add:")

    show()
    for place, part in enumerate(more):
        part.show(f"{BELOW_PART}_{place}")
