"""Which column of a file is which of a caseload: proposals with reasons, and what has to be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from analysis.caseload.columns import COLUMN_BY_NAME, COLUMNS
from analysis.caseload.derived_group import PARTS
from analysis.caseload.headings import Heading, header_number, headings
from analysis.caseload.records import Line
from analysis.echo import echo
from analysis.wording import listed

# Headings that give a column of a caseload together, in the order they are read.
_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "person_name": ("person_name", "first_name", "last_name"),
    "applicant_group": ("applicant_group", *PARTS),
    "research_items": ("research_items", "research_part"),
    "specialties": ("specialties", "specialty_more"),
}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which columns of a file are read, and as what.

    Attributes:
        header: number of the line with the headings; 0 where there is none.
        places: name of a column of a caseload -> columns of the file, counted from 0; none where it is
            absent.
        everybody: slug of the group that everybody is in, where no column says it.
    """

    header: int
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    everybody: str = ""

    def of(self, name: str) -> tuple[int, ...]:
        """Return the columns of the file that make up one of a caseload."""
        return self.places.get(name, ())

    @property
    def used(self) -> frozenset[int]:
        """Every column of the file that is read."""
        return frozenset(place for places in self.places.values() for place in places)

    def with_places(self, name: str, places: Sequence[int]) -> "ColumnMapping":
        """Return the mapping with other columns for one of a caseload."""
        return replace(self, places={**self.places, name: tuple(places)})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a file.

    Attributes:
        mapping: the columns proposed.
        reasons: name of a column of a caseload -> why, as a sentence.
        columns: the columns of the file.
        open_questions: what has to be looked at before the file is read, as sentences; none where every
            heading is known exactly and each column is there once.
    """

    mapping: ColumnMapping
    reasons: Mapping[str, str]
    columns: tuple[Heading, ...]
    open_questions: tuple[str, ...]


def propose(lines: Sequence[Line], header: int | None = None) -> Proposal:
    """Propose which column of a file is which.

    Args:
        lines: the filled lines of a file.
        header: number of the line with the headings, 0 for none; None to look for it.
    """
    number = header_number(lines) if header is None else header
    columns = headings(lines, number)
    maker = _Maker([column for column in columns if column.text or column.is_filled])
    for column in COLUMNS:
        maker.by_heading(column.name)
    maker.identifier_of_names()
    for column in COLUMNS:
        maker.by_nearness(column.name)
    maker.by_values()
    maker.what_is_absent()
    questions = list(maker.questions)
    if number == 0:
        questions.insert(0, "The first line holds values and no headings, so the columns have to be named.")
    return Proposal(ColumnMapping(number, maker.places), maker.reasons, columns, tuple(questions))


class _Maker:
    """A proposal in the making."""

    def __init__(self, columns: Sequence[Heading]) -> None:
        self.columns = columns
        self.places: dict[str, tuple[int, ...]] = {}
        self.reasons: dict[str, str] = {}
        self.questions: list[str] = []

    def _take(self, name: str, found: Sequence[Heading], reason: str, question: str = "") -> None:
        self.places[name] = tuple(column.place for column in found)
        self.reasons[name] = reason
        if question:
            self.questions.append(question)

    def _free(self) -> list[Heading]:
        taken = {place for places in self.places.values() for place in places}
        return [column for column in self.columns if column.place not in taken]

    def by_heading(self, name: str) -> None:
        """Take the columns whose heading is known to mean one of a caseload."""
        own = [column for column in self.columns if column.slug == name]
        label = COLUMN_BY_NAME[name].label
        if len(own) > 1:
            self._several(name, label, own)
        elif own and name == "specialties":
            more = [column for column in self.columns if column.slug == "specialty_more"]
            self._take(name, [*own, *more], _by_its_heading([*own, *more]))
        elif own:
            self._take(name, own, _by_its_heading(own))
        elif name in _TOGETHER:
            self._together(name, label)

    def _several(self, name: str, label: str, own: list[Heading]) -> None:
        said = listed(echo(column.shown) for column in own)
        if name == "specialties":
            self._take(name, own, f"{said} name specialties.", f"{said} all name specialties.")
            return
        # The app's own word first; then the column of which more is known to be right.
        is_exam = name in {"step1", "step2_ck"}
        own.sort(
            key=lambda column: (
                column.text.casefold().replace(" ", "_") != name,
                is_exam and column.holds != "score",
                not column.is_filled,
            )
        )
        self._take(
            name,
            own[:1],
            f"{said} can all be meant; {echo(own[0].shown)} is proposed.",
            f"{said} can all be meant for {label}.",
        )

    def _together(self, name: str, label: str) -> None:
        found = [column for slug in _TOGETHER[name] for column in self.columns if column.slug == slug]
        if not found:
            return
        said = listed(echo(column.shown) for column in found)
        if name == "applicant_group":
            reason = f"Derived from {said}."
            question = f"No column names the applicant group; it can be derived from {said}."
        elif name == "research_items":
            reason = f"The sum of {said}; a blank one adds nothing."
            question = f"No column counts all research items; {said} can be added up."
        else:
            reason, question = _by_its_heading(found), ""
        self._take(name, found, reason, question if name != "specialties" else "")

    def identifier_of_names(self) -> None:
        """Where nothing but a name tells people apart, propose it."""
        if "identifier" in self.places or "person_name" not in self.places:
            return
        names = [column for column in self.columns if column.place in self.places["person_name"]]
        if len(names) != 1:
            return
        self._take(
            "identifier",
            names,
            f"No other column tells people apart than {echo(names[0].shown)}.",
            f"No column but {echo(names[0].shown)} tells people apart; as an identifier it is printed on "
            "handouts.",
        )
        self.places["person_name"] = ()

    def by_nearness(self, name: str) -> None:
        """Propose a column whose heading is close to a known one."""
        if self.places.get(name):
            return
        label = COLUMN_BY_NAME[name].label
        near = [column for column in self._free() if not column.slug and name in column.near]
        if near:
            self._take(
                name,
                near[:1],
                f"{echo(near[0].shown)} is close to {label}.",
                f"{echo(near[0].shown)} is no known heading and close to {label}.",
            )

    def by_values(self) -> None:
        """Propose columns whose heading says nothing by what stands in them."""
        for name, what in (("applicant_group", "applicant groups"), ("specialties", "specialties")):
            free = [column for column in self._free() if column.holds == name and not column.slug]
            if free and not self.places.get(name):
                label = COLUMN_BY_NAME[name].label
                said = f"Most values of {echo(free[0].shown)} are {what}"
                self._take(name, free[:1], f"{said}.", f"{said}, and no heading says {label}.")
        scores = [column for column in self._free() if column.holds == "score" and not column.slug]
        absent = [name for name in ("step1", "step2_ck") if not self.places.get(name)]
        if scores and absent:
            # One column of scores is what people have now; two are in the order of the exams.
            names = absent if len(scores) >= len(absent) else absent[-1:]
            for name, column in zip(names, scores, strict=False):
                said = f"Most values of {echo(column.shown)} could be scores"
                self._take(name, [column], f"{said}.", f"{said}, and its heading does not say of which exam.")

    def what_is_absent(self) -> None:
        """Ask about what a caseload needs and no column seems to hold."""
        needed = {
            "identifier": "No column tells people apart; without one they are called by their row.",
            "applicant_group": "No column says the applicant group, without which nobody can be compared.",
            "specialties": "No column names specialties, without which nobody can be compared.",
        }
        for name, said in needed.items():
            if not self.places.get(name):
                self.questions.append(said)
        for column in COLUMNS:
            self.places.setdefault(column.name, ())
            self.reasons.setdefault(column.name, "No column was found for it.")


def _by_its_heading(found: Sequence[Heading]) -> str:
    plural = "their headings" if found[1:] else "its heading"
    return f"By {plural}, {listed(echo(column.shown) for column in found)}."
