"""The page Readiness: levels as a picture, the rules that hold, what can change a level, and the self-audit.

What depends on a visitor's answers is made in their visit only.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from analysis.counts.compute import years_of
from analysis.cycle.compute import next_match
from analysis.profile import Profile
from analysis.provenance.uses import Read, counts_of_any_year, no_number, of_ours
from analysis.provenance.uses_of_choices import latest_of_our_groups
from analysis.readiness.audit import EXAM_AREA, Called, called_areas
from analysis.readiness.audit_words import NO_SCORE, NO_TARGET, exam_facts, specialty_facts
from analysis.readiness.chart import levels_chart
from analysis.readiness.compute import FactorLevel, levels
from analysis.readiness.record import Readiness
from analysis.readiness.rules import IMGS, Asked, asked_rules, gather
from analysis.readiness.words import levels_story
from analysis.standing.compute import SEM_DEFAULT, compare, sources_of
from analysis.wording import SPECIALTY_LABELS
from data.editions import default_edition
from data.guide_terms import TIERS
from data.guides import (
    TABLE_OF,
    AuditArea,
    Band,
    Change,
    DateRule,
    Guide,
    Rule,
    Side,
    Threshold,
    TierEntry,
    read_advice,
)
from data.terms import label_of
from pages.ui.context import counts_at, national_rise, reference
from pages.ui.page import Link, PageView, ViewRequest
from pages.ui.readiness_html import changes_html, disagreements_html, rules_html
from pages.ui.records_held import held_record
from pages.ui.tables import table
from pages.ui.view import for_everybody, per_visit, view_of

EXAM: Final = "step2_ck"
# Where what can change a level is logged and planned.
_NEXT: Final = (Link("clinical_experience.py"), Link("next_plan.py"))
SPECIALTY_AREA: Final = "specialty_competition"
READINESS_READS: Final = (
    *(
        Read(TABLE_OF[kind])
        for kind in (Guide, Band, Rule, Threshold, Change, AuditArea, TierEntry, Side, DateRule)
    ),
    Read("scores", lambda number, tables: number["exam"] == EXAM),
    Read("positions", counts_of_any_year),
    Read("resident_scores", of_ours),
    Read("only_choice", latest_of_our_groups),
    *(
        Read(name, no_number)
        for name in ("resident_quantiles", "director_scores", "director_response", "director_groups")
    ),
    Read("usmle_norms"),
    Read("sources"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a visitor's answers come to.

    Attributes:
        levels: every factor with its level.
        called: the areas of the self-audit.
        asked: the rules that are looked at.
        facts: area of the self-audit -> what the data know of it.
        sources: of these facts.
        tier: how a guide places the specialty, in words; empty where it does not.
    """

    levels: tuple[FactorLevel, ...]
    called: tuple[Called, ...]
    asked: tuple[Asked, ...]
    facts: dict[str, tuple[str, ...]]
    sources: tuple[str, ...]
    tier: str


@dataclass(frozen=True, slots=True)
class Advised:
    """What the guides' tables say that the page shows or goes by."""

    guides: tuple[Guide, ...]
    bands: tuple[Band, ...]
    rules: tuple[Rule, ...]
    thresholds: tuple[Threshold, ...]
    changes: tuple[Change, ...]
    areas: tuple[AuditArea, ...]
    tiers: tuple[TierEntry, ...]
    sides: tuple[Side, ...]
    dates: tuple[DateRule, ...]


@for_everybody
def advised() -> Advised:
    """Read what the guides' tables say."""
    return Advised(
        guides=read_advice(Guide, table(TABLE_OF[Guide])),
        bands=read_advice(Band, table(TABLE_OF[Band])),
        rules=read_advice(Rule, table(TABLE_OF[Rule])),
        thresholds=read_advice(Threshold, table(TABLE_OF[Threshold])),
        changes=read_advice(Change, table(TABLE_OF[Change])),
        areas=read_advice(AuditArea, table(TABLE_OF[AuditArea])),
        tiers=read_advice(TierEntry, table(TABLE_OF[TierEntry])),
        sides=read_advice(Side, table(TABLE_OF[Side])),
        dates=read_advice(DateRule, table(TABLE_OF[DateRule])),
    )


def this_year() -> int:
    """Return the year in which programs read a file for the next Match, unless somebody says another."""
    return next_match(datetime.now(UTC).date(), advised().dates) - 1


def answered(shortlist: tuple[str, ...]) -> Readiness:
    """Return what was answered; without a target specialty the first of the shortlist is one."""
    record = held_record(Readiness)
    return record if record.specialty or not shortlist else replace(record, specialty=shortlist[0])


@dataclass(frozen=True, slots=True)
class Known:
    """What the data know of a specialty: sentences by area, where a score lies there, and their sources."""

    facts: dict[str, tuple[str, ...]]
    shown: str = ""
    sources: tuple[str, ...] = ()


def _known(specialty: str, profile: Profile) -> Known:
    """Return what the data know of a specialty for somebody."""
    if not specialty:
        return Known({EXAM_AREA: (NO_TARGET,), SPECIALTY_AREA: (NO_TARGET,)})
    group, edition = profile.applicant_group, default_edition(profile.applicant_group)
    known = reference(edition)
    own = compare(profile, known.averages(group, specialty))
    row = next(one for one in own if one.exam == EXAM)
    beyond = replace(known.beyond(group, specialty), often=None)
    has_score = profile.step2_ck is not None
    years = years_of(counts_at("all"), specialty)
    share = f"{group}_pct"
    newest = years.loc[years[share].notna()] if share in years else years
    counts = (newest if len(newest) else years).to_dict("records")[0]
    exam = (
        *exam_facts(row, beyond, group, edition.match_year, SEM_DEFAULT),
        *(national_rise(edition.match_year) if has_score else (NO_SCORE,)),
    )
    sources = (
        *sources_of([row]),
        *beyond.sources((), (EXAM,) * has_score, (EXAM,) * (not has_score)),
        *([str(counts["source_id"])] if isinstance(counts["source_id"], str) else []),
    )
    return Known(
        {
            EXAM_AREA: exam,
            SPECIALTY_AREA: tuple(
                specialty_facts({str(name): cell for name, cell in counts.items()}, beyond, group)
            ),
        },
        row.shown if has_score else "",
        tuple(dict.fromkeys(sources)),
    )


@per_visit
def found_for(record: Readiness, profile: Profile, year: int) -> Found:
    """Return what somebody's answers come to."""
    known, advice = _known(record.specialty, profile), advised()
    found = levels(record, profile.step2_ck, year, advice.bands)
    called = called_areas(record, advice.areas, known.shown)
    facts = gather(record, profile, year, found, called, advice.tiers)
    asked = asked_rules(facts, advice.rules, advice.thresholds)
    tier = label_of(TIERS).get(facts.tier, "")
    return Found(found, called, asked, known.facts, known.sources, tier)


@per_visit
def _readiness_view(record: Readiness, profile: Profile, year: int, dark: bool) -> PageView:
    """Show what somebody's answers come to."""
    found, advice, score = found_for(record, profile, year), advised(), profile.step2_ck
    guides = {guide.guide: guide for guide in advice.guides}
    is_img = profile.applicant_group in IMGS
    story = levels_story(found.levels, record, score, year, guides, is_img=is_img)
    name, slug = SPECIALTY_LABELS.get(record.specialty, ""), record.specialty
    return PageView(
        view_of(levels_chart(found.levels, record, score, year), story, dark=dark),
        "readiness",
        (
            rules_html(found.asked, advice.guides),
            changes_html(found.levels, advice.changes, advice.guides),
            (
                *_NEXT,
                *((Link("specialty.py", name, {"specialty": slug}),) if slug else ()),
            ),
            disagreements_html(advice.sides),
        ),
    )


def show_readiness(asked: ViewRequest) -> PageView:
    """Show the levels of what a visitor answered, the rules that hold, and what can change a level."""
    return _readiness_view(answered(asked.shortlist), asked.profile, this_year(), asked.dark)
