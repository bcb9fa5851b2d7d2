"""The raw files against the pages, and what the reader refuses."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.editions import EDITIONS
from data.editions.charting_outcomes_2018 import EDITION
from data.editions.record import ITEMS_CELL
from data.transcription import (
    RAW_DIR,
    TranscriptionError,
    possible_readings,
    read_crosswalk,
    read_printed_table,
    read_printed_tables,
)
from data.vocabulary import SPECIALTIES

PRINTED = [(edition, table) for edition in EDITIONS for table in edition.printed]
TABLE_IDS = [table.source_id for _, table in PRINTED]
items_cells = st.one_of(
    st.just("N/A"),
    st.integers(0, 99).map(str),
    st.tuples(st.integers(0, 99), st.integers(0, 9)).map(lambda parts: f"{parts[0]}.{parts[1]}"),
)


@pytest.fixture
def raw_copy(tmp_path):
    return Path(shutil.copytree(RAW_DIR, tmp_path / "raw"))


def edit(raw_dir, file_name, old, new):
    path = raw_dir / "charting_outcomes_2018" / file_name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(("edition", "table"), PRINTED, ids=TABLE_IDS)
def test_every_row_joins_back_to_the_printed_row(edition, table):
    with (RAW_DIR / table.path).open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert header[1] == "specialty"
    assert header[-2:] == ["garbled_cells", "reading_note"]
    assert [row[0] for row in rows] == [table.separator.join(row[1:-2]) for row in rows]
    assert [row[1] for row in rows] == list(read_crosswalk(edition))


def test_the_edition_of_2018_names_every_specialty_as_the_vocabulary_does():
    assert read_crosswalk(EDITION) == {specialty.label: specialty.slug for specialty in SPECIALTIES}


def test_391_cells_of_2018_are_printed_and_46_of_them_twice():
    rows_of = read_printed_tables()
    printed = [
        (table.exam or table.table, row.specialty, cell)
        for table in EDITION.printed
        for row in rows_of[table.source_id]
        for cell in table.cells
    ]
    assert len(printed) == 391
    assert len(printed) - len(set(printed)) == 46


def test_two_rows_read_two_ways_and_say_so():
    rows = [row for rows in read_printed_tables().values() for row in rows]
    assert {row.row_as_printed: row.other_readings for row in rows if row.other_readings} == {
        "Diagnostic Radiology62.615.9": (("62.6", "1", "5.9"),),
        "Pathology6.7511.5": (("6.7", "51", "1.5"),),
    }
    assert {row.specialty for row in rows if row.reading_note} == {
        "diagnostic_radiology",
        "pathology",
        "pediatrics",
    }


def test_the_pediatrics_note_calls_the_likely_reading_unproven():
    (pediatrics,) = [row for row in read_printed_tables()["co2018_step2_ck_img"] if row.garbled]
    assert pediatrics.row_as_printed == "Pediatrics23222238224"
    assert pediatrics.cells[2:] == ("238", "224")
    assert "232" in pediatrics.reading_note
    assert "nothing proves it" in pediatrics.reading_note


@pytest.mark.parametrize(
    ("printed", "count", "readings"),
    [
        ("62.615.9", 3, (("6", "2.6", "15.9"), ("62.6", "1", "5.9"))),
        ("6.7511.5", 3, (("6.7", "5", "11.5"), ("6.7", "51", "1.5"))),
        ("4.52.17", 3, (("4.5", "2.1", "7"),)),
        ("322.7", 3, (("3", "2", "2.7"),)),
        ("6.3N/A6.5", 3, (("6.3", "N/A", "6.5"),)),
        ("1005", 2, ()),  # 10 / 05 would need a leading zero
        ("", 0, ((),)),
        ("7", 0, ()),
    ],
)
def test_possible_readings_known_answers(printed, count, readings):
    assert possible_readings(printed, count) == readings


@given(st.lists(items_cells, min_size=1, max_size=4))
def test_possible_readings_join_back_and_hold_the_true_one(cells):
    printed = "".join(cells)
    readings = possible_readings(printed, len(cells))
    assert tuple(cells) in readings
    assert len(set(readings)) == len(readings)
    assert all("".join(reading) == printed for reading in readings)
    assert all(re.fullmatch(ITEMS_CELL, cell) for reading in readings for cell in reading)


@given(st.text("0123456789./NA", max_size=9), st.integers(0, 4))
def test_possible_readings_of_any_text_never_invent_characters(printed, count):
    assert all(
        len(reading) == count and "".join(reading) == printed for reading in possible_readings(printed, count)
    )


@pytest.mark.parametrize(
    ("file_name", "old", "new", "sentence"),
    [
        pytest.param(
            "step1_matched.csv",
            "Anesthesiology,232,231,240",
            "Anesthesiology,232,231,204",
            r"step1_matched\.csv, line 2: the page prints 'Anesthesiology232231240', "
            r"but label and cells join to 'Anesthesiology232231204'",
            id="a cell that does not join",
        ),
        pytest.param(
            "step1_matched.csv",
            "Anesthesiology232231240,Anesthesiology,232,231,240",
            "Anesthesiology232213240,Anesthesiology,232,213,240",
            r"step1_matched\.csv and step1_img\.csv disagree on anesthesiology, us_img_matched: '213' and ",
            id="Step 1 tables that disagree",
        ),
        pytest.param(
            "research_output.csv",
            "Family Medicine322.7,Family Medicine,3,2,2.7,,",
            "Family Medicine62.615.9,Family Medicine,6,2.6,15.9,,",
            r"research_output\.csv, line 7: .* can be read 2 ways \(6 / 2\.6 / 15\.9; 62\.6 / 1 / 5\.9\)",
            id="an ambiguous row without a note",
        ),
        pytest.param(
            "img_fill.csv",
            "Dermatology3.2%3.2%0.0%,Dermatology,",
            "Urology3.2%3.2%0.0%,Urology,",
            r"img_fill\.csv, line 4: 'Urology' is not a specialty of the edition's crosswalk",
            id="an unknown specialty",
        ),
        pytest.param(
            "img_fill.csv",
            "Dermatology3.2%3.2%0.0%,Dermatology,3.2%,3.2%,0.0%,,\n",
            "",
            r"img_fill\.csv: has no row for Dermatology",
            id="a missing specialty",
        ),
        pytest.param(
            "img_fill.csv",
            "Dermatology3.2%3.2%0.0%,Dermatology,",
            "Child Neurology3.2%3.2%0.0%,Child Neurology,",
            r"img_fill\.csv, line 4: Child Neurology already has a row",
            id="a doubled specialty",
        ),
        pytest.param(
            "step2_ck_img.csv",
            "us_img_matched us_img_unmatched,",
            ",",
            r"step2_ck_img\.csv, line 18: us_img_matched is '23222', not the form of a cell",
            id="a garbled stretch that is not marked",
        ),
        pytest.param(
            "step2_ck_img.csv",
            "us_img_matched us_img_unmatched,",
            "us_img_matched us_img,",
            r"step2_ck_img\.csv, line 18: garbled_cells names us_img, not a cell of this table",
            id="a garbled cell that does not exist",
        ),
        pytest.param(
            "step2_ck_img.csv",
            "Pediatrics,23222,,238",
            "Pediatrics,232,22,238",
            r"step2_ck_img\.csv, line 18: a garbled stretch stands in the first garbled cell only",
            id="a garbled stretch that was cut",
        ),
        pytest.param(
            "step1_img.csv",
            "garbled_cells,reading_note",
            "garbled,reading_note",
            r"step1_img\.csv: the header must be row_as_printed, specialty, us_img_matched",
            id="another header",
        ),
        pytest.param(
            "step1_img.csv",
            "Anesthesiology,231,222,240,221,,",
            "Anesthesiology,231,222,240,221,",
            r"step1_img\.csv, line 2: has 7 cells where the header names 8",
            id="a row that is too short",
        ),
    ],
)
def test_refuses(raw_copy, file_name, old, new, sentence):
    edit(raw_copy, file_name, old, new)
    with pytest.raises(TranscriptionError, match=sentence):
        read_printed_tables(raw_copy)


def test_refuses_garbled_cells_without_a_note(raw_copy):
    path = raw_copy / "charting_outcomes_2018" / "step2_ck_img.csv"
    text = re.sub(r'us_img_unmatched,".*"', "us_img_unmatched,", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        TranscriptionError, match=r"line 18: .* has garbled cells and carries no reading_note"
    ):
        read_printed_tables(raw_copy)


def test_refuses_a_missing_file(tmp_path):
    with pytest.raises(TranscriptionError, match=r"step1_matched\.csv cannot be read"):
        read_printed_table(EDITION.printed[0], read_crosswalk(EDITION), tmp_path)
