"""Columns of readiness in a caseload: which a file may have, by which names, and how their cells are read.

The columns are the answers that the page Readiness keeps, and what is applied for. They are known by name,
by label or by a usual name; a column of which no cell can be read means something else by its heading.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from analysis.caseload.advisees import Advisee, Caseload, Problem
from analysis.caseload.cells import read_specialties
from analysis.caseload.records import cut
from analysis.days import month_named
from analysis.echo import echo, visible
from analysis.names import is_nothing
from analysis.next_steps.aim import AIM_ANSWERS, Aim
from analysis.next_steps.answer import LONGEST_SHOWN, Answer, read_answer
from analysis.readiness.compute import ALSO, AS_ANSWERED, SINCE
from analysis.readiness.record import ANSWERS, Readiness
from data.name_records import name_key

_OF_AIM: Final = frozenset(answer.name for answer in AIM_ANSWERS)
_WEIGHED: Final = {
    *SINCE.values(),
    *AS_ANSWERED,
    *(name for name, _ in ALSO.values()),
    "works_clinically",
    *_OF_AIM,
}
OPTIONAL: Final = tuple(answer for answer in (*AIM_ANSWERS, *ANSWERS) if answer.name in _WEIGHED)
# What people call these columns beside their names and labels here.
USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "specialty": ("Target specialty", "Specialty applied for", "Specialty aimed at"),
    "visa": (
        *("Visa", "Visa needed", "Visa required", "Needs visa", "Visa type", "Visa status"),
        *("Visa sponsorship", "Visa sponsorship needed", "Expected visa type", "Residency visa"),
        *("Requires visa", "Requires visa sponsorship"),
    ),
    "applications": (
        *("Number of applications", "Applications a year", "Applications per year"),
        *("Applications planned", "Programs applied to", "Number of programs"),
    ),
    "graduation_year": (
        *("Graduation year", "Grad year", "YOG", "Year of medical school graduation"),
        *("Graduated", "Graduation", "Graduation date", "Date of graduation"),
    ),
    "last_clinical_year": (
        *("Last clinical work", "Last clin. work", "Last clinical year", "Last clinical"),
        *("Date of last clinical work", "Date of the last clinical work"),
    ),
    "step2_ck_year": ("Step 2 CK date", "Step 2 CK year", "Date of Step 2 CK"),
    "failed_attempts": ("Failed attempts", "Attempts failed", "USMLE failures"),
    "us_experience_months": ("Months of USCE", "USCE months", "USCE (mo)", "USCE (months)"),
    "last_us_experience_year": ("Year of last USCE", "Last USCE"),
    "us_letters": ("US letters", "US LORs"),
}
# What may be meant by a heading that others use for something else: proposed, and asked about.
UNSURE: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "failed_attempts": (
        ("Attempts", "USMLE attempts", "Number of attempts"),
        "every time an exam was taken",
    ),
    "us_letters": (("Letters", "LORs", "Letters of recommendation"), "letters from elsewhere as well"),
}
# A heading with one of these speaks of readiness, also where it is called otherwise than above.
_WORDS: Final = frozenset(
    {
        *("graduation", "graduated", "grad", "yog", "attempt", "attempts", "failed", "failures", "fails"),
        *("clinical", "clinically", "usce", "gap", "gaps", "letters", "lor", "lors", "visa", "applications"),
    }
)
_DAYS_MOST: Final = 31
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COUNTED: Final = re.compile(r"(\d+)\s*(months?|years?|letters?|attempts?|applications?)", re.IGNORECASE)
# What stands in a column on visas: whoever says no more than that one is needed leaves open which.
_VISA_WORDS: Final = {
    name_key(word): slug
    for slug, words in {
        "none": (
            *("none", "no", "n", "false", "0", "no visa", "not needed", "not required", "us citizen"),
            *("citizen", "green card", "permanent resident", "us permanent resident"),
        ),
        "j1": ("J-1", "J1 visa", "J-1 only"),
        "h1b": ("H-1B", "H1", "H1B visa", "H-1B only"),
        "either": (
            *("either", "both", "any", "yes", "y", "true", "1", "needed", "required", "J-1 or H-1B"),
            *("H-1B or J-1", "J-1/H-1B", "H-1B/J-1"),
        ),
    }.items()
    for word in words
}


# What stands in a column of a year and belongs into one of its own: word -> that answer.
_OWN_COLUMN: Final[Mapping[str, Mapping[str, str]]] = {
    "last_clinical_year": {
        **dict.fromkeys(("now", "present", "current", "currently", "ongoing", "today"), "works_clinically"),
        "never": "never_clinical",
    },
}
# What belongs into a column on what is applied for; the help of these answers is about an input.
_MEANING: Final = {
    "specialty": "The specialty applied for; without it the first of the row counts. Allowed: one specialty "
    "by name, usual short form or slug, or nothing.",
    "match_year": "The year of Match Day; without it the next Match counts. Allowed: {allowed}.",
    "visa": "The visa for residency. Allowed: none, J-1, H-1B, either, yes, no, or nothing.",
    "applications": "Allowed: {allowed}.",
}


def meaning_of(answer: Answer) -> str:
    """Say what a column holds, and what is allowed in its cells."""
    usual = f"{answer.help} Allowed: {{allowed}}.".strip()
    return _MEANING.get(answer.name, usual).format(allowed=answer.allowed)


def _names(answer: Answer) -> tuple[str, ...]:
    """Return every name by which a column is known; “specialty” alone is the column of several."""
    own = () if answer.name == "specialty" else (answer.name,)
    return (answer.label, *own, *USUAL.get(answer.name, ()))


_BY_HEADING: Final = {name_key(said): answer for answer in OPTIONAL for said in _names(answer)}
_UNSURE_BY_HEADING: Final = {
    name_key(said): (answer, or_else)
    for answer in OPTIONAL
    for names, or_else in [UNSURE.get(answer.name, ((), ""))]
    for said in names
}


def names_of(answer: Answer) -> str:
    """Say by which names a column is known."""
    return "; ".join(_names(answer))


def answer_of(heading: str) -> Answer | None:
    """Return what a heading of a file asks; None where it is none of `OPTIONAL`."""
    return _BY_HEADING.get(name_key(heading))


def unsure_answer(heading: str) -> tuple[Answer, str] | None:
    """Return what a heading may ask and what it may count instead; None where it is none of `UNSURE`."""
    return _UNSURE_BY_HEADING.get(name_key(heading))


def is_target(heading: str) -> bool:
    """Whether a heading names the one specialty that is applied for, beside a column of several."""
    asked = answer_of(heading)
    return asked is not None and asked.name == "specialty"


def proposed_answers(read: Caseload) -> dict[str, int]:
    """Return name of an answer -> place among the columns kept along that is read for it unless told."""
    return {answer.name: place for answer, place in _columns(read, {})}


def sounds_like_readiness(heading: str) -> bool:
    """Whether a heading speaks of what readiness asks, by whatever name."""
    words = set(re.findall(r"[a-z]+", heading.lower()))
    return answer_of(heading) is not None or bool(words & _WORDS)


def not_understood(read: Caseload) -> list[int]:
    """Return the places of the columns kept along that sound like readiness and were not read for it."""
    weighed = {place for _, place in read.weighed}
    return [
        place
        for place, heading in enumerate(read.kept)
        if place not in weighed and sounds_like_readiness(heading)
    ]


def with_readiness(read: Caseload, chosen: Mapping[str, int | None] | None = None) -> Caseload:
    """Return a caseload whose people have what its other columns say of readiness.

    A cell that cannot be read costs that cell, and is listed; so are all cells of a column that can mean
    nothing else by its heading, or that somebody chose.

    Args:
        read: the caseload.
        chosen: name of an answer -> place among the columns kept along, or None for no column, where
            somebody said otherwise than the headings do.
    """
    columns = _columns(read, chosen or {})
    if not columns:
        return read
    people, problems = [], list(read.problems)
    for advisee in read.advisees:
        values = dict[str, Any]()
        for answer, place in columns:
            text = advisee.kept[place]
            values[answer.name], wrong = read_cell(answer, text)
            if wrong:
                problems.append(Problem(advisee.line, read.kept[place], cut(text), wrong))
        people.append(_with(advisee, values))
    problems.sort(key=lambda problem: problem.line)
    weighed = tuple((answer.label, place) for answer, place in columns)
    return replace(read, advisees=tuple(people), problems=tuple(problems), weighed=weighed)


def _with(advisee: Advisee, values: Mapping[str, Any]) -> Advisee:
    """Return a person with answers, each in the record that has it."""
    aim, own = (
        {field.name: values[field.name] for field in fields(kind) if field.name in values}
        for kind in (Aim, Readiness)
    )
    return replace(advisee, readiness=Readiness(**own), aim=Aim(**aim))


def _columns(read: Caseload, chosen: Mapping[str, int | None]) -> list[tuple[Answer, int]]:
    """Return what the other columns of a file ask, with their places; the first of two for one answer."""
    found: dict[str, tuple[Answer, int]] = {
        answer.name: (answer, place) for answer in OPTIONAL if (place := chosen.get(answer.name)) is not None
    }
    taken = {place for _, place in found.values()}
    for place, heading in enumerate(read.kept):
        answer = answer_of(heading)
        if (
            answer
            and answer.name not in chosen
            and place not in taken
            and (
                _is_plain(answer, heading)
                or any(_says_something(answer, advisee.kept[place]) for advisee in read.advisees)
            )
        ):
            found.setdefault(answer.name, (answer, place))
    return list(found.values())


def _is_plain(answer: Answer, heading: str) -> bool:
    """Whether a heading means nothing else: several words that name a number, or a label."""
    is_long = len(re.findall(r"[^\W_]+", heading)) > 1
    return is_long and (
        answer.is_number or name_key(heading) in {name_key(answer.label), name_key(answer.name)}
    )


def _says_something(answer: Answer, text: str) -> bool:
    """Whether a cell is filled and can be read."""
    return bool(text) and not read_cell(answer, text)[1]


def read_cell(answer: Answer, text: str) -> tuple[int | str | bool | None, str]:
    """Read one cell; a specialty and a visa also by their usual names.

    Returns:
        The value for the record, that of no answer where there is none, and what is wrong; empty where all is
        well.
    """
    if answer.name == "visa" and (known := _VISA_WORDS.get(name_key(visible(text)))):
        return known, ""
    if answer.name != "specialty" or is_nothing(text):
        value, wrong = read_answer(answer, _plain_number(answer, text))
        return value, f"{wrong} {_own_column(answer, text)}".strip() if wrong else ""
    found = read_specialties(text)
    if len(found.slugs) == 1 and not found.sentences:
        return found.slugs[0], ""
    said = f"{answer.label}: {echo(text, LONGEST_SHOWN)}"
    several = f"{said} names several specialties; allowed is one, or nothing."
    return "", several if found.slugs[1:] else next(iter(found.sentences), several)


def _own_column(answer: Answer, text: str) -> str:
    """Say which column is for a word that is no year; empty where none is."""
    name = _OWN_COLUMN.get(answer.name, {}).get(name_key(visible(text)))
    return next((f"There is a column for that: “{one.label}”." for one in OPTIONAL if one.name == name), "")


def _plain_number(answer: Answer, text: str) -> str:
    """Return the year out of a day or a month, and a number without its unit; other text as it is."""
    if answer.is_year:
        years, rest = _YEAR.findall(text), _YEAR.sub(" ", text)
        parts = re.findall(r"[a-z]+|\d+", rest.lower())
        return years[0] if len(years) == 1 and parts and all(map(_is_part_of_day, parts)) else text
    counted = _COUNTED.fullmatch(text.strip()) if answer.is_number else None
    # Months are no years: a unit has to be the one that is asked for.
    return counted[1] if counted and counted[2].lower().rstrip("s") in answer.name else text


def _is_part_of_day(part: str) -> bool:
    """Whether a part of a text can stand beside a year: a day, a month, a time without any."""
    return int(part) <= _DAYS_MOST if part.isdigit() else month_named(part) is not None
