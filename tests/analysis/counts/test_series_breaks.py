"""Years that do not run on: nothing that is said, drawn or computed spans one of them."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.counts.compute import GROUP_COLUMNS, change_over, fill_trends, matches_by_specialty, years_of
from analysis.counts.people import people_sentences
from analysis.counts.people_words import people_story
from analysis.counts.series import breaks_between, last_span
from analysis.counts.words import trend_story
from analysis.profile import Profile
from analysis.shortlist.compute import SHORTLISTABLE, standings_for
from analysis.shortlist.words import measures_table
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, POSITION_LEVELS

LEVELS = ("all", *slugs(POSITION_LEVELS))
# Specialty -> the years that do not continue the year before, levels summed.
SUMMED = {
    "neurological_surgery": [2009],
    "obstetrics_and_gynecology": [2010, 2014],
    "pediatrics": [2010, 2011],
}


@pytest.fixture(scope="module")
def counts(real):
    return {level: matches_by_specialty(real["positions"], level) for level in LEVELS}


def series(*rows):
    """Lay out one series of (year, note)."""
    return pd.DataFrame(rows, columns=["match_year", "break_note"])


def test_spans_by_hand():
    rows = series((2008, ""), (2009, "new"), (2010, ""), (2014, "again"))
    assert breaks_between(rows, 2008, 2010) == [(2009, "new")]
    assert breaks_between(rows, 2009, 2010) == []
    assert breaks_between(rows, 2008, 2014) == [(2009, "new"), (2014, "again")]
    two = pd.concat([rows.assign(of="a"), series((2008, ""), (2014, "")).assign(of="b")])
    last = last_span(two, "of")
    assert sorted(zip(last["of"], last["match_year"], strict=True)) == [("a", 2014), ("b", 2008), ("b", 2014)]


@pytest.mark.parametrize("level", LEVELS)
def test_the_breaks_of_every_specialty(counts, level):
    broken = counts[level].loc[counts[level]["break_note"] != ""]
    found = broken.groupby("specialty")["match_year"].agg(list).to_dict()
    if level == "all":
        assert found == SUMMED
    elif level == "pgy1":
        with_r = {
            *("anesthesiology", "child_neurology", "dermatology", "diagnostic_radiology", "general_surgery"),
            *("neurology", "physical_medicine_and_rehabilitation", "psychiatry", "radiation_oncology"),
        }
        assert set(found) == {*SUMMED, *with_r, "all_specialties_combined"}
        assert {name: found[name] for name in SUMMED} == SUMMED
        assert found["anesthesiology"] == found["all_specialties_combined"] == [2011, 2014]
        # NRMP lists it from 2012.
        assert found["child_neurology"] == [2014]
    else:
        assert found == {}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("group", GROUP_COLUMNS)
def test_no_change_of_any_series_spans_a_break(counts, level, group):
    for row in change_over(counts[level], group).to_dict("records"):
        own = counts[level].loc[counts[level]["specialty"] == row["specialty"]]
        assert breaks_between(own, row["first_year"], row["last_year"]) == [], row
        assert bool(row["break_note"]) is bool(breaks_between(own, 1900, 2100)), row


@settings(max_examples=30)
@given(
    st.dictionaries(st.integers(2008, 2022), st.tuples(st.integers(0, 9), st.booleans()), min_size=1),
)
def test_no_change_of_a_made_up_series_spans_a_break(make_positions, years):
    counts = matches_by_specialty(
        make_positions(
            *(
                {
                    "specialty": "neurology",
                    "year": year,
                    "us_img": matched,
                    "unfilled": 1,
                    "breaks": "specialty" if breaks else None,
                }
                for year, (matched, breaks) in years.items()
            )
        )
    )
    own = counts.loc[counts["specialty"] == "neurology"]
    for row in change_over(own, "us_img").to_dict("records"):
        assert breaks_between(own, row["first_year"], row["last_year"]) == []
        assert years[row["last_year"]][0] > 0


def years_in(text, notes):
    """Return the years that a sentence names, those of the reasons for the breaks left out."""
    for note in notes:
        text = text.replace(note, "")
    return [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text)]


def refuse_spanning(text, rows):
    """Fail where a text names two years of a series with a break between them."""
    named = years_in(text, [note for note in rows["break_note"] if note])
    if len(named) > 1:
        assert breaks_between(rows, min(named), max(named)) == [], text


@pytest.mark.parametrize("specialty", SHORTLISTABLE)
def test_no_sentence_about_a_specialty_spans_a_break(real, counts, specialty):
    for group in slugs(APPLICANT_GROUPS):
        own = counts["all"].loc[counts["all"]["specialty"] == specialty]
        sentences = people_sentences(
            counts["all"], real["only_choice"], real["choices"], specialty, group, 2018
        )
        for year in (2009, 2013, 2018):
            sentences.append(
                people_story(years_of(counts["all"], specialty), specialty, group, year).headline
            )
        for sentence in sentences:
            refuse_spanning(sentence, own)


@pytest.mark.parametrize("level", LEVELS)
def test_no_headline_of_a_trend_spans_a_break(counts, level):
    for specialty in SHORTLISTABLE:
        own = counts[level].loc[counts[level]["specialty"] == specialty]
        trends = list(fill_trends(own).values())
        if trends:
            story = trend_story(own, trends, True, level)
            refuse_spanning(story.headline, own)
            (row,) = story.text_table.frame().drop(columns="Years before", errors="ignore").to_numpy()
            refuse_spanning(" ".join(row), own)


@pytest.mark.parametrize("group", slugs(APPLICANT_GROUPS))
def test_no_comparison_of_a_shortlist_spans_a_break(reference, counts, group):
    standings = standings_for(Profile(group), SHORTLISTABLE, reference)
    measures = measures_table(standings, Profile(group)).frame().set_index("Measure")
    trend = next(name for name in measures.index if name.endswith("then and now"))
    for row in standings:
        own = counts["all"].loc[counts["all"]["specialty"] == row.specialty]
        if not pd.isna(row.context.change):
            assert breaks_between(own, int(row.context.first_year), int(row.context.last_year)) == []
        refuse_spanning(measures.loc[trend, row.label], own)


def test_where_a_trend_is_broken_it_is_said(counts):
    own = counts["all"].loc[counts["all"]["specialty"] == "obstetrics_and_gynecology"]
    story = trend_story(own, list(fill_trends(own).values()), True, "all")
    assert "in 2014 and" in story.headline
    assert ("break", "gap: the years before it count otherwise") in story.legend
    assert "preliminary positions" in story.text_table["Years before"][0]
    assert any(note.startswith("Obstetrics and Gynecology, 2014: From 2014 on ") for note in story.notes)
    people = people_story(
        years_of(own, "obstetrics_and_gynecology"), "obstetrics_and_gynecology", "us_img", 2018
    )
    told = people.text_table.frame().set_index("Match")["The year before"]
    assert told["2013"] == "runs on"
    assert told["2014"].startswith("From 2014 on preliminary positions are not in the row")
    assert people.data["break_note"].astype(bool).sum() == 2
    whole = counts["all"].loc[counts["all"]["specialty"] == "pathology"]
    unbroken = trend_story(whole, list(fill_trends(whole).values()), True, "all")
    assert "Years before" not in unbroken.text_table.columns
    assert "break" not in dict(unbroken.legend)


def test_two_years_with_a_break_between_them_have_no_headline_together(make_positions):
    counts = matches_by_specialty(
        make_positions(
            {"specialty": "neurology", "year": 2018, "us_img": 5},
            {"specialty": "neurology", "year": 2019, "us_img": 7, "breaks": "specialty"},
        )
    )
    rows = years_of(counts, "neurology")
    assert people_story(rows, "neurology", "us_img", 2018).headline == "Neurology: 5 US IMGs matched in 2018"
    # The newest year is said once, and stands for itself where the counts do not reach a year.
    for year in (2019, 2024):
        assert (
            people_story(rows, "neurology", "us_img", year).headline == "Neurology: 7 US IMGs matched in 2019"
        )
