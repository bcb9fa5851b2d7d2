"""The tables of AAMC's Report on Residents: quantiles of what residents brought, and their joint scores."""

from dataclasses import replace

from data.columns import AS_PRINTED, MAPPED_SPECIALTY, SOURCE_ID, count, number, slug, text
from data.definitions import Column, Table
from data.residents import RESIDENT_MEASURES, SCORE_BINS, UNIT_BY_MEASURE

_PERIOD = text("period", "Academic year that the residents began in, as first-second.")
_AS_PRINTED = replace(AS_PRINTED, description="Name of the row in AAMC's words.")


def _value(statistic: str, words: str) -> Column:
    return number(
        f"value_{statistic}",
        UNIT_BY_MEASURE,
        f"{words} of the residents' values; missing where fewer than ten residents have one.",
        0,
        999,
        nullable=True,
    )


RESIDENT_TABLES = (
    Table(
        "resident_quantiles",
        "One row per printed specialty and measure of AAMC's Table B1: how the values of first-year "
        "residents lie. They are those who got in, all applicant types together; nobody who did not match is "
        "among them. Eight specialties without a label in the copy were left out.",
        (
            _PERIOD,
            _AS_PRINTED,
            MAPPED_SPECIALTY,
            slug("resident_measure", "What the values are of.", RESIDENT_MEASURES),
            text("measure_as_printed", "The measure in AAMC's words."),
            count("resident_count", "Residents with a value."),
            _value("mean", "Mean"),
            _value("sd", "Standard deviation"),
            _value("p10", "10th percentile"),
            _value("q1", "25th percentile"),
            _value("median", "Median"),
            _value("q3", "75th percentile"),
            _value("p90", "90th percentile"),
            SOURCE_ID,
        ),
        key=("period", "specialty_as_printed", "resident_measure"),
    ),
    Table(
        "resident_scores",
        "One row per printed specialty, bin of Step 1 and bin of Step 2 CK of AAMC's Table B2 that any "
        "resident is in: how many first-year residents had such a pair of scores. A pair of bins without a "
        "row has nobody. Residents without both scores are not counted.",
        (
            _PERIOD,
            _AS_PRINTED,
            MAPPED_SPECIALTY,
            slug("step1_bin", "Bin of the Step 1 score, first and last score included.", SCORE_BINS),
            slug("step2_ck_bin", "Bin of the Step 2 CK score, first and last score included.", SCORE_BINS),
            count("resident_count", "Residents with both scores in these bins."),
            SOURCE_ID,
        ),
        key=("period", "specialty_as_printed", "step1_bin", "step2_ck_bin"),
    ),
)
