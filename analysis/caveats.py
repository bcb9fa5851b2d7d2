"""What has to stand beside the numbers wherever they are shown: their sources, and what they cannot say."""

import re
from collections.abc import Iterable
from typing import Final

import pandas as pd

from analysis.editions import lacking
from analysis.era.compute import norms_then_and_now
from analysis.wording import capital, listed
from data.editions.record import Edition
from data.own_edition import UNCHECKED

# What a grade of trust means where somebody first meets it; a sign is half a step.
TRUST_WORDS: Final = {
    "A": "the publication itself",
    "B": "a copy that passes checks",
    "C": "a copy of unknown authorship",
    UNCHECKED: "a file that nobody here compared with its publication",
}

# What the tables say of pages that are named in one of their columns, and the same for who has no table.
_IN_A_COLUMN: Final = re.compile(r"named in each row's \w+$")
NAMED_BY_ROW: Final = "that the data names row by row"

_PASS_FAIL: Final = (
    "Step 1 has been pass/fail since 26 January 2022 (USMLE notice); a three-digit score is older than that."
)


def trust_words(grade: str, compiled_by: str) -> str:
    """Say what a grade means; what somebody stands in between of is a copy, however well it is trusted."""
    return TRUST_WORDS["B" if compiled_by and grade.startswith("A") else grade[0]]


# What stands for a publisher where a source names nobody.
NOT_NAMED: Final = "not named"
# The number of a printed table or figure, before what it shows.
_NUMBERED: Final = r"^((?:Table|Figure) \w+)\b.*$"


# Several editions as one.
_SPAN: Final = re.compile(r"(\d{4}) to (\d{4})")

# What is said of a source: whose it is and how far it is trusted first.
_SAID: Final = ("publisher", "compiled_by", "trust_grade", "title", "edition", "table_title")


def say_sources(sources: pd.DataFrame, source_ids: Iterable[str], *, in_short: bool = False) -> str:
    """Return sources as one line: publication and editions, the tables used, who compiled them, the trust.

    Where there is little room, a table that has a number goes by it alone, and a grade is not explained.
    Without a source there is no line.
    """
    used = sources.set_index("source_id").loc[list(source_ids)]
    # The editions and tables of each report, said once; charts and slides ask for them all the time.
    publications: dict[tuple[str, str, str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for *same, title, edition, table in used[list(_SAID)].itertuples(index=False):
        # Editions of one report differ by the year in their title: said once, with all their years.
        series = title.replace(f"{edition} ", "")
        editions, tables = publications.setdefault((same[0], same[1], same[2], series), ({}, {}))
        editions[edition] = None
        tables[re.sub(_NUMBERED, r"\1", table) if in_short else table] = None
    # What has the same publisher and the same trust is said together.
    trusted: dict[tuple[str, str, str], list[str]] = {}
    for (*key, series), (editions, tables) in publications.items():
        report = f"{series}, {listed(_each_once(editions))} ({'; '.join(tables)})"
        trusted.setdefault((key[0], key[1], key[2]), []).append(report)
    said = " ".join(
        f"{_publisher(publisher)}, {'; '.join(reports)}"
        + (f", as compiled in {_IN_A_COLUMN.sub(NAMED_BY_ROW, compiled_by)}" if compiled_by else "")
        + f". Trust grade {grade}{'' if in_short else f': {trust_words(grade, compiled_by)}'}."
        for (publisher, compiled_by, grade), reports in trusted.items()
    )
    return f"Source: {said}" if said else ""


def _publisher(publisher: str) -> str:
    """Return a publisher as a sentence begins with it; the name of a site is left as it is."""
    if publisher == NOT_NAMED:
        return "Author not named"
    return publisher if "." in publisher.split()[0] else capital(publisher)


def _each_once(editions: Iterable[str]) -> list[str]:
    """Return editions without a year that a span of others holds already: 2012 to 2021, not and 2021."""
    editions = list(editions)
    spans = [tuple(map(int, found.groups())) for one in editions if (found := _SPAN.fullmatch(one))]
    return [
        one
        for one in editions
        if not (one.isdecimal() and any(first <= int(one) <= last for first, last in spans))
    ]


def say_norms(usmle_norms: pd.DataFrame, match_year: int) -> str:
    """Say how the national Step 2 CK average moved since the year of the averages; empty where unknown."""
    if not (norms := norms_then_and_now(usmle_norms, match_year)):
        return ""
    then, latest = norms
    moved, looks = ("rose", "better") if latest.mean > then.mean else ("went", "worse")
    return (
        f"The national Step 2 CK average {moved} from {then.mean:.0f} ({then.period}) to {latest.mean:.0f} "
        f"({latest.period}), so a recent score looks {looks} beside a {match_year} average than it is."
    )


def standing_caveats(usmle_norms: pd.DataFrame, edition: Edition) -> tuple[str, ...]:
    """Return the paragraphs that stand wherever a score of today meets the averages of an edition."""
    absent = lacking(edition)
    without = f"No {' and no '.join(absent)} are in this source, so n" if absent else "N"
    return (
        *([edition.citation_note] if edition.citation_note else []),
        f"{_PASS_FAIL} {say_norms(usmle_norms, edition.match_year)}".rstrip(),
        "“Matched” means matched to the preferred specialty, the first on the rank order list; “unmatched” "
        f"includes people who matched elsewhere. {without}othing here is a chance of matching.",
    )
