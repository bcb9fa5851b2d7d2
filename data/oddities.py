"""Compare what the checks find with the reviewed list: every oddity has a reason, every reason its oddity."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from data.official_checks import CHECKS
from data.transcription import Frames, TranscriptionError

_LIST_FILE = "known_oddities.csv"
_KEY = ["check_name", "source_id", "match_year", "row_label", "column_name"]
_FIGURES = ("printed", "compared_with")


def refuse_unexplained(rows: Frames) -> None:
    """Run every check and compare the findings with the list.

    Raises:
        TranscriptionError: one line per cell that breaks a check and is not listed, per listed cell that
            breaks it no longer or is printed otherwise, and per listed cell without a reason.
    """
    found = pd.DataFrame(
        (
            {"check_name": check.name, "rule": check.rule, **finding}
            for check in CHECKS
            for finding in check.find(rows)
        ),
        columns=["where", "rule", *_KEY, *_FIGURES],
        dtype="str",
    )
    listed = rows["source_oddities"].astype({"match_year": "str"})
    both = found.reset_index().merge(listed, on=_KEY, how="outer", suffixes=("", "_listed"), indicator=True)
    # In the order of the checks; what none of them finds comes last.
    both = both.sort_values("index")
    faults = dict.fromkeys(fault for row in both.to_dict("records") for fault in _faults(row))
    if faults:
        raise TranscriptionError("\n".join(faults))


def _faults(row: Mapping[Hashable, Any]) -> Iterator[str]:
    """Yield what is wrong with a finding, a row of the list, or both where they are of one cell."""
    listed = f"{row['where_listed']}: {', '.join(row[name] for name in _KEY)}"
    if row["_merge"] == "right_only":
        yield f"{listed} no longer contradicts anything; take the row out."
    else:
        # A row of Table 6 has its year for a name.
        name = ", ".join(dict.fromkeys((row["row_label"], row["match_year"])))
        cell = f"{row['where']}: {row['column_name']} of {name} is {row['printed']}"
    if row["_merge"] == "left_only":
        yield f"{cell}; {row['rule']}, which gives {row['compared_with']}. No row of {_LIST_FILE} says why."
    elif not row["reason"].strip():
        yield f"{listed} has no reason."
    if row["_merge"] == "both" and any(row[name] != row[f"{name}_listed"] for name in _FIGURES):
        figures = f"{row['printed_listed']} against {row['compared_with_listed']}"
        yield f"{cell} against {row['compared_with']}; {row['where_listed']} lists {figures}."
