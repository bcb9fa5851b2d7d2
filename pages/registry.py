"""The pages: one row makes a page known to everything, and gives it links, presenting, plans and slides."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from analysis.editions import WHAT_THERE_IS
from analysis.era.compute import BRIDGED_EXAM
from analysis.profile import Profile
from analysis.provenance.uses import (
    Read,
    counted_types,
    counts_of_any_year,
    counts_of_states,
    counts_of_the_averages,
    no_number,
    rate_in_series,
    senior_matched_step1,
    senior_research,
)
from analysis.rates.compute import COUNTED_TYPES
from analysis.wording import GROUP_LABELS, SPECIALTY_LABELS
from data.schema import TABLES
from data.terms import label_of
from data.vocabulary import AVERAGED_GROUPS, TOTAL
from pages.ui.choice_selectors import LISTS_READS, LISTS_SELECTORS
from pages.ui.choice_views import show_lists
from pages.ui.count_views import show_fill, show_rates
from pages.ui.cycle_views import CYCLE_READS, show_cycle
from pages.ui.director_selectors import DIRECTORS_READS, DIRECTORS_SELECTORS
from pages.ui.director_views import show_directors
from pages.ui.editions import request_of
from pages.ui.evidence_views import show_standing
from pages.ui.experience_views import EXPERIENCE_READS, show_experience
from pages.ui.fill_selectors import FILL_SELECTORS
from pages.ui.next_plan_views import NEXT_PLAN_READS, SHOWN, show_next_plan
from pages.ui.page import (
    DATA,
    FOR_ADVISORS,
    NAVIGATION,
    NEXT_STEPS,
    THE_FIELD,
    YOU,
    NavigationGroup,
    Page,
    Selector,
    read_choices,
)
from pages.ui.readiness_views import ADVISED_READS, READINESS_READS, show_readiness
from pages.ui.selectors import (
    EACH_SPECIALTY,
    EDITION,
    EXAM,
    KEPT_SEM,
    by_name,
    ck_year,
    match_year,
    usual_year,
    weight,
    while_chosen,
    years_counted,
)
from pages.ui.shared_reads import BEYOND_READS, PAPERS, STATES_READS
from pages.ui.shortlist_views import show_compare
from pages.ui.specialty_selectors import SPECIALTY_READS, SPECIALTY_SELECTORS
from pages.ui.specialty_views import show_specialty
from pages.ui.standing_selectors import STANDING_READS, STANDING_SELECTORS
from pages.ui.state_views import PLACE_YEAR, PLACES, show_states
from pages.ui.view import View
from pages.ui.views import show_credentials, show_overview, show_research
from pages.ui.wanted import (
    exam_wanted,
    rank_wanted,
    research_wanted,
    scores_wanted,
    side_wanted,
    specialty_wanted,
)

NAME: Final = "Match Atlas"
SUMMARY: Final = (
    "Where your numbers sit beside the people who matched and did not match in the US residency Match, "
    "specialty by specialty, and where every number came from."
)

_COMPARE: Final = (
    Read("scores"),
    Read("research_output"),
    Read("positions", counts_of_any_year),
    *BEYOND_READS,
    *PAPERS,
)

_WITH_A_CHART: Final = (
    Page(
        "overview.py",
        "Overview",
        ":material/home:",
        "",
        "What the app answers, and all specialties in one picture.",
        lead="Match Atlas shows the averages of people who matched and did not match in the US residency "
        "Match, specialty by specialty, beside your own numbers, and says where every number comes from.",
        group=YOU,
        heading="How do your numbers sit beside those who matched?",
        selectors=by_name(EDITION),
        view=show_overview,
        wants=scores_wanted,
        reads=(
            Read("scores"),
            Read("positions", counts_of_the_averages),
            *(Read(name, no_number) for name in WHAT_THERE_IS if name != "positions"),
            Read("sources"),
        ),
    ),
    Page(
        "where_i_stand.py",
        "Where I stand",
        ":material/straighten:",
        "where-i-stand",
        "Your scores beside averages, residents and what directors named, and where else to look.",
        lead="Your scores in every specialty: beside averages of those who matched and those who did not, "
        "among the residents who got in, or beside the scores that directors named.",
        group=YOU,
        audience=("applicants", "advisors"),
        selectors=STANDING_SELECTORS,
        view=show_standing,
        wants=exam_wanted,
        reads=STANDING_READS,
    ),
    Page(
        "specialty.py",
        "Specialty",
        ":material/search:",
        "specialty",
        "Everything the data says about one specialty.",
        lead="Everything the data says about one specialty: every measure, every group, every caveat.",
        group=YOU,
        selectors=SPECIALTY_SELECTORS,
        view=show_specialty,
        wants=specialty_wanted,
        reads=SPECIALTY_READS,
    ),
    Page(
        "compare.py",
        "Compare",
        ":material/compare_arrows:",
        "compare",
        "Two to six specialties side by side on every measure, and what differs most.",
        lead="Your shortlist side by side on every measure, and what differs most between them.",
        group=YOU,
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
        wants=side_wanted,
        reads=_COMPARE,
    ),
    Page(
        "readiness.py",
        "Readiness",
        ":material/fact_check:",
        "readiness",
        "Your graduation, exams, experience and letters under two guides’ tables of risk.",
        lead="Each factor gets its level under the tables of two guides, with the band beside it; then the "
        "rules that hold, and what can change a level. Dated advice of named guides, not NRMP’s data.",
        group=NEXT_STEPS,
        audience=("applicants", "advisors"),
        view=show_readiness,
        reads=READINESS_READS,
    ),
    Page(
        "clinical_experience.py",
        "Clinical experience",
        ":material/clinical_notes:",
        "clinical-experience",
        "A log of your clinical experience beside the guides: what counts, how recent, what is missing.",
        lead="What you did and plan, on a timeline, beside what guides say of it: dated advice of their "
        "authors, not NRMP’s data. What you enter stays in this tab.",
        group=NEXT_STEPS,
        audience=("applicants", "advisors"),
        view=show_experience,
        reads=EXPERIENCE_READS,
    ),
    Page(
        "requirements_and_dates.py",
        "Requirements and dates",
        ":material/event:",
        "requirements-and-dates",
        "What each step to residency requires, and the dates of any match year.",
        lead="What each step to residency requires, the dates of any match year, and "
        "where your own days do not go with them.",
        group=NEXT_STEPS,
        audience=("applicants", "advisors"),
        view=show_cycle,
        reads=CYCLE_READS,
    ),
    Page(
        "next_plan.py",
        "Plan",
        ":material/event_note:",
        "next-plan",
        "A guide’s plan of 6 to 18 months as your own: months, applications, specialties, and when to stop.",
        lead="A guide’s plan of 6 to 18 months as your own: steps along the calendar, applications in whole "
        "numbers, specialties beside our counts, and a written rule for stopping.",
        group=NEXT_STEPS,
        heading="Your plan to a Match",
        audience=("applicants", "advisors"),
        selectors=by_name(
            Selector("show", "Show", SHOWN, "months", in_line=False),
            # Beside the Match that the plan leads to.
            replace(
                match_year("tier_year", years_counted, usual_year, while_chosen("show", "specialties")),
                label="Counts of the Match of",
                width=200,
            ),
        ),
        view=show_next_plan,
        reads=NEXT_PLAN_READS,
    ),
    Page(
        "research_output.py",
        "Research output",
        ":material/article:",
        "research-output",
        "How many abstracts, presentations and publications those who matched listed.",
        lead="How many abstracts, presentations and publications those who matched listed, on average.",
        group=THE_FIELD,
        selectors=by_name(
            EDITION,
            Selector(
                "order",
                "Sort by",
                {**label_of(AVERAGED_GROUPS), "name": "Name"},
                "non_us_img",
                in_line=False,
            ),
        ),
        view=show_research,
        wants=research_wanted,
        reads=(
            Read("research_output"),
            Read("positions", counts_of_the_averages),
            Read("scores", no_number),
            Read("sources"),
        ),
    ),
    Page(
        "img_fill.py",
        "Who fills the places",
        ":material/stacked_bar_chart:",
        "img-fill",
        "The share of international medical graduates in the places, specialty by specialty.",
        lead="How many of the places go to international medical graduates, by NRMP’s own counts.",
        group=THE_FIELD,
        selectors=FILL_SELECTORS,
        view=show_fill,
        reads=(
            Read("positions"),
            Read("img_fill"),
            Read("filled_by_state", counts_of_states),
            Read("sources"),
        ),
    ),
    Page(
        "states.py",
        "States",
        ":material/grid_on:",
        "states",
        "In which states the places are, how many stayed unfilled, and where IMGs fill them.",
        lead="In which states the places of a specialty are, how many stayed unfilled, and where IMGs fill "
        "them.",
        group=THE_FIELD,
        selectors=by_name(
            Selector(
                "specialty",
                "Specialty",
                {TOTAL: SPECIALTY_LABELS[TOTAL], **EACH_SPECIALTY},
                TOTAL,
                in_a_row=False,
                in_line=False,
            ),
            PLACES,
            PLACE_YEAR,
        ),
        view=show_states,
        reads=(*STATES_READS, Read("sources")),
    ),
    Page(
        "match_rates.py",
        "Match rates",
        ":material/show_chart:",
        "match-rates",
        "Four decades of match rates by applicant type, and what a rate is taken of.",
        lead="How often people match to a first-year position at all, and out of how many.",
        group=THE_FIELD,
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
        "directors.py",
        "Directors",
        ":material/how_to_reg:",
        "directors",
        "What program directors said in the survey: whom they interview, and which factors they cite.",
        lead="What program directors reported: whom they often, seldom or never interview, and which factors "
        "they cite.",
        group=THE_FIELD,
        heading="What directors reported",
        selectors=DIRECTORS_SELECTORS,
        view=show_directors,
        reads=DIRECTORS_READS,
    ),
    Page(
        "lists_and_choices.py",
        "Lists and choices",
        ":material/checklist:",
        "lists-and-choices",
        "How many programs people rank, who chose one specialty alone, and how many per place.",
        lead="How long the lists were, how many of those who ranked one specialty alone matched, and what "
        "places there were.",
        group=THE_FIELD,
        audience=("applicants", "advisors"),
        selectors=LISTS_SELECTORS,
        view=show_lists,
        reads=LISTS_READS,
    ),
    Page(
        "credentials.py",
        "Credentials of those who matched",
        ":material/leaderboard:",
        "credentials",
        "A rank out of three averages, with weights you can move.",
        lead="A rank by what those who matched had: Step 1 and research of US MD seniors, and a low share of "
        "IMGs.",
        group=THE_FIELD,
        audience=("applicants", "researchers"),
        selectors=by_name(
            EDITION,
            weight("step1", "Senior Step 1"),
            weight("research", "Senior research"),
            weight("img", "Low IMG share"),
        ),
        view=show_credentials,
        wants=rank_wanted,
        reads=(
            Read("scores", senior_matched_step1),
            Read("research_output", senior_research),
            Read("positions", counts_of_the_averages),
            Read("img_fill", no_number),
            Read("sources"),
        ),
    ),
)

# In the order of the navigation within their groups.
PAGES: Final = (
    *_WITH_A_CHART,
    Page(
        "session_plan.py",
        "Session plan",
        ":material/playlist_play:",
        "session-plan",
        "The views you will show, in order, with notes: to present, to save, or as slides.",
        lead="The views you will show, in order, each with a note: presented, saved, or as slides.",
        group=FOR_ADVISORS,
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
        group=FOR_ADVISORS,
        audience=("advisors",),
        reads=(*_COMPARE, *ADVISED_READS),
    ),
    Page(
        "data_and_method.py",
        "Data and method",
        ":material/database:",
        "data",
        "Every table, where each number comes from, and what it cannot say.",
        lead="Any slice of the data with its papers, and where each number comes from.",
        group=DATA,
        audience=("researchers", "advisors"),
        reads=tuple(Read(table) for table in TABLES),
    ),
)
BY_PATH: Final[Mapping[str, Page]] = {page.url_path: page for page in PAGES}
BY_GROUP: Final[Mapping[NavigationGroup, tuple[Page, ...]]] = {
    group: tuple(page for page in PAGES if page.group == group) for group in NAVIGATION
}

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
    names_group = not {"group", "demo"}.isdisjoint(asked)
    request = request_of(profile, shortlist, choices, dark=dark, wide=wide, is_of_group=names_group)
    return BY_PATH[path].shown(request).chart, problems
