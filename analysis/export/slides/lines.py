"""Charts of slides over the years: lines from zero percent, a gap where a year is missing."""

from collections.abc import Iterator
from math import ceil
from typing import Final

import pandas as pd

from analysis.counts.series import last_span, spans
from analysis.counts.words import broken_years
from analysis.export.slides.marks import ends_apart
from analysis.export.slides.specs import Axis, Cells, ChartSpec, Label, Series, numbers
from analysis.rates.compute import RATE_TYPES
from analysis.story import Story
from analysis.wording import GROUP_LABELS, GROUP_PLURALS, NO_CONTINUATION

Specs = Iterator[ChartSpec]
PERCENT: Final = '0"%"'
PERCENT_1: Final = '0.0"%"'
# The two kinds of IMG.
GROUPS: Final = ("non_us_img", "us_img")
# Lines that end closer than this, as a share of the axis, share the room for their labels.
CLOSE_ENDS: Final = 0.09


def _years(rows: pd.DataFrame) -> range:
    """Return every year from the first to the last."""
    return range(int(rows["match_year"].min()), int(rows["match_year"].max()) + 1)


def _by_year(rows: pd.DataFrame, column: str, years: range) -> Cells:
    """Return one value per year, None where the rows have none: a gap stays a gap."""
    return numbers(rows.set_index("match_year")[column].reindex(years))


def _last(values: Cells) -> float:
    """Return the last value there is."""
    return [value for value in values if value is not None][-1]


def fill_trend(story: Story) -> Specs:
    """Yield one small chart per specialty: the shares of both kinds of IMG over the years, on one scale."""
    counts = story.data
    if counts.empty:
        return
    years = _years(counts)
    highest = max(
        (v for group in GROUPS for v in numbers(counts[f"{group}_pct"]) if v is not None), default=0
    )
    top = min(ceil(1.05 * max(highest, 5) / 10) * 10, 100)
    drawn = dict(list(counts.groupby("label")))
    for name in story.text_table["Specialty"]:
        rows = drawn[name].sort_values("match_year")
        columns = [_by_year(rows, f"{group}_pct", years) for group in GROUPS]
        places = ends_apart([_last(values) for values in columns], 2 * CLOSE_ENDS * top)
        compared = last_span(rows, "label").dropna(subset=["img_pct"])
        start, end = numbers(compared["img_pct"])[0], numbers(compared["img_pct"])[-1]
        since = int(compared["match_year"].iloc[0])
        yield ChartSpec(
            "lines",
            tuple(str(year) for year in years),
            (
                *_spans_before(rows, years),
                *(
                    Series(
                        GROUP_PLURALS[group],
                        _by_year(compared, f"{group}_pct", years),
                        f"{group}_line",
                        last_label=Label(place),
                    )
                    for group, place in zip(GROUPS, places, strict=True)
                ),
            ),
            Axis(0, top, top / 2, PERCENT),
            label_format=PERCENT,
            title=f"{name}\n{f'{since}: ' if since > years[0] else ''}{start:.0f}% → {end:.0f}%",
            asides=tuple(f"{name}: {year} {NO_CONTINUATION}." for _, year, _ in broken_years(rows)),
        )


def _spans_before(rows: pd.DataFrame, years: range) -> Iterator[Series]:
    """Yield the lines of one specialty before its last break, each on its own: no line may cross a break."""
    number = spans(rows)
    for span, part in rows.groupby(number):
        if span == number.max():
            continue
        first, last = part["match_year"].min(), part["match_year"].max()
        for group in GROUPS:
            values = _by_year(part, f"{group}_pct", years)
            if any(value is not None for value in values):
                when = f"{first}" if first == last else f"{first} to {last}"
                yield Series(f"{GROUP_PLURALS[group]}, {when}", values, f"{group}_line")


def rates(story: Story) -> Specs:
    """Yield match rates over four decades, one line per applicant type; second-hand ones are hollow."""
    data = story.data
    years = _years(data)
    kinds = [kind for kind in RATE_TYPES if (data["applicant_type"] == kind).any()]
    by_kind = {kind: data.loc[data["applicant_type"] == kind] for kind in kinds}
    lines = {kind: _by_year(rows, "match_rate_pct", years) for kind, rows in by_kind.items()}
    # A printed rate known to be wrong stands apart; its line has the restated one.
    odd = data.dropna(subset=["printed_pct"])
    second_hand = data.loc[data["is_secondary"], "match_year"]
    places = ends_apart([_last(values) for values in lines.values()], 100 * CLOSE_ENDS)
    yield ChartSpec(
        "lines",
        tuple(str(year) for year in years),
        (
            *(
                Series(
                    GROUP_LABELS[kind],
                    values,
                    f"{kind}_line",
                    last_label=Label(place),
                    hollow=tuple(year >= second_hand.min() for year in years),
                )
                for (kind, values), place in zip(lines.items(), places, strict=True)
            ),
            *(
                Series(
                    f"{GROUP_LABELS[str(kind)]}, as printed",
                    _by_year(rows, "printed_pct", years),
                    "as_printed",
                    last_label=Label("t"),
                )
                for kind, rows in odd.groupby("applicant_type")
            ),
        ),
        Axis(0, 100, 20, PERCENT),
        label_format=PERCENT_1,
        asides=tuple(f"Hollow marks, {words}." for mark, words in story.legend if mark == "second_hand"),
    )


def denominators(story: Story) -> Specs:
    """Yield one group's matched under two denominators, over the years."""
    rows = story.data
    years = _years(rows)
    names = {"of_active": "of those with a rank list", "of_registered": "of all who registered"}
    columns = {name: _by_year(rows, f"{name}_pct", years) for name in names}
    places = ends_apart([_last(values) for values in columns.values()], 100 * CLOSE_ENDS)
    yield ChartSpec(
        "lines",
        tuple(str(year) for year in years),
        tuple(
            Series(
                names[name],
                values,
                f"{name}_line",
                labels=_first_labelled(values),
                last_label=Label(place),
            )
            for (name, values), place in zip(columns.items(), places, strict=True)
        ),
        Axis(0, 100, 20, PERCENT),
        label_format=PERCENT_1,
    )


def _first_labelled(values: Cells) -> tuple[Label | None, ...]:
    """Return a label above the first value there is."""
    first = next(at for at, value in enumerate(values) if value is not None)
    return tuple(Label("t") if at == first else None for at, _ in enumerate(values))
