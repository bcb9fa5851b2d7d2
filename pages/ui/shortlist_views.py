"""Views of a shortlist: a few specialties side by side, and where they lie among all.

What depends on a typed number is cached in the visitor's session only; the rest is cached for everybody.
Cached figures and frames are never changed.
"""

import pandas as pd

from analysis.era.compute import BRIDGED_EXAM, NO_YEAR, Bridge, build_bridge, context_sentences, say_rise
from analysis.profile import Profile
from analysis.reference import REFERENCE_TABLES, Reference, build_reference
from analysis.shortlist import chart as shortlist_figures
from analysis.shortlist.compute import (
    FEWEST,
    SHORTLISTABLE,
    average_rows,
    exams_with_averages,
    map_rows,
    standings_for,
)
from analysis.shortlist.differences import say_differences, say_most, spreads
from analysis.shortlist.map_words import drawn_rows, map_story
from analysis.shortlist.words import RESEARCH_SOURCE, averages_story, measures_table, score_sources
from analysis.standing.comparable import say_unmet
from analysis.story import Story
from pages.ui.context import averages_context, bridge_for, counts_at
from pages.ui.count_views import trend_view
from pages.ui.lists import measures_html
from pages.ui.page import EmptyViewError, PageView, ViewRequest
from pages.ui.tables import tables
from pages.ui.view import View, for_everybody, per_visit, view_of


@for_everybody
def reference() -> Reference:
    """Lay out the cohorts of every group, once."""
    return build_reference(tables(*REFERENCE_TABLES))


@for_everybody
def _differences(applicant_group: str, specialties: tuple[str, ...]) -> tuple[str, list[str]]:
    """Say what differs most in the averages, and in every measure; nobody's numbers change it."""
    nobody, known = Profile(applicant_group), reference()
    found = spreads(standings_for(nobody, specialties, known), standings_for(nobody, SHORTLISTABLE, known))
    exams = exams_with_averages(known, applicant_group)
    return say_most(found, applicant_group, exams), say_differences(found, applicant_group)


@for_everybody
def _count_sources() -> tuple[str, ...]:
    """Return the sources of the counts, the years of the shares then and now included."""
    return tuple(dict.fromkeys(counts_at("all")["source_id"]))


@per_visit
def side_by_side_view(
    profile: Profile, specialties: tuple[str, ...], sem: float, dark: bool, ck_year: str = NO_YEAR
) -> PageView:
    """Lay a few specialties side by side: their averages, what differs most, and every measure.

    Args:
        profile: the person's group and numbers, any of which may be absent.
        specialties: slugs of `analysis.shortlist.compute.SHORTLISTABLE` in the order shown; at least one.
        sem: standard error of measurement of a score, 5-8 points.
        dark: whether the page is dark.
        ck_year: slug of the year that the era bridge starts from.
    """
    bridge = bridge_for(profile, BRIDGED_EXAM, ck_year)
    group, known = profile.applicant_group, reference()
    standings = standings_for(profile, specialties, known, sem)
    exams = exams_with_averages(known, group)
    rows = average_rows(standings, exams)
    most, differences = _differences(group, specialties)
    has_average = bool(rows[["matched_mean", "unmatched_mean"]].notna().any(axis=None))
    return PageView(
        view_of(
            shortlist_figures.side_by_side(rows, sem, dark=dark, bridge=bridge) if has_average else None,
            averages_story(
                rows, most, group, sem, known.match_year, averages_context(profile, exams, bridge), bridge
            ),
        ),
        "compare_averages",
        (
            measures_html(
                differences,
                measures_table(standings, profile),
                (*score_sources(group, exams), RESEARCH_SOURCE, *_count_sources()),
                known.match_year,
            ),
        ),
    )


@per_visit
def map_view(
    profile: Profile,
    specialties: tuple[str, ...],
    exam: str,
    sem: float,
    dark: bool,
    wide: bool = False,
    ck_year: str = NO_YEAR,
) -> View:
    """Show where a few specialties lie among all: gap or average against the group's share of the places.

    Args:
        profile: the person's group and numbers; without a score for the exam the averages are drawn.
        specialties: slugs of `analysis.shortlist.compute.SHORTLISTABLE`.
        exam: slug of the exam.
        sem: standard error of measurement of a score, 5-8 points.
        dark: whether the page is dark.
        wide: whether there is the width of a projector.
        ck_year: slug of the year that the era bridge starts from.
    """
    rows, bridge, story = map_findings(profile, specialties, exam, sem, reference(), ck_year)
    figure = None
    if not drawn_rows(rows).empty:
        figure = shortlist_figures.shortlist_map(rows, sem, dark=dark, wide=wide, bridge=bridge)
    return view_of(figure, story)


def show_compare(asked: ViewRequest) -> PageView:
    """Show the shortlist side by side, among all specialties, or over the years.

    Raises:
        EmptyViewError: fewer than two specialties are on the shortlist.
    """
    profile, listed, sem, dark, year = asked.profile, asked.shortlist, asked.sem, asked.dark, asked.ck_year
    if len(listed) < FEWEST:
        raise EmptyViewError(
            "Two to six specialties have to be on the shortlist before they can be compared."
        )
    if asked.choices["side"] == "map":
        exam = asked.choices["exam"]
        return PageView(map_view(profile, listed, exam, sem, dark, asked.wide, year), "compare_map")
    if asked.choices["side"] == "trend":
        return PageView(trend_view(listed, "all", dark, asked.wide), "compare_trend")
    return side_by_side_view(profile, listed, sem, dark, year)


def map_findings(
    profile: Profile,
    specialties: tuple[str, ...],
    exam: str,
    sem: float,
    known: Reference,
    ck_year: str = NO_YEAR,
) -> tuple[pd.DataFrame, Bridge | None, Story]:
    """Return the rows, the era bridge and the story of `map_view`.

    Without any cache: a download is made outside the visit's own thread.
    """
    group, year, norms = profile.applicant_group, known.match_year, known.usmle_norms
    averages = exams_with_averages(known, group)
    has_bridge = exam == BRIDGED_EXAM and exam in averages
    bridge = build_bridge(profile.step2_ck, ck_year, norms, year) if has_bridge else None
    shown = (exam,) if exam in averages else ()
    context = (*say_unmet(profile, averages), *context_sentences(shown, say_rise(norms, year), bridge))
    rows = map_rows(standings_for(profile, SHORTLISTABLE, known, sem), specialties, exam)
    return rows, bridge, map_story(rows, group, exam, specialties, sem, year, context, bridge)
