"""Compare what the checks find with the reviewed list: every oddity has a reason, every reason its oddity."""

from collections.abc import Iterator

from data.identities import Finding
from data.official_checks import CHECKS
from data.official_row import OfficialRow, OfficialRows
from data.transcription import TranscriptionError

_LIST = "source_oddities"
_LIST_FILE = "known_oddities.csv"
_KEY = ("check_name", "source_id", "match_year", "row_label", "column_name")

OddityKey = tuple[str, ...]


def refuse_unexplained(rows: OfficialRows) -> None:
    """Run every check and compare the findings with the list.

    Raises:
        TranscriptionError: one line per cell that breaks a check and is not listed, per listed cell that
            breaks it no longer or is printed otherwise, and per listed cell without a reason.
    """
    listed = {tuple(row.text(column) for column in _KEY): row for row in rows[_LIST]}
    faults: list[str] = []
    found: set[OddityKey] = set()
    for check in CHECKS:
        for finding in check.find(rows):
            key = _key(check.name, finding)
            found.add(key)
            faults.extend(_finding_faults(finding, check.rule, listed.get(key)))
    faults.extend(_list_faults(listed, found))
    if faults:
        raise TranscriptionError("\n".join(faults))


def _key(check_name: str, finding: Finding) -> OddityKey:
    row = finding.row
    return (check_name, row.text("source_id"), row.text("match_year"), finding.row_label, finding.column)


def _finding_faults(finding: Finding, rule: str, known: OfficialRow | None) -> Iterator[str]:
    row = finding.row
    printed = (finding.printed, finding.compared_with)
    # A row of Table 6 has its year for a name.
    name = ", ".join(dict.fromkeys((finding.row_label, row.text("match_year"))))
    cell = f"{row.where}: {finding.column} of {name} is {printed[0]}"
    if known is None:
        yield f"{cell}; {rule}, which gives {printed[1]}. No row of {_LIST_FILE} says why."
    elif (known.text("printed"), known.text("compared_with")) != printed:
        yield (
            f"{cell} against {printed[1]}; {known.where} lists {known.text('printed')} against "
            f"{known.text('compared_with')}."
        )


def _list_faults(listed: dict[OddityKey, OfficialRow], found: set[OddityKey]) -> Iterator[str]:
    for key, row in listed.items():
        if key not in found:
            yield f"{row.where}: {', '.join(key)} no longer contradicts anything; take the row out."
        if not row.text("reason").strip():
            yield f"{row.where}: {', '.join(key)} has no reason."
