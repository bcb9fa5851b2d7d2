"""Presenter mode: one chart that fills the screen, as many rows as can be read, and steps through a plan."""

from collections.abc import Mapping
from html import escape
from typing import Final

import streamlit as st

from analysis.charts.plotly import figure, row_names, rows_most
from analysis.charts.room import Room
from analysis.demonstration import INVENTED_NOTE
from analysis.wording import quoted
from pages.registry import BY_PATH, view_for
from pages.ui.address import STAGE, is_step_in_history, mention_unknown, remember, warn
from pages.ui.frame import CHART_CONFIG, is_dark
from pages.ui.page import NEXT_STEPS, EmptyViewError, read_choices
from pages.ui.plan_state import plan
from pages.ui.present_rows import (
    LAST_ROWS,
    ROWS,
    numbered_parts,
    part_label,
    part_shown,
    row_parts,
    rows_asked,
    show_rows,
)
from pages.ui.room import LEFT, current_room, watch_room
from pages.ui.tables import story_sources
from pages.ui.view import Described, View
from pages.ui.visit import (
    SCORES_IN_LINK,
    carried_parameters,
    current_profile,
    current_shortlist,
    demonstration,
)

# The view of the plan that was asked for, until it is there.
TURN: Final = "turn_to"


def is_presenting() -> bool:
    """Whether the address asks for presenter mode; one that a room was just left with does not count.

    A screen or a tab with something to say before the browser has the new address says it with the old one.
    """
    left = st.session_state.get(LEFT)
    if left is False and ("present" not in st.query_params or is_step_in_history()):
        del st.session_state[LEFT]
    elif left is not None:
        _forget_stage()
    return st.query_params.get("present") == "1"


def arrived() -> None:
    """Know that a page outside the room was drawn whole."""
    for key in (TURN, ROWS):
        st.session_state.pop(key, None)
    if LEFT in st.session_state:
        st.session_state[LEFT] = False


def _forget_stage() -> None:
    """Take out of the address what only a room asks for."""
    for name in STAGE:
        st.query_params.pop(name, None)


def _step() -> int | None:
    """Return which view of the plan this is, from 1; None, with a notice, when there is no such view."""
    asked = st.query_params.get("step")
    if asked is None:
        return None
    if asked.isdecimal() and 1 <= int(asked[:4]) <= len(plan()):
        return int(asked[:4])
    warn(
        f"The address asks for view {quoted([asked])} of a session plan, and this visit has {len(plan())}. "
        "Load the plan’s file on the page Session plan to step through it; this view stands alone."
    )
    return None


def go_to(step: int, rows: str | None = None) -> None:
    """Show one view of the plan, counted from 1, from its first rows on or at `rows`; leaves this run."""
    view = plan()[step - 1]
    # What the view does not say stays as it is: the student beside the advisor keeps their group.
    carried = carried_parameters(with_scores=bool(st.session_state.get(SCORES_IN_LINK)))
    stage = {"present": "1", **({"rows": rows} if rows else {}), "step": str(step)}
    st.session_state[ROWS] = ((view.page, str(step)), rows)
    st.session_state.pop(LEFT, None)
    st.switch_page(BY_PATH[view.page].file, query_params={**carried, **dict(view.selections), **stage})


def _leave(page: str) -> None:
    """Return to the page with its selectors, which show what the room saw; for a button's `on_click`."""
    selectors, profile = BY_PATH[page].selectors, current_profile()
    chosen = read_choices(selectors, st.query_params, profile)[0]
    usual = {name: selector.usual(profile, chosen) for name, selector in selectors.items()}
    remember({name: None if slug == usual[name] else slug for name, slug in chosen.items()})
    st.session_state[LEFT] = True
    _forget_stage()


def _ask_for(step: int, rows: str | None = None) -> None:
    """Remember which view of the plan comes next; for a button's `on_click`."""
    st.session_state[TURN] = step
    st.session_state[ROWS] = ((plan()[step - 1].page, str(step)), rows)


def _controls(page: str, parts: Mapping[str, tuple[int, ...]], part: str) -> None:
    """Draw what the presenter needs: back, on, which rows, and the way out."""
    step, last, numbered = _step(), len(plan()), numbered_parts(parts)
    at = numbered.index(part) if part in numbered else None
    with st.container(key="stage", horizontal=True, vertical_alignment="center", gap="small"):
        if step or len(parts) > 1:
            before = numbered[at - 1] if at else None
            after = None if at is None else next(iter(numbered[at + 1 :]), None)
            earlier = (step - 1, LAST_ROWS) if step and step > 1 else None
            later = (step + 1, None) if step and step < last else None
            # Other rows, or else another view of the plan at some of its rows.
            for label, icon, shortcut, part_there, view_there in (
                ("Back", "arrow_back", "Left", before, earlier),
                ("On", "arrow_forward", "Right", after, later),
            ):
                st.button(
                    label,
                    icon=f":material/{icon}:",
                    shortcut=shortcut,
                    # Two buttons to Streamlit: what turned to the last rows is not what turns to a view.
                    key=f"{label}_{'rows' if part_there else 'view'}",
                    disabled=not (part_there or view_there),
                    on_click=show_rows if part_there else _ask_for,
                    args=(part_there,) if part_there else view_there or (),
                )
        if len(parts) > 1:
            for slug, rows in parts.items():
                st.button(
                    part_label(slug, rows),
                    key=f"rows_{slug}",
                    type="primary" if slug == part else "tertiary",
                    on_click=show_rows,
                    args=(slug,),
                )
        if step:
            st.html(f"<p>View {step} of {last}</p>")
        st.button(
            "Leave",
            icon=":material/close_fullscreen:",
            shortcut="Esc",
            type="tertiary",
            key="leave",
            on_click=_leave,
            args=(page,),
        )


def _end(pressed: str) -> None:
    """Ask for what the Home or the End key means: the first or last view, or rows where there is no plan."""
    step = st.query_params.get("step", "")
    rows = LAST_ROWS if pressed == "last" else None
    if plan() and step.isdecimal():
        _ask_for(len(plan()) if pressed == "last" else 1, rows)
    else:
        show_rows(rows)


def _show(view: View, page: str, room: Room | None) -> tuple[dict[str, tuple[int, ...]], str]:
    """Draw one view, and return the parts of its rows and which of them is shown.

    A phone is shown the chart of the page, with all of its rows.
    """
    story, chart, demo = view.story, view.story.chart, demonstration()
    # What a visitor logged and planned is their own, whoever's numbers stand beside it.
    demo = None if BY_PATH[page].group == NEXT_STEPS and not story.compares else demo
    invented = f"{demo.label}. {INVENTED_NOTE}" if demo else ""
    # What to keep in mind, in one paragraph, and the sources.
    captions = [*filter(None, [" ".join(story.notes), story_sources(story)])]
    parts: dict[str, tuple[int, ...]] = {}
    smaller = height = 0
    if room is not None:
        legend = "".join(f"----{meaning}" for _, meaning in story.legend)
        height = room.left_for_figure(
            story.headline, (story.subtitle, legend), (invented, *story.context, *captions)
        )
        most = 1 if chart is None else rows_most(chart, room, height)
        parts = row_parts(chart, current_shortlist(), most)
        smaller = room.headline_step(story.headline)
    asked = rows_asked(page)
    part = part_shown(parts, len(row_names(chart)), asked) if room else ""
    st.html(f'<div class="smaller-{smaller}">{view.above}</div>')
    shown = view.drawn
    if chart is not None and room is not None:
        shown = Described(figure(chart, dark=view.dark, room=room, rows=parts.get(part, ()), height=height))
    if shown is not None:
        st.plotly_chart(
            shown,
            height="stretch" if room else "content",
            theme=None,
            config=CHART_CONFIG,
            alt=story.alt,
            key=f"presented_{page}",
        )
    stamp = f"<p><b>{escape(demo.label)}.</b> {escape(INVENTED_NOTE)}</p>" if demo else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in captions)
    st.html(f'<div class="source">{stamp}{lines}</div>')
    return parts, part


def present(page: str) -> None:
    """Show the chart of a page to a room."""
    dark, room = is_dark(), current_room()
    parts: dict[str, tuple[int, ...]] = {}
    part = ""
    with st.container(key="room"):
        watch_room(_end)
        if (step := st.session_state.get(TURN)) and not is_step_in_history() and _step() != step:
            go_to(step, st.session_state[ROWS][1])
        st.session_state.pop(TURN, None)
        mention_unknown(BY_PATH[page].selectors)
        if BY_PATH[page].view is None:
            st.info("This page has no chart to present. Choose “Leave” to see the page.")
        else:
            try:
                view, problems = view_for(
                    page,
                    st.query_params,
                    current_profile(),
                    current_shortlist(),
                    dark=dark,
                    wide=room is not None,
                )
            except EmptyViewError as nothing:
                st.info(str(nothing))
            else:
                for problem in problems:
                    warn(f"The address is partly wrong: {problem}")
                parts, part = _show(view, page, room)
        _controls(page, parts, part)
