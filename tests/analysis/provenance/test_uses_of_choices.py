"""Which numbers of lists, choices and places are shown: those of the largest row, of the years and the groups asked."""

import pandas as pd
import pytest

from analysis.provenance import uses_of_choices as uses


@pytest.fixture(scope="module")
def number(real):
    """Return a function that gives one row of `observations` by its name, as provenance does."""
    rows = real["observations"].set_index("observation_id", drop=False)

    def find(name):
        return {key: None if pd.isna(value) else value for key, value in rows.loc[name].to_dict().items()}

    return find


@pytest.mark.parametrize(
    ("name", "on_lists", "on_specialty"),
    [
        # Of Dermatology the row of PGY-2 is the largest, and programs are counted over all rows.
        ("match_summary.applicant_count.2022.pgy2.dermatology.all", True, True),
        ("match_summary.applicant_count.2022.pgy1.dermatology.all", False, False),
        ("match_summary.program_count.2022.pgy1.dermatology", True, True),
        ("match_summary.applicant_count.2021.pgy2.dermatology.all", True, False),
        # Groups that are counted apart stand on both, in every year.
        ("match_summary.applicant_count.2022.pgy2.dermatology.us_md_senior", True, True),
        ("match_summary.applicant_count.2022.pgy1.dermatology.us_md_senior", False, False),
        ("match_summary.matched_count.2021.pgy2.dermatology.do_senior", True, True),
        ("senior_counts.applicant_count.2024.pgy1.neurology.do_senior", True, True),
        ("senior_counts.matched_count.2023.pgy1.neurology.us_md_senior", True, True),
        ("senior_counts.offered_count.2024.pgy1.neurology", True, True),
        # NRMP's own table has the same numbers.
        ("senior_counts.matched_count.2021.pgy1.neurology.do_senior", False, False),
        ("senior_counts.applicant_count.2024.pgy1.neurology.all", True, False),
        ("senior_counts.applicant_count.2021.pgy1.neurology.all", False, False),
        ("ranked_per_position.ranked_mean.2021.pgy1.pathology", True, True),
        ("ranked_per_position.ranked_mean.2020.pgy1.pathology", True, False),
    ],
)
def test_places(real, number, name, on_lists, on_specialty):
    found = number(name)
    assert uses.places_shown(found, real) is on_lists
    assert uses.latest_places(found, real) is on_specialty


@pytest.mark.parametrize(
    ("condition", "name", "is_shown"),
    [
        (uses.only_choice_shown, "only_choice.matched_count.2021.internal_medicine.non_us_img", True),
        (uses.only_choice_shown, "only_choice.unmatched_count.2021.internal_medicine.non_us_img", False),
        (uses.only_choice_of_a_group, "only_choice.matched_count.2014.neurology.independent", True),
        (uses.choices_of_a_group, "choices.only_choice_count.2021.neurology.us_img", True),
        (uses.choices_of_a_group, "choices.only_choice_count.2016.neurology.independent", False),
        (uses.latest_soap, "soap.available_count.2021.pgy1.pathology", True),
        (uses.latest_soap, "soap.available_count.2020.pgy1.pathology", False),
    ],
)
def test_choices(real, number, condition, name, is_shown):
    assert condition(number(name), real) is is_shown
