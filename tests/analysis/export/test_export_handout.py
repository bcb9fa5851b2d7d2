"""The handout as a file: whose it is, what it cites, that it asks for nothing, and that it is text throughout."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.demonstration import DEMONSTRATIONS, INVENTED_NOTE
from analysis.export.handout.advisor_notes import IDENTIFIER_MOST, NOTE_MOST
from analysis.export.handout.page import HandoutRequest, handout_html, handout_name
from analysis.profile import Profile
from analysis.wording import SPECIALTY_LABELS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES

MADE_ON = date(2026, 11, 22)
THE_22 = [specialty.slug for specialty in SPECIALTIES if not specialty.is_total]
US_IMG = Profile("us_img", 228, 241, 3)
SENIOR = Profile("us_md_senior", 236, 247, 5)
NO_CHANCE = "so nothing here is a chance of matching"
HOSTILE = "</script><script>alert(1)</script><img src=http://evil.test/x onerror=alert(1)>\"'&{{ 7*7 }}"


@pytest.fixture(scope="module")
def render(reference):
    """Return a function that writes a handout of the committed tables."""
    return lambda request: handout_html(request, reference)


@pytest.fixture(scope="module")
def write(render):
    """Return a function that writes a handout and reads it as HTML."""

    def handout(profile, *specialties, **more):
        return lxml.html.fromstring(render(HandoutRequest(profile, specialties, MADE_ON, **more)))

    return handout


def text_of(element):
    """Return what a person reads, spaces and line breaks as one space."""
    return " ".join(element.text_content().split())


def cells(document):
    """Return the table of the averages as specialty -> the cells of its row, as read on a wide page."""
    return {
        row.findtext("th"): [
            " | ".join(text_of(part) for part in cell if part.text_content().strip())
            for cell in row.iter("td")
        ]
        for row in document.xpath("//table[@aria-labelledby='table']/tbody/tr")
    }


def visible(document):
    """Return all words of the page without its styles."""
    for style in document.xpath("//style"):
        style.drop_tree()
    return text_of(document)


def test_the_measurement_error_is_the_one_asked_for(write):
    document = write(Profile("us_img", 234), "neurology", sem=7.5)
    assert text_of(document.find(".//h1")) == "Near the matched average in Neurology"
    assert "within ±7.5 points" in text_of(document.find_class("how")[0])
    assert text_of(write(Profile("us_img", 234), "neurology").find(".//h1")).startswith("Above")
    with pytest.raises(ValueError, match="allowed is 5 to 8"):
        write(US_IMG, "neurology", sem=4)


@pytest.mark.parametrize("demonstration", DEMONSTRATIONS, ids=lambda demo: demo.slug)
def test_invented_people_are_marked_front_and_back(write, demonstration):
    document = write(demonstration.profile, "neurology", demonstration=demonstration.slug)
    assert text_of(document.find_class("invented")[0]) == f"{INVENTED_NOTE} ({demonstration.label})"
    assert INVENTED_NOTE in text_of(document.find_class("running")[0])
    assert document.findtext(".//title").startswith("Invented example")


@pytest.mark.parametrize("demonstration", DEMONSTRATIONS, ids=lambda demo: demo.slug)
def test_a_student_with_the_numbers_of_an_invented_person_is_nobody_invented(write, demonstration):
    assert "nvented" not in visible(write(demonstration.profile, "neurology"))


def test_sources_are_said_in_full(write):
    said = text_of(write(US_IMG, "neurology").find_class("sources")[0])
    for part in (
        "Mean Step 1 score of matched and unmatched IMGs; Mean Step 2 CK score of matched and unmatched IMGs",
        "Mean number of abstracts, presentations and publications",
        "Results and Data: Main Residency Match, 2008 to 2021",
        "Advance Data Tables: Main Residency Match, 2022 (Table 2",
        "Report on Residents 2020",
        "Results of the NRMP Program Director Survey",
        "as compiled in The IMG's Guide",
        "Trust grade B",
        "is not affiliated with NRMP, AAMC, ECFMG",
        "Made on 22 November 2026",
    ):
        assert part in said
    seniors = text_of(write(SENIOR, "neurology").find_class("sources")[0])
    assert "Mean Step 1 score of matched US seniors" in seniors
    assert "matched and unmatched IMGs" not in seniors


def test_an_identifier_is_shown_only_when_given(write):
    def who(**more):
        return {
            text_of(pair.find("dt")): text_of(pair.find("dd"))
            for pair in write(US_IMG, "neurology", **more).xpath("//dl/div")
        }

    assert who() == {"Applicant group": "US IMG", "Step 1": "228", "Step 2 CK": "241", "Research items": "3"}
    assert who(identifier=" A-17 ")["For"] == "A-17"
    assert who(identifier=" \u202e\x00 ") == who()
    missing = write(Profile("us_img"), "neurology").xpath("//dl/div/dd")
    assert [text_of(value) for value in missing] == ["US IMG", "not entered", "not entered", "not entered"]


def test_hostile_text_is_text(render):
    request = HandoutRequest(US_IMG, ("neurology",), MADE_ON, identifier=HOSTILE[:38], note=HOSTILE)
    page = render(request)
    assert "<script" not in page
    assert "<img" not in page
    document = lxml.html.fromstring(page)
    assert text_of(document.find_class("said")[0]) == HOSTILE
    assert text_of(document.xpath("//dd/bdi")[0]) == HOSTILE[:38]
    # Half a character of a broken paste must not keep the file from being written.
    broken = render(replace(request, identifier="a\ud800\u202eb", note="\udfff\x00ok"))
    assert "<bdi>ab</bdi>" in broken
    assert broken.encode("utf-8")


def test_a_long_note_is_cut_and_says_so(write):
    document = write(US_IMG, "neurology", note="Ask again. " * 100, identifier="x" * 99)
    notes = text_of(document.find_class("notes")[0])
    assert f"{('Ask again. ' * 100)[:NOTE_MOST].strip()}…" in notes
    assert "The note is 1099 characters long; its beginning is shown." in notes
    assert "The name at the top is 99 characters long; its beginning is shown." in notes
    assert text_of(document.xpath("//dd/bdi")[0]) == f"{'x' * IDENTIFIER_MOST}…"
    whole = write(US_IMG, "neurology", note="y" * NOTE_MOST, identifier="x" * IDENTIFIER_MOST)
    assert "its beginning is shown" not in visible(whole)
    many_lines = write(US_IMG, "neurology", note="\n\n".join("abcdefghij")).find_class("said")[0]
    assert many_lines.text == "a\nb\nc\nd\ne f g h i j"


def test_room_for_notes_is_on_the_front_while_it_has_room(write):
    def side(*specialties, **more):
        (notes,) = write(US_IMG, *specialties, **more).find_class("notes")
        return notes.getparent().get("class").split()[-1]

    assert side(*THE_22[:1]) == side(*THE_22[:3]) == "front"
    assert side(*THE_22[:4]) == side(*THE_22[:6]) == "back"
    # A note takes some of that room.
    assert side(*THE_22[:2], note="Call me.") == "front"
    assert side(*THE_22[:3], note="Call me.") == "back"


def assert_asks_for_nothing(page):
    """Fail when anything in a page could be fetched or run."""
    document = lxml.html.fromstring(page)
    assert not document.xpath(
        "//script | //link | //img | //iframe | //object | //embed | //base | //use | //a"
    )
    attributes = {
        name for element in document.iter() if isinstance(element.tag, str) for name in element.attrib
    }
    assert not attributes & {"src", "href", "srcset", "poster", "background", "action", "xlink:href", "ping"}
    assert not [name for name in attributes if name.startswith("on")]
    styles = " ".join([*(style.text for style in document.xpath("//style")), *document.xpath("//@style")])
    assert not re.search(r"url\(|@import|@font-face|image-set|expression", styles)
    assert not re.search(r"https?:", page)


def test_it_asks_for_nothing(render):
    request = HandoutRequest(US_IMG, tuple(THE_22[:6]), MADE_ON, identifier="A", note="B")
    assert_asks_for_nothing(render(request))


@pytest.mark.parametrize(
    ("specialties", "said"),
    [
        ((), "0 specialties are given; allowed are 1 to 6"),
        (tuple(THE_22[:7]), "7 specialties are given; allowed are 1 to 6"),
        (("neurology", "surgery"), "'surgery'; allowed are slugs of specialties"),
        (("all_specialties_combined",), "'all_specialties_combined'; allowed are slugs of specialties"),
        (("neurology", "neurology"), "'neurology' more than once"),
    ],
)
def test_a_bad_shortlist_is_refused_in_a_sentence(specialties, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        HandoutRequest(US_IMG, specialties, MADE_ON)


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("", "match-atlas_handout_us_img_neurology-and-1-more_2026-11-22.html"),
        ("  ", "match-atlas_handout_us_img_neurology-and-1-more_2026-11-22.html"),
        ("student-17", "match-atlas_handout_student-17_2026-11-22.html"),
    ],
)
def test_the_file_name(identifier, name):
    request = HandoutRequest(US_IMG, ("neurology", "pathology"), MADE_ON, identifier=identifier)
    assert handout_name(request) == name


def test_file_names_tell_advisees_apart():
    names = {
        handout_name(HandoutRequest(US_IMG, ("neurology",), MADE_ON, identifier=identifier))
        for identifier in ("a b", "a-b", "A-b", "ä-b", "../../a-b", "李", "李雷", "x" * 41, "x" * 42)
    }
    assert len(names) == 9


anything = st.text(st.characters(), max_size=400)


@given(identifier=anything, note=anything)
@settings(max_examples=60)
def test_whatever_is_typed_is_safe_in_the_file_and_in_its_name(render, identifier, note):
    request = HandoutRequest(US_IMG, ("neurology",), MADE_ON, identifier=identifier, note=note)
    assert re.fullmatch(r"[a-z0-9_-]{1,120}\.html", handout_name(request))
    page, bare = render(request), render(replace(request, identifier="", note=""))
    assert page.encode("utf-8")
    typed, plain = (
        Counter(element.tag for element in lxml.html.fromstring(one).iter()) for one in (page, bare)
    )
    # A page of somebody without a name or a note, and nothing more than the places where these stand.
    assert set(typed - plain) <= {"div", "dt", "dd", "bdi", "p", "small"}
    assert plain - typed == Counter()


profiles = st.builds(
    Profile,
    st.sampled_from(slugs(APPLICANT_GROUPS)),
    st.one_of(st.none(), st.integers(120, 300)),
    st.one_of(st.none(), st.integers(120, 300)),
    st.one_of(st.none(), st.integers(0, 999)),
)
FORBIDDEN = (
    *("chance", "probab", "odds", "likel", "percentile", "safe", "target", "reach", "cut-off", "cutoff"),
    *("competitive", "admission"),
)


@given(
    profile=profiles,
    specialties=st.lists(st.sampled_from(THE_22), min_size=1, max_size=6, unique=True),
    sem=st.floats(5, 8),
)
@settings(max_examples=150)
def test_every_profile_gets_a_handout_in_plain_words(render, profile, specialties, sem):
    page = render(HandoutRequest(profile, tuple(specialties), MADE_ON, sem=round(sem, 1)))
    assert len(page.encode("utf-8")) <= 60_000
    assert_asks_for_nothing(page)
    document = lxml.html.fromstring(page)
    table, said = cells(document), visible(document)
    assert list(table) == [SPECIALTY_LABELS[slug] for slug in specialties]
    assert all(cell for row in table.values() for cell in row), "an empty cell says nothing"
    assert not re.search(r"\b(nan|None|inf|NaT|True|False)\b", said)
    assert said.count(NO_CHANCE) == 1
    words = said.replace(NO_CHANCE, "").lower()
    assert [word for word in FORBIDDEN if word in words] == []
    assert "  " not in said
    assert not re.search(r" [,.;:)]|\( |\.\.", said.replace("…", ""))
    # What was not entered is nowhere a number.
    for exam, score in (("Step 1", profile.step1), ("Step 2 CK", profile.step2_ck)):
        if score is None:
            assert f"{exam}: no score was entered, so nothing is compared." in said
    if profile.research_items is None and profile.applicant_group != "do_senior":
        assert all(row[3].startswith("not ") for row in table.values())


def test_a_handout_is_the_same_whoever_came_before(render):
    request = HandoutRequest(US_IMG, ("neurology", "pathology"), MADE_ON, identifier="A")
    first = render(request)
    render(replace(request, profile=SENIOR, identifier="Somebody Else", note="Private"))
    assert render(request) == first
    assert "Somebody" not in first


def test_the_national_rise_stands_on_the_front_of_a_handout_with_step_2_ck(write):
    document = write(US_IMG, "neurology", "pediatrics")
    front = document.find_class("front")[0]
    (said,) = [text_of(one) for one in front.find_class("open")]
    assert "rose from 243 in 2017-18 to 251 in 2025-26" in said
    assert not write(Profile("us_img", 228), "neurology").find_class("open")


def test_a_score_that_meets_no_average_is_named_on_the_front(write):
    document = write(Profile("us_md_senior", None, 252), "neurology", "pediatrics")
    front = document.find_class("front")[0]
    assert "Step 2 CK 252 meets no average of US MD seniors" in text_of(front.find_class("open")[0])
    assert "rose from" not in text_of(front)


def test_an_era_bridge_is_a_dashed_line_with_both_norms_on_the_front(write):
    document = write(Profile("us_img", 228, 252), "neurology", ck_year="2025-26")
    front = document.find_class("front")[0]
    said = text_of(front)
    for part in ("244 in 2017-18", "mean 251", "mean 243", "Standings are those of 252 itself"):
        assert part in said
    step1, step2_ck = front.xpath(".//figure")
    assert not step1.xpath(".//path[@class='person'][@stroke-dasharray]")
    assert step2_ck.xpath(".//path[@class='person'][@stroke-dasharray]")
    assert text_of(document.find(".//h1")) == text_of(
        write(Profile("us_img", 228, 252), "neurology").find(".//h1")
    )
