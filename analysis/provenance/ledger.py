"""The ledger: where a printed number and another one disagree, what was corrected, and which one is shown."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from analysis.counts.reconcile import SAME_PCT, reconcile_editions
from analysis.rates.compute import two_denominators
from analysis.wording import (
    EXAM_LABELS,
    GROUP_LABELS,
    GROUP_PLURALS,
    SPECIALTY_LABELS,
    STATUS_LABELS,
    capital,
    listed,
    signed,
)
from data.terms import Term
from data.vocabulary import LABELS, TOTAL

LEDGER_COLUMNS: Final = (
    "topic",
    "match_year",
    "about",
    "printed",
    "compared_with",
    "difference",
    "reason",
    "shown",
    "source_ids",
)
TOPICS: Final = (
    Term("claims", "Statements of the guide, beside NRMP’s counts and survey"),
    Term("fill_column", "The guide’s fill column beside NRMP’s counts"),
    Term("corrections", "Cells of the guide that were read with a decision"),
    Term("nrmp", "NRMP’s tables where they disagree with each other or with themselves"),
    Term("restated", "Figures that another edition of NRMP’s gives otherwise"),
    Term("breaks", "Years that do not continue the year before"),
)
LEDGER_TABLES: Final = (
    "scores",
    "research_output",
    "img_fill",
    "printed_rows",
    "positions",
    "applicants",
    "guide_claims",
    "director_groups",
    "director_factors",
    "source_oddities",
    "restatements",
    "observations",
)
# What an entry says where there is nothing to compare or to subtract.
_UNSAID: Final = {"compared_with": "–", "difference": "–"}
# Checks whose cells no table shows.
_NOT_SHOWN: Final = frozenset({"director_factors_importance"})
# The specialty that the guide's statement about visa status stands under, and may be about.
_MEANT: Final = "family_medicine"
_SURVEYS_APART: Final = (
    "The guide speaks of the survey of {of}, which is not carried here; the answers beside it are of {by}, "
    "so no difference is taken."
)


def _claims(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """Put each statement of the guide beside the counts of its year, or the survey that there is."""
    for claim in tables["guide_claims"].to_dict("records"):
        bound = "under " if claim["claimed_as"] == "less_than" else ""
        yield {
            "match_year": claim["match_year"],
            "printed": f"{bound}{claim['claimed_pct']:.0f}% (guide: {claim['statement']})",
            **_ANSWERS[claim["about"]](claim, tables),
        }


def _by_counts(claim: Mapping[Hashable, Any], tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    kinds = tuple(claim["applicant_types"].split())
    years = two_denominators(tables["applicants"], kinds).set_index("match_year")
    row = years.loc[claim["match_year"]]
    people = listed(GROUP_PLURALS[kind] for kind in kinds)
    return {
        "about": f"{capital(people)} who matched",
        "compared_with": (
            f"{row['of_active_pct']:.1f}% ({row['matched_count']:,} of {row['active_count']:,} with a "
            f"list); {row['of_registered_pct']:.1f}% of the {row['registered_count']:,} who registered"
        ),
        "difference": signed(claim["claimed_pct"] - row["of_active_pct"], 1),
        "reason": "The guide gives a rounded figure and does not say what it is taken of.",
        "shown": "NRMP’s counts, with both denominators, on Match rates",
        "source_ids": f"{claim['source_id']} {row['source_ids']}",
    }


def _by_groups(claim: Mapping[Hashable, Any], tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    groups, kind = tables["director_groups"], claim["applicant_types"]
    row = _latest(groups.loc[(groups["applicant_group"] == kind) & (groups["specialty"] == TOTAL)])
    return _by_survey(
        claim,
        row,
        about=f"Program directors who often interview {GROUP_PLURALS[kind]}",
        answers=f"{row['often_pct']:.0f}% of {row['program_count']:,} programs say often",
    )


def _by_factor(claim: Mapping[Hashable, Any], tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    factors = tables["director_factors"]
    rows = factors.loc[factors["factor"] == "visa_status"]
    row, meant = (_latest(rows.loc[rows["specialty"] == name]) for name in (TOTAL, _MEANT))
    return _by_survey(
        claim,
        row,
        about="Program directors who consider visa status for interviews",
        answers=f"{row['citing_pct']:.0f}% of {row['program_count']:,} programs cite it; "
        f"{meant['citing_pct']:.0f}% of {meant['program_count']:,} in {SPECIALTY_LABELS[_MEANT]}",
    )


def _latest(rows: pd.DataFrame) -> pd.Series:
    """Return the row on interviews of the latest survey."""
    return rows.loc[rows["stage"] == "interview"].sort_values("match_year").iloc[-1]


def _by_survey(claim: Mapping[Hashable, Any], row: pd.Series, *, about: str, answers: str) -> dict[str, Any]:
    return {
        "about": about,
        "compared_with": f"{row['match_year']}: {answers}",
        "reason": _SURVEYS_APART.format(of=claim["match_year"], by=row["match_year"]),
        "shown": f"NRMP’s survey of {row['match_year']}",
        "source_ids": f"{claim['source_id']} {row['source_id']}",
    }


# What a statement is about -> how it is answered.
_ANSWERS: Final[Mapping[str, Callable[..., dict[str, Any]]]] = {
    "matched": _by_counts,
    "often_interviewed": _by_groups,
    "visa_status_considered": _by_factor,
}


def _fill_column(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """List every share of the guide that NRMP's counts do not confirm."""
    rows = reconcile_editions(tables)
    for row in rows.loc[rows["difference"].abs() >= SAME_PCT].to_dict("records"):
        yield {
            "match_year": row["match_year"],
            "about": f"{row['label']}, {GROUP_LABELS[row['applicant_group']]}",
            "printed": f"{row['guide_pct']:.1f}%",
            "compared_with": (
                f"{row['nrmp_pct']:.1f}% ({row['matched_count']:,.0f} of {row['filled_count']:,.0f} filled)"
            ),
            "difference": signed(row["difference"], 1),
            "reason": f"{capital(row['reason'])}.",
            "shown": "NRMP’s counts; the guide’s column on Who fills the places where it is asked for",
            "source_ids": _sources(
                *(
                    source
                    for name in ("img_fill", "positions")
                    for source in tables[name].loc[
                        tables[name]["match_year"] == row["match_year"], "source_id"
                    ]
                )
            ),
        }


def _corrections(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """List the garbled cells, which stay missing, and the rows that read two ways."""
    scores, printed = tables["scores"], tables["printed_rows"]
    garbled = scores.loc[scores["cell_status"] == "garbled"]
    notes = printed.set_index(["source_id", "specialty"])
    for row in garbled.to_dict("records"):
        page = notes.loc[(row["source_id"], row["specialty"])]
        yield {
            "match_year": row["match_year"],
            "about": (
                f"{SPECIALTY_LABELS[row['specialty']]}, {GROUP_LABELS[row['applicant_group']]}, "
                f"{EXAM_LABELS[row['exam']]}, {row['outcome']}"
            ),
            "printed": page["row_as_printed"],
            "reason": page["reading_note"],
            "shown": f"Nothing: “{STATUS_LABELS['garbled']}”",
            "source_ids": row["source_id"],
        }
    cells = pd.concat([tables["scores"], tables["research_output"]])
    years = dict(zip(cells["source_id"], cells["match_year"], strict=True))
    for row in printed.loc[printed["other_readings"] != ""].to_dict("records"):
        yield {
            "match_year": years[row["source_id"]],
            "about": f"{SPECIALTY_LABELS[row['specialty']]}, all groups",
            "printed": row["row_as_printed"],
            "compared_with": f"also reads {row['other_readings']}",
            "reason": row["reading_note"],
            "shown": "The reading kept",
            "source_ids": row["source_id"],
        }


def _nrmp(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """List the oddities of NRMP's own tables, each with its written reason."""
    for row in tables["source_oddities"].to_dict("records"):
        yield {
            "match_year": row["match_year"],
            "about": f"{row['row_label']}, {row['column_name']}",
            "printed": row["printed"],
            "compared_with": row["compared_with"],
            "reason": row["reason"],
            "shown": (
                f"Nothing: “{STATUS_LABELS['garbled']}”"
                if row["check_name"] in _NOT_SHOWN
                else "Both, as printed, in the tables"
            ),
            "source_ids": _sources(row["source_id"], row["reason_source_id"]),
        }


def _restated(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """List the figures that another edition gives otherwise, each with the counts or the page behind it."""
    numbers = tables["observations"].set_index("observation_id")
    for row in tables["restatements"].to_dict("records"):
        number = numbers.loc[row["observation_id"]]
        is_share = number["unit"].startswith("percent")
        form = "{:.1f}%" if is_share else "{:,.0f}"
        counts = "" if pd.isna(row["whole_count"]) else f" ({row['part_count']:,} of {row['whole_count']:,})"
        page = f", p. {row['page']}" if row["page"] else ""
        used = row["shown"] == "restated"
        yield {
            "match_year": row["match_year"],
            "about": row["about"],
            "printed": form.format(row["printed_value"]),
            "compared_with": f"{form.format(row['restated_value'])}{counts}{page}",
            "difference": signed(row["printed_value"] - row["restated_value"], 1 if is_share else 0),
            "reason": row["reason"],
            "shown": "The restated figure" if used else "Both: the printed one with its mark, the other here",
            "source_ids": _sources(number["source_id"], row["source_id"]),
        }


def _breaks(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """List the rows that do not continue the year before."""
    for name, row_names in (
        ("positions", ("specialty_as_printed", "position_level")),
        ("applicants", ("applicant_type",)),
    ):
        frame = tables[name]
        for row in frame.loc[frame["series_break"].notna()].to_dict("records"):
            yield {
                "match_year": row["match_year"],
                "about": ", ".join(
                    LABELS.get(column, {}).get(row[column], row[column]) for column in row_names
                ),
                "printed": str(row["match_year"]),
                "compared_with": f"{row['match_year'] - 1}",
                "reason": row["break_note"],
                "shown": "A gap or a dotted line; no change is computed across it",
                "source_ids": _sources(row["source_id"], row["break_source_id"]),
            }


def _sources(*source_ids: str | float | None) -> str:
    """Return the sources that there are, each once."""
    return " ".join(dict.fromkeys(str(name) for name in source_ids if not pd.isna(name)))


def build_ledger(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List every discrepancy and correction, computed from the tables named in `LEDGER_TABLES`.

    Returns:
        One row per discrepancy, in the order of `TOPICS`: `LEDGER_COLUMNS`, as text for reading. `printed`
        is what the guide or the page says, `compared_with` what it was held against, `difference` printed
        minus compared in percentage points where both are shares, `shown` which one this app shows and where.
    """
    found = {
        "claims": _claims(tables),
        "fill_column": _fill_column(tables),
        "corrections": _corrections(tables),
        "nrmp": _nrmp(tables),
        "restated": _restated(tables),
        "breaks": _breaks(tables),
    }
    entries = [{"topic": topic, **_UNSAID, **entry} for topic, rows in found.items() for entry in rows]
    return pd.DataFrame(entries, columns=list(LEDGER_COLUMNS))
