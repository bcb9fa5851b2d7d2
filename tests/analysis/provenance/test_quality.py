import pandas as pd

from analysis.provenance.quality import FINDING_COLUMNS, FINDING_KINDS, find_oddities


def found(real, kind):
    rows = find_oddities(real)
    return rows.loc[rows["finding"] == kind]


def where(rows):
    return set(zip(rows["specialty"], rows["applicant_group"], rows["exam"], strict=True))


def test_rows_whose_averages_do_not_separate(real):
    assert where(found(real, "means_inverted")) == {
        ("orthopaedic_surgery", "us_img", "step1"),
        ("orthopaedic_surgery", "non_us_img", "step2_ck"),
    }
    assert where(found(real, "means_equal")) == {
        ("plastic_surgery", "non_us_img", "step1"),
        ("obstetrics_and_gynecology", "non_us_img", "step2_ck"),
    }
    assert len(found(real, "means_close")) == 6


def test_garbled_and_ambiguous_cells(real):
    assert where(found(real, "garbled")) == {("pediatrics", "us_img", "step2_ck")}
    assert len(found(real, "garbled")) == 2
    assert set(found(real, "two_readings")["specialty"]) == {"diagnostic_radiology", "pathology"}


def test_outliers_are_the_four_of_the_method(real):
    details = found(real, "research_outlier")["detail"].str.split(" ").str[0]
    assert set(details) == {"37.1", "46.6", "36.3", "28.0"}


def test_cohorts_with_step2_below_step1(real):
    rows = found(real, "step2_below_step1")
    assert set(rows["specialty"]) == {"neurological_surgery", "orthopaedic_surgery"}
    assert rows["detail"].str.startswith("matched").all()


def test_printed_zeros_and_rounding(real):
    zeros = found(real, "zero_share")
    assert {"otolaryngology", "interventional_radiology", "radiation_oncology"} <= set(
        zeros.loc[zeros["applicant_group"] == "img", "specialty"]
    )
    assert len(zeros) == 14
    assert set(found(real, "share_sum")["specialty"]) == {
        "anesthesiology",
        "general_surgery",
        "internal_medicine_pediatrics",
        "psychiatry",
    }


def test_missing_cells_add_up_to_the_tables(real):
    counts = found(real, "not_in_source")["detail"].str.extract(r": (\d+) of 23")[0].astype(int)
    status = pd.concat([real[name]["cell_status"] for name in ("scores", "research_output", "img_fill")])
    assert counts.sum() == (status == "not_reported").sum() == 53


def test_every_finding_names_the_year_of_its_edition(real):
    rows = find_oddities(real)
    assert tuple(rows.columns) == FINDING_COLUMNS
    assert set(rows["match_year"]) == {2018}
    # What belongs to no edition is nobody's finding.
    strange = {name: real[name].assign(source_id="nowhere") for name in ("scores", "printed_rows")}
    left = set(find_oddities({**real, **strange})["finding"])
    assert not left & {"garbled", "two_readings", "means_equal", "means_inverted"}


def test_findings_come_in_the_order_of_their_kinds(real):
    order = [kind.slug for kind in FINDING_KINDS]
    places = find_oddities(real)["finding"].map(order.index)
    assert places.is_monotonic_increasing


def test_a_mended_table_has_no_finding(real):
    mended = real["scores"].assign(
        score_mean=lambda rows: rows["outcome"].map({"matched": 240.0, "unmatched": 220.0}),
        cell_status="reported",
    )
    kinds = set(find_oddities({**real, "scores": mended})["finding"])
    assert not kinds & {"garbled", "means_equal", "means_inverted", "means_close", "step2_below_step1"}
