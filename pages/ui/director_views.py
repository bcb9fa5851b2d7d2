"""Views over the survey of program directors: groups, factors, and what it says about one specialty.

Nothing here depends on a typed number, so everything is cached for everybody. Cached figures are never
changed.
"""

from html import escape
from typing import Final

import pandas as pd

from analysis.directors.chart import (
    answers_by_group,
    answers_by_specialty,
    factor_grid,
    factors_of_specialty,
    one_factor,
)
from analysis.directors.compute import (
    COUNTED,
    FIGURES,
    GRID_MOST,
    Response,
    factor_rows,
    grid_rows,
    group_rows,
    groups_of_specialty,
    latest,
    most_cited,
    of_factor,
    of_specialty,
    rates_by_label,
    response_of,
)
from analysis.directors.specialty_words import (
    activity_heading,
    activity_table,
    boxes_table,
    cited_heading,
    cited_table,
    failed_table,
    required_table,
    specialty_story,
)
from analysis.directors.words import factor_story, grid_story, groups_story, specialty_factors_story
from analysis.story import TextTable
from analysis.thresholds.compute import answers
from analysis.wording import EXAM_LABELS, SPECIALTY_LABELS
from data.directors import STAGES
from data.terms import slugs
from pages.ui.html import html_table
from pages.ui.page import EmptyViewError, Link, PageView, ViewRequest
from pages.ui.tables import source_html, table
from pages.ui.view import View, for_everybody, view_of

# What is shown of one specialty below its chart, and in all beside who responded.
_BELOW = ("director_scores", "director_score_use", "director_factors", "director_activity")
DIRECTORS_OF_ONE = ("director_groups", *_BELOW)


# What statements of the guide are about: groups of applicants, and one factor.
IN_THE_GUIDE: Final = ("us_img", "non_us_img")
OF_VISAS: Final = "visa_status"
THE_GUIDE: Final = (
    "<p>The guide says something of this too: three statements, on US IMGs, non-US IMGs and visa status. "
    "The ledger puts each beside the survey’s own numbers.</p>",
    (Link("data_and_method.py", "The guide’s statements beside the survey", {"part": "ledger"}),),
)


def _surveyed(name: str) -> pd.DataFrame:
    """Return the rows of a table of the survey, of its latest year."""
    return latest(table(name))


def _response() -> Response:
    """Return who responded, of all programs.

    Raises:
        EmptyViewError: the table has no total.
    """
    found = response_of(_surveyed("director_response"))
    if found is None:
        raise EmptyViewError("The survey of program directors is not in the data.")
    return found


def _printed_in(*names: str) -> tuple[str, ...]:
    """Return the sources of some tables of the survey."""
    return tuple(source for name in names for source in _surveyed(name)["source_id"].unique())


def _sources(name: str) -> tuple[str, ...]:
    """Return the sources of a table of the survey, and of who responded."""
    return _printed_in(name, "director_response")


@for_everybody
def answers_view(stage: str, applicant_group: str, dark: bool) -> View:
    """Show how often the programs of every specialty said that they interview or rank one group."""
    rows = group_rows(_surveyed("director_groups"), stage, applicant_group)
    rates = rates_by_label(_surveyed("director_response"))
    story = groups_story(rows, stage, applicant_group, _response(), rates, _sources("director_groups"))
    return view_of(answers_by_specialty(rows), story, dark=dark)


@for_everybody
def _factors(stage: str) -> pd.DataFrame:
    """Return what was cited at one stage."""
    return factor_rows(_surveyed("director_factors"), stage)


@for_everybody
def grid_view(stage: str, figure: str, dark: bool) -> View:
    """Show the factors cited most over all specialties."""
    factors = _factors(stage)
    shown = most_cited(factors, GRID_MOST)
    rows = grid_rows(factors, shown, FIGURES[figure])
    counts = grid_rows(factors, shown, COUNTED[figure])
    story = grid_story(rows, factors, shown, stage, figure, _response(), _sources("director_factors"))
    return view_of(factor_grid(rows, counts, shown, figure), story, dark=dark)


@for_everybody
def factor_view(stage: str, figure: str, factor: str, dark: bool) -> View:
    """Show one factor over all specialties.

    Raises:
        EmptyViewError: programs were not asked about the factor at this stage.
    """
    rows = of_factor(_factors(stage), factor, figure)
    if rows.empty:
        raise EmptyViewError(
            "Directors could cite this factor in ranking alone: it is what an interview shows."
        )
    story = factor_story(rows, stage, figure, _response(), _sources("director_factors"))
    return view_of(one_factor(rows, figure), story, dark=dark)


@for_everybody
def specialty_factors_view(stage: str, figure: str, specialty: str, dark: bool) -> View:
    """Show the factors of one specialty."""
    rows = of_specialty(_factors(stage), specialty, figure)
    own = response_of(_surveyed("director_response"), specialty)
    story = specialty_factors_story(rows, stage, figure, _response(), own, _sources("director_factors"))
    return view_of(factors_of_specialty(rows, figure), story, dark=dark)


def show_directors(asked: ViewRequest) -> PageView:
    """Show what directors said of applicant groups, or of the factors they cite."""
    choices, dark = asked.choices, asked.dark
    stage, figure = choices["stage"], choices["figure"]
    if choices["ask"] == "groups":
        group = asked.group if choices["applicants"] == "mine" else choices["applicants"]
        return PageView(
            answers_view(stage, group, dark), "answers", THE_GUIDE if group in IN_THE_GUIDE else ()
        )
    views = {
        "all": lambda: grid_view(stage, figure, dark),
        "factor": lambda: factor_view(stage, figure, choices["factor"], dark),
        "specialty": lambda: specialty_factors_view(stage, figure, choices["specialty"], dark),
    }
    of_visas = choices["by"] == "factor" and choices["factor"] == OF_VISAS
    return PageView(views[choices["by"]](), f"factors_{choices['by']}", THE_GUIDE if of_visas else ())


def _block(heading: str, rows: TextTable) -> str:
    """Return a table under its heading as HTML, or in words that there is none."""
    found = html_table(rows, heading) if rows.rows else "<p>Not in the source.</p>"
    return f"<h2>{escape(heading)}</h2>{found}"


@for_everybody
def directors_view(specialty: str, applicant_group: str, dark: bool) -> PageView:
    """Show what the directors of one specialty said: groups, scores, requirements, factors, activity.

    Raises:
        EmptyViewError: no program of the specialty is in the survey.
    """
    own = response_of(_surveyed("director_response"), specialty)
    groups = _surveyed("director_groups")
    by_stage = [groups_of_specialty(groups, stage, specialty) for stage in slugs(STAGES)]
    if own is None or by_stage[0].empty:
        label = SPECIALTY_LABELS[specialty]
        raise EmptyViewError(f"The survey of program directors has no figures of {label}.")
    story = specialty_story(
        by_stage[0],
        pd.concat(by_stage, ignore_index=True),
        applicant_group,
        _response(),
        own,
        _sources("director_groups"),
    )
    use, activity = (
        rows.loc[rows["specialty"] == specialty]
        for rows in map(_surveyed, ("director_score_use", "director_activity"))
    )
    named = {
        exam: answers(_surveyed("director_scores"), _surveyed("director_response"), exam)
        for exam in EXAM_LABELS
    }
    blocks = (
        ("Scores that programs named", boxes_table(named, specialty)),
        ("What is required of an exam", required_table(use)),
        ("How often a failed first attempt is considered", failed_table(use)),
        *((cited_heading(stage), cited_table(_factors(stage), specialty)) for stage in slugs(STAGES)),
        (activity_heading(activity), activity_table(activity)),
    )
    return PageView(
        view_of(answers_by_group(by_stage[0], applicant_group), story, dark=dark),
        "directors",
        (
            "".join(map(_block, *zip(*blocks, strict=True))) + source_html(_printed_in(*_BELOW)),
            (Link("directors.py", "Directors of all specialties"),),
        ),
    )
