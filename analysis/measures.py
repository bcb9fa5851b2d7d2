"""The measures: one record makes a number known to tables, ranks, comparisons and sentences alike.

A record says which cells of which table hold it, what it is called in a table and in a sentence, how it is
printed, and why it is missing where it is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import isnan, nan
from typing import Final

import pandas as pd

from analysis.beyond.words import NO_ANSWER, NO_BOX, said_box, said_median, said_often, said_only
from analysis.counts.compute import shares_by_group
from analysis.shortlist.compute import SpecialtyStanding
from analysis.wording import (
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    MINUS,
    MISSING_WORDS,
    counted,
    signed,
    why_no_count,
)
from data.terms import Term
from data.vocabulary import TOTAL

NO_TWO_YEARS: Final = "no two years to compare"
# NRMP counts every type of applicant in one row; the measures read the counts laid out by group.
MATCHES: Final = "matches"

Number = Callable[[SpecialtyStanding], float]
Words = Callable[[SpecialtyStanding], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Term):
    """One number that a specialty has for a group.

    Attributes:
        slug: permanent name.
        label: what it is called where its cells are listed and ranked.
        unit: what follows the number.
        decimals: how many are shown; differences are taken of numbers as shown, so that they can be checked.
        number: its number out of everything known about a specialty; NaN where there is none.
        why_missing: why there is none, in words.
        table: the table that holds its cells, where it is printed in one and not computed.
        value: the column of that table.
        keys: (column, value) pairs that pick its rows there.
        heading: what it is called, with its unit, where a few specialties stand side by side; `{people}`
            makes room for the group. Empty where it does not stand there.
        name: what it is called in a sentence; `{of}` and `{by}` make room for the group. Empty where it is
            not said how far specialties differ in it.
        exam: the exam whose averages it is made of, where it is.
        is_average: whether it is an average over people, which says little where few matched.
        is_change: whether it is a change over the years of the specialty.
        caveat: a sentence that belongs to every comparison of it.
        names_unit: whether its name in a sentence says the unit already.
        said_alone: how it is printed in a cell of its own where that is more than the number.
    """

    unit: str
    decimals: int
    number: Number
    why_missing: Words
    table: str = ""
    value: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    heading: str = ""
    name: str = ""
    exam: str = ""
    is_average: bool = False
    is_change: bool = False
    caveat: str = ""
    names_unit: bool = False
    said_alone: Words | None = None

    def called(self, group: str = "") -> str:
        """Return its name in a sentence, of one group or of a group named elsewhere."""
        people = GROUP_PLURALS.get(group, "")
        return self.name.format(of=f" of {people}" * bool(people), by=f" by {people}" * bool(people))

    def rounded(self, row: SpecialtyStanding) -> float:
        """Return the number as it is shown, NaN where there is none."""
        return round(self.number(row), self.decimals)

    def said(self, value: float) -> str:
        """Return a number in a sentence that has named the measure."""
        if self.names_unit:
            return f"{value:,.{self.decimals}f}"
        unit = self.unit.removesuffix("s") if abs(value) == 1 and not self.decimals else self.unit
        if self.is_change:
            return f"{signed(value, self.decimals)}{unit}"
        return f"{MINUS if value < 0 else ''}{abs(value):,.{self.decimals}f}{unit}"

    def cell(self, row: SpecialtyStanding) -> str:
        """Return it as a cell of a table, or in words why there is no number."""
        value = self.number(row)
        if isnan(value):
            return self.why_missing(row)
        return self.said_alone(row) if self.said_alone else f"{value:,.{self.decimals}f}"

    def place(self, row: SpecialtyStanding) -> str:
        """Return the name of a specialty with what has to be said beside its number."""
        if self.is_average and "few_matched" in row.flags:
            return f"{row.label} ({FLAG_BY_SLUG['few_matched'].label})"
        if self.is_change:
            return f"{row.label} ({row.context.first_year:.0f} to {row.context.last_year:.0f})"
        return row.label


def _score(exam: str, label: str) -> Iterator[Measure]:
    """Yield the measures of one exam."""

    def why(row: SpecialtyStanding) -> str:
        return MISSING_WORDS[row.exams[exam].missing]

    def separation(row: SpecialtyStanding) -> str:
        value = row.exams[exam].separation
        return signed(value) if value > 0 else f"{signed(value)}, the averages do not separate"

    for outcome in ("matched", "unmatched"):
        is_matched = outcome == "matched"
        yield Measure(
            slug=f"{exam}_{outcome}",
            label=f"{label}, {outcome}",
            unit=" points",
            decimals=0,
            number=(lambda row: row.exams[exam].matched_mean)
            if is_matched
            else (lambda row: row.exams[exam].unmatched_mean),
            why_missing=why,
            table="scores",
            value="score_mean",
            keys=(("exam", exam), ("outcome", outcome)),
            heading=f"{label}, {outcome} average (points)",
            name=f"the matched {label} average{{of}}" if is_matched else "",
            exam=exam,
            is_average=True,
        )
    yield Measure(
        slug=f"{exam}_separation",
        label=f"{label}, matched minus unmatched",
        unit=" points",
        decimals=0,
        number=lambda row: row.exams[exam].separation,
        why_missing=why,
        heading=f"{label}, matched minus unmatched average (points)",
        name=f"the distance between the {label} averages{{of}} (matched minus unmatched)",
        exam=exam,
        is_average=True,
        said_alone=separation,
    )


def _why_no_count(row: SpecialtyStanding) -> str:
    return why_no_count(row.context.filled_count)


def _trend(row: SpecialtyStanding) -> str:
    """Return the first and the last share, each with its year."""
    context = row.context
    return (
        f"{context.first_pct:.1f}% in {context.first_year:.0f}, {context.last_pct:.1f}% in "
        f"{context.last_year:.0f} ({signed(context.change, 1)} percentage points)"
    )


def _residents(exam: str, label: str) -> Measure:
    """Return the median of the residents on one exam."""

    def median(row: SpecialtyStanding) -> float:
        spread = row.beyond.residents.get(exam)
        return nan if spread is None or spread.median is None else spread.median

    return Measure(
        slug=f"{exam}_residents",
        label=f"{label}, median of residents",
        unit=" points",
        decimals=0,
        number=median,
        why_missing=lambda row: said_median(row.beyond, exam),
        heading=f"{label}, median of the residents who got in (points)",
        exam=exam,
        said_alone=lambda row: said_median(row.beyond, exam),
    )


def _box(exam: str, label: str, *, above: bool) -> Measure:
    """Return the scores that directors named for one exam."""

    def median(row: SpecialtyStanding) -> float:
        box = row.beyond.box(exam, above=above)
        return box.median if box else nan

    asked = "almost always interview above" if above else "rarely interview below"
    return Measure(
        slug=f"{exam}_almost_always_above" if above else f"{exam}_rarely_below",
        label=f"{label}, directors {asked}",
        unit=" points",
        decimals=0,
        number=median,
        why_missing=lambda row: NO_BOX,
        heading=f"{label}, directors {asked}: middle half of answers (points)",
        exam=exam,
        said_alone=lambda row: said_box(row.beyond, exam, above=above),
    )


def _only_pct(row: SpecialtyStanding) -> float:
    found = row.beyond.only_choice
    return nan if found is None else found.matched_pct


# In the order in which they stand side by side. What other sources say has years of its own, so no difference
# of it is said in a sentence with those of the edition. The gap to an average differs between specialties
# exactly as the average does, so it is none of them.
MEASURES: Final = (
    *(measure for exam, label in EXAM_LABELS.items() for measure in _score(exam, label)),
    Measure(
        slug="research_matched",
        label="Research items, matched",
        unit=" items",
        decimals=1,
        number=lambda row: row.context.items_mean,
        why_missing=lambda row: MISSING_WORDS[row.context.items_missing],
        table="research_output",
        value="items_mean",
        heading="Research, matched average (items)",
        name="the matched research average{of}",
        is_average=True,
        caveat="A few people with long lists pull such an average up.",
    ),
    Measure(
        slug="matched_count",
        label="Matches, NRMP’s count",
        unit=" matches",
        decimals=0,
        number=lambda row: row.context.matched_count,
        why_missing=_why_no_count,
        table=MATCHES,
        value="matched_count",
        heading="Matches of {people} (NRMP’s count)",
        name="the number of matches{of}",
        names_unit=True,
        said_alone=lambda row: counted(row.context.matched_count),
    ),
    Measure(
        slug="filled_count",
        label="Positions filled, NRMP’s count",
        unit=" positions",
        decimals=0,
        number=lambda row: row.context.filled_count,
        why_missing=_why_no_count,
        heading="Positions filled (NRMP’s count)",
    ),
    Measure(
        slug="nrmp_share",
        label="Share of positions filled, NRMP’s count",
        unit="%",
        decimals=1,
        number=lambda row: row.context.share_pct,
        why_missing=_why_no_count,
        table=MATCHES,
        value="share_pct",
        heading="Share filled by {people} (%)",
        name="the share of the positions filled{by}",
    ),
    Measure(
        slug="share_change",
        label="Change of the share of positions filled",
        unit=" percentage points",
        decimals=1,
        number=lambda row: row.context.change,
        why_missing=lambda row: NO_TWO_YEARS,
        heading="Share filled by {people}, then and now",
        name="the change of the share filled{by}",
        is_change=True,
        said_alone=_trend,
    ),
    Measure(
        slug="img_fill",
        label="Share in the guide’s fill column",
        unit="%",
        decimals=1,
        number=lambda row: float("nan"),
        why_missing=lambda row: MISSING_WORDS["not_reported"],
        table="img_fill",
        value="filled_pct",
    ),
    *(_residents(exam, label) for exam, label in EXAM_LABELS.items()),
    *(_box(exam, label, above=above) for exam, label in EXAM_LABELS.items() for above in (False, True)),
    Measure(
        slug="often_interview",
        label="Programs that often interview the group",
        unit="%",
        decimals=0,
        number=lambda row: row.beyond.often.often_pct if row.beyond.often else nan,
        why_missing=lambda row: NO_ANSWER,
        heading="Programs that say they often interview {people}",
        said_alone=lambda row: said_often(row.beyond),
    ),
    Measure(
        slug="only_choice_matched",
        label="Matched, of those who ranked only this",
        unit="%",
        decimals=0,
        number=_only_pct,
        # Of few people the counts are said, and no share.
        why_missing=lambda row: said_only(row.beyond, row.applicant_group),
        heading="Matched, of {people} who ranked nothing else",
        said_alone=lambda row: said_only(row.beyond, row.applicant_group),
    ),
)
MEASURE_BY_SLUG: Final = {measure.slug: measure for measure in MEASURES}
# Those whose cells are printed in a table, and what has to be loaded for all of them.
PRINTED_MEASURES: Final = tuple(measure for measure in MEASURES if measure.table)
MEASURE_TABLES: Final = tuple(
    dict.fromkeys("positions" if measure.table == MATCHES else measure.table for measure in PRINTED_MEASURES)
)

CELL_COLUMNS: Final = (
    "match_year",
    "metric",
    "applicant_group",
    "specialty",
    "value",
    "cell_status",
    "source_id",
)


def measure_cells(tables: Mapping[str, pd.DataFrame], match_year: int) -> pd.DataFrame:
    """Lay every cell of the measures end to end.

    Args:
        tables: the tables named in `MEASURE_TABLES`, by name, with the rows of one edition.
        match_year: match year of the edition.

    Returns:
        One row per cell, in the order of `MEASURES`: `CELL_COLUMNS`; `value` is in the unit of the measure
        `metric` and NaN where `cell_status` is not `reported`.
    """
    parts = []
    laid_out = shares_by_group(tables["positions"], match_year)
    for measure in PRINTED_MEASURES:
        table = laid_out if measure.table == MATCHES else tables[measure.table]
        for column, wanted in measure.keys:
            table = table.loc[table[column] == wanted]
        parts.append(table.assign(metric=measure.slug).rename(columns={measure.value: "value"}))
    return pd.concat(parts, ignore_index=True)[list(CELL_COLUMNS)]


def ranks_among_specialties(cells: pd.DataFrame) -> pd.DataFrame:
    """Rank the specialties within every measure and group, highest value first, ties averaged.

    Returns:
        The reported cells of `measure_cells` without the total, with `rank` (1 = highest, ties averaged),
        `rank_ties` (how many specialties share it) and `ranked_count` (how many have a number there).
    """
    reported = cells.loc[cells["value"].notna() & (cells["specialty"] != TOTAL)]
    values = reported.groupby(["match_year", "metric", "applicant_group"])["value"]
    same = reported.groupby(["match_year", "metric", "applicant_group", "value"])["value"]
    return reported.assign(
        rank=values.rank(ascending=False),
        rank_ties=same.transform("size"),
        ranked_count=values.transform("size"),
    )


def association(cells: pd.DataFrame, columns: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """Correlate measures across specialties (not people): Spearman, pairwise complete, no fit line.

    Args:
        cells: the result of `measure_cells`.
        columns: name -> (measure slug, group slug) of what to correlate.

    Returns:
        One row per pair of names: `first`, `second`, `spearman` (-1 to 1, NaN under 3 pairs) and
        `specialty_count` (how many specialties have both numbers).
    """
    own = cells.loc[cells["specialty"] != TOTAL]
    values = own.set_index(["metric", "applicant_group", "specialty"])["value"].sort_index()
    wide = pd.DataFrame(
        {name: values.xs(key) if key in values.index else None for name, key in columns.items()},
        index=own["specialty"].unique(),
        dtype="float64",
    )
    correlation, pairs = wide.corr(method="spearman", min_periods=3), list(combinations(columns, 2))
    return pd.DataFrame(
        {
            "first": [first for first, _ in pairs],
            "second": [second for _, second in pairs],
            "spearman": [correlation.loc[pair] for pair in pairs],
            "specialty_count": [len(wide[[*pair]].dropna()) for pair in pairs],
        }
    )
