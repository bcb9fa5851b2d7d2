"""The listed oddities: which there are, and whether the reasons given for them hold."""

from data.load import load_table
from data.official_checks import CHECKS


def test_oddities_are_listed_with_a_reason():
    oddities = load_table("source_oddities")
    assert oddities["check_name"].value_counts().to_dict() == {
        "only_choice_rows_sum_to_total": 78,
        "positions_match_applicants": 13,
        "match_rates_offered": 3,
        "match_rates_overall_jump": 2,
        "match_rates_match_applicants": 1,
        "match_rates_between_editions": 1,
        "director_factors_importance": 17,
        "choices_offered": 3,
        "choices_total_offered": 2,
        "couples_sum": 1,
        "match_summary_rows": 2,
        "match_summary_rows_sum_to_total": 1,
        "ranked_per_position_between_editions": 31,
        "soap_between_editions": 37,
        "soap_totals_between_editions": 12,
    }
    assert set(oddities["check_name"]) <= {check.name for check in CHECKS}
    assert oddities["reason"].str.len().gt(40).all()


def test_known_oddities():
    cells = {
        (row.source_id, row.match_year, row.column_name): (row.printed, row.compared_with)
        for row in load_table("source_oddities").itertuples()
    }
    assert cells["rd_2021_table6", 2018, "do_senior_pct"] == ("81.7", "84.9")
    assert cells["rd_2018_table6", 1992, "non_us_img_pct"] == ("63.0", "58.0")
    assert cells["rd_2018_table6", 1993, "all_pct"] == ("92.1", "83.3 and 77.9")
    assert cells["rd_2021_table6", 1993, "all_pct"] == ("92.1", "83.3 and 77.9")
    assert cells["rd_2021_table6", 2013, "offered_count"] == ("26138", "26392")
    assert cells["rd_table2", 2013, "filled_count"] == ("25463", "25264")


def test_81_7_percent_is_the_rate_of_all_dos():
    dos = load_table("applicants").query("match_year == 2018 and applicant_type == 'do'")
    assert dos["match_rate_pct"].tolist() == [81.7]


def test_the_r_positions_taken_out_of_pgy1_are_the_differences_of_2012_and_2013():
    oddities = load_table("source_oddities")
    of_rates = oddities["check_name"].isin(["positions_match_applicants", "match_rates_offered"])
    explained = oddities.loc[of_rates & (oddities["reason_source_id"] == "rd_2014_restated")]
    gap = (explained["printed"].astype(int) - explained["compared_with"].astype(int)).abs()
    gaps = dict(zip(zip(explained["match_year"], explained["column_name"], strict=True), gap, strict=True))
    assert (gaps[2013, "offered_count"], gaps[2013, "filled_count"]) == (254, 199)
    assert (gaps[2012, "offered_count"], gaps[2012, "filled_count"]) == (28, 10)
    assert gaps[2011, "filled_count"] == 1
    for year in (2012, 2013):
        types = [gap for (of, name), gap in gaps.items() if of == year and "_count" in name]
        assert sum(types) == gaps[year, "offered_count"] + 2 * gaps[year, "filled_count"]


def test_2010_stays_unexplained():
    oddities = load_table("source_oddities").query(
        "match_year == 2010 and check_name == 'positions_match_applicants'"
    )
    assert len(oddities) == 2
    assert oddities["reason"].str.startswith("Not explained").all()
    assert oddities["reason_source_id"].isna().all()


def test_nrmp_itself_says_why_table_14_does_not_sum_to_its_total():
    reasons = load_table("source_oddities").query("check_name == 'only_choice_rows_sum_to_total'")["reason"]
    assert reasons.str.contains("NRMP says so: specialties with fewer than 20 positions").all()
    assert not reasons.str.contains("likely").any()


def test_printed_totals_of_only_choice_are_never_below_their_rows():
    oddities = load_table("source_oddities").query("check_name == 'only_choice_rows_sum_to_total'")
    assert oddities["printed"].astype(int).gt(oddities["compared_with"].astype(int)).all()
    assert oddities["match_year"].unique().tolist() == list(range(2013, 2024))
