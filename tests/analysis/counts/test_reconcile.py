import math

import pandas as pd
import pytest

from analysis.counts.reconcile import RECONCILED_COLUMNS, SAME_PCT, reconcile_editions, reconcile_fill
from data.terms import slugs
from data.vocabulary import FILL_GROUPS, SPECIALTIES


@pytest.fixture(scope="session")
def reconciled(make_positions):
    """Return a function that holds guide shares of one specialty against matches given by type."""

    def reconcile(guide, **matches):
        img_fill = pd.DataFrame(
            {
                "match_year": 2018,
                "specialty": "neurology",
                "applicant_group": list(guide),
                "filled_pct": list(guide.values()),
            }
        )
        rows = reconcile_fill(img_fill, make_positions({"specialty": "neurology", **matches}), 2018)
        return rows.set_index(["specialty", "applicant_group"]).loc["neurology"]

    return reconcile


@pytest.fixture(scope="module")
def real_rows(real):
    rows = reconcile_fill(real["img_fill"], real["positions"], 2018)
    return rows.set_index(["specialty", "applicant_group"])


def test_both_shares_and_the_likely_denominator_by_hand(reconciled):
    row = reconciled({"us_img": 24.0}, us_md_senior=60, us_img=20, do=20).loc["us_img"]
    assert (row["guide_pct"], row["nrmp_pct"], row["difference"]) == (24, 20, 4)
    assert (row["matched_count"], row["filled_count"], row["of_seniors_and_imgs_pct"]) == (20, 100, 25)


def test_a_larger_share_most_likely_has_a_smaller_denominator(reconciled):
    reason = reconciled({"us_img": 24.0}, us_md_senior=60, us_img=20, do=20).loc["us_img", "reason"]
    assert reason == (
        "most likely a smaller denominator: of US MD seniors and IMGs alone the counts give 25.0%"
    )


def test_a_printed_zero_is_false_where_people_were_counted(reconciled):
    rows = reconciled({"us_img": 0.0, "non_us_img": 0.0}, us_md_senior=95, us_img=5)
    assert rows.loc["us_img", "reason"] == (
        "the guide prints 0.0, but NRMP counted 5 US IMGs, most likely outside the guide’s sample"
    )
    # Nobody printed and nobody counted: that zero is true.
    assert rows.loc["non_us_img", "reason"] == "the two agree"


def test_a_smaller_share_most_likely_leaves_some_of_them_out(reconciled):
    reason = reconciled({"non_us_img": 3.0}, us_md_senior=92, non_us_img=8).loc["non_us_img", "reason"]
    assert reason == "most likely the guide’s sample does not hold all of the 8 non-US IMGs that NRMP counted"


@pytest.mark.parametrize(
    ("guide", "agree"), [(20.0, True), (20.09, True), (19.91, True), (20.11, False), (19.89, False)]
)
def test_less_than_a_tenth_of_a_point_is_no_difference(reconciled, guide, agree):
    row = reconciled({"us_img": guide}, us_md_senior=80, us_img=20).loc["us_img"]
    assert (row["reason"] == "the two agree") == agree


def test_where_one_side_has_nothing_there_is_no_comparison(reconciled, make_positions):
    rows = reconciled({"us_img": math.nan, "img": 5.0}, us_md_senior=80, us_img=20)
    for group in ("us_img", "non_us_img"):
        assert math.isnan(rows.loc[group, "difference"])
        assert rows.loc[group, "reason"] == "no comparison: one side is not in its source"
    assert rows.loc["img", "difference"] == -15


def test_counts_are_those_of_the_year_asked_for(make_positions):
    positions = make_positions(
        {"specialty": "neurology", "year": 2017, "us_md_senior": 50, "us_img": 50},
        {"specialty": "neurology", "year": 2018, "us_md_senior": 80, "us_img": 20},
    )
    img_fill = pd.DataFrame({"specialty": ["neurology"], "applicant_group": "us_img", "filled_pct": 20.0})
    for year, share in ((2017, 50), (2018, 20)):
        rows = reconcile_fill(img_fill, positions, year).set_index(["specialty", "applicant_group"])
        row = rows.loc[("neurology", "us_img")]
        assert (row["match_year"], row["nrmp_pct"], row["difference"]) == (year, share, 20 - share)
    # Of a year that is not counted there is nothing to compare with.
    later = reconcile_fill(img_fill, positions, 2024)
    assert later["difference"].isna().all()
    assert set(later["reason"]) == {"no comparison: one side is not in its source"}


def test_every_edition_with_a_fill_column_is_held_against_its_own_year(real):
    rows = reconcile_editions(real)
    pd.testing.assert_frame_equal(rows, reconcile_fill(real["img_fill"], real["positions"], 2018))
    # A row that is of no edition is compared with nothing.
    strange = reconcile_editions({**real, "img_fill": real["img_fill"].assign(source_id="nowhere")})
    assert strange["guide_pct"].isna().all()


def test_every_specialty_and_group_once_in_the_order_of_the_vocabulary(real):
    rows = reconcile_fill(real["img_fill"], real["positions"], 2018)
    assert tuple(rows.columns) == RECONCILED_COLUMNS
    assert list(zip(rows["specialty"], rows["applicant_group"], strict=True)) == [
        (specialty, group) for specialty in slugs(SPECIALTIES) for group in slugs(FILL_GROUPS)
    ]


@pytest.mark.parametrize(
    ("specialty", "group", "guide", "nrmp"),
    [
        ("pathology", "img", 52.7, 45.2),
        ("internal_medicine", "img", 47.9, 42.5),
        ("family_medicine", "img", 32.8, 30.3),
        ("otolaryngology", "img", 0.0, 3.3),
        ("interventional_radiology", "img", 0.0, 2.2),
        ("radiation_oncology", "img", 0.0, 2.1),
        ("dermatology", "us_img", 0.0, 0.9),
        ("child_neurology", "us_img", 0.0, 2.0),
        ("all_specialties_combined", "img", 26.3, 22.7),
    ],
)
def test_the_known_differences_of_2018(real_rows, specialty, group, guide, nrmp):
    row = real_rows.loc[(specialty, group)]
    assert (row["guide_pct"], round(row["nrmp_pct"], 1)) == (guide, nrmp)
    assert row["difference"] == pytest.approx(guide - 100 * row["matched_count"] / row["filled_count"])


def test_the_false_zeros_of_2018(real_rows):
    false_zeros = real_rows.loc[real_rows["reason"].str.startswith("the guide prints 0.0")]
    assert sorted(false_zeros.index) == [
        ("child_neurology", "us_img"),
        ("dermatology", "us_img"),
        ("interventional_radiology", "img"),
        ("interventional_radiology", "us_img"),
        ("otolaryngology", "img"),
        ("otolaryngology", "non_us_img"),
        ("otolaryngology", "us_img"),
        ("plastic_surgery", "us_img"),
        ("radiation_oncology", "img"),
        ("radiation_oncology", "non_us_img"),
    ]
    assert (false_zeros["matched_count"] > 0).all()


def test_the_reasons_follow_the_sign_of_the_difference(real_rows):
    for row in real_rows.to_dict("records"):
        if abs(row["difference"]) < SAME_PCT:
            assert row["reason"] == "the two agree"
        else:
            assert ("smaller denominator" in row["reason"]) == (row["difference"] > 0)
    # The likely denominator brings Pathology closer to what the guide prints.
    pathology = real_rows.loc[("pathology", "img")]
    assert abs(pathology["of_seniors_and_imgs_pct"] - 52.7) < abs(pathology["nrmp_pct"] - 52.7)
