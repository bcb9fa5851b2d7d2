"""The committed tables against the raw files, known cells, and what the build refuses and notices."""

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.build import find_differences, main
from data.load import TABLES_DIR, load_table
from data.schema import TABLES
from data.sources import SOURCES
from data.terms import slugs
from data.transcription import RAW_DIR
from data.validation import InvalidTableError, validate_tables
from data.vocabulary import FILL_GROUPS, SPECIALTIES

ROW_COUNTS = {
    "specialties": 23,
    "scores": 207,
    "research_output": 69,
    "img_fill": 69,
    "printed_rows": 115,
    "usmle_norms": 11,
    "names": 1115,
    "sources": 72,
    "positions": 990,
    "specialty_names": 328,
    "applicants": 126,
    "match_rates": 70,
    "only_choice": 852,
    "choices": 724,
    "policy_events": 24,
    "match_calendars": 34,
    "guide_claims": 5,
    "source_oddities": 204,
    "restatements": 24,
    "resident_quantiles": 176,
    "resident_scores": 1061,
    "director_groups": 384,
    "director_scores": 68,
    "director_score_use": 48,
    "director_factors": 1961,
    "director_activity": 24,
    "director_response": 25,
    "observations": 97848,
    "match_summary": 2182,
    "senior_counts": 726,
    "couples": 36,
    "ranked_per_position": 897,
    "soap": 398,
    "list_lengths": 100,
    "program_list_lengths": 20,
    "positions_by_state": 9703,
    "filled_by_state": 1349,
    "guides": 4,
    "guide_rules": 204,
    "guide_thresholds": 76,
    "guide_levels": 31,
    "guide_changes": 48,
    "guide_experience": 13,
    "guide_visa_uses": 8,
    "guide_requirements": 8,
    "guide_dates": 16,
    "guide_plan_steps": 16,
    "guide_curve": 5,
    "guide_mix": 4,
    "guide_tiers": 16,
    "guide_visas": 19,
    "guide_audit": 5,
    "guide_frames": 78,
    "guide_disagreements": 49,
    "guide_left_out": 27,
}
VALUES = {"scores": "score_mean", "research_output": "items_mean", "img_fill": "filled_pct"}
RAW_OF = {  # source -> (raw file, exam, cells in printed order)
    "co2018_step1_matched": ("step1_matched", "step1"),
    "co2018_research_output": ("research_output", ""),
    "co2018_img_fill": ("img_fill", ""),
    "co2018_step1_img": ("step1_img", "step1"),
    "co2018_step2_ck_img": ("step2_ck_img", "step2_ck"),
}


@pytest.fixture
def tables_copy(tmp_path):
    return Path(shutil.copytree(TABLES_DIR, tmp_path / "tables"))


def score(specialty, applicant_group, outcome, exam):
    return (
        load_table("scores")
        .set_index(["specialty", "applicant_group", "outcome", "exam"])
        .loc[(specialty, applicant_group, outcome, exam), ["score_mean", "cell_status", "source_id"]]
        .tolist()
    )


def rewrite(path, change):
    pq.write_table(change(pq.read_table(path)), path)


def test_row_counts():
    assert {name: len(load_table(name)) for name in TABLES} == ROW_COUNTS


def test_every_cell_has_a_row():
    assert sum(len(load_table(name)) for name in VALUES) + 46 == 391


@pytest.mark.parametrize(("name", "value"), VALUES.items())
def test_a_value_is_there_exactly_where_the_cell_is_reported(name, value):
    frame = load_table(name)
    assert frame[value].notna().equals(frame["cell_status"].eq("reported"))


def test_statuses():
    assert load_table("scores")["cell_status"].value_counts().to_dict() == {
        "reported": 163,
        "not_reported": 42,
        "garbled": 2,
    }
    assert load_table("research_output")["cell_status"].value_counts().to_dict() == {
        "reported": 58,
        "not_reported": 11,
    }
    assert load_table("img_fill")["cell_status"].unique().tolist() == ["reported"]


@pytest.mark.parametrize(
    ("key", "mean"),
    [
        (("internal_medicine", "non_us_img", "matched", "step1"), 236),
        (("internal_medicine", "non_us_img", "unmatched", "step1"), 222),
        (("plastic_surgery", "non_us_img", "matched", "step1"), 228),
        (("plastic_surgery", "non_us_img", "unmatched", "step1"), 228),
        (("neurological_surgery", "us_img", "unmatched", "step1"), 236),
        (("dermatology", "us_md_senior", "matched", "step1"), 249),
        (("pediatrics", "non_us_img", "matched", "step2_ck"), 238),
        (("pediatrics", "non_us_img", "unmatched", "step2_ck"), 224),
        (("all_specialties_combined", "us_img", "unmatched", "step2_ck"), 222),
    ],
)
def test_known_scores(key, mean):
    assert score(*key)[:2] == [mean, "reported"]


def test_missing_cells_say_why():
    garbled = [score("pediatrics", "us_img", outcome, "step2_ck") for outcome in ("matched", "unmatched")]
    absent = score("neurological_surgery", "us_img", "matched", "step1")
    assert all(pd.isna(mean) for mean, *_ in (*garbled, absent))
    assert [status for _, status, _ in (*garbled, absent)] == ["garbled", "garbled", "not_reported"]


def test_repeated_cells_have_the_img_table_as_their_source():
    assert score("family_medicine", "us_img", "matched", "step1") == [211, "reported", "co2018_step1_img"]
    seniors = load_table("scores").query("source_id == 'co2018_step1_matched'")
    assert seniors["applicant_group"].unique().tolist() == ["us_md_senior"]


def test_known_shares_and_items():
    fill = load_table("img_fill").set_index(["specialty", "applicant_group"])["filled_pct"]
    items = load_table("research_output").set_index(["specialty", "applicant_group"])["items_mean"]
    assert fill.loc["pathology"].to_dict() == {"img": 52.7, "us_img": 15.9, "non_us_img": 36.8}
    assert items.loc["diagnostic_radiology"].tolist() == [6, 2.6, 15.9]
    assert items.loc["pathology"].tolist() == [6.7, 5, 11.5]
    assert items.loc[("orthopaedic_surgery", "us_img")] == 37.1


def test_printed_rows_keep_the_other_reading():
    rows = load_table("printed_rows").query("other_readings != ''")
    assert rows["other_readings"].tolist() == ["62.6 / 1 / 5.9", "6.7 / 51 / 1.5"]
    assert rows["reading_note"].ne("").all()


@pytest.mark.parametrize("source_id", RAW_OF)
def test_table_is_its_transcription(source_id):
    """Join every cell of a table back to the row as printed, from the table and the raw text alone."""
    file_name, exam = RAW_OF[source_id]
    raw = pd.read_csv(
        RAW_DIR / "charting_outcomes_2018" / f"{file_name}.csv", dtype="str", keep_default_na=False
    )
    label_of = {specialty.label: specialty.slug for specialty in SPECIALTIES}
    long = raw.melt(["specialty", "garbled_cells"], list(raw.columns[2:-2]), "cell", "text").assign(
        specialty=lambda frame: frame["specialty"].map(label_of)
    )
    name = {"research_output": "research_output", "img_fill": "img_fill"}.get(file_name, "scores")
    frame = load_table(name)
    if exam:
        frame = frame[frame["exam"] == exam]
    cells = (
        frame["applicant_group"] if name == "img_fill" else frame["applicant_group"] + "_" + frame["outcome"]
    )
    both = long.merge(frame.assign(cell=cells), on=["specialty", "cell"], how="left", validate="1:1")
    garbled = [
        cell in marked.split() for cell, marked in zip(both["cell"], both["garbled_cells"], strict=True)
    ]
    expected = pd.to_numeric(
        both["text"].str.removesuffix("%").mask(both["text"].eq("N/A") | pd.Series(garbled))
    )
    assert len(both) == 23 * (len(raw.columns) - 4)
    assert both["match_year"].eq(2018).all()
    pd.testing.assert_series_equal(both[VALUES[name]], expected.astype("float64"), check_names=False)
    assert both["cell_status"].eq("garbled").tolist() == garbled
    printed = load_table("printed_rows").query("source_id == @source_id")["row_as_printed"]
    assert printed.tolist() == raw["row_as_printed"].tolist()


def test_rows_stand_in_vocabulary_order():
    fill = load_table("img_fill")
    assert fill["specialty"].unique().tolist() == list(slugs(SPECIALTIES))
    assert fill["applicant_group"].tolist() == list(slugs(FILL_GROUPS)) * 23
    assert load_table("specialties")["sort_order"].tolist() == list(range(1, 24))
    assert load_table("sources")["source_id"].tolist() == [source.source_id for source in SOURCES]


def test_norms_are_copied_with_their_page_and_grade():
    norms = load_table("usmle_norms").set_index(["exam", "period"])
    assert norms.loc[("step1", "2018"), ["norm_mean", "norm_sd", "trust_grade"]].tolist() == [230, 19, "B"]
    assert norms.loc[("step2_ck", "2025-2026"), ["norm_mean", "norm_sd"]].tolist() == [251, 15]
    assert norms["copied_from"].str.len().gt(0).all()


def test_committed_tables_pass_the_check_from_the_command_line():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "data.build", "--check"],
        cwd=TABLES_DIR.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "scores 207" in done.stdout


def test_build_writes_what_the_check_accepts(tmp_path, capsys, real):
    assert main(["--check"], tables_dir=tmp_path) == 1
    assert list(tmp_path.iterdir()) == []
    assert "scores.parquet is missing" in capsys.readouterr().err
    assert main([], tables_dir=tmp_path) == 0
    assert find_differences(real, tmp_path) == []


def test_build_refuses_a_bad_transcription_and_writes_nothing(tmp_path, capsys):
    raw_dir = Path(shutil.copytree(RAW_DIR, tmp_path / "raw"))
    path = raw_dir / "charting_outcomes_2018" / "img_fill.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",52.7%,", ",57.2%,"), encoding="utf-8")
    assert main([], raw_dir=raw_dir, tables_dir=tmp_path / "tables") == 1
    assert "img_fill.csv, line 17: the page prints 'Pathology52.7%36.8%15.9%'" in capsys.readouterr().err
    assert not (tmp_path / "tables").exists()


def change_cell(table):
    items = table["items_mean"].to_pylist()
    return table.set_column(4, table.schema.field("items_mean"), pa.array([9.9, *items[1:]]))


def change_unit(table):
    index = table.schema.get_field_index("items_mean")
    field = table.schema.field(index).with_metadata({"unit": "papers"})
    return table.cast(table.schema.set(index, field))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(change_cell, "items_mean of row 1 is 9.9; the raw files give 4.5.", id="a cell"),
        pytest.param(change_unit, "the type, unit or description of items_mean", id="a unit"),
        pytest.param(
            lambda table: table.replace_schema_metadata({"description": "x"}),
            "the description of the table is not the schema's.",
            id="the description",
        ),
        pytest.param(lambda table: table.slice(1), "has 68 rows; the raw files give 69.", id="a row"),
        pytest.param(lambda table: table.drop_columns(["source_id"]), "the columns are", id="a column"),
    ],
)
def test_check_notices_a_tampered_table(tables_copy, real, change, sentence):
    rewrite(tables_copy / "research_output.parquet", change)
    told = "\n".join(find_differences(real, tables_copy))
    assert f"research_output.parquet: {sentence}" in told


def test_check_notices_stale_damaged_and_strange_files(tables_copy, real):
    with (tables_copy / "DICTIONARY.md").open("a", encoding="utf-8") as file:
        file.write("stale\n")
    (tables_copy / "datapackage.json").unlink()
    (tables_copy / "scores.parquet").write_bytes(b"PAR1 not a table")
    (tables_copy / "old.parquet").write_bytes(b"")
    told = "\n".join(find_differences(real, tables_copy))
    assert "DICTIONARY.md is not what the schema, the vocabulary and the row counts give." in told
    assert "datapackage.json is missing." in told
    assert "scores.parquet is not a readable Parquet file." in told
    assert "old.parquet belongs to no table" in told


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("scores", {"score_mean": 301.0}, "scores: a value outside 1 to 300"),
        ("img_fill", {"filled_pct": -0.1}, "img_fill: a value outside 0 to 100"),
        ("scores", {"applicant_group": "us_do_senior"}, "scores: a value the vocabulary does not have"),
        (
            "scores",
            {"cell_status": "garbled"},
            "scores: score_mean present where cell_status is not reported",
        ),
        ("scores", {"source_id": "hearsay"}, "scores: source_id 'hearsay' is not in the table sources"),
        ("scores", {"outcome": "matched", "specialty": "urology"}, "is not in the table specialties"),
        ("research_output", {"outcome": "matched", "specialty": "dermatology"}, "two rows with the same key"),
    ],
)
def test_validation_refuses(real, name, change, sentence):
    broken = real[name].copy()
    broken.loc[0, list(change)] = list(change.values())
    referred_to = {table: real[table] for table in ("specialties", "sources")}
    with pytest.raises(InvalidTableError, match=sentence):
        validate_tables({**referred_to, name: broken})


def test_validation_refuses_other_types_and_columns(real):
    scores = real["scores"]
    with pytest.raises(InvalidTableError, match=r"scores: dtype.*match_year"):
        validate_tables({"scores": scores.astype({"match_year": "float64"})})
    with pytest.raises(InvalidTableError, match=r"scores: a column that no definition has .*extra"):
        validate_tables({"scores": scores.assign(extra=1)})
