"""What the audit of the printed editions corrected: each value, and what the build refuses in the two lists."""

import csv
import shutil
from pathlib import Path

import pytest

from data.assemble import assemble_tables
from data.load import load_table
from data.official import read_official
from data.restatements import refuse_unproved
from data.transcription import RAW_DIR, TranscriptionError

BREAKS, RESTATED = "series_breaks", "restatements"


def figure(observation_id):
    row = load_table("restatements").set_index("observation_id").loc[observation_id]
    return row["printed_value"], row["restated_value"]


@pytest.mark.parametrize(
    ("year", "active", "matched"),
    [
        (2016, (22, 15), (13, 13)),
        (2017, (15, 13), (7, 7)),
        (2018, (15, 13), (5, 5)),
        (2019, (16, 15), (12, 12)),
    ],
)
def test_canadian_schools_alone_stand_beside_the_row_that_counts_fifth_pathway_too(year, active, matched):
    assert figure(f"applicants.active_count.{year}.canadian") == active
    assert figure(f"applicants.matched_count.{year}.canadian") == matched
    applicants = load_table("applicants").set_index(["match_year", "applicant_type"])
    assert applicants.loc[(year, "canadian"), "active_count"] == active[0]
    if year < 2019:
        # What the row of the later editions has more is the Fifth Pathway row of the edition of 2018.
        assert applicants.loc[(year, "fifth_pathway"), "active_count"] == active[0] - active[1]


@pytest.mark.parametrize(
    ("name", "printed", "restated"),
    [
        ("match_rates.non_us_img_pct.1992.rd_2021_table6", 58.0, 63.0),
        ("match_rates.all_pct.1993.rd_2018_table6", 92.1, 80.8),
        ("match_rates.all_pct.1993.rd_2021_table6", 92.1, 80.8),
        ("positions.offered_count.2010.pgy1.obstetrics-gynecology", 1187, 1182),
        ("positions.offered_count.2011.pgy1.obstetrics-gynecology", 1205, 1200),
        ("positions.offered_count.2012.pgy1.obstetrics-gynecology", 1240, 1222),
        ("positions.offered_count.2013.pgy1.obstetrics-gynecology", 1259, 1237),
        ("positions.offered_count.2010.pgy1.pediatrics", 2428, 2387),
        ("positions.offered_count.2013.pgy1.anesthesiology", 1073, 1000),
        ("positions.offered_count.2013.pgy1.child_neurology", 123, 91),
        ("positions.offered_count.2013.pgy1.dermatology", 38, 23),
        ("positions.offered_count.2013.pgy1.psychiatry_categorical", 1360, 1297),
        ("positions.offered_count.2014.pgy1.surgery_categorical", 1205, 1210),
        ("positions.offered_count.2015.pgy1.surgery_categorical", 1224, 1230),
    ],
)
def test_restated_figures(name, printed, restated):
    assert figure(name) == (printed, restated)


def test_general_surgery_has_its_r_positions():
    positions = load_table("positions").query("specialty == 'general_surgery'")
    offered = positions.groupby("match_year")["offered_count"].sum()
    assert offered.loc[[2013, 2014, 2015]].tolist() == [1185, 1210, 1230]


def test_the_breaks_that_hold_at_every_level():
    positions = load_table("positions").query("series_break == 'specialty'")
    assert sorted(zip(positions["specialty"], positions["match_year"], strict=True)) == [
        ("neurological_surgery", 2009),
        ("obstetrics_and_gynecology", 2010),
        ("obstetrics_and_gynecology", 2014),
        ("pediatrics", 2010),
        ("pediatrics", 2011),
    ]
    applicants = load_table("applicants").dropna(subset=["series_break"])
    assert applicants[["match_year", "applicant_type"]].to_numpy().tolist() == [[2016, "canadian"]]
    observations = load_table("observations").set_index("observation_id")
    broken = observations.loc["positions.us_img_count.2014.pgy1.obstetrics-gynecology"]
    assert (broken["series_break"], broken["break_source_id"]) == ("specialty", "rd_later_grouping")


@pytest.mark.parametrize("name", ["positions", "applicants", "observations"])
def test_a_break_has_a_reason_and_a_source_and_nothing_else_has(name):
    frame = load_table(name)
    breaks = frame["series_break"].notna()
    assert breaks.any()
    assert breaks.equals(frame["break_note"] != "")
    assert breaks.equals(frame["break_source_id"].notna())


@pytest.mark.parametrize(
    ("name", "column", "text", "sentence"),
    [
        (BREAKS, "row", "Alchemy", "no row of .* is "),
        (BREAKS, "break_note", " ", "has no reason"),
        (BREAKS, "table_name", "scores", "has no series"),
        (BREAKS, "match_year", "2008", "breaks in its first year"),
        (RESTATED, "observation_id", "positions.offered_count.2010.pgy1.alchemy", "there is no observation"),
        (RESTATED, "printed_value", "1", "is .*, not 1"),
        (RESTATED, "whole_count", "9999", "is not the share of its counts"),
    ],
)
def test_what_no_row_has_is_refused(tmp_path, real, name, column, text, sentence):
    raw = raw_with(tmp_path, name, column, text)
    with pytest.raises(TranscriptionError, match=sentence):
        refuse_unproved(read_official(raw)["restatements"], real["observations"])


def test_the_build_refuses_it(tmp_path):
    raw = raw_with(tmp_path, RESTATED, "printed_value", "1")
    with pytest.raises(TranscriptionError, match=r"is .*, not 1"):
        assemble_tables(raw)


def raw_with(tmp_path, name, column, text):
    """Copy the raw files, with another text in one cell of a list, and return where they are."""
    raw = Path(shutil.copytree(RAW_DIR, tmp_path / "raw"))
    path = raw / "results_and_data" / f"{name}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    # The first break of a specialty that is there from 2008, and a rate with its counts.
    at = next(
        place
        for place, row in enumerate(rows)
        if row.get("row", row.get("observation_id"))
        in {"Obstetrics-Gynecology", "match_rates.all_pct.1993.rd_2021_table6"}
    )
    rows[at][column] = text
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return raw
