"""The record of readiness: its answers, ranges, and what is read out of a file or typed."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.next_steps.aim import AIM_ANSWERS, AIM_BY_NAME
from analysis.next_steps.answer import read_answer
from analysis.next_steps.file import read_records, records_bytes
from analysis.next_steps.records import KINDS
from analysis.readiness.record import ANSWER_BY_NAME, ANSWERS, Readiness

GOOD = Readiness(graduation_year=2018, us_experience_months=0, gaps="short", never_clinical=True)


def test_every_field_has_an_answer_and_its_default_is_none():
    assert [answer.name for answer in ANSWERS] == [one.name for one in fields(Readiness)]
    assert {getattr(Readiness(), answer.name) for answer in ANSWERS} == {None, "", False}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("graduation_year", 1949),
        ("graduation_year", "2018"),
        ("failed_attempts", True),
        ("us_letters", -1),
        ("gaps", "wide"),
        ("gaps", None),
        ("never_clinical", 1),
    ],
)
def test_what_is_not_allowed_is_refused_with_a_sentence(name, value):
    with pytest.raises(ValueError, match=name) as refused:
        Readiness(**{name: value})
    assert ANSWER_BY_NAME[name].label in str(refused.value)
    assert ANSWER_BY_NAME[name].allowed in str(refused.value)


def test_a_saved_record_comes_back_without_what_is_not_allowed():
    saved = records_bytes({"readiness": GOOD})
    assert read_records(saved, KINDS).records == {"readiness": GOOD}
    wrong = read_records(saved.replace(b"2018", b"218"), KINDS)
    assert wrong.records == {"readiness": replace(GOOD, graduation_year=None)}
    assert len(wrong.problems) == 1


@given(st.text(max_size=30))
def test_whatever_is_typed_is_an_answer_or_a_sentence(typed):
    for answer in (*ANSWERS, *AIM_ANSWERS):
        value, said = read_answer(answer, typed)
        assert answer.holds(value)
        assert not (said and value)


@pytest.mark.parametrize(
    ("typed", "value", "is_wrong"),
    [
        ("2018", 2018, False),
        (" 2018 ", 2018, False),
        ("", None, False),
        ("n/a", None, False),
        ("18", None, True),
        ("2018.5", None, True),
        ("next year", None, True),
        ("99999", None, True),
    ],
)
def test_a_year_as_typed(typed, value, is_wrong):
    read, said = read_answer(ANSWER_BY_NAME["graduation_year"], typed)
    assert (read, bool(said)) == (value, is_wrong)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("visa", "J-1", "j1"),
        ("gaps", "short", "short"),
        ("specialty", "Internal Medicine", "internal_medicine"),
        ("works_clinically", "Yes", True),
        ("works_clinically", "no", False),
        ("works_clinically", "", False),
        ("audit_usmle", "weak", "weak"),
        # As files of version 1 have it.
        ("exams", "An exam is missing", "missing"),
    ],
)
def test_words_as_typed(name, typed, value):
    assert read_answer({**ANSWER_BY_NAME, **AIM_BY_NAME}[name], typed) == (value, "")
