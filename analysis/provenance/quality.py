"""Data-quality findings: what is odd, missing or unsure in the tables, computed from the tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analysis.groups.compute import fill_by_group
from analysis.measures import MEASURE_BY_SLUG, measure_cells
from analysis.profile import Profile
from analysis.standing.compute import cohort_means, compare, rows_by_specialty
from analysis.wording import READ_WITH_CARE, SPECIALTY_LABELS, listed
from data.editions import EDITIONS, rows_of
from data.editions.record import PREFIXES, Edition
from data.terms import Term, slugs
from data.vocabulary import OUTCOMES, TOTAL

FINDING_COLUMNS: Final = ("match_year", "finding", "specialty", "applicant_group", "exam", "detail")

# Tukey's fence: values further than this many interquartile ranges above the third quartile stand out.
FENCE: Final = 1.5
# Shares are printed with one decimal; anything above this is a difference in the printed digits.
ROUNDING_PCT: Final = 0.05


@dataclass(frozen=True, slots=True)
class FindingKind(Term):
    """A kind of finding: slug, label, and what it means for a reader."""

    meaning: str


FINDING_KINDS: Final = (
    FindingKind(
        "garbled",
        "Garbled cells",
        "The printed row lost a digit. The cells stay missing; nothing is guessed.",
    ),
    FindingKind(
        "two_readings",
        "Rows that read two ways",
        "The row is printed without separators and splits into cells in more than one way.",
    ),
    FindingKind(
        "means_inverted",
        "Unmatched average is higher",
        "Those who did not match had the higher average: no verdict is shown for the row.",
    ),
    FindingKind("means_equal", "Averages equal", "The two averages are the same: no verdict is shown."),
    FindingKind(
        "means_close",
        "Averages close together",
        "The averages differ by less than the measurement error of one score.",
    ),
    FindingKind(
        "step2_below_step1",
        "Step 2 CK below Step 1",
        "A cohort’s Step 2 CK average is lower than its Step 1 average, against the usual order.",
    ),
    FindingKind(
        "research_outlier",
        "Research averages far above the rest",
        "An average this high usually rests on a few people with very many items.",
    ),
    FindingKind(
        "zero_share",
        "Shares printed as 0.0",
        "Most likely nobody in the guide’s sample; NRMP’s own counts show matches behind several of them.",
    ),
    FindingKind(
        "share_sum",
        "Shares that miss their total by rounding",
        "US and non-US IMG shares differ from the printed total in the last digit, as rounding can do.",
    ),
    FindingKind(
        "not_in_source",
        "Numbers not in the source",
        "The source prints N/A for these specialties. The cells stay missing and are never 0.",
    ),
)


def _finding(finding: str, row: Mapping[Any, Any], detail: str) -> dict[str, str]:
    """Return one finding about the cell or row that `row` holds the keys of."""
    keys = {key: str(row.get(key, "")) for key in ("specialty", "applicant_group", "exam")}
    return {"finding": finding, **keys, "detail": detail}


def _averages_findings(scores: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Find averages that are inverted, equal or close, and those of Step 2 CK below those of Step 1."""
    for group in map(str, scores["applicant_group"].unique()):
        rows = compare(Profile(group), cohort_means(scores, group))
        for row in rows:
            keys = {"specialty": row.specialty, "applicant_group": group, "exam": row.exam}
            for flag in READ_WITH_CARE.intersection(row.flags):
                said = f"matched {row.matched_mean:.0f}, unmatched {row.unmatched_mean:.0f}"
                yield _finding(flag, keys, said)
        for specialty, (step1, step2_ck) in rows_by_specialty(rows):
            keys = {"specialty": specialty, "applicant_group": group}
            for outcome in slugs(OUTCOMES):
                first, second = (getattr(row, f"{outcome}_mean") for row in (step1, step2_ck))
                if second < first:
                    said = f"{outcome}: Step 1 {first:.0f}, Step 2 CK {second:.0f}"
                    yield _finding("step2_below_step1", keys, said)


def _research_findings(research_output: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Find research averages beyond Tukey's fence over all cells of an edition."""
    cells = research_output.loc[research_output["specialty"] != TOTAL]
    first, third = cells["items_mean"].quantile([0.25, 0.75])
    fence = third + FENCE * (third - first)
    for row in cells.loc[cells["items_mean"] > fence].to_dict("records"):
        yield _finding(
            "research_outlier", row, f"{row['items_mean']:.1f} items; the fence lies at {fence:.1f}"
        )


def _share_findings(img_fill: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Find shares printed as zero, and totals that their two parts do not add up to."""
    for row in img_fill.loc[img_fill["filled_pct"] == 0].to_dict("records"):
        yield _finding("zero_share", row, "0.0% printed")
    for row in fill_by_group(img_fill).to_dict("records"):
        parts = row["us_img_pct"] + row["non_us_img_pct"]
        if abs(parts - row["img_pct"]) > ROUNDING_PCT:
            yield _finding(
                "share_sum",
                {**row, "applicant_group": "img"},
                f"{row['us_img_pct']:.1f} + {row['non_us_img_pct']:.1f} = {parts:.1f}, "
                f"printed {row['img_pct']:.1f}",
            )


def _unreadable_findings(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, str]]:
    """Find cells that are garbled, and printed rows that read more than one way."""
    scores, printed = tables["scores"], tables["printed_rows"]
    for row in scores.loc[scores["cell_status"] == "garbled"].to_dict("records"):
        yield _finding("garbled", row, f"{row['outcome']} average lost")
    for row in printed.loc[printed["other_readings"] != ""].to_dict("records"):
        yield _finding(
            "two_readings", row, f"printed {row['row_as_printed']}; also reads {row['other_readings']}"
        )


def _missing_findings(tables: Mapping[str, pd.DataFrame], match_year: int) -> Iterator[dict[str, str]]:
    """Find cells that the source prints as not available, one finding per measure and group."""
    cells = measure_cells(tables, match_year)
    missing = cells["cell_status"] == "not_reported"
    for (metric, group), rows in cells.groupby(["metric", "applicant_group"], sort=False):
        labels = rows.loc[missing, "specialty"].map(SPECIALTY_LABELS)
        if len(labels):
            yield _finding(
                "not_in_source",
                {"applicant_group": group},
                f"{MEASURE_BY_SLUG[str(metric)].label}: {len(labels)} of {len(rows)} rows ({listed(labels)})",
            )


def _findings(tables: Mapping[str, pd.DataFrame], edition: Edition) -> Iterator[dict[str, str]]:
    """Yield the findings about one edition."""
    own = {
        name: rows_of(edition, frame) if name in PREFIXES or name == "printed_rows" else frame
        for name, frame in tables.items()
    }
    yield from _unreadable_findings(own)
    yield from _averages_findings(own["scores"])
    yield from _research_findings(own["research_output"])
    yield from _share_findings(own["img_fill"])
    yield from _missing_findings(own, edition.match_year)


def find_oddities(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List what is odd, missing or unsure in the tables of every edition.

    Args:
        tables: the tables named in `analysis.measures.MEASURE_TABLES`, and `printed_rows`, by name.

    Returns:
        One row per finding, ordered as `FINDING_KINDS`: `match_year` (of the edition), `finding`,
        `specialty`, `applicant_group`, `exam` (slugs, empty where a finding is not about one) and `detail` in
        words.
    """
    found = [
        {"match_year": edition.match_year, **finding}
        for edition in EDITIONS
        for finding in _findings(tables, edition)
    ]
    order = [kind.slug for kind in FINDING_KINDS]
    return (
        pd.DataFrame(found, columns=list(FINDING_COLUMNS))
        .sort_values("finding", key=lambda kinds: kinds.map(order.index), kind="stable")
        .reset_index(drop=True)
    )
