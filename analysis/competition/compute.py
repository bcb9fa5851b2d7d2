"""Applicants and places of a specialty: who ranked it, what stayed unfilled, what SOAP placed, and couples.

An applicant is counted once in every printed row that they ranked: rows and levels of one specialty cannot be
added up to people. So what is taken per place is taken of one row, the one that offers most places.
"""

from typing import Final

import pandas as pd

from analysis.counts.compute import in_order
from analysis.wording import SPECIALTY_LABELS
from data.terms import slugs
from data.vocabulary import SPECIALTIES, TOTAL

# Where the rows come from that are copied from somewhere else than NRMP's own tables.
SECOND_HAND: Final = "senior_counts_secondary"
EVERYBODY: Final = "all"
# The groups that some years count apart in every printed row.
SENIORS: Final = ("us_md_senior", "do_senior")
# The one table whose spellings the tables of places share.
_NAMES_OF: Final = "positions"
_BY: Final = ["match_year", "specialty"]
# What names a printed row through its editions.
_ROW: Final = ["match_year", "position_level", "current_name"]
# So many specialties are drawn unless the visitor chose some.
SOAP_MOST: Final = 10


def places(
    match_summary: pd.DataFrame,
    senior_counts: pd.DataFrame,
    ranked_per_position: pd.DataFrame,
    names: pd.DataFrame,
) -> pd.DataFrame:
    """Lay applicants and places of every year and specialty side by side.

    Args:
        match_summary: the `match_summary` table (NRMP, Results and Data, Tables 1, 1A and 1B).
        senior_counts: the `senior_counts` table, a copy of PGY-1 alone; its later years are taken.
        ranked_per_position: the `ranked_per_position` table (Table 17).
        names: the `specialty_names` table, which says what a row is called through the years.

    Returns:
        One row per match year and specialty of the vocabulary that is listed then: `match_year`, `specialty`,
        `label`, `position_level` and `specialty_as_printed` (the row with the most positions, whose numbers
        are the next), `applicant_count` (who ranked it), `offered_count`, `applicants_per_position`, and
        `ranked_mean` (applicants ranked per position by its filled programs; NaN where not printed) with
        `ranked_source_id`; of each group of `SENIORS` `{group}_applicant_count`, `{group}_matched_count` (to
        this row) and `{group}_per_position`, NaN in years that do not count it apart; of all its rows and
        levels together `program_count`, `unfilled_program_count` and `unfilled_pct`; `is_secondary` and
        `source_id`. Second-hand years hold no specialty whose largest row is not PGY-1.
    """
    last = int(match_summary["match_year"].max())
    own = _largest_rows(match_summary)
    later = _largest_rows(senior_counts.loc[senior_counts["match_year"] > last])
    # The copy has PGY-1 alone: a specialty with most places at PGY-2 would look empty.
    first_year = own.loc[(own["match_year"] == last) & (own["position_level"] == "pgy1"), "specialty"]
    rows = pd.concat([own, later.loc[later["specialty"].isin(set(first_year))]], ignore_index=True)
    return (
        rows.assign(current_name=_current(rows, names))
        .merge(
            ranked_per_position.assign(current_name=_current(ranked_per_position, names)).rename(
                columns={"source_id": "ranked_source_id"}
            )[[*_ROW, "ranked_mean", "ranked_source_id"]],
            on=_ROW,
            how="left",
            validate="many_to_one",
        )
        .drop(columns="current_name")
        .assign(
            label=lambda frame: frame["specialty"].map(SPECIALTY_LABELS),
            applicants_per_position=lambda frame: _ratio(frame, "applicant_count", "offered_count"),
            **{
                f"{group}_per_position": lambda frame, group=group: _ratio(
                    frame, f"{group}_applicant_count", "offered_count"
                )
                for group in SENIORS
            },
            unfilled_pct=lambda frame: 100 * _ratio(frame, "unfilled_program_count", "program_count"),
            is_secondary=lambda frame: frame["source_id"] == SECOND_HAND,
        )
        .sort_values(_BY, key=in_order, ignore_index=True)
    )


def _current(rows: pd.DataFrame, names: pd.DataFrame) -> pd.Series:
    """Return one name for every spelling of a printed row."""
    own = names.loc[names["printed_in"] == _NAMES_OF].set_index("specialty_as_printed")["current_name"]
    return rows["specialty_as_printed"].map(own).fillna(rows["specialty_as_printed"])


def _largest_rows(summary: pd.DataFrame) -> pd.DataFrame:
    """Return the row of each year and specialty with the most positions, and the programs of all its rows.

    Beside its applicants stand those of the groups that are counted apart in it.
    """
    rows = summary.loc[(summary["applicant_type"] == EVERYBODY) & summary["specialty"].notna()]
    programs = rows.groupby(_BY)[["program_count", "unfilled_program_count"]].sum()
    largest = rows.sort_values(
        ["offered_count", "position_level", "specialty_as_printed"], ascending=[False, True, True]
    ).drop_duplicates(_BY)
    columns = ["position_level", "specialty_as_printed", "applicant_count", "offered_count", "source_id"]
    found = largest[[*_BY, *columns]].join(programs, on=_BY)
    row = [*_BY, "position_level", "specialty_as_printed"]
    for group in SENIORS:
        own = summary.loc[(summary["applicant_type"] == group) & summary["specialty"].notna()].set_index(row)
        counts = own[["applicant_count", "matched_count"]].astype("float64").add_prefix(f"{group}_")
        found = found.join(counts, on=row)
    return found


def _ratio(rows: pd.DataFrame, part: str, whole: str) -> pd.Series:
    """Return one count per another; NaN where that is 0."""
    return (rows[part] / rows[whole].where(rows[whole] > 0)).astype("float64")


def of_year(places_by_year: pd.DataFrame, match_year: int, column: str) -> pd.DataFrame:
    """Return the specialties of one year with a row for each, the highest of a column first, missing last."""
    year = places_by_year.loc[places_by_year["match_year"] == match_year].set_index("specialty")
    return (
        year.reindex([slug for slug in slugs(SPECIALTIES) if slug != TOTAL])
        .rename_axis("specialty")
        .reset_index()
        .assign(label=lambda rows: rows["specialty"].map(SPECIALTY_LABELS), match_year=match_year)
        .sort_values([column, "label"], ascending=[False, True], ignore_index=True)
    )


def couple_shares(couples: pd.DataFrame) -> pd.DataFrame:
    """Take the shares of couples of whom both, one or neither matched, year by year.

    Args:
        couples: the `couples` table (NRMP, Results and Data, Table 16).

    Returns:
        Its rows by year with `both_pct`, `one_pct` and `neither_pct`, percent of the couples that the three
        counts add up to, which in one year is one fewer than the couples printed.
    """
    counts = {name: couples[f"{name}_matched_count"] for name in ("both", "one", "neither")}
    whole = sum(counts.values())
    shares = {f"{name}_pct": (100 * one / whole).astype("float64") for name, one in counts.items()}
    return couples.assign(**shares).sort_values("match_year", ignore_index=True)


def soap_by_specialty(soap: pd.DataFrame) -> pd.DataFrame:
    """Add up the positions that SOAP had and filled by year and specialty, all levels together.

    Args:
        soap: the `soap` table (NRMP, Results and Data, Table 18).

    Returns:
        One row per match year and specialty of the vocabulary, in its order, for every year of the table:
        `match_year`, `specialty`, `label`, `available_count`, `filled_count`, `program_count`, `source_id` of
        the year and `is_listed`: whether the table has a row. Where it has none the counts are 0 by its own
        totals: it lists what had positions in SOAP, and the build proves that its rows add up to what is
        printed as their total. The total counts every row, also those of preliminary years and other
        specialties.
    """
    counts = ["available_count", "filled_count", "program_count"]
    mapped = soap.dropna(subset=["specialty"]).groupby(_BY)[counts].sum()
    years = soap.groupby("match_year")
    total = years[counts].sum().assign(specialty=TOTAL).set_index("specialty", append=True)
    found = pd.concat([mapped, total])
    source = years["source_id"].max()
    every = pd.MultiIndex.from_product([source.index, slugs(SPECIALTIES)], names=_BY)
    return (
        found.reindex(every)
        .reset_index()
        .assign(
            label=lambda rows: rows["specialty"].map(SPECIALTY_LABELS),
            source_id=lambda rows: rows["match_year"].map(source),
            is_listed=lambda rows: rows["available_count"].notna(),
        )
        .fillna(dict.fromkeys(counts, 0))
        .astype(dict.fromkeys(counts, "int64"))
        .sort_values(_BY, key=in_order, ignore_index=True)
    )


def most_in_soap(rows: pd.DataFrame, most: int = SOAP_MOST) -> tuple[str, ...]:
    """Return the specialties with the most positions in SOAP over all years, the most first."""
    ours = rows.loc[rows["specialty"] != TOTAL]
    sums = ours.groupby("specialty")["available_count"].sum()
    named = sums[sums > 0].sort_values(ascending=False, kind="stable")
    return tuple(str(slug) for slug in named.index[:most])
