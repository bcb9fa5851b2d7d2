"""Bytes to an edition: what is read, what is not and why; the template comes back as it was filled in."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.export.own_edition import template_csv, template_excel
from analysis.own_edition.columns import (
    COLUMNS,
    MEASURE_LABELS,
    READ,
    STATISTIC_LABELS,
)
from analysis.own_edition.reading import read_edition
from data.own_edition import Figure
from data.terms import label_of, slugs
from data.vocabulary import APPLICANT_GROUPS, OUTCOMES, SPECIALTIES
from tests.analysis.own_edition.making_editions import COLUMNS as HEADINGS
from tests.analysis.own_edition.making_editions import HEAD, edition_csv, imaginary, row

NAME = "report.csv"


def read(*rows, **how):
    return read_edition(edition_csv(*rows, **how), NAME)


def reasons(found):
    return [(problem.line, problem.column, problem.sentence) for problem in found.problems]


def test_a_figure_with_its_people():
    found = read(row(n="1,204"))
    assert (found.refused, found.problems, found.blank_count) == ("", (), 0)
    key = ("neurology", "non_us_img", "matched", "step2_ck")
    assert found.edition.figures == (Figure(*key, "mean", 246.5), Figure(*key, "n", 1204.0))
    edition = found.edition
    assert (edition.publication, edition.match_year, edition.citation) == (HEAD[0][1], 2031, HEAD[2][1])
    assert edition.groups == {"non_us_img"}
    assert "loaded by you" in edition.label


def test_rows_are_those_of_a_table_and_what_the_file_lacks_is_not_in_its_source():
    found = read(row(), row("Pathology", "US IMG"), row(measure="Research", value="3"))
    rows = found.edition.rows["scores"]
    cells = rows.set_index(["specialty", "applicant_group"])["score_mean"].to_dict()
    assert cells[("neurology", "non_us_img")] == cells[("pathology", "us_img")] == 246.5
    assert rows.set_index(["specialty", "applicant_group"])["cell_status"].to_dict() == {
        ("neurology", "us_img"): "not_reported",
        ("neurology", "non_us_img"): "reported",
        ("pathology", "us_img"): "reported",
        ("pathology", "non_us_img"): "not_reported",
    }
    assert found.edition.rows["research_output"]["items_mean"].tolist() == [3.0]
    assert found.edition.groups_of("scores", "step1") == frozenset()


@pytest.mark.parametrize(
    ("how", "separator", "encoding"),
    [("utf-8", ",", "utf-8"), ("mark", ";", "utf-8-sig"), ("tab", "\t", "utf-16"), ("old", "|", "cp1252")],
)
def test_any_usual_text_file(how, separator, encoding):
    head = (*HEAD[:2], ("Citation", "José Núñez, An Imaginary Report, 2031."))
    found = read(row(), row("Pathology"), separator=separator, encoding=encoding, head=head)
    assert found.edition.citation == "José Núñez, An Imaginary Report, 2031."
    assert len(found.edition.figures) == 2
    assert not found.problems


def test_names_and_headings_as_people_write_them():
    columns = ("Exam", "Average or else", "Field", "applicant type", "Match outcome", "STAT", "value")
    cells = ("CK", "", "OB/GYN", "non-US citizen IMG", "did not match", "average", "240,5")
    swapped = ("Step 1", "", "ENT", "us md seniors", "matched", "p50", "251")
    found = read(cells, swapped, columns=columns)
    assert not found.problems
    assert found.edition.figures == (
        Figure("obstetrics_and_gynecology", "non_us_img", "unmatched", "step2_ck", "mean", 240.5),
        Figure("otolaryngology", "us_md_senior", "matched", "step1", "median", 251.0),
    )


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"specialty": "Phrenology"}, "Specialty", "Phrenology"),
        ({"specialty": ""}, "Specialty", "Blank"),
        ({"group": "IMG"}, "Group", "IMG"),
        ({"outcome": "perhaps"}, "Outcome", "Matched, Unmatched"),
        ({"measure": "Volunteer experiences"}, "Measure", "Step 1, Step 2 CK, Research items"),
        ({"statistic": "Share"}, "Statistic", "Standard deviation"),
        ({"value": "0"}, "Value", "from 120 to 300"),
        ({"value": "999"}, "Value", "from 120 to 300"),
        ({"value": "about 240"}, "Value", "not one number"),
        ({"value": "-240"}, "Value", "not one number"),
        ({"value": "240%"}, "Value", "not one number"),
        ({"value": "1e3"}, "Value", "not one number"),
        ({"value": "٢٤٠"}, "Value", "not one number"),
        ({"statistic": "Standard deviation", "value": "0"}, "Value", "above 0"),
        ({"measure": "Research items", "value": "999"}, "Value", "less than 999"),
        ({"measure": "Research items", "outcome": "Unmatched", "value": "3"}, "Outcome", "did not match"),
        ({"n": "0"}, "n", "from 1"),
        ({"n": "12.5"}, "n", "whole number"),
        ({"n": "<10"}, "n", "no number of people"),
    ],
)
def test_a_cell_that_cannot_be_read_costs_that_cell_and_says_why(change, column, said):
    found = read(row("Pathology"), row(**change))
    ((line, where, sentence),) = reasons(found)
    assert (line, where) == (7, column)
    assert said in sentence
    kept = {figure.specialty for figure in found.edition.figures}
    assert "pathology" in kept
    # Of a row whose n is wrong the figure stays.
    assert ("neurology" in kept) == (column == "n")


def test_rows_without_a_value_are_no_mistake():
    found = read(
        row(), row("Pathology", value=""), row("Psychiatry", value="N/A"), row("Dermatology", value="–")
    )
    assert not found.problems
    assert (len(found.edition.figures), found.blank_count) == (1, 3)


def test_of_two_figures_for_one_cell_neither_is_taken():
    found = read(row(), row(value="250"), row("Pathology"), row("Pathology"))
    assert [figure.specialty for figure in found.edition.figures] == ["pathology"]
    assert [line for line, *_ in reasons(found)] == [6, 7]
    assert all("rows 6-7" in sentence or "rows 6 and 7" in sentence for *_, sentence in reasons(found))


@pytest.mark.parametrize(
    "rows",
    [
        [row(value="999", n="120")],
        [row(value="240", n="120"), row(value="250", n="120")],
        [row(statistic=name, value=value, n="120") for name, value in (("p10", "230"), ("q1", "225"))],
    ],
    ids=["out of range", "contradicted", "falling"],
)
def test_a_value_that_is_not_read_leaves_no_n(rows):
    found = read(*rows, row("Pathology", n="50"))
    assert {figure.specialty for figure in found.edition.figures} == {"pathology"}
    assert [column for _, column, _ in reasons(found)] == ["Value", "n"] * len(rows)
    # Beside a value that was read, the same n stands.
    found = read(*rows, row(statistic="sd", value="14", n="120"))
    assert [(one.statistic, one.value) for one in found.edition.figures] == [("sd", 14.0), ("n", 120.0)]


def test_what_was_read_and_what_not_is_counted_by_measure_and_statistic():
    found = read(
        row(n="<10"),
        row("Pathology", n="50"),
        row("Phrenology", statistic="sd", value="14", n="20"),
        row("Psychiatry", value="240%", n="30"),
        row("Dermatology", value="n/a"),
        row("Dermatology", measure="Research items", value=""),
        row("Neurology", measure="Volunteering", value="3"),
        ("Source: the report",),
    )
    counted = {
        (tally.measure, tally.statistic): (tally.read_count, tally.lost_count, tally.blank_count)
        for tally in found.tallies
    }
    assert counted == {
        ("step2_ck", "mean"): (2, 1, 1),
        ("step2_ck", "n"): (1, 3, 0),
        ("step2_ck", "sd"): (0, 1, 0),
        ("research_items", "mean"): (0, 0, 1),
        ("", "mean"): (0, 1, 0),
    }


def test_percentiles_that_fall_are_not_taken():
    falling = [row(statistic=name, value=value) for name, value in (("p10", "230"), ("q1", "225"))]
    found = read(*falling, row())
    assert [figure.statistic for figure in found.edition.figures] == ["mean"]
    assert [line for line, *_ in reasons(found)] == [6, 7]
    rising = read(*[row(statistic=name, value=value) for name, value in (("p10", "220"), ("q1", "225"))])
    assert not rising.problems
    assert rising.edition.statistics == {"p10", "q1"}


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ((), ("Publication is missing", "Year is missing", "Citation is missing")),
        (HEAD[:2], ("Citation is missing",)),
        ((HEAD[0], ("Year", "soon"), HEAD[2]), ("Year is “soon”", "1952 to 2100")),
        ((HEAD[0], ("Year", "20312"), HEAD[2]), ("Year is",)),
        ((HEAD[0], HEAD[1], ("Citation", "x" * 501)), ("at most 500",)),
    ],
)
def test_without_its_head_it_is_no_edition(head, said):
    found = read(row(), head=head)
    assert found.edition is None
    assert all(part in found.refused for part in said)


def test_a_head_in_other_words():
    head = (("Report:", "An Imaginary Report"), ("Match year: 2031",), ("Cite as", "Nobody", "2031"))
    edition = read(row(), head=head).edition
    assert (edition.publication, edition.match_year, edition.citation) == (
        "An Imaginary Report",
        2031,
        "Nobody, 2031",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"%PDF-1.7", "is a PDF"),
        (b"PK\x03\x04 no zip", "damaged"),
        (b"\x00\x01\x02" * 100, "not text"),
        (b"x" * (5 * 1024 * 1024 + 1), "too large"),
        (b"specialty,value\nNeurology,240\n", "no row with the headings"),
        (edition_csv(row(), columns=(*HEADINGS, *"x" * 100)), "Row 5: The line has 107 cells"),
        (edition_csv(), "no row of it has a value"),
        (edition_csv(row(value="7")), "none of its figures could be read"),
    ],
)
def test_what_is_no_edition_is_refused_with_the_reason(content, said):
    found = read_edition(content, NAME)
    assert found.edition is None
    assert NAME in found.refused
    assert said in found.refused


def test_a_file_with_more_rows_than_are_read_says_so():
    found = read(row(), *([row(value="")] * 6000))
    assert len(found.edition.figures) == 1
    assert any("more than 5,000 rows" in notice for notice in found.notices)


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_come_back_as_an_answer(content):
    assert read_edition(content, NAME).refused
    broken = read_edition(imaginary()[:200] + content + imaginary()[200:], NAME)
    assert broken.refused or broken.edition.figures


def workbook(fill, *, save_on="edition"):
    book = openpyxl.load_workbook(io.BytesIO(template_excel()))
    fill(book["edition"])
    book.active = book.sheetnames.index(save_on)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def head_of(sheet):
    for number, (_, text) in enumerate(HEAD, start=1):
        sheet.cell(number, 2).value = int(text) if text.isdecimal() else text


@pytest.mark.parametrize("save_on", ["edition", "allowed"])
def test_the_workbook_comes_back_whichever_sheet_was_open(save_on):
    def fill(sheet):
        head_of(sheet)
        sheet.cell(6, 6).value = 231.5
        sheet.cell(6, 7).value = 1204

    found = read_edition(workbook(fill, save_on=save_on), "report.xlsx")
    assert not found.problems
    key = ("anesthesiology", "us_md_senior", "matched", "step1")
    assert found.edition.figures == (Figure(*key, "mean", 231.5), Figure(*key, "n", 1204.0))


def test_headings_over_two_merged_rows_and_a_title():
    def fill(sheet):
        sheet.insert_rows(1)
        sheet["A1"] = "Office of Student Affairs"
        sheet.merge_cells("A1:G1")
        for number, (_, text) in enumerate(HEAD, start=2):
            sheet.cell(number, 2).value = text
        sheet.cell(5, 6).value = "Figures"
        sheet.merge_cells("F5:G5")
        for column in range(1, 6):
            sheet.cell(5, column).value = sheet.cell(6, column).value
            sheet.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
        sheet.cell(7, 6).value, sheet.cell(7, 7).value = "231.5", "1,204"

    found = read_edition(workbook(fill), "report.xlsx")
    assert not found.problems
    assert [figure.value for figure in found.edition.figures] == [231.5, 1204.0]


def test_rows_that_the_file_hides_are_not_read_and_said():
    def fill(sheet):
        head_of(sheet)
        sheet.cell(6, 6).value = sheet.cell(7, 6).value = 231
        sheet.row_dimensions[7].hidden = True

    found = read_edition(workbook(fill), "report.xlsx")
    assert [figure.specialty for figure in found.edition.figures] == ["anesthesiology"]
    assert any("hides them" in notice and "row 7" in notice for notice in found.notices)


def test_the_template_has_a_row_for_every_average_there_can_be():
    lines = template_csv().decode("utf-8-sig").splitlines()
    assert lines[4].split(",") == [column.label for column in COLUMNS] == list(HEADINGS)
    cohorts = 2 * len(APPLICANT_GROUPS) * len(OUTCOMES) + len(APPLICANT_GROUPS)
    assert len(lines) - 5 == len(SPECIALTIES) * cohorts


VALUES = {
    "sd": st.integers(1, 900).map(lambda tenths: tenths / 10),
    "n": st.integers(1, 999_999).map(float),
    "score": st.integers(1200, 3000).map(lambda tenths: tenths / 10),
    "research_items": st.integers(0, 9989).map(lambda tenths: tenths / 10),
}
KEYS = st.tuples(
    st.sampled_from(slugs(SPECIALTIES)),
    st.sampled_from(slugs(APPLICANT_GROUPS)),
    st.sampled_from(slugs(OUTCOMES)),
    st.sampled_from([*MEASURE_LABELS]),
    # Percentiles of one cohort must rise, which free values do not.
    st.sampled_from([name for name in READ if not name.startswith(("p", "q"))]),
).filter(lambda key: key[2:4] != ("unmatched", "research_items"))


def value_for(key):
    measure, statistic = key[3:]
    kind = statistic if statistic in VALUES else measure if measure in VALUES else "score"
    return st.tuples(st.just(key), VALUES[kind])


@given(st.lists(KEYS.flatmap(value_for), min_size=1, max_size=30, unique_by=lambda one: one[0]))
@settings(max_examples=40, deadline=None)
def test_what_is_written_by_the_template_comes_back(figures):
    labels = [label_of(SPECIALTIES), label_of(APPLICANT_GROUPS), label_of(OUTCOMES), MEASURE_LABELS]
    labels.append(STATISTIC_LABELS)
    rows = [
        (
            *(words[slug] for words, slug in zip(labels, key, strict=True)),
            f"{value:g}" if value < 1e4 else value,
            "",
        )
        for key, value in figures
    ]
    found = read(*rows)
    assert not found.problems
    assert {figure[:-1]: figure.value for figure in found.edition.figures} == dict(figures)
