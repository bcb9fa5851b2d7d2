"""What a file of an edition holds: its head, its columns, and the words that may stand in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from data.editions.record import STATISTICS, Statistic
from data.name_records import name_key
from data.terms import label_of
from data.vocabulary import APPLICANT_GROUPS, EXAMS, OUTCOMES, SPECIALTIES

# Bounds of a match year: the first Match was that of 1952.
FIRST_YEAR: Final = 1952
LAST_YEAR: Final = 2100
LONGEST_TITLE: Final = 120
LONGEST_CITATION: Final = 500
# The largest number of people that a figure can be of.
MOST_PEOPLE: Final = 999_999
LOWEST_SCORE, HIGHEST_SCORE = 120, 300
MOST_ITEMS: Final = 999
# No standard deviation of scores that lie between these bounds is larger.
MOST_SPREAD: Final = (HIGHEST_SCORE - LOWEST_SCORE) / 2
SHEETS: Final = ("edition", "allowed")


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the head, or one column of the table below it.

    Attributes:
        name: slug.
        label: as the template writes it.
        meaning: what it holds.
        allowed: what may stand there.
        others: what else it may be called.
        is_needed: whether a file without it is no edition.
    """

    name: str
    label: str
    meaning: str
    allowed: str
    others: tuple[str, ...] = ()
    is_needed: bool = True

    @property
    def keys(self) -> frozenset[str]:
        """What it may be called, as names are compared."""
        return frozenset(name_key(name) for name in (self.name, self.label, *self.others))


# The statistics that an edition of one's own may have, in the order of the vocabulary.
READ: Final[tuple[Statistic, ...]] = ("mean", "n", "sd", "p10", "q1", "median", "q3", "p90")
# Those that must not fall from one to the next.
QUANTILES: Final[tuple[Statistic, ...]] = ("p10", "q1", "median", "q3", "p90")
STATISTIC_LABELS: Final = {statistic: STATISTICS[statistic][1] for statistic in READ}
MEASURE_LABELS: Final = {**label_of(EXAMS), "research_items": "Research items"}
SPECIALTY_SLUGS: Final = tuple(specialty.slug for specialty in SPECIALTIES)


def _said(labels: Iterable[str]) -> str:
    return ", ".join(labels)


HEAD: Final = (
    Part(
        "publication",
        "Publication",
        "Title of the publication.",
        f"a text of at most {LONGEST_TITLE} characters",
        ("title", "report", "edition"),
    ),
    Part(
        "year",
        "Year",
        "Match year that the figures are of.",
        f"a year from {FIRST_YEAR} to {LAST_YEAR}",
        ("match year", "match"),
    ),
    Part(
        "citation",
        "Citation",
        "How the publication asks to be cited. It goes wherever the figures go.",
        f"a text of at most {LONGEST_CITATION} characters",
        ("cite as", "source", "reference"),
    ),
)
COLUMNS: Final = (
    Part(
        "specialty",
        "Specialty",
        "The specialty that the figure is of.",
        f"any of the {len(SPECIALTIES) - 1} specialties or {SPECIALTIES[-1].label}, by name, usual short "
        "form or slug",
        ("specialties", "field"),
    ),
    Part(
        "group",
        "Group",
        "The applicants that it is of.",
        _said(term.label for term in APPLICANT_GROUPS),
        ("applicant group", "applicant type", "applicants"),
    ),
    Part(
        "outcome",
        "Outcome",
        "Whether those matched to their preferred specialty.",
        _said(term.label for term in OUTCOMES),
        ("match outcome", "match status", "result"),
    ),
    Part(
        "measure",
        "Measure",
        "What was measured; research items of those who matched alone.",
        _said(MEASURE_LABELS.values()),
        ("exam", "variable"),
    ),
    Part("statistic", "Statistic", "Which statistic it is.", _said(STATISTIC_LABELS.values()), ("stat",)),
    Part(
        "value",
        "Value",
        "The figure; blank where the publication has none.",
        f"points from {LOWEST_SCORE} to {HIGHEST_SCORE}, items from 0 to less than {MOST_ITEMS}, a standard "
        "deviation above 0, or a whole number of people",
        ("figure", "number"),
    ),
    Part(
        "n",
        "n",
        "The number of people behind the figure, where the publication has it.",
        f"a whole number from 1 to {MOST_PEOPLE:,}, or blank",
        ("number of people", "sample size", "count", "people"),
        is_needed=False,
    ),
)
NEEDED: Final = tuple(column for column in COLUMNS if column.is_needed)

_OUTCOMES: Final = {"unmatched": ("not matched", "did not match", "no match")}
_MEASURES: Final = {
    "step1": ("USMLE Step 1", "Step 1 score", "step one"),
    "step2_ck": ("USMLE Step 2 CK", "Step 2 CK score", "Step 2", "CK"),
    "research_items": (
        "abstracts, presentations and publications",
        "abstracts, presentations, publications",
        "research output",
        "research",
    ),
}
_STATISTICS: Final = {
    "mean": ("average", "avg"),
    "n": ("count", "sample size", "number"),
    "sd": ("std dev", "standard dev", "stdev"),
    "p10": ("10th", "percentile 10"),
    "q1": ("p25", "25th", "percentile 25", "first quartile", "lower quartile"),
    "median": ("p50", "q2", "50th percentile", "50th", "percentile 50"),
    "q3": ("p75", "75th", "percentile 75", "third quartile", "upper quartile"),
    "p90": ("90th", "percentile 90"),
}


def _by_key(labels: Mapping[str, str], others: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        name_key(name): slug
        for slug, label in labels.items()
        for name in (slug, label, *others.get(slug, ()))
    }


# Column -> how its words are compared -> the slug that they mean.
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "outcome": _by_key(label_of(OUTCOMES), _OUTCOMES),
    "measure": _by_key(MEASURE_LABELS, _MEASURES),
    "statistic": _by_key({str(slug): label for slug, label in STATISTIC_LABELS.items()}, _STATISTICS),
}
