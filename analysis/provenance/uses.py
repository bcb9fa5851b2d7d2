"""Which numbers a page shows or uses: what a page reads, declared once for each page.

`pages.registry` declares the tables that the views of a page read; here is what a declaration is, and the
conditions under which a number of a table is one of those that are taken.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import pandas as pd

from analysis.counts.compute import GROUP_COLUMNS, PLACES
from analysis.counts.people import latest_only_choice as latest_of_group
from analysis.rates.compute import APPLICANT_COUNTS, COUNTED_TYPES, rate_series
from analysis.residents.compute import QUANTILES
from data.editions import EDITIONS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, EXAMS, TOTAL

# A row of `observations`, column -> value, None where one is missing; and every table by name.
Number = Mapping[str, Any]
Tables = Mapping[str, pd.DataFrame]
Condition = Callable[[Number, Tables], bool]


def every_number(number: Number, tables: Tables) -> bool:
    """Return that the number is used: all of the table are."""
    return True


def no_number(number: Number, tables: Tables) -> bool:
    """Return that the number is not used: the table is read for its years, or with others that are."""
    return False


@dataclass(frozen=True, slots=True)
class Read:
    """One table that a page reads, and which of its numbers the page shows or uses."""

    table: str
    which: Condition = every_number


class Reader(Protocol):
    """A page: its title, its address, and what it reads."""

    @property
    def title(self) -> str:
        """Return the title."""

    @property
    def url_path(self) -> str:
        """Return the address."""

    @property
    def reads(self) -> tuple[Read, ...]:
        """Return what it reads."""


def pages_with(number: Number, tables: Tables, pages: Iterable[Reader]) -> Iterator[tuple[str, str]]:
    """Yield (title, address) of each page that shows or uses the number, in the order of the pages."""
    for page in pages:
        if any(read.table == number["table_name"] and read.which(number, tables) for read in page.reads):
            yield page.title, page.url_path


_AVERAGES_YEARS: Final = frozenset(edition.match_year for edition in EDITIONS)
_OF_GROUPS: Final = frozenset(
    column for group in slugs(APPLICANT_GROUPS) for column in GROUP_COLUMNS.get(group, ())
)
# What a survey calls the programs of specialties that it does not name.
OTHERS: Final = "All Others"
# How an observation says that it is about scores of an exam.
_OF_EXAMS: Final = frozenset(f"resident_measure: {exam}" for exam in slugs(EXAMS))
# What a summary of the choices adds up for a specialty.
_CHOSEN: Final = frozenset(
    {"only_choice_count", "first_choice_count", "not_first_choice_count", "positions_per_all_applicants"}
)


def counts_of_any_year(number: Number, tables: Tables) -> bool:
    """Return whether the number is a count of a group or of places, in whatever year."""
    return number["measure"] in {*PLACES, *_OF_GROUPS}


def counts_of_the_averages(number: Number, tables: Tables) -> bool:
    """Return whether the number is a count of a group or of places in a year of averages."""
    return counts_of_any_year(number, tables) and number["match_year"] in _AVERAGES_YEARS


def counts_of_states(number: Number, tables: Tables) -> bool:
    """Return whether a grid of states adds the number up: every one but those of types that are no IMGs."""
    return number["applicant_group"] in {None, "us_img", "non_us_img"}


def matched_step1(number: Number, tables: Tables) -> bool:
    """Return whether the number is a matched Step 1 average."""
    return bool(number["exam"] == "step1" and number["outcome"] == "matched")


def senior_matched_step1(number: Number, tables: Tables) -> bool:
    """Return whether the number is a matched Step 1 average of US MD seniors in one specialty."""
    return matched_step1(number, tables) and senior_research(number, tables)


def senior_research(number: Number, tables: Tables) -> bool:
    """Return whether the number is about US MD seniors in one specialty."""
    is_total = number["specialty"] == TOTAL
    return bool(number["applicant_group"] == "us_md_senior" and not is_total)


def spread_of_residents(number: Number, tables: Tables) -> bool:
    """Return whether the number is a percentile of a specialty's residents, or how many these are."""
    return of_ours(number, tables) and number["measure"] in {"resident_count", *QUANTILES}


def spread_of_scores(number: Number, tables: Tables) -> bool:
    """Return whether the number is that of scores of a USMLE exam."""
    return spread_of_residents(number, tables) and number["detail"] in _OF_EXAMS


def of_a_specialty(number: Number, tables: Tables) -> bool:
    """Return whether the number is of one specialty, and not of all together."""
    return number["specialty"] not in {None, TOTAL}


def box_of_a_specialty(number: Number, tables: Tables) -> bool:
    """Return whether the number is an end, the median or the n of the box of one specialty."""
    return of_a_specialty(number, tables) and number["measure"] != "named_mean"


def often_interviewed(number: Number, tables: Tables) -> bool:
    """Return whether the number says how many programs often interview a group that visitors can be of."""
    return bool(
        of_a_specialty(number, tables)
        and number["applicant_group"] in slugs(APPLICANT_GROUPS)
        and number["measure"] in {"often_pct", "program_count"}
        and "stage: interview" in number["detail"]
    )


def choices_summed(number: Number, tables: Tables) -> bool:
    """Return whether the number is one that the page of a specialty says of those who ranked it."""
    of_year = number["match_year"] in _AVERAGES_YEARS and number["specialty"] not in {None, TOTAL}
    return of_year and number["measure"] in _CHOSEN


def latest_only_choice(number: Number, tables: Tables) -> bool:
    """Return whether the number is of the latest year in which the specialty has a share of that type."""
    if number["specialty"] is None or number["measure"] == "matched_count":
        return False
    latest = (
        latest_of_group(tables["only_choice"], number["specialty"], group)
        for group in slugs(APPLICANT_GROUPS)
    )
    place = (number["applicant_group"], number["match_year"])
    return any(row is not None and (row["applicant_type"], row["match_year"]) == place for row in latest)


def not_of_the_others(number: Number, tables: Tables) -> bool:
    """Return whether the number is of a specialty that a survey names, or of all of them."""
    return bool(number["specialty_as_printed"] != OTHERS)


def of_ours(number: Number, tables: Tables) -> bool:
    """Return whether the number is of one of our specialties, or of all together."""
    return number["specialty"] is not None


def counted_types(number: Number, tables: Tables) -> bool:
    """Return whether the number is a count of a type of applicants whose rate is taken."""
    types = {kind for kinds in COUNTED_TYPES.values() for kind in kinds}
    return number["applicant_group"] in types and number["measure"] in APPLICANT_COUNTS


def rate_in_series(number: Number, tables: Tables) -> bool:
    """Return whether the rate is the one of several that the chart of its year draws, or marks as wrong."""
    if not number["unit"].startswith("percent"):
        return False
    series = rate_series(tables["match_rates"], tables["applicants"], tables["restatements"])
    same = (series["match_year"] == number["match_year"]) & (
        series["applicant_type"] == number["applicant_group"]
    )
    if (same & (series["source_id"] == number["source_id"])).any():
        return True
    # The printed rate that a restated one replaces is drawn as a cross: the one of the latest edition.
    editions = tables["match_rates"].loc[tables["match_rates"]["match_year"] == number["match_year"]]
    latest = editions["source_id"].max() == number["source_id"]
    return bool(latest and (same & series["printed_pct"].notna()).any())
