"""An edition of one's own in a visit: loaded, chosen, exported with its mark, seen by nobody else, gone."""

import io
import re
import zipfile

import openpyxl
import pytest
from pptx import Presentation

import data.own_edition
from analysis.own_edition.deployment import keep_editions
from data.own_edition import LOADED
from pages.registry import PAGES
from pages.ui.address import GIVES_BACK
from pages.ui.editions import HELD
from pages.ui.kept import EDITION_GONE, bring_back, kept
from tests.analysis.own_edition.making_editions import edition_csv, imaginary, row

FILE = "data_and_method.py"
LABEL = "2031 Match · loaded by you · An Imaginary Report"
CITATION = "Nobody, An Imaginary Report, 2031."
MENU = {"part": "load"}


def put_in(opened, content, name="report.csv"):
    opened.test.file_uploader[0].set_value((name, content, "application/octet-stream")).run()
    assert not opened.test.exception
    return opened


@pytest.fixture
def loaded(open_page):
    return put_in(open_page(FILE, MENU), imaginary()).press("Use it in this visit")


def test_the_page_says_where_a_file_goes_and_gives_templates(open_page):
    opened = open_page(FILE, MENU)
    assert not opened.problems
    assert "it is not written to disk" in opened.text
    assert [button.label for button in opened.test.main.get("download_button")] == [
        "Template (CSV)",
        "Template (Excel)",
    ]


def test_a_preview_says_what_was_read_and_what_not_before_anything_is_used(open_page):
    content = edition_csv(
        row(), row("Phrenology"), row("Pathology", value="999"), row("Psychiatry", value="")
    )
    opened = put_in(open_page(FILE, MENU), content)
    assert "report.csv: 1 figure read; 2 cells could not be read" in opened.text
    assert "“Phrenology”" in opened.text
    assert "1 row has no value" in opened.text
    assert "by measure and statistic Measure Statistic Read Not read" in opened.text
    assert "Step 2 CK Mean 1 2 1" in opened.text
    assert CITATION in opened.text
    # Nothing is chosen yet, and nothing of it can be.
    assert "edition" not in opened.go_to("where_i_stand.py").selectors


def test_what_is_no_edition_is_refused_with_the_reason(open_page):
    opened = put_in(open_page(FILE, MENU), b"a,b\n1,2\n")
    assert "has no row with the headings" in opened.problems[0]
    assert "Use it in this visit" not in opened.buttons()
    opened.press("Put it away")
    assert HELD not in opened.test.session_state


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "edition" in page.selectors], ids=lambda page: page.title
)
def test_it_stands_in_every_choice_and_is_the_one_shown(loaded, page):
    shown = loaded.go_to(page.file, group="non_us_img", specialties="neurology,pathology")
    assert not shown.problems
    assert shown.selectors["edition"] == "own"
    assert LABEL in shown.selector("edition").options
    assert shown.address["edition"] == "own"
    for frame in shown.frames:
        if frame.is_drawn:
            assert LOADED in frame.subtitle
            assert "2031" in frame.subtitle + frame.headline
            assert CITATION in frame.below
            assert "Trust grade U" in frame.below


LACKING = {
    "overview.py": ([row(measure="Research items", value="3")], {}, "score averages of those who matched"),
    "research_output.py": ([row()], {}, "research averages of those who matched"),
    "credentials.py": (
        [row(group="US MD senior", measure="Step 1")],
        {},
        "no research averages of matched US MD seniors and no NRMP count",
    ),
    "where_i_stand.py": ([row()], {"exam": "step1"}, "Step 1 averages of non-US IMGs"),
    "compare.py": ([row()], {"exam": "step1", "side": "map"}, "Step 1 averages of matched non-US IMGs"),
}


@pytest.mark.parametrize("file", LACKING)
def test_what_it_has_not_is_said_without_an_empty_chart_and_the_other_edition_is_offered(open_page, file):
    rows, choices, lacks = LACKING[file]
    opened = put_in(open_page(FILE, MENU), edition_csv(*rows)).press("Use it in this visit")
    opened = opened.go_to(file, group="non_us_img", specialties="neurology,pathology", **choices)
    assert not opened.frames
    assert f"Not in this edition: {LABEL} has no" in opened.text
    assert lacks in opened.text
    assert "2018 Match · Charting Outcomes in the Match has them" in opened.text
    (back,) = [label for label in opened.buttons() if label.startswith("Show the 2018 Match")]
    opened.press(back)
    assert [frame.is_drawn for frame in opened.frames] == [True]
    assert LOADED not in opened.frames[0].subtitle + opened.frames[0].below
    # Presented, it is the sentence alone.
    room = opened.go_to(file, edition="own", present="1", **choices, specialties="neurology,pathology")
    assert "Not in this edition" in room.test.info[0].value


def test_a_specialty_and_a_shortlist_that_it_has_not_say_so_and_show_the_rest(open_page):
    opened = put_in(open_page(FILE, MENU), edition_csv(row())).press("Use it in this visit")
    shown = opened.go_to("specialty.py", group="non_us_img", specialty="pathology")
    assert "has no averages of Pathology" in shown.text
    assert "Every measure, every group" in shown.text
    shown = opened.go_to("compare.py", group="us_img", specialties="psychiatry,pathology")
    assert not shown.problems
    assert "and none of US IMGs" in shown.text
    assert "What differs most" in shown.text


def test_the_other_edition_is_as_it_was(loaded):
    shown = loaded.go_to("where_i_stand.py", group="non_us_img", edition="charting_outcomes_2018")
    assert shown.selectors["edition"] == "charting_outcomes_2018"
    assert LOADED not in shown.frames[0].subtitle + shown.frames[0].below
    assert CITATION not in shown.frames[0].below


def test_the_overview_names_it_where_its_numbers_are_shown_and_not_where_they_are_not(loaded):
    shown = loaded.go_to("overview.py", group="non_us_img").enter(step2_ck="241")
    of_it = "(matched non-US IMGs, 2031 Match, loaded by you)"
    assert of_it in shown.text
    assert "average of 2031 (loaded by you)" in shown.text
    foot = "averages of the 2018 Match, where chosen also of the 2031 Match out of An Imaginary Report"
    assert foot in shown.text
    assert "Loaded beside it: averages of the 2031 Match" in shown.text.replace("\u2060", "")
    shown.choose("edition", "charting_outcomes_2018")
    assert of_it not in shown.text
    assert "(matched non-US IMGs, 2018 Match)" in shown.text
    assert "2031" not in shown.go_to("match_rates.py").text.replace(foot, "")


def test_the_foot_names_no_edition_that_is_not_there(open_page):
    assert "averages of the 2018 Match, NRMP’s counts" in open_page("overview.py").text


def test_another_visitor_gets_a_sentence_and_none_of_it(loaded, follow):
    other = follow("where_i_stand.py", edition="own", group="non_us_img")
    assert any("somebody loaded" in problem for problem in other.problems)
    assert "An Imaginary Report" not in other.text
    assert "2018" in other.frames[0].subtitle


def test_two_visits_with_other_files_see_their_own(loaded, open_page):
    second = put_in(open_page(FILE, MENU), imaginary("Another Report", "2033", 5)).press(
        "Use it in this visit"
    )
    for visit, mine, others in ((loaded, "228 240", "233 245"), (second, "233 245", "228 240")):
        shown = visit.go_to("where_i_stand.py", group="non_us_img")
        assert mine in shown.frames[0].below
        assert others not in shown.frames[0].below


def test_another_file_takes_its_place_and_removing_ends_it(loaded):
    shown = loaded.go_to("where_i_stand.py", group="non_us_img")
    assert "228 240" in shown.frames[0].below
    back = put_in(shown.go_to(FILE, **MENU), imaginary(shift=20)).press("Use it in this visit")
    shown = back.go_to("where_i_stand.py", group="non_us_img")
    assert "248 260" in shown.frames[0].below
    assert "228 240" not in shown.frames[0].below
    gone = shown.go_to(FILE, **MENU).press("Remove this edition")
    assert HELD not in gone.test.session_state
    shown = gone.go_to("where_i_stand.py", group="non_us_img")
    assert "edition" not in shown.selectors
    assert "2018" in shown.frames[0].subtitle
    assert not shown.problems


def test_no_file_of_a_chart_leaves_without_citation_and_mark(loaded, downloads):
    shown = loaded.go_to("where_i_stand.py", group="non_us_img")
    shown.open_menu()
    assert not [code for code in shown.test.code if "api/v1" in code.value]
    files = {name: build() for name, build in downloads.items() if "template" not in name}
    assert {name.rsplit(".", 1)[1] for name in files} == {"csv", "xlsx", "zip"}
    for name, content in files.items():
        if name.endswith(".csv"):
            texts = content.decode().splitlines()[1:]
        elif name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                texts = [archive.read(part).decode() for part in archive.namelist()]
        else:
            book = openpyxl.load_workbook(io.BytesIO(content))
            texts = [" ".join(str(cell.value) for line in sheet for cell in line) for sheet in book]
            # The sheet of the columns cites nothing; it names the sources.
            texts = [text for text in texts if not text.startswith("column ")]
        assert texts
        for text in texts:
            assert CITATION in text, name
            assert LOADED in text, name


def test_slides_and_handout_of_a_shortlist_carry_both(loaded, downloads):
    shown = loaded.go_to("compare.py", group="non_us_img", specialties="neurology,pathology")
    assert not shown.problems
    slides = Presentation(io.BytesIO(downloads["match-atlas_shortlist.pptx"]()))
    of_averages = [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        + (slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "")
        for slide in slides.slides
        if "2031" in " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    ]
    assert of_averages
    for text in of_averages:
        assert CITATION in text
        assert LOADED in text
    (handout,) = (build() for name, build in downloads.items() if name.endswith(".html"))
    assert CITATION in handout.decode()
    assert LOADED in handout.decode()


def test_the_caseload_is_compared_with_it_and_its_table_says_so(loaded, downloads):
    people = b"identifier,applicant_group,step1,step2_ck,research_items,specialties\nA-1,non_us_img,,240,4,neurology\n"
    shown = loaded.go_to("caseload.py")
    shown.test.file_uploader[0].set_value(("people.csv", people, "text/csv")).run()
    assert not shown.problems
    assert "2031 Match" in shown.text
    standings = downloads["match-atlas_caseload_standings.csv"]().decode("utf-8-sig")
    for line in standings.splitlines()[1:]:
        assert CITATION in line
        assert LOADED in line


def test_a_room_sees_the_mark(loaded):
    shown = loaded.go_to("where_i_stand.py", group="non_us_img", edition="own", present="1")
    assert not shown.problems
    assert LOADED in shown.text
    assert CITATION in shown.text


def test_a_session_plan_shows_it_here_and_says_elsewhere_that_it_is_not_there(loaded, open_page, downloads):
    shown = loaded.go_to("where_i_stand.py", group="non_us_img")
    shown.open_menu().press("Add to the session plan")
    planned = shown.go_to("session_plan.py")
    assert not planned.problems
    slides = Presentation(io.BytesIO(downloads["match-atlas_session.pptx"]()))
    said = " ".join(shape.text_frame.text for shape in slides.slides[1].shapes if shape.has_text_frame)
    assert LOADED in said
    plan = downloads["match-atlas_session-plan.json"]()
    assert b"Imaginary" not in plan
    other = open_page("session_plan.py")
    other.test.file_uploader(key="plan_upload").set_value(("plan.json", plan, "application/json")).run()
    assert any("somebody loaded" in problem for problem in other.problems)


def test_an_edition_of_the_server_is_there_for_everybody_with_its_mark(follow, tmp_path, monkeypatch):
    raw, built = tmp_path / "raw", tmp_path / "built"
    raw.mkdir()
    (raw / "report.csv").write_bytes(imaginary())
    keep_editions(raw, built)
    monkeypatch.setattr(data.own_edition, "OWN_DIR", built)
    plain = follow("where_i_stand.py", group="non_us_img")
    # It is a choice, and not what everybody sees first.
    assert plain.selectors["edition"] == "charting_outcomes_2018"
    shown = follow("where_i_stand.py", group="non_us_img", edition="own_report")
    assert not shown.problems
    assert LOADED in shown.frames[0].subtitle
    assert CITATION in shown.frames[0].below


def test_a_reload_says_that_it_is_gone(open_page, in_app, loaded):
    assert loaded.test.session_state[HELD].is_used
    assert in_app(lambda: bring_back({"edition": True})).edition_gone
    assert in_app(lambda: (bring_back({"edition": True}), kept())[1]) == {"edition": True}
    opened = open_page("overview.py")
    opened.test.session_state[EDITION_GONE] = True
    opened.test.run()
    assert re.search(r"edition you loaded is not here any more", opened.test.warning[0].value)
    opened.press("I don’t need it")
    assert not opened.test.warning


def test_another_encoding_and_another_sheet_can_be_chosen(open_page):
    head = (("Publication", "Übersicht"), ("Year", "2031"), ("Citation", "José Núñez, 2031."))
    opened = put_in(open_page(FILE, MENU), edition_csv(row(), head=head, encoding="cp1252"))
    assert "José Núñez" in opened.text
    box = next(box for box in opened.test.main.selectbox if box.label.startswith("Encoding"))
    box.set_value("mac_roman").run()
    assert "José Núñez" not in opened.text
    book = openpyxl.Workbook()
    book.active.append(["nothing"])
    sheet = book.create_sheet("figures")
    for line in edition_csv(row()).decode().splitlines():
        sheet.append(line.split(","))
    file = io.BytesIO()
    book.save(file)
    put_in(opened, file.getvalue(), "report.xlsx")
    assert "has no row with the headings" in opened.problems[0]
    box = next(box for box in opened.test.main.selectbox if box.label == "Sheet")
    box.set_value("figures").run()
    assert not opened.problems
    assert "1 figure read" in opened.text


def test_that_an_edition_of_a_link_is_not_here_is_still_said_when_the_tab_gives_back_numbers(follow):
    opened = follow("where_i_stand.py", edition="own", group="us_img")
    assert "that somebody loaded from a file" in opened.problems[0]
    assert "edition" not in opened.address
    # What the tab gives back asks for a run of its own, which nobody sees as a step.
    opened.test.session_state[GIVES_BACK] = True
    opened.test.session_state["profile_step2_ck"] = "225"
    opened.test.run()
    assert "that somebody loaded from a file" in opened.problems[0]
    assert not opened.test.run().warning
