import math

import pandas as pd
import pytest

from analysis.measures import (
    MEASURE_TABLES,
    MEASURES,
    PRINTED_MEASURES,
    association,
    measure_cells,
    ranks_among_specialties,
)


def cells(**values_by_metric):
    return pd.DataFrame(
        [
            {
                "match_year": 2018,
                "metric": metric,
                "applicant_group": "us_img",
                "specialty": specialty,
                "value": value,
            }
            for metric, values in values_by_metric.items()
            for specialty, value in values.items()
        ]
    )


def test_the_cells_hold_every_printed_one_once(real):
    long = measure_cells(real, 2018)
    printed = len(real["scores"]) + len(real["research_output"]) + len(real["img_fill"])
    # Matches and their shares: 23 specialties, three groups of averages and both kinds of IMG together.
    assert len(long) == printed + 2 * 23 * 4
    assert not long.duplicated(["match_year", "metric", "applicant_group", "specialty"]).any()
    assert set(long["metric"]) == {metric.slug for metric in PRINTED_MEASURES}
    assert (long["value"].isna() == (long["cell_status"] != "reported")).all()


def test_the_measures_need_exactly_the_tables_they_name(real):
    assert MEASURE_TABLES == ("scores", "research_output", "positions", "img_fill")
    assert len(measure_cells({name: real[name] for name in MEASURE_TABLES}, 2018)) == len(
        measure_cells(real, 2018)
    )


def test_counts_and_shares_are_those_of_the_year_of_the_averages(real):
    long = measure_cells(real, 2018).set_index(["metric", "applicant_group", "specialty"])
    count = long.loc[("matched_count", "img", "pathology")]
    share = long.loc[("nrmp_share", "img", "pathology")]
    guide = long.loc[("img_fill", "img", "pathology")]
    assert (count["match_year"], count["value"]) == (2018, 257)
    assert round(share["value"], 1) == 45.2
    assert guide["value"] == 52.7
    assert (share["source_id"], guide["source_id"]) == ("rd_table2", "co2018_img_fill")
    assert long.loc[("matched_count", "us_md_senior", "pathology"), "value"] == 220


def test_a_specialty_without_a_row_is_not_reported_rather_than_0(real):
    listed = real["positions"].query("specialty != 'neurology'")
    long = measure_cells({**real, "positions": listed}, 2018).set_index(
        ["metric", "applicant_group", "specialty"]
    )
    for metric in ("matched_count", "nrmp_share"):
        cell = long.loc[(metric, "us_img", "neurology")]
        assert math.isnan(cell["value"])
        assert (cell["cell_status"], cell["source_id"]) == ("not_reported", "rd_table2")
        assert long.loc[(metric, "us_img", "vascular_surgery"), "value"] == 0


def test_a_measure_is_printed_in_a_table_or_computed_and_never_named_twice():
    assert len({measure.slug for measure in MEASURES}) == len(MEASURES)
    assert {measure.slug for measure in MEASURES if measure not in PRINTED_MEASURES} == {
        "step1_separation",
        "step2_ck_separation",
        "filled_count",
        "share_change",
        # What other sources say has no cell in a table of the edition.
        "step1_residents",
        "step2_ck_residents",
        "step1_rarely_below",
        "step2_ck_rarely_below",
        "step1_almost_always_above",
        "step2_ck_almost_always_above",
        "often_interview",
        "only_choice_matched",
    }
    assert all(bool(measure.table) == bool(measure.value) for measure in MEASURES)


def test_ranks_leave_the_total_and_missing_cells_out():
    ranked = ranks_among_specialties(
        cells(
            a={
                "neurology": 5,
                "pathology": 9,
                "pediatrics": 9,
                "dermatology": math.nan,
                "all_specialties_combined": 99,
            }
        )
    ).set_index("specialty")
    assert ranked["rank"].to_dict() == {"neurology": 3, "pathology": 1.5, "pediatrics": 1.5}
    assert set(ranked["ranked_count"]) == {3}


def test_spearman_by_hand_is_pairwise_complete():
    long = cells(
        a={"neurology": 1, "pathology": 2, "pediatrics": 3, "psychiatry": 4, "dermatology": 5},
        b={"neurology": 2, "pathology": 1, "pediatrics": 3, "psychiatry": 4, "all_specialties_combined": 0},
    )
    pairs = association(long, {"A": ("a", "us_img"), "B": ("b", "us_img")})
    # Four pairs, ranks differ by 1, 1, 0, 0: 1 - 6 * 2 / (4 * 15).
    assert pairs["spearman"].iloc[0] == pytest.approx(0.8)
    assert pairs["specialty_count"].iloc[0] == 4


def test_two_pairs_are_too_few():
    long = cells(a={"neurology": 1, "pathology": 2}, b={"neurology": 2, "pathology": 1})
    assert math.isnan(association(long, {"A": ("a", "us_img"), "B": ("b", "us_img")})["spearman"].iloc[0])
