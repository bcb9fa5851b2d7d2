"""One answer of a record: what may stand there, and how it is read as somebody typed it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from analysis.echo import echo, visible
from analysis.names import is_nothing
from data.name_records import name_key

LONGEST_SHOWN: Final = 20
# From here on a lowest number is a year.
_YEARS_FROM: Final = 1900
_YES_OR_NO: Final = {
    **dict.fromkeys(("yes", "y", "true", "1", "x"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a whole number in a range, one of some options, or yes and no where it has neither.

    Attributes:
        name: of its field in a record; permanent, as it stands in saved files.
        label: what people read.
        lowest: of a whole number.
        highest: of a whole number.
        options: slug -> label.
        help: what is meant by it.
    """

    name: str
    label: str
    lowest: int = 0
    highest: int = 0
    options: Mapping[str, str] = field(default_factory=dict)
    help: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it is a whole number."""
        return self.highest > 0

    @property
    def is_year(self) -> bool:
        """Whether it is the year of something: nothing is counted that high."""
        return self.lowest >= _YEARS_FROM

    @property
    def allowed(self) -> str:
        """What may stand there, in words."""
        if self.is_number:
            return f"a whole number from {self.lowest} to {self.highest}, or nothing"
        return f"one of {', '.join(self.options)}, or nothing" if self.options else "yes or no"

    def holds(self, value: object) -> bool:
        """Whether a value of the record is allowed."""
        if self.is_number:
            whole = isinstance(value, int) and not isinstance(value, bool)
            return value is None or (whole and value in range(self.lowest, self.highest + 1))
        if self.options:
            return isinstance(value, str) and (not value or value in self.options)
        return isinstance(value, bool)


def refuse(record: Any, answers: Iterable[Answer]) -> None:  # noqa: ANN401 - a record of any kind
    """Refuse a record with a value that one of its answers does not allow.

    Raises:
        ValueError: naming the field, the value and what is allowed.
    """
    for answer in answers:
        value = getattr(record, answer.name)
        if not answer.holds(value):
            shown = echo(str(value), LONGEST_SHOWN)
            raise ValueError(f"{answer.label} ({answer.name}) is {shown}; allowed is {answer.allowed}.")


def read_answer(answer: Answer, text: str | None) -> tuple[int | str | bool | None, str]:
    """Read an answer as somebody typed it, in a field or in a cell of a file; never an exception.

    An option is known by its slug or its label, yes and no by the usual words.

    Returns:
        The value for the record, that of no answer where there is none, and what is wrong; empty where all is
        well.
    """
    typed = visible(text or "")
    nothing: int | str | bool | None = None if answer.is_number else "" if answer.options else False
    if not typed or is_nothing(typed):
        return nothing, ""
    key = name_key(typed)
    if answer.is_number and typed.isascii() and typed.isdigit() and len(typed) <= 4:
        if answer.holds(int(typed)):
            return int(typed), ""
    elif answer.options:
        names = {name_key(name): slug for slug, label in answer.options.items() for name in (label, slug)}
        if key in names:
            return names[key], ""
    elif not answer.is_number and key in _YES_OR_NO:
        return _YES_OR_NO[key], ""
    return nothing, f"{answer.label}: {echo(typed, LONGEST_SHOWN)} is not {answer.allowed}."
