"""The pages: one row makes a page known to the navigation, the overview, the tests and the benchmark."""

from dataclasses import dataclass
from typing import Final

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
from data.schema import TABLES

NAME: Final = "Match Atlas"
SUMMARY: Final = (
    "Where your numbers sit beside the people who matched and did not match in the US residency Match, "
    "specialty by specialty, and where every number came from."
)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page, in the order of the navigation.

    Attributes:
        file: its script.
        title: its title.
        icon: its icon.
        url_path: its address.
        summary: one line on what it is for.
        reads: every table that its views read, and which numbers of it they show or use. A number's
            provenance names its pages by this, and a test compares it with what the pages really read.
    """

    file: str
    title: str
    icon: str
    url_path: str
    summary: str
    reads: tuple[Read, ...] = ()


# What stands wherever averages do: the sources, and the national averages of the notes.
_PAPERS: Final = (Read("sources"), Read("usmle_norms"))
_STANDINGS: Final = (Read("scores"), Read("positions", counts_of_the_averages), *_PAPERS)
_OVERVIEW: Final = (
    Read("scores", matched_step1),
    Read("positions", counts_of_the_averages),
    Read("sources"),
)
_SPECIALTY: Final = (
    Read("scores"),
    Read("research_output"),
    Read("img_fill"),
    Read("positions"),
    Read("choices", choices_summed),
    Read("only_choice", latest_only_choice),
    Read("printed_rows"),
    *_PAPERS,
)
_COMPARE: Final = (
    Read("scores"),
    Read("research_output"),
    Read("positions", counts_of_any_year),
    *_PAPERS,
)
_RESEARCH: Final = (
    Read("research_output"),
    Read("positions", counts_of_the_averages),
    Read("scores", no_number),
    Read("sources"),
)
_FILL: Final = (Read("positions"), Read("img_fill"), Read("sources"))
_RATES: Final = (
    Read("match_rates", rate_in_series),
    Read("applicants", counted_types),
    Read("restatements"),
    Read("policy_events"),
    # The year of the averages is the one that its headline is about.
    Read("scores", no_number),
    Read("sources"),
)
_CREDENTIALS: Final = (
    Read("scores", senior_matched_step1),
    Read("research_output", senior_research),
    Read("positions", counts_of_the_averages),
    Read("img_fill", no_number),
    Read("sources"),
)

PAGES: Final = (
    PageSpec(
        "overview.py",
        "Overview",
        ":material/home:",
        "",
        "What the app answers, and all specialties in one picture.",
        _OVERVIEW,
    ),
    PageSpec(
        "where_i_stand.py",
        "Where I stand",
        ":material/straighten:",
        "where-i-stand",
        "Your scores beside the averages of every specialty, and where else to look.",
        _STANDINGS,
    ),
    PageSpec(
        "specialty.py",
        "Specialty",
        ":material/search:",
        "specialty",
        "Everything the data says about one specialty.",
        _SPECIALTY,
    ),
    PageSpec(
        "compare.py",
        "Compare",
        ":material/compare_arrows:",
        "compare",
        "Two to six specialties side by side on every measure, and what differs most.",
        _COMPARE,
    ),
    PageSpec(
        "research_output.py",
        "Research output",
        ":material/article:",
        "research-output",
        "How many abstracts, presentations and publications those who matched listed.",
        _RESEARCH,
    ),
    PageSpec(
        "img_fill.py",
        "IMG fill",
        ":material/stacked_bar_chart:",
        "img-fill",
        "The share of international medical graduates, specialty by specialty.",
        _FILL,
    ),
    PageSpec(
        "match_rates.py",
        "Match rates",
        ":material/show_chart:",
        "match-rates",
        "Four decades of match rates by applicant type, and what a rate is taken of.",
        _RATES,
    ),
    PageSpec(
        "credentials.py",
        "Credentials of those who matched",
        ":material/leaderboard:",
        "credentials",
        "A rank out of three averages, with weights you can move.",
        _CREDENTIALS,
    ),
    PageSpec(
        "session_plan.py",
        "Session plan",
        ":material/playlist_play:",
        "session-plan",
        "The views you will show, in order, with notes: to present, to save, or as slides.",
        (*_OVERVIEW, *_STANDINGS, *_SPECIALTY, *_COMPARE, *_RESEARCH, *_FILL, *_RATES, *_CREDENTIALS),
    ),
    PageSpec(
        "caseload.py",
        "Caseload",
        ":material/groups:",
        "caseload",
        "A file of advisees beside the averages at once: a table, and a handout for each.",
        _COMPARE,
    ),
    PageSpec(
        "data_and_method.py",
        "Data and method",
        ":material/database:",
        "data",
        "Every table, where each number comes from, and what it cannot say.",
        tuple(Read(table) for table in TABLES),
    ),
)


_BY_ANY_NAME: Final = {
    "": "",
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
