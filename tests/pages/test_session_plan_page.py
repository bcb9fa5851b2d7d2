"""Session plan: views put in from any chart, in order, with notes; kept in a file, and as slides."""

import io
import json
import re
from pathlib import Path

import pytest
from pptx import Presentation

import data.load
from analysis.plan import VIEWS_MOST, PlanView, plan_bytes
from pages.registry import PAGES
from pages.ui.next_steps import SAVE
from pages.ui.plan_list import PLAN_FILE, SLIDES_FILE

UI = Path(__file__).parents[2] / "pages" / "ui"
FILE = "session_plan.py"
FILES = {page.url_path: page.file for page in PAGES}
TITLES = {page.url_path: page.title for page in PAGES}
PLAN = (
    PlanView("match-rates", (("show_rates", "denominators"), ("type", "img"))),
    PlanView("where-i-stand", (("exam", "step2_ck"),), "Ask first."),
    PlanView("compare", (("side", "map"), ("specialties", "pathology,neurology")), "Then this."),
)
# A view of every page, with choices.
VIEWS = {
    "": {},
    "where-i-stand": {"exam": "step2_ck", "view": "share"},
    "specialty": {"specialty": "pathology", "about": "people"},
    "compare": {"side": "trend", "specialties": "neurology,pathology"},
    "research-output": {"order": "us_img"},
    "img-fill": {"show": "trend", "specialties": "neurology,pathology"},
    "states": {"specialty": "pathology", "places": "img"},
    "directors": {"ask": "factors", "by": "factor"},
    "match-rates": {"show_rates": "denominators", "type": "img"},
    "lists-and-choices": {"ask": "only", "only_of": "us_img", "only_year": "2020"},
    "requirements-and-dates": {},
    "clinical-experience": {},
    "readiness": {},
    "credentials": {"step1": "3"},
    "next-plan": {"show": "applications"},
}
ADD = "Add to the session plan"


@pytest.fixture
def planned(follow):
    """Return a function that opens the page of the plan with these views in it."""

    def open_it(*views, **address):
        opened = follow(FILE, **address)
        opened.test.session_state["plan"] = views
        opened.test.run()
        assert not opened.test.exception
        return opened

    return open_it


def plan_of(opened):
    return opened.test.session_state["plan"]


def pages_shown(opened):
    """The pages of the views, as the list names them, from the top."""
    return [said.value.strip("*") for said in opened.test.markdown]


def findings(opened):
    """What the list says about each view, from the top."""
    bodies = [element.proto.body for element in opened.test.main if element.type == "html"]
    return [body for body in bodies if 'class="planned"' in body]


def load(opened, content, name="plan.json"):
    opened.test.file_uploader(key="plan_upload").set_value((name, content, "application/json")).run()
    assert not opened.test.exception
    return opened


def test_an_empty_plan_says_how_to_fill_it(follow, downloads):
    opened = follow(FILE)
    assert "The plan is empty." in opened.test.info[0].value
    assert "Picture, data, link, plan" in opened.test.info[0].value
    assert not downloads
    assert [uploader.key for uploader in opened.test.file_uploader] == ["plan_upload"]


@pytest.mark.parametrize("page", [page.url_path for page in PAGES if page.view])
def test_a_view_of_every_page_is_put_into_the_plan_from_its_chart(follow, page):
    address = VIEWS[page]
    opened = follow(FILES[page], group="us_img", **address).open_menu()
    assert "The session plan has 0 views." in opened.text
    opened.open_menu().press(ADD)
    (view,) = plan_of(opened)
    assert view.page == page
    assert dict(view.selections) == {**address, "group": "us_img"}
    assert "In the session plan as view 1 of 1." in opened.text
    opened.open_menu().press(ADD)
    assert len(plan_of(opened)) == 2
    assert "In the session plan as view 1, 2 of 2." in opened.text
    headline = opened.frames[0].headline
    opened.go_to(FILE)
    assert pages_shown(opened) == [f"1. {TITLES[page]}", f"2. {TITLES[page]}"]
    assert all(headline in opened.text for _ in range(2))


def test_scores_in_the_address_do_not_get_into_the_plan(follow, downloads):
    opened = follow("where_i_stand.py", group="us_img", my_step1="231", my_step2_ck="241")
    opened.open_menu().press(ADD)
    assert plan_of(opened) == (PlanView("where-i-stand", (("group", "us_img"), ("exam", "step2_ck"))),)
    assert "In the session plan as view 1 of 1." in opened.text
    opened.go_to(FILE)
    content = downloads[PLAN_FILE]()
    assert content == plan_bytes(plan_of(opened))
    assert not {"231", "241"} & set(content.decode().replace('"', " ").split())
    assert b"my_" not in content


def test_an_invented_person_gets_into_the_plan_by_name(follow):
    opened = follow("where_i_stand.py", demo="ada").open_menu().press(ADD)
    assert plan_of(opened) == (PlanView("where-i-stand", (("demo", "ada"),)),)


def test_a_full_plan_takes_no_more_and_says_so(follow):
    opened = follow("where_i_stand.py")
    opened.test.session_state["plan"] = (PlanView(""),) * VIEWS_MOST
    opened.open_menu().press(ADD)
    assert len(plan_of(opened)) == VIEWS_MOST
    assert f"The session plan has {VIEWS_MOST} views, the most it can hold." in opened.text


def test_the_list_says_what_each_view_shows(planned):
    opened = planned(*PLAN)
    assert not opened.problems
    assert pages_shown(opened) == ["1. Match rates", "2. Where I stand", "3. Compare"]
    said = findings(opened)
    assert "In 2018, 56.5% of IMGs" in said[0]
    assert "Step 2 CK" in said[1]
    assert [box.value for box in opened.test.text_area] == ["", "Ask first.", "Then this."]


def test_views_move_up_and_down_with_their_notes(planned):
    opened = planned(*PLAN)
    headlines = findings(opened)
    opened.test.button(key="down_0").click().run()
    assert plan_of(opened) == (PLAN[1], PLAN[0], PLAN[2])
    assert findings(opened) == [headlines[1], headlines[0], headlines[2]]
    assert [box.value for box in opened.test.text_area] == ["Ask first.", "", "Then this."]
    opened.test.button(key="up_2").click().run()
    assert plan_of(opened) == (PLAN[1], PLAN[2], PLAN[0])
    opened.test.button(key="up_1").click().run()
    assert plan_of(opened) == (PLAN[2], PLAN[1], PLAN[0])
    assert opened.test.button(key="up_0").disabled
    assert opened.test.button(key="down_2").disabled
    assert not opened.test.button(key="down_0").disabled


def test_a_view_is_removed_and_the_others_keep_their_notes(planned):
    opened = planned(*PLAN)
    opened.test.button(key="remove_1").click().run()
    assert plan_of(opened) == (PLAN[0], PLAN[2])
    assert [box.value for box in opened.test.text_area] == ["", "Then this."]
    opened.test.button(key="remove_0").click().run()
    opened.test.button(key="remove_0").click().run()
    assert plan_of(opened) == ()
    assert "The plan is empty." in opened.test.info[0].value


def test_a_note_is_kept_with_its_view(planned):
    opened = planned(*PLAN)
    opened.test.text_area(key="note_0").set_value("Begin here: né à Köln.").run()
    assert [view.note for view in plan_of(opened)] == ["Begin here: né à Köln.", "Ask first.", "Then this."]
    opened.test.button(key="down_0").click().run()
    assert [box.value for box in opened.test.text_area] == [
        "Ask first.",
        "Begin here: né à Köln.",
        "Then this.",
    ]
    opened.go_to("overview.py").go_to(FILE)
    assert [box.value for box in opened.test.text_area] == [
        "Ask first.",
        "Begin here: né à Köln.",
        "Then this.",
    ]
    opened.test.text_area(key="note_1").set_value("").run()
    assert plan_of(opened)[1].note == ""


def test_a_note_and_a_move_at_once_lose_nothing(planned):
    opened = planned(*PLAN)
    # On a page, leaving the box by pressing a button sends both.
    opened.test.text_area(key="note_1").set_value("Changed.")
    opened.test.button(key="up_1").click().run()
    assert [view.note for view in plan_of(opened)] == ["Changed.", "", "Then this."]


def test_the_plan_file_holds_the_plan_and_loads_again(planned, downloads):
    opened = planned(*PLAN, group="us_img", my_step1="231", my_step2_ck="241", my_research_items="4")
    content = downloads[PLAN_FILE]()
    assert content == plan_bytes(PLAN)
    assert not {"my_step1", "231", "241"} & set(content.decode().replace('"', " ").split())
    again = load(planned(), content)
    assert not again.problems
    assert plan_of(again) == PLAN
    assert opened.frames == again.frames == []
    assert "Loaded 3 views from the file." in again.test.success[0].value


def texts_of(content):
    """The texts of every slide of a deck, and the speaker notes of each."""
    deck = Presentation(io.BytesIO(content))
    texts = [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in deck.slides
    ]
    notes = [
        slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "" for slide in deck.slides
    ]
    return texts, notes


def test_the_slides_hold_the_views_in_order_with_notes_and_whose_numbers(planned, downloads, reading):
    opened = planned(*PLAN, group="us_img", my_step1="231", my_step2_ck="241")
    texts, notes = texts_of(downloads[SLIDES_FILE]())
    heads = [reading(body).strip() for body in findings(opened)]
    together = "\n".join(" ".join(text.split()) for text in texts)
    places = [together.index(" ".join(head.split())[:40]) for head in heads]
    assert places == sorted(places)
    assert "US IMG" in together
    assert "Step 2 CK 241" in together
    assert "Source: National Resident Matching Program" in together
    assert "Ask first." in "\n".join(notes)
    assert "Ask first." not in together


def test_slides_of_an_invented_person_say_so(planned, downloads):
    opened = planned(*PLAN, demo="ada")
    assert "those of an invented person" in opened.test.main.caption[0].value
    texts, _ = texts_of(downloads[SLIDES_FILE]())
    assert "Invented: Ada" in " ".join(texts)


def test_a_view_of_an_invented_person_is_shown_with_those_numbers_and_no_others(planned, downloads):
    view = PlanView("where-i-stand", (("demo", "ben"),))
    planned(view, group="non_us_img", my_step1="270")
    texts, _ = texts_of(downloads[SLIDES_FILE]())
    together = " ".join(texts)
    assert "Invented: Ben" in together
    assert "270" not in together


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("a\x00b", "b"),
        ("a\x0bb\x1f", "b"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("𝒳 \u202e אב", "אב"),
        ("n" * 2000, "n" * 2000),
    ],
    ids=["a zero", "controls", "a script", "from the right", "long"],
)
def test_any_note_gets_into_the_slides(planned, downloads, note, said):
    opened = planned(PlanView("", (), note))
    assert opened.test.text_area(key="note_0").value == note
    texts, notes = texts_of(downloads[SLIDES_FILE]())
    assert len(texts) >= 2
    assert said in "".join(notes)


@pytest.mark.parametrize(
    ("views", "has_counts", "has_advice"),
    [
        (PLAN[:1], True, False),
        ([PlanView("next-plan"), PlanView("readiness"), PlanView("clinical-experience")], False, True),
        ([PLAN[0], PlanView("next-plan")], True, True),
    ],
    ids=["counts", "advice", "both"],
)
def test_the_first_slide_says_what_is_in_the_deck(planned, downloads, views, has_counts, has_advice):
    opened = planned(*views)
    (button,) = [one for one in opened.test.download_button if one.key == "slides_plan"]
    texts, _ = texts_of(downloads[SLIDES_FILE]())
    assert ("Averages and counts" in texts[0], "advice of named guides" in texts[0]) == (
        has_counts,
        has_advice,
    )
    # The title, and whatever goes on on another slide, count too.
    assert button.label == f"Slides of the plan ({len(texts)}, PowerPoint)"


def test_a_comparison_of_nothing_stays_in_the_plan_and_is_no_slide(planned, downloads):
    opened = planned(PlanView("compare"), PLAN[0])
    assert "Two to six specialties have to be on the shortlist" in findings(opened)[0]
    assert "Slides of the plan (2, PowerPoint)" in [button.label for button in opened.test.download_button]
    only = planned(PlanView("compare"))
    (slides,) = [button for button in only.test.download_button if button.key == "slides_plan"]
    assert slides.disabled
    # The shortlist of the visit is that of a view without one.
    assert "Two to six" not in findings(only.shortlist("pathology", "neurology"))[0]


BROKEN = {
    "empty": b"",
    "no JSON": b"{views",
    "no text": b"\xff\xfe\x00\x01",
    "another file": b'{"format": "other", "views": []}',
    "another version": plan_bytes(PLAN).replace(b'"version": 1', b'"version": 2'),
    "a table": b"name,step1\nA,230\n",
    "nested": b"[" * 100_000,
    "half a character": plan_bytes(PLAN).replace(b"Ask first.", b"\\ud800"),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_leaves_the_plan_as_it_was_and_says_so(planned, content):
    opened = load(planned(*PLAN), content)
    (error,) = opened.test.error
    assert error.value.endswith("The plan above is as it was.")
    assert plan_of(opened) == PLAN
    assert pages_shown(opened) == ["1. Match rates", "2. Where I stand", "3. Compare"]
    assert not opened.test.success
    # The next file is read as if nothing had been.
    again = load(opened, plan_bytes(PLAN[:1]))
    assert not again.problems
    assert plan_of(again) == PLAN[:1]


def file_of(*views):
    return json.dumps({"format": "match-atlas-session-plan", "version": 1, "views": views}).encode()


def test_a_file_without_any_usable_view_leaves_the_plan_as_it_was_and_says_so(planned):
    opened = load(planned(*PLAN), file_of({"page": "nowhere"}, {"page": "data"}))
    assert plan_of(opened) == PLAN
    assert "The plan above is as it was." in opened.test.error[0].value
    assert len(opened.test.warning) == 2
    assert "“nowhere”" in opened.test.warning[0].value


def test_what_of_a_file_cannot_be_used_is_said_and_the_rest_is_loaded(planned):
    opened = load(
        planned(*PLAN),
        file_of(
            {"page": "nowhere"},
            {
                "page": "where-i-stand",
                "selections": {"exam": "step2_ck", "my_step1": "231", "present": "1"},
                "note": 7,
            },
        ),
    )
    assert plan_of(opened) == (PlanView("where-i-stand", (("exam", "step2_ck"),)),)
    said = " ".join(box.value for box in opened.test.warning)
    assert "View 1 was left out: its page is “nowhere”" in said
    assert "“my_step1”, “present” cannot be used there" in said
    assert "its note is no text" in said
    assert "231" not in said
    assert "Loaded 1 view from the file." in opened.test.success[0].value


def test_choices_of_a_file_that_are_not_allowed_are_said_at_their_view(planned):
    chosen = {"exam": "step9", "group": "wizard", "demo": "eve", "specialties": "pathology,wizardry"}
    opened = load(planned(), file_of({"page": "where-i-stand", "selections": chosen}, {"page": ""}))
    said = [box.value for box in opened.test.warning]
    for problem in (
        "exam is “step9”, which is not one of: Step 1, Step 2 CK. Showing Step 2 CK instead.",
        "group: “wizard” is not among the groups",
        "demo is “eve”, which is not one of: Ada, Ben, Cho, Dia, Eli.",
        "specialties: “wizardry” is not among the specialties here.",
    ):
        assert any(f"View 1 is partly wrong: {problem}" in one for one in said), problem
    assert len(said) == 4
    assert len(findings(opened)) == 2


def test_a_picture_in_a_file_stays_text(planned):
    picture = "![x](https://elsewhere.example/x.png)"
    opened = load(planned(), file_of({"page": picture}, {"page": "", "selections": {picture: "1"}}))
    for box in opened.test.warning:
        assert "![x](" not in box.value
        assert "https://" not in box.value


def test_a_loaded_plan_can_be_changed_and_is_not_loaded_over_again(planned):
    opened = load(planned(), plan_bytes(PLAN))
    opened.test.button(key="remove_0").click().run()
    assert plan_of(opened) == PLAN[1:]
    opened.test.text_area(key="note_0").set_value("Changed.").run()
    assert [view.note for view in plan_of(opened)] == ["Changed.", "Then this."]
    assert "Loaded 3 views from the file." in opened.test.success[0].value
    # The same file, chosen once more, is loaded once more.
    opened.test.file_uploader(key="plan_upload").clear().run()
    assert plan_of(opened)[0].note == "Changed."
    assert plan_of(load(opened, plan_bytes(PLAN))) == PLAN


def test_more_views_than_allowed_are_cut_and_said(planned):
    opened = load(planned(), file_of(*[{"page": "match-rates"}] * (VIEWS_MOST + 2)))
    assert len(plan_of(opened)) == VIEWS_MOST
    assert (
        f"The file has {VIEWS_MOST + 2} views; the first {VIEWS_MOST} were read."
        in opened.test.warning[0].value
    )


def test_a_broken_table_costs_the_views_that_need_it_alone(planned, downloads, broken_tables):
    broken_tables("positions")
    opened = planned(PlanView("img-fill"), *PLAN)
    said = findings(opened)
    assert len(said) == 4
    assert "The table &#x27;positions&#x27; cannot be shown" in said[0]
    assert "In 2018, 56.5% of IMGs" in said[1]
    opened.test.button(key="remove_0").click().run()
    assert plan_of(opened) == PLAN
    assert downloads[PLAN_FILE]() == plan_bytes(PLAN)


def test_without_any_table_the_plan_can_still_be_kept(planned, downloads, broken_tables):
    broken_tables(*data.load.TABLES)
    opened = planned(*PLAN)
    assert "This part of the page is left out" in opened.test.error[0].value
    assert downloads[PLAN_FILE]() == plan_bytes(PLAN)
    assert len(findings(opened)) == 3
    assert plan_of(load(opened, plan_bytes(PLAN[:1]))) == PLAN[:1]


def test_the_tab_knows_the_buttons_that_save(planned):
    sought = re.findall(r"saves\('(\w+)'\)", (UI / "tab_storage.js").read_text(encoding="utf-8"))
    (saving,) = [one for one in planned(*PLAN).test.download_button if one.label == "Save the plan (JSON)"]
    assert {saving.key, SAVE} == set(sought)
