"""The rules of the guides that ask for something a person answered: which of them hold, and why.

What a number has to be stands in the guides' tables; here is only which answers a rule asks for beside it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from analysis.next_steps.aim import Aim
from analysis.profile import Profile
from analysis.readiness.audit import SPECIALTY_AREA, Called, counts_of
from analysis.readiness.compute import FactorLevel, high_factors, measures
from analysis.readiness.record import Readiness
from analysis.wording import listed
from data.guide_terms import GUIDE_MEASURES, TIERS
from data.guides import Rule, Threshold, TierEntry
from data.terms import label_of, slugs

_MEASURES: Final = label_of(GUIDE_MEASURES)
# The tiers in which a guide calls a specialty harder; the first one is not.
HARDER: Final = frozenset(slugs(TIERS)[1:])
IMGS: Final = frozenset({"us_img", "non_us_img"})
# The measure of which each exam has its own number.
ANY_EXAM: Final = "usmle_score"
# The specialties that a rule on low scores names.
NAMED_WITH_SCORES: Final = frozenset({"dermatology", "orthopaedic_surgery"})

Holds = bool | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules are asked about.

    Attributes:
        record: what a person answered.
        aim: what they apply for.
        profile: their group and scores.
        known: measure of the guides -> value.
        levels: the factors with their levels.
        called: the areas of the self-audit.
        tier: slug of the tier in which a guide has the target specialty; empty for none.
    """

    record: Readiness
    aim: Aim
    profile: Profile
    known: Mapping[str, int]
    levels: tuple[FactorLevel, ...]
    called: tuple[Called, ...]
    tier: str


@dataclass(frozen=True, slots=True)
class Watched:
    """One rule, whether it holds, and what that comes from.

    Attributes:
        rule: the rule.
        holds: whether it does; None where that hangs on something that was not answered, or that the guide
            does not say.
        because: what was answered, in words.
        left_open: the range of the guide that the answer lies in where that is why nothing is known; else
            empty.
    """

    rule: Rule
    holds: Holds
    because: str
    left_open: str = ""


def _always(facts: Facts) -> Holds:
    return True


def _both(one: Holds, other: Holds) -> Holds:
    """Return whether both hold; None where that is not known."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _works_elsewhere(facts: Facts) -> Holds:
    """Whether there is no clinical work at present; a tick that is not there may not have been thought of."""
    if facts.record.works_clinically:
        return False
    return True if facts.record.never_clinical or facts.known.get("last_clinical_years", 0) > 0 else None


def _has_gaps(facts: Facts) -> Holds:
    """Whether there are gaps without an explanation."""
    return facts.record.gaps in {"short", "long"} if facts.record.gaps else None


def _is_far_out(facts: Facts) -> Holds:
    """Whether graduation is high in any table, or there are gaps."""
    old = {one.status for one in facts.levels if one.factor == "graduation"}
    return True if "high" in old else _has_gaps(facts)


def _worked_abroad(facts: Facts) -> Holds:
    """Whether the last patient contact was outside the US; the answers say it where they date both."""
    work, in_the_us = facts.record.last_clinical_year, facts.record.last_us_experience_year
    if work is None:
        return None
    if facts.record.us_experience_months == 0 or (in_the_us is not None and in_the_us < work):
        return True
    return False if in_the_us is not None and in_the_us > work else None


def _more_weak(facts: Facts) -> Holds:
    """Whether more areas are weak than strong, and the specialty is a competitive one."""
    weak, strong, left = counts_of(facts.called)
    more = True if weak > strong + left else False if weak + left <= strong else None
    own = next((one.called for one in facts.called if one.area.audit_area == SPECIALTY_AREA), "")
    is_competitive: Holds = facts.tier in HARDER or own == "weak"
    if not (facts.tier or own):
        is_competitive = None
    return _both(more, is_competitive)


def _lacks_step_2_ck(facts: Facts) -> Holds:
    """Whether Step 2 CK is not taken; of another exam that is missing the rule does not speak."""
    if facts.profile.step2_ck is not None or facts.record.step2_ck_year is not None:
        return False
    # An exam that is not named, or another one, says nothing of this one.
    if facts.record.exams in {"", "missing", "missing_other"}:
        return None
    return facts.record.exams == "missing_step_2_ck"


# Rule -> what it asks for beside its numbers, in the order in which they are shown.
WATCHED: Final[Mapping[str, Callable[[Facts], Holds]]] = {
    "clinical_return.readiness.2": _always,
    "non_clinical_job.readiness.3": _works_elsewhere,
    "non_clinical_job.readiness.6": _more_weak,
    "clinical_return.exams.2": _always,
    "clinical_return.exams.1": _lacks_step_2_ck,
    # What a low score is the guide does not say.
    "non_clinical_job.exams.1": lambda facts: True if facts.record.failed_attempts else None,
    "non_clinical_job.specialties.1": lambda facts: (
        facts.profile.applicant_group in IMGS and facts.aim.specialty in NAMED_WITH_SCORES
    ),
    "non_clinical_job.readiness.4": _always,
    "non_clinical_job.readiness.5": _worked_abroad,
    "non_clinical_job.applications.1": lambda facts: (
        None if facts.record.non_clinical_years is None else facts.record.non_clinical_years > 0
    ),
    "clinical_return.applications.1": _is_far_out,
    "img_guide.applications.4": lambda facts: facts.aim.visa != "none" if facts.aim.visa else None,
}


def watched_rules(
    facts: Facts, rules: Iterable[Rule], thresholds: Iterable[Threshold]
) -> tuple[Watched, ...]:
    """Return every rule of `WATCHED` with whether it holds, in their order.

    Args:
        facts: what was answered, from `gather`.
        rules: all rules of the guides.
        thresholds: all numbers of the rules.
    """
    by_name = {rule.rule: rule for rule in rules}
    numbers = list(thresholds)
    return tuple(_watched(by_name[name], numbers, facts, more) for name, more in WATCHED.items())


def gather(
    record: Readiness,
    aim: Aim,
    profile: Profile,
    year: int,
    levels: tuple[FactorLevel, ...],
    called: tuple[Called, ...],
    tiers: Iterable[TierEntry],
) -> Facts:
    """Return what the rules are asked about."""
    known = measures(record, profile.step2_ck, year)
    if aim.applications is not None:
        known["applications"] = aim.applications
    tier = next((one.tier for one in tiers if one.specialty and one.specialty == aim.specialty), "")
    return Facts(record, aim, profile, known, levels, called, tier)


def _watched(
    rule: Rule, thresholds: list[Threshold], facts: Facts, more: Callable[[Facts], Holds]
) -> Watched:
    """Return one rule with whether it holds."""
    facts = replace(facts, known={**facts.known, "high_factors": high_factors(facts.levels, rule.guide)})
    own = [one for one in thresholds if one.rule == rule.rule and one.threshold_role == "condition"]
    alternatives: dict[int, Holds] = {}
    for one in own:
        alternatives[one.alternative] = _both(
            alternatives.get(one.alternative, True), _number(one, facts, rule)
        )
    found = list(alternatives.values()) or [True]
    numbers: Holds = True if True in found else None if None in found else False
    said = (
        f"{_MEASURES[name]}: {listed(map(str, values))}"
        for one in own
        if (values := _values(name := one.measured or "", facts))
    )
    holds = _both(numbers, more(facts))
    return Watched(
        rule, holds, "; ".join(dict.fromkeys(said)), _left_open(own, facts) if holds is None else ""
    )


def _values(measured: str, facts: Facts) -> tuple[int, ...]:
    """Return what was answered of a measure: of a USMLE exam the score of each, else one number or none."""
    if measured == ANY_EXAM:
        scores = (facts.profile.step1, facts.profile.step2_ck)
        return tuple(score for score in scores if score is not None)
    return (facts.known[measured],) if measured in facts.known else ()


def _left_open(own: Iterable[Threshold], facts: Facts) -> str:
    """Return the guide's own range that an answer lies in; empty where it lies in none."""
    for one in own:
        if one.said_as == "undecided" and any(map(one.hold, _values(one.measured or "", facts))):
            span = f"between {one.lowest:g} and {one.highest:g} {_MEASURES[one.measured or '']}"
            return f"{span}: the guide’s own range"
    return ""


def _number(one: Threshold, facts: Facts, rule: Rule) -> Holds:
    """Return whether a number is within its bounds; None where that is not known or left open."""
    measured = one.measured or ""
    if measured == "high_factors":
        high = facts.known[measured]
        unknown = sum(level.guide == rule.guide and level.status == "open" for level in facts.levels)
        return True if one.hold(high) else None if one.hold(high + unknown) else False
    values = _values(measured, facts)
    if not values:
        return None
    held = any(map(one.hold, values))
    return None if held and one.said_as == "undecided" else held
