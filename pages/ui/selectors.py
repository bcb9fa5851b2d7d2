"""The selectors of every chart page: one row makes a choice known to its page, to links, plans and slides.

A name stands in the address, so names and slugs are permanent; labels may change.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from analysis.choices import not_one_of, read_choice
from analysis.era.compute import BRIDGED_EXAM, NO_YEAR, step2_ck_norms, years_to_choose
from analysis.profile import Profile
from analysis.rates.compute import COUNTED_TYPES
from analysis.standing.comparable import first_exam
from analysis.standing.compute import one_match_year
from analysis.wording import GROUP_LABELS
from data.load import TableError
from data.terms import label_of, slugs
from data.vocabulary import APPLICANT_GROUPS, EXAMS, FILL_GROUPS, POSITION_LEVELS, SPECIALTIES
from pages.ui.choose import carry, choose
from pages.ui.context import known_exams
from pages.ui.count_views import match_years
from pages.ui.tables import table
from pages.ui.visit import addressed_profile, current_profile

SHORTLISTABLE_LABELS: Final = {term.slug: term.label for term in SPECIALTIES if not term.is_total}
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
        default: the usual slug, which needs no mention in the address.
        follows: what finds the usual slug where it follows from the visitor's numbers; `default` is then
            that of somebody without any.
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
    follows: Callable[[Profile], str] | None = None

    def usual(self, profile: Profile | None = None) -> str:
        """Return the usual slug for a profile."""
        return self.follows(profile) if self.follows and profile else self.default

    @property
    def labels(self) -> Mapping[str, str]:
        """Slug -> label of the options, in order."""
        return self.options() if callable(self.options) else self.options


def _weight(name: str, label: str) -> Selector:
    """Return the selector of one weight of the rank."""
    return Selector(name, f"Weight: {label}", {str(weight): str(weight) for weight in range(4)}, "1")


def _first_exam(profile: Profile) -> str:
    """Return the exam shown first; where the averages cannot be read, every exam may come first."""
    try:
        return first_exam(profile, known_exams(profile.applicant_group))
    except TableError:
        return first_exam(profile, slugs(EXAMS))


EXAM: Final = Selector("exam", "Exam", label_of(EXAMS), "step2_ck", follows=_first_exam)


@st.cache_resource(show_spinner=False)
def _known_years() -> tuple[str, ...]:
    """Return the years that a Step 2 CK score can be taken from to that of the averages."""
    year = one_match_year(table("scores"))
    return tuple(years_to_choose(step2_ck_norms(table("usmle_norms")), year))


def _years_taken() -> dict[str, str]:
    """Return the years to choose from; none while no table can be read, which the page says itself."""
    try:
        years = _known_years()
    except TableError:
        years = ()
    return {NO_YEAR: "not chosen", **{slug: slug for slug in years}}


CK_YEAR: Final = Selector(
    "ck_year",
    "The year you took it",
    _years_taken,
    NO_YEAR,
    in_a_row=False,
    width=170,
    help="The national Step 2 CK average has risen. With a year, a second, dashed line shows the score that "
    "was as far from the national average when these people applied. Standings stay those of your score.",
)
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
            CK_YEAR,
        ),
        "specialty": (
            Selector("specialty", "Specialty", SHORTLISTABLE_LABELS, "internal_medicine", in_a_row=False),
            Selector("about", "Show", {"averages": "Averages", "people": "People like you"}, "averages"),
            SEM,
            CK_YEAR,
        ),
        "compare": (
            Selector(
                "side", "Show", {"averages": "Side by side", "map": "Among all", "trend": "Trend"}, "averages"
            ),
            EXAM,
            SEM,
            CK_YEAR,
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
    usual, unsaid = selector.default, ""
    if selector.follows:
        usual, unsaid = selector.usual(current_profile()), selector.usual(addressed_profile())
    if selector.in_a_row:
        more: dict[str, object] = {"required": True}
    else:
        more = {} if selector.width is None else {"width": selector.width}
    return choose(
        st.segmented_control if selector.in_a_row else st.selectbox,
        selector.label,
        selector.name,
        selector.labels,
        usual,
        unsaid,
        help=selector.help,
        **more,
    )


def pick_ck_year(page: str, exams: Collection[str]) -> str:
    """Draw the choice of the year of a Step 2 CK score where one is compared, and keep it elsewhere.

    Args:
        page: url path of the page.
        exams: slugs of the exams whose averages are shown.

    Returns:
        Slug of the year, or `NO_YEAR`.
    """
    profile = current_profile()
    is_compared = (
        BRIDGED_EXAM in exams
        and profile.score(BRIDGED_EXAM) is not None
        and BRIDGED_EXAM in known_exams(profile.applicant_group)
    )
    return pick(page, CK_YEAR.name) if is_compared else carried(page, CK_YEAR.name)


def carried(page: str, name: str) -> str:
    """Return a choice that is made on another page and kept here; it stands in the address all the same."""
    selector = SELECTORS[page][name]
    return carry(selector.name, selector.labels, selector.default)


def read_choices(
    page: str, asked: Mapping[str, str], profile: Profile | None = None
) -> tuple[dict[str, str], list[str]]:
    """Read the choices of a page out of an address or a plan, without drawing anything.

    Args:
        page: url path of the page.
        asked: parameter -> value; parameters that are no choice of this page are left alone.
        profile: whose numbers the view shows; what is usual may follow from them.

    Returns:
        Name -> slug of every choice of the page, and one sentence for each value that is not allowed, for
        which the usual one is taken.
    """
    found, problems = {}, []
    for name, selector in SELECTORS[page].items():
        usual = selector.usual(profile)
        value = asked.get(name, usual)
        slug = read_choice(name, value, selector.labels)
        if slug is None:
            problems.append(
                f"{name} is {not_one_of(name, value, selector.labels)}. "
                f"Showing {selector.labels[usual]} instead."
            )
        found[name] = slug or usual
    return found, problems
