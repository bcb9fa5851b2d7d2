"""Columns of readiness in a file: known by their names, read cell by cell, and laid out in words."""

from dataclasses import replace

import pytest

from analysis.caseload.files import read_file
from analysis.caseload.mapping import propose
from analysis.caseload.readiness import (
    aim_of,
    readiness_found,
    readiness_headings,
    readiness_rows,
    rules_held,
    said_readiness,
    shown_columns,
    watched_of,
)
from analysis.caseload.readiness_columns import OPTIONAL, answer_of, meaning_of, not_understood, read_cell
from analysis.caseload.reading import read_caseload
from analysis.export.caseload import caseload_csv
from analysis.next_steps.aim import AIM_BY_NAME, Aim
from analysis.readiness.found import Weighing
from analysis.readiness.record import Readiness
from data.guides import TABLE_OF, AuditArea, Band, Rule, Threshold, TierEntry, read_advice
from data.load import load_table
from tests.analysis.caseload.making_caseloads import ANA, BEA, HEAD, csv_of

MATCH = 2028
EXAM, VISA = "clinical_return.exams.2", "img_guide.applications.4"


def read(head, *cells):
    people = [(*person, *more) for person, more in zip((ANA, BEA), cells, strict=False)]
    return read_caseload(csv_of((*HEAD, *head), *people), "fall.csv")


@pytest.fixture(scope="module")
def advice():
    kinds = (Band, AuditArea, Rule, Threshold, TierEntry)
    return watched_of(Weighing(*(read_advice(kind, load_table(TABLE_OF[kind])) for kind in kinds)))


def rows_of(advisees, advice):
    people = said_readiness(advisees)
    return readiness_rows(people, [readiness_found(one, MATCH, advice) for one in people])


def test_a_file_without_such_columns_says_nothing_of_readiness():
    found = read(("Advisor",), ("Ng",), ("Ng",))
    assert [one.readiness for one in found.advisees] == [None, None]
    assert said_readiness(found.advisees) == []


def test_columns_are_known_by_name_and_by_label_and_a_blank_cell_is_no_answer():
    found = read(
        ("graduation_year", "Failed attempts at USMLE exams", "Gaps since graduation"),
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


def test_what_no_table_and_no_rule_asks_for_is_no_column_of_readiness():
    names = {answer.name for answer in OPTIONAL}
    assert {"graduation_year", "gaps", "works_clinically", *AIM_BY_NAME} <= names
    assert "audit_usmle" not in names
    assert all("shortlist" not in meaning_of(answer) for answer in OPTIONAL)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Visa", "visa"),
        ("visa_needed", "visa"),
        ("VISA SPONSORSHIP", "visa"),
        ("Target specialty", "specialty"),
        ("Specialty applied for", "specialty"),
        ("Number of applications", "applications"),
        ("applications", "applications"),
        ("Match year", "match_year"),
        ("YOG", "graduation_year"),
        ("Graduated", "graduation_year"),
        ("Last clinical", "last_clinical_year"),
        ("US letters", "us_letters"),
        ("USCE (mo)", "us_experience_months"),
        ("Requires visa", "visa"),
        ("Date of last clinical work", "last_clinical_year"),
        ("Step 2 CK date", "step2_ck_year"),
        ("Attempts", ""),
        ("Letters", ""),
        ("Current Visa Type", ""),
        ("Specialty", ""),
    ],
)
def test_columns_are_known_by_their_usual_names(heading, name):
    asked = answer_of(heading)
    assert (asked.name if asked else "") == name


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("visa", "J1", "j1"),
        ("visa", "H-1B", "h1b"),
        ("visa", "H-1B / J-1", "either"),
        # Which visa is not said.
        ("visa", "Yes", "either"),
        ("visa", "None", "none"),
        ("visa", "no", "none"),
        ("visa", "Green card", "none"),
        ("visa", "", ""),
        ("visa", "n/a", ""),
        ("specialty", "IM", "internal_medicine"),
        ("specialty", "Neurology", "neurology"),
        ("specialty", "n/a", ""),
        ("applications", "150", 150),
        ("applications", "", None),
    ],
)
def test_cells_are_read_by_their_usual_words(name, text, value):
    assert read_cell(AIM_BY_NAME[name], text) == (value, "")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("graduation_year", "June 2018", 2018),
        ("graduation_year", "2023-05-31", 2023),
        ("graduation_year", "2018-06-30 00:00:00", 2018),
        ("graduation_year", "05/2010", 2010),
        ("graduation_year", "6/7/2010", 2010),
        ("us_experience_months", "2 months", 2),
        ("us_letters", "3 letters", 3),
        ("graduation_year", "2010 to 2012", None),
        ("graduation_year", "class of 2010", None),
        ("graduation_year", "long ago", None),
        ("us_experience_months", "2 years", None),
        ("us_experience_months", "4+", None),
    ],
)
def test_a_year_is_read_out_of_a_day_and_a_number_without_its_unit(name, text, value):
    found, wrong = read_cell(next(answer for answer in OPTIONAL if answer.name == name), text)
    assert found == value
    assert bool(wrong) is (value is None)


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("last_clinical_year", "now", "Clinical work at present"),
        ("last_clinical_year", "Never", "No clinical work since graduation"),
        ("last_clinical_year", "long ago", ""),
        ("graduation_year", "now", ""),
    ],
)
def test_a_word_that_has_a_column_of_its_own_is_told_so(name, text, label):
    value, wrong = read_cell(next(answer for answer in OPTIONAL if answer.name == name), text)
    assert value is None
    assert ("There is a column for that" in wrong) is bool(label)
    assert label in wrong


def test_a_column_that_can_mean_nothing_else_is_said_though_no_cell_can_be_read():
    found = read(("Year of graduation", "Gaps"), ("long ago", "tuition"), ("some time", "open"))
    assert [(problem.line, problem.column) for problem in found.problems] == [
        (2, "Year of graduation"),
        (3, "Year of graduation"),
    ]
    assert found.weighed == (("Year of graduation", 0),)


def test_a_heading_that_can_count_something_else_is_proposed_and_asked_about():
    rows = csv_of((*HEAD, "Attempts"), (*ANA, 2))
    found = propose(read_file(rows, "fall.csv").grid.lines)
    assert found.mapping.answers == {"failed_attempts": 6}
    (question,) = found.open_questions
    assert "“Attempts” is proposed for “Failed attempts at USMLE exams”" in question
    assert "every time an exam was taken" in question
    # Where another column says it, that one is read and nothing is asked.
    both = csv_of((*HEAD, "Attempts", "Failed attempts"), (*ANA, 2, 1))
    plain = propose(read_file(both, "fall.csv").grid.lines)
    assert (plain.mapping.answers, plain.open_questions) == ({}, ())
    assert read_caseload(both, "fall.csv").advisees[0].readiness.failed_attempts == 1


def test_a_day_of_the_exam_is_read_as_its_year_and_no_score_is_looked_for_there():
    found = read(("Step 2 CK date", "USCE (mo)"), ("2024-05-17", 3), ("06/2023", 0))
    assert [one.readiness.step2_ck_year for one in found.advisees] == [2024, 2023]
    assert [one.readiness.us_experience_months for one in found.advisees] == [3, 0]
    assert [one.step2_ck for one in found.advisees] == [241, 250]


def test_of_two_columns_with_one_heading_the_one_that_was_not_read_is_named():
    found = read(("Visa", "Advisor", "Visa"), ("J-1", "Ng", "since May"), ("none", "Ng", ""))
    assert [one.aim.visa for one in found.advisees] == ["j1", "none"]
    assert found.weighed == (("Visa for residency", 0),)
    assert not_understood(found) == [2]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("visa", "F-1", "Visa for residency"),
        ("specialty", "Neurology, Pathology", "names several"),
        ("specialty", "Wizardry", "Wizardry"),
        ("applications", "many", "whole number"),
        ("applications", "9999", "2000"),
    ],
)
def test_a_cell_that_says_something_else_is_nothing_with_a_sentence(name, text, said):
    value, sentence = read_cell(AIM_BY_NAME[name], text)
    assert not value
    assert said in sentence


def test_what_is_applied_for_stands_beside_the_specialties():
    found = read(
        ("Target specialty", "Visa", "Applications", "Match year"),
        ("Path", "J-1", 150, 2029),
        ("", "F-1", "", ""),
    )
    ana, bea = found.advisees
    assert ana.aim == Aim(specialty="pathology", visa="j1", applications=150, match_year=2029)
    assert ana.specialties == ("neurology", "pathology")
    assert bea.aim == Aim()
    # Without a target specialty the first of the row.
    assert aim_of(bea).specialty == bea.specialties[0]
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, "Visa")]
    assert said_readiness(found.advisees) == [ana]


def test_a_target_specialty_alone_is_the_column_of_specialties():
    head = ("identifier", "applicant_group", "step2_ck", "Target specialty")
    found = read_caseload(csv_of(head, ("A1", "us_img", 230, "Neurology; Pathology")), "fall.csv")
    assert found.advisees[0].specialties == ("neurology", "pathology")
    assert not found.problems


def test_the_levels_stand_in_words_by_guide_and_factor(advice):
    found = read(("graduation_year", "match_year"), (2010, ""), (2026, 2029))
    rows = rows_of(found.advisees, advice)
    assert rows["clinical_return_graduation"].tolist() == ["High", "Low"]
    assert rows["non_clinical_job_graduation"].tolist() == ["High", "Low"]
    assert rows["clinical_return_high"].tolist() == ["Years since graduation", "none of 1 answered"]
    assert rows["reading_year"].tolist() == [2027, 2028]
    # What nobody answered has no column, and what nobody said is not shown.
    assert "clinical_return_account" not in rows
    shown = shown_columns(rows, readiness_headings(advice.bands))
    assert {"identifier", "specialty", "rules_held_count", "line"} <= set(shown)
    assert not {"visa", "applications"} & set(shown)


def test_who_graduates_after_programs_read_has_no_level_and_is_read_with_care(advice):
    found = read(("graduation_year", "Failed attempts"), (2031, 0), (2026, 0))
    rows = rows_of(found.advisees, advice)
    assert rows["clinical_return_graduation"].tolist() == ["not answered", "Low"]
    assert "2031, after 2027" in rows["read_with_care"][0]
    assert rows["read_with_care"][1] == "nothing flagged"
    assert "read_with_care" in shown_columns(rows, readiness_headings(advice.bands))
    # The year on which years are counted is still one of the table.
    in_time = rows_of(read(("graduation_year",), (2027,)).advisees, advice)
    assert in_time["clinical_return_graduation"][0] == "Low"
    assert "read_with_care" not in shown_columns(in_time, readiness_headings(advice.bands))


def test_years_and_answers_that_do_not_go_together_are_read_with_care(advice):
    head = ("graduation_year", "last_clinical_year", "non_clinical_years")
    rows = rows_of(read(head, (2018, 2010, 60), (2018, 2020, 9)).advisees, advice)
    said, nothing = rows["read_with_care"]
    assert "“Years outside clinical work” and “Year of graduation”" in said
    assert "“Year of the last clinical work” and “Year of graduation”" in said
    assert nothing == "nothing flagged"


@pytest.mark.parametrize(
    ("score", "visa", "held"),
    [(224, "j1", {EXAM, VISA}), (224, "no", {EXAM}), (225, "J-1", {VISA}), ("", "none", set())],
)
def test_rules_hold_by_the_score_and_the_columns_of_a_row(advice, score, visa, held):
    head = (*HEAD, "visa", "step2_ck_year")
    person = ("A1", "us_img", "", score, "", "Neurology", visa, 2026)
    found = read_caseload(csv_of(head, person), "fall.csv")
    rows = rows_of(found.advisees, advice)
    assert set(rows["rules_held"][0].split()) == held
    assert rows["rules_held_count"].tolist() == [len(held)]
    words = rows["rules_held_words"][0]
    assert ("points of Step 2 CK: 224" in words) is (EXAM in held)
    # With whose they are, and in the file that is taken along.
    assert words.count("(Return after other work") == (EXAM in held)
    assert b"rules_held_words" in caseload_csv(rows)


def test_a_group_that_is_not_known_is_held_by_no_rule_on_graduates_from_abroad(advice):
    (person,) = read(("applications",), (10,)).advisees[:1]
    person = replace(person, step2_ck=215, aim=Aim(specialty="dermatology"))
    rules = {
        group: {
            one.rule.rule
            for one in rules_held(readiness_found(replace(person, applicant_group=group), MATCH, advice))
        }
        for group in ("non_us_img", "", "canadian")
    }
    assert "non_clinical_job.specialties.1" in rules["non_us_img"]
    assert not {"non_clinical_job.specialties.1"} & (rules[""] | rules["canadian"])
