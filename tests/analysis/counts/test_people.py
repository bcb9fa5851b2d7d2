import math
import re

import pandas as pd
import pytest

from analysis.counts.compute import matches_by_specialty
from analysis.counts.people import choice_type, latest_only_choice, only_choice_rates, people_sentences
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES

FEW = "Fewer than 10 of this group matched in this specialty that year, by the count shown, so an average says little."
WHO_IS_INDEPENDENT = (
    "NRMP counts everybody but US MD seniors together here, as independent applicants: DOs, IMGs and earlier "
    "graduates."
)


@pytest.fixture(scope="module")
def sentences(real):
    counts = matches_by_specialty(real["positions"])
    return lambda specialty, group, year=2018: people_sentences(
        counts, real["only_choice"], real["choices"], specialty, group, year
    )


def numbers(sentence):
    """Every number of a sentence as it is written, in order."""
    return re.findall(r"\d[\d,.]*%?(?<!\.)(?<!,)", sentence)


def only(*rows):
    """Build an `only_choice` table out of (year, specialty, type, matched, unmatched) rows."""
    return pd.DataFrame(
        [
            {
                "match_year": year,
                "specialty": specialty,
                "applicant_type": kind,
                "matched_count": matched,
                "unmatched_count": unmatched,
                "ranked_only_count": matched + unmatched,
                "unmatched_pct": 100 * unmatched / (matched + unmatched) if matched + unmatched else math.nan,
                "source_id": "only_choice_secondary" if year > 2021 else "rd_table14",
            }
            for year, specialty, kind, matched, unmatched in rows
        ]
    )


def test_only_choice_rates_by_hand_come_in_order_of_the_years():
    table = only(
        (2019, "neurology", "independent", 3, 1),
        (2012, "neurology", "independent", 1, 1),
        (2017, "neurology", "independent", 0, 0),
        (2019, "neurology", "us_md_senior", 9, 1),
        (2019, "pathology", "independent", 5, 5),
    )
    rows = only_choice_rates(table, "neurology", "independent")
    assert list(rows["match_year"]) == [2012, 2017, 2019]
    assert rows["unmatched_pct"].tolist() == pytest.approx([50, math.nan, 25], nan_ok=True)
    assert only_choice_rates(table, "dermatology", "independent").empty


def test_everybody_but_us_md_seniors_is_independent():
    kinds = {group: choice_type(group) for group in slugs(APPLICANT_GROUPS)}
    assert kinds.pop("us_md_senior") == "us_md_senior"
    assert set(kinds.values()) == {"independent"}


def test_everything_about_non_us_imgs_in_pathology(sentences):
    assert sentences("pathology", "non_us_img") == [
        "In 2018, 185 non-US IMGs matched in Pathology: 32.6% of the 568 positions filled, out of 601 offered.",
        "From 2008 to 2022 their share went from 15.8% (74 of 467) to 34.2% (212 of 619).",
        "In 2018, 630 independent applicants ranked Pathology: 397 nothing else, 71 first and something else "
        "too, 162 not first. Over all applicants, 0.9 positions were offered for each one who ranked it only "
        "or first.",
        "Of the 296 non-US IMGs who ranked nothing but Pathology in 2021, 106 did not match (35.8%).",
        WHO_IS_INDEPENDENT,
    ]


def test_everything_about_seniors_in_neurology(sentences):
    # Seniors are no independent applicants, so nothing says who those are.
    matched, share, ranked, alone = sentences("neurology", "us_md_senior")
    assert numbers(matched) == ["2018", "470", "56.0%", "840", "859"]
    assert numbers(share) == ["2008", "2022", "61.8%", "331", "536", "55.7%", "558", "1,002"]
    assert numbers(ranked) == ["2018", "506", "374", "113", "19", "0.8"]
    assert numbers(alone) == ["491", "2021", "10", "2.0%"]
    for said in (matched, ranked, alone):
        assert "US MD seniors" in said
        assert "Neurology" in said


def test_few_matches_are_said_and_a_late_start_names_its_own_years(sentences):
    few = sentences("child_neurology", "us_img")
    assert numbers(few[0])[:4] == ["2018", "3", "2.0%", "148"]
    assert few[1] == FEW
    assert numbers(few[2]) == ["2012", "2022", "3.5%", "4", "114", "5.5%", "9", "165"]
    assert FEW not in sentences("neurological_surgery", "non_us_img")


def test_one_person_is_said_in_the_singular(sentences):
    assert sentences("plastic_surgery", "us_img")[0].startswith(
        "In 2018, 1 US IMG matched in Plastic Surgery: "
    )


def test_a_year_without_a_row_says_nothing_of_that_year(sentences):
    assert sentences("child_neurology", "us_img", 2010)[0].startswith("From 2012 to 2022")


def test_a_year_in_which_nobody_ranked_it_alone_is_passed_over(make_positions):
    counts = matches_by_specialty(make_positions({"specialty": "neurology", "us_img": 12}))
    table = only(
        (2016, "neurology", "independent", 3, 1),
        (2017, "neurology", "independent", 0, 0),
    )
    choices = pd.DataFrame({"specialty": [], "applicant_type": [], "match_year": []})
    matched, alone, who = people_sentences(counts, table, choices, "neurology", "us_img", 2018)
    assert numbers(matched) == ["2018", "12", "100.0%", "12", "12"]
    # Of four people no share is taken.
    assert numbers(alone) == ["4", "2016", "1"]
    assert "independent applicants" in alone
    assert who == WHO_IS_INDEPENDENT
    seniors = people_sentences(counts, table, choices, "neurology", "us_md_senior", 2018)
    assert seniors[-1] == "NRMP’s table of those who ranked one specialty only has no row for it."


def test_the_latest_share_is_of_the_group_itself_where_there_is_one_and_never_second_hand():
    table = only(
        (2019, "neurology", "independent", 3, 1),
        (2021, "neurology", "non_us_img", 2, 2),
        (2021, "neurology", "us_md_senior", 8, 2),
        (2023, "neurology", "us_md_senior", 9, 1),
    )
    places = {}
    for group in ("us_md_senior", "us_img", "non_us_img"):
        row = latest_only_choice(table, "neurology", group)
        places[group] = (row["applicant_type"], row["match_year"])
    assert places == {
        "us_md_senior": ("us_md_senior", 2021),
        "us_img": ("independent", 2019),
        "non_us_img": ("non_us_img", 2021),
    }
    assert latest_only_choice(table, "pathology", "us_img") is None


def test_no_sentence_promises_and_none_says_nan(sentences):
    forbidden = (
        "chance",
        "safe",
        "target",
        "reach",
        "cut-off",
        "need",
        "competitive",
        "nan",
        "probab",
        "odds",
    )
    for specialty in SPECIALTIES:
        for group in slugs(APPLICANT_GROUPS):
            text = " ".join(sentences(specialty.slug, group)).lower()
            assert not [word for word in forbidden if word in text], text
