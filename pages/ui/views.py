"""Views: one cached call per page that turns the visitor's inputs into figures and texts."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.charts.description import Chart
from analysis.counts.compute import matches_by_specialty, of_year
from analysis.credentials.chart import rank_range
from analysis.credentials.compute import rank_credentials
from analysis.credentials.words import credentials_story
from analysis.era.compute import BRIDGED_EXAM, NO_YEAR, Bridge
from analysis.gap_and_share.chart import gap_scatter
from analysis.gap_and_share.compute import gap_and_share
from analysis.gap_and_share.words import gap_and_share_story
from analysis.groups.chart import research_panels, step1_groups
from analysis.groups.compute import matched_step1_by_group, research_by_group
from analysis.groups.research import compare_research
from analysis.groups.words import research_story, sorted_by, step1_groups_story
from analysis.measures import METRIC_TABLES, association, observations
from analysis.profile import Profile
from analysis.provenance.quality import find_oddities
from analysis.specialty.chart import cohorts_chart, with_profile
from analysis.specialty.compute import advise, cohort_rows, describe_specialty, flags_of, neighbours
from analysis.specialty.words import measures_table, specialty_story
from analysis.standing.alternatives import find_alternatives
from analysis.standing.chart import cohort_chart, gaps, shown_of, with_score
from analysis.standing.comparable import nothing_to_compare
from analysis.standing.compute import compare_with_cohort, one_match_year
from analysis.standing.words import rows_to_draw, standing_story, standings_table
from analysis.story import Story
from analysis.wording import SPECIALTY_LABELS
from pages.ui.context import (
    averages_context,
    bridge_for,
    cohort_of,
    known_exams,
    matches_of_averages_year,
    shown_exams,
)
from pages.ui.html import html_table
from pages.ui.lists import (
    alternatives_html,
    association_html,
    links_to,
    neighbours_html,
    nothing_html,
    printed_rows_html,
    standings_html,
)
from pages.ui.tables import table, tables
from pages.ui.view import View, for_everybody, per_visit, view_of


@dataclass(frozen=True, slots=True)
class StandingView:
    """The page Where I stand: the chart, then the standings and alternatives as HTML, and where to go on.

    `is_compared` is False where scores were entered and none of them meets an average.

    HTML, because a session keeps what it has seen, and text takes a tenth of the memory of its frames.
    """

    chart: View
    lists: str
    links: tuple[tuple[str, str], ...]
    is_compared: bool = True


@for_everybody
def counts_at(level: str) -> pd.DataFrame:
    """Count positions and matches of every year and specialty at one level, or at all."""
    return matches_by_specialty(table("positions"), level)


@for_everybody
def cohort_chart_of(applicant_group: str, exam: str) -> Chart:
    """Describe the averages of one group and exam; a visitor's score is laid over them."""
    cohort = compare_with_cohort(Profile(applicant_group), cohort_of(applicant_group))
    return cohort_chart(rows_to_draw(cohort, exam))


@per_visit
def comparison_of(profile: Profile, sem: float) -> pd.DataFrame:
    """Compare a profile with every specialty."""
    return compare_with_cohort(profile, cohort_of(profile.applicant_group), sem)


@per_visit
def standing_view(
    profile: Profile,
    exam: str,
    view: str,
    sem: float,
    dark: bool,
    wide: bool = False,
    ck_year: str = NO_YEAR,
) -> StandingView:
    """Compare a profile with every specialty. Without a score the gaps view falls back to the averages."""
    scores = table("scores")
    comparison = comparison_of(profile, sem)
    rows = rows_to_draw(comparison, exam)
    has_gap = bool(rows["gap_to_matched"].notna().any())
    shows_gaps = view == "gaps" and has_gap
    bridge = bridge_for(profile, exam, ck_year)
    known = known_exams(profile.applicant_group)
    context = averages_context(profile, shown_exams(profile, exam), bridge)
    story = standing_story(
        comparison,
        profile.applicant_group,
        exam,
        sem,
        one_match_year(scores),
        "gaps" if shows_gaps else "averages",
        context,
        bridge,
    )
    averages, score = cohort_chart_of(profile.applicant_group, exam), profile.score(exam)
    if shows_gaps and score is not None:
        drawn = gaps(averages, score, sem, shown_of(rows), bridge)
    else:
        drawn = with_score(averages, score, sem, bridge)
    if view != "share" or not has_gap:
        chart = view_of(drawn, story, dark=dark)
    else:
        chart = gap_and_share_view(
            comparison, profile.applicant_group, exam, sem, dark, wide, context, bridge
        )
    if not profile.has_score:
        return StandingView(chart, "", ())
    if nothing_to_compare(profile, known):
        return StandingView(chart, nothing_html(profile, known), (), is_compared=False)
    found = find_alternatives(comparison)
    lists = standings_html(standings_table(comparison), sem) + alternatives_html(found)
    return StandingView(chart, lists, links_to(found.at_or_above))


def gap_and_share_view(
    comparison: pd.DataFrame,
    applicant_group: str,
    exam: str,
    sem: float,
    dark: bool,
    wide: bool,
    context: tuple[str, ...] = (),
    bridge: Bridge | None = None,
) -> View:
    """Show the gap to the matched average against the group's share of the places."""
    year = one_match_year(table("scores"))
    rows = gap_and_share(comparison, of_year(counts_at("all"), year), applicant_group, exam)
    return view_of(
        gap_scatter(rows, sem, bridge),
        gap_and_share_story(rows, applicant_group, exam, sem, year, context, bridge),
        dark=dark,
        wide=wide,
    )


@for_everybody
def overview_story() -> tuple[pd.DataFrame, Story]:
    """Lay the matched Step 1 averages of three groups side by side, lowest senior average first."""
    scores = table("scores")
    by_group = matched_step1_by_group(scores, matches_of_averages_year())
    rows = sorted_by(by_group, "us_md_senior_mean", ascending=True)
    return rows, step1_groups_story(rows, one_match_year(scores))


@per_visit
def overview_view(step1: int | None, dark: bool) -> View:
    """Show the matched Step 1 averages of three groups, with the person's line."""
    rows, story = overview_story()
    return view_of(step1_groups(rows, step1), story, dark=dark)


@per_visit
def research_view(items: int | None, order: str, dark: bool) -> View:
    """Show the research averages of three groups, sorted by one of them or by name."""
    research_output = table("research_output")
    column = "label" if order == "name" else f"{order}_mean"
    rows = sorted_by(research_by_group(research_output, matches_of_averages_year()), column)
    return view_of(
        research_panels(rows, items),
        research_story(rows, items, one_match_year(research_output)),
        dark=dark,
    )


@per_visit
def research_gaps(profile: Profile) -> pd.DataFrame:
    """Return the profile's research items beside the matched averages of its group."""
    return compare_research(profile, table("research_output"))


@dataclass(frozen=True, slots=True)
class CredentialsView:
    """The page Credentials: the chart, and how its three components go together, as HTML."""

    chart: View
    association: str


@for_everybody
def credentials_view(weights: Sequence[float], dark: bool) -> CredentialsView:
    """Rank the credentials of those who matched with the given weights."""
    found = tables("scores", "research_output", "positions")
    ranked = rank_credentials(**found, weights=weights)
    story = credentials_story(ranked, weights, one_match_year(found["scores"]))
    components = {
        "Senior Step 1": ("step1_matched", "us_md_senior"),
        "Senior research": ("research_matched", "us_md_senior"),
        "IMG share": ("nrmp_share", "img"),
    }
    return CredentialsView(
        view_of(rank_range(ranked), story, dark=dark),
        association_html(association(observations(tables(*METRIC_TABLES)), components)),
    )


@dataclass(frozen=True, slots=True)
class SpecialtyView:
    """The page Specialty: the chart, what can be said, and as HTML what is the same whoever asks.

    `tables` are every measure and the specialties with similar averages, `links` lead to those, and `printed`
    are the rows as printed.
    """

    chart: View
    flags: list[str]
    sentences: list[str]
    tables: str
    links: tuple[tuple[str, str], ...]
    printed: str


@dataclass(frozen=True, slots=True)
class SpecialtyFacts:
    """What the tables hold about one specialty, whoever asks; what is only shown, as HTML."""

    facts: pd.DataFrame
    cohorts: Chart
    measures: str
    printed: str


@for_everybody
def specialty_facts(specialty: str) -> SpecialtyFacts:
    """List every cell about one specialty, with its rank."""
    facts = describe_specialty(tables(*METRIC_TABLES), specialty)
    return SpecialtyFacts(
        facts,
        cohorts_chart(cohort_rows(facts, matches_of_averages_year())),
        "<h2>Every measure, every group</h2>"
        + html_table(measures_table(facts), "Every measure", cards=True),
        printed_rows_html(table("printed_rows").query("specialty == @specialty")),
    )


@for_everybody
def specialty_neighbours(specialty: str, applicant_group: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Find the specialties with the closest matched averages: as HTML, and where to go on."""
    rows = neighbours(table("scores"), specialty, applicant_group)
    return neighbours_html(rows, SPECIALTY_LABELS[specialty]), links_to(rows)


@per_visit
def specialty_view(
    profile: Profile, specialty: str, sem: float, dark: bool, ck_year: str = NO_YEAR
) -> SpecialtyView:
    """Gather everything about one specialty beside one profile."""
    found = tables("scores", "research_output")
    known, comparison = specialty_facts(specialty), comparison_of(profile, sem)
    year, bridge = one_match_year(found["scores"]), bridge_for(profile, BRIDGED_EXAM, ck_year)
    # The averages of every group are shown here, so those of Step 2 CK always are.
    context = averages_context(profile, (BRIDGED_EXAM,), bridge)
    similar, links = specialty_neighbours(specialty, profile.applicant_group)
    return SpecialtyView(
        view_of(
            with_profile(known.cohorts, profile, bridge),
            specialty_story(
                known.facts, comparison, specialty, profile.applicant_group, year, context, bridge
            ),
            dark=dark,
        ),
        flags_of(comparison, specialty),
        advise(profile, comparison, found, specialty, sem),
        known.measures + similar,
        links,
        known.printed,
    )


@for_everybody
def quality_findings() -> pd.DataFrame:
    """List the data-quality findings."""
    return find_oddities(tables(*METRIC_TABLES, "printed_rows"))
