"""The checks that the figures of residents and of program directors must pass."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

import pandas as pd

from data.identities import Check, Find, Found, compared, findings, ratio, refuse_missing, shown, sums
from data.residents import RESIDENT_MEASURES, SCORE_BINS
from data.transcription import Frames
from data.vocabulary import LABELS, TOTAL

_QUANTILES: Final = ("p10", "q1", "median", "q3", "p90")
_SUM: Final = 100
_SUM_ROUNDING: Final = 1.5  # each of three whole percentages may be half of one away from the exact value
_MEANS_APART: Final = 1.8  # points: bins say less than scores, and not everybody has both
_SCALE: Final = (1, 5)
# Of a factor's means that are no means: more than this share are whole, of at least so many.
_WHOLE_SHARE: Final = 0.75
_FEWEST_MEANS: Final = 10
_PROGRAM_COUNTS: Final = {
    "director_groups": ("program_count",),
    "director_scores": ("program_count",),
    "director_score_use": ("required_program_count", "failed_program_count"),
    "director_factors": ("program_count",),
    "director_activity": ("program_count",),
}


def _named(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return the rows with the labels of `columns` after their names, so that a finding names its cell."""
    names = rows["specialty_as_printed"]
    for column in columns:
        names = names + ", " + rows[column].map(LABELS[column])
    return rows.assign(specialty_as_printed=names)


def _ascending(table: str, prefix: str, statistics: Iterable[str], *columns: str) -> Find:
    """Return a check that each statistic of a row is at least the one before."""

    def find(rows: Frames) -> Found:
        frame, found = _named(rows[table], *columns), []
        for before, after in pairwise(f"{prefix}_{statistic}" for statistic in statistics):
            lower = frame.loc[frame[after] < frame[before]]
            found += findings(lower, after, lower[before].map(shown))
        return found

    return find


def _answers_sum(table: str, answers: tuple[str, ...], *columns: str) -> Find:
    """Return a check that the shares of the answers to a question sum to 100, each a whole number."""

    def find(rows: Frames) -> Found:
        frame = _named(rows[table], *columns)
        added = frame[list(answers)].sum(axis=1, skipna=False)
        wrong = ~((added - _SUM).abs() <= _SUM_ROUNDING)
        others = _SUM - added + frame[answers[0]]
        return findings(frame.loc[wrong], answers[0], others.loc[wrong].map(shown))

    return find


def _scores_of(rows: Frames) -> pd.DataFrame:
    """Return the rows of scores, each with the number and the mean of the same exam out of the bins."""
    middle = {one.slug: one.middle for one in SCORE_BINS}
    pairs = rows["resident_scores"]
    found = [
        pairs.assign(points=pairs[f"{measure.exam}_bin"].map(middle) * pairs["resident_count"])
        .groupby(["period", "current_name"])[["points", "resident_count"]]
        .sum()
        .assign(resident_measure=measure.slug)
        .reset_index()
        for measure in RESIDENT_MEASURES
        if measure.exam
    ]
    binned = pd.concat(found).rename(columns={"resident_count": "binned_count"})
    binned["binned_mean"] = binned["points"] / binned["binned_count"]
    quantiles = rows["resident_quantiles"]
    key = ["period", "current_name", "resident_measure"]
    refuse_missing("resident_scores", quantiles[["period"]], pairs)
    return quantiles.merge(binned, on=key)


def _pairs_within_scores(rows: Frames) -> Found:
    scores = _scores_of(rows)
    more = scores["binned_count"] > scores["resident_count"]
    found = _named(scores.loc[more], "resident_measure")
    return findings(found, "resident_count", found["binned_count"].map(shown))


def _means_of_bins(rows: Frames) -> Found:
    scores = _scores_of(rows).dropna(subset="value_mean")
    apart = (scores["value_mean"] - scores["binned_mean"]).abs() > _MEANS_APART
    found = _named(scores.loc[apart], "resident_measure")
    return findings(found, "value_mean", found["binned_mean"].map("{:.2f}".format))


def _importance_is_a_mean(rows: Frames) -> Found:
    factors = rows["director_factors"]
    means = factors["importance_mean"]
    of_factor = factors.assign(whole=means.mod(1).eq(0).where(means.notna())).groupby(
        ["match_year", "stage", "factor"]
    )["whole"]
    whole = of_factor.transform("sum").gt(_WHOLE_SHARE * of_factor.transform("count"))
    odd = means.notna() & whole & of_factor.transform("count").ge(_FEWEST_MEANS)
    beyond = means.notna() & ~means.between(*_SCALE)
    found = _named(factors.loc[odd | beyond], "stage", "factor")
    scale = "a mean of {} to {}".format(*_SCALE)
    return findings(found, "importance_mean", [scale] * len(found))


def _rows_sum_to_total(rows: Frames) -> Found:
    response, columns = rows["director_response"], ["surveys_sent_count", "programs_responding_count"]
    is_total = response["specialty"] == TOTAL
    refuse_missing("director_response", response[["match_year"]].assign(specialty=TOTAL), response)
    added = sums(response.loc[~is_total], ["match_year"], columns)
    return compared(response.loc[is_total], ["match_year"], columns, added)


def _programs_responded(rows: Frames) -> Found:
    key, found = ["match_year", "current_name"], []
    responding = rows["director_response"].set_index(key)["programs_responding_count"].rename("responding")
    for table, columns in _PROGRAM_COUNTS.items():
        refuse_missing("director_response", rows[table][key], rows["director_response"])
        frame = rows[table].join(responding, on=key)
        for column in columns:
            more = frame.loc[frame[column] > frame["responding"]]
            found += findings(more, column, more["responding"].map(shown))
    return found


SURVEY_CHECKS: Final = (
    Check(
        "resident_quantiles_ascend",
        "no percentile of residents is below the one before it",
        _ascending("resident_quantiles", "value", _QUANTILES, "resident_measure"),
    ),
    Check(
        "resident_scores_within_residents",
        "residents with both scores are no more than those with one of them",
        _pairs_within_scores,
    ),
    Check(
        "resident_scores_mean",
        f"a mean score is within {_MEANS_APART} points of that of the bins",
        _means_of_bins,
    ),
    Check(
        "director_groups_answers",
        "often, seldom and never sum to 100, within rounding",
        _answers_sum("director_groups", ("often_pct", "seldom_pct", "never_pct"), "stage", "applicant_group"),
    ),
    Check(
        "director_scores_ascend",
        "no quartile of the scores named is below the one before it",
        _ascending("director_scores", "named", ("q1", "median", "q3"), "exam", "threshold"),
    ),
    Check(
        "director_score_use_required",
        "a target score, a pass only and not required sum to 100, within rounding",
        _answers_sum("director_score_use", ("target_score_pct", "pass_only_pct", "not_required_pct"), "exam"),
    ),
    Check(
        "director_score_use_failed",
        "often, seldom and never considering a failed attempt sum to 100, within rounding",
        _answers_sum(
            "director_score_use", ("failed_often_pct", "failed_seldom_pct", "failed_never_pct"), "exam"
        ),
    ),
    Check(
        "director_factors_importance",
        "importance is a mean on a scale of {} to {}, and hardly ever a whole number".format(*_SCALE),
        _importance_is_a_mean,
    ),
    Check(
        "director_response_rate",
        "the response rate is programs that responded over those that were sent the survey",
        ratio("director_response", "programs_responding_count", ("surveys_sent_count",), "response_rate_pct"),
    ),
    Check("director_response_total", "the rows of the response sum to its total", _rows_sum_to_total),
    Check(
        "director_programs_responded",
        "no more programs answer a question than responded",
        _programs_responded,
    ),
)
