import pytest

from analysis.profile import Profile
from analysis.shortlist.compute import SHORTLISTABLE, average_rows, standings_for
from analysis.shortlist.differences import say_most, spreads
from analysis.shortlist.words import averages_story, measures_table
from analysis.standing.comparable import exams_with_averages
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS
from pages.ui.marks import is_mark

SOME = ("pathology", "otolaryngology", "neurology")
PROFILES = [
    *(Profile(group) for group in slugs(APPLICANT_GROUPS)),
    *(Profile(group, 228, 240, 3) for group in slugs(APPLICANT_GROUPS)),
    Profile("us_img", None, 120, 0),
    Profile("non_us_img", 300),
]


@pytest.fixture(scope="module")
def averages(reference):
    """Return a function that tells the averages of some specialties beside a profile."""

    def told(profile, specialties=SOME, sem=6):
        group = profile.applicant_group
        exams = exams_with_averages(reference.cohorts[group])
        rows = average_rows(standings_for(profile, specialties, reference, sem), exams)
        nobody = Profile(group)
        found = spreads(
            standings_for(nobody, specialties, reference), standings_for(nobody, SHORTLISTABLE, reference)
        )
        most = say_most(found, group, exams)
        return averages_story(rows, most, group, sem, 2018, count_sources=reference.count_sources)

    return told


@pytest.fixture(scope="module")
def measures(reference):
    return lambda profile, specialties=SOME: measures_table(
        standings_for(profile, specialties, reference), profile
    )


def words_of(table):
    return [cell for row in table.rows for cell in row]


def test_the_averages_side_by_side(averages):
    story = averages(Profile("non_us_img", 228, 240, 3))
    assert story.kind == "shortlist_averages"
    assert story.headline == (
        "Of these averages, the matched Step 2 CK average of non-US IMGs differs most: 233 points in Pathology, 240 points in "
        "Neurology"
    )
    assert story.subtitle == (
        "Matched and unmatched averages on Step 1 and Step 2 CK, points · non-US IMGs · 2018 Match · in the "
        "order chosen"
    )
    assert story.source_ids == ("co2018_step1_img", "co2018_step2_ck_img", "rd_table2")
    assert dict(story.trace) == {
        "measure": "score_mean",
        "match_year": "2018",
        "applicant_group": "non_us_img",
        "exam": "step1,step2_ck",
        "specialty": ",".join(SOME),
    }
    assert [mark for mark, _ in story.legend] == ["unmatched", "matched", "few", "user", "band"]
    data = story.data
    assert list(data["specialty"]) == [*SOME, *SOME]
    assert list(data["exam"]) == ["step1"] * 3 + ["step2_ck"] * 3
    assert (data["match_year"] == 2018).all()
    assert (data["applicant_group"] == "non_us_img").all()
    assert list(data["flags"]) == ["", "few_matched", ""] * 2
    assert list(data["gap_to_matched"].dropna()) == [-2, -8, 7, 0]


def test_the_text_table_of_the_averages_says_what_is_missing(averages):
    story = averages(Profile("us_img", None, 240), ("pediatrics", "neurological_surgery"))
    first, second, third, fourth = story.text_table.frame().to_dict("records")
    assert (first["Specialty"], first["Exam"], first["Matched average"]) == ("Pediatrics", "Step 1", "221")
    assert (first["Your gap to matched"], first["Standing"]) == ("no comparison", "– no score entered")
    assert (second["Unmatched average"], second["Matched average"]) == ("236", "not in the source")
    assert (second["Matches (NRMP’s count)"], second["Read with care"]) == ("⚑ 0", "fewer than 10 matched")
    assert (third["Exam"], third["Matched average"]) == ("Step 2 CK", "garbled in the source")
    assert third["Read with care"] == "garbled in the source"
    assert fourth["Standing"] == "– no matched average in the source"


def test_seniors_have_one_exam_and_one_kind_of_average(averages):
    story = averages(Profile("us_md_senior", 236, 247), ("dermatology", "family_medicine"))
    assert set(story.data["exam"]) == {"step1"}
    assert story.subtitle.startswith("Matched averages on Step 1, points · US MD seniors")
    assert story.notes == ("The source has no Step 2 CK average of US MD seniors.",)
    assert story.source_ids == ("co2018_step1_matched", "rd_table2")
    assert "unmatched" not in dict(story.legend)
    assert not averages(Profile("us_img")).notes


def test_averages_that_do_not_separate_are_in_the_legend_and_without_verdict(averages):
    story = averages(Profile("us_img", 238), ("orthopaedic_surgery", "neurology"))
    assert ("dashed", "the averages do not separate") in story.legend
    assert story.text_table["Standing"][0] == "◇ the averages do not separate in this row"
    assert "dashed" not in dict(averages(Profile("us_img", 238), ("neurology", "pathology")).legend)


def test_without_any_average_the_headline_says_so(averages):
    story = averages(Profile("us_img", 230), ("plastic_surgery", "vascular_surgery"))
    assert story.headline == "The source has no matched average of US IMGs in any of these specialties"


@pytest.mark.parametrize("profile", PROFILES, ids=repr)
def test_no_cell_is_empty_and_no_number_is_nan(averages, measures, profile):
    everything = [
        words_of(table)
        for start in range(0, 22, 6)
        for table in (
            measures(profile, SHORTLISTABLE[start : start + 6]),
            averages(profile, SHORTLISTABLE[start : start + 6]).text_table,
        )
    ]
    for words in everything:
        assert all(isinstance(word, str) and word for word in words)
        assert not [word for word in words if "nan" in word.lower().split()]


@pytest.mark.parametrize("profile", PROFILES, ids=repr)
def test_every_mark_of_the_legend_can_be_drawn(averages, profile):
    assert all(is_mark(mark) for mark, _ in averages(profile).legend)


def test_every_measure_of_a_shortlist(measures):
    table = measures(Profile("non_us_img", 228, 240, 3)).frame().set_index("Measure")
    assert list(table.columns) == ["Pathology", "Otolaryngology", "Neurology"]
    assert table["Pathology"].to_dict() == {
        "Beside the matched average": "● near",
        "Step 1, matched average (points)": "230",
        "Step 1, unmatched average (points)": "219",
        "Step 1, matched minus unmatched average (points)": "+11",
        "Step 1, your gap to matched (points)": "−2",
        "Step 2 CK, matched average (points)": "233",
        "Step 2 CK, unmatched average (points)": "224",
        "Step 2 CK, matched minus unmatched average (points)": "+9",
        "Step 2 CK, your gap to matched (points)": "+7",
        "Research, matched average (items)": "11.5",
        "Research, your gap to matched (items)": "−8.5",
        "Matches of non-US IMGs (NRMP’s count)": "185",
        "Positions filled (NRMP’s count)": "568",
        "Share filled by non-US IMGs (%)": "32.6",
        "Share filled by non-US IMGs, then and now": "15.8% in 2008, 34.2% in 2022 (+18.4 percentage points)",
        "Step 1, median of the residents who got in (points)": "226 (531 residents, 2019-20)",
        "Step 1, residents who scored lower than you": "between 35% and 56% of the 524 residents scored lower "
        "(2019-20)",
        "Step 2 CK, median of the residents who got in (points)": "233 (533 residents, 2019-20)",
        "Step 2 CK, residents who scored lower than you": "between 65% and 84% of the 524 residents scored "
        "lower (2019-20)",
        "Step 1, directors rarely interview below: middle half of answers (points)": "200–220, median 200 (⚑ 7 programs, 2020; 21.3% responded)",
        "Step 1, directors almost always interview above: middle half of answers (points)": "220–240, median 227 (⚑ 6 programs, 2020; 21.3% responded)",
        "Step 2 CK, directors rarely interview below: middle half of answers (points)": "no box in the survey",
        "Step 2 CK, directors almost always interview above: middle half of answers (points)": "no box in the survey",
        "Programs that say they often interview non-US IMGs": "74% of 24 programs (2020; 21.3% responded)",
        "Matched, of non-US IMGs who ranked nothing else": "190 of 296 (64%, 95% interval 59–69; 2021)",
        "Read with care": "nothing flagged",
    }
    missing = table["Otolaryngology"]
    assert missing["Beside the matched average"] == "– no average in the source"
    assert missing["Step 1, matched minus unmatched average (points)"] == "not in the source"
    assert missing["Step 2 CK, your gap to matched (points)"] == "no average to compare with"
    assert missing["Research, matched average (items)"] == "not in the source"
    assert missing["Matches of non-US IMGs (NRMP’s count)"] == "⚑ 5"
    assert missing["Read with care"] == "fewer than 10 matched"


def test_rows_about_the_person_are_there_only_with_their_numbers(measures):
    nobody = set(measures(Profile("us_img"))["Measure"])
    assert not any("your" in name or "Beside" in name for name in nobody)
    with_ck = set(measures(Profile("us_img", None, 240))["Measure"])
    assert with_ck - nobody == {
        "Beside the matched average",
        "Step 2 CK, your gap to matched (points)",
        "Step 2 CK, residents who scored lower than you",
    }
    with_items = set(measures(Profile("us_img", None, None, 0))["Measure"])
    assert with_items - nobody == {"Research, your gap to matched (items)"}


def test_flags_of_the_measures_name_their_exam_and_come_without_a_score_too(measures):
    table = measures(Profile("non_us_img"), ("plastic_surgery", "orthopaedic_surgery", "pediatrics"))
    table = table.frame().set_index("Measure")
    assert table.loc["Read with care", "Plastic Surgery"] == (
        "fewer than 10 matched; Step 1: averages equal; Step 2 CK: averages close together"
    )
    assert (
        table.loc["Step 1, matched minus unmatched average (points)", "Plastic Surgery"]
        == "0, the averages do not separate"
    )
    assert table.loc["Step 2 CK, matched minus unmatched average (points)", "Orthopaedic Surgery"] == (
        "−6, the averages do not separate"
    )


def test_a_specialty_that_the_edition_does_not_have_says_so_in_every_cell(
    make_reference, make_scores, make_positions
):
    scores = make_scores(("neurology", "step1", 225, 210), ("neurology", "step2_ck", None, 230))
    hand_made = make_reference(scores, make_positions({"specialty": "neurology", "non_us_img": 20}))
    profile = Profile("non_us_img", 230, None, 2)
    standings = standings_for(profile, ("neurology", "dermatology"), hand_made)
    table = measures_table(standings, profile).frame().set_index("Measure")
    assert table.loc["Step 1, matched average (points)"].tolist() == ["225", "not in this edition"]
    # A gap of the source is another thing than an edition without a row.
    assert table.loc["Step 2 CK, matched average (points)"].tolist() == [
        "not in the source",
        "not in this edition",
    ]
    assert table.loc["Research, matched average (items)"].tolist() == ["not in this edition"] * 2
    assert table.loc["Step 1, your gap to matched (points)", "Dermatology"] == "no average to compare with"
    assert table.loc["Matches of non-US IMGs (NRMP’s count)", "Dermatology"] == "not listed by NRMP"
    rows = average_rows(standings, ("step1", "step2_ck"))
    story = averages_story(rows, "", "non_us_img", 6, 2018, count_sources=hand_made.count_sources)
    assert story.text_table["Matched average"] == [
        "225",
        "not in this edition",
        "not in the source",
        "not in this edition",
    ]
    assert story.source_ids == ("hand_made", "hand_made")
