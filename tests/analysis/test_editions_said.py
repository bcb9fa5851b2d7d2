from analysis.editions import exams_lacking
from data.editions import EDITION_BY_SLUG

EDITION = EDITION_BY_SLUG["charting_outcomes_2018"]


def test_what_an_edition_lacks_for_a_group_is_said_whole():
    assert exams_lacking(EDITION, "us_md_senior") == (
        "US MD seniors: this edition has their matched Step 1 averages, and no unmatched averages and no Step 2 "
        "CK averages for this group, so there is nothing to hold a Step 2 CK score against, and no way to see "
        "how far matched and unmatched lie apart."
    )
    assert exams_lacking(EDITION, "us_img") == exams_lacking(EDITION, "non_us_img") == ""
