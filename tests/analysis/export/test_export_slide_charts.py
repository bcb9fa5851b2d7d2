"""What a slide draws: every kind of story has a chart, and the chart has exactly the numbers of the story."""

import ast
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from analysis.charts.shades import luminance
from analysis.charts.styles import style_of
from analysis.chosen.compute import CHOSEN_TABLES, chosen
from analysis.chosen.words import chosen_story, row_names
from analysis.competition.chart import couple_lines, place_dots, soap_panels
from analysis.competition.compute import couple_shares, most_in_soap, places, soap_by_specialty
from analysis.competition.compute import of_year as of_places
from analysis.competition.words import PLACE_MEASURES, couples_story, places_story, soap_story
from analysis.counts.chart import guide_and_counts, trend_panels, year_bars, year_shares
from analysis.counts.compute import (
    fill_trends,
    largest_specialties,
    matched_counts,
    matches_by_specialty,
    of_year,
    years_of,
)
from analysis.counts.people_words import people_story
from analysis.counts.reconcile import reconcile_fill
from analysis.counts.words import counts_story, difference_story, trend_story
from analysis.credentials.chart import rank_range
from analysis.credentials.compute import credential_components, rank_credentials
from analysis.credentials.words import credentials_story
from analysis.directors import chart as directors_chart
from analysis.directors import compute as directors
from analysis.directors.specialty_words import specialty_story as directors_of_specialty_story
from analysis.directors.words import factor_story, grid_story, groups_story, specialty_factors_story
from analysis.export.slides.charts import chart_specs, ends_apart, labels_in_columns
from analysis.export.slides.scatters import scatter_labels
from analysis.export.slides.specs import ChartSpec, Series, slides_of
from analysis.gap_and_share.chart import gap_scatter
from analysis.gap_and_share.compute import gap_and_share
from analysis.gap_and_share.words import gap_and_share_story
from analysis.groups.chart import fill_bars, matched_groups, research_panels
from analysis.groups.compute import fill_by_group, matched_by_group, research_by_group
from analysis.groups.words import fill_story, matched_groups_story, research_story, sorted_by, with_items
from analysis.joint_scores.chart import joint_grid
from analysis.joint_scores.compute import joint_counts, own_bins
from analysis.joint_scores.words import joint_story
from analysis.lists.chart import length_lines, length_panels
from analysis.lists.compute import list_lengths
from analysis.lists.words import lists_story
from analysis.measures import MEASURE_TABLES
from analysis.only_choice.chart import specialty_dots, year_dots
from analysis.only_choice.compute import of_year as of_choice
from analysis.only_choice.compute import only_choice_shares, types_by_year
from analysis.only_choice.words import only_story
from analysis.palette import LIGHT
from analysis.profile import Profile
from analysis.rates.chart import denominator_lines
from analysis.rates.chart import rate_lines as rate_lines_chart
from analysis.rates.compute import COUNTED_TYPES, rate_series, two_denominators
from analysis.rates.words import denominators_story, rates_story
from analysis.reference import REFERENCE_TABLES, build_reference
from analysis.residents import chart as residents_chart
from analysis.residents import compute as residents
from analysis.residents.words import residents_story
from analysis.shortlist.chart import shortlist_map, side_by_side
from analysis.shortlist.compute import (
    SHORTLISTABLE,
    average_rows,
    map_rows,
    standings_for,
)
from analysis.shortlist.differences import say_most, spreads
from analysis.shortlist.map_words import map_story
from analysis.shortlist.words import averages_story
from analysis.specialty.compute import cohort_rows, describe_specialty
from analysis.specialty.words import specialty_story
from analysis.standing.comparable import exams_with_averages
from analysis.standing.compute import compare
from analysis.standing.words import rows_to_draw, standing_story
from analysis.states.chart import state_squares
from analysis.states.compute import MEASURE_BY_SLUG, places_by_state, states_of_year
from analysis.states.words import states_story
from analysis.thresholds import chart as thresholds_chart
from analysis.thresholds import compute as thresholds
from analysis.thresholds.words import answers_story
from data.editions.charting_outcomes_2018 import EDITION
from data.load import load_table
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS
from tests.drawing import averages_chart, cohorts_chart, gaps_chart

TOPICS = Path(__file__).parents[3] / "analysis"
ADA = Profile("non_us_img", 228, 240, 3)
CHOSEN = (
    "neurology",
    "pathology",
    "plastic_surgery",
    "otolaryngology",
    "internal_medicine",
    "anesthesiology",
)
PLACES_TABLES = ("match_summary", "senior_counts", "ranked_per_position", "specialty_names")
YEAR = 2018
# A story says its sources as it was told them.
SOURCES = ("co2018_step1_matched", "rd_table2")


@cache
def cohorts_of_the_edition():
    """Return the cohorts of the edition of 2018, out of the real tables."""
    return build_reference({name: load_table(name) for name in REFERENCE_TABLES}, EDITION)


def stories_of_scores(real, profile=ADA, exam="step1"):
    """Yield the stories that compare one profile with averages."""
    known, group = cohorts_of_the_edition(), profile.applicant_group
    comparison = compare(profile, known.cohorts[group])
    rows = rows_to_draw(comparison, exam)
    yield replace(standing_story(comparison, group, exam, 6, YEAR, "averages"), chart=averages_chart(rows, 6))
    if profile.score(exam) is not None:
        yield replace(standing_story(comparison, group, exam, 6, YEAR, "gaps"), chart=gaps_chart(rows, 6))
        both = gap_and_share(comparison, known, group, exam)
        yield replace(gap_and_share_story(both, group, exam, 6, YEAR), chart=gap_scatter(both, 6))
    for specialty in ("pathology", "pediatrics"):
        facts = describe_specialty({name: real[name] for name in MEASURE_TABLES}, YEAR, specialty)
        averages_there = cohort_rows(known, specialty)
        story = specialty_story(facts, comparison, averages_there, specialty, group, YEAR)
        yield replace(story, chart=cohorts_chart(averages_there, profile))


def stories_of_the_shortlist(real, profile=ADA, chosen=CHOSEN, exam="step1"):
    """Yield the stories of a few specialties side by side."""
    known, group = cohorts_of_the_edition(), profile.applicant_group
    few, every = standings_for(profile, chosen, known), standings_for(profile, SHORTLISTABLE, known)
    exams = exams_with_averages(known.cohorts[group])
    most = say_most(spreads(few, every), group, exams)
    side, among = average_rows(few, exams), map_rows(every, chosen, exam)
    yield replace(averages_story(side, most, group, 6, YEAR), chart=side_by_side(side, 6))
    chart = shortlist_map(among, 6) if any(row.is_drawn for row in among) else None
    yield replace(map_story(among, group, exam, chosen, 6, YEAR), chart=chart)


def stories_of_groups(real, items=3):
    """Yield the stories that lay groups side by side."""
    counts = matched_counts(real["positions"], YEAR)
    by_step1 = matched_by_group(real["scores"], "step1", counts)
    rows = sorted_by(by_step1, "us_md_senior_mean", ascending=True)
    yield replace(matched_groups_story(rows, "step1", YEAR, SOURCES), chart=matched_groups(rows, None))
    by_items = research_by_group(real["research_output"], counts)
    rows = sorted_by(by_items, "us_md_senior_mean")
    yield replace(with_items(research_story(rows, YEAR, SOURCES), items), chart=research_panels(rows, items))
    rows = sorted_by(fill_by_group(real["img_fill"]), "img_pct")
    yield replace(fill_story(rows, YEAR, SOURCES), chart=fill_bars(rows))
    ranked = rank_credentials(
        credential_components(real["scores"], real["research_output"], real["positions"], YEAR)
    )
    yield replace(credentials_story(ranked, (1, 1, 1), YEAR, SOURCES), chart=rank_range(ranked))


def stories_of_counts(real, group="non_us_img", level="all", year=YEAR, specialty="child_neurology"):
    """Yield the stories of NRMP's counts."""
    counts = matches_by_specialty(real["positions"], level)
    rows = sorted_by(of_year(counts, year), "img_pct")
    yield replace(counts_story(rows, year, level), chart=year_shares(rows))
    largest = counts.loc[counts["specialty"].isin(largest_specialties(counts))]
    trends = list(fill_trends(largest).values())
    chart = trend_panels(trends) if trends else None
    yield replace(trend_story(counts, trends, False, level), chart=chart)
    both = reconcile_fill(real["img_fill"], real["positions"], YEAR)
    own = both.loc[both["applicant_group"] == group].assign(size=lambda rows: rows["difference"].abs())
    rows = sorted_by(own, "size").drop(columns="size")
    yield replace(difference_story(rows, group, YEAR, SOURCES), chart=guide_and_counts(rows))
    rows = years_of(matches_by_specialty(real["positions"]), specialty)
    yield replace(people_story(rows, specialty, group, YEAR), chart=year_bars(rows, group))
    series = rate_series(real["match_rates"], real["applicants"], real["restatements"])
    events = real["policy_events"].dropna(subset=["first_match_year"]).sort_values("first_match_year")
    yield replace(rates_story(series, events, group), chart=rate_lines_chart(series, events, group))
    rows = two_denominators(real["applicants"], COUNTED_TYPES[group])
    yield replace(denominators_story(rows, group, YEAR), chart=denominator_lines(rows, YEAR))


def stories_of_directors(real, group="non_us_img", specialty="pathology"):
    """Yield the stories of what program directors reported."""
    response = directors.response_of(real["director_response"])
    rows = directors.group_rows(real["director_groups"], "interview", group)
    story = groups_story(rows, "interview", group, response, {}, SOURCES)
    yield replace(story, chart=directors_chart.answers_by_specialty(rows))
    factors = directors.factor_rows(real["director_factors"], "interview")
    shown = directors.most_cited(factors, 3)
    cited, counts = (
        directors.grid_rows(factors, shown, column) for column in ("citing_pct", "program_count")
    )
    story = grid_story(cited, factors, shown, "interview", "cited", response, SOURCES)
    yield replace(story, chart=directors_chart.factor_grid(cited, counts, shown, "cited"))
    rows = directors.of_factor(factors, "visa_status", "cited")
    story = factor_story(rows, "interview", "cited", response, SOURCES)
    yield replace(story, chart=directors_chart.one_factor(rows, "cited"))
    rows = directors.of_specialty(factors, specialty, "cited")
    story = specialty_factors_story(rows, "interview", "cited", response, response, SOURCES)
    yield replace(story, chart=directors_chart.factors_of_specialty(rows, "cited"))
    rows = directors.groups_of_specialty(real["director_groups"], "interview", specialty)
    story = directors_of_specialty_story(rows, rows, group, response, response, SOURCES)
    yield replace(story, chart=directors_chart.answers_by_group(rows, group))


def stories_of_evidence(real, score=228, specialty="pathology"):
    """Yield the stories that set a score among residents and beside what directors named."""
    rows = residents.sorted_spreads(
        residents.spreads(real["resident_quantiles"], real["resident_scores"], "step1"), score
    )
    chart = residents_chart.with_person(residents_chart.strips(rows), rows, score)
    yield replace(residents_story(rows, "step1", score, "2019-20"), chart=chart)
    rows = thresholds.answers(real["director_scores"], real["director_response"], "step1")
    chart = thresholds_chart.with_person(thresholds_chart.boxes(rows), score)
    yield replace(answers_story(rows, "step1", score, 2020), chart=chart)
    grid, profile = joint_counts(real["resident_scores"], specialty), Profile("us_img", score)
    yield replace(joint_story(specialty, grid, profile, "2019-20"), chart=joint_grid(grid, own_bins(profile)))


def story_of_states(real):
    """Return the story of one specialty by state."""
    measure = MEASURE_BY_SLUG["img"]
    places = places_by_state(real["positions_by_state"], real["filled_by_state"], "pathology")
    rows = states_of_year(places, 2025, measure)
    story = states_story(rows, "pathology", measure, (2025,), "match_2025_by_state")
    return replace(story, chart=state_squares(rows, measure))


def stories_of_choices(real, group="non_us_img"):
    """Yield the stories of lists, choices and places."""
    found = list_lengths(real["list_lengths"])
    yield replace(lists_story(found, 12), chart=length_panels(found, 12))
    yield replace(lists_story(found[:1], 12), chart=length_lines(found[0], 12))
    types = types_by_year(real["only_choice"])
    rows = of_choice(only_choice_shares(real["only_choice"]), max(types) - 2, group)
    yield replace(only_story(rows, group, types), chart=specialty_dots(rows))
    by_year = places(*(real[name] for name in PLACES_TABLES))
    for measure in PLACE_MEASURES.values():
        rows = of_places(by_year, 2021, measure.column)
        yield replace(places_story(rows, measure, 2021), chart=place_dots(rows, measure))
    couples, soap = couple_shares(real["couples"]), soap_by_specialty(real["soap"])
    yield replace(couples_story(couples), chart=couple_lines(couples))
    shown = most_in_soap(soap)
    yield replace(soap_story(soap, shown, chosen=False), chart=soap_panels(soap, shown))
    known = chosen({name: real[name] for name in CHOSEN_TABLES}, by_year, soap, "pathology", group)
    yield replace(chosen_story(known), chart=year_dots(known.years, row_names(known)))


def every_story(real):
    """Return one story of every kind or more, as the pages tell them."""
    return [
        *stories_of_scores(real),
        *stories_of_the_shortlist(real),
        *stories_of_groups(real),
        *stories_of_counts(real),
        *stories_of_evidence(real),
        *stories_of_directors(real),
        story_of_states(real),
        *stories_of_choices(real),
    ]


@pytest.fixture(scope="module")
def told(real):
    """Return kind -> one story of it."""
    return {story.kind: story for story in reversed(every_story(real))}


def cells_of(column):
    """Return a column as a list with None for what is missing."""
    return [None if pd.isna(value) else value for value in column]


def by_year(rows, column):
    """Return one value for every year of some rows, None where there is none."""
    years = range(rows["match_year"].min(), rows["match_year"].max() + 1)
    return cells_of(rows.set_index("match_year")[column].reindex(years))


def drawn(story):
    """Return (title, series) -> the cells drawn, parts put together."""
    found = {}
    for spec in chart_specs(story.chart):
        for part in spec.parts():
            for one in part.series:
                found.setdefault((spec.title.split("\n")[0], one.name), []).extend(one.cells)
    return found


def averages(story):
    data = story.data
    return {
        "you, 228": cells_of(data["score"]),
        "unmatched average": cells_of(data["unmatched_mean"]),
        "matched average": cells_of(data["matched_mean"]),
    }


def groups(story):
    names = {"us_md_senior": "US MD seniors", "us_img": "US IMGs", "non_us_img": "non-US IMGs"}
    return {name: cells_of(story.data[f"{group}_mean"]) for group, name in names.items()}


def shares(story):
    return {
        name: cells_of(story.data[f"{group}_pct"])
        for group, name in (
            ("non_us_img", "non-US IMGs"),
            ("us_img", "US IMGs"),
            ("img", "at the end of each bar: all IMGs"),
        )
    }


def rate_lines(story):
    data = story.data.assign(match_year=story.data["match_year"].astype("int64"))
    wide = data.pivot_table(index="match_year", columns="applicant_type", values="match_rate_pct")
    assert list(wide.index) == list(range(1982, 2026))
    printed = data.pivot_table(
        index="match_year", columns="applicant_type", values="printed_pct", dropna=False
    ).reindex(wide.index)
    names = {
        "us_md_senior": "US MD senior",
        "do_senior": "DO senior",
        "us_img": "US IMG",
        "non_us_img": "Non-US IMG",
        "all": "All applicants",
    }
    return {
        **{name: cells_of(wide[kind]) for kind, name in names.items()},
        "All applicants, as printed": cells_of(printed["all"]),
        "Non-US IMG, as printed": cells_of(printed["non_us_img"]),
    }


def answers(story):
    return {answer: cells_of(story.data[f"{answer}_pct"]) for answer in ("often", "seldom", "never")}


def cited(story):
    return {"cite it": cells_of(story.data["citing_pct"])}


def strips(story):
    names = {
        "value_p10": "10th percentile",
        "value_q1": "pale box: 25th to 75th percentile",
        "value_median": "median",
        "value_p90": "90th percentile",
    }
    return {
        "you, 228": cells_of(story.data["score"]),
        **{name: cells_of(story.data[column]) for column, name in names.items()},
    }


# Kinds whose every row is drawn once: name of the series -> what the story's data hold for it.
EXPECTED = {
    "averages": averages,
    "step1_groups": groups,
    "research": lambda story: {"you, 3": cells_of(story.data["items"]), **groups(story)},
    "fill_guide": shares,
    "fill_year": shares,
    "fill_difference": lambda story: {
        "guide’s column": cells_of(story.data["guide_pct"]),
        "NRMP’s counts": cells_of(story.data["nrmp_pct"]),
    },
    "residents": strips,
    "people": lambda story: {
        "matches of non-US IMGs": cells_of(story.data.sort_values("match_year")["non_us_img_count"])
    },
    "rates": rate_lines,
    "denominators": lambda story: {
        "of those with a rank list": by_year(story.data, "of_active_pct"),
        "of all who registered": by_year(story.data, "of_registered_pct"),
    },
    "director_groups": answers,
    "director_specialty": answers,
    "director_factor": cited,
    "director_specialty_factors": cited,
    "credentials": lambda story: {
        "rank with these weights": cells_of(story.data["rank"]),
        "lowest number over seven weightings": cells_of(story.data["rank_lowest"]),
        "highest number over seven weightings": cells_of(story.data["rank_highest"]),
    },
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_a_chart_has_exactly_the_numbers_of_its_story(told, kind):
    found = {name: cells for (_, name), cells in drawn(told[kind]).items()}
    assert found == EXPECTED[kind](told[kind])
    assert len({len(cells) for cells in found.values()}) == 1


def test_gaps_are_drawn_once_each_under_their_standing(real, told):
    for story in (told["gaps"], *stories_of_scores(real, Profile("non_us_img", 228, 240), "step2_ck")):
        if story.kind != "gaps":
            continue
        series = list(drawn(story).values())
        for gap, *of_row in zip(cells_of(story.data["gap_to_matched"]), *series, strict=True):
            assert [cell for cell in of_row if cell is not None] == ([] if gap is None else [gap])
        (spec,) = chart_specs(story.chart)
        assert spec.axis.low == -spec.axis.high, "bars of both signs have one scale"


def test_gap_and_share_draws_every_pair_with_its_name(told):
    story = told["gap_and_share"]
    pairs = story.data.dropna(subset=["gap_to_matched", "share_pct"])
    marks = []
    for spec in chart_specs(story.chart):
        assert len(spec.categories) <= 12
        for one in spec.series:
            for name, x, y, label in zip(spec.categories, spec.xs, one.cells, one.labels, strict=True):
                if y is not None:
                    assert label.text == name
                    marks.append((x, y))
    assert sorted(marks) == sorted(zip(pairs["share_pct"], pairs["gap_to_matched"], strict=True))
    assert len(marks) == 19
    assert len({spec.axis for spec in chart_specs(story.chart)}) == 1, "the gaps have one scale on all slides"


def test_the_map_of_a_shortlist_names_what_is_on_it(told):
    story = told["shortlist_map"]
    (spec,) = chart_specs(story.chart)
    rows = story.data.dropna(subset=["gap_to_matched", "share_pct"]).sort_values(
        ["share_pct", "gap_to_matched"]
    )
    front, other, ours = spec.series
    marks = len(rows)
    assert spec.xs[:marks] == tuple(rows["share_pct"])
    # A step: every part of the line is level or upright, and it passes through all that are on it.
    corners = [(x, y) for x, y in zip(spec.xs, front.cells, strict=True) if y is not None]
    assert front.cells[:marks] == (None,) * marks
    assert all(one[0] == two[0] or one[1] == two[1] for one, two in pairwise(corners))
    ahead = rows.loc[rows["is_non_dominated"]]
    assert {*zip(ahead["share_pct"], ahead["gap_to_matched"], strict=True)} <= {*corners}
    assert corners[0][0] == spec.x_axis.low
    assert corners[-1][1] == spec.axis.low
    for one, members in ((ours, rows["is_shortlisted"]), (other, ~rows["is_shortlisted"])):
        assert list(one.cells[:marks]) == cells_of(rows["gap_to_matched"].where(members.astype("bool")))
    named = {label.text for label in ours.labels if label}
    assert named == {
        "Neurology",
        "Pathology",
        "Plastic Surgery",
        "Internal Medicine",
        "Anesthesiology",
        "Family Medicine",
    }


def test_a_map_without_a_score_shows_averages_lower_ones_higher_up(real):
    _, story = stories_of_the_shortlist(real, Profile("us_img"))
    (spec,) = chart_specs(story.chart)
    known = story.data.dropna(subset=["matched_mean", "share_pct"])
    drawn_cells = [cell for one in spec.series[1:] for cell in one.cells if cell is not None]
    assert sorted(drawn_cells) == sorted(known["matched_mean"])
    assert spec.axis.is_reversed
    # Programs disagree on what is above a mark there.
    assert {label.place for one in spec.series for label in one.labels if label} <= {"l", "r"}


def test_a_shortlist_has_one_chart_per_exam_on_one_scale(told):
    story = told["shortlist_averages"]
    step1, step2_ck = chart_specs(story.chart)
    assert step1.categories[0] == "Neurology, Step 1"
    assert step2_ck.categories[0] == "Neurology, Step 2 CK"
    assert step1.axis == step2_ck.axis
    for exam, spec in (("step1", step1), ("step2_ck", step2_ck)):
        rows, cells = story.data.loc[story.data["exam"] == exam], {one.name: one.cells for one in spec.series}
        assert list(cells["matched average"]) == cells_of(rows["matched_mean"])
        assert list(cells["unmatched average"]) == cells_of(rows["unmatched_mean"])
        assert list(cells[f"you, {rows['score'].iloc[0]:g}"]) == list(rows["score"])


def test_one_specialty_by_exam_and_group(told):
    (spec,) = chart_specs(told["specialty"].chart)
    cells = told["specialty"].data.set_index(["metric", "applicant_group"])["value"]
    *yours, unmatched, matched = spec.series
    # The person's scores, each over the rows of its exam.
    assert [(one.name, one.cells) for one in yours] == [
        ("you, 228, Step 1", (228, 228, 228, None, None)),
        ("you, 240, Step 2 CK", (None, None, None, 240, 240)),
    ]
    assert spec.categories[1] == "Step 1, US IMG"
    assert matched.cells[1] == cells["step1_matched", "us_img"]
    assert unmatched.cells[4] == cells["step2_ck_unmatched", "non_us_img"]
    assert unmatched.cells[0] is None
    assert spec.said() == ("Unmatched average not in the source: Step 1, US MD senior.",)


def test_trends_are_small_charts_on_one_scale(told):
    story = told["fill_trend"]
    specs = chart_specs(story.chart)
    assert [spec.title.split("\n")[0] for spec in specs] == story.text_table["Specialty"]
    assert len({spec.axis for spec in specs}) == 1
    assert specs[0].axis.low == 0
    for spec in specs:
        rows = story.data.loc[story.data["label"] == spec.title.split("\n")[0]]
        for group, name in (("non_us_img", "non-US IMGs"), ("us_img", "US IMGs")):
            lines = [one.cells for one in spec.series if one.name.split(",")[0] == name]
            # One line for each unbroken span, and together every year once.
            assert len(lines) == 1 + (rows["break_note"] != "").sum()
            together = [[cell for cell in cells if cell is not None] for cells in zip(*lines, strict=True)]
            assert together == [[] if cell is None else [cell] for cell in by_year(rows, f"{group}_pct")]
    assert [len(slide) for slide in slides_of(specs)] == [5, 5]
    psychiatry = next(spec for spec in specs if spec.title.startswith("Psychiatry"))
    assert psychiatry.title == "Psychiatry\n29% → 16%"
    assert len(psychiatry.series) == 2
    pediatrics = next(spec for spec in specs if spec.title.startswith("Pediatrics"))
    assert pediatrics.title.startswith("Pediatrics\n2011: ")
    assert [one.name for one in pediatrics.series][::2] == [
        *("non-US IMGs, 2008 to 2009", "non-US IMGs, 2010", "non-US IMGs")
    ]
    assert "Pediatrics: 2011 does not continue the year before." in pediatrics.said()


def test_a_year_without_a_row_is_a_gap(real):
    counts = matches_by_specialty(real["positions"])
    own = counts.loc[counts["specialty"].isin({"interventional_radiology", "pathology"})]
    chart = trend_panels(list(fill_trends(own).values()))
    specs = {spec.title.split("\n")[0]: spec for spec in chart_specs(chart)}
    late = specs["Interventional Radiology"].series[0].cells
    # NRMP lists it from 2016; eight years before are no zeros.
    assert late[:8] == (None,) * 8
    assert late[8] == 0.0
    people = next(story for story in stories_of_counts(real) if story.kind == "people")
    (spec,) = chart_specs(people.chart)
    assert spec.categories[:5] == ("2008", "2009", "2010", "2011", "2012")
    assert spec.series[0].cells[:5] == (None, None, None, None, 18)
    assert spec.said() == ("Not listed by NRMP: 2008, 2009, 2010 and 2011.",)


def test_missing_averages_are_words(real, told):
    assert told["averages"].data["matched_mean"].isna().sum() == 3
    last = chart_specs(told["averages"].chart)[0].parts()[-1]
    assert last.said()[0] == "Not in the source: Interventional Rad., Otolaryngology and Radiation Onc."
    garbled = next(stories_of_scores(real, Profile("us_img", None, 240), "step2_ck"))
    said = [sentence for spec in chart_specs(garbled.chart) for sentence in spec.said()]
    assert "Garbled in the source: Pediatrics." in said
    seniors = next(stories_of_scores(real, Profile("us_md_senior", 230)))
    (spec,) = chart_specs(seniors.chart)
    assert [one.name for one in spec.series] == ["you, 230", "matched average"]
    nothing = next(stories_of_scores(real, Profile("us_md_senior", None, 240), "step2_ck"))
    assert chart_specs(nothing.chart) == []


def test_levels_without_positions_have_no_chart_and_few_ones_say_so(real):
    assert chart_specs(next(stories_of_counts(real, level="r", year=2010)).chart) == []
    (spec,) = chart_specs(next(stories_of_counts(real, level="r")).chart)
    assert any(sentence.startswith("Not listed by NRMP: ") for sentence in spec.said())


def test_what_to_read_with_care_is_said_beside_its_rows(told):
    said = [part.said() for part in chart_specs(told["averages"].chart)[0].parts()]
    assert said[0] == (
        "The averages do not separate: Plastic Surgery.",
        "Fewer than 10 matched: Plastic Surgery.",
    )
    assert said[1] == ("Fewer than 10 matched: Med/Peds and Orthopaedics.",)
    assert "Rank 1 is at the bottom." in chart_specs(told["credentials"].chart)[0].said()


def test_bars_start_at_zero_and_score_axes_hold_every_label(told):
    for story in told.values():
        for spec in chart_specs(story.chart):
            if spec.form == "tiles":
                continue
            cells = [cell for one in spec.series for cell in one.cells if cell is not None]
            assert spec.axis.low <= min(cells), story.kind
            assert max(cells) <= spec.axis.high, story.kind
            if spec.form in {"stacked_bars", "columns"} or story.kind in {
                "rates",
                "denominators",
                "fill_trend",
                "lists",
                "couples",
                "soap",
            }:
                assert spec.axis.low == 0, story.kind
            assert all(style_of(one.style) for one in spec.series)


def test_no_two_series_of_a_chart_look_alike_without_colour(told):
    for story in told.values():
        for spec in chart_specs(story.chart):
            # A square says its number.
            if spec.form == "tiles":
                continue
            # Both ends of a range are one mark, all misprints are crosses, and what has no colour is not seen.
            names = {"misprint" if one.style.endswith("_misprint") else one.style for one in spec.series}
            styles = [style_of(name) for name in names]
            seen = [style for style in styles if style.colour(LIGHT)]
            bars = spec.form in {"bars", "stacked_bars", "columns"}
            looks = {
                (style.pattern, style.hollow, is_light(style.colour(LIGHT)))
                if bars
                else (style.slide, style.hollow, style.slide_line, style.dash)
                for style in seen
            }
            assert len(looks) == len(seen), story.kind


def is_light(colour):
    """Whether a colour is light for whoever sees no colours."""
    return luminance(colour) > 0.5


def kinds_in_sources():
    """Return every kind that a story is given in the words of all topics."""
    found = set()
    for path in TOPICS.glob("*/*words.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Story":
                value = next(keyword.value for keyword in node.keywords if keyword.arg == "kind")
                # The comparison passes on its view, which is one of these two.
                found |= {value.value} if isinstance(value, ast.Constant) else {"averages", "gaps"}
    return found


def test_every_kind_of_story_has_a_chart_and_is_tried_here(told):
    assert set(told) == kinds_in_sources() != set()
    assert all(chart_specs(story.chart) for story in told.values())


@pytest.mark.parametrize("group", slugs(APPLICANT_GROUPS))
@pytest.mark.parametrize("numbers", [(None, None, None), (120, 120, 0), (300, 300, 999), (230, None, 5)])
def test_every_profile_has_slides(real, group, numbers):
    profile = Profile(group, *numbers)
    for exam in ("step1", "step2_ck"):
        for story in (
            *stories_of_scores(real, profile, exam),
            *stories_of_the_shortlist(real, profile, exam=exam),
        ):
            for spec in chart_specs(story.chart):
                cells = [cell for one in spec.series for cell in one.cells if cell is not None]
                assert spec.axis.low <= min(cells) <= max(cells) <= spec.axis.high
    if group != "us_md_senior":
        assert len(list(stories_of_counts(real, group))) == 6
    *_, research, _, _ = stories_of_groups(real, profile.research_items)
    (spec,) = chart_specs(research.chart)
    # 0 items have no place on a log scale.
    assert any(one.style == "user" for one in spec.series) == bool(profile.research_items)


@pytest.mark.parametrize(
    ("rows", "most", "lengths"),
    [(12, 12, [12]), (13, 12, [7, 6]), (23, 12, [12, 11]), (23, 8, [8, 8, 7]), (30, 0, [30]), (1, 12, [1])],
)
def test_long_charts_go_on_in_even_parts(rows, most, lengths):
    names = tuple(f"row {place}" for place in range(rows))
    cells = tuple(float(place) for place in range(rows))
    spec = ChartSpec(
        "bars",
        names,
        (Series("s", cells, "above"),),
        remarks=((names[-1], "not in the source"),),
        rows_most=most,
    )
    parts = spec.parts()
    assert [len(part.categories) for part in parts] == lengths
    assert sum((part.categories for part in parts), ()) == names
    assert sum((part.series[0].cells for part in parts), ()) == cells
    assert [part.said() for part in parts] == [()] * (len(parts) - 1) + [
        (f"Not in the source: {names[-1]}.",)
    ]


def test_a_part_without_any_number_is_left_out_and_said_before():
    names = tuple("abcd")
    series = Series("s", (1.0, None, None, None), "above")
    spec = ChartSpec(
        "bars", names, (series,), remarks=tuple((name, "not listed") for name in "bcd"), rows_most=2
    )
    (part,) = spec.parts()
    assert (part.categories, part.series[0].cells) == (("a", "b"), (1.0, None))
    assert part.said() == ("Not listed: b, c and d.",)


def test_labels_above_each_other_keep_apart():
    labels = labels_in_columns([(5.0, 3.0, None, 4.0), (5.0, 1.0, 2.0, 9.0), (1.0, 2.0, None, 5.0)])
    places = [[label.place if label else None for label in of_series] for of_series in labels]
    assert places == [["t", "t", None, "b"], [None, "b", "t", "t"], ["b", "r", None, "r"]]


def test_ends_of_lines_keep_apart():
    assert ends_apart([10, 50, 90], 5) == ["r", "r", "r"]
    assert ends_apart([93.5, 92.6, 50], 5) == ["t", "r", "r"]
    assert ends_apart([4, 4], 5) == ["r", "t"]


def test_labels_of_a_scatter_take_the_free_side():
    free, close, nameless = scatter_labels([0.1, 0.97, 0.5], [0.5, 0.5, 0.5], ["Here", "At the edge", ""])
    assert (free.place, free.text) == ("r", "Here")
    assert close.place == "l"
    assert nameless is None
    left, right = scatter_labels([0.5, 0.52], [0.5, 0.5], ["One name", "Another"])
    assert (left.place, right.place) == ("l", "r")


def test_labels_of_a_heap_move_apart():
    labels = scatter_labels([0.5] * 6, [0.5, 0.5, 0.51, 0.52, 0.5, 0.49], ["Otolaryngology"] * 6)
    assert len({(label.place, label.shift) for label in labels}) == 6
    assert all(abs(label.shift) < 0.25 for label in labels)
