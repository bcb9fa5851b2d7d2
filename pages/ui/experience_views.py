"""The view of the page Clinical experience: the timeline of a log, and below it the log beside the guides.

A log is somebody's own: what shows it is cached in their visit alone.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from html import escape
from typing import Final

from analysis.experience.advice import TABLES_READ, ExperienceAdvice, experience_advice
from analysis.experience.chart import timeline
from analysis.experience.compute import (
    PATTERN_RULE,
    Asked,
    asked,
    continuity,
    dated,
    hands_on_kinds,
    letter_settings,
    lowest_places,
    openings,
    weighed_as,
    windows,
)
from analysis.experience.days import Moment, moment_of
from analysis.experience.example import example_log
from analysis.experience.record import (
    HOSPITALS,
    KIND_LABELS,
    STAGE_LABELS,
    VISA_LABELS,
    ClinicalLog,
)
from analysis.experience.words import (
    amount_said,
    continuity_said,
    counted_said,
    day_said,
    entry_name,
    experience_story,
    missing_said,
    open_said,
    settings_said,
    window_said,
)
from analysis.provenance.uses import Read
from analysis.story import text_table
from analysis.wording import capital, listed
from data.guide_terms import FRAMES, GUIDES, STAGES_OF_TRAINING
from data.guides import Rule
from data.terms import label_of, slugs
from pages.ui.advice import advice_html, advice_table, attribution
from pages.ui.html import html_table
from pages.ui.page import PageView, ViewRequest
from pages.ui.records_held import held_record
from pages.ui.tables import tables
from pages.ui.view import for_everybody, per_visit, view_of

# What stands in the open beside the order of strength, and beside what is open to whom.
_ORDER_RULES: Final = tuple(f"non_clinical_job.experience.{number}" for number in (3, 4, 5))
_COUNTS_RULES: Final = ("clinical_experience.experience.3", "clinical_experience.experience.4")
_OPEN_RULES: Final = (
    "clinical_experience.visas.1",
    "clinical_experience.visas.2",
    "clinical_experience.visas.3",
    "clinical_experience.experience.15",
    "img_guide.visas.2",
)
_STORY_RULES: Final = (
    "clinical_return.story.1",
    "clinical_return.story.3",
    "clinical_return.interviews.1",
    "non_clinical_job.interviews.1",
    "non_clinical_job.interviews.2",
    "non_clinical_job.interviews.3",
)
# The frames of this page, in the order in which they are needed; the others belong to the plan.
_FRAMES: Final = (
    *("account_questions", "account", "gap_answer", "job_answer", "personal_statement"),
    *("letter", "message", "job_entry", "cv_hands_on", "cv_observing"),
)
_OPEN_AT_FIRST: Final = frozenset({"account", "gap_answer"})
_TOPICS: Final = frozenset(
    {"experience", "research", "letters", "cv", "story", "personal_statement", "interviews", "money"}
)
_SIDES: Final = frozenset(
    {"us_experience_amount", "recency", "letters", "externships", "observerships", "research_length"}
)
EXPERIENCE_READS: Final = (*(Read(name) for name in TABLES_READ), Read("sources"))
_GUIDE_LABELS: Final = label_of(GUIDES)
_OTHER: Final = dict(zip(STAGE_LABELS, reversed(STAGE_LABELS.values()), strict=True))
# The guide that is about clinical experience.
MAIN: Final = "clinical_experience"
EMPTY_PLACE: Final = "…………"
NOBODY_SAYS: Final = "no guide says"


def today() -> date:
    """Return the day that it is."""
    return datetime.now(UTC).date()


@for_everybody
def advice() -> ExperienceAdvice:
    """Read the guides' tables, once."""
    return experience_advice(tables(*TABLES_READ))


def moment_for(log: ClinicalLog, day: date) -> Moment:
    """Return the days from which a log is seen."""
    return moment_of(log.match_year, advice().dates, day)


def show_experience(asked_for: ViewRequest) -> PageView:
    """Show the log that this visit holds, or an example while it holds none."""
    return experience_view(held_record(ClinicalLog), today(), asked_for.dark, asked_for.wide)


@per_visit
def experience_view(log: ClinicalLog, day: date, dark: bool, wide: bool = False) -> PageView:
    """Show a log on its timeline, and what it comes to beside the guides."""
    moment, is_example = moment_for(log, day), not log.entries
    shown = example_log(moment) if is_example else log
    story = experience_story(shown, moment, advice(), is_example=is_example)
    chart = view_of(timeline(shown, moment, advice()), story, dark=dark, wide=wide)
    return PageView(chart, "experience")


@per_visit
def beside_html(log: ClinicalLog, day: date) -> str:
    """Return what a log comes to beside the guides: what is missing, how recent it is, how strong."""
    moment = moment_for(log, day)
    return f"{missing_html(log, moment)}{recent_html(log, moment)}{order_html(log)}"


def _rules(names: Iterable[str]) -> tuple[Rule, ...]:
    """Return some rules, in this order."""
    by_name = {rule.rule: rule for rule in advice().rules}
    return tuple(by_name[name] for name in names)


def _said(rule: Rule) -> str:
    """Return what a rule says, with when it applies before it."""
    return f"{capital(rule.condition)}: {rule.advice}" if rule.condition else rule.advice


def missing_html(log: ClinicalLog, moment: Moment) -> str:
    """Return the numbers that guides name beside the log, and what is missing to them."""
    known = advice()
    found = asked(log, moment, known.kinds, known.rules, known.thresholds)
    main, others = (
        [one for one in found if (one.rule.guide == MAIN) is is_main] for is_main in (True, False)
    )
    settings = settings_said(letter_settings(log, moment.read_on))
    table = _asked_table(main, log, moment, "What one guide names, beside your log")
    return (
        f"<h2>What is missing</h2>{table}{f'<p>{escape(settings)}</p>' if settings else ''}"
        "<details><summary>What the other guides name</summary>"
        f"{_asked_table(others, log, moment, 'What the other guides name, beside your log')}</details>"
    )


def _asked_table(found: Sequence[Asked], log: ClinicalLog, moment: Moment, caption: str) -> str:
    """Return numbers of guides as a table; what there is today only while programs have not begun to read."""
    so_far = ["Today"] if moment.is_ahead else []
    rows = [
        (
            one.rule,
            (
                _said(one.rule),
                counted_said(one, log.specialty),
                *(amount_said(one, one.so_far) for _ in so_far),
                amount_said(one, one.by_then),
                missing_said(one),
            ),
        )
        for one in found
    ]
    heads = ("What is named", "Counted", *so_far, f"By {day_said(moment.read_on)}", "Missing")
    return advice_table(heads, rows, advice().guides, caption)


def recent_html(log: ClinicalLog, moment: Moment) -> str:
    """Return what each guide calls recent or a pattern, and how the log lies in it."""
    known = advice()
    rows = [
        (
            one.rule,
            (
                _said(one.rule),
                f"{one.shorter} to {one.longer} months",
                "; ".join(
                    continuity_said(continuity(log, moment, months)) for months in (one.shorter, one.longer)
                )
                if one.rule.rule == PATTERN_RULE
                else window_said(one),
            ),
        )
        for one in windows(log, moment, known.rules, known.thresholds)
    ]
    table = advice_table(
        ("What is recent", "Before programs read", "Your log"), rows, known.guides, "Recency and continuity"
    )
    return f"<h2>How recent, and how continuous</h2>{table}"


def order_html(log: ClinicalLog) -> str:
    """Return each guide's order of strength with the entries of the log in their places."""
    known = advice()
    named: dict[str, list[str]] = {}
    for entry in log.entries:
        named.setdefault(weighed_as(entry, known.kinds), []).append(entry_name(entry))
    last = lowest_places(known.kinds)
    rows = [
        (
            one,
            (
                KIND_LABELS[one.experience_kind],
                f"{one.strength_order} of {last[one.guide]}",
                one.advice,
                listed(named.get(one.experience_kind, [])) or "none in the log",
            ),
        )
        for one in known.kinds
    ]
    orders = "".join(
        advice_table(
            ("Kind", "Place", "What the guide says", "Your log"),
            [(one, cells) for one, cells in rows if one.guide == guide],
            known.guides,
            f"Order of strength, 1 the strongest: {_GUIDE_LABELS[guide]}",
        )
        for guide in last
    )
    placed = [entry for entry in log.entries if entry.setting]
    hospitals = sum(entry.setting in HOSPITALS for entry in placed)
    settings = f" In a hospital: {hospitals} of {len(placed)} entries with a setting." if placed else ""
    return (
        "<h2>Order of strength</h2><p>Each entry above says its place. A hands-on kind without work on "
        "patients has the place of an observership; volunteering has one in no guide’s order."
        f"{settings}</p><details><summary>The guides’ orders, with your log in them</summary>{orders}"
        f"{advice_html(_rules((*_ORDER_RULES, *_COUNTS_RULES)), known.guides)}</details>"
    )


@for_everybody
def open_html(stage: str, visa: str) -> str:
    """Return which kinds are open to whom, and what a visa is used for, by the guides that say so.

    Args:
        stage: of training; empty for each.
        visa: slug; empty for each.
    """
    known = advice()
    stages, found = [stage] if stage else slugs(STAGES_OF_TRAINING), openings(known.kinds, known.uses)
    matrix = text_table(
        {
            "Kind": [KIND_LABELS[one.kind] for one in found],
            **{
                f"Open to {STAGE_LABELS[stage]}": [
                    open_said(*one.open_to[stage], _OTHER[stage], _GUIDE_LABELS) or NOBODY_SAYS
                    for one in found
                ]
                for stage in stages
            },
            "Visas that a guide names": [
                "; ".join(dict.fromkeys(VISA_LABELS[use.visa] for use in one.visas)) or NOBODY_SAYS
                for one in found
            ],
        }
    )
    caption = "Kinds of experience, to whom they are open, and on which visas"
    of_kinds = {one.guide for one in known.kinds}
    by = "".join(
        f'<p class="advice-by">{escape(attribution(guide))}</p>'
        for guide in known.guides
        if guide.guide in of_kinds
    )
    uses = [use for use in known.uses if visa in {"", use.visa}]
    visas = advice_table(
        ("Visa", "Kind", "What the guide says it is used for"),
        [(use, (VISA_LABELS[use.visa], KIND_LABELS[use.experience_kind], use.advice)) for use in uses],
        known.guides,
        "Visas before a residency, as one guide describes them",
    )
    return (
        "<h2>What is open to you</h2><p><b>Information of its date, not legal advice.</b> Rules of visas "
        "change: the embassy or consulate and the hospital’s international office say what holds today.</p>"
        f'<section class="advice" aria-label="{escape(caption)}"><p class="advice-by"><b>Advice, not NRMP’s '
        f"data.</b></p>{by}{html_table(matrix, caption, cards=True)}</section>{visas}"
        f"{advice_html(_rules(_OPEN_RULES), known.guides)}"
    )


@for_everybody
def frames_html() -> str:
    """Return the story and the answers as frames with empty places."""
    labels = label_of(FRAMES)
    return (
        "<h2>Your story, as a frame</h2><p>Empty places to fill in with your own words: there is no text to "
        f"copy here.</p>{advice_html(_rules(_STORY_RULES), advice().guides)}"
        + "".join(
            f"<details{' open' if frame in _OPEN_AT_FIRST else ''}><summary>{escape(labels[frame])}</summary>"
            f"{_frame_html(frame, labels[frame])}</details>"
            for frame in _FRAMES
        )
    )


def _frame_html(frame: str, label: str) -> str:
    """Return the empty places of one frame, a table for each guide that has it."""
    places = [one for one in advice().places if one.frame == frame]
    return "".join(
        advice_table(
            ("Place", "What belongs there", "Yours"),
            [(one, (one.place, one.advice, EMPTY_PLACE)) for one in places if one.guide == guide],
            advice().guides,
            f"{label}: {_GUIDE_LABELS[guide]}",
        )
        for guide in dict.fromkeys(one.guide for one in places)
    )


@for_everybody
def everything_html() -> str:
    """Return all that the guides say of experience, letters and the story, and where they disagree."""
    known = advice()
    rules = [
        rule
        for rule in known.rules
        if rule.topic in _TOPICS
        or (rule.guide == "clinical_experience" and rule.topic in {"visas", "specialties"})
    ]
    sides = [one for one in known.sides if one.disagreement in _SIDES]
    disagreements = html_table(
        text_table(
            {
                "About": [one.label for one in sides],
                "Guide": [_GUIDE_LABELS.get(one.guide or "", "NRMP") for one in sides],
                "Says": [one.advice for one in sides],
            }
        ),
        "Where the guides disagree",
        cards=True,
    )
    return (
        "<h2>Behind this page</h2><details><summary>Where the guides disagree</summary>"
        f'<section class="advice" aria-label="Where the guides disagree">{disagreements}</section></details>'
        f"<details><summary>All that the guides say of it ({len(rules)})</summary>"
        f"{advice_html(rules, known.guides)}</details>"
    )


def hands_on() -> frozenset[str]:
    """Return the kinds that the guides call hands-on."""
    return hands_on_kinds(advice().kinds)


def in_order(log: ClinicalLog) -> Sequence[int]:
    """Return the places of all entries: those of a known time first, the latest on top, as in a CV."""
    known = [one.place for one in reversed(dated(log))]
    return [*known, *(place for place in range(len(log.entries)) if place not in known)]
