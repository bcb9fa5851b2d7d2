"""What other sources say of a specialty: each number with its own year and what it is out of."""

from dataclasses import replace

import pytest

from analysis.beyond.cells import beyond_row, row_sources
from analysis.beyond.compute import BEYOND_TABLES, NOTHING_BEYOND, beyond_by_specialty
from analysis.beyond.words import said_box, said_lower, said_median, said_often, said_only
from analysis.profile import Profile


@pytest.fixture(scope="module")
def found(real):
    return beyond_by_specialty({name: real[name] for name in BEYOND_TABLES})


def test_every_number_has_its_year_and_what_it_is_out_of(found):
    medicine = found["non_us_img", "internal_medicine"]
    assert said_often(medicine) == "47% of 45 programs (2020; 8.1% responded)"
    assert said_only(medicine, "non_us_img") == "1,743 of 3,080 (57%, 95% interval 55–58; 2021)"
    assert said_median(medicine, "step2_ck") == "242 (7,268 residents, 2019-20)"
    share = medicine.share("step2_ck", 240)
    assert (share.lower, share.same, share.total) == (3134, 1664, 7058)
    assert said_lower(medicine, "step2_ck", 240).startswith("between 44% and 68% of the 7,058 residents")


def test_only_what_is_shown_is_cited(found):
    medicine, both = found["non_us_img", "internal_medicine"], ("step1", "step2_ck")
    always = {"pd2020_thresholds", "pd2020_response", "pd2020_groups", "rd_table14"}
    assert set(medicine.sources(both, ())) == always
    assert set(medicine.sources(both, both)) == {"aamc2020_b2", *always}
    assert set(medicine.sources(both, (), both)) == {"aamc2020_b1", *always}
    assert set(row_sources(medicine, Profile("non_us_img"))) == {"aamc2020_b1", *always}
    assert set(row_sources(medicine, Profile("non_us_img", 230))) == {"aamc2020_b2", *always}
    # A specialty without boxes cites none.
    assert "pd2020_thresholds" not in found["us_img", "radiation_oncology"].sources(both, ())


def test_a_box_is_said_with_its_median_its_programs_and_its_year(found):
    medicine = found["non_us_img", "internal_medicine"]
    box = medicine.answers["step1"].below
    said = said_box(medicine, "step1", above=False)
    for part in (
        f"{box.q1:g}–{box.q3:g}",
        f"median {box.median:g}",
        f"{box.programs} programs",
        "2020; 8.1% responded",
    ):
        assert part in said
    assert said != said_box(medicine, "step1", above=True)


def test_few_people_get_counts_and_no_share(found):
    few = found["non_us_img", "interventional_radiology"]
    assert few.only_choice.ranked_only_count < 10
    assert "%" not in said_only(few, "non_us_img")
    assert "too few" in said_only(few, "non_us_img")


def test_where_nobody_ranked_it_alone_that_is_said(found):
    known = found["non_us_img", "vascular_surgery"]
    empty = replace(known, only_choice=replace(known.only_choice, matched_count=0, ranked_only_count=0))
    for said in (
        said_only(empty, "non_us_img"),
        beyond_row("", empty, Profile("non_us_img")).only_choice.said,
    ):
        assert said.startswith("nobody ranked only it")
        assert "0 of 0" not in said
        assert "too few" not in said
    assert "2021" in said_only(empty, "non_us_img")
    assert not beyond_row("", empty, Profile("non_us_img")).only_choice.detail


def test_a_group_that_is_not_counted_apart_is_told_with_whom_it_is(found):
    known = found["us_img", "neurology"]
    together = replace(known, only_choice=replace(known.only_choice, applicant_type="independent"))
    assert "independent applicants" in said_only(together, "us_img")
    assert "independent" not in said_only(known, "us_img")


def test_nothing_is_said_in_words():
    assert not NOTHING_BEYOND.sources(("step1",), ("step1",), ("step1",))
    assert NOTHING_BEYOND.response is None
    assert NOTHING_BEYOND.share("step1", 230) is None
    for said in (
        said_median(NOTHING_BEYOND, "step1"),
        said_lower(NOTHING_BEYOND, "step1", 230),
        said_often(NOTHING_BEYOND),
        said_box(NOTHING_BEYOND, "step1", above=True),
        said_only(NOTHING_BEYOND, "us_img"),
    ):
        assert said
        assert not any(letter.isdigit() for letter in said)
