"""Views: one cached call per page that turns the visitor's inputs into figures and texts.

Texts are HTML, because a session keeps what it has seen, and that takes a tenth of the memory of its frames.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Final

import pandas as pd

from analysis.charts.description import Chart
from analysis.credentials.chart import rank_range
from analysis.credentials.compute import credential_components, rank_credentials
from analysis.credentials.words import credentials_story
from analysis.editions import widest_exam
from analysis.era.compute import BRIDGED_EXAM
from analysis.gap_and_share.chart import gap_scatter
from analysis.gap_and_share.compute import gap_and_share
from analysis.gap_and_share.words import gap_and_share_story
from analysis.groups.chart import matched_groups, research_panels
from analysis.groups.compute import SENIORS, matched_by_group, research_by_group
from analysis.groups.research import beside_items, matched_items
from analysis.groups.words import groups_of, matched_groups_story, research_story, sorted_by, with_items
from analysis.measures import MEASURE_TABLES, association, measure_cells
from analysis.profile import Profile
from analysis.reference import Reference
from analysis.specialty.chart import cohorts_chart, with_profile
from analysis.specialty.compute import (
    GroupAverages,
    advise,
    cohort_rows,
    describe_specialty,
    flags_of,
    neighbours,
)
from analysis.specialty.spread import spread_table
from analysis.specialty.words import measures_table, specialty_story
from analysis.standing.alternatives import find_alternatives
from analysis.standing.chart import cohort_chart, gaps, with_score
from analysis.standing.comparable import nothing_to_compare
from analysis.standing.compute import Compared, compare
from analysis.standing.evidence import EVIDENCE
from analysis.standing.words import rows_to_draw, standing_story, standings_table
from analysis.story import Story
from analysis.wording import SPECIALTY_LABELS
from data.editions import rows_of
from data.editions.record import PREFIXES, Edition, statistic_column
from pages.ui.context import averages_context, bridge_for, exam_context, known_exams, reference
from pages.ui.count_views import matches_said
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

# The choices that weigh what the rank of credentials is made of.
WEIGHTS: Final = ("step1", "research", "img")


@per_visit
def comparison_of(profile: Profile, sem: float, edition: Edition) -> list[Compared]:
    """Compare a profile with every specialty."""
    return compare(profile, reference(edition).cohorts[profile.applicant_group], sem)


@for_everybody
def averages_chart_of(applicant_group: str, exam: str, edition: Edition) -> Chart:
    """Describe the averages of every specialty for one group and exam, which is the same for everybody."""
    rows = compare(Profile(applicant_group), reference(edition).cohorts[applicant_group])
    return cohort_chart(rows_to_draw(rows, exam))


@per_visit
def standing_view(asked: ViewRequest) -> PageView:
    """Compare a profile with every specialty: the chart, where else to look, and the standings.

    Without a score the gaps view falls back to the averages.
    """
    profile, edition, group, sem = asked.profile, asked.edition, asked.group, asked.sem
    exam, view, known = asked.choices["exam"], asked.choices["view"], reference(edition)
    comparison, score = comparison_of(profile, sem, edition), profile.score(exam)
    has_gap = any(row.exam == exam and not isnan(row.gap_to_matched) for row in comparison)
    bridge = bridge_for(asked, exam)
    context = (EVIDENCE["averages"].sentence, *exam_context(asked, exam, bridge))
    year, counts = known.match_year, known.count_sources
    if view == "share" and has_gap:
        shared = gap_and_share(comparison, known, group, exam)
        told = gap_and_share_story(shared, group, exam, sem, year, context, bridge, counts)
        chart = view_of(gap_scatter(shared, sem, bridge), told, dark=asked.dark, wide=asked.wide)
    else:
        kind = "gaps" if view == "gaps" and has_gap else "averages"
        story = standing_story(comparison, group, exam, sem, year, kind, context, bridge, counts)
        averages = averages_chart_of(group, exam, edition)
        if kind == "gaps" and score is not None:
            shown = [row.shown for row in rows_to_draw(comparison, exam)]
            drawn = gaps(averages, float(score), sem, shown, bridge)
        else:
            drawn = with_score(averages, score, sem, bridge)
        chart = view_of(drawn, story, dark=asked.dark)
    if not profile.has_score:
        return PageView(chart, "standing")
    exams = known_exams(group, edition)
    if nothing_to_compare(profile, exams):
        return PageView(
            chart, "standing", (nothing_html(profile, exams), ELSEWHERE if exams else ELSEWHERE[1:])
        )
    found = find_alternatives(comparison)
    links = links_to((row.specialty, row.label) for row in found.at_or_above)
    # Every specialty has a row of standings, on a phone a card: what is shorter comes first.
    standings = standings_html(standings_table(comparison), sem)
    return PageView(chart, "standing", (alternatives_html(found, edition), links, standings))


def _sources(table_rows: pd.DataFrame, known: Reference) -> tuple[str, ...]:
    """Return the sources of some averages, and of the counts of matches beside them."""
    return (*table_rows["source_id"].unique(), *known.count_sources)


@for_everybody
def overview_story(edition: Edition, chosen: str) -> tuple[pd.DataFrame, Story]:
    """Lay the matched averages of every group side by side, lowest senior average first.

    The headline is about the group `chosen`, or about all where none is.
    """
    known = reference(edition)
    exam, scores = widest_exam(known.edition), known.scores
    by_group = matched_by_group(scores, exam, known.matched_in(exam))
    groups = groups_of(by_group)
    first = SENIORS if SENIORS in groups else next(iter(groups), "")
    rows = sorted_by(by_group, f"{first}_mean" if first else "label", ascending=True)
    own = scores.loc[(scores["exam"] == exam) & (scores["outcome"] == "matched")]
    return rows, matched_groups_story(rows, exam, known.match_year, _sources(own, known), chosen)


@per_visit
def overview_view(score: int | None, edition: Edition, chosen: str, dark: bool) -> View:
    """Show the matched averages of every group, with the person's line."""
    rows, story = overview_story(edition, chosen)
    if score is None:
        return view_of(matched_groups(rows, None), story, dark=dark)
    own = replace(story, compares=(widest_exam(reference(edition).edition),))
    shown = view_of(matched_groups(rows, score), own, dark=dark)
    # The words are of cohorts alone.
    return replace(shown, words_of=overview_view(None, edition, chosen, dark))


def show_overview(asked: ViewRequest) -> PageView:
    """Show all specialties beside the visitor's line."""
    score = asked.profile.score(widest_exam(reference(asked.edition).edition))
    return PageView(overview_view(score, asked.edition, asked.chosen_group, asked.dark), "overview")


@for_everybody
def _research_rows(edition: Edition, order: str) -> pd.DataFrame:
    """Lay the research averages of every group side by side, sorted by one of them or by name."""
    known = reference(edition)
    rows = research_by_group(known.research_output, known.matched_in())
    groups = groups_of(rows)
    by = order if order in groups else next(reversed(groups), "name")
    return sorted_by(rows, "label" if "name" in {order, by} else f"{by}_mean")


@for_everybody
def _research_story(edition: Edition, order: str, chosen: str) -> tuple[pd.DataFrame, Story]:
    """Tell of the research averages without anybody's items, and return the rows that are drawn.

    The headline is about the group `chosen`, or about all where none is.
    """
    known, rows = reference(edition), _research_rows(edition, order)
    has_medians = statistic_column("research_output", "median") in known.research_output
    sources = _sources(known.research_output, known)
    return rows, research_story(rows, known.match_year, sources, chosen, has_medians=has_medians)


@per_visit
def research_view(items: int | None, edition: Edition, order: str, chosen: str, dark: bool) -> View:
    """Show the research averages of every group, with the person's items."""
    rows, nobodys = _research_story(edition, order, chosen)
    story = with_items(nobodys, items)
    return view_of(research_panels(rows, items) if len(rows) else None, story, dark=dark)


@for_everybody
def _matched_items(applicant_group: str, edition: Edition) -> list[tuple[str, float, str]]:
    """Return the research averages of one group."""
    return matched_items(reference(edition).research_output, applicant_group)


@per_visit
def research_gaps(profile: Profile, edition: Edition) -> str:
    """Return the profile's research items beside the matched averages of its group as HTML."""
    averages = _matched_items(profile.applicant_group, edition)
    return research_gaps_html(beside_items(profile.research_items, averages), profile)


def show_research(asked: ViewRequest) -> PageView:
    """Show the research averages, and the visitor's items beside those of their group."""
    items = asked.profile.research_items
    view = research_view(items, asked.edition, asked.choices["order"], asked.chosen_group, asked.dark)
    return PageView(view, "research", () if items is None else (research_gaps(asked.profile, asked.edition),))


@for_everybody
def _edition_tables(edition: Edition) -> dict[str, pd.DataFrame]:
    """Return the tables behind the measures, those of averages with the rows of one edition."""
    found = edition.over(tables(*MEASURE_TABLES))
    return {
        name: rows_of(edition, found[name]) if name in PREFIXES else found[name] for name in MEASURE_TABLES
    }


@for_everybody
def _components(edition: Edition) -> tuple[pd.DataFrame, tuple[str, ...], str]:
    """Return what the rank of credentials is made of, its sources, and how its parts go together as HTML."""
    known, found = reference(edition), _edition_tables(edition)
    own = pd.concat([known.scores.query("exam == 'step1'"), known.research_output])
    sources = _sources(own.loc[(own["applicant_group"] == SENIORS) & (own["outcome"] == "matched")], known)
    components = {
        "Senior Step 1": ("step1_matched", SENIORS),
        "Senior research": ("research_matched", SENIORS),
        "IMG share": ("nrmp_share", "img"),
    }
    return (
        credential_components(known.scores, known.research_output, found["positions"], known.match_year),
        sources,
        association_html(association(measure_cells(found, known.match_year), components)),
    )


@for_everybody
def credentials_view(weights: Sequence[float], edition: Edition, dark: bool) -> PageView:
    """Rank the credentials of those who matched with given weights, and say how its parts go together."""
    components, sources, together = _components(edition)
    ranked = rank_credentials(components, weights)
    story = credentials_story(ranked, weights, edition.match_year, sources)
    chart = rank_range(ranked) if len(ranked) else None
    return PageView(view_of(chart, story, dark=dark), "credentials", (together,))


def show_credentials(asked: ViewRequest) -> PageView:
    """Show the rank with the weights asked for; with equal ones where all are 0, which ranks nothing."""
    weights = tuple(float(asked.choices[name]) for name in WEIGHTS)
    return credentials_view(weights if any(weights) else (1.0, 1.0, 1.0), asked.edition, asked.dark)


@dataclass(frozen=True, slots=True)
class SpecialtyFacts:
    """What the tables hold about one specialty, whoever asks; what is only shown, as HTML."""

    facts: pd.DataFrame
    cohorts: list[GroupAverages]
    chart: Chart
    measures: str
    printed: str


@for_everybody
def specialty_facts(specialty: str, edition: Edition) -> SpecialtyFacts:
    """List every cell about one specialty, with its rank."""
    known = reference(edition)
    facts = describe_specialty(_edition_tables(edition), known.match_year, specialty)
    printed = rows_of(known.edition, table("printed_rows"))
    cohorts = cohort_rows(known, specialty)
    return SpecialtyFacts(
        facts,
        cohorts,
        cohorts_chart(cohorts),
        "<h2>Every measure, every group</h2>"
        + html_table(measures_table(facts), "Every measure", cards=True)
        + _spread_html(known, specialty),
        # An edition that somebody loaded has no printed rows here.
        "" if known.edition.mark else printed_rows_html(printed.loc[printed["specialty"] == specialty]),
    )


def _spread_html(known: Reference, specialty: str) -> str:
    """Return what the edition has beside averages; nothing where it has none of it."""
    spread = spread_table(known, specialty)
    if spread is None:
        return ""
    title = f"Beside the averages, {known.match_year} Match"
    return f"<h2>{title}</h2>{html_table(spread, title, cards=True)}"


@for_everybody
def specialty_neighbours(
    specialty: str, applicant_group: str, edition: Edition
) -> tuple[str, tuple[Link, ...]]:
    """Find the specialties with the closest matched averages: as HTML, and where to go on."""
    rows = neighbours(reference(edition).scores, specialty, applicant_group)
    named = zip(rows["specialty"], rows["label"], strict=True)
    return neighbours_html(rows, SPECIALTY_LABELS[specialty]), links_to(named)


@per_visit
def specialty_view(asked: ViewRequest) -> PageView:
    """Gather everything about one specialty beside one profile."""
    profile, group, specialty, sem = asked.profile, asked.group, asked.choices["specialty"], asked.sem
    known, facts = reference(asked.edition), specialty_facts(specialty, asked.edition)
    own = compare(profile, known.averages(group, specialty), sem)
    bridge = bridge_for(asked, BRIDGED_EXAM)
    # The averages of every group are shown here, so those of Step 2 CK always are.
    context = averages_context(asked, (BRIDGED_EXAM,), bridge)
    similar, links = specialty_neighbours(specialty, group, asked.edition)
    said = [*advise(profile, own, known, specialty, sem), *matches_said(specialty, group, known.match_year)]
    story = specialty_story(
        facts.facts, own, facts.cohorts, specialty, group, known.match_year, context, bridge
    )
    return PageView(
        view_of(with_profile(facts.chart, profile, bridge), story, dark=asked.dark),
        "specialty",
        (
            f"<h2>What can be said</h2>{html_flags(flags_of(own, specialty))}{html_list(said)}"
            f"{facts.measures}{similar}",
            *([links] if links else []),
            *([facts.printed] if facts.printed else []),
        ),
    )
