"""The page Caseload without a browser: what a file becomes, and that nothing of it stays."""

import io
import re

import openpyxl
import pytest

from analysis.caseload.columns import ALLOWED_SPECIALTIES
from analysis.export.caseload import template_csv, template_excel
from pages.ui.caseload_held import HELD
from pages.ui.caseload_standings import READABLE, ROWS_SHOWN

FILE = "caseload.py"
HEAD = "identifier,applicant_group,step1,step2_ck,research_items,specialties\n"
FALL = (
    f"{HEAD}A-1,non_us_img,230,240,4,internal_medicine;plastic_surgery\n"
    "A-2,us_img,,238,,pediatrics\n"
    "A-3,martian,230,,,neurology\n"
    "B-4,us_md_senior,,,,internal_medicine\n"
    "A-1,non_us_img,2300,,,plastic_surgery\n"
)


def put_in(opened, content, name="fall.csv"):
    content = content.encode() if isinstance(content, str) else content
    opened.test.file_uploader[0].set_value((name, content, "application/octet-stream")).run()
    assert not opened.test.exception
    return opened


@pytest.fixture
def fall(open_page):
    return put_in(open_page(FILE), FALL)


def table(opened):
    return opened.test.dataframe[0].value


def downloads(opened):
    return [button.label for button in opened.test.main.get("download_button")]


def filter_of(opened, label):
    return next(w for w in opened.test.main.multiselect if w.label == label)


def button(opened, label):
    return next(w for w in opened.test.main.button if w.label == label)


def test_the_empty_page_says_what_a_file_holds_and_where_it_goes(open_page):
    opened = open_page(FILE)
    assert not opened.problems
    assert "is not written to disk, not logged, and nothing of it enters the address" in opened.text
    assert "Applicant group NRMP groups by citizenship" in opened.text
    assert all(term.label in opened.text for term in ALLOWED_SPECIALTIES)
    assert downloads(opened) == ["Template (CSV)", "Template (Excel)"]
    assert not opened.test.dataframe


def test_a_file_becomes_two_tables_and_a_list_of_cells(fall):
    assert "fall.csv: 4 advisees read; 2 cells could not be read" in fall.text
    assert "4 advisees, 5 rows of one advisee and one specialty each" in fall.text
    rows = table(fall)
    assert [name for name in READABLE.values() if name in rows] == list(rows.columns)
    assert rows["Identifier"].tolist() == ["A-1", "A-1"]
    assert all(name in fall.text for name in ("Report on Residents", "Program Director Survey", "Table 14"))
    assert rows["Standing"].tolist() == ["● near", "◇ no verdict: averages do not separate"]
    assert rows["Step 1, gap"].tolist()[0] == -6
    assert rows["Missing"].tolist() == ["nothing", "nothing"]
    assert "3 advisees without a score to compare" in fall.text
    rest = fall.test.dataframe[1].value.set_index("Identifier")["Why not"]
    assert rest["A-3"] == "no applicant group that can be read"
    assert rest["B-4"] == "no score"
    assert rest["A-2"].startswith("no matched Step 2 CK average of US IMGs")
    assert "4 applicant_group: martian" in fall.text
    assert "6 step1: 2300 Step 1 score" in fall.text
    assert downloads(fall) == ["Cells not read (CSV)", "Standings (CSV)", "Standings (Excel)"]


def test_nothing_of_a_file_enters_the_address(fall):
    filter_of(fall, "Group").set_value(["us_img"]).run()
    assert dict(fall.test.query_params) == {}


def test_filters_narrow_the_table_and_forget_nothing(fall):
    assert filter_of(fall, "Group").options == [
        "no group (1)",
        "US MD senior (1)",
        "US IMG (1)",
        "Non-US IMG (2)",
    ]
    filter_of(fall, "Group").set_value(["non_us_img"]).run()
    assert table(fall)["Identifier"].tolist() == ["A-1", "A-1"]
    filter_of(fall, "Standing").set_value(["no_verdict"]).run()
    assert table(fall)["Specialty"].tolist() == ["Plastic Surgery"]
    filter_of(fall, "Specialty").set_value(["pediatrics"]).run()
    assert "No row has all of this at once" in fall.text
    assert not fall.test.dataframe
    for label in ("Group", "Standing", "Specialty"):
        filter_of(fall, label).set_value([]).run()
    search = next(w for w in fall.test.main.text_input if w.label == "Identifier or name contains")
    search.set_value("b-").run()
    assert table(fall)["Identifier"].tolist() == ["B-4"]
    assert not fall.test.exception


def test_handouts_are_made_for_those_in_the_table(fall):
    filter_of(fall, "Group").set_value(["non_us_img", "us_img"]).run()
    assert "for each of the 2 advisees above" in fall.text
    button(fall, "Make the handouts").click().run()
    assert not fall.test.exception
    ready = [label for label in downloads(fall) if "zip" in label]
    assert re.fullmatch(r"2 handouts \(zip, \d+ kB\)", ready[0])
    # Another selection has no handouts yet.
    filter_of(fall, "Group").set_value(["us_img"]).run()
    assert not [label for label in downloads(fall) if "zip" in label]
    assert "for the one advisee above" in fall.text


def test_removing_a_caseload_leaves_nothing(fall):
    assert fall.test.session_state[HELD].read.advisees
    assert "A-1" in repr(fall.test.session_state)
    button(fall, "Remove this caseload").click().run()
    assert HELD not in fall.test.session_state
    assert not fall.test.dataframe
    assert "A-1" not in fall.text
    assert "fall.csv" not in fall.text
    assert not fall.test.file_uploader[0].value
    assert "A-1" not in repr(fall.test.session_state)
    assert "fall.csv" not in repr(fall.test.session_state)


def test_the_uploaded_file_is_let_go_of_once_it_is_read(fall):
    assert not fall.test.file_uploader[0].value
    assert fall.test.file_uploader[0].label == "Another file in place of this one"


def test_a_caseload_stays_while_the_visitor_looks_at_other_pages(fall):
    fall.test.switch_page("where_i_stand.py").run()
    assert "A-1" not in fall.text
    next(w for w in fall.test.segmented_control if w.key == "choice_sem").set_value("5").run()
    fall.test.switch_page(FILE).run()
    assert "fall.csv: 4 advisees read" in fall.text
    # The measurement error chosen there holds here.
    assert "near is within ±5 points" in fall.text
    assert table(fall)["Standing"].tolist()[0] == "▼ below"


def test_another_file_takes_the_place_of_the_first(fall):
    filter_of(fall, "Group").set_value(["us_img"]).run()
    put_in(fall, HEAD + "C-9,non_us_img,250,,,neurology\n", "spring.csv")
    assert "spring.csv: 1 advisee read; every cell read" in fall.text
    assert "fall.csv" not in fall.text
    assert table(fall)["Identifier"].tolist() == ["C-9"]


@pytest.mark.parametrize(("content", "name"), [(template_csv(), "t.csv"), (template_excel(), "t.xlsx")])
def test_the_examples_of_a_template_are_nobody(open_page, content, name):
    opened = put_in(open_page(FILE), content, name)
    assert "has no person below its headings" in opened.problems[0]
    assert "the template’s invented examples: rows 2-6" in opened.problems[0]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("", "fall.csv", "“fall.csv” is empty."),
        (b"\x89PNG\r\n\x1a\n", "fall.csv", "“fall.csv” is a picture."),
        (b"%PDF-1.7", "fall.pdf", "“fall.pdf” is a PDF."),
        (b"PK\x03\x04", "fall.xlsx", "cannot be read as a workbook"),
    ],
)
def test_a_file_that_is_no_caseload_gets_a_sentence(open_page, content, name, said):
    opened = put_in(open_page(FILE), content, name)
    assert len(opened.problems) == 1
    assert said in opened.problems[0]
    assert "Allowed is " in opened.problems[0]
    assert not opened.test.dataframe
    button(opened, "Remove this caseload").click().run()
    assert not opened.problems


def box(opened, label):
    boxes = [*opened.test.main.selectbox, *opened.test.main.multiselect]
    return next(widget for widget in boxes if widget.label == label)


NEAR = (
    "Advisees of 2027,,,,,\nStudent code,Kind,Stpe 1,Step 2 CK,Pubs,Aims\n"
    "A-1,US IMG,230,240,4,Neurology\nA-2,DO,225,,1,Pathology; IM\n"
)


def test_headings_that_are_not_plain_are_asked_about_before_anything_is_read(open_page):
    opened = put_in(open_page(FILE), NEAR)
    assert "fall.csv: which column is which?" in opened.text
    assert "Nothing is read before you say so" in opened.text
    assert "The first 2 rows of fall.csv" in opened.text
    assert not opened.test.dataframe
    assert box(opened, "Step 1").value == 2
    assert box(opened, "Specialties").value == [5]
    assert "With these columns: 2 advisees: 2 with a group, 2 with a Step 1 score" in opened.text
    box(opened, "Step 1").set_value(-1).run()
    assert "0 with a Step 1 score" in opened.text
    box(opened, "Step 1").set_value(2).run()
    button(opened, "Read the file").click().run()
    assert not opened.test.exception
    assert "fall.csv: 2 advisees read; every cell read" in opened.text
    assert "Step 1 (“Stpe 1”)" in opened.text
    # The columns can be looked at again.
    button(opened, "Change the columns").click().run()
    assert "which column is which?" in opened.text


def test_a_group_that_no_column_names_can_be_said_for_everybody(open_page):
    opened = put_in(open_page(FILE), "identifier,step2_ck,specialties\nA-1,240,Neurology\n")
    assert "No column says the applicant group" in opened.text
    box(opened, "No column says the group: everybody in this file is").set_value("non_us_img").run()
    button(opened, "Read the file").click().run()
    assert table(opened)["Group"].tolist() == ["Non-US IMG"]


def test_hidden_rows_are_said_and_read_when_asked(open_page):
    book = openpyxl.Workbook()
    for row in (
        HEAD.strip().split(","),
        [1, "us_img", 230, 240, 3, "neurology"],
        [2, "us_img", 230, 240, 3, "neurology"],
    ):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("spring").append(["identifier"])
    file = io.BytesIO()
    book.save(file)
    opened = put_in(open_page(FILE), file.getvalue(), "fall.xlsx")
    assert "fall.xlsx: 1 advisee read" in opened.text
    assert "row 3 (1)" in opened.text
    opened.test.main.toggle[0].set_value(True).run()
    assert "fall.xlsx: 2 advisees read" in opened.text
    assert box(opened, "Sheet").options == ["Sheet", "spring"]
    box(opened, "Sheet").set_value("spring").run()
    assert not opened.test.exception
    assert "which column is which?" in opened.text


def test_names_and_other_columns_are_shown(open_page):
    opened = put_in(
        open_page(FILE),
        "identifier,name,Year,applicant_group,step1,specialties\nA-1,Ana,2027,us_img,230,neurology\n",
    )
    assert table(opened)[["Name", "Year"]].values.tolist() == [["Ana", "2027"]]
    assert any("Print the names" in one.label for one in opened.test.main.checkbox)


def test_a_long_list_is_cut_and_says_so(open_page):
    book = openpyxl.Workbook()
    book.active.append(HEAD.strip().split(","))
    specialties = "; ".join(term.slug for term in ALLOWED_SPECIALTIES)
    for number in range(ROWS_SHOWN // 22 + 10):
        book.active.append([number, "us_img", 230, 240, "?" if number else "many", specialties])
    for number in range(120):
        book.active.append([f"x{number}", "us_img", 230, 2400, 3, "neurology"])
    file = io.BytesIO()
    book.save(file)
    opened = put_in(open_page(FILE), file.getvalue(), "fall.xlsx")
    assert len(table(opened)) == ROWS_SHOWN
    assert "The first 10,000 rows are shown here; a filter narrows them, a download has all." in opened.text
    assert "The first 100 of 121 cells; the download has them all." in opened.text
    filter_of(opened, "Read with care").set_value([]).run()
    assert not opened.test.exception


def test_a_cell_that_was_not_read_is_no_missing_score(open_page):
    rows = "S-1,us_img,P,2450,,pathology\nS-2,us_img,,245 (hoped for),,pathology\n"
    opened = put_in(open_page(FILE), HEAD + rows)
    said = "Why: 1 Step 1 passed, no score and Step 2 CK cell not read; 1 Step 2 CK cell not read."
    assert said in opened.text
    assert table(opened)["Why not"].tolist() == [
        "Step 1 passed, no score; Step 2 CK cell not read, “2450”",
        "Step 2 CK cell not read, “245 (hoped for)”",
    ]


def test_columns_of_readiness_give_a_table_of_levels_apart_from_the_standings(open_page):
    head = HEAD.replace("\n", ",graduation_year,gaps\n")
    opened = put_in(
        open_page(FILE), f"{head}A-1,us_img,225,235,3,pathology,2001,long\nA-2,us_img,225,235,3,pathology,,\n"
    )
    levels = opened.test.dataframe[1].value
    assert levels["Identifier"].tolist() == ["A-1"]
    assert "Visa" not in levels
    assert levels["Years since graduation: Return after other work"].tolist() == ["High"]
    assert "Advice, not NRMP’s data." in opened.text
    assert "Readiness (CSV)" in downloads(opened)
    assert not [name for name in table(opened) if "Return after other work" in name]


def test_the_rules_that_hold_are_counted_and_stand_with_their_author(open_page):
    head = HEAD.replace("\n", ",visa,target specialty\n")
    rows = "A-1,us_img,,215,3,pathology,J-1,derm\nA-2,us_img,,250,3,pathology,none,\n"
    opened = put_in(open_page(FILE), head + rows)
    shown = opened.test.dataframe[1].value
    assert "Read for readiness: " in opened.text
    assert "Kept along" not in opened.text
    assert shown["Visa"].tolist() == ["J-1", "None"]
    assert shown["Applies for"].tolist() == ["Dermatology", "Pathology"]
    counts = shown["Rules that hold"].tolist()
    assert counts[0] >= 3
    assert counts[1] == 0
    (choice,) = (box for box in opened.test.selectbox if box.label == "Rules that hold for one advisee")
    assert choice.options == [f"A-1: {counts[0]} rules"]
    assert "points of Step 2 CK: 215" not in opened.text
    choice.select_index(0).run()
    assert "points of Step 2 CK: 215" in opened.text
    assert "Advice, not NRMP’s data." in opened.text
    assert not opened.test.exception


def test_columns_of_readiness_by_other_names_are_named_and_can_be_chosen(open_page):
    head = HEAD.replace("\n", ",Steps failed so far,Visa,Advisor\n")
    opened = put_in(open_page(FILE), f"{head}A-1,us_img,225,235,3,pathology,3,J-1,Ng\n")
    assert "though the heading sounds like it: “Steps failed so far”;" in opened.text
    assert "Kept along: “Advisor”." in opened.text
    button(opened, "Change the columns").click().run()
    assert "is not known: “Steps failed so far”." in opened.text
    assert box(opened, "Visa for residency").value == 7
    box(opened, "Failed attempts at USMLE exams").set_value(6).run()
    assert "is not known" not in opened.text
    button(opened, "Read the file").click().run()
    assert not opened.test.exception
    assert "though the heading" not in opened.text
    assert opened.test.session_state[HELD].read.advisees[0].readiness.failed_attempts == 3
    # What was chosen stands there, and can be taken back.
    button(opened, "Change the columns").click().run()
    assert box(opened, "Failed attempts at USMLE exams").value == 6
    box(opened, "Visa for residency").set_value(-1).run()
    button(opened, "Read the file").click().run()
    assert not opened.test.session_state[HELD].read.advisees[0].aim.visa


def test_a_box_proposes_a_column_only_where_it_is_read(open_page):
    head = HEAD.replace("\n", ",Gaps,Visa\n")
    opened = put_in(open_page(FILE), f"{head}A-1,us_img,225,235,3,pathology,see notes,J-1\n")
    button(opened, "Change the columns").click().run()
    # Its heading is known, and no cell of it is an answer.
    assert box(opened, "Gaps since graduation").value == -1
    assert "is not known: “Gaps”." in opened.text
    assert box(opened, "Visa for residency").value == 7
    assert "stands in several boxes" not in opened.text


def test_a_column_in_two_boxes_is_said_with_what_it_is_read_as(open_page):
    head = HEAD.replace("\n", ",Failed attempts,US letters\n")
    opened = put_in(open_page(FILE), f"{head}A-1,us_img,225,235,3,pathology,1,3\n")
    button(opened, "Change the columns").click().run()
    box(opened, "Failed attempts at USMLE exams").set_value(7).run()
    said = "“US letters” stands in several boxes, “Failed attempts at USMLE exams” and “Letters from the US”"
    assert f"{said}: it is read as “Failed attempts at USMLE exams”." in opened.text
    button(opened, "Read the file").click().run()
    (one,) = opened.test.session_state[HELD].read.advisees
    assert (one.readiness.failed_attempts, one.readiness.us_letters) == (3, None)
    assert not opened.test.exception


def test_a_file_without_other_columns_is_asked_about_no_readiness(open_page):
    opened = put_in(open_page(FILE), NEAR)
    assert not opened.test.main.expander


def test_attempts_are_proposed_as_failed_ones_and_can_be_taken_out(open_page):
    content = HEAD.replace("\n", ",Attempts\n") + "A-1,us_img,230,240,4,neurology,1\n"
    opened = put_in(open_page(FILE), content)
    assert "where it counts every time an exam was taken" in opened.text

    def box():
        return next(w for w in opened.test.main.selectbox if w.label == "Failed attempts at USMLE exams")

    assert box().value == 6
    box().set_value(-1).run()
    assert box().value == -1
    assert "Sounds like readiness, and is not known: “Attempts”" in opened.text
    button(opened, "Read the file").click().run()
    assert not opened.test.exception
    assert opened.test.session_state[HELD].read.weighed == ()


def test_two_rows_of_headings_are_said_before_and_after_reading(open_page):
    content = (
        "Name;Scores;;Type;Readiness;\n;Step 1;Step 2 CK;;YOG;USCE months\nÅsa;220;231;Non-US IMG;2020;3\n"
    )
    opened = put_in(open_page(FILE), content)
    said = "Rows 1 and 2 were read together as the headings."
    assert said in opened.text
    assert "Scores – Step 2 CK" in opened.text
    button(opened, "Read the file").click().run()
    assert said in opened.text
    assert opened.test.session_state[HELD].read.advisees[0].identifier == "Åsa"


def test_a_remark_beside_a_score_is_named_among_what_is_kept_along(open_page):
    opened = put_in(open_page(FILE), HEAD + "A-1,us_img,230,231 (2nd try),4,neurology\n")
    assert "every cell read" in opened.text
    assert "Kept along: “step2_ck: remark”." in opened.text
