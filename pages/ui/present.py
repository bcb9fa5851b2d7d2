"""Presenter mode: one chart that fills the screen, as many rows as can be read, and steps through a plan."""

from collections.abc import Mapping
from html import escape
from math import ceil
from typing import Final

import plotly.graph_objects as go
import streamlit as st

from analysis.demonstration import INVENTED_NOTE
from analysis.figures.presenting import presented, row_names, rows_most
from analysis.story import Story
from analysis.wording import SPECIALTY_LABELS, quoted
from pages.ui.address import STAGE, mention_unknown, remember, warn
from pages.ui.frame import CHART_CONFIG, finding, is_dark, source_line
from pages.ui.plan_state import FILES, plan
from pages.ui.room import current_room, end_key, watch_room
from pages.ui.scenes import SCENES, EmptySceneError, scene
from pages.ui.selectors import SELECTORS, read_choices
from pages.ui.views import View
from pages.ui.visit import (
    SCORES_IN_LINK,
    carried_parameters,
    current_profile,
    current_shortlist,
    demonstration,
)

SHORTLISTED: Final = "shortlist"
# Which rows an address may ask for where it does not know how many parts there are: those at the end.
LAST_ROWS: Final = "end"
# The view of the plan that was asked for, and its rows.
TURN: Final = "turn_to"
# The room was left, and the page that its visitor returns to has not been drawn whole yet.
LEFT: Final = "room_left"


def is_presenting() -> bool:
    """Whether the address asks for presenter mode; one that a room was just left with does not count.

    A screen or a tab with something to say before the browser has the new address says it with the old one.
    """
    if LEFT in st.session_state:
        _forget_stage()
    return st.query_params.get("present") == "1"


def arrived() -> None:
    """Know that a page outside the room was drawn whole: an address that asks for a room gets it again."""
    st.session_state.pop(LEFT, None)


def _forget_stage() -> None:
    """Take out of the address what only a room asks for."""
    for name in STAGE:
        st.query_params.pop(name, None)


def row_parts(figure: go.Figure | None, shortlist: tuple[str, ...], most: int) -> dict[str, tuple[int, ...]]:
    """Return the parts in which a figure is shown: slug -> rows from the top.

    Args:
        figure: the figure, or None.
        shortlist: slugs of the specialties compared; they make a part of their own where rows bear their
            names.
        most: how many rows can be read at once, at least one.

    Returns:
        Nothing where the figure has no rows or few enough for one view.
    """
    names = () if figure is None else row_names(figure)
    if len(names) <= most:
        return {}
    size = ceil(len(names) / ceil(len(names) / most))
    parts = {
        str(number): tuple(range(start, min(start + size, len(names))))
        for number, start in enumerate(range(0, len(names), size), start=1)
    }
    labels = {SPECIALTY_LABELS[slug] for slug in shortlist}
    # Where a name stands for several rows, the rows are a shortlist already.
    once = len(set(names)) == len(names)
    listed = tuple(row for row, name in enumerate(names) if once and name in labels)
    return parts | ({SHORTLISTED: listed} if listed else {})


def _part_label(slug: str, rows: tuple[int, ...]) -> str:
    """Return the name of a part for its button."""
    return "Shortlist" if slug == SHORTLISTED else f"Rows {rows[0] + 1}–{rows[-1] + 1}"


def _numbered(parts: Mapping[str, tuple[int, ...]]) -> list[str]:
    """Return the parts that come one after the other."""
    return [slug for slug in parts if slug != SHORTLISTED]


def _part(parts: Mapping[str, tuple[int, ...]], rows: int) -> str:
    """Return which part is shown, with a notice when the address asks for one that is on no screen.

    Args:
        parts: the parts on this screen.
        rows: how many rows the figure has; a smaller screen has no more parts than that.
    """
    first, asked = next(iter(parts), ""), st.query_params.get("rows")
    if asked is None or asked in parts:
        return asked or first
    # A link from a smaller screen: the part it means is on this one within the last.
    from_elsewhere = asked.isascii() and asked.isdecimal() and 1 <= int(asked[:4]) <= rows
    if from_elsewhere or asked == LAST_ROWS:
        return _numbered(parts)[-1] if parts else first
    allowed = (
        f"is not one of: {', '.join(parts)}. Showing {first} instead." if parts else "this chart has not."
    )
    warn(f"The address is partly wrong: rows is {quoted([asked])}, which {allowed}")
    return first


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
    st.switch_page(FILES[view.page], query_params={**carried, **dict(view.selections), **stage})


def _leave(page: str) -> None:
    """Return to the page with its selectors, which show what the room saw; for a button's `on_click`."""
    selectors = SELECTORS.get(page, {})
    profile = current_profile()
    chosen = read_choices(page, st.query_params, profile)[0] if selectors else {}
    usual = {name: selector.usual(profile) for name, selector in selectors.items()}
    remember({name: None if slug == usual[name] else slug for name, slug in chosen.items()})
    st.session_state[LEFT] = True
    _forget_stage()


def _show_rows(part: str) -> None:
    """Show another part of the rows; for a button's `on_click`."""
    st.query_params["rows"] = part


def _ask_for(step: int, rows: str | None = None) -> None:
    """Remember which view of the plan comes next; for a button's `on_click`.

    Not what a button returns: a run that is cut short, by a second key or another screen, would forget it.
    """
    st.session_state[TURN] = (step, rows)


def _turn(
    label: str, icon: str, shortcut: str, part: str | None, view: tuple[int, str | None] | None
) -> None:
    """Draw the button that shows other rows, or else another view of the plan at some of its rows."""
    turns = (_show_rows, (part,)) if part else (_ask_for, view or ())
    st.button(
        label,
        icon=icon,
        shortcut=shortcut,
        # Two buttons to Streamlit: the one that turned to the last rows is not the one that turns to a view.
        key=f"{label}_{'rows' if part else 'view'}",
        disabled=part is None and view is None,
        on_click=turns[0],
        args=turns[1],
    )


def _controls(page: str, parts: Mapping[str, tuple[int, ...]], part: str) -> None:
    """Draw what the presenter needs: back, on, which rows, and the way out."""
    step, last, numbered = _step(), len(plan()), _numbered(parts)
    at = numbered.index(part) if part in numbered else None
    with st.container(key="stage", horizontal=True, vertical_alignment="center", gap="small"):
        if step or len(parts) > 1:
            before = numbered[at - 1] if at else None
            after = None if at is None else next(iter(numbered[at + 1 :]), None)
            earlier = (step - 1, LAST_ROWS) if step and step > 1 else None
            later = (step + 1, None) if step and step < last else None
            _turn("Back", ":material/arrow_back:", "Left", before, earlier)
            _turn("On", ":material/arrow_forward:", "Right", after, later)
        if len(parts) > 1:
            for slug, rows in parts.items():
                st.button(
                    _part_label(slug, rows),
                    key=f"rows_{slug}",
                    type="primary" if slug == part else "tertiary",
                    on_click=_show_rows,
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


def _end() -> None:
    """Ask for what the Home or the End key means: the first or last view, or rows where there is no plan."""
    pressed, step = end_key(), st.query_params.get("step", "")
    rows = LAST_ROWS if pressed == "last" else None
    if plan() and step.isdecimal():
        _ask_for(len(plan()) if pressed == "last" else 1, rows)
    elif rows:
        st.query_params["rows"] = rows
    else:
        st.query_params.pop("rows", None)


def _caption(story: Story) -> list[str]:
    """Return what stands below a chart: what to keep in mind, in one paragraph, and the sources."""
    return [*([" ".join(story.notes)] if story.notes else []), source_line(story.source_ids)]


def _show(view: View, page: str, *, dark: bool) -> tuple[dict[str, tuple[int, ...]], str]:
    """Draw one view, and return the parts of its rows and which of them is shown."""
    story, figure, room, demo = view.story, view.figure, current_room(), demonstration()
    invented = f"{demo.label}. {INVENTED_NOTE}" if demo else ""
    captions = _caption(story)
    legend = "".join(f"----{meaning}" for _, meaning in story.legend)
    height = room.left_for_figure(
        story.headline, (story.subtitle, legend), (invented, *story.beside, *captions)
    )
    most = 1 if figure is None else rows_most(figure, room, height)
    parts = row_parts(figure, current_shortlist(), most)
    part = _part(parts, 0 if figure is None else len(row_names(figure)))
    smaller = room.headline_step(story.headline)
    st.html(f'<div class="smaller-{smaller}">{finding(story, drawn=figure is not None, dark=dark)}</div>')
    if figure is not None:
        shown = presented(figure, parts.get(part, ()), dark=dark, room=room, height=height)
        st.plotly_chart(shown, height="stretch", config=CHART_CONFIG, alt=story.alt, key=f"presented_{page}")
    stamp = f"<p><b>{escape(demo.label)}.</b> {escape(INVENTED_NOTE)}</p>" if demo else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in captions)
    st.html(f'<div class="source">{stamp}{lines}</div>')
    return parts, part


def present(page: str) -> None:
    """Show the chart of a page to a room.

    Args:
        page: url path of the page.
    """
    dark = is_dark()
    parts, part = {}, ""
    with st.container(key="room"):
        watch_room(_end)
        if turn := st.session_state.pop(TURN, None):
            go_to(*turn)
        mention_unknown(SELECTORS.get(page, {}))
        if page not in SCENES:
            st.info("This page has no chart to present. Choose “Leave” to see the page.")
        else:
            try:
                view, problems = scene(
                    page, st.query_params, current_profile(), current_shortlist(), dark=dark, wide=True
                )
            except EmptySceneError as nothing:
                st.info(str(nothing))
            else:
                for problem in problems:
                    warn(f"The address is partly wrong: {problem}")
                parts, part = _show(view, page, dark=dark)
        _controls(page, parts, part)
