import math

import pandas as pd
import pytest

from analysis.rates.compute import COUNTED_TYPES, SERIES_COLUMNS, rate_series, two_denominators


def printed(*rows):
    """Build a `match_rates` table out of (year, source, {type: rate}) rows."""
    kinds = ("us_md_senior", "do_senior", "us_img", "non_us_img", "all")
    return pd.DataFrame(
        [
            {
                "match_year": year,
                "source_id": source,
                **{f"{kind}_pct": rates.get(kind, math.nan) for kind in kinds},
            }
            for year, source, rates in rows
        ]
    )


def counted(*rows):
    """Build an `applicants` table out of (year, type, matched, unmatched, withdrew, no list) rows."""
    return pd.DataFrame(
        [
            {
                "match_year": year,
                "applicant_type": kind,
                "active_count": matched + unmatched,
                "matched_count": matched,
                "unmatched_count": unmatched,
                "withdrew_count": withdrew,
                "no_rank_list_count": no_list,
                "registered_count": matched + unmatched + withdrew + no_list,
                "source_id": f"table4_{kind}",
            }
            for year, kind, matched, unmatched, withdrew, no_list in rows
        ],
        columns=[
            *("match_year", "applicant_type", "active_count", "matched_count", "unmatched_count"),
            *("withdrew_count", "no_rank_list_count", "registered_count", "source_id"),
        ],
    )


def restated(*rows):
    """Build a `restatements` table out of (observation, restated value, shown, source, reason) rows."""
    return pd.DataFrame(rows, columns=["observation_id", "restated_value", "shown", "source_id", "reason"])


def rate(series, year, kind):
    return series.set_index(["match_year", "applicant_type"]).loc[(year, kind)]


@pytest.fixture(scope="module")
def series(real):
    return rate_series(real["match_rates"], real["applicants"], real["restatements"])


def test_a_counted_rate_goes_before_a_printed_one():
    found = rate_series(
        printed((2018, "rd_2018_table6", {"us_img": 50.0, "non_us_img": 40.0})),
        counted((2018, "us_img", 1, 2, 0, 0)),
        restated(),
    )
    assert tuple(found.columns) == SERIES_COLUMNS
    us_img, non_us_img = rate(found, 2018, "us_img"), rate(found, 2018, "non_us_img")
    assert (us_img["match_rate_pct"], us_img["source_id"]) == (33.3, "table4_us_img")
    assert (non_us_img["match_rate_pct"], non_us_img["source_id"]) == (40.0, "rd_2018_table6")


def test_a_later_edition_goes_before_an_earlier_one_where_it_prints_the_rate():
    found = rate_series(
        printed(
            (1992, "rd_2021_table6", {"us_img": 58.0}),
            (1992, "rd_2018_table6", {"us_img": 63.0, "all": 83.3}),
        ),
        counted(),
        restated(),
    )
    assert rate(found, 1992, "us_img")["match_rate_pct"] == 58.0
    assert rate(found, 1992, "all")["source_id"] == "rd_2018_table6"
    # A rate that nobody prints has no row.
    assert len(found) == 2


def test_second_hand_rates_are_marked_and_a_restated_one_is_used_where_it_is_to_be_shown():
    found = rate_series(
        printed(
            (1993, "rd_2021_table6", {"all": 92.1, "us_img": 57.2}),
            (2023, "match_rates_secondary", {"all": 81.0}),
        ),
        counted(),
        restated(
            ("match_rates.all_pct.1993.rd_2021_table6", 80.8, "restated", "rd_1994", "misprint"),
            ("match_rates.all_pct.1993.rd_2018_table6", 80.0, "restated", "rd_1994", "another edition"),
            ("match_rates.us_img_pct.1993.rd_2021_table6", 50.0, "printed", "rd_1994", "as printed"),
        ),
    )
    assert list(found["is_secondary"]) == [False, False, True]
    mended, left, later = rate(found, 1993, "all"), rate(found, 1993, "us_img"), rate(found, 2023, "all")
    assert (mended["match_rate_pct"], mended["printed_pct"]) == (80.8, 92.1)
    assert (mended["source_id"], mended["restated_note"]) == ("rd_1994", "misprint")
    assert (left["match_rate_pct"], left["source_id"]) == (57.2, "rd_2021_table6")
    assert left["restated_note"] == later["restated_note"] == ""
    assert pd.isna(left["printed_pct"])


@pytest.mark.parametrize(
    ("year", "kind", "value"),
    [
        (1982, "us_img", 56.8),
        # 2,014 of 3,196, as the edition of 1994 prints; 58.0 of the latest edition is wrong.
        (1992, "non_us_img", 63.0),
        # 16,896 of 20,916, where both later editions print 92.1.
        (1993, "all", 80.8),
        (1992, "do_senior", 62.1),
        # Out of Table 4, not the 81.7 of Table 6, which is the rate of all DOs.
        (2018, "do_senior", 84.9),
        (2018, "us_md_senior", 94.3),
        (2018, "us_img", 57.1),
        (2018, "non_us_img", 56.1),
        (2022, "non_us_img", 58.1),
        (2023, "us_img", 67.6),
        (2025, "non_us_img", 58.0),
    ],
)
def test_real_rates(series, year, kind, value):
    assert rate(series, year, kind)["match_rate_pct"] == value


def test_the_real_series_has_every_year_once_and_nothing_after_2025(series):
    assert not series.duplicated(["match_year", "applicant_type"]).any()
    years = {kind: list(rows["match_year"]) for kind, rows in series.groupby("applicant_type")}
    assert years["us_img"] == years["non_us_img"] == years["us_md_senior"] == list(range(1982, 2026))
    assert years["do_senior"] == list(range(1992, 2026))
    assert years["all"] == [*range(1982, 2023), 2024]
    assert series["match_rate_pct"].between(20, 96).all()


def test_only_the_years_after_the_last_edition_are_second_hand(series):
    assert set(series.loc[series["is_secondary"], "match_year"]) == {2023, 2024, 2025}
    assert set(series.loc[~series["is_secondary"], "match_year"]) == set(range(1982, 2023))


def test_two_printed_rates_are_known_to_be_wrong(series):
    wrong = series.dropna(subset=["printed_pct"]).set_index(["match_year", "applicant_type"])
    assert wrong["printed_pct"].to_dict() == {(1992, "non_us_img"): 58.0, (1993, "all"): 92.1}
    assert set(wrong["source_id"]) == {"rd_1994_match_rates"}
    assert "misprint" in wrong.loc[(1993, "all"), "restated_note"]
    assert set(series.index[series["restated_note"] != ""]) == set(
        series.index[series["printed_pct"].notna()]
    )


def test_two_denominators_by_hand():
    rows = two_denominators(
        counted(
            (2018, "us_img", 3, 3, 1, 3),
            (2018, "non_us_img", 1, 3, 2, 4),
            (2018, "us_md_senior", 99, 0, 0, 0),
            (2019, "us_img", 5, 5, 0, 0),
        ),
        ("us_img", "non_us_img"),
    )
    # 2019 lacks a type, and half of a sum would be no sum.
    assert list(rows["match_year"]) == [2018]
    row = rows.iloc[0]
    assert (row["matched_count"], row["active_count"], row["registered_count"]) == (4, 10, 20)
    assert (row["of_active_pct"], row["of_registered_pct"]) == (40, 20)
    assert row["source_ids"] == "table4_non_us_img table4_us_img"


@pytest.mark.parametrize(
    ("kind", "matched", "active", "of_active", "registered", "of_registered"),
    [
        ("img", 6862, 12142, 56.5, 16724, 41.0),
        ("us_md_senior", 17740, 18818, 94.3, 19312, 91.9),
        ("us_img", 2900, 5075, 57.1, 6986, 41.5),
        ("non_us_img", 3962, 7067, 56.1, 9738, 40.7),
        ("all", 29040, 37103, 78.3, 43909, 66.1),
    ],
)
def test_two_real_denominators_of_2018(real, kind, matched, active, of_active, registered, of_registered):
    rows = two_denominators(real["applicants"], COUNTED_TYPES[kind])
    row = rows.set_index("match_year").loc[2018]
    assert (row["matched_count"], row["active_count"], row["registered_count"]) == (
        matched,
        active,
        registered,
    )
    assert (round(row["of_active_pct"], 1), round(row["of_registered_pct"], 1)) == (of_active, of_registered)


@pytest.mark.parametrize("kind", COUNTED_TYPES)
def test_the_larger_denominator_always_gives_the_smaller_share(real, kind):
    rows = two_denominators(real["applicants"], COUNTED_TYPES[kind])
    assert (rows["of_registered_pct"] < rows["of_active_pct"]).all()
    assert (rows["matched_count"] + rows["unmatched_count"] == rows["active_count"]).all()
    # DO seniors and graduates are printed apart from 2016 on.
    assert list(rows["match_year"]) == list(range(2016 if kind.startswith("do_") else 2008, 2023))


def test_the_rates_and_the_denominators_agree(real, series):
    for kind in ("us_md_senior", "us_img", "non_us_img", "all"):
        rows = two_denominators(real["applicants"], (kind,)).set_index("match_year")
        own = series.loc[series["applicant_type"] == kind].set_index("match_year")["match_rate_pct"]
        assert own.loc[2008:2022].tolist() == rows["of_active_pct"].round(1).tolist()
