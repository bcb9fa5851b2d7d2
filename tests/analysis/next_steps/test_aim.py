"""What is aimed at: one record, its ranges, and where a file of version 1 had it."""

import json
from dataclasses import fields
from datetime import date

import pytest

from analysis.cycle.compute import FIRST_MATCH, LAST_MATCH
from analysis.next_steps.aim import (
    AIM_ANSWERS,
    AIM_BY_NAME,
    APPLICATIONS_MOST,
    Aim,
    match_of,
    read_in,
)
from analysis.next_steps.file import FORMAT, read_records, records_bytes
from analysis.next_steps.moves import MOVES, PAGES
from analysis.next_steps.records import KINDS
from data.guides import TABLE_OF, DateRule, read_advice
from data.load import load_table

RULES = read_advice(DateRule, load_table(TABLE_OF[DateRule]))


def read_old(**records):
    content = json.dumps({"format": FORMAT, "version": 1, "records": records}).encode()
    loaded = read_records(content, KINDS)
    return loaded.records, loaded.problems


@pytest.mark.parametrize(
    ("chosen", "today", "found"),
    [
        (None, date(2026, 9, 15), 2027),
        (None, date(2026, 9, 16), 2028),
        # A running Match, whose interviews go on, stands where it was chosen.
        (2027, date(2026, 12, 1), 2027),
        (2019, date(2026, 12, 1), 2019),
    ],
)
def test_the_match_is_the_chosen_one_or_the_next_that_can_still_be_applied_for(chosen, today, found):
    assert match_of(Aim(match_year=chosen), today, RULES) == found
    assert read_in(found) == found - 1


@pytest.mark.parametrize("year", [FIRST_MATCH - 1, LAST_MATCH + 1])
def test_a_match_outside_the_range_is_refused(year):
    with pytest.raises(ValueError, match=f"{FIRST_MATCH} to {LAST_MATCH}"):
        Aim(match_year=year)


@pytest.mark.parametrize("count", [0, APPLICATIONS_MOST + 1])
def test_a_number_of_applications_outside_the_range_is_refused(count):
    with pytest.raises(ValueError, match="Applications in one season"):
        Aim(applications=count)


def test_a_file_of_version_1_has_its_aim_in_one_record_and_nothing_is_said():
    records, problems = read_old(
        readiness={"specialty": "neurology", "reading_year": 2027, "visa": "j1", "graduation_year": 2019},
        clinical_experience={"specialty": "neurology", "visa": "b1_b2", "match_year": None},
        cycle={"match_year": 2028, "marks": []},
        plan={"applications": 120, "start": "2027-01-01"},
    )
    assert problems == ()
    assert records["aim"] == Aim(specialty="neurology", match_year=2028, visa="j1", applications=120)
    assert records["readiness"].graduation_year == 2019
    # The visa before residency is another thing, and stays.
    assert records["clinical_experience"].visa == "b1_b2"
    assert read_records(records_bytes(records), KINDS).records == records


def test_of_two_that_differ_in_version_1_one_counts_and_the_other_is_said():
    records, problems = read_old(
        readiness={"specialty": "neurology", "reading_year": 2026},
        clinical_experience={"specialty": "psychiatry", "match_year": 2028},
    )
    assert records["aim"] == Aim(specialty="neurology", match_year=2028)
    assert len(problems) == 2
    # In words for people: neither a name of the file nor one of a field.
    assert problems[0].startswith("Clinical experience: “Specialty you apply for” was left out")
    assert problems[1].startswith("Readiness: “Match year” was left out")


@pytest.mark.parametrize("value", [0, "", None])
def test_what_was_no_answer_in_version_1_is_none_now(value):
    assert read_old(readiness={"applications": value})[0].get("aim", Aim()) == Aim()


@pytest.mark.parametrize("value", ["2027", True, [1], {"a": 1}, 10**4000, 99_999, -5, 1.5])
def test_what_cannot_be_read_of_version_1_costs_no_more_than_itself(value):
    records, problems = read_old(
        readiness={"reading_year": value, "visa": "h1b"}, clinical_experience={"stage": "graduate"}
    )
    assert records["aim"] == Aim(visa="h1b")
    assert records["clinical_experience"].stage == "graduate"
    assert len(problems) == 1


def test_every_move_leads_to_a_field_that_there_is_from_one_that_is_gone():
    for move in (move for moves in MOVES.values() for move in moves):
        assert move.now in {field.name for field in fields(KINDS[move.to].kind)}
        gone = {field.name for field in fields(KINDS[move.record].kind)}
        assert move.name not in gone or move.record == move.to
        assert move.record in PAGES
        assert move.now in AIM_BY_NAME
    assert [answer.name for answer in AIM_ANSWERS] == [field.name for field in fields(Aim)]
