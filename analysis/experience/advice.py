"""What of the guides' tables is about clinical experience, as records; and whose advice it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.guides import (
    TABLE_OF,
    Experience,
    FramePlace,
    Guide,
    Rule,
    Side,
    Threshold,
    VisaUse,
    read_advice,
)

# The tables, by the name under which they are kept here.
KINDS_READ: Final = {
    "guides": Guide,
    "kinds": Experience,
    "rules": Rule,
    "thresholds": Threshold,
    "uses": VisaUse,
    "places": FramePlace,
    "sides": Side,
}
TABLES_READ: Final = tuple(TABLE_OF[kind] for kind in KINDS_READ.values())


@dataclass(frozen=True)
class ExperienceAdvice:
    """The guides' tables that the page of clinical experience reads.

    Attributes:
        guides: who says it.
        kinds: orders of strength, and to whom a kind is open.
        rules: every rule.
        thresholds: the numbers of rules.
        uses: what a visa is used for.
        places: the empty places of frames.
        sides: where guides disagree.
    """

    guides: tuple[Guide, ...]
    kinds: tuple[Experience, ...]
    rules: tuple[Rule, ...]
    thresholds: tuple[Threshold, ...]
    uses: tuple[VisaUse, ...]
    places: tuple[FramePlace, ...]
    sides: tuple[Side, ...]


def experience_advice(tables: Mapping[str, pd.DataFrame]) -> ExperienceAdvice:
    """Return the advice out of its tables, by name."""
    return ExperienceAdvice(
        **{name: read_advice(kind, tables[TABLE_OF[kind]]) for name, kind in KINDS_READ.items()}
    )
