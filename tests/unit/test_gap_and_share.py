import math

import pytest

from analysis.counts.compute import matched_counts, matches_by_specialty, of_year
from analysis.gap_and_share.compute import GAP_AND_SHARE_COLUMNS, gap_and_share
from analysis.gap_and_share.words import gap_and_share_story
from analysis.profile import Profile
from analysis.standing.compute import compare


@pytest.fixture(scope="module")
def both(real):
    """Return a function that gives the rows of a profile out of the real tables."""
    counts = of_year(matches_by_specialty(real["positions"]), 2018)
    matched = matched_counts(real["positions"], 2018)
    return lambda profile, exam="step1", sem=6: gap_and_share(
        compare(profile, real["scores"], sem, matched), counts, profile.applicant_group, exam
    )


def told(rows, profile, exam="step1", sem=6):
    return gap_and_share_story(rows, profile.applicant_group, exam, sem, 2018)


def test_gap_and_share_by_hand(make_scores, make_positions):
    scores = make_scores(
        ("neurology", "step1", 225, 210),
        ("neurology", "step2_ck", 240, 220),
        ("pathology", "step1", 236, 220),
        ("all_specialties_combined", "step1", 230, 220),
    )
    positions = make_positions(
        {"specialty": "neurology", "us_md_senior": 30, "non_us_img": 10},
        {"specialty": "neurology", "level": "pgy2", "us_md_senior": 8, "non_us_img": 2},
        {"specialty": "dermatology", "us_md_senior": 9, "non_us_img": 1},
    )
    comparison = compare(Profile("non_us_img", 230, 230), scores, counts=matched_counts(positions, 2018))
    counts = of_year(matches_by_specialty(positions), 2018)
    found = gap_and_share(comparison, counts, "non_us_img", "step1")
    assert tuple(found.columns) == GAP_AND_SHARE_COLUMNS
    assert len(found) == 22
    rows = found.set_index("specialty")
    assert "all_specialties_combined" not in rows.index
    neurology, pathology, dermatology = (rows.loc[name] for name in ("neurology", "pathology", "dermatology"))
    assert (neurology["gap_to_matched"], neurology["share_pct"]) == (5, 24)
    assert (neurology["matched_count"], neurology["filled_count"]) == (12, 50)
    # Where one side is missing the other stays.
    assert pathology["gap_to_matched"] == -6
    assert math.isnan(pathology["share_pct"])
    assert math.isnan(dermatology["gap_to_matched"])
    assert (dermatology["share_pct"], dermatology["flags"]) == (10, ["few_matched"])
    other_exam = gap_and_share(comparison, counts, "non_us_img", "step2_ck").set_index("specialty")
    assert other_exam.loc["neurology", "gap_to_matched"] == -10


def test_real_rows(both):
    rows = both(Profile("non_us_img", 230)).set_index("specialty")
    assert rows["share_pct"].notna().all()
    assert rows["gap_to_matched"].notna().sum() == 19
    pathology = rows.loc["pathology"]
    assert (pathology["gap_to_matched"], pathology["matched_count"], pathology["filled_count"]) == (
        0,
        185,
        568,
    )
    assert pathology["share_pct"] == pytest.approx(100 * 185 / 568)
    few = rows.index[rows["flags"].map(lambda flags: "few_matched" in flags)]
    assert set(few) == {
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


def test_averages_that_do_not_separate_are_not_named(make_scores, make_positions):
    scores = make_scores(("neurology", "step1", 220, 225), ("pathology", "step1", 225, 210))
    positions = make_positions(
        {"specialty": "neurology", "non_us_img": 90, "us_md_senior": 10},
        {"specialty": "pathology", "non_us_img": 20, "us_md_senior": 80},
    )
    profile = Profile("non_us_img", 230)
    comparison = compare(profile, scores, counts=matched_counts(positions, 2018))
    counts = of_year(matches_by_specialty(positions), 2018)
    story = told(gap_and_share(comparison, counts, "non_us_img", "step1"), profile)
    assert story.headline.endswith("in Pathology (20.0%)")
    standing = story.text_table.set_index("Specialty")["Standing"]
    assert standing["Neurology"] == "◇ the averages do not separate in this row"


def test_the_text_table_sorts_by_share_and_says_missing_in_words(both):
    profile = Profile("non_us_img", 230)
    story = told(both(profile), profile)
    assert list(story.text_table["Specialty"].head(2)) == ["Pathology", "Internal Medicine"]
    text_table = story.text_table.set_index("Specialty")
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


def test_the_story_warns_that_a_share_is_no_chance(both):
    profile = Profile("us_md_senior", 260)
    story = told(both(profile), profile)
    assert "how many applied is in neither source" in story.notes[0]
    assert len(story.notes) == 1
    assert story.source_ids == ("co2018_step1_matched", "rd_table2")
