"""The passport of a number: known ones of every kind, and none that lacks what it needs."""

import pytest

from analysis.provenance.compute import UnknownObservationError, provenance
from pages.registry import PAGES


@pytest.fixture(scope="module")
def of(real):
    return lambda observation_id: provenance(real, observation_id, PAGES)


def test_a_score(of):
    found = of("scores.score_mean.2018.internal_medicine.non_us_img.matched.step1")
    assert found.value == "236 points"
    assert found.status == "The source gives this number."
    assert dict(found.about) == {
        "Match year": "2018",
        "Specialty": "Internal Medicine",
        "Applicants": "Non-US IMG",
        "Outcome": "Matched",
        "Exam": "Step 1",
    }
    assert [(row.source_id, row.text) for row in found.printed] == [
        ("co2018_step1_img", "Internal Medicine225210236222"),
        ("co2018_step1_matched", "Internal Medicine233225236"),
    ]
    assert found.compiled_by.startswith("The IMG's Guide")
    assert found.trust_grade == "B"
    assert found.corrections == ()
    assert found.link == (
        "data?part=passport&observation=scores.score_mean.2018.internal_medicine.non_us_img.matched.step1"
    )
    assert found.headline == (
        "Mean USMLE score: 236 points (2018, Internal Medicine, Non-US IMG, Matched, Step 1)"
    )


@pytest.mark.parametrize("outcome", ["matched", "unmatched"])
def test_a_garbled_cell_stays_missing_with_its_reason(of, outcome):
    found = of(f"scores.score_mean.2018.pediatrics.us_img.{outcome}.step2_ck")
    assert found.value == "garbled in the source"
    assert "stays missing" in found.status
    assert found.printed[0].text == "Pediatrics23222238224"
    assert "nothing proves it" in found.corrections[0]
    assert found.cell_status == "garbled"


def test_a_cell_that_is_not_printed(of):
    found = of("scores.score_mean.2018.dermatology.us_img.matched.step1")
    assert found.value == "not in the source"
    assert found.status == "The source gives no number here. That is not a zero."
    assert found.printed[0].text == "DermatologyN/AN/A238230"


@pytest.mark.parametrize(
    ("specialty", "value", "row", "other"),
    [
        ("pathology", "5 items", "Pathology6.7511.5", "6.7 / 51 / 1.5"),
        ("diagnostic_radiology", "2.6 items", "Diagnostic Radiology62.615.9", "62.6 / 1 / 5.9"),
    ],
)
def test_a_row_that_reads_two_ways(of, specialty, value, row, other):
    found = of(f"research_output.items_mean.2018.{specialty}.us_img.matched")
    assert found.value == value
    assert "cut in two ways" in found.status
    assert (found.printed[0].text, found.printed[0].other_readings) == (row, other)
    assert found.corrections[0].endswith(f"It also reads {other}.")
    assert "decision" in found.reading


def test_a_count_of_nrmp(of):
    found = of("positions.non_us_img_count.2018.pgy1.pathology")
    assert found.value == "185 positions"
    assert found.printed[0].text.startswith("2018, PGY-1, Pathology: offered_count = 601, filled_count = 568")
    assert "non_us_img_count = 185" in found.printed[0].text
    assert "do_senior_count" not in found.printed[0].text, "what the edition does not print is no cell"
    assert found.trust_grade == "A"
    assert found.compiled_by == ""
    assert found.corrections == ()
    assert "Read by machine" in found.reading


def test_a_match_rate_with_its_oddity(of):
    found = of("match_rates.all_pct.1993.rd_2018_table6")
    assert found.value == "92.1%"
    assert found.page == "19"
    assert len(found.corrections) == 2
    assert found.corrections[0].startswith(
        "Match rate of all applicants: 80.8% (source rd_1994_match_rates, "
    )
    assert found.corrections[0].endswith("Charts use the restated one.")
    assert found.corrections[1].startswith("1993, all_pct: printed 92.1, compared with 83.3 and 77.9.")
    assert ("Match rates", "match-rates") not in found.shown_on
    later = of("match_rates.all_pct.1993.rd_2021_table6")
    assert ("Match rates", "match-rates") in later.shown_on


def test_a_number_that_does_not_continue_the_year_before_says_so(of):
    told = of("positions.offered_count.2014.pgy1.obstetrics-gynecology").corrections[0]
    assert told.startswith(
        "Does not continue the year before. From 2014 on preliminary positions are not in "
    )
    assert of("positions.offered_count.2015.pgy1.obstetrics-gynecology").corrections == ()


def test_the_canadian_row_keeps_its_name_and_has_the_schools_alone_beside_it(of):
    found = of("applicants.active_count.2016.canadian")
    assert found.value == "22 applicants"
    assert dict(found.about)["Applicants"] == "Canadian (from 2016 in Table 4: with Fifth Pathway)"
    assert found.corrections[0].startswith("Does not continue the year before. ")
    assert found.corrections[1].startswith(
        "Canadian schools alone, active applicants: 15 applicants (source rd_2019_table4)."
    )


def test_a_share_of_the_guide_has_the_counts_beside_it(of):
    found = of("img_fill.filled_pct.2018.otolaryngology.img")
    assert found.value == "0.0%"
    assert found.corrections[0].startswith("NRMP’s counts give 3.3% (10 of 303 filled)")


def test_a_contradiction_of_a_total_is_told_at_its_own_level_and_type_only(of):
    assert (
        of("positions.filled_count.2010.pgy1.pathology")
        .corrections[0]
        .startswith("Total PGY-1, filled_count")
    )
    assert of("positions.filled_count.2010.pgy2.anesthesiology").corrections == ()
    totals = of("only_choice.matched_count.2013.pathology.independent").corrections
    assert [text.split(", ")[1] for text in totals] == ["Independent applicant"]


def test_a_number_that_repeats_shows_both_rows(of):
    found = of("choices.offered_count.2018.anesthesiology")
    assert found.value == "1,840 positions"
    assert len(found.printed) == 2
    assert ("Specialty", "specialty") not in found.shown_on


def test_norms_name_the_copy(of):
    found = of("usmle_norms.norm_sd.step1.2016")
    assert found.value == "21 points"
    assert found.reading.startswith("Read in a copy: https://")
    assert ("Period", "2016") in found.about


def test_a_share_of_nobody_is_said_so(real, of):
    observations = real["observations"]
    empty = observations.loc[(observations["measure"] == "unmatched_pct") & observations["value"].isna()]
    found = of(empty["observation_id"].iloc[0])
    assert found.value == "nothing to take a share of"
    assert "the source prints 0.0" in found.status


def test_an_unknown_name_is_refused_in_a_sentence(of):
    with pytest.raises(UnknownObservationError, match="There is no observation “nothing”"):
        of("nothing")


def test_one_of_every_measure_has_all_it_needs(real, of):
    pages = {(page.title, page.url_path) for page in PAGES}
    observations = real["observations"]
    for name in observations.groupby(["table_name", "measure", "cell_status"])["observation_id"].last():
        found = of(name)
        assert found.printed, name
        assert found.value, name
        assert found.citation, name
        assert found.shown_on[-1] == ("Data and method", "data")
        assert set(found.shown_on) <= pages
        assert "nan" not in {text for _, text in found.facts}
        assert "None" not in "".join(row.text for row in found.printed)
