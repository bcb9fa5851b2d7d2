"""A session plan: views in the order an advisor will show them, each with a note, and the file that keeps it.

A plan holds choices and notes. It holds no scores: whose numbers a view shows is decided when it is shown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from analysis.wording import quoted

FORMAT: Final = "match-atlas-session-plan"
FORMAT_VERSION: Final = 1
VIEWS_MOST: Final = 40
NOTE_MOST: Final = 2000
VALUE_MOST: Final = 400


@dataclass(frozen=True, slots=True)
class PlanView:
    """One view of a plan.

    Attributes:
        page: url path of the page.
        selections: (address parameter, value) pairs, as they stand in the address of the page.
        note: the advisor's note, for the advisor and for the speaker notes of the slides.
    """

    page: str
    selections: tuple[tuple[str, str], ...] = ()
    note: str = ""


Plan = tuple[PlanView, ...]


class PlanError(ValueError):
    """A plan cannot be read; the message is a sentence that a visitor may read."""


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan out of a file, and one sentence for every part that was left out or changed."""

    plan: Plan
    problems: tuple[str, ...]


def moved(plan: Plan, at: int, by: int) -> Plan:
    """Return the plan with the view `at` moved by some places, as far as there are places."""
    to = min(max(at + by, 0), len(plan) - 1)
    rest = [*plan[:at], *plan[at + 1 :]]
    return (*rest[:to], plan[at], *rest[to:])


def without(plan: Plan, at: int) -> Plan:
    """Return the plan without the view `at`."""
    return (*plan[:at], *plan[at + 1 :])


def noted(plan: Plan, at: int, note: str) -> Plan:
    """Return the plan with another note at the view `at`, cut to `NOTE_MOST` characters."""
    return (*plan[:at], replace(plan[at], note=note[:NOTE_MOST]), *plan[at + 1 :])


def plan_content(plan: Plan) -> dict[str, Any]:
    """Return a plan as what its file holds: format, version, and the views in order."""
    views = [{"page": view.page, "selections": dict(view.selections), "note": view.note} for view in plan]
    return {"format": FORMAT, "version": FORMAT_VERSION, "views": views}


def plan_bytes(plan: Plan) -> bytes:
    """Return a plan as a JSON file that people can read."""
    return (json.dumps(plan_content(plan), ensure_ascii=False, indent=2) + "\n").encode()


def read_plan(content: bytes, pages: Mapping[str, frozenset[str]]) -> LoadedPlan:
    """Read a plan out of a file; what cannot be used is left out and said.

    Args:
        content: the file.
        pages: url path of every page that has a view -> the address parameters it knows.

    Returns:
        The views that can be shown, in the order of the file, and the problems.

    Raises:
        PlanError: the file holds no plan.
    """
    views, problems = _views_of(content), []
    if len(views) > VIEWS_MOST:
        problems.append(f"The file has {len(views)} views; the first {VIEWS_MOST} were read.")
    found = []
    for place, view in enumerate(views[:VIEWS_MOST], start=1):
        page = view.get("page") if isinstance(view, dict) else view
        if not isinstance(view, dict) or not isinstance(page, str) or page not in pages:
            problems.append(
                f"View {place} was left out: its page is {_named(page)}, and allowed are: "
                f"{', '.join(name or 'overview (written as empty text)' for name in pages)}."
            )
            continue
        selections, dropped = _selections(view.get("selections"), pages[page])
        if dropped:
            problems.append(f"View {place}: {quoted(dropped)} cannot be used there and was left out.")
        note, problem = _note(view.get("note"))
        if problem:
            problems.append(f"View {place}: {problem}")
        found.append(PlanView(page, selections, note))
    return LoadedPlan(tuple(found), tuple(problems))


def _named(value: object) -> str:
    """Return a value of a file for a sentence; a list or an object, which may be without end, by its kind."""
    if isinstance(value, (dict, list)):
        return "a list" if isinstance(value, list) else "an object"
    return quoted([value])


def _note(value: object) -> tuple[str, str]:
    """Return the usable note of one view, and a sentence about the rest, empty when there is none."""
    if value is not None and not isinstance(value, str):
        return "", "its note is no text and was left out."
    note = value or ""
    problem = f"its note was cut to {NOTE_MOST:,} characters." if len(note) > NOTE_MOST else ""
    return note[:NOTE_MOST], problem


def _views_of(content: bytes) -> list[Any]:
    """Return the views of a file, unchecked.

    Raises:
        PlanError: the file holds no plan.
    """
    allowed = "allowed is a session plan that this app saved (a .json file)"
    try:
        plan = json.loads(content.decode("utf-8-sig"))
        # JSON can spell out half a character, which no file and no page can hold.
        json.dumps(plan, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise PlanError(f"The file is no session plan: it is not JSON text; {allowed}.") from None
    if not isinstance(plan, dict) or plan.get("format") != FORMAT or not isinstance(plan.get("views"), list):
        raise PlanError(f"The file is no session plan: it has no list of views; {allowed}.")
    if plan.get("version") != FORMAT_VERSION:
        raise PlanError(
            f"The plan has the version {_named(plan.get('version'))}; this app reads {FORMAT_VERSION}."
        )
    return list(plan["views"])


def _selections(value: object, known: frozenset[str]) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """Return the usable selections of one view, and the names of those left out."""
    if not isinstance(value, dict):
        return (), [] if value is None else ["selections"]
    kept = {
        name: text
        for name, text in value.items()
        if name in known and isinstance(text, str) and len(text) <= VALUE_MOST
    }
    return tuple(kept.items()), [name for name in value if name not in kept]
