"""What must hold once README's measure is there."""

from analysis.profile import Profile
from analysis.reference import REFERENCE_TABLES, build_reference
from analysis.shortlist.compute import standings_for
from analysis.shortlist.differences import say_differences, spreads
from analysis.shortlist.words import measures_table
from data.editions import EDITIONS

SOME = ("neurology", "pediatrics", "dermatology")


def test_it_stands_side_by_side_with_the_others(real):
    reference = build_reference({name: real[name] for name in REFERENCE_TABLES}, EDITIONS[0])
    rows = standings_for(Profile("non_us_img", 230), SOME, reference)
    table = measures_table(rows, Profile("non_us_img", 230))
    said = dict(zip(table["Measure"], table.rows, strict=True))["Positions offered (NRMP’s count)"]
    assert said[1:] == tuple(f"{row.context.offered_count:,.0f}" for row in rows)
    found = {spread.measure: spread for spread in spreads(rows, rows)}
    assert found["offered_count"].counted == 3
    assert any(
        "number of positions offered" in line
        for line in say_differences([found["offered_count"]], "non_us_img")
    )


def test_the_page_shows_it(follow):
    opened = follow("compare.py", specialties=",".join(SOME), group="non_us_img")
    assert not opened.test.exception
    assert "Positions offered (NRMP’s count)" in opened.text
