"""The rules of the guides that ask for something a person answered: which of them hold, and why.

What a number has to be stands in the guides' tables; here is only which answers a rule asks for beside it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from analysis.profile import Profile
from analysis.readiness.audit import Called, counts_of
from analysis.readiness.compute import FactorLevel, high_factors, measures
from analysis.readiness.record import Readiness
from data.guide_terms import GUIDE_MEASURES, TIERS
from data.guides import Rule, Threshold, TierEntry
from data.terms import label_of, slugs

_MEASURES: Final = label_of(GUIDE_MEASURES)
# The tiers in which a guide calls a specialty harder; the first one is not.
HARDER: Final = frozenset(slugs(TIERS)[1:])
IMGS: Final = frozenset({"us_img", "non_us_img"})
# The specialties that a rule on low scores names.
NAMED_WITH_SCORES: Final = frozenset({"dermatology", "orthopaedic_surgery"})

Holds = bool | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules are asked about.

    Attributes:
        record: what a person answered.
        profile: their group and scores.
        known: measure of the guides -> value.
        levels: the factors with their levels.
        called: the areas of the self-audit.
        tier: slug of the tier in which a guide has the target specialty; empty for none.
    """

    record: Readiness
    profile: Profile
    known: Mapping[str, int]
    levels: tuple[FactorLevel, ...]
    called: tuple[Called, ...]
    tier: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule, whether it holds, and what that comes from.

    Attributes:
        rule: the rule.
        holds: whether it does; None where that hangs on something that was not answered.
        because: what was answered, in words.
    """

    rule: Rule
    holds: Holds
    because: str


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


def _more_weak(facts: Facts) -> Holds:
    """Whether more areas are weak than strong, and the specialty is a competitive one."""
    weak, strong, left = counts_of(facts.called)
    more = True if weak > strong + left else False if weak + left <= strong else None
    own = next((one.called for one in facts.called if one.area.audit_area == "specialty_competition"), "")
    is_competitive: Holds = facts.tier in HARDER or own == "weak"
    if not (facts.tier or own):
        is_competitive = None
    return _both(more, is_competitive)


def _answered(name: str, *wanted: object) -> Callable[[Facts], Holds]:
    """Return whether an answer is one of those wanted; None where there is none."""

    def holds(facts: Facts) -> Holds:
        answer = getattr(facts.record, name)
        return None if answer in {"", None} else answer in wanted

    return holds


# Rule -> what it asks for beside its numbers, in the order in which they are shown.
WATCHED: Final[Mapping[str, Callable[[Facts], Holds]]] = {
    "clinical_return.readiness.2": _always,
    "non_clinical_job.readiness.3": _works_elsewhere,
    "non_clinical_job.readiness.6": _more_weak,
    "clinical_return.exams.2": _always,
    "clinical_return.exams.1": lambda facts: (
        facts.profile.step2_ck is None and _answered("exams", "missing")(facts)
    ),
    # What a low score is the guide does not say.
    "non_clinical_job.exams.1": lambda facts: True if facts.record.failed_attempts else None,
    "non_clinical_job.specialties.1": lambda facts: (
        facts.profile.applicant_group in IMGS and facts.record.specialty in NAMED_WITH_SCORES
    ),
    "non_clinical_job.readiness.4": _always,
    "non_clinical_job.readiness.5": _always,
    "non_clinical_job.applications.1": lambda facts: (
        None if facts.record.non_clinical_years is None else facts.record.non_clinical_years > 0
    ),
    "clinical_return.applications.1": _is_far_out,
    "img_guide.applications.4": _answered("visa", "j1", "h1b", "either"),
}


def asked_rules(facts: Facts, rules: Iterable[Rule], thresholds: Iterable[Threshold]) -> tuple[Asked, ...]:
    """Return every rule of `WATCHED` with whether it holds, in their order.

    Args:
        facts: what was answered, from `gather`.
        rules: all rules of the guides.
        thresholds: all numbers of the rules.
    """
    by_name = {rule.rule: rule for rule in rules}
    numbers = list(thresholds)
    return tuple(_asked(by_name[name], numbers, facts, more) for name, more in WATCHED.items())


def gather(
    record: Readiness,
    profile: Profile,
    this_year: int,
    levels: tuple[FactorLevel, ...],
    called: tuple[Called, ...],
    tiers: Iterable[TierEntry],
) -> Facts:
    """Return what the rules are asked about."""
    known = measures(record, profile.step2_ck, this_year)
    score = profile.step2_ck if profile.step2_ck is not None else profile.step1
    if score is not None:
        known["usmle_score"] = score
    tier = next((one.tier for one in tiers if one.specialty and one.specialty == record.specialty), "")
    return Facts(record, profile, known, levels, called, tier)


def _asked(rule: Rule, thresholds: list[Threshold], facts: Facts, more: Callable[[Facts], Holds]) -> Asked:
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
        f"{_MEASURES[name]}: {facts.known[name]}"
        for one in own
        if (name := one.measured or "") in facts.known
    )
    return Asked(rule, _both(numbers, more(facts)), "; ".join(dict.fromkeys(said)))


def _number(one: Threshold, facts: Facts, rule: Rule) -> Holds:
    """Return whether a number is within its bounds; None where it is not known."""
    measured = one.measured or ""
    if measured == "high_factors":
        high = facts.known[measured]
        unknown = sum(level.guide == rule.guide and level.status == "open" for level in facts.levels)
        return True if one.hold(high) else None if one.hold(high + unknown) else False
    return one.hold(facts.known[measured]) if measured in facts.known else None
