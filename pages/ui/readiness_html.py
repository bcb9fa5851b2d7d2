"""What stands below the levels as HTML: rules that hold, what can change a level, where guides disagree."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from analysis.readiness.compute import FactorLevel
from analysis.readiness.rules import WATCHED, Watched
from analysis.readiness.words import FACTORS, held_rule
from analysis.wording import GUIDE_LABELS
from data.guide_terms import FRAMES
from data.guides import Change, FramePlace, Guide, Rule, Side
from data.terms import label_of
from pages.ui.advice import (
    advice_block,
    guides_of,
    row_html,
    rows_html,
    rows_table,
    sides_table,
    titles_html,
)

# Disagreements of the guides that concern what this page asks.
DISAGREEMENTS: Final = (
    *("risk_tables", "high_factors", "letters", "bridge_roles", "permanent_residents"),
    *("graduation_years", "certification_first", "step_2_ck_date"),
)
_HOLDS: Final = {True: "yes", False: "no", None: "not known"}


def _holds_said(watched: Watched) -> str:
    """Return whether a rule holds, in a cell."""
    return watched.left_open or _HOLDS[watched.holds]


def rules_html(watched: Sequence[Watched], guides: Sequence[Guide]) -> str:
    """Return the rules that hold, each with its author, and all that were looked at."""
    held = [held_rule(one) for one in watched if one.holds]
    open_ones = sum(one.holds is None and not one.left_open for one in watched)
    hang = "hangs" if open_ones == 1 else "hang"
    what = "something you have not answered, or that the guide does not say"
    left = f" {open_ones} more {hang} on {what}." if open_ones else ""
    lead = (
        f"<p>{len(held)} of the {len(watched)} rules that are looked at hold for what you answered.{left}</p>"
        if held
        else f"<p>None of the {len(watched)} rules that are looked at holds for what you answered.{left}</p>"
    )
    left_open = [held_rule(one) for one in watched if one.left_open]
    table = rows_table(
        ("When", "What it says", "Holds"),
        [(one.rule, (one.rule.condition, one.rule.advice, _holds_said(one))) for one in watched],
        "Rules that are looked at",
    )
    used = guides_of((one.rule for one in watched), guides)
    block = advice_block(
        "Rules that hold",
        used,
        f"{titles_html(used)}{rows_html(held, guides)}"
        + (f"<h3>Left open by the guide</h3>{rows_html(left_open, guides)}" if left_open else "")
        + f"<details><summary>Every rule that is looked at ({len(watched)})</summary>{table}</details>",
    )
    return f"<h2>Rules that hold</h2>{lead}{block}"


def _list(rows: Iterable[Change], kind: str) -> str:
    return f"<{kind}>{''.join(map(row_html, rows))}</{kind}>"


def _changes_of(factor: str, changes: Sequence[Change], guides: Iterable[Guide]) -> Iterator[str]:
    """Yield what each guide says changes a factor, the most first, and what it says cannot."""
    for guide in guides:
        own = [row for row in changes if (row.guide, row.risk_factor) == (guide.guide, factor)]
        can, cannot = ([row for row in own if row.can_change is which] for which in (True, False))
        name = escape(GUIDE_LABELS[guide.guide])
        if can:
            order = ", the most first" if len(can) > 1 else ""
            yield f"<p><b>{name}</b>, what can change it{order}:</p>{_list(can, 'ol')}"
        if cannot:
            yield f"<p><b>{name}</b>, what cannot:</p>{_list(cannot, 'ul')}"


def changes_html(found: Iterable[FactorLevel], changes: Sequence[Change], guides: Sequence[Guide]) -> str:
    """Return what the guides say can change each factor that is high in either table, and what cannot."""
    high = list(dict.fromkeys(one.factor for one in found if one.status == "high"))
    heading = "<h2>What can change a high level</h2>"
    if not high:
        return (
            f"{heading}<p>No answered factor is high; under one that is, this says what the guides name.</p>"
        )
    used = guides_of((row for row in changes if row.risk_factor in high), guides)
    name = "What can change a high level"
    folds = "".join(
        f"<details><summary>{escape(FACTORS[factor])}</summary>"
        f"{''.join(_changes_of(factor, changes, used))}</details>"
        for factor in high
    )
    return f"{heading}{advice_block(name, used, folds)}"


def disagreements_html(sides: Iterable[Side]) -> str:
    """Return where the guides disagree about what this page asks; both sides stand."""
    table = sides_table(sides, DISAGREEMENTS)
    return (
        "<details><summary>Where the guides disagree: both sides stand</summary>"
        f'<section class="advice" aria-label="Where the guides disagree">{table}</section></details>'
    )


def else_html(rules: Iterable[Rule], frame: Sequence[FramePlace], guides: Sequence[Guide]) -> str:
    """Return what the guides say of readiness that hangs on no answer, folded, and the frame it speaks of."""
    rest = [rule for rule in rules if rule.topic == "readiness" and rule.rule not in WATCHED]
    name = "What else the guides say of readiness"
    table = rows_table(
        ("Place", "What belongs there"),
        [(one, (one.place, one.advice)) for one in frame],
        label_of(FRAMES)[frame[0].frame],
    )
    inner = f"{rows_html(rest, guides)}<h3>{escape(label_of(FRAMES)[frame[0].frame])}</h3>{table}"
    block = advice_block(name, guides_of([*rest, *frame], guides), inner)
    return f"<details><summary>{name} ({len(rest)})</summary>{block}</details>"
