"""Restated figures: each must name a number that is there, as it is printed there."""

import re
from collections.abc import Iterable

import pandas as pd

from data.official_row import OfficialRow
from data.transcription import TranscriptionError


def year_of(row: OfficialRow) -> int:
    """Return the match year that stands in the name of the observation.

    Raises:
        TranscriptionError: the name holds no year.
    """
    found = re.search(r"\.(\d{4})\.", row.text("observation_id"))
    if found is None:
        raise TranscriptionError(f"{row.where}: {row.text('observation_id')!r} holds no match year.")
    return int(found[1])


def refuse_unproved(restatements: Iterable[OfficialRow], observations: pd.DataFrame) -> None:
    """Compare every restated figure with the number that it is about, and a share with its counts.

    Raises:
        TranscriptionError: there is no such observation, its number is another one, or a restated share
            is not the quotient of its counts to the decimal printed.
    """
    value_of = dict(zip(observations["observation_id"], observations["value"], strict=True))
    for row in restatements:
        name, printed, restated = (
            row.text("observation_id"),
            row.number("printed_value"),
            row.number("restated_value"),
        )
        if name not in value_of:
            raise TranscriptionError(f"{row.where}: there is no observation {name!r}.")
        if value_of[name] != printed:
            raise TranscriptionError(f"{row.where}: {name} is {value_of[name]:g}, not {printed:g}.")
        if row.cells["whole_count"] is not None:
            exact = 100 * row.number("part_count") / row.number("whole_count")
            if abs(exact - restated) > 0.05 + 1e-9:
                raise TranscriptionError(
                    f"{row.where}: {restated:g} is not the share of its counts, {exact:.2f}."
                )
