"""What the benchmark does on each page: which widget it changes, and to which values in turn.

Edit the table when a page or a label changes. A wrong row cannot go unnoticed: a label that is not on the
page, a value that is no option, or one that leaves the chart as it was ends that page's measurement with a
sentence saying so.
"""

from dataclasses import dataclass

GROUPS = ("US MD senior", "US IMG", "Non-US IMG")
STEP_1 = ("228", "235", "243")
# Typed scores that no journey's session has shown.
NEW_SCORES = tuple(str(score) for score in range(200, 220))


@dataclass(frozen=True)
class Journey:
    """One page and one interaction on it.

    Attributes:
        url_path: The page's path below the root, "" for the home page.
        title: What the report calls the page.
        label: The accessible label of the widget to change.
        values: At least two displayed values, taken in turn. Each must change what the page shows.
        query: What the address asks for behind a question mark, where the page is empty without it.
        new: Values that are typed once each, for the cost of values not seen before; none where the values
            are all there are.
        against_before: Whether an earlier version is measured on this page too.
    """

    url_path: str
    title: str
    label: str
    values: tuple[str, ...]
    query: str = ""
    new: tuple[str, ...] = ()
    against_before: bool = False

    @property
    def address(self) -> str:
        """The page's path and query below the root."""
        return f"{self.url_path}?{self.query}" if self.query else self.url_path


BARE = Journey("", "Bare page", "Applicant group", GROUPS)
DASH = Journey("", "Dash page", "group", GROUPS)

JOURNEYS = (
    Journey("", "Overview", "Step 1 score", STEP_1, new=NEW_SCORES, against_before=True),
    Journey("where-i-stand", "Where I stand", "Step 1 score", STEP_1, new=NEW_SCORES, against_before=True),
    Journey(
        "specialty",
        "Specialty",
        "Specialty",
        ("Internal Medicine", "Pediatrics", "Psychiatry"),
        against_before=True,
    ),
    Journey(
        "compare",
        "Compare",
        "Step 1 score",
        STEP_1,
        "specialties=neurology,pathology,internal_medicine,psychiatry",
        new=NEW_SCORES,
        against_before=True,
    ),
    Journey("research-output", "Research output", "Sort by", GROUPS),
    Journey("img-fill", "IMG fill", "Match year", ("2022", "2014", "2018"), against_before=True),
    Journey("match-rates", "Match rates", "Show", ("Two denominators", "Four decades")),
    Journey("credentials", "Credentials", "Weight: Senior Step 1", ("1", "2", "3")),
    Journey("data", "Data", "Table", ("scores", "research_output")),
)

# Pages with nothing to change before a visitor has brought something; a browser test measures the caseload.
NOT_MEASURED = {
    "session-plan": "empty until views are collected",
    "caseload": "empty until a file is uploaded",
}


def default_journey(url_path: str, title: str) -> Journey:
    """Return the interaction for a registered page that has no row above: the profile's first score."""
    return Journey(url_path, title, "Step 1 score", STEP_1)
