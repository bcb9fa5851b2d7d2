"""What stands below the levels as HTML: rules that hold, what can change a level, where guides disagree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from analysis.readiness.compute import FactorLevel
from analysis.readiness.rules import Asked
from analysis.readiness.words import FACTORS, GUIDE_NAMES
from analysis.story import text_table
from data.guides import Change, Guide, Rule, Side
from pages.ui.advice import advice_html, advice_table, attribution, say_status, with_links
from pages.ui.html import html_table

# Disagreements of the guides that concern what this page asks.
DISAGREEMENTS: Final = ("risk_tables", "high_factors", "letters", "bridge_roles", "permanent_residents")
_HOLDS: Final = {True: "yes", False: "no", None: "not answered"}


def _held(asked: Asked) -> Rule:
    """Return a rule with what it holds by."""
    because = f" ({asked.because})" if asked.because else ""
    return replace(asked.rule, condition=f"{asked.rule.condition}{because}")


def rules_html(asked: Sequence[Asked], guides: Sequence[Guide]) -> str:
    """Return the rules that hold, each with its author, and all that were looked at."""
    held = [_held(one) for one in asked if one.holds]
    open_ones = sum(one.holds is None for one in asked)
    left = f" {open_ones} more hang on something you have not answered." if open_ones else ""
    lead = (
        f"<p>{len(held)} of the {len(asked)} rules that are looked at hold for what you answered.{left}</p>"
        if held
        else f"<p>None of the {len(asked)} rules that are looked at holds for what you answered.{left}</p>"
    )
    table = advice_table(
        ("When", "Holds"),
        [(one.rule, (one.rule.condition, _HOLDS[one.holds])) for one in asked],
        guides,
        "Rules that are looked at",
    )
    return (
        f"<h2>Rules that hold</h2>{lead}{advice_html(held, guides)}"
        f"<details><summary>Every rule that is looked at</summary>{table}</details>"
    )


def _list(rows: Iterable[Change], kind: str) -> str:
    items = (
        f"<li>{with_links(row.advice)} <small>{escape(row.section)}</small>{_since(row)}</li>" for row in rows
    )
    return f"<{kind}>{''.join(items)}</{kind}>"


def _since(row: Change) -> str:
    said = say_status(row)
    return f'<span class="advice-status">{escape(said)}</span>' if said else ""


def _changes_of(factor: str, changes: Sequence[Change], guides: Iterable[Guide]) -> Iterator[str]:
    """Yield what each guide says changes a factor, the most first, and what it says cannot."""
    yield f"<h3>{escape(FACTORS[factor])}</h3>"
    for guide in guides:
        own = [row for row in changes if (row.guide, row.risk_factor) == (guide.guide, factor)]
        can, cannot = ([row for row in own if row.can_change is which] for which in (True, False))
        name = escape(GUIDE_NAMES[guide.guide])
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
    used = {row.guide for row in changes if row.risk_factor in high}
    lines = "".join(
        f'<p class="advice-by"><b>Advice, not NRMP’s data.</b> “{escape(GUIDE_NAMES[guide.guide])}” is '
        f"{escape(attribution(guide))}</p>"
        for guide in guides
        if guide.guide in used
    )
    blocks = "".join(part for factor in high for part in _changes_of(factor, changes, guides))
    name = "What can change a high level"
    return f'{heading}<section class="advice" aria-label="{name}">{lines}{blocks}</section>'


def disagreements_html(sides: Iterable[Side]) -> str:
    """Return where the guides disagree about what this page asks; both sides stand."""
    rows = [side for side in sides if side.disagreement in DISAGREEMENTS]
    table = html_table(
        text_table(
            {
                "About": (side.label for side in rows),
                "Who": (GUIDE_NAMES[side.guide] if side.guide else "NRMP" for side in rows),
                "Says": (side.advice for side in rows),
            }
        ),
        "Where the guides disagree",
        cards=True,
    )
    return (
        "<details><summary>Where the guides disagree: both sides stand</summary>"
        f'<section class="advice" aria-label="Where the guides disagree">{table}</section></details>'
    )
