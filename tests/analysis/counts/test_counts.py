import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.counts.compute import (
    GROUP_COLUMNS,
    change_over,
    largest_specialties,
    matched_counts,
    matches_by_specialty,
    of_year,
    shares_by_group,
    years_of,
)
from data.terms import slugs
from data.vocabulary import POSITION_LEVELS, SPECIALTIES

# The groups that NRMP's types fall into, each once; `img` is the sum of two of them, `do` has the seniors.
APART = tuple(group for group in GROUP_COLUMNS if group not in {"img", "do_senior"})
NAMES = slugs(SPECIALTIES)


@pytest.fixture(scope="module")
def summed(real):
    return matches_by_specialty(real["positions"])


def row_of(counts, specialty, year=2018):
    return counts.set_index(["match_year", "specialty"]).loc[(year, specialty)]


@pytest.mark.parametrize(
    ("specialty", "group", "matched", "filled", "share"),
    [
        ("pathology", "img", 257, 568, 45.2),
        ("internal_medicine", "img", 3288, 7735, 42.5),
        ("family_medicine", "img", 1065, 3510, 30.3),
        ("otolaryngology", "img", 10, 303, 3.3),
        ("interventional_radiology", "img", 3, 136, 2.2),
        ("radiation_oncology", "img", 4, 188, 2.1),
        ("dermatology", "us_img", 4, 463, 0.9),
        ("child_neurology", "us_img", 3, 148, 2.0),
        ("all_specialties_combined", "img", 7230, 31899, 22.7),
        ("all_specialties_combined", "us_md_senior", 19634, 31899, 61.6),
    ],
)
def test_the_shares_of_2018(summed, specialty, group, matched, filled, share):
    row = row_of(summed, specialty)
    assert (row[f"{group}_count"], row["filled_count"]) == (matched, filled)
    assert row[f"{group}_pct"] == pytest.approx(100 * matched / filled)
    assert round(row[f"{group}_pct"], 1) == share


def test_do_seniors_are_unknown_in_the_years_that_count_all_dos_together(summed):
    seniors = summed.loc[summed["specialty"] == "neurology"].set_index("match_year")["do_senior_count"]
    assert seniors.loc[:2019].isna().all()
    assert seniors.loc[2020:].tolist() == [126, 134, 155]
    (change,) = change_over(summed.loc[summed["specialty"] == "neurology"], "do_senior").to_dict("records")
    assert (change["first_year"], change["first_count"], change["last_count"]) == (2020, 126, 155)


def test_advanced_specialties_are_not_empty_with_levels_summed(real, summed):
    dermatology, radiation = row_of(summed, "dermatology"), row_of(summed, "radiation_oncology")
    assert (dermatology["offered_count"], dermatology["img_count"]) == (472, 19)
    assert (radiation["offered_count"], radiation["img_count"]) == (194, 4)
    first_year = matches_by_specialty(real["positions"], "pgy1")
    dermatology, radiation = row_of(first_year, "dermatology"), row_of(first_year, "radiation_oncology")
    assert (dermatology["filled_count"], dermatology["img_count"]) == (23, 1)
    assert (radiation["filled_count"], radiation["img_count"], radiation["img_pct"]) == (15, 0, 0)


@pytest.mark.parametrize(("level", "filled", "imgs"), [("pgy1", 29040, 6862), ("pgy2", 2650, 311)])
def test_the_totals_of_one_level(real, level, filled, imgs):
    total = row_of(matches_by_specialty(real["positions"], level), "all_specialties_combined")
    assert (total["filled_count"], total["img_count"]) == (filled, imgs)


def test_levels_and_rows_of_one_specialty_add_up(make_positions):
    positions = make_positions(
        {"specialty": "neurology", "us_md_senior": 3, "us_img": 1, "unfilled": 2},
        {"specialty": "neurology", "non_us_img": 4},
        {"specialty": "neurology", "level": "pgy2", "us_md_senior": 2},
        {"specialty": "neurology", "level": "r", "non_us_img": 1, "unfilled": 1},
        {"specialty": "neurology", "year": 2017, "us_md_senior": 50},
    )
    every = row_of(matches_by_specialty(positions), "neurology")
    assert (every["offered_count"], every["filled_count"], every["unfilled_count"]) == (14, 11, 3)
    assert (every["us_md_senior_count"], every["us_img_count"], every["non_us_img_count"]) == (5, 1, 5)
    assert (every["img_count"], every["img_pct"]) == (6, pytest.approx(600 / 11))
    levels = {
        level: row_of(matches_by_specialty(positions, level), "neurology")["filled_count"]
        for level in slugs(POSITION_LEVELS)
    }
    assert levels == {"pgy1": 8, "pgy2": 2, "r": 1}


def test_the_columns_that_nrmp_prints_change_and_the_groups_stay(make_positions):
    counts = matches_by_specialty(
        make_positions(
            {"specialty": "neurology", "year": 2019, "do": 6, "canadian": 1, "fifth_pathway": 1},
            {"specialty": "neurology", "year": 2020, "do_senior": 5, "do_graduate": 2, "other": 1},
        )
    )
    before, after = row_of(counts, "neurology", 2019), row_of(counts, "neurology", 2020)
    assert (before["do_count"], before["other_count"], before["do_pct"]) == (6, 2, 75)
    assert (after["do_count"], after["other_count"], after["do_pct"]) == (7, 1, 87.5)


def test_the_total_counts_rows_that_are_none_of_the_22(make_positions):
    counts = matches_by_specialty(
        make_positions({"specialty": "neurology", "us_img": 1}, {"specialty": None, "us_md_senior": 9})
    )
    assert list(counts["specialty"]) == ["neurology", "all_specialties_combined"]
    total = row_of(counts, "all_specialties_combined")
    assert (total["filled_count"], total["us_img_pct"]) == (10, 10)


def test_a_specialty_without_a_row_is_missing_and_one_without_a_match_is_0(make_positions):
    year = of_year(matches_by_specialty(make_positions({"specialty": "neurology", "us_md_senior": 2})), 2018)
    assert list(year["specialty"]) == list(NAMES)
    rows = year.set_index("specialty")
    assert (rows.loc["neurology", "img_count"], rows.loc["neurology", "img_pct"]) == (0, 0)
    assert rows.loc["pathology", ["offered_count", "filled_count", "img_count", "img_pct"]].isna().all()
    assert rows.loc["pathology", "label"] == "Pathology"


def test_child_neurology_starts_in_2012(summed):
    assert math.isnan(of_year(summed, 2010).set_index("specialty").loc["child_neurology", "img_count"])
    assert of_year(summed, 2012).set_index("specialty").loc["child_neurology", "filled_count"] == 114
    years = years_of(summed, "child_neurology").set_index("match_year")
    assert list(years.index) == list(range(2022, 2007, -1))
    assert years.loc[2008:2011, "us_img_count"].isna().all()
    assert years["us_img_count"].notna().sum() == 11
    assert set(years["label"]) == {"Child Neurology"}


def test_a_level_that_nrmp_does_not_list_that_year_is_missing_everywhere(real):
    year = of_year(matches_by_specialty(real["positions"], "r"), 2010)
    assert len(year) == 23
    assert year[["filled_count", "img_pct"]].isna().all(axis=None)


def test_where_nothing_was_filled_a_share_is_missing_and_a_count_is_0(make_positions):
    row = row_of(matches_by_specialty(make_positions({"specialty": "neurology", "unfilled": 3})), "neurology")
    assert (row["offered_count"], row["filled_count"], row["img_count"]) == (3, 0, 0)
    assert math.isnan(row["img_pct"])


def test_change_names_each_span_by_its_own_years(make_positions):
    counts = matches_by_specialty(
        make_positions(
            {"specialty": "neurology", "year": 2008, "us_img": 1, "us_md_senior": 3},
            {"specialty": "neurology", "year": 2015, "us_img": 9, "us_md_senior": 1},
            {"specialty": "neurology", "year": 2022, "us_img": 2, "us_md_senior": 3},
            {"specialty": "child_neurology", "year": 2012, "us_img": 5, "us_md_senior": 5},
            {"specialty": "child_neurology", "year": 2022, "us_img": 4, "us_md_senior": 6},
            {"specialty": "pathology", "year": 2022, "us_img": 5},
            # A year that filled nothing has no share and starts no span.
            {"specialty": "psychiatry", "year": 2008, "unfilled": 2},
            {"specialty": "psychiatry", "year": 2010, "us_md_senior": 2},
            {"specialty": "psychiatry", "year": 2011, "us_img": 2},
            {"specialty": "psychiatry", "year": 2022, "unfilled": 2},
        )
    )
    rows = change_over(counts, "us_img").set_index("specialty")
    columns = ["first_year", "last_year", "first_count", "last_count", "first_pct", "last_pct", "change"]
    assert list(rows.loc["neurology", columns]) == [2008, 2022, 1, 2, 25, 40, 15]
    assert list(rows.loc["child_neurology", columns]) == [2012, 2022, 5, 4, 50, 40, -10]
    assert list(rows.loc["psychiatry", columns]) == [2010, 2011, 0, 2, 0, 100, 100]
    assert list(rows.loc["neurology", ["first_filled_count", "last_filled_count"]]) == [4, 5]
    assert "pathology" not in rows.index
    assert list(rows.index) == [name for name in NAMES if name in set(rows.index)]
    # The first and the last year are those of the calendar, not of the table.
    pd.testing.assert_frame_equal(change_over(counts.iloc[::-1], "us_img").set_index("specialty"), rows)


def test_real_changes(summed):
    rows = change_over(summed, "img").set_index("specialty")
    assert len(rows) == 23
    late = rows.loc[rows["first_year"] > 2008, "first_year"]
    assert late.to_dict() == {
        "child_neurology": 2012,
        "interventional_radiology": 2016,
        # The years before do not run on.
        "neurological_surgery": 2009,
        "obstetrics_and_gynecology": 2014,
        "pediatrics": 2011,
    }
    pathology = rows.loc["pathology"]
    assert (pathology["first_count"], pathology["first_filled_count"]) == (104, 467)
    assert (pathology["last_count"], pathology["last_filled_count"]) == (274, 619)
    assert pathology["change"] == pytest.approx(100 * (274 / 619 - 104 / 467))


def test_the_largest_are_counted_in_the_latest_year_without_the_total(make_positions):
    counts = matches_by_specialty(
        make_positions(
            {"specialty": "neurology", "year": 2008, "us_md_senior": 99},
            {"specialty": "neurology", "year": 2022, "us_md_senior": 2},
            {"specialty": "pathology", "year": 2022, "us_md_senior": 3},
            {"specialty": "psychiatry", "year": 2022, "us_md_senior": 1},
        )
    )
    assert largest_specialties(counts, 2) == ("pathology", "neurology")


def test_matched_counts_are_those_of_the_year_with_levels_summed(real):
    counts = matched_counts(real["positions"], 2018)
    assert counts[("dermatology", "non_us_img")] == 15
    assert counts[("plastic_surgery", "us_img")] == 1
    assert counts[("interventional_radiology", "non_us_img")] == 0
    assert counts[("all_specialties_combined", "us_md_senior")] == 19634
    assert {type(count) for count in counts.values()} == {int}
    assert ("child_neurology", "us_img") not in matched_counts(real["positions"], 2010)
    assert matched_counts(real["positions"], 1999) == {}


def test_shares_are_laid_out_by_specialty_and_group(real):
    rows = shares_by_group(real["positions"], 2010)
    assert len(rows) == 23 * 4
    by_cell = rows.set_index(["specialty", "applicant_group"])
    missing = by_cell.loc[("child_neurology", "img")]
    assert (missing["cell_status"], missing["source_id"]) == ("not_reported", "rd_table2")
    assert math.isnan(missing["matched_count"])
    pathology = by_cell.loc["pathology"]
    assert (
        pathology.loc["img", "matched_count"]
        == pathology.loc[["us_img", "non_us_img"], "matched_count"].sum()
    )
    assert pathology.loc["img", "cell_status"] == "reported"


MATCHES = {
    year: st.fixed_dictionaries({kind: st.integers(0, 400) for kind in kinds})
    for year, kinds in (
        (2018, ("us_md_senior", "us_md_graduate", "do", "us_img", "non_us_img", "canadian", "fifth_pathway")),
        (
            2021,
            ("us_md_senior", "us_md_graduate", "do_senior", "do_graduate", "us_img", "non_us_img", "other"),
        ),
    )
}
ROWS = st.sampled_from(list(MATCHES)).flatmap(
    lambda year: st.builds(
        lambda names, matches: {**names, **matches, "year": year},
        st.fixed_dictionaries(
            {
                "specialty": st.sampled_from(["neurology", "pathology", "dermatology", None]),
                "level": st.sampled_from(slugs(POSITION_LEVELS)),
                "unfilled": st.integers(0, 20),
            }
        ),
        MATCHES[year],
    )
)


@settings(max_examples=40)
@given(rows=st.lists(ROWS, min_size=1, max_size=8), level=st.sampled_from(["all", *slugs(POSITION_LEVELS)]))
def test_groups_always_add_up_to_the_positions_filled(make_positions, rows, level):
    counts = matches_by_specialty(make_positions(*rows), level)
    of_groups = counts[[f"{group}_count" for group in APART]].sum(axis="columns")
    assert (of_groups == counts["filled_count"]).all()
    assert (counts["img_count"] == counts["us_img_count"] + counts["non_us_img_count"]).all()
    assert (counts["offered_count"] == counts["filled_count"] + counts["unfilled_count"]).all()
    shares = counts[[f"{group}_pct" for group in APART]]
    filled = counts["filled_count"] > 0
    assert shares.loc[filled].sum(axis="columns").to_numpy() == pytest.approx(100)
    assert shares.loc[~filled].isna().all(axis=None)
    # The total is the whole table, whatever its rows are mapped to.
    asked = [row for row in rows if level in ("all", row["level"])]
    totals = counts.loc[counts["specialty"] == "all_specialties_combined"].set_index("match_year")
    assert sorted(totals.index) == sorted({row["year"] for row in asked})
    for year, total in totals["us_img_count"].items():
        assert total == sum(row["us_img"] for row in asked if row["year"] == year)


def test_every_real_row_adds_up_too(summed):
    of_groups = summed[[f"{group}_count" for group in APART]].sum(axis="columns")
    pd.testing.assert_series_equal(of_groups, summed["filled_count"], check_names=False)
