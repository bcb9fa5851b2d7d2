"""What the comparison of scores says: the dumbbell, the gaps, and the table of standings."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import inf, isnan

import pandas as pd

from analysis.era.compute import Bridge
from analysis.era.words import bridge_legend, bridge_sources, bridged_columns, with_bridge
from analysis.standing.compute import (
    COMPARISON_COLUMNS,
    Compared,
    frame_of,
    has_numbers,
    overall_standing,
    rows_by_specialty,
    sources_of,
)
from analysis.story import Story, TextTable, text_table, without_table
from analysis.wording import (
    DO_NOT_SEPARATE,
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    MISSING_WORDS,
    NEAR_BOTH,
    NO_VERDICT,
    NOT_SEPARATING,
    NRMPS_COUNT,
    SHOWN_STANDINGS,
    counted,
    flag_labels,
    how_many_specialties,
    listed,
    signed,
    span,
)
from data.vocabulary import TOTAL


def rows_to_draw(comparison: Iterable[Compared], exam: str) -> list[Compared]:
    """Put one exam's rows in drawing order.

    The total comes first, then the others by gap to the matched average, largest first (which is the lowest
    matched average first, so the order holds without a score too), rows with no matched average last, by
    label.
    """
    # The rows come in order of their labels, and a stable sort keeps ties and missing ones that way.
    return sorted(
        (row for row in comparison if row.exam == exam),
        key=lambda row: (row.specialty != TOTAL, inf if isnan(row.matched_mean) else row.matched_mean),
    )


def _cohort_headline(rows: Sequence[Compared], group: str, exam: str, sem: float) -> str:
    """Say what the averages alone show, when there is no score to compare."""
    ours = [row for row in rows if row.specialty != TOTAL and not isnan(row.matched_mean)]
    if not ours:
        return _without_matched(rows, group, exam)
    means = span(row.matched_mean for row in ours)
    where = "depending on the specialty"
    if " " not in means:
        where = f"in {ours[0].label}" if len(ours) == 1 else f"in each of {len(ours)} specialties"
    spread = f"Matched {group} averaged {means} on {exam}, {where}"
    separations = [row.separation for row in ours if not isnan(row.separation)]
    if not separations:
        return spread
    apart = sum(separation >= sem for separation in separations)
    return f"{spread}; in {apart} of {len(separations)} the averages lie {sem:g} points or more apart"


def _without_matched(rows: Sequence[Compared], group: str, exam: str) -> str:
    """Say what there is where no specialty has a matched average."""
    for row in rows:
        if not isnan(row.matched_mean):
            return f"Matched {group} averaged {row.matched_mean:.0f} on {exam}, all specialties together"
    if any(not isnan(row.unmatched_mean) for row in rows):
        return f"The source has {exam} averages of {group} who did not match, and none of those who matched"
    return f"The source has no {exam} averages for {group}"


def say_headline(rows: Sequence[Compared], group: str, exam: str, sem: float) -> str:
    """State the finding: how many specialties lie above, near and below, and how many say neither."""
    ours = [row for row in rows if row.specialty != TOTAL]
    if all(isnan(row.score) for row in ours) or all(isnan(row.matched_mean) for row in ours):
        return _cohort_headline(rows, group, exam, sem)
    count = Counter(row.shown for row in ours)
    above = f"{count['above']} {'specialty' if count['above'] == 1 else 'specialties'}"
    both = f"{NEAR_BOTH.short} in {count[NEAR_BOTH.slug]}, " if count[NEAR_BOTH.slug] else ""
    silent = [
        *([f"in {alike} {DO_NOT_SEPARATE}"] if (alike := count[NO_VERDICT.slug]) else []),
        *(
            [f"{none} {'has' if none == 1 else 'have'} no matched average"]
            if (none := count["no_mean"])
            else []
        ),
    ]
    return (
        f"{exam} {rows[0].score:.0f} is above the matched average in {above}, near it in {count['near']}, "
        f"{both}below it in {count['below']}{'; ' if silent else ''}{', '.join(silent)}"
    )


def comparison_table(
    rows: Sequence[Compared], bridge: Bridge | None, *, names_exams: bool = False, unflagged: str = ""
) -> TextTable:
    """Return rows of a comparison as text; `unflagged` is said of one that has no flag."""
    columns: dict[str, Iterable[object]] = {"Specialty": (row.label for row in rows)}
    if names_exams:
        columns["Exam"] = (EXAM_LABELS[row.exam] for row in rows)
    columns |= {
        "Unmatched average": (mean_text(row.unmatched_mean, row.missing) for row in rows),
        "Matched average": (mean_text(row.matched_mean, row.missing) for row in rows),
    }
    if any(not isnan(row.score) for row in rows):
        columns |= gap_columns(rows, bridge)
        columns["Standing"] = (standing_text(row) for row in rows)
    columns[matches_heading(rows)] = (counted(row.matched_count) for row in rows)
    columns["Read with care"] = (flag_labels(row.flags) or unflagged for row in rows)
    return text_table(columns)


def matches_heading(rows: Iterable[Compared]) -> str:
    """Return the heading of a column of matches, with whose count it is."""
    counts = {row.counted_by for row in rows if not isnan(row.matched_count)} or {NRMPS_COUNT}
    return f"Matches ({listed(sorted(counts))})"


def mean_text(mean: float, missing: str) -> str:
    """Return an average as text, or in words why there is none."""
    return MISSING_WORDS[missing] if isnan(mean) else f"{mean:.0f}"


def gap_columns(rows: Iterable[Compared], bridge: Bridge | None) -> dict[str, list[str]]:
    """Return the gaps to the matched averages as text, and those of the dashed line where one is drawn."""
    rows = list(rows)
    gaps = ["no comparison" if isnan(row.gap_to_matched) else signed(row.gap_to_matched) for row in rows]
    return {"Your gap to matched": gaps, **bridged_columns(rows, bridge)}


def standing_text(row: Compared) -> str:
    """Return what is shown of a standing, with its icon."""
    shown = SHOWN_STANDINGS[row.shown]
    return f"{shown.icon} {shown.label}"


def data_of(
    rows: Sequence[Compared],
    columns: Collection[str],
    match_year: int,
    applicant_group: str,
    bridge: Bridge | None = None,
) -> pd.DataFrame:
    """Return some fields of rows of a comparison as a table for computing, with what they are about."""
    return with_bridge(frame_of(rows, columns), [row.exam for row in rows], bridge).assign(
        match_year=match_year,
        applicant_group=applicant_group,
        flags=[" ".join(row.flags) for row in rows],
    )


def averages_legend(rows: Sequence[Compared], sem: float) -> Iterator[tuple[str, str]]:
    """Yield what the marks of the dumbbell mean, those that are drawn."""
    if any(not isnan(row.unmatched_mean) for row in rows):
        yield "unmatched", "unmatched average"
    yield "matched", "matched average"
    if any(row.separation <= 0 for row in rows):
        yield "dashed", DO_NOT_SEPARATE
    if any("few_matched" in row.flags for row in rows):
        yield "few", FLAG_BY_SLUG["few_matched"].label
    if any(not isnan(row.score) for row in rows):
        yield "user", "you"
        yield "band", f"your score ±{sem:g}, its measurement error"


def gaps_legend(shown: Collection[str], sem: float) -> Iterator[tuple[str, str]]:
    """Yield what the marks of gaps mean; being near both averages only where a row is shown as that."""
    yield "above", "above"
    yield "near", f"near, within ±{sem:g}"
    if NEAR_BOTH.slug in shown:
        yield NEAR_BOTH.slug, NEAR_BOTH.short
    yield "below", "below"
    yield NO_VERDICT.slug, DO_NOT_SEPARATE


def scores_trace(match_year: int, applicant_group: str, exams: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the filters that give the averages of one group."""
    return (
        ("measure", "score_mean"),
        ("match_year", str(match_year)),
        ("applicant_group", applicant_group),
        ("exam", ",".join(exams)),
    )


def standing_story(
    comparison: Iterable[Compared],
    applicant_group: str,
    exam: str,
    sem: float,
    match_year: int,
    view: str,
    context: tuple[str, ...] = (),
    bridge: Bridge | None = None,
    count_sources: tuple[str, ...] = (),
) -> Story:
    """Tell the comparison of one exam, as `view` draws it: `averages` (dumbbell) or `gaps`.

    `context` has to be said beside the chart; `bridge` is the era bridge drawn; `count_sources` are those of
    the counts of matches beside the averages.
    """
    rows = rows_to_draw(comparison, exam)
    group, exam_label = GROUP_PLURALS[applicant_group], EXAM_LABELS[exam]
    has_score = any(not isnan(row.score) for row in rows)
    headline = say_headline(rows, group, exam_label, sem)
    unmatched = any(not isnan(row.unmatched_mean) for row in rows)
    shown = {row.shown for row in rows if row.specialty != TOTAL}
    legend = gaps_legend(shown, sem) if view == "gaps" else averages_legend(rows, sem)
    drawn = "Matched and unmatched averages" if unmatched else "Matched averages"
    what = "Your gap to the matched average" if view == "gaps" else drawn
    is_known = has_numbers(rows)
    order = f" · sorted by {'gap' if has_score else 'matched average'}" if is_known else ""
    story = Story(
        kind=view,
        headline=headline,
        subtitle=f"{what} on {exam_label}, points · {group} · {match_year} Match{order}",
        alt=(
            f"Chart of {how_many_specialties(row.specialty for row in rows)}. {headline}. "
            "Every value is in the table below."
        ),
        text_table=comparison_table(rows, bridge),
        rows=lambda: data_of(rows, COMPARISON_COLUMNS, match_year, applicant_group, bridge),
        source_ids=(*sources_of(rows), *count_sources, *bridge_sources(bridge)),
        file_name=f"match-atlas_{exam}_{applicant_group}_{match_year}.csv",
        trace=scores_trace(match_year, applicant_group, (exam,)),
        legend=(*legend, *bridge_legend(bridge)),
        context=context,
        compares=(exam,),
    )
    return story if is_known else without_table(story)


def standings_table(comparison: Iterable[Compared]) -> TextTable:
    """Return the compact table of standings over the exams entered, of which there is at least one, as text.

    Returns:
        One row per specialty, largest smallest gap first, those without a gap last: `Specialty`, a gap
        column per exam entered, `Beside the matched average` (icon and words; the lowest standing over the
        exams entered), `Read with care`.
    """
    rows: list[tuple[float, dict[str, str]]] = []
    for specialty, exams in rows_by_specialty(comparison):
        entered = [row for row in exams if row.standing != "no_score"]
        if specialty == TOTAL or not entered:
            continue
        overall = overall_standing(exams)
        shown = SHOWN_STANDINGS[overall.shown]
        gaps = [row.gap_to_matched for row in entered if not isnan(row.gap_to_matched)]
        said = {
            "Specialty": overall.label,
            **{
                f"{EXAM_LABELS[row.exam]} gap": MISSING_WORDS[row.missing]
                if isnan(row.gap_to_matched)
                else signed(row.gap_to_matched)
                for row in entered
            },
            "Beside the matched average": f"{shown.icon} {shown.short}",
            "Read with care": flag_labels(
                flag for flag in overall.flags if shown.slug != "no_verdict" or flag not in NOT_SEPARATING
            ),
        }
        rows.append((min(gaps, default=-inf), said))
    rows.sort(key=lambda row: (-row[0], row[1]["Specialty"]))
    return TextTable(tuple(rows[0][1]) if rows else (), tuple(tuple(said.values()) for _, said in rows))
