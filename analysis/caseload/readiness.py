"""Readiness in a caseload: everybody's levels under the guides' tables, and the rules that hold for them.

Both are advice of the guides' authors, and stand apart from the standings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from analysis.caseload.advisees import Advisee
from analysis.next_steps.aim import VISAS, Aim, read_in
from analysis.profile import Profile
from analysis.readiness.compute import FactorLevel
from analysis.readiness.found import Found, Weighing, readiness_of
from analysis.readiness.record import Readiness
from analysis.readiness.rules import IMGS, WATCHED, Watched
from analysis.readiness.words import (
    FACTORS,
    condition_said,
    graduates_late,
    level_said,
    say_apart,
    say_late,
)
from analysis.shortlist.words import NOTHING_TO_FLAG
from analysis.wording import GUIDE_LABELS, SPECIALTY_LABELS, capital
from data.guides import Band
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS

NOT_SAID: Final = "not said"
NOT_ANSWERED: Final = "not answered"
# A group that no rule speaks of; that of whoever has none, or one without averages.
_NO_IMG: Final = next(slug for slug in slugs(APPLICANT_GROUPS) if slug not in IMGS)
_AIMED: Final = ("specialty", "visa", "applications")


def said_readiness(advisees: Iterable[Advisee]) -> list[Advisee]:
    """Return those of whom the file says something of readiness, or of what they apply for."""
    return [one for one in advisees if one.aim != Aim() or (one.readiness or Readiness()) != Readiness()]


def aim_of(advisee: Advisee) -> Aim:
    """Return what somebody applies for; without a target specialty the first of theirs is one."""
    return replace(advisee.aim, specialty=advisee.aim.specialty or next(iter(advisee.specialties), ""))


def watched_of(advice: Weighing) -> Weighing:
    """Return the guides' tables with the rules that are looked at alone: thousands of people pass them."""
    return replace(
        advice,
        rules=tuple(rule for rule in advice.rules if rule.rule in WATCHED),
        thresholds=tuple(one for one in advice.thresholds if one.rule in WATCHED),
    )


def readiness_found(advisee: Advisee, match_year: int, advice: Weighing) -> Found:
    """Return what somebody's columns come to: levels and rules, with the scores of their row.

    A year of graduation after the one in which programs read counts as none: it may be a typing error.

    Args:
        advisee: one of a caseload.
        match_year: the Match that is aimed at where the file says no other.
        advice: the guides' tables.
    """
    group = advisee.applicant_group
    profile = Profile(group if group in slugs(APPLICANT_GROUPS) else _NO_IMG, advisee.step1, advisee.step2_ck)
    aim = aim_of(advisee)
    record, aimed_at = advisee.readiness or Readiness(), aim.match_year or match_year
    if graduates_late(record, read_in(aimed_at)):
        record = replace(record, graduation_year=None)
    return readiness_of(record, aim, profile, aimed_at, advice)


def care_said(advisee: Advisee, year: int) -> str:
    """Return what of somebody's row is to be read with care, in words.

    Args:
        advisee: one of a caseload.
        year: the year in which programs read the file.
    """
    record = advisee.readiness or Readiness()
    late = graduates_late(record, year)
    said = (
        *(
            [f"Graduates in {record.graduation_year}, after {year}, when programs read: no level."]
            if late
            else []
        ),
        *say_late(record, year),
        *(() if late else say_apart(record, year)),
    )
    return " ".join(said) or NOTHING_TO_FLAG


def rules_held(found: Found) -> tuple[Watched, ...]:
    """Return the rules that hold."""
    return tuple(one for one in found.watched if one.holds)


def rule_said(one: Watched) -> str:
    """Return a rule that holds as one line: when, by what, what it says, and whose it is."""
    when = f"{capital(condition_said(one))}: " if one.rule.condition else ""
    status = "" if one.rule.advice_status == "current" else f", {one.rule.advice_status}"
    return f"{when}{one.rule.advice} ({GUIDE_LABELS[one.rule.guide]}{status})"


def readiness_rows(advisees: Sequence[Advisee], found: Sequence[Found]) -> pd.DataFrame:
    """Lay out the levels and rules of everybody of whom something is known, in words.

    Args:
        advisees: the result of `said_readiness`.
        found: the result of `readiness_found` for each.

    Returns:
        One row per person: `line`, `identifier`, `name` where the file has names; `specialty`, `visa` and
        `applications`, what they apply for; `reading_year`, up to which years are counted;
        `rules_held_count` and `rules_open_count`, how many of the rules that are looked at hold, and how
        many hang on something that is not said or left open; `rules_held`, those that hold by their names in
        `guide_rules`; `rules_held_words`, the same in words, separated by |; `{guide}_high`, the factors
        that are high in a guide's table; `{guide}_{factor}`, the level. A factor of which nobody's level is
        known has no column; `read_with_care`, which of the answers do not go together, if any.
    """
    aims, held = [aim_of(one) for one in advisees], [rules_held(one) for one in found]
    answered = {_column(level) for one in found for level in one.levels if level.status != "open"}
    names = {"name": [one.name for one in advisees]} if any(one.name for one in advisees) else {}
    words = pd.DataFrame(
        {
            **{f"{guide}_high": _high(one.levels, guide) for guide in _guides(one.levels)},
            **{name: level_said(level) for level in one.levels if (name := _column(level)) in answered},
            "read_with_care": care_said(advisee, one.year),
        }
        for advisee, one in zip(advisees, found, strict=True)
    )
    people = pd.DataFrame(
        {
            "line": [one.line for one in advisees],
            "identifier": [one.identifier for one in advisees],
            **names,
            "specialty": [SPECIALTY_LABELS.get(aim.specialty, NOT_SAID) for aim in aims],
            "visa": [VISAS.get(aim.visa, NOT_SAID) for aim in aims],
            "applications": pd.array([aim.applications for aim in aims], dtype="Int64"),
            "reading_year": [one.year for one in found],
            "rules_held_count": [len(rules) for rules in held],
            "rules_open_count": [sum(rule.holds is None for rule in one.watched) for one in found],
            "rules_held": [" ".join(rule.rule.rule for rule in rules) for rules in held],
            "rules_held_words": [" | ".join(map(rule_said, rules)) for rules in held],
        }
    )
    return pd.concat([people, words], axis=1)


def shown_columns(rows: pd.DataFrame, headings: Mapping[str, str]) -> list[str]:
    """Return the columns that people read, without those in which nothing is said of anybody in the rows."""
    said = rows.replace(dict.fromkeys((NOT_SAID, NOT_ANSWERED, NOTHING_TO_FLAG))).notna().any()
    return [name for name in headings if name in rows and said[name]]


def readiness_headings(bands: Iterable[Band]) -> dict[str, str]:
    """Return column of `readiness_rows` -> its heading, of every column that people read."""
    own = list(bands)
    return {
        "identifier": "Identifier",
        "name": "Name",
        "rules_held_count": "Rules that hold",
        "read_with_care": "Read with care",
        **{f"{band.guide}_high": f"High: {GUIDE_LABELS[band.guide]}" for band in own},
        **dict(zip(_AIMED, ("Applies for", "Visa", "Applications"), strict=True)),
        **{
            f"{band.guide}_{band.risk_factor}": f"{FACTORS[band.risk_factor]}: {GUIDE_LABELS[band.guide]}"
            for band in own
        },
        "rules_open_count": "Rules left open",
        "reading_year": "Years up to",
        "line": "Row",
    }


def _column(level: FactorLevel) -> str:
    """Return the column of a factor of one guide."""
    return f"{level.guide}_{level.factor}"


def _guides(found: Iterable[FactorLevel]) -> list[str]:
    return list(dict.fromkeys(level.guide for level in found))


def _high(found: Iterable[FactorLevel], guide: str) -> str:
    """Return the factors that are high in a guide's table; without one, of how many something is known."""
    own = [level for level in found if level.guide == guide]
    names = [FACTORS[level.factor] for level in own if level.status == "high"]
    answered = sum(level.status != "open" for level in own)
    return "; ".join(names) or (f"none of {answered} answered" if answered else NOT_ANSWERED)
