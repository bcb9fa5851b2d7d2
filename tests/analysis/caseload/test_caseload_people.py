"""Headings, columns, cells and people: a cell that cannot be read costs that cell, and nothing is silent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.caseload.advisees import WHOLE_LINE
from analysis.caseload.asides import example_rows
from analysis.caseload.cells import read_specialties
from analysis.caseload.columns import ALLOWED_SPECIALTIES
from analysis.caseload.derived_group import derived_group
from analysis.caseload.files import read_file
from analysis.caseload.headings import heading_above
from analysis.caseload.mapping import propose
from analysis.caseload.people import read_people
from analysis.caseload.reading import read_caseload
from analysis.caseload.records import CaseloadError
from tests.analysis.caseload.making_caseloads import ANA, BEA, HEAD, csv_of, text_of, xlsx_of


def read(*rows, head=HEAD):
    return read_caseload(csv_of(head, *rows), "fall.csv")


def proposal_of(*rows):
    return propose(read_file(csv_of(*rows), "fall.csv").grid.lines)


def said(found):
    return [(problem.line, problem.column) for problem in found.problems]


def test_a_row_becomes_an_advisee():
    found = read(ANA)
    (ana,) = found.advisees
    assert (ana.line, ana.identifier, ana.applicant_group) == (2, "A1", "us_img")
    assert (ana.step1, ana.step2_ck, ana.research_items) == (230, 241, 4)
    assert ana.specialties == ("neurology", "pathology")
    assert (found.problems, found.notices) == ((), ())


def test_a_pass_is_a_fact_and_no_score_and_the_person_stays():
    found = read(
        *(
            (f"A{n}", "us_md_senior", said, 250, 1, "Neurology")
            for n, said in enumerate(["Pass", "P", "N/A", "-", "", "228", "pending"])
        )
    )
    assert len(found.advisees) == 7
    assert [one.passed_step1 for one in found.advisees] == [True, True, *[False] * 5]
    assert [one.step1 for one in found.advisees] == [*[None] * 5, 228, None]
    assert found.problems == ()


@pytest.mark.parametrize("code", ["1", "0", "24", "85", "230.5", "400"])
def test_a_number_that_is_no_score_costs_its_cell(code):
    found = read(("B1", "us_img", code, 251, 4, "Neurology"))
    (one,) = found.advisees
    assert (one.step1, one.step2_ck) == (None, 251)
    assert said(found) == [(2, "step1")]
    assert found.problems[0].value == code
    assert "Allowed is" in found.problems[0].sentence


@pytest.mark.parametrize(
    ("cell", "slugs"),
    [
        ("IM", "internal_medicine"),
        ("PM&R", "physical_medicine_and_rehabilitation"),
        ("Internal Medicine/Pediatrics", "internal_medicine_pediatrics"),
        ("Obstetrics and Gynecology", "obstetrics_and_gynecology"),
        ("Obstetrics-Gynecology|0000000C0 (Categorical)", "obstetrics_and_gynecology"),
        ("Neurology / Psychiatry", "neurology psychiatry"),
        ("Neurology, Pathology and Psychiatry", "neurology pathology psychiatry"),
        ("Neurology & PM&R", "neurology physical_medicine_and_rehabilitation"),
        ("Internal Medicine and Obstetrics and Gynecology", "internal_medicine obstetrics_and_gynecology"),
        ("1. Neurology\n2. Pathology", "neurology pathology"),
        ("Neurology | Pathology ; neurology", "neurology pathology"),
        ("FM + Psych", "family_medicine psychiatry"),
        ("", ""),
    ],
)
def test_specialties_are_parted_in_every_usual_way_and_whole_names_first(cell, slugs):
    found = read_specialties(cell)
    assert list(found.slugs) == slugs.split()
    assert found.sentences == ()


def test_a_word_that_is_no_specialty_costs_that_word():
    found = read(
        ("S1", "us_img", 230, 245, 3, "Neurology; Dermatolgy"), ("S2", "us_img", 230, 245, 3, "Undecided")
    )
    assert [one.specialties for one in found.advisees] == [("neurology",), ()]
    assert said(found) == [(2, "specialties"), (3, "specialties")]
    assert "Dermatology" in found.problems[0].sentence


@pytest.mark.parametrize("term", ALLOWED_SPECIALTIES, ids=lambda term: term.slug)
def test_every_specialty_is_known_by_slug_and_label(term):
    assert read_specialties(f"{term.slug}; {term.label.upper()}").slugs == (term.slug,)


def test_a_group_without_averages_is_kept_and_an_unknown_one_is_said():
    found = read(
        ("D1", "DO graduate", 230, 250, 3, "Neurology"),
        ("D2", "martian", 230, 250, 3, "Neurology"),
        ("D3", "", 230),
    )
    assert [one.applicant_group for one in found.advisees] == ["do_graduate", "", ""]
    assert [one.profile for one in found.advisees] == [None, None, None]
    assert [one.step2_ck for one in found.advisees] == [250, 250, None]
    assert said(found) == [(3, "applicant_group")]


def test_a_row_without_an_identifier_is_called_by_its_number():
    found = read(("", "us_img", 230, 240, 3, "Neurology"), BEA)
    assert [one.identifier for one in found.advisees] == ["row 2", "José Łuk"]
    assert "called by their row: row 2." in found.notices[0]


def test_several_rows_of_a_person_join_and_disagreement_costs_the_cell():
    found = read(
        ("K1", "us_img", 231, 246, 4, "Neurology"),
        ("K1", "us_img", 231, 246, "", "Internal Medicine"),
        ("K2", "us_img", 225, 238, 1, "Pathology"),
        ("K2", "non_us_img", 226, 238, 1, "Pathology"),
    )
    first, second = found.advisees
    assert first.specialties == ("neurology", "internal_medicine")
    assert (first.step1, first.research_items) == (231, 4)
    assert (second.applicant_group, second.step1, second.step2_ck) == ("", None, 238)
    assert said(found) == [(6 - 1, "applicant_group"), (6 - 1, "step1")]
    assert "US IMG in row 4 and Non-US IMG in row 5" in found.problems[0].sentence
    assert "2 people have several rows" in found.notices[0]


def test_two_people_with_one_identifier_and_other_names_are_kept_apart():
    head = ("identifier", "name", *HEAD[1:])
    found = read(("7", "Ana", *ANA[1:]), ("7", "Bea", *ANA[1:]), head=head)
    assert [(one.identifier, one.name) for one in found.advisees] == [
        ("7 (row 2)", "Ana"),
        ("7 (row 3)", "Bea"),
    ]
    assert len(found.problems) == 2


def test_other_columns_stay_with_the_person():
    found = read((*ANA, 2027, "red flag"), head=(*HEAD, "Grad Year", "notes"))
    assert found.kept == ("Grad Year", "notes")
    assert found.advisees[0].kept == ("2027", "red flag")


def test_which_sitting_a_score_is_of_is_kept_along_beside_it():
    found = read_caseload(
        csv_of(
            (*HEAD, "Advisor"), ("A1", "us_img", 220, "231 (2nd try)", 4, "Neurology", "Ng"), (*BEA, "Wu")
        ),
        "fall.csv",
    )
    assert [one.step2_ck for one in found.advisees] == [231, 250]
    assert found.kept == ("Advisor", "step2_ck: remark")
    assert [one.kept for one in found.advisees] == [("Ng", "2nd try"), ("Wu", "")]
    assert not found.problems
    alone = read(("A1", "us_img", "205 (First attempt)", "", 4, "Neurology"))
    assert (alone.advisees[0].step1, alone.advisees[0].kept) == (205, ("First attempt",))


@pytest.mark.parametrize(
    "cell",
    ["231 (2nd try failed)", "231 (goal)", "231 (2nd try: 238)", "2nd try", "31 (2nd try)", "231 (fail)"],
)
def test_any_other_remark_beside_a_score_costs_the_cell(cell):
    found = read(("A1", "us_img", "", cell, 4, "Neurology"))
    assert found.advisees[0].step2_ck is None
    assert found.kept == ()
    assert said(found) == [(2, "step2_ck")]


def test_the_header_is_looked_for_below_a_title():
    content = text_of(["Advising caseload 2026"], ["updated 1 Nov"], [], HEAD, ANA).encode()
    found = read_caseload(content, "fall.csv")
    assert [(one.line, one.step1) for one in found.advisees] == [(5, 230)]


def test_known_headings_ask_nothing_and_others_get_proposals():
    assert proposal_of(HEAD, ANA).open_questions == ()
    assert (
        proposal_of(
            ("AAMC ID", "Type", "USMLE Step 1 Score", "Step 2 CK", "Pubs", "Specialty"), ANA
        ).open_questions
        == ()
    )
    near = proposal_of(("identifier", "applicant_group", "Stpe 1", "Step 2 CK", "Pubs", "Specialites"), ANA)
    assert near.mapping.of("step1") == (2,)
    assert near.mapping.of("specialties") == (5,)
    assert "is close to Step 1" in near.reasons["step1"]
    assert len(near.open_questions) == 2


MERGED = (
    ("Name", "Scores", "", "Type", "Readiness", ""),
    ("", "Step 1", "Step 2 CK", "", "YOG", "USCE months"),
    ("Åsa", 220, 231, "Non-US IMG", 2020, 3),
)


def test_two_rows_of_headings_are_read_together_and_said():
    found = proposal_of(("Advisees of 2026",), *MERGED)
    assert [column.text for column in found.columns] == [
        *("Name", "Scores – Step 1", "Scores – Step 2 CK", "Type", "YOG", "USCE months"),
    ]
    assert found.mapping.header == 3
    assert found.open_questions[0] == "Rows 2 and 3 were read together as the headings."
    places = {name: found.mapping.of(name) for name in ("identifier", "step1", "step2_ck", "applicant_group")}
    assert places == {"identifier": (0,), "step1": (1,), "step2_ck": (2,), "applicant_group": (3,)}
    read = read_caseload(csv_of(*MERGED), "fall.csv")
    assert [(one.identifier, one.step2_ck) for one in read.advisees] == [("Åsa", 231)]
    assert read.advisees[0].readiness.graduation_year == 2020
    assert read.notices[0] == "Rows 1 and 2 were read together as the headings."


def test_the_group_of_a_heading_tells_what_it_is_of():
    head = (("Name", "Step 1", "", "Step 2 CK", ""), ("Name", "Score", "Note", "Score", "Note"))
    found = proposal_of(*head, ("Ana", 220, "a", 231, "b"))
    assert (found.mapping.of("step1"), found.mapping.of("step2_ck")) == ((1,), (3,))
    assert found.columns[2].text == "Step 1 – Note"


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        # A title, a person without a score, a row with a number, a group, a word for no value.
        (("Advisees of 2026",), HEAD),
        (("ID", "Name", "", "Step 1", "Specialties"), ("A1", "Ana", "Ng", "", "Neurology")),
        (MERGED[0], ("", "Step 1", "Step 2 CK", "", "YOG", 3)),
        (MERGED[0], ("", "Step 1", "Step 2 CK", "US IMG", "YOG", "")),
        (MERGED[0], ("", "Step 1", "Step 2 CK", "n/a", "YOG", "")),
        # Another heading below one that spans nothing.
        (("Name", "ID", "Type", ""), ("Email", "", "Step 1", "Step 2 CK")),
    ],
)
def test_two_rows_are_headings_only_where_that_is_certain(upper, lower):
    lines = read_file(csv_of(upper, lower, ANA), "fall.csv").grid.lines
    assert heading_above(lines, 2) is None


def test_two_headings_for_one_column_are_asked_about():
    found = proposal_of(
        ("ID", "identifier", "applicant_group", "Step 1", "Step 2 CK", "Pubs", "specialties"), (1, *ANA)
    )
    assert found.mapping.of("identifier") == (1,)
    assert "can all be meant" in found.open_questions[0]


def test_of_a_pass_and_a_score_the_score_is_proposed():
    found = proposal_of(
        ("identifier", "applicant_group", "Step 1 (P/F)", "Step 1 Score", "specialties"),
        ("A1", "us_img", "P", 231, "Neurology"),
    )
    assert found.mapping.of("step1") == (3,)
    assert "can all be meant" in found.open_questions[0]


def test_a_score_column_is_never_passed_over_in_silence():
    found = proposal_of(
        ("identifier", "applicant_group", "result", "specialties"), ("A1", "us_img", 240, "Neurology")
    )
    assert found.mapping.of("step2_ck") == (2,)
    assert "could be scores" in found.open_questions[0]


def test_columns_without_headings_are_proposed_by_what_they_hold():
    found = proposal_of(ANA, ("A2", "non_us_img", 225, 238, 1, "Pathology"))
    assert found.mapping.header == 0
    assert found.mapping.of("applicant_group") == (1,)
    assert (found.mapping.of("step1"), found.mapping.of("step2_ck")) == ((2,), (3,))
    assert found.mapping.of("specialties") == (5,)
    assert "no headings" in found.open_questions[0]


EXPORT = (
    ("AAMC ID", "Applicant Name", "Citizenship", "Medical School Type", "Medical Degree", "USMLE Step 1 Score",
     "USMLE Step 2 CK Score", "Count of Poster Presentation", "Count of Oral Presentation", "Tracks Applied by Applicant"),
    ("1", "Ana", "U.S. Citizen", "U.S. Public School", "M.D.", 231, 246, 2, 1, "Obstetrics-Gynecology|0000000C0 (Categorical)"),
    ("2", "Bea", "Other", "International School", "M.B.B.S.", "Pass", 252, "", 4, "Obstetrics-Gynecology|0000000C0 (Categorical)"),
    ("3", "Cem", "U.S. Citizen", "Osteopathic School", "D.O.", "", 240, "", "", "Ob-Gyn/Preliminary|0000000P0 (Preliminary)"),
)  # fmt: skip


def test_an_application_export_is_mapped_derived_and_added_up():
    found = proposal_of(*EXPORT)
    assert found.mapping.of("applicant_group") == (2, 3, 4)
    assert found.mapping.of("research_items") == (7, 8)
    assert len(found.open_questions) == 2
    lines = read_file(csv_of(*EXPORT), "fall.csv").grid.lines
    people = read_people(lines, found.mapping, found.columns).advisees
    assert [one.applicant_group for one in people] == ["us_md_senior", "non_us_img", "do_senior"]
    assert [one.research_items for one in people] == [3, 4, None]
    assert [one.name for one in people] == ["Ana", "Bea", "Cem"]
    assert [one.specialties for one in people] == [("obstetrics_and_gynecology",)] * 2 + [()]


@pytest.mark.parametrize(
    ("citizenship", "school", "degree", "group"),
    [
        ("U.S. Citizen", "International School", "M.D.", "us_img"),
        ("U.S. Permanent Resident", "International School", "M.D.", "non_us_img"),
        ("Other", "U.S. Private School", "M.D.", "us_md_senior"),
        ("U.S. Citizen", "Canadian School", "M.D.", "canadian"),
        ("", "International School", "M.B.B.S.", ""),
        ("U.S. Citizen", "", "M.D.", ""),
    ],
)
def test_a_group_follows_from_school_and_citizenship_or_is_open(citizenship, school, degree, group):
    found, sentence = derived_group({"citizenship": citizenship, "school_type": school, "degree": degree})
    assert found == group
    assert bool(sentence) == (not group)


def test_totals_examples_repeated_headings_and_remarks_are_nobody():
    examples = [tuple("" if cell is None else cell for cell in row) for row in example_rows()]
    found = read(*examples, ANA, HEAD, BEA, ("Average", "", 230, 245.5), ("Confidential: for advisors only",))
    assert [one.identifier for one in found.advisees] == ["A1", "José Łuk"]
    notices = " ".join(found.notices)
    assert "template’s invented examples: rows 2-6." in notices
    assert "headings stand there again: row 8." in notices
    assert "a total or an average and nobody: row 10." in notices
    assert "a remark and nobody: row 11." in notices


def test_hidden_and_struck_out_rows_are_said_and_read_when_asked():
    book = xlsx_of(HEAD, ANA, BEA, ("C1", *ANA[1:]), hidden=(3,), struck=("C4",))
    found = read_caseload(book, "fall.xlsx")
    assert [one.identifier for one in found.advisees] == ["A1", "C1"]
    assert "hides them, by a filter or by hand, or strikes them out: row 3 (1)." in found.notices[0]
    assert found.advisees[1].step1 is None
    assert "struck out" in found.problems[0].sentence
    asked = read_caseload(book, "fall.xlsx", with_hidden=True)
    assert len(asked.advisees) == 3
    assert asked.advisees[2].step1 == 230


def test_a_list_without_quotation_marks_is_put_together_and_other_wide_rows_stay():
    content = (
        b"identifier,applicant_group,specialties\nA,us_img,neurology,pathology\nB,Doe, Jo,us_img,neurology\n"
    )
    found = read_caseload(content, "fall.csv")
    assert found.advisees[0].specialties == ("neurology", "pathology")
    assert (found.advisees[1].identifier, found.advisees[1].specialties) == ("B", ())
    assert said(found) == [(3, WHOLE_LINE)]


def test_nobody_below_the_headings_is_said():
    for rows in (
        (),
        (HEAD,),
        tuple(tuple("" if cell is None else cell for cell in row) for row in example_rows()),
    ):
        with pytest.raises(CaseloadError, match="has no person below its headings"):
            read(*rows)


def test_an_office_list_is_read_person_by_person():
    head = ("identifier", "name", "Grad Year", *HEAD[1:], "notes")
    group = ["us md senior", "DO", "Non-US IMG", "US IMG", "non_us_img", ""]
    rows = [
        (f"A{n}", f"Person {n}, Zoé", 2027, group[n % 6], ["", "215", "255.0"][n % 3], [" 244 ", "pending", ""][n % 3],
         ["", "3", "x items"][n % 3], ["neurology", "Diagnostic radiology", "internal medicine; psych"][n % 3], "visa")
        for n in range(60)
    ]  # fmt: skip
    found = read(*rows, head=head)
    assert len(found.advisees) == 60
    assert {problem.column for problem in found.problems} == {"research_items"}
    assert len(found.problems) == 20


cells = st.one_of(
    st.sampled_from(["", "x", "us_img", "DO", "Pass", "230", "230.0", "neurology", "Pathology|x", '"', "a,b", "a\nb", "=1", "Total"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(cells, min_size=1, max_size=8), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_everybody_is_read_or_named_among_those_left_aside(rows, mark):
    content = text_of(HEAD, *rows, mark=mark).encode()
    said_instead = ""
    found = None
    try:
        found = read_caseload(content, "fall.csv")
    except CaseloadError as error:
        said_instead = str(error)
    if found is None:
        assert "Allowed is" in said_instead
        return
    lines = [one.line for one in found.advisees]
    assert len(lines) == len(set(lines))
    assert len({one.identifier for one in found.advisees}) == len(lines)
    for problem in found.problems:
        assert problem.sentence
        assert len(problem.value) <= 41


def test_what_stood_in_a_cell_that_was_not_read_stays_with_the_person():
    first, second, third, fourth = read(
        ("U1", "us_img", "P", "245 (hoped for)", "many", "Neurology"),
        ("U2", "us_img", "", "2450", 1, "Neurology"),
        ("U2", "us_img", "", 245, 1, "Neurology"),
        ("U3", "us_img", 230, 245, 1, "Neurology"),
        ("U3", "us_img", 231, 245, 1, "Neurology"),
        ("U4", "us_img", "", "9" * 90, "", "Neurology"),
    ).advisees
    assert dict(first.unread) == {
        "step2_ck": "cell not read, “245 (hoped for)”",
        "research_items": "cell not read, “many”",
    }
    assert (second.step2_ck, second.unread) == (245, ())
    assert dict(third.unread) == {"step1": "rows disagree, “230, 231”"}
    assert len(fourth.why_unread("step2_ck")) < 60
