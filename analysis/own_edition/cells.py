"""One cell of an edition's file: a slug or a number, or a sentence on what is wrong and what is allowed."""

import re
from typing import Final

from analysis.caseload.records import Cell
from analysis.echo import echo
from analysis.names import is_missing, read_name
from analysis.own_edition.columns import (
    COLUMNS,
    HIGHEST_SCORE,
    LOWEST_SCORE,
    MOST_ITEMS,
    MOST_PEOPLE,
    MOST_SPREAD,
    SPECIALTY_SLUGS,
    WORDS,
)
from analysis.wording import SPECIALTY_LABELS
from data.name_records import name_key

_ALLOWED: Final = {column.name: column.allowed for column in COLUMNS}
# A comma in front of three digits parts thousands, any other one the decimals, as spreadsheets in many
# countries write it.
_NUMBER: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+([.,]\d+)?")
_THOUSANDS: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


def read_word(column: str, cell: Cell) -> tuple[str, str]:
    """Return the slug that a cell of a column of words means, and a sentence where it means none."""
    if not cell.text:
        return "", f"Blank. Allowed: {_ALLOWED[column]}."
    if column in WORDS:
        slug = WORDS[column].get(name_key(cell.text), "")
        return slug, "" if slug else f"{echo(cell.text)} is none of {_ALLOWED[column]}."
    if column == "specialty":
        read = read_name("specialty", cell.text, SPECIALTY_SLUGS)
        labels = SPECIALTY_LABELS
    else:
        read, labels = read_name("applicant_group", cell.text), {}
    if read.slug:
        return read.slug, ""
    near = " or ".join(labels.get(slug, slug) for slug in read.proposals)
    return "", read.sentence or f"{echo(cell.text)} is not known{f'; is it {near}?' if near else '.'}"


def is_blank(cell: Cell) -> bool:
    """Whether a cell says that there is no figure: nothing, N/A, a dash."""
    return not cell.text or (not cell.odd and is_missing(cell.text))


def read_value(cell: Cell, measure: str, statistic: str) -> tuple[float, str]:
    """Return the figure in a cell, and a sentence where it cannot be one of this measure and statistic."""
    if statistic == "n":
        return read_count(cell)
    value, wrong = _number(cell)
    if wrong:
        return 0.0, wrong
    if statistic == "sd":
        most = MOST_ITEMS if measure == "research_items" else MOST_SPREAD
        fits, allowed = 0 < value <= most, f"a standard deviation above 0 and up to {most:g}"
    elif measure == "research_items":
        fits, allowed = 0 <= value < MOST_ITEMS, f"items from 0 to less than {MOST_ITEMS}"
    else:
        fits = LOWEST_SCORE <= value <= HIGHEST_SCORE
        allowed = f"points from {LOWEST_SCORE} to {HIGHEST_SCORE}"
    return (value, "") if fits else (0.0, f"{echo(cell.text)} cannot be right. Allowed: {allowed}.")


def read_count(cell: Cell) -> tuple[float, str]:
    """Return the number of people in a cell, and a sentence where it is none."""
    value, wrong = _number(cell)
    if cell.odd:
        return 0.0, wrong
    if wrong or not value.is_integer() or not 1 <= value <= MOST_PEOPLE:
        return 0.0, f"{echo(cell.text)} is no number of people. Allowed: {_ALLOWED['n']}."
    return value, ""


def _number(cell: Cell) -> tuple[float, str]:
    if cell.odd:
        return 0.0, f"It is {cell.odd}, not a number."
    text = cell.text.replace(" ", "") if len(cell.text) < 40 else cell.text
    if not text.isascii() or not _NUMBER.fullmatch(text):
        return 0.0, f"{echo(cell.text)} is not one number above zero, such as 234.5."
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.replace(",", ".")
    return float(plain), ""
