"""One specialty as people of one group chose it: every number with its year, its people and its levels."""

import pandas as pd
import pytest

from analysis.chosen.compute import CHOSEN_TABLES, chosen
from analysis.chosen.words import chosen_story, facts_table, row_names, seniors_table
from analysis.competition.compute import places, soap_by_specialty
from analysis.only_choice.chart import year_dots


@pytest.fixture(scope="module")
def known(real):
    tables = {name: real[name] for name in CHOSEN_TABLES}
    places_by_year = places(
        real["match_summary"], real["senior_counts"], real["ranked_per_position"], real["specialty_names"]
    )
    soap = soap_by_specialty(real["soap"])
    return lambda specialty, group: chosen(tables, places_by_year, soap, specialty, group)


def facts(one):
    return facts_table(one).frame().set_index("What")


def test_non_us_imgs_and_internal_medicine(known):
    one = known("internal_medicine", "non_us_img")
    story = chosen_story(one)
    assert story.headline == (
        "Of 3,080 non-US IMGs who ranked only Internal Medicine in 2021, 1,743 matched (56.6%, 95% interval "
        "54.8 to 58.3)"
    )
    rows = facts(one)
    assert rows.loc["Ranked it and nothing else"].tolist() == [
        "3,080",
        "2021",
        "non-US IMGs, all levels summed",
    ]
    assert rows.loc["Applicants per place", "Number"] == "1.5 (13,844 for 9,380)"
    assert "PGY-1" in rows.loc["Applicants per place", "Of whom, which levels"]
    assert rows.loc["Positions in SOAP", "Number"] == "372 filled of 391"
    assert all(rows["Match"].str.fullmatch(r"20\d\d"))
    assert rows["Of whom, which levels"].all()


def test_years_that_count_others_too_say_so_and_look_otherwise(known):
    one = known("pathology", "non_us_img")
    assert row_names(one)[:3] == ("2021", "2020", "2019, independent")
    assert "2012 to 2019" in chosen_story(one).context[0]
    assert "2022 and 2023" in chosen_story(one).context[0]
    styles = {series.style for series in year_dots(one.years, row_names(one)).series}
    assert {"non_us_img_mark", "independent_mark"} <= styles


def test_seniors_are_counted_every_year_and_the_finding_is_of_nrmps_own(known):
    one = known("dermatology", "us_md_senior")
    assert not chosen_story(one).context
    assert " in 2021, " in chosen_story(one).headline
    dots = year_dots(one.years, row_names(one)).series[-1]
    assert dots.hollow[:3] == (True, True, False)
    rows = facts(one)
    assert rows.loc["US MD seniors who ranked it", "Number"] == "613, of whom 408 matched to it"
    assert rows.loc["Applicants per place", "Of whom, which levels"].endswith("Dermatology, PGY-2")


def test_seniors_who_ranked_it_stand_year_by_year_and_copies_say_so(known):
    table = seniors_table(known("internal_medicine", "non_us_img"))
    assert table["Match"][:3] == ["2024, second-hand", "2023, second-hand", "2022"]
    assert table.rows[2] == (
        "2022",
        "4,120, 3,491 matched",
        "2,030, 1,602 matched",
        "9,380",
        "PGY-1",
    )
    assert table["DO seniors"][-1] == "not counted apart"
    # The copy lacks what has most places at another level.
    assert seniors_table(known("dermatology", "us_img"))["Match"][0] == "2022"


def test_do_seniors_have_years_of_their_own_from_2020_on(known):
    one = known("pathology", "do_senior")
    assert "2012 to 2019" in chosen_story(one).context[0]
    assert row_names(one)[:5] == ("2023", "2022", "2021", "2020", "2019, independent")


def test_few_people_and_nobody_are_said_without_a_share(known):
    few = chosen_story(known("plastic_surgery", "non_us_img"))
    assert "%" not in few.headline
    assert "fewer than 10" in few.headline
    nobody = chosen_story(known("interventional_radiology", "do_senior"))
    assert nobody.headline == "In 2021 no DO seniors ranked only Interventional Radiology"


@pytest.mark.parametrize("group", ["us_md_senior", "do_senior", "us_img"])
@pytest.mark.parametrize("specialty", ["child_neurology", "vascular_surgery"])
def test_what_a_source_lacks_is_said_in_words(known, specialty, group):
    one = known(specialty, group)
    assert chosen_story(one).text_table.rows
    assert not [text for row in facts_table(one).rows for text in row if "nan" in text.split()]


def test_the_years_and_the_facts_have_sources_of_their_own(known):
    one = known("pathology", "non_us_img")
    assert chosen_story(one).source_ids == ("rd_table14",)
    assert one.fact_sources
    assert "rd_table14" not in one.fact_sources


def test_a_specialty_without_a_row_names_the_table_that_has_none(real, known):
    one, only_choice = known("pathology", "non_us_img"), real["only_choice"]
    others = only_choice.loc[only_choice["specialty"] != "pathology"]
    places_by_year, soap = (pd.DataFrame([row]) for row in (one.place, one.soap))
    tables = {**{name: real[name] for name in CHOSEN_TABLES}, "only_choice": others}
    nothing = chosen(tables, places_by_year, soap, "pathology", "non_us_img")
    assert nothing.years.empty
    assert chosen_story(nothing).source_ids == tuple(others["source_id"].unique())
