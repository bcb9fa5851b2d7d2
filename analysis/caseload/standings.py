"""The standings of a caseload: one row per person and specialty, also of those who cannot be compared."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from math import isnan
from typing import Any, Final

import pandas as pd

from analysis.beyond.compute import Beyond
from analysis.beyond.words import NO_BOX, span_of, with_flag
from analysis.caseload.advisees import Advisee, Caseload
from analysis.caseload.cells import group_label
from analysis.caseload.standing_columns import (
    BOXES,
    NO_GROUP,
    NO_SPECIALTY,
    OTHER_GROUP,
    STANDING_COLUMNS,
    StandingColumn,
)
from analysis.profile import Profile
from analysis.reference import Reference
from analysis.shortlist.compute import SpecialtyStanding, standings_for
from analysis.standing.compute import SEM_DEFAULT
from analysis.wording import (
    EXAM_LABELS,
    GROUP_PLURALS,
    MISSING_WORDS,
    NO_READABLE_SCORE,
    NONE_FILLED,
    NOT_IN_EDITION,
    SHOWN_STANDINGS,
    SPECIALTY_LABELS,
    flag_labels,
    why_no_count,
)

# (group slug, specialty slug) -> what is printed of it beyond the averages.
Printed = Callable[[str, str], dict[str, Any]]
_EXAM_MEASURES: Final = ("matched_mean", "gap_to_matched")


def caseload_standings(
    advisees: Sequence[Advisee], reference: Reference, sem: float = SEM_DEFAULT
) -> pd.DataFrame:
    """Lay what `analysis.shortlist.compute.standings_for` says of every person in one table.

    Returns:
        One row per person and specialty, in the order of the file, and one for a person without any: the
        columns `STANDING_COLUMNS`. A number is missing where a side of the comparison is; `missing` says why.

    Raises:
        ValueError: when `sem`, the measurement error of a score, is not 5-8 points.
    """
    records = []

    @cache
    def printed(group: str, specialty: str) -> dict[str, Any]:
        return _printed(reference.beyond(group, specialty))

    for advisee in advisees:
        profile = advisee.profile
        specialties = advisee.specialties if profile else ()
        own = [_record(advisee, profile, one, reference, sem, printed) for one in specialties if profile]
        own = own or _without_averages(advisee)
        best = max((row["row_gap"] for row in own if row["row_gap"] is not None), default=None)
        records += [{**row, "best_gap": best} for row in own]
    frame = pd.DataFrame(records, columns=[column.name for column in STANDING_COLUMNS])
    frame = frame.assign(match_year=reference.match_year, sem=float(sem))
    return frame.astype({column.name: _kind(column, frame[column.name]) for column in STANDING_COLUMNS})


def _kind(column: StandingColumn, values: pd.Series) -> str:
    """Return what a column holds: whole points, unless the edition prints averages with decimals."""
    has_decimals = column.pandas_type == "Int64" and any(values.dropna() % 1)
    return "Float64" if has_decimals else column.pandas_type


def with_kept(standings: pd.DataFrame, read: Caseload) -> pd.DataFrame:
    """Put the name and what the file has in its other columns beside the standings.

    Returns:
        The same rows, with `name` behind `identifier` where the file has names, and the columns that are
        kept along at the end, each by its heading in the file.
    """
    by_line = {advisee.line: advisee for advisee in read.advisees}
    people = [by_line[line] for line in standings["line"]]
    more: dict[str, list[str]] = {}
    for place, heading in enumerate(read.kept):
        name = heading
        while name in {*standings.columns, "name", *more}:
            name = f"{name} (file)"
        more[name] = [one.kept[place] if place < len(one.kept) else "" for one in people]
    context = standings.copy()
    if read.has_names:
        names = pd.Series([one.name for one in people], index=standings.index, dtype="str")
        context.insert(list(context.columns).index("identifier") + 1, "name", names)
    return pd.concat([context, pd.DataFrame(more, index=standings.index, dtype="str")], axis=1)


def _without_averages(advisee: Advisee) -> list[dict[str, Any]]:
    """Return the rows of somebody whose group has no averages, or who names no group or no specialty."""
    standing = NO_SPECIALTY if advisee.profile else OTHER_GROUP if advisee.applicant_group else NO_GROUP
    why = standing.label
    if standing is OTHER_GROUP:
        why = f"{group_label(advisee.applicant_group)}: no averages of this group in the source"
    missing = [why]
    if not advisee.specialties and standing is not NO_SPECIALTY:
        missing.append(NO_SPECIALTY.label)
    missing += [
        f"{label}: {_no_score(advisee, exam)}"
        for exam, label in EXAM_LABELS.items()
        if getattr(advisee, exam) is None
    ]
    if advisee.research_items is None:
        missing.append(f"research: {_no_items(advisee)}")
    said = {
        "standing": standing.slug,
        "standing_words": standing.label,
        "flags": "",
        "flags_words": "",
        "missing": "; ".join(missing),
        "not_compared": why,
        "row_gap": None,
    }
    return [{**_about(advisee, specialty), **said} for specialty in advisee.specialties or ("",)]


def _about(advisee: Advisee, specialty: str) -> dict[str, Any]:
    return {
        "line": advisee.line,
        "identifier": advisee.identifier,
        "applicant_group": advisee.applicant_group,
        "applicant_group_label": group_label(advisee.applicant_group),
        "specialty": specialty,
        "specialty_label": SPECIALTY_LABELS[specialty] if specialty else "",
        **{f"{exam}_score": getattr(advisee, exam) for exam in EXAM_LABELS},
        "research_items": advisee.research_items,
    }


def _no_score(advisee: Advisee, exam: str) -> str:
    """Say why there is no score: its cell was not read, or Step 1 is passed without one."""
    passed = "passed, no score" if exam == "step1" and advisee.passed_step1 else "no score"
    return advisee.why_unread(exam) or passed


def _no_items(advisee: Advisee) -> str:
    """Say why there is no number of research items."""
    return advisee.why_unread("research_items") or "no items given"


def _record(
    advisee: Advisee, profile: Profile, specialty: str, reference: Reference, sem: float, printed: Printed
) -> dict[str, Any]:
    """Return one row of the standings."""
    (row,) = standings_for(profile, (specialty,), reference, sem)
    context, exams = row.context, tuple(row.exams.values())
    standing = SHOWN_STANDINGS[row.shown]
    entered = [exam for exam in exams if not isnan(exam.score)]
    named = f"no matched {' or '.join(EXAM_LABELS[exam.exam] for exam in entered)} average"
    gaps = [exam.gap_to_matched for exam in exams if not isnan(exam.gap_to_matched)]
    is_compared = bool(gaps) and row.separates
    why_not = ""
    unread = {exam: why for exam in EXAM_LABELS if (why := advisee.why_unread(exam))}
    if not entered:
        is_passed = advisee.passed_step1 and "step1" not in unread
        why_not = "Step 1 passed, no score" if is_passed else "" if unread else "no score"
    elif gaps and not row.separates:
        why_not = "the averages of matched and unmatched do not separate"
    elif not is_compared:
        absent = all(exam.missing == NOT_IN_EDITION for exam in entered)
        where = "in this edition" if absent else "in the source"
        why_not = f"{named} of {GROUP_PLURALS[advisee.applicant_group]} {where}"
    if not is_compared:
        not_read = (f"{EXAM_LABELS[exam]} {why}" for exam, why in unread.items())
        why_not = "; ".join(filter(None, (why_not, *not_read)))
    words = f"{named} in the source" if standing.slug == "no_mean" else standing.label
    return {
        **_about(advisee, specialty),
        "standing": standing.slug,
        "standing_words": NO_READABLE_SCORE if unread and not entered else words,
        **{f"{exam.exam}_{name}": getattr(exam, name) for exam in exams for name in _EXAM_MEASURES},
        "items_mean": context.items_mean,
        "items_gap": row.items_gap,
        "matched_count": context.matched_count,
        "filled_count": context.filled_count,
        "share_pct": round(context.share_pct, 1),
        **_lower(profile, row),
        **printed(advisee.applicant_group, specialty),
        "flags": ";".join(row.flags),
        "flags_words": flag_labels(row.flags),
        "missing": "; ".join(_missing(advisee, row)),
        "not_compared": why_not,
        "row_gap": min(gaps) if is_compared else None,
    }


def _lower(profile: Profile, row: SpecialtyStanding) -> dict[str, Any]:
    """Return how many residents of the specialty scored lower; nothing where no source has them."""
    shares = {exam: row.beyond.share(exam, profile.score(exam)) for exam in EXAM_LABELS}
    found: dict[str, Any] = {
        name: value
        for exam, share in shares.items()
        if share
        for name, value in (
            (f"{exam}_residents_lower_pct", round(share.least_pct, 1)),
            (f"{exam}_residents_lower_or_same_pct", round(share.most_pct, 1)),
            (f"{exam}_resident_count", share.total),
        )
    }
    return found | ({"residents_period": row.beyond.period} if found else {})


def _printed(known: Beyond) -> dict[str, Any]:
    """Return what directors, and those who ranked nothing else, say of a specialty, whoever asks."""
    found: dict[str, Any] = {}
    for exam in EXAM_LABELS:
        for slug, box in zip(BOXES, (known.box(exam, above=above) for above in (False, True)), strict=True):
            name = f"{exam}_{slug}"
            found[f"{name}_words"] = f"{span_of(box)} (n {with_flag(box.programs)})" if box else NO_BOX
            if box:
                found |= {
                    f"{name}_q1": box.q1,
                    f"{name}_median": box.median,
                    f"{name}_q3": box.q3,
                    f"{name}_program_count": box.programs,
                }
    if often := known.often:
        found |= {
            "often_interview_pct": often.often_pct,
            "often_interview_program_count": often.program_count,
            "survey_year": often.match_year,
        }
    if known.response:
        found["survey_response_pct"], found["survey_sent_count"] = known.response
    if only := known.only_choice:
        found |= {
            "only_choice_matched_count": only.matched_count,
            "only_choice_ranked_count": only.ranked_only_count,
            "only_choice_matched_pct": round(only.matched_pct, 1),
            "only_choice_low_pct": round(only.low_pct, 1),
            "only_choice_high_pct": round(only.high_pct, 1),
            "only_choice_match_year": only.match_year,
        }
    return found


def standing_sources(standings: pd.DataFrame, reference: Reference) -> tuple[str, ...]:
    """Return the sources of the standings of a caseload, each once."""
    placed = [exam for exam in EXAM_LABELS if standings[f"{exam}_resident_count"].notna().any()]
    asked = standings[["applicant_group", "specialty"]].drop_duplicates().itertuples(index=False)
    beyond = (reference.beyond(group, specialty).sources(EXAM_LABELS, placed) for group, specialty in asked)
    return tuple(dict.fromkeys((*reference.every_source, *(source for some in beyond for source in some))))


def _missing(advisee: Advisee, row: SpecialtyStanding) -> Iterator[str]:
    """Say of each number that is missing why."""
    for exam, compared in row.exams.items():
        label = EXAM_LABELS[exam]
        if isnan(compared.score):
            yield f"{label}: {_no_score(advisee, exam)}"
        if isnan(compared.matched_mean):
            yield f"{label}: matched average {MISSING_WORDS[compared.missing]}"
    if advisee.research_items is None:
        yield f"research: {_no_items(advisee)}"
    if isnan(row.context.items_mean):
        yield f"research: average {MISSING_WORDS[row.context.items_missing]}"
    if isnan(row.context.matched_count):
        yield f"matches: {why_no_count(row.context.filled_count)}"
    elif isnan(row.context.share_pct):
        yield f"share: {NONE_FILLED}"
