"""Parts of the applications that add up, tiers beside counts, and the hours of a week."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from analysis.next_plan.compute import Hours, weekly_hours, whole_parts
from analysis.next_plan.own_plan import HOURS_OF_A_JOB, IMPROVEMENTS
from analysis.next_plan.parts_words import say_near
from analysis.next_plan.record import NextPlan
from analysis.next_plan.stop_words import say_hours
from analysis.next_plan.tiers import tiers_beside
from data.guides import TierEntry


@pytest.mark.parametrize(
    ("total", "parts"),
    [(0, (0, 0, 0, 0)), (1, (1, 0, 0, 0)), (10, (6, 3, 1, 0)), (37, (20, 11, 4, 2)), (100, (55, 30, 10, 5))],
)
def test_parts_of_applications_by_hand(total, parts):
    assert whole_parts((55.0, 30.0, 10.0, 5.0), total) == parts


def test_parts_of_applications_add_up(advice):
    shares = [part.applications_pct for part in advice.mix]
    assert sum(shares) == 100
    for total in range(1, 501):
        parts = whole_parts(shares, total)
        assert sum(parts) == total
        assert all(part >= 0 for part in parts)
        # No part is more than one away from its share.
        assert all(
            abs(part - Fraction(share) * total / 100) < 1 for part, share in zip(parts, shares, strict=True)
        )
        assert list(parts) == sorted(parts, reverse=True)


def entry(tier, place, name, slug):
    more = {"guide": "non_clinical_job", "section": "", "advice_status": "current", "status_note": ""}
    return TierEntry(
        **more,
        event=None,
        source_id="advice_non_clinical_job",
        tier=tier,
        sort_order=place,
        specialty_named=name,
        specialty=slug,
    )


def test_tiers_part_where_the_nearest_share_is_in_another_one():
    counts = pd.DataFrame(
        {
            "specialty": ["psychiatry", "neurology", "anesthesiology", "general_surgery"],
            "img_pct": [17.0, 31.0, 14.0, 10.0],
            "img_count": [170.0, 310.0, 140.0, 100.0],
            "filled_count": [1000.0] * 4,
            "source_id": "rd_table2",
        }
    )
    tiers = (
        entry("very_tough", 1, "General Surgery", "general_surgery"),
        entry("very_tough", 2, "Anesthesiology", "anesthesiology"),
        entry("more_possible", 1, "Psychiatry", "psychiatry"),
        entry("more_possible", 2, "Neurology", "neurology"),
        entry("nearly_impossible", 1, "Ophthalmology", None),
        entry("nearly_impossible", 2, "Dermatology", "dermatology"),
    )
    rows = tiers_beside(tiers, counts, 2018, ("dermatology",))
    assert list(rows["label"]) == [
        *("Psychiatry", "Neurology", "General Surgery", "Anesthesiology", "Ophthalmology", "Dermatology")
    ]
    assert rows["nearest"].tolist() == [3, pd.NA, pd.NA, 0, pd.NA, pd.NA]
    _, anesthesiology = say_near(rows)
    assert anesthesiology.startswith(
        "Anesthesiology: “very tough” in the guide; of its filled positions IMGs held 14.0% (140 of 1,000)"
    )
    assert "nearest to Psychiatry “more possible” with 17.0% (170 of 1,000)" in anesthesiology


def test_hours_of_a_week():
    clinical, study, application, job = weekly_hours(NextPlan(clinical_hours=7, job_hours=60))
    assert [one.weekly for one in (clinical, study, application, job)] == [7, None, None, 60]
    total, fewer = say_hours((clinical, job), (40, 60))
    assert "67 hours a week together" in total
    assert "60 hours a week; the guide advises fewer, in its example 40 instead of 60." in fewer
    assert say_hours((clinical, replace(job, weekly=40)), (40, 60))[1:] == []
    assert say_hours((Hours("study_hours", "Study", None),), (40, 60)) == []


def test_an_example_of_a_guide_is_called_one(advice):
    numbers = {(one.rule, one.measured): one.said_as for one in advice.thresholds}
    assert (numbers[HOURS_OF_A_JOB], numbers[IMPROVEMENTS]) == ("example", "exact")
    assert (advice.named(HOURS_OF_A_JOB), advice.named(IMPROVEMENTS)[0]) == ((40, 60), 2)
    (_, said) = say_hours((Hours("job_hours", "Another job", 50),), advice.named(HOURS_OF_A_JOB))
    assert "example 40" in said
