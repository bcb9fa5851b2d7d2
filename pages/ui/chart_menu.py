"""The menu of a chart: its picture, a link to this view, the view for a room, a place in the session plan."""

from functools import partial
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from analysis.demonstration import INVENTED_NOTE
from analysis.export.chart_data import chart_excel, chart_package
from analysis.export.excel import EXCEL_TYPE
from analysis.export.snippets import numbers_address
from analysis.palette import palette
from analysis.plan import VIEWS_MOST
from analysis.story import OBSERVATIONS, Story
from data.load import TableError
from data.own_edition import OWN_SLUG
from data.schema import TABLES
from pages.registry import BY_PATH
from pages.ui.address import DRAWN, STAGE, base_url, held, write
from pages.ui.marks import mark_of
from pages.ui.offer import ZIP_TYPE, offer
from pages.ui.parts import NUMBERS_PART, keep_and_redraw
from pages.ui.plan_state import add_to_plan, plan
from pages.ui.room import enter_room
from pages.ui.tab import keep_now
from pages.ui.tables import story_sources, table
from pages.ui.view import View
from pages.ui.visit import (
    PAGE_KEY,
    SCORE_PARAMETERS,
    SCORES_IN_LINK,
    SCORES_OF_LINK,
    carried_parameters,
    compared_line,
    current_profile,
    demonstration,
)

# The page and the chart whose menu is open.
OPEN: Final = "menu_open"
HERE: Final = Path(__file__).parent
FONT: Final = "app/static/fonts/ibm-plex-sans-latin.woff2"
BUTTONS: Final = """
<p class="picture">Picture of this chart, with its headline and source:
<button data-kind="png">PNG</button> <button data-kind="svg">SVG</button>
<span role="status"></span></p>
"""
BUTTON_STYLE: Final = """
.picture { margin: 0; font-size: .95rem; line-height: 2.1; }
.picture button { font: inherit; font-weight: 600; color: var(--st-link-color); background: transparent;
  cursor: pointer; border: 1px solid var(--st-border-color); border-radius: 6px;
  padding: .1rem .8rem; margin: 0 .2rem; }
.picture button:hover { outline: 2px solid currentColor; }
.picture span { display: block; line-height: 1.4; }
"""
picture_buttons = st.components.v2.component(
    "match_atlas.chart_image",
    html=BUTTONS,
    css=BUTTON_STYLE,
    js=(HERE / "chart_image.js").read_text(encoding="utf-8"),
    # In a document of their own the buttons would be lost to the keyboard once the focus has left the menu.
    isolate_styles=False,
)


def _picture(view: View, key: str) -> None:
    """Draw the buttons that save the chart as it stands on the page, headline, legend and source included."""
    story, colours, demo = view.story, palette(view.dark), demonstration()
    invented = [f"{demo.label}. {INVENTED_NOTE}"] if demo else []
    picture_buttons(
        key=f"picture_{key}",
        data={
            "chart": f"chart_{key}",
            "headline": story.headline,
            "subtitle": story.subtitle,
            "alt": story.alt,
            "legend": [(*mark_of(mark, colours), meaning) for mark, meaning in story.legend],
            "below": [*invented, *story.context, *story.notes, *filter(None, [story_sources(story)])],
            "name": story.file_name.removesuffix(".csv"),
            "paper": colours.page,
            "ink": colours.text,
            "font": f"{base_url()}/{FONT}",
        },
    )


def here() -> tuple[str, dict[str, str]]:
    """Return the page and what its address says about this view: no scores, nothing about how it is shown.

    What is usual for the visitor is named where it may be another for somebody else's numbers: a link or a
    plan shows the same to everybody.
    """
    hidden, page = {*STAGE, *SCORE_PARAMETERS.values()}, st.session_state[PAGE_KEY]
    said = {name: value for name, value in st.query_params.items() if name not in hidden}
    if demonstration():
        return page, said
    follow = [name for name, selector in BY_PATH[page].selectors.items() if selector.follows]
    return page, said | {name: held(DRAWN)[name] for name in follow if name in held(DRAWN).keys() - said}


def _tick() -> None:
    """Put the scores into the address, or take them out: now by the visitor's wish, whatever a link had."""
    st.session_state[SCORES_OF_LINK] = False
    keep_and_redraw(NUMBERS_PART)


def _link() -> None:
    """Draw the link to this view, and the tick that lets it carry the scores."""
    profile = current_profile()
    entered = any(getattr(profile, name) is not None for name in SCORE_PARAMETERS)
    include = bool(st.session_state.get(SCORES_IN_LINK))
    if entered and not demonstration():
        st.checkbox(
            "Include my scores",
            key=SCORES_IN_LINK,
            # A menu that is closed forgets no tick.
            persist_state="session",
            # The sidebar says too whether the address holds the scores.
            on_change=_tick,
            help="Anybody who gets the link, or sees the browser’s history, can then read your scores.",
        )
        # A place of its own: what is below stays where it is.
        said = st.empty()
        if include:
            said.caption(
                "The link and the address of this page now hold your scores: whoever has them can read them."
            )
    st.caption("A link that opens this view:")
    page, selections = here()
    scores = carried_parameters(with_scores=include)
    parameters = selections | {name: scores[name] for name in SCORE_PARAMETERS.values() if name in scores}
    link = f"{base_url()}/{page}" + (f"?{urlencode(parameters, safe=',')}" if parameters else "")
    st.code(link, language=None, wrap_lines=True)
    if parameters.get("edition") == OWN_SLUG:
        st.caption(
            "The edition that you loaded is in this visit alone: the link shows anybody else another one, "
            "and says so."
        )


@st.cache_resource(show_spinner=False)
def _sources_of_tables() -> dict[str, tuple[str, ...]]:
    """Return which sources the rows of each table with sources name."""
    return {
        name: tuple(table(name)["source_id"].unique())
        for name, spec in TABLES.items()
        if "source_id" in spec.column_names and name not in {"observations", "sources"}
    }


def _known_sources() -> dict[str, tuple[str, ...]]:
    """Return the same; a table that cannot be read costs the papers its own sources and no chart."""
    try:
        return _sources_of_tables()
    except TableError:
        return {}


def _data(story: Story, key: str) -> None:
    """Offer what is drawn with its papers, and the address at which a script gets the same numbers."""
    # A file is built in another thread, which knows neither the visit nor the caches.
    whose = compared_line(story, current_profile(), demonstration())
    address = numbers_address(story.trace, base_url(), story.table)
    papers = (story, table("sources"), _known_sources(), address, whose)
    stem = story.file_name.removesuffix(".csv")
    with st.container(horizontal=True, gap="small"):
        for label, make, ending, mime in (
            ("Excel, with sources", chart_excel, ".xlsx", EXCEL_TYPE),
            ("CSV as data package", chart_package, ".zip", ZIP_TYPE),
        ):
            offer(label, partial(make, *papers), f"{stem}{ending}", mime, key=f"data{ending}_{key}")
    if story.trace or story.table != OBSERVATIONS:
        st.caption("The same numbers for a script or a colleague, one a row:")
        st.code(address, language=None, wrap_lines=True)


def start_presenting() -> None:
    """Show this view to a room; for a button's `on_click`."""
    profile = current_profile()
    page, said = here()
    for name, selector in BY_PATH[page].selectors.items():
        # What the room sees is what the page showed, also where nothing in the address says so.
        usual = selector.usual(profile, said)
        if selector.follows and said.get(name, usual) != usual:
            write(name, said[name])
    enter_room()
    st.rerun()


def _place(key: str) -> tuple[str, str]:
    """Return what tells one chart's menu from every other."""
    return st.session_state[PAGE_KEY], key


def _open_or_close(key: str) -> None:
    """Open the menu of a chart, or close it; for a button's `on_click`."""
    place = _place(key)
    st.session_state[OPEN] = None if st.session_state.get(OPEN) == place else place


def menu_button(key: str) -> None:
    """Draw the button that opens the menu of a chart: what nobody opened is not drawn and costs nothing.

    Not a popover: one that reruns when it closes can meet a click on another page, and leaves that blank.
    """
    is_open = st.session_state.get(OPEN) == _place(key)
    st.button(
        "Close the menu" if is_open else "Picture, data, link, plan",
        icon=":material/close:" if is_open else ":material/ios_share:",
        type="tertiary",
        key="menu",
        shortcut="Esc" if is_open else None,
        on_click=_open_or_close,
        args=(key,),
    )


def chart_menu(view: View, key: str) -> None:
    """Draw the menu of a chart where it was opened."""
    if st.session_state.get(OPEN) != _place(key):
        return
    with st.container(border=True, key=f"panel_{key}"):
        _picture(view, key)
        _data(view.story, key)
        _link()
        st.button(
            "Present this view", icon=":material/slideshow:", key=f"present_{key}", on_click=start_presenting
        )
        page, selections = here()
        if st.button("Add to the session plan", icon=":material/add_notes:", key=f"plan_{key}"):
            add_to_plan(page, selections)
            # The run of a fragment does not reach the frame.
            keep_now(key)
        st.html(f'<p class="subtitle" role="status">{escape(_said(page, selections))}</p>')


def _said(page: str, selections: dict[str, str]) -> str:
    """Say whether this view is in the plan, and where."""
    views = plan()
    places = [
        str(place)
        for place, view in enumerate(views, start=1)
        if view.page == page and dict(view.selections) == selections
    ]
    if not places:
        full = ", the most it can hold" if len(views) >= VIEWS_MOST else ""
        return f"The session plan has {len(views)} view{'' if len(views) == 1 else 's'}{full}."
    return f"In the session plan as view {', '.join(places)} of {len(views)}."
