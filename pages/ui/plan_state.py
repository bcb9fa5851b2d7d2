"""The session plan of this visit: kept in memory, saved to the advisor's own machine."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from analysis.plan import VIEWS_MOST, Plan, PlanView
from pages.registry import BY_PATH
from pages.ui.address import CARRIED
from pages.ui.visit import SCORE_PARAMETERS

PLAN_KEY: Final = "plan"
# What was loaded from a file last, with the problems it had.
FROM_FILE: Final = "plan_from_file"
# What a view of a plan may carry: the choices of its page, and what every page carries but the scores.
SHARED: Final = frozenset(CARRIED) - frozenset(SCORE_PARAMETERS.values())
KNOWN: Final = {path: SHARED | {*page.selectors} for path, page in BY_PATH.items() if page.view}


def plan() -> Plan:
    """Return the plan of this visit."""
    views: Plan = st.session_state.get(PLAN_KEY, ())
    return views


def keep_plan(views: Plan) -> None:
    """Make `views` the plan of this visit."""
    st.session_state[PLAN_KEY] = views


def add_to_plan(page: str, selections: Mapping[str, str]) -> None:
    """Add a view at the end, where there is room."""
    kept = tuple((name, value) for name, value in selections.items() if name in KNOWN[page])
    if len(plan()) < VIEWS_MOST:
        keep_plan((*plan(), PlanView(page, kept)))
