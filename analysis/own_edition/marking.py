"""Whose figures they are, wherever they go: the mark, citation and sources of an edition of one's own.

What shows figures of this data set alone passes through unchanged.
"""

from dataclasses import replace
from typing import Final

import pandas as pd

from analysis.story import Story
from data.editions.record import Edition

# The column of a file of rows that says whose averages they are.
NOTE_COLUMN: Final = "edition_note"
# Where the numbers of a chart can be traced to.
IN_THE_FILE: Final = "in the file that was loaded; no table of Match Atlas has them"


def marked(story: Story, edition: Edition) -> Story:
    """Return a story with what has to be said of its edition: on the chart, below it and in its data."""
    if not edition.mark:
        return story
    own = tuple(source for source in edition.sources if source.source_id in story.source_ids)
    if not own:
        return story

    def rows() -> pd.DataFrame:
        return marked_rows(story.rows(), edition)

    return replace(
        story,
        subtitle=f"{story.subtitle} · {edition.mark}",
        alt=f"{story.alt} The averages were {edition.mark}.",
        rows=rows,
        notes=(edition.citation_note, *story.notes),
        trace=(),
        loaded=own,
    )


def marked_rows(rows: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Return rows for a file, with a column that says in each whose averages they are."""
    return rows.assign(**{NOTE_COLUMN: edition.citation_note}) if edition.mark else rows
