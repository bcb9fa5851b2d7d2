import math

import pytest

from analysis.gap_and_share.compute import GAP_AND_SHARE_COLUMNS, gap_and_share
from analysis.gap_and_share.words import gap_and_share_story
from analysis.profile import Profile
from analysis.standing.compute import compare


@pytest.fixture(scope="module")
def both(reference):
    """Return a function that gives the rows of a profile out of a reference, by default the real one."""

    def rows(profile, exam="step1", sem=6, out_of=reference):
        group = profile.applicant_group
        return gap_and_share(compare(profile, out_of.cohorts[group], sem), out_of, group, exam)

    return rows


def by_specialty(rows):
    return {row.compared.specialty: row for row in rows}


def told(rows, profile, exam="step1", sem=6):
    return gap_and_share_story(rows, profile.applicant_group, exam, sem, 2018, count_sources=("rd_table2",))


def test_gap_and_share_by_hand(both, make_scores, make_positions, make_reference):
    scores = make_scores(
        ("neurology", "step1", 225, 210),
        ("neurology", "step2_ck", 240, 220),
        ("pathology", "step1", 236, 220),
        ("dermatology", "step1", None, 220),
        ("all_specialties_combined", "step1", 230, 220),
    )
    positions = make_positions(
        {"specialty": "neurology", "us_md_senior": 30, "non_us_img": 10},
        {"specialty": "neurology", "level": "pgy2", "us_md_senior": 8, "non_us_img": 2},
        {"specialty": "dermatology", "us_md_senior": 9, "non_us_img": 1},
    )
    hand_made, profile = make_reference(scores, positions), Profile("non_us_img", 230, 230)
    rows = by_specialty(both(profile, out_of=hand_made))
    # The specialties of the edition, in the order of the vocabulary, without the total.
    assert list(rows) == ["dermatology", "neurology", "pathology"]
    dermatology, neurology, pathology = rows.values()
    assert (neurology.compared.gap_to_matched, neurology.share_pct) == (5, 24)
    assert (neurology.compared.matched_count, neurology.filled_count) == (12, 50)
    # Where one side is missing the other stays.
    assert pathology.compared.gap_to_matched == -6
    assert math.isnan(pathology.share_pct)
    assert math.isnan(dermatology.compared.gap_to_matched)
    assert (dermatology.share_pct, dermatology.compared.flags) == (10, ("few_matched",))
    assert [row.is_drawn for row in rows.values()] == [False, True, False]
    other_exam = by_specialty(both(profile, "step2_ck", out_of=hand_made))
    assert other_exam["neurology"].compared.gap_to_matched == -10
    frame = told(list(rows.values()), profile).data
    assert tuple(frame.columns) == (*GAP_AND_SHARE_COLUMNS, "match_year", "applicant_group")


def test_real_rows(both):
    rows = by_specialty(both(Profile("non_us_img", 230)))
    assert len(rows) == 22
    assert not any(math.isnan(row.share_pct) for row in rows.values())
    assert sum(not math.isnan(row.compared.gap_to_matched) for row in rows.values()) == 19
    pathology = rows["pathology"]
    compared = pathology.compared
    assert (compared.gap_to_matched, compared.matched_count, pathology.filled_count) == (0, 185, 568)
    assert pathology.share_pct == pytest.approx(100 * 185 / 568)
    assert {name for name, row in rows.items() if "few_matched" in row.compared.flags} == {
        "internal_medicine_pediatrics",
        "interventional_radiology",
        "orthopaedic_surgery",
        "otolaryngology",
        "plastic_surgery",
        "radiation_oncology",
        "vascular_surgery",
    }


@pytest.mark.parametrize(
    ("profile", "exam", "headline"),
    [
        (
            Profile("non_us_img", 230),
            "step1",
            "Near or above the matched Step 1 average, non-US IMGs fill the largest share of places in "
            "Pathology (32.6%), Internal Medicine (27.8%) and Neurology (22.9%)",
        ),
        (
            Profile("non_us_img", 214),
            "step1",
            "Near or above the matched Step 1 average, non-US IMGs fill the largest share of places in Family "
            "Medicine (9.4%)",
        ),
        (
            Profile("us_img", None, 240),
            "step2_ck",
            "Near or above the matched Step 2 CK average, US IMGs fill the largest share of places in Family "
            "Medicine (20.9%), Internal Medicine (14.7%) and Pathology (12.7%)",
        ),
        (
            Profile("non_us_img", 213),
            "step1",
            "Your Step 1 score is more than 6 points below every matched average of non-US IMGs that separates from the unmatched one",
        ),
    ],
)
def test_headlines(both, profile, exam, headline):
    assert told(both(profile, exam), profile, exam).headline == headline


def test_the_lowest_score_that_is_still_near_moves_with_the_measurement_error(both):
    # The lowest matched average is that of Family Medicine, 220.
    for sem, near in ((5, 215), (6, 214), (8, 212)):
        for score, reached in ((near, True), (near - 1, False)):
            profile = Profile("non_us_img", score)
            headline = told(both(profile, sem=sem), profile, sem=sem).headline
            start = "Near or above" if reached else f"Your Step 1 score is more than {sem} points"
            if (sem, score) == (8, 212):
                # Eight points below it and at the unmatched average: no place for the word near.
                start, reached = "Your Step 1 score is below every matched average", False
            assert headline.startswith(start)
            assert ("Family Medicine" in headline) == reached


def test_averages_that_do_not_separate_are_not_named(both, make_scores, make_positions, make_reference):
    scores = make_scores(("neurology", "step1", 220, 225), ("pathology", "step1", 225, 210))
    positions = make_positions(
        {"specialty": "neurology", "non_us_img": 90, "us_md_senior": 10},
        {"specialty": "pathology", "non_us_img": 20, "us_md_senior": 80},
    )
    profile = Profile("non_us_img", 230)
    story = told(both(profile, out_of=make_reference(scores, positions)), profile)
    assert story.headline.endswith("in Pathology (20.0%)")
    standing = story.text_table.frame().set_index("Specialty")["Standing"]
    assert standing["Neurology"] == "◇ the averages do not separate in this row"


def test_the_text_table_sorts_by_share_and_says_missing_in_words(both):
    profile = Profile("non_us_img", 230)
    story = told(both(profile), profile)
    assert story.text_table["Specialty"][:2] == ["Pathology", "Internal Medicine"]
    text_table = story.text_table.frame().set_index("Specialty")
    assert text_table.loc["Pathology", "Share of positions filled"] == "32.6% (185 of 568)"
    assert text_table.loc["Internal Medicine", "Your gap to matched"] == "−6"
    assert text_table.loc["Otolaryngology", "Your gap to matched"] == "not in the source"
    assert text_table.loc["Otolaryngology", "Read with care"] == "fewer than 10 matched"
    assert "Interventional Radiology, Otolaryngology and Radiation Oncology" in story.notes[1]
    assert story.source_ids == ("co2018_step1_img", "rd_table2")
    assert ("hollow", "hollow: fewer than 10 matched") in story.legend
    assert (
        story.data.loc[story.data["specialty"] == "plastic_surgery", "flags"].iloc[0]
        == "few_matched means_equal"
    )


def test_a_share_that_is_unknown_stands_behind_a_share_of_nobody(
    make_reference, both, make_scores, make_positions
):
    scores = make_scores(
        ("dermatology", "step1", 240, 230), ("neurology", "step1", 225, 210), ("pathology", "step1", 225, 210)
    )
    positions = make_positions(
        {"specialty": "neurology", "us_md_senior": 30}, {"specialty": "pathology", "unfilled": 3}
    )
    profile = Profile("non_us_img", 230)
    text_table = told(both(profile, out_of=make_reference(scores, positions)), profile).text_table
    assert list(zip(text_table["Specialty"], text_table["Share of positions filled"], strict=True)) == [
        ("Neurology", "0.0% (0 of 30)"),
        ("Dermatology", "not listed by NRMP"),
        ("Pathology", "none filled"),
    ]


def test_the_story_warns_that_a_share_is_no_chance(both):
    profile = Profile("us_md_senior", 260)
    story = told(both(profile), profile)
    assert "how many applied is in neither source" in story.notes[0]
    assert len(story.notes) == 1
    assert story.source_ids == ("co2018_step1_matched", "rd_table2")
