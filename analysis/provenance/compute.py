"""The passport of one number: what it says, where it was printed, how it was read, and how to cite it."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import pandas as pd

from analysis.counts.reconcile import SAME_PCT, reconcile_editions
from analysis.export.citation import source_citation
from analysis.provenance.uses import Reader, pages_with
from analysis.provenance.words import about, reading_text, restatement_text, status_text, value_text
from data.editions import EDITIONS
from data.observations import OBSERVED, slug_of
from data.schema import TABLES
from data.vocabulary import CHOICE_TYPES, LABELS

# Source -> its printed table, for everything that an edition prints.
_PRINTED_TABLES: Final = {printed.source_id: printed for edition in EDITIONS for printed in edition.printed}


class UnknownObservationError(ValueError):
    """There is no observation of that name; the message is one sentence that a visitor may read."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of the source that holds the number.

    Attributes:
        source_id: source that prints it.
        text: a row of an edition exactly as printed; of any other table, the printed label and the cells of
            the row as `column = value`.
        reading_note: what a reader must know about how it was read; may be empty.
        other_readings: other ways to cut it into cells; mostly empty.
    """

    source_id: str
    text: str
    reading_note: str = ""
    other_readings: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Everything that is known about one number, as text for reading.

    `value` has its unit, or says in words why there is no number. `shown_on` has the title and the address of
    each page that shows or uses the number; `link` is the address of this passport, relative like those.
    """

    observation_id: str
    value: str
    unit: str
    cell_status: str
    status: str
    measure: str
    meaning: str
    about: tuple[tuple[str, str], ...]
    publication: str
    edition: str
    table_title: str
    page: str
    publisher: str
    compiled_by: str
    url: str
    trust_grade: str
    trust_note: str
    printed: tuple[PrintedRow, ...]
    reading: str
    corrections: tuple[str, ...]
    shown_on: tuple[tuple[str, str], ...]
    citation: str
    link: str

    @property
    def headline(self) -> str:
        """Return the number and what it is about in one line."""
        return f"{self.measure}: {self.value} ({', '.join(text for _, text in self.about)})"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return (name, text) of every fact there is, in reading order; nothing without text."""
        rows = ((f"Row of {row.source_id}", row.text) for row in self.printed)
        everything = (
            ("Value", self.value),
            ("Unit", self.unit),
            ("Status", self.status),
            ("What it counts", self.meaning),
            *self.about,
            ("Publication", self.publication),
            ("Edition", self.edition),
            ("Table", self.table_title),
            ("Page", self.page),
            ("Publisher", self.publisher),
            ("Compiled by", self.compiled_by),
            ("Address", self.url),
            ("Trust", f"{self.trust_grade}: {self.trust_note}"),
            *rows,
            ("How it was read", self.reading),
            ("Pages that show or use it", ", ".join(title for title, _ in self.shown_on)),
            ("Cite as", self.citation),
            ("Permanent name", self.observation_id),
        )
        return tuple((name, text) for name, text in everything if text)


def provenance(
    tables: Mapping[str, pd.DataFrame], observation_id: str, pages: Iterable[Reader] = ()
) -> Provenance:
    """Return the passport of one observation.

    Args:
        tables: every table of `data.schema.TABLES`, by name.
        observation_id: its permanent name, as `observations` has it.
        pages: the pages that may show or use it, each with what it reads.

    Raises:
        UnknownObservationError: there is no such observation.
    """
    observations = tables["observations"]
    found = observations.loc[observations["observation_id"] == observation_id].to_dict("records")
    if not found:
        raise UnknownObservationError(f"There is no observation “{observation_id[:120]}”.")
    number = _plain(found[0])
    rows = _rows_of(number, tables)
    sources = tables["sources"].set_index("source_id", drop=False)
    source = {str(name): str(value) for name, value in sources.loc[number["source_id"]].items()}
    columns = {column.name: column for column in TABLES[number["table_name"]].columns}
    printed = tuple(_printed(number, rows, tables["printed_rows"]))
    return Provenance(
        observation_id=observation_id,
        value=value_text(number),
        unit=number["unit"],
        cell_status=number["cell_status"],
        status=status_text(number, reads_two_ways=any(row.other_readings for row in printed)),
        measure=LABELS["measure"][number["measure"]],
        meaning=columns[number["measure"]].description,
        about=tuple(about(number)),
        publication=source["title"],
        edition=source["edition"],
        table_title=source["table_title"],
        page=rows[0].get("page") or source["page"],
        publisher=source["publisher"],
        compiled_by=source["compiled_by"],
        url=source["url"],
        trust_grade=str(rows[0].get("trust_grade", source["trust_grade"])),
        trust_note=source["trust_note"],
        printed=printed,
        reading=reading_text(
            rows[0].get("copied_from") or source["compiled_by"],
            printed_by=source["printed_by"],
            table=_PRINTED_TABLES.get(number["source_id"]),
            is_decided=any(row.reading_note for row in printed),
        ),
        corrections=tuple(_corrections(number, printed, tables)),
        shown_on=tuple(pages_with(number, tables, pages)),
        citation=source_citation(source),
        link=f"data?part=passport&observation={quote(observation_id)}",
    )


def _plain(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """Return a row with None where a value is missing."""
    return {str(name): None if pd.isna(value) else value for name, value in row.items()}


def _rows_of(number: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Return the rows of its table that hold the number: one, or two where it repeats on both."""
    place, wanted = (number["table_name"], number["measure"]), number["observation_id"]
    frame = tables[place[0]]
    key = next(one.key for one in OBSERVED if (one.table.name, one.measure.name) == place)
    prefix = f"{'.'.join(place)}."
    for name in ("match_year", "specialty_as_printed"):
        if name in key:
            frame = frame.loc[frame[name] == number[name]]
    return [
        _plain(row)
        for row in frame.to_dict("records")
        if prefix + ".".join(slug_of(row[name]) for name in key) == wanted
    ]


def _printed(
    number: Mapping[str, Any], rows: list[dict[str, Any]], printed_rows: pd.DataFrame
) -> Iterator[PrintedRow]:
    if number["source_id"] in _PRINTED_TABLES:
        # A cell may be printed in two tables that agree.
        cell = (number["applicant_group"], number["outcome"] or "")
        again = {
            printed.source_id
            for printed in _PRINTED_TABLES.values()
            if printed.repeated_in == number["source_id"]
            and any((one.applicant_group, one.outcome) == cell for one in printed.cells)
        }
        wanted = {number["source_id"], *again}
        same = printed_rows["source_id"].isin(wanted) & (printed_rows["specialty"] == number["specialty"])
        found = printed_rows.loc[same].sort_values("source_id", key=lambda s: s != number["source_id"])
        for row in found.to_dict("records"):
            yield PrintedRow(
                row["source_id"], row["row_as_printed"], row["reading_note"], row["other_readings"]
            )
        return
    table = TABLES[number["table_name"]]
    cells = [column.name for column in table.columns if column.dtype in {"int", "float"}]
    for row in rows:
        named = [LABELS.get(name, {}).get(row[name], row[name]) for name in table.key if name != "source_id"]
        shown = ", ".join(
            f"{name} = {row[name]}" for name in cells if name not in table.key and row[name] is not None
        )
        yield PrintedRow(number["source_id"], f"{', '.join(str(name) for name in named)}: {shown}")


def _corrections(
    number: Mapping[str, Any], printed: tuple[PrintedRow, ...], tables: Mapping[str, pd.DataFrame]
) -> Iterator[str]:
    """Yield decisions and contradictions that concern the number, one sentence or two each."""
    for row in printed:
        if row.reading_note:
            other = f" It also reads {row.other_readings}." if row.other_readings else ""
            yield f"Row “{row.text}”: {row.reading_note}{other}"
    if number["break_note"]:
        yield f"Does not continue the year before. {number['break_note']}"
    restated = tables["restatements"]
    for row_ in restated.loc[restated["observation_id"] == number["observation_id"]].to_dict("records"):
        yield restatement_text(number, row_)
    oddities = tables["source_oddities"]
    if number["match_year"] is not None:
        same = (oddities["source_id"] == number["source_id"]) & (oddities["column_name"] == number["measure"])
        for odd in oddities.loc[same & (oddities["match_year"] == number["match_year"])].to_dict("records"):
            if _concerns(odd["row_label"], number):
                yield (
                    f"{odd['row_label']}, {odd['column_name']}: printed {odd['printed']}, compared with "
                    f"{odd['compared_with']}. {odd['reason']}"
                )
    if number["table_name"] == "img_fill":
        both = reconcile_editions(tables)
        same = (
            (both["match_year"] == number["match_year"])
            & (both["specialty"] == number["specialty"])
            & (both["applicant_group"] == number["applicant_group"])
        )
        for row_ in both.loc[same & (both["difference"].abs() >= SAME_PCT)].to_dict("records"):
            yield (
                f"NRMP’s counts give {row_['nrmp_pct']:.1f}% ({row_['matched_count']:,.0f} of "
                f"{row_['filled_count']:,.0f} filled): {row_['reason']}."
            )


def _concerns(row_label: str, number: Mapping[str, Any]) -> bool:
    """Return whether a contradiction of the same column is about this number, or a total over it."""
    if number["table_name"] == "director_factors":
        parts = (part.split(": ") for part in number["detail"].split("; "))
        place = ", ".join((number["specialty_as_printed"], *(LABELS[name][slug] for name, slug in parts)))
        return row_label == place
    if number["table_name"] == "positions":
        return LABELS["position_level"][number["position_level"]] in row_label
    others = {term.label for term in CHOICE_TYPES if term.slug != number["applicant_group"]}
    return not (number["table_name"] == "only_choice" and any(row_label.endswith(label) for label in others))
