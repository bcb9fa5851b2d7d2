"""Columns of readiness in a file: known by their names, read cell by cell, and laid out as levels in words."""

import pytest

from analysis.caseload.files import read_file
from analysis.caseload.mapping import propose
from analysis.caseload.readiness import (
    OPTIONAL,
    answer_of,
    readiness_headings,
    readiness_levels,
    said_readiness,
)
from analysis.caseload.reading import read_caseload
from analysis.readiness.record import Readiness
from data.guides import TABLE_OF, Band, read_advice
from data.load import load_table
from tests.analysis.caseload.making_caseloads import ANA, BEA, HEAD, csv_of

YEAR = 2027


def read(head, *cells):
    people = [(*person, *more) for person, more in zip((ANA, BEA), cells, strict=False)]
    return read_caseload(csv_of((*HEAD, *head), *people), "fall.csv")


@pytest.fixture(scope="module")
def bands():
    return read_advice(Band, load_table(TABLE_OF[Band]))


def test_a_file_without_such_columns_says_nothing_of_readiness():
    found = read(("Advisor",), ("Ng",), ("Ng",))
    assert [one.readiness for one in found.advisees] == [None, None]
    assert said_readiness(found.advisees) == []


def test_columns_are_known_by_name_and_by_label_and_a_blank_cell_is_no_answer():
    found = read(
        ("graduation_year", "Failed attempts at USMLE exams", "Gaps in the years since"),
        (2010, 1, "long"),
        ("", "", ""),
    )
    ana, bea = (one.readiness for one in found.advisees)
    assert ana == Readiness(graduation_year=2010, failed_attempts=1, gaps="long")
    assert bea == Readiness()
    assert said_readiness(found.advisees) == [found.advisees[0]]
    assert not found.problems


def test_a_cell_that_cannot_be_read_costs_that_cell():
    found = read(("graduation_year", "failed_attempts"), ("long ago", 2), (2020, "none"))
    assert found.advisees[0].readiness == Readiness(failed_attempts=2)
    assert [(problem.line, problem.column) for problem in found.problems] == [(2, "graduation_year")]


def test_a_column_that_means_something_else_is_kept_along_and_no_more():
    found = read(("Gaps",), ("tuition paid",), ("open",))
    assert (found.advisees[0].readiness, found.problems) == (None, ())
    assert found.kept == ("Gaps",)


def test_no_number_of_readiness_is_proposed_as_a_score():
    head = ("identifier", "applicant_group", "specialties", "us_experience_months")
    lines = read_file(csv_of(head, ("A1", "us_img", "Neurology", 200)), "fall.csv").grid.lines
    assert propose(lines).mapping.places["step2_ck"] == ()


def test_what_no_table_weighs_is_no_column_of_readiness():
    names = {answer.name for answer in OPTIONAL}
    assert {"graduation_year", "gaps", "works_clinically", "reading_year"} <= names
    assert not names & {"specialty", "visa", "applications", "audit_usmle"}
    assert answer_of("Visa") is None


def test_the_levels_stand_in_words_by_guide_and_factor(bands):
    found = read(("graduation_year", "reading_year"), (2010, ""), (2026, 2028))
    rows = readiness_levels(said_readiness(found.advisees), bands, YEAR)
    assert rows["clinical_return_graduation"].tolist() == ["High", "Low"]
    assert rows["non_clinical_job_graduation"].tolist() == ["High", "Low"]
    assert rows["clinical_return_high"].tolist() == ["Years since graduation", "none known"]
    # What nobody answered has no column; every column has a heading.
    assert "clinical_return_account" not in rows
    assert set(rows) <= set(readiness_headings(bands))
