"""Data and method: any slice of any table, and the passport of a number, without a browser."""

from urllib.parse import parse_qsl

import pytest

from data.load import load_table
from data.query import indexed, parse_query, select
from data.schema import TABLES
from pages.ui.explore import SELECTABLE_MOST

FILE = "data_and_method.py"
NUMBER = "positions.non_us_img_count.2018.pgy1.pathology"


def rows_of(opened):
    return opened.test.dataframe[0].value


def filter_of(opened, column, table="observations"):
    return next(w for w in opened.test.multiselect if w.key == f"filter_{table}_{column}")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_shown_and_counted(open_page, name):
    opened = open_page(FILE, {"table": name})
    frame = load_table(name)
    assert not opened.test.exception
    assert not opened.problems
    assert f"{len(frame):,} rows" in opened.text
    assert len(rows_of(opened)) == len(frame)


def test_all_observations_come_first_and_none_is_cut_off(open_page):
    opened = open_page(FILE)
    frame = load_table("observations")
    counts = frame["cell_status"].value_counts()
    assert (
        f"{len(frame):,} rows, {counts['reported']:,} with a number. "
        f"Without one: {counts['not_reported']:,} rows not in the source, "
        f"{counts['garbled']:,} rows garbled in the source."
    ) in opened.text
    assert f"All {len(frame):,} rows are here" in opened.text
    filter_of(opened, "table_name").set_value(["positions"])
    filter_of(opened, "specialty").set_value(["pathology"]).run()
    assert len(rows_of(opened)) <= SELECTABLE_MOST
    assert "Select a row" in opened.text


def test_filters_narrow_each_other_and_stand_in_the_address(open_page):
    opened = open_page(FILE)
    filter_of(opened, "specialty").set_value(["pathology"]).run()
    filter_of(opened, "match_year").set_value(["2018"]).run()
    assert dict(opened.test.query_params) == {"specialty": "pathology", "match_year": "2018"}
    frame = load_table("observations")
    here = frame.loc[(frame["specialty"] == "pathology") & (frame["match_year"] == 2018)]
    assert len(rows_of(opened)) == len(here)
    # What is left is counted beside each choice, under the other filters.
    left = here["applicant_group"].value_counts()
    assert f"Non-US IMG ({left['non_us_img']})" in filter_of(opened, "applicant_group").options
    filter_of(opened, "specialty").set_value([]).run()
    assert dict(opened.test.query_params) == {"match_year": "2018"}


def test_an_address_opens_its_slice(open_page):
    address = {"table": "scores", "specialty": "neurology,pathology", "exam": "step1"}
    opened = open_page(FILE, address)
    within = indexed(TABLES["scores"], load_table("scores"))
    asked = [(name, value) for name, value in address.items() if name != "table"]
    expected = select(parse_query("scores", asked, within.options), within).rows
    assert len(rows_of(opened)) == len(expected) == 10
    assert not opened.problems


def test_another_table_keeps_the_filters_it_knows_and_drops_the_others(open_page):
    opened = open_page(FILE, {"table": "scores", "specialty": "neurology", "exam": "step1"})
    opened.choose("table", "positions")
    assert dict(opened.test.query_params) == {"table": "positions", "specialty": "neurology"}
    assert set(rows_of(opened)["specialty"]) == {"neurology"}


def test_a_slice_without_rows_says_so(open_page):
    opened = open_page(FILE, {"table": "scores", "applicant_group": "us_md_senior", "outcome": "unmatched"})
    assert not opened.test.exception
    assert "0 rows" in opened.text
    assert "Take a filter away" in opened.text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"specialty": "wizardry"}, "specialty “wizardry”, and allowed are any of: Anesthesiology"),
        ({"match_year": "1492"}, "match_year “1492”"),
        ({"part": "passport", "observation": "nonsense"}, "There is no observation “nonsense”"),
        ({"salary": "1"}, "parts this page does not know: “salary”"),
    ],
)
def test_a_bad_address_gets_a_notice_and_a_working_page(open_page, address, said):
    opened = open_page(FILE, address)
    assert not opened.test.exception
    assert said in " ".join(opened.problems)


def test_four_downloads_and_four_ways_from_code(open_page):
    opened = open_page(FILE, {"table": "scores", "specialty": "neurology"})
    labels = [element.proto.label for element in opened.test.main if element.type == "download_button"]
    assert labels == ["CSV", "Parquet", "Excel", "Research bundle"]
    assert [code.language for code in opened.test.code] == ["bash", "python", "python", "r"]
    assert all("/api/v1/tables/scores.csv?specialty=neurology" in code.value for code in opened.test.code)


def test_a_provenance_says_where_a_number_was_printed(open_page):
    opened = open_page(FILE, {"part": "passport", "observation": NUMBER})
    assert (
        "Positions filled by non-US IMGs: 185 positions (2018, Pathology, Non-US IMG, PGY-1)" in opened.text
    )
    assert "Results and Data: Main Residency Match" in opened.text
    assert opened.test.code[0].value.endswith(f"/data?part=passport&observation={NUMBER}")
    assert not opened.problems


def test_a_provenance_without_a_number_is_an_example(open_page):
    opened = open_page(FILE, {"part": "passport"})
    assert "This one is an example" in opened.text
    assert "score_mean" in opened.test.code[0].value


@pytest.mark.parametrize(
    ("file", "address", "values"),
    [
        ("overview.py", {}, {}),
        ("where_i_stand.py", {}, {"step1": "230"}),
        ("where_i_stand.py", {"view": "share"}, {"step1": "230"}),
        ("specialty.py", {"specialty": "pathology"}, {}),
        ("compare.py", {"specialties": "pathology,neurology"}, {"step1": "230"}),
        ("compare.py", {"specialties": "pathology,neurology", "side": "map"}, {}),
        ("compare.py", {"specialties": "pathology,neurology", "side": "trend"}, {}),
        ("research_output.py", {}, {}),
        ("img_fill.py", {}, {}),
        ("img_fill.py", {"show": "trend", "level": "pgy2"}, {}),
        ("img_fill.py", {"show": "guide"}, {}),
        ("img_fill.py", {"show": "difference"}, {}),
        ("match_rates.py", {}, {}),
        ("match_rates.py", {"show_rates": "denominators", "type": "img"}, {}),
        ("credentials.py", {}, {}),
    ],
)
def test_every_chart_leads_to_the_observations_behind_it(open_page, file, address, values):
    links = open_page(file, address, **values).links_to("data?")
    assert links
    within = indexed(TABLES["observations"], load_table("observations"))
    for link in dict.fromkeys(links):
        asked = [pair for pair in parse_qsl(link.removeprefix("data?")) if pair[0] != "table"]
        assert select(parse_query("observations", asked, within.options), within).total_count > 0, link
