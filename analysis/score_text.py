"""Read what a person typed where a number belongs: a number, a pass, no value, or a sentence."""

import re
from dataclasses import dataclass
from typing import Final
from unicodedata import decimal

from analysis.echo import echo, visible
from analysis.names import is_failed, is_nothing, is_passed
from analysis.profile import LIST_LENGTH, RESEARCH_ITEMS, STEP1, NumberField
from data.name_records import name_key

LONGEST_SHOWN: Final = 20
# More than anybody writes into one field.
_LONGEST: Final = 100
# Marks round a remark.
_BESIDE: Final = " ()[].,;:*-–"
# What may stand beside a number and says nothing more.
_UNITS: Final = frozenset(
    {"", "score", "scored", "points", "pts", "point", "items", "item", "pubs", "publications", "total"}
)
_EXAM_NAMES: Final = re.compile(r"\b(usmle|step ?[12]( ?ck)?|3-digit|three-digit)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?<![\d.,])\d+(?:\.0*|,0{0,2})?(?![\d.,]|\s*%)")
_DECIMAL_MARKS: Final = str.maketrans({"．": ".", "٫": ".", "，": ",", "、": ",", "。": "."})
# What a text is that is no whole number.
_KINDS: Final = (
    (r"^\d+(\.\d+)?\s*%$", "is a percentage or a percentile, not a number of points or items"),
    (r"^[-−–]\s*\d+([.,]\d+)?$", "is below zero"),
    (r"^\d+[.,]\d+$", "is not a whole number"),
    (r"^\d( \d)+$", "has blanks between its digits"),
    # Two numbers that stand apart, or digits parted by marks alone; in "240 (2nd try)" one has a remark.
    (r"(?<!\w)\d\d+(?!\w).*(?<!\w)\d\d+(?!\w)", "is more than one number"),
    (r"^(?!.*[^\W\d_]).*\d\D+\d", "is more than one number"),
    (r"\d", "is not just a number"),
    ("", "is not a number"),
)
# When an exam was taken: 2023, in May 2023, 05/2023, 2023-05-12.
_DATE: Final = re.compile(
    r"\b(?:(?:in|on)\s+)?(?:(?:\d\d?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+"
    r"(?:\d\d?,\s*)?)?(?:\d\d?[/.-]){0,2}(?:19|20)\d\d(?:[/.-]\d\d?){0,2}\b",
    re.IGNORECASE,
)
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

    `field` is one of `analysis.profile.NUMBER_FIELDS` or `LIST_LENGTH`; a text of None is blank.
    """
    text = text or ""
    # A plain number needs no words, and is nearly everything that is typed.
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return _in_range(field, text, text, is_pass=False)
    typed = visible(text[: 10 * _LONGEST])
    # Superscripts and the like are no digits of a keyboard.
    plain = "".join(str(decimal(mark, mark)) for mark in typed).translate(_DECIMAL_MARKS)
    if plain.isascii() and plain.isdigit():
        return _in_range(field, plain, typed, is_pass=False)
    if not plain or is_nothing(plain):
        # Nobody's research is unknown because they say they have none; nor is it 0 because a cell says so.
        if field == RESEARCH_ITEMS and name_key(plain) in {"none", "nil", "nothing"}:
            return _refused(field, typed, "is read as no number; write 0 where there are no items")
        return ScoreReading()
    if is_passed(plain):
        return _passed(field, typed)
    if is_failed(plain):
        return _refused(field, typed, "is no score, and nothing else is kept of it")
    return _in_words(field, plain, typed)


def _refused(field: NumberField, typed: str, said: str, *, passed: bool = False) -> ScoreReading:
    shown = echo(typed, LONGEST_SHOWN)
    return ScoreReading(None, passed, f"{field.label}: {shown} {said}. Allowed is {field.allowed}.")


def _passed(field: NumberField, typed: str) -> ScoreReading:
    return ScoreReading(passed=True) if field == STEP1 else _refused(field, typed, "is no number")


def _in_words(field: NumberField, plain: str, typed: str) -> ScoreReading:
    """Read a text that is more than a number: a number with a remark, or none."""
    rest = _EXAM_NAMES.sub(" ", plain) if len(plain) <= _LONGEST else ""
    if is_passed(_DATE.sub(" ", rest).strip(_BESIDE)):
        return _passed(field, typed)
    numbers = _NUMBER.findall(rest)
    words = _NUMBER.sub(" ", rest)
    remark = name_key(words)
    # A sign, a range, a share or a second number makes it something else.
    if len(numbers) == 1 and not re.search(r"[-−–+/%<>~≈]\s*\d|\d\s*[-−–+/%<>~≈]", plain.lstrip("+")):
        is_pass = bool(remark) and is_passed(words.strip(_BESIDE))
        if remark in _UNITS or is_pass:
            return _in_range(field, re.split(r"[.,]", numbers[0])[0], typed, is_pass=is_pass)
    # A number in the name of an exam is not what was meant.
    meant = rest.strip(" :") or plain
    return _refused(field, typed, next(said for pattern, said in _KINDS if re.search(pattern, meant)))


def _in_range(field: NumberField, digits: str, typed: str, *, is_pass: bool) -> ScoreReading:
    """Return a whole number, or what it probably is where it cannot be one."""
    passed = is_pass and field == STEP1
    number = digits.lstrip("0") or "0"
    value = int(number) if len(number) <= 4 else None
    if value is not None and field.lowest <= value <= field.highest:
        return ScoreReading(value, passed)
    if field == RESEARCH_ITEMS:
        return _refused(field, typed, "is more than anybody lists, probably a slip")
    if field == LIST_LENGTH:
        return _refused(field, typed, "is out of range, probably a slip")
    # A pass with its code beside it is a pass.
    if passed and number in {"0", "1"}:
        return ScoreReading(passed=True)
    return _refused(field, typed, f"is out of range, {_probably(field, value)}", passed=passed)


def _probably(field: NumberField, value: int | None) -> str:
    """Say what a number that is no score probably is."""
    if value is None or value > 999:
        return "probably a slip with a digit too many"
    if value in _COMLEX:
        return "probably a COMLEX score, for which there are no averages here"
    write = "; for a pass write “pass”" if field == STEP1 else ""
    guesses = (
        (1, f"a code for pass or fail{write}"),
        (11, "a slip"),
        (field.highest // 10, "a slip with a digit missing, or a percentile"),
        (99, "a percentile or a two-digit score"),
        (999, "a slip in one of three digits"),
    )
    return "probably " + next(said for highest, said in guesses if value <= highest)
