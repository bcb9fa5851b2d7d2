"""What one person's answers come to: the levels, the self-audit and the rules, with what they apply for."""

from dataclasses import dataclass

from analysis.next_steps.aim import Aim, read_in
from analysis.profile import Profile
from analysis.readiness.audit import Called, called_areas
from analysis.readiness.compute import FactorLevel, levels
from analysis.readiness.record import Readiness
from analysis.readiness.rules import Watched, gather, watched_rules
from data.guide_terms import TIERS
from data.guides import AuditArea, Band, Rule, Threshold, TierEntry
from data.terms import label_of


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the guides' tables have of readiness."""

    bands: tuple[Band, ...]
    areas: tuple[AuditArea, ...]
    rules: tuple[Rule, ...]
    thresholds: tuple[Threshold, ...]
    tiers: tuple[TierEntry, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody's answers come to.

    Attributes:
        year: the year in which programs read the file, up to which years are counted.
        levels: every factor with its level.
        called: the areas of the self-audit.
        watched: the rules that are looked at.
        tier: how a guide places the specialty, in words; empty where it does not.
    """

    year: int
    levels: tuple[FactorLevel, ...]
    called: tuple[Called, ...]
    watched: tuple[Watched, ...]
    tier: str


def readiness_of(
    record: Readiness,
    aim: Aim,
    profile: Profile,
    match_year: int,
    advice: Weighing,
) -> Found:
    """Return what somebody's answers come to.

    Args:
        record: what they answered.
        aim: what they apply for.
        profile: their group and scores.
        match_year: the Match that they aim at, `analysis.next_steps.aim.match_of`.
        advice: the guides' tables.
    """
    year = read_in(match_year)
    found = levels(record, profile.step2_ck, year, advice.bands)
    called = called_areas(record, advice.areas)
    facts = gather(record, aim, profile, year, found, called, advice.tiers)
    watched = watched_rules(facts, advice.rules, advice.thresholds)
    return Found(year, found, called, watched, label_of(TIERS).get(facts.tier, ""))
