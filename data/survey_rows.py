"""The slugs of what surveys print in words of their own, and the cells that cannot be read."""

import pandas as pd

from data.directors import FACTOR_OF_PRINTED
from data.residents import MEASURE_OF_PRINTED
from data.transcription import Frames, refuse_row

# Table -> the printed column, the column of slugs it gives, and the slug of every printed text.
_SLUGS = {
    "resident_quantiles": ("measure_as_printed", "resident_measure", MEASURE_OF_PRINTED),
    "director_factors": ("factor_as_printed", "factor", FACTOR_OF_PRINTED),
}


def with_slugs(rows: Frames) -> Frames:
    """Return the tables that print measures or factors in words, with the slug of each.

    Raises:
        TranscriptionError: the words of a row are in no vocabulary.
    """
    found = {}
    for table, (printed, name, slug_of) in _SLUGS.items():
        frame = rows[table]
        frame = frame.assign(**{name: frame[printed].map(slug_of)})
        refuse_row(frame, frame[name].isna(), f"{{{printed}!r}} is no {name} of the vocabulary.")
        found[table] = frame
    return found


def without_garbled(factors: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `director_factors` without the importance of those whose cell is garbled."""
    garbled = factors["cell_status"] == "garbled"
    return factors.assign(importance_mean=factors["importance_mean"].mask(garbled))
