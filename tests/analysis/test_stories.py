import re

import pandas as pd
import pytest

from analysis.credentials.compute import credential_components, rank_credentials
from analysis.credentials.words import credentials_story
from analysis.groups.compute import fill_by_group, matched_by_group, research_by_group
from analysis.groups.words import fill_story, matched_groups_story, research_story, sorted_by, with_items
from analysis.profile import Profile
from analysis.standing.words import rows_to_draw, say_headline, standing_story, standings_table
from analysis.wording import cell, counted, flag_labels, listed, people, points, signed


@pytest.fixture(scope="module")
def story_of(real, compared):
    """Return a function that tells the comparison of a profile, without any counts."""

    def told(profile, exam="step1", view="averages"):
        return standing_story(compared(profile, real["scores"]), profile.applicant_group, exam, 6, 2018, view)

    return told


@pytest.mark.parametrize(
    ("profile", "exam", "headline"),
    [
        (
            Profile("non_us_img", 230),
            "step1",
            "Step 1 230 is above the matched average in 2 specialties, near it in 7, below it in 9; in 1 the "
            "averages do not separate, 3 have no matched average",
        ),
        (
            Profile("non_us_img"),
            "step1",
            "Matched non-US IMGs averaged 220 to 246 on Step 1, depending on the specialty; in 16 of 19 the "
            "averages lie 6 points or more apart",
        ),
        (
            Profile("us_md_senior"),
            "step1",
            "Matched US MD seniors averaged 220 to 249 on Step 1, depending on the specialty",
        ),
        (
            Profile("us_md_senior", 230, 250),
            "step2_ck",
            "The source has no Step 2 CK averages for US MD seniors",
        ),
    ],
)
def test_headlines_are_computed(story_of, profile, exam, headline):
    assert story_of(profile, exam).headline == headline


@pytest.mark.parametrize("group", ["non_us_img", "us_img", "us_md_senior"])
@pytest.mark.parametrize("score", [190, 216, 230, 245, 270])
def test_the_counts_of_the_headline_add_up_to_all_specialties(story_of, group, score):
    headline = story_of(Profile(group, score), "step1").headline.removeprefix(f"Step 1 {score}")
    assert sum(map(int, re.findall(r"\d+", headline))) == 22


def test_rows_are_drawn_by_gap_with_missing_ones_last(compared, real):
    rows = rows_to_draw(compared(Profile("non_us_img", 230), real["scores"]), "step1")
    assert rows[0].specialty == "all_specialties_combined"
    gaps = [row.gap_to_matched for row in rows[1:20]]
    assert gaps == sorted(gaps, reverse=True)
    assert [row.label for row in rows[20:]] == [
        "Interventional Radiology",
        "Otolaryngology",
        "Radiation Oncology",
    ]


def test_the_text_table_says_missing_in_words_and_the_data_keeps_slugs(story_of):
    story = story_of(Profile("us_img", 230, 240), "step2_ck")
    text_table = story.text_table.frame().set_index("Specialty")
    assert text_table.loc["Pediatrics", "Matched average"] == "garbled in the source"
    assert text_table.loc["Otolaryngology", "Your gap to matched"] == "no comparison"
    assert text_table.loc["Internal Medicine", "Standing"] == "● near the matched average"
    assert len(story.data) == 23
    assert story.data["match_year"].eq(2018).all()
    assert story.file_name == "match-atlas_step2_ck_us_img_2018.csv"
    assert not [cell for row in story.text_table.rows for cell in row if cell == "nan"]


def test_counts_stand_in_the_table_and_few_ones_in_the_legend(compared, story_of, real):
    profile = Profile("non_us_img", 230)
    counts = {("neurology", "non_us_img"): 192, ("plastic_surgery", "non_us_img"): 3}
    comparison = compared(profile, real["scores"], counts=counts)
    story = standing_story(
        comparison, "non_us_img", "step1", 6, 2018, "averages", count_sources=("rd_table2",)
    )
    text_table = story.text_table.frame().set_index("Specialty")
    assert text_table.loc["Neurology", "Matches (NRMP’s count)"] == "192"
    assert text_table.loc["Plastic Surgery", "Matches (NRMP’s count)"] == "⚑ 3"
    assert text_table.loc["Pathology", "Matches (NRMP’s count)"] == "no count"
    assert text_table.loc["Plastic Surgery", "Read with care"] == "fewer than 10 matched; averages equal"
    assert ("few", "fewer than 10 matched") in story.legend
    assert story.source_ids == ("co2018_step1_img", "rd_table2")
    assert not [mark for mark, _ in story_of(profile).legend if mark == "few"]
    care = standings_table(comparison).frame().set_index("Specialty")["Read with care"]
    # Equal averages are said by the missing verdict; few matches are said besides.
    assert care["Plastic Surgery"] == "fewer than 10 matched"


def test_standings_are_compact_and_sorted(compared, real):
    table = standings_table(compared(Profile("non_us_img", 230, 240), real["scores"]))
    assert table.columns == (
        "Specialty",
        "Step 1 gap",
        "Step 2 CK gap",
        "Beside the matched average",
        "Read with care",
    )
    assert table["Specialty"][:2] == ["Family Medicine", "Psychiatry"]
    rows = table.frame().set_index("Specialty")
    assert rows.loc["Internal Medicine", "Step 1 gap"] == "−6"
    assert rows.loc["Internal Medicine", "Beside the matched average"] == "● near"
    assert (
        rows.loc["Plastic Surgery", "Beside the matched average"] == "◇ no verdict: averages do not separate"
    )
    assert rows.loc["Otolaryngology", "Step 1 gap"] == "not in the source"
    assert len(table.rows) == 22


def test_group_stories(real):
    step1 = matched_groups_story(matched_by_group(real["scores"], "step1"), "step1", 2018, ("one", "two"))
    assert step1.headline.startswith("In 13 of 19 specialties, matched non-US IMGs averaged as many")
    assert step1.source_ids == ("one", "two")
    assert step1.subtitle == (
        "Matched Step 1 averages, points · US MD seniors, US IMGs and non-US IMGs · 2018 Match"
    )
    assert step1.alt.startswith("Dot chart of 22 specialties and all combined, a mark per group.")
    research = with_items(research_story(research_by_group(real["research_output"]), 2018, ("three",)), 5)
    assert research.headline.startswith("In 14 of 19 specialties, matched non-US IMGs listed more research")
    assert ("user", "you") in research.legend
    fill = fill_story(fill_by_group(real["img_fill"]), 2018, ("four",))
    assert fill.headline == (
        "IMGs are more than 30% of the guide’s sample in Pathology, Internal Medicine, Neurology and "
        "Family Medicine"
    )
    assert "not NRMP’s share of positions filled" in " ".join(fill.notes)


def test_credentials_story(real):
    ranked = rank_credentials(
        credential_components(real["scores"], real["research_output"], real["positions"], 2018)
    )
    story = credentials_story(ranked, (1, 1, 1), 2018, ("one", "two"))
    # By NRMP's counts nobody stays in the top three under all seven weightings.
    assert (ranked["rank_highest"] > 3).all()
    assert story.headline == "Radiation Oncology ranks first with these weights"
    pathology = story.text_table.frame().set_index("Specialty").loc["Pathology"]
    assert pathology["IMG share, % (rank)"] == "45.2 (22)"
    assert pathology["IMGs of filled"] == "257 of 568"
    assert story.source_ids == ("one", "two")
    assert "does not say how hard" in " ".join(story.notes)


def test_sorting_keeps_the_total_on_top_and_missing_last():
    rows = pd.DataFrame(
        {
            "specialty": ["a", "b", "all_specialties_combined", "c"],
            "label": ["A", "B", "All", "C"],
            "value": [1.0, float("nan"), 2.0, 3.0],
        }
    )
    assert list(sorted_by(rows, "value")["label"]) == ["All", "C", "A", "B"]
    assert list(sorted_by(rows, "label")["label"]) == ["All", "A", "B", "C"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (signed(8), "+8"),
        (signed(-6), "−6"),
        (signed(0), "0"),
        (signed(-0.04, 1), "0.0"),
        (signed(1.25, 1), "+1.2"),
        (cell(float("nan")), "not in the source"),
        (cell(None, "garbled"), "garbled in the source"),
        (cell(float("nan"), "reported"), "not in the source"),
        (cell(0.0, "reported", 1), "0.0"),
        (counted(9.0), "⚑ 9"),
        (counted(0.0), "⚑ 0"),
        (counted(10.0), "10"),
        (counted(2148.0), "2,148"),
        (counted(float("nan")), "no count"),
        (people(1, "us_img"), "1 US IMG"),
        (people(0, "us_img"), "0 US IMGs"),
        (people(2148.0, "non_us_img"), "2,148 non-US IMGs"),
        (points(1), "1 point"),
        (points(14), "14 points"),
        (listed([]), ""),
        (listed(["A"]), "A"),
        (listed(["A", "B", "C"]), "A, B and C"),
        (flag_labels(["means_equal", "source_garbled"]), "averages equal; garbled in the source"),
    ],
)
def test_words(said, expected):
    assert said == expected


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        ([("neurology", 240)], "Matched non-US IMGs averaged 240 on Step 1, in Neurology"),
        (
            [("neurology", 240), ("pathology", 240.2)],
            "Matched non-US IMGs averaged 240 on Step 1, in each of 2 specialties",
        ),
        (
            [("all_specialties_combined", 238)],
            "Matched non-US IMGs averaged 238 on Step 1, all specialties together",
        ),
        (
            [("neurology", None)],
            "The source has Step 1 averages of non-US IMGs who did not match, and none of those who matched",
        ),
    ],
)
def test_one_average_is_said_once(compared, make_scores, rows, headline):
    scores = make_scores(*((specialty, "step1", mean, 230) for specialty, mean in rows))
    told = rows_to_draw(compared(Profile("non_us_img"), scores), "step1")
    assert say_headline(told, "non-US IMGs", "Step 1", 60).split(";")[0] == headline


def test_a_score_beside_the_average_of_all_specialties_alone_is_no_count_of_none(compared, make_scores):
    scores = make_scores(("all_specialties_combined", "step1", 238, None))
    told = rows_to_draw(compared(Profile("non_us_img", 230), scores), "step1")
    assert "238 on Step 1, all specialties together" in say_headline(told, "non-US IMGs", "Step 1", 6)
