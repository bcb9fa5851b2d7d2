import pandas as pd
import pytest

from analysis.profile import Profile
from analysis.reference import REFERENCE_TABLES, build_reference
from analysis.shortlist.compute import SHORTLISTABLE, map_rows, standings_for
from analysis.shortlist.map_words import map_story
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, EXAMS
from pages.ui.marks import MARKS

SOME = ("pathology", "otolaryngology", "neurology")


@pytest.fixture(scope="module")
def reference(real):
    return build_reference({name: real[name] for name in REFERENCE_TABLES})


@pytest.fixture(scope="module")
def mapped(reference):
    """Return a function that tells where some specialties lie among all."""

    def told(profile, exam="step1", specialties=SOME, sem=6):
        rows = map_rows(standings_for(profile, SHORTLISTABLE, reference, sem), specialties, exam)
        return map_story(rows, profile.applicant_group, exam, specialties, sem, 2018)

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
    assert "Your gap to matched" not in story.text_table
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
    assert len(text_table) == 22
    assert list(text_table["Specialty"].head(4)) == [
        "Pathology",
        "Neurology",
        "Otolaryngology",
        "Internal Medicine",
    ]
    assert list(text_table["On the shortlist"]) == ["yes"] * 3 + ["no"] * 19
    rows = text_table.set_index("Specialty")
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


def test_a_specialty_that_nrmp_does_not_list_is_said_and_not_drawn():
    rows = pd.DataFrame(
        {
            "specialty": ["neurology", "pathology"],
            "label": ["Neurology", "Pathology"],
            "exam": "step1",
            "score": float("nan"),
            "gap_to_matched": float("nan"),
            "matched_mean": [230.0, 225.0],
            "share_pct": float("nan"),
            "matched_count": [float("nan"), 0],
            "filled_count": [float("nan"), 0],
            "is_shortlisted": True,
            "is_non_dominated": False,
            "flags": [[], []],
        }
    )
    story = map_story(rows, "us_img", "step1", ("neurology", "pathology"), 6, 2018)
    assert list(story.text_table["Share of positions filled"]) == ["not listed by NRMP", "none filled"]
    assert list(story.text_table["On the step line"]) == ["cannot be said"] * 2
    assert (
        story.headline == "None of these specialties has both a matched Step 1 average and a share of US IMGs"
    )
    assert story.alt.startswith("Scatter of 0 specialties")


@pytest.mark.parametrize("group", slugs(APPLICANT_GROUPS))
@pytest.mark.parametrize("scores", [(None, None), (228, 240), (120, 300)])
def test_no_cell_of_the_map_is_empty_and_every_mark_can_be_drawn(mapped, group, scores):
    for exam in slugs(EXAMS):
        story = mapped(Profile(group, *scores), exam)
        words = [cell for name in story.text_table.columns for cell in story.text_table[name]]
        assert all(isinstance(word, str) and word for word in words)
        assert not [word for word in words if "nan" in word.lower().split()]
        assert {mark for mark, _ in story.legend} <= set(MARKS)
