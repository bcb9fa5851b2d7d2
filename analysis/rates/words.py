"""What the match rates say: four decades by applicant type, and what a rate is taken of."""

import pandas as pd

from analysis.rates.compute import APPLICANT_COUNTS, COUNTED_TYPES, RATE_TYPES
from analysis.story import Story, text_table
from analysis.wording import GROUP_LABELS, GROUP_PLURALS, capital


def second_hand_words(last_own: int) -> str:
    """Say what hollow marks are: rates after the last year of NRMP's own tables."""
    return f"after {last_own}: second-hand, not NRMP’s tables"


def rates_story(series: pd.DataFrame, events: pd.DataFrame, applicant_group: str) -> Story:
    """Tell how the PGY-1 match rate of each applicant type moved over four decades.

    The headline is about one group; the policy events are those marked in the chart, in the order of their
    numbers.
    """
    first, last = int(series["match_year"].min()), int(series["match_year"].max())
    own = series.loc[(series["applicant_type"] == applicant_group) & ~series["is_secondary"]]
    by_rate = own.sort_values("match_rate_pct", kind="stable")
    low, high, newest = by_rate.iloc[0], by_rate.iloc[-1], own.iloc[-1]
    last_own = int(newest["match_year"])
    people = GROUP_PLURALS[applicant_group]
    headline = (
        f"Between {low['match_rate_pct']:.1f}% ({low['match_year']}) and {high['match_rate_pct']:.1f}% "
        f"({high['match_year']}) of {people} with a rank list matched; in {last_own} it was "
        f"{newest['match_rate_pct']:.1f}%"
    )
    wide = series.pivot_table(
        index="match_year", columns="applicant_type", values="match_rate_pct", observed=True
    ).sort_index(ascending=False)
    secondary = set(series.loc[series["is_secondary"], "match_year"])
    restated = series.dropna(subset=["printed_pct"]).to_dict("records")
    return Story(
        kind="rates",
        headline=headline,
        subtitle=(
            f"PGY-1 match rate, percent of active applicants (those who handed in a rank order list) · by "
            f"applicant type · {first} to {last} Match"
        ),
        alt=f"Five lines over {last - first + 1} years, one per applicant type. {headline}.",
        text_table=text_table(
            {
                "Match": [f"{year}{', second-hand' if year in secondary else ''}" for year in wide.index],
                **{
                    GROUP_LABELS[kind]: [
                        "not in the source" if pd.isna(rate) else f"{rate:.1f}" for rate in wide[kind]
                    ]
                    for kind in RATE_TYPES
                },
            }
        ),
        rows=lambda: series,
        source_ids=tuple(dict.fromkeys(series["source_id"])),
        file_name=f"match-atlas_pgy1_match_rates_{first}-{last}.csv",
        trace=(("table_name", "match_rates"),),
        legend=(
            ("second_hand", second_hand_words(last_own)),
            *((("misprint", "as printed, known to be wrong"),) if restated else ()),
        ),
        notes=(
            "A rate over everybody in a group, whatever their scores and however many programs they ranked. "
            "It is not one person’s chance.",
            "DO seniors are counted apart in NRMP’s tables from 1992.",
            *(
                f"{row['match_year']}, {GROUP_LABELS[row['applicant_type']]}: {row['match_rate_pct']:.1f}; "
                f"the latest edition prints {row['printed_pct']:.1f} (cross). {row['restated_note']}"
                for row in restated
            ),
            "Numbered lines: "
            + "; ".join(
                f"{number} {row['label']}, {row['first_match_year']}"
                for number, row in enumerate(events.to_dict("records"), start=1)
            )
            + ".",
        ),
    )


def denominators_story(rows: pd.DataFrame, kind: str, match_year: int) -> Story:
    """Tell how the matched share of one applicant type changes with what it is taken of.

    The rows are those of `analysis.rates.compute.two_denominators`; the headline is about one year.
    """
    # The counts may not reach the year of the averages; then the newest year stands for itself.
    match_year = match_year if match_year in set(rows["match_year"]) else int(rows["match_year"].max())
    row = rows.loc[rows["match_year"] == match_year].iloc[0]
    first, last = int(rows["match_year"].min()), int(rows["match_year"].max())
    people = GROUP_PLURALS[kind]
    left = int(row["withdrew_count"] + row["no_rank_list_count"])
    headline = (
        f"In {match_year}, {row['of_active_pct']:.1f}% of {people} with a rank list matched, and "
        f"{row['of_registered_pct']:.1f}% of all who registered"
    )
    return Story(
        kind="denominators",
        headline=headline,
        subtitle=(
            f"{capital(people)} matched to PGY-1, percent of two denominators · {first} to {last} Match"
        ),
        alt=f"Two lines from {first} to {last}. {headline}.",
        text_table=text_table(
            {
                "Match": rows["match_year"].astype("str"),
                "Of those with a list, %": [f"{value:.1f}" for value in rows["of_active_pct"]],
                "Of all registered, %": [f"{value:.1f}" for value in rows["of_registered_pct"]],
                **{said: [f"{count:,}" for count in rows[name]] for name, said in APPLICANT_COUNTS.items()},
            }
        ),
        rows=lambda: rows.assign(applicant_type=kind),
        source_ids=tuple(rows["source_ids"].str.split(" ").explode().unique()),
        file_name=f"match-atlas_two_denominators_{kind}_{first}-{last}.csv",
        trace=(("table_name", "applicants"), ("applicant_group", ",".join(COUNTED_TYPES[kind]))),
        notes=(
            f"In {match_year}, {row['registered_count']:,} {people} registered. The usual rate leaves out "
            f"{left:,} of them, {row['withdrew_count']:,} who withdrew and {row['no_rank_list_count']:,} "
            f"without a rank list: {row['matched_count']:,} of {row['active_count']:,}. Counted in, it is "
            f"{row['matched_count']:,} of {row['registered_count']:,}.",
            "NRMP’s table does not say why people withdrew or handed in no list, and both rates mix "
            "everybody in the group, so neither is one person’s chance.",
        ),
    )
