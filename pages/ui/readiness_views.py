"""The page Readiness: levels as a picture, the rules that hold, and what can change a level.

What depends on a visitor's answers is made in their visit only.
"""

from dataclasses import dataclass, field, replace
from datetime import date
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
    FramePlace,
    Guide,
    Rule,
    Side,
    Threshold,
    TierEntry,
)
from pages.ui.address import remembered
from pages.ui.aim_held import DATES_READ, aim_held, dates_of, match_aimed_at
from pages.ui.context import counts_at, national_rise, reference
from pages.ui.html import in_ascii
from pages.ui.page import Link, PageView, ViewRequest
from pages.ui.readiness_html import changes_html, disagreements_html, else_html, rules_html
from pages.ui.records_held import held_record, made_of
from pages.ui.tables import advice_rows
from pages.ui.view import for_everybody, per_visit, view_of
from pages.ui.visit import demonstration, today

EXAM: Final = "step2_ck"
# The frame of what somebody takes stock of first.
_STARTING_POINT: Final = "starting_point"
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
    Read(TABLE_OF[FramePlace]),
    Read("scores", lambda number, tables: number["exam"] == EXAM),
    Read("positions", counts_of_any_year),
    Read("resident_scores", of_ours),
    Read("only_choice", latest_of_our_groups),
    *(
        Read(name, no_number)
        for name in ("resident_quantiles", "director_scores", "director_response", "director_groups")
    ),
    Read(NORMS),
    *DATES_READ,
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
        guides=advice_rows(Guide),
        changes=advice_rows(Change),
        sides=advice_rows(Side),
        kinds=advice_rows(Experience),
        weighing=Weighing(
            bands=advice_rows(Band),
            areas=advice_rows(AuditArea),
            rules=advice_rows(Rule),
            thresholds=advice_rows(Threshold),
            tiers=advice_rows(TierEntry),
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


@for_everybody
def _whatever_is_answered() -> str:
    """Return where the guides disagree, and what they say of readiness that hangs on no answer, as HTML."""
    advice = advised()
    frame = [place for place in advice_rows(FramePlace) if place.frame == _STARTING_POINT]
    return in_ascii(disagreements_html(advice.sides) + else_html(advice.weighing.rules, frame, advice.guides))


@per_visit
def _readiness_view(
    record: Readiness,
    aim: Aim,
    profile: Profile,
    match_year: int,
    sem: float,
    from_log: tuple[str, ...],
    is_invented: bool,
    dark: bool,
) -> PageView:
    """Show what somebody's answers come to."""
    found, _ = found_for(record, aim, profile, match_year, sem)
    advice, score, year = advised(), profile.step2_ck, found.year
    guides = {guide.guide: guide for guide in advice.guides}
    is_img = profile.applicant_group in IMGS
    story = levels_story(
        found.levels, record, score, year, guides, is_img=is_img, is_invented=is_invented, logged=from_log
    )
    return PageView(
        view_of(levels_chart(found.levels, record, score, year), story, dark=dark),
        "readiness",
        (
            rules_html(found.watched, advice.guides)
            + changes_html(found.levels, advice.changes, advice.guides),
        ),
    )


def onward(specialty: str) -> tuple[str | tuple[Link, ...], ...]:
    """Return what stands below the levels whatever was answered: where to go on, what else guides say."""
    to_specialty = Link("specialty.py", SPECIALTY_LABELS.get(specialty, ""), {"specialty": specialty})
    return (*_NEXT, *([to_specialty] if specialty else [])), _whatever_is_answered()


def _read_log(log: ClinicalLog, match_year: int, day: date) -> Logged:
    """Return what a log says of readiness on a day."""
    return read_log_of(log, moment_of(match_year, dates_of(match_year), day), advised().kinds)


def logged_held() -> Logged:
    """Return what the visitor's log says of readiness."""
    log, day = held_record(ClinicalLog), today()
    return made_of("logged", _read_log, log, match_aimed_at(), day) if log.entries else Logged({}, day)


def kept_sem() -> float:
    """Return the error of a score that the visitor chose last, on any page."""
    return float(remembered("sem", f"{SEM_DEFAULT:g}"))


def held_answers() -> Readiness:
    """Return what the visitor answered, with what the log says where nothing was typed."""
    return logged_held().filled(held_record(Readiness))


def show_readiness(asked: ViewRequest) -> PageView:
    """Show the levels of what a visitor answered, the rules that hold, and what can change a level."""
    own, by_log = held_record(Readiness), logged_held()
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
