"""Views of a shortlist: a few specialties side by side, and where they lie among all.

What depends on a typed number is cached in the visitor's session only; the rest is cached for everybody.
Cached figures and frames are never changed.
"""

from dataclasses import replace
from math import isnan

from analysis.era.compute import BRIDGED_EXAM, NO_YEAR, build_bridge, context_sentences, say_rise
from analysis.profile import Profile
from analysis.reference import Reference
from analysis.shortlist.chart import shortlist_map, side_by_side
from analysis.shortlist.compute import FEWEST, average_rows, map_rows, standings_for
from analysis.shortlist.differences import say_differences, say_most, spreads
from analysis.shortlist.map_words import map_story
from analysis.shortlist.words import averages_story, measures_table
from analysis.standing.comparable import exams_with_averages, say_unmet
from analysis.standing.compute import sources_of
from analysis.story import Story
from pages.ui.context import averages_context, bridge_for, reference
from pages.ui.count_views import trend_view
from pages.ui.lists import measures_html
from pages.ui.page import EmptyViewError, PageView, ViewRequest
from pages.ui.view import View, for_everybody, per_visit, view_of


@for_everybody
def _differences(applicant_group: str, specialties: tuple[str, ...], edition: str) -> tuple[str, list[str]]:
    """Say what differs most in the averages, and in every measure; nobody's numbers change it."""
    nobody, known = Profile(applicant_group), reference(edition)
    found = spreads(
        standings_for(nobody, specialties, known), standings_for(nobody, known.specialties, known)
    )
    exams = exams_with_averages(known.cohorts[applicant_group])
    return say_most(found, applicant_group, exams), say_differences(found, applicant_group)


@per_visit
def side_by_side_view(
    profile: Profile,
    specialties: tuple[str, ...],
    edition: str,
    sem: float,
    dark: bool,
    ck_year: str = NO_YEAR,
) -> PageView:
    """Lay a few specialties side by side: their averages, what differs most, and every measure.

    Args:
        profile: the person's group and numbers, any of which may be absent.
        specialties: slugs of `analysis.shortlist.compute.SHORTLISTABLE` in the order shown; at least one.
        edition: slug of the edition.
        sem: standard error of measurement of a score, 5-8 points.
        dark: whether the page is dark.
        ck_year: slug of the year that the era bridge starts from.
    """
    bridge = bridge_for(profile, BRIDGED_EXAM, ck_year, edition)
    group, known = profile.applicant_group, reference(edition)
    standings = standings_for(profile, specialties, known, sem)
    exams = exams_with_averages(known.cohorts[group])
    rows = average_rows(standings, exams)
    most, differences = _differences(group, specialties, edition)
    has_average = any(not (isnan(row.matched_mean) and isnan(row.unmatched_mean)) for row in rows)
    context = averages_context(profile, exams, edition, bridge)
    story = averages_story(rows, most, group, sem, known.match_year, context, bridge, known.count_sources)
    sources = dict.fromkeys((*sources_of(rows), *known.research_sources(group), *known.share_sources))
    return PageView(
        view_of(side_by_side(rows, sem, bridge) if has_average else None, story, dark=dark),
        "compare_averages",
        (measures_html(differences, measures_table(standings, profile), tuple(sources), known.match_year),),
    )


@per_visit
def map_view(
    profile: Profile,
    specialties: tuple[str, ...],
    edition: str,
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
        edition: slug of the edition.
        exam: slug of the exam.
        sem: standard error of measurement of a score, 5-8 points.
        dark: whether the page is dark.
        wide: whether there is the width of a projector.
        ck_year: slug of the year that the era bridge starts from.
    """
    story = map_story_of(profile, specialties, exam, sem, reference(edition), ck_year)
    return view_of(story.chart, story, dark=dark, wide=wide)


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
        view = map_view(profile, listed, asked.edition, exam, sem, dark, asked.wide, year)
        return PageView(view, "compare_map")
    if asked.choices["side"] == "trend":
        return PageView(trend_view(listed, "all", dark, asked.wide), "compare_trend")
    return side_by_side_view(profile, listed, asked.edition, sem, dark, year)


def map_story_of(
    profile: Profile,
    specialties: tuple[str, ...],
    exam: str,
    sem: float,
    known: Reference,
    ck_year: str = NO_YEAR,
) -> Story:
    """Tell what `map_view` draws, without any cache: a download is made outside the visit's own thread."""
    group, year, norms = profile.applicant_group, known.match_year, known.usmle_norms
    averages = exams_with_averages(known.cohorts[group])
    has_bridge = exam == BRIDGED_EXAM and exam in averages
    bridge = build_bridge(profile.step2_ck, ck_year, norms, year) if has_bridge else None
    shown = (exam,) if exam in averages else ()
    context = (*say_unmet(profile, averages), *context_sentences(shown, say_rise(norms, year), bridge))
    rows = map_rows(standings_for(profile, known.specialties, known, sem), specialties, exam)
    story = map_story(rows, group, exam, specialties, sem, year, context, bridge, known.count_sources)
    return replace(story, chart=shortlist_map(rows, sem, bridge) if any(r.is_drawn for r in rows) else None)
