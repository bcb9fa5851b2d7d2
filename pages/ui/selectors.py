"""The selectors of every chart page: one row makes a choice known to its page, to links, plans and slides.

A name stands in the address, so names and slugs are permanent; labels may change.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from analysis.choices import not_one_of, read_choice
from analysis.match_rates import COUNTED_TYPES
from analysis.wording import GROUP_LABELS
from data.vocabulary import APPLICANT_GROUPS, EXAMS, FILL_GROUPS, POSITION_LEVELS, SPECIALTIES, label_of
from pages.ui.address import carry, choose
from pages.ui.count_views import match_years

SPECIALTY_LABELS: Final = {term.slug: term.label for term in SPECIALTIES if not term.is_total}
SEM_HELP: Final = (
    "The standard error of measurement (SEM) of a USMLE score: how far a score may lie from what the same "
    "person would get another day. NBME’s guide gives about 6 points."
)


def _years() -> dict[str, str]:
    """Return the match years of the counts."""
    return {str(year): str(year) for year in match_years()}


@dataclass(frozen=True, slots=True)
class Selector:
    """One choice on one page.

    Attributes:
        name: the address parameter.
        label: what people read beside it.
        options: slug -> label, in order, or a function that returns them.
        default: the slug that needs no mention in the address.
        in_a_row: whether all options are laid out in a row, or folded into a list.
        width: width of a list in pixels.
        help: what the choice means, for a tooltip.
    """

    name: str
    label: str
    options: Mapping[str, str] | Callable[[], Mapping[str, str]]
    default: str
    in_a_row: bool = True
    width: int | None = None
    help: str | None = None

    @property
    def labels(self) -> Mapping[str, str]:
        """Slug -> label of the options, in order."""
        return self.options() if callable(self.options) else self.options


def _weight(name: str, label: str) -> Selector:
    """Return the selector of one weight of the rank."""
    return Selector(name, f"Weight: {label}", {str(weight): str(weight) for weight in range(4)}, "1")


EXAM: Final = Selector("exam", "Exam", label_of(EXAMS), "step1")
SEM: Final = Selector(
    "sem", "Measurement error", {str(sem): f"±{sem}" for sem in range(5, 9)}, "6", help=SEM_HELP
)
# Page -> its selectors, by name. The page decides which of them a view needs.
SELECTORS: Final[Mapping[str, Mapping[str, Selector]]] = {
    page: {selector.name: selector for selector in selectors}
    for page, selectors in {
        "": (),
        "where-i-stand": (
            EXAM,
            Selector(
                "view",
                "Show",
                {"averages": "Averages", "gaps": "Gaps", "share": "Gap and share"},
                "averages",
            ),
            SEM,
        ),
        "specialty": (
            Selector("specialty", "Specialty", SPECIALTY_LABELS, "internal_medicine", in_a_row=False),
            Selector("about", "Show", {"averages": "Averages", "people": "People like you"}, "averages"),
            SEM,
        ),
        "compare": (
            Selector(
                "side", "Show", {"averages": "Side by side", "map": "Among all", "trend": "Trend"}, "averages"
            ),
            EXAM,
            SEM,
        ),
        "research-output": (
            Selector("order", "Sort by", {**label_of(APPLICANT_GROUPS), "name": "Name"}, "non_us_img"),
        ),
        "img-fill": (
            Selector(
                "show",
                "Show",
                {"year": "One year", "trend": "Trend", "guide": "Guide’s column", "difference": "Both"},
                "year",
            ),
            Selector("year", "Match year", _years, "2018", in_a_row=False, width=130),
            Selector(
                "level",
                "Positions",
                {"all": "All levels", **label_of(POSITION_LEVELS)},
                "all",
                in_a_row=False,
                width=230,
            ),
            Selector("order", "Sort by", {**label_of(FILL_GROUPS), "name": "Name"}, "img"),
            Selector("share_of", "Group", label_of(FILL_GROUPS), "img"),
        ),
        "match-rates": (
            Selector(
                "show_rates",
                "Show",
                {"decades": "Four decades", "denominators": "Two denominators"},
                "decades",
            ),
            Selector(
                "type",
                "Applicant type",
                {"mine": "Your applicant group", **{kind: GROUP_LABELS[kind] for kind in COUNTED_TYPES}},
                "mine",
                in_a_row=False,
                width=260,
            ),
        ),
        "credentials": (
            _weight("step1", "Senior Step 1"),
            _weight("research", "Senior research"),
            _weight("img", "Low IMG share"),
        ),
    }.items()
}


def pick(page: str, name: str) -> str:
    """Draw one selector of a page, whose value also stands in the address.

    Args:
        page: url path of the page.
        name: name of the selector.

    Returns:
        The chosen slug.
    """
    selector = SELECTORS[page][name]
    if selector.in_a_row:
        more: dict[str, object] = {"required": True}
    else:
        more = {} if selector.width is None else {"width": selector.width}
    return choose(
        st.segmented_control if selector.in_a_row else st.selectbox,
        selector.label,
        selector.name,
        selector.labels,
        selector.default,
        help=selector.help,
        **more,
    )


def carried(page: str, name: str) -> str:
    """Return a choice that is made on another page and kept here; it stands in the address all the same."""
    selector = SELECTORS[page][name]
    return carry(selector.name, selector.labels, selector.default)


def read_choices(page: str, asked: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Read the choices of a page out of an address or a plan, without drawing anything.

    Args:
        page: url path of the page.
        asked: parameter -> value; parameters that are no choice of this page are left alone.

    Returns:
        Name -> slug of every choice of the page, and one sentence for each value that is not allowed, for
        which the usual one is taken.
    """
    found, problems = {}, []
    for name, selector in SELECTORS[page].items():
        value = asked.get(name, selector.default)
        slug = read_choice(name, value, selector.labels)
        if slug is None:
            problems.append(
                f"{name} is {not_one_of(name, value, selector.labels)}. "
                f"Showing {selector.labels[selector.default]} instead."
            )
        found[name] = slug or selector.default
    return found, problems
