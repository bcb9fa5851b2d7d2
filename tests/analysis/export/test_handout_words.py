"""What the handout says about known people: its title, its table, its sentences and its flags."""

import re
from datetime import date

import lxml.html
import pytest

from analysis.export.handout.page import HandoutRequest, handout_html
from analysis.profile import Profile
from analysis.wording import FLAGS

MADE_ON = date(2026, 11, 22)
US_IMG = Profile("us_img", 228, 241, 3)
NON_US_IMG = Profile("non_us_img", 229, 241, 4)
SENIOR = Profile("us_md_senior", 236, 247, 5)
NO_CHANCE = "so nothing here is a chance of matching"


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


def section(document, heading):
    """Return the items below a heading."""
    return [text_of(item) for item in document.xpath(f"//section[h2='{heading}']//li")]


@pytest.mark.parametrize(
    ("profile", "specialties", "headline"),
    [
        (
            US_IMG,
            ("psychiatry", "neurology", "general_surgery"),
            "Above the matched average in 1 of 3 specialties, near it in 1, below it in 1",
        ),
        (US_IMG, ("neurology",), "Near the matched average in Neurology"),
        (US_IMG, ("neurology", "anesthesiology"), "Near the matched average in both specialties"),
        (
            US_IMG,
            ("neurology", "anesthesiology", "pathology"),
            "Near the matched average in all 3 specialties",
        ),
        (
            NON_US_IMG,
            ("neurology", "otolaryngology", "plastic_surgery"),
            "Below the matched average in 1 of 3 specialties, no verdict in 1, no average in the source for 1",
        ),
        (
            NON_US_IMG,
            ("plastic_surgery",),
            "No verdict in Plastic Surgery: matched and unmatched averages do not separate",
        ),
        (
            NON_US_IMG,
            ("plastic_surgery", "otolaryngology"),
            "No verdict in 1 of 2 specialties, no average in the source for 1",
        ),
        (
            NON_US_IMG,
            ("otolaryngology", "interventional_radiology"),
            "The source has no matched Step 1 or Step 2 CK average of non-US IMGs in these 2 specialties",
        ),
        (
            Profile("us_md_senior", None, 250),
            ("neurology",),
            "The source has no matched Step 2 CK average of US MD seniors in Neurology",
        ),
        (
            Profile("us_img"),
            ("internal_medicine", "pediatrics", "neurological_surgery"),
            "No score entered: matched US IMGs averaged 221 to 225 on Step 1 in 2 of these 3 specialties",
        ),
        (
            Profile("us_md_senior"),
            ("dermatology",),
            "No score entered: matched US MD seniors averaged 249 on Step 1 in Dermatology",
        ),
        (
            Profile("us_img"),
            ("otolaryngology",),
            "No score entered, and the source has no matched averages of US IMGs in Otolaryngology",
        ),
    ],
)
def test_the_title_is_the_finding(write, profile, specialties, headline):
    assert text_of(write(profile, *specialties).find(".//h1")) == headline


def test_the_table_holds_the_numbers_of_the_source(write):
    table = cells(write(US_IMG, "internal_medicine", "orthopaedic_surgery", "interventional_radiology"))
    assert table["Internal Medicine"] == [
        "● near",
        "+3 | matched / unmatched 225 / 210",
        "+7 | matched / unmatched 234 / 220",
        "+0.8 | mean 2.2",
        "1,140 | positions: 14.7% of 7,735",
        "+3.7 | 8.8% to 12.4%",
        "nothing flagged",
    ]
    assert table["Orthopaedic Surgery"][0] == "◇ no verdict: averages do not separate"
    assert table["Orthopaedic Surgery"][1:3] == [
        "−11 | matched / unmatched 239 / 241",
        "−4 | matched / unmatched 245 / 241",
    ]
    assert table["Interventional Radiology"] == [
        "– no average in the source",
        "not in the source",
        "not in the source",
        "not in the source",
        "⚑ 3 | positions: 2.2% of 136",
        "+1.2 | 2016 to 2022: 0.0% to 1.2%",
        "fewer than 10 matched",
    ]


def test_what_is_missing_is_said_in_words(write):
    table = cells(write(Profile("us_img", 228), "pediatrics", "neurological_surgery"))
    assert table["Pediatrics"][1:4] == [
        "+7 | matched / unmatched 221 / 211",
        "no score entered",
        "not entered | mean 1.8",
    ]
    assert table["Neurological Surgery"][1] == "not in the source | unmatched 236"
    # A count of zero is a number, and a share of zero too.
    assert table["Neurological Surgery"][4] == "⚑ 0 | positions: 0.0% of 225"
    assert cells(write(US_IMG, "pediatrics"))["Pediatrics"][2] == "garbled in the source"
    alone = cells(write(Profile("us_img"), "pediatrics"))["Pediatrics"]
    assert alone[0] == "– no score entered"
    assert alone[1:3] == [
        "no score | matched / unmatched 221 / 211",
        "no score | averages garbled in the source",
    ]


@pytest.mark.parametrize(
    ("profile", "unread", "headline", "standing"),
    [
        (
            Profile("us_img"),
            ("step1", "step2_ck", "research_items"),
            "No score that can be read: ",
            "– no score that",
        ),
        (Profile("us_img", 228), ("step2_ck", "research_items"), "Above the matched average in", "▲ above"),
    ],
)
def test_a_number_that_was_not_read_is_not_called_missing(write, profile, unread, headline, standing):
    document = write(
        profile,
        "pediatrics",
        unread=(("identifier", "cell not read"), *((name, "cell not read, “24O”") for name in unread)),
    )
    said = text_of(document.find(".//main"))
    assert "not entered" not in said
    assert "was entered" not in said
    assert "were entered" not in said
    assert text_of(document.find(".//h1")).startswith(headline)
    (row,) = cells(document).values()
    assert row[0].startswith(standing)
    assert [cell.startswith("could not be read") for cell in row[1:4]] == [
        name in unread for name in ("step1", "step2_ck", "research_items")
    ]
    sentences = section(document, "What these numbers say")[:3]
    assert sum(
        "could not be read (cell not read, “24O”), so nothing is compared" in one for one in sentences
    ) == len(unread)
    who = [text_of(value) for value in document.xpath("//dl/div/dd")]
    assert who.count("could not be read") == len(unread)


def test_seniors_have_no_unmatched_and_no_step_2_ck_averages(write):
    document = write(SENIOR, "internal_medicine", "dermatology")
    assert cells(document)["Internal Medicine"][1:3] == ["+3 | matched 233", "not in this edition"]
    assert len(document.xpath("//figure")) == 1
    legend = text_of(document.find_class("legend")[0])
    assert "The source has no averages of those who did not match here." in legend
    assert "Step 2 CK: the source has no averages of US MD seniors, so nothing is drawn." in legend
    assert "average of those who did not" not in legend.replace("averages of those who did not match", "")
    step1, step2 = section(document, "What these numbers say")[:2]
    assert step1.startswith("Step 1 236: near ")
    assert "Internal Medicine (+3); below it in Dermatology (−13)" in step1
    assert step2.startswith("Step 2 CK 247: the source has no ")


@pytest.mark.parametrize("profile", [Profile("do_senior", None, 240, 3), Profile("do_senior")])
def test_the_front_of_a_group_without_averages_has_what_there_is_and_no_word_of_averages(write, profile):
    document = write(profile, "neurology", "interventional_radiology")
    (front,) = document.find_class("front")
    assert document.find_class("legend") == document.find_class("pictures") == []
    assert front.xpath(".//table[@aria-labelledby='beyond']//th[text()='Neurology']")
    assert [
        text_of(head) for head in front.xpath(".//table[@aria-labelledby='table']//th[@scope='col']")
    ] == [
        "Specialty",
        "Matches 2018share of positions",
        "Share, change2020 to 2022",
    ]
    assert cells(document)["Neurology"] == ["not counted apart", "+1.8 | 13.7% to 15.5%"]
    for denied in ("not in this edition", "A gap is", "An average is", "pull a mean up"):
        assert denied not in text_of(document.find(".//main"))


def test_it_says_in_sentences_what_the_numbers_say(write):
    document = write(
        NON_US_IMG,
        "neurology",
        "plastic_surgery",
        "otolaryngology",
        "pathology",
        "internal_medicine",
        "pediatrics",
    )
    assert section(document, "What these numbers say") == [
        "Step 1 229: near the matched average in Pathology (−1) and Pediatrics (−1); below it in Neurology (−7) "
        "and Internal Medicine (−7); no verdict in Plastic Surgery, where the averages do not separate; no matched "
        "average in the source for Otolaryngology.",
        "Step 2 CK 241: above the matched average in Pathology (+8); near it in 4 specialties (−1 to +3); no matched "
        "average in the source for Otolaryngology.",
        "4 research items: fewer than the mean of those who matched in 5 of 6 specialties, no mean in the source "
        "for 1.",
        "Matches of non-US IMGs that NRMP counted in 2018: 3 in Plastic Surgery to 2,148 in Internal Medicine.",
        "The largest change is in Pathology: their share of the positions filled went from 15.8% in 2008 to 34.2% "
        "in 2022.",
    ]
    step1, step2, research, matches, share = section(
        write(Profile("us_img", 228, None, 2), "neurology"), "What these numbers say"
    )
    assert "228: near " in step1
    assert "(+1)" in step1
    assert "no score was entered" in step2
    assert research.startswith("2 research items: fewer ")
    assert re.findall(r"US IMGs|\d+", matches) == ["US IMGs", "2018", "70"]
    assert re.findall(r"[\d.]+%|\d{4}", share) == ["8.6%", "2008", "7.3%", "2022"]


def test_as_many_items_as_the_mean_are_neither_more_nor_fewer(write):
    said = section(
        write(Profile("us_img", None, None, 5), "pathology", "neurology"), "What these numbers say"
    )[2]
    assert "more than the mean" in said
    assert said.endswith("in 1 of 2 specialties, equal in 1.")


def test_it_says_what_the_numbers_do_not_say(write):
    said = " ".join(section(write(US_IMG, "neurology"), "What they do not say"))
    for part in (
        "An average is not a threshold,",
        "Residents are those who got in",
        "Step 1 has been pass/fail since 26 January 2022",
        "The national Step 2 CK average rose from 243 (2017-2018)",
        "No standard deviations and no sample sizes are in this source",
        NO_CHANCE,
        "do not say how many applied",
    ):
        assert part in said


def test_the_response_to_the_survey_stands_beside_what_directors_answered(write):
    (row,) = write(NON_US_IMG, "internal_medicine").xpath("//table[@aria-labelledby='beyond']/tbody/tr")
    said = [text_of(cell) for cell in row.iter("td")]
    assert "47%of 45" in said[3].replace(" of", "of")
    assert said[4].startswith("8.1%")


def test_it_does_not_deny_what_it_shows(write):
    document = write(NON_US_IMG, "internal_medicine")
    assert any("Often interview" in text_of(head) for head in document.iter("th"))
    absent = next(said for said in section(document, "What they do not say") if "in none of these" in said)
    denied, _, told = absent.partition(";")
    assert "interview" not in denied
    assert "interviews" in told
    assert "directors" in told


@pytest.mark.parametrize(
    ("profile", "specialties", "expected"),
    [
        (US_IMG, ("neurology",), []),
        (
            NON_US_IMG,
            ("orthopaedic_surgery", "plastic_surgery"),
            ["at_or_below_unmatched", "few_matched", "means_close", "means_equal", "means_inverted"],
        ),
        (US_IMG, ("pediatrics",), ["source_garbled"]),
        # Without a score no standing has a flag, yet the pictures show averages that do not separate.
        (
            Profile("us_img"),
            ("orthopaedic_surgery", "pediatrics"),
            ["means_close", "means_inverted", "source_garbled"],
        ),
        (Profile("us_img", 228), ("pediatrics",), []),
    ],
)
def test_every_flag_that_occurs_is_explained_once(write, profile, specialties, expected):
    document = write(profile, *specialties)
    said = section(document, "Read with care")
    assert said == [
        f"{flag.label[0].upper()}{flag.label[1:]}. {flag.sentence}" for flag in FLAGS if flag.slug in expected
    ]
    in_table = "; ".join(row[-1] for row in cells(document).values())
    for flag in FLAGS:
        assert (flag.label in in_table) == (flag.slug in expected)


def test_the_pictures_are_of_the_exams_entered(write):
    def exams(profile):
        return [figure.findtext(".//b") for figure in write(profile, "neurology").xpath("//figure")]

    assert exams(US_IMG) == ["Step 1", "Step 2 CK"]
    assert exams(Profile("us_img", None, 240)) == ["Step 2 CK"]
    assert exams(Profile("us_img")) == ["Step 1", "Step 2 CK"]
    assert exams(Profile("us_md_senior", None, 250)) == ["Step 1"]
    with_line, without = write(US_IMG, "neurology"), write(Profile("us_img"), "neurology")
    assert len(with_line.find_class("you")) == 2
    assert "you, and in grey your score ±6" in text_of(with_line.find_class("legend")[0])
    assert without.find_class("you") == []
    assert "you," not in text_of(without.find_class("legend")[0])
    far = write(Profile("us_img", 120), "neurology")
    assert "You 120, left of this scale" in text_of(far.find_class("you")[0])
    assert "you," not in text_of(far.find_class("legend")[0])
