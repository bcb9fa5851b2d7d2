import math

import pandas as pd
import pytest

from analysis.match_rates import COUNTED_TYPES, SERIES_COLUMNS, rate_series, two_denominators


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


def odd(*rows):
    """Build a `source_oddities` table out of (check, year, column, reason) rows."""
    return pd.DataFrame(rows, columns=["check_name", "match_year", "column_name", "reason"])


def rate(series, year, kind):
    return series.set_index(["match_year", "applicant_type"]).loc[(year, kind)]


@pytest.fixture(scope="module")
def series(real):
    return rate_series(real["match_rates"], real["applicants"], real["source_oddities"])


def test_a_counted_rate_goes_before_a_printed_one():
    found = rate_series(
        printed((2018, "rd_2018_table6", {"us_img": 50.0, "non_us_img": 40.0})),
        counted((2018, "us_img", 1, 2, 0, 0)),
        odd(),
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
        odd(),
    )
    assert rate(found, 1992, "us_img")["match_rate_pct"] == 58.0
    assert rate(found, 1992, "all")["source_id"] == "rd_2018_table6"
    # A rate that nobody prints has no row.
    assert len(found) == 2


def test_second_hand_rates_and_known_oddities_are_marked():
    found = rate_series(
        printed(
            (1993, "rd_2021_table6", {"all": 92.1, "us_img": 57.2}),
            (2023, "match_rates_secondary", {"all": 81.0}),
        ),
        counted(),
        odd(
            ("match_rates_overall_jump", 1993, "all_pct", "misprint"),
            ("match_rates_between_editions", 1993, "us_img_pct", "another check"),
        ),
    )
    assert list(found["is_secondary"]) == [False, False, True]
    assert rate(found, 1993, "all")["oddity"] == "misprint"
    assert rate(found, 1993, "us_img")["oddity"] == rate(found, 2023, "all")["oddity"] == ""


@pytest.mark.parametrize(
    ("year", "kind", "value"),
    [
        (1982, "us_img", 56.8),
        # Table 6 of the later edition, not the 63.0 of the earlier one.
        (1992, "non_us_img", 58.0),
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


def test_one_rate_is_known_to_be_implausible(series):
    implausible = series.loc[series["oddity"] != ""]
    assert list(zip(implausible["match_year"], implausible["applicant_type"], strict=True)) == [(1993, "all")]
    assert implausible["match_rate_pct"].iloc[0] == 92.1
    assert "misprint" in implausible["oddity"].iloc[0]


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
