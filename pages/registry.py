"""The pages: one row makes a page known to everything, and gives it links, presenting, plans and slides."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from analysis.era.compute import BRIDGED_EXAM
from analysis.profile import Profile
from analysis.provenance.uses import (
    Read,
    choices_summed,
    counted_types,
    counts_of_any_year,
    counts_of_the_averages,
    latest_only_choice,
    matched_step1,
    no_number,
    rate_in_series,
    senior_matched_step1,
    senior_research,
)
from analysis.rates.compute import COUNTED_TYPES
from analysis.wording import GROUP_LABELS
from data.editions import EDITIONS
from data.schema import TABLES
from data.terms import label_of
from data.vocabulary import APPLICANT_GROUPS, FILL_GROUPS, POSITION_LEVELS, SPECIALTIES
from pages.ui.count_views import show_fill, show_rates
from pages.ui.page import Page, Selector, ViewRequest, read_choices
from pages.ui.selectors import (
    EDITION,
    EXAM,
    KEPT_SEM,
    SEM,
    by_name,
    ck_year,
    usual_year,
    weight,
    while_chosen,
    years_counted,
)
from pages.ui.shortlist_views import show_compare
from pages.ui.view import View
from pages.ui.views import show_credentials, show_overview, show_research, show_specialty, show_standing

NAME: Final = "Match Atlas"
SUMMARY: Final = (
    "Where your numbers sit beside the people who matched and did not match in the US residency Match, "
    "specialty by specialty, and where every number came from."
)

# What stands wherever averages do: the sources, and the national averages of the notes.
_PAPERS: Final = (Read("sources"), Read("usmle_norms"))
_COMPARE: Final = (Read("scores"), Read("research_output"), Read("positions", counts_of_any_year), *_PAPERS)

_WITH_A_CHART: Final = (
    Page(
        "overview.py",
        "Overview",
        ":material/home:",
        "",
        "What the app answers, and all specialties in one picture.",
        lead="Match Atlas shows the averages of people who matched and did not match in the US residency "
        "Match, specialty by specialty, beside your own numbers, and says where every number comes from.",
        group="your numbers",
        heading="How do your numbers sit beside those who matched?",
        selectors=by_name(EDITION),
        view=show_overview,
        reads=(
            Read("scores", matched_step1),
            Read("positions", counts_of_the_averages),
            Read("match_rates", no_number),
            Read("sources"),
        ),
    ),
    Page(
        "where_i_stand.py",
        "Where I stand",
        ":material/straighten:",
        "where-i-stand",
        "Your scores beside the averages of every specialty, and where else to look.",
        lead="Your scores beside the averages of those who matched and those who did not, in every "
        "specialty.",
        group="your numbers",
        audience=("applicants", "advisors"),
        selectors=by_name(
            EDITION,
            EXAM,
            Selector(
                "view", "Show", {"averages": "Averages", "gaps": "Gaps", "share": "Gap and share"}, "averages"
            ),
            SEM,
            ck_year(lambda choices: (choices["exam"],)),
        ),
        view=show_standing,
        reads=(Read("scores"), Read("positions", counts_of_the_averages), *_PAPERS),
    ),
    Page(
        "specialty.py",
        "Specialty",
        ":material/search:",
        "specialty",
        "Everything the data says about one specialty.",
        lead="Everything the data says about one specialty: every measure, every group, every caveat.",
        group="your numbers",
        selectors=by_name(
            EDITION,
            Selector(
                "specialty",
                "Specialty",
                {term.slug: term.label for term in SPECIALTIES if not term.is_total},
                "internal_medicine",
                in_a_row=False,
                in_line=False,
            ),
            Selector(
                "about",
                "Show",
                {"averages": "Averages", "people": "People like you"},
                "averages",
                in_line=False,
            ),
            KEPT_SEM,
            ck_year(lambda choices: (BRIDGED_EXAM,) if choices["about"] == "averages" else (), in_line=False),
        ),
        view=show_specialty,
        reads=(
            Read("scores"),
            Read("research_output"),
            Read("img_fill"),
            Read("positions"),
            Read("choices", choices_summed),
            Read("only_choice", latest_only_choice),
            Read("printed_rows"),
            *_PAPERS,
        ),
    ),
    Page(
        "compare.py",
        "Compare",
        ":material/compare_arrows:",
        "compare",
        "Two to six specialties side by side on every measure, and what differs most.",
        lead="Your shortlist side by side on every measure, and what differs most between them.",
        group="your numbers",
        audience=("applicants", "advisors"),
        selectors=by_name(
            EDITION,
            Selector(
                "side", "Show", {"averages": "Side by side", "map": "Among all", "trend": "Trend"}, "averages"
            ),
            replace(EXAM, needed=while_chosen("side", "map")),
            KEPT_SEM,
            ck_year(
                lambda choices: {"map": (choices["exam"],), "trend": ()}.get(choices["side"], (BRIDGED_EXAM,))
            ),
        ),
        view=show_compare,
        reads=_COMPARE,
    ),
    Page(
        "research_output.py",
        "Research output",
        ":material/article:",
        "research-output",
        "How many abstracts, presentations and publications those who matched listed.",
        lead="How many abstracts, presentations and publications those who matched listed, on average.",
        group="the field",
        selectors=by_name(
            EDITION,
            Selector(
                "order",
                "Sort by",
                {**label_of(APPLICANT_GROUPS), "name": "Name"},
                "non_us_img",
                in_line=False,
            ),
        ),
        view=show_research,
        reads=(
            Read("research_output"),
            Read("positions", counts_of_the_averages),
            Read("scores", no_number),
            Read("sources"),
        ),
    ),
    Page(
        "img_fill.py",
        "IMG fill",
        ":material/stacked_bar_chart:",
        "img-fill",
        "The share of international medical graduates, specialty by specialty.",
        lead="How many of the places go to international medical graduates, by NRMP’s own counts.",
        group="the field",
        selectors=by_name(
            Selector(
                "show",
                "Show",
                {"year": "One year", "trend": "Trend", "guide": "Guide’s column", "difference": "Both"},
                "year",
                in_line=False,
            ),
            Selector(
                "year",
                "Match year",
                years_counted,
                str(EDITIONS[0].match_year),
                in_a_row=False,
                width=130,
                follows=usual_year,
                needed=while_chosen("show", "year"),
            ),
            Selector(
                "level",
                "Positions",
                {"all": "All levels", **label_of(POSITION_LEVELS)},
                "all",
                in_a_row=False,
                width=230,
                needed=while_chosen("show", "year", "trend"),
            ),
            Selector(
                "order",
                "Sort by",
                {**label_of(FILL_GROUPS), "name": "Name"},
                "img",
                needed=while_chosen("show", "year", "guide"),
            ),
            Selector(
                "share_of", "Group", label_of(FILL_GROUPS), "img", needed=while_chosen("show", "difference")
            ),
        ),
        view=show_fill,
        reads=(Read("positions"), Read("img_fill"), Read("sources")),
    ),
    Page(
        "match_rates.py",
        "Match rates",
        ":material/show_chart:",
        "match-rates",
        "Four decades of match rates by applicant type, and what a rate is taken of.",
        lead="How often people match to a first-year position at all, and out of how many.",
        group="the field",
        selectors=by_name(
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
                needed=while_chosen("show_rates", "denominators"),
            ),
        ),
        view=show_rates,
        reads=(
            Read("match_rates", rate_in_series),
            Read("applicants", counted_types),
            Read("restatements"),
            Read("policy_events"),
            Read("sources"),
        ),
    ),
    Page(
        "credentials.py",
        "Credentials of those who matched",
        ":material/leaderboard:",
        "credentials",
        "A rank out of three averages, with weights you can move.",
        lead="A rank by what those who matched had: Step 1 and research of US MD seniors, and a low share of "
        "IMGs.",
        group="the field",
        audience=("applicants", "researchers"),
        selectors=by_name(
            EDITION,
            weight("step1", "Senior Step 1"),
            weight("research", "Senior research"),
            weight("img", "Low IMG share"),
        ),
        view=show_credentials,
        reads=(
            Read("scores", senior_matched_step1),
            Read("research_output", senior_research),
            Read("positions", counts_of_the_averages),
            Read("img_fill", no_number),
            Read("sources"),
        ),
    ),
)

# In the order of the navigation.
PAGES: Final = (
    *_WITH_A_CHART,
    Page(
        "session_plan.py",
        "Session plan",
        ":material/playlist_play:",
        "session-plan",
        "The views you will show, in order, with notes: to present, to save, or as slides.",
        lead="The views you will show, in order, each with a note: presented, saved, or as slides.",
        group="advising",
        audience=("advisors",),
        reads=tuple(read for page in _WITH_A_CHART for read in page.reads),
    ),
    Page(
        "caseload.py",
        "Caseload",
        ":material/groups:",
        "caseload",
        "A file of advisees beside the averages at once: a table, and a handout for each.",
        lead="A whole file of advisees beside the averages at once: a table of standings, and a handout for "
        "each.",
        group="advising",
        audience=("advisors",),
        reads=_COMPARE,
    ),
    Page(
        "data_and_method.py",
        "Data and method",
        ":material/database:",
        "data",
        "Every table, where each number comes from, and what it cannot say.",
        lead="Any slice of the data with its papers, and where each number comes from.",
        group="the data",
        audience=("researchers", "advisors"),
        reads=tuple(Read(table) for table in TABLES),
    ),
)
BY_PATH: Final[Mapping[str, Page]] = {page.url_path: page for page in PAGES}

_BY_ANY_NAME: Final = {
    "index": "",
    "home": "",
    **{
        name.casefold().replace("_", "-").replace(" ", "-"): page.url_path
        for page in reversed(PAGES)
        for name in (page.file.removesuffix(".py"), page.title, page.url_path)
    },
}


def page_for_path(path: str) -> str | None:
    """Return the path of the page that an address means in another case or by its title.

    Args:
        path: what stands after the server's name, decoded; slashes around it do not count.

    Returns:
        The page's own path, empty for the first page, or None where no page is meant.
    """
    written = "-".join(path.strip("/ ").removesuffix(".html").casefold().replace("_", " ").split())
    return _BY_ANY_NAME.get(written)


def view_for(
    path: str,
    asked: Mapping[str, str],
    profile: Profile,
    shortlist: tuple[str, ...],
    *,
    dark: bool,
    wide: bool = False,
) -> tuple[View, list[str]]:
    """Return the chart that a page shows for an address or a view of a plan.

    Parameters that are no choice of the page are left alone.

    Returns:
        The view, and one sentence for each value that is not allowed.

    Raises:
        EmptyViewError: there is nothing to draw yet.
        LookupError: the page has no view.
    """
    choices, problems = read_choices(BY_PATH[path].selectors, asked, profile)
    return BY_PATH[path].shown(ViewRequest(profile, shortlist, choices, dark, wide)).chart, problems
