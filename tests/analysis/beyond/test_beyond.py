"""What other sources say of a specialty: each number with its own year and what it is out of."""

from dataclasses import replace

import pytest

from analysis.beyond.compute import BEYOND_TABLES, NOTHING_BEYOND, beyond_by_specialty
from analysis.beyond.words import said_lower, said_median, said_often, said_only


@pytest.fixture(scope="module")
def found(real):
    return beyond_by_specialty({name: real[name] for name in BEYOND_TABLES})


def test_every_number_has_its_year_and_what_it_is_out_of(found):
    medicine = found["non_us_img", "internal_medicine"]
    assert said_often(medicine) == "47% of 45 programs (2020)"
    assert said_only(medicine, "non_us_img") == "1,743 of 3,080 (57%, 95% interval 55–58; 2021)"
    assert said_median(medicine, "step2_ck") == "242 (7,268 residents, 2019-20)"
    share = medicine.share("step2_ck", 240)
    assert (share.lower, share.same, share.total) == (3134, 1664, 7058)
    assert said_lower(medicine, "step2_ck", 240).startswith("between 44% and 68% of the 7,058 residents")
    assert set(medicine.source_ids) == {
        "aamc2020_b1",
        "aamc2020_b2",
        "pd2020_thresholds",
        "pd2020_response",
        "pd2020_groups",
        "rd_table14",
    }


def test_few_people_get_counts_and_no_share(found):
    few = found["non_us_img", "interventional_radiology"]
    assert few.only_choice.ranked_only_count < 10
    assert "%" not in said_only(few, "non_us_img")
    assert "too few" in said_only(few, "non_us_img")


def test_a_group_that_is_not_counted_apart_is_told_with_whom_it_is(found):
    known = found["us_img", "neurology"]
    together = replace(known, only_choice=replace(known.only_choice, applicant_type="independent"))
    assert "independent applicants" in said_only(together, "us_img")
    assert "independent" not in said_only(known, "us_img")


def test_nothing_is_said_in_words():
    assert not NOTHING_BEYOND.source_ids
    assert NOTHING_BEYOND.share("step1", 230) is None
    for said in (
        said_median(NOTHING_BEYOND, "step1"),
        said_lower(NOTHING_BEYOND, "step1", 230),
        said_often(NOTHING_BEYOND),
        said_only(NOTHING_BEYOND, "us_img"),
    ):
        assert said
        assert not any(letter.isdigit() for letter in said)
