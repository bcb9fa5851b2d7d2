"""Restated figures: each must name a number that is there, as it is printed there."""

import pandas as pd

from data.identities import ROUNDING
from data.transcription import refuse_row


def with_years(restatements: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the match year that stands in the name of their observation.

    Raises:
        TranscriptionError: a name holds no year.
    """
    years = restatements["observation_id"].str.extract(r"\.(\d{4})\.", expand=False)
    refuse_row(restatements, years.isna(), "{observation_id!r} holds no match year.")
    return restatements.assign(match_year=years.astype("int64"))


def refuse_unproved(restatements: pd.DataFrame, observations: pd.DataFrame) -> None:
    """Compare every restated figure with the number that it is about, and a share with its counts.

    Raises:
        TranscriptionError: there is no such observation, its number is another one, or a restated share
            is not the quotient of its counts to the decimal printed.
    """
    about = observations.loc[observations["observation_id"].isin(restatements["observation_id"])]
    value_of = about.drop_duplicates("observation_id").set_index("observation_id")["value"]
    unknown = ~restatements["observation_id"].isin(value_of.index)
    refuse_row(restatements, unknown, "there is no observation {observation_id!r}.")
    rows = restatements.assign(
        value=restatements["observation_id"].map(value_of),
        exact=100 * restatements["part_count"] / restatements["whole_count"],
    )
    other = rows["value"] != rows["printed_value"]
    refuse_row(rows, other, "{observation_id} is {value:g}, not {printed_value:g}.")
    wrong = (rows["exact"] - rows["restated_value"]).abs().gt(ROUNDING).fillna(False)
    refuse_row(rows, wrong, "{restated_value:g} is not the share of its counts, {exact:.2f}.")
