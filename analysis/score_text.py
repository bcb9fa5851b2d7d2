"""Read what a person typed where a number belongs: a number, a pass, no value, or a sentence."""

import re
from dataclasses import dataclass
from typing import Final
from unicodedata import decimal

from analysis.echo import echo, visible
from analysis.names import is_failed, is_missing, is_passed
from analysis.profile import RESEARCH_ITEMS, STEP1, NumberField
from data.name_records import name_key

LONGEST_SHOWN: Final = 20
# More than anybody writes into one field.
_LONGEST: Final = 100
# What may stand beside a number and says nothing more.
_UNITS: Final = frozenset(
    {"", "score", "scored", "points", "pts", "point", "items", "item", "pubs", "publications", "total"}
)
_EXAM_NAMES: Final = re.compile(r"\b(usmle|step ?[12]( ?ck)?|3-digit|three-digit)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?<![\d.,])\d+(?:\.0*|,0{0,2})?(?![\d.,]|\s*%)")
_DECIMAL_MARKS: Final = str.maketrans({"．": ".", "٫": ".", "，": ",", "、": ",", "。": "."})
_COMLEX: Final = range(400, 801)


@dataclass(frozen=True, slots=True)
class ScoreReading:
    """What was read.

    Attributes:
        value: the whole number, within the range of its field; None where there is none.
        passed: whether the text says that Step 1 was passed; only for Step 1.
        sentence: what was wrong, what it probably is and what is allowed; empty where all is well. What was
            typed stands in it as text that nothing can come of.
    """

    value: int | None = None
    passed: bool = False
    sentence: str = ""


def read_score(field: NumberField, text: str | None) -> ScoreReading:
    """Read what was typed into a field; never an exception, never a value out of range.

    Digits of any script, blanks and invisible marks, "230.0" and "240 (pass)" are read. Blank and words such
    as N/A or pending are no value. "pass" is no value either, and for Step 1 a fact.

    Args:
        field: one of `analysis.profile.NUMBER_FIELDS`.
        text: the text as typed; None is blank.
    """
    typed = visible((text or "")[: 10 * _LONGEST])
    # Superscripts and the like are no digits of a keyboard.
    plain = "".join(str(decimal(mark, mark)) for mark in typed).translate(_DECIMAL_MARKS)
    # A plain number needs no words, and is nearly everything that is typed.
    if plain.isascii() and plain.isdigit():
        return _in_range(field, plain, typed, is_pass=False)
    if not plain or is_missing(plain):
        # Nobody's research is unknown because they say that they have none, nor is it 0 because they do.
        if field == RESEARCH_ITEMS and name_key(plain) in {"none", "nil", "nothing"}:
            return _refused(field, f"{_shown(typed)} is read as no number; write 0 where there are no items")
        return ScoreReading()
    if is_passed(plain):
        return _passed(field, typed)
    if is_failed(plain):
        return _refused(field, f"{_shown(typed)} is no score, and nothing else is kept of it")
    return _in_words(field, plain, typed)


def _shown(typed: str) -> str:
    return echo(typed, LONGEST_SHOWN)


def _refused(field: NumberField, said: str, *, passed: bool = False) -> ScoreReading:
    return ScoreReading(None, passed, f"{field.label}: {said}. Allowed is {field.allowed}.")


def _passed(field: NumberField, typed: str) -> ScoreReading:
    if field == STEP1:
        return ScoreReading(passed=True)
    return _refused(field, f"{_shown(typed)} is no number")


def _in_words(field: NumberField, plain: str, typed: str) -> ScoreReading:
    """Read a text that is more than a number: a number with a remark, or none."""
    rest = _EXAM_NAMES.sub(" ", plain) if len(plain) <= _LONGEST else ""
    numbers = _NUMBER.findall(rest)
    words = _NUMBER.sub(" ", rest)
    remark = name_key(words)
    # A sign, a range, a share or a second number makes it something else.
    if len(numbers) == 1 and not re.search(r"[-−–+/%<>~≈]\s*\d|\d\s*[-−–+/%<>~≈]", plain.lstrip("+")):
        is_pass = bool(remark) and is_passed(words.strip(" ()[].,;:*-–"))
        if remark in _UNITS or is_pass:
            return _in_range(field, re.split(r"[.,]", numbers[0])[0], typed, is_pass=is_pass)
    if rest and not numbers and is_passed(words):
        return _passed(field, typed)
    return _refused(field, _what_it_is(field, plain, typed))


def _what_it_is(field: NumberField, plain: str, typed: str) -> str:
    """Say of a text that is no whole number what it probably is."""
    shown = _shown(typed)
    if re.fullmatch(r"\d+(\.\d+)?\s*%", plain):
        return f"{shown} is a percentage or a percentile, not a number of points or items"
    if re.fullmatch(r"[-−–]\s*\d+([.,]\d+)?", plain):
        return f"{shown} is below zero"
    if re.fullmatch(r"\d+[.,]\d+", plain):
        return f"{shown} is not a whole number"
    if len(re.findall(r"\d+", plain)) > 1:
        return f"{shown} is more than one number"
    if re.search(r"\d", plain):
        return f"{shown} is not just a number"
    return f"{shown} is not a number"


def _in_range(field: NumberField, digits: str, typed: str, *, is_pass: bool) -> ScoreReading:
    """Return a whole number, or what it probably is where it cannot be one."""
    passed = is_pass and field == STEP1
    number = digits.lstrip("0") or "0"
    value = int(number) if len(number) <= 4 else None
    if value is not None and field.lowest <= value <= field.highest:
        return ScoreReading(value, passed)
    shown = _shown(typed)
    if field == RESEARCH_ITEMS:
        return _refused(field, f"{shown} is more than anybody lists, probably a slip")
    # A pass with its code beside it is a pass.
    if passed and number in {"0", "1"}:
        return ScoreReading(passed=True)
    return _refused(field, f"{shown} is out of range, {_probably(field, value)}", passed=passed)


def _probably(field: NumberField, value: int | None) -> str:
    """Say what a number that is no score probably is."""
    if value is None or value > 999:
        return "probably a slip with a digit too many"
    if value <= 1:
        write = "; for a pass write “pass”" if field == STEP1 else ""
        return f"probably a code for pass or fail{write}"
    if value < 12:
        return "probably a slip"
    if value <= field.highest // 10:
        return "probably a slip with a digit missing, or a percentile"
    if value <= 99:
        return "probably a percentile or a two-digit score"
    if value in _COMLEX:
        return "probably a COMLEX score, for which there are no averages here"
    return "probably a slip in one of three digits"
