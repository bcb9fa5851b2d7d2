"""Identities of NRMP's figures that take more than one row: within a table, and from table to table."""

from collections import defaultdict
from collections.abc import Iterator

from data.identities import (
    Finding,
    Key,
    grouped,
    is_there,
    needed,
    shown,
    total_of,
    unequal,
)
from data.official import POSITIONS_TOTALS
from data.official_row import OfficialRow, OfficialRows
from data.official_schema import OFFICIAL_TABLES
from data.vocabulary import CHOICE_TYPES, TOTAL

JUMP = 8  # points; no other year is more than 2 above or below both of its neighbours
_TOTAL_OF_LEVEL = {"pgy1": "Total PGY-1", "pgy2": "Total PGY-2", "r": "Total Physician (R)"}
_GRAND_TOTAL = "GRAND TOTAL"
_WITHIN_ALL = ("us_md_senior", "us_md_graduate", "us_img", "non_us_img", "canadian", "fifth_pathway")
# Editions whose row of Canadian schools counts Fifth Pathway programs too, which other rows repeat.
_CANADIAN_WITH_FIFTH_PATHWAY = {"rd_2020_table4", "rd_2021_table4", "advance_2022_table4"}
_RATES_IN_BOTH_EDITIONS = (
    "offered_count",
    "active_count",
    "us_md_senior_pct",
    "us_img_pct",
    "non_us_img_pct",
    "all_pct",
)

_COUNTS = {
    table.name: tuple(name for name in table.column_names if name.endswith("_count"))
    for table in OFFICIAL_TABLES
}
TYPES_OF_POSITIONS = tuple(
    name for name in _COUNTS["positions"] if name not in {"offered_count", "filled_count", "unfilled_count"}
)


def _totals(rows: OfficialRows) -> dict[Key, OfficialRow]:
    """Return (match year, printed name) -> printed total row of Table 2."""
    return {
        (row.cells["match_year"], row.cells["specialty_as_printed"]): row for row in rows[POSITIONS_TOTALS]
    }


def _applicants(rows: OfficialRows) -> dict[Key, OfficialRow]:
    """Return (match year, applicant type) -> row of Table 4."""
    return {(row.cells["match_year"], row.cells["applicant_type"]): row for row in rows["applicants"]}


def _dos(applicants: dict[Key, OfficialRow], year: object) -> list[OfficialRow]:
    """Return the rows that make up all DOs: seniors and graduates where printed apart, else the one row."""
    apart = [(year, "do_senior"), (year, "do_graduate")]
    keys = apart if all(key in applicants for key in apart) else [(year, "do")]
    return [needed(applicants, key, "applicants") for key in keys]


def rows_sum_to_level_total(rows: OfficialRows) -> Iterator[Finding]:
    """Compare each printed total of a level with the rows of the level."""
    totals = _totals(rows)
    rows_of: dict[Key, list[OfficialRow]] = {key: [] for key in totals if key[1] != _GRAND_TOTAL}
    for (year, level), found in grouped(rows["positions"], "match_year", "position_level").items():
        rows_of[year, _TOTAL_OF_LEVEL.get(str(level), level)] = found
    for key, parts in rows_of.items():
        for column in _COUNTS["positions"]:
            yield from unequal(needed(totals, key, "positions"), column, total_of(parts, column))


def level_totals_sum_to_grand_total(rows: OfficialRows) -> Iterator[Finding]:
    """Compare the grand total of a year with the totals of its levels."""
    totals = _totals(rows)
    for (year,), printed in grouped(rows[POSITIONS_TOTALS], "match_year").items():
        grand = needed(totals, (year, _GRAND_TOTAL), "positions")
        for column in _COUNTS["positions"]:
            yield from unequal(grand, column, total_of((row for row in printed if row is not grand), column))


def types_sum_to_all(rows: OfficialRows) -> Iterator[Finding]:
    """Compare all applicants of a year with their types."""
    applicants = _applicants(rows)
    for (year,), printed in grouped(rows["applicants"], "match_year").items():
        canadian = applicants.get((year, "canadian"))
        together = canadian is not None and canadian.cells["source_id"] in _CANADIAN_WITH_FIFTH_PATHWAY
        within = tuple(name for name in _WITHIN_ALL if not (together and name == "fifth_pathway"))
        parts = [row for row in printed if row.cells["applicant_type"] in within]
        everybody = needed(applicants, (year, "all"), "applicants")
        for column in _COUNTS["applicants"]:
            yield from unequal(everybody, column, total_of([*parts, *_dos(applicants, year)], column))


def dos_sum(rows: OfficialRows) -> Iterator[Finding]:
    """Compare all DOs of a year with seniors and graduates, where they are printed too."""
    applicants = _applicants(rows)
    for (year, name), row in applicants.items():
        for column in _COUNTS["applicants"] if name == "do" else ():
            yield from unequal(row, column, total_of(_dos(applicants, year), column))


def pgy1_filled_are_matched(rows: OfficialRows) -> Iterator[Finding]:
    """Compare each type that both tables print; the others of Table 2 are no type of Table 4."""
    applicants = _applicants(rows)
    for (year, name), total in _totals(rows).items():
        if name != _TOTAL_OF_LEVEL["pgy1"]:
            continue
        everybody = needed(applicants, (year, "all"), "applicants")
        yield from unequal(total, "filled_count", everybody.number("matched_count"))
        yield from unequal(total, "do_count", total_of(_dos(applicants, year), "matched_count"))
        for column in TYPES_OF_POSITIONS:
            applicant_type = column.removesuffix("_count")
            if applicant_type != "do" and (row := applicants.get((year, applicant_type))):
                yield from unequal(total, column, row.number("matched_count"))


def _latest_edition(rows: OfficialRows) -> Iterator[OfficialRow]:
    """Yield each year's row of the latest edition of Table 6; rows read on other pages are left out."""
    printed = (row for row in rows["match_rates"] if not row.text("copied_from"))
    for editions in grouped(printed, "match_year").values():
        yield max(editions, key=lambda row: row.text("source_id"))


def rates_are_those_of_table_4(rows: OfficialRows) -> Iterator[Finding]:
    """Compare the rates of each type that both tables print, and the number of active applicants."""
    applicants = _applicants(rows)
    for row in _latest_edition(rows):
        for (year, name), other in applicants.items():
            if year == row.cells["match_year"] and f"{name}_pct" in row.cells:
                yield from unequal(row, f"{name}_pct", other.number("match_rate_pct"))
            if (year, name) == (row.cells["match_year"], "all"):
                yield from unequal(row, "active_count", other.number("active_count"))


def pgy1_offered_of_table_2(rows: OfficialRows) -> Iterator[Finding]:
    """Compare the PGY-1 positions of Table 6 with the total of Table 2."""
    totals = _totals(rows)
    for row in _latest_edition(rows):
        if total := totals.get((row.cells["match_year"], _TOTAL_OF_LEVEL["pgy1"])):
            yield from unequal(row, "offered_count", total.number("offered_count"))


def editions_agree(rows: OfficialRows) -> Iterator[Finding]:
    """Compare what an earlier edition of Table 6 prints with the latest one."""
    for editions in grouped(rows["match_rates"], "match_year").values():
        latest = max(editions, key=lambda row: row.text("source_id"))
        for earlier in editions:
            for column in _RATES_IN_BOTH_EDITIONS:
                if is_there(latest, column):
                    yield from unequal(earlier, column, latest.number(column))


def overall_rate_jumps(rows: OfficialRows) -> Iterator[Finding]:
    """Find a rate that is far from the years before and after it, on the same side of both."""
    for printed in grouped(rows["match_rates"], "source_id").values():
        rate_of = {
            row.number("match_year"): row.number("all_pct") for row in printed if is_there(row, "all_pct")
        }
        for row in printed:
            year = row.number("match_year")
            if {year - 1, year, year + 1} <= rate_of.keys():
                before, rate, after = (rate_of[year + step] for step in (-1, 0, 1))
                if rate > max(before, after) + JUMP or rate < min(before, after) - JUMP:
                    yield Finding(row, "all_pct", f"{shown(before)} and {shown(after)}")


def rows_sum_to_total(rows: OfficialRows) -> Iterator[Finding]:
    """Compare the printed total of Table 14 with its rows."""
    key = ("specialty", "match_year", "applicant_type")
    totals = {at: found[0] for at, found in grouped(rows["only_choice"], *key).items()}
    for (year, applicant_type), printed in grouped(rows["only_choice"], *key[1:]).items():
        total = needed(totals, (TOTAL, year, applicant_type), "only_choice")
        for column in _COUNTS["only_choice"]:
            yield from unequal(total, column, total_of((row for row in printed if row is not total), column))


def only_choices_of_table_14(rows: OfficialRows) -> Iterator[Finding]:
    """Compare the only choices of Table 13 with those that Table 14 sorts into matched and unmatched."""
    key = ("match_year", "current_name", "applicant_type")
    table_14 = grouped(rows["only_choice"], *key)
    for at, printed in grouped(rows["choices"], *key).items():
        for row in printed:
            found = needed(table_14, at, "only_choice")
            yield from unequal(row, "only_choice_count", total_of(found, "ranked_only_count"))


def offered_of_table_2(rows: OfficialRows) -> Iterator[Finding]:
    """Compare with the positions of the specialty, levels summed; programs of none go by their one name."""

    def program(row: OfficialRow) -> Key:
        return row.cells["match_year"], row.cells["specialty"] or row.cells["current_name"]

    offered: dict[Key, float] = defaultdict(int)
    for row in rows["positions"]:
        offered[program(row)] += row.number("offered_count")
    for row in rows["choices"]:
        # The cell is printed once for both applicant types.
        if row.cells["applicant_type"] == CHOICE_TYPES[0].slug:
            yield from unequal(row, "offered_count", needed(offered, program(row), "positions"))
