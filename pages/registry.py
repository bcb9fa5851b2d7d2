"""The pages: one row makes a page known to the navigation, the overview, the tests and the benchmark."""

from dataclasses import dataclass
from typing import Final

NAME: Final = "Match Atlas"
SUMMARY: Final = (
    "Where your numbers sit beside the people who matched and did not match in the US residency Match, "
    "specialty by specialty, and where every number came from."
)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its file, title, icon, address and one-line summary, in the order of the navigation."""

    file: str
    title: str
    icon: str
    url_path: str
    summary: str


PAGES: Final = (
    PageSpec(
        "overview.py",
        "Overview",
        ":material/home:",
        "",
        "What the app answers, and all specialties in one picture.",
    ),
    PageSpec(
        "where_i_stand.py",
        "Where I stand",
        ":material/straighten:",
        "where-i-stand",
        "Your scores beside the averages of every specialty, and where else to look.",
    ),
    PageSpec(
        "specialty.py",
        "Specialty",
        ":material/search:",
        "specialty",
        "Everything the data says about one specialty.",
    ),
    PageSpec(
        "compare.py",
        "Compare",
        ":material/compare_arrows:",
        "compare",
        "Two to six specialties side by side on every measure, and what differs most.",
    ),
    PageSpec(
        "research_output.py",
        "Research output",
        ":material/article:",
        "research-output",
        "How many abstracts, presentations and publications those who matched listed.",
    ),
    PageSpec(
        "img_fill.py",
        "IMG fill",
        ":material/stacked_bar_chart:",
        "img-fill",
        "The share of international medical graduates, specialty by specialty.",
    ),
    PageSpec(
        "match_rates.py",
        "Match rates",
        ":material/show_chart:",
        "match-rates",
        "Four decades of match rates by applicant type, and what a rate is taken of.",
    ),
    PageSpec(
        "credentials.py",
        "Credentials of those who matched",
        ":material/leaderboard:",
        "credentials",
        "A rank out of three averages, with weights you can move.",
    ),
    PageSpec(
        "session_plan.py",
        "Session plan",
        ":material/playlist_play:",
        "session-plan",
        "The views you will show, in order, with notes: to present, to save, or as slides.",
    ),
    PageSpec(
        "caseload.py",
        "Caseload",
        ":material/groups:",
        "caseload",
        "A file of advisees beside the averages at once: a table, and a handout for each.",
    ),
    PageSpec(
        "data_and_method.py",
        "Data and method",
        ":material/database:",
        "data",
        "Every table, where each number comes from, and what it cannot say.",
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
