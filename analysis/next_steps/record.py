"""What every record of *Next steps* is: a frozen dataclass of plain values, each with a default.

A record belongs to one topic, and stands in that topic's `record.py`. Its defaults mean that nothing was
entered. Each field has one of these types: `str`, `int`, `float`, `bool`, `date`, any of them or None, a
`Literal` of slugs, or a tuple of any length of such values or of such frozen dataclasses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar


class Record(Protocol):
    """A frozen dataclass whose fields all have defaults."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


R = TypeVar("R", bound=Record)
Checked = tuple[R, tuple[str, ...]]


def as_it_is(record: R) -> Checked[R]:
    """Return a record that allows every value of its types, or refuses the others by itself."""
    return record, ()


@dataclass(frozen=True, slots=True)
class RecordKind(Generic[R]):
    """A kind of record, and what is allowed in it.

    Attributes:
        kind: the dataclass. Where it raises ValueError for a value, the field keeps its default and the
            message is said.
        checked: returns a record that came from a file or a tab, with the right types, without what is not
            allowed, and a sentence for each value that was left out.
    """

    kind: type[R]
    checked: Callable[[R], Checked[R]] = as_it_is


def outside(what: str, value: float | None, lowest: float, highest: float) -> str:
    """Say that a number is not between two bounds, which are allowed themselves; empty where it is, or None.

    Args:
        what: what the number is, to begin the sentence.
        value: the number.
        lowest: the lowest one allowed.
        highest: the highest one allowed.
    """
    if value is None or lowest <= value <= highest:
        return ""
    # No thousands separators: years are among them.
    return f"{what} is {value}; allowed is {lowest} to {highest}."


def without(record: R, problems: Mapping[str, str]) -> Checked[R]:
    """Return a record with the default in each field that has a problem, and the problems.

    Args:
        record: a record.
        problems: name of a field -> a sentence, empty where there is no problem.
    """
    said = {name: problem for name, problem in problems.items() if problem}
    if not said:
        return record, ()
    usual = type(record)()
    return replace(record, **{name: getattr(usual, name) for name in said}), tuple(said.values())


def joined(earlier: R, since: R) -> R:
    """Return what was entered since and, where that is nothing, what was entered earlier; of lists both.

    Args:
        earlier: a record.
        since: one of the same kind, begun without knowledge of the earlier one.
    """
    usual = type(earlier)()

    def of_both(name: str) -> object:
        was, now, nothing = (getattr(one, name) for one in (earlier, since, usual))
        if isinstance(now, tuple):
            return (*now, *(one for one in was if one not in now))
        return was if now == nothing else now

    return replace(earlier, **{name: of_both(name) for name in type(earlier).__dataclass_fields__})
