"""Charts of slides that lay groups or ranks of specialties side by side."""

from collections.abc import Iterator
from math import floor, log10
from typing import Final

import pandas as pd

from analysis.export.slides.marks import labels_in_columns, names_of, score_axis, score_line, upward
from analysis.export.slides.specs import DOTS_MOST, Axis, ChartSpec, Series, numbers
from analysis.story import Story
from analysis.wording import FEW_MATCHED, FLAG_BY_SLUG, GROUP_PLURALS, STATUS_LABELS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS

Specs = Iterator[ChartSpec]
GROUPS: Final = slugs(APPLICANT_GROUPS)


def _of_groups(rows: pd.DataFrame) -> tuple[tuple[Series, ...], tuple[tuple[str, str], ...]]:
    """Return the series of three groups, and the remarks on what is missing or over few people."""
    names, columns = names_of(rows), [numbers(rows[f"{group}_mean"]) for group in GROUPS]
    hollow = [tuple(bool(count < FEW_MATCHED) for count in rows[f"{group}_count"]) for group in GROUPS]
    series = tuple(
        Series(GROUP_PLURALS[group], cells, group, labels=labels, hollow=few)
        for group, cells, labels, few in zip(GROUPS, columns, labels_in_columns(columns), hollow, strict=True)
    )
    cells = [
        (name, GROUP_PLURALS[group], value is None, is_few)
        for group, values, few in zip(GROUPS, columns, hollow, strict=True)
        for name, value, is_few in zip(names, values, few, strict=True)
    ]
    missing, few_matched = STATUS_LABELS["not_reported"], FLAG_BY_SLUG["few_matched"].label
    return series, (
        *((name, f"{missing}, {group}") for name, group, is_missing, _ in cells if is_missing),
        *(
            (name, f"hollow, {few_matched}, {group}")
            for name, group, is_missing, is_few in cells
            if is_few and not is_missing
        ),
    )


def step1_groups(story: Story) -> Specs:
    """Yield the matched Step 1 averages of three groups."""
    series, remarks = _of_groups(story.data)
    axis = score_axis(*(one.cells for one in series))
    yield ChartSpec("dots", names_of(story.data), series, axis, remarks=remarks, rows_most=DOTS_MOST)


def research(story: Story) -> Specs:
    """Yield the research averages of three groups on a log scale, with the person's own count."""
    series, remarks = _of_groups(story.data)
    items = numbers(story.data["items"])
    # 0 items have no place on a log scale; the story says so.
    yours = score_line(items) if any(items) else ()
    drawn = [value for one in (*series, *yours) for value in one.cells if value]
    low, high = (min(drawn), max(drawn)) if drawn else (1, 10)
    yield ChartSpec(
        "dots",
        names_of(story.data),
        (*yours, *series),
        Axis(10.0 ** floor(log10(low)), 10.0 ** (floor(log10(high)) + 1), is_log=True),
        label_format="0.0",
        remarks=remarks,
        rows_most=DOTS_MOST,
    )


def credentials(story: Story) -> Specs:
    """Yield the rank of credentials with its range over the weightings."""
    rows, names = story.data, names_of(story.data)
    rank, low, high = (numbers(rows[name]) for name in ("rank", "rank_lowest", "rank_highest"))
    of_rank, of_low, of_high = labels_in_columns([rank, low, high])
    spans = upward(numbers(rows["rank_highest"] - rows["rank_lowest"]))
    yield ChartSpec(
        "dots",
        names,
        (
            Series("highest number over seven weightings", high, "range_end", labels=of_high),
            Series(
                "lowest number over seven weightings",
                low,
                "range_end",
                labels=of_low,
                join=spans,
                join_width=5,
            ),
            Series("rank with these weights", rank, "matched", labels=of_rank),
        ),
        # Programs disagree on what is above a mark where an axis is upside down, so this one is not.
        Axis(-1, len(rows) + 2, is_shown=False, is_crossed_low=True),
        label_format="General",
        remarks=tuple(
            (name, "no rank, because a component is missing")
            for name, value in zip(names, rank, strict=True)
            if value is None
        ),
        asides=("Rank 1 is at the bottom.",),
        rows_most=DOTS_MOST,
    )
