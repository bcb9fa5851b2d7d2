"""The stories of all topics with their charts, as the pages tell them: what slides and decks are made of."""

from dataclasses import replace
from datetime import date
from functools import cache

from analysis.chosen.compute import CHOSEN_TABLES, chosen
from analysis.chosen.words import chosen_story, row_names
from analysis.competition.chart import couple_lines, place_dots, soap_panels
from analysis.competition.compute import couple_shares, most_in_soap, places, soap_by_specialty
from analysis.competition.compute import of_year as of_places
from analysis.competition.words import (
    PLACE_MEASURES,
    SENIOR_MEASURES,
    couples_story,
    places_story,
    soap_story,
)
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
from analysis.cycle.chart import cycle_timeline
from analysis.cycle.compute import calendar_days, cycle_dates, event_days
from analysis.cycle.conflicts import find_conflicts, report_time
from analysis.cycle.record import CycleRecord, StepMark
from analysis.cycle.words import cycle_story
from analysis.directors import chart as directors_chart
from analysis.directors import compute as directors
from analysis.directors.specialty_words import specialty_story as directors_of_specialty_story
from analysis.directors.words import factor_story, grid_story, groups_story, specialty_factors_story
from analysis.experience.advice import experience_advice
from analysis.experience.chart import timeline
from analysis.experience.days import moment_of
from analysis.experience.example import EXAMPLE_SPECIALTY, example_log
from analysis.experience.words import experience_story
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
from analysis.lists.words import beside_planned, lists_story
from analysis.measures import MEASURE_TABLES
from analysis.next_plan.chart import cycles_chart, mix_chart, plan_chart, tiers_chart
from analysis.next_plan.compute import mix_of, stop_of
from analysis.next_plan.own_plan import TABLES, lay_out, read_plan_advice
from analysis.next_plan.parts_words import mix_story, tiers_story
from analysis.next_plan.record import Improvement, NextPlan, OwnStep, StepChange
from analysis.next_plan.stop_words import stop_story
from analysis.next_plan.tiers import tiers_beside
from analysis.next_plan.words import plan_story
from analysis.only_choice.chart import specialty_dots, year_dots
from analysis.only_choice.compute import of_year as of_choice
from analysis.only_choice.compute import only_choice_shares, types_by_year
from analysis.only_choice.words import only_story
from analysis.profile import Profile
from analysis.rates.chart import denominator_lines
from analysis.rates.chart import rate_lines as rate_lines_chart
from analysis.rates.compute import COUNTED_TYPES, rate_series, two_denominators
from analysis.rates.words import denominators_story, rates_story
from analysis.readiness.chart import levels_chart
from analysis.readiness.compute import levels
from analysis.readiness.record import Readiness
from analysis.readiness.words import levels_story
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
from data.guides import TABLE_OF, Band, DateRule, Guide, Requirement, Threshold, read_advice
from data.load import load_table
from tests.drawing import averages_chart, cohorts_chart, gaps_chart

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
    yield replace(beside_planned(lists_story(found), found[0], 12), chart=length_panels(found, 12))
    yield replace(beside_planned(lists_story(found[:1]), found[0], 12), chart=length_lines(found[0], 12))
    types = types_by_year(real["only_choice"])
    rows = of_choice(only_choice_shares(real["only_choice"]), max(types) - 2, group)
    yield replace(only_story(rows, group, types), chart=specialty_dots(rows))
    by_year = places(*(real[name] for name in PLACES_TABLES))
    for measure in (*PLACE_MEASURES.values(), SENIOR_MEASURES["do_senior"]):
        rows = of_places(by_year, 2021, measure.column)
        yield replace(places_story(rows, measure, 2021), chart=place_dots(rows, measure))
    couples, soap = couple_shares(real["couples"]), soap_by_specialty(real["soap"])
    yield replace(couples_story(couples), chart=couple_lines(couples))
    shown = most_in_soap(soap)
    yield replace(soap_story(soap, shown, chosen=False), chart=soap_panels(soap, shown))
    known = chosen({name: real[name] for name in CHOSEN_TABLES}, by_year, soap, "pathology", group)
    yield replace(chosen_story(known), chart=year_dots(known.years, row_names(known)))


def story_of_a_cycle(real, match_year=2028):
    """Return the story of a match cycle with an own exam that comes too late."""
    record = CycleRecord((StepMark("step_2_ck", "planned", date(2027, 9, 1)),))
    rules, requirements, numbers, guides = (
        read_advice(kind, real[TABLE_OF[kind]]) for kind in (DateRule, Requirement, Threshold, Guide)
    )
    report = report_time(numbers)
    events, calendars = event_days(real["policy_events"]), calendar_days(real["match_calendars"])
    dates = cycle_dates(match_year, rules, events, calendars)
    conflicts = find_conflicts(record, dates, requirements, report)
    guide = next(one for one in guides if one.guide == rules[0].guide)
    story = cycle_story(match_year, dates, record, conflicts, report, guide)
    return replace(story, chart=cycle_timeline(dates, record, report))


def story_of_readiness(real):
    """Return the story of somebody's levels, some of them missing."""
    record = Readiness(graduation_year=2021, us_experience_months=0, gaps="short", never_clinical=True)
    found = levels(record, 221, 2026, read_advice(Band, real[TABLE_OF[Band]]))
    guides = {guide.guide: guide for guide in read_advice(Guide, real[TABLE_OF[Guide]])}
    story = levels_story(found, record, 221, 2026, guides, is_img=True)
    return replace(story, chart=levels_chart(found, record, 221, 2026))


def stories_of_the_plan(real):
    """Yield the stories of a plan to the next Match."""
    advice = read_plan_advice({name: load_table(name) for name in TABLES})
    record = NextPlan(
        "months_18",
        date(2027, 1, 1),
        changes=(StepChange("months_18", 1, is_done=True),),
        own=(OwnStep("Move house", 2, 3),),
        stop_cycles=2,
        stop_year=2029,
        improvements=(Improvement("A new letter"),),
    )
    for own in (record, NextPlan("months_6_12")):
        plan = lay_out(own, advice, 2028)
        yield replace(plan_story(plan), chart=plan_chart(plan))
    mix = mix_of(advice.mix, 60)
    yield replace(mix_story(mix, 60, advice.guides, own=True), chart=mix_chart(mix))
    rows = tiers_beside(advice.tiers, of_year(matches_by_specialty(real["positions"]), YEAR), YEAR)
    story = tiers_story(rows, advice.guides["non_clinical_job"], "advice_non_clinical_job")
    yield replace(story, chart=tiers_chart(rows))
    frames, cycles = advice.frames, stop_of(record, 2028).cycles
    guide = advice.guides["non_clinical_job"]
    story = stop_story(record, frames["decision"], frames["stop_rule"], 2028, guide)
    days = [(year, date(year - 1, 9, 15), date(year, 3, 15)) for year in cycles]
    yield replace(story, chart=cycles_chart(days, has_end=True))


def story_of_experience(real, match_year=2028):
    """Return the story of an invented log, of which a part is still ahead."""
    advice = experience_advice(real)
    rules = read_advice(DateRule, real["guide_dates"])
    moment = moment_of(match_year, cycle_dates(match_year, rules), date(2026, 11, 27))
    log = example_log(moment)
    story = experience_story(log, EXAMPLE_SPECIALTY, moment, advice, is_example=True)
    return replace(story, chart=timeline(log, moment, advice))


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
        story_of_a_cycle(real),
        story_of_experience(real),
        story_of_readiness(real),
        *stories_of_the_plan(real),
    ]
