"""A missing or corrupt table costs the parts that need it, in a clear sentence."""

import shutil

import pytest

import data.load
from pages.registry import PAGES

# What needs a table of NRMP's counts, and what stands beside it and does not.
FILL, RATES, DATA = "img_fill.py", "match_rates.py", "data_and_method.py"
LEDGER, TABLE = (DATA, {"part": "ledger"}), (DATA, {"table": "scores"})
TREND, BOTH, GUIDE = ((FILL, {"show": show}) for show in ("trend", "difference", "guide"))
DENOMINATORS = (RATES, {"show_rates": "denominators"})
NEEDED = {
    "positions": ([(FILL, {}), TREND, BOTH, ("credentials.py", {}), LEDGER], [GUIDE, (RATES, {}), TABLE]),
    "img_fill": ([GUIDE, BOTH, LEDGER], [(FILL, {}), TREND, ("where_i_stand.py", {})]),
    "applicants": ([(RATES, {}), DENOMINATORS, LEDGER], [(FILL, {}), TABLE]),
    "match_rates": ([(RATES, {})], [DENOMINATORS, LEDGER]),
    "policy_events": ([(RATES, {})], [DENOMINATORS]),
    "source_oddities": ([LEDGER], [(RATES, {}), DENOMINATORS]),
    "restatements": ([(RATES, {}), LEDGER], [DENOMINATORS]),
    "guide_claims": ([LEDGER], [GUIDE, TABLE]),
}


@pytest.mark.parametrize("corrupt", [False, True], ids=["missing", "corrupt"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_no_page_falls_over_with_every_table_broken(open_page, broken_tables, page, corrupt):
    place = broken_tables(*data.load.TABLES, corrupt=corrupt)
    opened = open_page(page.file, {"specialties": "neurology,pathology"}, group="non_us_img", step1="230")
    assert not opened.test.exception
    said = " ".join(error.value for error in opened.test.error)
    # An empty plan shows nothing, and so misses nothing.
    assert ("left out" in said) is (page.file != "session_plan.py")
    assert str(place) not in said
    assert "Traceback" not in said
    assert len(opened.test.title) == 1
    assert "not affiliated with NRMP" in opened.text


def test_only_the_part_that_needs_the_table_is_left_out(open_page, broken_tables):
    broken_tables("research_output", "applicants", "match_rates", "choices", "only_choice", "guide_claims")
    assert "research_output" in open_page("research_output.py").test.error[0].value
    stands = open_page("where_i_stand.py", group="non_us_img", step1="230")
    assert not stands.test.error
    assert "Internal Medicine −6 ● near" in stands.text


@pytest.mark.parametrize("corrupt", [False, True], ids=["missing", "corrupt"])
@pytest.mark.parametrize("name", NEEDED)
def test_a_broken_table_of_counts_costs_the_parts_that_need_it(open_page, broken_tables, name, corrupt):
    broken_tables(name, corrupt=corrupt)
    needing, others = NEEDED[name]
    for file, address in needing:
        opened = open_page(file, address)
        (error,) = opened.test.error
        assert f"The table '{name}' cannot be shown" in error.value
        assert ("its file is damaged" if corrupt else "its file is missing") in error.value
        assert "This part of the page is left out" in error.value
        assert not opened.test.exception
        assert not opened.charts
        assert "not affiliated with NRMP" in opened.text
    for file, address in others:
        opened = open_page(file, address)
        assert not opened.problems, (file, address)
        assert not opened.test.exception


@pytest.mark.parametrize("name", ["choices", "only_choice"])
def test_the_averages_stay_without_the_table_of_choices(open_page, broken_tables, name):
    broken_tables(name)
    opened = open_page("specialty.py", {"about": "people"}, group="non_us_img", step1="230")
    assert [name in error.value for error in opened.test.error] == [True]
    opened.choose("about", "averages").choose("specialty", "neurology")
    assert not opened.test.error
    assert not opened.test.exception
    assert len(opened.charts) == 1
    assert "Neurology: matched non-US IMGs averaged 236 on Step 1" in opened.text


def test_selectors_still_lead_away_from_a_part_that_is_left_out(open_page, broken_tables):
    broken_tables("positions")
    opened = open_page(FILL, {"year": "2015"})
    assert opened.test.error
    opened.choose("show", "guide")
    assert not opened.test.error
    assert len(opened.charts) == 1


def test_a_repaired_table_is_picked_up_without_a_restart(open_page, broken_tables):
    place = broken_tables("img_fill")
    opened = open_page("img_fill.py", {"show": "guide"})
    assert opened.test.error
    original = data.load.Path(data.load.__file__).parent / "tables" / "img_fill.parquet"
    shutil.copy(original, place)
    opened.test.run()
    assert not opened.test.error
    assert len(opened.charts) == 1
