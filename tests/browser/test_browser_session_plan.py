"""A session plan: five views of five pages, put in order, noted, presented, saved, loaded, and taken along as slides."""

import io
import json
import re

import pytest
from playwright.sync_api import expect
from pptx import Presentation

HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script>"
EMPTY = "The plan is empty."
MATCH_YEAR = re.compile(r"\b20\d\d Match\b")
# The pages of the finished plan, with the note of each view.
FINISHED = ["Where I stand", "Specialty", "Compare", "Who fills the places", "Match rates"]
NOTES = [HOSTILE, "Seventy matched.", "Ada is nobody.", "", "Ask: and who did not rank?"]


def _titles(visitor):
    """Return the pages of the views, in order."""
    numbered = visitor.main.locator("[class*='st-key-view_'] strong").all_inner_texts()
    assert [title.split(". ")[0] for title in numbered] == [str(place + 1) for place in range(len(numbered))]
    return [title.split(". ", 1)[1] for title in numbered]


def _notes(visitor):
    return [field.input_value() for field in visitor.main.get_by_label(re.compile("^Note for view")).all()]


def _press(visitor, at, name):
    """Press a button of one view, counted from 1, and wait until the plan is another one."""
    visitor.main.locator(f".st-key-view_{at - 1}").get_by_role("button", name=name, exact=True).click()


def _add(visitor, place):
    """Add the chart that is shown to the plan."""
    menu = visitor.open_menu()
    menu.get_by_role("button", name="Add to the session plan").click()
    expect(menu.get_by_text(f"In the session plan as view {place} of {place}.")).to_be_visible()
    visitor.close_menu()


def _saved(visitor, button):
    with visitor.page.expect_download() as download:
        visitor.main.get_by_role("button", name=button).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def _load(visitor, name, content):
    visitor.main.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content}
    )


@pytest.fixture(scope="module")
def advisor(room):
    """An advisor who made a plan of five views, wrote notes, changed the order, removed a view and added it again."""
    visitor = room(timezone_id="America/Chicago")
    visitor.on_dialog(lambda dialog: visitor.errors.append(f"a dialog: {dialog.message}"))
    visitor.open("where-i-stand?exam=step2_ck&group=us_img&specialties=neurology,pathology")
    visitor.enter("Step 2 CK score", "243")
    expect(visitor.headline).to_contain_text("243")
    _add(visitor, 1)
    visitor.go("Match rates")
    _add(visitor, 2)
    visitor.go("Specialty")
    visitor.choose("Specialty", "Neurology")
    _add(visitor, 3)
    visitor.go("Who fills the places")
    visitor.choose("Show", "Trend")
    _add(visitor, 4)
    visitor.sidebar.get_by_role("button", name="Invented").click()
    visitor.page.get_by_text("Invented: Ada, non-US IMG").click()
    expect(visitor.page).to_have_url(re.compile("demo=ada"))
    visitor.go("Compare")
    visitor.choose("Show", "Among all")
    _add(visitor, 5)

    visitor.go("Session plan")
    assert _titles(visitor) == [
        "Where I stand",
        "Match rates",
        "Specialty",
        "Who fills the places",
        "Compare",
    ]
    _press(visitor, 2, "Remove")
    expect(visitor.main.get_by_label("Note for view 5")).to_have_count(0)
    # A note that is still being typed goes along with its view.
    visitor.main.get_by_label("Note for view 4").fill("Ada is nobody.")
    _press(visitor, 4, "Up")
    expect(visitor.main.get_by_label("Note for view 3")).to_have_value("Ada is nobody.")
    expect(visitor.main.get_by_label("Note for view 4")).to_have_value("")
    visitor.sidebar.get_by_role("button", name="Clear my numbers and group").click()
    expect(visitor.field("Applicant group")).to_have_value("")
    visitor.settle(chart=False)
    visitor.pick("Applicant group", "US IMG")
    visitor.go("Match rates")
    _add(visitor, 5)
    visitor.go("Session plan")
    assert _titles(visitor) == FINISHED
    for place, note in enumerate(NOTES, start=1):
        if note != "Ada is nobody.":
            visitor.main.get_by_label(f"Note for view {place}").fill(note)
    visitor.enter("Step 2 CK score", "243")
    expect(visitor.main.locator(".planned").first).to_contain_text("Step 2 CK 243")
    visitor.settle(chart=False)
    assert _notes(visitor) == NOTES
    yield visitor
    visitor.leave()


@pytest.fixture(scope="module")
def files(advisor):
    """The saved plan and its slides, by file name."""
    return dict(_saved(advisor, button) for button in ("Save the plan (JSON)", "Slides of the plan"))


@pytest.fixture(scope="module")
def presented(advisor, files):
    """What a room saw view by view, to the right and back to the left, and where the advisor came out."""
    page = advisor.page
    _press(advisor, 1, "Present from here")
    expect(page).to_have_url(re.compile("present=1&step=1$"))
    walks = []
    for key, button in (("ArrowRight", "On"), ("ArrowLeft", "Back")):
        walk = {}
        while True:
            step = advisor.address[1]["step"]
            expect(page.locator(".st-key-stage").get_by_text(f"View {step} of 5")).to_be_visible()
            advisor.settle()
            said = advisor.main.inner_text()
            walk.setdefault(step, (advisor.address[0], advisor.headline.inner_text(), said))
            turn = page.locator(".st-key-stage").get_by_role("button", name=button)
            if turn.is_disabled():
                break
            before = page.url
            page.keyboard.press(key)
            page.wait_for_function("before => location.href !== before", arg=before)
        walks.append(walk)
    advisor.leave_the_room()
    expect(advisor.sidebar).to_be_visible()
    advisor.settle()
    return walks, advisor.address, advisor.chosen


def test_the_views_come_in_order_and_back(presented):
    there, back = presented[0]
    assert list(there) == ["1", "2", "3", "4", "5"]
    assert list(back) == ["5", "4", "3", "2", "1"]
    paths = ["/where-i-stand", "/specialty", "/compare", "/img-fill", "/match-rates"]
    for walk in (there, back):
        assert [walk[step][0] for step in sorted(walk)] == paths
        assert "Neurology" in walk["2"][1]
        for step, (_, _, said) in walk.items():
            assert f"View {step} of 5" in said
            assert MATCH_YEAR.search(said)
            # Notes are for the advisor.
            assert not [note for note in NOTES if note and note in said]


def test_whose_numbers_a_room_sees_is_what_the_view_says(presented):
    there, back = presented[0]
    assert "Step 2 CK 243" in there["1"][1]
    assert "You 243" in there["2"][2].replace("\n", " ")
    for walk in (there, back):
        for step, (_, headline, said) in walk.items():
            assert ("Invented: Ada" in said) == (step == "3"), step
            # Ada's own score is nobody else's.
            assert "Step 2 CK 240" not in headline


def test_leaving_returns_to_the_page_with_its_choices(presented, advisor):
    _, (path, parameters), chosen = presented
    assert path == "/where-i-stand"
    assert parameters == {"group": "us_img", "specialties": "neurology,pathology"}
    assert {("Exam", "Step 2 CK"), ("Applicant group", "US IMG")} <= set(map(tuple, chosen))
    assert advisor.errors == []


def test_the_file_keeps_choices_and_notes_and_no_scores(files):
    plan = json.loads(files["match-atlas_session-plan.json"])
    assert [view["note"] for view in plan["views"]] == NOTES
    assert [view["page"] for view in plan["views"]] == [
        "where-i-stand",
        "specialty",
        "compare",
        "img-fill",
        "match-rates",
    ]
    assert plan["views"][2]["selections"]["demo"] == "ada"
    kept = json.dumps([view["selections"] for view in plan["views"]])
    assert not re.search(r"my_|243|240", kept)


def test_the_slides_are_a_title_and_the_findings_with_the_notes(files, presented):
    slides = list(Presentation(io.BytesIO(files["match-atlas_session.pptx"])).slides)
    assert len(slides) >= 6
    spoken = [slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "" for slide in slides]
    # A finding of many rows goes on over several slides, and its note with it.
    said = dict.fromkeys(note for text in spoken for note in NOTES if note and note in text)
    assert list(said) == [note for note in NOTES if note]
    shown = [
        "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides
    ]
    assert not [text for text in shown for note in NOTES if note and note in text]
    findings = [headline for _, headline, _ in presented[0][0].values()]
    places = [next(at for at, text in enumerate(shown) if finding in text) for finding in findings]
    assert places == sorted(places)
    assert places[0] >= 1
    assert all(MATCH_YEAR.search(shown[place]) for place in places)
    assert [place for place, text in enumerate(shown) if "Invented: Ada" in text] == [places[2]]


def test_a_reload_keeps_the_plan_with_its_notes(advisor, presented):
    advisor.open("session-plan")
    expect(advisor.main.get_by_label("Note for view 5")).to_have_value(NOTES[-1])
    advisor.settle(chart=False)
    assert _titles(advisor) == FINISHED
    assert _notes(advisor) == NOTES


def test_another_tab_has_no_plan_and_the_file_brings_it_there(visit, files):
    advisor = visit()
    advisor.on_dialog(lambda dialog: advisor.errors.append(f"a dialog: {dialog.message}"))
    advisor.open("session-plan")
    empty = advisor.main.get_by_text(EMPTY)
    expect(empty).to_contain_text("load a plan you saved")
    _load(advisor, "plan.json", files["match-atlas_session-plan.json"])
    expect(advisor.main.get_by_text("Loaded 5 views from the file.")).to_be_visible()
    expect(empty).to_have_count(0)
    advisor.settle(chart=False)
    assert _titles(advisor) == FINISHED
    assert _notes(advisor) == NOTES

    for content, said in (
        (b"\x89PNG\r\n", "not JSON text"),
        (b'{"views": "all of them"}', "no list of views"),
        (files["match-atlas_session-plan.json"].replace(b'"version": 1', b'"version": 7'), "version “7”"),
    ):
        _load(advisor, "broken.json", content)
        problem = advisor.main.get_by_test_id("stAlert").filter(has_text="The plan above is as it was.")
        expect(problem).to_contain_text(said)
        advisor.settle(chart=False)
        assert _titles(advisor) == FINISHED
        assert _notes(advisor) == NOTES
    advisor.no_failure()
    assert advisor.errors == []
    assert "Traceback" not in advisor.server.log.read_text()
