"""The era bridge by hand: the same distance from the national average, in standard deviations."""

import pandas as pd
import pytest

from analysis.era.compute import (
    BRIDGED_EXAM,
    NO_YEAR,
    Norm,
    bridged_score,
    build_bridge,
    context_sentences,
    say_bridge,
    say_rise,
    step2_ck_norms,
    years_to_choose,
)
from analysis.era.words import with_bridge
from data.load import load_table

NORMS = load_table("usmle_norms")
HAND_MADE = pd.DataFrame(
    [
        {"exam": "step2_ck", "period": "2017-2018", "norm_mean": 240.0, "norm_sd": 20.0, "trust_grade": "B"},
        {"exam": "step2_ck", "period": "2024-2025", "norm_mean": 250.0, "norm_sd": 10.0, "trust_grade": "C"},
        {"exam": "step2_ck", "period": "2023-2024", "norm_mean": 249.0, "norm_sd": None, "trust_grade": "A"},
        {"exam": "step1", "period": "2018", "norm_mean": 230.0, "norm_sd": 19.0, "trust_grade": "B"},
    ]
)


@pytest.mark.parametrize(("score", "bridged"), [(250, 240), (260, 260), (255, 250), (245, 230), (252, 244)])
def test_the_bridge_by_hand(score, bridged):
    bridge = build_bridge(score, "2024-25", HAND_MADE, 2018)
    assert (bridge.score, bridge.bridged, bridge.shift) == (score, bridged, bridged - score)


def test_252_of_2025_26_is_244_in_2017_18():
    # 243 + 17 * (252 - 251) / 15 = 244.13
    bridge = build_bridge(252, "2025-26", NORMS, 2018)
    assert bridge.bridged == 244
    assert (bridge.base.mean, bridge.base.sd, bridge.year.mean, bridge.year.sd) == (243, 17, 251, 15)
    assert bridge.label == "244 in 2017-18"


def test_the_average_of_a_year_leads_to_the_average_of_the_other():
    year, base = Norm("2025-2026", 251, 15, "B"), Norm("2017-2018", 243, 17, "B")
    assert bridged_score(251, year, base) == 243
    assert bridged_score(251 + 15, year, base) == 243 + 17


@pytest.mark.parametrize(
    ("score", "year", "match_year"),
    [(None, "2024-25", 2018), (252, NO_YEAR, 2018), (252, "2017-18", 2018), (252, "1999-00", 2018),
     (252, "2023-24", 2018), (252, "2024-25", 2031)],
)  # fmt: skip
def test_without_a_score_or_one_of_the_two_years_there_is_no_bridge(score, year, match_year):
    assert build_bridge(score, year, HAND_MADE, match_year) is None


def test_years_to_choose_have_a_mean_and_a_deviation_newest_first():
    assert years_to_choose(step2_ck_norms(HAND_MADE), 2018) == ["2024-25"]
    years = years_to_choose(step2_ck_norms(NORMS), 2018)
    assert years[0] == "2025-26"
    assert "2017-18" not in years
    assert years == sorted(years, reverse=True)
    assert years_to_choose(step2_ck_norms(HAND_MADE), 2031) == []


def test_the_words_name_both_norms_their_source_and_trust_and_no_worth():
    said = say_bridge(build_bridge(252, "2024-25", HAND_MADE, 2018))
    for part in ("252", "244", "2017-18", "mean 240", "deviation 20", "2024-25", "mean 250", "deviation 10"):
        assert part in said
    assert "USMLE score interpretation guidelines" in said
    assert "trust grade B and C" in said
    assert "as far from the national average of its year" in said
    assert "worth" not in said


def test_the_rise_has_both_years_numbers_source_and_trust():
    (said,) = say_rise(NORMS, 2018)
    for part in (
        "243 in 2017-18",
        "251 in 2025-26",
        "USMLE score interpretation guidelines",
        "trust grade B",
    ):
        assert part in said
    assert say_rise(NORMS, 2031) == ()
    assert say_rise(HAND_MADE.iloc[:1], 2018) == ()


def test_it_stands_beside_step_2_ck_alone():
    assert context_sentences(("step1",), ("It rose.",)) == ()
    assert context_sentences(("step1", BRIDGED_EXAM), ("It rose.",)) == ("It rose.",)


def test_the_bridged_gap_stands_in_the_rows_of_its_exam():
    exams, rows = ["step1", "step2_ck"], pd.DataFrame({"gap_to_matched": [3.0, 12.0]})
    bridge = build_bridge(252, "2024-25", HAND_MADE, 2018)
    found = with_bridge(rows, exams, bridge)
    assert found["bridged_score"].tolist()[1] == 244
    assert found["bridged_gap"].tolist()[1] == 4
    assert found[["bridged_score", "bridged_gap"]].isna().all(axis=1).tolist() == [True, False]
    assert with_bridge(rows, exams, None) is rows
