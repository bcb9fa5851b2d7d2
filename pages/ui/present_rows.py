"""The rows of a chart that a room sees at once: in how many parts, and which of them is asked for."""

from collections.abc import Mapping
from math import ceil
from typing import Final

import streamlit as st

from analysis.charts.description import Chart
from analysis.charts.plotly import row_names
from analysis.wording import SPECIALTY_LABELS, quoted
from pages.ui.address import is_step_in_history, warn

SHORTLISTED: Final = "shortlist"
# Which rows an address may ask for where it does not know how many parts there are: those at the end.
LAST_ROWS: Final = "end"
# Which rows were asked for last, and of which view: a run may be asked for with an address older than that.
ROWS: Final = "rows_of"


def row_parts(chart: Chart | None, shortlist: tuple[str, ...], most: int) -> dict[str, tuple[int, ...]]:
    """Return the parts in which a chart is shown, of at most so many rows: slug -> rows from the top.

    The specialties compared make a part of their own where rows bear their names.

    Returns:
        Nothing where the chart has no rows or few enough for one view.
    """
    names = row_names(chart)
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


def part_label(slug: str, rows: tuple[int, ...]) -> str:
    """Return the name of a part for its button."""
    return "Shortlist" if slug == SHORTLISTED else f"Rows {rows[0] + 1}–{rows[-1] + 1}"


def numbered_parts(parts: Mapping[str, tuple[int, ...]]) -> list[str]:
    """Return the parts that come one after the other."""
    return [slug for slug in parts if slug != SHORTLISTED]


def rows_asked(page: str) -> str | None:
    """Return which rows are asked for: by the button pressed last, or by a link or the way back to a view."""
    view, asked = (page, st.query_params.get("step")), st.query_params.get("rows")
    view_before, asked_before = st.session_state.get(ROWS, (None, None))
    if view == view_before and not is_step_in_history():
        asked = asked_before
    st.session_state[ROWS] = (view, asked)
    if asked is None:
        st.query_params.pop("rows", None)
    elif asked != st.query_params.get("rows"):
        st.query_params["rows"] = asked
    return asked


def part_shown(parts: Mapping[str, tuple[int, ...]], rows: int, asked: str | None) -> str:
    """Return which part is shown, with a notice when the address asks for one that no smaller screen has."""
    first = next(iter(parts), "")
    if asked is None or asked in parts:
        return asked or first
    # A link from a smaller screen: the part it means is on this one within the last.
    from_elsewhere = asked.isascii() and asked.isdecimal() and 1 <= int(asked[:4]) <= rows
    if from_elsewhere or asked == LAST_ROWS:
        return numbered_parts(parts)[-1] if parts else first
    allowed = (
        f"is not one of: {', '.join(parts)}. Showing {first} instead." if parts else "this chart has not."
    )
    warn(f"The address is partly wrong: rows is {quoted([asked])}, which {allowed}")
    return first


def show_rows(part: str | None) -> None:
    """Show another part of the rows; for a button's `on_click`.

    Not in the address alone: a run that is cut short, by a second key or another screen, would forget it.
    """
    view, _ = st.session_state.get(ROWS, (None, None))
    st.session_state[ROWS] = (view, part)
