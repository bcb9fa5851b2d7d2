import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.credentials.compute import WEIGHTINGS, credential_components, rank_credentials
from data.load import load_table

TABLES = {
    **{name: load_table(name) for name in ("scores", "research_output", "positions")},
    "match_year": 2018,
}


@pytest.fixture(scope="session")
def hand_made(make_positions):
    """Return a function that builds the three tables of four specialties and their year; shares in whole percent."""

    def make(step1, items, shares):
        names = ["neurology", "pathology", "pediatrics", "psychiatry"]
        keys = {"match_year": 2018, "specialty": names, "applicant_group": "us_md_senior"}
        return {
            "scores": pd.DataFrame({**keys, "exam": "step1", "outcome": "matched", "score_mean": step1}),
            "research_output": pd.DataFrame({**keys, "outcome": "matched", "items_mean": items}),
            "match_year": 2018,
            # Half of the IMGs are US citizens, and half of all places start at PGY-2.
            "positions": make_positions(
                *(
                    {
                        "specialty": name,
                        "level": level,
                        "us_img": share,
                        "non_us_img": share,
                        "do": 100 - share,
                        "us_md_senior": 100 - share,
                    }
                    for name, share in zip(names, shares, strict=True)
                    for level in ("pgy1", "pgy2")
                )
            ),
        }

    return make


def test_ranks_ties_and_range_by_hand(hand_made):
    ranked = rank_credentials(
        credential_components(**hand_made([240, 240, 230, 220], [5, 9, 7, 1], [10, 20, 5, 40]))
    )
    rows = ranked.set_index("specialty")
    assert list(rows.loc["neurology"][["step1_rank", "research_rank", "img_share_rank"]]) == [1.5, 3, 2]
    assert list(rows.loc["pathology"][["step1_rank", "research_rank", "img_share_rank"]]) == [1.5, 1, 3]
    assert list(rows.loc["pediatrics"][["step1_rank", "research_rank", "img_share_rank"]]) == [3, 2, 1]
    # Mean ranks 6.5/3, 5.5/3, 6/3, 12/3.
    assert list(rows.loc[["pathology", "pediatrics", "neurology", "psychiatry"], "rank"]) == [1, 2, 3, 4]
    assert (rows.loc["psychiatry", "rank_lowest"], rows.loc["psychiatry", "rank_highest"]) == (4, 4)
    # Without research (1, 0, 1) Neurology leads: 3.5 against 4.5 and 4.
    assert rows.loc["neurology", "rank_lowest"] == 1


def test_a_tie_in_the_mean_rank_is_shared(hand_made):
    ranked = rank_credentials(
        credential_components(**hand_made([240, 230, 220, 210], [1, 2, 3, 4], [1, 1, 1, 1]))
    )
    assert list(ranked["rank"].dropna()) == [2.5] * 4


def test_a_missing_component_leaves_the_rank_missing(hand_made):
    rows = rank_credentials(
        credential_components(**hand_made([240, math.nan, 230, 220], [5, 9, 7, 1], [10, 20, 5, 40]))
    )
    assert math.isnan(rows.set_index("specialty").loc["pathology", "rank"])
    components = credential_components(**hand_made([240, math.nan, 230, 220], [5, 9, 7, 1], [10, 20, 5, 40]))
    alone = rank_credentials(components, (0, 1, 0))
    assert alone.set_index("specialty").loc["pathology", "rank"] == 1


@pytest.mark.parametrize("weights", [(0, 0, 0), (1, 1), (-1, 1, 1), (1, math.inf, 1), (1, math.nan, 1)])
def test_weights_that_rank_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="three numbers from 0 up"):
        rank_credentials(credential_components(**TABLES), weights)


def test_the_real_ranking_has_22_rows_and_no_total():
    ranked = rank_credentials(credential_components(**TABLES))
    assert len(ranked) == 22
    assert ranked["specialty"].iloc[0] == "radiation_oncology"
    assert ranked["specialty"].iloc[-1] == "family_medicine"
    assert "all_specialties_combined" not in set(ranked["specialty"])
    assert ranked["rank"].sum() == 22 * 23 / 2


def test_the_share_is_the_counted_one_with_its_counts():
    rows = rank_credentials(credential_components(**TABLES)).set_index("specialty")
    assert list(rows.loc["pathology", ["img_count", "filled_count", "img_share_rank"]]) == [257, 568, 22]
    assert rows.loc["pathology", "img_pct"] == pytest.approx(45.246, abs=0.001)
    # Otolaryngology is not first: NRMP counted 10 IMGs where the guide prints 0.0.
    assert list(rows.loc["otolaryngology", ["img_count", "filled_count", "img_share_rank"]]) == [10, 303, 5]
    assert rows.loc["orthopaedic_surgery", "img_share_rank"] == 1


def test_a_specialty_that_nrmp_does_not_list_has_no_share_and_no_rank(hand_made):
    tables = hand_made([240, 235, 230, 220], [5, 9, 7, 1], [10, 20, 5, 40])
    listed = tables["positions"].query("specialty != 'pathology'")
    rows = rank_credentials(credential_components(**{**tables, "positions": listed})).set_index("specialty")
    assert rows.loc["pathology", ["img_pct", "img_share_rank", "rank"]].isna().all()
    assert rows.loc["psychiatry", "rank"] == 3


@pytest.mark.parametrize("weights", WEIGHTINGS)
def test_the_range_holds_the_rank_of_each_of_the_seven_weightings(weights):
    ranked = rank_credentials(credential_components(**TABLES), weights)
    assert (ranked["rank"] >= ranked["rank_lowest"]).all()
    assert (ranked["rank"] <= ranked["rank_highest"]).all()


@pytest.fixture(scope="module")
def equal_weights():
    return rank_credentials(credential_components(**TABLES))


@settings(max_examples=8)
@given(st.floats(0.1, 10))
def test_only_the_proportion_of_the_weights_counts(equal_weights, factor):
    scaled = rank_credentials(credential_components(**TABLES), (factor, factor, factor))
    pd.testing.assert_frame_equal(scaled, equal_weights)
