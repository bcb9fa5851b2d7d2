"""The standings of a caseload: the same as one person at a time, with known answers, filters and counts."""

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.caseload.advisees import Advisee, Caseload
from analysis.caseload.columns import ALLOWED_SPECIALTIES
from analysis.caseload.standing_columns import CASELOAD_STANDINGS, STANDING_COLUMNS
from analysis.caseload.standings import caseload_standings, standing_sources, with_kept
from analysis.caseload.triage import (
    Filters,
    filter_standings,
    furthest_first,
    missing_in_short,
    not_compared,
    occurring,
    summary_words,
)
from analysis.profile import Profile
from analysis.reference import REFERENCE_TABLES, build_reference
from analysis.shortlist.compute import standings_for
from analysis.wording import FLAGS, GROUP_LABELS
from data.editions.charting_outcomes_2018 import EDITION
from data.load import load_table

REFERENCE = build_reference({name: load_table(name) for name in REFERENCE_TABLES}, EDITION)
SPECIALTIES = [term.slug for term in ALLOWED_SPECIALTIES]
# Column -> where `standings_for` has the same number.
SAME = {
    **{
        f"{exam}_{measure}": f"exams.{exam}.{measure}"
        for exam in ("step1", "step2_ck")
        for measure in ("score", "matched_mean", "gap_to_matched")
    },
    "research_items": "items",
    "items_mean": "context.items_mean",
    "items_gap": "items_gap",
    "matched_count": "context.matched_count",
    "filled_count": "context.filled_count",
    "share_pct": "context.share_pct",
}


def number_at(row, path):
    """Return the number of a specialty's standing that stands at a path of names."""
    for name in path.split("."):
        row = row[name] if isinstance(row, dict) else getattr(row, name)
    return float(row)


def person(number, profile, *specialties):
    return Advisee(
        number + 1,
        f"person-{number}",
        profile.applicant_group,
        profile.step1,
        profile.step2_ck,
        profile.research_items,
        specialties,
        profile.step1_passed,
    )


@pytest.fixture(scope="module")
def few():
    """Three people whose rows are known."""
    people = (
        person(1, Profile("non_us_img", 230, 240, 4), "internal_medicine", "plastic_surgery"),
        person(2, Profile("us_img", None, 238), "pediatrics"),
        person(3, Profile("us_md_senior"), "internal_medicine"),
    )
    return caseload_standings(people, REFERENCE)


def test_every_column_is_there_in_order_with_its_type(few):
    assert list(few.columns) == [column.name for column in STANDING_COLUMNS]
    assert [str(dtype) for dtype in few.dtypes] == [column.pandas_type for column in STANDING_COLUMNS]
    empty = caseload_standings((), REFERENCE)
    assert list(empty.columns) == list(few.columns)
    assert len(empty) == 0


def test_the_rows_are_those_of_the_file_with_known_numbers(few):
    assert list(zip(few["line"], few["identifier"], few["specialty"], strict=True)) == [
        (2, "person-1", "internal_medicine"),
        (2, "person-1", "plastic_surgery"),
        (3, "person-2", "pediatrics"),
        (4, "person-3", "internal_medicine"),
    ]
    first = few.iloc[0]
    assert (first["step1_matched_mean"], first["step1_gap_to_matched"]) == (236, -6)
    assert (first["standing"], first["standing_words"]) == ("near", "near the matched average")
    assert (first["match_year"], first["sem"]) == (2018, 6.0)
    # Gaps are plain numbers, without our typographic minus.
    assert few["step1_gap_to_matched"].dtype == "Int64"


def test_what_other_sources_say_has_its_own_years_its_box_and_its_interval(few):
    first, _, third, _ = few.to_dict("records")
    assert (first["residents_period"], first["survey_year"], first["only_choice_match_year"]) == (
        "2019-20",
        2020,
        2021,
    )
    box = REFERENCE.beyond("non_us_img", "internal_medicine").answers["step2_ck"].below
    assert first["step2_ck_rarely_below_words"] == "218–228 (n 18)"
    assert [first[f"step2_ck_rarely_below_{name}"] for name in ("q1", "median", "q3", "program_count")] == [
        box.q1,
        box.median,
        box.q3,
        box.programs,
    ]
    assert [first[f"only_choice_{name}_pct"] for name in ("matched", "low", "high")] == [56.6, 54.8, 58.3]
    assert (first["survey_response_pct"], first["survey_sent_count"]) == (8.1, 854)
    # Without a score there are no residents to say the year of.
    assert few["residents_period"].isna().tolist() == [False, False, False, True]
    assert third["step1_almost_always_above_words"]


def test_the_sources_are_those_of_everything_in_the_rows(few):
    assert {"co2018_step1_img", "aamc2020_b2", "pd2020_thresholds", "pd2020_groups", "rd_table14"} <= set(
        standing_sources(few, REFERENCE)
    )
    alone = caseload_standings([person(3, Profile("us_md_senior"), "internal_medicine")], REFERENCE)
    assert "aamc2020_b2" not in standing_sources(alone, REFERENCE)
    nobody = caseload_standings((), REFERENCE)
    assert standing_sources(nobody, REFERENCE) == REFERENCE.every_source


def test_where_averages_do_not_separate_there_is_no_verdict(few):
    row = few.iloc[1]
    assert (row["standing"], row["standing_words"]) == (
        "no_verdict",
        "the averages do not separate in this row",
    )
    assert row["step1_gap_to_matched"] == 2


def test_what_is_missing_says_why(few):
    assert few["missing"].tolist()[2:] == [
        "Step 1: no score; Step 2 CK: matched average garbled in the source; research: no items given",
        "Step 1: no score; Step 2 CK: no score; Step 2 CK: matched average not in this edition; research: no "
        "items given",
    ]
    assert few["standing"].tolist()[2:] == ["no_mean", "no_score"]
    assert few["step2_ck_gap_to_matched"].isna()[2]
    assert few["step1_score"].isna().tolist() == [False, False, True, True]


numbers = st.one_of(st.none(), st.integers(190, 280))
profiles = st.builds(
    Profile,
    st.sampled_from(["us_md_senior", "us_img", "non_us_img"]),
    numbers,
    numbers,
    st.one_of(st.none(), st.integers(0, 50)),
)
choices = st.lists(st.sampled_from(SPECIALTIES), min_size=1, max_size=6, unique=True)


@settings(max_examples=60)
@given(st.lists(st.tuples(profiles, choices), min_size=1, max_size=5), st.sampled_from([5.0, 6.0, 7.5, 8.0]))
def test_everybody_together_is_the_same_as_one_at_a_time(people, sem):
    advisees = [person(number, profile, *chosen) for number, (profile, chosen) in enumerate(people)]
    together = caseload_standings(advisees, REFERENCE, sem)
    alone = [row for one in advisees for row in standings_for(one.profile, one.specialties, REFERENCE, sem)]
    assert together["specialty"].tolist() == [row.specialty for row in alone]
    for ours, theirs in SAME.items():
        numbers = pd.Series([number_at(row, theirs) for row in alone], dtype="float64")
        pd.testing.assert_series_equal(together[ours].astype("float64"), numbers.round(1), check_names=False)
    assert [tuple(flags.split(";")) if flags else () for flags in together["flags"]] == [
        row.flags for row in alone
    ]
    assert together["standing"].tolist() == [row.shown for row in alone]


@settings(max_examples=60)
@given(st.lists(st.tuples(profiles, choices), min_size=1, max_size=5))
def test_a_number_is_missing_exactly_where_words_say_why(people):
    advisees = [person(number, profile, *chosen) for number, (profile, chosen) in enumerate(people)]
    for row in caseload_standings(advisees, REFERENCE).to_dict("records"):
        for label, column in (
            ("Step 1: ", "step1_gap_to_matched"),
            ("Step 2 CK: ", "step2_ck_gap_to_matched"),
            ("research: ", "items_gap"),
            ("matches: ", "matched_count"),
        ):
            assert pd.isna(row[column]) == (label in row["missing"]), (column, row)


def test_the_measurement_error_moves_a_standing_and_is_checked():
    people = [person(1, Profile("non_us_img", 230), "internal_medicine")]
    assert [caseload_standings(people, REFERENCE, sem)["standing"][0] for sem in (5, 6)] == ["below", "near"]
    with pytest.raises(ValueError, match="allowed is 5 to 8 points"):
        caseload_standings(people, REFERENCE, 9)


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), [0, 1, 2, 3]),
        (Filters(groups=("us_img", "us_md_senior")), [2, 3]),
        (Filters(specialties=("internal_medicine",)), [0, 3]),
        (Filters(standings=("near", "no_verdict")), [0, 1]),
        (Filters(flags=("means_equal",)), [1]),
        (Filters(flags=("source_garbled", "means_equal")), [1, 2]),
        (Filters(text=" PERSON-1 "), [0, 1]),
        (Filters(text="-"), [0, 1, 2, 3]),
        (Filters(specialties=("internal_medicine",), groups=("non_us_img",), text="1"), [0]),
        (Filters(groups=("us_img",), standings=("near",)), []),
    ],
    ids=str,
)
def test_filters_all_hold_at_once(few, filters, kept):
    assert list(filter_standings(few, filters).index) == kept
    assert len(few) == 4


def test_the_summary_counts_and_does_not_judge(few):
    assert summary_words(few) == (
        "3 advisees, 4 rows of one advisee and one specialty each: 1 near the matched average, 1 without a "
        "verdict because the averages do not separate, 1 without a matched average in the source, 1 without a "
        "score."
    )
    assert summary_words(few.iloc[:1]).startswith("1 advisee, 1 row of one advisee")
    assert summary_words(few.iloc[:0]) == "0 advisees, 0 rows of one advisee and one specialty each."


def test_what_occurs_is_counted_in_the_order_given(few):
    assert occurring(few, "applicant_group", GROUP_LABELS) == {
        "us_md_senior": 1,
        "us_img": 1,
        "non_us_img": 2,
    }
    flags = [flag.slug for flag in FLAGS]
    assert list(occurring(few, "flags", flags)) == [
        flag for flag in flags if few["flags"].str.contains(flag).any()
    ]
    assert occurring(few.iloc[:0], "standing", CASELOAD_STANDINGS) == {}


def test_every_source_is_known(real):
    assert set(REFERENCE.every_source) <= set(real["sources"]["source_id"])
    assert set(REFERENCE.every_source) == {
        "co2018_step1_img",
        "co2018_step1_matched",
        "co2018_step2_ck_img",
        "co2018_research_output",
        "rd_table2",
    }


def test_two_thousand_people_take_seconds_not_minutes():
    chance = random.Random(1)
    people = [
        person(
            number,
            Profile(
                chance.choice(list(REFERENCE.cohorts)), chance.randint(190, 270), chance.randint(200, 280)
            ),
            *chance.sample(SPECIALTIES, 4),
        )
        for number in range(2_000)
    ]
    with_clock = pd.Timestamp.now()
    found = caseload_standings(people, REFERENCE)
    # Half a second on a quiet machine; one person at a time would take five.
    assert (pd.Timestamp.now() - with_clock).total_seconds() < 15
    assert len(found) == 8_000


def everyone():
    """People in the order of a file: far below, nearly there, and four of whom nothing can be compared."""
    return (
        person(1, Profile("non_us_img", 230, 240, 4), "internal_medicine", "dermatology"),
        person(2, Profile("non_us_img", 205, None, 4), "internal_medicine", "neurology"),
        person(3, Profile("us_md_senior", None, 252, step1_passed=True), "neurology"),
        Advisee(5, "do", "do", 230, 240, 3, ("neurology", "pathology")),
        Advisee(6, "nobody"),
        Advisee(7, "undecided", "us_img", 230),
        person(8, Profile("non_us_img", 240), "plastic_surgery"),
    )


def test_whoever_is_furthest_below_stands_first_and_the_rest_apart():
    compared, rest = furthest_first(caseload_standings(everyone(), REFERENCE))
    assert list(dict.fromkeys(compared["identifier"])) == ["person-2", "person-1"]
    # Of a specialty the lower exam counts, of the specialties the best one.
    own = compared.loc[compared["identifier"] == "person-1"]
    lower = own[["step1_gap_to_matched", "step2_ck_gap_to_matched"]].min(axis=1)
    assert set(own["best_gap"]) == {lower.max()}
    people = not_compared(rest).set_index("identifier")
    assert people["reason"].to_dict() == {
        "person-3": "no matched Step 2 CK average of US MD seniors in this edition",
        "do": "DO, seniors and graduates: no averages of this group in the source",
        "nobody": "no applicant group that can be read",
        "undecided": "no specialty that can be read",
        "person-8": "the averages of matched and unmatched do not separate",
    }
    assert people.loc["do", "specialties"] == "Neurology; Pathology"
    assert people.loc["do", "step2_ck_score"] == 240


def test_a_do_senior_has_what_other_sources_know_and_no_averages():
    (row,) = caseload_standings(
        (person(1, Profile("do_senior", None, 240), "neurology"),), REFERENCE
    ).to_dict("records")
    assert (row["only_choice_matched_count"], row["only_choice_ranked_count"]) == (102, 109)
    assert (row["often_interview_pct"], row["often_interview_program_count"]) == (76, 25)
    assert row["step2_ck_resident_count"] > 800
    assert row["not_compared"] == "no matched Step 2 CK average of DO seniors in this edition"
    assert "matches: not counted apart" in row["missing"]
    assert pd.isna(row["matched_count"])


def test_a_cell_that_was_not_read_is_said_with_what_stood_in_it():
    unread = (("step2_ck", "cell not read, “2450”"), ("research_items", "cell not read, “many”"))
    one = Advisee(2, "A", "us_img", None, None, None, ("neurology",), passed_step1=True, unread=unread)
    (row,) = caseload_standings((one,), REFERENCE).to_dict("records")
    assert row["missing"].startswith("Step 1: passed, no score; ")
    assert "Step 2 CK: cell not read, “2450”" in row["missing"]
    assert row["not_compared"] == "Step 1 passed, no score; Step 2 CK cell not read, “2450”"
    assert (row["standing"], row["standing_words"]) == ("no_score", "no score that can be read")
    assert "Step 2 CK cell not read, “2450”" in missing_in_short(row["missing"])
    # Without averages of the group it is said as well.
    graduate = Advisee(3, "B", "do_graduate", specialties=("neurology",), unread=unread[:1])
    (row,) = caseload_standings((graduate,), REFERENCE).to_dict("records")
    assert "Step 2 CK: cell not read, “2450”" in row["missing"]


def test_an_unknown_number_is_never_a_zero():
    rows = caseload_standings(everyone(), REFERENCE).set_index("identifier")
    assert rows.loc["nobody", ["step1_score", "step2_ck_score", "research_items", "best_gap"]].isna().all()
    assert rows.loc["person-3", "missing"].startswith("Step 1: passed, no score")


def test_every_exams_gap_stands_apart_and_what_is_missing_in_few_words():
    first = caseload_standings(everyone(), REFERENCE).iloc[0]
    assert (first["step1_gap_to_matched"], first["step2_ck_gap_to_matched"]) == (-6, -1)
    assert missing_in_short("") == "nothing"
    assert (
        missing_in_short(
            "Step 1: passed, no score; Step 2 CK: matched average not in the source; research: no items given"
        )
        == "Step 1 passed, no score; Step 2 CK average; research items"
    )


def test_names_and_other_columns_stay_with_the_person():
    people = (
        Advisee(2, "A1", "us_img", 230, None, None, ("neurology", "pathology"), False, "Ana", ("2027", "=x")),
    )
    read = Caseload(people, (), (), ("Year", "standing"), has_names=True)
    rows = with_kept(caseload_standings(people, REFERENCE), read)
    assert list(rows.columns)[:3] == ["line", "identifier", "name"]
    assert rows["Year"].tolist() == ["2027", "2027"]
    # A heading of the file that is one of ours as well does not take its place.
    assert rows["standing (file)"].tolist() == ["=x", "=x"]
    assert filter_standings(rows, Filters(text="ana")).shape == rows.shape
