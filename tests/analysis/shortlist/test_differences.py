import itertools
import math
from dataclasses import fields, replace

import pytest

from analysis.measures import MEASURE_BY_SLUG
from analysis.profile import Profile
from analysis.reference import Context
from analysis.shortlist.compute import SHORTLISTABLE, SpecialtyStanding, standings_for
from analysis.shortlist.differences import (
    MOST_SAID,
    WORTH_SAYING_PCT,
    say_differences,
    say_most,
    spreads,
)
from analysis.standing.compute import Compared
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS

EXAMS = ("step1", "step2_ck")
OF_CONTEXT = {field.name for field in fields(Context)}


def one(label, **known):
    """Return the standing of a specialty of which little is known: `{exam}_{field}` and fields of its context."""
    exams = {
        exam: Compared(
            label,
            label,
            exam,
            **{
                "missing": "not_reported",
                **{
                    name.removeprefix(f"{exam}_"): value
                    for name, value in known.items()
                    if name.startswith(f"{exam}_")
                },
            },
        )
        for exam in EXAMS
    }
    beside = {name: value for name, value in known.items() if name in OF_CONTEXT}
    context = Context(**{"items_missing": "not_reported", **beside})
    return SpecialtyStanding(
        label, label, "no_score", "no_score", (), True, "us_img", exams, math.nan, math.nan, context
    )


def standings(*rows):
    """Return standings out of what is known beside their label."""
    return [one(**row) for row in rows]


def by_measure(found):
    return {row.measure: row for row in found}


@pytest.fixture(scope="module")
def found_for(reference):
    """Return a function that measures the spreads of some specialties in the real tables."""

    def found(group, *specialties, profile=None):
        chosen = standings_for(profile or Profile(group), specialties, reference)
        return spreads(chosen, standings_for(Profile(group), SHORTLISTABLE, reference))

    return found


def test_spreads_by_hand():
    few = [
        {"label": "A", "step1_matched_mean": 230, "share_pct": 4.04},
        {"label": "B", "step1_matched_mean": 240, "share_pct": 4.01},
        {"label": "C", "step1_matched_mean": 230},
    ]
    more = [
        {"label": "D", "step1_matched_mean": 220, "share_pct": 24.0},
        {"label": "E", "step1_matched_mean": 245},
    ]
    found = by_measure(spreads(standings(*few), standings(*few, *more)))
    mean = found["step1_matched"]
    assert (mean.lowest, mean.highest, mean.spread, mean.all_spread) == (230, 240, 10, 25)
    assert (mean.lowest_in, mean.highest_in) == (("A", "C"), ("B",))
    assert mean.relation_pct == 40
    assert (mean.counted, mean.all_counted, mean.all_count, mean.without) == (3, 5, 5, ())
    share = found["nrmp_share"]
    # 4.04 and 4.01 are both shown as 4.0, and what is shown alike is no difference.
    assert (share.spread, share.lowest_in, share.relation_pct) == (0, ("A", "B"), 0)
    assert (share.counted, share.without) == (2, ("C (not listed by NRMP)",))
    nothing = found["research_matched"]
    assert (nothing.counted, nothing.lowest_in, nothing.highest_in) == (0, (), ())
    assert all(math.isnan(number) for number in (nothing.lowest, nothing.spread, nothing.relation_pct))


def test_one_number_is_no_spread():
    few = [{"label": "A", "items_mean": 3.0}, {"label": "B"}]
    everything = standings(*few, {"label": "C", "items_mean": 5.0})
    research = by_measure(spreads(standings(*few), everything))["research_matched"]
    assert math.isnan(research.spread)
    assert research.lowest_in == ("A",)
    assert research.without == ("B (not in the source)",)


def test_relations_hold_for_every_pair_of_real_specialties(reference):
    for group in slugs(APPLICANT_GROUPS):
        everything = standings_for(Profile(group), SHORTLISTABLE, reference)
        for pair in itertools.combinations(range(0, 22, 3), 2):
            found = spreads([everything[place] for place in pair], everything)
            known = [row.relation_pct for row in found if not math.isnan(row.relation_pct)]
            assert known or group not in reference.edition.groups
            assert all(0 <= relation <= 100 for relation in known)
            assert all(row.counted + len(row.without) == 2 for row in found)
            assert say_differences(found, group)
        whole = [row.relation_pct for row in spreads(everything, everything)]
        assert {relation for relation in whole if not math.isnan(relation)} == {100}


def test_a_score_changes_no_difference(found_for):
    pair = ("neurology", "pathology")
    without = found_for("non_us_img", *pair)
    # Every one of these is a number, so that equal rows are equal.
    assert not any(math.isnan(row.relation_pct) for row in without)
    assert without == found_for("non_us_img", *pair, profile=Profile("non_us_img", 230, 250, 9))


def test_what_differs_most_in_words(found_for):
    found = found_for("non_us_img", "otolaryngology", "pathology", "neurology")
    first, second, third = say_differences(found, "non_us_img")
    assert first == (
        "The share of the positions filled by non-US IMGs differs most: 1.7% in Otolaryngology, 32.6% in "
        "Pathology, which is 95% of the distance between the lowest and highest of all 22."
    )
    assert second.startswith(
        "Next comes the change of the share filled by non-US IMGs: −1.3 percentage points in Otolaryngology "
        "(2008 to 2022), +18.4 percentage points in Pathology (2008 to 2022), which is 62% of the distance"
    )
    for fact in (
        "Step 2 CK",
        "233 points in Pathology, 240 points in Neurology",
        "39% of the distance",
        "the 19 specialties",
        "No number for Otolaryngology (not in the source)",
    ):
        assert fact in third


def test_relations_come_in_order_and_ninety_percent_is_not_rounded_up_to_the_whole():
    few = [
        {"label": "A", "matched_count": 0, "share_pct": 0.0, "items_mean": 1.0},
        {"label": "B", "matched_count": 998, "share_pct": 50.0, "items_mean": 2.0},
    ]
    more = {"label": "C", "matched_count": 1000, "share_pct": 100.0, "items_mean": 101.0}
    sentences = say_differences(spreads(standings(*few), standings(*few, more)), "us_img")
    assert "0 in A, 998 in B, which is 99% of the distance" in sentences[0]
    assert "0.0% in A, 50.0% in B, which is 50%" in sentences[1]
    # Research would be third, and is hardly a difference: one item of a hundred.
    assert WORTH_SAYING_PCT > 1
    assert not any("research" in sentence and "which is" in sentence for sentence in sentences)
    assert len([sentence for sentence in sentences if "which is" in sentence]) == MOST_SAID - 1


def test_a_second_difference_is_said_however_small():
    few = [
        {"label": "A", "matched_count": 0, "share_pct": 0},
        {"label": "B", "matched_count": 1, "share_pct": 50},
    ]
    more = {"label": "C", "matched_count": 2000, "share_pct": 100}
    start = (
        "Next comes the number of matches of US IMGs: 0 in A, 1 in B, which is 1% of the distance between the "
        "lowest and highest of "
    )
    sentences = say_differences(spreads(standings(*few), standings(*few, more)), "us_img")
    assert sentences[1] == f"{start}all 3."
    # How many specialties there are is what the edition has; one of them may lack the number.
    sentences = say_differences(spreads(standings(*few), standings(*few, more, {"label": "D"})), "us_img")
    assert sentences[1] == f"{start}the 3 specialties that have one."


def test_the_whole_distance_and_few_matched_are_said(found_for):
    found = found_for("us_img", "pediatrics", "orthopaedic_surgery")
    research = next(line for line in say_differences(found, "us_img") if "research" in line)
    assert "37.1 items in Orthopaedic Surgery, which is the whole distance between" in research
    assert research.endswith("A few people with long lists pull such an average up.")
    # Ten matched are not few; three are.
    few = say_differences(found_for("non_us_img", "plastic_surgery", "psychiatry"), "non_us_img")
    assert any("28.0 items in Plastic Surgery (fewer than 10 matched)" in line for line in few)
    # A share is of positions, not an average over few people.
    shares = say_differences(found_for("non_us_img", "otolaryngology", "pathology"), "non_us_img")[0]
    assert "1.7% in Otolaryngology, 32.6% in Pathology" in shares


def test_garbled_and_lone_numbers_are_said_in_words(found_for):
    found = found_for("us_img", "pediatrics", "neurology", "orthopaedic_surgery")
    assert by_measure(found)["step2_ck_separation"].without == ("Pediatrics (garbled in the source)",)
    lone = say_differences(found_for("us_img", "plastic_surgery", "psychiatry"), "us_img")[-1]
    assert lone.startswith("Not compared, because fewer than two have a number: ")
    named = [
        "the matched Step 1 average",
        "the distance between the Step 1 averages",
        "the matched Step 2 CK average",
        "the distance between the Step 2 CK averages",
        "the matched research average",
    ]
    places = [lone.index(name) for name in named]
    assert places == sorted(places)


def test_equal_numbers_are_said_as_equal(found_for):
    sentences = say_differences(
        found_for("us_md_senior", "internal_medicine", "pathology", "emergency_medicine"), "us_md_senior"
    )
    assert "The same in all that have a number: the matched Step 1 average (233 points)." in sentences


def test_nothing_at_all_is_still_a_sentence():
    nothing = standings({"label": "A"}, {"label": "B"})
    (only,) = say_differences(spreads(nothing, nothing), "us_img")
    assert only.startswith("Not compared, because fewer than two have a number: ")


def test_one_point_is_one_point():
    few = [{"label": "A", "step1_separation": -1}, {"label": "B", "step1_separation": 1}]
    sentence = say_differences(spreads(standings(*few), standings(*few)), "us_img")[0]
    assert "−1 point in A, 1 point in B" in sentence


@pytest.mark.parametrize(
    ("group", "specialties", "said"),
    [
        (
            "us_md_senior",
            ("dermatology", "family_medicine"),
            "Of these averages, the matched Step 1 average of US MD seniors differs most: 220 points in Family Medicine, 249 "
            "points in Dermatology",
        ),
        (
            "us_md_senior",
            ("internal_medicine", "pathology"),
            "The matched Step 1 average of US MD seniors is 233 points in all of them",
        ),
        (
            "us_img",
            ("plastic_surgery", "psychiatry"),
            "The matched Step 1 average of US IMGs is 214 points in Psychiatry, and no other has one",
        ),
        ("us_img", ("plastic_surgery", "vascular_surgery"), ""),
    ],
)
def test_the_headline_speaks_of_averages_alone(found_for, group, specialties, said):
    assert say_most(found_for(group, *specialties), group, ("step1", "step2_ck")) == said


def test_the_headline_keeps_to_the_exams_drawn(found_for):
    found = found_for("non_us_img", "otolaryngology", "pathology", "neurology")
    assert say_most(found, "non_us_img", ("step1", "step2_ck")).startswith(
        "Of these averages, the matched Step 2 CK average"
    )
    assert say_most(found, "non_us_img", ("step1",)).startswith(
        "Of these averages, the matched Step 1 average"
    )


def test_why_a_number_is_missing():
    row = one("A", step2_ck_missing="garbled", items_missing="garbled", filled_count=0)
    nothing = one("B")

    def why(slug, row=row):
        return MEASURE_BY_SLUG[slug].why_missing(row)

    assert why("step1_matched") == "not in the source"
    assert why("step2_ck_unmatched") == "garbled in the source"
    assert why("research_matched") == "garbled in the source"
    assert why("share_change") == "no two years to compare"
    assert why("nrmp_share") == "none filled"
    assert why("matched_count", nothing) == "not listed by NRMP"
    absent = replace(nothing, context=Context(), exams={exam: Compared("B", "B", exam) for exam in EXAMS})
    assert {why(slug, absent) for slug in ("step1_matched", "step2_ck_separation", "research_matched")} == {
        "not in this edition"
    }
