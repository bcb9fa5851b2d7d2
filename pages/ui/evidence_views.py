"""Where I stand: a score beside averages, among residents, or beside what directors named."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import Final

from analysis.charts.description import Chart
from analysis.era.compute import context_sentences
from analysis.joint_scores.chart import joint_grid
from analysis.joint_scores.compute import brought, joint_counts, own_bins
from analysis.joint_scores.words import brought_table, joint_story, share_sentences
from analysis.profile import Profile
from analysis.residents.chart import strips
from analysis.residents.chart import with_person as among_residents
from analysis.residents.compute import Spread, sorted_spreads, spreads
from analysis.residents.words import residents_story
from analysis.standing.evidence import EVIDENCE
from analysis.thresholds.chart import boxes
from analysis.thresholds.chart import with_person as beside_boxes
from analysis.thresholds.compute import Answers, answers, everybody
from analysis.thresholds.words import answers_story
from analysis.wording import SPECIALTY_LABELS
from pages.ui.context import national_rise
from pages.ui.html import html_list, html_table
from pages.ui.lists import by_averages_html
from pages.ui.page import EmptyViewError, Link, PageView, ViewRequest
from pages.ui.tables import source_html, table
from pages.ui.view import for_everybody, per_visit, view_of
from pages.ui.views import standing_view


@for_everybody
def spreads_of(exam: str) -> list[Spread]:
    """Gather what is printed of every specialty's residents for one exam."""
    return spreads(table("resident_quantiles"), table("resident_scores"), exam)


@for_everybody
def residents_period() -> tuple[str, tuple[str, ...]]:
    """Return the academic year of the residents, and the specialties of theirs that are none of ours."""
    rows = table("resident_scores")
    others = rows.loc[rows["specialty"].isna(), "specialty_as_printed"].unique()
    return str(rows["period"].iloc[0]), tuple(map(str, others))


def _context(evidence: str, exam: str, match_year: int) -> tuple[str, ...]:
    """Return what stands in the open beside a kind of evidence: what it can say, and the national rise."""
    return (EVIDENCE[evidence].sentence, *context_sentences((exam,), national_rise(match_year)))


@per_visit
def residents_view(score: int | None, exam: str, dark: bool) -> PageView:
    """Show a score among the residents of every specialty; without one, how these lie beside each other."""
    period, others = residents_period()
    rows = sorted_spreads(spreads_of(exam), score)
    context = _context("residents", exam, int(period[:4]))
    story = residents_story(rows, exam, score, period, others, context)
    chart = among_residents(strips(rows), rows, score)
    return PageView(view_of(chart, story, dark=dark), "residents", (RESIDENTS_OF_ONE,))


@for_everybody
def _answers_of(exam: str) -> tuple[list[Answers], Chart]:
    """Gather what directors named for one exam, and describe it."""
    rows = answers(table("director_scores"), table("director_response"), exam)
    return rows, boxes(rows)


@per_visit
def thresholds_view(score: int | None, exam: str, dark: bool) -> PageView:
    """Show a score beside the scores that directors named; without one, those alone."""
    rows, chart = _answers_of(exam)
    year = int(table("director_scores")["match_year"].max())
    context = _context("directors", exam, year)
    story = answers_story(rows, exam, score, year, everybody(table("director_response")), context)
    return PageView(view_of(beside_boxes(chart, score), story, dark=dark), "directors")


def _beside_averages(asked: ViewRequest) -> PageView:
    """Show a profile beside the averages of every specialty."""
    return standing_view(asked.only(*(name for name in asked.choices if name != "beside"), wide=asked.wide))


def _among_residents(asked: ViewRequest) -> PageView:
    """Show the visitor's score among the residents of every specialty."""
    exam = asked.choices["exam"]
    return residents_view(asked.profile.score(exam), exam, asked.dark)


def _beside_directors(asked: ViewRequest) -> PageView:
    """Show the visitor's score beside what directors named."""
    exam = asked.choices["exam"]
    return thresholds_view(asked.profile.score(exam), exam, asked.dark)


@per_visit
def residents_of_view(profile: Profile, specialty: str, dark: bool) -> PageView:
    """Show the two scores of one specialty's residents together, and what else these brought.

    Raises:
        EmptyViewError: nothing is printed of its residents.
    """
    grid = joint_counts(table("resident_scores"), specialty)
    measures = brought(table("resident_quantiles"), specialty)
    if grid is None:
        raise EmptyViewError(
            f"{SPECIALTY_LABELS[specialty]}: no residents in AAMC’s report, as far as it is read here."
        )
    period, _ = residents_period()
    story = joint_story(specialty, grid, profile, period, (EVIDENCE["residents"].sentence,))
    said = html_list(share_sentences(grid, profile)) if profile.has_score else ""
    below = (
        f"<h2>What they brought</h2>"
        f"{html_table(brought_table(measures, profile), 'Percentiles of residents', cards=True)}"
        f"{source_html(row.source_id for row in measures)}"
        if measures
        else f"<p>No percentiles of {escape(SPECIALTY_LABELS[specialty])} in the copy that was read.</p>"
    )
    return PageView(
        view_of(joint_grid(grid, own_bins(profile)), story, dark=dark),
        "residents_of",
        (said + below, ALL_RESIDENTS),
    )


# Further on from all specialties.
RESIDENTS_OF_ONE: Final = (Link("specialty.py", "The residents of one specialty", {"about": "residents"}),)
ALL_RESIDENTS: Final = (
    Link("where_i_stand.py", "The residents of every specialty", {"beside": "residents"}),
)
# By the slug of the choice `beside`.
BESIDE: Final[Mapping[str, Callable[[ViewRequest], PageView]]] = {
    "averages": _beside_averages,
    "residents": _among_residents,
    "directors": _beside_directors,
}


def show_standing(asked: ViewRequest) -> PageView:
    """Show the visitor's scores beside whom they ask for, and say what where else to look follows."""
    beside = asked.choices["beside"]
    shown = BESIDE[beside](asked)
    if beside == "averages" or not asked.profile.has_score or asked.group not in asked.edition.groups:
        return shown
    return replace(shown, below=(*shown.below, by_averages_html(asked.edition)))
