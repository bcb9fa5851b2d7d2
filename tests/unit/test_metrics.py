import math

import pandas as pd
import pytest

from analysis.metrics import METRICS, association, observations, ranks_among_specialties


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


def test_observations_hold_every_cell_once(real):
    long = observations(real)
    assert len(long) == len(real["scores"]) + len(real["research_output"]) + len(real["img_fill"])
    assert not long.duplicated(["match_year", "metric", "applicant_group", "specialty"]).any()
    assert set(long["metric"]) == {metric.slug for metric in METRICS}
    assert (long["value"].isna() == (long["cell_status"] != "reported")).all()


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
