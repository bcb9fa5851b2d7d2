"""What the answers of program directors say: what they said in a year, never what they do or will do."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd

from analysis.directors.compute import (
    ANSWERS,
    COUNTED,
    FEW_PROGRAMS,
    FIGURES,
    HALF_PCT,
    Response,
    without_total,
)
from analysis.story import Story, text_table
from analysis.wording import FEW_MARK, GROUP_PLURALS, capital, listed
from data.vocabulary import TOTAL

# Slug of a stage -> what directors said that they do, and when they cited something.
DOES: Final = {"interview": "interview", "rank": "rank"}
WHEN: Final = {"interview": "in choosing whom to interview", "rank": "in ranking applicants"}
# What a share of a factor and a mean of it are called.
MEASURED: Final = {
    "cited": "percent of responding programs that cite it",
    "importance": "mean importance, from 1 (not at all) to 5 (very important), among those that cite it",
}
NOBODY: Final = "hardly anybody cites it"
# Why an importance is missing, by the state of its cell.
NO_IMPORTANCE: Final = {"garbled": "garbled in the source"}
FEW: Final = f"fewer than {FEW_PROGRAMS} programs answered"
# What keeps a survey of these years and an applicant of today apart.
OLDER: Final = "The survey is older than the pass/fail Step 1 of 26 January 2022."
_SAID: Final = (
    "These are answers: what directors said in {year}, not what they do. Nobody knows how those who did not "
    "respond would have answered."
)


def programs(count: float) -> str:
    """Return a number of programs for a table, with a flag where they are few."""
    return f"{FEW_MARK} {count:,.0f}" if count < FEW_PROGRAMS else f"{count:,.0f}"


def responded(response: Response, whose: str = "") -> str:
    """Say how many responded: 18% of 5,143 programs responded, or 8% of `whose` 854 programs."""
    return f"{response.rate_pct:.0f}% of {whose}{response.sent:,} programs responded"


def survey_name(year: int) -> str:
    """Return what the survey of a year is called in a subtitle."""
    return f"NRMP’s survey of program directors, {year}"


def importance_said(mean: float, status: str) -> str:
    """Return a mean importance for reading, or in words why there is none."""
    return NO_IMPORTANCE.get(status, NOBODY) if pd.isna(mean) else f"{mean:.1f}"


def notes(response: Response, counts: Iterable[float], every: Response | None = None) -> tuple[str, ...]:
    """Return what has to stand below answers: who responded, and of all programs where that is more."""
    few = any(count < FEW_PROGRAMS for count in counts)
    return (
        _SAID.format(year=response.year),
        f"{response.responding:,} of {response.sent:,} programs responded ({response.rate_pct:.1f}%"
        + (f"; {every.rate_pct:.1f}% of those of all specialties" if every else "")
        + "), not all to every question: the number beside each row is of those who answered this one.",
        *((f"{capital(FEW)}: one of them moves a share by more than 10 points.",) if few else ()),
    )


def rounded(rows: pd.DataFrame) -> tuple[str, ...]:
    """Say that the three answers are rounded where those of a row do not add up to 100."""
    sums = rows[[f"{answer}_pct" for answer in ANSWERS]].sum(axis="columns").round()
    if (sums == 100).all():
        return ()
    return ("The survey prints whole percents: of rounded answers the three of a row can make 99 or 101.",)


def few_mark(counts: Iterable[float]) -> tuple[tuple[str, str], ...]:
    """Return the legend of the flag where a row has one."""
    return (("few", FEW),) if any(count < FEW_PROGRAMS for count in counts) else ()


def _how_many(some: int, of: int) -> str:
    """Return a number of specialties at the beginning of a sentence."""
    return f"In all {of}" if some == of else f"In {some or 'none'} of {of}"


def answer_columns(rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return the three answers as columns of text."""
    return {answer.capitalize(): [f"{value:.0f}%" for value in rows[f"{answer}_pct"]] for answer in ANSWERS}


def groups_story(
    rows: pd.DataFrame,
    stage: str,
    applicant_group: str,
    response: Response,
    rates: Mapping[str, str],
    source_ids: tuple[str, ...],
) -> Story:
    """Tell how often the programs of every specialty said that they interview or rank one group.

    Args:
        rows: `analysis.directors.compute.group_rows`, in drawing order.
        stage: slug of the stage.
        applicant_group: slug of the group.
        response: who responded, of all programs.
        rates: label of a specialty -> how many of its programs responded, in words.
        source_ids: where the answers and the responses were printed.
    """
    people, does = GROUP_PLURALS[applicant_group], DOES[stage]
    single = without_total(rows)
    most = int((single["often_pct"] > HALF_PCT).sum())
    headline = (
        f"{_how_many(most, len(single))} specialties, more than half of the responding programs said in "
        f"{response.year} that they often {does} {people}; {responded(response)}"
    )
    return Story(
        kind="director_groups",
        headline=headline,
        subtitle=f"Programs that said they often, seldom or never {does} {people}, percent of those that "
        f"answered · {survey_name(response.year)}",
        alt=f"Stacked bars from zero, one per specialty: often, seldom, never. {headline}.",
        text_table=text_table(
            {
                "Specialty": rows["label"],
                **answer_columns(rows),
                "Programs that answered": map(programs, rows["program_count"]),
                "Responded to the survey": [rates.get(label, "not in the source") for label in rows["label"]],
            }
        ),
        rows=lambda: rows,
        source_ids=source_ids,
        file_name=f"match-atlas_directors_{does}_{applicant_group}_{response.year}.csv",
        legend=(*answer_marks(does), *few_mark(rows["program_count"])),
        notes=(*rounded(rows), *_strangers(single), *notes(response, rows["program_count"])),
        trace=(("table_name", "director_groups"), ("applicant_group", applicant_group)),
    )


def _strangers(single: pd.DataFrame) -> tuple[str, ...]:
    """Say which rows of the survey are none of the specialties that the app has elsewhere."""
    names = list(single.loc[single["specialty"].isna(), "label"])
    return (f"In the survey, and none of the specialties of other pages: {listed(names)}.",) if names else ()


def answer_marks(does: str) -> tuple[tuple[str, str], ...]:
    """Return the legend of the three answers."""
    return tuple((answer, f"{answer} {does}") for answer in ANSWERS)


def grid_story(
    rows: pd.DataFrame,
    factors: pd.DataFrame,
    shown: tuple[str, ...],
    stage: str,
    figure: str,
    response: Response,
    source_ids: tuple[str, ...],
) -> Story:
    """Tell which factors the programs of all specialties cite most, or rate highest among those.

    Args:
        rows: `analysis.directors.compute.grid_rows`, in drawing order.
        factors: `analysis.directors.compute.factor_rows`.
        shown: slugs of the factors, the one cited most first.
        stage: slug of the stage.
        figure: slug of `FIGURES`.
        response: who responded, of all programs.
        source_ids: where the answers and the responses were printed.
    """
    every = factors.loc[factors["factor"].isin(shown)]
    total = every.loc[every["specialty"] == TOTAL].sort_values(
        FIGURES[figure], ascending=False, kind="stable"
    )
    first, labels = total.iloc[0], every.set_index("factor")["factor_label"].to_dict()
    whose = f"{first['program_count']:,} responding programs {WHEN[stage]}"
    headline = (
        f"“{first['factor_label']}” was cited most often: by {first['citing_pct']:.0f}% of {whose}, "
        f"{response.year}"
        if figure == "cited"
        else f"Of the {len(shown)} factors cited most, “{first['factor_label']}” was rated highest: "
        f"{first['importance_mean']:.1f} of 5 by those of {whose} that cited it, {response.year}"
    )
    form = "{:.0f}%" if figure == "cited" else "{:.1f}"
    return Story(
        kind="director_factors",
        headline=f"{headline}; {responded(response)}",
        subtitle=f"The {len(shown)} factors cited most {WHEN[stage]}: {MEASURED[figure]} · "
        f"{survey_name(response.year)}",
        alt=f"Grid of {len(rows)} rows and {len(shown)} factors with a number in each cell. {headline}.",
        text_table=text_table(
            {
                "Specialty": rows["label"],
                **{
                    labels[factor]: [
                        NOBODY if pd.isna(value) else form.format(value) for value in rows[factor]
                    ]
                    for factor in shown
                },
                "Programs that answered": map(programs, rows["program_count"]),
            }
        ),
        rows=lambda: every.drop(columns="factor_label"),
        source_ids=source_ids,
        file_name=f"match-atlas_directors_factors_{stage}_{response.year}.csv",
        legend=_few_factors(every, figure),
        context=(OLDER,),
        notes=_factor_notes(every, figure, response),
        trace=_TRACE,
    )


_RATED: Final = (
    "Importance is a mean over the programs that cite the factor; how many those are follows from the "
    f"rounded share, so it is about right. Hollow: fewer than {FEW_PROGRAMS} of them."
)
_TRACE: Final = (("table_name", "director_factors"),)


def _few_factors(drawn: pd.DataFrame, figure: str) -> tuple[tuple[str, str], ...]:
    """Return the legend of what is hollow, where anything is."""
    few = (drawn[COUNTED[figure]] < FEW_PROGRAMS) & drawn[FIGURES[figure]].notna()
    return (("hollow", f"hollow, {FEW_MARK}: fewer than {FEW_PROGRAMS} programs"),) if few.any() else ()


def _factor_notes(drawn: pd.DataFrame, figure: str, response: Response) -> tuple[str, ...]:
    """Return what has to stand below factors, and what a cell without a number means."""
    empty = figure == "importance" and bool(drawn["importance_mean"].isna().any())
    return (
        *((f"– no importance: {NOBODY}, or its cell is garbled in the source.",) if empty else ()),
        *((_RATED,) if figure == "importance" else ()),
        *notes(response, drawn["program_count"]),
    )


def _figures(rows: pd.DataFrame) -> dict[str, Iterable[str]]:
    """Return both figures of factors as columns of text, and how many programs answered."""
    means = zip(rows["importance_mean"], rows["cell_status"], strict=True)
    return {
        "Programs citing it": [f"{value:.0f}%" for value in rows["citing_pct"]],
        "Mean importance (1 to 5)": [importance_said(mean, status) for mean, status in means],
        "Programs citing it (about)": map(programs, rows["citing_count"]),
        "Programs that answered": map(programs, rows["program_count"]),
    }


def _shown(row: Any, figure: str) -> str:  # noqa: ANN401 - a row of a frame
    """Return a figure of a factor as a part of a sentence."""
    return f"{row['citing_pct']:.0f}%" if figure == "cited" else f"{row['importance_mean']:.1f} of 5"


def _where(row: Any, figure: str) -> str:  # noqa: ANN401 - a row of a frame
    """Return a figure of a factor with the specialty, and out of how many."""
    if figure == "cited":
        return f"{row['citing_pct']:.0f}% of {row['program_count']:,} in {row['label']}"
    count = row["citing_count"]
    return (
        f"{row['importance_mean']:.1f} in {row['label']} (about {count:,} program{'' if count == 1 else 's'})"
    )


def factor_story(
    rows: pd.DataFrame, stage: str, figure: str, response: Response, source_ids: tuple[str, ...]
) -> Story:
    """Tell how many programs of every specialty cite one factor, or how important those rate it.

    The rows are those of `analysis.directors.compute.of_factor`; the rest is as in `grid_story`.
    """
    label, there = str(rows["factor_label"].iloc[0]), rows.dropna(subset=[FIGURES[figure]])
    # What one or two programs answered is no extreme to name.
    enough = there.loc[there[COUNTED[figure]] >= FEW_PROGRAMS]
    single = without_total(enough).to_dict("records")
    total = there.loc[there["specialty"] == TOTAL].to_dict("records")
    parts = []
    for row in total:
        by = f"by {row['citing_pct']:.0f}% of {row['program_count']:,} responding programs"
        rated = f", rated {row['importance_mean']:.1f} of 5" if figure == "importance" else ""
        parts.append(f"cited {WHEN[stage]} {by}{rated}")
    if single:
        high, low = single[0], single[-1]
        parts.append(f"{_where(high, figure)}, {_where(low, figure)}")
    headline = f"“{label}”, {response.year}: {'; '.join(parts) or NOBODY}; {responded(response)}"
    return Story(
        kind="director_factor",
        headline=headline,
        subtitle=f"{label}: {MEASURED[figure]}, {WHEN[stage]} · {survey_name(response.year)}",
        alt=f"One row per specialty, sorted. {headline}.",
        text_table=text_table({"Specialty": rows["label"], **_figures(rows)}),
        rows=lambda: rows.drop(columns="factor_label"),
        source_ids=source_ids,
        file_name=f"match-atlas_directors_{rows['factor'].iloc[0]}_{stage}_{response.year}.csv",
        legend=_few_factors(rows, figure),
        context=(OLDER,),
        notes=_factor_notes(rows, figure, response),
        trace=_TRACE,
    )


def specialty_factors_story(
    rows: pd.DataFrame,
    stage: str,
    figure: str,
    response: Response,
    own: Response | None,
    source_ids: tuple[str, ...],
) -> Story:
    """Tell which factors the programs of one specialty cite, or how important those rate them.

    The rows are those of `analysis.directors.compute.of_specialty`; `own` is who responded of the
    specialty, and the rest is as in `grid_story`.
    """
    label, count = str(rows["label"].iloc[0]), int(rows["program_count"].iloc[0])
    enough = rows.loc[rows[COUNTED[figure]] >= FEW_PROGRAMS]
    first = (enough if len(enough) else rows).iloc[0]
    verb = "was cited most often" if figure == "cited" else "was rated highest"
    by = (
        f"by {first['citing_pct']:.0f}% of"
        if figure == "cited"
        else f"{_shown(first, figure)} among those of"
    )
    whose = "its " if own and own != response else ""
    headline = (
        f"{label}: “{first['factor_label']}” {verb}, {by} {count:,} responding programs {WHEN[stage]}, "
        f"{response.year}; {responded(own or response, whose)}"
    )
    return Story(
        kind="director_specialty_factors",
        headline=headline,
        subtitle=f"{label}, every factor: {MEASURED[figure]}, {WHEN[stage]} · {survey_name(response.year)}",
        alt=f"One row per factor, sorted. {headline}.",
        text_table=text_table({"Factor": rows["factor_label"], **_figures(rows)}),
        rows=lambda: rows.drop(columns="factor_label"),
        source_ids=source_ids,
        file_name=f"match-atlas_directors_factors_{rows['specialty'].iloc[0]}_{stage}_{response.year}.csv",
        legend=_few_factors(rows, figure),
        context=(OLDER,),
        notes=_factor_notes(rows, figure, response),
        trace=(*_TRACE, ("specialty", str(rows["specialty"].iloc[0]))),
    )
