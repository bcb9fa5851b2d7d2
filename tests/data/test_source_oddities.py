"""The listed oddities: which there are, and whether the reasons given for them hold."""

from data.load import load_table
from data.official_checks import CHECKS


def test_oddities_are_listed_with_a_reason():
    oddities = load_table("source_oddities")
    assert oddities["check_name"].value_counts().to_dict() == {
        "only_choice_rows_sum_to_total": 42,
        "positions_match_applicants": 13,
        "applicants_types_sum_to_all": 13,
        "match_rates_offered": 3,
        "match_rates_overall_jump": 2,
        "match_rates_match_applicants": 1,
        "match_rates_between_editions": 1,
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


def test_types_above_all_are_the_fifth_pathway():
    """The reason given for every oddity of this check: the sum is above by the Fifth Pathway row."""
    applicants = load_table("applicants").set_index(["match_year", "applicant_type"])
    oddities = load_table("source_oddities").query("check_name == 'applicants_types_sum_to_all'")
    for row in oddities.itertuples():
        above = int(row.compared_with) - int(row.printed)
        assert above == applicants.loc[(row.match_year, "fifth_pathway"), row.column_name]
    assert (
        applicants.loc[[(year, "fifth_pathway") for year in (2016, 2017, 2018)], "source_id"]
        .eq("rd_2018_table4")
        .all()
    )


def test_printed_totals_of_only_choice_are_never_below_their_rows():
    oddities = load_table("source_oddities").query("check_name == 'only_choice_rows_sum_to_total'")
    assert oddities["printed"].astype(int).gt(oddities["compared_with"].astype(int)).all()
    assert oddities["match_year"].unique().tolist() == list(range(2013, 2020))
