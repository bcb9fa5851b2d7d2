"""Views: one cached call per page that turns the visitor's inputs into figures and texts.

Texts are HTML, because a session keeps what it has seen, and that takes a tenth of the memory of its frames.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.counts.compute import of_year
from analysis.credentials import chart as credentials_figures
from analysis.credentials.compute import rank_credentials
from analysis.credentials.words import credentials_story
from analysis.era.compute import BRIDGED_EXAM, NO_YEAR, Bridge
from analysis.gap_and_share import chart as scatter_figures
from analysis.gap_and_share.compute import gap_and_share
from analysis.gap_and_share.words import gap_and_share_story
from analysis.groups import chart as group_figures
from analysis.groups.compute import matched_step1_by_group, research_by_group
from analysis.groups.research import compare_research
from analysis.groups.words import research_story, sorted_by, step1_groups_story
from analysis.measures import METRIC_TABLES, association, observations
from analysis.profile import Profile
from analysis.provenance.quality import find_oddities
from analysis.specialty import chart as specialty_figures
from analysis.specialty.compute import advise, cohort_rows, describe_specialty, flags_of, neighbours
from analysis.specialty.words import measures_table, specialty_story
from analysis.standing import chart as standing_figures
from analysis.standing.alternatives import find_alternatives
from analysis.standing.comparable import nothing_to_compare
from analysis.standing.compute import compare_with_cohort, one_match_year
from analysis.standing.words import rows_to_draw, standing_story, standings_table
from analysis.story import Story
from analysis.wording import SPECIALTY_LABELS
from pages.ui.context import (
    averages_context,
    bridge_for,
    cohort_of,
    counts_at,
    known_exams,
    matches_of_averages_year,
    shown_exams,
)
from pages.ui.count_views import matches_said, people_view
from pages.ui.html import html_flags, html_list, html_table
from pages.ui.lists import (
    ELSEWHERE,
    alternatives_html,
    association_html,
    links_to,
    neighbours_html,
    nothing_html,
    printed_rows_html,
    research_gaps_html,
    standings_html,
)
from pages.ui.page import Link, PageView, ViewRequest
from pages.ui.tables import table, tables
from pages.ui.view import View, for_everybody, per_visit, view_of


@per_visit
def comparison_of(profile: Profile, sem: float) -> pd.DataFrame:
    """Compare a profile with every specialty."""
    return compare_with_cohort(profile, cohort_of(profile.applicant_group), sem)


@per_visit
def standing_view(
    profile: Profile, exam: str, view: str, sem: float, dark: bool, wide: bool = False, ck_year: str = NO_YEAR
) -> PageView:
    """Compare a profile with every specialty: the chart, the standings, and where else to look.

    Without a score the gaps view falls back to the averages.
    """
    scores = table("scores")
    comparison = comparison_of(profile, sem)
    rows = rows_to_draw(comparison, exam)
    has_gap = bool(rows["gap_to_matched"].notna().any())
    gaps = view == "gaps" and has_gap
    bridge = bridge_for(profile, exam, ck_year)
    known = known_exams(profile.applicant_group)
    context = averages_context(profile, shown_exams(profile, exam), bridge)
    story = standing_story(
        comparison,
        profile.applicant_group,
        exam,
        sem,
        one_match_year(scores),
        "gaps" if gaps else "averages",
        context,
        bridge,
    )
    draw = standing_figures.gap_dots if gaps else standing_figures.dumbbell
    empty = bool(rows["matched_mean"].isna().all() and rows["unmatched_mean"].isna().all())
    chart = view_of(None if empty else draw(rows, sem, dark=dark, bridge=bridge), story)
    if view == "share" and has_gap:
        chart = gap_and_share_view(
            comparison, profile.applicant_group, exam, sem, dark, wide, context, bridge
        )
    if not profile.has_score:
        return PageView(chart, "standing")
    if nothing_to_compare(profile, known):
        return PageView(chart, "standing", (nothing_html(profile, known), ELSEWHERE))
    found = find_alternatives(comparison)
    lists = standings_html(standings_table(comparison), sem) + alternatives_html(found)
    return PageView(chart, "standing", (lists, links_to(found.at_or_above)))


def show_standing(asked: ViewRequest) -> PageView:
    """Show a profile beside the averages of every specialty."""
    exam, view = asked.choices["exam"], asked.choices["view"]
    return standing_view(asked.profile, exam, view, asked.sem, asked.dark, asked.wide, asked.ck_year)


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
        scatter_figures.gap_scatter(rows, sem, dark=dark, wide=wide, bridge=bridge),
        gap_and_share_story(rows, applicant_group, exam, sem, year, context, bridge),
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
    return view_of(group_figures.step1_groups(rows, step1, dark=dark), story)


def show_overview(asked: ViewRequest) -> PageView:
    """Show all specialties beside the visitor's line."""
    return PageView(overview_view(asked.profile.step1, asked.dark), "overview")


@per_visit
def research_view(items: int | None, order: str, dark: bool) -> View:
    """Show the research averages of three groups, sorted by one of them or by name."""
    research_output = table("research_output")
    column = "label" if order == "name" else f"{order}_mean"
    rows = sorted_by(research_by_group(research_output, matches_of_averages_year()), column)
    return view_of(
        group_figures.research_panels(rows, items, dark=dark),
        research_story(rows, items, one_match_year(research_output)),
    )


@per_visit
def research_gaps(profile: Profile) -> str:
    """Return the profile's research items beside the matched averages of its group as HTML."""
    return research_gaps_html(compare_research(profile, table("research_output")), profile)


def show_research(asked: ViewRequest) -> PageView:
    """Show the research averages, and the visitor's items beside those of their group."""
    items = asked.profile.research_items
    view = research_view(items, asked.choices["order"], asked.dark)
    return PageView(view, "research", () if items is None else (research_gaps(asked.profile),))


@for_everybody
def credentials_view(weights: Sequence[float], dark: bool) -> PageView:
    """Rank the credentials of those who matched with given weights, and say how its parts go together."""
    found = tables("scores", "research_output", "positions")
    ranked = rank_credentials(**found, weights=weights)
    story = credentials_story(ranked, weights, one_match_year(found["scores"]))
    components = {
        "Senior Step 1": ("step1_matched", "us_md_senior"),
        "Senior research": ("research_matched", "us_md_senior"),
        "IMG share": ("nrmp_share", "img"),
    }
    return PageView(
        view_of(credentials_figures.rank_range(ranked, dark=dark), story),
        "credentials",
        (association_html(association(observations(tables(*METRIC_TABLES)), components)),),
    )


def show_credentials(asked: ViewRequest) -> PageView:
    """Show the rank with the weights asked for; with equal ones where all are 0, which ranks nothing."""
    weights = tuple(float(asked.choices[name]) for name in ("step1", "research", "img"))
    return credentials_view(weights if any(weights) else (1.0, 1.0, 1.0), asked.dark)


@dataclass(frozen=True, slots=True)
class SpecialtyFacts:
    """What the tables hold about one specialty, whoever asks; what is only shown, as HTML."""

    facts: pd.DataFrame
    cohorts: pd.DataFrame
    measures: str
    printed: str


@for_everybody
def specialty_facts(specialty: str) -> SpecialtyFacts:
    """List every cell about one specialty, with its rank."""
    facts = describe_specialty(tables(*METRIC_TABLES), specialty)
    return SpecialtyFacts(
        facts,
        cohort_rows(facts, matches_of_averages_year()),
        "<h2>Every measure, every group</h2>"
        + html_table(measures_table(facts), "Every measure", cards=True),
        printed_rows_html(table("printed_rows").query("specialty == @specialty")),
    )


@for_everybody
def specialty_neighbours(specialty: str, applicant_group: str) -> tuple[str, tuple[Link, ...]]:
    """Find the specialties with the closest matched averages: as HTML, and where to go on."""
    rows = neighbours(table("scores"), specialty, applicant_group)
    return neighbours_html(rows, SPECIALTY_LABELS[specialty]), links_to(rows)


@per_visit
def specialty_view(
    profile: Profile, specialty: str, sem: float, dark: bool, ck_year: str = NO_YEAR
) -> PageView:
    """Gather everything about one specialty beside one profile."""
    found = tables("scores", "research_output")
    known, comparison = specialty_facts(specialty), comparison_of(profile, sem)
    year, bridge = one_match_year(found["scores"]), bridge_for(profile, BRIDGED_EXAM, ck_year)
    # The averages of every group are shown here, so those of Step 2 CK always are.
    context = averages_context(profile, (BRIDGED_EXAM,), bridge)
    similar, links = specialty_neighbours(specialty, profile.applicant_group)
    said = [
        *advise(profile, comparison, found, specialty, sem),
        matches_said(specialty, profile.applicant_group),
    ]
    return PageView(
        view_of(
            specialty_figures.cohorts(known.cohorts, profile, dark=dark, bridge=bridge),
            specialty_story(
                known.facts, comparison, specialty, profile.applicant_group, year, context, bridge
            ),
        ),
        "specialty",
        (
            f"<h2>What can be said</h2>{html_flags(flags_of(comparison, specialty))}{html_list(said)}"
            f"{known.measures}{similar}",
            *([links] if links else []),
            known.printed,
        ),
    )


def show_specialty(asked: ViewRequest) -> PageView:
    """Show the averages of a specialty, or how many people like the visitor matched there."""
    specialty = asked.choices["specialty"]
    if asked.choices["about"] == "people":
        return people_view(specialty, asked.group, asked.dark)
    return specialty_view(asked.profile, specialty, asked.sem, asked.dark, asked.ck_year)


@for_everybody
def quality_findings() -> pd.DataFrame:
    """List the data-quality findings."""
    return find_oddities(tables(*METRIC_TABLES, "printed_rows"))
