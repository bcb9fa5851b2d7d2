"""What the build refuses in the raw files of official figures: each check, the list of oddities, the names."""

import csv
import shutil
from pathlib import Path

import pytest

from data.build import main
from data.identities import shown
from data.oddities import refuse_unexplained
from data.official import read_official
from data.official_checks import CHECKS
from data.survey_checks import SURVEY_CHECKS
from data.transcription import RAW_DIR, TranscriptionError

PATHOLOGY_2018 = {"match_year": "2018", "position_level": "pgy1", "specialty_as_printed": "Pathology"}
TABLE_14 = {
    "match_year": "2018",
    "specialty_as_printed": "Pathology-Anatomic and Clinical",
    "applicant_type": "us_md_senior",
}
TABLE_13B = {**TABLE_14, "match_year": "2021", "applicant_type": "us_img"}
TABLE_1 = {**PATHOLOGY_2018, "applicant_type": "all"}
DO_SENIORS_2020 = {"match_year": "2020", "specialty_as_printed": "Pathology", "applicant_type": "do_senior"}
NON_US_IMG_2018 = {"match_year": "2018", "applicant_type": "non_us_img"}
US_IMG_2022 = {"match_year": "2022", "applicant_type": "us_img"}
TABLE_6 = {"source_id": "rd_2021_table6"}
BY_STATE = "program_results_2014_2020/positions_by_state"
PATHOLOGY_IN_ALABAMA = {
    "match_year": "2018",
    "state": "Alabama",
    "specialty_code": "300",
    "position_type": "C",
}

# Check -> raw file, row, column and the value that breaks it.
BREAKS = {
    "positions_types_sum_to_filled": ("positions", PATHOLOGY_2018, "us_img_count", "73"),
    "positions_filled_and_unfilled": ("positions", PATHOLOGY_2018, "unfilled_count", "34"),
    "positions_rows_sum_to_level_total": ("positions", PATHOLOGY_2018, "offered_count", "602"),
    "positions_levels_sum_to_grand_total": (
        "positions",
        {"match_year": "2018", "specialty_as_printed": "GRAND TOTAL"},
        "non_us_img_count",
        "4167",
    ),
    "applicants_matched_and_unmatched": ("applicants", US_IMG_2022, "unmatched_count", "1950"),
    "applicants_sum_to_registered": ("applicants", US_IMG_2022, "withdrew_count", "550"),
    "applicants_match_rate": ("applicants", US_IMG_2022, "match_rate_pct", "61.3"),
    "applicants_dos_sum": (
        "applicants",
        {"match_year": "2016", "applicant_type": "do"},
        "active_count",
        "2983",
    ),
    "applicants_types_sum_to_all": ("applicants", US_IMG_2022, "no_rank_list_count", "1012"),
    "positions_match_applicants": ("applicants", US_IMG_2022, "matched_count", "3100"),
    "match_rates_match_applicants": (
        "match_rates",
        {**TABLE_6, "match_year": "2021"},
        "us_img_pct",
        "59.6",
    ),
    "match_rates_offered": ("match_rates", {**TABLE_6, "match_year": "2021"}, "offered_count", "35195"),
    "match_rates_between_editions": (
        "match_rates",
        {**TABLE_6, "match_year": "2000"},
        "us_img_pct",
        "51.5",
    ),
    "match_rates_overall_jump": ("match_rates", {**TABLE_6, "match_year": "2020"}, "all_pct", "70.4"),
    "only_choice_matched_and_unmatched": ("only_choice", TABLE_14, "matched_count", "212"),
    "only_choice_unmatched_share": ("only_choice", TABLE_14, "unmatched_pct", "3.3"),
    "only_choice_rows_sum_to_total": (
        "only_choice",
        {"match_year": "2012", "specialty_as_printed": "TOTAL", "applicant_type": "independent"},
        "matched_count",
        "4925",
    ),
    "choices_only_choice": ("choices", TABLE_14, "only_choice_count", "219"),
    "choices_offered": ("choices", TABLE_14, "offered_count", "602"),
    "match_summary_table_2": ("match_summary", TABLE_1, "matched_count", "567"),
    "match_summary_rows": ("match_summary", TABLE_1, "specialty_as_printed", "Medicine-Neurology"),
    "match_summary_rows_sum_to_total": ("match_summary", TABLE_1, "applicant_count", "1"),
    "match_summary_of_offered_share": ("match_summary", TABLE_1, "of_offered_pct", "94.6"),
    "senior_counts_table_1": ("senior_counts", DO_SENIORS_2020, "applicant_count", "1"),
    "senior_counts_rows_sum_to_total": (
        "senior_counts",
        {**DO_SENIORS_2020, "match_year": "2024"},
        "matched_count",
        "1",
    ),
    "couples_sum": ("couples", {"match_year": "2020"}, "one_matched_count", "1"),
    "couples_individuals": ("couples", {"match_year": "2020"}, "individual_count", "1"),
    "couples_match_rate": ("couples", {"match_year": "2020"}, "match_rate_pct", "95.1"),
    "ranked_per_position_between_editions": (
        "ranked_per_position",
        {**PATHOLOGY_2018, "source_id": "rd_2018_table17"},
        "ranked_mean",
        "1.0",
    ),
    "soap_rows_sum_to_total": (
        "soap",
        {**PATHOLOGY_2018, "source_id": "rd_2019_table18"},
        "available_count",
        "1",
    ),
    "soap_between_editions": (
        "soap",
        {**PATHOLOGY_2018, "source_id": "rd_2018_table18"},
        "filled_count",
        "1",
    ),
    "soap_totals_between_editions": (
        "soap",
        {"match_year": "2018", "specialty_as_printed": "Grand Total", "source_id": "rd_2018_table18"},
        "program_count",
        "1",
    ),
    "list_lengths_matched_share": ("list_lengths", NON_US_IMG_2018, "matched_pct", "50.1"),
    "list_lengths_unmatched_share": ("list_lengths", NON_US_IMG_2018, "unmatched_pct", "50.1"),
    "program_list_lengths_filled_program_share": (
        "program_list_lengths",
        {"match_year": "2018"},
        "filled_program_pct",
        "50.1",
    ),
    "program_list_lengths_unfilled_program_share": (
        "program_list_lengths",
        {"match_year": "2018"},
        "unfilled_program_pct",
        "50.1",
    ),
    "choices_positions_per_applicant": ("choices", TABLE_14, "positions_per_applicant", "2.8"),
    "choices_positions_per_all_applicants": ("choices", TABLE_14, "positions_per_all_applicants", "1.0"),
    "choices_positions_per_both_types": ("choices", TABLE_13B, "positions_per_both_types", "9.9"),
    "choices_total_offered": (
        "choices",
        {"match_year": "2021", "specialty_as_printed": "TOTAL", "applicant_type": "us_md_senior"},
        "offered_count",
        "1",
    ),
    "positions_by_state_of_table_2": (BY_STATE, PATHOLOGY_IN_ALABAMA, "offered_count", "5"),
    "positions_by_state_of_level": (BY_STATE, PATHOLOGY_IN_ALABAMA, "filled_count", "5"),
    "filled_by_state_types_sum": (
        "match_2025/filled_by_state",
        {"state": "Maine", "specialty_as_printed": "Psychiatry (PGY-1)"},
        "us_img_count",
        "9",
    ),
}


# Those of surveys are broken where surveys are tested.
COUNTED = [check for check in CHECKS if check not in SURVEY_CHECKS]


@pytest.fixture
def raw_copy(tmp_path):
    return Path(shutil.copytree(RAW_DIR, tmp_path / "raw"))


def edit(raw_dir, name, change):
    """Pass the rows of a raw file through `change`, which returns the rows to write."""
    # Lists of names and of oddities are there for each publication; NRMP's counts are the usual ones.
    found = sorted(raw_dir.glob(f"{name}.csv" if "/" in name else f"*/{name}.csv"))
    path = next((one for one in found if one.parent.name == "results_and_data"), found[0])
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    changed = change([dict(zip(header, row, strict=True)) for row in rows])
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed)


def is_row(row, where):
    return all(row[column] == text for column, text in where.items())


def set_cell(raw_dir, name, where, column, text):
    def change(rows):
        (found,) = (row for row in rows if is_row(row, where))
        assert found[column] != text
        found[column] = text
        return rows

    edit(raw_dir, name, change)


def drop_rows(raw_dir, name, where):
    def change(rows):
        kept = [row for row in rows if not is_row(row, where)]
        assert len(kept) < len(rows)
        return kept

    edit(raw_dir, name, change)


def refused(raw_dir):
    with pytest.raises(TranscriptionError) as caught:
        refuse_unexplained(read_official(raw_dir))
    return str(caught.value).splitlines()


def test_every_check_has_a_name_of_its_own_and_a_row_that_breaks_it():
    assert list(BREAKS) == [check.name for check in COUNTED]


def test_the_raw_files_pass():
    refuse_unexplained(read_official(RAW_DIR))


@pytest.fixture(scope="module")
def official():
    return read_official(RAW_DIR)


@pytest.mark.parametrize("check", COUNTED, ids=lambda check: check.name)
def test_a_wrong_cell_breaks_its_check(raw_copy, official, check):
    name, where, column, text = BREAKS[check.name]
    set_cell(raw_copy, name, where, column, text)
    known = check.find(official)
    assert [found for found in check.find(read_official(raw_copy)) if found not in known]


def test_the_build_names_file_line_and_column_and_writes_nothing(raw_copy, tmp_path, capsys):
    set_cell(raw_copy, *BREAKS["positions_types_sum_to_filled"])
    lines = (raw_copy / "results_and_data" / "positions.csv").read_text(encoding="utf-8").splitlines()
    (line,) = (at for at, text in enumerate(lines, start=1) if text.startswith("2018,pgy1,Pathology,"))
    assert main([], raw_dir=raw_copy, tables_dir=tmp_path / "tables") == 1
    told = capsys.readouterr().err
    assert (
        f"positions.csv, line {line}: filled_count of Pathology, PGY-1, 2018 is 568; the applicant types of a "
        "row sum to the positions filled, which gives 569. No row of known_oddities.csv says why." in told
    )
    assert not (tmp_path / "tables").exists()


@pytest.mark.parametrize(
    ("where", "missing"),
    [
        ({"match_year": "2022", "specialty_as_printed": "GRAND TOTAL"}, "positions has no row for 2022, GRA"),
        ({"match_year": "2022", "position_level": "total"}, "positions has no row for 2022, Total PGY-1"),
        ({"match_year": "2022", "position_level": "pgy2"}, "which gives 0."),
    ],
)
def test_a_missing_total_or_level_cannot_pass(raw_copy, where, missing):
    drop_rows(raw_copy, "positions", where)
    assert any(missing in line for line in refused(raw_copy))


@pytest.mark.parametrize(
    ("name", "where", "missing"),
    [
        (
            "applicants",
            {"match_year": "2022", "applicant_type": "all"},
            "applicants has no row for 2022, all",
        ),
        ("applicants", {"match_year": "2022"}, "applicants has no row for 2022, all"),
        ("applicants", {"match_year": "2022", "applicant_type": "do_senior"}, "no row for 2022, do"),
    ],
)
def test_applicants_that_a_check_needs_cannot_be_missing(raw_copy, name, where, missing):
    drop_rows(raw_copy, name, where)
    (told,) = refused(raw_copy)
    assert missing in told


def test_an_oddity_that_is_not_listed_is_refused(raw_copy):
    drop_rows(raw_copy, "known_oddities", {"check_name": "match_rates_between_editions"})
    (told,) = refused(raw_copy)
    assert told.startswith("match_rates.csv, line 12: non_us_img_pct of 1992 is 63.0; an edition of ")


def test_a_listed_oddity_that_is_gone_is_refused(raw_copy):
    set_cell(
        raw_copy,
        "match_rates",
        {"match_year": "1992", "source_id": "rd_2018_table6"},
        "non_us_img_pct",
        "58.0",
    )
    (told,) = refused(raw_copy)
    assert told.startswith("known_oddities.csv, line ")
    assert told.endswith(
        "match_rates_between_editions, rd_2018_table6, 1992, 1992, non_us_img_pct no longer contradicts "
        "anything; take the row out."
    )


def test_a_listed_oddity_of_an_unknown_check_is_refused(raw_copy):
    where = {"check_name": "match_rates_between_editions"}
    set_cell(raw_copy, "known_oddities", where, "check_name", "hearsay")
    assert [line.split(";")[-1] for line in refused(raw_copy)] == [
        " an edition of Table 6 prints for a year what the latest one prints, which gives 58.0. "
        "No row of known_oddities.csv says why.",
        " take the row out.",
    ]


def test_a_listed_oddity_with_other_figures_is_refused(raw_copy):
    set_cell(
        raw_copy, "known_oddities", {"check_name": "match_rates_between_editions"}, "compared_with", "58.1"
    )
    (told,) = refused(raw_copy)
    assert "non_us_img_pct of 1992 is 63.0 against 58.0; known_oddities.csv, line " in told
    assert told.endswith(" lists 63.0 against 58.1.")


def test_a_listed_oddity_without_a_reason_is_refused(raw_copy):
    set_cell(raw_copy, "known_oddities", {"check_name": "match_rates_between_editions"}, "reason", " ")
    (told,) = refused(raw_copy)
    assert told.endswith("non_us_img_pct has no reason.")


def test_a_name_without_a_mapping_is_refused(raw_copy):
    drop_rows(raw_copy, "specialty_names", {"specialty_as_printed": "Urology"})
    with pytest.raises(TranscriptionError, match=r"positions\.csv, line \d+: 'Urology' has no mapping in "):
        read_official(raw_copy)


def test_a_mapping_that_no_name_uses_is_refused(raw_copy):
    drop_rows(raw_copy, "only_choice", {"specialty_as_printed": "Pathology"})
    with pytest.raises(
        TranscriptionError, match=r"specialty_names\.csv, line \d+: no row of only_choice is "
    ):
        read_official(raw_copy)


def test_a_doubled_mapping_is_refused(raw_copy):
    edit(raw_copy, "specialty_names", lambda rows: [*rows, rows[0]])
    with pytest.raises(
        TranscriptionError, match=r"line \d+: 'Anesthesiology' of positions already has a map"
    ):
        read_official(raw_copy)


@pytest.mark.parametrize(
    ("name", "where", "column", "text", "sentence"),
    [
        ("positions", PATHOLOGY_2018, "filled_count", "", r"filled_count is '', not a whole number"),
        ("positions", PATHOLOGY_2018, "filled_count", "-1", r"filled_count is '-1', not a whole number"),
        ("positions", PATHOLOGY_2018, "do_count", "1.0", r"do_count is '1\.0', not a whole number"),
        ("applicants", US_IMG_2022, "match_rate_pct", "61,4", r"match_rate_pct is '61,4', not a number"),
    ],
)
def test_a_cell_of_another_form_is_refused(raw_copy, name, where, column, text, sentence):
    set_cell(raw_copy, name, where, column, text)
    with pytest.raises(TranscriptionError, match=rf"{name}\.csv, line \d+: {sentence}"):
        read_official(raw_copy)


def test_the_build_refuses_a_word_outside_the_vocabulary(raw_copy, tmp_path, capsys):
    set_cell(
        raw_copy,
        "specialty_names",
        {"printed_in": "positions", "specialty_as_printed": "Urology"},
        "specialty",
        "urology",
    )
    assert main([], raw_dir=raw_copy, tables_dir=tmp_path / "tables") == 1
    assert "positions: specialty 'urology' is not in the table specialties." in capsys.readouterr().err


@pytest.mark.parametrize(("value", "text"), [(17, "17"), (58.0, "58.0"), (None, "None"), ("x", "x")])
def test_figures_are_shown_as_printed(value, text):
    assert shown(value) == text
