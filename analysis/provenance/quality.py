"""Data-quality findings: what is odd, missing or unsure in the tables, computed from the tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analysis.groups.compute import fill_by_group
from analysis.measures import METRIC_BY_SLUG, observations
from analysis.standing.compute import SEM_DEFAULT, cohort_means
from analysis.wording import SPECIALTY_LABELS, listed
from data.terms import Term, slugs
from data.vocabulary import OUTCOMES, TOTAL

FINDING_COLUMNS: Final = ("finding", "specialty", "applicant_group", "exam", "detail")

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


def _cohorts(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the averages of every group, specialty and exam, with their separation."""
    groups = scores["applicant_group"].unique()
    return pd.concat(
        [cohort_means(scores, group).assign(applicant_group=group) for group in groups], ignore_index=True
    )


def _separation_findings(scores: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Find rows whose two averages are inverted, equal or close."""
    cohorts = _cohorts(scores)
    gap = cohorts["separation"]
    kinds = {
        "means_inverted": gap < 0,
        "means_equal": gap == 0,
        "means_close": (gap > 0) & (gap < SEM_DEFAULT),
    }
    for finding, hit in kinds.items():
        for row in cohorts.loc[hit].to_dict("records"):
            yield _finding(
                finding, row, f"matched {row['matched_mean']:.0f}, unmatched {row['unmatched_mean']:.0f}"
            )


def _exam_order_findings(scores: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Find cohorts whose Step 2 CK average is below their Step 1 average."""
    cohorts = _cohorts(scores)
    exams = [cohorts.loc[cohorts["exam"] == exam] for exam in ("step1", "step2_ck")]
    both = exams[0].merge(exams[1], on=["specialty", "applicant_group"], suffixes=("_step1", "_step2_ck"))
    for outcome in slugs(OUTCOMES):
        step1, step2_ck = f"{outcome}_mean_step1", f"{outcome}_mean_step2_ck"
        for row in both.loc[both[step2_ck] < both[step1]].to_dict("records"):
            yield _finding(
                "step2_below_step1", row, f"{outcome}: Step 1 {row[step1]:.0f}, Step 2 CK {row[step2_ck]:.0f}"
            )


def _research_findings(research_output: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Find research averages beyond Tukey's fence over all cells of the 22 specialties."""
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


def _missing_findings(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, str]]:
    """Find cells that the source prints as not available, one finding per measure and group."""
    cells = observations(tables)
    missing = cells.loc[cells["cell_status"] == "not_reported"]
    for (metric, group), rows in missing.groupby(["metric", "applicant_group"], sort=False):
        labels = rows["specialty"].map(SPECIALTY_LABELS)
        yield _finding(
            "not_in_source",
            {"applicant_group": group},
            f"{METRIC_BY_SLUG[str(metric)].label}: {len(rows)} of 23 rows ({listed(labels)})",
        )


def find_oddities(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List what is odd, missing or unsure in the tables of one match year.

    Args:
        tables: `scores`, `research_output`, `img_fill` and `printed_rows`, by name.

    Returns:
        One row per finding, ordered as `FINDING_KINDS`: `finding`, `specialty`, `applicant_group`, `exam`
        (slugs, empty where a finding is not about one) and `detail` in words.

    Raises:
        ValueError: when a table does not hold exactly one match year.
    """
    found = [
        *_unreadable_findings(tables),
        *_separation_findings(tables["scores"]),
        *_exam_order_findings(tables["scores"]),
        *_research_findings(tables["research_output"]),
        *_share_findings(tables["img_fill"]),
        *_missing_findings(tables),
    ]
    order = [kind.slug for kind in FINDING_KINDS]
    return (
        pd.DataFrame(found, columns=list(FINDING_COLUMNS))
        .sort_values("finding", key=lambda kinds: kinds.map(order.index), kind="stable")
        .reset_index(drop=True)
    )
