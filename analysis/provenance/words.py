"""The words of a provenance: a number with its unit, what it is about, how it was read.

A number is a row of `observations`, column -> value, None where one is missing.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from analysis.wording import STATUS_LABELS, capital
from data.editions.record import PrintedTable
from data.vocabulary import LABELS

_UNITS: Final = {
    "points on the USMLE scale, 1-300": "point",
    "points": "point",
    "items listed": "item",
    "positions per applicant": "position",
}
# Tables whose counts are of positions, as far as their names say nothing else.
_PLACES: Final = frozenset({"positions", "match_rates", "soap", "positions_by_state", "filled_by_state"})
# Words in the name of a count that say what it counts; the last one there counts.
_COUNTED: Final = frozenset(
    {"applicant", "couple", "individual", "position", "program", "resident", "survey"}
)
_NOBODY: Final = "nothing to take a share of"
_STATUS_SENTENCES: Final = {
    "reported": "The source gives this number.",
    "not_reported": "The source gives no number here. That is not a zero.",
    "garbled": "What the source prints here cannot be read with certainty, so the number stays missing.",
}
_CUT: Final = (
    "{who} prints the row with nothing between its cells. It was cut into cells, and the build joins "
    "label and cells again and compares them with the row as printed."
)
_JOINED: Final = (
    "{who} prints the row in cells. The build joins label and cells again and compares them with the row as "
    "printed."
)
_DECIDED: Final = "This row needed a decision, which stands with the corrections."
_BY_MACHINE: Final = "Read by machine in NRMP's own document, by the place of the figure on the page."


def value_text(number: Mapping[str, Any]) -> str:
    """Return the number with its unit, or in words why there is none."""
    value, unit = number["value"], number["unit"]
    if value is None:
        return _NOBODY if number["measure"] == "unmatched_pct" else STATUS_LABELS[number["cell_status"]]
    if unit.startswith("percent"):
        return f"{value:.1f}%"
    if unit == "count":
        return f"{value:,.0f} {_counted(number)}{'' if value == 1 else 's'}"
    tail = " per applicant" if unit == "positions per applicant" else ""
    noun = f"{_UNITS[unit]}{'' if value == 1 else 's'}{tail}" if unit in _UNITS else unit
    return f"{value:g} {noun}"


def _counted(number: Mapping[str, Any]) -> str:
    """Return what a count counts, as one of them."""
    measure = str(number["measure"])
    if named := [word for part in measure.split("_") if (word := part.removesuffix("s")) in _COUNTED]:
        return named[-1]
    if number["table_name"] == "couples":
        return "couple"
    places = number["table_name"] in _PLACES or measure == "offered_count"
    return "position" if places and measure != "active_count" else "applicant"


def restatement_text(number: Mapping[str, Any], restated: Mapping[Any, Any]) -> str:
    """Say what another edition gives for the number, by `restatements`, and which of the two is used."""
    other = value_text({**number, "value": restated["restated_value"]})
    page = f", p. {restated['page']}" if restated["page"] else ""
    used = "the restated one" if restated["shown"] == "restated" else "the printed one"
    return (
        f"{restated['about']}: {other} (source {restated['source_id']}{page}). {restated['reason']} "
        f"Charts use {used}."
    )


def status_text(number: Mapping[str, Any], *, reads_two_ways: bool) -> str:
    """Say whether the source gives the number, whose row there may read in two ways."""
    if number["value"] is None and number["measure"] == "unmatched_pct":
        return "Nobody ranked only this specialty, so there is no share; the source prints 0.0."
    if reads_two_ways and number["value"] is not None:
        return "The source prints a row that can be cut in two ways; this number is of the reading kept."
    return _STATUS_SENTENCES[number["cell_status"]]


def about(number: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of what the number is about, in readable labels."""
    for name, column in (
        ("Match year", "match_year"),
        ("Period", "period"),
        ("Specialty", "specialty"),
        ("Name in the source", "specialty_as_printed"),
        ("Applicants", "applicant_group"),
        ("Outcome", "outcome"),
        ("Exam", "exam"),
        ("Position level", "position_level"),
        ("Detail", "detail"),
    ):
        value = number[column]
        label = LABELS.get(column, {}).get(value, value)
        # NRMP's name is worth a line only where it is another one.
        if label and not (
            column == "specialty_as_printed" and label == LABELS["specialty"].get(number["specialty"])
        ):
            yield name, str(label)


def reading_text(copied_from: str, *, printed_by: str, table: PrintedTable | None, is_decided: bool) -> str:
    """Say how the cell was read: in which copy, if in one, and whether its row needed a decision."""
    if table is None:
        return f"Read in a copy: {copied_from}." if copied_from else _BY_MACHINE
    said = (_JOINED if table.separator else _CUT).format(who=f"{capital(printed_by)}")
    return f"{said} {_DECIDED}" if is_decided else said
