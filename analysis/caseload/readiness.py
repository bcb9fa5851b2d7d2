"""Readiness in a caseload: columns a file may have of what the guides weigh, and everybody's levels.

The columns are those of the record that the page Readiness keeps, known by name or label alone. The levels
are advice of the guides' authors, and stand apart from the standings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from analysis.caseload.advisees import Advisee, Caseload, Problem
from analysis.caseload.records import cut
from analysis.readiness.compute import ALSO, COUNTED, SINCE, FactorLevel, levels, reading_year
from analysis.readiness.record import ANSWERS, Answer, Readiness, read_answer
from analysis.readiness.words import FACTORS, GUIDE_NAMES, level_said
from data.guides import Band
from data.name_records import name_key

# Answers that no table of risk weighs, though a rule asks for them; a file may mean anything by them.
_NOT_WEIGHED: Final = frozenset({"applications"})
_WEIGHED: Final = {
    *SINCE.values(),
    *COUNTED,
    *(name for name, _ in ALSO.values()),
    "works_clinically",
    "reading_year",
} - _NOT_WEIGHED
OPTIONAL: Final = tuple(answer for answer in ANSWERS if answer.name in _WEIGHED)
_BY_HEADING: Final = {name_key(said): answer for answer in OPTIONAL for said in (answer.label, answer.name)}


def answer_of(heading: str) -> Answer | None:
    """Return what a heading of a file asks; None where it is none of `OPTIONAL`."""
    return _BY_HEADING.get(name_key(heading))


def with_readiness(read: Caseload) -> Caseload:
    """Return a caseload whose people have what its other columns say of readiness.

    A cell that cannot be read costs that cell, and is listed. A column of which no cell can be read means
    something else by its heading.
    """
    columns = _columns(read)
    if not columns:
        return read
    people, problems = [], list(read.problems)
    for advisee in read.advisees:
        values = dict[str, Any]()
        for answer, place in columns:
            text = advisee.kept[place]
            values[answer.name], wrong = read_answer(answer, text)
            if wrong:
                problems.append(Problem(advisee.line, read.kept[place], cut(text), wrong))
        people.append(replace(advisee, readiness=Readiness(**values)))
    problems.sort(key=lambda problem: problem.line)
    return replace(read, advisees=tuple(people), problems=tuple(problems))


def _columns(read: Caseload) -> list[tuple[Answer, int]]:
    """Return what the other columns of a file ask, with their places; the first of two for one answer."""
    found: dict[str, tuple[Answer, int]] = {}
    for place, heading in enumerate(read.kept):
        answer = answer_of(heading)
        if answer and any(_says_something(answer, advisee.kept[place]) for advisee in read.advisees):
            found.setdefault(answer.name, (answer, place))
    return list(found.values())


def _says_something(answer: Answer, text: str) -> bool:
    """Whether a cell is filled and can be read."""
    return bool(text) and not read_answer(answer, text)[1]


def said_readiness(advisees: Iterable[Advisee]) -> list[Advisee]:
    """Return those of whom the file says something of readiness."""
    return [one for one in advisees if one.readiness and one.readiness != Readiness()]


def readiness_levels(advisees: Sequence[Advisee], bands: Sequence[Band], this_year: int) -> pd.DataFrame:
    """Lay out the levels of everybody of whom something is known, in words.

    Args:
        advisees: the result of `said_readiness`.
        bands: the bands of the guides' tables of risk.
        this_year: the year up to which years are counted where the file says no other.

    Returns:
        One row per person: `line`, `identifier`, `name` where the file has names, `reading_year`;
        `{guide}_high`, the factors that are high in a guide's table; `{guide}_{factor}`, the level. A factor
        of which nobody's level is known has no column.
    """
    records = [one.readiness or Readiness() for one in advisees]
    known = [
        levels(record, one.step2_ck, this_year, bands) for one, record in zip(advisees, records, strict=True)
    ]
    answered = {_column(level) for found in known for level in found if level.status != "open"}
    names = {"name": [one.name for one in advisees]} if any(one.name for one in advisees) else {}
    words = pd.DataFrame(
        {
            **{f"{guide}_high": _high(found, guide) for guide in _guides(found)},
            **{name: level_said(level) for level in found if (name := _column(level)) in answered},
        }
        for found in known
    )
    people = pd.DataFrame(
        {
            "line": [one.line for one in advisees],
            "identifier": [one.identifier for one in advisees],
            **names,
            "reading_year": [reading_year(record, this_year) for record in records],
        }
    )
    return pd.concat([people, words], axis=1)


def readiness_headings(bands: Iterable[Band]) -> dict[str, str]:
    """Return column of `readiness_levels` -> its heading, of every column there can be."""
    own = list(bands)
    return {
        "identifier": "Identifier",
        "name": "Name",
        **{f"{band.guide}_high": f"High: {GUIDE_NAMES[band.guide]}" for band in own},
        **{
            f"{band.guide}_{band.risk_factor}": f"{FACTORS[band.risk_factor]}: {GUIDE_NAMES[band.guide]}"
            for band in own
        },
        "reading_year": "Years up to",
        "line": "Row",
    }


def _column(level: FactorLevel) -> str:
    """Return the column of a factor of one guide."""
    return f"{level.guide}_{level.factor}"


def _guides(found: Iterable[FactorLevel]) -> list[str]:
    return list(dict.fromkeys(level.guide for level in found))


def _high(found: Iterable[FactorLevel], guide: str) -> str:
    """Return the factors that are high in a guide's table."""
    names = [FACTORS[level.factor] for level in found if (level.guide, level.status) == (guide, "high")]
    return "; ".join(names) or "none known"
