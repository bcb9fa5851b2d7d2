"""Which column of a file is which of a caseload: proposals with reasons, and what has to be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from analysis.caseload.columns import COLUMN_BY_NAME, COLUMNS
from analysis.caseload.derived_group import PARTS
from analysis.caseload.headings import Heading, header_number, headings, said_together
from analysis.caseload.readiness_columns import unsure_answer
from analysis.caseload.records import Line
from analysis.echo import echo
from analysis.wording import listed

# Stands for no column of the file.
NO_COLUMN: Final = -1
# Headings that give a column of a caseload together, in the order they are read; why, and what is asked.
_TOGETHER: Final[Mapping[str, tuple[tuple[str, ...], str, str]]] = {
    "person_name": (("first_name", "last_name"), "", ""),
    "applicant_group": (
        PARTS,
        "Derived from {}.",
        "No column names the applicant group; it can be derived from {}.",
    ),
    "research_items": (
        ("research_part",),
        "The sum of {}; a blank one adds nothing.",
        "No column counts all research items; {} can be added up.",
    ),
    "specialties": (("specialties", "specialty_more"), "", ""),
}
_NEEDED: Final = {
    "identifier": "No column tells people apart; without one they are called by their row.",
    "applicant_group": "No column says the applicant group, without which nobody can be compared.",
    "specialties": "No column names specialties, without which nobody can be compared.",
}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which columns of a file are read, and as what.

    Attributes:
        header: number of the line with the headings; 0 where there is none.
        places: name of a column of a caseload -> columns of the file, counted from 0; none where it is
            absent.
        everybody: slug of the group that everybody is in, where no column says it.
        answers: name of an answer of readiness -> column of the file, where somebody said otherwise than the
            headings do, or a heading is not plain; `NO_COLUMN` where it is in none.
    """

    header: int
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    everybody: str = ""
    answers: Mapping[str, int] = field(default_factory=dict)

    def of(self, name: str) -> tuple[int, ...]:
        """Return the columns of the file that make up one of a caseload."""
        return self.places.get(name, ())

    @property
    def used(self) -> frozenset[int]:
        """Every column of the file that is read."""
        return frozenset(place for places in self.places.values() for place in places)


def spare_columns(mapping: ColumnMapping, columns: Sequence[Heading]) -> list[Heading]:
    """Return the filled columns of a file that are read as none of a caseload: they are kept along."""
    return [column for column in columns if column.place not in mapping.used and column.is_filled]


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
    """Propose which column of a file is which; `header` is the line with the headings, 0 for none.

    Where it is None the headings are looked for.
    """
    number = header_number(lines) if header is None else header
    columns = headings(lines, number)
    maker = _Maker([column for column in columns if column.text or column.is_filled])
    if number == 0:
        said = "The first line holds values and no headings, so the columns have to be named."
        maker.questions.append(said)
    if together := said_together(lines, number):
        maker.questions.append(together)
    for column in COLUMNS:
        maker.by_heading(column.name)
    maker.identifier_of_names()
    for column in COLUMNS:
        maker.by_nearness(column.name)
    maker.by_values()
    maker.what_is_absent()
    mapping = ColumnMapping(number, maker.places, answers=maker.unsure_answers())
    return Proposal(mapping, maker.reasons, columns, tuple(maker.questions))


@dataclass(slots=True)
class _Maker:
    """A proposal in the making."""

    columns: Sequence[Heading]
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)

    def _take(self, name: str, found: Sequence[Heading], reason: str, question: str = "") -> None:
        self.places[name] = tuple(column.place for column in found)
        self.reasons[name] = reason
        if question:
            self.questions.append(question)

    def _unnamed(self, holds: str = "", near: str = "") -> list[Heading]:
        """Return columns that are not taken, of unknown heading, with such values or near a name."""
        taken = {place for places in self.places.values() for place in places}
        free = [column for column in self.columns if column.place not in taken and not column.slug]
        return [column for column in free if (near in column.near if near else column.holds == holds)]

    def by_heading(self, name: str) -> None:
        """Take the columns whose heading is known to mean one of a caseload."""
        own = [column for column in self.columns if column.slug == name]
        if len(own) > 1:
            self._several(name, own)
            return
        reason, question = "", ""
        if not own or name == "specialties":
            slugs, reason, question = _TOGETHER.get(name, ((), "", ""))
            own = [column for slug in slugs for column in self.columns if column.slug == slug]
        if own:
            said = listed(echo(column.shown) for column in own)
            by_heading = f"By {'their headings' if own[1:] else 'its heading'}, {said}."
            self._take(name, own, reason.format(said) or by_heading, question.format(said))

    def _several(self, name: str, own: list[Heading]) -> None:
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
        reason = f"{said} can all be meant; {echo(own[0].shown)} is proposed."
        self._take(name, own[:1], reason, f"{said} can all be meant for {COLUMN_BY_NAME[name].label}.")

    def identifier_of_names(self) -> None:
        """Where nothing but a name tells people apart, propose it."""
        places = self.places.get("person_name", ())
        names = [column for column in self.columns if column.place in places]
        if "identifier" in self.places or len(names) != 1:
            return
        shown = echo(names[0].shown)
        self._take(
            "identifier",
            names,
            f"No other column tells people apart than {shown}.",
            f"No column but {shown} tells people apart; as an identifier it is printed on handouts.",
        )
        self.places["person_name"] = ()

    def by_nearness(self, name: str) -> None:
        """Propose a column whose heading is close to a known one."""
        near = self._unnamed(near=name)[:1]
        if near and not self.places.get(name):
            shown, label = echo(near[0].shown), COLUMN_BY_NAME[name].label
            question = f"{shown} is no known heading and close to {label}."
            self._take(name, near, f"{shown} is close to {label}.", question)

    def by_values(self) -> None:
        """Propose columns whose heading says nothing by what stands in them."""
        for name, what in (("applicant_group", "applicant groups"), ("specialties", "specialties")):
            free = self._unnamed(holds=name)[:1]
            if free and not self.places.get(name):
                said = f"Most values of {echo(free[0].shown)} are {what}"
                label = COLUMN_BY_NAME[name].label
                self._take(name, free, f"{said}.", f"{said}, and no heading says {label}.")
        scores = self._unnamed(holds="score")
        absent = [name for name in ("step1", "step2_ck") if not self.places.get(name)]
        if scores and absent:
            # One column of scores is what people have now; two are in the order of the exams.
            names = absent if len(scores) >= len(absent) else absent[-1:]
            for name, column in zip(names, scores, strict=False):
                said = f"Most values of {echo(column.shown)} could be scores"
                self._take(name, [column], f"{said}.", f"{said}, and its heading does not say of which exam.")

    def what_is_absent(self) -> None:
        """Ask about what a caseload needs and no column seems to hold."""
        self.questions += [said for name, said in _NEEDED.items() if not self.places.get(name)]
        for column in COLUMNS:
            self.places.setdefault(column.name, ())
            self.reasons.setdefault(column.name, "No column was found for it.")

    def unsure_answers(self) -> dict[str, int]:
        """Propose columns of readiness whose heading can count something else, and ask about them."""
        answers: dict[str, int] = {}
        known = {column.slug for column in self.columns}
        for column in self.columns:
            found = unsure_answer(column.text)
            if found is None or not column.is_filled or found[0].name in {*known, *answers}:
                continue
            asked, or_else = found
            answers[asked.name] = column.place
            self.questions.append(
                f"{echo(column.shown)} is proposed for “{asked.label}”; where it counts {or_else}, take it "
                "out of “Columns for readiness”."
            )
        return answers
