import math
from dataclasses import replace

import pytest

from analysis.profile import Profile
from analysis.shortlist.compute import SHORTLISTABLE, map_rows, standings_for
from analysis.shortlist.map_words import map_story
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, EXAMS
from pages.ui.marks import is_mark

SOME = ("pathology", "otolaryngology", "neurology")


@pytest.fixture(scope="module")
def mapped(reference):
    """Return a function that tells where some specialties lie among all."""

    def told(profile, exam="step1", specialties=SOME, sem=6):
        rows = map_rows(standings_for(profile, SHORTLISTABLE, reference, sem), specialties, exam)
        group, counts = profile.applicant_group, reference.count_sources
        return map_story(rows, group, exam, specialties, sem, 2018, count_sources=counts)

    return told


def test_the_map_names_the_non_dominated_of_the_shortlist(mapped):
    story = mapped(Profile("non_us_img", 228))
    assert story.kind == "shortlist_map"
    assert story.headline == (
        "Of these 2, Pathology is on the step line: a specialty with a larger Step 1 gap has a smaller share of "
        "non-US IMGs, and one with a larger share a smaller gap"
    )
    measures = story.subtitle.split(" · ")
    assert ["Step 1" in measures[0], "non-US IMGs" in measures[1], measures[2]] == [True, True, "2018 Match"]
    assert story.source_ids == ("co2018_step1_img", "rd_table2")
    assert len(story.data) == 22
    assert set(story.data.loc[story.data["is_non_dominated"], "specialty"]) == {
        "family_medicine",
        "pathology",
    }


def test_without_a_score_the_map_speaks_of_averages(mapped):
    story = mapped(Profile("us_md_senior"), specialties=("family_medicine", "psychiatry"))
    assert story.headline.startswith("Family Medicine and Psychiatry are on the step line: ")
    assert "a lower Step 1 average has a smaller share of US MD seniors" in story.headline
    assert "Your gap to matched" not in story.text_table.columns
    assert story.data["gap_to_matched"].isna().all()
    assert "with a score the gap to them is drawn, which is the same picture" in story.notes[0]
    assert "band" not in dict(story.legend)


@pytest.mark.parametrize(
    ("profile", "exam", "specialties", "headline"),
    [
        (
            Profile("non_us_img", 228),
            "step1",
            ("neurology", "internal_medicine"),
            "None of these 2 is on the step line: for each, another specialty has both a Step 1 gap at least as "
            "large and a share of non-US IMGs at least as large",
        ),
        (
            Profile("us_img"),
            "step1",
            ("pediatrics", "vascular_surgery"),
            "Pediatrics is not on the step line: another specialty has both a Step 1 average at least as low and a share "
            "of US IMGs at least as large",
        ),
        (
            Profile("us_img", None, 240),
            "step2_ck",
            ("pediatrics", "vascular_surgery"),
            "The source has no matched Step 2 CK average of US IMGs in these specialties",
        ),
        (
            Profile("us_md_senior", 230, 240),
            "step2_ck",
            ("pediatrics", "neurology"),
            "The source has no matched Step 2 CK average of US MD seniors in any specialty",
        ),
    ],
)
def test_headlines_of_the_map(mapped, profile, exam, specialties, headline):
    assert mapped(profile, exam, specialties).headline == headline


def test_the_text_table_of_the_map_has_all_with_the_shortlist_first(mapped):
    text_table = mapped(Profile("non_us_img", 228)).text_table
    assert len(text_table.rows) == 22
    assert text_table["Specialty"][:4] == [
        "Pathology",
        "Neurology",
        "Otolaryngology",
        "Internal Medicine",
    ]
    assert text_table["On the shortlist"] == ["yes"] * 3 + ["no"] * 19
    rows = text_table.frame().set_index("Specialty")
    assert rows.loc["Pathology", "Share of positions filled"] == "32.6% (185 of 568)"
    assert rows.loc["Pathology", "On the step line"] == "yes"
    assert rows.loc["Neurology", "On the step line"] == "no"
    assert rows.loc["Otolaryngology", "On the step line"] == "cannot be said"
    assert rows.loc["Otolaryngology", "Matched average"] == "not in the source"


def test_notes_of_the_map_say_what_it_does_not_say(mapped):
    notes = mapped(Profile("non_us_img", 228)).notes
    assert "would be the same with any other score" in notes[0]
    assert "not how many applied, which is in neither source, so nothing about chances" in notes[1]
    assert notes[2].startswith("Without a matched average")
    assert notes[2].endswith(": Interventional Radiology, Otolaryngology and Radiation Oncology.")
    assert len(mapped(Profile("us_md_senior", 228)).notes) == 2


def test_a_specialty_that_nrmp_does_not_list_is_said_and_not_drawn(reference):
    chosen = ("neurology", "pathology")
    own = map_rows(standings_for(Profile("us_img"), chosen, reference), chosen, "step1")
    rows = [
        replace(row, share_pct=math.nan, filled_count=filled, is_non_dominated=False)
        for row, filled in zip(own, (math.nan, 0), strict=True)
    ]
    story = map_story(rows, "us_img", "step1", chosen, 6, 2018)
    assert story.text_table["Share of positions filled"] == ["not listed by NRMP", "none filled"]
    assert story.text_table["On the step line"] == ["cannot be said"] * 2
    assert (
        story.headline == "None of these specialties has both a matched Step 1 average and a share of US IMGs"
    )
    assert story.alt.startswith("Scatter of 0 specialties")


@pytest.mark.parametrize("group", slugs(APPLICANT_GROUPS))
@pytest.mark.parametrize("scores", [(None, None), (228, 240), (120, 300)])
def test_no_cell_of_the_map_is_empty_and_every_mark_can_be_drawn(mapped, group, scores):
    for exam in slugs(EXAMS):
        story = mapped(Profile(group, *scores), exam)
        words = [cell for row in story.text_table.rows for cell in row]
        assert all(isinstance(word, str) and word for word in words)
        assert not [word for word in words if "nan" in word.lower().split()]
        assert all(is_mark(mark) for mark, _ in story.legend)


def test_a_share_that_is_unknown_stands_behind_a_share_of_nobody(reference):
    own = map_rows(standings_for(Profile("us_img"), SOME, reference), (), "step1")
    shares = (math.nan, 0.0, 4.0)
    rows = [replace(row, share_pct=share) for row, share in zip(own, shares, strict=True)]
    labels = map_story(rows, "us_img", "step1", (), 6, 2018).text_table["Specialty"]
    assert labels == ["Neurology", "Otolaryngology", "Pathology"]
