"""Views of a shortlist: a few specialties side by side, and where they lie among all.

What depends on a typed number is cached in the visitor's session only; the rest is cached for everybody.
Cached figures and frames are never changed.
"""

from dataclasses import replace
from math import isnan

from analysis.caveats import say_sources
from analysis.era.compute import BRIDGED_EXAM
from analysis.profile import Profile
from analysis.shortlist.chart import shortlist_map, side_by_side
from analysis.shortlist.compute import FEWEST, average_rows, map_rows, standings_for
from analysis.shortlist.differences import say_differences, say_most, spreads
from analysis.shortlist.map_words import map_story
from analysis.shortlist.words import averages_story, measures_table
from analysis.standing.compute import sources_of
from analysis.story import Story
from analysis.wording import EXAM_LABELS
from data.editions.record import Edition
from pages.ui.context import averages_context, bridge_for, exam_context, known_exams, reference
from pages.ui.count_views import trend_view
from pages.ui.lists import measures_html
from pages.ui.page import EmptyViewError, PageView, ViewRequest
from pages.ui.tables import source_line
from pages.ui.view import View, for_everybody, per_visit, view_of


@for_everybody
def _differences(
    applicant_group: str, specialties: tuple[str, ...], edition: Edition
) -> tuple[str, list[str]]:
    """Say what differs most in the averages, and in every measure; nobody's numbers change it."""
    nobody, known = Profile(applicant_group), reference(edition)
    # NRMP's counts and the surveys also reach specialties that the edition has not.
    everything = tuple(dict.fromkeys((*known.specialties, *specialties)))
    found = spreads(standings_for(nobody, specialties, known), standings_for(nobody, everything, known))
    exams = known_exams(applicant_group, edition)
    return say_most(found, applicant_group, exams), say_differences(found, applicant_group)


@per_visit
def side_by_side_view(asked: ViewRequest) -> PageView:
    """Lay a few specialties side by side: their averages, what differs most, and every measure."""
    profile, group, specialties, sem = asked.profile, asked.group, asked.shortlist, asked.sem
    bridge, known = bridge_for(asked, BRIDGED_EXAM), reference(asked.edition)
    standings = standings_for(profile, specialties, known, sem)
    exams = known_exams(group, asked.edition)
    rows = average_rows(standings, exams)
    most, differences = _differences(group, specialties, asked.edition)
    has_average = any(not (isnan(row.matched_mean) and isnan(row.unmatched_mean)) for row in rows)
    context = averages_context(asked, exams, bridge)
    story = averages_story(rows, most, group, sem, known.match_year, context, bridge, known.count_sources)
    scored = [exam for exam in EXAM_LABELS if profile.score(exam) is not None]
    sources = dict.fromkeys(
        (
            *sources_of(rows),
            *(
                known.research_sources(group)
                if any(not isnan(row.context.items_mean) for row in standings)
                else ()
            ),
            *(known.share_sources if any(not isnan(row.context.matched_count) for row in standings) else ()),
            *(source for row in standings for source in row.beyond.sources(EXAM_LABELS, scored, EXAM_LABELS)),
        )
    )
    return PageView(
        view_of(side_by_side(rows, sem, bridge) if has_average else None, story, dark=asked.dark),
        "compare_averages",
        (
            measures_html(
                differences,
                measures_table(standings, profile),
                say_sources(known.sources, sources) if asked.edition.mark else source_line(tuple(sources)),
                known.match_year,
            ),
        ),
    )


def map_story_of(asked: ViewRequest) -> Story:
    """Tell where a few specialties lie among all, and what is drawn of it.

    Nothing of a visit's own is looked up: a download is made outside the visit's thread.
    """
    profile, specialties, sem, exam = asked.profile, asked.shortlist, asked.sem, asked.choices["exam"]
    known, bridge = reference(asked.edition), bridge_for(asked, exam)
    context = exam_context(asked, exam, bridge)
    rows = map_rows(standings_for(profile, known.specialties, known, sem), specialties, exam)
    counts = known.count_sources
    story = map_story(rows, asked.group, exam, specialties, sem, known.match_year, context, bridge, counts)
    return replace(story, chart=shortlist_map(rows, sem, bridge) if any(r.is_drawn for r in rows) else None)


@per_visit
def map_view(asked: ViewRequest) -> View:
    """Show where a few specialties lie among all: gap or average against the group's share of the places."""
    story = map_story_of(asked)
    return view_of(story.chart, story, dark=asked.dark, wide=asked.wide)


def show_averages(asked: ViewRequest) -> PageView:
    """Lay the shortlist side by side; the exam of the map and the room make no other view."""
    return side_by_side_view(asked.only("edition", "sem", "ck_year", shortlist=asked.shortlist))


def show_compare(asked: ViewRequest) -> PageView:
    """Show the shortlist side by side, among all specialties, or over the years.

    Raises:
        EmptyViewError: fewer than two specialties are on the shortlist.
    """
    if len(asked.shortlist) < FEWEST:
        raise EmptyViewError(
            "Two to six specialties have to be on the shortlist before they can be compared."
        )
    if asked.choices["side"] == "map":
        return PageView(map_view(asked), "compare_map")
    if asked.choices["side"] == "trend":
        return PageView(trend_view(asked.shortlist, "all", asked.dark, asked.wide), "compare_trend")
    return show_averages(asked)
