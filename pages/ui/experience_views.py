"""The view of the page Clinical experience: the timeline of a log, and below it the log beside the guides.

A log is somebody's own: what shows it is cached in their visit alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import Final

from analysis.days import say_day
from analysis.experience.advice import TABLES_READ, ExperienceAdvice, experience_advice
from analysis.experience.chart import timeline
from analysis.experience.compute import (
    PATTERN_RULE,
    Asked,
    asked,
    block_months,
    letter_settings,
    recent_months,
    windows,
)
from analysis.experience.continuity import continuity
from analysis.experience.days import Moment, moment_of
from analysis.experience.example import EXAMPLE_SPECIALTY, example_log
from analysis.experience.kinds import lowest_places, openings, weighed_as
from analysis.experience.record import KIND_LABELS, OTHER_STAGE, STAGE_LABELS, VISA_LABELS, ClinicalLog
from analysis.experience.words import (
    amount_said,
    continuity_said,
    counted_said,
    entry_name,
    experience_story,
    hospitals_said,
    missing_said,
    open_said,
    say_older,
    settings_said,
    window_said,
)
from analysis.provenance.uses import Read
from analysis.story import text_table
from analysis.wording import GUIDE_LABELS, capital, listed
from data.guide_terms import FRAMES, STAGES_OF_TRAINING
from data.guides import TABLE_OF, DateRule, Rule
from data.terms import label_of, slugs
from pages.ui.advice import advice_block, guides_of, rows_html, rows_table, sides_table, titles_html
from pages.ui.aim_held import DATES_READ, aim_held, dates_of, match_aimed_at
from pages.ui.html import html_table, in_ascii
from pages.ui.page import PageView, ViewRequest
from pages.ui.records_held import held_record
from pages.ui.tables import tables
from pages.ui.view import for_everybody, per_visit, view_of
from pages.ui.visit import today

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
_TOPICS: Final = frozenset(
    {"experience", "research", "letters", "cv", "story", "personal_statement", "interviews", "money"}
)
_SIDES: Final = frozenset(
    {
        *("us_experience_amount", "recency", "letters", "externships", "observerships", "research_length"),
        "messages",
    }
)
EXPERIENCE_READS: Final = (
    *(Read(name) for name in TABLES_READ),
    Read(TABLE_OF[DateRule]),
    *DATES_READ,
    Read("sources"),
)
# The guide that is about clinical experience.
MAIN: Final = "clinical_experience"
EMPTY_PLACE: Final = "…………"
NOBODY_SAYS: Final = "no guide says"


@for_everybody
def advice() -> ExperienceAdvice:
    """Read the guides' tables, once."""
    return experience_advice(tables(*TABLES_READ))


def moment_for(match_year: int, day: date) -> Moment:
    """Return the days from which a log is seen."""
    return moment_of(match_year, dates_of(match_year), day)


def show_experience(asked_for: ViewRequest) -> PageView:
    """Show the log that this visit holds, or an example while it holds none."""
    specialty, log = aim_held(asked_for.shortlist).specialty, held_record(ClinicalLog)
    return experience_view(log, specialty, match_aimed_at(), today(), asked_for.dark, asked_for.wide)


@per_visit
def experience_view(
    log: ClinicalLog, specialty: str, match_year: int, day: date, dark: bool, wide: bool = False
) -> PageView:
    """Show a log on its timeline, and what it comes to beside the guides."""
    moment, is_example = moment_for(match_year, day), not log.entries
    shown, specialty = (example_log(moment), EXAMPLE_SPECIALTY) if is_example else (log, specialty)
    story = experience_story(shown, specialty, moment, advice(), is_example=is_example)
    chart = view_of(timeline(shown, moment, advice()), story, dark=dark, wide=wide)
    return PageView(chart, "experience")


@per_visit
def beside_html(log: ClinicalLog, specialty: str, match_year: int, day: date) -> str:
    """Return what a log comes to beside the guides: what is missing, how recent it is, how strong."""
    moment = moment_for(match_year, day)
    return in_ascii(f"{missing_html(log, specialty, moment)}{recent_html(log, moment)}{order_html(log)}")


def _rules(names: Iterable[str]) -> tuple[Rule, ...]:
    """Return some rules, in this order."""
    by_name = {rule.rule: rule for rule in advice().rules}
    return tuple(by_name[name] for name in names)


def _said(rule: Rule) -> str:
    """Return what a rule says, with when it applies before it."""
    return f"{capital(rule.condition)}: {rule.advice}" if rule.condition else rule.advice


@for_everybody
def whose_html() -> str:
    """Return whose advice stands on the page, in full, once."""
    guides = advice().guides
    return advice_block("Whose advice this is", guides, titles_html(guides))


def missing_html(log: ClinicalLog, specialty: str, moment: Moment) -> str:
    """Return the numbers that guides name beside the log, and what is missing to them."""
    known = advice()
    found = asked(log, specialty, moment, known.kinds, known.rules, known.thresholds)
    main, others = (
        [one for one in found if (one.rule.guide == MAIN) is is_main] for is_main in (True, False)
    )
    settings = settings_said(letter_settings(log, moment.read_on))
    block = advice_block(
        "What is missing",
        guides_of((one.rule for one in found), known.guides),
        _asked_table(main, specialty, moment, "What one guide names, beside your log")
        + _fold(
            "What the other guides name",
            _asked_table(others, specialty, moment, "What the other guides name, beside your log"),
        ),
    )
    block_said = f"of a block of return only its own {block_months(known.thresholds)} months count"
    return (
        f"<h2>What is missing</h2><p>Counted whatever the date, but {block_said}; what of it is recent "
        f"stands beside it, and more below.</p>{block}{f'<p>{escape(settings)}</p>' if settings else ''}"
    )


def _fold(name: str, inner: str, count: int = 0) -> str:
    """Return something long behind its name, with how much of it there is."""
    many = f" ({count})" if count else ""
    return f"<details><summary>{escape(name)}{many}</summary>{inner}</details>"


def _asked_table(found: Sequence[Asked], specialty: str, moment: Moment, caption: str) -> str:
    """Return numbers of guides as a table; what there is today only while programs have not begun to read.

    What is counted by one rule stands together, and the rule is said once.
    """
    so_far = ["Today"] if moment.is_ahead else []
    by_rule: dict[str, list[Asked]] = {}
    for one in found:
        by_rule.setdefault(one.rule.rule, []).append(one)
    rows = [
        (
            one.rule,
            (
                capital(counted_said(one, specialty)),
                *(amount_said(one, one.so_far) for _ in so_far),
                amount_said(one, one.by_then),
                amount_said(one, one.recent),
                missing_said(one),
                "the same rule" if at else _said(one.rule),
            ),
        )
        for ones in by_rule.values()
        for at, one in enumerate(ones)
    ]
    recent = f"Of it, in the last {recent_months(advice().thresholds)} months"
    heads = ("Counted", *so_far, f"By {say_day(moment.read_on)}", recent, "Missing", "What is named")
    return rows_table(heads, rows, caption)


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
    table = rows_table(("What is recent", "Before programs read", "Your log"), rows, "Recency and continuity")
    used = guides_of((rule for rule, _ in rows), known.guides)
    block = advice_block("Recency and continuity", used, table)
    older = "".join(
        f"<p>{escape(said)}</p>" for said in say_older(log, moment, recent_months(known.thresholds))
    )
    return f"<h2>How recent, and how continuous</h2>{older}{block}"


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
        rows_table(
            ("Kind", "Place", "What the guide says", "Your log"),
            [(one, cells) for one, cells in rows if one.guide == guide],
            f"Order of strength, 1 the strongest: {GUIDE_LABELS[guide]}",
        )
        for guide in last
    )
    settings = hospitals_said(log.entries)
    rules = _rules((*_ORDER_RULES, *_COUNTS_RULES))
    block = advice_block(
        "Order of strength",
        guides_of((*known.kinds, *rules), known.guides),
        _fold("The guides’ orders, with your log in them", orders)
        + _fold("What they say of it", rows_html(rules, known.guides), len(rules)),
    )
    return (
        "<h2>Order of strength</h2><p>Each entry above says its place. A hands-on kind without work on "
        "patients has the place of an observership; volunteering has one in no guide’s order."
        f"{f' {settings}' if settings else ''}</p>{block}"
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
                    open_said(*one.open_to[stage], OTHER_STAGE[stage], GUIDE_LABELS) or NOBODY_SAYS
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
    uses = [use for use in known.uses if visa in {"", use.visa}]
    visas = rows_table(
        ("Visa", "Kind", "What the guide says it is used for"),
        [(use, (VISA_LABELS[use.visa], KIND_LABELS[use.experience_kind], use.advice)) for use in uses],
        "Visas before a residency, as one guide describes them",
    )
    rules = _rules(_OPEN_RULES)
    block = advice_block(
        caption,
        guides_of((*known.kinds, *uses, *rules), known.guides),
        _fold("Each kind: to whom it is open, and on which visas", html_table(matrix, caption, cards=True))
        + (_fold("What each visa is used for", visas) if uses else "")
        + rows_html(rules, known.guides),
    )
    return (
        "<h2>What is open to you</h2><p><b>Information of its date, not legal advice.</b> Rules of visas "
        "change: the embassy or consulate and the hospital’s international office say what holds today.</p>"
        f"{block}"
    )


@for_everybody
def frames_html() -> str:
    """Return the story and the answers as frames with empty places."""
    labels, known, rules = label_of(FRAMES), advice(), _rules(_STORY_RULES)
    places = [one for one in known.places if one.frame in _FRAMES]
    frames = "".join(_fold(labels[frame], _frame_html(frame, labels[frame])) for frame in _FRAMES)
    block = advice_block(
        "Your story, as a frame",
        guides_of((*rules, *places), known.guides),
        f"{_fold('What to tell, and when', rows_html(rules, known.guides), len(rules))}{frames}",
    )
    return (
        "<h2>Your story, as a frame</h2><p>Empty places to fill in with your own words: there is no text to "
        f"copy here.</p>{block}"
    )


def _frame_html(frame: str, label: str) -> str:
    """Return the empty places of one frame, a table for each guide that has it."""
    places = [one for one in advice().places if one.frame == frame]
    return "".join(
        rows_table(
            ("Place", "What belongs there", "Yours"),
            [(one, (one.place, one.advice, EMPTY_PLACE)) for one in places if one.guide == guide],
            f"{label}: {GUIDE_LABELS[guide]}",
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
    block = advice_block(
        "Behind this page",
        known.guides,
        _fold("Where the guides disagree", sides_table(known.sides, _SIDES))
        + _fold("All that the guides say of it", rows_html(rules, known.guides), len(rules)),
    )
    return f"<h2>Behind this page</h2>{block}"
