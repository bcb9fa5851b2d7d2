"""The survey of program directors laid out for charts: groups, factors, scores, and who responded.

All shares are of the programs that answered the question; how many did stands beside them as `program_count`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from analysis.groups.words import sorted_by
from analysis.wording import FEW_MATCHED, SPECIALTY_LABELS
from data.directors import FACTORS
from data.terms import label_of
from data.vocabulary import TOTAL

# Answers to how often, in the order they are stacked; the columns end in _pct.
ANSWERS: Final = ("often", "seldom", "never")
# More than this share of programs is more than half of them, percent.
HALF_PCT: Final = 50.0
# So many factors are shown where there is no room for all.
MOST_CITED: Final = 10
# On a phone a grid of more columns has no room for three digits in a cell.
GRID_MOST: Final = 9
# A share or a mean over fewer programs than this is marked wherever it stands.
FEW_PROGRAMS: Final = FEW_MATCHED
# What can be shown of a factor -> its column.
FIGURES: Final = {"cited": "citing_pct", "importance": "importance_mean"}
# Over how many programs such a figure is -> its column.
COUNTED: Final = {"cited": "program_count", "importance": "citing_count"}
FACTOR_LABELS: Final = label_of(FACTORS)


@dataclass(frozen=True, slots=True)
class Response:
    """How many programs were sent the survey of a year, and how many responded."""

    year: int
    sent: int
    responding: int
    rate_pct: float


def labelled(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the `label` of their specialty: ours, or as printed where it is none of ours."""
    return rows.assign(label=rows["specialty"].map(SPECIALTY_LABELS).fillna(rows["specialty_as_printed"]))


def group_rows(director_groups: pd.DataFrame, stage: str, applicant_group: str) -> pd.DataFrame:
    """Lay out how often programs say that they interview or rank one group, often first.

    Args:
        director_groups: the table of that name (survey of program directors, Figure 6).
        stage: slug of `data.directors.STAGES`.
        applicant_group: slug of the group.

    Returns:
        One row per surveyed specialty, all of them together first: `match_year`, `specialty` (missing for
        one that is none of ours), `label`, `stage`, `applicant_group`, percent `often_pct`, `seldom_pct`,
        `never_pct`, `program_count` and `source_id`.
    """
    own = director_groups.loc[
        (director_groups["stage"] == stage) & (director_groups["applicant_group"] == applicant_group)
    ]
    # Of equals the one that says never less often comes first.
    return _answers(sorted_by(labelled(own).sort_values("never_pct", kind="stable"), "often_pct"))


def groups_of_specialty(director_groups: pd.DataFrame, stage: str, specialty: str) -> pd.DataFrame:
    """Lay out how often the programs of one specialty say that they interview or rank each group.

    Returns:
        One row per applicant group, often first; the columns are those of `group_rows`.
    """
    own = director_groups.loc[
        (director_groups["stage"] == stage) & (director_groups["specialty"] == specialty)
    ]
    order = ["often_pct", "never_pct", "applicant_group"]
    return _answers(labelled(own).sort_values(order, ascending=[False, True, True], ignore_index=True))


def _answers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of the answers alone."""
    shares = [f"{answer}_pct" for answer in ANSWERS]
    keys = ["match_year", "specialty", "label", "stage", "applicant_group"]
    return rows[[*keys, *shares, "program_count", "source_id"]]


def without_total(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of single specialties."""
    return rows.loc[rows["specialty"] != TOTAL]


def factor_rows(director_factors: pd.DataFrame, stage: str) -> pd.DataFrame:
    """Lay out which factors the programs cite at one stage, and how important those rate them.

    Args:
        director_factors: the table of that name (survey of program directors, Figures 1 and 2).
        stage: slug of `data.directors.STAGES`.

    Returns:
        One row per surveyed specialty and factor: `match_year`, `specialty`, `label`, `stage`, `factor`,
        `factor_label`, `citing_pct` (percent of programs), `importance_mean` (1 to 5, missing where hardly
        anybody cites it), `cell_status`, `program_count`, `citing_count` (programs that cite it, out of the
        rounded share, so about right) and `source_id`.
    """
    own = labelled(director_factors.loc[director_factors["stage"] == stage])
    return own.assign(
        factor_label=own["factor"].map(FACTOR_LABELS),
        citing_count=(own["citing_pct"] * own["program_count"] / 100).round().astype("int64"),
    )[
        [
            *("match_year", "specialty", "label", "stage", "factor", "factor_label"),
            *("citing_pct", "importance_mean", "cell_status", "program_count", "citing_count"),
            "source_id",
        ]
    ].reset_index(drop=True)


def most_cited(factors: pd.DataFrame, count: int = MOST_CITED, specialty: str = TOTAL) -> tuple[str, ...]:
    """Return the slugs of the factors that most programs cite, of one specialty or of all together.

    Args:
        factors: `factor_rows`.
        count: how many.
        specialty: whose programs.
    """
    own = factors.loc[factors["specialty"] == specialty]
    order = ["citing_pct", "importance_mean", "factor_label"]
    ranked = own.sort_values(order, ascending=[False, False, True])
    return tuple(ranked["factor"].head(count))


def of_factor(factors: pd.DataFrame, factor: str, figure: str) -> pd.DataFrame:
    """Return one factor over all specialties, all together first, then by a figure of `FIGURES`."""
    return sorted_by(factors.loc[factors["factor"] == factor], FIGURES[figure])


def of_specialty(factors: pd.DataFrame, specialty: str, figure: str) -> pd.DataFrame:
    """Return the factors of one specialty by a figure of `FIGURES`, the other one among equals."""
    own = factors.loc[factors["specialty"] == specialty]
    columns = [FIGURES[figure], *(column for slug, column in FIGURES.items() if slug != figure)]
    order = [*columns, "factor_label"]
    return own.sort_values(order, ascending=[False, False, True], ignore_index=True)


def grid_rows(factors: pd.DataFrame, shown: tuple[str, ...], column: str) -> pd.DataFrame:
    """Return one row per specialty, all together first and then by name, with a column per factor shown.

    Returns:
        `specialty`, `label`, `program_count`, and what `column` holds of each factor under its slug.
    """
    places = factors[["specialty", "label", "program_count"]].drop_duplicates("label")
    wide = factors.pivot_table(index="label", columns="factor", values=column, dropna=False)
    rows = places.merge(wide.reindex(columns=list(shown)), left_on="label", right_index=True)
    return sorted_by(rows, "label")


def response_of(director_response: pd.DataFrame, specialty: str = TOTAL) -> Response | None:
    """Return who responded in the latest survey, of one specialty or of all; None where it names none."""
    own = director_response.loc[director_response["specialty"] == specialty]
    if own.empty:
        return None
    row = own.sort_values("match_year").iloc[-1]
    return Response(
        int(row["match_year"]),
        int(row["surveys_sent_count"]),
        int(row["programs_responding_count"]),
        float(row["response_rate_pct"]),
    )


def rates_by_label(director_response: pd.DataFrame) -> Mapping[str, str]:
    """Return label of a specialty -> how many of its programs responded, in words."""
    rows = labelled(director_response)
    return {
        label: f"{responding:,} of {sent:,} ({rate:.1f}%)"
        for label, responding, sent, rate in zip(
            *(
                rows[name]
                for name in ("label", "programs_responding_count", "surveys_sent_count", "response_rate_pct")
            ),
            strict=True,
        )
    }


def latest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the latest survey."""
    return rows.loc[rows["match_year"].eq(rows["match_year"].max())]
