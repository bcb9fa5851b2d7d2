"""One specialty: every metric and group, its ranks, its neighbours, and what may be said about it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from analysis.groups.compute import matched_step1_by_group
from analysis.groups.research import compare_research
from analysis.measures import observations, ranks_among_specialties
from analysis.profile import Profile
from analysis.standing.compute import SEM_DEFAULT
from analysis.wording import (
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_LABELS,
    GROUP_PLURALS,
    NEAR_BOTH,
    NO_VERDICT,
    PASSED,
    SPECIALTY_LABELS,
    points,
    shown_standing,
    signed,
)
from data.vocabulary import TOTAL

NEIGHBOURS_SHOWN: Final = 4

# US MD seniors have no Step 2 CK averages in the source, so the row would say nothing.
COHORTS: Final = (
    ("step1", "us_md_senior"),
    ("step1", "us_img"),
    ("step1", "non_us_img"),
    ("step2_ck", "us_img"),
    ("step2_ck", "non_us_img"),
)


def describe_specialty(tables: Mapping[str, pd.DataFrame], specialty: str) -> pd.DataFrame:
    """List every cell that the tables hold about one specialty, with its rank.

    Args:
        tables: the tables named in `analysis.measures.METRIC_TABLES`, by name.
        specialty: slug of one of the 22 specialties or of the total.

    Returns:
        One row per metric and group, in registry order: the columns of `analysis.measures.observations`,
        `rank` (1 = highest among the 22, ties averaged; NaN for the total and where there is no number),
        `rank_ties` (how many share it) and `ranked_count`.
    """
    cells = observations(tables)
    keys = ["match_year", "metric", "applicant_group", "specialty"]
    ranks = ranks_among_specialties(cells)[[*keys, "rank", "rank_ties", "ranked_count"]]
    return cells.loc[cells["specialty"] == specialty].merge(ranks, on=keys, how="left")


def cohort_rows(facts: pd.DataFrame, counts: Mapping[tuple[str, str], int] | None = None) -> pd.DataFrame:
    """Return one row per exam and group of one specialty, ready for the dumbbell marks.

    Args:
        facts: the result of `analysis.specialty.compute.describe_specialty`.
        counts: NRMP's matches by specialty and group that year (`analysis.counts.compute.matched_counts`).
    """
    specialty = str(facts["specialty"].iloc[0])
    value = facts.set_index(["metric", "applicant_group"])["value"].to_dict()
    status = facts.set_index(["metric", "applicant_group"])["cell_status"].to_dict()
    nan = float("nan")
    return pd.DataFrame(
        [
            {
                "exam": exam,
                "applicant_group": group,
                "label": f"{EXAM_LABELS[exam]}, {GROUP_LABELS[group]}",
                "matched_mean": value.get((f"{exam}_matched", group), nan),
                "unmatched_mean": value.get((f"{exam}_unmatched", group), nan),
                "missing_status": status.get((f"{exam}_matched", group), "not_reported"),
                "matched_count": float((counts or {}).get((specialty, group), nan)),
            }
            for exam, group in COHORTS
        ]
    ).assign(separation=lambda rows: rows["matched_mean"] - rows["unmatched_mean"])


def neighbours(scores: pd.DataFrame, specialty: str, applicant_group: str) -> pd.DataFrame:
    """Find the specialties whose matched averages lie closest to one specialty's, within a group.

    Args:
        scores: the `scores` table of one match year.
        specialty: slug of the specialty.
        applicant_group: slug of the group.

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
    wide = pd.DataFrame(
        {
            exam: matched.loc[matched["exam"] == exam].set_index("specialty")["score_mean"]
            for exam in EXAM_LABELS
        }
    )
    if specialty not in wide.index or wide.loc[specialty].isna().all():
        return pd.DataFrame(columns=["specialty", "label", "distance", *EXAM_LABELS])
    return (
        wide.assign(distance=(wide - wide.loc[specialty]).abs().mean(axis="columns"))
        .drop(index=specialty)
        .dropna(subset=["distance"])
        .rename_axis("specialty")
        .reset_index()
        .assign(label=lambda rows: rows["specialty"].map(SPECIALTY_LABELS))
        .sort_values(["distance", "label"])
        .head(NEIGHBOURS_SHOWN)
        .reset_index(drop=True)[["specialty", "label", "distance", *EXAM_LABELS]]
    )


def _exam_sentences(row: Mapping[Any, Any], group: str, sem: float) -> Iterator[str]:
    """Say what the two averages of one exam show, and where the person lies beside them."""
    exam, matched, unmatched = EXAM_LABELS[row["exam"]], row["matched_mean"], row["unmatched_mean"]
    if pd.isna(matched):
        status = "garbled in the source" if "source_garbled" in row["flags"] else "not in the source"
        other = "" if pd.isna(unmatched) else f" Those who did not match averaged {unmatched:.0f}."
        yield f"{exam}: the matched average of {group} is {status}, so nothing is compared.{other}"
        return
    if pd.isna(unmatched):
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
    if pd.notna(row["score"]):
        gap = signed(row["gap_to_matched"])
        shown = shown_standing(row["standing"], row["flags"])
        if shown == NEAR_BOTH:
            yield (
                f"Your {exam} of {row['score']:.0f} is near both averages, {gap} from the matched one: "
                f"they are closer together than the error of a score, ±{sem:g}."
            )
        elif shown == NO_VERDICT:
            yield f"Your {exam} of {row['score']:.0f} is {gap} from that average, which says little here."
        else:
            yield (
                f"Your {exam} of {row['score']:.0f} is {shown.slug} that average: {gap} points, "
                f"where a single score is uncertain by ±{sem:g}."
            )
        if "at_or_below_unmatched" in row["flags"]:
            yield FLAG_BY_SLUG["at_or_below_unmatched"].sentence


def _senior_sentence(scores: pd.DataFrame, specialty: str, applicant_group: str) -> Iterator[str]:
    """Say how the group's matched Step 1 average lies beside the seniors'."""
    if applicant_group == "us_md_senior":
        return
    rows = matched_step1_by_group(scores).set_index("specialty")
    gap = rows[f"{applicant_group}_minus_senior"].to_dict()[specialty]
    if pd.notna(gap):
        more = "the same as" if gap == 0 else f"{points(abs(gap))} {'more' if gap > 0 else 'less'} than"
        yield (
            f"Matched {GROUP_PLURALS[applicant_group]} averaged {more} matched US MD seniors on Step 1. "
            "That describes who matched; it is not a higher or lower bar."
        )


def _research_sentences(profile: Profile, research_output: pd.DataFrame, specialty: str) -> Iterator[str]:
    """Say how many research items those who matched listed, and how far the person is from it."""
    row = compare_research(profile, research_output).set_index("specialty").to_dict("index")[specialty]
    group = GROUP_PLURALS[profile.applicant_group]
    if pd.isna(row["items_mean"]):
        yield f"Research: the average of matched {group} is not in the source."
        return
    own = "" if pd.isna(row["items"]) else f" You entered {row['items']:.0f} ({signed(row['items_gap'], 1)})."
    yield (
        f"Research: matched {group} listed {row['items_mean']:.1f} items on average.{own} "
        "A few people with long lists pull such an average up."
    )


def flags_of(comparison: pd.DataFrame, specialty: str) -> list[str]:
    """Return the flags of one specialty as labels, each with its exam.

    Args:
        comparison: the result of `analysis.standing.compute.compare`.
        specialty: slug of the specialty.
    """
    rows = comparison.loc[comparison["specialty"] == specialty]
    labels = (
        # Few matches are few for every exam: said once.
        FLAG_BY_SLUG[flag].label
        if flag == "few_matched"
        else f"{EXAM_LABELS[exam]}: {FLAG_BY_SLUG[flag].label}"
        for exam, flags in zip(rows["exam"], rows["flags"], strict=True)
        for flag in flags
    )
    return list(dict.fromkeys(labels))


def advise(
    profile: Profile,
    comparison: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    specialty: str,
    sem: float = SEM_DEFAULT,
) -> list[str]:
    """Say what a careful advisor would say about one specialty and one person, and nothing beyond the data.

    Args:
        profile: the person's group and numbers; absent numbers are left out of the sentences.
        comparison: the result of `analysis.standing.compute.compare` for that profile and `sem`.
        tables: `scores` and `research_output` of one match year, by name.
        specialty: slug of the specialty.
        sem: standard error of measurement, 5-8 points.

    Returns:
        Sentences in reading order: exams, seniors, research.
    """
    return [
        *([f"{PASSED}."] if profile.step1_passed and profile.step1 is None else []),
        *(
            sentence
            for row in comparison.loc[comparison["specialty"] == specialty].to_dict("records")
            for sentence in _exam_sentences(row, GROUP_PLURALS[profile.applicant_group], sem)
        ),
        *_senior_sentence(tables["scores"], specialty, profile.applicant_group),
        *_research_sentences(profile, tables["research_output"], specialty),
    ]
