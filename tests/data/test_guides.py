"""The guides' advice: both tables of risk on both sides of every boundary, sums, orders, and broken copies."""

from dataclasses import fields

import pandas as pd
import pytest

from data.definitions import Source
from data.guide_rows import with_guide_sources
from data.guide_terms import GUIDES, RISK_FACTORS, SOURCE_OF_GUIDE, TIERS
from data.guides import (
    TABLE_OF,
    Band,
    DateRule,
    Guide,
    MixPart,
    PlanStep,
    Requirement,
    Rule,
    Side,
    Threshold,
    TierEntry,
    VisaFacet,
    holes_between,
    read_advice,
)
from data.guides_schema import ADVICE_TABLES, BY_GUIDE
from data.load import load_table
from data.official import RAW_FILES, read_official
from data.schema import TABLES
from data.sources import SOURCES
from data.terms import slugs
from data.transcription import RAW_DIR, TranscriptionError

RETURN, JOB, EXPERIENCE, IMG = slugs(GUIDES)
ENDED = "step2_cs_ended"


def advice(kind):
    return read_advice(kind, load_table(TABLE_OF[kind]))


@pytest.fixture(scope="module")
def bands():
    return advice(Band)


@pytest.fixture(scope="module")
def raw():
    return {name: rows for name, rows in read_official(RAW_DIR).items() if name in ADVICE_TABLES}


def levels_at(bands, guide, factor, measured, value):
    return [
        band.risk_level
        for band in bands
        if (band.guide, band.risk_factor, band.measured) == (guide, factor, measured) and band.hold(value)
    ]


# Guide, factor, measure -> value -> level, or none in a hole. Read off the two guides by hand.
LEVELS = {
    (RETURN, "graduation", "graduation_years"): {0: "low", 3: "low", 4: "", 6: "", 7: "high", 30: "high"},
    (RETURN, "last_clinical_work", "last_clinical_years"): {0: "low", 2: "low", 3: "", 4: "", 5: "high"},
    (RETURN, "us_experience", "us_letters"): {1: "", 2: "low", 3: "low"},
    (RETURN, "us_experience", "us_experience_months"): {0: "high", 1: ""},
    (RETURN, "us_experience", "last_us_experience_years"): {3: "", 4: "high"},
    (RETURN, "exams", "step2_ck_score"): {239: "", 240: "low"},
    (JOB, "graduation", "graduation_years"): {
        0: "low",
        3: "low",
        4: "moderate",
        6: "moderate",
        7: "high",
    },
    (JOB, "failed_attempts", "failed_attempts"): {0: "low", 1: "moderate", 2: "high", 5: "high"},
    (JOB, "us_experience", "us_experience_months"): {
        0: "high",
        1: "moderate",
        2: "moderate",
        3: "low",
        12: "low",
    },
    (JOB, "non_clinical_time", "non_clinical_years"): {
        0: "low",
        0.9: "low",
        1: "moderate",
        3: "moderate",
        4: "high",
    },
}


@pytest.mark.parametrize("place", LEVELS, ids="-".join)
def test_levels_on_both_sides_of_every_boundary(bands, place):
    for value, level in LEVELS[place].items():
        assert levels_at(bands, *place, value) == ([level] if level else []), value


def test_every_band_with_a_number_is_in_the_expectations(bands):
    assert {(band.guide, band.risk_factor, band.measured) for band in bands if band.measured} == set(LEVELS)
    assert {band.risk_factor for band in bands} == set(slugs(RISK_FACTORS))
    in_words = {(band.guide, band.risk_factor) for band in bands if not band.measured}
    assert in_words == {
        (RETURN, "last_clinical_work"),
        (RETURN, "exams"),
        (RETURN, "account"),
        (JOB, "gaps"),
    }
    assert all(band.also for band in bands if not band.measured)


def test_holes_are_listed_and_not_filled(bands):
    found = {(hole.guide, hole.risk_factor): (hole.lowest, hole.highest) for hole in holes_between(bands)}
    assert found == {(RETURN, "graduation"): (4, 6), (RETURN, "last_clinical_work"): (3, 4)}


def test_each_guide_is_a_source_of_advice():
    sources: dict[str, Source] = {source.source_id: source for source in SOURCES}
    guides = {guide.guide: guide for guide in advice(Guide)}
    assert set(guides) == set(SOURCE_OF_GUIDE)
    for guide in guides.values():
        assert "not NRMP's data" in sources[guide.source_id].trust_note
        assert (guide.guide_date == "not printed") == bool(guide.dated_by)
    assert (guides[JOB].author, guides[JOB].guide_date) == ("Residency Advisor", "2026-01-05")


@pytest.mark.parametrize("name", ADVICE_TABLES)
def test_every_row_has_a_known_guide_and_its_source(name):
    rows = load_table(name)
    assert TABLES[name].description.startswith("Dated advice of named guides, not NRMP's data.")
    if "guide" in rows:
        given = rows.dropna(subset="guide")
        guides = load_table("guides").set_index("guide")
        for column in ("author", "guide_date"):
            assert given[column].tolist() == given["guide"].map(guides[column]).tolist()
        assert given["source_id"].equals(given["guide"].map(SOURCE_OF_GUIDE).astype("str"))
        others = rows[rows["guide"].isna()]
        assert set(others["source_id"]) <= {"policy_notices"}
    if "section" in rows:
        assert rows.loc[rows["source_id"] != "policy_notices", "section"].ne("").all()
    assert not load_table("observations")["source_id"].isin(SOURCE_OF_GUIDE.values()).any()


@pytest.mark.parametrize("name", [name for name in ADVICE_TABLES if "event" in TABLES[name].column_names])
def test_what_is_superseded_names_the_change_of_the_rules(name):
    rows = load_table(name)
    if "advice_status" in rows:
        stale = rows[rows["advice_status"] == "superseded"]
        assert stale["event"].notna().all()
        # What speaks of an exam that ended, or of a rule that was dropped, is never called current.
        ended = rows.get("advice", rows["section"]).str.contains("Step 2 CS")
        assert rows.loc[ended, "event"].isin({ENDED, "step2_cs_suspended"}).all()


def test_rules_that_were_dropped_or_are_disputed():
    rules = {rule.advice: rule for rule in advice(Rule)}
    (accredited,) = (rule for words, rule in rules.items() if "must be accredited" in words)
    (residents,) = (rule for words, rule in rules.items() if words == "Counted by the guide among US IMGs.")
    assert (accredited.advice_status, accredited.event) == ("superseded", "accreditation_no_bar")
    assert (residents.advice_status, residents.event) == ("disputed", "green_card_non_us_img")


def test_numbers_of_rules():
    rules = {rule.rule: rule for rule in advice(Rule)}
    numbers = advice(Threshold)
    assert {number.rule for number in numbers} <= set(rules)

    def fires(part, **values):
        (rule,) = (rule for rule in rules.values() if part in (rule.condition + rule.advice))
        alternatives: dict[int, list[bool]] = {}
        for number in numbers:
            if number.rule == rule.rule and number.threshold_role == "condition":
                held = (
                    number.said_as != "undecided"
                    and number.measured in values
                    and number.hold(values[number.measured])
                )
                alternatives.setdefault(number.alternative, []).append(held)
        return any(all(held) for held in alternatives.values())

    assert [fires("more than two of the five", high_factors=n) for n in (2, 3)] == [False, True]
    low = "Step 2 CK below 225"
    assert [fires(low, step2_ck_score=n) for n in (224, 225)] == [True, False]
    assert [fires(low, step2_ck_years=n) for n in (3, 4.9, 5)] == [False, False, True]
    lottery = "5 or more years since graduation, no clinical work"
    assert not fires(lottery, graduation_years=5)
    assert fires(lottery, graduation_years=5, applications=150)
    assert [fires("more than 3 years since graduation", graduation_years=n) for n in (3, 4)] == [False, True]
    (between,) = (number for number in numbers if number.said_as == "undecided")
    assert [between.hold(years) for years in (3, 4, 4.9, 5)] == [False, True, True, False]
    amounts = {
        (number.rule, number.measured): (number.lowest, number.highest)
        for number in numbers
        if number.threshold_role == "amount" and number.rule.startswith("clinical_experience.")
    }
    assert (2, 3) in [bounds for (_, measured), bounds in amounts.items() if measured == "us_letters"]


def test_numbers_that_are_open_at_one_end_are_open():
    at_least, at_most = (
        [number for number in advice(Threshold) if number.said_as == said] for said in ("at_least", "at_most")
    )
    assert at_least
    assert at_most
    for number in at_least:
        assert (number.hold(number.highest + 1), number.hold(number.lowest - 1)) == (True, False), number.rule
    for number in at_most:
        assert (number.hold(number.highest + 1), number.hold(number.lowest - 1)) == (False, True), number.rule
    examples = {number.rule for number in advice(Threshold) if number.said_as == "example"}
    rules = {rule.rule: rule for rule in advice(Rule)}
    for name in examples:
        assert "guide" in rules[name].condition + rules[name].advice, name


def test_the_mix_is_the_guides_and_sums_to_100():
    mix = {part.program_kind: part.applications_pct for part in advice(MixPart)}
    assert mix == {"community": 55, "affiliated": 30, "university": 10, "name": 5}


def test_dates_are_a_day_or_counted_from_one():
    dates = {rule.date_rule: rule for rule in advice(DateRule)}
    assert [rule.sort_order for rule in dates.values()] == list(range(1, len(dates) + 1))
    days = {
        name: (rule.years_before, rule.month, rule.day)
        for name, rule in dates.items()
        if not rule.counted_from
    }
    assert days["application"] == (1, 9, 15)
    assert days["mspe"] == (1, 10, 1)
    assert days["rank_list_opens"] == (0, 1, 15)
    assert days["rank_list_deadline"] == (0, 2, 20)
    assert days["match_day"] == (0, 3, 15)
    scored = dates["score_with_application"]
    assert (scored.counted_from, scored.days_before, scored.month) == ("application", 28, None)
    # Any of these days exists in every year.
    for year in (2019, 2020, 2027):
        for before, month, day in days.values():
            assert pd.Timestamp(year - before, month, day)
    assert {name for name, rule in dates.items() if rule.date_kind == "period"} == {"interviews", "residency"}


def test_plans_run_in_order():
    steps = advice(PlanStep)
    assert {step.plan for step in steps} == {"months_18", "months_6_12"}
    for step in steps:
        assert step.month_to is None or step.month_from <= step.month_to
    eighteen = [step for step in steps if step.plan == "months_18"]
    assert {(step.month_from, step.month_to) for step in eighteen} == {(1, 3), (4, 9), (10, 12), (13, 18)}
    assert {step.placed_by for step in eighteen} == {"guide"}


def test_what_ended_is_apart_from_what_stands():
    needs = advice(Requirement)
    assert {one.requirement for one in needs if one.advice_status != "current"} == {
        "apply_step_2_cs",
        "pass_step_2_cs",
    }
    (lottery,) = (one for one in advice(VisaFacet) if one.visa_facet == "how_given")
    assert lottery.advice_status == "disputed"
    assert "exempt" in lottery.status_note
    assert "Grateful Student" in next(one.also_by for one in advice(Guide) if one.guide == IMG)


def test_tiers_and_visas():
    tiers = {entry.specialty_named: (entry.tier, entry.specialty) for entry in advice(TierEntry)}
    assert tiers["Anesthesiology"] == ("very_tough", "anesthesiology")
    assert tiers["Ophthalmology"] == ("nearly_impossible", None)
    assert sum(tier == "more_possible" for tier, _ in tiers.values()) == 5
    figures = {
        (one.visa_facet, one.visa): (one.figure, one.figure_of) for one in advice(VisaFacet) if one.figure
    }
    assert figures == {
        ("stay", "j1"): (7, None),
        ("stay", "h1b"): (6, None),
        ("after", "j1"): (2, None),
        ("programs", "j1"): (376, 538),
        ("programs", "h1b"): (122, 538),
        ("waiver", "j1"): (3, None),
    }


def test_a_tier_is_disputed_by_another_guide_or_where_the_newest_counts_put_it_beyond_an_easier_one():
    tiers, counts = advice(TierEntry), load_table("filled_by_state")
    counts = counts[counts["match_year"] == counts["match_year"].max()]
    sums = counts.groupby("specialty").sum(numeric_only=True)
    shares = (sums["us_img_count"] + sums["non_us_img_count"]) / sums["filled_count"]
    shares = shares.drop(counts.loc[counts["pools_preliminary"], "specialty"].unique())
    order = slugs(TIERS)
    known = [one for one in tiers if one.specialty in shares.index]
    beyond = {
        one.specialty
        for one in known
        for easier in known
        if order.index(easier.tier) < order.index(one.tier)
        and shares[one.specialty] > shares[easier.specialty]
    }
    sides = {side.disagreement for side in advice(Side)}
    by_guide = {one.specialty for one in tiers if one.specialty in sides}
    assert beyond == {"emergency_medicine", "radiation_oncology"}
    assert by_guide == {"anesthesiology"}
    assert {one.specialty for one in tiers if one.advice_status == "disputed"} == beyond | by_guide


def test_what_is_said_against_a_tier_is_counted_by_nrmp():
    disputed = {
        entry.specialty: entry.status_note for entry in advice(TierEntry) if entry.advice_status == "disputed"
    }
    named = {"positions": (2018, 2022), "filled_by_state": (2025,)}
    for specialty, note in disputed.items():
        for name, years in named.items():
            rows = load_table(name)
            rows = rows[rows["specialty"] == specialty]
            for year in years:
                sums = rows[rows["match_year"] == year].sum(numeric_only=True)
                imgs, filled = sums["us_img_count"] + sums["non_us_img_count"], sums["filled_count"]
                assert f"{100 * imgs / filled:.1f}% ({imgs:,.0f} of {filled:,.0f})" in note
                assert f"in {year}" in note


@pytest.mark.parametrize("kind", TABLE_OF, ids=lambda kind: kind.__name__)
def test_records_have_the_columns_of_their_table(kind):
    repeated = () if kind is Guide else (column.name for column in BY_GUIDE)
    assert {field.name for field in fields(kind)} == {*TABLES[TABLE_OF[kind]].column_names} - {*repeated}
    assert len(advice(kind)) == len(load_table(TABLE_OF[kind]))


def test_every_raw_file_of_advice_is_read():
    assert {file.path for file in RAW_FILES if file.path.startswith("guides/")} == {
        f"guides/{path.name}" for path in (RAW_DIR / "guides").glob("*.csv")
    }


BROKEN = {  # table -> row, what is written into it, and what is said of it
    "mix": ("guide_mix", 0, {"applications_pct": 54.0}, "sum to 99"),
    "overlap": ("guide_levels", 0, {"highest": 7.0}, "overlaps"),
    "bound": ("guide_levels", 0, {"measured": None}, "go together"),
    "silent": ("guide_rules", 0, {"advice_status": "superseded"}, "has no note"),
    "unsaid": (
        "guide_rules",
        0,
        {"advice_status": "superseded", "status_note": "It ended."},
        "nothing is named",
    ),
    "date": ("guide_dates", 4, {"counted_from": "never"}, "no date 'never'"),
    "twice": ("guide_dates", 4, {"month": 9}, "days before another date"),
    "alone": ("guide_disagreements", 0, {"disagreement": "new"}, "two sides"),
    "open_to": ("guide_experience", 0, {"open_to": "anybody"}, "open_to"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_advice_is_refused(raw, name):
    table, row, cells, said = BROKEN[name]
    broken = raw[table].copy()
    for column, value in cells.items():
        broken.loc[broken.index[row], column] = value
    with pytest.raises(TranscriptionError, match=said):
        with_guide_sources({**raw, table: broken})
