"""What the residents of every specialty say of a score: the finding, the text table, the notes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pandas as pd

from analysis.residents.compute import (
    FEW_RESIDENTS,
    QUANTILES,
    Share,
    Spread,
    place,
    quantiles_around,
    side_of_half,
)
from analysis.story import Story, text_table
from analysis.wording import EXAM_LABELS, FEW_MARK, MISSING_WORDS, NOT_IN_EDITION, listed

FEW_WORDS: Final = f"fewer than {FEW_RESIDENTS} residents"
# A row has no room for these words; that is where its quantiles and counts would be.
IN_THE_SOURCE: Final = " in the source"
NO_QUANTILES: Final = f"no percentiles{IN_THE_SOURCE}"
NO_COUNTS: Final = f"no counts{IN_THE_SOURCE}"
NOT_AMONG_THEM: Final = MISSING_WORDS[NOT_IN_EDITION]
HEADS: Final = {10: "10th percentile", 25: "25th", 50: "Median", 75: "75th", 90: "90th"}
_ORDINALS: Final = {percent: f"{percent}th" for percent in QUANTILES.values()}


def said_count(spread: Spread) -> str:
    """Return over how many residents the figures are, with a flag where they are few; empty without any."""
    if spread.residents is None:
        return ""
    return f"{FEW_MARK}\u202f{spread.residents:,}" if spread.is_few else f"{spread.residents:,}"


def share_range(share: Share) -> str:
    """Return the share that scored lower as it stands at the end of a row: 41–67%."""
    least, most = f"{share.least_pct:.0f}", f"{share.most_pct:.0f}"
    return f"{least}%" if least == most else f"{least}–{most}%"


def said_share(share: Share | None) -> str:
    """Say how many of the residents scored lower: the lower bins alone to the lower bins and the same."""
    if share is None:
        return NO_COUNTS
    least, most = f"{share.least_pct:.0f}%", f"{share.most_pct:.0f}%"
    between = least if least == most else f"between {least} and {most}"
    return f"{between} of the {share.total:,} residents scored lower"


def said_quantiles(quantiles: Sequence[float], value: int) -> str:
    """Say between which printed quantiles a number lies; of no quantiles that there are none."""
    if not quantiles:
        return NO_QUANTILES
    around = quantiles_around(quantiles, value)
    if around.at:
        return f"at the {listed(_ORDINALS[percent] for percent in around.at)} percentile"
    if around.below and around.above:
        return f"between the {_ORDINALS[around.below]} and the {_ORDINALS[around.above]} percentile"
    return f"above the {_ORDINALS[around.below]} percentile" if around.below else _below_all()


def _below_all() -> str:
    return f"below the {next(iter(_ORDINALS.values()))} percentile"


def why_missing(spread: Spread) -> str:
    """Say what a row lacks; empty where it has quantiles."""
    if spread.quantiles:
        return ""
    return NO_QUANTILES if spread.counted else NOT_AMONG_THEM


def _headline(rows: Sequence[Spread], exam: str, score: int | None) -> str:
    """Return the finding."""
    if score is None:
        medians = sorted((row.median, row.label) for row in rows if row.median is not None)
        if not medians:
            return f"The source has no {exam} scores of residents"
        (low, first), (high, last) = medians[0], medians[-1]
        return (
            f"Half of the residents scored at most {low:g} on {exam} in {first}, and at most "
            f"{high:g} in {last}"
        )
    sides = Counter(side_of_half(row, score) for row in rows)
    of = sum(sides[side] for side in ("lower", "upper", "open"))
    if not of:
        return f"The source has no {exam} scores of residents"
    left = f"; in {sides['open']} the counts leave it open" if sides["open"] else ""
    return (
        f"Your {exam} of {score}: no more than half of the residents scored lower in {sides['lower']} of "
        f"{of} specialties, at least half in {sides['upper']}{left}"
    )


def residents_table(rows: Iterable[Spread], score: int | None) -> dict[str, list[str]]:
    """Return the columns of the text table: the sentences for a score, then every printed quantile."""
    rows = list(rows)
    columns = {
        "Specialty": [row.label for row in rows],
        "Residents": [said_count(row) or NOT_AMONG_THEM for row in rows],
    }
    if score is not None:
        columns[f"Beside {score}"] = [
            said_share(place(row, score)) if row.residents else "no comparison" for row in rows
        ]
        columns["Among the percentiles"] = [
            said_quantiles(row.quantiles, score) if row.residents else "no comparison" for row in rows
        ]
    for at, percent in enumerate(QUANTILES.values()):
        columns[HEADS[percent]] = [
            f"{row.quantiles[at]:g}" if row.quantiles else why_missing(row) for row in rows
        ]
    return columns


def _legend(rows: Sequence[Spread], score: int | None) -> Iterator[tuple[str, str]]:
    """Yield what the marks mean, those that are drawn."""
    yield "most", "10th to 90th percentile"
    yield "middle_half", "25th to 75th"
    yield "median", "median"
    if any(row.is_few for row in rows):
        yield "few", FEW_WORDS
    if score is not None:
        yield "user", "you"


def _notes(rows: Sequence[Spread], others: Sequence[str], score: int | None) -> Iterator[str]:
    """Yield what to bear in mind under the chart."""
    if score is not None:
        yield (
            "Counts are of residents with both scores, in bins of ten points: the first percentage is the "
            "lower bins alone, the second counts the bin of your score too. Nothing in between is estimated. "
            "They are fewer than those with this score, whose number stands beside each name; how many they "
            "are stands with each share."
        )
    if bare := [row.label for row in rows if row.counted and not row.quantiles]:
        yield f"Counted by bins, without percentiles in the copy that was read: {listed(bare)}."
    if others:
        yield f"In the source under these names, and in none of the rows here: {listed(others)}."


def residents_story(
    rows: Sequence[Spread],
    exam: str,
    score: int | None,
    period: str,
    others: Sequence[str] = (),
    context: tuple[str, ...] = (),
) -> Story:
    """Tell where a score lies among the residents of every specialty, or how those lie beside each other.

    Args:
        rows: the result of `analysis.residents.compute.sorted_spreads`.
        exam: slug of the exam.
        score: the person's score; None where there is none.
        period: the academic year of the residents.
        others: specialties of the source that are none of the permanent ones.
        context: what has to be said beside the chart.
    """
    label = EXAM_LABELS[exam]
    headline = _headline(rows, label, score)
    order = "median" if score is None else "the share that scored lower"
    known = sum(row.residents is not None for row in rows)
    return Story(
        kind="residents",
        headline=headline,
        subtitle=(
            f"{label} scores of first-year residents, points · all applicant types together, number beside "
            f"each name · {period} · sorted by {order}"
        ),
        alt=f"Strips of {known} specialties. {headline}. Every value is in the table below.",
        text_table=text_table(residents_table(rows, score)),
        rows=lambda: data_of(rows, exam, score, period),
        source_ids=tuple(dict.fromkeys(name for row in rows for name in row.source_ids)),
        file_name=f"match-atlas_residents_{exam}_{period}.csv",
        trace=(("table_name", "resident_quantiles,resident_scores"),),
        legend=tuple(_legend(rows, score)),
        notes=tuple(_notes(rows, others, score)),
        context=context,
        compares=(exam,),
    )


def data_of(rows: Iterable[Spread], exam: str, score: int | None, period: str) -> pd.DataFrame:
    """Return what is drawn as a table for computing, one row per specialty."""

    def row_of(row: Spread) -> dict[str, object]:
        share = place(row, score)
        return {
            "specialty": row.specialty,
            "label": row.label,
            "exam": exam,
            "period": period,
            "resident_count": row.count,
            **dict(zip(QUANTILES, row.quantiles or (None,) * len(QUANTILES), strict=True)),
            "binned_count": row.counted or None,
            "score": score,
            "lower_count": share and share.lower,
            "same_bin_count": share and share.same,
            "higher_count": share and share.higher,
            "lower_pct": share and share.least_pct,
            "lower_or_same_pct": share and share.most_pct,
            "source_ids": " ".join(row.source_ids),
        }

    return pd.DataFrame([row_of(row) for row in rows])
