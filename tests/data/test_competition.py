"""Who competes for what: facts of the printed tables, that no row was lost, and which edition a cell is from."""

import csv

import pytest

from data.competition_schema import COMPETITION_TABLES
from data.later_editions import cell_key, with_latest_editions
from data.load import load_table
from data.official import RAW_FILES, read_official
from data.official_checks import CHECKS
from data.transcription import RAW_DIR

REVISED = ("ranked_per_position", "soap")


@pytest.fixture(scope="module")
def official():
    return read_official(RAW_DIR)


def cells(table, columns, **where):
    rows = load_table(table)
    for column, value in where.items():
        rows = rows.loc[rows[column] == value]
    (row,) = rows[columns].to_dict("records")
    return tuple(row.values())


@pytest.mark.parametrize(
    ("specialty", "ranked", "matched"), [("internal_medicine", 3080, 1743), ("pathology", 296, 190)]
)
def test_non_us_imgs_who_ranked_one_specialty_only_in_2021(specialty, ranked, matched):
    of = {"match_year": 2021, "applicant_type": "non_us_img", "specialty": specialty}
    assert cells("only_choice", ["ranked_only_count", "matched_count"], **of) == (ranked, matched)
    assert cells("choices", ["only_choice_count"], **of) == (ranked,)


def test_lists_of_non_us_imgs_in_2018():
    means = ["matched_length_mean", "unmatched_length_mean"]
    assert cells("list_lengths", means, match_year=2018, applicant_type="non_us_img") == (7.27, 3.2)


def test_types_of_choices_by_year():
    seniors, imgs = {"us_md_senior", "do_senior"}, {"us_img", "non_us_img"}
    for table, last in (("only_choice", 2023), ("choices", 2021)):
        types = load_table(table).groupby("match_year")["applicant_type"].agg(set).to_dict()
        assert sorted(types) == list(range(2012, last + 1))
        for year, found in types.items():
            expected = {"us_md_senior", "independent"} if year < 2020 else seniors | imgs
            assert found == (seniors if year > 2021 else expected), (table, year)
    second_hand = load_table("only_choice").query("source_id == 'only_choice_secondary'")
    assert second_hand["match_year"].unique().tolist() == [2022, 2023]


def test_positions_per_applicant_of_both_types_are_those_of_one_table():
    rows = load_table("choices").query("match_year == 2021 and specialty == 'pathology'")
    per = rows.set_index("applicant_type")["positions_per_both_types"]
    assert per["us_md_senior"] == per["do_senior"]
    assert per["us_img"] == per["non_us_img"] != per["do_senior"]
    assert rows["positions_per_all_applicants"].isna().all()
    assert rows["offered_count"].nunique() == 1


@pytest.mark.parametrize(
    ("table", "first", "last"),
    [
        ("match_summary", 2008, 2022),
        ("senior_counts", 2020, 2024),
        ("couples", 1987, 2022),
        ("ranked_per_position", 2004, 2021),
        ("soap", 2012, 2021),
        ("list_lengths", 2006, 2025),
        ("program_list_lengths", 2006, 2025),
    ],
)
def test_no_year_is_missing(table, first, last):
    assert sorted(load_table(table)["match_year"].unique()) == list(range(first, last + 1))


@pytest.mark.parametrize(
    "file",
    [file for file in RAW_FILES if file.table in {t.name for t in COMPETITION_TABLES}],
    ids=lambda file: file.table,
)
def test_every_printed_row_is_a_row_a_total_or_of_an_earlier_edition(official, file):
    with (RAW_DIR / file.path).open(newline="", encoding="utf-8") as lines:
        printed = sum(1 for _ in csv.reader(lines)) - 1
    names = (file.table, f"{file.table}_totals", f"{file.table}_earlier", f"{file.table}_totals_earlier")
    frames = [official[name] for name in names if name in official]
    assert sum(map(len, frames)) == printed
    assert len(load_table(file.table)) == len(frames[0])


def test_rows_of_table_1_that_table_2_has_too():
    key = ["match_year", "position_level", "specialty_as_printed"]
    summary = load_table("match_summary").query("applicant_type == 'all'")
    assert len(summary.merge(load_table("positions"), on=key)) == len(summary) - 2


def test_the_later_edition_is_used_where_it_prints_a_number(official):
    assert cells(
        "ranked_per_position",
        ["ranked_mean", "source_id"],
        match_year=2013,
        specialty="dermatology",
        position_level="pgy1",
    ) == (3.8, "rd_2017_table17")
    # Later editions leave the cell empty.
    assert cells(
        "ranked_per_position",
        ["ranked_mean", "source_id"],
        match_year=2006,
        specialty="otolaryngology",
        position_level="pgy1",
    ) == (4.4, "rd_2008_table17")
    assert cells(
        "soap",
        ["available_count", "source_id"],
        match_year=2013,
        specialty="child_neurology",
        position_level="pgy1",
    ) == (
        6,
        "rd_2014_table18",
    )
    for table in REVISED:
        assert not official[table].duplicated(cell_key(official[table])).any()


def test_a_cell_without_a_number_never_hides_an_earlier_one(official):
    rows = (
        official["ranked_per_position"]
        .head(2)
        .assign(
            match_year=2010,
            position_level="pgy1",
            current_name="A",
            source_id=["rd_2010_table17", "rd_2011_table17"],
        )
    )
    for means, kept in (([1.0, None], 1.0), ([1.0, 2.0], 2.0), ([None, 2.0], 2.0)):
        frames = {**official, "ranked_per_position": rows.assign(ranked_mean=means)}
        assert with_latest_editions(frames)["ranked_per_position"]["ranked_mean"].tolist() == [kept]


def check(name):
    (found,) = [one for one in CHECKS if one.name == name]
    return found


@pytest.mark.parametrize(
    ("name", "table", "column"),
    [
        ("match_summary_table_2", "match_summary", "matched_count"),
        ("match_summary_rows_sum_to_total", "match_summary_totals", "applicant_count"),
        ("senior_counts_table_1", "senior_counts", "program_count"),
        ("senior_counts_rows_sum_to_total", "senior_counts_totals", "applicant_count"),
        ("soap_rows_sum_to_total", "soap_totals", "available_count"),
        ("soap_between_editions", "soap", "available_count"),
        ("ranked_per_position_between_editions", "ranked_per_position", "ranked_mean"),
        ("couples_sum", "couples", "neither_matched_count"),
        ("list_lengths_matched_share", "list_lengths", "matched_count"),
    ],
)
def test_wrong_numbers_in_memory_are_found(official, name, table, column):
    rows = official[table].copy()
    rows.loc[rows["match_year"].between(2018, 2020), column] += 200
    known = check(name).find(official)
    assert [one for one in check(name).find({**official, table: rows}) if one not in known]


def test_revised_cells_and_the_one_that_lost_its_figures_are_all_kept():
    oddities = load_table("source_oddities").query("check_name == 'ranked_per_position_between_editions'")
    label = oddities["row_label"].str.replace("Pediatrics (Categorical)", "Pediatrics", regex=False)
    assert len(set(zip(oddities["match_year"], label, strict=True))) == 18
    restated = load_table("restatements").query("observation_id.str.startswith('match_summary')")
    assert restated[["printed_value", "restated_value"]].to_numpy().tolist() == [[9427, 109_427]]
