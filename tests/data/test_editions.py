"""What an edition's record says of it, and what the build makes of a second one."""

import csv
import math
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data import assemble, transcription
from data.assemble import assemble_tables
from data.definitions import Column
from data.editions import (
    EDITION_BY_SLUG,
    EDITION_OF_SOURCE,
    EDITIONS,
    default_edition,
    editions_with,
    more_statistics,
    rows_of,
)
from data.editions.charting_outcomes_2018 import EDITION
from data.editions.record import (
    NUMBER_CELL,
    STATISTICS,
    Edition,
    PrintedCell,
    PrintedTable,
    statistic_column,
)
from data.schema import TABLES
from data.sources import SOURCES
from data.terms import slugs
from data.transcription import RAW_DIR, TranscriptionError, read_crosswalk, read_printed_table
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES

# Columns of the second edition's one table: the mean comes last on purpose.
STATISTICS_PRINTED = ("n", "q1", "median", "q3", "mean")
SCORES = PrintedTable(
    "co2031_step2_ck",
    "charting_outcomes_2031/step2_ck.csv",
    "scores",
    tuple(
        PrintedCell("do_senior", outcome, statistic)
        for outcome in ("matched", "unmatched")
        for statistic in STATISTICS_PRINTED
    ),
    "step2_ck",
    NUMBER_CELL,
    " ",
)
SECOND = Edition(
    slug="charting_outcomes_2031",
    publication="Charting Outcomes in the Match",
    match_year=2031,
    order=2,
    sources=(replace(SOURCES[0], source_id="co2031_step2_ck", edition="2031", printed_by="NRMP"),),
    printed=(SCORES,),
)
# Printed name, then the cells as printed: outcome by outcome, the statistics in their order.
ROWS = {
    "Neurology": ("1,204", "238", "246", "255", "247", "31", "230", "237", "244", "236"),
    "Pathology": ("88", "232", "241", "250", "N/A", "5", "N/A", "N/A", "N/A", "228"),
    "Child Neurology": ("N/A",) * 10,
}
CROSSWALK = {
    "Neurology": "neurology",
    "Pathology": "pathology",
    "Child Neurology": "child_neurology",
}
CROSSWALK_LINES = tuple(CROSSWALK.items())


def write_csv(path, *rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def write_edition(raw_dir, crosswalk=CROSSWALK_LINES, rows=ROWS, printed=SCORES):
    """Write the raw files of the second edition."""
    folder = raw_dir / SECOND.slug
    folder.mkdir(parents=True)
    write_csv(folder / "crosswalk.csv", ("specialty_as_printed", "specialty"), *crosswalk)
    write_csv(
        raw_dir / printed.path,
        printed.header,
        *((printed.separator.join((name, *cells)), name, *cells, "", "") for name, cells in rows.items()),
    )
    return raw_dir


def test_every_edition_has_a_slug_an_order_and_sources_of_its_own():
    assert len(EDITION_BY_SLUG) == len(EDITIONS)
    orders = [edition.order for edition in EDITIONS]
    assert orders == sorted(set(orders))
    named = [source for edition in EDITIONS for source in edition.source_ids]
    assert len(named) == len(set(named)) == len(EDITION_OF_SOURCE)
    assert set(named) <= {source.source_id for source in SOURCES}
    for edition in EDITIONS:
        assert {printed.source_id for printed in edition.printed} == edition.source_ids
        assert edition.groups <= set(slugs(APPLICANT_GROUPS))


def test_what_the_edition_of_2018_prints():
    assert EDITION.label == "2018 Match · Charting Outcomes in the Match"
    assert EDITION.crosswalk == "charting_outcomes_2018/crosswalk.csv"
    # Of all IMGs together the guide prints shares and no averages.
    assert EDITION.groups == {"us_md_senior", "us_img", "non_us_img"}
    assert {printed.exam for printed in EDITION.printed} == {"step1", "step2_ck", ""}
    assert EDITION.statistics == {"mean", "share"}


@pytest.mark.parametrize(
    ("table", "exam", "groups", "sources"),
    [
        # The cells of IMGs are printed again, those of seniors are not: rows name both.
        (
            "scores",
            "step1",
            {"us_md_senior", "us_img", "non_us_img"},
            ("co2018_step1_matched", "co2018_step1_img"),
        ),
        ("scores", "step2_ck", {"us_img", "non_us_img"}, ("co2018_step2_ck_img",)),
        ("img_fill", "", {"img", "us_img", "non_us_img"}, ("co2018_img_fill",)),
        (
            "research_output",
            "",
            {"us_md_senior", "us_img", "non_us_img"},
            ("co2018_research_output",),
        ),
        ("positions", "", set(), ()),
    ],
)
def test_groups_and_sources_of_a_table(table, exam, groups, sources):
    assert EDITION.groups_of(table, exam) == groups
    assert EDITION.sources_of(table, exam) == sources


@pytest.mark.parametrize("table", ["scores", "research_output", "img_fill"])
def test_the_sources_of_a_table_are_those_that_its_rows_name(real, table):
    rows = rows_of(EDITION, real[table])
    assert set(EDITION.sources_of(table)) == set(rows["source_id"])


def test_a_table_whose_every_cell_is_printed_again_is_no_source_of_a_row():
    again = replace(SCORES, source_id="again", repeated_in=SCORES.source_id)
    assert replace(SECOND, printed=(again, SCORES)).sources_of("scores") == ("co2031_step2_ck",)


def test_a_second_edition_says_its_own():
    assert SECOND.label == "2031 Match · Charting Outcomes in the Match"
    assert SECOND.groups == {"do_senior"}
    assert {printed.exam for printed in SECOND.printed} == {"step2_ck"}
    assert SECOND.statistics == {"n", "q1", "median", "q3", "mean"}
    assert SECOND.groups_of("scores", "step1") == SECOND.groups_of("research_output") == frozenset()
    assert SECOND.sources_of("scores") == ("co2031_step2_ck",)
    assert SCORES.cell_columns[:5] == (
        "do_senior_matched_n",
        "do_senior_matched_q1",
        "do_senior_matched_median",
        "do_senior_matched_q3",
        "do_senior_matched",
    )


def test_rows_of_an_edition_are_those_of_its_sources():
    frame = pd.DataFrame(
        {"source_id": ["co2031_step2_ck", "co2018_img_fill", "rd_table2"], "value": [1, 2, 3]}
    )
    assert rows_of(SECOND, frame)["value"].tolist() == [1]
    assert rows_of(EDITION, frame)["value"].tolist() == [2]
    assert rows_of(SECOND, frame.iloc[1:]).empty
    assert list(rows_of(SECOND, frame.iloc[1:]).columns) == ["source_id", "value"]


@pytest.mark.parametrize("group", ["us_md_senior", "us_img", "non_us_img"])
def test_the_edition_shown_is_the_latest_that_has_the_group(group):
    assert default_edition(group) is editions_with(group)[0]
    assert all(group in edition.groups for edition in editions_with(group))


def test_for_a_group_without_averages_the_latest_edition_is_shown(monkeypatch):
    assert editions_with("fifth_pathway") == ()
    assert default_edition("fifth_pathway") is EDITIONS[-1]
    monkeypatch.setattr("data.editions.EDITIONS", (EDITION, SECOND))
    assert default_edition("us_img") is EDITION
    assert default_edition("do_senior") is default_edition("fifth_pathway") is SECOND


def test_statistics_beside_the_usual_ones_have_columns_in_one_order():
    assert more_statistics("scores", (EDITION,)) == {}
    assert more_statistics("scores", (EDITION, SECOND)) == {
        "score_count": ("n", "Number of people"),
        "score_q1": ("q1", "25th percentile"),
        "score_median": ("median", "Median"),
        "score_q3": ("q3", "75th percentile"),
    }
    # A statistic of one table is none of another.
    assert more_statistics("research_output", (EDITION, SECOND)) == {}
    names = [statistic_column("scores", statistic) for statistic in STATISTICS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("crosswalk", "sentence"),
    [
        (
            (("Neurology", "neurology"), ("Neurology", "pathology")),
            r"crosswalk\.csv, line 3: 'Neurology' or 'pathology' already has a line",
        ),
        (
            (("Neurology", "neurology"), ("Nervous Diseases", "neurology")),
            r"crosswalk\.csv, line 3: 'Nervous Diseases' or 'neurology' already has a line",
        ),
        ((("Phrenology", "phrenology"),), r"line 2: 'phrenology' is not a specialty of the vocabulary"),
        ((("Neurology", ""),), r"line 2: '' is not a specialty of the vocabulary"),
    ],
)
def test_a_crosswalk_with_a_doubled_or_an_unknown_name_is_refused(tmp_path, crosswalk, sentence):
    write_edition(tmp_path, crosswalk)
    with pytest.raises(TranscriptionError, match=sentence):
        read_crosswalk(SECOND, tmp_path)


def test_a_crosswalk_without_its_header_or_its_file_is_refused(tmp_path):
    with pytest.raises(TranscriptionError, match=r"crosswalk\.csv cannot be read"):
        read_crosswalk(SECOND, tmp_path)
    write_edition(tmp_path)
    path = tmp_path / SECOND.crosswalk
    path.write_text(path.read_text().replace("specialty_as_printed", "name"))
    with pytest.raises(TranscriptionError, match="the header must be specialty_as_printed, specialty"):
        read_crosswalk(SECOND, tmp_path)


def test_an_edition_may_print_fewer_specialties_under_other_names(tmp_path):
    crosswalk = {"Neurology (adult)": "neurology"}
    rows = {"Neurology (adult)": ROWS["Neurology"]}
    write_edition(tmp_path, tuple(crosswalk.items()), rows)
    assert read_crosswalk(SECOND, tmp_path) == crosswalk
    (row,) = read_printed_table(SCORES, crosswalk, tmp_path)
    assert (row.specialty, row.cells) == ("neurology", ROWS["Neurology"])


def test_a_row_with_something_between_its_cells_has_exactly_one_reading(tmp_path):
    # Without the blanks these cells could be cut in several ways, and would have to carry a note.
    rows = dict.fromkeys(CROSSWALK, ("1", "12", "123", "1", "2", "3", "1,234", "5", "6", "7"))
    write_edition(tmp_path, rows=rows)
    found = read_printed_table(SCORES, CROSSWALK, tmp_path)
    assert [row.row_as_printed for row in found] == [f"{name} 1 12 123 1 2 3 1,234 5 6 7" for name in rows]
    assert all(row.other_readings == () and row.cells == rows["Neurology"] for row in found)
    run_on = replace(SCORES, separator="")
    shutil.rmtree(tmp_path / SECOND.slug)
    write_edition(tmp_path, rows=rows, printed=run_on)
    with pytest.raises(TranscriptionError, match=r"line 2: .* can be read \d+ ways"):
        read_printed_table(run_on, CROSSWALK, tmp_path)


def test_a_row_that_does_not_join_with_what_stands_between_its_cells_is_refused(tmp_path):
    path = write_edition(tmp_path) / SCORES.path
    path.write_text(path.read_text().replace('"Neurology 1,204 238', '"Neurology 1,204  238'))
    with pytest.raises(TranscriptionError, match=r"line 2: the page prints 'Neurology 1,204  238 .*', but"):
        read_printed_table(SCORES, CROSSWALK, tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The tables with a second edition beside that of 2018, whose statistics have columns."""
    both = (EDITION, SECOND)
    more = tuple(
        Column(name, "float", "points", f"{words}.", nullable=True)
        for name, (_, words) in more_statistics("scores", both).items()
    )
    scores = TABLES["scores"]
    raw = Path(shutil.copytree(RAW_DIR, tmp_path_factory.mktemp("built") / "raw"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transcription, "EDITIONS", both)
        patch.setattr(assemble, "EDITIONS", both)
        patch.setitem(TABLES, "scores", replace(scores, columns=(*scores.columns, *more)))
        return assemble_tables(write_edition(raw))


def test_several_statistics_of_one_cell_are_one_row_whose_status_is_that_of_the_mean(built, real):
    scores = built["scores"]
    own = rows_of(SECOND, scores).set_index(["specialty", "outcome"])
    assert len(own) == 3 * 2
    assert set(own["match_year"]) == {2031}
    matched = own.loc[("neurology", "matched")]
    numbers = ["score_mean", "score_count", "score_q1", "score_median", "score_q3"]
    assert matched[numbers].tolist() == [247, 1204, 238, 246, 255]
    assert (matched["cell_status"], matched["source_id"]) == ("reported", "co2031_step2_ck")
    # A mean that is missing is missing, whatever else is printed, and the other way round.
    without = own.loc[("pathology", "matched")]
    assert math.isnan(without["score_mean"])
    assert (without["cell_status"], without["score_median"]) == ("not_reported", 241)
    alone = own.loc[("pathology", "unmatched")]
    assert (alone["cell_status"], alone["score_mean"], alone["score_count"]) == ("reported", 228, 5)
    assert math.isnan(alone["score_median"])
    assert set(own.loc["child_neurology", "cell_status"]) == {"not_reported"}
    # The other edition's rows are what they were, and have none of these statistics.
    old = rows_of(EDITION, scores).reset_index(drop=True)
    pd.testing.assert_frame_equal(old[real["scores"].columns.tolist()], real["scores"])
    assert old[numbers[1:]].isna().all(axis=None)


def test_a_second_edition_leaves_every_name_of_an_observation_as_it_was(built, real):
    before, after = (tables["observations"]["observation_id"] for tables in (real, built))
    assert set(before) < set(after)
    assert {name.split(".")[2] for name in set(after) - set(before)} == {"2031"}
    assert len(set(after)) == len(after)


def test_the_vocabulary_may_have_more_specialties_than_an_edition(built):
    printed = built["printed_rows"]
    assert set(printed.loc[printed["source_id"] == "co2031_step2_ck", "specialty"]) == set(CROSSWALK.values())
    assert len(built["specialties"]) == len(SPECIALTIES)
