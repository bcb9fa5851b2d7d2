"""The file of *Next steps*: all records in one JSON file, which the visitor saves and loads.

The visitor's own tab keeps the same text. Whoever sends it: every part is checked, and what cannot be used
costs no more than its entry or its field.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from analysis.echo import echo, has_unknown, visible
from analysis.next_steps.moves import PAGES, moved
from analysis.next_steps.record import R, Record, RecordKind

FORMAT: Final = "match-atlas-next-steps"
FORMAT_VERSION: Final = 2
# More than anybody enters, and little to read.
FILE_MOST: Final = 1024**2
FILE_ENTRIES_MOST: Final = 200
FILE_TEXT_MOST: Final = 2000
# Deeper in one another than lists and objects of any record.
DEEPEST: Final = 20

# What a field of such a type has to be.
_PLAIN_TYPES: Final[Mapping[type, str]] = {
    int: "a whole number, without quotation marks",
    float: "a number, without quotation marks",
    bool: "true or false, without quotation marks",
    str: "text in quotation marks",
    date: "a day such as “2027-09-15”",
}

T = TypeVar("T")
Kinds = Mapping[str, RecordKind[Any]]
Records = Mapping[str, Record]


class NextStepsError(ValueError):
    """The records cannot be read; the message is a sentence that a visitor may read."""


@dataclass(frozen=True, slots=True)
class LoadedRecords:
    """Records by name, of those that were there, and a sentence for every part that was left out."""

    records: Records
    problems: tuple[str, ...]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any type that a field can have
    """Return what checks and writes values of one type."""
    return TypeAdapter(kind)


@cache
def _labels(kind: type[Record]) -> Mapping[str, str]:
    """Return what each field of a record, or of an entry of one, is called in a sentence."""
    return {one.name: one.metadata.get("label", one.name.replace("_", " ")) for one in fields(kind)}


@cache
def _types(kind: type[Record]) -> Mapping[str, Any]:
    """Return the type of each field of a record."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)}


def records_content(records: Records) -> dict[str, Any]:
    """Return records by name as what their file holds: format, version, and the records."""
    written = {
        name: _adapter(type(record)).dump_python(record, mode="json") for name, record in records.items()
    }
    return {"format": FORMAT, "version": FORMAT_VERSION, "records": written}


def records_bytes(records: Records) -> bytes:
    """Return records by name as a JSON file that people can read."""
    return (json.dumps(records_content(records), ensure_ascii=False, indent=2) + "\n").encode()


def read_records(content: bytes, kinds: Kinds) -> LoadedRecords:
    """Read records out of a file; what cannot be used is left out and said.

    Args:
        content: the file.
        kinds: name -> record of everything that can be read.

    Raises:
        NextStepsError: the file holds no records.
    """
    found: dict[str, Record] = {}
    records, problems = moved(*_records_of(content))
    for name, written in records.items():
        if name not in kinds:
            problems.append(f"{echo(name)} is no part of Next steps here, and was left out.")
        elif not isinstance(written, dict):
            problems.append(f"The part {name} was left out: it is {_named(written)}.")
        else:
            read, left_out = _read(kinds[name].kind, written)
            found[name], refused = kinds[name].checked(read)
            page = PAGES.get(name, name)
            problems += [f"{page}: {problem}" for problem in (*left_out, *refused)]
    return LoadedRecords(found, tuple(problems))


def _records_of(content: bytes) -> tuple[dict[str, Any], int]:
    """Return the records of a file, unchecked, and its version.

    Raises:
        NextStepsError: the file holds no records.
    """
    allowed = "allowed is what Next steps saved (a .json file)"
    unreadable = NextStepsError(f"The file cannot be read: it is not JSON text; {allowed}.")
    if len(content) > FILE_MOST:
        raise NextStepsError(
            f"The file is too large: {allowed}, which has at most {FILE_MOST // 1024**2} MB."
        )
    try:
        whole = json.loads(content)
        # JSON can spell out half a character, which no file and no page can hold.
        json.dumps(whole, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise unreadable from None
    if _is_too_deep(whole):
        raise unreadable
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise NextStepsError(f"The file is another one: it does not say that Next steps saved it; {allowed}.")
    version = whole.get("version")
    if type(version) is int and version > FORMAT_VERSION:
        raise NextStepsError(
            f"The file is newer than this app: it has the version {_named(version)}, and this app reads "
            f"1 to {FORMAT_VERSION}."
        )
    if type(version) is not int or version < 1:
        kind = " as text" if isinstance(version, str) else ""
        raise NextStepsError(
            f"The file has the version {_named(version)}{kind}; this app reads the whole numbers 1 to "
            f"{FORMAT_VERSION}."
        )
    if not isinstance(whole.get("records"), dict):
        raise NextStepsError(f"The file is broken: it has no records; {allowed}.")
    return dict(whole["records"]), version


def _is_too_deep(value: object) -> bool:
    """Whether more lists and objects stand in one another than in any record."""
    inner = [value]
    for _ in range(DEEPEST):
        inner = [
            part
            for one in inner
            if isinstance(one, (dict, list))
            for part in (one.values() if isinstance(one, dict) else one)
        ]
    return bool(inner)


def _named(value: object) -> str:
    """Return a value of a file for a sentence; a list or an object, which may be without end, by its kind."""
    if isinstance(value, (dict, list)):
        return "a list" if isinstance(value, list) else "an object"
    return echo(json.dumps(value) if not isinstance(value, str) else value)


def _is_too_long(value: object) -> bool:
    """Whether any text in a value is longer than somebody may enter."""
    if isinstance(value, dict):
        return any(map(_is_too_long, value.values()))
    if isinstance(value, list):
        return any(map(_is_too_long, value))
    return isinstance(value, str) and len(value) > FILE_TEXT_MOST


def _plain(value: object) -> tuple[Any, bool]:
    """Return a value with every text in it as what is seen of it, and whether more than that was lost.

    What turns or hides text would do so to the words around it, wherever it is shown.
    """
    if isinstance(value, str):
        return visible(value), has_unknown(value)
    if isinstance(value, dict):
        cells = {name: _plain(cell) for name, cell in value.items()}
        return {name: cell for name, (cell, _) in cells.items()}, any(lost for _, lost in cells.values())
    if isinstance(value, list):
        parts = [_plain(part) for part in value]
        return [part for part, _ in parts], any(lost for _, lost in parts)
    return value, False


def _value(kind: Any, value: object) -> Any:  # noqa: ANN401 - any type that a field can have
    """Return a value as its type.

    Raises:
        ValueError: it is none of that type, or too long.
    """
    if _is_too_long(value):
        raise ValueError(f"longer than {FILE_TEXT_MOST:,} characters")
    try:
        # As JSON: dates are text there, tuples are lists, and nothing else is taken for what it is not.
        return _adapter(kind).validate_json(json.dumps(value), strict=True)
    except ValidationError as refused:
        # What the library says may quote the value; where it stands is enough.
        places = {".".join(map(str, error["loc"])) for error in refused.errors(include_input=False)}
        named = sorted(place for place in places if place)
        raise ValueError(f"of another kind than it has to be{_in(named) or _allowed(kind)}") from None


def _allowed(of_type: Any) -> str:  # noqa: ANN401 - any type that a field can have
    """Say what a field of a plain type has to be, as a clause; nothing for another type."""
    parts = {part for part in get_args(of_type) or (of_type,) if isinstance(part, type)} - {type(None)}
    said = _PLAIN_TYPES.get(next(iter(parts))) if len(parts) == 1 else None
    return f" ({said})" if said else ""


def _in(places: list[str]) -> str:
    """Return where in an entry something is wrong, as a clause; nothing where that is the entry itself."""
    return f" ({', '.join(map(echo, places[:3]))})" if places else ""


def _read(kind: type[R], written: Mapping[str, Any]) -> tuple[R, list[str]]:
    """Return a record with what can be read of it, and a sentence for each part that cannot."""
    types, found = _types(kind), dict[str, Any]()
    problems = [f"{echo(name)} is unknown, and was left out." for name in written if name not in types]
    for name, of_type in types.items():
        if name not in written:
            continue
        entry, (value, has_lost) = _entry_type(of_type), _plain(written[name])
        if has_lost:
            problems.append(
                f"{_labels(kind)[name]}: marks that are no known character were left out of a text."
            )
        try:
            if entry is not None and isinstance(value, list):
                found[name], wrong = _entries(entry, value)
                problems += [f"{_labels(kind)[name]}, {problem}" for problem in wrong]
            else:
                found[name] = _value(of_type, value)
        except ValueError as refused:
            said = f"{_labels(kind)[name]} is {_named(value)}"
            problems.append(f"{said}, {refused}, and was left out.")
    return kind(**_taken(kind, found, problems)), problems


def _taken(kind: type[R], found: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    """Return the values that a record takes, and add what it says of the others."""
    taken = {}
    for name, value in found.items():
        try:
            kind(**{name: value})
        except ValueError as refused:
            problems.append(f"{refused} It was left out.")
        else:
            taken[name] = value
    return taken


def _entry_type(of_type: Any) -> Any:  # noqa: ANN401 - any type that a field can have
    """Return the type of the entries of a tuple of any length; None for another type."""
    parts = get_args(of_type)
    return parts[0] if get_origin(of_type) is tuple and parts[1:] == (...,) else None


def _entries(kind: Any, written: list[Any]) -> tuple[tuple[Any, ...], list[str]]:  # noqa: ANN401
    """Return the entries of a list that can be read, and a clause for each that cannot."""
    found: list[Any] = []
    problems: list[str] = []
    if len(written) > FILE_ENTRIES_MOST:
        problems.append(f"of {len(written)} entries the first {FILE_ENTRIES_MOST} were read.")
    for place, one in enumerate(written[:FILE_ENTRIES_MOST], start=1):
        no_days = _no_days(kind, one)
        try:
            found.append(_value(kind, _without(one, no_days)))
        except ValueError as refused:
            problems.append(f"entry {place} is {refused}, and was left out.")
        else:
            problems += [f"entry {place}: {said}, and was left empty." for said in no_days.values()]
    return tuple(found), problems


def _no_days(kind: Any, written: object) -> dict[str, str]:  # noqa: ANN401 - of any entry
    """Return field of an entry -> a clause, of those fields for a day in which a text is none."""
    if not (isinstance(written, dict) and isinstance(kind, type) and is_dataclass(kind)):
        return {}
    found = {}
    for name, of_type in _types(kind).items():
        if date in get_args(of_type) and isinstance(written.get(name), str):
            try:
                _value(of_type, written[name])
            except ValueError:
                found[name] = f"{_labels(kind)[name]} is {_named(written[name])}, not {_PLAIN_TYPES[date]}"
    return found


def _without(written: Any, names: Collection[str]) -> Any:  # noqa: ANN401 - of any entry
    """Return an entry as it was written, without some fields."""
    return {name: value for name, value in written.items() if name not in names} if names else written
