"""An edition of one's own: figures that somebody loads from a file, and that stand in no table of this data.

Its rows go with its record, so that nothing can show them without knowing whose they are. Those of a visit
are made by `analysis.own_edition.reading`; those of a deployment are read from `OWN_DIR`, where `make data`
puts what it reads in `data/raw/own`.
"""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from data.definitions import Source
from data.editions import EDITION_BY_SLUG
from data.editions.record import STATISTICS, Edition, PrintedCell, PrintedTable, Statistic, statistic_column
from data.schema import TABLES
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, EXAMS, OUTCOMES, SPECIALTIES

OWN_DIR: Path = Path(__file__).parent / "tables_own"
# In an address: the edition that this visit loaded, whatever it is.
OWN_SLUG: Final = "own"
LOADED: Final = "loaded by you"
# For an edition that whoever runs a server put there for everybody.
LOADED_HERE: Final = f"{LOADED}, on this server"
# The grade of what nobody here compared with a publication.
UNCHECKED: Final = "U"
# Measure of a file -> the table that its figures become rows of, and the exam that they are about.
MEASURES: Final = {
    **{exam: ("scores", exam) for exam in slugs(EXAMS)},
    "research_items": ("research_output", ""),
}
_TITLES: Final = {
    **{exam.slug: f"{exam.label} scores" for exam in EXAMS},
    "research_items": "Abstracts, presentations and publications",
}


class Figure(NamedTuple):
    """One figure of a file: slugs of what it is of, and its value."""

    specialty: str
    applicant_group: str
    outcome: str
    measure: str
    statistic: Statistic
    value: float


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself: the publication, its match year, and how to cite it."""

    publication: str
    match_year: int
    citation: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class OwnEdition(Edition):
    """An edition that somebody loaded.

    Attributes:
        citation: how whoever loaded it cites it.
        figures: what was read, each once.
        fingerprint: of its content; two editions with one are the same.
        loaded: the words that mark it.
        is_of_visit: whether one visit has it and nobody else may see it.
    """

    citation: str
    figures: tuple[Figure, ...] = field(repr=False)
    fingerprint: str
    loaded: str = LOADED
    is_of_visit: bool = True

    def __repr__(self) -> str:
        """Return what tells it from every other edition, and nothing of its figures."""
        return f"OwnEdition({self.slug}, {self.fingerprint}, {self.is_of_visit})"

    @property
    def label(self) -> str:
        """What people choose it by; the mark stands where a narrow list does not cut it off."""
        return f"{self.match_year} Match · {self.mark} · {self.publication}"

    @property
    def mark(self) -> str:
        """Words that go wherever its figures go."""
        return self.loaded

    @property
    def citation_note(self) -> str:
        """Sentence that goes wherever its figures go."""
        return (
            f"The figures of the {self.match_year} Match out of {self.publication} were {self.mark}, and "
            f"nobody here compared them with the publication. Cite as: {self.citation}"
        )

    @cached_property
    def rows(self) -> Mapping[str, pd.DataFrame]:
        """Table -> its rows, in the form of that table and with a column for each further statistic."""
        return {name: _rows(self, name) for name in ("scores", "research_output")}

    def over(self, tables: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
        """Return the tables that hold where it is shown: averages are its own, sources also its own."""
        return _Over(tables, self)


class _Over(dict[str, pd.DataFrame]):
    """The tables of this data set, with the rows of one edition in place of the averages."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], edition: OwnEdition) -> None:
        super().__init__(edition.rows)
        self._tables, self._edition = tables, edition

    def __missing__(self, name: str) -> pd.DataFrame:
        found = self._tables[name]
        return with_sources(found, self._edition.sources) if name == "sources" else found


def with_sources(table: pd.DataFrame, sources: Iterable[Source]) -> pd.DataFrame:
    """Return the `sources` table with the records of further ones."""
    more = pd.DataFrame([asdict(source) for source in dict.fromkeys(sources)])
    return table if more.empty else pd.concat([table, more[table.columns]], ignore_index=True)


def own_edition(
    head: Head,
    figures: Sequence[Figure],
    fingerprint: str,
    *,
    slug: str = OWN_SLUG,
    loaded: str = LOADED,
    is_of_visit: bool = True,
) -> OwnEdition:
    """Return the record of an edition out of what a file says: groups, exams and statistics follow."""
    measures = [measure for measure in MEASURES if any(one.measure == measure for one in figures)]
    ids = {measure: f"own_{fingerprint[:12]}_{measure}" for measure in measures}
    return OwnEdition(
        slug=slug,
        publication=head.publication,
        match_year=head.match_year,
        order=head.match_year,
        citation=head.citation,
        figures=tuple(figures),
        fingerprint=fingerprint,
        loaded=loaded,
        is_of_visit=is_of_visit,
        sources=tuple(_source(head, ids[measure], measure, loaded) for measure in measures),
        printed=tuple(
            PrintedTable(ids[measure], "", table, _cells(figures, measure), exam)
            for measure in measures
            for table, exam in [MEASURES[measure]]
        ),
    )


def _source(head: Head, source_id: str, measure: str, loaded: str) -> Source:
    return Source(
        source_id=source_id,
        title=head.publication,
        publisher=f"{loaded[0].upper()}{loaded[1:]}",
        edition=str(head.match_year),
        table_title=_TITLES[measure],
        printed_by="the file",
        compiled_by=f"a file {loaded}",
        citation=f"{head.citation} ({loaded}.)",
        url="",
        terms="As whoever loaded it agreed to; not known here.",
        trust_grade=UNCHECKED,
        trust_note="Read from a file. Nobody here compared it with the publication.",
    )


def _cells(figures: Iterable[Figure], measure: str) -> tuple[PrintedCell, ...]:
    """Return the columns that a printed table of a measure would have, in the order of the vocabulary."""
    there = {(one.applicant_group, one.outcome, one.statistic) for one in figures if one.measure == measure}
    return tuple(
        PrintedCell(group, outcome, statistic)
        for group in slugs(APPLICANT_GROUPS)
        for outcome in slugs(OUTCOMES)
        for statistic in STATISTICS
        if (group, outcome, statistic) in there
    )


def _rows(edition: OwnEdition, table: str) -> pd.DataFrame:
    """Return the rows of one table: every specialty of the edition with every group and outcome it has.

    What a file has for other specialties and not for this one is not in its source.
    """
    specialties = {one.specialty for one in edition.figures if MEASURES[one.measure][0] == table}
    values = {one[:-1]: one.value for one in edition.figures}
    records = [
        _record(edition, printed, (specialty, group, outcome), values)
        for printed in edition.printed
        if printed.table == table
        for specialty in slugs(SPECIALTIES)
        if specialty in specialties
        for group, outcome in dict.fromkeys((cell.applicant_group, cell.outcome) for cell in printed.cells)
    ]
    types = {column.name: column.pandas_dtype for column in TABLES[table].columns}
    there = dict.fromkeys(name for record in records for name in record)
    more = [name for name in there if name not in types]
    return pd.DataFrame(records, columns=[*types, *more]).astype({**types, **dict.fromkeys(more, "float64")})


def _record(
    edition: OwnEdition,
    printed: PrintedTable,
    key: tuple[str, str, str],
    values: Mapping[tuple[str, str, str, str, Statistic], float],
) -> dict[str, object]:
    """Return one row: the statistics of one specialty, group and outcome side by side."""
    specialty, group, outcome = key
    measure = next(name for name, of in MEASURES.items() if of == (printed.table, printed.exam))
    found = {
        statistic_column(printed.table, statistic): values.get((*key, measure, statistic))
        for statistic in dict.fromkeys(cell.statistic for cell in printed.cells)
    }
    has_mean = found.get(statistic_column(printed.table, "mean")) is not None
    return {
        "match_year": edition.match_year,
        "specialty": specialty,
        "applicant_group": group,
        "outcome": outcome,
        **({"exam": printed.exam} if printed.exam else {}),
        **found,
        "cell_status": "reported" if has_mean else "not_reported",
        "source_id": printed.source_id,
    }


def edition_content(edition: OwnEdition) -> str:
    """Return an edition as the text that `OWN_DIR` keeps."""
    head = Head(edition.publication, edition.match_year, edition.citation)
    content = {"head": asdict(head), "fingerprint": edition.fingerprint, "figures": list(edition.figures)}
    return json.dumps(content, ensure_ascii=False, indent=0) + "\n"


@cache
def editions_of(directory: Path) -> tuple[OwnEdition, ...]:
    """Return the editions that a deployment keeps in a folder, the oldest first; none where there is none.

    A file that cannot be read costs that edition alone, and is named in the log of the server.
    """
    found = []
    for path in sorted(directory.glob(f"{OWN_SLUG}_*.json")):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            figures = [Figure(*figure) for figure in content["figures"]]
            head, fingerprint = Head(**content["head"]), str(content["fingerprint"])
            found.append(
                own_edition(head, figures, fingerprint, slug=path.stem, loaded=LOADED_HERE, is_of_visit=False)
            )
        except (OSError, ValueError, TypeError, KeyError):
            logging.getLogger(__name__).warning("%s is no edition; run make data again.", path.name)
    return tuple(sorted(found, key=lambda edition: (edition.order, edition.slug)))


def editions_here() -> tuple[OwnEdition, ...]:
    """Return the editions that this deployment keeps."""
    return editions_of(OWN_DIR)


def edition_here(slug: str) -> Edition:
    """Return an edition of this data set, or one that this deployment keeps.

    Raises:
        KeyError: there is none of that name; one that a visit loaded only that visit has.
    """
    return EDITION_BY_SLUG.get(slug) or {edition.slug: edition for edition in editions_here()}[slug]
