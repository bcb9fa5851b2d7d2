"""The page Readiness: levels as a picture, the rules that hold, what can change a level, and the self-audit.

What depends on a visitor's answers is made in their visit only.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Final

from analysis.counts.compute import years_of
from analysis.experience.days import moment_of
from analysis.experience.record import ClinicalLog
from analysis.next_steps.aim import Aim
from analysis.profile import Profile
from analysis.provenance.uses import Read, counts_of_any_year, no_number, of_ours
from analysis.provenance.uses_of_choices import latest_of_our_groups
from analysis.readiness.audit import EXAM_AREA, SPECIALTY_AREA
from analysis.readiness.audit_words import NO_SCORE, NO_TARGET, exam_facts, specialty_facts
from analysis.readiness.chart import levels_chart
from analysis.readiness.found import Found, Weighing, readiness_of
from analysis.readiness.from_log import Logged, read_log_of
from analysis.readiness.record import Readiness
from analysis.readiness.rules import IMGS
from analysis.readiness.words import levels_story, say_logged
from analysis.standing.compute import SEM_DEFAULT, compare, sources_of
from analysis.wording import SPECIALTY_LABELS
from data.editions import default_edition
from data.guides import (
    TABLE_OF,
    AuditArea,
    Band,
    Change,
    DateRule,
    Experience,
    Guide,
    Rule,
    Side,
    Threshold,
    TierEntry,
    read_advice,
)
from pages.ui.address import remembered
from pages.ui.aim_held import aim_held, date_rules, match_aimed_at
from pages.ui.context import counts_at, national_rise, reference
from pages.ui.page import Link, PageView, ViewRequest
from pages.ui.readiness_html import changes_html, disagreements_html, rules_html
from pages.ui.records_held import held_record, made_of
from pages.ui.tables import table
from pages.ui.view import for_everybody, per_visit, view_of
from pages.ui.visit import demonstration

EXAM: Final = "step2_ck"
# Where the national averages by year stand.
NORMS: Final = "usmle_norms"
# Where what can change a level is logged and planned.
_NEXT: Final = (Link("clinical_experience.py"), Link("next_plan.py"))
ADVISED_READS: Final = tuple(
    Read(TABLE_OF[kind])
    for kind in (Guide, Band, Rule, Threshold, Change, AuditArea, TierEntry, Side, DateRule, Experience)
)
READINESS_READS: Final = (
    *ADVISED_READS,
    Read("scores", lambda number, tables: number["exam"] == EXAM),
    Read("positions", counts_of_any_year),
    Read("resident_scores", of_ours),
    Read("only_choice", latest_of_our_groups),
    *(
        Read(name, no_number)
        for name in ("resident_quantiles", "director_scores", "director_response", "director_groups")
    ),
    Read(NORMS),
    Read("sources"),
)


@dataclass(frozen=True, slots=True)
class Advised:
    """What the guides' tables say that the page shows or goes by."""

    guides: tuple[Guide, ...]
    changes: tuple[Change, ...]
    sides: tuple[Side, ...]
    kinds: tuple[Experience, ...]
    weighing: Weighing


@for_everybody
def advised() -> Advised:
    """Read what the guides' tables say."""
    return Advised(
        guides=read_advice(Guide, table(TABLE_OF[Guide])),
        changes=read_advice(Change, table(TABLE_OF[Change])),
        sides=read_advice(Side, table(TABLE_OF[Side])),
        kinds=read_advice(Experience, table(TABLE_OF[Experience])),
        weighing=Weighing(
            bands=read_advice(Band, table(TABLE_OF[Band])),
            areas=read_advice(AuditArea, table(TABLE_OF[AuditArea])),
            rules=read_advice(Rule, table(TABLE_OF[Rule])),
            thresholds=read_advice(Threshold, table(TABLE_OF[Threshold])),
            tiers=read_advice(TierEntry, table(TABLE_OF[TierEntry])),
        ),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What the data know of a specialty: sentences, and their sources, by area of the self-audit."""

    facts: dict[str, tuple[str, ...]]
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _known(specialty: str, profile: Profile, sem: float) -> Known:
    """Return what the data know of a specialty for somebody."""
    if not specialty:
        return Known({EXAM_AREA: (NO_TARGET,), SPECIALTY_AREA: (NO_TARGET,)})
    group, edition = profile.applicant_group, default_edition(profile.applicant_group)
    known = reference(edition)
    own = compare(profile, known.averages(group, specialty), sem)
    row = next(one for one in own if one.exam == EXAM)
    beyond = replace(known.beyond(group, specialty), often=None)
    has_score = profile.step2_ck is not None
    years = years_of(counts_at("all"), specialty)
    share = f"{group}_pct"
    newest = years.loc[years[share].notna()] if share in years else years
    counts = (newest if len(newest) else years).to_dict("records")[0]
    exam = (
        *exam_facts(row, beyond, group, edition.match_year, sem),
        *(national_rise(edition.match_year) if has_score else (NO_SCORE,)),
    )
    residents = replace(beyond, only_choice=None).sources((), (EXAM,) * has_score, (EXAM,) * (not has_score))
    places = [str(counts["source_id"])] if isinstance(counts["source_id"], str) else []
    return Known(
        {
            EXAM_AREA: exam,
            SPECIALTY_AREA: tuple(
                specialty_facts({str(name): cell for name, cell in counts.items()}, beyond, group)
            ),
        },
        {
            EXAM_AREA: (*sources_of([row]), *residents, *(NORMS,) * has_score),
            SPECIALTY_AREA: (*places, *beyond.sources((), ())),
        },
    )


@per_visit
def found_for(
    record: Readiness, aim: Aim, profile: Profile, match_year: int, sem: float
) -> tuple[Found, Known]:
    """Return what somebody's answers come to, and what the data know of the specialty they apply for."""
    known = _known(aim.specialty, profile, sem)
    return readiness_of(record, aim, profile, match_year, advised().weighing), known


@per_visit
def _readiness_view(
    record: Readiness,
    aim: Aim,
    profile: Profile,
    match_year: int,
    sem: float,
    logged: tuple[str, ...],
    is_invented: bool,
    dark: bool,
) -> PageView:
    """Show what somebody's answers come to."""
    found, _ = found_for(record, aim, profile, match_year, sem)
    advice, score, year = advised(), profile.step2_ck, found.year
    guides = {guide.guide: guide for guide in advice.guides}
    is_img = profile.applicant_group in IMGS
    story = levels_story(
        found.levels, record, score, year, guides, is_img=is_img, is_invented=is_invented, logged=logged
    )
    name, slug = SPECIALTY_LABELS.get(aim.specialty, ""), aim.specialty
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


def _logged(log: ClinicalLog, match_year: int, day: date) -> Logged:
    """Return what a log says of readiness on a day."""
    return read_log_of(log, moment_of(match_year, date_rules(), day), advised().kinds)


def logged() -> Logged:
    """Return what the visitor's log says of readiness."""
    log, day = held_record(ClinicalLog), datetime.now(UTC).date()
    return made_of("logged", _logged, log, match_aimed_at(), day) if log.entries else Logged({}, day)


def kept_sem() -> float:
    """Return the error of a score that the visitor chose last, on any page."""
    return float(remembered("sem", f"{SEM_DEFAULT:g}"))


def held_answers() -> Readiness:
    """Return what the visitor answered, with what the log says where nothing was typed."""
    return logged().filled(held_record(Readiness))


def show_readiness(asked: ViewRequest) -> PageView:
    """Show the levels of what a visitor answered, the rules that hold, and what can change a level."""
    own, by_log = held_record(Readiness), logged()
    return _readiness_view(
        by_log.filled(own),
        aim_held(asked.shortlist),
        asked.profile,
        match_aimed_at(),
        kept_sem(),
        say_logged(by_log, own),
        demonstration() is not None,
        asked.dark,
    )
