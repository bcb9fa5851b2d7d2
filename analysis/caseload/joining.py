"""Several lines of one person become one, and nothing on which they disagree is silently chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from analysis.caseload.advisees import Advisee, Problem
from analysis.caseload.cells import group_label
from analysis.caseload.records import said_numbers
from analysis.echo import echo
from analysis.profile import NUMBER_FIELDS
from analysis.wording import SPECIALTY_LABELS, listed

_COMPARED: Final = ("applicant_group", *(number.name for number in NUMBER_FIELDS))


@dataclass(slots=True)
class Draft:
    """What one line says: values by column, why others have none (clauses), and what is kept along.

    `remarks` are what stands beside the score of an exam.
    """

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: tuple[str, ...] = ()
    remarks: dict[str, str] = field(default_factory=dict)


def joined(
    drafts: Sequence[Draft], heading: Callable[[str], str], kept_count: int
) -> tuple[list[Advisee], list[Problem], list[str]]:
    """Join the lines of each person: same identifier, and no other name.

    `heading` gives what the file calls a column of a caseload; `kept_count` columns are kept along.

    Returns:
        The people, every cell that could not be read, also where the lines of one person disagree, and
        sentences on the joining.
    """
    names: dict[str, set[str]] = {}
    for draft in drafts:
        names.setdefault(draft.values.get("identifier", ""), set()).add(draft.values.get("name", ""))
    persons: dict[tuple[str, str], list[Draft]] = {}
    for draft in drafts:
        identifier, name = draft.values.get("identifier", ""), draft.values.get("name", "")
        # Lines without a name are of the one person of that identifier who has one.
        known = names[identifier] - {""}
        if not name and len(known) == 1:
            (name,) = known
        key = (identifier, name) if identifier else ("", f"row {draft.line}")
        persons.setdefault(key, []).append(draft)
    lines_of: dict[str, list[int]] = {}
    for (identifier, _), own in persons.items():
        lines_of.setdefault(identifier, []).append(own[0].line)
    advisees, problems, notices = [], [], []
    for (identifier, _), own in persons.items():
        first = own[0].line
        shown = identifier or f"row {first}"
        problems += [problem for draft in own for problem in draft.problems]
        if identifier and len(lines_of[identifier]) > 1:
            others = said_numbers(line for line in lines_of[identifier] if line != first)
            said = f"The same identifier stands in {others} with another name: they are kept apart."
            problems.append(Problem(first, heading("identifier"), identifier, said))
            shown = f"{identifier} (row {first})"
        values, conflicts = _agreed(own, heading, kept_count, shown)
        problems += conflicts
        advisees.append(Advisee(first, shown, **values))
    if people := sum(len(own) > 1 for own in persons.values()):
        notices.append(
            f"{people:,} {'person has' if people == 1 else 'people have'} several rows, which were joined: "
            "their specialties count together."
        )
    problems.sort(key=lambda problem: problem.line)
    return advisees, problems, notices


def _agreed(
    own: Sequence[Draft], heading: Callable[[str], str], kept_count: int, shown: str
) -> tuple[dict[str, Any], list[Problem]]:
    """Return what the lines of one person say together; where they disagree, nothing is chosen."""
    values: dict[str, Any] = {"name": next((name for draft in own if (name := draft.values.get("name"))), "")}
    problems = []
    unread = {name: why for draft in reversed(own) for name, why in draft.unread.items()}
    for name in _COMPARED:
        said = {
            draft.values[name]: draft.line
            for draft in reversed(own)
            if draft.values.get(name) not in (None, "")
        }
        if len(said) == 1:
            values[name] = next(iter(said))
        elif said:
            pairs = sorted(said.items(), key=lambda pair: pair[1])
            label = group_label if name == "applicant_group" else str
            shown_values = listed(f"{label(value)} in row {line}" for value, line in pairs[:4])
            sentence = f"The rows of {echo(shown)} disagree: {shown_values}. None of them was taken."
            found = ", ".join(label(value) for value, _ in pairs[:4])
            problems.append(Problem(pairs[1][1], heading(name), found, sentence))
            unread[name] = f"rows disagree, {echo(found)}"
    # What another row of the person says is read.
    values["unread"] = tuple((name, why) for name, why in unread.items() if name not in values)
    values["passed_step1"] = any(draft.values.get("passed_step1") for draft in own)
    values["specialties"] = tuple(
        dict.fromkeys(
            slug for draft in own for slug in draft.values.get("specialties", ()) if slug in SPECIALTY_LABELS
        )
    )
    columns = [[draft.kept[place] for draft in own if draft.kept] for place in range(kept_count)]
    values["kept"] = tuple("; ".join(dict.fromkeys(text for text in texts if text)) for texts in columns)
    return values, problems
