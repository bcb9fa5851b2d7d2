"""The take-home handout: one person's shortlist as one HTML file that prints on one sheet, front and back.

It holds its styles and pictures, asks for nothing from anywhere, and runs no script. What does not depend
on the person (template, caveats, sources) is prepared once, so that a caseload of thousands is quick.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from markupsafe import Markup

from analysis.beyond.cells import beyond_exam, beyond_row, beyond_years, row_sources
from analysis.caveats import say_sources, standing_caveats
from analysis.charts.description import Row as ChartRow
from analysis.charts.description import number
from analysis.days import say_day
from analysis.demonstration import DEMONSTRATION_BY_SLUG, INVENTED_NOTE
from analysis.era.compute import BRIDGED_EXAM, NO_YEAR, Bridge, build_bridge, context_sentences, say_rise
from analysis.export.handout.advisor_notes import identifier_shown, note_shown, safe_stem
from analysis.export.handout.svg import LEGEND_MARKS, dumbbell_svg, score_is_drawn
from analysis.export.handout.table import (
    NOT_READ,
    Row,
    drawn_exams,
    flags_that_occur,
    table_row,
    usual_span,
)
from analysis.export.handout.text import headline, sentences
from analysis.export.paper.environment import environment
from analysis.export.plan_sheet.log import LogSheet
from analysis.export.plan_sheet.page import SheetRequest, plan_parts
from analysis.profile import NUMBER_FIELDS, NumberField, Profile
from analysis.reference import Reference
from analysis.shortlist.compute import MOST, standings_for
from analysis.standing.chart import averages_chart, with_score
from analysis.standing.comparable import exams_with_averages, say_unmet
from analysis.standing.compute import SEM_DEFAULT, sources_of
from analysis.wording import (
    EXAM_LABELS,
    FEW_MARK,
    GROUP_LABELS,
    GROUP_PLURALS,
    SHORT_LABELS,
    SPECIALTY_LABELS,
    listed,
)
from data.version import DATA_VERSION
from data.vocabulary import TOTAL

# From this many specialties on, a note counting as one, a front with pictures has no room for the notes.
_FRONT_FULL: Final = 4
_TEMPLATE: Final = "page.html"
# More lines than a page has room for; those beyond the box are not shown.
_LINES: Final = Markup("<hr>" * 36)
_CAVEAT_SOURCES: Final = ("usmle_step1_pass_fail", "usmle_norms")

P = ParamSpec("P")
T = TypeVar("T")


def _once(
    prepare: Callable[Concatenate[Reference, P], T],
) -> Callable[Concatenate[Reference, P], T]:
    """Prepare something once for as long as its cohorts are there; those of a visit go with the visit."""
    prepared: WeakKeyDictionary[Reference, dict[object, T]] = WeakKeyDictionary()

    def kept(reference: Reference, /, *about: P.args, **named: P.kwargs) -> T:
        own = prepared.setdefault(reference, {})
        if about not in own:
            own[about] = prepare(reference, *about, **named)
        return own[about]

    return kept


@dataclass(frozen=True, slots=True)
class HandoutRequest:
    """What one handout is about.

    Attributes:
        profile: the person's group and numbers, any of which may be absent.
        specialties: slugs of 1 to 6 specialties, each once, in the order they are to be shown.
        made_on: the date printed on it.
        sem: standard error of measurement of a score, 5-8 points.
        identifier: what an advisor calls an advisee; shown only when given, up to
            `analysis.export.handout.advisor_notes.IDENTIFIER_MOST` characters.
        note: an advisor's note, up to `analysis.export.handout.advisor_notes.NOTE_MOST` characters.
        demonstration: slug of the invented person whose numbers these are; empty for somebody's own. It is
            never guessed from the numbers.
        ck_year: slug of the year that the Step 2 CK score was taken in, for the era bridge.
        unread: name of a number of the profile -> why it is absent although something was given, as a clause
            that shows what.

    Raises:
        ValueError: naming what is wrong with the specialties and what is allowed.
    """

    profile: Profile
    specialties: tuple[str, ...]
    made_on: date
    sem: float = SEM_DEFAULT
    identifier: str = ""
    note: str = ""
    demonstration: str = ""
    ck_year: str = NO_YEAR
    unread: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a shortlist that is too short, too long, unknown or that repeats itself."""
        if not 1 <= len(self.specialties) <= MOST:
            raise ValueError(f"{len(self.specialties)} specialties are given; allowed are 1 to {MOST}.")
        for slug in self.specialties:
            if slug not in SPECIALTY_LABELS or slug == TOTAL:
                raise ValueError(f"specialties hold {slug!r}; allowed are slugs of specialties.")
            if self.specialties.count(slug) > 1:
                raise ValueError(f"specialties hold {slug!r} more than once; allowed is once.")


_ENVIRONMENT: Final = environment(Path(__file__).parent)


def handout_html(
    request: HandoutRequest,
    reference: Reference,
    plan: SheetRequest | None = None,
    log: LogSheet | None = None,
) -> str:
    """Return the handout as one HTML document that needs nothing else.

    What is prepared from the cohorts is kept for the next handout.

    Args:
        request: what it is about.
        reference: the cohorts.
        plan: the person's plan, on two pages more; None where it was not asked for.
        log: their log of clinical experience, on a page of its own; None where it was not asked for.

    Raises:
        ValueError: when `sem` is out of range.
    """
    profile, group = request.profile, request.profile.applicant_group
    rows = standings_for(profile, request.specialties, reference, request.sem)
    known = exams_with_averages(reference.cohorts[group])
    drawn = drawn_exams(profile, known)
    bridge = _bridge(request, reference, drawn)
    pictures = [_picture(rows, exam, profile, request.sem, reference.match_year, bridge) for exam in drawn]
    note, unread = note_shown(request.note), dict(request.unread)
    flags, span = flags_that_occur(rows, drawn), usual_span(rows)
    return _ENVIRONMENT.get_template(_TEMPLATE).render(
        headline=headline(rows, profile, unread),
        demonstration=DEMONSTRATION_BY_SLUG.get(request.demonstration),
        invented_note=INVENTED_NOTE,
        identifier=identifier_shown(request.identifier),
        who=_who(request),
        group=GROUP_PLURALS[group],
        match_year=reference.match_year,
        made_on=say_day(request.made_on),
        sem=f"{request.sem:g}",
        pictures=pictures,
        has_score=profile.has_score,
        line_drawn=any(picture["line"] for picture in pictures),
        context=(
            *say_unmet(profile, known),
            *context_sentences(drawn, _rise(reference), bridge),
        ),
        bridge=bridge,
        unknown=_unknown(profile, drawn),
        has_unmatched=any(not isnan(row.exams[exam].unmatched_mean) for row in rows for exam in drawn),
        has_research=bool(pictures) or any(not isnan(row.context.items_mean) for row in rows),
        few_mark=FEW_MARK,
        marks=LEGEND_MARKS,
        lines=_LINES,
        exam_labels=tuple(EXAM_LABELS.values()),
        span=span,
        rows=[table_row(row, profile, drawn, span, unread) for row in rows],
        beyond=[beyond_row(SHORT_LABELS[row.specialty], row.beyond, profile) for row in rows],
        beyond_exam=EXAM_LABELS[beyond_exam(profile)],
        beyond_years=beyond_years(row.beyond for row in rows),
        sentences=tuple(sentences(rows, profile, reference.match_year, unread)),
        flags=flags,
        flag_slugs={flag.slug for flag in flags},
        caveats=_caveats(reference),
        note=note,
        front_full=bool(pictures) and len(rows) + bool(note.shown) >= _FRONT_FULL,
        sources=_sources(reference, group, drawn, _beyond_sources(rows, profile)),
        data_version=DATA_VERSION,
        plan=plan and plan_parts(plan),
        log=log,
    )


def handout_name(request: HandoutRequest) -> str:
    """Return a file name: match-atlas_handout_us_img_neurology_2026-11-22.html, with no score in it.

    Only a-z, 0-9, - and _ stand before its ending. It names the advisee where one is given; one whose
    identifier holds other characters gets a few digits more, so that no two advisees share a name.
    """
    about = [safe_stem(request.identifier)] if request.identifier.strip() else _anonymous(request)
    return "_".join(["match-atlas_handout", *about, request.made_on.isoformat()]) + ".html"


def _anonymous(request: HandoutRequest) -> list[str]:
    """Return what names a handout without an advisee: the group, and the specialties or how many."""
    first, *others = request.specialties
    return [request.profile.applicant_group, f"{first}-and-{len(others)}-more" if others else first]


def _who(request: HandoutRequest) -> list[tuple[str, str]]:
    """Return who is compared with whom: (term, value) pairs, with words for what was not entered."""
    profile, unread = request.profile, dict(request.unread)
    return [
        ("Applicant group", GROUP_LABELS[profile.applicant_group]),
        *((field.label.removesuffix(" score"), _entered(profile, field, unread)) for field in NUMBER_FIELDS),
    ]


def _entered(profile: Profile, field: NumberField, unread: Collection[str]) -> str:
    """Return one number of the person, or in words why there is none."""
    value = getattr(profile, field.name)
    if value is None:
        return NOT_READ if field.name in unread else "not entered"
    return str(value)


def _bridge(request: HandoutRequest, reference: Reference, drawn: Sequence[str]) -> Bridge | None:
    """Return the era bridge of the person's score, where its exam is drawn."""
    if BRIDGED_EXAM not in drawn:
        return None
    score = request.profile.step2_ck
    return build_bridge(score, request.ck_year, reference.usmle_norms, reference.match_year)


def _picture(
    rows: Sequence[Row], exam: str, profile: Profile, sem: float, match_year: int, bridge: Bridge | None
) -> dict[str, object]:
    """Return one exam's picture with its name."""
    chart = with_score(
        averages_chart(
            [ChartRow(row.label, count=number(row.exams[exam].matched_count)) for row in rows],
            [row.exams[exam] for row in rows],
        ),
        profile.score(exam),
        sem,
        bridge if exam == BRIDGED_EXAM else None,
    )
    label, group = EXAM_LABELS[exam], GROUP_PLURALS[profile.applicant_group]
    title = f"{label} averages of {group} who matched and who did not, {match_year} Match"
    return {"label": label, "svg": dumbbell_svg(exam, title, chart), "line": score_is_drawn(chart)}


def _unknown(profile: Profile, drawn: Sequence[str]) -> str:
    """Name the exams that are not drawn because the source has no averages of the group."""
    labels = [
        label
        for exam, label in EXAM_LABELS.items()
        if exam not in drawn and (profile.score(exam) is not None or not profile.has_score)
    ]
    return listed(labels)


@_once
def _rise(reference: Reference) -> tuple[str, ...]:
    """Say how the national average moved since the year of the averages."""
    return say_rise(reference.usmle_norms, reference.match_year)


@_once
def _caveats(reference: Reference) -> tuple[str, ...]:
    """Return the paragraphs that stand beside every comparison."""
    return standing_caveats(reference.usmle_norms, reference.edition)


def _beyond_sources(rows: Sequence[Row], profile: Profile) -> tuple[str, ...]:
    """Return the sources of residents, directors and choices, each once."""
    return tuple(dict.fromkeys(source for row in rows for source in row_sources(row.beyond, profile)))


@_once
def _sources(reference: Reference, group: str, drawn: tuple[str, ...], beyond: tuple[str, ...]) -> str:
    """Return the sources of every number of a handout as one line."""
    scores = sources_of(row for row in reference.cohorts[group] if row.exam in drawn)
    cited = dict.fromkeys(
        (*scores, *reference.research_sources(group), *reference.share_sources, *_CAVEAT_SOURCES, *beyond)
    )
    return say_sources(reference.sources, cited, in_short=True).removeprefix("Source: ")
