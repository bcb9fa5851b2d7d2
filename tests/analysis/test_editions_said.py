import pandas as pd

from analysis.editions import WHAT_THERE_IS, exams_lacking, say_what_there_is
from data.editions import EDITION_BY_SLUG

EDITION = EDITION_BY_SLUG["charting_outcomes_2018"]


def test_what_an_edition_lacks_for_a_group_is_said_whole():
    assert exams_lacking(EDITION, "us_md_senior") == (
        "US MD seniors: this edition has their matched Step 1 averages, and no unmatched averages and no Step 2 "
        "CK averages for this group, so there is nothing to hold a Step 2 CK score against, and no way to see "
        "how far matched and unmatched lie apart."
    )
    assert exams_lacking(EDITION, "us_img") == exams_lacking(EDITION, "non_us_img") == ""


def test_what_there_is_names_every_source_with_its_years():
    def of(*years):
        return pd.DataFrame({"match_year": years})

    said = say_what_there_is(
        22,
        {
            **{name: of(2001, 2003, 2002) for name in WHAT_THERE_IS},
            "filled_by_state": of(2005, 2005),
            "director_response": of(2004),
            "resident_quantiles": pd.DataFrame({"period": ["2003-04", "2003-04"]}),
        },
        (EDITION,),
    )
    assert "positions and matches, 2001 to 2003; and match rates from 2001." in said
    assert "one specialty only (2001 to 2003), lengths of lists (2001 to 2003)" in said
    assert "places by state (up to 2005)" in said
    assert "program directors (2004) and AAMC’s residents (2003-04)." in said
