"""What the benchmark does on each page: which widget it changes to which values in turn, and what is new.

Edit the table when a page or a label changes. A wrong row cannot go unnoticed: a label that is not on the
page, a value that is no option, or one that leaves the chart as it was ends that page's measurement with a
sentence saying so.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

# What is chosen or typed at once: widget label -> value, or several values.
Change = Mapping[str, str | tuple[str, ...]]

GROUPS = ("US MD senior", "US IMG", "Non-US IMG")
STEP_1 = ("228", "235", "243")

# New values: each is taken once by one session, in this order. A page's measurement takes about 380; where
# there are fewer, the rest is new to its session only.
_SCORES = tuple(str(score) for score in range(190, 271) if str(score) not in STEP_1)
PEOPLE: tuple[Change, ...] = tuple(
    {"Applicant group": group, "Step 1 score": score, "Research items": items}
    for items, group, score in product(("", "4"), GROUPS, _SCORES)
)
ITEMS: tuple[Change, ...] = tuple(
    {"Applicant group": group, "Research items": str(items)}
    for group, items in product(GROUPS, range(1, 151))
)
SPECIALTIES = (
    *("Anesthesiology", "Dermatology", "Emergency Medicine", "Family Medicine", "General Surgery"),
    *("Internal Medicine", "Neurology", "Otolaryngology", "Pathology", "Pediatrics", "Psychiatry"),
    "Radiation Oncology",
)
_FOUR_SPECIALTIES = tuple(combinations(SPECIALTIES, 4))
SHORTLISTS: tuple[Change, ...] = tuple({"Specialties to compare": four} for four in _FOUR_SPECIALTIES)
# Nothing on Match rates depends on a score: it is drawn again, with one of its six charts.
RATES: tuple[Change, ...] = tuple(
    {"Show": show, "Applicant group": group, "Step 1 score": score}
    for score, group, show in product(_SCORES, GROUPS, ("Two denominators", "Four decades"))
)
# Nothing on Directors depends on a score either: it is drawn again, with one of its charts.
DIRECTORS: tuple[Change, ...] = tuple(
    {"Show": show, "Applicant group": group, "Step 1 score": score}
    for score, group, show in product(_SCORES, GROUPS, ("Factors", "Applicant groups"))
)
STATES: tuple[Change, ...] = tuple(
    {"Specialty": specialty, "Squares show": measure, "Match year": year}
    for year, specialty, measure in product(
        map(str, range(2020, 2013, -1)), SPECIALTIES, ("Unfilled positions", "Positions")
    )
)
WEIGHTS: tuple[Change, ...] = tuple(
    {"Weight: Senior Step 1": step1, "Weight: Senior research": research, "Weight: Low IMG share": img}
    for research, img, step1 in product("0123", repeat=3)
)
# What somebody entered on each page of Next steps, as its file has it; the tab keeps the same.
ENTERED: Mapping[str, Any] = {
    "next_steps": json.loads(Path(__file__).with_name("next_steps.json").read_text(encoding="utf-8"))
}
MATCH = "Match year"
READINESS: tuple[Change, ...] = tuple(
    {"Year of graduation": year, "Months of US clinical experience": months}
    for months, year in product(map(str, range(1, 13)), map(str, range(1985, 2026)))
)
# The Match changes the timeline, the others what stands below it.
EXPERIENCE: tuple[Change, ...] = tuple(
    {"Specialty you apply for": specialty, "Visa you would be on": visa, MATCH: year}
    for visa, specialty, year in product(
        ("B-1/B-2, visitor", "F-1, student"), SPECIALTIES, ("2028", "2029", "2030")
    )
)
CYCLES: tuple[Change, ...] = tuple(
    {"Step 3": mark, MATCH: year} for mark, year in product(("Open", "Done"), map(str, range(1985, 2100)))
)
# Nothing on Plan depends on a score: it is drawn again, with one of its charts.
PLANS: tuple[Change, ...] = tuple(
    {"Show": show, "Applicant group": group, "Step 1 score": score}
    for score, group, show in product(_SCORES, GROUPS, ("Applications", "Months"))
)
PLANNED = "Programs you plan to rank"
# A planned length lays a line over charts that are everybody's.
LISTS: tuple[Change, ...] = tuple(
    {"Applicant group": group, PLANNED: str(planned)} for planned, group in product(range(1, 101), GROUPS)
)


@dataclass(frozen=True)
class Journey:
    """One page and one interaction on it.

    Attributes:
        url_path: The page's path below the root, "" for the home page.
        title: What the report calls the page.
        label: The accessible label of the widget to change.
        values: At least two displayed values, taken in turn. Each must change what the page shows.
        query: What the address asks for behind a question mark, where the page is empty without it.
        new: Changes that give what no session has shown before.
        entered: What the tab kept of an earlier visit, where the page is empty without it.
        is_kept: Whether the page may keep something of a value it has shown.
        against_before: Whether an earlier version is measured on this page too.
    """

    url_path: str
    title: str
    label: str
    values: tuple[str, ...]
    query: str = ""
    new: tuple[Change, ...] = ()
    entered: Mapping[str, Any] = field(default_factory=dict)
    is_kept: bool = True
    against_before: bool = False

    @property
    def address(self) -> str:
        """The page's path and query below the root."""
        return f"{self.url_path}?{self.query}" if self.query else self.url_path


BARE = Journey("", "Bare page", "Applicant group", GROUPS, is_kept=False)
DASH = Journey("", "Dash page", "group", GROUPS)

JOURNEYS = (
    Journey("", "Overview", "Step 1 score", STEP_1, new=PEOPLE, against_before=True),
    Journey("where-i-stand", "Where I stand", "Step 1 score", STEP_1, new=PEOPLE, against_before=True),
    Journey(
        "specialty",
        "Specialty",
        "Specialty",
        ("Internal Medicine", "Pediatrics", "Psychiatry"),
        new=PEOPLE,
        against_before=True,
    ),
    Journey(
        "compare",
        "Compare",
        "Step 1 score",
        STEP_1,
        "specialties=neurology,pathology,internal_medicine,psychiatry",
        new=tuple(chain.from_iterable(zip(PEOPLE, SHORTLISTS, strict=False))),
        against_before=True,
    ),
    Journey("research-output", "Research output", "Sort by", GROUPS, new=ITEMS),
    Journey(
        "img-fill",
        "Who fills the places",
        "Match year",
        ("2022", "2014", "2018"),
        new=tuple({"Show": "Trend", **shortlist} for shortlist in SHORTLISTS),
        against_before=True,
    ),
    Journey(
        "states",
        "States",
        "Specialty",
        ("Internal Medicine", "Pediatrics", "Psychiatry"),
        new=STATES,
    ),
    Journey("match-rates", "Match rates", "Show", ("Two denominators", "Four decades"), new=RATES),
    Journey(
        "directors",
        "Directors",
        "When",
        ("Ranking applicants", "Choosing whom to interview"),
        new=DIRECTORS,
    ),
    # The length is asked for where the page begins, and not beside its other views.
    Journey("lists-and-choices", "Lists and choices", PLANNED, ("8", "12", "15"), new=LISTS),
    Journey(
        "readiness",
        "Readiness",
        "Year of graduation",
        ("2012", "2016", "2020"),
        new=READINESS,
        entered=ENTERED,
    ),
    Journey(
        "clinical-experience",
        "Clinical experience",
        MATCH,
        ("2028", "2029", "2030"),
        new=EXPERIENCE,
        entered=ENTERED,
    ),
    Journey(
        "requirements-and-dates",
        "Requirements and dates",
        MATCH,
        ("2027", "2028", "2029"),
        new=CYCLES,
        entered=ENTERED,
    ),
    Journey("next-plan", "Plan", "Show", ("Applications", "Months"), new=PLANS, entered=ENTERED),
    Journey("credentials", "Credentials", "Weight: Senior Step 1", ("1", "2", "3"), new=WEIGHTS),
    Journey(
        "data",
        "Data",
        "Table",
        ("scores", "research_output"),
        new=tuple({"Specialty": four} for four in _FOUR_SPECIALTIES),
    ),
)

# The page that a class opens, and that stays open while the API is busy.
OPEN = JOURNEYS[1]

# Pages with nothing to change before a visitor has brought something; a browser test measures the caseload.
NOT_MEASURED = {
    "session-plan": "empty until views are collected",
    "caseload": "empty until a file is uploaded",
}


def default_journey(url_path: str, title: str) -> Journey:
    """Return the interaction for a registered page that has no row above: the profile's first score."""
    return Journey(url_path, title, "Step 1 score", STEP_1, new=PEOPLE)
