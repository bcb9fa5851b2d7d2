import math

import pytest

from analysis.profile import Profile
from analysis.reference import REFERENCE_TABLES, build_reference
from analysis.specialty.compute import advise, cohort_rows, describe_specialty, flags_of, neighbours
from analysis.specialty.words import measures_table, specialty_story
from analysis.standing.compute import compare
from data.editions.charting_outcomes_2018 import EDITION
from data.vocabulary import SPECIALTIES


@pytest.fixture(scope="module")
def sentences(reference):
    """Return a function that says what there is to say about one specialty and one person."""

    def said(profile, specialty):
        comparison = compare(profile, reference.averages(profile.applicant_group, specialty))
        return advise(profile, comparison, reference, specialty)

    return said


def test_everything_about_internal_medicine(real):
    facts = describe_specialty(real, 2018, "internal_medicine").set_index(["metric", "applicant_group"])
    assert len(facts) == 23
    assert facts.loc[("step1_matched", "non_us_img"), "value"] == 236
    assert facts.loc[("img_fill", "img"), "rank"] == 2
    assert facts.loc[("img_fill", "img"), "ranked_count"] == 22
    assert facts.loc[("matched_count", "non_us_img"), "value"] == 2148
    assert facts.loc[("nrmp_share", "img"), "value"] == pytest.approx(100 * 3288 / 7735)
    assert facts.loc[("nrmp_share", "img"), "rank"] == 2


def test_the_total_has_no_rank(real):
    assert describe_specialty(real, 2018, "all_specialties_combined")["rank"].isna().all()


def test_neighbours_by_hand(make_scores):
    scores = make_scores(
        ("neurology", "step1", 230, None),
        ("neurology", "step2_ck", 240, None),
        ("pathology", "step1", 232, None),
        ("pathology", "step2_ck", 244, None),
        ("pediatrics", "step1", 231, None),
        ("all_specialties_combined", "step1", 230, None),
    )
    rows = neighbours(scores, "neurology", "non_us_img")
    assert list(zip(rows["specialty"], rows["distance"], strict=True)) == [
        ("pediatrics", 1.0),
        ("pathology", 3.0),
    ]
    assert neighbours(scores, "dermatology", "non_us_img").empty


@pytest.mark.parametrize(
    ("specialty", "group", "numbers", "said"),
    [
        (
            "internal_medicine",
            "non_us_img",
            {},
            "averaged 236, 14 points more than those who did not match (222).",
        ),
        (
            "internal_medicine",
            "non_us_img",
            {"step1": 230},
            "Your Step 1 of 230 is near that average: −6 points",
        ),
        ("plastic_surgery", "non_us_img", {}, "both averaged 228. The averages do not separate"),
        (
            "plastic_surgery",
            "non_us_img",
            {"step1": 240},
            "is +12 from that average, which says little here.",
        ),
        ("orthopaedic_surgery", "us_img", {}, "unmatched US IMGs averaged 241, more than the 239"),
        ("obstetrics_and_gynecology", "non_us_img", {}, "only 3 points more than unmatched ones"),
        ("pediatrics", "us_img", {}, "Step 2 CK: the matched average of US IMGs is garbled in the source"),
        ("otolaryngology", "us_img", {}, "Step 1: the matched average of US IMGs is not in the source"),
        ("neurological_surgery", "us_img", {}, "Those who did not match averaged 236."),
        ("neurology", "us_md_senior", {}, "The source has no unmatched average for them."),
        ("dermatology", "non_us_img", {"step1": 230}, "at or below the average of those who did not match"),
        ("neurology", "us_img", {"research_items": 4}, "You entered 4 (+1.4)."),
    ],
)
def test_sentences(sentences, specialty, group, numbers, said):
    assert said in " ".join(sentences(Profile(group, **numbers), specialty))


def test_no_sentence_promises_or_warns_off(sentences):
    forbidden = ("chance", "safe", "target", "reach", "cut-off", "need", "competitive", "nan", "probab")
    for specialty in SPECIALTIES:
        for group in ("us_md_senior", "us_img", "non_us_img"):
            text = " ".join(sentences(Profile(group, 230, 240, 3), specialty.slug)).lower()
            assert not [word for word in forbidden if word in text], text


def test_flags_name_their_exam(compared, real):
    comparison = compared(Profile("non_us_img"), real["scores"])
    assert flags_of(comparison, "plastic_surgery") == [
        "Step 1: averages equal",
        "Step 2 CK: averages close together",
    ]


def test_few_matches_are_said_once_for_both_exams(compared, real):
    counts = {("plastic_surgery", "non_us_img"): 3}
    comparison = compared(Profile("non_us_img"), real["scores"], counts=counts)
    assert flags_of(comparison, "plastic_surgery") == [
        "fewer than 10 matched",
        "Step 1: averages equal",
        "Step 2 CK: averages close together",
    ]
    assert flags_of(comparison, "neurology") == []


def averages_of(rows):
    return {(row.averages.exam, row.applicant_group): row.averages for row in rows}


def test_cohort_rows_carry_the_count_of_their_own_group(real, reference):
    rows = averages_of(cohort_rows(reference, "plastic_surgery"))
    assert rows["step1", "us_md_senior"].matched_count == 156
    assert rows["step1", "non_us_img"].matched_count == rows["step2_ck", "non_us_img"].matched_count == 3
    # What is not counted is unknown.
    assert rows["step1", "us_img"].matched_count == 1
    tables = {name: real[name] for name in REFERENCE_TABLES}
    positions = real["positions"].query("specialty != 'plastic_surgery'")
    unlisted = build_reference({**tables, "positions": positions}, EDITION)
    uncounted = cohort_rows(unlisted, "plastic_surgery")
    assert len(uncounted) == 5
    assert all(math.isnan(row.averages.matched_count) for row in uncounted)


def test_cohort_rows_keep_missing_ones_and_have_none_of_what_is_not_printed(reference):
    rows = averages_of(cohort_rows(reference, "pediatrics"))
    assert list(rows) == [
        ("step1", "us_md_senior"),
        ("step1", "us_img"),
        ("step1", "non_us_img"),
        ("step2_ck", "us_img"),
        ("step2_ck", "non_us_img"),
    ]
    assert rows["step2_ck", "us_img"].missing == "garbled"
    assert rows["step2_ck", "non_us_img"].separation == 14
    assert [row.label for row in cohort_rows(reference, "pediatrics")][:2] == [
        "Step 1, US MD senior",
        "Step 1, US IMG",
    ]


def test_measures_say_missing_in_words(real):
    table = measures_table(describe_specialty(real, 2018, "pediatrics")).frame().set_index("Measure")
    assert table.loc["Step 2 CK, matched", "US IMG"] == "garbled in the source"
    assert table.loc["Step 2 CK, matched", "US MD senior"] == "not in this edition"
    assert table.loc["Step 1, matched", "US MD senior"] == "227 points (19th highest of 22)"
    assert table.loc["Matches, NRMP’s count", "All IMGs"] == "579 matches (3rd highest of 22)"
    assert table.loc["Share of positions filled, NRMP’s count", "All IMGs"] == "20.7% (5th highest of 22)"
    assert table.loc["Share in the guide’s fill column", "All IMGs"] == "22.5% (5th highest of 22)"


@pytest.mark.parametrize(
    ("specialty", "profile", "headline"),
    [
        (
            "internal_medicine",
            Profile("non_us_img"),
            "Internal Medicine: matched non-US IMGs averaged 241 on Step 2 CK, 13 points more than those who did not "
            "match",
        ),
        (
            "internal_medicine",
            Profile("non_us_img", step1=230),
            "Internal Medicine: matched non-US IMGs averaged 236 on Step 1, 14 points more than those who did not "
            "match",
        ),
        (
            "plastic_surgery",
            Profile("non_us_img", step1=230),
            "Plastic Surgery: matched non-US IMGs averaged 228 on Step 1, the same as those who did not match",
        ),
        (
            "otolaryngology",
            Profile("us_img"),
            "Otolaryngology: the source has no matched average for US IMGs",
        ),
        ("neurology", Profile("us_md_senior"), "Neurology: matched US MD seniors averaged 231 on Step 1"),
    ],
)
def test_headlines(compared, reference, real, specialty, profile, headline):
    comparison, group = compared(profile, real["scores"]), profile.applicant_group
    facts, cohorts = describe_specialty(real, 2018, specialty), cohort_rows(reference, specialty)
    story = specialty_story(facts, comparison, cohorts, specialty, group, 2018)
    assert story.headline == headline
    assert story.subtitle == (
        "Step 1 and Step 2 CK averages, points · US MD seniors, US IMGs and non-US IMGs · 2018 Match"
    )
