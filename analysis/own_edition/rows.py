"""The rows of an edition's file: figures out of cells, what contradicts itself, and the count of all of it.

Nothing is guessed: of two figures for one cell neither is taken, and no n of a figure that was not taken.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analysis.caseload.advisees import WHOLE_LINE, Problem
from analysis.caseload.records import Cell, Line, cut, said_numbers
from analysis.own_edition.cells import is_blank, read_count, read_value, read_word
from analysis.own_edition.columns import COLUMNS, MEASURE_LABELS, QUANTILES, READ
from data.editions.record import Statistic
from data.own_edition import Figure

# Specialty, group, outcome and measure: what the statistics of one cohort have in common.
Cohort = tuple[str, str, str, str]
# Slugs of measure and statistic, empty where a row names none that is known.
Kind = tuple[str, str]
_KEY: Final = ("specialty", "group", "outcome", "measure", "statistic")
_LABELS: Final = {column.name: column.label for column in COLUMNS}
_ORDER: Final = {"measure": [*MEASURE_LABELS, ""], "statistic": [*READ, ""]}
_UNMATCHED_RESEARCH: Final = (
    "Research items of people who did not match are shown nowhere here. Allowed with research items: Matched."
)
_OF_NO_VALUE: Final = "Left out with the value of its row, which was not read."


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cells of one measure and statistic were read, and how many not.

    Attributes:
        measure: slug; empty where the rows name none that is known.
        statistic: slug; empty likewise.
        read_count: figures that the edition has.
        lost_count: cells with something in them that was not taken.
        blank_count: rows without a value, for which the publication has none.
    """

    measure: str
    statistic: str
    read_count: int
    lost_count: int
    blank_count: int


@dataclass(frozen=True, slots=True)
class RowsRead:
    """What the rows of a file came to: figures, each once, cells that could not be read, and their count."""

    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """One figure of the file, where it stands, and its text."""

    line: int
    column: str
    figure: Figure
    text: str

    @property
    def kind(self) -> Kind:
        return self.figure.measure, self.figure.statistic

    def refused(self, sentence: str) -> Problem:
        return Problem(self.line, self.column, self.text, sentence)


@dataclass(frozen=True, slots=True)
class _LineRead:
    """What one line came to: figures, problems, the kinds of cells not taken, the kind of a blank value."""

    found: tuple[_Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    lost: tuple[Kind, ...] = ()
    blank: tuple[Kind, ...] = ()


def read_rows(lines: Iterable[Line], places: Mapping[str, int]) -> RowsRead:
    """Read the lines below the headings; `places` is where each column stands."""
    read = [_line(line, places) for line in lines]
    kept, refused = _settled([one for line in read for one in line.found])
    problems = [problem for line in read for problem in line.problems]
    problems += [one.refused(sentence) for one, sentence in refused]
    taken = Counter(one.kind for one in kept)
    lost = Counter([*(kind for line in read for kind in line.lost), *(one.kind for one, _ in refused)])
    blank = Counter(kind for line in read for kind in line.blank)
    kinds = sorted(
        {*taken, *lost, *blank},
        key=lambda kind: (_ORDER["measure"].index(kind[0]), _ORDER["statistic"].index(kind[1])),
    )
    return RowsRead(
        tuple(one.figure for one in kept),
        tuple(sorted(problems, key=lambda problem: problem.line)),
        tuple(Tally(*kind, taken[kind], lost[kind], blank[kind]) for kind in kinds),
    )


def _line(line: Line, places: Mapping[str, int]) -> _LineRead:
    """Return the figures of a line, its value and its number of people, and what of it cannot be read."""
    if line.fault:
        problem = Problem(line.number, WHOLE_LINE, cut(line.cells[0].text), line.fault)
        return _LineRead(problems=(problem,), lost=(("", ""),))
    cells = {name: line.cell(place) for name, place in places.items()}
    value, count = cells["value"], cells.get("n", Cell(""))
    measure, statistic = (read_word(name, cells[name])[0] for name in _KEY[3:])
    there = [
        (name, (measure, of), cell)
        for name, of, cell in (("value", statistic, value), ("n", "n", count))
        if not is_blank(cell)
    ]
    has_value = any(name == "value" for name, *_ in there)
    # A line below the table, such as a remark, names no measure.
    blank = () if has_value or not (measure and statistic) else ((measure, statistic),)
    if not there:
        return _LineRead(blank=blank)
    words = {name: read_word(name, cells[name]) for name in _KEY}
    specialty, group, outcome, *_ = (slug for slug, _ in words.values())

    def refused(name: str, sentence: str) -> Problem:
        return Problem(line.number, _LABELS[name], cut(cells[name].text), sentence)

    problems = [refused(name, sentence) for name, (_, sentence) in words.items() if sentence]
    if not problems and measure == "research_items" and outcome != "matched":
        problems = [refused("outcome", _UNMATCHED_RESEARCH)]
    if problems:
        return _LineRead((), tuple(problems), tuple(kind for _, kind, _ in there))
    found: list[_Found] = []
    lost: list[Kind] = []
    for name, kind, cell in there:
        number, wrong = read_value(cell, measure, statistic) if name == "value" else read_count(cell)
        if name == "n" and lost:
            wrong = _OF_NO_VALUE
        if wrong:
            problems.append(refused(name, wrong))
            lost.append(kind)
            continue
        figure = Figure(specialty, group, outcome, *kind, number)  # type: ignore[arg-type]
        found.append(_Found(line.number, _LABELS[name], figure, cut(cell.text)))
    return _LineRead(tuple(found), tuple(problems), tuple(lost), blank)


def _settled(found: Sequence[_Found]) -> tuple[list[_Found], list[tuple[_Found, str]]]:
    """Return each figure once, and with the reason those that are not taken beside others of the file."""
    values = [one for one in found if one.figure.statistic != "n"]
    kept, refused = _each_once(values)
    kept, falling = _rising(kept)
    refused += falling
    without = {one.line for one, _ in refused}
    counts = [one for one in found if one.figure.statistic == "n"]
    orphans = [one for one in counts if one.column == _LABELS["n"] and one.line in without]
    refused += [(one, _OF_NO_VALUE) for one in orphans]
    left = {id(one) for one in orphans}
    once, contradicted = _each_once([one for one in counts if id(one) not in left])
    there = {id(one) for one in (*kept, *once)}
    return [one for one in found if id(one) in there], [*refused, *contradicted]


def _each_once(found: Iterable[_Found]) -> tuple[list[_Found], list[tuple[_Found, str]]]:
    """Return the first of each figure, and all of those that contradict another one."""
    same: dict[tuple[object, ...], list[_Found]] = {}
    for one in found:
        same.setdefault(one.figure[:-1], []).append(one)
    kept, refused = [], []
    for several in same.values():
        if len({one.figure.value for one in several}) == 1:
            kept.append(several[0])
            continue
        lines = {one.line for one in several}
        where = "this row" if len(lines) == 1 else said_numbers(one.line for one in several)
        said = f"Two figures for one cell, in {where}: neither was read. Allowed is one."
        refused += [(one, said) for one in several]
    return kept, refused


def _rising(found: Sequence[_Found]) -> tuple[list[_Found], list[tuple[_Found, str]]]:
    """Return what stays, and the percentiles of each cohort in which these fall from one to the next."""
    by_cohort: dict[Cohort, dict[Statistic, _Found]] = {}
    for one in found:
        by_cohort.setdefault(one.figure[:4], {})[one.figure.statistic] = one
    said = (
        "The percentiles of this cohort fall from one to the next: none of them was read. Allowed is 10th, "
        "25th, median, 75th, 90th in rising order."
    )
    refused: list[tuple[_Found, str]] = []
    for statistics in by_cohort.values():
        quantiles = [statistics[name] for name in QUANTILES if name in statistics]
        values = [one.figure.value for one in quantiles]
        if values != sorted(values):
            refused += [(one, said) for one in quantiles]
    falling = {id(one) for one, _ in refused}
    return [one for one in found if id(one) not in falling], refused
