"""One specialty: every metric and group, its ranks, its neighbours, and what may be said about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Final

import pandas as pd

from analysis.groups.compute import SENIORS
from analysis.measures import measure_cells, ranks_among_specialties
from analysis.profile import STEP1, Profile
from analysis.reference import Reference
from analysis.standing.comparable import is_passed
from analysis.standing.compute import SEM_DEFAULT, Averages, Compared
from analysis.wording import (
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_LABELS,
    GROUP_PLURALS,
    MISSING_WORDS,
    NEAR_BOTH,
    NO_VERDICT,
    PASSED,
    SPECIALTY_LABELS,
    points,
    signed,
)
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, TOTAL

NEIGHBOURS_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class GroupAverages:
    """The averages of one group and exam in one specialty."""

    applicant_group: str
    averages: Averages

    @property
    def label(self) -> str:
        """What people read for the exam and the group."""
        return f"{EXAM_LABELS[self.averages.exam]}, {GROUP_LABELS[self.applicant_group]}"


def describe_specialty(tables: Mapping[str, pd.DataFrame], match_year: int, specialty: str) -> pd.DataFrame:
    """List every cell that the tables of an edition hold about one specialty or the total, with its rank.

    Returns:
        One row per measure and group, in the order of the measures: the columns of
        `analysis.measures.measure_cells`, `rank` (1 = highest among the specialties, ties averaged; NaN for
        the total and where there is no number), `rank_ties` (how many share it) and `ranked_count`.
    """
    cells = measure_cells(tables, match_year)
    keys = ["match_year", "metric", "applicant_group", "specialty"]
    ranks = ranks_among_specialties(cells)[[*keys, "rank", "rank_ties", "ranked_count"]]
    return cells.loc[cells["specialty"] == specialty].merge(ranks, on=keys, how="left")


def cohort_rows(reference: Reference, specialty: str) -> list[GroupAverages]:
    """Return one row per exam and group of one specialty that the edition prints averages of."""
    return [
        GroupAverages(group, row)
        for exam in EXAM_LABELS
        for group in slugs(APPLICANT_GROUPS)
        if group in reference.edition.groups_of("scores", exam)
        for row in reference.averages(group, specialty)
        if row.exam == exam
    ]


def neighbours(scores: pd.DataFrame, specialty: str, applicant_group: str) -> pd.DataFrame:
    """Find the specialties whose matched averages lie closest to one specialty's, within a group and edition.

    Returns:
        Up to four rows, closest first: `specialty`, `label`, `distance` (points, the mean absolute
        difference over the exams that both have) and one column per exam with the matched average.
        Empty when the specialty has no matched average.
    """
    matched = scores.loc[
        (scores["applicant_group"] == applicant_group)
        & (scores["outcome"] == "matched")
        & (scores["specialty"] != TOTAL)
    ]
    wide = matched.pivot_table("score_mean", "specialty", "exam").reindex(columns=list(EXAM_LABELS))
    if specialty not in wide.index:
        return pd.DataFrame(columns=["specialty", "label", "distance", *EXAM_LABELS])
    return (
        wide.assign(distance=(wide - wide.loc[specialty]).abs().mean(axis="columns"))
        .drop(index=specialty)
        .dropna(subset=["distance"])
        .rename_axis(columns=None)
        .reset_index()
        .assign(label=lambda rows: rows["specialty"].map(SPECIALTY_LABELS))
        .sort_values(["distance", "label"])
        .head(NEIGHBOURS_SHOWN)
        .reset_index(drop=True)[["specialty", "label", "distance", *EXAM_LABELS]]
    )


def _exam_sentences(row: Compared, group: str, sem: float) -> Iterator[str]:
    """Say what the two averages of one exam show, and where the person lies beside them."""
    exam, matched, unmatched = EXAM_LABELS[row.exam], row.matched_mean, row.unmatched_mean
    if isnan(matched):
        status = MISSING_WORDS[row.missing]
        other = "" if isnan(unmatched) else f" Those who did not match averaged {unmatched:.0f}."
        yield f"{exam}: the matched average of {group} is {status}, so nothing is compared.{other}"
        return
    if isnan(unmatched):
        yield f"{exam}: matched {group} averaged {matched:.0f}. The source has no unmatched average for them."
    elif matched == unmatched:
        yield (
            f"{exam}: matched and unmatched {group} both averaged {matched:.0f}. "
            "The averages do not separate, so no verdict is shown."
        )
    elif matched < unmatched:
        yield (
            f"{exam}: unmatched {group} averaged {unmatched:.0f}, more than the {matched:.0f} of those who "
            "matched. The averages do not separate, so no verdict is shown."
        )
    elif matched - unmatched < sem:
        yield (
            f"{exam}: matched {group} averaged {matched:.0f}, only {points(matched - unmatched)} more than "
            f"unmatched ones, less than the ±{sem:g} points a single score is uncertain by."
        )
    else:
        yield (
            f"{exam}: matched {group} averaged {matched:.0f}, "
            f"{points(matched - unmatched)} more than those who did not match ({unmatched:.0f})."
        )
    if not isnan(row.score):
        gap = signed(row.gap_to_matched)
        if row.shown == NEAR_BOTH.slug:
            yield (
                f"Your {exam} of {row.score:.0f} is near both averages, {gap} from the matched one: "
                f"they are closer together than the error of a score, ±{sem:g}."
            )
        elif row.shown == NO_VERDICT.slug:
            yield f"Your {exam} of {row.score:.0f} is {gap} from that average, which says little here."
        else:
            yield (
                f"Your {exam} of {row.score:.0f} is {row.shown} that average: {gap} points, "
                f"where a single score is uncertain by ±{sem:g}."
            )
        if "at_or_below_unmatched" in row.flags:
            yield FLAG_BY_SLUG["at_or_below_unmatched"].sentence


def _senior_sentences(reference: Reference, specialty: str, applicant_group: str) -> Iterator[str]:
    """Say how the group's matched averages lie beside the seniors', exam by exam."""
    if applicant_group == SENIORS:
        return
    own, seniors = (reference.averages(group, specialty) for group in (applicant_group, SENIORS))
    for row, other in zip(own, seniors, strict=True):
        gap = row.matched_mean - other.matched_mean
        if not isnan(gap):
            more = "the same as" if gap == 0 else f"{points(abs(gap))} {'more' if gap > 0 else 'less'} than"
            yield (
                f"Matched {GROUP_PLURALS[applicant_group]} averaged {more} matched {GROUP_PLURALS[SENIORS]} "
                f"on {EXAM_LABELS[row.exam]}. That describes who matched; it is not a higher or lower bar."
            )


def _research_sentence(profile: Profile, reference: Reference, specialty: str) -> str:
    """Say how many research items those who matched listed, and how far the person is from it."""
    context, items = reference.context(profile.applicant_group, specialty), profile.research_items
    group = GROUP_PLURALS[profile.applicant_group]
    if isnan(context.items_mean):
        return f"Research: the average of matched {group} is {MISSING_WORDS[context.items_missing]}."
    own = "" if items is None else f" You entered {items} ({signed(items - context.items_mean, 1)})."
    return (
        f"Research: matched {group} listed {context.items_mean:.1f} items on average.{own} "
        "A few people with long lists pull such an average up."
    )


def flags_of(comparison: Iterable[Compared], specialty: str) -> list[str]:
    """Return the flags of one specialty as labels, each with its exam."""
    labels = (
        # Few matches are few for every exam: said once.
        FLAG_BY_SLUG[flag].label
        if flag == "few_matched"
        else f"{EXAM_LABELS[row.exam]}: {FLAG_BY_SLUG[flag].label}"
        for row in comparison
        if row.specialty == specialty
        for flag in row.flags
    )
    return list(dict.fromkeys(labels))


def advise(
    profile: Profile,
    comparison: Iterable[Compared],
    reference: Reference,
    specialty: str,
    sem: float = SEM_DEFAULT,
) -> list[str]:
    """Say what a careful advisor would say about one specialty and one person, and nothing beyond the data.

    The comparison is that of the person with `sem`; absent numbers are left out of the sentences.

    Returns:
        Sentences in reading order: exams, seniors, research.
    """
    group = profile.applicant_group
    return [
        *([f"{PASSED}."] if is_passed(profile, STEP1.name) else []),
        *(
            sentence
            for row in comparison
            if row.specialty == specialty
            for sentence in _exam_sentences(row, GROUP_PLURALS[group], sem)
        ),
        *_senior_sentences(reference, specialty, group),
        _research_sentence(profile, reference, specialty),
    ]
