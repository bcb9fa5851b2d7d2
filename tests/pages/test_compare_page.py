"""Compare: a shortlist side by side, among all and over the years, what differs most, and what goes home."""

import io
import re
from html import unescape

import pytest
from pptx import Presentation

from analysis.reference import REFERENCE_TABLES
from analysis.shortlist.compute import MOST
from analysis.wording import GROUP_PLURALS, SPECIALTY_LABELS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS

FILE = "compare.py"
THREE = ("pathology", "internal_medicine", "plastic_surgery")
SIX = (*THREE, "interventional_radiology", "internal_medicine_pediatrics", "child_neurology")
SIDES = {
    "averages": {},
    "map": {"side": "map"},
    "map of Step 2 CK": {"side": "map", "exam": "step2_ck"},
    "trend": {"side": "trend"},
}
PEOPLE = {
    "without scores": {},
    "with every number": {"my_step1": "230", "my_step2_ck": "240", "my_research_items": "5"},
    "with Step 2 CK alone": {"my_step2_ck": "240"},
}
GROUPS = slugs(APPLICANT_GROUPS)
TABLES = {*REFERENCE_TABLES, "choices", "match_rates"}


@pytest.fixture
def compared(follow):
    """Return a function that opens the page with a shortlist."""

    def open_it(*specialties, **address):
        return follow(FILE, **({"specialties": ",".join(specialties)} if specialties else {}), **address)

    return open_it


def tables_of(opened):
    """The tables of the page for reading: caption -> rows of cells."""
    bodies = unescape("".join(element.proto.body for element in opened.test.main if element.type == "html"))
    return {
        re.sub(r"<.*?>", "", caption): [
            [re.sub(r"<.*?>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for row in re.findall(r"<tr>(.*?)</tr>", body)
        ]
        for caption, body in re.findall(r"<caption>(.*?)</caption>(.*?)</table>", bodies)
    }


@pytest.mark.parametrize("listed", [(), ("pathology",)], ids=len)
@pytest.mark.parametrize("side", ["averages", "map", "trend"])
def test_fewer_than_two_say_how_to_choose(compared, downloads, listed, side):
    opened = compared(*listed, side=side)
    assert not opened.test.exception
    assert not opened.problems
    assert "Choose two to six specialties" in opened.test.info[0].value
    assert ("So far Pathology alone is chosen" in opened.test.info[0].value) is bool(listed)
    assert not opened.charts
    assert not downloads
    assert opened.test.multiselect(key="shortlist_compare").value == list(listed)
    opened.shortlist("pathology", "neurology", picker="shortlist_compare")
    assert len(opened.charts) == 1
    assert opened.address.get("side", "averages") == side


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("listed", [SIX], ids=len)
def test_every_side_for_every_group_and_any_numbers(compared, listed, side, group, person):
    opened = compared(*listed, group=group, **SIDES[side], **PEOPLE[person])
    assert not opened.test.exception
    assert not opened.problems
    (frame,) = opened.frames
    assert re.search(r"\b20\d\d Match\b", frame.subtitle)
    assert not re.search(r"\bnan\b|<na>|\binf\b", opened.text.lower())
    # US MD seniors have no Step 2 CK averages, DO seniors none at all: words, and nothing drawn.
    lacks = group == "do_senior" or (side == "map of Step 2 CK" and group == "us_md_senior")
    assert frame.is_drawn is not (lacks and side != "trend")
    # Where not even a count is known, no table stands below, and no source of one.
    has_table = group != "do_senior" or side == "trend"
    assert ("Every value as a table" in opened.text) is has_table
    assert ("Source: National Resident Matching Program" in frame.below) is has_table
    for slug in listed if has_table else ():
        assert SPECIALTY_LABELS[slug] in (frame.below if frame.is_drawn else opened.text)
    assert ("What differs most" in opened.text) is (side == "averages")


def html_of(opened):
    """What a page holds as HTML."""
    return [element.proto.body for element in opened.test.main if element.type == "html"]


@pytest.mark.parametrize("group", GROUPS)
def test_every_measure_and_what_differs_most_are_shown(compared, group):
    opened = compared(*SIX, group=group, **PEOPLE["with every number"])
    ((_, measures),) = [
        table for table in tables_of(opened).items() if table[0] == "Every measure, side by side"
    ]
    assert measures[0] == ["Measure", *(SPECIALTY_LABELS[slug] for slug in SIX)]
    assert all(all(cell.strip() for cell in row) and len(row) == 7 for row in measures)
    people = GROUP_PLURALS[group]
    names = [row[0] for row in measures[1:]]
    for name in (
        "Step 1, matched average (points)",
        "Research, matched average (items)",
        f"Matches of {people} (NRMP’s count)",
    ):
        assert name in names
    (differences,) = re.findall(
        r"<h2>What differs most, 2018 Match</h2><ul>(.*?)</ul>", "".join(html_of(opened))
    )
    assert 2 <= differences.count("<li>") <= 4
    assert "of the distance between the lowest and highest" in differences


def test_known_answers_for_three(compared):
    opened = compared(*THREE, group="non_us_img", my_step1="230")
    measures = {row[0]: row[1:] for row in tables_of(opened)["Every measure, side by side"]}
    assert measures["Step 1, matched average (points)"] == ["230", "236", "228"]
    assert measures["Step 1, unmatched average (points)"] == ["219", "222", "228"]
    separations = measures["Step 1, matched minus unmatched average (points)"]
    assert separations == ["+11", "+14", "0, the averages do not separate"]
    assert measures["Step 1, your gap to matched (points)"] == ["0", "−6", "+2"]
    assert measures["Beside the matched average"] == [
        "● near",
        "● near",
        "◇ no verdict: averages do not separate",
    ]
    assert measures["Matches of non-US IMGs (NRMP’s count)"] == ["185", "2,148", "⚑ 3"]
    assert measures["Share filled by non-US IMGs (%)"] == ["32.6", "27.8", "1.8"]
    assert "Step 2 CK, your gap to matched (points)" not in measures
    assert (
        "The number of matches of non-US IMGs differs most: 3 in Plastic Surgery, 2,148 in Internal Medicine"
        in opened.text
    )


def test_compare_shows_the_boxes_and_cites_what_it_shows(compared):
    for step1, is_counted in ((None, False), ("230", True)):
        opened = compared(*THREE, group="non_us_img", **({"my_step1": step1} if step1 else {}))
        measures = {row[0]: row[1:] for row in tables_of(opened)["Every measure, side by side"]}
        boxes = [row for name, row in measures.items() if "directors" in name and "interview" in name]
        assert len(boxes) == 4
        assert all("programs, 2020" in cell or "no box" in cell for row in boxes for cell in row)
        assert any("programs, 2020" in cell for cell in boxes[0])
        (measured,) = [html for html in html_of(opened) if "Every measure" in html]
        said = measured.partition('<div class="source">')[2]
        assert ("Table B2" in said) is is_counted
        assert "Table B1" in said


def test_the_measurement_error_moves_the_standing_and_stays_in_the_address(compared):
    opened = compared(*THREE, group="non_us_img", my_step1="230", sem="5")
    measures = {row[0]: row[1:] for row in tables_of(opened)["Every measure, side by side"]}
    assert measures["Beside the matched average"][1] == "▼ below"
    assert "±5" in opened.text
    assert opened.address["sem"] == "5"


def test_without_scores_no_gap_and_no_standing_are_said(compared):
    opened = compared(*THREE, group="non_us_img")
    names = [row[0] for row in tables_of(opened)["Every measure, side by side"]]
    assert not [name for name in names if "your gap" in name or name == "Beside the matched average"]
    assert "Enter your numbers" in opened.buttons()
    assert "Enter your numbers" not in compared(*THREE, my_step1="230").buttons()
    assert "Showing Non-US IMG averages until you choose" in compared(*THREE).text


@pytest.mark.parametrize("exam", ["step1", "step2_ck"])
def test_the_map_marks_the_shortlist_among_all(compared, exam):
    opened = compared(*THREE, group="non_us_img", side="map", exam=exam)
    rows = tables_of(opened)[opened.frames[0].subtitle]
    assert len(rows) - 1 == 22
    drawn = [text for trace in opened.charts[0][1]["data"] for text in trace.get("text") or []]
    for slug in THREE:
        assert any(SPECIALTY_LABELS[slug] in re.sub(r"<br>", " ", text) for text in drawn)


def test_the_trend_is_that_of_the_page_img_fill(follow):
    specialties = ",".join(THREE)
    here = follow(FILE, specialties=specialties, side="trend")
    there = follow("img_fill.py", specialties=specialties, show="trend")
    assert here.frames == there.frames
    assert [spec for _, spec in here.charts] == [spec for _, spec in there.charts]


def test_both_pickers_are_one_list(compared):
    opened = compared(*THREE)
    opened.shortlist("neurology", "pathology")
    assert opened.test.multiselect(key="shortlist_compare").value == ["neurology", "pathology"]
    opened.shortlist("pathology", picker="shortlist_compare")
    assert opened.test.multiselect(key="shortlist_sidebar").value == ["pathology"]
    assert opened.address == {"specialties": "pathology"}
    opened.shortlist()
    assert opened.address == {}


@pytest.mark.parametrize("picker", ["shortlist_compare", "shortlist_sidebar"])
def test_a_picker_takes_six_and_not_the_sum_of_all(compared, picker):
    box = compared().test.multiselect(key=picker)
    assert box.proto.max_selections == MOST == 6
    assert len(box.options) == 22
    assert SPECIALTY_LABELS["all_specialties_combined"] not in box.options


def test_the_order_of_the_shortlist_is_the_order_of_the_columns(compared):
    opened = compared("plastic_surgery", "pathology")
    assert tables_of(opened)["Every measure, side by side"][0][1:] == ["Plastic Surgery", "Pathology"]


def test_the_button_of_a_specialty_puts_it_on_and_takes_it_off(follow):
    opened = follow("specialty.py", specialty="pathology").press("Put on the shortlist")
    assert opened.address == {"specialty": "pathology", "specialties": "pathology"}
    assert opened.test.multiselect(key="shortlist_sidebar").value == ["pathology"]
    opened.choose("specialty", "neurology").press("Put on the shortlist")
    assert opened.address["specialties"] == "pathology,neurology"
    opened.press("Take off the shortlist")
    assert opened.address["specialties"] == "pathology"
    full = follow("specialty.py", specialty="neurology", specialties=",".join(SIX))
    assert full.test.button(key="shortlist_button").disabled
    assert (
        not follow("specialty.py", specialty="pathology", specialties=",".join(SIX))
        .test.button(key="shortlist_button")
        .disabled
    )


def offered(downloads, ending):
    """The one file of a kind that the page offers."""
    (name,) = [name for name in downloads if name.endswith(ending)]
    return name, downloads[name]()


def test_the_handout_holds_the_shortlist_the_numbers_and_the_note(compared, downloads):
    opened = compared(*THREE, group="non_us_img", my_step1="230")
    opened.test.text_area(key="handout_note").set_value("Agreed: <b>ask</b> about research.").run()
    name, content = offered(downloads, ".html")
    text = content.decode("utf-8")
    assert re.fullmatch(r"[a-z0-9._-]+\.html", name)
    assert "230" not in name
    for slug in THREE:
        assert SPECIALTY_LABELS[slug] in text
    assert "230" in text
    assert "Agreed: &lt;b&gt;ask&lt;/b&gt; about research." in text
    assert "2018" in text
    assert "National Resident Matching Program" in text
    assert "Invented" not in text


def test_the_handout_says_of_a_typed_number_that_it_could_not_be_read(compared, downloads):
    compared(*THREE, group="us_img").enter(step2_ck="24O")
    text = offered(downloads, ".html")[1].decode("utf-8")
    assert "Step 2 CK: the score could not be read (typed “24O”)" in text
    assert "Step 1: no score was entered" in text


def texts_of(content):
    """The texts of every slide of a deck."""
    deck = Presentation(io.BytesIO(content))
    return [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in deck.slides
    ]


@pytest.mark.parametrize("side", SIDES)
def test_the_slides_hold_side_by_side_map_and_trend_whatever_is_shown(compared, downloads, side):
    compared(*THREE, group="non_us_img", my_step1="230", my_step2_ck="240", **SIDES[side])
    texts = [" ".join(text.split()) for text in texts_of(offered(downloads, ".pptx")[1])]
    together = "\n".join(texts)
    for part in SIDES.values():
        headline = (
            compared(*THREE, group="non_us_img", my_step1="230", my_step2_ck="240", **part).frames[0].headline
        )
        assert " ".join(headline.split())[:60] in together
    assert "Step 1 230, Step 2 CK 240" in together
    assert sum("Beyond the averages" in text for text in texts) == 1
    assert all("Source: " in text for text in texts[1:])


def test_what_a_student_with_the_numbers_of_an_invented_person_takes_home_does_not_say_so(
    compared, downloads
):
    compared(*THREE, group="non_us_img", my_step1="228", my_step2_ck="240", my_research_items="3")
    assert "Invented" not in offered(downloads, ".html")[1].decode()
    assert "nvented" not in " ".join(texts_of(offered(downloads, ".pptx")[1]))


def test_what_goes_home_of_an_invented_person_says_so(compared, downloads):
    compared(*THREE, demo="ada")
    assert "Invented: Ada" in offered(downloads, ".html")[1].decode()
    assert "Invented: Ada" in " ".join(texts_of(offered(downloads, ".pptx")[1]))


@pytest.mark.parametrize(
    ("side", "corrupt"), [("averages", False), ("averages", True), ("map", False), ("trend", False)]
)
@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_broken_table_costs_a_sentence_and_the_shortlist_stays(
    compared, broken_tables, name, side, corrupt
):
    place = broken_tables(name, corrupt=corrupt)
    opened = compared(*THREE, side=side, my_step1="230")
    assert not opened.test.exception
    said = [error.value for error in opened.test.error]
    assert bool(said) is (name in REFERENCE_TABLES)
    for sentence in said:
        assert f"The table '{name}' cannot be shown" in sentence
        assert "This part of the page is left out" in sentence
        assert str(place) not in sentence
    assert opened.test.multiselect(key="shortlist_compare").value == list(THREE)
    assert "not affiliated with NRMP" in opened.text
