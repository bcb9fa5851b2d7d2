"""The file of Next steps: every record comes back as it was, and what cannot be read costs no more than itself."""

import json
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from functools import cache
from types import NoneType
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from analysis.echo import visible
from analysis.next_steps.file import (
    FILE_ENTRIES_MOST,
    FILE_MOST,
    FILE_TEXT_MOST,
    FORMAT,
    FORMAT_VERSION,
    NextStepsError,
    read_records,
    records_bytes,
    records_content,
)
from analysis.next_steps.record import RecordKind, outside, without
from analysis.next_steps.records import KINDS


@dataclass(frozen=True, slots=True)
class Entry:
    kind: str = ""
    start: date | None = None
    weeks: int | None = None
    hands_on: bool = False


@dataclass(frozen=True, slots=True)
class Log:
    year: int | None = None
    hours: float = 0.0
    visa: Literal["", "j1", "h1b"] = ""
    entries: tuple[Entry, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusing:
    months: int = 1

    def __post_init__(self):
        if not 1 <= self.months <= 36:
            raise ValueError(f"months is {self.months}; allowed is 1 to 36.")


def checked(log):
    return without(log, {"year": outside("The year", log.year, 1950, 2099)})


MADE = {"log": RecordKind(Log, checked), "refusing": RecordKind(Refusing)}
USED = Log(2019, 4.5, "j1", (Entry("elective", date(2028, 2, 29), 4, True), Entry()), ("id",))

# Words and numbers that records know, or nothing would be kept of any.
KNOWN = ["", "elective", "graduate", "j1", "recent", "long", "pathology", "step_1", "done", "months_18"]
PLAIN = {
    str: st.sampled_from(KNOWN) | st.text(max_size=40),
    int: st.integers(-2, 40) | st.integers(1900, 2150),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    NoneType: st.none(),
}


@cache
def values(of_type):
    """Any value of a type that a field of a record can have."""
    if of_type in PLAIN:
        return PLAIN[of_type]
    if is_dataclass(of_type):
        return st.builds(of_type, **{name: values(hint) for name, hint in get_type_hints(of_type).items()})
    if get_origin(of_type) is Literal:
        return st.sampled_from(get_args(of_type))
    if get_origin(of_type) is tuple:
        return st.lists(values(get_args(of_type)[0]), max_size=4).map(tuple)
    return st.one_of(map(values, get_args(of_type)))


def seen(log):
    """Return a log with what is seen of each text."""
    entries = tuple(replace(entry, kind=visible(entry.kind)) for entry in log.entries)
    return replace(log, entries=entries, steps=tuple(map(visible, log.steps)))


any_logs = values(Log).map(lambda log: checked(log)[0])
logs = any_logs.map(seen)


def file_of(version=FORMAT_VERSION, **records):
    return json.dumps({"format": FORMAT, "version": version, "records": records}).encode()


def nested(deep):
    """Lists in one another."""
    return [nested(deep - 1)] if deep else []


def read(content, kinds=MADE):
    loaded = read_records(content, kinds)
    return loaded.records, loaded.problems


@settings(max_examples=50, deadline=None)
@given(logs, st.integers(1, 36))
def test_what_was_saved_comes_back_as_it_was(log, months):
    records = {"log": log, "refusing": Refusing(months)}
    assert read(records_bytes(records)) == (records, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_file_that_an_editor_saved_in_its_own_way_is_read(encoding):
    records = {"log": USED}
    assert read(records_bytes(records).decode().encode(encoding)) == (records, ())


@settings(max_examples=50, deadline=None)
@given(any_logs)
def test_of_any_text_comes_back_what_is_seen_of_it(log):
    assert read(records_bytes({"log": log}))[0] == {"log": seen(log)}


@pytest.mark.parametrize(
    ("typed", "kept", "is_said"),
    [
        ("Caf\u00e9 \u05e9\u05dc\u05d5\u05dd \U0001f600, <b>A & B</b>", None, False),
        ("\u202egnp.exe\u202c \u2066x\u2069", "gnp.exe x", False),
        ("one\u0000\u0007\u001b[31m two\r\nthree\u200b\ufeff", "one[31m two three", False),
        # A character of a font of one's own is drawn there, and by nobody else.
        ("logo \ue000", "logo", True),
        ("\u200e\u202e", "", False),
    ],
)
def test_what_turns_or_hides_text_is_left_out_of_every_text(typed, kept, is_said):
    kept = typed if kept is None else kept
    records, problems = read(file_of(log={"steps": [typed], "entries": [{"kind": typed}]}))
    assert records == {"log": Log(steps=(kept,), entries=(Entry(kept),))}
    assert len(problems) == (2 if is_said else 0)
    assert not is_said or "steps: marks that are no known character" in problems[1]


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_whatever_a_file_holds_is_read_once_and_comes_back_as_it_was(data):
    types = {name: get_type_hints(row.kind) for name, row in KINDS.items()}
    written = {
        name: {
            field: TypeAdapter(of_type).dump_python(data.draw(values(of_type)), mode="json")
            for field, of_type in fields.items()
        }
        for name, fields in types.items()
    }
    records, _ = read(file_of(**written), KINDS)
    assert set(records) == set(KINDS)
    assert read(records_bytes(records), KINDS) == (records, ())


@pytest.mark.parametrize("name", KINDS)
def test_every_record_has_defaults_and_comes_back(name):
    record = KINDS[name].kind()
    assert read(records_bytes({name: record}), KINDS) == ({name: record}, ())


def test_the_file_can_be_read_by_people():
    content = records_content({"log": USED})
    assert content["records"]["log"]["entries"][0] == {
        "kind": "elective",
        "start": "2028-02-29",
        "weeks": 4,
        "hands_on": True,
    }
    assert "\n" in records_bytes({"log": USED}).decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe{", "not JSON"),
        (b'"\\ud800"', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        *((file_of(log={"steps": nested(deep)}), "not JSON") for deep in (20, 600)),
        (b"[1]", "another one"),
        (b'{"format": "match-atlas-session-plan", "version": 1, "views": []}', "another one"),
        (file_of(version=FORMAT_VERSION + 1), "newer"),
        (file_of(version="1"), "“1” as text"),
        (file_of(version=True), "version"),
        (file_of(version=0), "version"),
        (b" " * (FILE_MOST + 1), "too large"),
        (json.dumps({"format": FORMAT, "version": 1, "records": []}).encode(), "broken"),
    ],
)
def test_another_file_is_refused_in_a_sentence(content, said):
    with pytest.raises(NextStepsError, match=said):
        read(content)


@pytest.mark.parametrize(
    ("written", "found", "said"),
    [
        (
            {"year": "2019"},
            Log(),
            "year is “2019”, of another kind than it has to be (a whole number, without",
        ),
        ({"year": True}, Log(), "year"),
        ({"year": 1800, "visa": "h1b"}, Log(visa="h1b"), "allowed is 1950 to 2099"),
        ({"visa": "tourist"}, Log(), "visa"),
        ({"entries": {"kind": "elective"}}, Log(), "an object"),
        ({"entries": [{"weeks": "4"}, {"weeks": 4}, 7]}, Log(entries=(Entry(weeks=4),)), "entry 1"),
        (
            {"entries": [{"kind": "elective", "start": "2027-02-29"}]},
            Log(entries=(Entry("elective"),)),
            "entry 1: start is “2027-02-29”, not a day",
        ),
        ({"entries": [{"start": "01/02/2027", "weeks": "4"}]}, Log(), "entry 1 is of another kind"),
        ({"steps": ["id", "x" * (FILE_TEXT_MOST + 1)]}, Log(steps=("id",)), "longer"),
        ({"steps": ["id"] * (FILE_ENTRIES_MOST + 1)}, Log(steps=("id",) * FILE_ENTRIES_MOST), "first"),
        ({"shoe_size": 44, "year": 2019}, Log(2019), "unknown"),
    ],
)
def test_what_cannot_be_read_costs_no_more_than_itself(written, found, said):
    records, problems = read(file_of(log=written))
    assert records == {"log": found}
    assert said in problems[0]


def test_a_value_that_a_record_refuses_is_said_and_left_out():
    assert read(file_of(refusing={"months": 40})) == (
        {"refusing": Refusing()},
        ("refusing: months is 40; allowed is 1 to 36. It was left out.",),
    )


def test_an_unknown_part_leaves_the_others_alone():
    records, problems = read(file_of(dreams={"x": 1}, log={"year": 2019}, refusing=[1]))
    assert records == {"log": Log(2019)}
    assert len(problems) == 2


def test_of_an_entry_with_a_day_that_is_none_the_sentence_has_the_words_of_its_page():
    written = {"entries": [{"kind": "observership", "start": "2027-02-29", "weeks": 4}]}
    loaded = read_records(file_of(clinical_experience=written), KINDS)
    (entry,) = loaded.records["clinical_experience"].entries
    assert (entry.kind, entry.start, entry.weeks) == ("observership", None, 4)
    (said,) = loaded.problems
    assert said.startswith("Clinical experience: log, entry 1: first day is “2027-02-29”")
