"""The guides' advice: the source of each row, and what its tables must say to be carried at all."""

from collections.abc import Mapping

import pandas as pd

from data.guide_terms import SOURCE_OF_GUIDE, STAGES_OF_TRAINING
from data.guides_schema import ADVICE_TABLES, BY_GUIDE
from data.terms import slugs
from data.transcription import Frames, refuse_row

# The source of what NRMP says against a guide.
_NOTICES = "policy_notices"
_GUIDES = "guides"
_LEVELS = ["guide", "risk_factor", "measured"]
_HUNDRED = 100


def added_to(name: str) -> tuple[str, ...]:
    """Return the columns of a table of advice that its raw file does not have."""
    return ("source_id",) if name == _GUIDES else ("source_id", *(column.name for column in BY_GUIDE))


def with_guide_sources(rows: Frames) -> dict[str, pd.DataFrame]:
    """Return the tables of advice with the source of each row, and its guide's author and date.

    Raises:
        TranscriptionError: a rule, a date or a policy event is named that there is not, a superseded row does
            not name what superseded it, bands overlap, or the shares of a mix do not sum to 100.
    """
    # A rule is named after its guide.
    numbers = rows["guide_thresholds"]
    guides = {
        name: numbers["rule"].str.split(".").str[0] if name == "guide_thresholds" else rows[name]["guide"]
        for name in ADVICE_TABLES
    }
    of_guide = rows[_GUIDES].set_index("guide").assign(source_id=pd.Series(SOURCE_OF_GUIDE))
    elsewhere = {"source_id": _NOTICES}
    sourced = {
        name: rows[name].assign(
            **{
                column: guide.map(of_guide[column]).fillna(elsewhere.get(column, ""))
                for column in added_to(name)
            }
        )
        for name, guide in guides.items()
    }
    _refuse_wrong(sourced)
    return sourced


def _refuse_wrong(rows: Mapping[str, pd.DataFrame]) -> None:
    for name in ADVICE_TABLES:
        if "advice_status" in rows[name]:
            _refuse_status(rows[name])
    dates, levels, mix = rows["guide_dates"], rows["guide_levels"], rows["guide_mix"]
    for table, name in ((dates, "date_rule"), (rows["guide_rules"], "rule")):
        refuse_row(table, table[name].duplicated(), f"{{{name}}} already has a row.")
    unknown = dates["counted_from"].notna() & ~dates["counted_from"].isin(dates["date_rule"])
    refuse_row(dates, unknown, "there is no date {counted_from!r}.")
    counted = dates["counted_from"].notna()
    both = dates["month"].notna().eq(counted) | dates["days_before"].notna().ne(counted)
    refuse_row(dates, both, "a date has a month and a day, or days before another date.")
    for table in (levels, rows["guide_thresholds"]):
        bounded = table["lowest"].notna() | table["highest"].notna()
        refuse_row(table, table["measured"].notna().ne(bounded), "bounds and what they measure go together.")
        for bound in ("lowest", "highest"):
            wrong = table[bound].isna() & table[f"{bound}_included"]
            refuse_row(table, wrong, f"{bound} is missing and cannot be included.")
    ordered = levels.dropna(subset="measured").sort_values([*_LEVELS, "lowest"])
    before = ordered.groupby(_LEVELS)[["highest", "highest_included"]].shift()
    touching = ordered["lowest"].eq(before["highest"]) & before["highest_included"].eq(True)
    overlapping = ordered["lowest"].lt(before["highest"]) | (touching & ordered["lowest_included"])
    refuse_row(ordered, overlapping, "the band {band!r} overlaps the one before.")
    total = mix["applications_pct"].sum()
    refuse_row(mix, pd.Series(total != _HUNDRED, mix.index), f"the shares sum to {total:g}, not to 100.")
    kinds = rows["guide_experience"]
    known = {*slugs(STAGES_OF_TRAINING), ""}
    odd = kinds["open_to"].map(lambda text: not known.issuperset(text.split()))
    refuse_row(kinds, odd, "open_to is {open_to!r}.")
    sides = rows["guide_disagreements"]
    alone = ~sides["disagreement"].duplicated(keep=False)
    refuse_row(sides, alone, "a disagreement has two sides.")


def _refuse_status(rows: pd.DataFrame) -> None:
    noted, stands = rows["status_note"].ne(""), rows["advice_status"].eq("current")
    refuse_row(rows, noted.eq(stands), "a row that stands has no note, and any other has one.")
    unsaid = rows["advice_status"].eq("superseded") & rows["event"].isna()
    refuse_row(rows, unsaid, "nothing is named that superseded it.")
    refuse_row(rows, stands & rows["event"].notna(), "it stands, and an event is named against it.")
