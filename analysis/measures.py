"""The registry of metrics: one row makes a metric known to selectors, tables, ranks and associations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from analysis.counts.compute import shares_by_group
from analysis.standing.compute import one_match_year
from data.terms import Term
from data.vocabulary import SPECIALTIES, TOTAL


@dataclass(frozen=True, slots=True)
class Metric(Term):
    """One measure: which table and column hold it, which keys pick it, and how it is printed."""

    unit: str
    decimals: int
    table: str
    value: str
    keys: tuple[tuple[str, str], ...] = ()


def _score(exam: str, exam_label: str, outcome: str) -> Metric:
    """Return the metric of one exam and outcome."""
    return Metric(
        slug=f"{exam}_{outcome}",
        label=f"{exam_label}, {outcome}",
        unit="points",
        decimals=0,
        table="scores",
        value="score_mean",
        keys=(("exam", exam), ("outcome", outcome)),
    )


# NRMP counts every type of applicant in one row; the registry reads the counts laid out by group.
MATCHES: Final = "matches"

METRICS: Final = (
    _score("step1", "Step 1", "matched"),
    _score("step1", "Step 1", "unmatched"),
    _score("step2_ck", "Step 2 CK", "matched"),
    _score("step2_ck", "Step 2 CK", "unmatched"),
    Metric("research_matched", "Research items, matched", "items", 1, "research_output", "items_mean"),
    Metric("matched_count", "Matches, NRMP’s count", "matches", 0, MATCHES, "matched_count"),
    Metric("nrmp_share", "Share of positions filled, NRMP’s count", "%", 1, MATCHES, "share_pct"),
    Metric("img_fill", "Share in the guide’s fill column", "%", 1, "img_fill", "filled_pct"),
)
# What has to be loaded for all of them.
METRIC_TABLES: Final = tuple(
    dict.fromkeys("positions" if metric.table == MATCHES else metric.table for metric in METRICS)
)
METRIC_BY_SLUG: Final = {metric.slug: metric for metric in METRICS}

OBSERVATION_COLUMNS: Final = (
    "match_year",
    "metric",
    "applicant_group",
    "specialty",
    "value",
    "cell_status",
    "source_id",
)


def observations(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay every cell of the metric tables end to end.

    Args:
        tables: the tables named in `METRIC_TABLES`, by name.

    Returns:
        One row per cell, in registry order: `OBSERVATION_COLUMNS`; `value` is in the unit of the metric and
        NaN where `cell_status` is not `reported`.
    """
    parts = []
    laid_out = shares_by_group(tables["positions"], one_match_year(tables["scores"]))
    for metric in METRICS:
        table = laid_out if metric.table == MATCHES else tables[metric.table]
        for column, wanted in metric.keys:
            table = table.loc[table[column] == wanted]
        parts.append(table.assign(metric=metric.slug).rename(columns={metric.value: "value"}))
    return pd.concat(parts, ignore_index=True)[list(OBSERVATION_COLUMNS)]


def ranks_among_specialties(cells: pd.DataFrame) -> pd.DataFrame:
    """Rank the 22 specialties within every metric and group, highest value first, ties averaged.

    Args:
        cells: the result of `observations`.

    Returns:
        The reported cells without the total, with `rank` (1 = highest, ties averaged), `rank_ties` (how many
        specialties share it) and `ranked_count` (how many specialties have a number there).
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
    """Correlate metrics across specialties (not people): Spearman, pairwise complete, no fit line.

    Args:
        cells: the result of `observations`.
        columns: name -> (metric slug, group slug) of what to correlate.

    Returns:
        One row per pair of names: `first`, `second`, `spearman` (-1 to 1, NaN under 3 pairs) and
        `specialty_count` (how many of the 22 have both numbers).
    """
    specialties = [specialty.slug for specialty in SPECIALTIES if not specialty.is_total]
    by_key = cells.set_index(["metric", "applicant_group", "specialty"])["value"].sort_index()
    wide = pd.DataFrame({name: by_key.loc[key].reindex(specialties) for name, key in columns.items()})
    names = list(columns)
    pairs = [(first, second) for place, first in enumerate(names) for second in names[place + 1 :]]
    correlation = wide.corr(method="spearman", min_periods=3)
    return pd.DataFrame(
        {
            "first": [first for first, _ in pairs],
            "second": [second for _, second in pairs],
            "spearman": [correlation.loc[first, second] for first, second in pairs],
            "specialty_count": [
                int(wide[[first, second]].notna().all(axis=1).sum()) for first, second in pairs
            ],
        }
    )
