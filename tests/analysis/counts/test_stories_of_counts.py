import pandas as pd
import pytest

from analysis.counts.compute import fill_trends, largest_specialties, matches_by_specialty, of_year, years_of
from analysis.counts.people_words import people_story, who_fills
from analysis.counts.reconcile import reconcile_fill
from analysis.counts.words import counts_story, difference_story, trend_story
from analysis.groups.words import matched_groups_story, research_story, sorted_by
from analysis.rates.compute import COUNTED_TYPES, rate_series, two_denominators
from analysis.rates.words import denominators_story, rates_story
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, FILL_GROUPS

# Sources of a column of the guide and of the counts beside it.
BOTH = ("co2018_img_fill", "rd_table2")


@pytest.fixture(scope="module")
def summed(real):
    return matches_by_specialty(real["positions"])


def year_story(real, level="all", year=2018):
    rows = of_year(matches_by_specialty(real["positions"], level), year)
    return counts_story(sorted_by(rows, "img_pct"), year, level)


def trend_of(counts, *specialties):
    drawn = counts.loc[counts["specialty"].isin(specialties)]
    return trend_story(drawn, list(fill_trends(drawn).values()), True, "all")


def rates_of(real, group):
    series = rate_series(real["match_rates"], real["applicants"], real["restatements"])
    return rates_story(series, real["policy_events"], group)


def denominators_of(real, kind):
    return denominators_story(two_denominators(real["applicants"], COUNTED_TYPES[kind]), kind, 2018)


def every_story(real, summed):
    """Yield one story of every kind and group."""
    for level in ("all", "pgy1", "pgy2", "r"):
        yield year_story(real, level)
    largest = largest_specialties(summed)
    yield trend_of(summed, *largest)
    both = reconcile_fill(real["img_fill"], real["positions"], 2018)
    for group in slugs(FILL_GROUPS):
        yield difference_story(both.loc[both["applicant_group"] == group], group, 2018, BOTH)
    for group in slugs(APPLICANT_GROUPS):
        for specialty in ("pathology", "child_neurology", "interventional_radiology"):
            yield people_story(years_of(summed, specialty), specialty, group, 2018)
        yield rates_of(real, group)
    for kind in COUNTED_TYPES:
        yield denominators_of(real, kind)


def test_every_story_names_its_sources_and_says_missing_in_words(real, summed):
    known, files = set(real["sources"]["source_id"]), set()
    for story in every_story(real, summed):
        assert story.source_ids, story.headline
        assert set(story.source_ids) <= known
        words = [
            *(cell for row in story.text_table.rows for cell in row),
            *story.notes,
            story.headline,
            story.subtitle,
        ]
        assert not [text for text in words if "nan" in text.split() or "nan%" in text], story.headline
        assert "Match" in story.subtitle
        assert story.headline in story.alt
        assert story.file_name not in files or story.file_name.startswith("match-atlas_pgy1_match_rates")
        files.add(story.file_name)


def test_the_year_in_a_headline_and_in_numbers(real):
    story = year_story(real)
    assert story.headline == (
        "IMGs filled 22.7% of all filled positions in 2018, and more than 30% in Pathology, Internal Medicine, "
        "Neurology and Family Medicine"
    )
    text_table = story.text_table.frame().set_index("Specialty")
    assert list(text_table.loc["Pathology"]) == ["45.2", "72 (12.7%)", "185 (32.6%)", "257 of 568", "601"]
    assert text_table.loc["Otolaryngology", "IMGs of filled"] == "10 of 303"
    assert story.text_table["Specialty"][0] == "All Specialties Combined"
    assert len(story.data) == 23
    assert story.file_name == "match-atlas_img_share_all_2018.csv"


def test_one_level_alone_says_that_it_can_look_empty(real):
    first_year, every = year_story(real, "pgy1"), year_story(real)
    assert first_year.headline.startswith("IMGs filled 23.6% of filled PGY-1 positions in 2018")
    assert "PGY-1 only" in first_year.subtitle
    assert "can make them look empty" in first_year.notes[-1]
    assert "PGY-1, PGY-2 and R positions summed" in every.subtitle
    assert not any("look empty" in note for note in every.notes)


def test_specialties_that_nrmp_does_not_list_are_said_in_words(real):
    text_table = year_story(real, year=2010).text_table.frame().set_index("Specialty")
    assert text_table.loc["Child Neurology", "IMGs of filled"] == "not listed by NRMP"
    assert text_table.loc["Child Neurology", "All IMGs, %"] == "no share"
    nothing = year_story(real, "r", 2010)
    assert nothing.headline.startswith("NRMP lists no R")
    assert set(nothing.text_table["IMGs of filled"]) == {"not listed by NRMP"}


def test_the_trend_of_the_ten_largest(summed):
    drawn = summed.loc[summed["specialty"].isin(largest_specialties(summed))]
    trends = fill_trends(drawn)
    story = trend_story(drawn, list(trends.values()), False, "all")
    assert story.headline == (
        "The IMG share rose in 5 of the 10 largest specialties from 2008 to 2022 (or as far as their "
        "years can be compared); Psychiatry moved most, from 29% to 16%"
    )
    # By hand from the shares of both years: up are these five of the ten.
    assert {slug for slug, trend in trends.items() if trend.span["change"] > 0} == {
        "diagnostic_radiology",
        "emergency_medicine",
        "general_surgery",
        "internal_medicine",
        "pediatrics",
    }


def test_a_late_starter_is_named_with_its_year(summed):
    story = trend_of(summed, "interventional_radiology", "pathology", "neurology")
    assert story.headline == (
        "The IMG share rose in 2 of the 3 chosen specialties from 2008 to 2022 (or as far as their "
        "years can be compared); Pathology moved most, from 22% to 44%"
    )
    assert "NRMP’s table lists Interventional Radiology from 2016." in story.notes[0]
    text_table = story.text_table.frame().set_index("Specialty")
    assert list(text_table.loc["Interventional Radiology"]) == [
        *("2016", "0.0% (0 of 15)"),
        *("2022", "3.6% (6 of 169)"),
        "+3.6",
    ]
    assert text_table.loc["Neurology", "Change, points"] == "−1.7"
    assert set(story.source_ids) == {"rd_table2", "advance_2022_table2"}


def test_one_specialty_alone_has_its_own_headline(summed):
    assert trend_of(summed, "child_neurology").headline == (
        "Child Neurology: IMGs filled 19% of the positions in 2012 and 20% in 2022"
    )


@pytest.mark.parametrize(
    ("group", "headline"),
    [
        (
            "img",
            "The guide’s share lies above NRMP’s in 14 of 22 specialties, and its 0.0 is false for "
            "Interventional Radiology, Otolaryngology and Radiation Oncology",
        ),
        (
            "non_us_img",
            "The guide’s share lies above NRMP’s in 13 of 22 specialties, and its 0.0 is false for "
            "Otolaryngology and Radiation Oncology",
        ),
    ],
)
def test_the_difference_in_a_headline(real, group, headline):
    both = reconcile_fill(real["img_fill"], real["positions"], 2018)
    story = difference_story(both.loc[both["applicant_group"] == group], group, 2018, BOTH)
    assert story.headline == headline
    row = story.text_table.frame().set_index("Specialty").loc["Otolaryngology"]
    assert (row["Guide, %"], row["NRMP’s counts"]) == ("0.0", "10 of 303" if group == "img" else "5 of 303")


def test_people_year_by_year(summed):
    story = people_story(years_of(summed, "child_neurology"), "child_neurology", "us_img", 2018)
    assert story.headline == "Child Neurology: 3 US IMGs matched in 2018, 9 in 2022"
    text_table = story.text_table.frame().set_index("Match")
    assert text_table.loc["2018", "US IMG"] == "3 of 148 (2.0%)"
    assert list(text_table.loc["2010"]) == ["not listed by NRMP", "not listed by NRMP"]
    assert "no chance of matching" in story.notes[0]


def test_who_filled_the_positions_adds_up(summed):
    table = who_fills(years_of(summed, "child_neurology"), (2008, 2018, 2022)).frame().set_index("Group")
    assert set(table["2008 Match"]) == {"not listed by NRMP"}
    assert list(table["2018 Match"]) == [
        *("104 (70.3%)", "6 (4.1%)", "13 (8.8%)", "3 (2.0%)", "22 (14.9%)", "0 (0.0%)", "148", "20"),
    ]
    assert 104 + 6 + 13 + 3 + 22 == 148


@pytest.mark.parametrize(
    ("group", "headline"),
    [
        (
            "non_us_img",
            "Between 21.6% (1985) and 63.4% (1991) of non-US IMGs with a rank list matched; in 2022 it was 58.1%",
        ),
        (
            "us_md_senior",
            "Between 92.1% (1982) and 95.1% (2012) of US MD seniors with a rank list matched; in 2022 it was "
            "92.9%",
        ),
        # The second-hand 67.8 of 2025 is no record.
        (
            "us_img",
            "Between 38.6% (1986) and 61.4% (2022) of US IMGs with a rank list matched; in 2022 it was 61.4%",
        ),
    ],
)
def test_rates_in_a_headline(real, group, headline):
    assert rates_of(real, group).headline == headline


def test_the_rates_as_a_table_mark_what_is_second_hand_and_what_is_implausible(real):
    story = rates_of(real, "us_img")
    text_table = story.text_table.frame().set_index("Match")
    assert list(text_table.index[:4]) == [
        "2025, second-hand",
        "2024, second-hand",
        "2023, second-hand",
        "2022",
    ]
    assert text_table.loc["2025, second-hand", "All applicants"] == "not in the source"
    assert text_table.loc["1991", "DO senior"] == "not in the source"
    assert (text_table.loc["2018", "DO senior"], text_table.loc["1992", "Non-US IMG"]) == ("84.9", "63.0")
    assert text_table.loc["1993", "All applicants"] == "80.8"
    assert len(text_table) == 2025 - 1982 + 1
    assert any(note.startswith("1993, All applicants: 80.8; the latest edition ") for note in story.notes)
    assert any(note.startswith("1992, Non-US IMG: 63.0; the latest edition ") for note in story.notes)
    assert story.legend == (
        ("second_hand", "after 2022: second-hand, not NRMP’s tables"),
        ("misprint", "as printed, known to be wrong"),
    )


@pytest.mark.parametrize(
    ("kind", "headline"),
    [
        ("img", "In 2018, 56.5% of IMGs with a rank list matched, and 41.0% of all who registered"),
        (
            "us_md_senior",
            "In 2018, 94.3% of US MD seniors with a rank list matched, and 91.9% of all who registered",
        ),
        (
            "non_us_img",
            "In 2018, 56.1% of non-US IMGs with a rank list matched, and 40.7% of all who registered",
        ),
        (
            "do_senior",
            "In 2018, 84.9% of DO seniors with a rank list matched, and 65.6% of all who registered",
        ),
    ],
)
def test_two_denominators_in_a_headline(real, kind, headline):
    assert denominators_of(real, kind).headline == headline


def test_the_note_on_the_denominators_gives_every_count(real):
    note = denominators_of(real, "img").notes[0]
    for number in ("16,724", "4,582", "1,374", "3,208", "6,862 of 12,142", "6,862 of 16,724"):
        assert number in note
    assert 1374 + 3208 == 4582 == 16724 - 12142


def test_few_matches_are_marked_in_the_tables_of_averages():
    rows = pd.DataFrame(
        {
            "specialty": ["neurology"],
            "label": ["Neurology"],
            "us_md_senior_mean": [231.0],
            "us_img_mean": [227.0],
            "non_us_img_mean": [236.0],
            "us_img_minus_senior": [-4.0],
            "non_us_img_minus_senior": [5.0],
            "us_md_senior_count": [470.0],
            "us_img_count": [9.0],
            "non_us_img_count": [float("nan")],
        }
    )
    hollow = ("hollow", "hollow, ⚑ in the table: fewer than 10 matched")
    for story, seniors in (
        (matched_groups_story(rows, "step1", 2018, BOTH), "231 (470 matches)"),
        (research_story(rows, 2018, BOTH), "231.0 (470 matches)"),
    ):
        text_table = story.text_table.frame().iloc[0]
        assert text_table["US MD senior"] == seniors
        assert text_table["US IMG"].endswith(" (⚑ 9 matches)")
        # Unknown is left out rather than said to be 0.
        assert "matches" not in text_table["Non-US IMG"]
        assert hollow in story.legend
        assert story.source_ids == BOTH
    assert hollow not in matched_groups_story(rows.assign(us_img_count=10.0), "step1", 2018, BOTH).legend
    # No average, no hollow mark.
    assert hollow not in research_story(rows.assign(us_img_mean=float("nan")), 2018, BOTH).legend
