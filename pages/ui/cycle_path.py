"""The visitor's way: a mark for each step, what each step requires, and two visas side by side."""

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from analysis.cycle.compute import ENDED_EVENT
from analysis.cycle.conflicts import implied_by, needs_of
from analysis.cycle.record import FIRST_DAY, LAST_DAY, MARKS, WAY, CycleRecord, StepMark, WayStep, marked
from analysis.cycle.way_words import notes_of, say_requires, say_way, way_table
from analysis.days import say_day
from data.guide_terms import REQUIREMENTS, VISA_FACETS, VISAS
from data.guides import Requirement, VisaFacet
from data.terms import label_of
from pages.ui.advice import advice_block, advice_html, advice_table, rows_html, rows_table, sides_html
from pages.ui.aim_held import dates_of, match_aimed_at
from pages.ui.aim_inputs import MATCH_WIDTH, aim_shows, ask_aim
from pages.ui.cycle_views import conflicts_of, cycle_advice
from pages.ui.html import html_list, html_table
from pages.ui.next_steps import (
    entered,
    held_record,
    input_key,
    keep_record,
    keeping_shows,
    save_and_load,
    say_whose,
)
from pages.ui.page import ViewRequest
from pages.ui.parts import BELOW_PART, is_drawn
from pages.ui.records_held import made_of, times_replaced
from pages.ui.show import Beside
from pages.ui.tables import table
from pages.ui.view import for_everybody
from pages.ui.visit import demonstration, today

_MARKS: Final = label_of(MARKS)
# The step that Step 2 CS stood behind.
_BEFORE_ENDED: Final = "step_2_ck"
_VISAS: Final = ("j1", "h1b")
_DISAGREEMENTS: Final = ("permanent_residents", "certification_first", "step_2_ck_date")
_ABOUT: Final = frozenset({"definitions", "certification", "exams"})


def _keep_mark(step: str) -> None:
    record = held_record(CycleRecord)
    mark = entered(f"way_{step}") or "open"
    day = record.mark_of(step).planned_on if mark == "planned" else None
    keep_record(marked(record, StepMark(step, mark, day)))


def _keep_day(step: str) -> None:
    keep_record(marked(held_record(CycleRecord), StepMark(step, "planned", entered(f"way_day_{step}"))))


def _pick_cycle(asked: ViewRequest) -> None:
    """Draw the choice of a match year."""
    say_whose()
    ask_aim("match_year", "cycle", MATCH_WIDTH)


def _pick_shows(asked: ViewRequest) -> object:
    """Return all that this depends on but for what is chosen there."""
    return aim_shows("cycle"), demonstration(), keeping_shows()


PICK_CYCLE: Final = Beside(_pick_cycle, _pick_shows)


@dataclass(frozen=True, slots=True)
class _Way:
    """What is said of a way: at its head, and by step what it requires and what speaks against it."""

    head: str
    requires: dict[str, str]
    notes: dict[str, list[str]]


def _way_of(record: CycleRecord, match_year: int, on_day: date) -> _Way:
    """Return what is said of a way to a Match on a day."""
    advice = cycle_advice()
    needs = needs_of(advice.requirements, dates_of(match_year))
    found = conflicts_of(record, match_year)
    implied = implied_by(record, needs)
    requires = {
        step: say_requires([record.mark_of(one) for one in of], implied) for step, of in needs.items()
    }
    notes = notes_of(record, found, dates_of(match_year), match_year, on_day, advice.report)
    # The choosers are not printed; what they hold is.
    printed = html_table(way_table(record, requires), "Your way")
    head = f'<h2>Your way</h2><p>{escape(say_way(record, implied))}</p><div class="on-paper">{printed}</div>'
    return _Way(head, requires, notes)


def _way() -> _Way:
    """Return what is said of the visitor's way."""
    return made_of("way", _way_of, held_record(CycleRecord), match_aimed_at(), today())


def _draw_step(step: WayStep) -> None:
    """Draw one step of the visitor's way, and below Step 2 CK the exam that ended."""
    mark = held_record(CycleRecord).mark_of(step.slug)
    with st.container(key=f"step_{step.slug}", gap=None):
        _show_step(step, mark, _way().requires[step.slug])
        if mark.mark == "planned" or is_drawn(_notes_key(step)):
            # Another Match changes what is said against a day, and not the inputs above.
            notes = Beside(lambda asked: _show_notes(step), lambda asked: _way().notes[step.slug])
            notes.show(_notes_key(step))
        else:
            _show_notes(step)
    if step.slug == _BEFORE_ENDED:
        st.html(_ended())


def _step_shows(step: WayStep) -> object:
    """Return all that a step depends on, but for notes in a part of their own."""
    way, mark = _way(), held_record(CycleRecord).mark_of(step.slug)
    notes = None if is_drawn(_notes_key(step)) else way.notes[step.slug]
    return mark, way.requires[step.slug], notes, times_replaced()


def _notes_key(step: WayStep) -> str:
    """Return the key of the part with the notes of a step."""
    return f"{BELOW_PART}_notes_{step.slug}"


def _show_notes(step: WayStep) -> None:
    """Draw what is to be said of a step, and of its day."""
    if notes := _way().notes[step.slug]:
        st.html("".join(f'<p class="note">{escape(note)}</p>' for note in notes))


def _part_of(step: WayStep) -> Beside:
    """Return the part of a step, which is not drawn again while others change."""
    return Beside(lambda asked: _draw_step(step), lambda asked: _step_shows(step))


def _guides_and_keep(asked: ViewRequest) -> None:
    """Draw what the guide says of the way, the visas, and what saves it all."""
    st.html(_guide_html())
    st.html(_visas_html())
    save_and_load()


# The visitor's way, step by step, and what stands below it.
WAY_PARTS: Final = (
    Beside(lambda asked: st.html(_way().head), lambda asked: _way().head),
    *map(_part_of, WAY),
    Beside(_guides_and_keep, lambda asked: keeping_shows()),
)


def _show_step(step: WayStep, mark: StepMark, requires: str) -> None:
    """Draw one step: its mark, its day where it is planned, and what it requires."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.segmented_control(
            step.label,
            list(_MARKS),
            format_func=_MARKS.__getitem__,
            key=input_key(f"way_{step.slug}", mark.mark),
            required=True,
            on_change=_keep_mark,
            args=(step.slug,),
        )
        if mark.mark == "planned":
            st.date_input(
                f"{step.label}: planned on",
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                format="YYYY-MM-DD",
                width=200,
                key=input_key(f"way_day_{step.slug}", mark.planned_on),
                on_change=_keep_day,
                args=(step.slug,),
            )
    if said := " ".join(filter(None, (step.about, requires))):
        st.caption(said)


@for_everybody
def _ended() -> str:
    """Say that an exam ended, and where that was read."""
    advice, events = cycle_advice(), table("policy_events")
    (row,) = events.loc[events["event"] == ENDED_EVENT].astype("str").to_dict("records")
    ended_on = advice.events[ENDED_EVENT]
    return (
        f'<p class="note"><b>{escape(row["label"])}, {say_day(ended_on)}.</b> '
        f'{escape(row["description"])} <a href="{escape(row["url"])}" target="_blank" '
        f'rel="noopener noreferrer">Read at {escape(urlsplit(row["url"]).netloc)}</a> (trust grade '
        f"{escape(row['trust_grade'])}).</p>"
    )


@for_everybody
def _guide_html() -> str:
    """Return the guide's own table of what is required, and its rules on certification and exams."""
    advice = cycle_advice()
    steps, tick = label_of(REQUIREMENTS), {True: "yes", False: "–"}

    def cells(row: Requirement) -> tuple[str, ...]:
        marks = (row.needs_id, row.needs_passing_scores, row.needs_certificate)
        return (steps[row.requirement], *(tick[one] for one in marks))

    required = advice_table(
        ("To …", "USMLE/ECFMG number", "Passed exams", "ECFMG certificate"),
        [(row, cells(row)) for row in advice.requirements],
        advice.guides,
        "What each step requires",
    )
    rules = advice_html((rule for rule in advice.rules if rule.topic in _ABOUT), advice.guides)
    guides = {guide.guide: guide for guide in advice.guides}
    sides = "".join(sides_html(advice.sides, guides, name) for name in _DISAGREEMENTS)
    return (
        f"<h2>What the guides say</h2>{required}"
        "<details><summary>Every rule on certification and exams, and who is an IMG</summary>"
        f"{rules}{sides}</details>"
    )


@for_everybody
def _visas_html() -> str:
    """Return the two visas of residency side by side, the guide's own caution first."""
    advice, facets = cycle_advice(), label_of(VISA_FACETS)
    by_facet: dict[str, dict[str, VisaFacet]] = {}
    for row in advice.visas:
        by_facet.setdefault(row.visa_facet, {})[row.visa] = row
    rows = []
    for facet, both in by_facet.items():
        # The row that says what no longer stands, if one does not.
        said = next((one for one in both.values() if one.advice_status != "current"), None)
        texts = (both[visa].advice if visa in both else "–" for visa in _VISAS)
        rows.append((said or next(iter(both.values())), (facets[facet], *texts)))
    heads = label_of(VISAS)
    name = "J-1 and H-1B for residency"
    side_by_side = rows_table(("", *(heads[visa] for visa in _VISAS)), rows, name)
    of_guide = (rule for rule in advice.rules if rule.topic == "visas" and rule.guide == advice.guide.guide)
    caution = sorted(of_guide, key=lambda rule: rule.rule_kind != "caution")
    left = html_list(
        f"{one.left_out}: {one.reason}"
        for one in advice.left_out
        if one.section == "Visas" and one.guide == advice.guide.guide
    )
    return (
        "<h2>J-1 and H-1B</h2><p>Dated information of one guide, not legal advice.</p>"
        f"{advice_block(name, [advice.guide], rows_html(caution, advice.guides) + side_by_side)}<details>"
        f"<summary>What the guide says of visas and is left out here</summary>{left}</details>"
    )
