"""What the groups side by side say: Step 1 of those who matched, research output, and the fill column."""

from dataclasses import replace

import pandas as pd

from analysis.groups.compute import SENIORS
from analysis.profile import RESEARCH_ITEMS
from analysis.story import Story, text_table
from analysis.wording import (
    EXAM_LABELS,
    FEW_MARK,
    FEW_MATCHED,
    FLAG_BY_SLUG,
    GROUP_LABELS,
    GROUP_PLURALS,
    capital,
    cell,
    how_many_specialties,
    listed,
    matches,
    signed,
    span,
)
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, FILL_GROUPS, TOTAL

NOT_TOTAL = f"specialty != '{TOTAL}'"
# Shares above this are named in the headline of the fill chart.
LARGE_SHARE_PCT = 30.0


def sorted_by(rows: pd.DataFrame, column: str, *, ascending: bool = False) -> pd.DataFrame:
    """Put rows, one per specialty, in drawing order: the total first, then by `column`, missing last.

    Ties go by label, and labels always from A to Z.
    """
    total = rows["specialty"] == TOTAL
    by = ["label"] if column == "label" else [column, "label"]
    order = [True] if column == "label" else [ascending, True]
    return pd.concat([rows.loc[total], rows.loc[~total].sort_values(by, ascending=order)], ignore_index=True)


def groups_of(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the groups that rows of groups side by side have averages of, in their order."""
    return tuple(group for group in slugs(APPLICANT_GROUPS) if f"{group}_mean" in rows)


def _means_with_counts(rows: pd.DataFrame, decimals: int) -> dict[str, list[str]]:
    """Return a column of text per group: each average with how many matched, by NRMP's count."""
    return {
        GROUP_LABELS[group]: [
            cell(mean, decimals=decimals) + ("" if pd.isna(count) else f" ({matches(count)})")
            for mean, count in zip(rows[f"{group}_mean"], rows[f"{group}_count"], strict=True)
        ]
        for group in groups_of(rows)
    }


def _legend(rows: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Return a mark per group, and what a hollow one means where an average has one."""
    groups = groups_of(rows)
    few = any(
        ((rows[f"{group}_count"] < FEW_MATCHED) & rows[f"{group}_mean"].notna()).any() for group in groups
    )
    hollow = ("hollow", f"hollow, {FEW_MARK} in the table: {FLAG_BY_SLUG['few_matched'].label}")
    return (*((group, GROUP_PLURALS[group]) for group in groups), *((hollow,) if few else ()))


def _beside_seniors(rows: pd.DataFrame, *, ties: bool) -> dict[str, tuple[int, int]]:
    """Return, by group, in how many specialties it averaged more than US MD seniors, and out of how many.

    `ties` counts as many as more. Groups that cannot be compared with seniors in any specialty are left out.
    """
    groups, found = groups_of(rows), dict[str, tuple[int, int]]()
    if SENIORS not in groups:
        return found
    for group in reversed(groups):
        ours = rows.query(NOT_TOTAL).dropna(subset=[f"{group}_mean", f"{SENIORS}_mean"])
        means, seniors = ours[f"{group}_mean"], ours[f"{SENIORS}_mean"]
        if group != SENIORS and len(ours):
            found[group] = int((means >= seniors if ties else means > seniors).sum()), len(ours)
    return found


def _say_beside(compared: dict[str, tuple[int, int]], chosen: str, theirs: str, seniors: str) -> str:
    """State in how many specialties the chosen group averaged more than US MD seniors, or every group.

    Args:
        compared: what `_beside_seniors` counts, of one group at least.
        chosen: slug of the visitor's group; empty where none is chosen.
        theirs: what a group did beside `{}`, the seniors.
        seniors: the opposite, what the seniors did beside `{}`, another group.
    """
    if chosen == SENIORS:
        (first, (more, known)), *rest = compared.items()
        said = f"matched {GROUP_PLURALS[SENIORS]} {seniors.format(f'matched {GROUP_PLURALS[first]}')}"
        others = [f"beside matched {GROUP_PLURALS[group]}, in {n - k} of {n}" for group, (k, n) in rest]
        return "; ".join([f"In {known - more} of {known} specialties, {said}", *others])
    (first, (more, known)), *rest = (
        [(chosen, compared[chosen])] if chosen in compared else list(compared.items())
    )
    said = f"matched {GROUP_PLURALS[first]} {theirs.format(f'matched {GROUP_PLURALS[SENIORS]}')}"
    others = [f"matched {GROUP_PLURALS[group]} in {k} of {n}" for group, (k, n) in rest]
    return "; ".join([f"In {more} of {known} specialties, {said}", *others])


def _spans(rows: pd.DataFrame, what: str, chosen: str, decimals: int = 0) -> str:
    """State the range of the averages of the chosen group, or of each, where no seniors stand beside it."""
    groups = groups_of(rows)
    for ours, where in ((rows.query(NOT_TOTAL), "by specialty"), (rows, "all specialties together")):
        spans = [
            f"{GROUP_PLURALS[group]} {span(ours[f'{group}_mean'], decimals)}"
            for group in ((chosen,) if chosen in groups else groups)
            if ours[f"{group}_mean"].notna().any()
        ]
        if spans:
            return f"{capital(what)} of those who matched, {where}: {listed(spans)}"
    return f"The source has no {what} of those who matched"


def matched_groups_story(
    rows: pd.DataFrame, exam: str, match_year: int, source_ids: tuple[str, ...], chosen: str = ""
) -> Story:
    """Tell how the matched averages of the groups lie beside each other on one exam.

    The rows are those of `analysis.groups.compute.matched_by_group` in drawing order; the sources are those
    of the averages, and of the counts of matches beside them. The headline is about the group `chosen`, or
    about all where none is.
    """
    label, compared = EXAM_LABELS[exam], _beside_seniors(rows, ties=True)
    if compared:
        theirs, seniors = (
            f"averaged as many {label} points as {{}}, or more",
            f"averaged more {label} points than {{}}",
        )
        headline = _say_beside(compared, chosen, theirs, seniors)
    else:
        headline = _spans(rows, f"{label} averages", chosen)
    people = listed(GROUP_PLURALS[group] for group in groups_of(rows))
    return Story(
        kind="step1_groups",
        headline=headline,
        subtitle=f"Matched {label} averages, points · {people} · {match_year} Match",
        alt=f"Dot chart of {how_many_specialties(rows['specialty'])}, a mark per group. {headline}.",
        text_table=text_table(
            {
                "Specialty": rows["label"],
                **_means_with_counts(rows, 0),
                **{
                    f"{GROUP_LABELS[group]} − senior": [
                        signed(value) if pd.notna(value) else "no comparison"
                        for value in rows[f"{group}_minus_senior"]
                    ]
                    for group in groups_of(rows)
                    if f"{group}_minus_senior" in rows
                },
            }
        ),
        rows=lambda: rows.assign(match_year=match_year),
        source_ids=source_ids,
        file_name=f"match-atlas_{exam}_matched_by_group_{match_year}.csv",
        trace=(
            ("measure", "score_mean"),
            ("match_year", str(match_year)),
            ("outcome", "matched"),
            ("exam", exam),
        ),
        legend=_legend(rows),
        notes=("The difference describes who matched. It is not a higher or lower bar for a group.",)
        if compared
        else (),
    )


def research_story(
    rows: pd.DataFrame,
    match_year: int,
    source_ids: tuple[str, ...],
    chosen: str = "",
    *,
    has_medians: bool = False,
) -> Story:
    """Tell how many research items those who matched listed, group by group; see `with_items`.

    The rows are those of `analysis.groups.compute.research_by_group` in drawing order; the sources are those
    of the averages, and of the counts of matches beside them. The headline is about the group `chosen`, or
    about all where none is. `has_medians` says whether the edition has medians too, which stand elsewhere.
    """
    medians = "medians are not in this source"
    if has_medians:
        medians = "its medians stand on the page of each specialty"
    compared = _beside_seniors(rows, ties=False)
    if compared:
        theirs, seniors = "listed more research than {}", "listed as much research as {}, or more"
        headline = _say_beside(compared, chosen, theirs, seniors)
    else:
        headline = _spans(rows, "research averages", chosen, 1)
    return Story(
        kind="research",
        headline=headline,
        subtitle=(
            "Abstracts, presentations and publications listed, average of those who matched · "
            f"{match_year} Match · log scale"
        ),
        alt=f"A panel per applicant group, with {how_many_specialties(rows['specialty'])}. {headline}.",
        text_table=text_table({"Specialty": rows["label"], **_means_with_counts(rows, 1)}),
        rows=lambda: rows.assign(match_year=match_year, items=None),
        source_ids=source_ids,
        file_name=f"match-atlas_research_output_{match_year}.csv",
        trace=(("measure", "items_mean"), ("match_year", str(match_year))),
        legend=_legend(rows),
        notes=(
            f"Averages are pulled up by a few people with long lists; {medians}. The count adds abstracts, "
            "presentations and publications of any kind.",
        ),
    )


def with_items(story: Story, items: int | None) -> Story:
    """Tell of the research averages with the person's own items, where they entered any."""
    if items is None:
        return story
    no_place = "Your 0 items have no place on a log scale; the table below compares them."
    return replace(
        story,
        rows=lambda: story.rows().assign(items=items),
        legend=(*story.legend, ("user", "you")) if items else story.legend,
        notes=story.notes if items else (*story.notes, no_place),
        compares=(RESEARCH_ITEMS.name,),
    )


def fill_story(rows: pd.DataFrame, match_year: int, source_ids: tuple[str, ...]) -> Story:
    """Tell what the guide's fill column prints, and what it is: `fill_by_group` in drawing order."""
    large = rows.query(NOT_TOTAL).query("img_pct > @LARGE_SHARE_PCT").sort_values("img_pct", ascending=False)
    headline = (
        f"IMGs are more than {LARGE_SHARE_PCT:.0f}% of the guide’s sample in {listed(large['label'])}"
        if len(large)
        else f"IMGs are nowhere more than {LARGE_SHARE_PCT:.0f}% of the guide’s sample"
    )
    return Story(
        kind="fill_guide",
        headline=headline,
        subtitle=(
            "Share the guide prints for IMGs, percent of its compiled sample, denominator not stated · "
            f"US and non-US IMGs · {match_year} Match"
        ),
        alt=f"Stacked bars of {how_many_specialties(rows['specialty'])}. {headline}.",
        text_table=text_table(
            {
                "Specialty": rows["label"],
                **{
                    f"{GROUP_LABELS[group]}, %": [cell(value, decimals=1) for value in rows[f"{group}_pct"]]
                    for group in slugs(FILL_GROUPS)
                },
            }
        ),
        rows=lambda: rows.assign(match_year=match_year),
        source_ids=source_ids,
        file_name=f"match-atlas_guide_fill_column_{match_year}.csv",
        trace=(("measure", "filled_pct"), ("match_year", str(match_year))),
        legend=(("non_us_img_bar", "non-US IMGs"), ("us_img_bar", "US IMGs")),
        notes=(
            "The guide titles this column “% spots filled”. It is not NRMP’s share of positions filled: its "
            "denominator is not stated and is most likely US MD seniors and IMGs only. A printed 0.0 "
            "means nobody in that sample, and NRMP counted matches behind several of them.",
        ),
    )
