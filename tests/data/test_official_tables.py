"""NRMP's counts and rates: known cells, the raw files added up independently, names, years, notices."""

import pandas as pd
import pytest

from data.competition_schema import COMPETITION_TABLES
from data.guide_sources import GUIDE_SOURCES
from data.load import load_table
from data.places_schema import PLACE_TABLES
from data.sources import SOURCES
from data.survey_sources import SURVEY_SOURCES
from data.terms import slugs
from data.transcription import RAW_DIR
from data.vocabulary import APPLICANT_TYPES, CHOICE_TYPES, SPECIALTIES, TOTAL

TWENTY_TWO = slugs(SPECIALTIES)[:-1]
FIRST_YEAR = {"child_neurology": 2012, "interventional_radiology": 2016}  # 2008 for all others
TOTAL_ROWS = {"pgy1": "Total PGY-1", "pgy2": "Total PGY-2", "r": "Total Physician (R)"}
NOT_COUNTED = ["match_year", "position_level", "specialty_as_printed", "source_id"]


@pytest.fixture(scope="module")
def positions():
    return load_table("positions")


@pytest.fixture(scope="module")
def raw_positions():
    return pd.read_csv(RAW_DIR / "results_and_data" / "positions.csv")


def summed(frame, specialty, year=2018):
    """Return the counts of a specialty with its levels and printed rows added up."""
    rows = frame[frame["specialty"].eq(specialty) & frame["match_year"].eq(year)]
    counts = rows.filter(regex="_count$").sum()
    return counts.astype("int64").to_dict()


def test_known_img_matches_of_2018(positions):
    pathology, otolaryngology = (summed(positions, name) for name in ("pathology", "otolaryngology"))
    assert (pathology["us_img_count"] + pathology["non_us_img_count"], pathology["filled_count"]) == (
        257,
        568,
    )
    assert (otolaryngology["us_img_count"] + otolaryngology["non_us_img_count"]) == 10
    assert otolaryngology["filled_count"] == 303


def test_the_guides_zeros_of_2018_are_people_in_the_counts(positions):
    imgs = {
        name: summed(positions, name)["us_img_count"] + summed(positions, name)["non_us_img_count"]
        for name in ("interventional_radiology", "radiation_oncology")
    }
    assert imgs == {"interventional_radiology": 3, "radiation_oncology": 4}
    assert summed(positions, "dermatology")["us_img_count"] == 4
    assert summed(positions, "child_neurology")["us_img_count"] == 3


@pytest.mark.parametrize(
    ("specialty", "filled"),
    [("dermatology", [23, 420, 20]), ("radiation_oncology", [15, 172, 1])],
)
def test_advanced_specialties_fill_most_positions_at_pgy2(positions, specialty, filled):
    rows = positions[positions["specialty"].eq(specialty) & positions["match_year"].eq(2018)]
    assert rows["position_level"].tolist() == ["pgy1", "pgy2", "r"]
    assert rows["filled_count"].tolist() == filled


def test_specialties_of_several_printed_rows(positions):
    assert summed(positions, "internal_medicine")["offered_count"] == 7916
    assert summed(positions, "pediatrics")["offered_count"] == 2858
    assert summed(positions, "general_surgery")["offered_count"] == 1319
    assert [summed(positions, "plastic_surgery", year)["offered_count"] for year in range(2008, 2016)] == [
        92,
        101,
        106,
        108,
        121,
        127,
        136,
        148,
    ]


def test_grand_total_of_2018(positions):
    rows = positions[positions["match_year"].eq(2018)]
    assert rows["filled_count"].sum() == 31_899
    assert rows["us_img_count"].sum() + rows["non_us_img_count"].sum() == 7230


def test_rows_sum_to_every_printed_total(positions, raw_positions):
    """Add the table up and compare with the totals as printed, read from the raw file alone."""
    printed = raw_positions[raw_positions["position_level"].eq("total")].set_index(
        ["match_year", "specialty_as_printed"]
    )
    columns = [name for name in printed.columns if name.endswith("_count")]
    counted = positions[columns].astype("float64").assign(match_year=positions["match_year"])
    levels = counted.groupby(["match_year", positions["position_level"].map(TOTAL_ROWS)])[columns]
    grand = counted.groupby("match_year")[columns].sum(min_count=1)
    grand.index = pd.MultiIndex.from_product([grand.index, ["GRAND TOTAL"]])
    both = pd.concat([levels.sum(min_count=1), grand]).rename_axis(printed.index.names).sort_index()
    assert len(both) == 54
    pd.testing.assert_frame_equal(both, printed[columns].astype("float64").sort_index())


def test_table_is_its_raw_file(positions, raw_positions):
    rows = raw_positions[~raw_positions["position_level"].eq("total")]
    columns = list(rows.columns)
    order = {"pgy1": 0, "pgy2": 1, "r": 2}
    rows = rows.sort_values(
        NOT_COUNTED[:3],
        key=lambda values: values.map(order) if values.name == "position_level" else values,
        ignore_index=True,
    )
    pd.testing.assert_frame_equal(
        positions[columns].astype({name: "float64" for name in columns if name.endswith("_count")}),
        rows.astype({name: "float64" for name in columns if name.endswith("_count")}),
        check_dtype=False,
    )


@pytest.mark.parametrize("specialty", TWENTY_TWO)
def test_every_specialty_has_every_year_that_the_source_has(positions, specialty):
    years = positions.loc[positions["specialty"].eq(specialty), "match_year"].unique().tolist()
    assert years == list(range(FIRST_YEAR.get(specialty, 2008), 2023))


def test_no_row_of_positions_is_a_total(positions):
    assert set(positions["specialty"].dropna()) == set(TWENTY_TWO)
    assert not positions["specialty_as_printed"].str.contains("total", case=False).any()


def test_counts_that_an_edition_does_not_print_are_missing(positions):
    late = positions["match_year"] >= 2020
    for column in ("do_count", "canadian_count", "fifth_pathway_count"):
        assert positions[column].isna().equals(late), column
    for column in ("do_senior_count", "do_graduate_count", "other_count"):
        assert positions[column].notna().equals(late), column


def test_names_are_mapped_as_reviewed():
    names = load_table("specialty_names").set_index(["printed_in", "specialty_as_printed"])
    of = names["specialty"].to_dict()
    assert of["positions", "Medicine-Primary"] == "internal_medicine"
    assert of["positions", "Plastic Surgery"] == "plastic_surgery"
    assert of["only_choice", "TOTAL *"] == "all_specialties_combined"
    assert of["positions", "Surgery"] == "general_surgery"
    unmapped = [
        "Medicine-Psychiatry",
        "Transitional (PGY-1 Only)",
        "Surgery-Preliminary (PGY-1 Only)",
    ]
    assert all(pd.isna(of["positions", name]) for name in unmapped)
    assert names.loc[[("positions", name) for name in unmapped], "mapping_note"].str.len().gt(20).all()
    years = names[["first_match_year", "last_match_year"]]
    assert years.loc[("positions", "Surgery")].tolist() == [2013, 2015]
    assert years.loc[("positions", "Child Neurology")].tolist() == [2008, 2024]
    assert years.loc[("only_choice", "Pathology")].tolist() == [2012, 2013]
    assert years.loc[("choices", "Pathology-Anatomic and Clinical")].tolist() == [2014, 2021]


def test_one_name_for_every_spelling():
    names = load_table("specialty_names").set_index(["printed_in", "specialty_as_printed"])["current_name"]
    assert names["positions", "Emergency Med/Family Med"] == names["positions", "Emergency Med-Family Med"]
    assert names["positions", "Medicine-Emerg Med"] == names["positions", "Medicine-Emergency Med"]
    assert names["positions", "Pediatrics-Prelim (PGY-1 Only)"] == "Pediatrics-Preliminary"
    assert names["choices", "Obstetrics and Gynecology (Prelim)"] == "OB/GYN-Preliminary (PGY-1 Only)"
    # A name of Table 2 that stands for another keeps its place among the names of Table 2.
    assert set(names["positions"]) <= set(names["positions"].index)


def test_applicants_of_2018():
    rows = load_table("applicants").query("match_year == 2018").set_index("applicant_type")
    assert rows.index.tolist() == list(slugs(APPLICANT_TYPES))
    assert rows.loc["us_md_senior", ["matched_count", "active_count", "match_rate_pct"]].tolist() == [
        17_740,
        18_818,
        94.3,
    ]
    imgs = rows.loc[["us_img", "non_us_img"], ["matched_count", "active_count"]].sum()
    assert imgs.tolist() == [6862, 12_142]
    assert rows.loc["do", "matched_count"] == rows.loc[["do_senior", "do_graduate"], "matched_count"].sum()


def test_match_rates_by_source():
    rates = load_table("match_rates")
    years = rates.groupby("source_id")["match_year"].agg(["min", "max", "size"]).T.to_dict("list")
    assert years == {
        "rd_2018_table6": [1982, 2018, 37],
        "rd_2021_table6": [1992, 2021, 30],
        "match_rates_secondary": [2023, 2025, 3],
    }
    second_hand = rates["source_id"].eq("match_rates_secondary")
    assert rates["copied_from"].ne("").equals(second_hand)
    assert rates.loc[second_hand, "trust_grade"].tolist() == ["A-", "A-", "B+"]
    assert rates.loc[second_hand, "non_us_img_pct"].tolist() == [59.4, 58.5, 58.0]
    assert rates.loc[second_hand, "all_pct"].isna().tolist() == [True, False, True]
    assert rates.loc[~second_hand, "trust_grade"].unique().tolist() == ["A-"]


def test_only_choice_has_no_share_of_nobody():
    rows = load_table("only_choice")
    assert rows["unmatched_pct"].isna().equals(rows["ranked_only_count"].eq(0))
    assert set(rows["applicant_type"]) == set(slugs(CHOICE_TYPES))
    pathology = rows.query("match_year == 2018 and specialty == 'pathology'")
    assert pathology["ranked_only_count"].tolist() == [218, 397]
    assert pathology["unmatched_pct"].tolist() == [3.2, 28.0]


def test_choices_repeat_what_belongs_to_the_specialty():
    rows = load_table("choices").query("specialty == 'otolaryngology' and match_year == 2018")
    assert rows["applicant_type"].tolist() == ["us_md_senior", "independent"]
    assert rows[["offered_count", "positions_per_all_applicants"]].to_numpy().tolist() == [[315, 1.0]] * 2
    assert rows["positions_per_applicant"].tolist() == [1.1, 9.8]
    assert set(load_table("choices")["specialty"].dropna()) == {*TWENTY_TWO, TOTAL}


def test_policy_events_have_short_labels_and_pages():
    events = load_table("policy_events").set_index("event")
    assert events["label"].str.len().max() <= 28
    assert events["url"].str.startswith("https://").all()
    assert events["first_match_year"].dropna().sort_values().to_dict() == {
        "all_in_policy": 2013,
        "single_match": 2020,
        "step2_cs_ended": 2021,
        "step1_pass_fail": 2023,
    }
    assert events["description"].str.endswith(".").all()


def test_guide_claims_name_applicant_types():
    claims = load_table("guide_claims").set_index("claim")
    of_directors = claims.loc[claims["about"] != "matched"]
    assert of_directors["claimed_pct"].to_dict() == {
        "non_us_imgs_often_interviewed": 20.0,
        "us_imgs_often_interviewed": 33.3,
        "visa_status_considered": 40.0,
    }
    assert of_directors.loc[of_directors["claimed_as"] == "less_than"].index.tolist() == [
        "us_imgs_often_interviewed"
    ]
    claims = claims.drop(index=of_directors.index)
    assert claims["claimed_pct"].to_dict() == {"imgs_matched": 60.0, "seniors_matched": 94.0}
    assert claims["applicant_types"].to_dict() == {
        "imgs_matched": "us_img non_us_img",
        "seniors_matched": "us_md_senior",
    }
    assert set(" ".join(claims["applicant_types"]).split()) <= set(slugs(APPLICANT_TYPES))


WITH_SOURCES = ("positions", "applicants", "match_rates", "only_choice", "choices", "policy_events")


def test_pages_of_the_sources():
    sources = load_table("sources").set_index("source_id")
    assert sources.loc[sources["page"].ne(""), "page"].to_dict() == {
        "rd_1994_match_rates": "10",
        "rd_2009_new_programs": "9",
        "rd_2014_restated": "20-21, 30-31",
        "rd_2018_table6": "19",
        "rd_2021_table6": "18",
        "rd_2018_table13": "35",
        "pd2020_response": "1",
        "match_2025_by_state": "1-19",
    }
    columns = sources.columns.tolist()
    at = columns.index("table_title")
    assert columns[at : at + 3] == ["table_title", "printed_by", "page"]
    printed_by = sources.groupby("printed_by").groups
    assert set(printed_by) == {"NRMP", "AAMC", "the USMLE program", "the notice", "the guide"}
    assert set(printed_by["the guide"]) == {
        "guide_text",
        *(source_id for source_id in sources.index if source_id.startswith(("co2018_", "advice_"))),
    }
    assert sources.loc["rd_2018_table4", "citation"] == (
        "National Resident Matching Program, Results and Data: 2018 Main Residency Match. "
        "National Resident Matching Program, Washington, DC. 2018."
    )
    used = {
        source_id
        for name in (*(table.name for table in (*COMPETITION_TABLES, *PLACE_TABLES)), *WITH_SOURCES)
        for source_id in load_table(name)["source_id"]
    } | {
        source_id
        for name, column in (
            ("restatements", "source_id"),
            ("positions", "break_source_id"),
            ("applicants", "break_source_id"),
            ("source_oddities", "reason_source_id"),
        )
        for source_id in load_table(name)[column].dropna()
    }
    surveys = {source.source_id for source in SURVEY_SOURCES}
    guides = {source.source_id for source in GUIDE_SOURCES}
    assert used | surveys | guides | {"guide_text"} == {source.source_id for source in SOURCES[7:]}
