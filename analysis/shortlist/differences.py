"""What differs most between a few specialties: the spread over them beside the spread over all of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Any, Final

import pandas as pd

from analysis.wording import (
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    MINUS,
    NONE_FILLED,
    NOT_LISTED,
    STATUS_LABELS,
    listed,
    signed,
)

# Two differences are said, and a third where it is at least this part of the distance over all specialties;
# more are a table again.
ALWAYS_SAID: Final = 2
MOST_SAID: Final = 3
WORTH_SAYING_PCT: Final = 10
NO_TWO_YEARS: Final = "no two years to compare"
SPREAD_COLUMNS: Final = (
    "measure",
    "lowest",
    "lowest_in",
    "highest",
    "highest_in",
    "counted",
    "spread",
    "all_counted",
    "all_spread",
    "relation_pct",
    "without",
)

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a specialty that can be compared with that of others.

    Attributes:
        column: the column of `analysis.shortlist.compute.standings_for`.
        name: what it is called in a sentence; `{of}` and `{by}` make room for the group.
        unit: what follows the number.
        decimals: how many are shown; differences are taken of numbers as shown, so that they can be checked.
        exam: the exam whose averages it is made of, where it is.
        is_average: whether it is an average over people, which says little where few matched.
        is_change: whether it is a change over the years of the specialty.
        caveat: a sentence that belongs to every comparison of it.
    """

    column: str
    name: str
    unit: str
    decimals: int = 0
    exam: str = ""
    is_average: bool = False
    is_change: bool = False
    caveat: str = ""

    def called(self, group: str = "") -> str:
        """Return its name in a sentence, of one group or of a group named elsewhere."""
        people = GROUP_PLURALS.get(group, "")
        return self.name.format(of=f" of {people}" * bool(people), by=f" by {people}" * bool(people))

    def value(self, row: Row) -> float:
        """Return the number as it is shown, NaN where there is none."""
        return round(float(row[self.column]), self.decimals)

    def said(self, value: float) -> str:
        """Return a number in words."""
        unit = self.unit.removesuffix("s") if abs(value) == 1 and not self.decimals else self.unit
        if self.is_change:
            return f"{signed(value, self.decimals)}{unit}"
        return f"{MINUS if value < 0 else ''}{abs(value):,.{self.decimals}f}{unit}"

    def place(self, row: Row) -> str:
        """Return the name of a specialty with what has to be said beside its number."""
        if self.is_average and "few_matched" in row["flags"]:
            return f"{row['label']} ({FLAG_BY_SLUG['few_matched'].label})"
        if self.is_change:
            return f"{row['label']} ({row['first_year']:.0f} to {row['last_year']:.0f})"
        return str(row["label"])


# The gap to an average differs between specialties exactly as the average does, so it is not said again.
MEASURES: Final = (
    *(
        measure
        for exam, label in EXAM_LABELS.items()
        for measure in (
            Measure(
                f"{exam}_matched_mean",
                f"the matched {label} average{{of}}",
                " points",
                exam=exam,
                is_average=True,
            ),
            Measure(
                f"{exam}_separation",
                f"the distance between the {label} averages{{of}} (matched minus unmatched)",
                " points",
                exam=exam,
                is_average=True,
            ),
        )
    ),
    Measure(
        "items_mean",
        "the matched research average{of}",
        " items",
        1,
        is_average=True,
        caveat="A few people with long lists pull such an average up.",
    ),
    Measure("matched_count", "the number of matches{of}", ""),
    Measure("share_pct", "the share of the positions filled{by}", "%", 1),
    Measure("change", "the change of the share filled{by}", " percentage points", 1, is_change=True),
)
MEASURE_BY_COLUMN: Final = {measure.column: measure for measure in MEASURES}


def why_without(row: Row, column: str) -> str:
    """Say why a specialty has no number.

    Args:
        row: a row of `analysis.shortlist.compute.standings_for`.
        column: `column` of one of `MEASURES`, or an unmatched average.
    """
    exam = next((exam for exam in EXAM_LABELS if column.startswith(f"{exam}_")), "")
    if exam:
        return STATUS_LABELS["garbled" if "source_garbled" in row[f"{exam}_flags"] else "not_reported"]
    if column == "items_mean":
        status = row["items_cell_status"]
        return STATUS_LABELS["garbled" if status == "garbled" else "not_reported"]
    if column == "change":
        return NO_TWO_YEARS
    return NONE_FILLED if row["filled_count"] == 0 else NOT_LISTED


def _spread_of(measure: Measure, chosen: Sequence[Row], everything: Sequence[Row]) -> dict[str, Any]:
    """Return one row of `spreads`."""
    values = [measure.value(row) for row in chosen]
    numbers = [value for value in values if not isnan(value)]
    of_all = [value for row in everything if not isnan(value := measure.value(row))]
    lowest, highest = (min(numbers), max(numbers)) if numbers else (nan, nan)
    spread = round(highest - lowest, measure.decimals) if len(numbers) > 1 else nan
    all_spread = round(max(of_all) - min(of_all), measure.decimals) if of_all else nan

    def at(end: float) -> list[str]:
        return [measure.place(row) for row, value in zip(chosen, values, strict=True) if value == end]

    return {
        "measure": measure.column,
        "lowest": lowest,
        "lowest_in": at(lowest),
        "highest": highest,
        "highest_in": at(highest),
        "counted": len(numbers),
        "spread": spread,
        "all_counted": len(of_all),
        "all_spread": all_spread,
        "relation_pct": 100 * spread / all_spread if all_spread > 0 else nan,
        "without": [
            f"{row['label']} ({why_without(row, measure.column)})"
            for row, value in zip(chosen, values, strict=True)
            if isnan(value)
        ],
    }


def spreads(chosen: pd.DataFrame, everything: pd.DataFrame) -> pd.DataFrame:
    """Measure how far a few specialties lie apart, beside how far all of them do.

    Args:
        chosen: `analysis.shortlist.compute.standings_for` of the few, in any order.
        everything: the same of all 22 specialties, for the same group; it holds the few as well.

    Returns:
        One row per measure of `MEASURES`, in their order: `SPREAD_COLUMNS`. `measure` is its column;
        `lowest`, `highest`, `spread` and `all_spread` are in its unit, rounded as shown; `lowest_in` and
        `highest_in` list the specialties at the ends, several where they tie; `counted` and `all_counted`
        say how many have a number, `without` lists the others, each with the reason; `relation_pct` is
        `spread` in percent of `all_spread`. `spread` and `relation_pct` are NaN with fewer than two numbers.
        None of it depends on a person's numbers.
    """
    few, all_rows = chosen.to_dict("records"), everything.to_dict("records")
    return pd.DataFrame(
        [_spread_of(measure, few, all_rows) for measure in MEASURES], columns=list(SPREAD_COLUMNS)
    )


def _by_relation(found: pd.DataFrame) -> Sequence[Row]:
    """Return the measures in which the few differ, the largest relation first."""
    some = found.loc[found["spread"] > 0]
    return some.sort_values("relation_pct", ascending=False, kind="stable").to_dict("records")


def _ends(row: Row) -> str:
    """Return the numbers and specialties at both ends."""
    measure = MEASURE_BY_COLUMN[row["measure"]]
    return (
        f"{measure.said(row['lowest'])} in {listed(row['lowest_in'])}, "
        f"{measure.said(row['highest'])} in {listed(row['highest_in'])}"
    )


def _relation(row: Row) -> str:
    """Return the spread beside that of all specialties, in words."""
    share = row["relation_pct"]
    # 99.6% is not the whole of it, and 0.4% is not nothing.
    part = "the whole" if share == 100 else f"{min(max(round(share), 1), 99)}% of the"
    of_all = "all 22" if row["all_counted"] == 22 else f"the {row['all_counted']} specialties that have one"
    return f"{part} distance between the lowest and highest of {of_all}"


def _sentences(start: str, row: Row, group: str) -> str:
    """Return one difference in words, with the specialties that have no number."""
    measure = MEASURE_BY_COLUMN[row["measure"]]
    said = [
        f"{_capital(start.format(measure.called(group)))}: {_ends(row)}, which is {_relation(row)}.",
        f"No number for {listed(row['without'])}." if row["without"] else "",
        measure.caveat,
    ]
    return " ".join(filter(None, said))


def say_differences(found: pd.DataFrame, applicant_group: str) -> list[str]:
    """Say in words in what a few specialties differ most.

    Args:
        found: the result of `spreads`.
        applicant_group: slug of the group.

    Returns:
        Up to `MOST_SAID` differences, the largest first; then, where there are such, one sentence on the
        measures that are equal and one on those with fewer than two numbers. Never empty.
    """
    starts = ("{} differs most", "Next comes {}", "Then {}")
    differing = _by_relation(found)
    largest = [
        row
        for place, row in enumerate(differing[:MOST_SAID])
        if place < ALWAYS_SAID or row["relation_pct"] >= WORTH_SAYING_PCT
    ]
    sentences = [_sentences(start, row, applicant_group) for start, row in zip(starts, largest, strict=False)]
    same = found.loc[found["spread"] == 0].to_dict("records")
    if same:
        said = [(MEASURE_BY_COLUMN[row["measure"]], row["lowest"]) for row in same]
        equal = listed(f"{measure.called()} ({measure.said(value)})" for measure, value in said)
        sentences.append(f"The same in all that have a number: {equal}.")
    lone = [MEASURE_BY_COLUMN[column].called() for column in found.loc[found["counted"] < 2, "measure"]]
    if lone:
        sentences.append(f"Not compared, because fewer than two have a number: {listed(lone)}.")
    return sentences


def say_most(found: pd.DataFrame, applicant_group: str, exams: Collection[str]) -> str:
    """Say in a few words in which average of some exams the specialties differ most; empty without any.

    Args:
        found: the result of `spreads`.
        applicant_group: slug of the group.
        exams: slugs of the exams whose averages count.
    """
    of_exams = found.loc[[MEASURE_BY_COLUMN[column].exam in exams for column in found["measure"]]]
    different = _by_relation(of_exams)
    rows = different or of_exams.loc[of_exams["counted"] > 0].to_dict("records")
    if not rows:
        return ""
    row, measure = rows[0], MEASURE_BY_COLUMN[rows[0]["measure"]]
    name = _capital(measure.called(applicant_group))
    if different:
        # Other measures may differ more; these words stand over a picture of averages alone.
        return f"Of these averages, {measure.called(applicant_group)} differs most: {_ends(row)}"
    where = "in all of them" if row["counted"] > 1 else f"in {row['lowest_in'][0]}, and no other has one"
    return f"{name} is {measure.said(row['lowest'])} {where}"


def _capital(words: str) -> str:
    """Return words that start with a capital letter; those after it keep theirs."""
    return words[:1].upper() + words[1:]
