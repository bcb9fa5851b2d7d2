"""Scenes: the chart of every page for given choices, without drawing a selector.

Presenter mode, plans and slides show what a page shows; a page's own script calls the same cached views.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from analysis.era.compute import NO_YEAR
from analysis.profile import Profile
from analysis.shortlist.compute import FEWEST
from pages.ui.count_views import (
    counts_view,
    denominators_view,
    difference_view,
    guide_view,
    people_view,
    rates_view,
    trend_view,
)
from pages.ui.selectors import SELECTORS, read_choices
from pages.ui.shortlist_views import map_view, side_by_side_view
from pages.ui.view import View
from pages.ui.views import credentials_view, overview_view, research_view, specialty_view, standing_view


class EmptyViewError(ValueError):
    """There is nothing to draw yet; the message is a sentence that a visitor may read."""


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """What a scene is asked for: whose numbers, which specialties, the choices, background and room."""

    profile: Profile
    shortlist: tuple[str, ...]
    choices: Mapping[str, str]
    dark: bool
    wide: bool = False

    @property
    def sem(self) -> float:
        """The standard error of measurement, points."""
        return float(self.choices["sem"])

    @property
    def ck_year(self) -> str:
        """Slug of the year a Step 2 CK score was taken in, or that none is chosen."""
        return self.choices.get("ck_year", NO_YEAR)

    @property
    def group(self) -> str:
        """Slug of the applicant group."""
        return self.profile.applicant_group


def _specialty(asked: ViewRequest) -> View:
    """Return the averages of a specialty, or how many people like the visitor matched there."""
    specialty = asked.choices["specialty"]
    if asked.choices["about"] == "people":
        return people_view(specialty, asked.group, asked.dark).chart
    return specialty_view(asked.profile, specialty, asked.sem, asked.dark, asked.ck_year).chart


def compare_view(asked: ViewRequest) -> View:
    """Return the shortlist side by side, among all specialties, or over the years.

    Raises:
        EmptySceneError: fewer than two specialties are on the shortlist.
    """
    side = asked.choices["side"]
    if len(asked.shortlist) < FEWEST:
        raise EmptyViewError(
            "Two to six specialties have to be on the shortlist before they can be compared."
        )
    if side == "map":
        exam = asked.choices["exam"]
        return map_view(
            asked.profile, asked.shortlist, exam, asked.sem, asked.dark, asked.wide, asked.ck_year
        )
    if side == "trend":
        return trend_view(asked.shortlist, "all", asked.dark, asked.wide)
    return side_by_side_view(asked.profile, asked.shortlist, asked.sem, asked.dark, asked.ck_year).chart


def fill_view(asked: ViewRequest) -> View:
    """Return one year of NRMP's counts, their trend, the guide's column, or both side by side."""
    choices = asked.choices
    return {
        "year": lambda: counts_view(int(choices["year"]), choices["level"], choices["order"], asked.dark),
        "trend": lambda: trend_view(asked.shortlist, choices["level"], asked.dark, asked.wide),
        "guide": lambda: guide_view(choices["order"], asked.dark),
        "difference": lambda: difference_view(choices["share_of"], asked.dark),
    }[choices["show"]]()


def _match_rates(asked: ViewRequest) -> View:
    """Return four decades of rates, or one type's matches under two denominators."""
    if asked.choices["show_rates"] == "decades":
        return rates_view(asked.group, asked.dark, asked.wide).chart
    kind = asked.choices["type"]
    return denominators_view(asked.group if kind == "mine" else kind, asked.dark, asked.wide)


def weights_of(choices: Mapping[str, str]) -> tuple[float, ...]:
    """Return the weights of the rank; equal ones where all three are 0, which would rank nothing."""
    weights = tuple(float(choices[name]) for name in SELECTORS["credentials"])
    return weights if any(weights) else (1.0, 1.0, 1.0)


# Page -> its chart.
VIEWS: Final[Mapping[str, Callable[[ViewRequest], View]]] = {
    "": lambda asked: overview_view(asked.profile.step1, asked.dark),
    "where-i-stand": lambda asked: (
        standing_view(
            asked.profile,
            asked.choices["exam"],
            asked.choices["view"],
            asked.sem,
            asked.dark,
            asked.wide,
            asked.ck_year,
        ).chart
    ),
    "specialty": _specialty,
    "compare": compare_view,
    "research-output": lambda asked: research_view(
        asked.profile.research_items, asked.choices["order"], asked.dark
    ),
    "img-fill": fill_view,
    "match-rates": _match_rates,
    "credentials": lambda asked: credentials_view(weights_of(asked.choices), asked.dark).chart,
}


def view_for(
    page: str,
    asked: Mapping[str, str],
    profile: Profile,
    shortlist: tuple[str, ...],
    *,
    dark: bool,
    wide: bool = False,
) -> tuple[View, list[str]]:
    """Return the chart of one page.

    Args:
        page: url path of the page, a key of `SCENES`.
        asked: parameters of an address or a plan; those that are no choice of the page are left alone.
        profile: whose numbers the chart shows.
        shortlist: slugs of the specialties compared.
        dark: whether the background is dark.
        wide: whether there is the width of a projector.

    Returns:
        The view, and one sentence for each value that is not allowed.

    Raises:
        EmptySceneError: there is nothing to draw yet.
    """
    choices, problems = read_choices(page, asked, profile)
    return VIEWS[page](ViewRequest(profile, shortlist, choices, dark, wide)), problems
