"""Views of a shortlist: a few specialties side by side, and where they lie among all.

What depends on a typed number is cached in the visitor's session only; the rest is cached for everybody.
Cached figures and frames are never changed.
"""

from dataclasses import dataclass, replace

import pandas as pd

from analysis.charts.description import Chart
from analysis.era.compute import BRIDGED_EXAM, NO_YEAR, Bridge, build_bridge, context_sentences, say_rise
from analysis.profile import Profile
from analysis.reference import REFERENCE_TABLES, Reference, build_reference
from analysis.shortlist.chart import shortlist_map, side_by_side
from analysis.shortlist.compute import (
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
from pages.ui.context import averages_context, bridge_for, shown_exams
from pages.ui.measures import measures_html
from pages.ui.tables import tables
from pages.ui.view import View, for_everybody, per_visit, view_of
from pages.ui.views import counts_at


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A few specialties side by side.

    Attributes:
        chart: their averages; no figure where the source has none of them.
        measures: what differs most, and every measure, as HTML.
    """

    chart: View
    measures: str


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
) -> SideBySide:
    """Lay a few specialties side by side on every measure.

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
    return SideBySide(
        view_of(
            side_by_side(rows, sem, bridge),
            averages_story(
                rows,
                most,
                group,
                sem,
                known.match_year,
                averages_context(profile, exams, bridge),
                bridge,
            ),
            dark=dark,
        ),
        measures_html(
            differences,
            measures_table(standings, profile),
            (*score_sources(group, exams), RESEARCH_SOURCE, *_count_sources()),
            known.match_year,
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
    bridge, drawn = bridge_for(profile, exam, ck_year), shown_exams(profile, exam)
    rows = map_rows(standings_for(profile, SHORTLISTABLE, reference(), sem), specialties, exam)
    context = averages_context(profile, drawn, bridge)
    year = reference().match_year
    story = map_story(rows, profile.applicant_group, exam, specialties, sem, year, context, bridge)
    return view_of(_map_of(rows, sem, bridge), story, dark=dark, wide=wide)


def _map_of(rows: pd.DataFrame, sem: float, bridge: Bridge | None) -> Chart | None:
    """Describe the map; None where no specialty has both numbers."""
    return None if drawn_rows(rows).empty else shortlist_map(rows, sem, bridge)


def map_story_of(
    profile: Profile,
    specialties: tuple[str, ...],
    exam: str,
    sem: float,
    known: Reference,
    ck_year: str = NO_YEAR,
) -> Story:
    """Tell what `map_view` draws, without any cache: a download is made outside the visit's own thread.

    Args:
        profile: the person's group and numbers.
        specialties: slugs of `analysis.shortlist.compute.SHORTLISTABLE`.
        exam: slug of the exam.
        sem: standard error of measurement of a score, 5-8 points.
        known: the cohorts.
        ck_year: slug of the year that the era bridge starts from.
    """
    group, year, norms = profile.applicant_group, known.match_year, known.usmle_norms
    averages = exams_with_averages(known, group)
    has_bridge = exam == BRIDGED_EXAM and exam in averages
    bridge = build_bridge(profile.step2_ck, ck_year, norms, year) if has_bridge else None
    shown = (exam,) if exam in averages else ()
    context = (*say_unmet(profile, averages), *context_sentences(shown, say_rise(norms, year), bridge))
    rows = map_rows(standings_for(profile, SHORTLISTABLE, known, sem), specialties, exam)
    story = map_story(rows, group, exam, specialties, sem, year, context, bridge)
    return replace(story, chart=_map_of(rows, sem, bridge))
