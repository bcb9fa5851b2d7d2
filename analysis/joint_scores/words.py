"""What the two scores of one specialty's residents say together, and what else these brought."""

from collections.abc import Iterable, Iterator
from math import isnan

import pandas as pd

from analysis.joint_scores.compute import OWN, Brought, Grid, own_bins
from analysis.profile import Profile
from analysis.residents.compute import FEW_RESIDENTS, QUANTILES, Share
from analysis.residents.words import FEW_WORDS, HEADS, said_quantiles, share_range
from analysis.story import Story, TextTable, text_table
from analysis.wording import EXAM_LABELS, FEW_MARK, NOT_PRINTED, SPECIALTY_LABELS
from data.residents import SCORE_BINS

# What is printed in a cell that the table says has none.
NONE: str = "–"
BIN_LABELS = tuple(one.label for one in SCORE_BINS)


def said_bin(exam: str, place: int, *, short: bool = False) -> str:
    """Return the name of a bin: Step 1 230–239."""
    name = EXAM_LABELS[exam].removeprefix("Step 2 ") if short else EXAM_LABELS[exam]
    label = BIN_LABELS[place]
    return f"{name} {label[:1].lower()}{label[1:]}"


def _scores(profile: Profile) -> list[tuple[str, int]]:
    """Return the exams that the person has a score of, and the scores."""
    return [(exam, score) for exam in EXAM_LABELS if (score := profile.score(exam)) is not None]


def _headline(specialty: str, grid: Grid, profile: Profile) -> str:
    """Return the finding."""
    label, total = SPECIALTY_LABELS[specialty], grid.total
    entered = _scores(profile)
    if not entered:
        one, other = grid.fullest
        count = grid.cells[one][other]
        return (
            f"{label}: most often, in {count:,} of {total:,} residents, {said_bin('step1', one)} came with "
            f"{said_bin('step2_ck', other)}"
        )
    said = " and ".join(
        f"{share_range(grid.share(exam, score))} scored lower than your {EXAM_LABELS[exam]} of {score}"
        for exam, score in entered
    )
    step1, step2_ck = own_bins(profile)
    both = (
        ""
        if step1 is None or step2_ck is None
        else f"; {grid.cells[step1][step2_ck]:,} share both of your bins"
    )
    return f"{label}: of {total:,} residents, {said}{both}"


def share_sentences(grid: Grid, profile: Profile) -> Iterator[str]:
    """Yield how many residents are below, with and above each score entered, and what of both."""
    for exam, score in _scores(profile):
        yield _said_shares(exam, score, grid.share(exam, score))
    step1, step2_ck = own_bins(profile)
    if step1 is None or step2_ck is None:
        return
    lower = sum(grid.cells[one][other] for one in range(step1) for other in range(step2_ck))
    same = grid.cells[step1][step2_ck]
    higher = sum(sum(row[step2_ck + 1 :]) for row in grid.cells[step1 + 1 :])
    yield (
        f"Both together: {_of(lower, grid.total)} are in lower bins on both exams, "
        f"{_of(same, grid.total)} in both of your bins, {_of(higher, grid.total)} in higher ones on both; "
        "for the rest the two exams differ."
    )


def _of(count: int, total: int) -> str:
    return f"{count:,} ({100 * count / total:.0f}%)"


def _said_shares(exam: str, score: int, share: Share) -> str:
    """Say how many of the residents are below, with and above a score."""
    lower, same, higher = (_of(count, share.total) for count in (share.lower, share.same, share.higher))
    return (
        f"{EXAM_LABELS[exam]} of {score}: of {share.total:,} residents, {lower} are in lower bins, {same} in "
        f"the same and {higher} in higher ones."
    )


def joint_story(
    specialty: str, grid: Grid, profile: Profile, period: str, context: tuple[str, ...] = ()
) -> Story:
    """Tell how the two scores of one specialty's residents go together, and where a person's lie.

    Args:
        specialty: slug.
        grid: the result of `analysis.joint_scores.compute.joint_counts`.
        profile: the person's numbers.
        period: the academic year of the residents.
        context: what has to be said beside the chart.
    """
    headline = _headline(specialty, grid, profile)
    few = (("few", FEW_WORDS),) if grid.total < FEW_RESIDENTS else ()
    return Story(
        kind="joint_scores",
        headline=headline,
        subtitle=(
            f"Counts by Step 1 score (rows) and Step 2 CK score (columns) of {grid.total:,} first-year "
            f"residents with both · all applicant types together · {period}"
        ),
        alt=(
            f"A grid of {len(BIN_LABELS)} by {len(BIN_LABELS)} bins. {headline}. Every count is in the table "
            "below."
        ),
        text_table=text_table(
            {
                "Step 1": BIN_LABELS[::-1],
                **{
                    f"CK {label}": [
                        f"{row[place]:,}" if row[place] else "none" for row in reversed(grid.cells)
                    ]
                    for place, label in enumerate(BIN_LABELS)
                },
                "All": [f"{sum(row):,}" for row in reversed(grid.cells)],
            }
        ),
        rows=lambda: data_of(specialty, grid, period),
        source_ids=(grid.source_id,),
        file_name=f"match-atlas_residents_{specialty}_{period}.csv",
        trace=(("table_name", "resident_scores"), ("specialty", specialty)),
        legend=(*few, *((("own_cells", "your bins"),) if _scores(profile) else ())),
        notes=("A dash: no resident with these two scores.",),
        context=context,
        compares=tuple(EXAM_LABELS),
    )


def data_of(specialty: str, grid: Grid, period: str) -> pd.DataFrame:
    """Return the grid as a table for computing, one row per cell."""
    return pd.DataFrame(
        [
            {
                "specialty": specialty,
                "label": SPECIALTY_LABELS[specialty],
                "period": period,
                "step1_bin": SCORE_BINS[one].slug,
                "step2_ck_bin": SCORE_BINS[other].slug,
                "cell_count": count,
                "source_ids": grid.source_id,
            }
            for one, row in enumerate(grid.cells)
            for other, count in enumerate(row)
        ]
    )


def brought_table(rows: Iterable[Brought], profile: Profile) -> TextTable:
    """Return what one specialty's residents brought: n and percentiles, and where a person's numbers lie."""
    rows = list(rows)
    numbers = {name: getattr(profile, name) for name in OWN}
    columns: dict[str, list[str]] = {
        "Measure": [row.label for row in rows],
        "Residents": [
            f"{FEW_MARK} {row.count:,}" if row.count < FEW_RESIDENTS else f"{row.count:,}" for row in rows
        ],
        **{
            head: [NOT_PRINTED if isnan(row.quantiles[at]) else f"{row.quantiles[at]:g}" for row in rows]
            for at, head in enumerate(HEADS[percent] for percent in QUANTILES.values())
        },
    }
    if any(value is not None for value in numbers.values()):
        columns["You"] = [
            "not entered"
            if (value := numbers.get(row.measure)) is None
            else f"{value}, {said_quantiles(row.quantiles, value)}"
            for row in rows
        ]
    return text_table(columns)
