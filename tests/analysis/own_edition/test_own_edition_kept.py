"""Editions that a deployment keeps: from its folder into the choices, and what is no edition said."""

import gc
import weakref
from datetime import date

import pytest

from analysis.caveats import say_sources, standing_caveats
from analysis.editions import say_without_group
from analysis.export.handout.page import HandoutRequest, handout_html
from analysis.own_edition import deployment
from analysis.own_edition.deployment import keep_editions, said_of, slug_of
from analysis.own_edition.marking import NOTE_COLUMN, marked_rows
from analysis.own_edition.reading import read_edition
from analysis.profile import Profile
from analysis.reference import REFERENCE_TABLES, build_reference
from analysis.specialty.spread import spread_table
from analysis.standing.compute import compare
from analysis.standing.words import comparison_table
from analysis.wording import EDITIONS_COUNT, NRMPS_COUNT
from data.editions import EDITIONS
from data.own_edition import LOADED, Head, editions_of, own_edition
from tests.analysis.own_edition.making_editions import edition_csv, imaginary, row


@pytest.fixture
def folders(tmp_path):
    raw, built = tmp_path / "raw", tmp_path / "tables_own"
    raw.mkdir()
    (raw / "README.md").write_text("no edition")
    (raw / "Report 2031.csv").write_bytes(imaginary())
    return raw, built


def test_a_file_in_the_folder_becomes_an_edition_of_the_server(folders):
    raw, built = folders
    (kept,) = keep_editions(raw, built)
    assert kept.slug == "own_report_2031"
    (edition,) = editions_of(built)
    assert (edition.slug, edition.match_year) == ("own_report_2031", 2031)
    assert edition.figures == kept.read.edition.figures
    assert not edition.is_of_visit
    assert LOADED in edition.label
    assert "server" in edition.label
    assert all(LOADED in source.citation for source in edition.sources)


def test_the_folder_holds_what_there_is_and_no_more(folders):
    raw, built = folders
    (raw / "report-2031.csv").write_bytes(imaginary(shift=1))
    (raw / "broken.csv").write_bytes(b"a,b")
    (raw / "~$Report.xlsx").write_bytes(b"open elsewhere")
    kept = {one.name: one for one in keep_editions(raw, built)}
    assert {one.slug for one in kept.values() if one.read.edition} == {"own_report_2031", "own_report_2031_2"}
    assert "no row with the headings" in " ".join(said_of(kept["broken.csv"]))
    for path in raw.glob("*.csv"):
        path.unlink()
    keep_editions(raw, built)
    assert not list(built.iterdir())


def test_what_could_not_be_read_is_said_row_by_row(folders):
    raw, built = folders
    (raw / "Report 2031.csv").write_bytes(edition_csv(row(), row("Phrenology")))
    (kept,) = keep_editions(raw, built)
    assert any("row 7, Specialty" in line for line in said_of(kept))


def test_make_data_fails_on_a_file_that_is_no_edition(folders, monkeypatch, capsys):
    raw, built = folders
    monkeypatch.setattr(deployment.keep_editions, "__defaults__", (raw, built))
    assert deployment.main() == 0
    (raw / "broken.csv").write_bytes(b"a,b")
    assert deployment.main() == 1
    assert "broken.csv: no edition" in capsys.readouterr().out


def test_a_damaged_file_costs_that_edition_alone(folders, caplog):
    raw, built = folders
    keep_editions(raw, built)
    (built / "own_broken.json").write_text("{")
    editions_of.cache_clear()
    assert [edition.slug for edition in editions_of(built)] == ["own_report_2031"]
    assert "own_broken.json" in caplog.text


def test_names_become_addresses():
    assert slug_of("Übersicht (2031).xlsx") == "own_bersicht_2031"
    assert slug_of("???.csv") == "own_edition"


@pytest.fixture(scope="module")
def edition():
    rows = [
        row(n="7"),
        row(statistic="sd", value="14.5"),
        row("Pathology"),
        row("Pathology", measure="Research items", value="3"),
    ]
    return read_edition(edition_csv(*rows), "report.csv").edition


@pytest.fixture
def known(edition, real):
    return build_reference(edition.over({name: real[name] for name in REFERENCE_TABLES}), edition)


def test_what_it_has_beside_averages_is_told_of_each_specialty(known, reference):
    table = spread_table(known, "neurology")
    assert table.columns == ("Of whom", "Number of people", "Standard deviation")
    assert table.rows == (("Step 2 CK, matched non-US IMGs", "7", "14.5"),)
    assert spread_table(known, "pathology") is None
    assert spread_table(reference, "neurology") is None


def test_its_own_numbers_of_people_stand_where_nrmp_has_no_count_yet(known, edition, real):
    rows = compare(Profile("non_us_img", None, 240), known.averages("non_us_img", "neurology"))
    (ck,) = [row for row in rows if row.exam == "step2_ck"]
    assert (ck.matched_count, ck.counted_by) == (7, EDITIONS_COUNT)
    assert "few_matched" in ck.flags
    table = comparison_table([ck], None)
    assert table[f"Matches ({EDITIONS_COUNT})"] == ["⚑ 7"]
    assert known.matched_in("step2_ck") == {("neurology", "non_us_img"): 7}
    # The n of a score is none of research items.
    assert known.matched_in() == {}
    # In a year that NRMP counted its count stands.
    counted = own_edition(Head("A Report", 2018, "Nobody."), edition.figures, "cc")
    known = build_reference(counted.over({name: real[name] for name in REFERENCE_TABLES}), counted)
    first, *_ = known.averages("non_us_img", "neurology")
    assert (first.matched_count, first.counted_by) == (192, NRMPS_COUNT)


def test_its_sources_and_caveats_say_who_loaded_it(known, edition):
    said = say_sources(known.sources, known.every_source)
    assert LOADED in said
    assert "Trust grade U" in said
    first, *_ = standing_caveats(known.usmle_norms, edition)
    assert LOADED in first
    assert edition.citation in first


def test_rows_for_a_file_say_whose_they_are_and_those_of_this_data_stay_as_they_are(known, edition):
    rows = known.scores
    assert set(marked_rows(rows, edition)[NOTE_COLUMN]) == {edition.citation_note}
    assert marked_rows(rows, EDITIONS[-1]) is rows


def test_a_group_that_only_a_loaded_edition_has_leads_there(edition, make_edition):
    seniors = make_edition(groups=("us_md_senior",))
    _, others = say_without_group(seniors, "non_us_img", [edition])
    assert edition in others
    _, others = say_without_group(seniors, "us_img", [edition])
    assert edition not in others


def test_nothing_that_a_handout_prepared_outlasts_the_cohorts(edition, real):
    known = build_reference(edition.over({name: real[name] for name in REFERENCE_TABLES}), edition)
    page = handout_html(
        HandoutRequest(Profile("non_us_img", None, 240), ("neurology",), date(2031, 1, 2)), known
    )
    assert LOADED in page
    gone = weakref.ref(known)
    del known
    gc.collect()
    assert gone() is None
