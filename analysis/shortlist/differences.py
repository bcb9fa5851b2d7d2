"""What differs most between a few specialties: the spread over them beside the spread over all of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Final

from analysis.measures import MEASURE_BY_SLUG, MEASURES, Measure
from analysis.shortlist.compute import SpecialtyStanding
from analysis.wording import capital, listed

# Two differences are said, and a third where it is at least this part of the distance over all specialties;
# more are a table again.
ALWAYS_SAID: Final = 2
MOST_SAID: Final = 3
WORTH_SAYING_PCT: Final = 10


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a few specialties lie apart in one measure, beside how far all of them do.

    Attributes:
        measure: slug of the measure.
        lowest: in its unit, rounded as shown; NaN where none has a number.
        lowest_in: the specialties there, several where they tie.
        highest: the same of the highest.
        highest_in: the specialties there.
        counted: how many of the few have a number.
        spread: highest minus lowest; NaN with fewer than two numbers.
        all_counted: how many of all have a number.
        all_count: how many specialties there are.
        all_spread: the spread over all.
        relation_pct: `spread` in percent of `all_spread`; NaN with fewer than two numbers.
        without: the few that have none, each with the reason.
    """

    measure: str
    lowest: float
    lowest_in: tuple[str, ...]
    highest: float
    highest_in: tuple[str, ...]
    counted: int
    spread: float
    all_counted: int
    all_count: int
    all_spread: float
    relation_pct: float
    without: tuple[str, ...]


def _spread_of(
    measure: Measure, chosen: Sequence[SpecialtyStanding], everything: Sequence[SpecialtyStanding]
) -> Spread:
    """Return the spread of one measure."""
    values = [measure.rounded(row) for row in chosen]
    numbers = [value for value in values if not isnan(value)]
    of_all = [value for row in everything if not isnan(value := measure.rounded(row))]
    lowest, highest = (min(numbers), max(numbers)) if numbers else (nan, nan)
    spread = round(highest - lowest, measure.decimals) if len(numbers) > 1 else nan
    all_spread = round(max(of_all) - min(of_all), measure.decimals) if of_all else nan

    def at(end: float) -> tuple[str, ...]:
        return tuple(measure.place(row) for row, value in zip(chosen, values, strict=True) if value == end)

    return Spread(
        measure.slug,
        lowest,
        at(lowest),
        highest,
        at(highest),
        len(numbers),
        spread,
        len(of_all),
        len(everything),
        all_spread,
        100 * spread / all_spread if all_spread > 0 else nan,
        tuple(
            f"{row.label} ({measure.why_missing(row)})"
            for row, value in zip(chosen, values, strict=True)
            if isnan(value)
        ),
    )


def spreads(chosen: Sequence[SpecialtyStanding], everything: Sequence[SpecialtyStanding]) -> list[Spread]:
    """Measure how far a few specialties, in any order, lie apart, beside how far all of the edition do.

    Returns:
        One row per measure of `analysis.measures.MEASURES` that is said in sentences, in their order. None
        of it depends on a person's numbers.
    """
    return [_spread_of(measure, chosen, everything) for measure in MEASURES if measure.name]


def _by_relation(found: Sequence[Spread]) -> list[Spread]:
    """Return the measures in which the few differ, the largest relation first."""
    return sorted((row for row in found if row.spread > 0), key=lambda row: -row.relation_pct)


def _ends(row: Spread) -> str:
    """Return the numbers and specialties at both ends."""
    measure = MEASURE_BY_SLUG[row.measure]
    return (
        f"{measure.said(row.lowest)} in {listed(row.lowest_in)}, "
        f"{measure.said(row.highest)} in {listed(row.highest_in)}"
    )


def _relation(row: Spread) -> str:
    """Return the spread beside that of all specialties, in words."""
    share = row.relation_pct
    # 99.6% is not the whole of it, and 0.4% is not nothing.
    part = "the whole" if share == 100 else f"{min(max(round(share), 1), 99)}% of the"
    of_all = (
        f"all {row.all_count}"
        if row.all_counted == row.all_count
        else f"the {row.all_counted} specialties that have one"
    )
    return f"{part} distance between the lowest and highest of {of_all}"


def _sentences(start: str, row: Spread, group: str) -> str:
    """Return one difference in words, with the specialties that have no number."""
    measure = MEASURE_BY_SLUG[row.measure]
    said = [
        f"{capital(start.format(measure.called(group)))}: {_ends(row)}, which is {_relation(row)}.",
        f"No number for {listed(row.without)}." if row.without else "",
        measure.caveat,
    ]
    return " ".join(filter(None, said))


def say_differences(found: Sequence[Spread], applicant_group: str) -> list[str]:
    """Say in words in what a few specialties differ most.

    Returns:
        Up to `MOST_SAID` differences, the largest first; then, where there are such, one sentence on the
        measures that are equal and one on those with fewer than two numbers. Never empty.
    """
    starts = ("{} differs most", "Next comes {}", "Then {}")
    differing = _by_relation(found)
    largest = [
        row
        for place, row in enumerate(differing[:MOST_SAID])
        if place < ALWAYS_SAID or row.relation_pct >= WORTH_SAYING_PCT
    ]
    sentences = [_sentences(start, row, applicant_group) for start, row in zip(starts, largest, strict=False)]
    same = [row for row in found if row.spread == 0]
    if same:
        said = [(MEASURE_BY_SLUG[row.measure], row.lowest) for row in same]
        equal = listed(f"{measure.called()} ({measure.said(value)})" for measure, value in said)
        sentences.append(f"The same in all that have a number: {equal}.")
    lone = [MEASURE_BY_SLUG[row.measure].called() for row in found if row.counted < 2]
    if lone:
        sentences.append(f"Not compared, because fewer than two have a number: {listed(lone)}.")
    return sentences


def say_most(found: Sequence[Spread], applicant_group: str, exams: Collection[str]) -> str:
    """Say in a few words in which average of some exams the specialties differ most; empty without any."""
    of_exams = [row for row in found if MEASURE_BY_SLUG[row.measure].exam in exams]
    different = _by_relation(of_exams)
    rows = different or [row for row in of_exams if row.counted]
    if not rows:
        return ""
    row, measure = rows[0], MEASURE_BY_SLUG[rows[0].measure]
    name = measure.called(applicant_group)
    if different:
        # Other measures may differ more; these words stand over a picture of averages alone.
        return f"Of these averages, {name} differs most: {_ends(row)}"
    where = "in all of them" if row.counted > 1 else f"in {row.lowest_in[0]}, and no other has one"
    return f"{capital(name)} is {measure.said(row.lowest)} {where}"
