"""What a view is, and for whom it is kept.

What depends on a visitor's numbers is cached in their session only and goes with it; what shows cohorts alone
is cached for everybody. Cached figures are never changed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from analysis.charts.description import Chart
from analysis.charts.plotly import figure
from analysis.profile import Profile
from analysis.story import Story
from pages.ui.once import Described

P = ParamSpec("P")
T = TypeVar("T")

for_everybody = st.cache_resource(max_entries=64, show_spinner=False)


def per_visit(show: Callable[P, T]) -> Callable[P, T]:
    """Cache what shows a visitor's numbers, in their visit only; where they entered none, for everybody.

    Args:
        show: a function whose first argument is a profile, or one of its numbers.
    """
    own = st.cache_resource(scope="session", max_entries=4, show_spinner=False)(show)
    shared = for_everybody(show)

    @wraps(show)
    def shown(*given: P.args, **named: P.kwargs) -> T:
        whose = given[0]
        is_nobodys = whose is None or (isinstance(whose, Profile) and whose == Profile(whose.applicant_group))
        return (shared if is_nobodys else own)(*given, **named)

    return shown


@dataclass(frozen=True, slots=True)
class View:
    """A chart: what is drawn (None when there is nothing to draw) and its story.

    Of a figure only its description is kept: less memory, and nothing to validate when it is drawn.
    """

    drawn: Described | None
    story: Story


def view_of(chart: Chart | None, story: Story, *, dark: bool, wide: bool = False) -> View:
    """Return a chart, drawn for a page, and its story, which carries it on to slides and presentations.

    Args:
        chart: what is drawn; None, or one that holds no number, where there is nothing to draw.
        story: everything around it.
        dark: whether the page is dark.
        wide: whether there is the width of a projector.
    """
    if chart is None or not chart.has_numbers:
        return View(None, story)
    return View(Described(figure(chart, dark=dark, wide=wide)), replace(story, chart=chart))
