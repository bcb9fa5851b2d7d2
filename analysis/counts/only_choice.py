"""Those who ranked one specialty only: how many of them did not match, and who else ranked it."""

import pandas as pd


def only_choice_rates(only_choice: pd.DataFrame, specialty: str, applicant_type: str) -> pd.DataFrame:
    """Return how many of those who ranked only one specialty matched, year by year.

    Args:
        only_choice: the `only_choice` table (NRMP, Results and Data, Table 14).
        specialty: slug of the specialty.
        applicant_type: `us_md_senior`, or `independent` for everybody else.

    Returns:
        One row per match year, ascending: `match_year`, `matched_count`, `unmatched_count`,
        `ranked_only_count`, `unmatched_pct` (percent of those who ranked only this specialty; NaN where
        nobody did). Empty when the source has no row.
    """
    rows = only_choice.loc[
        (only_choice["specialty"] == specialty) & (only_choice["applicant_type"] == applicant_type)
    ]
    columns = ["match_year", "matched_count", "unmatched_count", "ranked_only_count", "unmatched_pct"]
    return rows.sort_values("match_year")[columns].reset_index(drop=True)


def choice_type(applicant_group: str) -> str:
    """Return what NRMP's tables of choices call an applicant group: seniors, or everybody else together."""
    return "us_md_senior" if applicant_group == "us_md_senior" else "independent"
