"""DO seniors, of whom no edition here has averages: what is said instead, and where it leads."""

import pytest


@pytest.mark.parametrize("file", ["overview.py", "where_i_stand.py", "specialty.py", "research_output.py"])
def test_a_page_of_averages_names_the_sources_that_have_them(open_page, file):
    opened = open_page(file, group="do_senior", step2_ck="240")
    assert not opened.test.exception
    assert "and none of DO seniors. No edition here has any." in opened.text
    links = [one.proto.label for one in opened.test.main.get("page_link")]
    assert ("NRMP, Tables 1A, 13A and 14A" in " ".join(links)) is (file != "specialty.py")
    assert any("survey of program directors" in label for label in links)


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("where_i_stand.py", {}),
        ("where_i_stand.py", {"view": "gaps", "step2_ck": "240"}),
        ("compare.py", {"specialties": "neurology,pathology", "step2_ck": "240"}),
        ("compare.py", {"specialties": "neurology,pathology", "side": "map"}),
    ],
)
@pytest.mark.parametrize("group", ["do_senior", "us_img"])
def test_where_no_average_is_known_there_is_no_empty_table_and_no_source_of_one(follow, file, address, group):
    opened = follow(file, group=group, **address)
    assert not opened.test.exception
    has_some = group != "do_senior"
    assert ("Every value as a table" in opened.text) is has_some
    assert (
        "Data of this chart (CSV)" in [one.proto.label for one in opened.test.main.get("download_button")]
    ) is has_some
    # The table of every measure on Compare has its own line.
    side_by_side = file == "compare.py" and "side" not in address
    assert opened.text.count("Source: ") == has_some + side_by_side


def test_the_years_before_they_were_counted_apart_are_no_zeros(open_page):
    opened = open_page("specialty.py", {"specialty": "neurology", "about": "matches"}, group="do_senior")
    assert opened.printed("2019") == ["not counted apart"]
    assert opened.printed("2022") == ["155 of 1,002 · 15.5%"]


@pytest.mark.parametrize("group", ["do_senior", "DO", "osteopathic"])
def test_an_address_can_say_it_by_any_usual_name(follow, group):
    opened = follow("lists_and_choices.py", group=group)
    assert not opened.problems
    assert "DO seniors who matched had ranked" in opened.frames[0].headline
