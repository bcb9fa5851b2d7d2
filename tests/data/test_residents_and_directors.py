"""Residents of 2019-20 and program directors of 2020: known figures, every printed row, and broken copies."""

from itertools import pairwise

import pandas as pd
import pytest

from data.directors import FACTORS
from data.groups import groups_with
from data.load import load_table
from data.official import RAW_FILES, read_official
from data.residents import RESIDENT_MEASURES, SCORE_BINS
from data.survey_checks import SURVEY_CHECKS
from data.survey_rows import with_slugs
from data.transcription import RAW_DIR, TranscriptionError
from data.vocabulary import TOTAL

TABLES = {
    file.table: RAW_DIR / file.path for file in RAW_FILES if file.table.startswith(("resident_", "director_"))
}
ANESTHESIOLOGY = {"specialty_as_printed": "Anesthesiology"}
# Check -> table, row, column and the value that breaks it.
BREAKS = {
    "resident_quantiles_ascend": (
        "resident_quantiles",
        {**ANESTHESIOLOGY, "resident_measure": "step1"},
        "value_q3",
        232,
    ),
    "resident_scores_within_residents": (
        "resident_quantiles",
        {**ANESTHESIOLOGY, "resident_measure": "step2_ck"},
        "resident_count",
        1599,
    ),
    "resident_scores_mean": (
        "resident_quantiles",
        {**ANESTHESIOLOGY, "resident_measure": "step2_ck"},
        "value_mean",
        240.6,
    ),
    "director_groups_answers": (
        "director_groups",
        {**ANESTHESIOLOGY, "stage": "rank", "applicant_group": "us_img"},
        "never_pct",
        99,
    ),
    "director_scores_ascend": (
        "director_scores",
        {**ANESTHESIOLOGY, "exam": "step1", "threshold": "below"},
        "named_q1",
        221,
    ),
    "director_score_use_required": (
        "director_score_use",
        {**ANESTHESIOLOGY, "exam": "step1"},
        "target_score_pct",
        97,
    ),
    "director_score_use_failed": (
        "director_score_use",
        {**ANESTHESIOLOGY, "exam": "step1"},
        "failed_never_pct",
        39,
    ),
    "director_factors_importance": (
        "director_factors",
        {**ANESTHESIOLOGY, "stage": "interview", "factor": "visa_status"},
        "importance_mean",
        5.1,
    ),
    "director_response_rate": ("director_response", ANESTHESIOLOGY, "response_rate_pct", 17.4),
    "director_response_total": (
        "director_response",
        {"specialty_as_printed": "Total"},
        "programs_responding_count",
        925,
    ),
    "director_programs_responded": ("director_activity", ANESTHESIOLOGY, "program_count", 34),
}


@pytest.fixture(scope="module")
def official():
    return read_official(RAW_DIR)


def is_row(frame, where):
    return pd.concat([frame[name] == value for name, value in where.items()], axis=1).all(axis=1)


def the_row(table, **where):
    frame = load_table(table)
    (row,) = frame.loc[is_row(frame, where)].to_dict("records")
    return row


@pytest.mark.parametrize("table", TABLES)
def test_every_printed_row_is_there_once(table):
    raw, frame = pd.read_csv(TABLES[table], dtype=str), load_table(table)
    assert len(raw) == len(frame)
    assert raw["specialty_as_printed"].value_counts().to_dict() == (
        frame["specialty_as_printed"].value_counts().to_dict()
    )


@pytest.mark.parametrize(
    ("specialty", "often_pct", "program_count"),
    [("internal_medicine", 47, 45), ("orthopaedic_surgery", 3, 39), (TOTAL, 17, 661)],
)
def test_how_often_programs_interview_non_us_imgs(specialty, often_pct, program_count):
    row = the_row("director_groups", specialty=specialty, stage="interview", applicant_group="non_us_img")
    assert (row["match_year"], row["often_pct"], row["program_count"]) == (2020, often_pct, program_count)


def test_known_scores_of_directors():
    box = the_row("director_scores", specialty="internal_medicine", exam="step1", threshold="below")
    assert [box[name] for name in ("program_count", "named_q1", "named_median", "named_q3")] == [
        27,
        210,
        220,
        220,
    ]
    use = the_row("director_score_use", specialty="anesthesiology", exam="step1")
    assert [use[name] for name in ("target_score_pct", "pass_only_pct", "not_required_pct")] == [79, 21, 0]
    assert use["required_program_count"] == 24


def test_known_factors():
    visa = the_row("director_factors", specialty=TOTAL, stage="interview", factor="visa_status")
    assert (visa["citing_pct"], visa["importance_mean"], visa["program_count"]) == (28, 4.1, 650)
    vascular = the_row(
        "director_factors", specialty="vascular_surgery", stage="interview", factor="step1_score"
    )
    assert (vascular["citing_pct"], vascular["importance_mean"]) == (100, 4.3)


def test_means_that_are_no_means_stay_missing():
    factors = load_table("director_factors")
    garbled = factors.loc[factors["cell_status"] == "garbled"]
    assert set(zip(garbled["stage"], garbled["factor"], strict=True)) == {("rank", "comlex_2_ce_score")}
    assert garbled["importance_mean"].isna().all()
    assert len(garbled) == 17
    oddities = load_table("source_oddities").query("check_name == 'director_factors_importance'")
    assert len(oddities) == 17
    assert oddities["printed"].astype("float64").gt(5).sum() == 7


def test_activity_and_response():
    activity = the_row("director_activity", specialty="internal_medicine")
    assert [activity[name] for name in ("applications_mean", "applicants_ranked_mean", "program_count")] == [
        2118,
        141,
        47,
    ]
    unprinted = load_table("director_activity").query("positions_mean.isna()")
    assert unprinted["specialty"].tolist() == ["child_neurology"]
    total = the_row("director_response", specialty=TOTAL)
    assert (total["surveys_sent_count"], total["programs_responding_count"]) == (5143, 924)
    assert total["response_rate_pct"] == 18.0


def test_known_residents():
    step1 = the_row("resident_quantiles", specialty="anesthesiology", resident_measure="step1")
    assert (step1["period"], step1["resident_count"]) == ("2019-20", 1624)
    quantiles = [step1[f"value_{name}"] for name in ("p10", "q1", "median", "q3", "p90")]
    assert quantiles == [212, 222, 233, 243, 251]
    few = load_table("resident_quantiles").query("value_mean.isna()")
    assert len(few) == 10
    assert few["resident_count"].lt(10).all()


def test_bins_are_counted_for_specialties_without_quantiles_too():
    pairs = load_table("resident_scores")
    in_both = set(load_table("resident_quantiles")["specialty"].dropna())
    assert set(pairs["specialty"].dropna()) - in_both == {
        "dermatology",
        "diagnostic_radiology",
        "radiation_oncology",
    }
    counts = pairs.groupby("specialty")["resident_count"].sum()
    assert counts[["anesthesiology", "dermatology"]].tolist() == [1600, 460]
    # Independent programs are printed apart and are not the specialty.
    assert counts["plastic_surgery"] == 176
    assert pairs.groupby(["specialty_as_printed"])["specialty"].nunique().le(1).all()


def test_bins_follow_each_other_without_a_gap():
    bounds = [(one.low, one.high) for one in SCORE_BINS]
    assert bounds[0] == (None, 189)
    assert bounds[-1] == (260, None)
    assert all(before[1] + 1 == after[0] for before, after in pairwise(bounds))
    assert [one.slug for one in SCORE_BINS][:2] == ["below_190", "190_199"]
    assert (SCORE_BINS[0].middle, SCORE_BINS[1].middle, SCORE_BINS[-1].middle) == (184.5, 194.5, 264.5)


def test_one_specialty_is_one_row_of_each_publication():
    for table in TABLES:
        frame = load_table(table).dropna(subset="specialty")
        names = frame.groupby("specialty")["specialty_as_printed"].nunique()
        assert names.eq(1).all(), table


def test_words_of_the_survey():
    assert len({factor.slug for factor in FACTORS}) == len(FACTORS) == 44
    stages = load_table("director_factors").groupby("stage")["factor"].nunique()
    assert stages.to_dict() == {"interview": 38, "rank": 44}
    answered = {group.slug for group in groups_with("director")}
    assert set(load_table("director_groups")["applicant_group"]) == answered
    assert {measure.slug for measure in RESIDENT_MEASURES} == set(
        load_table("resident_quantiles")["resident_measure"]
    )


def test_an_unknown_factor_is_refused(official):
    factors = official["director_factors"]
    strange = factors.assign(factor_as_printed=factors["factor_as_printed"].replace("Visa status", "Luck"))
    with pytest.raises(TranscriptionError, match="'Luck' is no factor of the vocabulary"):
        with_slugs({**official, "director_factors": strange})


def test_every_check_has_a_row_that_breaks_it():
    assert list(BREAKS) == [check.name for check in SURVEY_CHECKS]


@pytest.mark.parametrize("check", SURVEY_CHECKS, ids=lambda check: check.name)
def test_a_wrong_cell_breaks_its_check(official, check):
    table, where, column, value = BREAKS[check.name]
    frame = official[table].copy()
    rows = is_row(frame, where)
    assert rows.sum() == 1
    frame.loc[rows, column] = value
    known = check.find(official)
    found = [one for one in check.find({**official, table: frame}) if one not in known]
    assert found
    assert all(one["row_label"].startswith(where["specialty_as_printed"]) for one in found)


def test_observations_say_what_a_number_of_residents_and_directors_is_of():
    numbers = load_table("observations").set_index("observation_id")
    often = numbers.loc["director_groups.often_pct.2020.internal_medicine.interview.non_us_img"]
    assert (often["value"], often["detail"], often["applicant_group"]) == (
        47,
        "stage: interview",
        "non_us_img",
    )
    median = numbers.loc["resident_quantiles.value_median.2019-20.anesthesiology.step1"]
    assert (median["value"], median["unit"], median["detail"]) == (
        233,
        "points on the USMLE scale, 1-300",
        "resident_measure: step1",
    )
    garbled = numbers.loc["director_factors.importance_mean.2020.pediatrics.rank.comlex_2_ce_score"]
    assert pd.isna(garbled["value"])
    assert garbled["cell_status"] == "garbled"
    cited = numbers.loc["director_factors.citing_pct.2020.pediatrics.rank.comlex_2_ce_score"]
    assert (cited["value"], cited["cell_status"]) == (76, "reported")
