"""The standings of a caseload: one row per person and specialty, also of those who cannot be compared."""

from collections.abc import Iterator, Sequence
from math import isnan
from typing import Any, Final

import pandas as pd

from analysis.caseload.advisees import Advisee, Caseload
from analysis.caseload.cells import group_label
from analysis.caseload.standing_columns import NO_GROUP, NO_SPECIALTY, OTHER_GROUP, STANDING_COLUMNS
from analysis.profile import Profile
from analysis.reference import Reference
from analysis.shortlist.compute import SpecialtyStanding, standings_for
from analysis.standing.compute import SEM_DEFAULT, Compared
from analysis.wording import (
    EXAM_LABELS,
    GROUP_PLURALS,
    MISSING_WORDS,
    NONE_FILLED,
    NOT_IN_EDITION,
    NOT_LISTED,
    SHOWN_STANDINGS,
    SPECIALTY_LABELS,
    Standing,
    flag_labels,
)

_EXAM_MEASURES: Final = ("score", "matched_mean", "gap_to_matched")


def caseload_standings(
    advisees: Sequence[Advisee], reference: Reference, sem: float = SEM_DEFAULT
) -> pd.DataFrame:
    """Lay what `analysis.shortlist.compute.standings_for` says of every person in one table.

    Args:
        advisees: the people of a caseload.
        reference: the cohorts.
        sem: standard error of measurement of a score, 5-8 points.

    Returns:
        One row per person and specialty, in the order of the file, and one for a person without any: the
        columns `STANDING_COLUMNS`. A number is missing where a side of the comparison is; `missing` says why.

    Raises:
        ValueError: when `sem` is out of range.
    """
    found = {
        advisee.line: [
            _record(advisee, profile, specialty, reference, sem) for specialty in advisee.specialties
        ]
        for advisee in advisees
        if (profile := advisee.profile) is not None
    }
    records = []
    for advisee in advisees:
        own = found.get(advisee.line) or list(_without_averages(advisee))
        gaps = [row.pop("row_gap") for row in own if row.get("row_gap") is not None]
        best = max(gaps, default=None)
        records += [{**row, "best_gap": best} for row in own]
    frame = pd.DataFrame(records, columns=[column.name for column in STANDING_COLUMNS])
    return frame.assign(match_year=reference.match_year, sem=float(sem)).astype(
        {column.name: column.pandas_type for column in STANDING_COLUMNS}
    )


def with_kept(standings: pd.DataFrame, read: Caseload) -> pd.DataFrame:
    """Put the name and what the file has in its other columns beside the standings.

    Args:
        standings: the result of `caseload_standings`.
        read: the caseload that it is about.

    Returns:
        The same rows, with `name` behind `identifier` where the file has names, and the columns that are
        kept along at the end, each by its heading in the file.
    """
    by_line = {advisee.line: advisee for advisee in read.advisees}
    people = [by_line[line] for line in standings["line"]]
    taken = {*standings.columns, "name"}
    more = {}
    for place, heading in enumerate(read.kept):
        name = heading
        while name in taken:
            name = f"{name} (file)"
        taken.add(name)
        more[name] = pd.Series(
            [one.kept[place] if place < len(one.kept) else "" for one in people],
            index=standings.index,
            dtype="str",
        )
    context = standings.copy()
    if read.has_names:
        names = pd.Series([one.name for one in people], index=standings.index, dtype="str")
        context.insert(list(context.columns).index("identifier") + 1, "name", names)
    return pd.concat([context, pd.DataFrame(more, index=standings.index)], axis=1) if more else context


def _without_averages(advisee: Advisee) -> Iterator[dict[str, Any]]:
    """Yield the rows of somebody whose group has no averages, or who names no group or no specialty."""
    group = group_label(advisee.applicant_group)
    if not advisee.applicant_group:
        standing, why = NO_GROUP, "no applicant group in the file"
    elif advisee.profile is None:
        standing, why = OTHER_GROUP, f"{group}: no averages of this group in the source"
    else:
        standing, why = NO_SPECIALTY, "no specialty in the file"
    missing = [why]
    if not advisee.specialties and standing is not NO_SPECIALTY:
        missing.append("no specialty in the file")
    missing += [
        f"{EXAM_LABELS[exam]}: {_no_score(advisee, exam)}"
        for exam in EXAM_LABELS
        if _score(advisee, exam) is None
    ]
    if advisee.research_items is None:
        missing.append("research: no items given")
    for specialty in advisee.specialties or ("",):
        yield {
            **_about(advisee),
            "specialty": specialty,
            "specialty_label": SPECIALTY_LABELS[specialty] if specialty else "",
            "standing": standing.slug,
            "standing_words": standing.label,
            **{f"{exam}_score": _score(advisee, exam) for exam in EXAM_LABELS},
            "flags": "",
            "flags_words": "",
            "missing": "; ".join(missing),
            "not_compared": why,
        }


def _about(advisee: Advisee) -> dict[str, Any]:
    return {
        "line": advisee.line,
        "identifier": advisee.identifier,
        "applicant_group": advisee.applicant_group,
        "applicant_group_label": group_label(advisee.applicant_group),
        "research_items": advisee.research_items,
    }


def _score(advisee: Advisee, exam: str) -> int | None:
    return {"step1": advisee.step1, "step2_ck": advisee.step2_ck}[exam]


def _no_score(advisee: Advisee, exam: str) -> str:
    """Say why there is no score: Step 1 may be passed without one."""
    return "passed, no score" if exam == "step1" and advisee.passed_step1 else "no score"


def _record(
    advisee: Advisee, profile: Profile, specialty: str, reference: Reference, sem: float
) -> dict[str, Any]:
    """Return one row of the standings."""
    (row,) = standings_for(profile, (specialty,), reference, sem)
    context, exams = row.context, tuple(row.exams.values())
    standing = SHOWN_STANDINGS[row.shown]
    gaps = [exam.gap_to_matched for exam in exams if not isnan(exam.gap_to_matched)]
    is_compared = bool(gaps) and row.separates
    return {
        **_about(advisee),
        "specialty": specialty,
        "specialty_label": row.label,
        "standing": standing.slug,
        "standing_words": _words_of(standing, exams),
        **{f"{exam.exam}_{name}": getattr(exam, name) for exam in exams for name in _EXAM_MEASURES},
        "items_mean": context.items_mean,
        "items_gap": row.items_gap,
        "matched_count": context.matched_count,
        "filled_count": context.filled_count,
        "share_pct": round(context.share_pct, 1),
        "flags": ";".join(row.flags),
        "flags_words": flag_labels(row.flags),
        "missing": "; ".join(_missing(advisee, row)),
        "not_compared": "" if is_compared else _why_not(advisee, row),
        "row_gap": min(gaps) if is_compared else None,
    }


def _words_of(standing: Standing, exams: Sequence[Compared]) -> str:
    """Return a standing in words; where nothing can be compared, which average is missing."""
    entered = " or ".join(EXAM_LABELS[exam.exam] for exam in exams if not isnan(exam.score))
    return standing.label if standing.slug != "no_mean" else f"no matched {entered} average in the source"


def _why_not(advisee: Advisee, row: SpecialtyStanding) -> str:
    """Say why no score of a row is compared."""
    entered = [exam for exam in row.exams.values() if not isnan(exam.score)]
    if not entered:
        return "Step 1 passed, no score" if advisee.passed_step1 else "no score"
    if not row.separates and any(not isnan(exam.gap_to_matched) for exam in entered):
        return "the averages of matched and unmatched do not separate"
    named = " or ".join(EXAM_LABELS[exam.exam] for exam in entered)
    absent = all(exam.missing == NOT_IN_EDITION for exam in entered)
    where = "in this edition" if absent else "in the source"
    return f"no matched {named} average of {GROUP_PLURALS[advisee.applicant_group]} {where}"


def _missing(advisee: Advisee, row: SpecialtyStanding) -> Iterator[str]:
    """Say of each number that is missing why."""
    for exam, compared in row.exams.items():
        label = EXAM_LABELS[exam]
        if isnan(compared.score):
            yield f"{label}: {_no_score(advisee, exam)}"
        if isnan(compared.matched_mean):
            yield f"{label}: matched average {MISSING_WORDS[compared.missing]}"
    if advisee.research_items is None:
        yield "research: no items given"
    if isnan(row.context.items_mean):
        yield f"research: average {MISSING_WORDS[row.context.items_missing]}"
    if isnan(row.context.matched_count):
        yield f"matches: {NOT_LISTED}"
    elif isnan(row.context.share_pct):
        yield f"share: {NONE_FILLED}"
